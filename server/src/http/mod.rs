//! The web: the router and its layers, the built assets, the pages of the site.

pub mod assets;
mod headers;
pub mod limits;
mod pages;
pub mod reports;
mod router;

pub use router::{SiteState, router};
