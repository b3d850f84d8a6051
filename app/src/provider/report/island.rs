//! The form that reports an error, in the browser: sent without leaving the page. The form is the one that the server
//! wrote; without a script it is sent as a plain form.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Its children are the form.
#[island]
pub fn ReportForm(children: Children) -> impl IntoView {
    let sending = RwSignal::new(false);
    view! { <div on:submit=move |event| submit(event, sending)>{children()}</div> }
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn submit(_: SubmitEvent, _: RwSignal<bool>) {}

#[cfg(feature = "hydrate")]
fn submit(event: SubmitEvent, sending: RwSignal<bool>) {
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::HtmlFormElement;

    use super::api::report_error;
    use super::{REPORT, ReportForm, THANKS};
    use crate::error::FieldError;
    use crate::ports::report_field::{MESSAGE, SUBJECT};
    use crate::text::{Common, Words};
    use crate::ui::browser::{focus, query_of, set_text, show_errors};
    use crate::ui::forms::message_id;

    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let Some((form, body)) = form.and_then(|form| query_of(&form).map(|body| (form, body))) else { return };
    event.prevent_default();
    if sending.get_untracked() {
        return;
    }
    sending.set(true);
    let t = Words::from_context();
    let ReportForm { subject, message, trap } = ReportForm::from_body(&body);
    let finess = form.get_attribute("data-finess").unwrap_or_default();
    spawn_local(async move {
        let sent = report_error(finess, t.lang, subject, message, trap).await;
        sending.set(false);
        let show = |errors: &[FieldError]| {
            show_errors([SUBJECT, MESSAGE], errors);
            // An error of the whole form, not of one field.
            set_text(&message_id(REPORT), &FieldError::message(errors, REPORT).unwrap_or_default());
        };
        let mut errors = match sent {
            Ok(thanks) => {
                show(&[]);
                set_text(THANKS, &thanks);
                form.reset();
                focus(THANKS);
                return;
            }
            Err(refused) => refused.errors,
        };
        if errors.is_empty() {
            errors.push(FieldError::new(REPORT, t.say(Common::NotReached)));
        }
        set_text(THANKS, "");
        show(&errors);
        if let Some(first) = errors.first() {
            focus(&first.field);
        }
    });
}
