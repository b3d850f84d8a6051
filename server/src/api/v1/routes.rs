//! The addresses of the API, and what holds for all of them: limits, pages of other sites, answers to what is not there.

use axum::Router;
use axum::http::{Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{any, get};
use tower_http::cors::{Any, CorsLayer};

use super::limits::{self, RequestLimit, counted};
use super::problem::Problem;
use super::{Api, openapi};
use crate::http::client::ClientAddress;

/// Every address of the API. `client`: how the address of whoever asks is known.
pub fn routes<S: Clone + Send + Sync + 'static>(api: Api, client: ClientAddress) -> Router<S> {
    let limit = RequestLimit::new(api.settings.requests_a_minute, client);
    let (documented, document) = openapi::documented();
    let document = openapi::finished(document, api.site.address(), &api.publication().territory.name);
    let cross_origin = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE])
        .expose_headers(
            [header::ETAG, header::LINK, header::RETRY_AFTER].into_iter().chain(limits::HEADERS).collect::<Vec<_>>(),
        );
    documented
        .method_not_allowed_fallback(not_allowed)
        .route(openapi::PATH, get(move |headers| openapi::give(document.clone(), headers)).fallback(not_allowed))
        .with_state(api)
        .route("/api/v1", get(|| async { Redirect::to("/api") }))
        .route("/api/v1/{*unknown}", any(not_found))
        .layer(from_fn_with_state(limit, counted))
        .layer(cross_origin)
}

async fn not_found() -> Problem {
    Problem::of(StatusCode::NOT_FOUND, "There is no such address: /api/v1/openapi.json lists them all.")
}

async fn not_allowed() -> Problem {
    let detail = "This address is asked in another way: the header Allow says how.";
    Problem::of(StatusCode::METHOD_NOT_ALLOWED, detail)
}
