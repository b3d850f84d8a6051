//! A session that ended while a form was being filled: the sign-in that carries the form, and the way on to where it was
//! going. The form stands in the page alone: in no address, in no log, in no table.

use leptos::prelude::*;

use super::entry::{SignInState, sign_in_fields};
use super::typed::Typed;
use super::{Screen, field, french};
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::{error_summary, hidden_fields};

/// Names and values of a form that waits for its sender, as it was sent, and where it was going.
#[derive(Clone)]
pub struct Carried {
    pub to: String,
    pub pairs: String,
}

/// The sign-in of someone whose session ended. `name` as it was typed: what else was typed is never sent back.
pub fn sign_in(state: SignInState, name: &str, carried: Carried) -> Screen {
    let (errors, status) = state.errors().unwrap_or((Vec::new(), 401));
    let name = name.to_owned();
    let body = move || {
        let hidden = [(field::NEXT, carried.to.as_str()), (field::CARRIED, carried.pairs.as_str())];
        view! {
            <h1>{say::SESSION_ENDED}</h1>
            {error_summary(french(), &errors)}
            <p>{say::SESSION_ENDED_WHY}</p>
            <form class="need" method="post" action=StaffPage::SignIn.href()>
                {sign_in_fields(&name, &errors)}
                {hidden_fields(hidden)}
                <button type="submit">{say::SIGN_IN_BUTTON}</button>
            </form>
        }
        .into_any()
    };
    Screen::of(None, say::SESSION_ENDED, body).with_status(status)
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
