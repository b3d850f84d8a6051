//! What visitors send in: reports, and refusals to count. Limited by address; what is brought is kept with
//! nothing of who brought it, and what could not be kept does not count.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use app::ports::{ReportRejection, Reports};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use domain::Finess;
use domain::feedback::refusal::Refusal;
use domain::feedback::report::{ReportAbout, ReportMessage};
use jiff::Timestamp;

use super::client::ClientAddress;
use super::errors::RETRY_SECONDS;
use super::limits::{Brought, Gate, Wait};
use super::request_log::Cause;
use crate::clock::paris_day;
use crate::storage::{NewReport, Store, StoreError};

/// Why nothing was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotKept {
    TooMany(Wait),
    /// The store failed: logged once, with the request.
    Unavailable(Cause),
}

impl NotKept {
    /// As the page says it.
    pub(super) fn rejection(&self) -> ReportRejection {
        match self {
            Self::TooMany(_) => ReportRejection::TooMany,
            Self::Unavailable(_) => ReportRejection::Unavailable,
        }
    }

    /// The answer that says when to come back, or takes the cause to the log.
    pub(super) fn on(self, answer: Response) -> Response {
        match self {
            Self::TooMany(wait) => wait.on(answer),
            Self::Unavailable(cause) => {
                let mut answer = cause.of_answer(answer);
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
                answer
            }
        }
    }
}

/// The store, the limits and the clock.
pub struct VisitorIntake {
    store: Arc<dyn Store>,
    gate: Box<dyn Gate>,
    now: fn() -> Timestamp,
    client: ClientAddress,
}

impl VisitorIntake {
    pub fn new(
        store: Arc<dyn Store>,
        gate: impl Gate + 'static,
        now: fn() -> Timestamp,
        address_header: Option<HeaderName>,
    ) -> Self {
        Self { store, gate: Box::new(gate), now, client: ClientAddress { header: address_header } }
    }

    /// Keeps a report of a service that exists.
    pub(super) async fn report(
        &self,
        request: &Parts,
        finess: Finess,
        about: ReportAbout,
        message: ReportMessage,
    ) -> Result<(), NotKept> {
        let address = self.client.of_parts(request);
        self.gate.admits(Brought::Report, address).await.map_err(NotKept::TooMany)?;
        let report = NewReport { finess, about, message, recorded_at: (self.now)() };
        self.kept(Brought::Report, address, self.store.add_report(report).await).await
    }

    /// Counts a refusal of a service and a zone that exist, in the month that it is in Paris.
    pub(super) async fn count(&self, request: &Parts, refusal: Refusal) -> Result<(), NotKept> {
        let address = self.client.of_parts(request);
        self.gate.admits(Brought::Refusal, address).await.map_err(NotKept::TooMany)?;
        let day = paris_day((self.now)());
        // One that is over the limit of its service is answered like the others.
        self.kept(Brought::Refusal, address, self.store.count_refusal(refusal, day).await).await
    }

    /// What came of it; what could not be kept does not count.
    async fn kept<T>(&self, what: Brought, address: IpAddr, done: Result<T, StoreError>) -> Result<(), NotKept> {
        match done {
            Ok(_) => Ok(()),
            Err(error) => {
                self.gate.give_back(what, address).await;
                Err(NotKept::Unavailable(Cause::of(&error)))
            }
        }
    }
}

/// The way of one request to the intake, for the server function that reports. Why a report was not kept stays here for
/// the answer: when to come back, or what to log.
pub(super) struct ReportsOfRequest {
    intake: Arc<VisitorIntake>,
    request: Parts,
    not_kept: Mutex<Option<NotKept>>,
}

impl ReportsOfRequest {
    pub(super) fn new(intake: Arc<VisitorIntake>, request: Parts) -> Self {
        Self { intake, request, not_kept: Mutex::new(None) }
    }

    pub(super) fn not_kept(&self) -> Option<NotKept> {
        self.not_kept.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Reports for ReportsOfRequest {
    fn report(
        &self,
        finess: Finess,
        about: ReportAbout,
        message: ReportMessage,
    ) -> Pin<Box<dyn Future<Output = Result<(), ReportRejection>> + Send + '_>> {
        Box::pin(async move {
            self.intake.report(&self.request, finess, about, message).await.map_err(|not_kept| {
                let rejection = not_kept.rejection();
                *self.not_kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(not_kept);
                rejection
            })
        })
    }
}
