//! What the person needs: the form, its fields, finding the place that was typed, the need in words, the server
//! function.

pub mod api;
#[cfg(feature = "ssr")]
pub mod fields;
pub mod form;
pub mod help;
pub mod place_input;
#[cfg(feature = "ssr")]
pub mod place_resolution;
pub mod summary;
pub mod week;
pub mod week_fields;
pub mod week_grid;
