//! What the person would really pay: the situation as a form, its breakdowns, and the simulator `/aides`. What is typed
//! here is health and money: never in an address, a log, a table or a prop of an island.

pub mod breakdown;
pub mod fields;
pub mod form;
pub mod island;
#[cfg(feature = "ssr")]
pub mod page;
