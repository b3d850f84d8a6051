//! What every page shares: the frame around it, the errors of a form, the way out of an error, the client's script.

mod errors;
#[cfg(feature = "ssr")]
mod frame;

pub use errors::{ErrorSummary, FieldMessage};
#[cfg(feature = "ssr")]
pub use frame::{ClientScript, Frame, NoSuchPage, NotFound};
