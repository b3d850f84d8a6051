//! Every route of the server. The pages come from `app`; the access table in `app::access` names them all.

use std::sync::Arc;

use app::ports::{Addresses, Assets, Clock, NoAddresses, PageResponse, Ports, Submitted};
use app::routes::{Page, REFUSALS};
use app::shell::{Site, document};
use app::text::{Lang, Words};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use domain::Zone;
use leptos::config::LeptosOptions;
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list_with_exclusions_and_ssg_and_context};
use serde::{Deserialize, Serialize};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use super::actions::{Actions, finish};
use super::desk::Desk;
use super::headers::Encrypted;
use super::health::{Readiness, alive};
use super::load::{Queue, in_turn, whole_body};
use super::request_log::{Cause, caught, watch};
#[cfg(feature = "pdf")]
use super::sheet_pdf;
use super::staff::{self, Office, OfficeStore};
use super::{assets, headers, hosts, mended, pages, refusals, reports};
use crate::catalogue::Shelf;

/// The address of a site that nobody gave one: `serve` on this machine.
const LOCAL: &str = "http://127.0.0.1:3000";

/// Bytes a request may carry. No form of the site comes near it.
pub(super) const BODY_LIMIT: usize = 256 * 1024;

/// What the routes share.
#[derive(Clone)]
pub struct SiteState {
    pub shelf: Arc<Shelf>,
    pub clock: Arc<dyn Clock>,
    addresses: Arc<dyn Addresses>,
    pub desk: Arc<Desk>,
    /// What is being written.
    pub actions: Actions,
    assets: Arc<Assets>,
    /// Public address of the site, without a slash at its end.
    address: Arc<str>,
    options: LeptosOptions,
}

impl axum::extract::FromRef<SiteState> for LeptosOptions {
    fn from_ref(state: &SiteState) -> Self {
        state.options.clone()
    }
}

impl SiteState {
    pub fn new(shelf: Arc<Shelf>, clock: Arc<dyn Clock>, desk: Arc<Desk>) -> Self {
        let options = LeptosOptions::builder().output_name("client").build();
        let assets = Arc::new(assets::addresses());
        Self {
            shelf,
            clock,
            desk,
            actions: Actions::default(),
            addresses: Arc::new(NoAddresses),
            assets,
            address: LOCAL.into(),
            options,
        }
    }

    /// The same with the addresses that were imported.
    pub fn with_addresses(self, addresses: Arc<dyn Addresses>) -> Self {
        Self { addresses, ..self }
    }

    /// What a page finds in context.
    pub(super) fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let serving = self.clone();
        move || {
            let response = expect_context::<ResponseOptions>();
            let parts = use_context::<Parts>();
            provide_context(serving.ports(Arc::new(LeptosResponse(response))));
            // The language is in the path.
            let lang = parts.as_ref().map_or(Lang::French, |parts| Lang::split(parts.uri.path()).0);
            provide_context(Words::of(lang));
        }
    }

    /// This site as people reach it, by its settings: what a request calls it is nobody's word but its sender's.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The ports of one request.
    pub(super) fn ports(&self, response: Arc<dyn PageResponse>) -> Ports {
        Ports {
            publications: Arc::clone(&self.shelf) as Arc<dyn app::ports::Publications>,
            clock: Arc::clone(&self.clock),
            response,
            assets: Arc::clone(&self.assets),
            addresses: Arc::clone(&self.addresses),
            site: Arc::clone(&self.address),
            pdf: cfg!(feature = "pdf"),
        }
    }
}

/// The status of a page, through Leptos.
struct LeptosResponse(ResponseOptions);

impl PageResponse for LeptosResponse {
    fn set_status(&self, status: u16) {
        if let Ok(status) = StatusCode::from_u16(status) {
            self.0.set_status(status);
        }
    }

    fn send_on(&self, href: &str) {
        if let Ok(href) = HeaderValue::from_str(href) {
            self.0.insert_header(header::LOCATION, href);
            self.0.set_status(StatusCode::SEE_OTHER);
        }
    }
}

/// While routes are listed there is no response.
struct NoResponse;

impl PageResponse for NoResponse {
    fn set_status(&self, _: u16) {}

    fn send_on(&self, _: &str) {}
}

/// The whole site.
pub fn router<S: OfficeStore>(state: SiteState, office: Office<S>) -> Router {
    let readiness = Arc::new(Readiness::new(office.store().clone(), Arc::clone(&state.shelf)));
    let ready = move || {
        let readiness = Arc::clone(&readiness);
        async move { readiness.answer().await }
    };
    let address = office.site.as_deref().map_or_else(|| Arc::clone(&state.address), Into::into);
    let encrypted = Encrypted(address.starts_with("https://"));
    let state = SiteState { address, ..state };
    let staff = staff::routes(state.clone(), office);
    let listing = state.clone();
    let (routes, _) = generate_route_list_with_exclusions_and_ssg_and_context(Site, None, move || {
        provide_context(listing.ports(Arc::new(NoResponse)));
    });
    let context = state.context();
    let actions = state.actions.clone();
    let missing = leptos_axum::render_app_async_with_context(context.clone(), document);
    let submitted = {
        let context = context.clone();
        post(move |request: Request| answer_once(context.clone(), request))
    };
    let words_version = state.assets.words.clone();
    let words = move |uri| async move { assets::words(uri, &words_version).await };
    let mut forms = Router::new();
    // What visitors bring waits for the database: pages do not wait for it.
    let mut kept = Router::new().route(REFUSALS, post(refusals::count));
    #[cfg_attr(not(feature = "pdf"), expect(unused_mut))]
    let mut sheets = Router::new();
    for lang in Lang::ALL {
        for page in [Page::Compare(String::new()), Page::Aids, Page::Assist, Page::AssistSheet] {
            forms = forms.route(&page.href(lang), submitted.clone());
        }
        // Sheets have a queue of their own.
        #[cfg(feature = "pdf")]
        {
            let (state, context) = (state.clone(), context.clone());
            let made = move |request| sheet_pdf::pdf(state.clone(), context.clone(), lang, request);
            sheets = sheets.route(&Page::AssistPdf.href(lang), post(made).get(move || sheet_pdf::show(lang)));
        }
        let (state, context) = (state.clone(), context.clone());
        let file = move |finess, request| reports::report(state.clone(), context.clone(), lang, finess, request);
        let route = format!("{}/services/{{finess}}/signaler", lang.prefix());
        kept = kept.route(&route, post(file).get(move |finess| reports::show(lang, finess)));
    }
    forms
        .route("/adresses", get(addresses))
        .leptos_routes_with_context(&state, routes, context, document)
        .fallback(missing)
        .layer(from_fn_with_state(Queue::of_pages(), in_turn))
        .merge(kept.layer(from_fn_with_state(Queue::of_what_is_kept(), in_turn)))
        .merge(sheets)
        .route("/assets/{name}", assets::serve())
        .route("/mots/{lang}/{version}", get(words))
        .route("/catalogue/{version}", get(catalogue))
        .route("/sante", get(alive))
        .route("/sante/pret", get(ready))
        .with_state(state)
        .merge(staff)
        .layer(from_fn(pages::only_the_document))
        .layer(CompressionLayer::new().quality(PAGE_COMPRESSION))
        .layer(from_fn(caught))
        .layer(from_fn_with_state(actions, finish))
        .layer(from_fn(whole_body))
        .layer(CsrfLayer::new())
        .layer(from_fn(mended::link))
        .layer(from_fn(hosts::known))
        .layer(from_fn_with_state(encrypted, headers::secure))
        .layer(from_fn(watch))
}

/// `POST` to the pages of a comparison, of the aids and of those who accompany, in each language: the page of a form that must not be in an address. Computed, answered, forgotten:
/// nobody may store the answer, and nothing of the body is logged.
async fn answer_once(context: impl Fn() + Clone + Send + Sync + 'static, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let context = move || {
        context();
        provide_context(submitted.clone());
    };
    let page = leptos_axum::render_app_async_with_context(context, document);
    let mut response = page(Request::from_parts(parts, Body::empty())).await.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /catalogue/{version}.bin`: the open listings, for the island. Another version is gone: reload the page.
async fn catalogue(State(state): State<SiteState>, Path(name): Path<String>) -> Response {
    match name.strip_suffix(".bin").and_then(|version| state.shelf.file(version)) {
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

/// Places offered at a time.
const SUGGESTIONS: usize = 6;

/// Characters read of what is typed.
const TYPED_LIMIT: usize = 100;

/// What `/adresses` is asked. It has no `Debug`: what is typed is nobody's business.
#[derive(Deserialize)]
struct AddressQuery {
    #[serde(default)]
    q: String,
}

/// One place offered: what to write, its INSEE code, and "6e".
#[derive(Serialize)]
struct Place {
    label: String,
    zone: Zone,
    short: String,
}

/// `GET /adresses?q=12 bd st mi`: places that match what is being typed, best first. Nothing of it is kept.
async fn addresses(State(state): State<SiteState>, query: Result<Query<AddressQuery>, QueryRejection>) -> Response {
    let typed: String = query.map(|Query(query)| query.q).unwrap_or_default().chars().take(TYPED_LIMIT).collect();
    let publication = state.shelf.catalogue();
    let places = state.addresses.suggest(&typed, SUGGESTIONS).into_iter().map(|place| {
        let zone = publication.territory.find_zone(place.zone);
        Place { label: place.label, zone: place.zone, short: zone.map(|zone| zone.short.clone()).unwrap_or_default() }
    });
    let Ok(body) = serde_json::to_string(&places.collect::<Vec<_>>()) else {
        return Cause::text("places cannot be written").of_answer(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// The page of a failure of ours; its cause is in the log.
pub(super) fn broken() -> Response {
    let page = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Erreur – Quelleaideadom</title></head>\
                <body><main><h1>Une erreur est survenue chez nous</h1><p>Ce n’est pas votre faute, et rien de ce que vous avez saisi \
                n’est conservé. Réessayez, ou revenez à <a href=\"/\">la comparaison</a>.</p></main></body></html>";
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}
