//! What colleagues keep about a service beside its listing: who follows it, reminders, contacts, notes, files.

use std::path::PathBuf;

use app::staff::dossier::ContactMeans;
use async_trait::async_trait;
use domain::Finess;
use domain::provider::parts::ListingPart;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Listed, StoreError};

/// Who writes in a dossier, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub author: String,
    pub at: Timestamp,
}

/// Something that is added to a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DossierEntry {
    /// To whom the service is given to follow; none: to nobody.
    Assignment(Option<String>),
    Reminder {
        due: Date,
        why: String,
    },
    Contact {
        day: Date,
        means: ContactMeans,
        with: String,
        what: String,
    },
    Note(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Grows, and is never given twice.
    pub number: u32,
    pub finess: Finess,
    pub due: Date,
    pub why: String,
    pub by: Signature,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub day: Date,
    pub means: ContactMeans,
    pub with: String,
    pub what: String,
    pub by: Signature,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub text: String,
    pub by: Signature,
}

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaType(pub &'static str);

/// Those that are taken.
pub const MEDIA_TYPES: [MediaType; 3] = [MediaType("application/pdf"), MediaType("image/jpeg"), MediaType("image/png")];

/// Where the bytes of a file are.
#[derive(Clone, PartialEq, Eq)]
pub enum FileContent {
    /// In the database.
    Bytes(Vec<u8>),
    /// In the folder of the settings, under a name.
    KeptAs(String),
}

impl FileContent {
    pub fn name_in_folder(&self) -> Option<&str> {
        match self {
            Self::Bytes(_) => None,
            Self::KeptAs(name) => Some(name),
        }
    }
}

/// A file that proves a part of a listing. It has no `Debug`: it may be long.
#[derive(Clone)]
pub struct NewFile {
    pub finess: Finess,
    pub part: ListingPart,
    /// As it was sent.
    pub name: String,
    pub media_type: MediaType,
    pub bytes: u64,
    pub content: FileContent,
    pub by: Signature,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Grows, and is never given twice.
    pub number: u32,
    pub finess: Finess,
    pub part: ListingPart,
    pub name: String,
    pub media_type: MediaType,
    pub bytes: u64,
    pub by: Signature,
    /// By whom it was removed: its content is gone.
    pub removed: Option<Signature>,
}

/// All that is kept about a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredDossier {
    /// Who follows it, since when; empty: nobody.
    pub assigned: Listed<(String, Timestamp)>,
    /// Those that are not done, the first due first.
    pub reminders: Listed<Reminder>,
    /// Newest first.
    pub contacts: Listed<Contact>,
    pub notes: Listed<Note>,
    pub files: Listed<File>,
}

/// A file that is kept in the folder of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    pub number: u32,
    /// In the folder.
    pub name: String,
    pub bytes: u64,
}

/// Where files are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FilePlace {
    #[default]
    Database,
    Folder(PathBuf),
}

#[async_trait]
pub trait DossierStore: Send + Sync {
    async fn load_dossier(&self, finess: Finess) -> Result<StoredDossier, StoreError>;

    async fn add_to_dossier(&self, finess: Finess, entry: &DossierEntry, by: &Signature) -> Result<(), StoreError>;

    /// The services of which something is kept.
    async fn list_dossiers(&self) -> Result<Listed<Finess>, StoreError>;

    /// Those of every service that are not done, the first due first.
    async fn list_reminders(&self) -> Result<Listed<Reminder>, StoreError>;

    /// How many are due on a day.
    async fn count_due_reminders(&self, today: Date) -> Result<u32, StoreError>;

    /// False where it is not there, or was done before.
    async fn end_reminder(&self, number: u32, by: &Signature) -> Result<bool, StoreError>;

    /// Returns its number. None, and nothing is written, where the service has as many files as `most`.
    async fn add_file(&self, file: &NewFile, most: u32) -> Result<Option<u32>, StoreError>;

    /// With its content; none where there is no such file, or it was removed.
    async fn find_file(&self, number: u32) -> Result<Option<(File, FileContent)>, StoreError>;

    /// The files that are in the folder of the settings.
    async fn list_kept_files(&self) -> Result<Vec<KeptFile>, StoreError>;

    /// Erases its content, and returns what it was. None where it is not of this service, or was removed before.
    async fn remove_file(&self, finess: Finess, number: u32, by: &Signature)
    -> Result<Option<FileContent>, StoreError>;
}
