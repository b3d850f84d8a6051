//! Devices that an account signed in from before. A signed cookie says so, by which nothing can be done but try again
//! without waiting for what others tried; a password that changes makes them all unknown.

use std::net::IpAddr;

use app::text::staff as say;
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

impl Guest {
    /// By which the database knows the device.
    pub fn device(&self) -> Hashed {
        Hashed::of(&self.device)
    }
}

/// Browsers and systems, the ones that also bear the name of another first.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// What a browser names itself, in short: its owner may call it otherwise. Empty where it says nothing that is known.
pub(super) fn name_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let find = |names: [(&str, &'static str); 6]| {
        names.into_iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => say::fill(say::DEVICE_IS, &[&browser, &system]),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => String::new(),
    }
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

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::name_of;

    #[test]
    fn a_device_is_called_by_its_browser_and_its_system() {
        for (agent, name) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Windows"),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
                "Chrome sur Android",
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari sur iPhone"),
            ("curl/8.0", ""),
        ] {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]);
            assert_eq!(name_of(&headers), name, "{agent}");
        }
    }
}
