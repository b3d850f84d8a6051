//! Links by which a provider sees its own listing and answers, without an account. Of a token only the hash is kept.

use std::future::Future;

use domain::{Finess, closed_list};

use super::StoreError;
use super::accounts::Seconds;
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
    /// Links that were made together have one number.
    pub campaign: Option<u32>,
    pub author: String,
    /// The address that it was mailed to; none when someone copied it.
    pub sent_to: Option<String>,
    pub made_at: Seconds,
    pub expires_at: Seconds,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderLink {
    pub number: u32,
    pub link: NewLink,
    pub answered: Option<(Seconds, LinkAnswer)>,
}

pub trait LinkStore: Send + Sync {
    /// Each ends the links that its listing had before.
    fn add_links(&self, links: &[NewLink]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// A link was mailed to an address.
    fn mark_sent(&self, token: &Hashed, address: &str) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The next number of a campaign.
    fn next_campaign(&self) -> impl Future<Output = Result<u32, StoreError>> + Send;

    /// A link that still holds. One that was answered holds until it expires: a provider may answer again.
    fn find_provider_link(
        &self,
        token: &Hashed,
        now: Seconds,
    ) -> impl Future<Output = Result<Option<ProviderLink>, StoreError>> + Send;

    /// The last answer counts.
    fn answer_link(
        &self,
        number: u32,
        at: Seconds,
        answer: LinkAnswer,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Newest first.
    fn list_links(&self) -> impl Future<Output = Result<Vec<ProviderLink>, StoreError>> + Send;
}
