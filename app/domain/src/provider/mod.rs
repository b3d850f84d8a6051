//! The contents of a provider's listing, and what follows from it without a need.

pub mod acts;
pub mod completeness;
pub mod knowledge;
pub mod listing;
pub mod parts;
pub mod price_distribution;
pub mod price_rules;
pub mod questions;
pub mod register;
pub mod tariff;
pub mod territory;
