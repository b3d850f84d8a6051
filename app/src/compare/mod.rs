//! The comparison: the form of the need, the list, the side by side. `rerank` and `need_help` run in the browser only.

pub mod answer;
pub mod by_gir;
pub mod departure;
pub mod entry;
pub mod fields;
pub mod list;
pub mod list_form;
#[cfg(feature = "hydrate")]
pub mod need_help;
pub mod outcome;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "hydrate")]
mod places;
pub mod print_now;
mod ranking;
pub mod reasons;
pub mod result_card;
mod result_groups;
pub mod results;
pub mod results_section;
#[cfg(feature = "ssr")]
pub mod side_by_side;
#[cfg(feature = "ssr")]
mod side_table;
pub mod summary;
pub mod to_pay;
pub mod week;
#[cfg(feature = "ssr")]
mod weights;
pub mod why;
