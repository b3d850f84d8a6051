//! What the person would really pay: the situation as a form, its breakdowns, and the simulator `/aides`. What is typed
//! here is health and money: never in an address, a log, a table or an attribute of the page.

pub mod estimate_view;
pub mod form;
pub mod kept;
#[cfg(feature = "ssr")]
pub mod page;
pub mod simulation;
pub mod simulator;
pub mod situation_fields;

/// Id of the five questions about the GIR on `/aides`, to which every page links. It stands inside a folded part, which a
/// browser opens around what an address names.
pub const GIR_QUESTIONS: &str = "questions-gir";
