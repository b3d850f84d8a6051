//! Drafts: a proposed state of a listing, written by staff or by its provider, until it is published or thrown away.

use async_trait::async_trait;

use domain::{Finess, Listing, Source, closed_list};
use jiff::Timestamp;

use super::figures::StaffAct;
use super::{Authorship, Listed, Save, StoreError};

closed_list! {
    DraftState {
        /// Its author is still at it.
        Writing = "en-cours",
        /// Someone who may publish is to read it.
        Submitted = "soumis",
    }
}

/// What a draft says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftContent {
    /// The published version that it changes.
    pub based_on: u32,
    pub state: DraftState,
    pub listing: Listing,
    /// For whoever publishes it; may be empty.
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    /// A member of the staff, or "service" for the provider itself.
    pub author: String,
    /// Who says it: the City or the provider.
    pub source: Source,
    pub saved_at: Timestamp,
    pub content: DraftContent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub number: u32,
    /// Grows with every save. A save names the one it read.
    pub edition: u32,
    pub draft: NewDraft,
}

impl Draft {
    pub fn finess(&self) -> Finess {
        self.draft.content.listing.finess
    }
}

/// Where what was typed is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub number: u32,
    /// Not in the draft that was read, which moved on meanwhile, but in a new one.
    pub apart: bool,
}

/// Keeps drafts. Every method is all or nothing. `false` says that someone saved, published or threw it away since: nothing is written then.
#[async_trait]
pub trait DraftStore: Send + Sync {
    /// Returns its number.
    async fn add_draft(&self, draft: NewDraft) -> Result<u32, StoreError>;

    /// Its last edition.
    async fn find_draft(&self, number: u32) -> Result<Option<Draft>, StoreError>;

    /// One edition, the last or an earlier one.
    async fn find_edition(&self, number: u32, edition: u32) -> Result<Option<Draft>, StoreError>;

    /// The last edition of each, newest first.
    async fn list_drafts(&self) -> Result<Listed<Draft>, StoreError>;

    /// Adds the edition that follows the one that was read.
    async fn save_draft(&self, read: &Draft, content: &DraftContent, saved_at: Timestamp) -> Result<bool, StoreError>;

    /// Keeps what someone typed: in the draft that it was read from, or in a new one where there is none or that one moved
    /// on. The state, the listing and the note are those of `typed`; a draft that goes on keeps its author. The form that was
    /// kept of its author meanwhile is forgotten.
    async fn keep_draft(&self, read: Option<&Draft>, typed: NewDraft) -> Result<Kept, StoreError>;

    /// Publishes a listing, takes away the edition of the draft that it was in, keeps who wrote it and the note, and forgets
    /// the form that was kept of whoever publishes: all at once. A conflict changes nothing.
    async fn publish_draft(
        &self,
        save: Save,
        authorship: &Authorship,
        draft: Option<&Draft>,
        note: &str,
    ) -> Result<(), StoreError>;

    /// With every edition and every form that was kept of it. `act`: who threw it away.
    async fn remove_draft(&self, number: u32, edition: u32, act: &StaffAct) -> Result<bool, StoreError>;
}
