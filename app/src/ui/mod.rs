//! What every page shares: the frame around it, the way out of an error, the client's script.

#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
pub use frame::{ClientScript, Frame, NoSuchPage, NotFound};
