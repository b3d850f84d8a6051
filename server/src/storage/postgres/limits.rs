//! Limits in PostgreSQL, by its clock. The table is not logged: no standby and no base backup has it, and a failover forgets it.

use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use std::time::Instant;

use async_trait::async_trait;

use super::PostgresStore;
use crate::secrets::Hashed;
use crate::storage::StoreError;
use crate::storage::limits::{LimitStore, MOST_KEYS, Rate};

/// Seconds between two times that this program takes out what no longer counts.
const CLEANING: u64 = 60;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

impl PostgresStore {
    /// Takes out what no longer counts, and of too many keys those that would be the first to.
    async fn clean_limits(&self) -> Result<(), StoreError> {
        let (now, last) = (START.elapsed().as_secs(), self.limits_cleaned.load(Ordering::Relaxed));
        if last != 0 && now < last + CLEANING {
            return Ok(());
        }
        self.limits_cleaned.store(now.max(1), Ordering::Relaxed);
        sqlx::query("delete from limits where due <= (extract(epoch from clock_timestamp()) * 1000)::bigint")
            .execute(&self.writer())
            .await?;
        sqlx::query("delete from limits where key in (select key from limits order by due desc offset $1)")
            .bind(MOST_KEYS)
            .execute(&self.writer())
            .await?;
        Ok(())
    }
}

#[async_trait]
impl LimitStore for PostgresStore {
    async fn take(&self, key: &Hashed, rate: Rate) -> Result<Option<i64>, StoreError> {
        if let Err(error) = self.clean_limits().await {
            // What is too old counts no more: it is taken out the next time.
            tracing::warn!(?error, "limits were not cleaned");
        }
        let pool = self.writer();
        let at_once = rate.each_ms * (i64::from(rate.at_once) - 1);
        // `due`: when so many as are taken at once may be taken again.
        let taken = sqlx::query(
            "insert into limits (key, due)
             values ($1, (extract(epoch from clock_timestamp()) * 1000)::bigint + $2)
             on conflict (key) do update
             set due = greatest(limits.due, excluded.due - $2) + $2
             where limits.due - (excluded.due - $2) <= $3",
        )
        .bind(key.as_str())
        .bind(rate.each_ms)
        .bind(at_once)
        .execute(&pool)
        .await?;
        if taken.rows_affected() == 1 {
            return Ok(None);
        }
        let wait: Option<i64> = sqlx::query_scalar(
            "select due - $2 - (extract(epoch from clock_timestamp()) * 1000)::bigint from limits where key = $1",
        )
        .bind(key.as_str())
        .bind(at_once)
        .fetch_optional(&pool)
        .await?;
        Ok(wait.map(|wait| wait.max(1)))
    }

    async fn give_back(&self, key: &Hashed, rate: Rate) -> Result<(), StoreError> {
        sqlx::query("update limits set due = due - $2 where key = $1")
            .bind(key.as_str())
            .bind(rate.each_ms)
            .execute(&self.writer())
            .await?;
        Ok(())
    }
}
