//! Counters for Prometheus, given on an address of their own and never on that of the site. Labels are words of the program:
//! nothing that someone typed, and nothing of one person, is ever one.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::values::closed_list::ClosedList;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::time::{Instant, interval};

use crate::catalogue::PublishedCatalogue;
use crate::storage::journal::{Import, ImportKind};
use crate::storage::{Store, StoreError};

const REQUESTS: &str = "quelleaideadom_requests_total";
const DURATION: &str = "quelleaideadom_request_duration_seconds";
const REFUSED: &str = "quelleaideadom_sign_ins_refused_total";
const PAGES: &str = "quelleaideadom_cached_pages_total";
const PAGES_KEPT: &str = "quelleaideadom_page_cache_entries";
const PAGE_BYTES: &str = "quelleaideadom_page_cache_bytes";
const AGE: &str = "quelleaideadom_publication_age_seconds";
const GENERATION: &str = "quelleaideadom_publication_generation";
const QUEUE: &str = "quelleaideadom_waiting";
const IMPORTS: &str = "quelleaideadom_imports_total";
const LINES: &str = "quelleaideadom_import_lines_total";
const IMPORTED: &str = "quelleaideadom_last_import_timestamp_seconds";
const READABLE: &str = "quelleaideadom_database_readable";

/// Seconds by which durations are counted.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// How long what was read of the store counts, and how often durations are gathered.
const COUNTS: Duration = Duration::from_secs(5);

/// Starts counting, in the whole program. Before, nothing is.
///
/// # Errors
/// It was started before.
pub fn start() -> Result<PrometheusHandle, BuildError> {
    let matcher = Matcher::Full(DURATION.to_owned());
    let handle = PrometheusBuilder::new().set_buckets_for_metric(matcher, &BUCKETS)?.install_recorder()?;
    metrics::describe_counter!(REQUESTS, "Requests by route, method and status; none: the client left before");
    metrics::describe_histogram!(DURATION, "Seconds until an answer begins");
    metrics::describe_counter!(REFUSED, "Sign-ins refused, by reason");
    metrics::describe_counter!(PAGES, "Public pages that may be kept, by whether they were");
    metrics::describe_gauge!(PAGES_KEPT, "Pages kept in memory, when the last one was made");
    metrics::describe_gauge!(PAGE_BYTES, "Bytes of the pages kept in memory, when the last one was made");
    metrics::describe_gauge!(AGE, "Seconds since the listings that are shown were published");
    metrics::describe_gauge!(GENERATION, "State of the store that is shown; it grows with every change");
    metrics::describe_gauge!(QUEUE, "What waits for someone of the City");
    metrics::describe_counter!(IMPORTS, "Imports accepted, by kind");
    metrics::describe_counter!(LINES, "Lines of accepted imports, by kind and result");
    metrics::describe_gauge!(IMPORTED, "When the last import of a kind was accepted");
    metrics::describe_gauge!(READABLE, "1 when the database could be read for this answer");
    for reason in [Refused::TooMany, Refused::Wrong] {
        metrics::counter!(REFUSED, "reason" => reason.code()).increment(0);
    }
    for found in [Found::Kept, Found::Made] {
        metrics::counter!(PAGES, "found" => found.code()).increment(0);
    }
    kept_pages(0, 0);
    Ok(handle)
}

/// One request is over; no status where its client left before.
pub(super) fn request(method: &'static str, route: &str, status: Option<StatusCode>, took: Duration) {
    let status = status.map_or_else(|| "none".to_owned(), |status| status.as_u16().to_string());
    let route = route.to_owned();
    metrics::counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status).increment(1);
    metrics::histogram!(DURATION, "method" => method, "route" => route).record(took.as_secs_f64());
}

/// Why a sign-in was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// More tries than are allowed.
    TooMany,
    /// Name, password, code or identity: which one is told to nobody.
    Wrong,
}

impl Refused {
    fn code(self) -> &'static str {
        match self {
            Self::TooMany => "too-many",
            Self::Wrong => "wrong",
        }
    }
}

/// A sign-in was refused.
pub(super) fn sign_in_refused(why: Refused) {
    metrics::counter!(REFUSED, "reason" => why.code()).increment(1);
}

/// Whether a page that may be kept was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Kept,
    Made,
}

impl Found {
    fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Made => "made",
        }
    }
}

/// A page was answered that may be kept.
pub(super) fn page(found: Found) {
    metrics::counter!(PAGES, "found" => found.code()).increment(1);
}

/// What is kept of pages now.
pub(super) fn kept_pages(entries: u64, bytes: u64) {
    metrics::gauge!(PAGES_KEPT).set(entries as f64);
    metrics::gauge!(PAGE_BYTES).set(bytes as f64);
}

/// What `/metrics` is made of.
struct Source {
    handle: PrometheusHandle,
    store: Arc<dyn Store>,
    published: Arc<PublishedCatalogue>,
    last: Mutex<Option<Instant>>,
}

/// Answers `GET /metrics` on an address, until the task that runs it ends.
///
/// # Errors
/// Those of the listener.
pub async fn serve(
    listener: TcpListener,
    handle: PrometheusHandle,
    store: Arc<dyn Store>,
    published: Arc<PublishedCatalogue>,
) -> std::io::Result<()> {
    let gathering = handle.clone();
    let source = Arc::new(Source { handle, store, published, last: Mutex::new(None) });
    let router = Router::new().route("/metrics", get(text)).with_state(source);
    let gathered = async move {
        // Durations are kept one by one until they are gathered.
        let mut ticks = interval(COUNTS);
        loop {
            ticks.tick().await;
            gathering.run_upkeep();
        }
    };
    tokio::select! {
        served = axum::serve(listener, router) => served,
        () = gathered => Ok(()),
    }
}

async fn text(State(source): State<Arc<Source>>) -> Response {
    let publication = source.published.state();
    metrics::gauge!(AGE).set(publication.age.as_secs_f64());
    metrics::gauge!(GENERATION).set(publication.generation as f64);
    let mut last = source.last.lock().await;
    if last.is_none_or(|at| at.elapsed() >= COUNTS) {
        *last = Some(Instant::now());
        let read = read(&*source.store).await;
        metrics::gauge!(READABLE).set(if read.is_ok() { 1.0 } else { 0.0 });
        if let Err(error) = read {
            tracing::error!(?error, "what waits cannot be counted");
        }
    }
    drop(last);
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], source.handle.render()).into_response()
}

/// Takes from the store what it alone knows: other processes import too.
async fn read(store: &dyn Store) -> Result<(), StoreError> {
    let queues = store.queues().await?;
    let waiting = [
        ("drafts", queues.drafts),
        ("files", queues.previews),
        ("reports", queues.reports),
        ("letters", queues.letters),
    ];
    for (queue, count) in waiting {
        metrics::gauge!(QUEUE, "queue" => queue).set(count as f64);
    }
    let imports = store.list_imports().await?.rows;
    for kind in ImportKind::ALL {
        count(*kind, imports.iter().filter(|import| import.kind == *kind));
    }
    Ok(())
}

fn count<'a>(kind: ImportKind, imports: impl Iterator<Item = &'a Import>) {
    let (mut accepted, mut last) = (0, None);
    let mut lines = [("added", 0), ("changed", 0), ("confirmed", 0), ("closed", 0), ("rejected", 0)];
    for import in imports {
        accepted += 1;
        last = last.max(Some(import.recorded_at));
        let counts = &import.counts;
        let results = [counts.added, counts.changed, counts.confirmed, counts.closed, counts.rejected];
        lines.iter_mut().zip(results).for_each(|((_, sum), count)| *sum += u64::from(count));
    }
    metrics::counter!(IMPORTS, "kind" => kind.code()).absolute(accepted);
    for (result, sum) in lines {
        metrics::counter!(LINES, "kind" => kind.code(), "result" => result).absolute(sum);
    }
    if let Some(last) = last {
        metrics::gauge!(IMPORTED, "kind" => kind.code()).set(last.as_second() as f64);
    }
}
