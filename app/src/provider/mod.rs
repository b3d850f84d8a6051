//! Listings: the directory and one provider's page.

#[cfg(feature = "ssr")]
pub mod directory;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod for_need;
#[cfg(feature = "ssr")]
mod head;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod price_chart;
#[cfg(feature = "islands")]
pub(crate) mod print_button;
#[cfg(feature = "islands")]
pub mod report;
#[cfg(feature = "ssr")]
mod structured_data;
#[cfg(feature = "ssr")]
pub(crate) mod tariffs;
