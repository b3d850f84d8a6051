//! The way in by a provider of identities: what is said when someone comes back from it.

use crate::staff::local;
use leptos::prelude::*;

use super::entry::Input;
use super::{Screen, field};
use crate::access::Staff;
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::error_summary_of;

/// Why someone does not come in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenIdFailure {
    /// This site has no provider.
    NotConfigured,
    Unavailable,
    /// Nobody's identity, or one that is not certain: which one is not said.
    Refused,
    /// Begun elsewhere, or long ago, or finished already.
    Late,
    TooMany,
}

pub fn failed(failure: OpenIdFailure) -> Screen {
    let (title, why, status) = match failure {
        OpenIdFailure::NotConfigured => (local(say::OPENID_OFF), say::OPENID_OFF_WHY, 404),
        OpenIdFailure::Unavailable => (say::OPENID_DOWN, say::OPENID_DOWN_WHY, 503),
        OpenIdFailure::Refused => (say::OPENID_REFUSED, say::OPENID_REFUSED_WHY, 403),
        OpenIdFailure::Late => (say::OPENID_LATE, say::OPENID_LATE_WHY, 400),
        OpenIdFailure::TooMany => (say::OPENID_LATE, say::SIGN_IN_TOO_MANY, 429),
    };
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p>{why}</p>
            <p class="ways"><a href=StaffPage::SignIn.href()>{say::OPENID_AGAIN}</a></p>
        }
        .into_any()
    };
    Screen::of(None, title, body).with_status(status)
}

/// What is said above the form of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeState {
    Asked,
    Wrong,
    TooMany,
}

/// The second factor of someone whom the provider recognised.
pub fn code(state: CodeState) -> Screen {
    let (error, status) = match state {
        CodeState::Asked => (None, 200),
        CodeState::Wrong => (Some(say::OPENID_CODE_WRONG), 422),
        CodeState::TooMany => (Some(say::SIGN_IN_TOO_MANY), 429),
    };
    let errors: Vec<FieldError> = error.map(|sentence| FieldError::new(field::CODE, sentence)).into_iter().collect();
    let body = move || {
        let code = Input { is_required: true, ..Input::code(say::CODE, Some(say::OPENID_CODE_IN), &errors) };
        view! {
            <h1>{say::OPENID_CODE}</h1>
            {error_summary_of(say::SIGN_IN_REFUSED, None, &errors)}
            <p>{local(say::OPENID_CODE_WHY)}</p>
            <form class="need" method="post" action=StaffPage::OpenIdCode.href()>
                {code.view()}
                <button type="submit">{say::SIGN_IN_BUTTON}</button>
            </form>
        }
        .into_any()
    };
    Screen::of(None, say::OPENID_CODE, body).with_status(status)
}

/// Signed out here; the browser goes on to the provider by itself, or by the link.
pub fn signed_out(provider: &str) -> Screen {
    let provider = provider.to_owned();
    let body = move || {
        view! {
            <h1>{say::OPENID_LEFT}</h1>
            <p class="ways"><a href=provider.clone()>{local(say::OPENID_LEAVE)}</a></p>
        }
        .into_any()
    };
    Screen::of(None, say::OPENID_LEFT, body)
}

/// Signed in; the browser goes on from here by itself, or by the link.
pub fn signed_in(staff: &Staff) -> Screen {
    let body = || {
        view! {
            <h1>{say::OPENID_DONE}</h1>
            <p class="ways"><a href=StaffPage::Home.href()>{say::OPENID_GO}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::OPENID_DONE, body)
}
