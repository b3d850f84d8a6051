//! A session that ended while a form was being filled: the sign-in that carries the form, and the way on to where it was
//! going. The form stands in the page alone: in no address, in no log, in no table.

use leptos::prelude::*;

use super::entry::SignInState;
use super::form_fields::FormFields;
use super::typed::Typed;
use super::{Screen, field, french};
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::{Field, error_summary, hidden_fields};

/// Names and values of a form that waits for its sender, as it was sent, and where it was going.
#[derive(Clone)]
pub struct Carried {
    pub to: String,
    pub pairs: String,
}

/// The sign-in of someone whose session ended. `name` as it was typed: what else was typed is never sent back.
pub fn sign_in(state: SignInState, name: &str, carried: Carried) -> Screen {
    let wrong = |message: &str| vec![FieldError::new(field::NAME, message)];
    let (errors, status) = match state {
        SignInState::Nothing | SignInState::PasswordChosen | SignInState::SignedOut => (Vec::new(), 401),
        SignInState::Wrong => (wrong(say::SIGN_IN_WRONG), 422),
        SignInState::TooMany => (wrong(say::SIGN_IN_TOO_MANY), 429),
        SignInState::Busy => (wrong(say::SIGN_IN_BUSY), 503),
    };
    let mut typed = Typed::default();
    typed.put(field::NAME, name);
    Screen::of(None, say::SESSION_ENDED, move || sign_in_form(&typed, &errors, &carried)).with_status(status)
}

fn sign_in_form(typed: &Typed, errors: &[FieldError], carried: &Carried) -> AnyView {
    let fields = FormFields { typed, errors };
    let secret = |name: &'static str, label: &str, hint: Option<&str>, kind: &'static str, complete: &'static str| {
        let field = Field { name, label: label.to_owned(), hint: hint.map(str::to_owned), errors };
        let described = field.described_by();
        let required = name != field::CODE;
        let input = view! {
            <input type=kind id=name name=name autocomplete=complete required=required aria-describedby=described/>
        };
        field.around(input.into_any())
    };
    let hidden = [(field::NEXT, carried.to.as_str()), (field::CARRIED, carried.pairs.as_str())];
    view! {
        <h1>{say::SESSION_ENDED}</h1>
        {error_summary(french(), errors)}
        <p>{say::SESSION_ENDED_WHY}</p>
        <form class="need" method="post" action=StaffPage::SignIn.href()>
            {fields.text(field::NAME, say::NAME)}
            {secret(field::PASSWORD, say::PASSWORD, None, "password", "current-password")}
            {secret(field::CODE, say::CODE, Some(say::CODE_IN), "text", "one-time-code")}
            {hidden_fields(hidden)}
            <button type="submit">{say::SIGN_IN_BUTTON}</button>
        </form>
    }
    .into_any()
}

/// Someone is signed in again: the form goes where it was going, once they say so.
pub fn signed_again(carried: Carried) -> Screen {
    Screen::of(None, say::SIGNED_AGAIN, move || {
        let typed = Typed::of_pairs(carried.pairs.as_bytes());
        view! {
            <h1>{say::SIGNED_AGAIN}</h1>
            <p>{say::SIGNED_AGAIN_WHY}</p>
            <form class="need" method="post" action=carried.to.clone()>
                {hidden_fields(typed.pairs())}
                <button type="submit">{say::GO_ON}</button>
            </form>
        }
        .into_any()
    })
}
