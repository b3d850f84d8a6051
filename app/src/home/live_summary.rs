//! The island around the first page: one line says what was chosen so far, and the form is sent to a short address.

use leptos::ev;
use leptos::prelude::*;

/// Id of the line.
pub const SO_FAR: &str = "jusqu-ici";

/// Its children are the page as the server wrote it.
#[island]
pub fn LiveSummary(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    let changed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        in_browser::write();
    };
    // A place is typed letter by letter; all other fields change at once.
    let input = changed;
    let submitted = move |_event: ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::submitted(&_event);
    };
    view! { <div class="home" on:change=changed on:input=input on:submit=submitted>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::window;
    use web_sys::Event;

    use super::SO_FAR;
    use crate::home::so_far;
    use crate::need::form::{NEED_FORM, NeedForm, ZONE};
    use crate::text::Words;
    use crate::ui::browser::{address_query, all, form_by_id, query_of, set_text};

    fn form() -> Option<NeedForm> {
        Some(NeedForm::from_query(&query_of(&form_by_id(NEED_FORM)?)?))
    }

    /// Says what the fields hold by now: it was chosen before the script started, or came back with the page.
    pub fn start() {
        if form().is_some_and(|form| form != NeedForm::from_query(&address_query())) {
            write();
        }
    }

    pub fn write() {
        let Some(form) = form() else { return };
        // The tile of the zone holds the number of services that come there.
        let tile = all(&format!("[name={ZONE}]:checked"));
        let count = tile.first().and_then(|tile| tile.get_attribute("data-count")?.parse().ok());
        set_text(SO_FAR, &so_far(Words::from_context(), &form, count));
    }

    /// The query of the form, without empty values.
    pub fn submitted(event: &Event) {
        let Some((page, form)) = form_by_id(NEED_FORM).zip(form()) else { return };
        let action = page.get_attribute("action").unwrap_or_default();
        if window().location().set_href(&format!("{action}?{}", form.to_query())).is_ok() {
            event.prevent_default();
        }
    }
}
