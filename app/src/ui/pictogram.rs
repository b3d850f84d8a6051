//! Line drawings of the acts, each a symbol of one file that every page shares. They repeat a label beside them, and
//! never replace it.

use domain::Act;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use crate::ports::Ports;

/// The drawing of an act. None if the assets of the site were not built, or outside a page.
pub fn pictogram(act: Act) -> AnyView {
    let Some(file) = use_context::<Ports>().and_then(|ports| ports.assets.pictograms.clone()) else {
        return ().into_any();
    };
    let href = format!("{file}#{}", act.code());
    view! { <svg class="pictogram" width="24" height="24" aria-hidden="true"><use href=href></use></svg> }.into_any()
}
