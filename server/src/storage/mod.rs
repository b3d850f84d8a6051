//! Where listings and their revisions are kept. The database is the record of what was said, when and by whom;
//! pages read the catalogue in memory instead.

pub mod account_changes;
pub mod accounts;
pub mod dossiers;
pub mod drafts;
pub mod editing;
mod error;
pub mod figures;
pub mod inspection;
pub mod journal;
pub mod limits;
pub mod links;
pub mod outbox;
pub mod postgres;
pub mod previews;
pub mod refusals;
mod schema;
pub mod sqlite;
pub mod transfer;
pub mod watch;

use std::sync::Arc;

use async_trait::async_trait;

use app::ports::{Outlines, Sources};
use app::staff::reports::ReportEventKind;
use app::staff::unreadable::{RowKind, UnreadableRow};
use domain::Finess;
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::law::parameters::Published;
use domain::provider::listing::{Listing, Source};
use domain::provider::register::RegisterSeen;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::account_changes::AccountChangeStore;
use self::accounts::AccountStore;
use self::dossiers::DossierStore;
use self::drafts::DraftStore;
use self::editing::EditingStore;
pub use self::error::StoreError;
use self::error::{away, unavailable};
use self::figures::FigureStore;
use self::inspection::InspectionStore;
use self::journal::{ImportKind, JournalStore};
pub use self::limits::LimitStore;
use self::links::LinkStore;
use self::outbox::OutboxStore;
use self::previews::PreviewStore;
use self::refusals::RefusalStore;
use self::transfer::TransferStore;
use self::watch::{Changes, WatchStore};
use crate::addresses::Street;
use crate::import::addresses::AddressCounts;
use crate::import::register::HabilitationHint;

/// A listing with the number of its last revision. A save carries the version it was based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    pub version: u32,
    pub listing: Listing,
}

/// One field of a listing, before and after a revision, as JSON. A new listing has no `before`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub before: serde_json::Value,
    pub after: serde_json::Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub finess: Finess,
    pub version: u32,
    pub author: String,
    pub source: Source,
    pub recorded_at: Timestamp,
    pub import_number: Option<u32>,
    pub changes: Vec<Change>,
}

/// Who wrote a revision before it was published, and what they told whoever published it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionOrigin {
    pub finess: Finess,
    pub version: u32,
    /// A member of the staff, or "service" for the provider itself.
    pub drafted_by: String,
    /// May be empty.
    pub note: String,
}

/// A listing to write: new when `based_on` is absent, else following that version.
#[derive(Clone, Debug)]
pub struct Save {
    pub based_on: Option<u32>,
    pub listing: Listing,
    pub changes: Vec<Change>,
}

impl Save {
    /// A listing after `before`, which is what is stored; new without it.
    pub fn new(before: Option<&Versioned>, listing: Listing) -> Self {
        let changes = changes_between(before.map(|own| &own.listing), &listing);
        Self { based_on: before.map(|own| own.version), listing, changes }
    }
}

/// Who writes, from what, and when. One for all the saves of one step.
#[derive(Clone, Debug)]
pub struct Authorship {
    pub author: String,
    pub source: Source,
    pub recorded_at: Timestamp,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Lines that describe an establishment.
    pub read: u32,
    /// Home-care services of the territory.
    pub kept: u32,
    pub added: u32,
    pub changed: u32,
    /// The same values, seen again in a later file: counted, and not written.
    pub confirmed: u32,
    pub closed: u32,
    pub rejected: u32,
    /// Services that the file would add, and that nobody accepted.
    #[serde(default)]
    pub left_out: u32,
}

/// One accepted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    pub kind: ImportKind,
    pub file_name: String,
    pub file_date: Date,
    pub counts: ImportCounts,
}

/// The rows of a list that could be read, and the names of the others: one that is damaged does not hide the rest, and is
/// never left out in silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    pub unreadable: Vec<UnreadableRow>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), unreadable: Vec::new() }
    }
}

impl<T> Listed<T> {
    /// Reads each row; one that fails is named by its kind and key.
    pub(crate) fn read<R>(
        rows: &[R],
        kind: RowKind,
        key: impl Fn(&R) -> String,
        read: impl Fn(&R) -> Result<T, StoreError>,
    ) -> Self {
        let mut listed = Self::default();
        for row in rows {
            match read(row) {
                Ok(row) => listed.rows.push(row),
                Err(_) => listed.unreadable.push(UnreadableRow::new(kind, key(row))),
            }
        }
        listed
    }

    /// Whether the table has no row at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.unreadable.is_empty()
    }

    /// Every row, where each could be read.
    pub fn whole(self) -> Option<Vec<T>> {
        self.unreadable.is_empty().then_some(self.rows)
    }

    /// The rows, after the names of the others were added to a list of them.
    pub fn naming(self, unreadable: &mut Vec<UnreadableRow>) -> Vec<T> {
        unreadable.extend(self.unreadable);
        self.rows
    }
}

impl<T> IntoIterator for Listed<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    /// Of the rows that could be read.
    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

/// A value of the law that staff entered: its row is its own journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredValue {
    pub published: Published,
    /// The value was a mistake: what staff entered for its parameter and its first day no longer counts.
    pub withdrawn: bool,
    pub author: String,
    pub recorded_at: Timestamp,
}

impl EnteredValue {
    /// Whether another entry is about the same parameter from the same day.
    pub fn replaces(&self, earlier: &Self) -> bool {
        (self.published.parameter, self.published.from) == (earlier.published.parameter, earlier.published.from)
    }
}

/// The values that count, of those entered: without what was withdrawn, and of two for one day the later.
pub fn standing<'a>(entered: impl IntoIterator<Item = &'a EnteredValue>) -> Vec<Published> {
    let mut standing: Vec<&EnteredValue> = Vec::new();
    for value in entered {
        standing.retain(|earlier| !value.replaces(earlier));
        if !value.withdrawn {
            standing.push(value);
        }
    }
    standing.into_iter().map(|value| value.published.clone()).collect()
}

/// What a visitor reported of a listing. Nothing of the sender: no name, no address of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    pub finess: Finess,
    pub about: ReportAbout,
    pub message: ReportMessage,
    pub recorded_at: Timestamp,
}

/// A report as it is kept. Numbers grow and are never given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub number: u32,
    pub report: NewReport,
}

/// What staff answered to a report: it is closed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAnswer {
    /// Number of the report.
    pub report: u32,
    pub outcome: ReportOutcome,
    pub reason: ReportMessage,
    pub author: String,
    pub recorded_at: Timestamp,
}

/// One thing that happened to a report beside its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEvent {
    /// Number of the report.
    pub report: u32,
    pub kind: ReportEventKind,
    /// The answer that no longer stands, where it was opened again.
    pub answer: Option<(ReportOutcome, ReportMessage)>,
    pub author: String,
    pub recorded_at: Timestamp,
}

/// What someone does to a report beside answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportMark {
    Take,
    Release,
    /// Erases its text for ever.
    Redact,
    /// Takes its answer off, which stays among its events.
    Reopen,
}

/// What stands for a text that was erased.
pub const REDACTED_TEXT: &str = "[texte effacé]";

/// The last files of each kind that were accepted and not undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastImports {
    /// The register of establishments, in whatever layout.
    pub register: Option<ImportRecord>,
    pub activities: Option<ImportRecord>,
    pub evaluations: Option<ImportRecord>,
}

impl LastImports {
    /// The one that a file of a kind follows.
    pub fn of(&self, kind: ImportKind) -> Option<&ImportRecord> {
        match kind {
            ImportKind::Register | ImportKind::Structures => self.register.as_ref(),
            ImportKind::Activities => self.activities.as_ref(),
            ImportKind::Evaluations => self.evaluations.as_ref(),
            ImportKind::Sheet => None,
        }
    }

    /// Whether a file says more than the last of its kind: its import is recorded even where it changes no listing.
    pub fn is_followed_by(&self, kind: ImportKind, date: Date) -> bool {
        kind != ImportKind::Sheet && self.of(kind).is_none_or(|last| last.file_date < date || last.kind != kind)
    }

    pub fn sources(&self) -> Sources {
        let seen = |record: &ImportRecord| {
            let (kind, left_out) = (record.kind.register()?, record.counts.left_out);
            Some(RegisterSeen { kind, on: record.file_date, left_out })
        };
        Sources {
            register: self.register.as_ref().and_then(seen),
            activities: self.activities.as_ref().map(|record| record.file_date),
            evaluations: self.evaluations.as_ref().map(|record| record.file_date),
        }
    }
}

/// What a register changes.
#[derive(Clone, Debug)]
pub struct RegisterSave {
    pub saves: Vec<Save>,
    pub authorship: Authorship,
    /// None where neither a listing nor the day of the register changes.
    pub record: Option<ImportRecord>,
    /// The listings replace those of the demonstration.
    pub replaces_demonstration: bool,
    /// None: the file says nothing of habilitations.
    pub hints: Option<Vec<(Finess, HabilitationHint)>>,
    /// Its day.
    pub date: Date,
}

/// The listings, the import they come from and the values that staff entered, read together.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The generation that it is of.
    pub generation: u64,
    /// Number of the last revision in it, from which the next one can start.
    pub revision: u64,
    pub listings: Vec<Versioned>,
    pub imports: LastImports,
    /// In the order they were entered.
    pub values: Vec<EnteredValue>,
    /// None until outlines were imported.
    pub outlines: Option<Outlines>,
    /// Rows of any of these that this program cannot read, and that are therefore not in it.
    pub unreadable: Vec<UnreadableRow>,
}

/// The file that something was imported from, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub file_name: String,
    pub recorded_at: Timestamp,
}

/// The outlines of the zones that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOutlines {
    /// With the file that they come from. None until some were imported.
    pub outlines: Option<(Outlines, Origin)>,
    pub unreadable: Vec<UnreadableRow>,
}

/// Keeps listings. Every write is all or nothing.
#[async_trait]
pub trait ListingStore: Send + Sync {
    /// Every listing, in order of FINESS.
    async fn load_all(&self) -> Result<Listed<Versioned>, StoreError>;

    /// Everything a publication needs, from one moment.
    async fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// The same with only the listings that were written after a revision. None: all were replaced since, or there is no
    /// such revision, and everything is to be read again.
    async fn snapshot_since(&self, revision: u64) -> Result<Option<Snapshot>, StoreError>;

    async fn find(&self, finess: Finess) -> Result<Option<Versioned>, StoreError>;

    /// Writes listings and their revisions, and the import they come from. Returns the import's number.
    async fn save(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError>;

    /// Replaces the demonstration whole by other listings; a conflict where a real listing is stored. What is about the old ones goes
    /// with them: revisions, drafts, files that wait, links, counts of refusals.
    async fn replace_all(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError>;

    /// Oldest first.
    async fn list_revisions(&self, finess: Finess) -> Result<Listed<Revision>, StoreError>;

    /// Who wrote revisions that someone else published, of one listing or of all, in order of FINESS and version.
    async fn list_origins(&self, of: Option<Finess>) -> Result<Listed<RevisionOrigin>, StoreError>;

    async fn last_imports(&self) -> Result<LastImports, StoreError>;

    /// What the last register lets think of the habilitation of a service, and its day.
    async fn find_hint(&self, finess: Finess) -> Result<Option<(HabilitationHint, Date)>, StoreError>;

    /// What a register says, in one transaction: its listings, its import, and the hints that it has in place of those before.
    async fn save_register(&self, register: RegisterSave) -> Result<(), StoreError>;

    /// Grows with every write, whoever made it: tells when the publication in memory is out of date.
    async fn generation(&self) -> Result<u64, StoreError>;
}

/// Keeps the values of the law that staff enter. They are only ever added.
#[async_trait]
pub trait ParameterStore: Send + Sync {
    /// In the order they were entered.
    async fn list_values(&self) -> Result<Listed<EnteredValue>, StoreError>;

    /// The value was checked; it counts from its first day.
    async fn add_value(&self, value: EnteredValue) -> Result<(), StoreError>;
}

/// Keeps the outlines of the zones: those of the last file.
#[async_trait]
pub trait OutlineStore: Send + Sync {
    async fn load_outlines(&self) -> Result<StoredOutlines, StoreError>;

    /// Replaces them all.
    async fn replace_outlines(&self, outlines: &Outlines, origin: &Origin) -> Result<(), StoreError>;
}

/// Keeps the streets of the territory: those of the last file. They belong to no publication.
#[async_trait]
pub trait AddressStore: Send + Sync {
    /// In order of name, then zone.
    async fn list_streets(&self) -> Result<Listed<Street>, StoreError>;

    /// Replaces them all. The names are distinct within a zone.
    async fn replace_streets(
        &self,
        streets: &[Street],
        counts: &AddressCounts,
        origin: &Origin,
    ) -> Result<(), StoreError>;

    /// Grows with every import of addresses, and with nothing else.
    async fn address_generation(&self) -> Result<u64, StoreError>;

    async fn last_address_import(&self) -> Result<Option<(AddressCounts, Origin)>, StoreError>;
}

/// Keeps what visitors report. A report is no part of a publication: the generation does not grow with it.
#[async_trait]
pub trait ReportStore: Send + Sync {
    /// Returns its number.
    async fn add_report(&self, report: NewReport) -> Result<u32, StoreError>;

    /// Newest first.
    async fn list_reports(&self) -> Result<Listed<Report>, StoreError>;

    /// Closes a report. False when it is not there, or someone answered it before: nothing is written then.
    async fn answer_report(&self, answer: ReportAnswer) -> Result<bool, StoreError>;

    /// In order of the reports.
    async fn list_answers(&self) -> Result<Listed<ReportAnswer>, StoreError>;

    /// Does something to a report, and says who and when. False, and nothing is written, when it is not there or it was done
    /// before: one who holds it is asked for it, one that is closed is not taken, one that is open is not opened again.
    async fn mark_report(
        &self,
        report: u32,
        mark: ReportMark,
        author: &str,
        recorded_at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// In the order in which they happened.
    async fn list_report_events(&self) -> Result<Listed<ReportEvent>, StoreError>;
}

/// All that is kept, behind one pointer: each aggregate has a trait of its own.
#[async_trait]
pub trait Store:
    AccountChangeStore
    + AccountStore
    + AddressStore
    + DossierStore
    + DraftStore
    + FigureStore
    + EditingStore
    + InspectionStore
    + JournalStore
    + LinkStore
    + ListingStore
    + OutboxStore
    + OutlineStore
    + ParameterStore
    + PreviewStore
    + RefusalStore
    + ReportStore
    + TransferStore
    + WatchStore
{
    /// When to look for what others wrote.
    fn changes(&self) -> Changes;

    /// Whether what is to be done once for all who serve from this database falls to this program: of several, one leads.
    fn leads(&self) -> bool;

    /// The limits that hold over all who serve from this database. None where it serves one program alone, which counts in memory.
    fn limits(&self) -> Option<Arc<dyn LimitStore>>;

    /// Waits for running writes and closes what is open.
    async fn close(&self);
}

/// Field by field, what differs between two states of a listing.
pub fn changes_between(before: Option<&Listing>, after: &Listing) -> Vec<Change> {
    let fields = |listing: &Listing| match serde_json::to_value(listing) {
        Ok(serde_json::Value::Object(fields)) => fields,
        Ok(_) | Err(_) => serde_json::Map::new(),
    };
    let before = before.map(fields).unwrap_or_default();
    fields(after)
        .into_iter()
        .filter_map(|(field, after)| {
            let before = before.get(&field).cloned().unwrap_or_default();
            let unknown = before.is_null() && after == "unknown";
            (before != after && !unknown).then_some(Change { field, before, after })
        })
        .collect()
}
