//! The web: the router and its layers, the built assets, the pages of the site.

pub mod actions;
pub mod assets;
pub mod client;
pub mod desk;
mod headers;
pub mod limits;
mod pages;
mod refusals;
mod reports;
mod router;
#[cfg(feature = "pdf")]
mod sheet_pdf;
pub mod staff;

pub use router::{SiteState, router};
