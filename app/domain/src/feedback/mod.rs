//! What visitors report: an error in a listing, a provider that refused.

pub mod refusal;
pub mod report;
