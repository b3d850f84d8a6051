//! Every route of the server. The pages come from `app`; the access table in `app::access` names them all.

use std::sync::Arc;

use app::access::staff_functions;
use app::app::Site;
use app::ports::{OpenData, OpenDataOffer, Submitted};
use app::routes::{OPENSEARCH, PAGES, Page, REFUSALS, ROBOTS, SECURITY, SITEMAP, TERRITORY_SUFFIX, WIDGET_SCRIPT};
use app::text::Lang;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{generate_route_list_with_exclusions_and_ssg_and_context, handle_server_fns_with_context};
use tower::layer::layer_fn;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use super::actions::finish;
use super::headers::Encrypted;
use super::health::{Readiness, alive};
use super::load::{Queue, in_turn, whole_body};
use super::page_cache::{PageCache, kept as kept_pages};
use super::pages::{page, page_with};
use super::request_log::{ALIVE, caught, watch};
use super::shared::Shared;
#[cfg(feature = "pdf")]
use super::sheet_pdf;
use super::staff::{self, StaffServices};
use super::state::{BODY_LIMIT, NoResponse, SiteState};
use super::{assets, for_programs, headers, hosts, mended, open_data, refusals, reports, widget};
use crate::api::v1::{Api, as_problems, routes as api_routes};
use crate::clock::SystemClock;
use crate::open_data::files::OpenDataFiles;

/// The whole site.
pub fn router(state: SiteState, office: StaffServices) -> Router {
    let readiness = Arc::new(Readiness::new(Arc::clone(office.store()), Arc::clone(&state.published)));
    let ready = move || {
        let readiness = Arc::clone(&readiness);
        async move { readiness.answer().await }
    };
    let address = office.site.as_deref().map_or_else(|| Arc::clone(&state.address), Into::into);
    let encrypted = Encrypted(address.starts_with("https://"));
    let files = Arc::new(OpenDataFiles::new(
        Arc::clone(&state.published),
        Arc::clone(&state.clock),
        Arc::clone(office.store()),
        Arc::clone(&address),
        Arc::clone(&state.facts),
    ));
    let offer = OpenDataOffer(Arc::clone(&files) as Arc<dyn OpenData>);
    let state = SiteState { address, open_data: Some(offer), ..state };
    // Pages and answers of the API take a core while they are made.
    let (queue, kept_queue) = (Queue::of_pages(), Queue::of_what_is_kept());
    let (limit, data_limit) = state.api.limits(office.client());
    let api = Api::new(state.clone(), Arc::clone(office.store()), state.api);
    let api = api_routes(api, limit, queue.clone(), kept_queue.clone(), SystemClock.now());
    let staff = staff::routes(state.clone(), office);
    let listing = state.clone();
    let (routes, _) = generate_route_list_with_exclusions_and_ssg_and_context(Site, None, move || {
        provide_context(listing.ports(Arc::new(NoResponse)));
    });
    let context = state.context();
    let actions = state.actions.clone();
    let rendered = {
        let context = context.clone();
        move |request: Request| page(context.clone(), request)
    };
    let submitted = {
        let context = context.clone();
        post(move |request: Request| answer_once(context.clone(), request))
    };
    let words_version = state.assets.words.clone();
    let told = state.clone();
    let words = move |uri: Uri| async move { assets::words(&uri, &words_version, |lang| told.words(lang)) };
    let mut forms = Router::new();
    // What visitors bring waits for the database: pages do not wait for it.
    let mut kept = Router::new().route(REFUSALS, post(refusals::count));
    #[cfg_attr(not(feature = "pdf"), expect(unused_mut))]
    let mut sheets = Router::new();
    for lang in Lang::ALL {
        for page in PAGES.iter().filter(|page| page.takes_form) {
            forms = forms.route(&page.route(lang), submitted.clone());
        }
        forms = forms.route(&Page::Widget(String::new()).href(lang), get(widget::page));
        // Sheets have a queue of their own.
        #[cfg(feature = "pdf")]
        {
            let (state, context) = (state.clone(), context.clone());
            let made = move |request| sheet_pdf::pdf(state.clone(), context.clone(), lang, request);
            sheets = sheets.route(&Page::AssistPdf.href(lang), post(made).get(move || sheet_pdf::show(lang)));
        }
        let (state, context) = (state.clone(), context.clone());
        let shown = state.clone();
        let show = move |finess, uri| reports::show(shown.clone(), lang, finess, uri);
        let file = move |finess, request| reports::report(state.clone(), context.clone(), lang, finess, request);
        let route = format!("{}/services/{{finess}}/signaler", lang.prefix());
        kept = kept.route(&route, post(file).get(show));
    }
    let pages = routes.iter().fold(forms, |pages, route| pages.route(route.path(), get(rendered.clone())));
    kept = kept.route(reports::FUNCTION, post(reports::function));
    // Those of the back office are called by its people alone.
    let is_public = |path: &str| !staff_functions().any(|(staff, _)| staff == path);
    let functions = server_fn_paths().filter(|(path, _)| *path != reports::FUNCTION && is_public(path));
    let pages = functions.fold(pages, |pages, (path, method)| match method {
        Method::GET => pages.route(path, get(function)),
        _ => pages.route(path, post(function)),
    });
    let cache = PageCache::new(
        Arc::clone(&state.published),
        Arc::clone(&state.addresses),
        Arc::clone(&state.clock),
        state.page_cache_bytes,
    );
    pages
        .route("/mots/{lang}/{version}", get(words))
        .route("/catalogue/{version}", get(catalogue))
        .fallback(rendered)
        .layer(from_fn_with_state(Arc::clone(&files), open_data::looked_at))
        .layer(from_fn_with_state(queue, in_turn))
        .merge(kept.layer(from_fn_with_state(kept_queue, in_turn)))
        .merge(sheets)
        .route("/assets/{name}", assets::serve())
        .route(ROBOTS, get(for_programs::robots))
        .route(SITEMAP, get(for_programs::sitemap))
        .route(SECURITY, get(for_programs::security))
        .route(OPENSEARCH, get(for_programs::opensearch))
        .route(WIDGET_SCRIPT, get(widget::script))
        .route(ALIVE, get(alive))
        .route("/sante/pret", get(ready))
        .with_state(state.clone())
        .merge(staff)
        .merge(api)
        .layer(CompressionLayer::new().quality(PAGE_COMPRESSION))
        .merge(open_data::routes(files, data_limit))
        .layer(from_fn(caught))
        .layer(from_fn_with_state(actions, finish))
        .layer(from_fn(whole_body))
        .layer(CsrfLayer::new())
        .layer(from_fn(as_problems))
        .layer(from_fn(mended::link))
        .layer(layer_fn(Shared::new))
        .layer(from_fn_with_state(Arc::new(cache), kept_pages))
        .layer(from_fn_with_state(Arc::new(state), counted))
        .layer(from_fn(hosts::known))
        .layer(from_fn_with_state(encrypted, headers::secure))
        .layer(from_fn(watch))
}

/// Counts the search of a list that was asked for by its address, where the site counts any, also where its page is kept;
/// not where there was no list to answer with. A body is never read.
async fn counted(State(state): State<Arc<SiteState>>, request: Request, next: Next) -> Response {
    let is_list = request.method() == Method::GET && Lang::split(request.uri().path()).1 == "/comparer";
    let query = request.uri().query().filter(|_| is_list && state.searches.is_some()).map(str::to_owned);
    let response = next.run(request).await;
    if let (Some(query), Some(searches)) = (query, &state.searches)
        && !is_refused(response.status())
    {
        searches.count(&query, &state.published.catalogue().territory, state.clock.today());
    }
    response
}

/// Whether a request came to no page: more was asked than could be answered, it did not come whole, or we failed.
fn is_refused(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE)
}

/// `POST` to the pages of a comparison, of the aids and of those who accompany, in each language: the page of a form that must not be in an address. Computed, answered, forgotten:
/// nobody may store the answer, and nothing of the body is logged.
async fn answer_once(context: impl Fn() + Clone + Send + Sync + 'static, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let mut response = page_with(context, submitted, Request::from_parts(parts, Body::empty())).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /catalogue/{version}.bin`: the open listings, for the island, of the version that is shown or of the one before. An earlier one
/// is gone: reload the page. `{version}-territoire.bin` is the same without listings, where they are too many.
async fn catalogue(State(state): State<SiteState>, Path(name): Path<String>) -> Response {
    let file = match name.strip_suffix(TERRITORY_SUFFIX) {
        Some(version) => state.published.territory_file(version),
        None => name.strip_suffix(".bin").and_then(|version| state.published.file(version)),
    };
    match file {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
                (header::CACHE_CONTROL, assets::IMMUTABLE),
            ];
            (headers, file.to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// How hard an answer is compressed, by the scales of brotli and gzip. A page of twenty services, 134 kB: 13.8 kB in 1.4 ms.
/// The fastest would send 40 kB, one step more costs half as much time again for a fourteenth of the bytes.
const PAGE_COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// A server function, with what a page finds in context. What it answers is about what was typed: nobody may store it.
async fn function(State(state): State<SiteState>, request: Request) -> Response {
    let mut response = handle_server_fns_with_context(state.context(), request).await.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
