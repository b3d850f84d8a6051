//! What every page shares: the frame around it, the fields and errors of a form, the page for a wrong address, the
//! scripts of the clients, and in the browser the few calls that the islands make.

#[cfg(feature = "hydrate")]
pub mod browser;
pub mod chart;
pub mod client_script;
pub mod forms;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
pub mod map;
pub mod money_bar;
#[cfg(feature = "ssr")]
pub mod pictogram;
pub mod qr;
#[cfg(feature = "ssr")]
mod title;
pub mod week_strip;

#[cfg(feature = "ssr")]
pub use client_script::{ClientScript, Reads};
#[cfg(feature = "ssr")]
pub use frame::{Frame, NeedStyle, NoSuchPage, NotFound, RESULTS, SkipToResults};
#[cfg(feature = "ssr")]
pub use title::{PageHead, PageTitle, SiteTitle};
