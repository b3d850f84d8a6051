//! Signing in and out, and the link by which a password is chosen. An unknown name, a wrong password, a wrong code and a
//! locked account are answered alike, after the same work.

use app::access::AccountName;
use app::routes::StaffPage;
use app::staff::entry::{SignInState, WrongPassword, choose_password, link_gone, sign_in as screen};
use app::staff::field;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::session::{self, Signed};
use super::{Answer, Desk, Form, OfficeError, OfficeStore, Shared, asked, too_large};
use crate::http::metrics::{Refused, sign_in_refused};
use crate::secrets::{Hashed, PASSWORD_LEAST, hash_password, is_password, recovery_hash, step_of};
use crate::storage::accounts::Account;

const CHOSEN: &str = "mot-de-passe";
const LEFT: &str = "deconnexion";

/// Where to go on: an address of the back office, else its first screen. No other site, no other page.
fn validated(next: &str) -> String {
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

pub(super) async fn show<S: OfficeStore>(State(desk): Shared<S>, uri: Uri) -> Response {
    let state = match asked(&uri, field::STATE).as_str() {
        CHOSEN => SignInState::PasswordChosen,
        LEFT => SignInState::SignedOut,
        _ => SignInState::Nothing,
    };
    let openid = desk.office.identities.is_some();
    desk.show(screen(state, &validated(&asked(&uri, field::NEXT)), openid)).await
}

pub(super) async fn sign_in<S: OfficeStore>(State(desk): Shared<S>, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (next, openid) = (validated(&form.get(field::NEXT)), desk.office.identities.is_some());
    if !desk.office.gate.admits_address(desk.office.client.of_parts(&parts)) {
        sign_in_refused(Refused::TooMany);
        return Ok(desk.show(screen(SignInState::TooMany, &next, openid)).await);
    }
    let Some(account) = recognised(&desk, &form).await? else {
        sign_in_refused(Refused::Wrong);
        return Ok(desk.show(screen(SignInState::Wrong, &next, openid)).await);
    };
    let Some(cookie) = session::start(&desk, &parts.headers, account).await? else { return Ok(too_large()) };
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
}

/// The account, when name, password and code are right and the account is not locked.
async fn recognised<S: OfficeStore>(desk: &Desk<S>, form: &Form) -> Result<Option<Account>, OfficeError> {
    let store = &desk.office.store;
    let name = form.get(field::NAME).trim().to_lowercase();
    // A name that none can have is counted and compared as any other.
    let unlocked = desk.office.gate.admits_account(&name);
    let account = match AccountName::parse(&name) {
        Some(name) => store.find_account(&name).await?,
        None => None,
    };
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let right = is_password(form.get(field::PASSWORD), hash).await;
    let Some(account) = account.filter(|_| right && unlocked) else { return Ok(None) };
    let right = account.secret.is_none() || takes_code(desk, &account, &form.get(field::CODE)).await?;
    Ok(right.then_some(account))
}

/// Whether a code of the second factor, or a recovery code, is right and was not used; it is used up.
pub(super) async fn takes_code<S: OfficeStore>(
    desk: &Desk<S>,
    account: &Account,
    code: &str,
) -> Result<bool, OfficeError> {
    let store = &desk.office.store;
    let step = account.secret.as_ref().and_then(|secret| step_of(secret, code, desk.now().as_second()));
    let taken = match step {
        Some(step) => store.take_step(&account.name, step).await?,
        None => store.take_recovery_code(&account.name, &recovery_hash(code)).await?,
    };
    Ok(taken)
}

/// The link of `user add`.
pub(super) async fn link<S: OfficeStore>(State(desk): Shared<S>, uri: Uri) -> Answer {
    let token = asked(&uri, field::LINK);
    let owner = desk.office.store.find_link(&Hashed::of(&token), desk.now().as_second()).await?;
    let screen = owner.map_or_else(link_gone, |owner| choose_password(owner.as_str(), &token, None));
    Ok(desk.show(screen).await)
}

pub(super) async fn choose<S: OfficeStore>(State(desk): Shared<S>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (store, now) = (&desk.office.store, desk.now().as_second());
    let (link, password) = (form.get(field::LINK), form.get(field::PASSWORD));
    let token = Hashed::of(&link);
    let Some(owner) = store.find_link(&token, now).await? else { return Ok(desk.show(link_gone()).await) };
    let wrong = if password.chars().count() < PASSWORD_LEAST {
        Some(WrongPassword::Short)
    } else {
        (password != form.get(field::AGAIN)).then_some(WrongPassword::Differs)
    };
    if wrong.is_some() {
        return Ok(desk.show(choose_password(owner.as_str(), &link, wrong)).await);
    }
    let hash = hash_password(password).await?;
    if !store.choose_password(&token, now, &hash).await? {
        return Ok(desk.show(link_gone()).await);
    }
    let there = format!("{}?{}={CHOSEN}", StaffPage::SignIn.href(), field::STATE);
    Ok(Redirect::to(&there).into_response())
}

/// Signing out is a form's: an address typed by hand leads back.
pub(super) async fn leave() -> Redirect {
    Redirect::to(&StaffPage::Account.href())
}

pub(super) async fn sign_out<S: OfficeStore>(State(desk): Shared<S>, Extension(signed): Extension<Signed>) -> Answer {
    desk.office.store.end_session(&signed.staff.name, signed.session.number).await?;
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
