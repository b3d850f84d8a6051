//! Limits in PostgreSQL. The table is not logged: no backup and no standby has it, and a failover forgets it.

use async_trait::async_trait;

use super::PostgresStore;
use crate::secrets::Hashed;
use crate::storage::StoreError;
use crate::storage::limits::{LimitStore, MOST_KEYS, Rate};

#[async_trait]
impl LimitStore for PostgresStore {
    async fn take(&self, key: &Hashed, rate: Rate, now_ms: i64) -> Result<Option<i64>, StoreError> {
        let pool = self.writer();
        let at_once = rate.each_ms * (i64::from(rate.at_once) - 1);
        // `due`: when so many as are taken at once may be taken again.
        let taken = sqlx::query(
            "insert into limits (key, due)
             values ($1, $2 + $3)
             on conflict (key) do update
             set due = greatest(limits.due, $2) + $3
             where limits.due - $2 <= $4",
        )
        .bind(key.as_str())
        .bind(now_ms)
        .bind(rate.each_ms)
        .bind(at_once)
        .execute(&pool)
        .await?;
        if taken.rows_affected() == 1 {
            sqlx::query(
                "delete from limits
                 where due <= $1 or key in (select key from limits order by due desc offset $2)",
            )
            .bind(now_ms)
            .bind(MOST_KEYS)
            .execute(&pool)
            .await?;
            return Ok(None);
        }
        let due: Option<i64> = sqlx::query_scalar("select due from limits where key = $1")
            .bind(key.as_str())
            .fetch_optional(&pool)
            .await?;
        Ok(due.map(|due| (due - at_once - now_ms).max(1)))
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
