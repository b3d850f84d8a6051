//! `POST {page of a service}/signaler`: a visitor reports an error. Kept for staff with nothing of who sent it; neither
//! what is typed nor an address reaches a log.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;

use app::ports::{ReportOutcome, Submitted, WrongReportField, report_field};
use app::routes::Page;
use app::shell::document;
use app::text::Lang;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Finess;
use domain::closed_list::ClosedList;
use domain::report::{ReportAbout, ReportMessage};
use jiff::Timestamp;
use leptos::prelude::provide_context;

use super::client::ClientAddress;
use super::limits::Gate;
use super::router::{BODY_LIMIT, SiteState};
use crate::storage::{NewReport, ReportStore, StoreError};

/// `ReportStore::add_report` behind a pointer.
trait Filing: Send + Sync {
    fn file(&self, report: NewReport) -> Pin<Box<dyn Future<Output = Result<u32, StoreError>> + Send + '_>>;
}

impl<S: ReportStore> Filing for S {
    fn file(&self, report: NewReport) -> Pin<Box<dyn Future<Output = Result<u32, StoreError>> + Send + '_>> {
        Box::pin(self.add_report(report))
    }
}

/// Where reports are brought.
pub struct Desk {
    store: Box<dyn Filing>,
    gate: Box<dyn Gate>,
    now: fn() -> Timestamp,
    client: ClientAddress,
}

impl Desk {
    pub fn new(
        store: impl ReportStore + 'static,
        gate: impl Gate + 'static,
        now: fn() -> Timestamp,
        address_header: Option<HeaderName>,
    ) -> Self {
        Self { store: Box::new(store), gate: Box::new(gate), now, client: ClientAddress { header: address_header } }
    }

    /// Keeps a report of a service that exists, or says why not.
    async fn bring(&self, finess: Finess, form: &Form, client: IpAddr) -> Result<(), ReportOutcome> {
        let (about, message) = form.parse()?;
        if !self.gate.admits(client) {
            return Err(ReportOutcome::TooMany);
        }
        let report = NewReport { finess, about, message, recorded_at: (self.now)() };
        self.store.file(report).await.map(drop).map_err(|error| {
            tracing::error!(?error, "a report cannot be kept");
            ReportOutcome::Unavailable
        })
    }
}

/// The form as it was sent. Of a field sent twice the first counts.
#[derive(Default)]
struct Form {
    subject: String,
    message: String,
    trap: String,
}

impl Form {
    fn read(body: &[u8]) -> Self {
        let field = |name: &str| {
            let found = form_urlencoded::parse(body).find(|(own, _)| own == name);
            found.map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        Self {
            subject: field(report_field::SUBJECT),
            message: field(report_field::MESSAGE),
            trap: field(report_field::TRAP),
        }
    }

    fn parse(&self) -> Result<(ReportAbout, ReportMessage), ReportOutcome> {
        let about = ReportAbout::from_code(&self.subject).ok_or(WrongReportField::Subject);
        let message = ReportMessage::parse(&self.message).map_err(WrongReportField::Message);
        match (about, message) {
            (Ok(about), Ok(message)) => Ok((about, message)),
            (about, message) => Err(ReportOutcome::Wrong(about.err().into_iter().chain(message.err()).collect())),
        }
    }
}

/// `GET {page}/signaler`: the address a refused form leaves in the browser. Its page is that of the service.
pub(super) async fn show(lang: Lang, Path(finess): Path<String>) -> Response {
    match finess.parse::<Finess>() {
        Ok(finess) => Redirect::to(&format!("{}#signaler", Page::Service(finess).href(lang))).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
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
    let listed = finess.filter(|finess| state.shelf.catalogue().catalogue.find(*finess).is_some());
    let Some(finess) = listed else {
        let page = leptos_axum::render_app_async_with_context(context, document);
        return page(Request::from_parts(parts, Body::empty())).await.into_response();
    };
    let page = Page::Service(finess).href(lang);
    let form = Form::read(&body);
    let brought = if form.trap.is_empty() {
        state.desk.bring(finess, &form, state.desk.client.of_parts(&parts)).await
    } else {
        Ok(())
    };
    let Err(outcome) = brought else {
        return Redirect::to(&format!("{page}?signale=oui#signaler")).into_response();
    };
    let status = match &outcome {
        ReportOutcome::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ReportOutcome::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ReportOutcome::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    // A checked number after a fixed prefix is always an address.
    let Ok(uri) = page.parse::<Uri>() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    parts.uri = uri;
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let context = move || {
        context();
        provide_context(submitted.clone());
        provide_context(outcome.clone());
    };
    let render = leptos_axum::render_app_async_with_context(context, document);
    let mut response = render(Request::from_parts(parts, Body::empty())).await.into_response();
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
