//! Templates of another engine (maud), for the back office and the interview of social workers alone: they are not
//! components yet.

mod errors;
pub mod pictograms;
mod qr;
#[cfg(feature = "ssr")]
mod raw;

pub use errors::{error_summary, field_message, invalid};
pub use qr::drawing;
#[cfg(feature = "ssr")]
pub use raw::raw;
