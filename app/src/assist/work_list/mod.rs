//! The people that a social worker looks for help for, kept in the browser: what is kept, where, and how it shows.

pub mod list;
pub mod panel;
#[cfg(feature = "hydrate")]
pub mod storage;
