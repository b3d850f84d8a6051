//! The way in by a provider of identities: what is said when someone comes back from it.

use maud::html;

use super::entry::input;
use super::{Screen, field, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::error_summary;
use crate::routes::StaffPage;
use crate::text::staff as say;

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
        OpenIdFailure::NotConfigured => (say::OPENID_OFF, say::OPENID_OFF_WHY, 404),
        OpenIdFailure::Unavailable => (say::OPENID_DOWN, say::OPENID_DOWN_WHY, 503),
        OpenIdFailure::Refused => (say::OPENID_REFUSED, say::OPENID_REFUSED_WHY, 403),
        OpenIdFailure::Late => (say::OPENID_LATE, say::OPENID_LATE_WHY, 400),
        OpenIdFailure::TooMany => (say::OPENID_LATE, say::SIGN_IN_TOO_MANY, 429),
    };
    let body = html! {
        h1 { (title) }
        p { (why) }
        p { a href=(StaffPage::SignIn.href()) { (say::OPENID_AGAIN) } }
    };
    Screen::new(None, title, body).with_status(status)
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
    let body = html! {
        h1 { (say::OPENID_CODE) }
        (error_summary(french(), &errors))
        p { (say::OPENID_CODE_WHY) }
        form.need method="post" action=(StaffPage::OpenIdCode.href()) {
            (input(field::CODE, say::CODE, Some(say::OPENID_CODE_IN), "text", "one-time-code", &errors))
            button type="submit" { (say::SIGN_IN_BUTTON) }
        }
    };
    Screen::new(None, say::OPENID_CODE, body).with_status(status)
}

/// Signed in; the browser goes on from here by itself, or by the link.
pub fn signed_in(staff: &Staff) -> Screen {
    let body = html! {
        h1 { (say::OPENID_DONE) }
        p { a href=(StaffPage::Home.href()) { (say::OPENID_GO) } }
    };
    Screen::new(Some(staff), say::OPENID_DONE, body)
}
