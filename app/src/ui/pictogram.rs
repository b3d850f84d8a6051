//! Line drawings of the acts, each a symbol of one file that every page shares. They repeat a label that stands beside them,
//! and never replace it.

use domain::Act;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use crate::ports::Ports;

/// The drawing of an act. None where the site was not packed, nor in the preview of the back office, which is no page of
/// the site and has no ports.
pub fn pictogram(act: Act) -> AnyView {
    let file = use_context::<Ports>().and_then(|ports| ports.assets.pictograms.clone());
    let Some(file) = file else { return ().into_any() };
    let href = format!("{file}#{}", act.code());
    view! { <svg class="pictogram" width="24" height="24" aria-hidden="true"><use href=href></use></svg> }.into_any()
}
