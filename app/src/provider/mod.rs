//! Listings: the directory and one provider's page.

#[cfg(feature = "ssr")]
pub mod directory;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod prices;
pub mod report;
#[cfg(feature = "ssr")]
pub(crate) mod tariffs;
