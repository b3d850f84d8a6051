//! The comparison: the form of a list, its result, the cards and drawings of the list, the comparison side by side.

#[cfg(feature = "islands")]
pub mod by_gir;
pub mod list_form;
#[cfg(feature = "islands")]
pub mod outcome;
#[cfg(feature = "ssr")]
pub mod page;
pub mod page_contract;
#[cfg(feature = "islands")]
pub mod print_now;
#[cfg(feature = "islands")]
mod ranking;
pub mod reasons;
#[cfg(feature = "islands")]
pub mod result_card;
#[cfg(feature = "islands")]
mod result_groups;
#[cfg(feature = "islands")]
pub mod results_section;
#[cfg(feature = "ssr")]
pub mod side_by_side;
#[cfg(feature = "ssr")]
mod side_table;
pub mod start_date;
#[cfg(feature = "islands")]
pub mod to_pay;
#[cfg(feature = "ssr")]
mod weights;
pub mod why;
