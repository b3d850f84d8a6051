//! `POST /accompagner/fiche.pdf`, in each language: the sheet of a form that was sent, as a file. Made, sent, forgotten.

use std::sync::Arc;

use app::assist::form::AssistForm;
use app::assist::page::sheet;
use app::ports::{PageResponse, Submitted};
use app::routes::Page;
use app::text::{AssistWords, Lang};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::errors::broken;
use super::pages::page_with;
use super::request_log::Cause;
use super::state::{BODY_LIMIT, SiteState};
use crate::pdf::{AT_ONCE, make};

/// How many sheets may wait or be made, and how many are made at the same time.
static PLACES: Semaphore = Semaphore::const_new(64);
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A place, and in time a turn, until both are dropped. None where too many wait. Who waits holds no thread.
async fn turn() -> Option<(SemaphorePermit<'static>, SemaphorePermit<'static>)> {
    let place = PLACES.try_acquire().ok()?;
    let turn = TURNS.acquire().await.ok()?;
    Some((place, turn))
}

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
    let Ok(sheet) = sheet(state.words(lang), &ports, &AssistForm::from_text(&submitted.0)) else {
        let Ok(uri) = Page::AssistSheet.href(lang).parse::<Uri>() else {
            return Cause::text("the sheet has no address").of_answer(broken(lang));
        };
        parts.uri = uri;
        return unkept(page_with(context, submitted, Request::from_parts(parts, Body::empty())).await);
    };
    let Some(turn) = turn().await else {
        let words = state.words(lang).say(AssistWords::PdfFailed);
        let crowd = (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], words).into_response();
        return unkept(Cause::text("too many sheets wait").of_answer(crowd));
    };
    match make(sheet.written(), turn).await {
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

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::{AT_ONCE, turn};

    #[tokio::test]
    async fn sixty_four_sheets_wait_or_are_made_and_the_next_is_told_to_come_back() {
        let mut asked: Vec<_> = (0..64).map(|_| Box::pin(turn())).collect();
        let mut made: Vec<_> = asked.iter_mut().filter_map(|turn| turn.as_mut().now_or_never().flatten()).collect();
        assert_eq!(made.len(), AT_ONCE);
        assert!(turn().await.is_none());
        made.pop();
        let next = asked.iter_mut().skip(AT_ONCE).find_map(|turn| turn.as_mut().now_or_never().flatten());
        assert!(next.is_some(), "who came first is next");
        assert!(turn().now_or_never().is_none(), "and whoever comes now waits");
    }
}
