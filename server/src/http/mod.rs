//! The web: the router and its layers, the built assets, the pages of the site.

pub mod assets;
pub mod client;
mod headers;
pub mod limits;
mod pages;
pub mod reports;
mod router;
pub mod staff;

pub use router::{SiteState, router};
