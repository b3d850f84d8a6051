//! The sheet that a person leaves with: its words, what they are made from, and its page.

pub mod build;
pub mod model;
pub mod page;
mod pairs;
