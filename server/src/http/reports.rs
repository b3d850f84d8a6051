//! `POST {page of a service}/signaler`: a visitor reports an error. Kept for staff with nothing of who sent it; neither
//! what is typed nor an address reaches a log.

use app::ports::{ReportOutcome, Submitted, WrongReportField, report_field};
use app::routes::Page;
use app::text::Lang;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Finess;
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::values::closed_list::ClosedList;
use leptos::prelude::provide_context;

use super::desk::NotKept;
use super::limits::Wait;
use super::pages::{page as render, page_with};
use super::request_log::Cause;
use super::state::{BODY_LIMIT, SiteState};

/// What is said of a report that was not kept, and what goes with the answer.
enum Why {
    Wait(Wait),
    Failed(Cause),
    Wrong,
}

fn outcome_of(why: NotKept) -> (ReportOutcome, Why) {
    match why {
        NotKept::TooMany(wait) => (ReportOutcome::TooMany, Why::Wait(wait)),
        NotKept::Unavailable(cause) => (ReportOutcome::Unavailable, Why::Failed(cause)),
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
        return render(context, Request::from_parts(parts, Body::empty())).await;
    };
    let page = Page::Service(finess).href(lang);
    let form = Form::read(&body);
    let brought = match form.parse() {
        _ if !form.trap.is_empty() => Ok(()),
        Ok((about, message)) => state.desk.report(&parts, finess, about, message).await.map_err(outcome_of),
        Err(wrong) => Err((wrong, Why::Wrong)),
    };
    let Err((outcome, why)) = brought else {
        return Redirect::to(&format!("{page}?signale=oui#signaler")).into_response();
    };
    let status = match &outcome {
        ReportOutcome::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ReportOutcome::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ReportOutcome::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    // A checked number after a fixed prefix is always an address.
    let Ok(uri) = page.parse::<Uri>() else {
        return Cause::text("a service has no address").of_answer(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    parts.uri = uri;
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let context = move || {
        context();
        provide_context(outcome.clone());
    };
    let mut response = page_with(context, submitted, Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match why {
        Why::Wait(wait) => wait.on(response),
        Why::Failed(cause) => cause.of_answer(response),
        Why::Wrong => response,
    }
}
