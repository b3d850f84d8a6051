//! The counter of refusals: one row for each kind and month, whose count grows.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::Finess;
use domain::feedback::refusal::{Counted, MONTHS_KEPT, Month, Refusal, RefusalReason};
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use sqlx::Row;

use super::{DbRow, SqlStore, text_key, unavailable};
use crate::storage::refusals::{MOST_A_DAY, RefusalStore};
use crate::storage::{Listed, StoreError};

/// A count is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("a count of refusals of {0} is stored in a form this program cannot read")]
struct UnreadableCount(String);

/// What was not said is stored as an empty text: a key of the table has no null.
fn code_of<T: ClosedList>(value: Option<T>) -> &'static str {
    value.map_or("", ClosedList::code)
}

/// The reverse; none where the code is not of the list.
fn said<T: ClosedList>(code: &str) -> Option<Option<T>> {
    if code.is_empty() { Some(None) } else { T::from_code(code).map(Some) }
}

#[async_trait]
impl RefusalStore for SqlStore {
    async fn count_refusal(&self, refusal: Refusal, day: Date) -> Result<bool, StoreError> {
        let month = Month::of(day);
        let mut transaction = self.begin().await?;
        let admitted = sqlx::query(
            "insert into refusal_days (day, finess, count)
             values ($1, $2, 1)
             on conflict (day, finess) do update set count = refusal_days.count + 1
             where refusal_days.count < $3",
        )
        .bind(day.to_string())
        .bind(refusal.finess.to_string())
        .bind(i64::from(MOST_A_DAY))
        .execute(&mut *transaction)
        .await?;
        if admitted.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "insert into refusals (month, finess, zone, reason, slot, act, count)
             values ($1, $2, $3, $4, $5, $6, 1)
             on conflict (month, finess, zone, reason, slot, act) do update set count = refusals.count + 1",
        )
        .bind(month.to_string())
        .bind(refusal.finess.to_string())
        .bind(refusal.zone.to_string())
        .bind(refusal.reason.code())
        .bind(code_of(refusal.slot))
        .bind(code_of(refusal.act))
        .execute(&mut *transaction)
        .await?;
        let first = month.back(MONTHS_KEPT - 1);
        sqlx::query("delete from refusals where month < $1").bind(first.to_string()).execute(&mut *transaction).await?;
        sqlx::query("delete from refusal_days where day < $1")
            .bind(first.first_day().to_string())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn refusal_days_since(&self, month: Month) -> Result<Listed<(Finess, u32)>, StoreError> {
        let rows = sqlx::query(
            "select finess, count(*)
             from refusal_days
             where day >= $1
             group by finess
             order by finess",
        )
        .bind(month.first_day().to_string())
        .fetch_all(&self.readers())
        .await?;
        let days = |row: &DbRow| {
            let finess: &str = row.try_get(0)?;
            let finess = finess.parse().map_err(|_| unavailable(UnreadableCount(finess.to_owned())))?;
            Ok((finess, row.try_get::<i64, _>(1)? as u32))
        };
        Ok(Listed::read(&rows, RowKind::RefusalDay, text_key(0), days))
    }

    async fn refusals_since(&self, month: Month) -> Result<Listed<Counted>, StoreError> {
        let rows = sqlx::query(
            "select month, finess, zone, reason, slot, act, count
             from refusals
             where month >= $1
             order by month, finess, zone, reason, slot, act",
        )
        .bind(month.to_string())
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Refusal, text_key(0), counted))
    }
}

fn counted(row: &DbRow) -> Result<Counted, StoreError> {
    let month: &str = row.try_get(0)?;
    let unreadable = || unavailable(UnreadableCount(month.to_owned()));
    let refusal = Refusal {
        finess: row.try_get::<&str, _>(1)?.parse().map_err(|_| unreadable())?,
        zone: row.try_get::<&str, _>(2)?.parse().map_err(|_| unreadable())?,
        reason: RefusalReason::from_code(row.try_get(3)?).ok_or_else(unreadable)?,
        slot: said(row.try_get(4)?).ok_or_else(unreadable)?,
        act: said(row.try_get(5)?).ok_or_else(unreadable)?,
    };
    let count = u32::try_from(row.try_get::<i64, _>(6)?).map_err(|_| unreadable())?;
    Ok(Counted { refusal, month: Month::parse(month).ok_or_else(unreadable)?, count })
}
