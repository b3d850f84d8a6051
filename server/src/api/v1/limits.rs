//! How many requests one address may make: counted in memory, by each program for itself, since an answer asks no database.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::{NoOpMiddleware, StateInformationMiddleware};
use governor::{Quota, RateLimiter};

use super::problem::Problem;
use crate::http::client::ClientAddress;
use crate::http::limits::{Recent, household};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// The headers that say how much one may still ask, which a page of another site may read.
pub const HEADERS: [HeaderName; 3] = [LIMIT, REMAINING, RESET];

type Counted = RateLimiter<String, Recent, DefaultClock, StateInformationMiddleware>;

/// The limit of each address; none where it has no end.
#[derive(Clone)]
pub struct RequestLimit {
    counted: Option<Arc<Counted>>,
    client: ClientAddress,
}

impl RequestLimit {
    /// `a_minute`: requests of one address; as many at once. 0: as many as it likes.
    pub fn new(a_minute: u32, client: ClientAddress) -> Self {
        let quota = NonZeroU32::new(a_minute).map(Quota::per_minute);
        let counted = quota.map(|quota| {
            let plain = RateLimiter::<_, _, _, NoOpMiddleware>::new(quota, Recent::default(), DefaultClock::default());
            Arc::new(plain.with_middleware())
        });
        Self { counted, client }
    }
}

/// Counts a request, and says in its answer how many more there may be.
pub async fn counted(State(limit): State<RequestLimit>, request: Request, next: Next) -> Response {
    let Some(counted) = &limit.counted else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let key = household(limit.client.of_parts(&parts)).to_string();
    match counted.check_key(&key) {
        Ok(state) => {
            let most = state.quota().burst_size().get();
            let remaining = state.remaining_burst_capacity();
            let used = most.saturating_sub(remaining);
            let reset = state.quota().replenish_interval().saturating_mul(used);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            mark(response.headers_mut(), most, remaining, reset);
            response
        }
        Err(not_yet) => {
            let wait = not_yet.wait_time_from(DefaultClock::default().now());
            let most = not_yet.quota().burst_size().get();
            let seconds = seconds(wait);
            let detail = format!("This address asks too often: come back in {seconds} seconds.");
            let mut response = Problem::of(StatusCode::TOO_MANY_REQUESTS, detail).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            mark(response.headers_mut(), most, 0, wait);
            response
        }
    }
}

/// Rounded up.
fn seconds(time: Duration) -> u64 {
    time.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX)
}

/// `reset`: until as many may come at once as at first.
fn mark(headers: &mut HeaderMap, most: u32, remaining: u32, reset: Duration) {
    for (name, value) in [(LIMIT, u64::from(most)), (REMAINING, remaining.into()), (RESET, seconds(reset))] {
        headers.insert(name, HeaderValue::from(value));
    }
}
