//! One's own account: its password, the devices that are signed in, and the second factor.

use app::routes::StaffPage;
use app::staff::account::{
    AccountDone, Offer, SessionLine, WrongChange, account, recovery_codes, second_factor as screen,
};
use app::staff::entry::WrongPassword;
use app::staff::{Screen, field};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::values::closed_list::ClosedList;
use domain::values::names::visible;
use jiff::Timestamp;

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, devices, too_large};
use crate::clock::paris;
use crate::http::limits::{Trying, Wait};
use crate::passwords::{COME_BACK, NotWorkedOn, fault_of};
use crate::secrets::{self, Hashed, SecretError, drawing, recovery_hash, step_of};
use crate::storage::Listed;
use crate::storage::account_changes::PasswordChange;
use crate::storage::accounts::Account;

/// Characters of the name of a device.
const DEVICE_MOST: usize = 40;

async fn shown(desk: &StaffState, signed: &Signed, done: Option<AccountDone>, wrong: Option<WrongChange>) -> Answer {
    let at = |seconds| paris(Timestamp::from_second(seconds).unwrap_or_default());
    let Listed { rows: sessions, unreadable } = desk.office.store.list_sessions(Some(&signed.staff.name)).await?;
    let lines = sessions.into_iter().map(|session| SessionLine {
        number: session.number,
        device: session.device,
        started: at(session.session.started_at),
        used: at(session.used_at),
        is_this: session.number == signed.session.number,
    });
    let found = desk.office.store.find_account(&signed.staff.name).await?;
    let has_password = found.is_some_and(|account| account.password.is_some());
    let screen = account(&signed.staff, &lines.collect::<Vec<_>>(), done, has_password, wrong);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    shown(&desk, &signed, AccountDone::from_code(&asked(&uri, field::STATE)), None).await
}

/// Changes one's password, names the device of a session, or ends one.
pub(super) async fn act(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    if typed.is_sent(field::CURRENT) {
        return change_password(&desk, &signed, &parts, &form).await;
    }
    let (store, name) = (&desk.office.store, &signed.staff.name);
    let number = typed.get(field::SESSION).parse().unwrap_or_default();
    let done = if typed.is_sent(field::DEVICE) {
        let device: String = visible(typed.get(field::DEVICE)).chars().take(DEVICE_MOST).collect();
        store.name_device(name, number, device.trim()).await?.then_some(AccountDone::Renamed)
    } else {
        store.end_session(name, number).await?.then_some(AccountDone::Closed)
    };
    Ok(back(done))
}

fn back(done: Option<AccountDone>) -> Response {
    let here = StaffPage::Account.href();
    let there = done.map_or_else(|| here.clone(), |done| format!("{here}?{}={}", field::STATE, done.code()));
    Redirect::to(&there).into_response()
}

/// Whoever sits at a device that was left open does not know the password of today.
async fn change_password(desk: &StaffState, signed: &Signed, parts: &Parts, form: &Form) -> Answer {
    let wrong = |wrong| shown(desk, signed, None, Some(wrong));
    let name = &signed.staff.name;
    let Some(was) = desk.office.store.find_account(name).await? else { return wrong(WrongChange::Current).await };
    let trying = Trying::KnownDevice(Hashed::of(&format!("session {}", signed.session.number)));
    if let Err(wait) = desk.office.gate.admits(&trying).await {
        return Ok(wait.on(wrong(WrongChange::TooMany).await?));
    }
    let (passwords, password) = (&desk.office.passwords, form.get(field::PASSWORD));
    let is_right = match passwords.is_right(form.get(field::CURRENT), was.password.clone()).await {
        Ok(is_right) => is_right,
        Err(NotWorkedOn::Busy) => {
            desk.office.gate.give_back(&trying).await;
            return Ok(Wait(COME_BACK).on(wrong(WrongChange::New(WrongPassword::Busy)).await?));
        }
        Err(NotWorkedOn::Failed) => return Err(SecretError.into()),
    };
    let Some(from) = was.password.clone().filter(|_| is_right) else { return wrong(WrongChange::Current).await };
    let differs = (password != form.get(field::AGAIN)).then_some(WrongPassword::Differs);
    if let Some(fault) = fault_of(&password, name).or(differs) {
        return wrong(WrongChange::New(fault)).await;
    }
    let to = match passwords.hash(password).await {
        Ok(hash) => hash,
        Err(NotWorkedOn::Busy) => {
            return Ok(Wait(COME_BACK).on(wrong(WrongChange::New(WrongPassword::Busy)).await?));
        }
        Err(NotWorkedOn::Failed) => return Err(SecretError.into()),
    };
    let guest =
        devices::guest(desk, &parts.headers, desk.office.client.of_parts(parts), name.as_str(), Some(&was)).await?;
    let (session, at) = (signed.session.number, desk.now().as_second());
    let change = PasswordChange { account: name.clone(), from, to: to.clone(), session, at };
    if !desk.office.store.change_password(&change).await? {
        return wrong(WrongChange::Current).await;
    }
    // A new password makes every device unknown, but this one.
    let device = devices::remember(desk, &guest, &Account { password: Some(to), ..was }).await?;
    let mut response = back(Some(AccountDone::PasswordChanged));
    if let Some(device) = device {
        response.headers_mut().append(header::SET_COOKIE, device);
    }
    Ok(response)
}

/// The screen of the second factor: its offer, unless there is one.
fn offered(desk: &StaffState, signed: &Signed, wrong: bool) -> Result<Screen, OfficeError> {
    if signed.enrolled {
        return Ok(screen(&signed.staff, None, false));
    }
    let secret = signed.session.session.offered_secret.clone();
    let drawing = drawing(&secret, signed.staff.name.as_str())?;
    let offer = Offer { secret, drawing, needed: desk.needs_second_factor(signed.staff.role) };
    Ok(screen(&signed.staff, Some(&offer), wrong))
}

pub(super) async fn second_factor(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    Ok(desk.show(offered(&desk, &signed, false)?).await)
}

/// Confirms the offered secret by a code of it, and shows the recovery codes this once.
pub(super) async fn enrol(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let secret = &signed.session.session.offered_secret;
    let step = step_of(secret, &form.get(field::CODE), desk.now().as_second()).filter(|_| !signed.enrolled);
    let Some(step) = step else { return Ok(desk.show(offered(&desk, &signed, true)?).await) };
    let codes = secrets::recovery_codes()?;
    let hashed: Vec<_> = codes.iter().map(|code| recovery_hash(code)).collect();
    if !desk.office.store.enrol(&signed.staff.name, secret, step, &hashed).await? {
        return Ok(desk.show(screen(&signed.staff, None, false)).await);
    }
    Ok(desk.show(recovery_codes(&signed.staff, &codes)).await)
}
