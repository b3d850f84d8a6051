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
use crate::storage::accounts::{AccountAdded, EmailSet, Link};

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
        let link = Link { token: token.hashed(), expires_at: SystemClock.now().as_second() + LINK_SECONDS };
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
                match store.add_account(name, *role, openid.as_ref(), &link).await? {
                    AccountAdded::Done => {}
                    AccountAdded::NameTaken => {
                        anyhow::bail!("`{name}` has an account already: `user reset {name}` gives a new link")
                    }
                    AccountAdded::EmailTaken => anyhow::bail!("{TAKEN}"),
                }
                print_link(&token);
            }
            Self::Openid(Linked { who: Named { name }, email }) => {
                set_email(store, name, email.as_ref()).await?;
                println!("{} {name}", if email.is_some() { "linked" } else { "unlinked" });
            }
            Self::Reset(Named { name }) => {
                anyhow::ensure!(store.reset_account(name, &link).await?, "`{name}` has no account");
                print_link(&token);
            }
            Self::Remove(Named { name }) => {
                anyhow::ensure!(store.remove_account(name).await?, "`{name}` has no account");
                println!("removed {name}");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

const TAKEN: &str = "this address is another account's";

async fn set_email(store: &dyn Store, name: &AccountName, email: Option<&EmailAddress>) -> anyhow::Result<()> {
    match store.set_email(name, email).await? {
        EmailSet::Done => Ok(()),
        EmailSet::NoAccount => anyhow::bail!("`{name}` has no account"),
        EmailSet::Taken => anyhow::bail!("{TAKEN}"),
    }
}

/// The token stands in the query, which the server never logs.
fn print_link(token: &Token) {
    println!("/gestion/mot-de-passe?lien={}", token.as_str());
    eprintln!("put the address of the site before it, and give it to its owner: it works once, for 7 days");
}
