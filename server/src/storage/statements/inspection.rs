//! What `check` looks at: the rows of listings as they are, and listings without their entry of the journal.

use async_trait::async_trait;
use sqlx::Row;

use super::SqlStore;
use crate::storage::StoreError;
use crate::storage::inspection::{InspectionStore, StoredRow};

#[async_trait]
impl InspectionStore for SqlStore {
    async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut wrong = self.damage().await?;
        let orphans: i64 = sqlx::query_scalar(
            "select count(*)
             from listings
             where not exists (
                 select 1 from revisions
                 where revisions.finess = listings.finess and revisions.version = listings.version
             )",
        )
        .fetch_one(&self.readers())
        .await?;
        if orphans > 0 {
            wrong.push(format!("{orphans} listings have no revision for their version"));
        }
        Ok(wrong)
    }

    async fn rows(&self) -> Result<Vec<StoredRow>, StoreError> {
        let rows = sqlx::query("select finess, kind, standing, zone, document from listings order by finess")
            .fetch_all(&self.readers())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(StoredRow {
                    finess: row.try_get(0)?,
                    keys: (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?),
                    document: row.try_get(4)?,
                })
            })
            .collect()
    }
}
