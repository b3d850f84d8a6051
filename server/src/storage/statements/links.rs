//! Links of providers: the hash of each token, and what was answered.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use sqlx::{Row, Transaction};

use super::{Db, DbRow, SqlStore, drafts, number_key, outbox, unavailable};
use crate::secrets::Hashed;
use crate::storage::accounts::Seconds;
use crate::storage::drafts::NewDraft;
use crate::storage::links::{LinkAnswer, LinkStore, MailFailure, NewCampaign, NewLink, NewToken, ProviderLink};
use crate::storage::outbox::NewLetter;
use crate::storage::{Listed, StoreError};

/// A link is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("link {0} is stored in a form this program cannot read")]
struct UnreadableLink(i64);

/// A link from number, FINESS, token, campaign, author, address, times, answer, failure and reminder.
fn link(row: &DbRow) -> Result<ProviderLink, StoreError> {
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
    let failure: Option<&str> = row.try_get(10)?;
    let failure = failure.map(|code| MailFailure::from_code(code).ok_or_else(unreadable)).transpose()?;
    Ok(ProviderLink {
        failure,
        reminded: row.try_get(11)?,
        number: number as u32,
        link,
        campaign: campaign.map(|number| number as u32),
        sent_to: row.try_get(5)?,
        answered: answered_at.zip(answer),
    })
}

/// A campaign from author, time, parts, subject, letter and day.
fn campaign(row: &DbRow) -> Result<NewCampaign, StoreError> {
    let parts: &str = row.try_get(2)?;
    Ok(NewCampaign {
        author: row.try_get(0)?,
        started_at: row.try_get(1)?,
        parts: parts.split(' ').filter_map(ListingPart::from_code).collect(),
        subject: row.try_get(3)?,
        letter: row.try_get(4)?,
        deadline: row.try_get::<&str, _>(5)?.parse().map_err(unavailable)?,
    })
}

/// Adds a link, which ends those that its listing had before.
async fn add(transaction: &mut Transaction<'_, Db>, link: &NewLink, campaign: Option<u32>) -> Result<(), StoreError> {
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
impl LinkStore for SqlStore {
    async fn add_link(&self, link: &NewLink, letter: Option<&NewLetter>) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        add(&mut transaction, link, None).await?;
        if let Some(letter) = letter {
            outbox::add(&mut transaction, letter).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn add_campaign(
        &self,
        campaign: &NewCampaign,
        links: &[NewLink],
        letters: &[NewLetter],
    ) -> Result<u32, StoreError> {
        let mut transaction = self.begin().await?;
        let next: i64 = sqlx::query_scalar("select coalesce(max(campaign), 0) + 1 from provider_links")
            .fetch_one(&mut *transaction)
            .await?;
        let number = next as u32;
        let parts: Vec<&str> = campaign.parts.iter().map(|part| part.code()).collect();
        sqlx::query(
            "insert into campaigns (number, author, started_at, parts, subject, letter, deadline)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(next)
        .bind(&campaign.author)
        .bind(campaign.started_at)
        .bind(parts.join(" "))
        .bind(&campaign.subject)
        .bind(&campaign.letter)
        .bind(campaign.deadline.to_string())
        .execute(&mut *transaction)
        .await?;
        for link in links {
            add(&mut transaction, link, Some(number)).await?;
        }
        for letter in letters {
            outbox::add(&mut transaction, letter).await?;
        }
        transaction.commit().await?;
        Ok(number)
    }

    async fn list_campaigns(&self) -> Result<Listed<NewCampaign>, StoreError> {
        let rows = sqlx::query(
            "select author, started_at, parts, subject, letter, deadline, number
             from campaigns
             order by number",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Campaign, number_key(6), campaign))
    }

    async fn find_campaign(&self, number: u32) -> Result<Option<NewCampaign>, StoreError> {
        let row = sqlx::query(
            "select author, started_at, parts, subject, letter, deadline
             from campaigns
             where number = $1",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers())
        .await?;
        row.as_ref().map(campaign).transpose()
    }

    async fn give_again(&self, tokens: &[NewToken], letters: &[NewLetter]) -> Result<Vec<u32>, StoreError> {
        let mut transaction = self.begin().await?;
        let mut given = Vec::new();
        for token in tokens {
            let reminds = letters.iter().any(|letter| letter.token == token.token);
            let renewed = sqlx::query(
                "update provider_links
                 set expires_at = $1, reminded_at = case when $2 then $3 else reminded_at end
                 where number = $4
                   and not exists (
                     select 1 from provider_links as later
                     where later.finess = provider_links.finess and later.number > provider_links.number
                   )",
            )
            .bind(token.expires_at)
            .bind(reminds)
            .bind(token.made_at)
            .bind(i64::from(token.link))
            .execute(&mut *transaction)
            .await?;
            if renewed.rows_affected() == 0 {
                continue;
            }
            sqlx::query("insert into link_tokens (token_hash, link, author, made_at) values ($1, $2, $3, $4)")
                .bind(token.token.as_str())
                .bind(i64::from(token.link))
                .bind(&token.author)
                .bind(token.made_at)
                .execute(&mut *transaction)
                .await?;
            for letter in letters.iter().filter(|letter| letter.token == token.token) {
                outbox::add(&mut transaction, letter).await?;
            }
            given.push(token.link);
        }
        transaction.commit().await?;
        Ok(given)
    }

    async fn letter_returned(&self, link: u32, by: &str, at: Seconds) -> Result<(), StoreError> {
        sqlx::query("update provider_links set failure = $1, returned_by = $2, returned_at = $3 where number = $4")
            .bind(MailFailure::Returned.code())
            .bind(by)
            .bind(at)
            .bind(i64::from(link))
            .execute(&self.writer())
            .await?;
        Ok(())
    }

    async fn find_provider_link(&self, token: &Hashed, now: Seconds) -> Result<Option<ProviderLink>, StoreError> {
        let row = sqlx::query(
            "select number, finess, token_hash, campaign, author, sent_to, made_at, expires_at, answered_at, answer,
                    failure, reminded_at
             from provider_links
             where expires_at > $2
               and (token_hash = $1 or number = (select link from link_tokens where token_hash = $1))",
        )
        .bind(token.as_str())
        .bind(now)
        .fetch_optional(&self.readers())
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
        let mut transaction = self.begin().await?;
        let marked = sqlx::query(
            "update provider_links
             set answered_at = case when $2 = $4 and answer is not null then answered_at else $1 end,
                 answer = case when $2 = $4 and answer is not null then answer else $2 end
             where number = $3 and expires_at > $1",
        )
        .bind(at)
        .bind(answer.code())
        .bind(i64::from(number))
        .bind(LinkAnswer::Begun.code())
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
            "select number, finess, token_hash, campaign, author, sent_to, made_at, expires_at, answered_at, answer,
                    failure, reminded_at
             from provider_links
             order by number desc",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Link, number_key(0), link))
    }
}
