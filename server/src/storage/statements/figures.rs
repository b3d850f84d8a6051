//! Acts of the staff, the states of parts and the counts of searches.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::feedback::refusal::{MONTHS_KEPT, Month};
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::{Finess, Zone};
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row, Transaction};

use super::{Db, DbRow, SqlStore, number_key, text_key, unavailable};
use crate::storage::figures::{ActKind, FigureStore, PartDay, SearchCount, StaffAct};
use crate::storage::{Listed, StoreError};

/// A figure is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is stored, which this program cannot read")]
struct UnreadableFigure(String);

fn unreadable(text: &str) -> StoreError {
    unavailable(UnreadableFigure(text.to_owned()))
}

pub(super) async fn record(transaction: &mut Transaction<'_, Db>, act: &StaffAct) -> Result<(), StoreError> {
    sqlx::query(
        "insert into staff_acts (recorded_at, author, act, subject, finess, reason)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(act.recorded_at.to_string())
    .bind(&act.author)
    .bind(act.kind.code())
    .bind(&act.subject)
    .bind(act.finess.map(|finess| finess.to_string()))
    .bind(&act.reason)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn staff_act(row: &DbRow) -> Result<StaffAct, StoreError> {
    let kind: &str = row.try_get(3)?;
    let finess: Option<&str> = row.try_get(5)?;
    Ok(StaffAct {
        recorded_at: row.try_get::<&str, _>(1)?.parse().map_err(unavailable)?,
        author: row.try_get(2)?,
        kind: ActKind::from_code(kind).ok_or_else(|| unreadable(kind))?,
        subject: row.try_get(4)?,
        finess: finess.map(|finess| finess.parse().map_err(|_| unreadable(finess))).transpose()?,
        reason: row.try_get(6)?,
    })
}

/// Empty where there is none.
fn zone(text: &str) -> Result<Option<Zone>, StoreError> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| unreadable(text)) }
}

fn zone_text(zone: Option<Zone>) -> String {
    zone.map(|zone| zone.to_string()).unwrap_or_default()
}

fn part_day(row: &DbRow) -> Result<PartDay, StoreError> {
    let part: &str = row.try_get(2)?;
    Ok(PartDay {
        day: row.try_get::<&str, _>(0)?.parse().map_err(unavailable)?,
        zone: zone(row.try_get(1)?)?,
        part: ListingPart::from_code(part).ok_or_else(|| unreadable(part))?,
        fresh: row.try_get::<i64, _>(3)? as u32,
        stale: row.try_get::<i64, _>(4)? as u32,
        never_verified: row.try_get::<i64, _>(5)? as u32,
        missing: row.try_get::<i64, _>(6)? as u32,
    })
}

fn search_count(row: &DbRow) -> Result<SearchCount, StoreError> {
    let (month, act): (&str, &str) = (row.try_get(0)?, row.try_get(2)?);
    let known = domain::Act::from_code(act);
    if known.is_none() && !act.is_empty() {
        return Err(unreadable(act));
    }
    Ok(SearchCount {
        month: Month::parse(month).ok_or_else(|| unreadable(month))?,
        zone: zone(row.try_get(1)?)?,
        act: known,
        count: row.try_get::<i64, _>(3)? as u32,
    })
}

#[async_trait]
impl FigureStore for SqlStore {
    async fn record_act(&self, act: &StaffAct) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        record(&mut transaction, act).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn list_acts(&self, of: Option<Finess>, most: u32) -> Result<Listed<StaffAct>, StoreError> {
        let rows = sqlx::query(
            "select number, recorded_at, author, act, subject, finess, reason
             from staff_acts
             where $1 = '' or finess = $1
             order by number desc
             limit $2",
        )
        .bind(of.map(|finess| finess.to_string()).unwrap_or_default())
        .bind(i64::from(most))
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Act, number_key(0), staff_act))
    }

    async fn record_parts(&self, day: Date, parts: &[PartDay]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("delete from part_days where day = $1").bind(day.to_string()).execute(&mut *transaction).await?;
        // Few enough for one statement: the zones of a territory times the parts.
        for parts in parts.chunks(500) {
            let mut insert = QueryBuilder::<Db>::new(
                "insert into part_days (day, zone, part, fresh, stale, never_verified, missing) ",
            );
            insert.push_values(parts, |mut row, part| {
                row.push_bind(day.to_string())
                    .push_bind(zone_text(part.zone))
                    .push_bind(part.part.code())
                    .push_bind(i64::from(part.fresh))
                    .push_bind(i64::from(part.stale))
                    .push_bind(i64::from(part.never_verified))
                    .push_bind(i64::from(part.missing));
            });
            insert.build().execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn list_parts(&self) -> Result<Listed<PartDay>, StoreError> {
        let rows = sqlx::query(
            "select day, zone, part, fresh, stale, never_verified, missing
             from part_days
             order by day, zone, part",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::PartDay, text_key(0), part_day))
    }

    async fn add_searches(&self, counts: &[SearchCount]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for counted in counts {
            sqlx::query(
                "insert into searches (month, zone, act, count)
                 values ($1, $2, $3, $4)
                 on conflict (month, zone, act) do update set count = searches.count + excluded.count",
            )
            .bind(counted.month.to_string())
            .bind(zone_text(counted.zone))
            .bind(counted.act.map_or("", ClosedList::code))
            .bind(i64::from(counted.count))
            .execute(&mut *transaction)
            .await?;
        }
        if let Some(last) = counts.iter().map(|counted| counted.month).max() {
            let first = last.back(MONTHS_KEPT - 1);
            sqlx::query("delete from searches where month < $1")
                .bind(first.to_string())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn list_searches(&self) -> Result<Listed<SearchCount>, StoreError> {
        let rows = sqlx::query("select month, zone, act, count from searches order by month, zone, act")
            .fetch_all(&self.readers())
            .await?;
        Ok(Listed::read(&rows, RowKind::Search, text_key(0), search_count))
    }
}
