//! Values without relation to home care: amounts, identifiers, closed lists, names, texts folded for search.

pub mod closed_list;
pub mod fingerprint;
pub mod ids;
pub mod money;
pub mod names;
pub mod search;
pub mod website;
