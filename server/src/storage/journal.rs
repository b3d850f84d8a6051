//! The journal: every revision of every listing in the order it was written, each sealed by the hash of itself and of the
//! seal before it. A row that was changed, taken out or put in breaks the chain from there on.

use async_trait::async_trait;

use domain::closed_list;
use domain::provider::register::RegisterKind;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Authorship, ImportCounts, Listed, Revision, Save, StoreError};
use crate::secrets::hexadecimal;

/// One row of the journal as it is stored, unparsed: what its seal is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Grows along the journal; a number that is missing was rolled back.
    pub number: u64,
    pub finess: String,
    pub version: u32,
    pub author: String,
    pub source: String,
    pub recorded_at: String,
    pub import_number: Option<u32>,
    /// JSON: the fields that changed, before and after.
    pub changes: String,
    /// Empty only in a database that has not been sealed yet.
    pub seal: String,
}

impl Entry {
    /// SHA-256, in hexadecimal, of the seal before it and of all that it says. Its number is where it stands, which the
    /// chain says already.
    pub fn seal_after(&self, before: &str) -> String {
        let mut hash = Sha256::new();
        let version = self.version.to_string();
        let import = self.import_number.map(|number| number.to_string()).unwrap_or_default();
        let said =
            [before, &self.finess, &version, &self.author, &self.source, &self.recorded_at, &import, &self.changes];
        for text in said {
            // With its length, so that no two rows are written alike.
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hexadecimal(&hash.finalize())
    }
}

closed_list! {
    /// What an import read.
    ImportKind {
        /// The FINESS register, in an extract of before FINESS+.
        Register = "finess",
        /// Its establishments, as FINESS+ publishes them.
        Structures = "finess-structures",
        /// Its authorised activities.
        Activities = "finess-activites",
        /// The evaluations of the HAS.
        Evaluations = "has",
        /// A spreadsheet of the City.
        Sheet = "tableur",
    }
}

impl ImportKind {
    pub fn of_register(kind: RegisterKind) -> Self {
        match kind {
            RegisterKind::Etalab => Self::Register,
            RegisterKind::Structures => Self::Structures,
            RegisterKind::Activities => Self::Activities,
        }
    }

    pub fn register(self) -> Option<RegisterKind> {
        match self {
            Self::Register => Some(RegisterKind::Etalab),
            Self::Structures => Some(RegisterKind::Structures),
            Self::Activities => Some(RegisterKind::Activities),
            Self::Evaluations | Self::Sheet => None,
        }
    }
}

/// One accepted import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub number: u32,
    pub kind: ImportKind,
    pub file_name: String,
    pub file_date: Date,
    pub author: String,
    pub recorded_at: Timestamp,
    pub counts: ImportCounts,
    /// Who undid it, and when.
    pub undone: Option<(String, Timestamp)>,
}

/// How much was known of the open listings on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompletenessOfDay {
    pub day: Date,
    pub listings: u32,
    pub known: u32,
    pub possible: u32,
}

/// Reads the journal, and what belongs to it.
#[async_trait]
pub trait JournalStore: Send + Sync {
    /// Rows after a number, in order, at most so many.
    async fn list_entries(&self, after: u64, most: u32) -> Result<Vec<Entry>, StoreError>;

    /// The last rows, the newest first.
    async fn list_last_entries(&self, most: u32) -> Result<Vec<Entry>, StoreError>;

    /// The number of the last row recorded before a time; 0 where there is none.
    async fn last_entry_before(&self, time: Timestamp) -> Result<u64, StoreError>;

    /// Newest first.
    async fn list_imports(&self) -> Result<Listed<Import>, StoreError>;

    /// In order of FINESS.
    async fn revisions_of_import(&self, number: u32) -> Result<Listed<Revision>, StoreError>;

    /// Marks an import as undone and writes what undoes it, at once. False when it is not there, or undone already.
    async fn undo_import(&self, number: u32, saves: Vec<Save>, authorship: &Authorship) -> Result<bool, StoreError>;

    /// Of two on one day the last stays.
    async fn record_completeness(&self, of: CompletenessOfDay) -> Result<(), StoreError>;

    /// Oldest first.
    async fn list_completeness(&self) -> Result<Listed<CompletenessOfDay>, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::Entry;

    fn entry(finess: &str, author: &str) -> Entry {
        Entry {
            number: 1,
            finess: finess.to_owned(),
            version: 1,
            author: author.to_owned(),
            source: "ville".to_owned(),
            recorded_at: "2026-11-23T11:00:00Z".to_owned(),
            import_number: None,
            changes: "[]".to_owned(),
            seal: String::new(),
        }
    }

    #[test]
    fn a_seal_changes_with_every_word_and_with_the_one_before() {
        let own = entry("750000011", "jeanne");
        assert_eq!(own.seal_after("a"), own.seal_after("a"));
        assert_ne!(own.seal_after("a"), own.seal_after("b"));
        assert_ne!(own.seal_after("a"), entry("750000011", "jeann").seal_after("a"));
        // The same letters, otherwise shared out.
        assert_ne!(entry("75000001", "1jeanne").seal_after("a"), own.seal_after("a"));
    }
}
