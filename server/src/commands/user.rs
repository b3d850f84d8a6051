//! `user`: the accounts of the staff. A password is never typed here: its owner chooses it by a link that works once.

use std::process::ExitCode;

use app::access::{AccountName, Role, role_codes};
use clap::{Args, Subcommand};
use domain::values::closed_list::ClosedList;

use super::Opening;
use crate::clock::SystemClock;
use crate::mail::EmailAddress;
use crate::secrets::Token;
use crate::storage::Store;
use crate::storage::account_changes::{AccountChange, Administered, Administration};
use crate::storage::accounts::{Link, Seconds};

/// Seconds that a link holds: seven days.
const LINK_SECONDS: i64 = 7 * 24 * 3600;

#[derive(Subcommand)]
pub(super) enum Users {
    /// Print every account: name, role, what it still lacks.
    List,
    /// Add an account, and print the link by which its owner chooses a password.
    Add(Add),
    /// Link an account to the address by which the provider of identities names its owner.
    Openid(Linked),
    /// Print a new link; the password, the second factor and every session of the account are gone.
    Reset(Named),
    /// Remove an account and its sessions. What it wrote keeps its name.
    Remove(Named),
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    who: Named,
    /// What they may do: reader, editor, publisher or admin.
    #[arg(long, value_parser = parse_role)]
    role: Role,
    /// The address by which the provider of identities names its owner, who may then sign in by it.
    #[arg(long, value_name = "EMAIL", value_parser = parse_email)]
    openid: Option<EmailAddress>,
}

#[derive(Args)]
pub(super) struct Linked {
    #[command(flatten)]
    who: Named,
    /// The address; none unlinks the account.
    #[arg(value_name = "EMAIL", value_parser = parse_email)]
    email: Option<EmailAddress>,
}

#[derive(Args)]
pub(super) struct Named {
    /// Lower-case letters, digits, points and hyphens: jeanne.martin
    #[arg(value_parser = parse_name)]
    name: AccountName,
}

/// A role, by its code.
pub(super) fn parse_role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| format!("the roles are {}", role_codes()))
}

fn parse_name(text: &str) -> Result<AccountName, String> {
    AccountName::parse(text)
        .ok_or_else(|| "a name has 2 to 40 lower-case letters, digits, points or hyphens".to_owned())
}

fn parse_email(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text).map_err(|error| error.to_string())
}

impl Users {
    pub(super) fn opening(&self) -> Opening {
        match self {
            Self::List => Opening::Read,
            Self::Add(_) | Self::Openid(_) | Self::Reset(_) | Self::Remove(_) => Opening::Write,
        }
    }

    pub(super) async fn run(&self, store: &dyn Store) -> anyhow::Result<ExitCode> {
        let token = Token::random()?;
        let at = SystemClock.now().as_second();
        let link = Link { token: token.hashed(), expires_at: at + LINK_SECONDS };
        match self {
            Self::List => {
                for account in super::readable(store.list_accounts().await?) {
                    let password = if account.password.is_none() { " no-password" } else { "" };
                    let second = if account.secret.is_some() { " second-factor" } else { "" };
                    let openid = if account.email.is_some() { " openid" } else { "" };
                    println!("{} {}{password}{second}{openid}", account.name, account.role.code());
                }
            }
            Self::Add(Add { who: Named { name }, role, openid }) => {
                let (role, email) = (*role, openid.clone());
                administer(store, name, AccountChange::Create { role, email, link, letter: None }, at).await?;
                print_link(&token);
            }
            Self::Openid(Linked { who: Named { name }, email }) => {
                administer(store, name, AccountChange::SetEmail(email.clone()), at).await?;
                println!("{} {name}", if email.is_some() { "linked" } else { "unlinked" });
            }
            Self::Reset(Named { name }) => {
                administer(store, name, AccountChange::Reset(link), at).await?;
                print_link(&token);
            }
            Self::Remove(Named { name }) => {
                administer(store, name, AccountChange::Revoke, at).await?;
                println!("removed {name}");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Done and entered in the journal of accounts, as from a screen.
async fn administer(store: &dyn Store, name: &AccountName, change: AccountChange, at: Seconds) -> anyhow::Result<()> {
    let done = Administration { actor: None, account: name.clone(), change, at };
    match store.administer(&done).await? {
        Administered::Done => Ok(()),
        Administered::NoAccount => anyhow::bail!("`{name}` has no account"),
        Administered::NameTaken => {
            anyhow::bail!("`{name}` has an account already: `user reset {name}` gives a new link")
        }
        Administered::EmailTaken => anyhow::bail!("this address is another account's"),
        Administered::LastAdmin => {
            anyhow::bail!("nobody would administer the site any more: add another account of the role admin first")
        }
    }
}

/// The token stands in the query, which the server never logs.
fn print_link(token: &Token) {
    println!("/gestion/mot-de-passe?lien={}", token.as_str());
    eprintln!("put the address of the site before it, and give it to its owner: it works once, for 7 days");
}
