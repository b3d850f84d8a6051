//! Line drawings of the acts. They repeat a label that stands beside them, and never replace it.

use domain::Act;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use crate::markup::{pictograms, raw};

/// The drawings of a page, hidden, for `pictogram` to use. Once in a page.
pub fn sprite() -> AnyView {
    raw(pictograms::sprite()).into_any()
}

/// The drawing of an act.
pub fn pictogram(act: Act) -> AnyView {
    let href = format!("#picto-{}", act.code());
    view! { <svg class="pictogram" width="24" height="24" aria-hidden="true"><use href=href></use></svg> }.into_any()
}
