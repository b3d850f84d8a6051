//! Signing in and out, and the link by which a password is chosen. An unknown name, a wrong password and a wrong code are
//! limited alike and answered alike, after the same work; nothing that was typed but the name is sent back.

use std::sync::Arc;

use app::access::AccountName;
use app::routes::StaffPage;
use app::staff::entry::{
    ForgottenState, OtherWays, SignInState, WrongPassword, choose_password, forgotten as forgotten_screen, link_gone,
    sign_in as screen,
};
use app::staff::field;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::devices::{self, Guest};
use super::session::{self, Signed};
use super::signed_again;
use super::{Answer, Form, OfficeError, Shared, StaffState, accounts, asked, openid, too_large};
use crate::http::limits::Wait;
use crate::http::metrics::{Refused, sign_in_refused};
use crate::http::request_log::Cause;
use crate::passwords::{COME_BACK, NotWorkedOn, fault_of};
use crate::secrets::{Hashed, SecretError, Token, recovery_hash, step_of};
use crate::storage::accounts::{Account, Link, Proof, Seconds, SignInWay};

const CHOSEN: &str = "mot-de-passe";
const LEFT: &str = "deconnexion";

/// Where to go on: an address of the back office, else its first screen. No other site, no other page.
pub(super) fn validated(next: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/?=&%._-".contains(c);
    let own = next.strip_prefix("/gestion").filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    match own {
        Some(rest) if rest.chars().all(plain) && !rest.contains("//") => next.to_owned(),
        Some(_) | None => StaffPage::Home.href(),
    }
}

/// To the sign-in, and from there to what was asked for.
pub(super) fn ask(uri: &Uri) -> Redirect {
    let next = validated(uri.path_and_query().map_or("", |wanted| wanted.as_str()));
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(field::NEXT, &next).finish();
    Redirect::to(&format!("{}?{query}", StaffPage::SignIn.href()))
}

pub(super) async fn show(State(desk): Shared, uri: Uri) -> Response {
    let state = match asked(&uri, field::STATE).as_str() {
        CHOSEN => SignInState::PasswordChosen,
        LEFT => SignInState::SignedOut,
        _ => SignInState::Nothing,
    };
    desk.show(screen(state, "", &validated(&asked(&uri, field::NEXT)), other_ways(&desk))).await
}

fn other_ways(desk: &StaffState) -> OtherWays {
    OtherWays { openid: desk.office.identities.is_some(), mail: desk.office.mail.is_some() }
}

/// Characters of a name that are sent back: no account has more.
const NAME_SHOWN: usize = 40;

pub(super) async fn sign_in(State(desk): Shared, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let next = validated(&form.get(field::NEXT));
    let typed: String = form.get(field::NAME).chars().take(NAME_SHOWN).collect();
    let carried = signed_again::carried(&form);
    let again = async |state| match carried.clone() {
        Some(carried) => signed_again::again(&desk, state, &typed, carried).await,
        None => desk.show(screen(state, &typed, &next, other_ways(&desk))).await,
    };
    let name = form.get(field::NAME).trim().to_lowercase();
    // A name that none can have is counted and compared as any other.
    let account = match AccountName::parse(&name) {
        Some(name) => desk.office.store.find_account(&name).await?,
        None => None,
    };
    let address = desk.office.client.of_parts(&parts);
    let guest = devices::guest(&desk, &parts.headers, address, &name, account.as_ref()).await?;
    if let Err(wait) = desk.office.gate.admits(&guest.trying).await {
        sign_in_refused(Refused::TooMany);
        return Ok(wait.on(again(SignInState::TooMany).await));
    }
    let entered = enter(&desk, &parts.headers, &guest, account, &form).await;
    if matches!(entered, Err(_) | Ok(Entered::Busy)) {
        desk.office.gate.give_back(&guest.trying).await;
    }
    match entered? {
        Entered::Wrong => {
            sign_in_refused(Refused::Wrong);
            Ok(again(SignInState::Wrong).await)
        }
        Entered::Busy => {
            let answer = Wait(COME_BACK).on(again(SignInState::Busy).await);
            Ok(Cause::text("too many passwords are being compared").of_answer(answer))
        }
        Entered::In(cookies) => {
            let mut response = signed_again::go_on(&desk, &next, carried).await;
            for cookie in cookies {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
    }
}

/// What came of a sign-in.
enum Entered {
    /// With the cookies of the session and of the device.
    In(Vec<HeaderValue>),
    Wrong,
    /// Too many passwords are being compared.
    Busy,
}

/// Starts a session when name, password and code are right.
async fn enter(
    desk: &StaffState,
    headers: &HeaderMap,
    guest: &Guest,
    account: Option<Account>,
    form: &Form,
) -> Result<Entered, OfficeError> {
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let right = match desk.office.passwords.is_right(form.get(field::PASSWORD), hash).await {
        Ok(right) => right,
        Err(NotWorkedOn::Busy) => return Ok(Entered::Busy),
        Err(NotWorkedOn::Failed) => return Err(SecretError.into()),
    };
    let Some(account) = account.filter(|_| right) else { return Ok(Entered::Wrong) };
    let proof = proof_of(&account, &form.get(field::CODE), desk.now().as_second());
    let device = devices::remember(desk, guest, &account).await?;
    let session = session::start(desk, headers, &account, proof, Some(guest), SignInWay::Password).await?;
    Ok(session.map_or(Entered::Wrong, |session| Entered::In([session].into_iter().chain(device).collect())))
}

/// What a code proves of an account: the step it is of, else a recovery code. Whether it is right, and was not used, is for
/// the store to say.
pub(super) fn proof_of(account: &Account, code: &str, now: Seconds) -> Proof {
    let Some(secret) = &account.secret else { return Proof::FirstFactor };
    step_of(secret, code, now).map_or_else(|| Proof::RecoveryCode(recovery_hash(code)), Proof::Step)
}

/// The link of `user add`.
pub(super) async fn link(State(desk): Shared, uri: Uri) -> Answer {
    let token = asked(&uri, field::LINK);
    let owner = desk.office.store.find_link(&Hashed::of(&token), desk.now().as_second()).await?;
    let screen = owner.map_or_else(link_gone, |owner| choose_password(owner.as_str(), &token, None));
    Ok(desk.show(screen).await)
}

pub(super) async fn choose(State(desk): Shared, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (store, now) = (&desk.office.store, desk.now().as_second());
    let (link, password) = (form.get(field::LINK), form.get(field::PASSWORD));
    let token = Hashed::of(&link);
    let Some(owner) = store.find_link(&token, now).await? else { return Ok(desk.show(link_gone()).await) };
    let wrong =
        fault_of(&password, &owner).or_else(|| (password != form.get(field::AGAIN)).then_some(WrongPassword::Differs));
    if wrong.is_some() {
        return Ok(desk.show(choose_password(owner.as_str(), &link, wrong)).await);
    }
    let hash = match desk.office.passwords.hash(password).await {
        Ok(hash) => hash,
        Err(NotWorkedOn::Busy) => {
            let busy = choose_password(owner.as_str(), &link, Some(WrongPassword::Busy));
            return Ok(Wait(COME_BACK).on(desk.show(busy).await));
        }
        Err(NotWorkedOn::Failed) => return Err(SecretError.into()),
    };
    if !store.choose_password(&token, now, &hash).await? {
        return Ok(desk.show(link_gone()).await);
    }
    let there = format!("{}?{}={CHOSEN}", StaffPage::SignIn.href(), field::STATE);
    Ok(Redirect::to(&there).into_response())
}

/// Seconds that a mailed link holds: one hour.
const MAILED_SECONDS: Seconds = 3600;

pub(super) async fn show_forgotten(State(desk): Shared) -> Response {
    let state = if desk.office.mail.is_some() { ForgottenState::Asked } else { ForgottenState::NoMail };
    desk.show(forgotten_screen(state, "")).await
}

/// Mails a link to the address of an account. The answer is the same, and as fast, whether or not there is such an account:
/// the letter is written after it.
pub(super) async fn forgotten(State(desk): Shared, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed: String = form.get(field::NAME).trim().chars().take(NAME_SHOWN).collect();
    let again = |state| desk.show(forgotten_screen(state, &typed));
    if desk.office.mail.is_none() {
        return Ok(again(ForgottenState::NoMail).await);
    }
    if typed.is_empty() {
        return Ok(again(ForgottenState::NoName).await);
    }
    let name = typed.to_lowercase();
    let account = match AccountName::parse(&name) {
        Some(name) => desk.office.store.find_account(&name).await?,
        None => None,
    };
    let address = desk.office.client.of_parts(&parts);
    let guest = devices::guest(&desk, &parts.headers, address, &name, account.as_ref()).await?;
    if let Err(wait) = desk.office.gate.admits_link(&guest.trying).await {
        return Ok(wait.on(again(ForgottenState::TooMany).await));
    }
    if let Some(account) = account {
        let writing = Arc::clone(&desk);
        desk.site.actions.spawn(async move {
            if let Err(error) = mail_link(&writing, account).await {
                tracing::error!(?error, "a link by which a password is chosen cannot be mailed");
            }
        });
    }
    Ok(again(ForgottenState::Sent).await)
}

/// Nothing where the account has no address.
async fn mail_link(desk: &StaffState, account: Account) -> Result<(), OfficeError> {
    let Some(email) = &account.email else { return Ok(()) };
    let token = Token::random()?;
    let link = Link { token: token.hashed(), expires_at: desk.now().as_second() + MAILED_SECONDS };
    let letter = accounts::letter(desk, &account.name, email, &token, &link);
    desk.office.store.mail_link(&account.name, &link, &letter).await?;
    accounts::tell(desk);
    Ok(())
}

/// Signing out is a form's: an address typed by hand leads back.
pub(super) async fn leave() -> Redirect {
    Redirect::to(&StaffPage::Account.href())
}

/// Who came in by the provider of identities signs out there too, where it takes that.
pub(super) async fn sign_out(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    desk.office.store.end_session(&signed.staff.name, signed.session.number).await?;
    if signed.session.way == SignInWay::Provider
        && let Some(mut answer) = openid::leave(&desk).await
    {
        answer.headers_mut().append(header::SET_COOKIE, session::over());
        return Ok(answer);
    }
    let there = format!("{}?{}={LEFT}", StaffPage::SignIn.href(), field::STATE);
    Ok(([(header::SET_COOKIE, session::over())], Redirect::to(&there)).into_response())
}

#[cfg(test)]
mod tests {
    use super::validated;

    #[test]
    fn only_an_address_of_the_back_office_is_gone_on_to() {
        for own in ["/gestion", "/gestion/signalements/3", "/gestion/a-voir?motif=ancien&page=2"] {
            assert_eq!(validated(own), own);
        }
        for other in [
            "",
            "/",
            "//evil.fr",
            "https://evil.fr",
            "/gestionnaire",
            "/gestion//evil.fr",
            "/gestion\\evil",
            "/gestion/\r\nx: y",
        ] {
            assert_eq!(validated(other), "/gestion", "{other:?}");
        }
    }
}
