//! Letters that wait to be mailed.

use std::collections::BTreeMap;

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::values::closed_list::ClosedList;
use sqlx::{Row, Transaction};

use super::{Db, DbRow, SqlStore, number_key};
use crate::secrets::Hashed;
use crate::storage::accounts::Seconds;
use crate::storage::links::MailFailure;
use crate::storage::outbox::{Letter, NewLetter, OutboxStore};
use crate::storage::{Listed, StoreError};

/// Letters that are read at once to find one.
const LOOKED_AT: i64 = 20;

/// Adds a letter, with the link that it carries.
pub(super) async fn add(transaction: &mut Transaction<'_, Db>, letter: &NewLetter) -> Result<(), StoreError> {
    sqlx::query(
        "insert into outbox (token_hash, recipient, subject, body, queued_at, not_before, tries)
         values ($1, $2, $3, $4, $5, $5, 0)",
    )
    .bind(letter.token.as_str())
    .bind(&letter.recipient)
    .bind(&letter.subject)
    .bind(&letter.text)
    .bind(letter.queued_at)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The number of the link that a token leads to; none where it is gone.
async fn link_of(transaction: &mut Transaction<'_, Db>, token: &Hashed) -> Result<Option<i64>, StoreError> {
    let number = sqlx::query_scalar(
        "select number from provider_links where token_hash = $1
         union all
         select link from link_tokens where token_hash = $1
         limit 1",
    )
    .bind(token.as_str())
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(number)
}

/// A letter from number, token, recipient, subject, text, time and tries.
fn letter(row: &DbRow) -> Result<Letter, StoreError> {
    Ok(Letter {
        number: row.try_get::<i64, _>(0)? as u32,
        letter: NewLetter {
            token: Hashed::stored(row.try_get(1)?),
            recipient: row.try_get(2)?,
            subject: row.try_get(3)?,
            text: row.try_get(4)?,
            queued_at: row.try_get(5)?,
        },
        tries: row.try_get::<i64, _>(6)? as u32,
    })
}

#[async_trait]
impl OutboxStore for SqlStore {
    async fn take_letter(&self, now: Seconds, pause_after: fn(u32) -> Seconds) -> Result<Option<Letter>, StoreError> {
        let mut transaction = self.begin().await?;
        let mut passed = 0_i64;
        let letter = loop {
            let rows = sqlx::query(
                "select number, token_hash, recipient, subject, body, queued_at, tries
                 from outbox
                 where not_before <= $1
                 order by not_before, number
                 limit $2 offset $3",
            )
            .bind(now)
            .bind(LOOKED_AT)
            .bind(passed)
            .fetch_all(&mut *transaction)
            .await?;
            if let Some(letter) = rows.iter().find_map(|row| letter(row).ok()) {
                break letter;
            }
            if rows.is_empty() {
                return Ok(None);
            }
            passed += LOOKED_AT;
        };
        sqlx::query("update outbox set not_before = $1, tries = tries + 1 where number = $2")
            .bind(now.saturating_add(pause_after(letter.tries)))
            .bind(i64::from(letter.number))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(letter))
    }

    async fn list_letters(&self) -> Result<Listed<Letter>, StoreError> {
        let rows = sqlx::query(
            "select number, token_hash, recipient, subject, body, queued_at, tries
             from outbox
             order by number",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Letter, number_key(0), letter))
    }

    async fn letter_left(&self, number: u32, token: &Hashed, recipient: &str) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let link = link_of(&mut transaction, token).await?;
        sqlx::query("update provider_links set sent_to = $1, failure = null where number = $2")
            .bind(recipient)
            .bind(link)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("delete from outbox where number = $1").bind(i64::from(number)).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn drop_letter(&self, number: u32, failure: MailFailure) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let token: Option<String> = sqlx::query_scalar("delete from outbox where number = $1 returning token_hash")
            .bind(i64::from(number))
            .fetch_optional(&mut *transaction)
            .await?;
        if let Some(token) = token {
            let link = link_of(&mut transaction, &Hashed::stored(token)).await?;
            sqlx::query("update provider_links set failure = $1 where number = $2")
                .bind(failure.code())
                .bind(link)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn list_waiting(&self) -> Result<BTreeMap<u32, u32>, StoreError> {
        let rows = sqlx::query(
            "select link.number, max(outbox.tries)
             from outbox
             left join link_tokens as later on later.token_hash = outbox.token_hash
             join provider_links as link on link.token_hash = outbox.token_hash or link.number = later.link
             group by link.number
             order by link.number",
        )
        .fetch_all(&self.readers())
        .await?;
        let pair = |row: &DbRow| Ok((row.try_get::<i64, _>(0)? as u32, row.try_get::<i64, _>(1)? as u32));
        rows.iter().map(pair).collect()
    }

    async fn count_letters(&self) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar("select count(*) from outbox").fetch_one(&self.readers()).await?;
        Ok(count as u32)
    }
}
