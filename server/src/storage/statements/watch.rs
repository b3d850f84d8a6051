//! What who watches the program asks: one row written, and counts of what waits.

use async_trait::async_trait;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;

use super::SqlStore;
use crate::storage::StoreError;
use crate::storage::drafts::DraftState;
use crate::storage::watch::{Queues, WatchStore};

#[async_trait]
impl WatchStore for SqlStore {
    async fn touch(&self, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "insert into readiness (number, written_at)
             values (1, $1)
             on conflict (number) do update
             set written_at = excluded.written_at",
        )
        .bind(at.to_string())
        .execute(&self.writer())
        .await?;
        Ok(())
    }

    async fn queues(&self) -> Result<Queues, StoreError> {
        let (drafts, previews, reports, letters): (i64, i64, i64, i64) = sqlx::query_as(
            "select (
                        select count(*)
                        from drafts
                        where state = $1
                            and not exists (
                                select 1 from drafts as later
                                where later.number = drafts.number and later.edition > drafts.edition
                            )
                    ),
                    (select count(*) from previews),
                    (
                        select count(*)
                        from reports
                        where not exists (select 1 from report_answers where report_answers.report = reports.number)
                    ),
                    (select count(*) from outbox)",
        )
        .bind(DraftState::Submitted.code())
        .fetch_one(&self.readers())
        .await?;
        Ok(Queues {
            drafts: drafts as u64,
            previews: previews as u64,
            reports: reports as u64,
            letters: letters as u64,
        })
    }
}
