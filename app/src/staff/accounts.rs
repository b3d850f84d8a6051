//! The accounts of the staff, for those who administer: each is created, given a role, reset and revoked here, and who did
//! what stands below.

use domain::closed_list;
use domain::values::closed_list::ClosedList;
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::account::{may, moment};
use super::form_fields::{FormFields, choices};
use super::tables::{notice, table_head};
use super::typed::Typed;
use super::{Screen, field};
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::error_summary_of;

/// Names of the fields, beside those of the sign-in.
pub const ROLE: &str = "role";
pub const EMAIL: &str = "courriel";
/// Of the button that says what is done.
pub const ACTION: &str = "action";
/// The account that it is done to.
pub const OF: &str = "compte";
/// Ticked where an account is revoked.
pub const SURE: &str = "sur";

closed_list! {
    /// What a button does.
    AccountButton {
        Create = "creer",
        SetRole = "role",
        SetEmail = "courriel",
        ResetPassword = "mot-de-passe",
        ResetSecondFactor = "code",
        Revoke = "supprimer",
    }
}

closed_list! {
    /// What was done to an account, as the journal keeps it.
    AccountAct {
        Created = "created",
        RoleChanged = "role",
        EmailChanged = "email",
        PasswordReset = "password-reset",
        SecondFactorReset = "second-factor-reset",
        Revoked = "revoked",
        /// By its owner, through a link.
        PasswordChosen = "password-chosen",
        /// By its owner.
        PasswordChanged = "password-changed",
    }
}

fn in_words(act: AccountAct) -> &'static str {
    match act {
        AccountAct::Created => say::ACT_CREATED,
        AccountAct::RoleChanged => say::ACT_ROLE,
        AccountAct::EmailChanged => say::ACT_EMAIL,
        AccountAct::PasswordReset => say::ACT_RESET_PASSWORD,
        AccountAct::SecondFactorReset => say::ACT_RESET_SECOND,
        AccountAct::Revoked => say::ACT_REVOKED,
        AccountAct::PasswordChosen => say::ACT_PASSWORD_CHOSEN,
        AccountAct::PasswordChanged => say::ACT_PASSWORD_CHANGED,
    }
}

/// One account. Nothing secret is in it.
#[derive(Clone)]
pub struct AccountLine {
    pub name: String,
    pub role: Role,
    pub email: Option<String>,
    pub has_password: bool,
    pub has_second_factor: bool,
}

/// One line of the journal, in Paris time.
#[derive(Clone)]
pub struct AccountEvent {
    pub at: DateTime,
    /// Empty: at a terminal of the server.
    pub actor: String,
    pub account: String,
    pub act: AccountAct,
    /// The role that was given, if one was.
    pub role: Option<Role>,
}

/// What was just done to an account, and the link that is shown this once.
#[derive(Clone)]
pub struct AccountDone {
    pub button: AccountButton,
    pub account: String,
    pub link: Option<String>,
    /// Where the link is mailed too.
    pub mailed_to: Option<String>,
}

impl AccountDone {
    fn sentence(&self) -> String {
        let sentence = match self.button {
            AccountButton::Create => say::ACCOUNT_CREATED,
            AccountButton::SetRole => say::ROLE_CHANGED,
            AccountButton::SetEmail => say::EMAIL_CHANGED,
            AccountButton::ResetPassword => say::PASSWORD_RESET,
            AccountButton::ResetSecondFactor => say::SECOND_RESET,
            AccountButton::Revoke => say::ACCOUNT_REVOKED,
        };
        say::fill(sentence, &[&self.account])
    }
}

/// What the screen of the accounts shows.
pub struct AccountsScreen {
    pub accounts: Vec<AccountLine>,
    pub journal: Vec<AccountEvent>,
    /// The form of a new account as it was typed.
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    pub done: Option<AccountDone>,
}

impl AccountsScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let status = if self.errors.is_empty() { 200 } else { 422 };
        Screen::of(Some(staff), say::ACCOUNTS, move || self.body()).with_status(status)
    }

    fn body(&self) -> AnyView {
        let done = self.done.as_ref().map(AccountDone::sentence);
        let link = self.done.as_ref().and_then(link);
        let head = table_head(&[say::NAME, say::ROLE, say::EMAIL, say::ACCOUNT_STATE, say::ACTION]);
        let accounts: Vec<AnyView> = self.accounts.iter().map(row).collect();
        view! {
            <h1>{say::ACCOUNTS}</h1>
            {notice(done.as_deref())}
            {link}
            {error_summary_of(say::ERROR_TITLE_ACCOUNTS, None, &self.errors)}
            <p>{say::ACCOUNTS_LEAD}</p>
            {self.creation()}
            <table class="lines">
                <caption>{say::ACCOUNTS_CAPTION}</caption>
                {head}
                <tbody>{accounts}</tbody>
            </table>
            {self.events()}
        }
        .into_any()
    }

    fn creation(&self) -> AnyView {
        let fields = FormFields { typed: &self.typed, errors: &self.errors };
        view! {
            <h2>{say::NEW_ACCOUNT}</h2>
            <form class="need" method="post" action=StaffPage::Accounts.href() autocomplete="off">
                {fields.input(field::NAME, say::NAME, say::NEW_NAME_HINT, "text")}
                {fields.select(ROLE, say::ROLE, say::CHOOSE_ONE, &choices(may))}
                {fields.input(EMAIL, say::EMAIL, say::EMAIL_HINT, "email")}
                <button type="submit" name=ACTION value=AccountButton::Create.code()>{say::CREATE}</button>
            </form>
        }
        .into_any()
    }

    fn events(&self) -> Option<AnyView> {
        let head = table_head(&[say::WHEN, say::WHO, say::WHAT_WAS_DONE, say::OF_WHICH]);
        let rows = self.journal.iter().map(|event| {
            let role = event.role.map(|role| format!(" ({})", may(role)));
            view! {
                <tr>
                    <th scope="row">{moment(event.at)}</th>
                    <td>{if event.actor.is_empty() { say::AT_A_TERMINAL.to_owned() } else { event.actor.clone() }}</td>
                    <td>{in_words(event.act)} {role}</td>
                    <td>{event.account.clone()}</td>
                </tr>
            }
            .into_any()
        });
        let rows: Vec<AnyView> = rows.collect();
        (!rows.is_empty()).then(|| {
            view! {
                <table class="lines">
                    <caption>{say::ACCOUNTS_JOURNAL}</caption>
                    {head}
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        })
    }
}

/// The link by which a password is chosen, to copy.
fn link(done: &AccountDone) -> Option<AnyView> {
    let href = done.link.clone()?;
    let mailed = done.mailed_to.as_ref().map(|to| view! { <p>{say::fill(say::ACCOUNT_LINK_SENT, &[to])}</p> });
    Some(view! { <p>{say::ACCOUNT_LINK}</p><p><code class="link">{href}</code></p>{mailed} }.into_any())
}

/// The id of something of an account: the points of a name are no part of one.
pub fn id_of(what: &str, account: &str) -> String {
    format!("{what}-{}", account.replace('.', "_"))
}

fn row(account: &AccountLine) -> AnyView {
    let password = if account.has_password { say::HAS_PASSWORD } else { say::NO_PASSWORD };
    let second = if account.has_second_factor { say::HAS_SECOND } else { say::NO_SECOND };
    view! {
        <tr id=id_of(OF, &account.name)>
            <th scope="row">{account.name.clone()}</th>
            <td>{may(account.role)}</td>
            <td>{account.email.clone()}</td>
            <td>{password} ", " {second}</td>
            <td>{manage(account)}</td>
        </tr>
    }
    .into_any()
}

/// A form of one account, with the button that says what it does.
fn form(account: &str, button: AccountButton, label: &'static str, fields: AnyView) -> AnyView {
    let named = say::fill(say::OF_ACCOUNT, &[&label, &account]);
    view! {
        <form method="post" action=StaffPage::Accounts.href() autocomplete="off">
            <input type="hidden" name=OF value=account.to_owned()/>
            {fields}
            <button class="secondary" type="submit" name=ACTION value=button.code() aria-label=named>{label}</button>
        </form>
    }
    .into_any()
}

fn manage(account: &AccountLine) -> AnyView {
    let name = account.name.as_str();
    let (role_id, email_id) = (id_of(ROLE, name), id_of(EMAIL, name));
    let roles = Role::ALL.iter().map(|role| {
        view! { <option value=role.code() selected=*role == account.role>{may(*role)}</option> }.into_any()
    });
    let role = view! {
        <label for=role_id.clone()>{say::ROLE}</label>
        <select id=role_id name=ROLE>{roles.collect::<Vec<_>>()}</select>
    };
    let email = view! {
        <label for=email_id.clone()>{say::EMAIL}</label>
        <input type="email" id=email_id name=EMAIL value=account.email.clone().unwrap_or_default()/>
    };
    let second = account.has_second_factor.then(|| {
        let why = view! { <p>{say::RESET_SECOND_WHY}</p> }.into_any();
        form(name, AccountButton::ResetSecondFactor, say::RESET_SECOND, why)
    });
    let sure = view! {
        <p>{say::REVOKE_WHY}</p>
        <label class="box">
            <input type="checkbox" name=SURE value="oui"/>
            <span>{say::fill(say::REVOKE_SURE, &[&name])}</span>
        </label>
    };
    view! {
        <details>
            <summary>{say::fill(say::MANAGE, &[&name])}</summary>
            {form(name, AccountButton::SetRole, say::CHANGE_ROLE, role.into_any())}
            {form(name, AccountButton::SetEmail, say::SET_EMAIL, email.into_any())}
            {form(
                name,
                AccountButton::ResetPassword,
                say::RESET_PASSWORD,
                view! { <p>{say::RESET_PASSWORD_WHY}</p> }.into_any(),
            )}
            {second}
            {form(name, AccountButton::Revoke, say::REVOKE, sure.into_any())}
        </details>
    }
    .into_any()
}
