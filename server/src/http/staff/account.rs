//! One's own account: the devices that are signed in, and the second factor.

use app::routes::StaffPage;
use app::staff::entry::{Offer, SessionLine, account, recovery_codes, second_factor as screen};
use app::staff::{Screen, field};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris;
use crate::secrets::{self, drawing, recovery_hash, step_of};
use crate::storage::Listed;

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let at = |seconds| paris(Timestamp::from_second(seconds).unwrap_or_default());
    let Listed { rows: sessions, unreadable } = desk.office.store.list_sessions(Some(&signed.staff.name)).await?;
    let lines = sessions.into_iter().map(|own| SessionLine {
        number: own.number,
        started: at(own.session.started_at),
        used: at(own.used_at),
        is_this: own.number == signed.session.number,
    });
    let closed = asked(&uri, field::STATE) == "fermee";
    let screen = account(&signed.staff, &lines.collect::<Vec<_>>(), closed);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

/// Ends one of one's own sessions.
pub(super) async fn close(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let number = form.get(field::SESSION).parse().unwrap_or_default();
    let closed = desk.office.store.end_session(&signed.staff.name, number).await?;
    let here = StaffPage::Account.href();
    let there = if closed { format!("{here}?{}=fermee", field::STATE) } else { here };
    Ok(Redirect::to(&there).into_response())
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
