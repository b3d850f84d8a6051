//! The counter of refusals. It counts by month, and keeps no refusal on its own.

use std::future::Future;

use domain::feedback::refusal::{Counted, Month, Refusal};

use super::{Listed, StoreError};

/// A count is no part of a publication: the generation does not grow with it.
pub trait RefusalStore: Send + Sync {
    /// One more of this kind in a month, and no longer what was counted more than twelve months before it.
    fn count_refusal(&self, refusal: Refusal, month: Month) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// What was counted from a month on, that one included: in order of month, then of provider and the rest.
    fn refusals_since(&self, month: Month) -> impl Future<Output = Result<Listed<Counted>, StoreError>> + Send;
}
