//! The accounts of the staff: created, given a role, reset and revoked by those who administer.

use app::access::{AccountName, Role};
use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::account::moment;
use app::staff::accounts::{
    ACTION, AccountButton, AccountDone, AccountEvent, AccountLine, AccountsScreen, EMAIL, OF, ROLE, SURE, id_of,
};
use app::staff::field;
use app::staff::local;
use app::staff::typed::Typed;
use app::text::staff as say;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris;
use crate::mail::EmailAddress;
use crate::secrets::Token;
use crate::storage::account_changes::{AccountChange, Administered, Administration};
use crate::storage::accounts::{Link, Seconds};
use crate::storage::outbox::NewLetter;

/// Seconds that a link holds: seven days.
const LINK_SECONDS: Seconds = 7 * 24 * 3600;

/// Lines of the journal that are shown.
const EVENTS: u32 = 200;

/// The address of the page where a password is chosen.
fn href(desk: &StaffState, token: &Token) -> String {
    format!("{}{}?{}={}", desk.site.address(), StaffPage::Password.href(), field::LINK, token.as_str())
}

/// The letter that takes a link to the address of an account.
pub(super) fn letter(
    desk: &StaffState,
    account: &AccountName,
    email: &EmailAddress,
    token: &Token,
    link: &Link,
) -> NewLetter {
    let until = moment(paris(Timestamp::from_second(link.expires_at).unwrap_or_default()));
    NewLetter {
        token: token.hashed(),
        recipient: email.as_str().to_owned(),
        subject: say::LINK_MAIL_SUBJECT.to_owned(),
        text: say::fill(local(say::LINK_MAIL_TEXT), &[account, &until, &href(desk, token)]),
        queued_at: desk.now().as_second(),
    }
}

/// Tells whoever mails that there is a letter.
pub(super) fn tell(desk: &StaffState) {
    if let Some(told) = &desk.office.mail {
        told.notify_one();
    }
}

async fn screen(
    desk: &StaffState,
    signed: &Signed,
    typed: Typed,
    errors: Vec<FieldError>,
    done: Option<AccountDone>,
) -> Answer {
    let (store, mut unreadable) = (&desk.office.store, Vec::new());
    let accounts = store.list_accounts().await?.naming(&mut unreadable).into_iter().map(|account| AccountLine {
        name: account.name.to_string(),
        role: account.role,
        email: account.email.map(|email| email.as_str().to_owned()),
        has_password: account.password.is_some(),
        has_second_factor: account.secret.is_some(),
    });
    let events = store.list_account_events(EVENTS).await?.naming(&mut unreadable).into_iter();
    let journal = events.map(|event| AccountEvent {
        at: paris(Timestamp::from_second(event.at).unwrap_or_default()),
        actor: event.actor,
        account: event.account,
        act: event.act,
        role: event.role,
    });
    let (accounts, journal) = (accounts.collect(), journal.collect());
    let screen = AccountsScreen { accounts, journal, typed, errors, done }.screen(&signed.staff);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let done = AccountButton::from_code(&asked(&uri, field::STATE)).zip(AccountName::parse(&asked(&uri, OF)));
    let done =
        done.map(|(button, account)| AccountDone { button, account: account.to_string(), link: None, mailed_to: None });
    screen(&desk, &signed, Typed::default(), Vec::new(), done).await
}

/// A new link, with the token that it bears.
fn new_link(desk: &StaffState) -> Result<(Token, Link), OfficeError> {
    let token = Token::random()?;
    let link = Link { token: token.hashed(), expires_at: desk.now().as_second() + LINK_SECONDS };
    Ok((token, link))
}

/// An address that was typed; none where the field is empty.
fn read_email(typed: &Typed) -> Result<Option<EmailAddress>, &'static str> {
    match typed.get(EMAIL) {
        "" => Ok(None),
        text => EmailAddress::parse(text).map(Some).map_err(|_| say::EMAIL_WRONG),
    }
}

/// What a form asks for, now certain.
struct Asked {
    button: AccountButton,
    account: AccountName,
    change: AccountChange,
    /// The token of the link that it makes.
    token: Option<Token>,
    mailed_to: Option<String>,
}

/// A link for an account, and the letter that takes it where mail is set up and the account has an address.
fn linked(
    desk: &StaffState,
    account: &AccountName,
    email: Option<&EmailAddress>,
) -> Result<(Token, Link, Option<NewLetter>), OfficeError> {
    let (token, link) = new_link(desk)?;
    let email = email.filter(|_| desk.office.mail.is_some());
    let letter = email.map(|email| letter(desk, account, email, &token, &link));
    Ok((token, link, letter))
}

/// A new account, or every field that is wrong.
fn read_creation(desk: &StaffState, typed: &Typed) -> Result<Result<Asked, Vec<FieldError>>, OfficeError> {
    let account = AccountName::parse(&typed.get(field::NAME).to_lowercase());
    let (role, email) = (Role::from_code(typed.get(ROLE)), read_email(typed));
    let (Some(account), Some(role), Ok(email)) = (&account, role, &email) else {
        let wrong = [
            account.is_none().then_some((field::NAME, say::NAME_WRONG)),
            role.is_none().then_some((ROLE, say::ROLE_WRONG)),
            email.err().map(|message| (EMAIL, message)),
        ];
        return Ok(Err(wrong.into_iter().flatten().map(|(field, wrong)| FieldError::new(field, wrong)).collect()));
    };
    let (token, link, letter) = linked(desk, account, email.as_ref())?;
    let mailed_to = letter.as_ref().map(|letter| letter.recipient.clone());
    let change = AccountChange::Create { role, email: email.clone(), link, letter };
    let (button, account) = (AccountButton::Create, account.clone());
    Ok(Ok(Asked { button, account, change, token: Some(token), mailed_to }))
}

/// A change of an account that is there, or what is wrong.
async fn read_change(
    desk: &StaffState,
    signed: &Signed,
    button: AccountButton,
    typed: &Typed,
) -> Result<Result<Asked, FieldError>, OfficeError> {
    // The line of the account on the screen, which the summary of errors leads to.
    let wrong = |message: &str| Ok(Err(FieldError::new(id_of(OF, typed.get(OF)), message)));
    let Some(account) = AccountName::parse(typed.get(OF)) else { return wrong(say::NO_ACCOUNT) };
    let (mut token, mut mailed_to) = (None, None);
    let change = match button {
        // Made of other fields.
        AccountButton::Create => return wrong(say::NO_ACCOUNT),
        AccountButton::SetRole | AccountButton::Revoke if account == signed.staff.name => {
            return wrong(say::NOT_YOURSELF);
        }
        AccountButton::SetRole => match Role::from_code(typed.get(ROLE)) {
            Some(role) => AccountChange::SetRole(role),
            None => return wrong(say::ROLE_WRONG),
        },
        AccountButton::SetEmail => match read_email(typed) {
            Ok(email) => AccountChange::SetEmail(email),
            Err(message) => return wrong(message),
        },
        AccountButton::ResetPassword => {
            let Some(found) = desk.office.store.find_account(&account).await? else { return wrong(say::NO_ACCOUNT) };
            let (made, link, letter) = linked(desk, &account, found.email.as_ref())?;
            mailed_to = letter.as_ref().map(|letter| letter.recipient.clone());
            token = Some(made);
            AccountChange::ResetPassword { link, letter }
        }
        AccountButton::ResetSecondFactor => AccountChange::ResetSecondFactor,
        AccountButton::Revoke if !typed.ticked(SURE) => return wrong(say::REVOKE_UNSURE),
        AccountButton::Revoke => AccountChange::Revoke,
    };
    Ok(Ok(Asked { button, account, change, token, mailed_to }))
}

pub(super) async fn act(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let Some(button) = AccountButton::from_code(typed.get(ACTION)) else {
        return Ok(Redirect::to(&StaffPage::Accounts.href()).into_response());
    };
    // Only the form of a new account is given back as it was typed.
    let kept = if button == AccountButton::Create { typed.clone() } else { Typed::default() };
    let asked = match button {
        AccountButton::Create => read_creation(&desk, &typed)?,
        AccountButton::SetRole
        | AccountButton::SetEmail
        | AccountButton::ResetPassword
        | AccountButton::ResetSecondFactor
        | AccountButton::Revoke => read_change(&desk, &signed, button, &typed).await?.map_err(|error| vec![error]),
    };
    let Asked { button, account, change, token, mailed_to } = match asked {
        Ok(asked) => asked,
        Err(errors) => return screen(&desk, &signed, kept, errors, None).await,
    };
    let (actor, at) = (signed.staff.name.clone(), desk.now().as_second());
    let came = desk
        .office
        .store
        .administer(&Administration { actor: Some(actor), account: account.clone(), change, at })
        .await?;
    let line = id_of(OF, account.as_str());
    let (field, message) = match came {
        Administered::Done => {
            tell(&desk);
            let done = AccountDone {
                button,
                account: account.to_string(),
                link: token.as_ref().map(|token| href(&desk, token)),
                mailed_to,
            };
            // A link is shown once, in the answer itself.
            return match done.link {
                Some(_) => screen(&desk, &signed, Typed::default(), Vec::new(), Some(done)).await,
                None => {
                    let state = (field::STATE, button.code());
                    Ok(Redirect::to(&format!("{}?{}={}&{OF}={account}", StaffPage::Accounts.href(), state.0, state.1))
                        .into_response())
                }
            };
        }
        Administered::NoAccount => (line.as_str(), say::NO_ACCOUNT),
        Administered::NameTaken => (field::NAME, say::NAME_TAKEN),
        Administered::EmailTaken if button == AccountButton::Create => (EMAIL, say::EMAIL_TAKEN),
        Administered::EmailTaken => (line.as_str(), say::EMAIL_TAKEN),
        Administered::LastAdmin => (line.as_str(), say::LAST_ADMIN),
    };
    screen(&desk, &signed, kept, vec![FieldError::new(field, message)], None).await
}
