//! One line and one count for each request: its route as the router writes it, never its path or query, which may be someone's
//! words. A failure of ours is written in that line, once, with the cause that whoever answered gave along.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::AssertUnwindSafe;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use app::text::Lang;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use tracing::Instrument;

use super::errors::broken;
use super::metrics;

/// Tells one request from all others, in the log and to whoever asks about it. Always ours: what a client sends is dropped.
const ID: HeaderName = HeaderName::from_static("x-request-id");

/// Why an answer is a failure of ours, for the log. It goes with the answer, and never leaves the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause(String);

impl Cause {
    /// From an error whose `Debug` holds nothing that someone typed.
    pub fn of(error: &impl Debug) -> Self {
        Self(format!("{error:?}"))
    }

    /// In the program's words.
    pub fn text(words: &'static str) -> Self {
        Self(words.to_owned())
    }

    /// The answer with its cause.
    pub fn of_answer(self, mut answer: Response) -> Response {
        answer.extensions_mut().insert(self);
        answer
    }
}

/// How a request ended.
#[derive(Clone, Copy)]
enum End {
    Answered(StatusCode),
    /// The client left before, or the program stopped.
    Dropped,
}

/// Where it is asked whether the program is alive.
pub(super) const ALIVE: &str = "/sante";

/// A request under way. Dropped before its end, it is written as that.
struct Watched {
    method: &'static str,
    route: String,
    start: Instant,
    is_over: bool,
}

impl Watched {
    fn new(request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
        Self { method: known(request.method()), route, start: Instant::now(), is_over: false }
    }

    fn end(&mut self, end: End, cause: Option<&Cause>) {
        self.is_over = true;
        let Self { method, route, .. } = self;
        let took = self.start.elapsed();
        let ms = took.as_millis() as u64;
        match end {
            End::Answered(status) if status.is_server_error() => {
                let cause = cause.map_or("not said", |Cause(text)| text);
                tracing::error!(method, route, status = status.as_u16(), ms, cause, "answered");
            }
            // Proxies ask every other second.
            End::Answered(_) if *route == ALIVE => tracing::debug!(method, route, ms, "answered"),
            End::Answered(status) => tracing::info!(method, route, status = status.as_u16(), ms, "answered"),
            End::Dropped => tracing::info!(method, route, ms, "dropped"),
        }
        let status = match end {
            End::Answered(status) => Some(status),
            End::Dropped => None,
        };
        metrics::request(method, route, status, took);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if !self.is_over {
            self.end(End::Dropped, None);
        }
    }
}

/// An answer whose client left before it was there: the line of the request is written, and a failure of ours is not in it.
pub(super) fn unread(answer: &Response) {
    if answer.status().is_server_error() {
        let cause = answer.extensions().get::<Cause>().map_or("not said", |Cause(text)| text);
        tracing::error!(status = answer.status().as_u16(), cause, "answered nobody");
    }
}

/// The methods of the site; any other word is a client's.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// Another for each request: numbers in a row are mixed one to one (SplitMix64) with what is drawn once in each run, so that
/// nobody can tell from theirs how many came between.
fn next_id() -> String {
    static DRAWN: LazyLock<[u64; 2]> = LazyLock::new(|| [(); 2].map(|()| getrandom::u64().unwrap_or_default()));
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    let [start, key] = *DRAWN;
    let mixed = start.wrapping_add(number);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = mixed ^ key;
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    format!("{:016x}", mixed ^ (mixed >> 31))
}

/// The outermost layer.
pub(super) async fn watch(mut request: Request, next: Next) -> Response {
    let id = next_id();
    request.headers_mut().remove(ID);
    let mut watched = Watched::new(&request);
    // Of the highest level: a line of any level is written with it.
    let span = tracing::error_span!("request", id);
    let answering = async move {
        let mut answer = next.run(request).await;
        let cause = answer.extensions_mut().remove::<Cause>();
        watched.end(End::Answered(answer.status()), cause.as_ref());
        answer
    };
    let mut answer = answering.instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(ID, id);
    }
    answer
}

tokio::task_local! {
    /// Where the request of this task panicked.
    static PANICKED: Cell<Option<String>>;
}

/// Keeps where a panic was for the line of its request. False outside one: it is to be logged at once.
pub(crate) fn note_panic(place: &str) -> bool {
    PANICKED.try_with(|panicked| panicked.set(Some(place.to_owned()))).is_ok()
}

/// A panic becomes the page of a failure, and the rest of the program goes on.
pub(super) async fn caught(request: Request, next: Next) -> Response {
    let (lang, _) = Lang::split(request.uri().path());
    let answering = async {
        AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| {
            let place = PANICKED.with(Cell::take).unwrap_or_default();
            Cause(format!("panicked at {place}")).of_answer(broken(lang))
        })
    };
    PANICKED.scope(Cell::new(None), answering).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use axum::middleware::{from_fn, from_fn_with_state};
    use axum::response::IntoResponse;
    use axum::routing::{get, post};
    use tower::ServiceExt;
    use tracing_subscriber::fmt::MakeWriter;

    use super::{Cause, caught, next_id, watch};
    use crate::http::actions::{Actions, finish};

    /// A log in memory.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Log {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    /// What one request writes, and its answer.
    async fn asked(path: &str) -> (axum::response::Response, Vec<String>) {
        let log = Log::default();
        let logs =
            tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).with_max_level(tracing::Level::INFO);
        let _logs = tracing::subscriber::set_default(logs.finish());
        let router = Router::new()
            .route("/services/{finess}", get(|| async { "ok" }))
            .route(
                "/broken",
                get(|| async { Cause::text("the disk is full").of_answer(StatusCode::BAD_GATEWAY.into_response()) }),
            )
            .route("/silent", get(|| async { StatusCode::SERVICE_UNAVAILABLE }))
            .route("/panic", get(|| async { panic_with("secret").await }))
            .layer(from_fn(caught))
            .layer(from_fn(watch));
        let request = Request::get(path).header("x-request-id", "mine").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        (answer, text.lines().map(str::to_owned).collect())
    }

    async fn panic_with(typed: &str) -> &'static str {
        super::note_panic("here.rs:1");
        std::panic::resume_unwind(Box::new(typed.to_owned()))
    }

    #[tokio::test]
    async fn a_request_is_one_line_with_its_route_and_neither_path_nor_query() {
        let (answer, lines) = asked("/services/750000011?lieu=12+rue+Vercingetorix").await;
        let id = answer.headers()["x-request-id"].to_str().unwrap();
        assert_eq!(id.len(), 16);
        assert_eq!(lines.len(), 1, "{lines:?}");
        for part in ["INFO", "method=\"GET\"", "route=\"/services/{finess}\"", "status=200", "ms=", id] {
            assert!(lines[0].contains(part), "{part} in {}", lines[0]);
        }
        assert!(!lines[0].contains("750000011") && !lines[0].contains("Vercingetorix") && !lines[0].contains("mine"));
        let (_, lines) = asked("/12-rue-Vercingetorix").await;
        assert!(lines.len() == 1 && lines[0].contains("route=\"unmatched\" status=404"), "{lines:?}");
        assert!(!lines[0].contains("Vercingetorix"));
    }

    #[test]
    fn no_two_requests_have_one_number() {
        let numbers: BTreeSet<String> = (0..10_000).map(|_| next_id()).collect();
        assert_eq!(numbers.len(), 10_000);
    }

    #[tokio::test]
    async fn a_failure_of_ours_is_logged_once_with_its_cause() {
        for (path, status, cause) in [
            ("/broken", StatusCode::BAD_GATEWAY, "the disk is full"),
            ("/silent", StatusCode::SERVICE_UNAVAILABLE, "not said"),
            ("/panic", StatusCode::INTERNAL_SERVER_ERROR, "panicked at here.rs:1"),
        ] {
            let (answer, lines) = asked(path).await;
            assert_eq!(answer.status(), status);
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert!(lines[0].contains("ERROR") && lines[0].contains(&format!("cause=\"{cause}\"")), "{}", lines[0]);
            assert!(!lines[0].contains("secret"));
            assert!(answer.extensions().get::<Cause>().is_none());
        }
    }

    #[tokio::test]
    async fn an_action_that_fails_after_its_client_left_is_logged_once_with_its_cause() {
        let log = Log::default();
        let logs = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false);
        let _logs = tracing::subscriber::set_default(logs.finish());
        let actions = Actions::default();
        let (go, going) = tokio::sync::oneshot::channel::<()>();
        let going = Arc::new(tokio::sync::Mutex::new(Some(going)));
        let failing = move || {
            let going = Arc::clone(&going);
            async move {
                if let Some(going) = going.lock().await.take() {
                    going.await.unwrap();
                }
                Cause::text("the disk is full").of_answer(StatusCode::SERVICE_UNAVAILABLE.into_response())
            }
        };
        let router = Router::new()
            .route("/aides", post(failing))
            .layer(from_fn(caught))
            .layer(from_fn_with_state(actions.clone(), finish))
            .layer(from_fn(watch));
        let request = Request::post("/aides").body(Body::empty()).unwrap();
        assert!(futures_util::FutureExt::now_or_never(router.oneshot(request)).is_none());
        go.send(()).unwrap();
        actions.finished().await;
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.matches("ERROR").count(), 1, "{text}");
        assert!(text.contains("answered nobody") && text.contains("cause=\"the disk is full\""), "{text}");
    }

    #[tokio::test]
    async fn a_request_whose_client_leaves_is_one_line_too() {
        let log = Log::default();
        let logs = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false);
        let _logs = tracing::subscriber::set_default(logs.finish());
        let router = Router::new().route("/comparer", get(std::future::pending::<()>)).layer(from_fn(watch));
        let mut answering = Box::pin(router.oneshot(Request::get("/comparer").body(Body::empty()).unwrap()));
        assert!(futures_util::FutureExt::now_or_never(&mut answering).is_none());
        drop(answering);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(
            text.lines().count() == 1 && text.contains("dropped") && text.contains("route=\"/comparer\""),
            "{text}"
        );
    }
}
