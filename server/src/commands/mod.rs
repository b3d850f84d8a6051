//! The command line, stable: each command in its file.

mod aids;
mod backup;
mod check;
mod config;
mod export;
mod files;
mod health;
mod import;
mod migrate;
mod parameter;
mod rank;
mod report;
mod serve;
mod settings;
mod territory;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use domain::Territory;

use crate::storage::postgres::{PostgresStore, servers};
use crate::storage::sqlite::{Place, SqliteStore};
use crate::storage::{EnteredValue, Listed, Store, StoreError};
use crate::telemetry::LogOptions;

/// Compare home-care providers: the web site and its tools.
#[derive(Parser)]
#[command(name = "quelleaideadom", version)]
struct Cli {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    logs: LogOptions,
    /// The file of the territory that is served, as `territory new` makes one. Paris by default.
    #[arg(long, value_name = "FILE", env = "QUELLEAIDEADOM_TERRITORY", global = true)]
    territory: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Database {
    /// Where the listings are kept: `sqlite:FILE`, which is made if it is absent, or `postgres://…`; the members of a replicated set
    /// with commas between them.
    #[arg(
        long,
        env = "QUELLEAIDEADOM_DATABASE_URL",
        default_value = "sqlite:quelleaideadom.sqlite",
        hide_env_values = true,
        global = true
    )]
    database_url: String,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Stored(Stored),
    /// Compute the aids of a situation, and print what they are made of.
    Aids(aids::Aids),
    /// List the values of the law, or add one.
    #[command(subcommand)]
    Parameter(parameter::Parameters),
    /// Copy the database into a file, and check the copy. A running server goes on.
    Backup(backup::Save),
    /// Put a copy in the place of the database. What is there is kept under another name.
    Restore(backup::Restore),
    /// Move everything from one database into another, between SQLite and PostgreSQL.
    Migrate(migrate::Migrate),
    /// Print the settings in force, given as to `serve`, and where each comes from.
    Config(Box<config::Config>),
    /// Make the file of a territory.
    #[command(subcommand)]
    Territory(territory::Territories),
    /// Ask a running server whether it is alive; exits with 1 if it is not. For the health check of a container.
    Health(health::Health),
}

/// Commands that work on the database, opened for them.
#[derive(Subcommand)]
enum Stored {
    /// Serve the web site.
    Serve(Box<serve::Serve>),
    /// Import a file of the City.
    #[command(subcommand)]
    Import(import::Import),
    /// Rank the providers for a need given as JSON, and print the answer as JSON.
    Rank(rank::Rank),
    /// List what visitors reported of listings.
    #[command(subcommand)]
    Report(report::Reports),
    /// The accounts of the staff.
    #[command(subcommand)]
    User(user::Users),
    /// Check the database and say what is wrong; exits with 1 if anything is.
    Check(check::Check),
    /// Write listings, journal or values of the law into a file.
    Export(export::Export),
}

/// How the database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Made if it is absent, and brought up to date.
    Write,
    /// There already, and left as it is.
    Read,
}

impl Stored {
    fn opening(&self) -> Opening {
        match self {
            Self::Serve(_) => Opening::Write,
            Self::Import(import) => import.opening(),
            Self::User(user) => user.opening(),
            Self::Rank(_) | Self::Report(_) | Self::Check(_) | Self::Export(_) => Opening::Read,
        }
    }

    async fn run(self, url: &str, territory: Territory) -> anyhow::Result<ExitCode> {
        let store = open(url, self.opening()).await?;
        let outcome = match self {
            Self::Serve(serve) => serve.run(&store, territory, &name_of(url)).await,
            Self::Import(import) => import.run(&*store, &territory).await,
            Self::Rank(rank) => rank.run(&*store, &territory).await,
            Self::Report(report) => report.run(&*store).await,
            Self::User(user) => user.run(&*store).await,
            Self::Check(check) => check.run(&*store, &territory).await,
            Self::Export(export) => export.run(&*store, &territory).await,
        };
        store.close().await;
        outcome
    }
}

/// The program as it was called.
pub struct Invocation {
    cli: Cli,
    command: clap::Command,
    matches: ArgMatches,
}

impl Invocation {
    /// By the arguments and the environment of the process, which ends here where they are wrong or ask for help.
    pub fn of_process() -> Self {
        let mut command = settings::with_old_names(Cli::command());
        let matches = command.get_matches_mut();
        match Cli::from_arg_matches(&matches) {
            Ok(cli) => Self { cli, command, matches },
            Err(error) => error.format(&mut command).exit(),
        }
    }

    pub fn logs(&self) -> &LogOptions {
        &self.cli.logs
    }

    /// Runs the command to its exit code.
    ///
    /// # Errors
    /// What stopped it, in words for the person who typed it.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let url = &self.cli.database.database_url;
        // A file that is wrong stops a command before it has touched anything.
        let territory = territory::load(self.cli.territory.as_deref());
        match self.cli.command {
            Command::Stored(stored) => stored.run(url, territory?).await,
            Command::Aids(aids) => aids.run(url, &territory?).await,
            Command::Parameter(parameter) => parameter.run(url, &territory?).await,
            Command::Territory(territories) => territories.run(),
            Command::Backup(backup) => backup.run(&Address::of(url)?.file("backup")?).await,
            Command::Restore(restore) => restore.run(&Address::of(url)?.file("restore")?).await,
            Command::Health(health) => health.run().await,
            Command::Migrate(migrate) => migrate.run().await,
            Command::Config(_) => {
                let found = self.command.find_subcommand("config").zip(self.matches.subcommand_matches("config"));
                let lines = found.map(|(command, matches)| config::lines(command, matches));
                lines.into_iter().flatten().for_each(|line| println!("{line}"));
                Ok(ExitCode::SUCCESS)
            }
        }
    }
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

/// Where the listings are kept, by the URL of the settings.
enum Address<'a> {
    File(Box<Place>),
    Servers(&'a str),
}

fn is_servers(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

impl<'a> Address<'a> {
    fn of(url: &'a str) -> anyhow::Result<Self> {
        if is_servers(url) {
            return Ok(Self::Servers(url));
        }
        if !url.starts_with("sqlite:") {
            anyhow::bail!("QUELLEAIDEADOM_DATABASE_URL must start with `sqlite:` or `postgres://`");
        }
        Place::of(url).map(|place| Self::File(Box::new(place))).map_err(|error| not_opened(url, &error))
    }

    /// Whether a file is still to be made. Servers say so themselves.
    fn is_absent(&self) -> bool {
        matches!(self, Self::File(place) if place.file().is_ok_and(|file| !file.exists()))
    }

    /// `what` is done with a file.
    fn file(self, what: &str) -> anyhow::Result<Place> {
        match self {
            Self::File(place) => Ok(*place),
            Self::Servers(_) => anyhow::bail!(
                "`{what}` is for the embedded database: PostgreSQL is copied by pg_dump, or by base backups and its log for any moment: see deploy/postgres"
            ),
        }
    }
}

async fn open(url: &str, opening: Opening) -> anyhow::Result<Arc<dyn Store>> {
    let address = Address::of(url)?;
    if opening == Opening::Read && address.is_absent() {
        anyhow::bail!("the database `{url}` cannot be opened: it is not there; `serve` or `import` makes a new one");
    }
    let opened = match (address, opening) {
        (Address::File(_), Opening::Write) => SqliteStore::open(url).await.map(|store| Arc::new(store) as _),
        (Address::File(_), Opening::Read) => SqliteStore::open_read_only(url).await.map(|store| Arc::new(store) as _),
        (Address::Servers(urls), Opening::Write) => PostgresStore::open(urls).await.map(|store| Arc::new(store) as _),
        (Address::Servers(urls), Opening::Read) => {
            PostgresStore::open_read_only(urls).await.map(|store| Arc::new(store) as _)
        }
    };
    opened.map_err(|error| not_opened(url, &error))
}

/// The URL as it may be read by others: without a password.
fn name_of(url: &str) -> String {
    if is_servers(url) { servers(url) } else { url.to_owned() }
}

/// The values of the law that staff added: none where there is no database yet.
async fn values_added(url: &str) -> anyhow::Result<Vec<EnteredValue>> {
    if Address::of(url)?.is_absent() {
        eprintln!("there is no database yet: the values of the program count");
        return Ok(Vec::new());
    }
    let store = open(url, Opening::Read).await?;
    let added = store.list_values().await;
    store.close().await;
    Ok(readable(added?))
}

fn not_opened(url: &str, error: &StoreError) -> anyhow::Error {
    let url = name_of(url);
    let cause = match error {
        StoreError::Unavailable(cause) | StoreError::Away(cause) => cause.to_string(),
        StoreError::Conflict(..) | StoreError::Unreadable { .. } => error.to_string(),
    };
    anyhow::anyhow!("the database `{url}` cannot be opened: {cause}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;
    use super::settings::PREFIX;

    /// Names in the environment of a command and of those below it.
    fn names(command: &clap::Command) -> Vec<String> {
        let here = command.get_arguments().filter_map(|arg| arg.get_env());
        let here = here.map(|name| name.to_str().unwrap().to_owned());
        here.chain(command.get_subcommands().flat_map(names)).collect()
    }

    #[test]
    fn every_setting_of_the_environment_has_the_one_prefix() {
        Cli::command().debug_assert();
        let names = names(&Cli::command());
        assert!(names.len() >= 8, "{names:?}");
        for name in names {
            assert!(name.starts_with(PREFIX), "{name}");
        }
    }

    #[test]
    fn every_setting_of_serve_is_one_of_config_too() {
        let settings = |name: &str| {
            let command = Cli::command();
            let arguments = command.find_subcommand(name).unwrap().get_arguments().map(|arg| arg.get_id().clone());
            arguments.collect::<Vec<_>>()
        };
        assert_eq!(settings("serve"), settings("config"));
    }
}
