//! `/`: the need in one short form.

#[cfg(feature = "ssr")]
pub mod page;
