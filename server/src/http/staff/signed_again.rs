//! A form sent after the session had ended: its sender signs in, and it goes on to where it was going.

use app::routes::StaffPage;
use app::staff::entry::SignInState;
use app::staff::field;
use app::staff::signed_again::{Carried, sign_in, signed_again};
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};

use super::entry::{ask as ask_without, validated};
use super::{Answer, Form, StaffState, too_large};

/// The sign-in that carries what was sent.
pub(super) async fn ask(desk: &StaffState, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    // Names and values of a form are text; what is not has nothing to be kept.
    let Ok(pairs) = String::from_utf8(form.0.to_vec()) else { return Ok(ask_without(&parts.uri).into_response()) };
    if pairs.is_empty() {
        return Ok(ask_without(&parts.uri).into_response());
    }
    let carried = Carried { to: parts.uri.path().to_owned(), pairs };
    Ok(desk.show(sign_in(SignInState::Nothing, "", carried)).await)
}

/// What a sign-in carries, where it carries anything: never to another page than one of the back office.
pub(super) fn carried(form: &Form) -> Option<Carried> {
    let pairs = Some(form.get(field::CARRIED)).filter(|pairs| !pairs.is_empty())?;
    let to = validated(&form.get(field::NEXT));
    (to != StaffPage::Home.href()).then_some(Carried { to, pairs })
}

/// The sign-in once more, which still carries it.
pub(super) async fn again(desk: &StaffState, state: SignInState, name: &str, carried: Carried) -> Response {
    desk.show(sign_in(state, name, carried)).await
}

/// Signed in: on to what was asked for, with the form where there is one.
pub(super) async fn go_on(desk: &StaffState, next: &str, carried: Option<Carried>) -> Response {
    match carried {
        Some(carried) => desk.show(signed_again(carried)).await,
        None => Redirect::to(next).into_response(),
    }
}
