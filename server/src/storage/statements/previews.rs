//! Files that wait to be accepted: each whole, as JSON.

use async_trait::async_trait;
use std::collections::BTreeMap;

use app::staff::unreadable::RowKind;
use domain::Finess;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use sqlx::{Row, Transaction};

use super::figures::record;
use super::{Db, DbRow, SqlStore, load_last_imports, number_key, replace, unavailable, unreadable, write, write_hints};
use crate::storage::figures::StaffAct;
use crate::storage::journal::ImportKind;
use crate::storage::previews::{Accepted, Choice, NewPreview, Preview, PreviewContent, PreviewStore, Waiting};
use crate::storage::{Listed, StoreError};

/// A file that waits is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("file {0} waits in a form this program cannot read")]
struct UnreadablePreview(u32);

async fn add(transaction: &mut Transaction<'_, Db>, preview: &NewPreview) -> Result<u32, StoreError> {
    let number: i64 = sqlx::query_scalar(
        "insert into previews (kind, file_name, file_date, author, read_at, content)
         values ($1, $2, $3, $4, $5, $6)
         returning number",
    )
    .bind(preview.kind.code())
    .bind(&preview.file_name)
    .bind(preview.file_date.to_string())
    .bind(&preview.author)
    .bind(preview.read_at.to_string())
    .bind(serde_json::to_string(&preview.content).map_err(unavailable)?)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(number as u32)
}

/// A file from kind, name, date, author, time, content and number.
fn preview(row: &DbRow) -> Result<Preview, StoreError> {
    let number = row.try_get::<i64, _>(6)? as u32;
    let preview = NewPreview {
        kind: ImportKind::from_code(row.try_get(0)?).ok_or_else(|| unavailable(UnreadablePreview(number)))?,
        file_name: row.try_get(1)?,
        file_date: row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?,
        author: row.try_get(3)?,
        read_at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
        content: serde_json::from_str(row.try_get(5)?).map_err(unavailable)?,
    };
    Ok(Preview { number, preview })
}

/// The version of every listing.
async fn versions(transaction: &mut Transaction<'_, Db>) -> Result<BTreeMap<Finess, u32>, StoreError> {
    let rows = sqlx::query("select finess, version from listings").fetch_all(&mut **transaction).await?;
    let pairs = rows.iter().map(|row| {
        let finess = row.try_get::<&str, _>(0)?.parse().map_err(unavailable)?;
        Ok((finess, row.try_get::<i64, _>(1)? as u32))
    });
    pairs.collect()
}

#[async_trait]
impl PreviewStore for SqlStore {
    async fn add_preview(&self, preview: NewPreview) -> Result<u32, StoreError> {
        let mut transaction = self.begin().await?;
        let number = add(&mut transaction, &preview).await?;
        transaction.commit().await?;
        Ok(number)
    }

    async fn find_preview(&self, number: u32) -> Result<Option<Preview>, StoreError> {
        let row = sqlx::query(
            "select kind, file_name, file_date, author, read_at, content, number
             from previews
             where number = $1",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers())
        .await?;
        row.as_ref().map(preview).transpose().map_err(|cause| unreadable(RowKind::Preview, number, cause))
    }

    async fn list_previews(&self) -> Result<Listed<Waiting>, StoreError> {
        let rows = sqlx::query("select number, file_name, author, read_at, content from previews order by number desc")
            .fetch_all(&self.readers())
            .await?;
        Ok(Listed::read(&rows, RowKind::Preview, number_key(0), |row| {
            let content: PreviewContent = serde_json::from_str(row.try_get(4)?).map_err(unavailable)?;
            Ok(Waiting {
                number: row.try_get::<i64, _>(0)? as u32,
                file_name: row.try_get(1)?,
                author: row.try_get(2)?,
                read_at: row.try_get::<&str, _>(3)?.parse().map_err(unavailable)?,
                counts: content.counts,
                remarks: content.remarks.len(),
            })
        }))
    }

    async fn accept_preview(
        &self,
        number: u32,
        choice: &Choice,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<Accepted>, StoreError> {
        let mut transaction = self.begin().await?;
        // Whoever takes the file out of those that wait accepts it: two people do not accept it twice.
        let row = sqlx::query(
            "delete from previews
             where number = $1
             returning kind, file_name, file_date, author, read_at, content, number",
        )
        .bind(i64::from(number))
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let found = preview(&row).map_err(|cause| unreadable(RowKind::Preview, number, cause))?.preview;
        let last = load_last_imports(&mut transaction, &mut Vec::new()).await?;
        if let Some(last) = last.of(found.kind).filter(|last| last.file_date > found.file_date) {
            // The transaction ends without a write: the file still waits.
            return Ok(Some(Accepted { import: None, stale: Vec::new(), later: Some(last.file_date) }));
        }
        let replaces = found.content.replaces_demonstration;
        let accepted = found.accept(choice, &versions(&mut transaction).await?, author, at);
        let (count, by) = (accepted.saves.len(), &accepted.authorship);
        if let Some(hints) = &accepted.hints {
            write_hints(&mut transaction, hints, accepted.record.file_date).await?;
        }
        let import = match (count, replaces) {
            (0, _) if !accepted.is_recorded => None,
            (_, true) => replace(&mut transaction, accepted.saves, by, Some(&accepted.record)).await?,
            (_, false) => write(&mut transaction, accepted.saves, by, Some(&accepted.record)).await?,
        };
        if let Some(remaining) = &accepted.remaining {
            add(&mut transaction, remaining).await?;
        }
        transaction.commit().await?;
        Ok(Some(Accepted { import: import.map(|number| (number, count)), stale: accepted.stale, later: None }))
    }

    async fn remove_preview(&self, number: u32, act: &StaffAct) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let removed = sqlx::query("delete from previews where number = $1")
            .bind(i64::from(number))
            .execute(&mut *transaction)
            .await?;
        if removed.rows_affected() == 0 {
            return Ok(false);
        }
        record(&mut transaction, act).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
