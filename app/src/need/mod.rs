//! The need of one person: its form, its place, and the fields of both.

pub mod api;
#[cfg(feature = "ssr")]
pub mod fields;
pub mod form;
#[cfg(feature = "ssr")]
pub mod place_resolution;
pub mod summary;
