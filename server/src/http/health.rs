//! Whether the program is alive, and whether it can do its work, for whoever restarts it or sends it visitors. However often
//! it is asked, the disk is written at most once in a while.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, timeout};

use super::request_log::Cause;
use crate::catalogue::PublishedCatalogue;
use crate::storage::{Store, StoreError};

/// How long an answer counts.
const COUNTS: Duration = Duration::from_secs(5);
/// A database that has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// What another process wrote is published within a second; it is waited for a little longer.
const PUBLISHED_WITHIN: Duration = Duration::from_secs(2);
const GLANCE: Duration = Duration::from_millis(100);

/// `GET /sante`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok"
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All of what follows.
    pub ready: bool,
    /// Pages are served from memory, and something of what follows fails.
    pub degraded: bool,
    pub readable: bool,
    pub writable: bool,
    /// What is shown is what the database holds.
    pub fresh: bool,
    /// For the log.
    #[serde(skip)]
    causes: Vec<String>,
}

/// Asks the database, and remembers what it answered.
pub struct Readiness {
    store: Arc<dyn Store>,
    published: Arc<PublishedCatalogue>,
    now: fn() -> Timestamp,
    patience: Duration,
    last: Arc<Mutex<Option<(Instant, Report)>>>,
}

impl Readiness {
    pub fn new(store: Arc<dyn Store>, published: Arc<PublishedCatalogue>) -> Self {
        Self { store, published, now: Timestamp::now, patience: PATIENCE, last: Arc::default() }
    }

    /// The same, waiting less long for a database.
    #[must_use]
    pub fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// What was found a moment ago, or now.
    pub async fn report(&self) -> Report {
        let mut last = Arc::clone(&self.last).lock_owned().await;
        if let Some((_, report)) = last.as_ref().filter(|(at, _)| at.elapsed() < COUNTS) {
            return report.clone();
        }
        let (store, published, now, patience) =
            (Arc::clone(&self.store), Arc::clone(&self.published), self.now, self.patience);
        // In a task of its own: who asks and leaves cannot have it written again at once.
        let asked = tokio::spawn(async move {
            let report = ask(&*store, &published, now(), patience).await;
            *last = Some((Instant::now(), report.clone()));
            report
        });
        asked.await.unwrap_or_else(|_| {
            let unknown = || Err("the question panicked".to_owned());
            Report::of(unknown(), unknown(), unknown())
        })
    }

    /// `GET /sante/pret`: 200, or 503 with what is missing.
    pub(super) async fn answer(&self) -> Response {
        let report = self.report().await;
        let status = if report.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let body = serde_json::to_string(&report).unwrap_or_default();
        let answer = (status, headers, body).into_response();
        if report.ready { answer } else { Cause::of(&report.causes).of_answer(answer) }
    }
}

type Found = Result<(), String>;

impl Report {
    fn of(readable: Found, writable: Found, fresh: Found) -> Self {
        let [is_readable, is_writable, is_fresh] = [&readable, &writable, &fresh].map(|found| found.is_ok());
        let ready = is_readable && is_writable && is_fresh;
        Self {
            ready,
            degraded: !ready,
            readable: is_readable,
            writable: is_writable,
            fresh: is_fresh,
            causes: [readable, writable, fresh].into_iter().filter_map(Result::err).collect(),
        }
    }
}

async fn ask(store: &dyn Store, published: &PublishedCatalogue, now: Timestamp, patience: Duration) -> Report {
    let read = in_time(patience, store.generation()).await;
    let written = in_time(patience, store.touch(now)).await;
    let fresh = match &read {
        Ok(generation) => is_shown(published, *generation).await,
        Err(_) => Err("what is shown cannot be compared".to_owned()),
    };
    Report::of(read.map(drop), written, fresh)
}

async fn in_time<T>(patience: Duration, asked: impl Future<Output = Result<T, StoreError>>) -> Result<T, String> {
    match timeout(patience, asked).await {
        Ok(answer) => answer.map_err(|error| format!("{error:?}")),
        Err(_) => Err("the database does not answer in time".to_owned()),
    }
}

/// Whether a generation is shown, now or within the time of a publication.
async fn is_shown(published: &PublishedCatalogue, generation: u64) -> Found {
    let end = Instant::now() + PUBLISHED_WITHIN;
    while published.state().generation < generation {
        if Instant::now() >= end {
            return Err(format!("generation {generation} is not shown"));
        }
        sleep(GLANCE).await;
    }
    Ok(())
}
