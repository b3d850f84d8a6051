//! `POST {page of a service}/signaler`, and the same by the server function `report_error`: a visitor reports an error.
//! Kept for staff with nothing of who sent it; neither what is typed nor an address reaches a log.

use std::sync::Arc;

use app::ports::{ReportRejection, Reports, Submitted};
use app::provider::page::asked_need;
use app::provider::report::ReportForm;
use app::routes::Page;
use app::text::Lang;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Finess;
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;

use super::pages::{page as render, page_with};
use super::request_log::Cause;
use super::state::{BODY_LIMIT, SiteState};
use super::visitor_intake::ReportsOfRequest;

/// Path of the server function that reports.
pub(super) const FUNCTION: &str = "/fonctions/signaler";

/// The server function that reports, with its way to the intake.
pub(super) async fn function(State(state): State<SiteState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let reports = Arc::new(ReportsOfRequest::new(Arc::clone(&state.intake), parts.clone()));
    let (context, given) = (state.context(), Arc::clone(&reports));
    let context = move || {
        context();
        provide_context(Arc::clone(&given) as Arc<dyn Reports>);
    };
    let request = Request::from_parts(parts, body);
    let mut answer = handle_server_fns_with_context(context, request).await.into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match reports.not_kept() {
        Some(not_kept) => not_kept.on(answer),
        None => answer,
    }
}

/// `GET {page}/signaler`: the address a refused form leaves in the browser. Its page is that of the service.
pub(super) async fn show(state: SiteState, lang: Lang, Path(finess): Path<String>, uri: Uri) -> Response {
    match finess.parse::<Finess>() {
        Ok(finess) => Redirect::to(&format!("{}#signaler", address(&state, lang, finess, &uri, None))).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page of a service with the need that a report was sent with. Of that query nothing goes on but what the page itself
/// would link to: neither someone's address nor a situation.
fn address(state: &SiteState, lang: Lang, finess: Finess, sent_to: &Uri, outcome: Option<&str>) -> String {
    let published = state.published.catalogue();
    let asked = sent_to.query().and_then(|query| asked_need(state.words(lang), &published, query, state.clock.today()));
    let query: Vec<String> = asked.map(|asked| asked.query).into_iter().chain(outcome.map(str::to_owned)).collect();
    let page = Page::Service(finess).href(lang);
    if query.is_empty() { page } else { format!("{page}?{}", query.join("&")) }
}

/// `POST {page}/signaler`: 303 to the page with `?signale=oui` when kept; else the page again, `no-store`, with what was
/// typed and the outcome in context, as 422, 429 or 503. An unknown service is the site's own 404.
pub(super) async fn report(
    state: SiteState,
    context: impl Fn() + Clone + Send + Sync + 'static,
    lang: Lang,
    Path(finess): Path<String>,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let finess = finess.parse::<Finess>().ok();
    let listed = finess.filter(|finess| state.published.catalogue().catalogue.find(*finess).is_some());
    let Some(finess) = listed else {
        return render(context, Request::from_parts(parts, Body::empty())).await;
    };
    let page = |outcome: Option<&str>| address(&state, lang, finess, &parts.uri, outcome);
    let form = ReportForm::from_body(&String::from_utf8_lossy(&body));
    let kept = match form.parse() {
        _ if form.is_of_a_program() => Ok(()),
        Ok((about, message)) => {
            let kept = state.intake.report(&parts, finess, about, message).await;
            kept.map_err(|not_kept| (not_kept.rejection(), Some(not_kept)))
        }
        Err(wrong) => Err((ReportRejection::Wrong(wrong), None)),
    };
    let Err((rejection, not_kept)) = kept else {
        return Redirect::to(&format!("{}#signaler", page(Some("signale=oui")))).into_response();
    };
    let status = StatusCode::from_u16(rejection.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // A checked number after a fixed prefix is always an address.
    let Ok(uri) = page(None).parse::<Uri>() else {
        return Cause::text("a service has no address").of_answer(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    parts.uri = uri;
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let context = move || {
        context();
        provide_context(rejection.clone());
    };
    let mut response = page_with(context, submitted, Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match not_kept {
        Some(not_kept) => not_kept.on(response),
        None => response,
    }
}
