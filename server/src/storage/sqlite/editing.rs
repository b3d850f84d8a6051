//! What surrounds the drafts, in SQLite.

use async_trait::async_trait;
use domain::Finess;
use sqlx::Row;

use super::drafts::follow;
use super::{SqliteStore, unavailable};
use crate::storage::StoreError;
use crate::storage::drafts::{Draft, DraftContent, DraftState};
use crate::storage::editing::{Dismissal, EditingStore, Return, TypedForm};

#[async_trait]
impl EditingStore for SqliteStore {
    async fn keep_typed(&self, form: &TypedForm) -> Result<(), StoreError> {
        sqlx::query(
            "insert into typed_forms (author, finess, draft, saved_at, pairs)
             values ($1, $2, $3, $4, $5)
             on conflict (author, finess, draft) do update set saved_at = excluded.saved_at, pairs = excluded.pairs",
        )
        .bind(&form.author)
        .bind(form.finess.to_string())
        .bind(i64::from(form.draft))
        .bind(form.saved_at.to_string())
        .bind(&form.pairs)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn find_typed(&self, author: &str, finess: Finess, draft: u32) -> Result<Option<TypedForm>, StoreError> {
        let row = sqlx::query(
            "select saved_at, pairs
             from typed_forms
             where author = $1 and finess = $2 and draft = $3",
        )
        .bind(author)
        .bind(finess.to_string())
        .bind(i64::from(draft))
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let saved_at = row.try_get::<&str, _>(0)?.parse().map_err(unavailable)?;
        Ok(Some(TypedForm { author: author.to_owned(), finess, draft, saved_at, pairs: row.try_get(1)? }))
    }

    async fn forget_typed(&self, author: &str, finess: Finess, draft: u32) -> Result<(), StoreError> {
        sqlx::query("delete from typed_forms where author = $1 and finess = $2 and draft = $3")
            .bind(author)
            .bind(finess.to_string())
            .bind(i64::from(draft))
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn dismiss_finding(&self, dismissal: &Dismissal) -> Result<(), StoreError> {
        sqlx::query(
            "insert into dismissed_findings (finess, finding, words, reason, author, dismissed_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (finess, finding) do update
             set words = excluded.words, reason = excluded.reason, author = excluded.author,
                 dismissed_at = excluded.dismissed_at",
        )
        .bind(dismissal.finess.to_string())
        .bind(&dismissal.finding)
        .bind(&dismissal.words)
        .bind(&dismissal.reason)
        .bind(&dismissal.author)
        .bind(dismissal.at.to_string())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn list_dismissals(&self, finess: Finess) -> Result<Vec<Dismissal>, StoreError> {
        let rows = sqlx::query(
            "select finding, words, reason, author, dismissed_at
             from dismissed_findings
             where finess = $1
             order by dismissed_at desc, finding",
        )
        .bind(finess.to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Dismissal {
                    finess,
                    finding: row.try_get(0)?,
                    words: row.try_get(1)?,
                    reason: row.try_get(2)?,
                    author: row.try_get(3)?,
                    at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
                })
            })
            .collect()
    }

    async fn send_back(&self, read: &Draft, returned: &Return) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let content = DraftContent { state: DraftState::Writing, ..read.draft.content.clone() };
        if !follow(&mut transaction, read, &content, returned.at).await? {
            return Ok(false);
        }
        sqlx::query(
            "insert into returned_drafts (draft, edition, author, reason, returned_at)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(i64::from(read.number))
        .bind(i64::from(read.edition))
        .bind(&returned.author)
        .bind(&returned.reason)
        .bind(returned.at.to_string())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn find_return(&self, draft: u32) -> Result<Option<Return>, StoreError> {
        let row = sqlx::query(
            "select author, reason, returned_at
             from returned_drafts
             where draft = $1
             order by edition desc
             limit 1",
        )
        .bind(i64::from(draft))
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let at = row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?;
        Ok(Some(Return { author: row.try_get(0)?, reason: row.try_get(1)?, at }))
    }
}
