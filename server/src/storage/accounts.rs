//! Accounts of the staff, their links, codes and sessions. Of a token or a code only the hash is kept.

use std::future::Future;

use app::access::{AccountName, Role};

use super::StoreError;
use crate::mail::EmailAddress;
use crate::secrets::Hashed;

/// Seconds since 1970.
pub type Seconds = i64;

/// One member of the staff. It has no `Debug`: it holds secrets.
#[derive(Clone)]
pub struct Account {
    pub name: AccountName,
    pub role: Role,
    /// Argon2id, in the PHC form; none until the first link was used.
    pub password: Option<String>,
    /// Secret of the second factor in base 32; none until it was confirmed by a code.
    pub secret: Option<String>,
    /// By which a provider of identities names its owner.
    pub email: Option<EmailAddress>,
}

/// What came of giving an account an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailSet {
    Done,
    NoAccount,
    /// It is another account's.
    Taken,
}

/// A link by which a password is chosen once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub token: Hashed,
    pub expires_at: Seconds,
}

/// A browser that signs in.
#[derive(Clone)]
pub struct NewSession {
    pub token: Hashed,
    pub account: AccountName,
    /// Secret offered for a second factor, until one is confirmed.
    pub offered_secret: String,
    pub started_at: Seconds,
}

#[derive(Clone)]
pub struct Session {
    /// Grows, and is never given twice.
    pub number: u32,
    pub session: NewSession,
    pub used_at: Seconds,
}

/// Keeps accounts. Every method is all or nothing; `false` says that there was nothing to do it to.
pub trait AccountStore: Send + Sync {
    /// False when the name is taken.
    fn add_account(
        &self,
        name: &AccountName,
        role: Role,
        link: &Link,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// In order of name.
    fn list_accounts(&self) -> impl Future<Output = Result<Vec<Account>, StoreError>> + Send;

    fn find_account(&self, name: &AccountName) -> impl Future<Output = Result<Option<Account>, StoreError>> + Send;

    /// Whose address it is.
    fn find_account_by_email(
        &self,
        email: &EmailAddress,
    ) -> impl Future<Output = Result<Option<Account>, StoreError>> + Send;

    /// Gives an account its address, or takes it away.
    fn set_email(
        &self,
        name: &AccountName,
        email: Option<&EmailAddress>,
    ) -> impl Future<Output = Result<EmailSet, StoreError>> + Send;

    /// A new link; the password, the second factor, its codes and every session are gone. The address stays.
    fn reset_account(&self, name: &AccountName, link: &Link) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// With all that belongs to it. What it wrote keeps its name.
    fn remove_account(&self, name: &AccountName) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Whose link it is, while it holds.
    fn find_link(
        &self,
        token: &Hashed,
        now: Seconds,
    ) -> impl Future<Output = Result<Option<AccountName>, StoreError>> + Send;

    /// Uses a link up.
    fn choose_password(
        &self,
        token: &Hashed,
        now: Seconds,
        password: &str,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Confirms a second factor by its first code. False when there is one already.
    fn enrol(
        &self,
        name: &AccountName,
        secret: &str,
        step: u64,
        codes: &[Hashed],
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Takes the code of a step. False when it, or a later one, was taken before.
    fn take_step(&self, name: &AccountName, step: u64) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Uses a recovery code up.
    fn take_recovery_code(
        &self,
        name: &AccountName,
        code: &Hashed,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    fn start_session(&self, session: NewSession) -> impl Future<Output = Result<(), StoreError>> + Send;

    fn find_session(&self, token: &Hashed) -> impl Future<Output = Result<Option<Session>, StoreError>> + Send;

    fn touch_session(&self, number: u32, now: Seconds) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Newest first.
    fn list_sessions(&self, name: &AccountName) -> impl Future<Output = Result<Vec<Session>, StoreError>> + Send;

    /// Only one of one's own.
    fn end_session(&self, name: &AccountName, number: u32) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Forgets sessions that started or were last used before these times.
    fn forget_sessions(
        &self,
        started_before: Seconds,
        used_before: Seconds,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
