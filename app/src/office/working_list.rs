//! The island around the working list: an availability that is chosen in its row is saved at once.

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

/// Id of the line that says what was saved. Its sentences for a failure are in its data.
pub const STATUS: &str = "liste-etat";

/// What became of an availability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedIntake {
    pub message: String,
    /// The code of what the listing says now; empty where it says nothing.
    pub now: String,
    /// When it was stated, in words.
    pub seen: String,
}

/// States the availability of a service today. `before`: what its row showed; where someone changed it since, nothing is
/// written.
#[server(prefix = "/fonctions", endpoint = "disponibilite")]
pub async fn set_intake(
    #[server(default)] finess: String,
    #[server(default)] before: String,
    #[server(default)] chosen: String,
) -> Result<SavedIntake, Refusal> {
    let (staff, actions) = crate::office::actions::from_context();
    actions.set_intake(&staff, &finess, &before, &chosen).await
}

/// Its children are the table as the server wrote it.
#[island]
pub fn WorkingList(children: Children) -> impl IntoView {
    let changed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        in_browser::changed(&_event);
    };
    view! { <div class="working-list" on:change=changed>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::task::spawn_local;
    use web_sys::{Element, Event};

    use super::{STATUS, set_intake};
    use crate::ui::browser::{by_id, set_text, set_value, target, value_of};

    /// The sentence that stands in the page for something that went wrong.
    fn sentence(name: &str) -> String {
        by_id(STATUS).and_then(|line| line.get_attribute(name)).unwrap_or_default()
    }

    pub fn changed(event: &Event) {
        let Some(select) = target(event).filter(|select| select.has_attribute("data-service")) else { return };
        // One at a time: what is chosen meanwhile is saved after it.
        if select.has_attribute("aria-busy") {
            return;
        }
        set_attribute(&select, "aria-busy", "true");
        spawn_local(async move {
            while save(&select).await {}
            // Refused only for what cannot be removed.
            let _ = select.remove_attribute("aria-busy");
        });
    }

    /// Saves what a select holds. True where it was changed again meanwhile.
    async fn save(select: &Element) -> bool {
        let finess = select.get_attribute("data-service").unwrap_or_default();
        let before = select.get_attribute("data-before").unwrap_or_default();
        let chosen = value_of(select).unwrap_or_default();
        if chosen.is_empty() {
            set_text(STATUS, &sentence("data-missing"));
            return false;
        }
        match set_intake(finess.clone(), before.clone(), chosen.clone()).await {
            Ok(saved) => {
                let again = saved.now == chosen && value_of(select).as_deref() != Some(chosen.as_str());
                set_attribute(select, "data-before", &saved.now);
                if let Some(hidden) = select.next_element_sibling() {
                    set_value(&hidden, &saved.now);
                }
                if !again {
                    set_value(select, &saved.now);
                }
                set_text(STATUS, &saved.message);
                set_text(&format!("vue-{finess}"), &saved.seen);
                again
            }
            Err(_) => {
                set_value(select, &before);
                set_text(STATUS, &sentence("data-failed"));
                false
            }
        }
    }

    fn set_attribute(element: &Element, name: &str, value: &str) {
        // Refused only for a name that is none.
        let _ = element.set_attribute(name, value);
    }
}
