//! Searches, counted by month, zone and act: nothing of who searched is ever here, nor anything of their situation. They
//! are gathered in memory and written now and then.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use app::need::form::PLACE;
use app::need::help::ACT;
use domain::feedback::refusal::Month;
use domain::values::closed_list::ClosedList;
use domain::{Act, Territory, Zone};
use jiff::civil::Date;
use tokio_util::sync::CancellationToken;

use crate::storage::figures::{FigureStore, SearchCount};

/// How often what was gathered is written.
const PAUSE: Duration = Duration::from_secs(60);
/// Of a page of the list after the first.
const PAGE: &str = "page";

type Gathered = BTreeMap<(Month, Option<Zone>, Option<Act>), u32>;

#[derive(Default)]
pub struct SearchCounter(Mutex<Gathered>);

impl SearchCounter {
    /// Counts the search of an address: once for each act that it names. Another page of a list is no search.
    pub fn count(&self, query: &str, territory: &Territory, today: Date) {
        let mut zone = None;
        let mut acts: Vec<Option<Act>> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                PAGE => return,
                PLACE => zone = territory.find_by_text(&value).map(|found| found.code),
                ACT => acts.extend(Act::from_code(&value).map(Some)),
                _ => {}
            }
        }
        if acts.is_empty() {
            acts.push(None);
        }
        let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for act in acts {
            *gathered.entry((Month::of(today), zone, act)).or_default() += 1;
        }
    }

    /// Writes what was gathered; what cannot be written is gathered again.
    pub async fn write(&self, store: &dyn FigureStore) {
        let gathered = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if gathered.is_empty() {
            return;
        }
        let count = |(&(month, zone, act), &count): (&(Month, Option<Zone>, Option<Act>), &u32)| SearchCount {
            month,
            zone,
            act,
            count,
        };
        let counts: Vec<SearchCount> = gathered.iter().map(count).collect();
        if let Err(error) = store.add_searches(&counts).await {
            tracing::error!(?error, "searches cannot be counted");
            let mut later = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, count) in gathered {
                *later.entry(key).or_default() += count;
            }
        }
    }

    /// Writes now and then, and a last time when the program stops.
    pub async fn follow(&self, store: &dyn FigureStore, stop: &CancellationToken) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => self.write(store).await,
                () = stop.cancelled() => return self.write(store).await,
            }
        }
    }
}
