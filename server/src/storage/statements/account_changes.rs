//! What is done to accounts after the sign-in.

use app::access::{AccountName, Role};
use app::staff::accounts::AccountAct;
use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::values::closed_list::ClosedList;
use sqlx::{Row, Transaction};

use super::accounts::UnreadableAccount;
use super::{Db, DbResult, DbRow, SqlStore, number_key, outbox, unavailable};
use crate::mail::EmailAddress;
use crate::storage::account_changes::{
    AccountChange, AccountChangeStore, AccountEvent, Administered, Administration, PasswordChange,
};
use crate::storage::accounts::{Link, Seconds};
use crate::storage::outbox::NewLetter;
use crate::storage::{Listed, StoreError};

/// A line of the journal of accounts, within a transaction.
pub(super) async fn record(
    transaction: &mut Transaction<'_, Db>,
    actor: &str,
    account: &str,
    act: AccountAct,
    role: Option<Role>,
    at: Seconds,
) -> Result<(), StoreError> {
    sqlx::query("insert into account_events (actor, account, act, role, recorded_at) values ($1, $2, $3, $4, $5)")
        .bind(actor)
        .bind(account)
        .bind(act.code())
        .bind(role.map(Role::code))
        .bind(at)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The link by which an account chooses its password takes the place of those that it had.
async fn renew_link(
    transaction: &mut Transaction<'_, Db>,
    account: &str,
    link: &Link,
    letter: Option<&NewLetter>,
) -> Result<(), StoreError> {
    forget_links(transaction, account).await?;
    sqlx::query("insert into account_links (account, token_hash, expires_at) values ($1, $2, $3)")
        .bind(account)
        .bind(link.token.as_str())
        .bind(link.expires_at)
        .execute(&mut **transaction)
        .await?;
    if let Some(letter) = letter {
        outbox::add(transaction, letter).await?;
    }
    Ok(())
}

/// Every link of an account is gone.
pub(super) async fn forget_links(transaction: &mut Transaction<'_, Db>, account: &str) -> Result<(), StoreError> {
    for gone in ["delete from account_links where account = $1", "delete from mailed_links where account = $1"] {
        sqlx::query(gone).bind(account).execute(&mut **transaction).await?;
    }
    Ok(())
}

async fn end_sessions(transaction: &mut Transaction<'_, Db>, account: &str) -> Result<(), StoreError> {
    sqlx::query("delete from sessions where account = $1").bind(account).execute(&mut **transaction).await?;
    Ok(())
}

/// Whether an account administers and no other does.
async fn is_last_admin(transaction: &mut Transaction<'_, Db>, account: &str) -> Result<bool, StoreError> {
    let is_last = sqlx::query_scalar(
        "select exists (select 1 from accounts where name = $1 and role = $2)
            and not exists (select 1 from accounts where name <> $1 and role = $2)",
    );
    Ok(is_last.bind(account).bind(Role::Admin.code()).fetch_one(&mut **transaction).await?)
}

/// What a statement on one account came to; the only constraint that it may break is that of the address.
fn written(done: Result<DbResult, sqlx::Error>, none: Administered) -> Result<Administered, StoreError> {
    match done {
        Ok(done) if done.rows_affected() == 1 => Ok(Administered::Done),
        Ok(_) => Ok(none),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(Administered::EmailTaken),
        Err(error) => Err(error.into()),
    }
}

async fn clear_password(transaction: &mut Transaction<'_, Db>, account: &str) -> Result<Administered, StoreError> {
    let update = sqlx::query("update accounts set password = null where name = $1").bind(account);
    written(update.execute(&mut **transaction).await, Administered::NoAccount)
}

async fn clear_second_factor(transaction: &mut Transaction<'_, Db>, account: &str) -> Result<Administered, StoreError> {
    let update = sqlx::query("update accounts set secret = null, last_step = null where name = $1").bind(account);
    let cleared = written(update.execute(&mut **transaction).await, Administered::NoAccount)?;
    sqlx::query("delete from recovery_codes where account = $1").bind(account).execute(&mut **transaction).await?;
    Ok(cleared)
}

/// Does it, within a transaction that is given up where it was not done.
async fn apply(transaction: &mut Transaction<'_, Db>, done: &Administration) -> Result<Administered, StoreError> {
    let (name, none) = (done.account.as_str(), Administered::NoAccount);
    let loses_admin = match &done.change {
        AccountChange::SetRole(role) => *role != Role::Admin,
        AccountChange::Revoke => true,
        AccountChange::Create { .. }
        | AccountChange::SetEmail(_)
        | AccountChange::ResetPassword { .. }
        | AccountChange::ResetSecondFactor
        | AccountChange::Reset(_) => false,
    };
    if loses_admin && is_last_admin(transaction, name).await? {
        return Ok(Administered::LastAdmin);
    }
    match &done.change {
        AccountChange::Create { role, email, link, letter } => {
            let insert = "insert into accounts (name, role, openid_email)
                          values ($1, $2, $3)
                          on conflict (name) do nothing";
            let insert =
                sqlx::query(insert).bind(name).bind(role.code()).bind(email.as_ref().map(EmailAddress::as_str));
            let added = written(insert.execute(&mut **transaction).await, Administered::NameTaken)?;
            if added == Administered::Done {
                renew_link(transaction, name, link, letter.as_ref()).await?;
            }
            Ok(added)
        }
        AccountChange::SetRole(role) => {
            let update = sqlx::query("update accounts set role = $1 where name = $2").bind(role.code()).bind(name);
            written(update.execute(&mut **transaction).await, none)
        }
        AccountChange::SetEmail(email) => {
            let email = email.as_ref().map(EmailAddress::as_str);
            let update = sqlx::query("update accounts set openid_email = $1 where name = $2").bind(email).bind(name);
            written(update.execute(&mut **transaction).await, none)
        }
        AccountChange::ResetPassword { link, letter } => {
            let reset = clear_password(transaction, name).await?;
            if reset == Administered::Done {
                end_sessions(transaction, name).await?;
                renew_link(transaction, name, link, letter.as_ref()).await?;
            }
            Ok(reset)
        }
        AccountChange::ResetSecondFactor => {
            let reset = clear_second_factor(transaction, name).await?;
            if reset == Administered::Done {
                end_sessions(transaction, name).await?;
            }
            Ok(reset)
        }
        AccountChange::Reset(link) => {
            let reset = clear_password(transaction, name).await?;
            if reset == Administered::Done {
                clear_second_factor(transaction, name).await?;
                end_sessions(transaction, name).await?;
                renew_link(transaction, name, link, None).await?;
            }
            Ok(reset)
        }
        AccountChange::Revoke => {
            let delete = sqlx::query("delete from accounts where name = $1").bind(name);
            written(delete.execute(&mut **transaction).await, none)
        }
    }
}

/// A line from actor, account, act, role and time.
fn event(row: &DbRow) -> Result<AccountEvent, StoreError> {
    let unreadable = || unavailable(UnreadableAccount);
    let role: Option<&str> = row.try_get(3)?;
    Ok(AccountEvent {
        actor: row.try_get(0)?,
        account: row.try_get(1)?,
        act: AccountAct::from_code(row.try_get(2)?).ok_or_else(unreadable)?,
        role: role.map(|code| Role::from_code(code).ok_or_else(unreadable)).transpose()?,
        at: row.try_get(4)?,
    })
}

#[async_trait]
impl AccountChangeStore for SqlStore {
    async fn administer(&self, done: &Administration) -> Result<Administered, StoreError> {
        let mut transaction = self.begin().await?;
        let came = apply(&mut transaction, done).await?;
        if came != Administered::Done {
            return Ok(came);
        }
        let acts: &[(AccountAct, Option<Role>)] = match &done.change {
            AccountChange::Create { role, .. } => &[(AccountAct::Created, Some(*role))],
            AccountChange::SetRole(role) => &[(AccountAct::RoleChanged, Some(*role))],
            AccountChange::SetEmail(_) => &[(AccountAct::EmailChanged, None)],
            AccountChange::ResetPassword { .. } => &[(AccountAct::PasswordReset, None)],
            AccountChange::ResetSecondFactor => &[(AccountAct::SecondFactorReset, None)],
            AccountChange::Reset(_) => &[(AccountAct::PasswordReset, None), (AccountAct::SecondFactorReset, None)],
            AccountChange::Revoke => &[(AccountAct::Revoked, None)],
        };
        let actor = done.actor.as_ref().map_or("", AccountName::as_str);
        for (act, role) in acts {
            record(&mut transaction, actor, done.account.as_str(), *act, *role, done.at).await?;
        }
        transaction.commit().await?;
        Ok(came)
    }

    async fn list_account_events(&self, most: u32) -> Result<Listed<AccountEvent>, StoreError> {
        let rows = sqlx::query(
            "select actor, account, act, role, recorded_at, number
             from account_events
             order by number desc
             limit $1",
        )
        .bind(i64::from(most))
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::AccountEvent, number_key(5), event))
    }

    async fn mail_link(&self, account: &AccountName, link: &Link, letter: &NewLetter) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("delete from mailed_links where account = $1 and expires_at <= $2")
            .bind(account.as_str())
            .bind(letter.queued_at)
            .execute(&mut *transaction)
            .await?;
        let added = sqlx::query(
            "insert into mailed_links (token_hash, account, expires_at)
             select $1, name, $2
             from accounts
             where name = $3",
        )
        .bind(link.token.as_str())
        .bind(link.expires_at)
        .bind(account.as_str())
        .execute(&mut *transaction)
        .await?;
        // The account may have been revoked meanwhile.
        if added.rows_affected() == 1 {
            outbox::add(&mut transaction, letter).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn change_password(&self, change: &PasswordChange) -> Result<bool, StoreError> {
        let name = change.account.as_str();
        let mut transaction = self.begin().await?;
        let changed = sqlx::query("update accounts set password = $1 where name = $2 and password = $3")
            .bind(&change.to)
            .bind(name)
            .bind(&change.from)
            .execute(&mut *transaction)
            .await?;
        if changed.rows_affected() != 1 {
            return Ok(false);
        }
        sqlx::query("delete from sessions where account = $1 and number <> $2")
            .bind(name)
            .bind(i64::from(change.session))
            .execute(&mut *transaction)
            .await?;
        forget_links(&mut transaction, name).await?;
        record(&mut transaction, name, name, AccountAct::PasswordChanged, None, change.at).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn name_device(&self, account: &AccountName, session: u32, device: &str) -> Result<bool, StoreError> {
        let named = sqlx::query(
            "update account_devices
             set name = $1
             where account = $2
               and device_hash = (select device_hash from sessions where account = $2 and number = $3)",
        )
        .bind(device)
        .bind(account.as_str())
        .bind(i64::from(session))
        .execute(&self.writer())
        .await?;
        Ok(named.rows_affected() == 1)
    }
}
