//! Files that wait to be accepted, in SQLite: each whole, as JSON.

use domain::closed_list::ClosedList;
use sqlx::Row;

use super::{SqliteStore, unavailable};
use crate::storage::StoreError;
use crate::storage::journal::ImportKind;
use crate::storage::previews::{NewPreview, Preview, PreviewStore, Waiting};

/// A file that waits is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("file {0} waits in a form this program cannot read")]
struct UnreadablePreview(u32);

impl PreviewStore for SqliteStore {
    async fn add_preview(&self, preview: NewPreview) -> Result<u32, StoreError> {
        let number: i64 = sqlx::query_scalar(
            "insert into previews (kind, file_name, file_date, author, read_at, content)
             values ($1, $2, $3, $4, $5, $6)
             returning number",
        )
        .bind(preview.kind.code())
        .bind(preview.file_name)
        .bind(preview.file_date.to_string())
        .bind(preview.author)
        .bind(preview.read_at.to_string())
        .bind(serde_json::to_string(&preview.content).map_err(unavailable)?)
        .fetch_one(&self.writer)
        .await?;
        Ok(number as u32)
    }

    async fn find_preview(&self, number: u32) -> Result<Option<Preview>, StoreError> {
        let row = sqlx::query(
            "select kind, file_name, file_date, author, read_at, content
             from previews
             where number = $1",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            let preview = NewPreview {
                kind: ImportKind::from_code(row.try_get(0)?).ok_or_else(|| unavailable(UnreadablePreview(number)))?,
                file_name: row.try_get(1)?,
                file_date: row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?,
                author: row.try_get(3)?,
                read_at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
                content: serde_json::from_str(row.try_get(5)?).map_err(unavailable)?,
            };
            Ok(Preview { number, preview })
        })
        .transpose()
    }

    async fn list_previews(&self) -> Result<Vec<Waiting>, StoreError> {
        let rows = sqlx::query("select number, file_name, author, read_at from previews order by number desc")
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Waiting {
                    number: row.try_get::<i64, _>(0)? as u32,
                    file_name: row.try_get(1)?,
                    author: row.try_get(2)?,
                    read_at: row.try_get::<&str, _>(3)?.parse().map_err(unavailable)?,
                })
            })
            .collect()
    }

    async fn remove_preview(&self, number: u32) -> Result<bool, StoreError> {
        let removed = sqlx::query("delete from previews where number = $1").bind(i64::from(number));
        Ok(removed.execute(&self.writer).await?.rows_affected() == 1)
    }
}
