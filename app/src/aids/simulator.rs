//! The island of the simulator: it computes in the browser the result that the server would answer to a POST. The
//! situation is gone with the page unless the person keeps it for the visit.

use leptos::ev::Event;
use leptos::prelude::*;

/// Id of the element that receives the result.
pub const RESULT: &str = "resultat";

/// Wraps the form and the element that receives the result.
#[island]
pub fn Simulator(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    view! {
        <div on:submit=move |event| hear(event.as_ref()) on:click=move |event| hear(event.as_ref())>{children()}</div>
    }
}

#[cfg(feature = "hydrate")]
fn hear(event: &Event) {
    in_browser::hear(event);
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn hear(_: &Event) {}

#[cfg(feature = "hydrate")]
mod in_browser {
    use std::cell::RefCell;

    use leptos::ev::Event;
    use leptos::mount::{UnmountHandle, mount_to};

    use super::RESULT;
    use crate::aids::estimate_view::{TITLE, estimate};
    use crate::aids::form::{NAMES, SituationForm};
    use crate::aids::kept;
    use crate::aids::situation_fields::PRIVACY;
    use crate::browser::page_data;
    use crate::compare::page_contract::SITUATION_FORM;
    use crate::text::Aids;
    use crate::ui::browser::{around, by_id, focus, forget_on_leaving, form_by_id, listen, set_text, show_errors};

    thread_local! {
        /// The result in the page; it is dropped when another replaces it.
        static SHOWN: RefCell<Option<Box<dyn std::any::Any>>> = const { RefCell::new(None) };
    }

    pub fn start() {
        let Some(data) = page_data() else { return };
        set_text(PRIVACY, data.t.say(Aids::InBrowser));
        kept::fill(data.t);
        forget_on_leaving(SITUATION_FORM);
        listen("pagehide", |_| clear());
        // A page restored by the browser's "back" has lost its fields: fill them again.
        listen("pageshow", move |_| {
            kept::fill(data.t);
        });
    }

    pub fn hear(event: &Event) {
        match event.type_().as_str() {
            "submit" => compute(event),
            "click" if around(event, "button[type=reset]").is_some() => {
                kept::forget();
                clear();
                show_errors(NAMES, &[]);
            }
            _ => {}
        }
    }

    fn compute(event: &Event) {
        if around(event, "form").is_none_or(|form| form.id() != SITUATION_FORM) {
            return;
        }
        let (Some(data), Some(form)) = (page_data(), form_by_id(SITUATION_FORM)) else { return };
        event.prevent_default();
        let t = data.t;
        let situation = SituationForm::from_element(&form);
        match estimate(t, &situation, &data.parameters, data.today) {
            Ok(estimate) => {
                show_errors(NAMES, &[]);
                kept::follow(&situation);
                clear();
                if let Some(place) = by_id(RESULT) {
                    let mounted: UnmountHandle<_> = mount_to(place, move || estimate.view(t));
                    SHOWN.set(Some(Box::new(mounted)));
                }
                focus(TITLE);
            }
            Err(errors) => {
                clear();
                show_errors(NAMES, &errors);
                if let Some(error) = errors.first() {
                    focus(&error.field);
                }
            }
        }
    }

    /// Removes the result.
    fn clear() {
        SHOWN.take();
    }
}
