//! The web: the router and its layers, the built assets, the pages of the site.

pub mod assets;
mod headers;
mod pages;
mod router;

pub use router::{SiteState, router};
