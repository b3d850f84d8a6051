//! Signing in by a provider of identities. It stands for the password alone: whoever has a second factor is asked for it
//! here, and whoever needs one and has none enrols it, as after a password.

use std::sync::Arc;

use app::access::{AccountName, Staff};
use app::routes::StaffPage;
use app::staff::field;
use app::staff::openid::{CodeState, OpenIdFailure, code as code_screen, failed, signed_in, signed_out};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::waiting::{WAITS, Waiting};
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, devices, entry, session, too_large};
use crate::http::metrics::{Refused, sign_in_refused};
use crate::http::request_log::Cause;
use crate::mail::EmailAddress;
use crate::openid::{Identity, IdentityProvider, OpenIdError, Pending};
use crate::secrets::{Hashed, Token};
use crate::storage::accounts::{Account, Proof, SignInWay};

/// Holds the token of what waits here, and nothing else: neither state, nonce, verifier nor name leave the server. `Lax`
/// and not `Strict`, since the provider's page leads back to us: a browser sends no `Strict` cookie then.
const COOKIE: &str = "__Host-openid";

/// The provider, and who is on the way: gone to it, or back and asked for a code.
pub(super) struct Identities {
    provider: Arc<dyn IdentityProvider>,
    gone: Waiting<Pending>,
    back: Waiting<AccountName>,
}

impl Identities {
    pub fn new(provider: Arc<dyn IdentityProvider>) -> Self {
        Self { provider, gone: Waiting::default(), back: Waiting::default() }
    }
}

fn own_token(headers: &HeaderMap) -> Option<Hashed> {
    session::token_of(headers, COOKIE)
}

/// The cookie that holds a token as long as what it stands for waits.
fn holding(token: &Token) -> Option<HeaderValue> {
    let cookie = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={WAITS}", token.as_str());
    HeaderValue::from_str(&cookie).ok()
}

fn over() -> HeaderValue {
    HeaderValue::from_static("__Host-openid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Logged here, once. The words of the error are fixed: nothing of the person or the tokens is in them.
async fn failure(desk: &StaffState, error: OpenIdError) -> Response {
    match error {
        OpenIdError::Refused(_) => {
            tracing::warn!(%error, "nobody signs in by OpenID Connect");
            sign_in_refused(Refused::Wrong);
            desk.show(failed(OpenIdFailure::Refused)).await
        }
        OpenIdError::Settings(_) | OpenIdError::Unavailable(_) => {
            Cause::of(&error).of_answer(desk.show(failed(OpenIdFailure::Unavailable)).await)
        }
    }
}

/// To the provider. The address counts as a sign-in: what waits here is kept from being flooded.
pub(super) async fn begin(State(desk): Shared, request: Request) -> Answer {
    let Some(own) = &desk.office.identities else { return not_configured(&desk).await };
    let (parts, _) = request.into_parts();
    if let Err(wait) = desk.office.gate.admits_address(desk.office.client.of_parts(&parts)).await {
        sign_in_refused(Refused::TooMany);
        return Ok(wait.on(desk.show(failed(OpenIdFailure::TooMany)).await));
    }
    let begun = match own.provider.begin().await {
        Ok(begun) => begun,
        Err(error) => return Ok(failure(&desk, error).await),
    };
    let token = own.gone.keep(begun.pending, desk.now().as_second())?;
    Ok(with_cookie(Redirect::to(&begun.url).into_response(), holding(&token)))
}

async fn not_configured(desk: &StaffState) -> Answer {
    Ok(desk.show(failed(OpenIdFailure::NotConfigured)).await)
}

/// Back from the provider, with a code that is exchanged once: what waited is taken first, whatever comes of it.
pub(super) async fn finish(State(desk): Shared, uri: Uri, headers: HeaderMap) -> Answer {
    let Some(own) = &desk.office.identities else { return not_configured(&desk).await };
    let now = desk.now().as_second();
    let Some(pending) = own_token(&headers).and_then(|token| own.gone.take(&token, now)) else {
        return Ok(desk.show(failed(OpenIdFailure::Late)).await);
    };
    let identity = match own.provider.finish(pending, &asked(&uri, "code"), &asked(&uri, "state")).await {
        Ok(identity) => identity,
        Err(error) => return Ok(failure(&desk, error).await),
    };
    let Some(account) = account_of(&desk, identity).await? else {
        sign_in_refused(Refused::Wrong);
        return Ok(desk.show(failed(OpenIdFailure::Refused)).await);
    };
    if account.secret.is_none() {
        let session = session::start(&desk, &headers, &account, Proof::FirstFactor, None, SignInWay::Provider).await?;
        return enter(&desk, account, session, None).await;
    }
    let token = own.back.keep(account.name, now)?;
    Ok(with_cookie(desk.show(code_screen(CodeState::Asked)).await, holding(&token)))
}

/// The account of an identity, unless the provider says that it did not check the address. Some say nothing of it: their
/// addresses are those of the employer.
async fn account_of(desk: &StaffState, identity: Identity) -> Result<Option<Account>, OfficeError> {
    let email = identity.email.filter(|_| identity.email_verified != Some(false));
    let Some(email) = email.and_then(|email| EmailAddress::parse(&email).ok()) else { return Ok(None) };
    Ok(desk.office.store.find_account_by_email(&email).await?)
}

/// The page of the code, for a browser that reloads it.
pub(super) async fn show_code(State(desk): Shared, headers: HeaderMap) -> Answer {
    let Some(own) = &desk.office.identities else { return not_configured(&desk).await };
    let waits = own_token(&headers).and_then(|token| own.back.find(&token, desk.now().as_second()));
    let screen = if waits.is_some() { code_screen(CodeState::Asked) } else { failed(OpenIdFailure::Late) };
    Ok(desk.show(screen).await)
}

/// A wrong code may be followed by another, as often as the limits of the account allow.
pub(super) async fn give_code(State(desk): Shared, request: Request) -> Answer {
    let Some(own) = &desk.office.identities else { return not_configured(&desk).await };
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let now = desk.now().as_second();
    let Some(token) = own_token(&parts.headers) else {
        return Ok(desk.show(failed(OpenIdFailure::Late)).await);
    };
    let account = match own.back.find(&token, now) {
        Some(name) => desk.office.store.find_account(&name).await?,
        None => None,
    };
    // An account that was removed or reset meanwhile begins again.
    let Some(account) = account.filter(|account| account.secret.is_some()) else {
        return Ok(desk.show(failed(OpenIdFailure::Late)).await);
    };
    let (headers, address) = (&parts.headers, desk.office.client.of_parts(&parts));
    let guest = devices::guest(&desk, headers, address, account.name.as_str(), Some(&account)).await?;
    if let Err(wait) = desk.office.gate.admits(&guest.trying).await {
        sign_in_refused(Refused::TooMany);
        return Ok(wait.on(desk.show(code_screen(CodeState::TooMany)).await));
    }
    let proof = entry::proof_of(&account, &form.get(field::CODE), now);
    let session = match session::start(&desk, headers, &account, proof, Some(&guest), SignInWay::Provider).await {
        Ok(Some(session)) => session,
        Ok(None) => {
            sign_in_refused(Refused::Wrong);
            return Ok(desk.show(code_screen(CodeState::Wrong)).await);
        }
        Err(error) => {
            desk.office.gate.give_back(&guest.trying).await;
            return Err(error);
        }
    };
    own.back.take(&token, now);
    let device = devices::remember(&desk, &guest, &account).await?;
    enter(&desk, account, Some(session), device).await
}

/// Goes on with a session as after a password; without one, the account changed meanwhile, and begins again. The browser
/// comes from another site and would not send the cookie, which is `Strict`, through a redirect: it is shown a page of
/// ours, and goes on from there. For the same reason a session that it had is not known here, and ends by itself when idle.
async fn enter(
    desk: &StaffState,
    account: Account,
    session: Option<HeaderValue>,
    device: Option<HeaderValue>,
) -> Answer {
    let Some(session) = session else { return Ok(desk.show(failed(OpenIdFailure::Late)).await) };
    let staff = Staff { name: account.name, role: account.role };
    let mut response = with_cookie(with_cookie(desk.show(signed_in(&staff)).await, Some(session)), device);
    response.headers_mut().append(header::SET_COOKIE, over());
    if let Ok(onward) = HeaderValue::from_str(&format!("0; url={}", StaffPage::Home.href())) {
        response.headers_mut().insert(header::REFRESH, onward);
    }
    Ok(response)
}

/// A page that leads on to the provider, where one signs out of it. None where it takes no such thing, or does not answer:
/// one is signed out here all the same. A redirect of a form to another site is what browsers refuse.
pub(super) async fn leave(desk: &StaffState) -> Option<Response> {
    let identities = desk.office.identities.as_ref()?;
    let url = match identities.provider.leave().await {
        Ok(url) => url?,
        Err(error) => {
            tracing::warn!(%error, "nobody signs out at the provider of identities");
            return None;
        }
    };
    let mut response = desk.show(signed_out(&url)).await;
    let onward = HeaderValue::from_str(&format!("0; url={url}")).ok()?;
    response.headers_mut().insert(header::REFRESH, onward);
    Some(response)
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
