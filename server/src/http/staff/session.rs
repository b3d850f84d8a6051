//! Who sends a request: the session of its cookie, while it holds. Only the browser knows the token.

use app::access::Staff;
use axum::http::{HeaderMap, HeaderValue, header};

use super::devices::{self, Guest};
use super::{OfficeError, StaffState};
use crate::secrets::{Hashed, SecretError, Token, new_secret};
use crate::storage::accounts::{Account, NewDevice, NewSession, Proof, Session, SignIn, SignInWay};

/// Browsers take it over https alone, or from the machine itself.
const COOKIE: &str = "__Host-session";
/// Seconds without a request after which a session ends.
const IDLE: i64 = 30 * 60;
/// Seconds after which it ends whatever was done.
const ABSOLUTE: i64 = 12 * 3600;
/// Seconds within which a use is not written again.
const USE_STEP: i64 = 60;

/// The person whom a checked session belongs to.
#[derive(Clone)]
pub(super) struct Signed {
    pub staff: Staff,
    pub session: Session,
    /// Whether there is a second factor.
    pub enrolled: bool,
}

/// The token of a cookie.
pub(super) fn token_of(headers: &HeaderMap, cookie: &str) -> Option<Hashed> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == cookie).map(|(_, token)| Hashed::of(token))
}

/// The person of a request, whose session was used now. What cannot be written of that does not keep them from reading; a
/// session that is over is only refused here, and forgotten when someone signs in.
pub(super) async fn signed(desk: &StaffState, headers: &HeaderMap) -> Result<Option<Signed>, OfficeError> {
    let (store, now) = (&desk.office.store, desk.now().as_second());
    let Some(token) = token_of(headers, COOKIE) else { return Ok(None) };
    let Some(session) = store.find_session(&token).await? else { return Ok(None) };
    if now - session.used_at >= IDLE || now - session.session.started_at >= ABSOLUTE {
        return Ok(None);
    }
    let Some(account) = store.find_account(&session.session.account).await? else { return Ok(None) };
    if now - session.used_at >= USE_STEP
        && let Err(error) = store.touch_session(session.number, now).await
    {
        tracing::warn!(?error, "the last use of a session cannot be written");
    }
    let staff = Staff { name: account.name, role: account.role };
    Ok(Some(Signed { staff, session, enrolled: account.secret.is_some() }))
}

/// A new session, and the cookie that holds it. The one that the browser had is over. None, and nothing is done, where the
/// proof was used before, or the account changed since it was read.
pub(super) async fn start(
    desk: &StaffState,
    headers: &HeaderMap,
    account: &Account,
    proof: Proof,
    guest: Option<&Guest>,
    way: SignInWay,
) -> Result<Option<HeaderValue>, OfficeError> {
    let now = desk.now().as_second();
    let token = Token::random()?;
    let cookie = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict", token.as_str());
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| SecretError)?;
    // A device without a cookie of its own is known as long as its session.
    let hash = guest.map_or_else(|| token.hashed(), Guest::device);
    let device = Some(NewDevice { hash, name: devices::name_of(headers) });
    let session = NewSession {
        token: token.hashed(),
        account: account.name.clone(),
        offered_secret: new_secret()?,
        started_at: now,
    };
    let sign_in = SignIn {
        session,
        account: account.clone(),
        proof,
        replaces: token_of(headers, COOKIE),
        device,
        way,
        started_before: now - ABSOLUTE,
        used_before: now - IDLE,
    };
    Ok(desk.office.store.sign_in(&sign_in).await?.then_some(cookie))
}

/// The cookie that takes the session away from the browser.
pub(super) fn over() -> HeaderValue {
    HeaderValue::from_static("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}
