//! What every page shares: the frame around it, the errors of a form, the way out of an error, the clients' scripts, and
//! in the browser the few calls that the islands make.

#[cfg(feature = "hydrate")]
pub mod browser;
mod errors;
#[cfg(feature = "ssr")]
mod frame;
mod html;
#[cfg(feature = "ssr")]
pub mod map;
pub mod pictograms;
pub mod qr;
#[cfg(feature = "ssr")]
mod title;

pub use errors::{error_summary, field_message, invalid};
#[cfg(feature = "ssr")]
pub use frame::{AssistScript, ClientScript, Frame, NoSuchPage, NotFound};
pub use html::raw;
#[cfg(feature = "ssr")]
pub use title::{PageTitle, SiteTitle};
