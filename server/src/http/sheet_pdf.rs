//! `POST /accompagner/fiche.pdf`, in each language: the sheet of a form that was sent, as a file. Made, sent, forgotten.

use std::sync::Arc;

use app::assist::form::AssistForm;
use app::assist::page::sheet;
use app::ports::{PageResponse, Submitted};
use app::routes::Page;
use app::text::{AssistWords, Lang, Words};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::errors::broken;
use super::pages::page_with;
use super::request_log::Cause;
use super::state::{BODY_LIMIT, SiteState};
use crate::pdf::{PdfError, sheet_pdf};

/// How many sheets may wait, and whose turn it is.
static PLACES: Semaphore = Semaphore::const_new(64);
static TURN: Semaphore = Semaphore::const_new(1);

/// A sheet has no status of its own.
struct NoStatus;

impl PageResponse for NoStatus {
    fn set_status(&self, _: u16) {}

    fn send_on(&self, _: &str) {}
}

/// The address that a wrong sheet leaves in the browser. A sheet has none: it leads to the interview.
pub(super) async fn show(lang: Lang) -> Redirect {
    Redirect::to(&Page::Assist.href(lang))
}

/// The file, or the page of the sheet with what is wrong. Nothing of the body reaches a log.
pub(super) async fn pdf(
    state: SiteState,
    context: impl Fn() + Clone + Send + Sync + 'static,
    lang: Lang,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let submitted = Submitted(String::from_utf8_lossy(&body).into());
    let ports = state.ports(Arc::new(NoStatus));
    let today = ports.clock.today();
    let Ok(sheet) = sheet(Words::of(lang), &ports, &AssistForm::from_text(&submitted.0)) else {
        let Ok(uri) = Page::AssistSheet.href(lang).parse::<Uri>() else {
            return Cause::text("the sheet has no address").of_answer(broken(lang));
        };
        parts.uri = uri;
        return unkept(page_with(context, submitted, Request::from_parts(parts, Body::empty())).await);
    };
    // Sheets are made one at a time: those that wait hold no thread, and a crowd is told to come back.
    let crowded = || {
        let words = Words::of(lang).say(AssistWords::PdfFailed);
        let crowd = (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], words).into_response();
        unkept(Cause::text("too many sheets wait").of_answer(crowd))
    };
    let Ok(place) = PLACES.try_acquire() else { return crowded() };
    let Ok(turn) = TURN.acquire().await else { return crowded() };
    let made = spawn_blocking(move || {
        // Given back when the sheet is made, whether someone still waits for it or not.
        let _held = (place, turn);
        sheet_pdf(&sheet.written())
    })
    .await;
    match made.unwrap_or(Err(PdfError::Unwritable)) {
        Ok(file) => {
            let name = format!("attachment; filename=\"fiche-{today}.pdf\"");
            let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, &name)];
            unkept((headers, file).into_response())
        }
        Err(error) => unkept(Cause::of(&error).of_answer(broken(lang))),
    }
}

fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
