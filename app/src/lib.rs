//! The site: pages rendered on the server, and the islands that improve them in the browser. It knows no SQL, no files
//! and no sockets.

pub mod access;
pub mod aids;
#[cfg(feature = "ssr")]
pub mod api_docs;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(any(feature = "ssr", feature = "assist"))]
pub mod assist;
#[cfg(feature = "hydrate")]
mod browser;
pub mod compare;
pub mod error;
pub mod format;
pub mod home;
#[cfg(feature = "ssr")]
pub mod legal;
#[cfg(feature = "ssr")]
pub mod method;
pub mod need;
#[cfg(any(feature = "ssr", feature = "office"))]
pub mod office;
pub mod ports;
pub mod provider;
pub mod query;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod staff;
pub mod text;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod widget;

#[cfg(feature = "hydrate")]
pub use browser::prepare;

/// Starts the islands of the page, once `prepare` has fetched their data. Called by the client in the browser.
#[cfg(feature = "hydrate")]
pub fn start() {
    leptos::mount::hydrate_islands();
}
