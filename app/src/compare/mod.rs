//! The comparison: the form of the need, the list, the side by side. `rerank` and `need_help` run in the browser only.

pub mod answer;
pub mod by_gir;
pub mod departure;
pub mod entry;
pub mod fields;
pub mod list;
#[cfg(feature = "hydrate")]
pub mod need_help;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "hydrate")]
mod places;
#[cfg(feature = "hydrate")]
pub mod rerank;
pub mod result_card;
pub mod results;
#[cfg(feature = "ssr")]
pub mod side_by_side;
pub mod summary;
pub mod week;
pub mod why;
