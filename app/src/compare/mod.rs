//! The comparison: the need as a form, the ranked list, and the island that re-ranks it in the browser.

pub mod fields;
pub mod form;
pub mod island;
#[cfg(feature = "ssr")]
pub mod page;
pub mod results;
pub mod summary;
