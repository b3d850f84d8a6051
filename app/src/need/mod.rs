//! What the person needs: the form, its fields, finding the place that was typed, the need in words, the server
//! function.

pub mod api;
pub mod changed;
#[cfg(feature = "ssr")]
pub mod fields;
pub mod form;
pub mod help;
#[cfg(feature = "islands")]
pub mod place_input;
#[cfg(feature = "ssr")]
pub mod place_resolution;
pub mod summary;
pub mod week;
pub mod week_fields;
#[cfg(feature = "islands")]
pub mod week_grid;
#[cfg(feature = "hydrate")]
pub mod week_keys;
