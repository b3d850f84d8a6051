//! Links by which a provider sees its own listing and answers, without an account. Of a token only the hash is kept.

use async_trait::async_trait;

use domain::provider::parts::ListingPart;
use domain::{Finess, closed_list};
use jiff::civil::Date;

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
        /// A part of the form was answered, and the rest not yet.
        Begun = "commence",
    }
}

closed_list! {
    /// Why a letter did not arrive.
    MailFailure {
        /// The mail server refused it for good.
        Refused = "refuse",
        /// It was tried for days.
        GivenUp = "abandonne",
        /// It came back, as someone of the City noted.
        Returned = "revenu",
    }
}

/// Author of the drafts that providers write.
pub const PROVIDER_AUTHOR: &str = "service";

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
    pub failure: Option<MailFailure>,
    pub reminded: Option<Seconds>,
}

impl ProviderLink {
    /// Whether its provider sent an answer: to begin one is not to send it.
    pub fn has_answered(&self) -> bool {
        match self.answered {
            Some((_, LinkAnswer::NothingChanged | LinkAnswer::Proposed)) => true,
            Some((_, LinkAnswer::Begun)) | None => false,
        }
    }
}

/// What providers are asked, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCampaign {
    pub author: String,
    pub started_at: Seconds,
    /// None named: all of a listing.
    pub parts: Vec<ListingPart>,
    pub subject: String,
    /// With its fields unfilled.
    pub letter: String,
    /// Day until which an answer is hoped for.
    pub deadline: Date,
}

/// One more token of a link, which holds from then on until it expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Number of the link.
    pub link: u32,
    pub token: Hashed,
    pub author: String,
    pub made_at: Seconds,
    pub expires_at: Seconds,
}

#[async_trait]
pub trait LinkStore: Send + Sync {
    /// One link, and the letter that takes it to its provider where it is mailed. It ends the links that its listing had
    /// before.
    async fn add_link(&self, link: &NewLink, letter: Option<&NewLetter>) -> Result<(), StoreError>;

    /// The links of a new campaign, whose number is returned, and their letters. Each ends the links that its listing had
    /// before.
    async fn add_campaign(
        &self,
        campaign: &NewCampaign,
        links: &[NewLink],
        letters: &[NewLetter],
    ) -> Result<u32, StoreError>;

    /// None for a campaign of before letters were kept, and where there is none.
    async fn list_campaigns(&self) -> Result<Listed<NewCampaign>, StoreError>;

    async fn find_campaign(&self, number: u32) -> Result<Option<NewCampaign>, StoreError>;

    /// Gives links again, each by one more token: the ones before go on leading there. With the letters of a reminder,
    /// which is noted. A link that another of its listing replaced is left as it is: the numbers of the others are returned.
    async fn give_again(&self, tokens: &[NewToken], letters: &[NewLetter]) -> Result<Vec<u32>, StoreError>;

    /// Notes that a letter came back, and who says so.
    async fn letter_returned(&self, link: u32, by: &str, at: Seconds) -> Result<(), StoreError>;

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
