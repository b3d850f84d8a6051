//! Files that were read and wait to be accepted: what each would change, listing by listing.

use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};

use domain::provider::listing::{Known, Provenance};
use domain::values::closed_list::ClosedList;
use domain::values::search::accented;
use domain::{Field, Finess, Listing, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::figures::StaffAct;
use super::journal::ImportKind;
use super::{Authorship, Change, ImportCounts, ImportRecord, Listed, Save, StoreError, changes_between};
use crate::clock::paris_day;
use crate::history::{source_of, without};
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
    /// Of what is still to be accepted.
    pub counts: ImportCounts,
    pub remarks: usize,
}

/// Which lines of a file are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    All,
    /// What is taken of each listing that is named.
    Ticked(BTreeMap<Finess, TakenParts>),
}

/// What is taken of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenParts {
    Whole,
    /// The others wait on.
    Some(BTreeSet<Field>),
}

/// What someone accepts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub taken: Taken,
    /// Services that take the name that was offered for the one of the file.
    pub renamed: BTreeSet<Finess>,
}

impl From<Taken> for Choice {
    fn from(taken: Taken) -> Self {
        Self { taken, renamed: BTreeSet::new() }
    }
}

/// What a line changes of the standing of its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Closes,
    Reopens,
}

impl PreviewLine {
    /// The parts of which the value changes: a newer date or another source of the same value is no change. None of a new
    /// listing, which is taken whole.
    pub fn changes(&self) -> Vec<Change> {
        let Some(before) = &self.before else { return Vec::new() };
        let changes = changes_between(Some(before), &self.after);
        changes.into_iter().filter(|change| value_of(&change.before) != value_of(&change.after)).collect()
    }

    /// Whether it closes its service, or reopens it.
    pub fn turn(&self) -> Option<Turn> {
        let open = |listing: &Listing| listing.standing.is_open();
        match self.before.as_ref().map(open) {
            Some(true) if !open(&self.after) => Some(Turn::Closes),
            Some(false) if open(&self.after) => Some(Turn::Reopens),
            Some(_) | None => None,
        }
    }

    /// The line as it is taken, and what of it waits on once that is written. None where nothing of it is taken.
    fn part(self, taken: &TakenParts) -> Option<(Self, Option<Self>)> {
        let TakenParts::Some(parts) = taken else { return Some((self, None)) };
        let refused: Vec<Change> = self.changes().into_iter().filter(|change| !is_among(change, parts)).collect();
        if refused.is_empty() {
            return Some((self, None));
        }
        if refused.len() == self.changes().len() {
            return None;
        }
        let (written, _) = without(&self.after, &refused).ok()?;
        let rest =
            Self { based_on: self.based_on.map(|version| version + 1), before: Some(written.clone()), ..self.clone() };
        Some((Self { after: written, ..self }, Some(rest)))
    }
}

fn is_among(change: &Change, parts: &BTreeSet<Field>) -> bool {
    Field::from_code(&change.field).is_some_and(|field| parts.contains(&field))
}

impl NewPreview {
    /// What is taken of a line. A file that replaces the demonstration is accepted whole.
    pub fn taken_of(&self, taken: &Taken, line: &PreviewLine) -> Option<TakenParts> {
        match taken {
            Taken::Ticked(ticked) if !self.content.replaces_demonstration => ticked.get(&line.after.finess).cloned(),
            Taken::All | Taken::Ticked(_) => Some(TakenParts::Whole),
        }
    }

    /// The services that what is taken closes, and those that it reopens.
    pub fn turns(&self, taken: &Taken) -> Vec<(Turn, &Listing)> {
        let is_taken = |line: &PreviewLine| match self.taken_of(taken, line) {
            None => false,
            Some(TakenParts::Whole) => true,
            Some(TakenParts::Some(parts)) => parts.contains(&Field::Standing),
        };
        let lines = self.content.lines.iter().filter(|line| is_taken(line));
        lines.filter_map(|line| Some((line.turn()?, &line.after))).collect()
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
        Choice { taken, renamed }: &Choice,
        current: &BTreeMap<Finess, u32>,
        author: &str,
        at: Timestamp,
    ) -> Acceptance {
        let replaces = self.content.replaces_demonstration;
        let (mut saves, mut written, mut stale, mut remaining) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for line in std::mem::take(&mut self.content.lines) {
            let parted = match self.taken_of(taken, &line) {
                Some(parts) => line.clone().part(&parts),
                None => None,
            };
            let Some((mut line, rest)) = parted else {
                remaining.push(line);
                continue;
            };
            if current.get(&line.after.finess).copied() != line.based_on && !replaces {
                stale.push(line.after);
            } else {
                if renamed.contains(&line.after.finess)
                    && let Some(name) = accented(&line.after.name.value)
                {
                    let provenance = Provenance { source: Source::City, observed: paris_day(at), verified: None };
                    line.after.name = Known { value: name, provenance };
                }
                remaining.extend(rest);
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
        let counts = self.content.counts_of(&written);
        let left_out = remaining.iter().filter(|line| line.before.is_none()).count() as u32;
        let record = ImportRecord {
            kind: self.kind,
            file_name: self.file_name.clone(),
            file_date: self.file_date,
            counts: ImportCounts { left_out, ..counts },
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
        let gone = !line.after.standing.is_open();
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
    changes_between(Some(before), after).iter().all(|change| value_of(&change.before) == value_of(&change.after))
}

/// The value of a stored fact, without its source and date.
fn value_of(fact: &serde_json::Value) -> &serde_json::Value {
    let known = fact.get("known").unwrap_or(fact);
    known.get("value").unwrap_or(known)
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
        choice: &Choice,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<Accepted>, StoreError>;

    /// False when someone accepted it or threw it away before. `act`: who refuses it.
    async fn remove_preview(&self, number: u32, act: &StaffAct) -> Result<bool, StoreError>;
}
