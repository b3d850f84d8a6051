//! The counter of refusals. It counts by month, and keeps no refusal on its own.

use async_trait::async_trait;

use domain::feedback::refusal::{Counted, Month, Refusal};

use super::{Listed, StoreError};

/// A count is no part of a publication: the generation does not grow with it.
#[async_trait]
pub trait RefusalStore: Send + Sync {
    /// One more of this kind in a month, and no longer what was counted more than twelve months before it.
    async fn count_refusal(&self, refusal: Refusal, month: Month) -> Result<(), StoreError>;

    /// What was counted from a month on, that one included: in order of month, then of provider and the rest.
    async fn refusals_since(&self, month: Month) -> Result<Listed<Counted>, StoreError>;
}
