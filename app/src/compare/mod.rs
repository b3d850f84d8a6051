//! The comparison: the need as a form, the ranked list, and the island that re-ranks it in the browser.

pub mod fields;
pub mod form;
pub mod island;
#[cfg(feature = "ssr")]
pub mod page;
pub mod results;
#[cfg(feature = "ssr")]
pub mod side_by_side;
pub mod summary;
