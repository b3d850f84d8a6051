//! The journal: seals, imports and their revisions, and how complete the listings were.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use sqlx::{Row, Transaction};

use super::{Db, DbRow, SqlStore, number_key, text_key, unavailable, write};
use crate::storage::journal::{CompletenessOfDay, Entry, Import, ImportKind, JournalStore};
use crate::storage::{Authorship, Listed, Revision, Save, StoreError};

/// The journal holds something that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("the journal holds `{0}`, which this program cannot read")]
struct UnreadableEntry(String);

/// The seal of the last row; empty before the first.
pub(super) async fn last_seal(transaction: &mut Transaction<'_, Db>) -> Result<String, StoreError> {
    let seal: Option<Option<String>> = sqlx::query_scalar("select seal from revisions order by number desc limit 1")
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(seal.flatten().unwrap_or_default())
}

pub fn entry(row: &DbRow) -> Result<Entry, StoreError> {
    let import_number: Option<i64> = row.try_get(6)?;
    let seal: Option<String> = row.try_get(8)?;
    Ok(Entry {
        number: row.try_get::<i64, _>(0)? as u64,
        finess: row.try_get(1)?,
        version: row.try_get::<i64, _>(2)? as u32,
        author: row.try_get(3)?,
        source: row.try_get(4)?,
        recorded_at: row.try_get(5)?,
        import_number: import_number.map(|number| number as u32),
        changes: row.try_get(7)?,
        seal: seal.unwrap_or_default(),
    })
}

/// A revision from FINESS, version, author, source, time, import and changes.
pub(super) fn revision(row: &DbRow) -> Result<Revision, StoreError> {
    let finess: String = row.try_get(0)?;
    let source: &str = row.try_get(3)?;
    let import_number: Option<i64> = row.try_get(5)?;
    Ok(Revision {
        version: row.try_get::<i64, _>(1)? as u32,
        author: row.try_get(2)?,
        source: Source::from_code(source).ok_or_else(|| unavailable(UnreadableEntry(source.to_owned())))?,
        recorded_at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
        import_number: import_number.map(|number| number as u32),
        changes: serde_json::from_str(row.try_get(6)?).map_err(unavailable)?,
        finess: finess.parse().map_err(|_| unavailable(UnreadableEntry(finess.clone())))?,
    })
}

/// "3 of 750000011"
pub(super) fn revision_key(row: &DbRow) -> String {
    format!("{} of {}", number_key(1)(row), text_key(0)(row))
}

fn import(row: &DbRow) -> Result<Import, StoreError> {
    let kind: &str = row.try_get(1)?;
    let undone_by: Option<String> = row.try_get(7)?;
    let undone_at: Option<&str> = row.try_get(8)?;
    let undone_at = undone_at.map(|at| at.parse::<Timestamp>().map_err(unavailable)).transpose()?;
    Ok(Import {
        number: row.try_get::<i64, _>(0)? as u32,
        kind: ImportKind::from_code(kind).ok_or_else(|| unavailable(UnreadableEntry(kind.to_owned())))?,
        file_name: row.try_get(2)?,
        file_date: row.try_get::<&str, _>(3)?.parse().map_err(unavailable)?,
        author: row.try_get(4)?,
        recorded_at: row.try_get::<&str, _>(5)?.parse().map_err(unavailable)?,
        counts: serde_json::from_str(row.try_get(6)?).map_err(unavailable)?,
        undone: undone_by.zip(undone_at),
    })
}

#[async_trait]
impl JournalStore for SqlStore {
    async fn list_entries(&self, after: u64, most: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, version, author, source, recorded_at, import_number, changes, seal
             from revisions
             where number > $1
             order by number
             limit $2",
        )
        .bind(after as i64)
        .bind(i64::from(most))
        .fetch_all(&self.readers())
        .await?;
        rows.iter().map(entry).collect()
    }

    async fn list_last_entries(&self, most: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, version, author, source, recorded_at, import_number, changes, seal
             from revisions
             order by number desc
             limit $1",
        )
        .bind(i64::from(most))
        .fetch_all(&self.readers())
        .await?;
        rows.iter().map(entry).collect()
    }

    async fn last_entry_before(&self, time: Timestamp) -> Result<u64, StoreError> {
        // Times are texts, of which one with parts of a second sorts before one without: whole seconds are compared.
        let second = Timestamp::from_second(time.as_second()).map_err(unavailable)?.to_string();
        let number: Option<i64> = sqlx::query_scalar(
            "select number
             from revisions
             where substr(recorded_at, 1, 19) < substr($1, 1, 19)
             order by number desc
             limit 1",
        )
        .bind(second)
        .fetch_optional(&self.readers())
        .await?;
        Ok(number.unwrap_or_default() as u64)
    }

    async fn list_imports(&self) -> Result<Listed<Import>, StoreError> {
        let rows = sqlx::query(
            "select number, kind, file_name, file_date, author, recorded_at, counts, undone_by, undone_at
             from imports
             order by number desc",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Import, number_key(0), import))
    }

    async fn revisions_of_import(&self, number: u32) -> Result<Listed<Revision>, StoreError> {
        let rows = sqlx::query(
            "select finess, version, author, source, recorded_at, import_number, changes
             from revisions
             where import_number = $1
             order by finess, version",
        )
        .bind(i64::from(number))
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Revision, revision_key, revision))
    }

    async fn undo_import(&self, number: u32, saves: Vec<Save>, authorship: &Authorship) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let marked = sqlx::query(
            "update imports
             set undone_by = $1, undone_at = $2
             where number = $3 and undone_at is null",
        )
        .bind(&authorship.author)
        .bind(authorship.recorded_at.to_string())
        .bind(i64::from(number))
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if marked == 0 {
            return Ok(false);
        }
        write(&mut transaction, saves, authorship, None).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn record_completeness(&self, of: CompletenessOfDay) -> Result<(), StoreError> {
        sqlx::query(
            "insert into completeness (day, listings, known, possible)
             values ($1, $2, $3, $4)
             on conflict (day) do update
             set listings = excluded.listings, known = excluded.known, possible = excluded.possible",
        )
        .bind(of.day.to_string())
        .bind(i64::from(of.listings))
        .bind(i64::from(of.known))
        .bind(i64::from(of.possible))
        .execute(&self.writer())
        .await?;
        Ok(())
    }

    async fn list_completeness(&self) -> Result<Listed<CompletenessOfDay>, StoreError> {
        let rows = sqlx::query("select day, listings, known, possible from completeness order by day")
            .fetch_all(&self.readers())
            .await?;
        Ok(Listed::read(&rows, RowKind::Completeness, text_key(0), |row| {
            Ok(CompletenessOfDay {
                day: row.try_get::<&str, _>(0)?.parse().map_err(unavailable)?,
                listings: row.try_get::<i64, _>(1)? as u32,
                known: row.try_get::<i64, _>(2)? as u32,
                possible: row.try_get::<i64, _>(3)? as u32,
            })
        }))
    }
}
