//! What surrounds the drafts.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::Finess;
use domain::values::search;
use jiff::Timestamp;
use sqlx::Row;

use super::drafts::follow;
use super::figures::record;
use super::{DbRow, SqlStore, text_key, unavailable, unreadable};
use crate::storage::drafts::{Draft, DraftContent, DraftState};
use crate::storage::editing::{Dismissal, EditingStore, Return, TypedForm};
use crate::storage::figures::{ActKind, StaffAct};
use crate::storage::{Listed, StoreError};

/// A row is of a service whose number is none.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no number of a service")]
struct NoService(String);

/// A remark that was set aside, from FINESS, finding, words, reason, author and time.
fn dismissal(row: &DbRow) -> Result<Dismissal, StoreError> {
    let finess: &str = row.try_get(0)?;
    Ok(Dismissal {
        finess: finess.parse().map_err(|_| unavailable(NoService(finess.to_owned())))?,
        finding: row.try_get(1)?,
        words: row.try_get(2)?,
        reason: row.try_get(3)?,
        author: row.try_get(4)?,
        at: row.try_get::<&str, _>(5)?.parse().map_err(unavailable)?,
    })
}

#[async_trait]
impl EditingStore for SqlStore {
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
        .execute(&self.writer())
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
        .fetch_optional(&self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let saved_at = row.try_get::<&str, _>(0)?.parse();
        let saved_at = saved_at.map_err(|cause| unreadable(RowKind::TypedForm, author, unavailable(cause)))?;
        Ok(Some(TypedForm { author: author.to_owned(), finess, draft, saved_at, pairs: row.try_get(1)? }))
    }

    async fn list_typed(&self) -> Result<Listed<(String, Finess)>, StoreError> {
        let rows = sqlx::query("select author, finess, saved_at from typed_forms order by author, finess, draft")
            .fetch_all(&self.readers())
            .await?;
        let form = |row: &DbRow| {
            let finess: &str = row.try_get(1)?;
            row.try_get::<&str, _>(2)?.parse::<Timestamp>().map_err(unavailable)?;
            Ok((row.try_get(0)?, finess.parse().map_err(|_| unavailable(NoService(finess.to_owned())))?))
        };
        Ok(Listed::read(&rows, RowKind::TypedForm, text_key(0), form))
    }

    async fn forget_typed(&self, author: &str, finess: Finess, draft: u32) -> Result<(), StoreError> {
        sqlx::query("delete from typed_forms where author = $1 and finess = $2 and draft = $3")
            .bind(author)
            .bind(finess.to_string())
            .bind(i64::from(draft))
            .execute(&self.writer())
            .await?;
        Ok(())
    }

    async fn dismiss_finding(&self, dismissal: &Dismissal) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
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
        .execute(&mut *transaction)
        .await?;
        let act = StaffAct {
            author: dismissal.author.clone(),
            recorded_at: dismissal.at,
            kind: ActKind::FindingDismissed,
            subject: dismissal.words.clone(),
            finess: Some(dismissal.finess),
            reason: dismissal.reason.clone(),
        };
        record(&mut transaction, &act).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn list_dismissals(&self, of: Option<Finess>) -> Result<Listed<Dismissal>, StoreError> {
        let rows = sqlx::query(
            "select finess, finding, words, reason, author, dismissed_at
             from dismissed_findings
             where $1 = '' or finess = $1
             order by finess, dismissed_at desc, finding",
        )
        .bind(of.map(|finess| finess.to_string()).unwrap_or_default())
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Dismissal, text_key(0), dismissal))
    }

    async fn send_back(&self, read: &Draft, returned: &Return) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
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
        let act = StaffAct {
            author: returned.author.clone(),
            recorded_at: returned.at,
            kind: ActKind::DraftSentBack,
            subject: format!("{} {}", read.number, search::readable(&content.listing.name.value)),
            finess: Some(read.finess()),
            reason: returned.reason.clone(),
        };
        record(&mut transaction, &act).await?;
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
        .fetch_optional(&self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let read = |row: &DbRow| {
            let at = row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?;
            Ok(Return { author: row.try_get(0)?, reason: row.try_get(1)?, at })
        };
        read(&row).map(Some).map_err(|cause| unreadable(RowKind::Return, draft, cause))
    }
}
