//! Accounts of the staff, their links, codes and sessions. Of a token or a code only the hash is kept.

use async_trait::async_trait;

use app::access::{AccountName, Role};

use super::{Listed, StoreError};
use crate::mail::EmailAddress;
use crate::secrets::Hashed;

/// Bytes of a key of the site.
pub const KEY_BYTES: usize = 64;

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

/// By what someone proves, beside their password or their provider's word, that an account is theirs. Used up by it.
#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    /// Nothing beside: there is no second factor.
    FirstFactor,
    /// The code of a step. Not when it, or a later one, was taken before.
    Step(u64),
    RecoveryCode(Hashed),
}

domain::closed_list! {
    /// By what someone is recognised, before any second factor.
    SignInWay {
        Password = "password",
        Provider = "provider",
    }
}

/// A device that an account signs in from. The name that its owner gave it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    pub hash: Hashed,
    pub name: String,
}

/// A browser that signs in, with all that it changes.
#[derive(Clone)]
pub struct SignIn {
    pub session: NewSession,
    /// As it was read when its owner was recognised: where its password or its second factor changed since, nobody was.
    pub account: Account,
    pub proof: Proof,
    /// The session that the browser had.
    pub replaces: Option<Hashed>,
    /// The device that it comes from, where it is known by a cookie of its own.
    pub device: Option<NewDevice>,
    pub way: SignInWay,
    /// Sessions that started, or were last used, before these times are forgotten.
    pub started_before: Seconds,
    pub used_before: Seconds,
}

impl SignIn {
    /// Without a second factor, in a browser that had no session; no other is forgotten.
    pub fn new(session: NewSession, account: Account) -> Self {
        let (started_before, used_before) = (Seconds::MIN, Seconds::MIN);
        Self {
            session,
            account,
            proof: Proof::FirstFactor,
            replaces: None,
            device: None,
            way: SignInWay::Password,
            started_before,
            used_before,
        }
    }
}

#[derive(Clone)]
pub struct Session {
    /// Grows, and is never given twice.
    pub number: u32,
    pub session: NewSession,
    pub used_at: Seconds,
    /// Name of its device; empty where it has none.
    pub device: String,
    pub way: SignInWay,
}

/// Keeps accounts. Every method is all or nothing; `false` says that there was nothing to do it to.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// In order of name.
    async fn list_accounts(&self) -> Result<Listed<Account>, StoreError>;

    async fn find_account(&self, name: &AccountName) -> Result<Option<Account>, StoreError>;

    /// Whose address it is.
    async fn find_account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError>;

    /// Whose link it is, while it holds.
    async fn find_link(&self, token: &Hashed, now: Seconds) -> Result<Option<AccountName>, StoreError>;

    /// Uses a link up: every other link and every session of its account are gone.
    async fn choose_password(&self, token: &Hashed, now: Seconds, password: &str) -> Result<bool, StoreError>;

    /// Confirms a second factor by its first code. False when there is one already.
    async fn enrol(&self, name: &AccountName, secret: &str, step: u64, codes: &[Hashed]) -> Result<bool, StoreError>;

    /// Uses the proof up, starts the session, and ends those that it ends. False, and nothing is done, when the proof was
    /// used before or the account changed since it was read.
    async fn sign_in(&self, sign_in: &SignIn) -> Result<bool, StoreError>;

    async fn find_session(&self, token: &Hashed) -> Result<Option<Session>, StoreError>;

    async fn touch_session(&self, number: u32, now: Seconds) -> Result<(), StoreError>;

    /// Of an account, or of all. Newest first.
    async fn list_sessions(&self, of: Option<&AccountName>) -> Result<Listed<Session>, StoreError>;

    /// Only one of one's own.
    async fn end_session(&self, name: &AccountName, number: u32) -> Result<bool, StoreError>;

    /// The key by which this site signs the cookies of known devices: the one that is kept, else this one, which is kept.
    async fn device_key(&self, new: &[u8; KEY_BYTES]) -> Result<Vec<u8>, StoreError>;
}
