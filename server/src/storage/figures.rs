//! Acts of the staff that change no listing, and what is counted over time: how the parts of listings stand, and what is
//! searched for. Nothing personal of a visitor is in it.

use async_trait::async_trait;
use domain::feedback::refusal::Month;
use domain::provider::parts::ListingPart;
use domain::{Act, Finess, Zone};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Listed, StoreError};

domain::closed_list! {
    ActKind {
        DraftThrownAway = "brouillon-supprime",
        DraftSentBack = "brouillon-renvoye",
        FindingDismissed = "remarque-ecartee",
        FileRefused = "fichier-refuse",
        Export = "export",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffAct {
    pub author: String,
    pub recorded_at: Timestamp,
    pub kind: ActKind,
    /// What it was done to: a draft, a file, a remark.
    pub subject: String,
    /// The service that it is of.
    pub finess: Option<Finess>,
    /// Empty where none is asked.
    pub reason: String,
}

/// How one part of the open listings of a zone stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartDay {
    pub day: Date,
    /// None: of listings without an address.
    pub zone: Option<Zone>,
    pub part: ListingPart,
    pub fresh: u32,
    pub stale: u32,
    pub never_verified: u32,
    pub missing: u32,
}

/// How often something was searched for in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchCount {
    pub month: Month,
    pub zone: Option<Zone>,
    pub act: Option<Act>,
    pub count: u32,
}

#[async_trait]
pub trait FigureStore: Send + Sync {
    async fn record_act(&self, act: &StaffAct) -> Result<(), StoreError>;

    /// The last ones, of one service or of all, newest first.
    async fn list_acts(&self, of: Option<Finess>, most: u32) -> Result<Listed<StaffAct>, StoreError>;

    /// All of one day, in place of what was recorded of it.
    async fn record_parts(&self, day: Date, parts: &[PartDay]) -> Result<(), StoreError>;

    /// Oldest first.
    async fn list_parts(&self) -> Result<Listed<PartDay>, StoreError>;

    /// Adds to what was counted, and forgets what is older than twelve months.
    async fn add_searches(&self, counts: &[SearchCount]) -> Result<(), StoreError>;

    async fn list_searches(&self) -> Result<Listed<SearchCount>, StoreError>;
}
