//! `rank`: the comparison on the command line, the same answer as the page's, in the types of the open API.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use app::ports::{Clock, Publication, Sources};
use clap::Args;
use domain::need::NeedTerms;
use domain::ranking::changes::find_changes;
use domain::ranking::compare::compare;
use domain::ranking::comparison::Part;
use domain::readers::dates;
use domain::values::closed_list::Set;
use domain::{Need, Parameters, Territory};
use jiff::civil::Date;
use serde_json::Value;

use crate::api::v1::comparison::Comparison;
use crate::api::v1::labels::naming;
use crate::api::v1::need;
use crate::api::v1::need_changes::NeedChanges;
use crate::api::v1::paging::{Limit, ListPage};
use crate::api::v1::problem::FieldProblem;
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
    /// Print also which small changes of the need help most, under `need_changes`.
    #[arg(long)]
    changes: bool,
    /// Find the best pairs of two services that share the visits as well.
    #[arg(long)]
    pairs: bool,
}

fn parse_day(text: &str) -> Result<Date, String> {
    dates::read(text).ok_or_else(|| "a day is written like 2026-11-23 or 23/11/2026".to_owned())
}

impl Rank {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let today = self.on.unwrap_or_else(|| SystemClock.today());
        let need = self.read(territory, today)?;
        let snapshot = store.snapshot().await?;
        let listings = snapshot.listings.into_iter().map(|stored| stored.listing).collect();
        let parameters = Parameters::of(territory).with(standing(&snapshot.values));
        let publication = Publication::new(listings, territory.clone(), parameters, Sources::default());
        let part = match self.first {
            None => Part { pairs: self.pairs, ..Part::EVERYTHING },
            Some(count) => Part { count, excluded: count, pairs: self.pairs, ..Part::EVERYTHING },
        };
        let found = compare(&publication.catalogue, territory, &need, None, &publication.parameters, today, part);
        let given =
            |all: u32| Limit { given: self.first.map_or(all, |count| all.min(count as u32)), lowered_from: None };
        let listed = found.filtered.all();
        let page = ListPage::of(0, given(listed), given(found.counts.excluded), listed);
        let changes = self.changes.then(|| {
            let (catalogue, filters) = (&publication.catalogue, Set::EMPTY);
            let changes = find_changes(catalogue, territory, &need, None, &publication.parameters, today, filters);
            NeedChanges::of(&changes, &need)
        });
        let answer = Comparison::of(&found, &publication, page).with_changes(changes);
        println!("{}", naming(territory, || serde_json::to_string_pretty(&answer))?);
        Ok(ExitCode::SUCCESS)
    }

    /// The need of the file: in the form of the open API, or in that of earlier versions, whose visits have a `time` in minutes.
    fn read(&self, territory: &Territory, today: Date) -> anyhow::Result<Need> {
        let file = self.need.display();
        let text = std::fs::read_to_string(&self.need).with_context(|| format!("cannot read {file}"))?;
        let value: Value = serde_json::from_str(&text).with_context(|| format!("{file} is not a need"))?;
        let visits = value["visits"].as_array().map(Vec::as_slice).unwrap_or_default();
        let asked = if visits.iter().any(|visit| visit.get("time").is_some()) {
            let terms: NeedTerms = serde_json::from_value(value).with_context(|| format!("{file} is not a need"))?;
            need::Need::from(&terms)
        } else {
            serde_json::from_value(value).with_context(|| format!("{file} is not a need"))?
        };
        asked.checked(territory, today).map_err(|wrong| {
            let lines: Vec<String> = wrong.iter().map(FieldProblem::line).collect();
            anyhow::anyhow!("{file} is not a need: {}", lines.join("; "))
        })
    }
}
