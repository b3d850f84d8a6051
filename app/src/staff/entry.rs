//! The way in: sign in, choose a password by a link, ask for such a link. Nothing that was typed but the name is sent back.

use crate::staff::local;
use leptos::prelude::*;

use super::tables::notice;
use super::{Screen, field};
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::{Field, error_summary_of, invalid};

/// What is said above the form of the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInState {
    Nothing,
    PasswordChosen,
    SignedOut,
    /// A name, a password or a code: which one is not said.
    Wrong,
    TooMany,
    /// Too many sign in at once.
    Busy,
}

/// One labelled field of text, and what a browser may fill it with.
pub struct Input<'a> {
    pub name: &'static str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub kind: &'static str,
    pub complete: &'static str,
    /// What was typed.
    pub value: &'a str,
    pub is_required: bool,
    pub errors: &'a [FieldError],
}

impl<'a> Input<'a> {
    pub fn password(
        name: &'static str,
        label: &'a str,
        hint: Option<&'a str>,
        complete: &'static str,
        errors: &'a [FieldError],
    ) -> Self {
        Self { name, label, hint, kind: "password", complete, value: "", is_required: true, errors }
    }

    /// The name of an account, as it was typed.
    pub fn account(value: &'a str, errors: &'a [FieldError]) -> Self {
        let (name, label, complete) = (field::NAME, say::NAME, "username");
        Self { name, label, hint: None, kind: "text", complete, value, is_required: true, errors }
    }

    /// The code of a second factor.
    pub fn code(label: &'a str, hint: Option<&'a str>, errors: &'a [FieldError]) -> Self {
        let (name, complete) = (field::CODE, "one-time-code");
        Self { name, label, hint, kind: "text", complete, value: "", is_required: false, errors }
    }

    pub fn view(self) -> AnyView {
        let Self { name, label, hint, kind, complete, value, is_required, errors } = self;
        let around = Field { name, label: label.to_owned(), hint: hint.map(str::to_owned), errors };
        let described = around.described_by();
        let value = (!value.is_empty()).then(|| value.to_owned());
        let input = view! {
            <input type=kind id=name name=name autocomplete=complete required=is_required value=value
                aria-invalid=invalid(errors, name) aria-describedby=described/>
        };
        around.around(input.into_any())
    }
}

/// The ways into the back office that this site has beside a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherWays {
    /// A provider of identities.
    pub openid: bool,
    /// A link that is mailed to whoever forgot their password.
    pub mail: bool,
}

impl SignInState {
    /// What is wrong, and the status that says so; none where nothing is.
    pub(super) fn errors(self) -> Option<(Vec<FieldError>, u16)> {
        let (message, status) = match self {
            Self::Wrong => (say::SIGN_IN_WRONG, 422),
            Self::TooMany => (say::SIGN_IN_TOO_MANY, 429),
            Self::Busy => (say::SIGN_IN_BUSY, 503),
            Self::Nothing | Self::PasswordChosen | Self::SignedOut => return None,
        };
        Some((vec![FieldError::new(field::NAME, message)], status))
    }
}

/// Name, password and code. `name` as it was typed: what else was typed is never sent back.
pub(super) fn sign_in_fields(name: &str, errors: &[FieldError]) -> AnyView {
    view! {
        {Input::account(name, errors).view()}
        {Input::password(field::PASSWORD, say::PASSWORD, None, "current-password", &[]).view()}
        {Input::code(say::CODE, Some(say::CODE_IN), &[]).view()}
    }
    .into_any()
}

/// `next` was validated. `name` as it was typed: what else was typed is never sent back.
pub fn sign_in(state: SignInState, name: &str, next: &str, ways: OtherWays) -> Screen {
    let done = match state {
        SignInState::PasswordChosen => Some(say::PASSWORD_CHOSEN),
        SignInState::SignedOut => Some(say::SIGNED_OUT),
        SignInState::Nothing | SignInState::Wrong | SignInState::TooMany | SignInState::Busy => None,
    };
    let (errors, status) = state.errors().unwrap_or((Vec::new(), 200));
    let (name, next) = (name.to_owned(), next.to_owned());
    let body = move || {
        let openid =
            ways.openid.then(|| view! { <p><a href=StaffPage::OpenId.href()>{local(say::OPENID)}</a></p> }.into_any());
        let forgotten =
            ways.mail.then(|| view! { <p><a href=StaffPage::Forgotten.href()>{say::FORGOTTEN}</a></p> }.into_any());
        view! {
            <h1>{say::SIGN_IN}</h1>
            {notice(done)}
            {error_summary_of(say::SIGN_IN_REFUSED, None, &errors)}
            <p>{local(say::SIGN_IN_WHO)}</p>
            <form class="need" method="post" action=StaffPage::SignIn.href()>
                {sign_in_fields(&name, &errors)}
                <input type="hidden" name=field::NEXT value=next.clone()/>
                <button type="submit">{say::SIGN_IN_BUTTON}</button>
            </form>
            {forgotten}
            {openid}
        }
        .into_any()
    };
    Screen::of(None, say::SIGN_IN, body).with_status(status)
}

/// What is wrong with a chosen password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongPassword {
    /// Under twelve characters.
    Short,
    /// Under five different ones.
    FewCharacters,
    /// The name of the account is in it.
    HasName,
    /// Among the most common ones, or one of them between digits and signs, or twice.
    Common,
    /// A piece again and again.
    Repeated,
    /// Typed otherwise the second time.
    Differs,
    /// Nothing is: too many passwords are being worked on.
    Busy,
}

impl WrongPassword {
    pub fn error(self) -> FieldError {
        match self {
            Self::Short => FieldError::new(field::PASSWORD, say::PASSWORD_SHORT),
            Self::FewCharacters => FieldError::new(field::PASSWORD, say::PASSWORD_FEW),
            Self::HasName => FieldError::new(field::PASSWORD, say::PASSWORD_NAME),
            Self::Common => FieldError::new(field::PASSWORD, say::PASSWORD_COMMON),
            Self::Repeated => FieldError::new(field::PASSWORD, say::PASSWORD_REPEATED),
            Self::Differs => FieldError::new(field::AGAIN, say::PASSWORD_DIFFERS),
            Self::Busy => FieldError::new(field::PASSWORD, say::SIGN_IN_BUSY),
        }
    }
}

/// The name of an account, for the program that remembers passwords.
pub fn hidden_name(account: &str) -> AnyView {
    let account = account.to_owned();
    view! {
        <input class="visually-hidden" type="text" name=field::NAME value=account autocomplete="username" readonly
            tabindex="-1" aria-hidden="true"/>
    }
    .into_any()
}

pub fn choose_password(account: &str, token: &str, wrong: Option<WrongPassword>) -> Screen {
    let errors: Vec<FieldError> = wrong.map(WrongPassword::error).into_iter().collect();
    let (account, token) = (account.to_owned(), token.to_owned());
    let body = move || {
        let (rule, complete) = (Some(say::PASSWORD_RULE), "new-password");
        view! {
            <h1>{say::CHOOSE}</h1>
            {error_summary_of(say::PASSWORD_REFUSED, None, &errors)}
            <p>{say::fill(say::CHOOSE_FOR, &[&account])}</p>
            <form class="need" method="post" action=StaffPage::Password.href()>
                <input type="hidden" name=field::LINK value=token.clone()/>
                {hidden_name(&account)}
                {Input::password(field::PASSWORD, say::PASSWORD, rule, complete, &errors).view()}
                {Input::password(field::AGAIN, say::PASSWORD_AGAIN, None, complete, &errors).view()}
                <button type="submit">{say::SAVE}</button>
            </form>
        }
        .into_any()
    };
    let status = match wrong {
        None => 200,
        Some(WrongPassword::Busy) => 503,
        Some(_) => 422,
    };
    Screen::of(None, say::CHOOSE, body).with_status(status)
}

pub fn link_gone() -> Screen {
    let body = || view! { <h1>{say::LINK_GONE}</h1><p>{say::LINK_GONE_WHY}</p> }.into_any();
    Screen::of(None, say::LINK_GONE, body).with_status(404)
}

/// Where someone who forgot their password stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForgottenState {
    Asked,
    /// No name was typed.
    NoName,
    TooMany,
    /// A letter leaves where the account has an address: whether it has one is not said.
    Sent,
    /// No mail is set up.
    NoMail,
}

/// The form by which a link is asked for. The same answer whether or not there is such an account.
pub fn forgotten(state: ForgottenState, name: &str) -> Screen {
    let name = name.to_owned();
    let (errors, status) = match state {
        ForgottenState::NoName => (vec![FieldError::new(field::NAME, say::FORGOTTEN_NO_NAME)], 422),
        ForgottenState::TooMany => (vec![FieldError::new(field::NAME, say::FORGOTTEN_TOO_MANY)], 429),
        ForgottenState::NoMail => (Vec::new(), 404),
        ForgottenState::Asked | ForgottenState::Sent => (Vec::new(), 200),
    };
    let body = move || {
        let account = Input::account(&name, &errors);
        let form = || {
            view! {
                <p>{say::FORGOTTEN_WHAT}</p>
                <form class="need" method="post" action=StaffPage::Forgotten.href()>
                    {account.view()}
                    <button type="submit">{say::FORGOTTEN_BUTTON}</button>
                </form>
            }
            .into_any()
        };
        let answer = match state {
            ForgottenState::Sent => view! { <p class="thanks" role="status">{say::FORGOTTEN_SENT}</p> }.into_any(),
            ForgottenState::NoMail => view! { <p>{say::FORGOTTEN_NO_MAIL}</p> }.into_any(),
            ForgottenState::Asked | ForgottenState::NoName | ForgottenState::TooMany => form(),
        };
        view! {
            <h1>{say::FORGOTTEN_TITLE}</h1>
            {error_summary_of(say::FORGOTTEN_REFUSED, None, &errors)}
            {answer}
            <p><a href=StaffPage::SignIn.href()>{say::OPENID_AGAIN}</a></p>
        }
        .into_any()
    };
    Screen::of(None, say::FORGOTTEN_TITLE, body).with_status(status)
}
