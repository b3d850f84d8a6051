//! Templates of another engine (maud), for the interview of social workers alone, which is not written in components yet.

mod errors;
pub mod pictograms;
mod qr;
#[cfg(feature = "ssr")]
mod raw;

pub use errors::{error_summary, field_message, invalid};
pub use qr::drawing;
#[cfg(feature = "ssr")]
pub use raw::raw;
