//! What the interview is written with: templates of another engine (maud), and in the browser the listeners of its form. The
//! public pages are components and know nothing of them.

pub mod answer;
pub mod breakdown;
pub mod entry;
pub mod fields;
pub mod for_browser;
#[cfg(feature = "hydrate")]
pub mod need_help;
#[cfg(feature = "hydrate")]
mod places;
pub mod results;
pub mod situation_fields;
pub mod summary;
pub mod week;
