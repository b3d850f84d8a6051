//! The island around a link that is shown: a button copies it. Without it the link is selected whole by one click.

use leptos::ev;
use leptos::prelude::*;

/// Ids of the link, of its button and of what came of it.
pub const LINK: &str = "lien-a-copier";
pub const BUTTON: &str = "copier-le-lien";
pub const COPIED: &str = "lien-copie";

/// Its children are the link and its button, which is hidden until the browser can copy.
#[island]
pub fn CopyLink(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    let clicked = move |_event: ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::clicked(&_event);
    };
    view! { <div on:click=clicked>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::window;
    use leptos::task::spawn_local;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::Event;

    use super::{BUTTON, COPIED, LINK};
    use crate::text::office as say;
    use crate::ui::browser::{by_id, set_text, target};

    pub fn start() {
        if let Some(button) = by_id(BUTTON) {
            // A button that stays hidden leaves the link to be selected.
            let _ = button.remove_attribute("hidden");
        }
    }

    pub fn clicked(event: &Event) {
        let is_button = target(event).is_some_and(|element| element.id() == BUTTON);
        let link = by_id(LINK).and_then(|element| element.text_content());
        if let (true, Some(link)) = (is_button, link) {
            spawn_local(async move {
                let copied = JsFuture::from(window().navigator().clipboard().write_text(&link)).await;
                set_text(COPIED, if copied.is_ok() { say::COPIED_NOW } else { say::NOT_COPIED });
            });
        }
    }
}
