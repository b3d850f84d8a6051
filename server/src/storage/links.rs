//! Links by which a provider sees its own listing and answers, without an account. Of a token only the hash is kept.

use async_trait::async_trait;

use domain::{Finess, closed_list};

use super::accounts::Seconds;
use super::drafts::NewDraft;
use super::outbox::NewLetter;
use super::{Listed, StoreError};
use crate::secrets::Hashed;

closed_list! {
    /// What a provider answered.
    LinkAnswer {
        NothingChanged = "rien-n-a-change",
        Proposed = "propositions",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    pub finess: Finess,
    pub token: Hashed,
    pub author: String,
    pub made_at: Seconds,
    pub expires_at: Seconds,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderLink {
    pub number: u32,
    pub link: NewLink,
    /// Links that were made together have one number.
    pub campaign: Option<u32>,
    /// The address that it was mailed to; none while it waits to be mailed, or when someone copied it.
    pub sent_to: Option<String>,
    pub answered: Option<(Seconds, LinkAnswer)>,
}

#[async_trait]
pub trait LinkStore: Send + Sync {
    /// One link, and the letter that takes it to its provider where it is mailed. It ends the links that its listing had
    /// before.
    async fn add_link(&self, link: &NewLink, letter: Option<&NewLetter>) -> Result<(), StoreError>;

    /// The links of a new campaign, whose number is returned, and their letters. Each ends the links that its listing had
    /// before.
    async fn add_campaign(&self, links: &[NewLink], letters: &[NewLetter]) -> Result<u32, StoreError>;

    /// A link that still holds. One that was answered holds until it expires: a provider may answer again.
    async fn find_provider_link(&self, token: &Hashed, now: Seconds) -> Result<Option<ProviderLink>, StoreError>;

    /// Keeps what a provider answers as a draft, in the place of its earlier answer if that still waits as it came, and
    /// marks the link. False when the link holds no longer: nothing is written then.
    async fn answer_link(
        &self,
        number: u32,
        at: Seconds,
        answer: LinkAnswer,
        draft: NewDraft,
    ) -> Result<bool, StoreError>;

    /// Newest first.
    async fn list_links(&self) -> Result<Listed<ProviderLink>, StoreError>;
}
