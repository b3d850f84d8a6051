//! `user`: the accounts of the staff. A password is never typed here: its owner chooses it by a link that works once.

use std::process::ExitCode;

use app::access::{AccountName, Role, role_codes};
use clap::{Args, Subcommand};
use domain::closed_list::ClosedList;

use crate::clock::SystemClock;
use crate::secrets::Token;
use crate::storage::accounts::{AccountStore, Link};
use crate::storage::sqlite::SqliteStore;

/// Seconds that a link holds: seven days.
const LINK_SECONDS: i64 = 7 * 24 * 3600;

#[derive(Subcommand)]
pub(super) enum Users {
    /// Print every account: name, role, what it still lacks.
    List,
    /// Add an account, and print the link by which its owner chooses a password.
    Add(Add),
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
}

#[derive(Args)]
pub(super) struct Named {
    /// Lower-case letters, digits, points and hyphens: jeanne.martin
    #[arg(value_parser = parse_name)]
    name: AccountName,
}

fn parse_role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| format!("the roles are {}", role_codes()))
}

fn parse_name(text: &str) -> Result<AccountName, String> {
    AccountName::parse(text)
        .ok_or_else(|| "a name has 2 to 40 lower-case letters, digits, points or hyphens".to_owned())
}

impl Users {
    pub(super) async fn run(&self, store: &SqliteStore) -> anyhow::Result<ExitCode> {
        let token = Token::random()?;
        let link = Link { token: token.hashed(), expires_at: SystemClock.now().as_second() + LINK_SECONDS };
        match self {
            Self::List => {
                for account in store.list_accounts().await? {
                    let password = if account.password.is_none() { " no-password" } else { "" };
                    let second = if account.secret.is_some() { " second-factor" } else { "" };
                    println!("{} {}{password}{second}", account.name, account.role.code());
                }
            }
            Self::Add(Add { who: Named { name }, role }) => {
                let added = store.add_account(name, *role, &link).await?;
                anyhow::ensure!(added, "`{name}` has an account already: `user reset {name}` gives a new link");
                print_link(&token);
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

/// The token stands in the query, which the server never logs.
fn print_link(token: &Token) {
    println!("/gestion/mot-de-passe?lien={}", token.as_str());
    eprintln!("put the address of the site before it, and give it to its owner: it works once, for 7 days");
}
