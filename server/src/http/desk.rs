//! Where visitors bring what they say: reports, and refusals to count. Limited by address; what is brought is kept with
//! nothing of who brought it, and what could not be kept does not count.

use std::future::Future;
use std::pin::Pin;

use axum::http::HeaderName;
use axum::http::request::Parts;
use domain::Finess;
use domain::feedback::refusal::{Month, Refusal};
use domain::feedback::report::{ReportAbout, ReportMessage};
use jiff::Timestamp;

use super::client::ClientAddress;
use super::limits::{Brought, Gate, Wait};
use super::request_log::Cause;
use crate::clock::paris_day;
use crate::storage::refusals::RefusalStore;
use crate::storage::{NewReport, ReportStore, StoreError};

type Kept<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Both stores behind a pointer.
trait Keeping: Send + Sync {
    fn add_report(&self, report: NewReport) -> Kept<'_, u32>;

    fn count_refusal(&self, refusal: Refusal, month: Month) -> Kept<'_, ()>;
}

impl<S: ReportStore + RefusalStore> Keeping for S {
    fn add_report(&self, report: NewReport) -> Kept<'_, u32> {
        Box::pin(ReportStore::add_report(self, report))
    }

    fn count_refusal(&self, refusal: Refusal, month: Month) -> Kept<'_, ()> {
        Box::pin(RefusalStore::count_refusal(self, refusal, month))
    }
}

/// Why nothing was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotKept {
    TooMany(Wait),
    /// The store failed: logged once, with the request.
    Unavailable(Cause),
}

/// The store, the limits and the clock.
pub struct Desk {
    store: Box<dyn Keeping>,
    gate: Box<dyn Gate>,
    now: fn() -> Timestamp,
    client: ClientAddress,
}

impl Desk {
    pub fn new(
        store: impl ReportStore + RefusalStore + 'static,
        gate: impl Gate + 'static,
        now: fn() -> Timestamp,
        address_header: Option<HeaderName>,
    ) -> Self {
        Self { store: Box::new(store), gate: Box::new(gate), now, client: ClientAddress { header: address_header } }
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
        self.gate.admits(Brought::Report, address).map_err(NotKept::TooMany)?;
        let report = NewReport { finess, about, message, recorded_at: (self.now)() };
        self.store.add_report(report).await.map(drop).map_err(|error| {
            self.gate.give_back(Brought::Report, address);
            NotKept::Unavailable(Cause::of(&error))
        })
    }

    /// Counts a refusal of a service and a zone that exist, in the month that it is in Paris.
    pub(super) async fn count(&self, request: &Parts, refusal: Refusal) -> Result<(), NotKept> {
        let address = self.client.of_parts(request);
        self.gate.admits(Brought::Refusal, address).map_err(NotKept::TooMany)?;
        let month = Month::of(paris_day((self.now)()));
        self.store.count_refusal(refusal, month).await.map_err(|error| {
            self.gate.give_back(Brought::Refusal, address);
            NotKept::Unavailable(Cause::of(&error))
        })
    }
}
