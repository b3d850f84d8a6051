//! The way in and one's own account: sign in, choose a password, the second factor, the devices that are signed in.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{Screen, field, french};
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::markup::{error_summary, field_message, invalid};
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::qr::Squares;

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

/// One labelled field of text.
pub(super) fn input(
    name: &str,
    label: &str,
    hint: Option<&str>,
    kind: &str,
    complete: &str,
    errors: &[FieldError],
) -> Markup {
    typed_input(name, label, hint, kind, complete, errors, "")
}

/// The same, with what was typed.
fn typed_input(
    name: &str,
    label: &str,
    hint: Option<&str>,
    kind: &str,
    complete: &str,
    errors: &[FieldError],
    typed: &str,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            @if let Some(hint) = hint { p.hint id={ (name) "-aide" } { (hint) } }
            (field_message(errors, name))
            input type=(kind) id=(name) name=(name) autocomplete=(complete) required[name != field::CODE]
                value=[(!typed.is_empty()).then_some(typed)]
                aria-invalid=[invalid(errors, name)]
                aria-describedby={ @if hint.is_some() { (name) "-aide " } (name) "-erreur" };
        }
    }
}

/// `next` was validated. `openid`: whether a provider of identities may be asked instead. `name` as it was typed: what else
/// was typed is never sent back.
pub fn sign_in(state: SignInState, name: &str, next: &str, openid: bool) -> Screen {
    let (said, status) = match state {
        SignInState::Nothing => (None, 200),
        SignInState::PasswordChosen => (Some(say::PASSWORD_CHOSEN), 200),
        SignInState::SignedOut => (Some(say::SIGNED_OUT), 200),
        SignInState::Wrong => (None, 422),
        SignInState::TooMany => (None, 429),
        SignInState::Busy => (None, 503),
    };
    let errors = match state {
        SignInState::Wrong => vec![FieldError::new(field::NAME, say::SIGN_IN_WRONG)],
        SignInState::TooMany => vec![FieldError::new(field::NAME, say::SIGN_IN_TOO_MANY)],
        SignInState::Busy => vec![FieldError::new(field::NAME, say::SIGN_IN_BUSY)],
        SignInState::Nothing | SignInState::PasswordChosen | SignInState::SignedOut => Vec::new(),
    };
    let body = html! {
        h1 { (say::SIGN_IN) }
        @if let Some(said) = said { p.thanks role="status" { (said) } }
        (error_summary(french(), &errors))
        p { (say::SIGN_IN_WHO) }
        form.need method="post" action=(StaffPage::SignIn.href()) {
            (typed_input(field::NAME, say::NAME, None, "text", "username", &errors, name))
            (input(field::PASSWORD, say::PASSWORD, None, "password", "current-password", &[]))
            (input(field::CODE, say::CODE, Some(say::CODE_IN), "text", "one-time-code", &[]))
            input type="hidden" name=(field::NEXT) value=(next);
            button type="submit" { (say::SIGN_IN_BUTTON) }
        }
        @if openid { p { a href=(StaffPage::OpenId.href()) { (say::OPENID) } } }
    };
    Screen::new(None, say::SIGN_IN, body).with_status(status)
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
    fn error(self) -> FieldError {
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

pub fn choose_password(account: &str, token: &str, wrong: Option<WrongPassword>) -> Screen {
    let errors: Vec<FieldError> = wrong.map(WrongPassword::error).into_iter().collect();
    let body = html! {
        h1 { (say::CHOOSE) }
        (error_summary(french(), &errors))
        p { (say::fill(say::CHOOSE_FOR, &[&account])) }
        form.need method="post" action=(StaffPage::Password.href()) {
            input type="hidden" name=(field::LINK) value=(token);
            input.visually-hidden type="text" name=(field::NAME) value=(account) autocomplete="username" readonly tabindex="-1" aria-hidden="true";
            (input(field::PASSWORD, say::PASSWORD, Some(say::PASSWORD_RULE), "password", "new-password", &errors))
            (input(field::AGAIN, say::PASSWORD_AGAIN, None, "password", "new-password", &errors))
            button type="submit" { (say::SAVE) }
        }
    };
    let status = match wrong {
        None => 200,
        Some(WrongPassword::Busy) => 503,
        Some(_) => 422,
    };
    Screen::new(None, say::CHOOSE, body).with_status(status)
}

pub fn link_gone() -> Screen {
    let body = html! { h1 { (say::LINK_GONE) } p { (say::LINK_GONE_WHY) } };
    Screen::new(None, say::LINK_GONE, body).with_status(404)
}

/// The secret offered, in base 32, its drawing, and whether the account can do nothing without it.
pub struct Offer {
    pub secret: String,
    pub drawing: Squares,
    pub needed: bool,
}

/// The offer of a second factor, or that it is there already.
pub fn second_factor(staff: &Staff, offer: Option<&Offer>, wrong: bool) -> Screen {
    let errors: Vec<FieldError> = wrong.then(|| FieldError::new(field::CODE, say::SECOND_WRONG)).into_iter().collect();
    let body = html! {
        h1 { (say::SECOND) }
        (error_summary(french(), &errors))
        @match offer {
            None => p { (say::SECOND_ON) },
            Some(offer) => {
                p { (if offer.needed { say::SECOND_MUST } else { say::SECOND_MAY }) }
                p { (say::SECOND_SCAN) }
                p { code.secret { (offer.secret) } }
                (crate::markup::drawing(&offer.drawing, say::SECOND_DRAWING))
                form.need method="post" action=(StaffPage::SecondFactor.href()) {
                    (input(field::CODE, say::SECOND_CODE, None, "text", "one-time-code", &errors))
                    button type="submit" { (say::SECOND_BUTTON) }
                }
            }
        }
    };
    Screen::new(Some(staff), say::SECOND, body).with_status(if wrong { 422 } else { 200 })
}

/// The recovery codes, this once.
pub fn recovery_codes(staff: &Staff, codes: &[String]) -> Screen {
    let body = html! {
        h1 { (say::SECOND_DONE) }
        p { (say::SECOND_DONE_WHY) }
        ol.codes { @for code in codes { li { code { (code) } } } }
        p { a href=(StaffPage::Home.href()) { (say::CONTINUE) } }
    };
    Screen::new(Some(staff), say::SECOND_DONE, body)
}

/// A device that is signed in, in Paris time.
pub struct SessionLine {
    pub number: u32,
    pub started: DateTime,
    pub used: DateTime,
    pub is_this: bool,
}

/// What a role may do, in words.
fn may(role: Role) -> &'static str {
    match role {
        Role::Reader => say::ROLE_READER,
        Role::Editor => say::ROLE_EDITOR,
        Role::Publisher => say::ROLE_PUBLISHER,
        Role::Admin => say::ROLE_ADMIN,
    }
}

pub fn account(staff: &Staff, sessions: &[SessionLine], closed: bool) -> Screen {
    let t = french();
    let at = |moment: DateTime| {
        let minute = u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs());
        say::fill(say::AT, &[&t.date(moment.date()), &t.time(minute)])
    };
    let body = html! {
        h1 { (say::ACCOUNT) }
        @if closed { p.thanks role="status" { (say::SESSION_CLOSED) } }
        p { (say::fill(say::SIGNED_AS, &[&staff.name, &may(staff.role)])) }
        p { a href=(StaffPage::SecondFactor.href()) { (say::SECOND) } }
        table.lines {
            caption { (say::SESSIONS) }
            thead { tr { @for column in [say::SESSION, say::STARTED, say::USED, say::ACTION] { th scope="col" { (column) } } } }
            tbody {
                @for line in sessions {
                    tr {
                        th scope="row" { (line.number) @if line.is_this { " (" (say::THIS_ONE) ")" } }
                        td { (at(line.started)) }
                        td { (at(line.used)) }
                        td {
                            form method="post" action=(StaffPage::Account.href()) {
                                input type="hidden" name=(field::SESSION) value=(line.number);
                                button.secondary type="submit" aria-label=(say::fill(say::CLOSE_ONE, &[&line.number])) { (say::CLOSE) }
                            }
                        }
                    }
                }
            }
        }
    };
    Screen::new(Some(staff), say::ACCOUNT, body)
}
