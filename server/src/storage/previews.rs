//! Files that were read and wait to be accepted: what each would change, listing by listing.

use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};

use domain::provider::listing::Standing;
use domain::{Field, Finess, Listing, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::journal::ImportKind;
use super::{Authorship, ImportCounts, ImportRecord, Listed, Save, StoreError, changes_between};
use crate::history::{fields, source_of};
use crate::import::register::HabilitationHint;

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
    /// Listings that the file knows and does not change: counted, and not written.
    #[serde(default)]
    pub seen_again: u32,
    /// What the file says otherwise than the City, or than a provider later: nothing of it is applied.
    #[serde(default)]
    pub differences: Vec<PreviewDifference>,
    /// Replaces what the register before let think of the habilitation of services, where the file is such a register.
    #[serde(default)]
    pub hints: Option<Vec<(Finess, HabilitationHint)>>,
}

/// A fact of a file that does not replace the one of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewDifference {
    pub field: Field,
    pub stays: Listing,
    pub file_says: Listing,
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

/// Which lines of a file are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    All,
    Lines(BTreeSet<Finess>),
}

impl NewPreview {
    /// Whether a line is accepted. A file that replaces the demonstration is accepted whole.
    pub fn takes(&self, taken: &Taken, line: &PreviewLine) -> bool {
        match taken {
            Taken::All => true,
            Taken::Lines(ticked) => self.content.replaces_demonstration || ticked.contains(&line.after.finess),
        }
    }
}

/// What came of accepting a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Number of the import, and how many listings it wrote; none where nothing was recorded.
    pub import: Option<(u32, usize)>,
    /// What the file says of listings that someone has changed since it was read: they stay as they are.
    pub stale: Vec<Listing>,
    /// The day of a later file of its kind that was accepted meanwhile: then nothing was written.
    pub later: Option<Date>,
}

/// What accepting lines of a file writes.
pub(crate) struct Acceptance {
    pub saves: Vec<Save>,
    pub authorship: Authorship,
    pub record: ImportRecord,
    pub stale: Vec<Listing>,
    /// What was not taken, and waits on.
    pub remaining: Option<NewPreview>,
    pub hints: Option<Vec<(Finess, HabilitationHint)>>,
    /// A register that changes no listing is recorded too: its day counts.
    pub is_recorded: bool,
}

impl NewPreview {
    /// `current`: the version of each listing that is stored.
    pub(crate) fn accept(
        mut self,
        taken: &Taken,
        current: &BTreeMap<Finess, u32>,
        author: &str,
        at: Timestamp,
    ) -> Acceptance {
        let replaces = self.content.replaces_demonstration;
        let (mut saves, mut written, mut stale, mut remaining) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for line in std::mem::take(&mut self.content.lines) {
            if !self.takes(taken, &line) {
                remaining.push(line);
            } else if current.get(&line.after.finess).copied() != line.based_on && !replaces {
                stale.push(line.after);
            } else {
                let changes = changes_between(line.before.as_ref(), &line.after);
                saves.push(Save { based_on: line.based_on, listing: line.after.clone(), changes });
                written.push(line);
            }
        }
        let source = match self.kind {
            ImportKind::Register | ImportKind::Structures | ImportKind::Activities => Source::Finess,
            ImportKind::Evaluations => Source::Has,
            ImportKind::Sheet => source_of(saves.iter().flat_map(|save| &save.changes)),
        };
        let record = ImportRecord {
            kind: self.kind,
            file_name: self.file_name.clone(),
            file_date: self.file_date,
            counts: self.content.counts_of(&written),
        };
        let hints = self.content.hints.take();
        let is_recorded = !saves.is_empty() || (*taken == Taken::All && self.kind != ImportKind::Sheet);
        self.content.seen_again = 0;
        let remaining = (!remaining.is_empty()).then(|| {
            let counts = self.content.counts_of(&remaining);
            let content = PreviewContent { counts, lines: remaining, ..self.content };
            NewPreview { content, ..self }
        });
        let authorship = Authorship { author: author.to_owned(), source, recorded_at: at };
        Acceptance { saves, authorship, record, stale, remaining, hints, is_recorded }
    }
}

impl PreviewContent {
    /// The counts of the file for some of its lines.
    pub fn counts_of(&self, lines: &[PreviewLine]) -> ImportCounts {
        let counts = counted(lines, self.counts);
        ImportCounts { confirmed: counts.confirmed + self.seen_again, ..counts }
    }
}

/// The counts of some lines of a file, of which the rest of the counts stays.
pub fn counted(lines: &[PreviewLine], of_file: ImportCounts) -> ImportCounts {
    let mut counts = ImportCounts { added: 0, changed: 0, confirmed: 0, closed: 0, ..of_file };
    for line in lines {
        let gone = line.after.standing != Standing::Open;
        let count = match &line.before {
            None => &mut counts.added,
            Some(before) if gone && before.standing != line.after.standing => &mut counts.closed,
            Some(before) if same_values(before, &line.after) => &mut counts.confirmed,
            Some(_) => &mut counts.changed,
        };
        *count += 1;
    }
    counts
}

/// Whether only sources and dates differ.
fn same_values(before: &Listing, after: &Listing) -> bool {
    let values = |listing: &Listing| -> Vec<serde_json::Value> {
        let facts = fields(listing).into_iter();
        facts.map(|(_, fact)| fact.get("known").and_then(|known| known.get("value")).cloned().unwrap_or(fact)).collect()
    };
    values(before) == values(after)
}

#[async_trait]
pub trait PreviewStore: Send + Sync {
    /// Returns its number.
    async fn add_preview(&self, preview: NewPreview) -> Result<u32, StoreError>;

    async fn find_preview(&self, number: u32) -> Result<Option<Preview>, StoreError>;

    /// Newest first.
    async fn list_previews(&self) -> Result<Listed<Waiting>, StoreError>;

    /// Writes the lines that are taken under one number, and keeps the others waiting, at once. None when someone accepted
    /// the file or threw it away before; nothing is written then.
    async fn accept_preview(
        &self,
        number: u32,
        taken: &Taken,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<Accepted>, StoreError>;

    /// False when someone accepted it or threw it away before.
    async fn remove_preview(&self, number: u32) -> Result<bool, StoreError>;
}
