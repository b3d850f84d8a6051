//! One's account: its password, its second factor, the devices that are signed in.

use jiff::civil::DateTime;
use leptos::prelude::*;

use super::entry::{Input, WrongPassword, hidden_name};
use super::tables::{notice, table_head};
use super::{Screen, field, french};
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::error_summary_of;
use crate::ui::qr::Squares;

domain::closed_list! {
    /// What was just done to one's account, as the address of its screen names it.
    AccountDone {
        Closed = "fermee",
        Renamed = "renomme",
        PasswordChanged = "mot-de-passe",
    }
}

impl AccountDone {
    fn words(self) -> &'static str {
        match self {
            Self::Closed => say::SESSION_CLOSED,
            Self::Renamed => say::DEVICE_RENAMED,
            Self::PasswordChanged => say::PASSWORD_CHANGED,
        }
    }
}

/// The secret offered, in base 32, its drawing, and whether the account can do nothing without it.
#[derive(Clone)]
pub struct Offer {
    pub secret: String,
    pub drawing: Squares,
    pub needed: bool,
}

/// The drawing of a code, named for those who do not see it.
fn code_drawing(squares: Squares, label: &'static str) -> AnyView {
    let Squares { side, path } = squares;
    // Four light squares around, as cameras need.
    let around = format!("-4 -4 {0} {0}", side + 8);
    view! { <svg class="qr" role="img" aria-label=label viewBox=around><path d=path></path></svg> }.into_any()
}

/// The offer of a second factor, or that it is there already.
pub fn second_factor(staff: &Staff, offer: Option<&Offer>, wrong: bool) -> Screen {
    let errors: Vec<FieldError> = wrong.then(|| FieldError::new(field::CODE, say::SECOND_WRONG)).into_iter().collect();
    let offer = offer.cloned();
    let body = move || {
        let offered = |offer: Offer| {
            view! {
                <p>{if offer.needed { say::SECOND_MUST } else { say::SECOND_MAY }}</p>
                <p>{say::SECOND_SCAN}</p>
                <p><code class="secret">{offer.secret}</code></p>
                {code_drawing(offer.drawing, say::SECOND_DRAWING)}
                <form class="need" method="post" action=StaffPage::SecondFactor.href()>
                    {Input { is_required: true, ..Input::code(say::SECOND_CODE, None, &errors) }.view()}
                    <button type="submit">{say::SECOND_BUTTON}</button>
                </form>
            }
            .into_any()
        };
        let offer = offer.clone().map_or_else(|| view! { <p>{say::SECOND_ON}</p> }.into_any(), offered);
        view! {
            <h1>{say::SECOND}</h1>
            {error_summary_of(say::CODE_REFUSED, None, &errors)}
            {offer}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::SECOND, body).with_status(if wrong { 422 } else { 200 })
}

/// The recovery codes, this once.
pub fn recovery_codes(staff: &Staff, codes: &[String]) -> Screen {
    let codes = codes.to_vec();
    let body = move || {
        let codes: Vec<AnyView> =
            codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> }.into_any()).collect();
        view! {
            <h1>{say::SECOND_DONE}</h1>
            <p>{say::SECOND_DONE_WHY}</p>
            <ol class="codes">{codes}</ol>
            <p><a href=StaffPage::Home.href()>{say::CONTINUE}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::SECOND_DONE, body)
}

/// A device that is signed in, in Paris time.
#[derive(Clone)]
pub struct SessionLine {
    pub number: u32,
    /// As its owner calls it, or as its browser names itself; empty where neither says anything.
    pub device: String,
    pub started: DateTime,
    pub used: DateTime,
    pub is_this: bool,
}

/// What a role may do, in words.
pub fn may(role: Role) -> &'static str {
    match role {
        Role::Reader => say::ROLE_READER,
        Role::Editor => say::ROLE_EDITOR,
        Role::Publisher => say::ROLE_PUBLISHER,
        Role::Admin => say::ROLE_ADMIN,
    }
}

/// A moment: "le 3 mars 2026 à 9 h 05".
pub fn moment(at: DateTime) -> String {
    let t = french();
    let minute = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    say::fill(say::AT, &[&t.date(at.date()), &t.time(minute)])
}

/// What is wrong with what was typed to change one's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongChange {
    /// The password of today is another.
    Current,
    TooMany,
    New(WrongPassword),
}

impl WrongChange {
    fn error(self) -> FieldError {
        match self {
            Self::Current => FieldError::new(field::CURRENT, say::CURRENT_WRONG),
            Self::TooMany => FieldError::new(field::CURRENT, say::SIGN_IN_TOO_MANY),
            Self::New(wrong) => wrong.error(),
        }
    }

    fn status(self) -> u16 {
        match self {
            Self::TooMany => 429,
            Self::New(WrongPassword::Busy) => 503,
            Self::Current | Self::New(_) => 422,
        }
    }
}

pub fn account(
    staff: &Staff,
    sessions: &[SessionLine],
    done: Option<AccountDone>,
    has_password: bool,
    wrong: Option<WrongChange>,
) -> Screen {
    let errors: Vec<FieldError> = wrong.map(WrongChange::error).into_iter().collect();
    let (name, role, sessions) = (staff.name.to_string(), staff.role, sessions.to_vec());
    let body = move || {
        let lines: Vec<AnyView> = sessions.iter().map(device).collect();
        let head = table_head(&[say::SESSION, say::STARTED, say::USED, say::ACTION]);
        view! {
            <h1>{say::ACCOUNT}</h1>
            {notice(done.map(AccountDone::words))}
            {error_summary_of(say::PASSWORD_REFUSED, None, &errors)}
            <p>{say::fill(say::SIGNED_AS, &[&name, &may(role)])}</p>
            <p><a href=StaffPage::SecondFactor.href()>{say::SECOND}</a></p>
            <table class="lines">
                <caption>{say::SESSIONS}</caption>
                {head}
                <tbody>{lines}</tbody>
            </table>
            {has_password.then(|| password_form(&name, &errors))}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::ACCOUNT, body).with_status(wrong.map_or(200, WrongChange::status))
}

fn password_form(name: &str, errors: &[FieldError]) -> AnyView {
    let (rule, complete) = (Some(say::PASSWORD_RULE), "new-password");
    view! {
        <h2>{say::CHANGE_PASSWORD}</h2>
        <p>{say::CHANGE_PASSWORD_WHY}</p>
        <form class="need" method="post" action=StaffPage::Account.href()>
            {hidden_name(name)}
            {Input::password(field::CURRENT, say::CURRENT, None, "current-password", errors).view()}
            {Input::password(field::PASSWORD, say::NEW_PASSWORD, rule, complete, errors).view()}
            {Input::password(field::AGAIN, say::PASSWORD_AGAIN, None, complete, errors).view()}
            <button type="submit">{say::CHANGE_PASSWORD}</button>
        </form>
    }
    .into_any()
}

fn device(line: &SessionLine) -> AnyView {
    let this = line.is_this.then(|| format!(" ({})", say::THIS_ONE));
    let name = if line.device.is_empty() { say::NAMELESS.to_owned() } else { line.device.clone() };
    let (id, number) = (format!("{}-{}", field::DEVICE, line.number), line.number);
    view! {
        <tr>
            <th scope="row">{number} " – " {name}{this}</th>
            <td>{moment(line.started)}</td>
            <td>{moment(line.used)}</td>
            <td>
                <form method="post" action=StaffPage::Account.href()>
                    <input type="hidden" name=field::SESSION value=number/>
                    <button class="secondary" type="submit" aria-label=say::fill(say::CLOSE_ONE, &[&number])>
                        {say::CLOSE}
                    </button>
                </form>
                <details>
                    <summary>{say::RENAME}</summary>
                    <form method="post" action=StaffPage::Account.href()>
                        <input type="hidden" name=field::SESSION value=number/>
                        <label for=id.clone()>{say::DEVICE_NAME}</label>
                        <input type="text" id=id name=field::DEVICE value=line.device.clone() maxlength="40"
                            autocomplete="off"/>
                        <button class="secondary" type="submit">{say::SAVE}</button>
                    </form>
                </details>
            </td>
        </tr>
    }
    .into_any()
}
