//! Accounts, links, codes and sessions. A token or a code is looked for by its hash, in one statement that also
//! uses it up.

use app::access::{AccountName, Role};
use app::staff::accounts::AccountAct;
use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::values::closed_list::ClosedList;
use sqlx::Row;

use super::{DbRow, SqlStore, account_changes, number_key, text_key, unavailable};
use crate::mail::EmailAddress;
use crate::secrets::Hashed;
use crate::storage::accounts::{
    Account, AccountStore, KEY_BYTES, NewDevice, NewSession, Proof, Seconds, Session, SignIn, SignInWay,
};
use crate::storage::{Listed, StoreError};

/// An account is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("an account is stored in a form this program cannot read")]
pub(super) struct UnreadableAccount;

fn name_of(text: &str) -> Result<AccountName, StoreError> {
    AccountName::parse(text).ok_or_else(|| unavailable(UnreadableAccount))
}

/// An account from name, role, password, secret and address.
fn account(row: &DbRow) -> Result<Account, StoreError> {
    let email: Option<String> = row.try_get(4)?;
    let email = email.map(|email| EmailAddress::parse(&email).map_err(|_| unavailable(UnreadableAccount)));
    Ok(Account {
        name: name_of(row.try_get(0)?)?,
        role: Role::from_code(row.try_get(1)?).ok_or_else(|| unavailable(UnreadableAccount))?,
        password: row.try_get(2)?,
        secret: row.try_get(3)?,
        email: email.transpose()?,
    })
}

/// A session from number, token, account, offered secret, start, last use, name of the device and way in.
fn session(row: &DbRow) -> Result<Session, StoreError> {
    Ok(Session {
        number: row.try_get::<i64, _>(0)? as u32,
        session: NewSession {
            token: Hashed::stored(row.try_get(1)?),
            account: name_of(row.try_get(2)?)?,
            offered_secret: row.try_get(3)?,
            started_at: row.try_get(4)?,
        },
        used_at: row.try_get(5)?,
        device: row.try_get(6)?,
        way: SignInWay::from_code(row.try_get(7)?).ok_or_else(|| unavailable(UnreadableAccount))?,
    })
}

/// Seconds that a device is known after its last sign-in: 180 days, as its cookie.
const DEVICE_SECONDS: Seconds = 180 * 24 * 3600;

#[async_trait]
impl AccountStore for SqlStore {
    async fn list_accounts(&self) -> Result<Listed<Account>, StoreError> {
        let rows = sqlx::query("select name, role, password, secret, openid_email from accounts order by name")
            .fetch_all(&self.readers())
            .await?;
        Ok(Listed::read(&rows, RowKind::Account, text_key(0), account))
    }

    async fn find_account(&self, name: &AccountName) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query("select name, role, password, secret, openid_email from accounts where name = $1")
            .bind(name.as_str())
            .fetch_optional(&self.readers())
            .await?;
        row.as_ref().map(account).transpose()
    }

    async fn find_account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let row =
            sqlx::query("select name, role, password, secret, openid_email from accounts where openid_email = $1")
                .bind(email.as_str())
                .fetch_optional(&self.readers())
                .await?;
        row.as_ref().map(account).transpose()
    }

    async fn find_link(&self, token: &Hashed, now: Seconds) -> Result<Option<AccountName>, StoreError> {
        let name: Option<String> = sqlx::query_scalar(
            "select account from account_links where token_hash = $1 and expires_at > $2
             union
             select account from mailed_links where token_hash = $1 and expires_at > $2",
        )
        .bind(token.as_str())
        .bind(now)
        .fetch_optional(&self.readers())
        .await?;
        name.map(|name| name_of(&name)).transpose()
    }

    async fn choose_password(&self, token: &Hashed, now: Seconds, password: &str) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let mut name: Option<String> = None;
        for link in [
            "delete from account_links where token_hash = $1 and expires_at > $2 returning account",
            "delete from mailed_links where token_hash = $1 and expires_at > $2 returning account",
        ] {
            let used = sqlx::query_scalar(link).bind(token.as_str()).bind(now);
            name = name.or(used.fetch_optional(&mut *transaction).await?);
        }
        let Some(name) = name else { return Ok(false) };
        sqlx::query("update accounts set password = $1 where name = $2")
            .bind(password)
            .bind(&name)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("delete from sessions where account = $1").bind(&name).execute(&mut *transaction).await?;
        account_changes::forget_links(&mut transaction, &name).await?;
        account_changes::record(&mut transaction, &name, &name, AccountAct::PasswordChosen, None, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn enrol(&self, name: &AccountName, secret: &str, step: u64, codes: &[Hashed]) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let written = sqlx::query("update accounts set secret = $1, last_step = $2 where name = $3 and secret is null")
            .bind(secret)
            .bind(step as i64)
            .bind(name.as_str())
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        if written == 1 {
            for code in codes {
                sqlx::query("insert into recovery_codes (account, code_hash) values ($1, $2)")
                    .bind(name.as_str())
                    .bind(code.as_str())
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        transaction.commit().await?;
        Ok(written == 1)
    }

    async fn sign_in(&self, sign_in: &SignIn) -> Result<bool, StoreError> {
        let SignIn { session, account, proof, replaces, device, way, started_before, used_before } = sign_in;
        let name = account.name.as_str();
        let mut transaction = self.begin().await?;
        let used = match proof {
            Proof::FirstFactor => None,
            Proof::Step(step) => Some(
                sqlx::query("update accounts set last_step = $1 where name = $2 and coalesce(last_step, -1) < $1")
                    .bind(*step as i64)
                    .bind(name),
            ),
            Proof::RecoveryCode(code) => Some(
                sqlx::query("delete from recovery_codes where account = $1 and code_hash = $2")
                    .bind(name)
                    .bind(code.as_str()),
            ),
        };
        if let Some(used) = used
            && used.execute(&mut *transaction).await?.rows_affected() != 1
        {
            return Ok(false);
        }
        let started = sqlx::query(
            "insert into sessions (token_hash, account, offered_secret, started_at, used_at, device_hash, way)
             select $1, name, $2, $3, $3, $7, $8
             from accounts
             where name = $4 and password is not distinct from $5 and secret is not distinct from $6",
        )
        .bind(session.token.as_str())
        .bind(&session.offered_secret)
        .bind(session.started_at)
        .bind(name)
        .bind(account.password.as_deref())
        .bind(account.secret.as_deref())
        .bind(device.as_ref().map(|device| device.hash.as_str()))
        .bind(way.code())
        .execute(&mut *transaction)
        .await?;
        if started.rows_affected() != 1 {
            return Ok(false);
        }
        if let Some(NewDevice { hash, name: device }) = device {
            sqlx::query(
                "insert into account_devices (account, device_hash, name, used_at)
                 values ($1, $2, $3, $4)
                 on conflict (account, device_hash) do update set used_at = excluded.used_at",
            )
            .bind(name)
            .bind(hash.as_str())
            .bind(device)
            .bind(session.started_at)
            .execute(&mut *transaction)
            .await?;
            // Their cookie is gone by then.
            sqlx::query("delete from account_devices where used_at < $1")
                .bind(session.started_at - DEVICE_SECONDS)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query(
            "delete from sessions
             where token_hash <> $1 and (token_hash = $2 or started_at < $3 or used_at < $4)",
        )
        .bind(session.token.as_str())
        .bind(replaces.as_ref().map(Hashed::as_str))
        .bind(*started_before)
        .bind(*used_before)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn find_session(&self, token: &Hashed) -> Result<Option<Session>, StoreError> {
        let row = sqlx::query(
            "select number, token_hash, account, offered_secret, started_at, used_at, '', way
             from sessions
             where token_hash = $1",
        )
        .bind(token.as_str())
        .fetch_optional(&self.readers())
        .await?;
        row.as_ref().map(session).transpose()
    }

    async fn touch_session(&self, number: u32, now: Seconds) -> Result<(), StoreError> {
        let touched = sqlx::query("update sessions set used_at = $1 where number = $2").bind(now);
        touched.bind(i64::from(number)).execute(&self.writer()).await?;
        Ok(())
    }

    async fn list_sessions(&self, of: Option<&AccountName>) -> Result<Listed<Session>, StoreError> {
        let rows = sqlx::query(
            "select number, token_hash, sessions.account, offered_secret, started_at, sessions.used_at, coalesce(name, ''), way
             from sessions
             left join account_devices
                 on account_devices.account = sessions.account and account_devices.device_hash = sessions.device_hash
             where sessions.account = coalesce($1, sessions.account)
             order by number desc",
        )
        .bind(of.map(AccountName::as_str))
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Session, number_key(0), session))
    }

    async fn end_session(&self, name: &AccountName, number: u32) -> Result<bool, StoreError> {
        let ended = sqlx::query("delete from sessions where account = $1 and number = $2").bind(name.as_str());
        Ok(ended.bind(i64::from(number)).execute(&self.writer()).await?.rows_affected() == 1)
    }

    async fn device_key(&self, new: &[u8; KEY_BYTES]) -> Result<Vec<u8>, StoreError> {
        let find = "select key from site_keys where name = 'devices'";
        if let Some(key) = sqlx::query_scalar(find).fetch_optional(&self.readers()).await? {
            return Ok(key);
        }
        let mut transaction = self.begin().await?;
        // Another process may have made one meanwhile.
        sqlx::query("insert into site_keys (name, key) values ('devices', $1) on conflict (name) do nothing")
            .bind(&new[..])
            .execute(&mut *transaction)
            .await?;
        let key = sqlx::query_scalar(find).fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(key)
    }
}
