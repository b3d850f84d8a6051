//! What is done to accounts after the sign-in: by those who administer, at a screen or a terminal, and by their owners. Each
//! is one transaction that also leaves its line in the journal of accounts.

use app::access::{AccountName, Role};
use app::staff::accounts::AccountAct;
use async_trait::async_trait;

use super::accounts::{Link, Seconds};
use super::outbox::NewLetter;
use super::{Listed, StoreError};
use crate::mail::EmailAddress;

/// What someone who administers does to an account. It has no `Debug`: letters hold tokens.
#[derive(Clone)]
pub enum AccountChange {
    Create {
        role: Role,
        email: Option<EmailAddress>,
        link: Link,
        letter: Option<NewLetter>,
    },
    SetRole(Role),
    SetEmail(Option<EmailAddress>),
    /// The password and every session are gone; the second factor stays.
    ResetPassword {
        link: Link,
        letter: Option<NewLetter>,
    },
    /// The second factor, its codes and every session are gone; the password stays.
    ResetSecondFactor,
    /// Both, for who has neither any more: a new link. The address stays.
    Reset(Link),
    /// The account is removed. What it wrote keeps its name.
    Revoke,
}

#[derive(Clone)]
pub struct Administration {
    /// None: at a terminal of the server.
    pub actor: Option<AccountName>,
    pub account: AccountName,
    pub change: AccountChange,
    pub at: Seconds,
}

/// What came of it; nothing was written but where it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Administered {
    Done,
    NoAccount,
    NameTaken,
    /// The address is another account's.
    EmailTaken,
    /// Nobody would administer any more.
    LastAdmin,
}

/// A line of the journal of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEvent {
    /// Empty: at a terminal of the server.
    pub actor: String,
    pub account: String,
    pub act: AccountAct,
    /// That was given, if one was.
    pub role: Option<Role>,
    pub at: Seconds,
}

/// Another password, chosen by someone who is signed in.
#[derive(Clone)]
pub struct PasswordChange {
    pub account: AccountName,
    /// The hash that the right password was compared with: another one since is not replaced.
    pub from: String,
    pub to: String,
    /// The session that goes on; the others end.
    pub session: u32,
    pub at: Seconds,
}

#[async_trait]
pub trait AccountChangeStore: Send + Sync {
    async fn administer(&self, done: &Administration) -> Result<Administered, StoreError>;

    /// The last lines, newest first.
    async fn list_account_events(&self, most: u32) -> Result<Listed<AccountEvent>, StoreError>;

    /// One more link by which an account may choose a password, and the letter that takes it there. The password of today
    /// goes on until another is chosen.
    async fn mail_link(&self, account: &AccountName, link: &Link, letter: &NewLetter) -> Result<(), StoreError>;

    /// False, and nothing is done, where the password changed since it was compared.
    async fn change_password(&self, change: &PasswordChange) -> Result<bool, StoreError>;

    /// Names the device of one of one's sessions.
    async fn name_device(&self, account: &AccountName, session: u32, device: &str) -> Result<bool, StoreError>;
}
