//! Links of providers in SQLite: the hash of each token, and what was answered.

use domain::closed_list::ClosedList;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{SqliteStore, unavailable};
use crate::secrets::Hashed;
use crate::storage::StoreError;
use crate::storage::accounts::Seconds;
use crate::storage::links::{LinkAnswer, LinkStore, NewLink, ProviderLink};

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
        campaign: campaign.map(|number| number as u32),
        author: row.try_get(4)?,
        sent_to: row.try_get(5)?,
        made_at: row.try_get(6)?,
        expires_at: row.try_get(7)?,
    };
    let answered_at: Option<Seconds> = row.try_get(8)?;
    Ok(ProviderLink { number: number as u32, link, answered: answered_at.zip(answer) })
}

impl LinkStore for SqliteStore {
    async fn add_links(&self, links: &[NewLink]) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        for link in links {
            sqlx::query("update provider_links set expires_at = $1 where finess = $2 and expires_at > $1")
                .bind(link.made_at)
                .bind(link.finess.to_string())
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "insert into provider_links (finess, token_hash, campaign, author, sent_to, made_at, expires_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(link.finess.to_string())
            .bind(link.token.as_str())
            .bind(link.campaign.map(i64::from))
            .bind(&link.author)
            .bind(&link.sent_to)
            .bind(link.made_at)
            .bind(link.expires_at)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn mark_sent(&self, token: &Hashed, address: &str) -> Result<(), StoreError> {
        let sent = sqlx::query("update provider_links set sent_to = $1 where token_hash = $2").bind(address);
        sent.bind(token.as_str()).execute(&self.writer).await?;
        Ok(())
    }

    async fn next_campaign(&self) -> Result<u32, StoreError> {
        let next: i64 = sqlx::query_scalar("select coalesce(max(campaign), 0) + 1 from provider_links")
            .fetch_one(&self.readers)
            .await?;
        Ok(next as u32)
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

    async fn answer_link(&self, number: u32, at: Seconds, answer: LinkAnswer) -> Result<(), StoreError> {
        sqlx::query("update provider_links set answered_at = $1, answer = $2 where number = $3")
            .bind(at)
            .bind(answer.code())
            .bind(i64::from(number))
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn list_links(&self) -> Result<Vec<ProviderLink>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, token_hash, campaign, author, sent_to, made_at, expires_at, answered_at, answer
             from provider_links
             order by number desc",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(link).collect()
    }
}
