//! What surrounds the drafts: what someone has typed and not saved, remarks that were set aside, drafts that were sent back.

use async_trait::async_trait;
use domain::Finess;
use jiff::Timestamp;

use super::drafts::Draft;
use super::{Listed, StoreError};

/// What one person typed into the form of a listing since they last saved it.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedForm {
    pub author: String,
    pub finess: Finess,
    /// The draft that the form is of; 0 where it is of the published listing.
    pub draft: u32,
    pub saved_at: Timestamp,
    /// Names and values as a form sends them.
    pub pairs: String,
}

/// A remark of the price rules that someone set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    pub finess: Finess,
    /// What the remark is of: its rule, its tariff, its amount. Another amount is another remark.
    pub finding: String,
    /// The remark as it was read.
    pub words: String,
    pub reason: String,
    pub author: String,
    pub at: Timestamp,
}

/// A draft that was sent back to its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    pub author: String,
    pub reason: String,
    pub at: Timestamp,
}

/// Every method is all or nothing.
#[async_trait]
pub trait EditingStore: Send + Sync {
    /// In the place of what the same person typed before into the same form.
    async fn keep_typed(&self, form: &TypedForm) -> Result<(), StoreError>;

    async fn find_typed(&self, author: &str, finess: Finess, draft: u32) -> Result<Option<TypedForm>, StoreError>;

    /// All that is kept, without what was typed.
    async fn list_typed(&self) -> Result<Listed<(String, Finess)>, StoreError>;

    async fn forget_typed(&self, author: &str, finess: Finess, draft: u32) -> Result<(), StoreError>;

    /// Entered among the acts. The same remark set aside again has the later reason.
    async fn dismiss_finding(&self, dismissal: &Dismissal) -> Result<(), StoreError>;

    /// Those of a listing or of all, by listing, newest first.
    async fn list_dismissals(&self, of: Option<Finess>) -> Result<Listed<Dismissal>, StoreError>;

    /// Entered among the acts. The draft is its author's again, as it was read. `false`: someone saved, published or threw it
    /// away since.
    async fn send_back(&self, read: &Draft, returned: &Return) -> Result<bool, StoreError>;

    /// The last time that a draft was sent back.
    async fn find_return(&self, draft: u32) -> Result<Option<Return>, StoreError>;
}
