//! Drafts: each save is a row, which follows the edition that it names.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::Finess;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use sqlx::{Row, Transaction};

use super::figures::record;
use super::{Db, DbRow, SqlStore, number_key, unavailable, unreadable, write};
use crate::storage::drafts::{Draft, DraftContent, DraftState, DraftStore, Kept, NewDraft};
use crate::storage::figures::StaffAct;
use crate::storage::{Authorship, Listed, Save, StoreError};

/// A draft is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("draft {0} is stored in a form this program cannot read")]
struct UnreadableDraft(i64);

/// A draft from number, edition, state, author, source, note, time, version and document.
fn draft(row: &DbRow) -> Result<Draft, StoreError> {
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

/// Adds a row, of a new draft where there is no number yet. Returns its number, or none when the edition is there already.
pub(super) async fn add(
    transaction: &mut Transaction<'_, Db>,
    number: Option<u32>,
    edition: u32,
    draft: &NewDraft,
) -> Result<Option<u32>, StoreError> {
    let NewDraft { author, source, saved_at, content } = draft;
    let row: Option<i64> = sqlx::query_scalar(
        "insert into drafts (number, edition, finess, based_on, state, author, source, note, saved_at, document)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (number, edition) do nothing
         returning row",
    )
    .bind(number.map(i64::from))
    .bind(i64::from(edition))
    .bind(content.listing.finess.to_string())
    .bind(i64::from(content.based_on))
    .bind(content.state.code())
    .bind(author)
    .bind(source.code())
    .bind(&content.note)
    .bind(saved_at.to_string())
    .bind(serde_json::to_string(&content.listing).map_err(unavailable)?)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if number.is_none() {
        sqlx::query("update drafts set number = row where row = $1").bind(row).execute(&mut **transaction).await?;
    }
    Ok(Some(number.unwrap_or(row as u32)))
}

/// Adds the edition that follows the one that was read. False where someone saved, published or threw it away since.
pub(super) async fn follow(
    transaction: &mut Transaction<'_, Db>,
    read: &Draft,
    content: &DraftContent,
    saved_at: Timestamp,
) -> Result<bool, StoreError> {
    let there: bool = sqlx::query_scalar("select exists (select 1 from drafts where number = $1)")
        .bind(i64::from(read.number))
        .fetch_one(&mut **transaction)
        .await?;
    let next = NewDraft { saved_at, content: content.clone(), ..read.draft.clone() };
    Ok(there && add(transaction, Some(read.number), read.edition + 1, &next).await?.is_some())
}

/// Removes a draft of which an edition is the last. False where there is a later one, or none.
pub(super) async fn remove(
    transaction: &mut Transaction<'_, Db>,
    number: u32,
    edition: u32,
) -> Result<bool, StoreError> {
    let removed = sqlx::query(
        "delete from drafts
         where number = $1 and $2 = (select max(edition) from drafts where number = $1)",
    )
    .bind(i64::from(number))
    .bind(i64::from(edition))
    .execute(&mut **transaction)
    .await?;
    if removed.rows_affected() == 0 {
        return Ok(false);
    }
    for beside in ["delete from returned_drafts where draft = $1", "delete from typed_forms where draft = $1"] {
        sqlx::query(beside).bind(i64::from(number)).execute(&mut **transaction).await?;
    }
    Ok(true)
}

/// Forgets the form that was kept of someone while they filled it: it is saved.
async fn forget(
    transaction: &mut Transaction<'_, Db>,
    author: &str,
    finess: Finess,
    draft: Option<&Draft>,
) -> Result<(), StoreError> {
    sqlx::query("delete from typed_forms where author = $1 and finess = $2 and draft = $3")
        .bind(author)
        .bind(finess.to_string())
        .bind(i64::from(draft.map_or(0, |draft| draft.number)))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

#[async_trait]
impl DraftStore for SqlStore {
    async fn add_draft(&self, draft: NewDraft) -> Result<u32, StoreError> {
        let mut transaction = self.begin().await?;
        let number = add(&mut transaction, None, 1, &draft).await?;
        transaction.commit().await?;
        // A first row has no number to be in conflict with.
        Ok(number.unwrap_or_default())
    }

    async fn find_draft(&self, number: u32) -> Result<Option<Draft>, StoreError> {
        let row = sqlx::query(
            "select number, edition, state, author, source, note, saved_at, based_on, document
             from drafts
             where number = $1
             order by edition desc
             limit 1",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers())
        .await?;
        row.as_ref().map(draft).transpose().map_err(|cause| unreadable(RowKind::Draft, number, cause))
    }

    async fn find_edition(&self, number: u32, edition: u32) -> Result<Option<Draft>, StoreError> {
        let row = sqlx::query(
            "select number, edition, state, author, source, note, saved_at, based_on, document
             from drafts
             where number = $1 and edition = $2",
        )
        .bind(i64::from(number))
        .bind(i64::from(edition))
        .fetch_optional(&self.readers())
        .await?;
        row.as_ref().map(draft).transpose().map_err(|cause| unreadable(RowKind::Draft, number, cause))
    }

    async fn list_drafts(&self) -> Result<Listed<Draft>, StoreError> {
        let rows = sqlx::query(
            "select number, edition, state, author, source, note, saved_at, based_on, document
             from drafts as own
             where edition = (select max(edition) from drafts where number = own.number)
             order by number desc",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Draft, number_key(0), draft))
    }

    async fn save_draft(&self, read: &Draft, content: &DraftContent, saved_at: Timestamp) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let added = follow(&mut transaction, read, content, saved_at).await?;
        transaction.commit().await?;
        Ok(added)
    }

    async fn keep_draft(&self, read: Option<&Draft>, typed: NewDraft) -> Result<Kept, StoreError> {
        let mut transaction = self.begin().await?;
        let followed = match read {
            Some(read) if follow(&mut transaction, read, &typed.content, typed.saved_at).await? => Some(read.number),
            Some(_) | None => None,
        };
        let number = match followed {
            Some(number) => number,
            // A first row has no number to be in conflict with.
            None => add(&mut transaction, None, 1, &typed).await?.unwrap_or_default(),
        };
        forget(&mut transaction, &typed.author, typed.content.listing.finess, read).await?;
        transaction.commit().await?;
        Ok(Kept { number, apart: read.is_some() && followed.is_none() })
    }

    async fn publish_draft(
        &self,
        save: Save,
        authorship: &Authorship,
        draft: Option<&Draft>,
        note: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let (finess, version) = (save.listing.finess, save.based_on.unwrap_or(0) + 1);
        write(&mut transaction, vec![save], authorship, None).await?;
        if draft.is_some() || !note.is_empty() {
            sqlx::query(
                "insert into revision_origins (finess, version, drafted_by, note)
                 values ($1, $2, $3, $4)",
            )
            .bind(finess.to_string())
            .bind(i64::from(version))
            .bind(draft.map_or(&authorship.author, |draft| &draft.draft.author))
            .bind(note)
            .execute(&mut *transaction)
            .await?;
        }
        forget(&mut transaction, &authorship.author, finess, draft).await?;
        if let Some(draft) = draft {
            // One that someone saved meanwhile stays: it says something else than what is published.
            remove(&mut transaction, draft.number, draft.edition).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn remove_draft(&self, number: u32, edition: u32, act: &StaffAct) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        if !remove(&mut transaction, number, edition).await? {
            return Ok(false);
        }
        record(&mut transaction, act).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
