//! The command line, stable: each command in its file.

mod aids;
mod check;
mod import;
mod parameter;
mod rank;
mod report;
mod serve;
mod user;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use domain::Territory;

use crate::storage::sqlite::SqliteStore;
use crate::storage::{Listed, StoreError};

/// Compare home-care providers: the web site and its tools.
#[derive(Parser)]
#[command(name = "quelleaideadom", version)]
pub struct Cli {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Database {
    /// Where the listings are kept. A SQLite file is made if it is absent.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:quelleaideadom.sqlite", global = true)]
    database_url: String,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the web site.
    Serve(serve::Serve),
    /// Import a file of the City.
    #[command(subcommand)]
    Import(import::Import),
    /// Rank the providers for a need given as JSON, and print the answer as JSON.
    Rank(rank::Rank),
    /// Compute the aids of a situation, and print what they are made of.
    Aids(aids::Aids),
    /// List the values of the law, or add one.
    #[command(subcommand)]
    Parameter(parameter::Parameters),
    /// List what visitors reported of listings.
    #[command(subcommand)]
    Report(report::Reports),
    /// The accounts of the staff.
    #[command(subcommand)]
    User(user::Users),
    /// Check the database and say what is wrong; exits with 1 if anything is.
    Check,
}

/// Runs a command to its exit code.
///
/// # Errors
/// What stopped it, in words for the person who typed it.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let url = &cli.database.database_url;
    if let Command::Aids(aids) = &cli.command {
        return aids.run(url).await;
    }
    let existing = match &cli.command {
        Command::Serve(_) | Command::Parameter(_) | Command::Aids(_) | Command::User(_) => false,
        Command::Import(import) => import.is_dry_run(),
        Command::Rank(_) | Command::Report(_) | Command::Check => true,
    };
    let store = open(url, existing).await?;
    let territory = Territory::paris()?;
    let outcome = match cli.command {
        Command::Serve(serve) => serve.run(&store, territory, &cli.database.database_url).await,
        Command::Import(import) => import.run(&store, &territory).await,
        Command::Rank(rank) => rank.run(&store, &territory).await,
        Command::Aids(aids) => aids.run(&cli.database.database_url).await,
        Command::Parameter(parameter) => parameter.run(&store).await,
        Command::Report(report) => report.run(&store).await,
        Command::User(user) => user.run(&store).await,
        Command::Check => check::run(&store).await,
    };
    store.close().await;
    outcome
}

/// The rows of a list; those that cannot be read are named on stderr.
fn readable<T>(listed: Listed<T>) -> Vec<T> {
    let mut unreadable = Vec::new();
    let rows = listed.naming(&mut unreadable);
    for row in unreadable {
        eprintln!("left out: {row} cannot be read; `check` says more");
    }
    rows
}

/// "1234.56"
fn euros(amount: domain::Cents) -> String {
    format!("{}.{:02}", amount.0 / 100, amount.0 % 100)
}

async fn open(url: &str, existing: bool) -> anyhow::Result<SqliteStore> {
    if !url.starts_with("sqlite:") {
        anyhow::bail!("DATABASE_URL must start with `sqlite:`; PostgreSQL comes in a later version");
    }
    let opened = if existing { SqliteStore::open_existing(url).await } else { SqliteStore::open(url).await };
    opened.map_err(|error| {
        let cause = match &error {
            StoreError::Unavailable(cause) => cause.to_string(),
            StoreError::Conflict(..) | StoreError::Unreadable { .. } => error.to_string(),
        };
        let hint = if existing { ". `serve` or `import` makes a new one" } else { "" };
        anyhow::anyhow!("the database `{url}` cannot be opened: {cause}{hint}")
    })
}
