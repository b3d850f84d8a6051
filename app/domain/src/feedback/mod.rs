//! What visitors tell: a mistake in a listing, a provider that refused.

pub mod refusal;
pub mod report;
