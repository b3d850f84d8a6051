//! `parameter`: the values of the law as the program knows them, and those that staff add. A value added counts from its
//! first day, in a running server too; nothing is ever changed or removed: a mistake is withdrawn by one more row.

use std::process::ExitCode;

use anyhow::Context;
use app::ports::Clock;
use clap::{Args, Subcommand};
use domain::law::parameters::{Parameter, Published, State};
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use domain::{Parameters as Law, Territory};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Opening, open, readable, values_added};
use crate::clock::SystemClock;
use crate::storage::Store;
use crate::storage::{EnteredValue, standing};

#[derive(Subcommand)]
pub(super) enum Parameters {
    /// Print every value, oldest first, with its article and who added it.
    List,
    /// Add a value, published since or of the département.
    Add(Add),
    /// Make a value that was added by mistake unknown again.
    Withdraw(Withdraw),
}

#[derive(Args)]
pub(super) struct Add {
    /// Code of the parameter, as `parameter list` prints it.
    #[arg(value_parser = parse_parameter)]
    parameter: Parameter,
    /// Value in its unit, exact: 25.75, 0.01941
    #[arg(value_parser = parse_value, allow_negative_numbers = true)]
    value: Decimal,
    /// First day of validity.
    #[arg(long)]
    from: Date,
    /// First day on which it no longer holds. The first of January that follows by default.
    #[arg(long, conflicts_with = "open_ended")]
    until: Option<Date>,
    /// It holds until another is published: a rate, a multiple. A yearly value must not.
    #[arg(long)]
    open_ended: bool,
    /// Article or text that fixes it.
    #[arg(long)]
    article: String,
    /// Where it can be read, https://…
    #[arg(long)]
    url: String,
    /// Day it was read. Today by default.
    #[arg(long)]
    read: Option<Date>,
    /// Who adds it.
    #[arg(long)]
    author: String,
    /// The value is true, though it is over three times or under a third of the one before it.
    #[arg(long)]
    confirmed: bool,
}

#[derive(Args)]
pub(super) struct Withdraw {
    /// Code of the parameter.
    #[arg(value_parser = parse_parameter)]
    parameter: Parameter,
    /// First day of validity of the value.
    #[arg(long)]
    from: Date,
    /// Who withdraws it.
    #[arg(long)]
    author: String,
}

fn parse_parameter(text: &str) -> Result<Parameter, String> {
    let known = || Parameter::ALL.iter().map(|parameter| parameter.code()).collect::<Vec<_>>().join(", ");
    Parameter::from_code(text).ok_or_else(|| format!("the parameters are {}", known()))
}

fn parse_value(text: &str) -> Result<Decimal, String> {
    number(text).map_err(|error| error.to_string())
}

impl Parameters {
    pub(super) async fn run(&self, url: &str, territory: &Territory) -> anyhow::Result<ExitCode> {
        match self {
            Self::List => list(&values_added(url).await?, territory),
            Self::Add(add) => {
                let store = open(url, Opening::Write).await?;
                let added = add.run(&*store, territory).await;
                store.close().await;
                added
            }
            Self::Withdraw(withdraw) => {
                let store = open(url, Opening::Write).await?;
                let withdrawn = withdraw.run(&*store).await;
                store.close().await;
                withdrawn
            }
        }
    }
}

impl Add {
    async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let today = SystemClock.today();
        let read = self.read.unwrap_or(today);
        let published = Published {
            parameter: self.parameter,
            value: self.value,
            state: State::Entered,
            from: self.from,
            // A value of one year that held on for ever would be used in the next without a word.
            until: self
                .until
                .or_else(|| (!self.open_ended).then(|| Date::new(self.from.year() + 1, 1, 1).unwrap_or(Date::MAX))),
            article: self.article.trim().to_owned().into(),
            url: self.url.trim().to_owned().into(),
            read,
        };
        published.check().with_context(|| format!("the value of {} was refused", self.parameter.code()))?;
        anyhow::ensure!(read <= today, "the day it was read, {read}, is to come");
        for (what, text) in [("article", &*published.article), ("url", &*published.url)] {
            read_line(text).with_context(|| format!("the {what} was refused"))?;
        }
        let standing = standing(&readable(store.list_values().await?));
        if let Some(before) = Law::of(territory).with(standing.clone()).leap(&published).filter(|_| !self.confirmed) {
            anyhow::bail!(
                "{} is far from the value that it is measured by, {}: add --confirmed if it is true",
                published.value,
                before.value
            );
        }
        let author = author(&self.author)?;
        keep(store, published.clone(), false, author).await?;
        match standing.iter().find(|earlier| (earlier.parameter, earlier.from) == (self.parameter, self.from)) {
            Some(earlier) => println!("added {}, in place of {}", line(&published), earlier.value),
            None => println!("added {}", line(&published)),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Withdraw {
    async fn run(&self, store: &dyn Store) -> anyhow::Result<ExitCode> {
        let author = author(&self.author)?;
        let standing = standing(&readable(store.list_values().await?)).into_iter();
        let value = { standing }.find(|value| (value.parameter, value.from) == (self.parameter, self.from));
        let Some(published) = value else {
            anyhow::bail!("nobody added a value of {} from {}", self.parameter.code(), self.from);
        };
        keep(store, published.clone(), true, author).await?;
        println!("withdrawn {}", line(&published));
        Ok(ExitCode::SUCCESS)
    }
}

fn author(text: &str) -> anyhow::Result<String> {
    let author = read_line(text).context("the author was refused")?.to_owned();
    anyhow::ensure!(!author.is_empty(), "the author is missing");
    Ok(author)
}

async fn keep(store: &dyn Store, published: Published, withdrawn: bool, author: String) -> anyhow::Result<()> {
    Ok(store.add_value(EnteredValue { published, withdrawn, author, recorded_at: SystemClock.now() }).await?)
}

fn list(added: &[EnteredValue], territory: &Territory) -> anyhow::Result<ExitCode> {
    let law = Law::of(territory);
    for value in law.values() {
        println!("{}", line(value));
    }
    for entered in added {
        let deed = if entered.withdrawn { "withdrawn" } else { "added" };
        println!("{}; {deed} by {} on {}", line(&entered.published), entered.author, entered.recorded_at);
    }
    Ok(ExitCode::SUCCESS)
}

/// "mtp-mois 1288.13 (publie) from 2026-01-01 until 2027-01-01: CSS R355-1 (…), https://…, read 2026-11-23"
pub(super) fn line(value: &Published) -> String {
    let until = value.until.map(|until| format!(" until {until}")).unwrap_or_default();
    format!(
        "{} {} ({}) from {}{until}: {}, {}, read {}",
        value.parameter.code(),
        value.value,
        value.state.code(),
        value.from,
        value.article,
        value.url,
        value.read
    )
}
