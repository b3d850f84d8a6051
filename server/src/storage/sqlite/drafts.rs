//! Drafts in SQLite: each save is one statement that names the edition it was based on.

use domain::closed_list::ClosedList;
use domain::listing::Source;
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{SqliteStore, unavailable};
use crate::storage::StoreError;
use crate::storage::drafts::{Draft, DraftContent, DraftState, DraftStore, NewDraft};

/// A draft is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("draft {0} is stored in a form this program cannot read")]
struct UnreadableDraft(i64);

/// A draft from number, edition, state, author, source, note, time, version and document.
fn draft(row: &SqliteRow) -> Result<Draft, StoreError> {
    let number: i64 = row.try_get(0)?;
    let unreadable = || unavailable(UnreadableDraft(number));
    let content = DraftContent {
        based_on: row.try_get::<i64, _>(7)? as u32,
        state: DraftState::from_code(row.try_get(2)?).ok_or_else(unreadable)?,
        listing: serde_json::from_str(row.try_get(8)?).map_err(unavailable)?,
        note: row.try_get(5)?,
    };
    let draft = NewDraft {
        author: row.try_get(3)?,
        source: Source::from_code(row.try_get(4)?).ok_or_else(unreadable)?,
        saved_at: row.try_get::<&str, _>(6)?.parse().map_err(unavailable)?,
        content,
    };
    Ok(Draft { number: number as u32, edition: row.try_get::<i64, _>(1)? as u32, draft })
}

impl DraftStore for SqliteStore {
    async fn add_draft(&self, draft: NewDraft) -> Result<u32, StoreError> {
        let NewDraft { author, source, saved_at, content } = draft;
        let number: i64 = sqlx::query_scalar(
            "insert into drafts (edition, finess, based_on, state, author, source, note, saved_at, document)
             values (1, $1, $2, $3, $4, $5, $6, $7, $8)
             returning number",
        )
        .bind(content.listing.finess.to_string())
        .bind(i64::from(content.based_on))
        .bind(content.state.code())
        .bind(author)
        .bind(source.code())
        .bind(content.note)
        .bind(saved_at.to_string())
        .bind(serde_json::to_string(&content.listing).map_err(unavailable)?)
        .fetch_one(&self.writer)
        .await?;
        Ok(number as u32)
    }

    async fn find_draft(&self, number: u32) -> Result<Option<Draft>, StoreError> {
        let row = sqlx::query(
            "select number, edition, state, author, source, note, saved_at, based_on, document
             from drafts
             where number = $1",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(draft).transpose()
    }

    async fn list_drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let rows = sqlx::query(
            "select number, edition, state, author, source, note, saved_at, based_on, document
             from drafts
             order by number desc",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(draft).collect()
    }

    async fn save_draft(
        &self,
        number: u32,
        edition: u32,
        content: &DraftContent,
        saved_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let saved = sqlx::query(
            "update drafts
             set edition = edition + 1, based_on = $1, state = $2, note = $3, saved_at = $4, document = $5
             where number = $6 and edition = $7",
        )
        .bind(i64::from(content.based_on))
        .bind(content.state.code())
        .bind(&content.note)
        .bind(saved_at.to_string())
        .bind(serde_json::to_string(&content.listing).map_err(unavailable)?)
        .bind(i64::from(number))
        .bind(i64::from(edition));
        Ok(saved.execute(&self.writer).await?.rows_affected() == 1)
    }

    async fn remove_draft(&self, number: u32, edition: u32) -> Result<bool, StoreError> {
        let removed = sqlx::query("delete from drafts where number = $1 and edition = $2").bind(i64::from(number));
        Ok(removed.bind(i64::from(edition)).execute(&self.writer).await?.rows_affected() == 1)
    }
}
