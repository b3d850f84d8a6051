//! `rank`: the comparison on the command line, the same answer as the page's.

mod answer;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use app::ports::Clock;
use clap::Args;
use domain::ranking::compare::compare;
use domain::ranking::comparison::Part;
use domain::readers::dates;
use domain::{Catalogue, Need, Parameters, Territory};
use jiff::civil::Date;

use self::answer::Ranking;
use crate::clock::SystemClock;
use crate::storage::Store;
use crate::storage::standing;

#[derive(Args)]
pub(super) struct Rank {
    /// The need, as JSON: see the README for its fields.
    #[arg(long)]
    need: PathBuf,
    /// Day of the comparison: orders the ties and dates availability. Today by default.
    #[arg(long, value_parser = parse_day)]
    on: Option<Date>,
    /// Print this many entries of the groups that follow each other at most, and as many of the excluded; all by default.
    #[arg(long)]
    first: Option<usize>,
}

fn parse_day(text: &str) -> Result<Date, String> {
    dates::read(text).ok_or_else(|| "a day is written like 2026-11-23 or 23/11/2026".to_owned())
}

impl Rank {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let file = self.need.display();
        let text = std::fs::read_to_string(&self.need).with_context(|| format!("cannot read {file}"))?;
        let need: Need = serde_json::from_str(&text).with_context(|| format!("{file} is not a need"))?;
        let zone = need.terms().zone;
        if territory.find_zone(zone).is_none() {
            anyhow::bail!("{file} is not a need: zone {zone} is not in {}", territory.name);
        }
        let snapshot = store.snapshot().await?;
        let listings = snapshot.listings.into_iter().map(|stored| stored.listing).collect();
        let parameters = Parameters::embedded().with(standing(&snapshot.values));
        let part = match self.first {
            None => Part::EVERYTHING,
            Some(count) => Part { count, excluded: count, ..Part::EVERYTHING },
        };
        let today = self.on.unwrap_or_else(|| SystemClock.today());
        let answer = compare(&Catalogue::new(listings), territory, &need, None, &parameters, today, part);
        println!("{}", serde_json::to_string_pretty(&Ranking::from(&answer))?);
        Ok(ExitCode::SUCCESS)
    }
}
