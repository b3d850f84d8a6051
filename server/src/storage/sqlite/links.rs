//! Links of providers in SQLite: the hash of each token, and what was answered.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::values::closed_list::ClosedList;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite, Transaction};

use super::{SqliteStore, drafts, number_key, outbox, unavailable};
use crate::secrets::Hashed;
use crate::storage::accounts::Seconds;
use crate::storage::drafts::NewDraft;
use crate::storage::links::{LinkAnswer, LinkStore, NewLink, ProviderLink};
use crate::storage::outbox::NewLetter;
use crate::storage::{Listed, StoreError};

/// A link is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("link {0} is stored in a form this program cannot read")]
struct UnreadableLink(i64);

/// A link from number, FINESS, token, campaign, author, address, times and answer.
fn link(row: &SqliteRow) -> Result<ProviderLink, StoreError> {
    let number: i64 = row.try_get(0)?;
    let unreadable = || unavailable(UnreadableLink(number));
    let campaign: Option<i64> = row.try_get(3)?;
    let answer: Option<&str> = row.try_get(9)?;
    let answer = answer.map(|code| LinkAnswer::from_code(code).ok_or_else(unreadable)).transpose()?;
    let link = NewLink {
        finess: row.try_get::<&str, _>(1)?.parse().map_err(|_| unreadable())?,
        token: Hashed::stored(row.try_get(2)?),
        author: row.try_get(4)?,
        made_at: row.try_get(6)?,
        expires_at: row.try_get(7)?,
    };
    let answered_at: Option<Seconds> = row.try_get(8)?;
    Ok(ProviderLink {
        number: number as u32,
        link,
        campaign: campaign.map(|number| number as u32),
        sent_to: row.try_get(5)?,
        answered: answered_at.zip(answer),
    })
}

/// Adds a link, which ends those that its listing had before.
async fn add(
    transaction: &mut Transaction<'_, Sqlite>,
    link: &NewLink,
    campaign: Option<u32>,
) -> Result<(), StoreError> {
    sqlx::query("update provider_links set expires_at = $1 where finess = $2 and expires_at > $1")
        .bind(link.made_at)
        .bind(link.finess.to_string())
        .execute(&mut **transaction)
        .await?;
    sqlx::query(
        "insert into provider_links (finess, token_hash, campaign, author, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(link.finess.to_string())
    .bind(link.token.as_str())
    .bind(campaign.map(i64::from))
    .bind(&link.author)
    .bind(link.made_at)
    .bind(link.expires_at)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

#[async_trait]
impl LinkStore for SqliteStore {
    async fn add_link(&self, link: &NewLink, letter: Option<&NewLetter>) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        add(&mut transaction, link, None).await?;
        if let Some(letter) = letter {
            outbox::add(&mut transaction, letter).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn add_campaign(&self, links: &[NewLink], letters: &[NewLetter]) -> Result<u32, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let next: i64 = sqlx::query_scalar("select coalesce(max(campaign), 0) + 1 from provider_links")
            .fetch_one(&mut *transaction)
            .await?;
        let number = next as u32;
        for link in links {
            add(&mut transaction, link, Some(number)).await?;
        }
        for letter in letters {
            outbox::add(&mut transaction, letter).await?;
        }
        transaction.commit().await?;
        Ok(number)
    }

    async fn find_provider_link(&self, token: &Hashed, now: Seconds) -> Result<Option<ProviderLink>, StoreError> {
        let row = sqlx::query(
            "select number, finess, token_hash, campaign, author, sent_to, made_at, expires_at, answered_at, answer
             from provider_links
             where token_hash = $1 and expires_at > $2",
        )
        .bind(token.as_str())
        .bind(now)
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(link).transpose()
    }

    async fn answer_link(
        &self,
        number: u32,
        at: Seconds,
        answer: LinkAnswer,
        draft: NewDraft,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let marked = sqlx::query(
            "update provider_links
             set answered_at = $1, answer = $2
             where number = $3 and expires_at > $1",
        )
        .bind(at)
        .bind(answer.code())
        .bind(i64::from(number))
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if marked == 0 {
            return Ok(false);
        }
        // One answer of a provider waits at a time: the last. One that staff have saved since is theirs.
        sqlx::query(
            "delete from drafts
             where finess = $1 and source = $2 and author = $3
               and number in (select number from drafts group by number having max(edition) = 1)",
        )
        .bind(draft.content.listing.finess.to_string())
        .bind(draft.source.code())
        .bind(&draft.author)
        .execute(&mut *transaction)
        .await?;
        drafts::add(&mut transaction, None, 1, &draft).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn list_links(&self) -> Result<Listed<ProviderLink>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, token_hash, campaign, author, sent_to, made_at, expires_at, answered_at, answer
             from provider_links
             order by number desc",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(Listed::read(&rows, RowKind::Link, number_key(0), link))
    }
}
