//! How much is taken on at once: a body is read whole before anything is done for it, and beyond a queue whoever asks is
//! told to come back instead of waiting for long.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::text::{Lang, Pages, Words};
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::connections::Coming;
use super::errors::short_page;
use super::request_log::Cause;
use super::state::BODY_LIMIT;

/// From the first byte of a form to its last.
pub(super) const BODY_TIME: Duration = Duration::from_secs(30);

/// Where files are sent, which are larger and have limits of their own: imports, and the dossiers of services.
const UPLOADS: &str = "/gestion/imports";
const UPLOADS_OF_SERVICES: (&str, &str) = ("/gestion/services/", "/pieces");

fn takes_files(path: &str) -> bool {
    let (start, end) = UPLOADS_OF_SERVICES;
    path == UPLOADS || (path.starts_with(start) && path.ends_with(end))
}

/// Reads the body of a request whole, in its time, so that a slow one holds no place and what arrived is done to its end.
/// 413 where it is too large, 408 where it is late.
pub(super) async fn whole_body(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let coming = request.extensions().get::<Coming>().cloned();
    let is_whole = || {
        if let Some(coming) = &coming {
            coming.is_whole();
        }
    };
    if request.method() == Method::POST && takes_files(request.uri().path()) {
        is_whole();
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return refused(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match timeout(BODY_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => {
            is_whole();
            next.run(Request::from_parts(parts, Body::from(bytes))).await
        }
        // Too large, or its client left and reads no answer.
        Ok(Err(_)) => refused(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => refused(StatusCode::REQUEST_TIMEOUT),
    }
}

/// How long the next piece of a file may be waited for.
const PIECE_TIME: Duration = Duration::from_secs(30);

/// A body that fails once it is larger than `limit` bytes, or once its next piece is late.
pub(super) fn bounded(body: Body, limit: usize) -> Body {
    let state = (body.into_data_stream(), limit);
    let pieces = stream::try_unfold(state, |(mut pieces, remaining)| async move {
        let Some(piece) = timeout(PIECE_TIME, pieces.next()).await? else { return Ok::<_, io::Error>(None) };
        let piece = piece.map_err(io::Error::other)?;
        let remaining = remaining.checked_sub(piece.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(Some((piece, (pieces, remaining))))
    });
    Body::from_stream(pieces.fuse())
}

/// Whether an error comes from a body that `bounded` found too large.
pub(super) fn is_too_large(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref().is_some_and(|found: &io::Error| found.kind() == io::ErrorKind::FileTooLarge) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// What remains of the body is not read: the connection ends.
fn refused(status: StatusCode) -> Response {
    (status, [(header::CONNECTION, "close")]).into_response()
}

/// How many requests are answered at once, and how many more may wait for their turn.
#[derive(Clone)]
pub(crate) struct Queue {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Queue {
    pub fn new(turns: usize, waiting: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(turns)), places: Arc::new(Semaphore::new(turns + waiting)) }
    }

    /// Does something in its turn. None beyond the queue, or where it is not over in its time: what writes goes on in its task.
    pub async fn take<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let _place = self.places.try_acquire().ok()?;
        let _turn = self.turns.acquire().await.ok()?;
        timeout(LONGEST, work).await.ok()
    }

    /// For pages, which take a core while they are made: two for each core are under way, and 400 wait, which is a second
    /// of work for two cores.
    pub fn of_pages() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::new(2 * cores, 400)
    }

    /// For reports and refusals, which wait for the database.
    pub fn of_what_is_kept() -> Self {
        Self::new(16, 64)
    }

    /// For the back office, which mostly waits for the database and for passwords.
    pub fn of_office() -> Self {
        Self::new(64, 200)
    }
}

/// How long an answer may hold its turn: a database that neither answers nor says that it is gone would take every turn.
const LONGEST: Duration = Duration::from_secs(30);

/// Answers in turn; 503 beyond the queue.
pub(crate) async fn in_turn(State(queue): State<Queue>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    queue.take(next.run(request)).await.unwrap_or_else(|| overloaded(&path))
}

/// A short page in the language of a path, which costs nothing.
pub(super) fn overloaded(path: &str) -> Response {
    let words = Words::of(Lang::split(path).0);
    let page = short_page(words, words.say(Pages::Overloaded), words.say(Pages::OverloadedWhat));
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, page).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Cause::text("more is asked than can be answered").of_answer(response)
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::extract::Request;
    use axum::http::{StatusCode, header};
    use axum::middleware::{from_fn, from_fn_with_state};
    use axum::routing::{get, post};
    use futures_util::stream;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    use super::{BODY_TIME, Queue, in_turn, whole_body};

    #[tokio::test]
    async fn beyond_the_queue_one_is_told_when_to_come_back_and_the_others_are_answered() {
        let go = std::sync::Arc::new(Notify::new());
        let held = std::sync::Arc::clone(&go);
        let site = Router::new()
            .route("/", get(move || async move { held.notified().await }))
            .layer(from_fn_with_state(Queue::new(1, 2), in_turn));
        let ask = |path: &str| site.clone().oneshot(Request::get(path).body(Body::empty()).expect("a request"));
        let waiting: Vec<_> = (0..3).map(|_| tokio::spawn(ask("/"))).collect();
        tokio::task::yield_now().await;
        let refused = ask("/").await.expect("an answer");
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "5");
        for answer in waiting {
            go.notify_one();
            assert_eq!(answer.await.expect("a task").expect("an answer").status(), StatusCode::OK);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_end_is_late_and_one_that_is_too_large_is_refused_at_once() {
        let site = Router::new().route("/", post(|body: String| async move { body })).layer(from_fn(whole_body));
        let send = |body: Body| site.clone().oneshot(Request::post("/").body(body).expect("a request"));
        let never = Body::from_stream(stream::pending::<Result<String, std::io::Error>>());
        let begun = tokio::time::Instant::now();
        assert_eq!(send(never).await.expect("an answer").status(), StatusCode::REQUEST_TIMEOUT);
        assert_eq!(begun.elapsed(), BODY_TIME);
        assert_eq!(
            send(Body::from(vec![b'x'; 300 * 1024])).await.expect("an answer").status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
        assert_eq!(send(Body::from("whole")).await.expect("an answer").status(), StatusCode::OK);
    }
}
