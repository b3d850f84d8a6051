//! The addresses of the API, and what holds for all of them: limits, queues, pages of other sites, problems.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use jiff::Timestamp;
use tower_http::cors::{Any, CorsLayer};

use super::limits::{self, RequestLimit, counted};
use super::problem::Problem;
use super::{Api, openapi};
use crate::http::load::{Queue, in_turn};

/// Every address of the API. `pages`: the queue of what takes a core while it is made, which pages are in too; `kept`: that of what
/// waits for the database.
pub(crate) fn routes(api: Api, limit: RequestLimit, pages: Queue, kept: Queue, started: Timestamp) -> Router {
    let (from_memory, from_database, document) = openapi::documented();
    let publication = api.publication();
    let zone = publication.territory.zones.first().map(|zone| zone.code.to_string()).unwrap_or_default();
    let document = openapi::finished(document, api.site.address(), &publication.territory.name);
    let document = openapi::written(&document, &zone);
    let from_memory = from_memory
        .method_not_allowed_fallback(not_allowed)
        .route(
            openapi::PATH,
            get(move |headers| openapi::give(document.clone(), headers, started)).fallback(not_allowed),
        )
        .route("/api/v1", get(|| async { Redirect::to("/api") }))
        .route("/api/v1/{*unknown}", any(not_found))
        .layer(from_fn_with_state(pages, in_turn));
    let from_database = from_database.method_not_allowed_fallback(not_allowed).layer(from_fn_with_state(kept, in_turn));
    from_memory.merge(from_database).with_state(api).layer(from_fn_with_state(limit, counted)).layer(cross_origin())
}

/// Pages of any site may ask by GET, and read when to ask again.
pub fn cross_origin() -> CorsLayer {
    let read = [header::ETAG, header::LINK, header::RETRY_AFTER].into_iter().chain(limits::HEADERS);
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE])
        .expose_headers(read.collect::<Vec<_>>())
}

async fn not_found() -> Problem {
    Problem::of(StatusCode::NOT_FOUND, "There is no such address: /api/v1/openapi.json lists them all.")
}

async fn not_allowed() -> Problem {
    let detail = "This address is asked in another way: the header Allow says how.";
    Problem::of(StatusCode::METHOD_NOT_ALLOWED, detail)
}

/// What goes wrong around the API, in a queue or with a body, is a problem too, with when to come back where that is said.
pub async fn as_problems(request: Request, next: Next) -> Response {
    let is_of_api = request.uri().path().starts_with("/api/v1/");
    let response = next.run(request).await;
    let status = response.status();
    let is_problem = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == Problem::MEDIA_TYPE);
    if !is_of_api || is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let detail = match status {
        StatusCode::FORBIDDEN => "A page of another site may ask by GET, and no more.",
        StatusCode::PAYLOAD_TOO_LARGE => "The body is larger than 256 kB.",
        StatusCode::REQUEST_TIMEOUT => "The body came too slowly: send it again.",
        StatusCode::SERVICE_UNAVAILABLE => "Too much is asked at once: come back in a few seconds.",
        status if status.is_server_error() => "It failed on our side, which was noted: try again.",
        _ => "This cannot be answered.",
    };
    let (parts, _) = response.into_parts();
    let mut problem = Problem::of(status, detail).into_response();
    for name in [header::RETRY_AFTER, header::CONNECTION, header::ALLOW] {
        if let Some(value) = parts.headers.get(&name) {
            problem.headers_mut().insert(name, value.clone());
        }
    }
    problem.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    problem.extensions_mut().extend(parts.extensions);
    problem
}
