//! `parameter`: the values of the law as the program knows them, and those that staff add. A value added counts from its
//! first day, in a running server too; nothing is ever changed or removed.

use std::process::ExitCode;

use anyhow::Context;
use app::ports::Clock;
use clap::{Args, Subcommand};
use domain::Parameters as Law;
use domain::closed_list::ClosedList;
use domain::money::parse_thousandths;
use domain::names::read_line;
use domain::parameters::{Parameter, Published};
use jiff::civil::Date;

use super::{Opening, open, values_added};
use crate::clock::SystemClock;
use crate::storage::sqlite::SqliteStore;
use crate::storage::{EnteredValue, ParameterStore};

#[derive(Subcommand)]
pub(super) enum Parameters {
    /// Print every value, oldest first, with its article and who added it.
    List,
    /// Add a value, published since or of the département.
    Add(Add),
}

#[derive(Args)]
pub(super) struct Add {
    /// Code of the parameter, as `parameter list` prints it.
    #[arg(value_parser = parse_parameter)]
    parameter: Parameter,
    /// Value in its unit, with at most three decimals: 25.75
    #[arg(value_parser = parse_value, allow_negative_numbers = true)]
    value: u64,
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
}

fn parse_parameter(text: &str) -> Result<Parameter, String> {
    let known = || Parameter::ALL.iter().map(|parameter| parameter.code()).collect::<Vec<_>>().join(", ");
    Parameter::from_code(text).ok_or_else(|| format!("the parameters are {}", known()))
}

fn parse_value(text: &str) -> Result<u64, String> {
    parse_thousandths(text).map_err(|error| error.to_string())
}

impl Parameters {
    pub(super) async fn run(&self, url: &str) -> anyhow::Result<ExitCode> {
        match self {
            Self::List => list(&values_added(url).await?),
            Self::Add(add) => {
                let store = open(url, Opening::Write).await?;
                let added = add.run(&store).await;
                store.close().await;
                added
            }
        }
    }
}

impl Add {
    async fn run(&self, store: &SqliteStore) -> anyhow::Result<ExitCode> {
        let today = SystemClock.today();
        let read = self.read.unwrap_or(today);
        let published = Published {
            parameter: self.parameter,
            thousandths: self.value,
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
        let author = read_line(&self.author).context("the author was refused")?.to_owned();
        anyhow::ensure!(!author.is_empty(), "the author is missing");
        store.add_value(EnteredValue { published: published.clone(), author, recorded_at: SystemClock.now() }).await?;
        println!("added {}", line(&published));
        Ok(ExitCode::SUCCESS)
    }
}

fn list(added: &[EnteredValue]) -> anyhow::Result<ExitCode> {
    let law = Law::embedded();
    for value in law.values() {
        println!("{}", line(value));
    }
    for entered in added {
        println!("{}; added by {} on {}", line(&entered.published), entered.author, entered.recorded_at);
    }
    Ok(ExitCode::SUCCESS)
}

/// "mtp-mois 1288.130 from 2026-01-01 until 2027-01-01: CSS R355-1 (…), https://…, read 2026-11-23"
pub(super) fn line(value: &Published) -> String {
    let (whole, rest) = (value.thousandths / 1000, value.thousandths % 1000);
    let until = value.until.map(|until| format!(" until {until}")).unwrap_or_default();
    format!(
        "{} {whole}.{rest:03} from {}{until}: {}, {}, read {}",
        value.parameter.code(),
        value.from,
        value.article,
        value.url,
        value.read
    )
}
