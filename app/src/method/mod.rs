//! `/methode`: how the ranking is made, in words anyone can check.

#[cfg(feature = "ssr")]
pub mod page;
