//! What the person would really pay: the form of the situation, the breakdown of the aids, and the simulator `/aides`.
//! A situation is about health and money: it is never in an address, a log, a table or an attribute of the page.

pub mod estimate_view;
pub mod form;
#[cfg(feature = "islands")]
pub mod kept;
#[cfg(feature = "ssr")]
pub mod page;
pub mod simulation;
#[cfg(feature = "islands")]
pub mod simulator;
#[cfg(feature = "islands")]
pub mod situation_fields;

/// Id of the five questions about the GIR on `/aides`, to which every page links. The browser opens the folded part
/// around it when an address names it.
pub const GIR_QUESTIONS: &str = "questions-gir";
