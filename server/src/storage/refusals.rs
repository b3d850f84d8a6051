//! The counter of refusals. It counts by month, and keeps no refusal on its own.

use async_trait::async_trait;

use domain::Finess;
use domain::feedback::refusal::{Counted, Month, Refusal};
use jiff::civil::Date;

use super::{Listed, StoreError};

/// Refusals of one service that are counted on one day; the others are somebody's zeal.
pub const MOST_A_DAY: u32 = 10;

/// A count is no part of a publication: the generation does not grow with it.
#[async_trait]
pub trait RefusalStore: Send + Sync {
    /// One more of this kind in the month of a day, and no longer what was counted more than twelve months before it.
    /// False where so many of its service were counted that day that this one is not.
    async fn count_refusal(&self, refusal: Refusal, day: Date) -> Result<bool, StoreError>;

    /// On how many days of a month or later each service was counted, in order of FINESS.
    async fn refusal_days_since(&self, month: Month) -> Result<Listed<(Finess, u32)>, StoreError>;

    /// What was counted from a month on, that one included: in order of month, then of provider and the rest.
    async fn refusals_since(&self, month: Month) -> Result<Listed<Counted>, StoreError>;
}
