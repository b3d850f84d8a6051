//! Files that were read and wait to be accepted: what each would change, listing by listing.

use std::future::Future;

use domain::Listing;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::journal::ImportKind;
use super::{ImportCounts, StoreError};

/// One listing as the file would have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// None: a new listing.
    pub based_on: Option<u32>,
    pub before: Option<Listing>,
    pub after: Listing,
}

/// Something in the file that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRemark {
    /// Sheet, line and column, as the file counts them.
    pub place: String,
    pub reason: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewContent {
    pub counts: ImportCounts,
    /// The file replaces the fictitious listings: all of it or nothing.
    pub replaces_demonstration: bool,
    /// In order of FINESS.
    pub lines: Vec<PreviewLine>,
    pub remarks: Vec<PreviewRemark>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPreview {
    pub kind: ImportKind,
    pub file_name: String,
    pub file_date: Date,
    pub author: String,
    pub read_at: Timestamp,
    pub content: PreviewContent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub number: u32,
    pub preview: NewPreview,
}

/// A file in the list of those that wait: without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub read_at: Timestamp,
}

pub trait PreviewStore: Send + Sync {
    /// Returns its number.
    fn add_preview(&self, preview: NewPreview) -> impl Future<Output = Result<u32, StoreError>> + Send;

    fn find_preview(&self, number: u32) -> impl Future<Output = Result<Option<Preview>, StoreError>> + Send;

    /// Newest first.
    fn list_previews(&self) -> impl Future<Output = Result<Vec<Waiting>, StoreError>> + Send;

    /// False when someone accepted it or threw it away before.
    fn remove_preview(&self, number: u32) -> impl Future<Output = Result<bool, StoreError>> + Send;
}
