//! Letters that wait to be mailed. They are kept whole until they leave, token included: once they have left, or were
//! refused, only the hash of a token is known.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::accounts::Seconds;
use super::links::MailFailure;
use super::{Listed, StoreError};
use crate::secrets::Hashed;

/// A letter to one provider. It has no `Debug`: it holds a token.
#[derive(Clone)]
pub struct NewLetter {
    /// The link that it carries.
    pub token: Hashed,
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub queued_at: Seconds,
}

#[derive(Clone)]
pub struct Letter {
    /// Grows, and is never given twice.
    pub number: u32,
    pub letter: NewLetter,
    /// How often it was tried in vain.
    pub tries: u32,
}

/// Keeps letters; they are added with their links (`LinkStore`).
#[async_trait]
pub trait OutboxStore: Send + Sync {
    /// Takes the oldest that is due, and postpones it in the same transaction by the pause that follows so many tries in vain: until
    /// then no other program takes it. One that cannot be read stays where it is, and holds up no other.
    async fn take_letter(&self, now: Seconds, pause_after: fn(u32) -> Seconds) -> Result<Option<Letter>, StoreError>;

    /// Every one that waits, in the order in which they came.
    async fn list_letters(&self) -> Result<Listed<Letter>, StoreError>;

    /// It left: it is no longer kept, and its link says to whom it went.
    async fn letter_left(&self, number: u32, token: &Hashed, recipient: &str) -> Result<(), StoreError>;

    /// It can never leave: it is no longer kept, and its link says why.
    async fn drop_letter(&self, number: u32, failure: MailFailure) -> Result<(), StoreError>;

    /// The letters that wait, by the number of their link: how often each was tried in vain.
    async fn list_waiting(&self) -> Result<BTreeMap<u32, u32>, StoreError>;

    async fn count_letters(&self) -> Result<u32, StoreError>;
}
