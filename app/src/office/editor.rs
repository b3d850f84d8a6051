//! The island around the form of a listing: it shows what the form would change while it is being filled, and keeps what is
//! typed, so that nothing is lost when a session ends or the page is left. Without it the buttons of the form do the same.

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::error::FieldError;

/// Id of the form.
pub const FORM: &str = "fiche";
/// Ids of what follows the form: what it changes, the page as it was last rendered, and whether it is kept.
pub const FOLLOWED: &str = "apercu-suivi";
pub const PUBLIC_PAGE: &str = "apercu-page";
pub const KEPT: &str = "saisie-gardee";
/// Id of the link by which one signs in again, in another tab.
pub const SIGN_IN_AGAIN: &str = "saisie-connexion";

/// A part of a listing that the form changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartChange {
    pub part: String,
    pub before: String,
    pub after: String,
}

/// What a form would change, in French: data only, the page is the server's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingPreview {
    pub errors: Vec<FieldError>,
    /// None while something is wrong.
    pub changes: Option<Vec<PartChange>>,
    pub remarks: Vec<String>,
}

/// What the form of a listing would change. `pairs`: the form as it would be sent. Nothing is written.
#[server(prefix = "/fonctions", endpoint = "apercu-fiche")]
pub async fn preview_listing(#[server(default)] pairs: String) -> Result<ListingPreview, Refusal> {
    let (staff, actions) = super::actions::from_context();
    actions.preview_listing(&staff, &pairs).await
}

/// Keeps what was typed until it is saved. The answer says when.
#[server(prefix = "/fonctions", endpoint = "garder-saisie")]
pub async fn keep_typed(#[server(default)] pairs: String) -> Result<String, Refusal> {
    let (staff, actions) = super::actions::from_context();
    actions.keep_typed(&staff, pairs).await
}

/// Its children are the form and its preview, as the server wrote them.
#[island]
pub fn Preview(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    let typed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        in_browser::typed(&_event);
    };
    let sent = move |_event: ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::sent();
    };
    view! { <div class="editor" on:input=typed on:submit=sent>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use std::any::Any;
    use std::cell::{Cell, RefCell};
    use std::time::Duration;

    use leptos::mount::mount_to;
    use leptos::prelude::*;
    use leptos::server_fn::ServerFn;
    use leptos::task::spawn_local;
    use web_sys::{Event, UrlSearchParams};

    use super::{
        FOLLOWED, FORM, KEPT, KeepTyped, ListingPreview, PUBLIC_PAGE, SIGN_IN_AGAIN, keep_typed, preview_listing,
    };
    use crate::error::FieldError;
    use crate::office::refusal::Refusal;
    use crate::text::editor as say;
    use crate::ui::browser::{all_in, by_id, form_by_id, listen, query_of, set_text, show_errors, target};

    /// How long typing must rest before the form is looked at.
    const REST: Duration = Duration::from_millis(400);
    /// After how long without a key what was typed is kept.
    const KEEP: Duration = Duration::from_secs(10);

    thread_local! {
        /// Grows with every key: an answer to an earlier one is late.
        static TURN: Cell<u32> = const { Cell::new(0) };
        /// Something was typed that is kept nowhere.
        static UNKEPT: Cell<bool> = const { Cell::new(false) };
        /// What was written last; it leaves the page when something else comes.
        static WRITTEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
    }

    pub fn start() {
        listen("beforeunload", |event| {
            if UNKEPT.get() {
                event.prevent_default();
            }
        });
        listen("pagehide", |_| leave());
    }

    fn pairs() -> Option<String> {
        query_of(&form_by_id(FORM)?)
    }

    pub fn typed(event: &Event) {
        // A page shown in the preview has fields too; they are not of the form.
        if target(event).is_none_or(|element| element.closest(&format!("#{FORM}")).ok().flatten().is_none()) {
            return;
        }
        TURN.set(TURN.get().wrapping_add(1));
        UNKEPT.set(true);
        set_text(KEPT, "");
        let turn = TURN.get();
        let after = |rest: Duration, act: fn(u32)| {
            let rested = move || {
                if TURN.get() == turn {
                    act(turn);
                }
            };
            // Without a timer the buttons of the form do the same.
            let _ = set_timeout(rested, rest);
        };
        after(REST, |turn| spawn_local(follow(turn)));
        after(KEEP, |turn| spawn_local(keep(turn)));
    }

    /// A button of the form sends it: the server has it all.
    pub fn sent() {
        TURN.set(TURN.get().wrapping_add(1));
        UNKEPT.set(false);
    }

    async fn follow(turn: u32) {
        let Some(pairs) = pairs() else { return };
        let answer = preview_listing(pairs).await;
        if TURN.get() != turn {
            return;
        }
        match answer {
            Ok(preview) => show(preview),
            Err(refusal) => trouble(refusal),
        }
    }

    async fn keep(turn: u32) {
        let Some(pairs) = pairs() else { return };
        let answer = keep_typed(pairs).await;
        if TURN.get() != turn {
            return;
        }
        match answer {
            Ok(kept) => {
                UNKEPT.set(false);
                set_text(KEPT, &kept);
                ask_to_sign_in(false);
            }
            Err(refusal) => trouble(refusal),
        }
    }

    /// The page is left: a request that outlives it keeps what was typed.
    fn leave() {
        if !UNKEPT.get() {
            return;
        }
        let body = UrlSearchParams::new();
        if let (Some(pairs), Ok(body)) = (pairs(), body) {
            body.append("pairs", &pairs);
            let sent = window().navigator().send_beacon_with_opt_url_search_params(KeepTyped::PATH, Some(&body));
            UNKEPT.set(sent != Ok(true));
        }
    }

    fn trouble(refusal: Refusal) {
        match refusal {
            Refusal::SignedOut => {
                set_text(KEPT, say::SIGNED_OUT);
                ask_to_sign_in(true);
            }
            Refusal::Failed => set_text(KEPT, say::NOT_KEPT),
        }
    }

    fn ask_to_sign_in(asked: bool) {
        if let Some(link) = by_id(SIGN_IN_AGAIN) {
            link.set_hidden(!asked);
        }
    }

    fn show(preview: ListingPreview) {
        let Some(form) = form_by_id(FORM) else { return };
        let fields: Vec<String> = all_in(&form, ".field-error")
            .iter()
            .filter_map(|message| message.id().strip_suffix("-erreur").map(str::to_owned))
            .collect();
        show_errors(fields.iter().map(String::as_str), &preview.errors);
        if let Some(page) = by_id(PUBLIC_PAGE) {
            page.set_hidden(true);
        }
        let Some(place) = by_id(FOLLOWED) else { return };
        WRITTEN.set(None);
        place.set_text_content(None);
        WRITTEN.set(Some(Box::new(mount_to(place, move || followed(&preview)))));
    }

    fn followed(preview: &ListingPreview) -> AnyView {
        let errors = |errors: &[FieldError]| -> AnyView {
            let links: Vec<AnyView> = errors
                .iter()
                .map(|error| {
                    view! { <li><a href=format!("#{}", error.field)>{error.message.clone()}</a></li> }.into_any()
                })
                .collect();
            view! { <p>{say::TO_CORRECT}</p><ul>{links}</ul> }.into_any()
        };
        let Some(changes) = &preview.changes else { return errors(&preview.errors) };
        let rows: Vec<AnyView> = changes
            .iter()
            .map(|change| {
                view! {
                    <tr>
                        <th scope="row">{change.part.clone()}</th>
                        <td>{change.before.clone()}</td>
                        <td>{change.after.clone()}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let heads: Vec<AnyView> = [say::PART, say::BEFORE, say::AFTER]
            .map(|column| view! { <th scope="col">{column}</th> }.into_any())
            .into();
        let changes = if rows.is_empty() {
            view! { <p>{say::NO_CHANGE}</p> }.into_any()
        } else {
            view! {
                <table class="changes">
                    <caption class="visually-hidden">{say::PREVIEW_CHANGES}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        };
        let remarks: Vec<AnyView> =
            preview.remarks.iter().map(|remark| view! { <li>{remark.clone()}</li> }.into_any()).collect();
        let remarks = if remarks.is_empty() {
            view! { <p>{say::NO_FINDING}</p> }.into_any()
        } else {
            view! { <ul>{remarks}</ul> }.into_any()
        };
        view! {
            <h3>{say::PREVIEW_CHANGES}</h3>
            {changes}
            <h3>{say::FINDINGS}</h3>
            {remarks}
            <p class="hint">{say::PAGE_BY_BUTTON}</p>
        }
        .into_any()
    }
}
