//! The values of the law, each with the days it holds on and its source.

pub mod parameters;
