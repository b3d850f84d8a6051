//! What the person would really pay: the situation as a form, its breakdowns, and the simulator `/aides`. What is typed
//! here is health and money: never in an address, a log, a table or an attribute of the page.

pub mod breakdown;
pub mod fields;
pub mod form;
#[cfg(feature = "ssr")]
pub mod page;
pub mod simulation;
#[cfg(feature = "hydrate")]
pub mod simulator;
pub mod situation_fields;
