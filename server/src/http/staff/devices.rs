//! Devices that an account signed in from before. A signed cookie says so, by which nothing can be done but try again
//! without waiting for what others tried; a password that changes makes them all unknown.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use axum_extra::extract::cookie::{Cookie, Key, SignedCookieJar};
use tokio::sync::OnceCell;

use super::{OfficeError, StaffState};
use crate::http::limits::Trying;
use crate::secrets::{Hashed, SecretError, hexadecimal, random};
use crate::storage::accounts::Account;

const COOKIE: &str = "__Host-device";
/// Seconds that a browser keeps it: 180 days from the last sign-in.
const KEPT: u32 = 180 * 24 * 3600;

/// The key of the signatures, read when it is first needed.
#[derive(Default)]
pub(super) struct Devices(OnceCell<Key>);

/// Who tries to sign in to an account, and what their device is called.
pub(super) struct Guest {
    pub trying: Trying,
    /// Random, in hexadecimal; that of the cookie where it is known.
    device: String,
}

async fn key(desk: &StaffState) -> Result<&Key, OfficeError> {
    let read = || async {
        let kept = desk.office.store.device_key(&random()?).await?;
        Ok(Key::try_from(&kept[..]).map_err(|_| SecretError)?)
    };
    desk.office.devices.0.get_or_try_init(read).await
}

/// Changes with the password, and says nothing of it. Whoever has none signs in by a provider of identities.
fn stamp(account: &Account) -> Hashed {
    let changing = account.password.as_ref().or(account.secret.as_ref());
    Hashed::of(&format!("device {} {}", account.name, changing.map_or("", String::as_str)))
}

/// Who sends a request, for a name that was typed and the account that has it.
pub(super) async fn guest(
    desk: &StaffState,
    headers: &HeaderMap,
    address: IpAddr,
    name: &str,
    account: Option<&Account>,
) -> Result<Guest, OfficeError> {
    let cookie = SignedCookieJar::from_headers(headers, key(desk).await?.clone()).get(COOKIE);
    if let (Some(cookie), Some(account)) = (&cookie, account) {
        let mut parts = cookie.value().split(':');
        let (owner, device, stamped) = (parts.next(), parts.next(), parts.next());
        if let Some(device) = device
            && owner == Some(account.name.as_str())
            && stamped == Some(stamp(account).as_str())
        {
            return Ok(Guest { trying: Trying::KnownDevice(Hashed::of(device)), device: device.to_owned() });
        }
    }
    let trying = Trying::Stranger { address, name: Hashed::of(name) };
    Ok(Guest { trying, device: hexadecimal(&random::<16>()?) })
}

/// The cookie by which the device of a guest who signed in is known from now on.
pub(super) async fn remember(
    desk: &StaffState,
    guest: &Guest,
    account: &Account,
) -> Result<Option<HeaderValue>, OfficeError> {
    let value = format!("{}:{}:{}", account.name, guest.device, stamp(account).as_str());
    let cookie = format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={KEPT}");
    let cookie = Cookie::parse(cookie).map_err(|_| SecretError)?;
    let set = SignedCookieJar::new(key(desk).await?.clone()).add(cookie).into_response();
    Ok(set.headers().get(header::SET_COOKIE).cloned())
}
