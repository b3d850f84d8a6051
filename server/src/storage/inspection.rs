//! What `check` asks of a store beside its lists: whether the database is whole, and the rows of listings as they are stored.

use async_trait::async_trait;
use domain::provider::listing::{Listing, Standing};
use domain::values::closed_list::ClosedList;

use super::StoreError;

/// One row of `listings`, unparsed.
pub struct StoredRow {
    pub finess: String,
    /// Kind, standing and zone: must be those of the document.
    pub keys: Keys,
    pub document: String,
}

/// Key columns of a listing.
pub type Keys = (String, String, Option<String>);

/// The key columns that a listing must have.
pub fn keys(listing: &Listing) -> Keys {
    let standing = match listing.standing {
        Standing::Open | Standing::ClosesOn(_) => "open",
        Standing::ClosedSince(_) | Standing::ClosedByCity(_) => "closed",
    };
    let zone = listing.address.value().map(|address| address.zone.to_string());
    (listing.kind.code().to_owned(), standing.to_owned(), zone)
}

/// Looks at what is stored without reading it as listings.
#[async_trait]
pub trait InspectionStore: Send + Sync {
    /// What is wrong with the database itself: empty when it is sound.
    async fn integrity(&self) -> Result<Vec<String>, StoreError>;

    /// In order of FINESS.
    async fn rows(&self) -> Result<Vec<StoredRow>, StoreError>;
}
