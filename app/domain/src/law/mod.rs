//! The values of the law, each with the days on which it applies and its source.

pub mod parameters;
