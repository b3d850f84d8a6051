//! The web: the router and its layers, the built assets, the pages of the site.

pub mod actions;
pub mod assets;
pub mod client;
pub mod connections;
mod errors;
mod for_programs;
mod headers;
pub mod health;
pub mod hosts;
pub mod limits;
pub(crate) mod load;
mod mended;
pub mod metrics;
mod open_data;
mod page_cache;
mod pages;
mod refusals;
mod reports;
mod representation;
mod request_log;
mod router;
mod shared;
#[cfg(feature = "pdf")]
mod sheet_pdf;
pub mod staff;
mod state;
pub mod visitor_intake;
mod widget;

pub(crate) use errors::RETRY_SECONDS;
pub use page_cache::PAGE_CACHE_BYTES;
pub(crate) use request_log::note_panic;
pub use router::router;
pub use state::SiteState;
