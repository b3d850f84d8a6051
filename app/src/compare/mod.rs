//! The comparison: the form of a list, its result, the cards and drawings of the list, the comparison side by side.

pub mod asked;
pub mod by_gir;
pub mod changes;
pub mod list_form;
pub mod outcome;
#[cfg(feature = "ssr")]
pub mod page;
pub mod page_contract;
pub mod pairs;
#[cfg(feature = "islands")]
pub mod print_now;
#[cfg(feature = "islands")]
mod ranking;
pub mod reasons;
pub mod result_card;
mod result_groups;
pub mod results_section;
#[cfg(feature = "ssr")]
pub mod side_by_side;
#[cfg(feature = "ssr")]
mod side_table;
pub mod start_date;
#[cfg(feature = "islands")]
pub mod to_pay;
#[cfg(feature = "ssr")]
pub mod weights;
pub mod why;
