//! The documents of FINESS+, structures and activités, read one legal entity at a time; a record is held only while it
//! is read. Their keys come in any order, and an absent key means the same as null.

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::LazyLock;

use domain::provider::listing::Kind;
use domain::provider::register::RegisterKind;
use domain::values::closed_list::ClosedList;
use domain::{Finess, Territory};
use jiff::civil::Date;
use memchr::memmem::Finder;

use super::super::lines::excerpt;
use super::activities::{self, Authorisation, Exercise};
use super::document::{Document, Held};
use super::structures;
use super::{Activities, DepartmentFilter, Establishment, FileError, Problem, Register, Remark};

/// Longest record that is read, in bytes. The longest in the published files is a tenth of it.
pub(super) const LONGEST_RECORD: usize = 4 << 20;

/// Where the category of an establishment is, and its activities: these alone decide about most records.
static CATEGORY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\"categorieentiteGeographiqueExercice\""));
static EXERCISED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\"activitesExercees\""));

pub(super) fn read(
    file: impl BufRead,
    filter: &DepartmentFilter,
    territory: &Territory,
) -> Result<Register, FileError> {
    let mut reader = Reader {
        filter,
        territory,
        kind: None,
        date: None,
        has_entities: false,
        records: 0,
        register: Register::new(RegisterKind::Structures, Date::default()),
        seen: HashSet::new(),
        record: Vec::new(),
    };
    let mut document = Document::new(file);
    document.members(|document, name| match name {
        "generatedAt" => {
            let day = reader.text(document)?;
            reader.date = day_of(day.as_deref());
            Ok(())
        }
        "pmej" => {
            reader.has_entities = document.elements(|document| reader.entity(document))?;
            Ok(())
        }
        _ => Ok::<_, FileError>(document.skip()?),
    })?;
    document.end()?;
    reader.finish()
}

/// The day of a time such as "2026-08-13T02:07:30.574916747Z" or "2022-03-10 00:00:00".
pub(super) fn day_of(moment: Option<&str>) -> Option<Date> {
    moment?.trim().get(..10)?.parse().ok()
}

/// A leaf without white space at its ends; empty if it holds nothing.
pub(super) fn leaf(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default().trim()
}

struct Reader<'a> {
    filter: &'a DepartmentFilter,
    territory: &'a Territory,
    kind: Option<RegisterKind>,
    date: Option<Date>,
    has_entities: bool,
    /// Records of establishments and authorisations so far.
    records: u64,
    register: Register,
    seen: HashSet<Finess>,
    /// The current record.
    record: Vec<u8>,
}

/// A legal entity while it is read: its number may come after its establishments, and its authorisations too.
#[derive(Default)]
struct Entity {
    number: Option<Finess>,
    establishments: Vec<Establishment>,
    exercises: Vec<Exercise>,
    authorisations: Vec<Authorisation>,
}

impl Reader<'_> {
    /// A leaf of any length, if it is short enough.
    fn text<R: BufRead>(&mut self, document: &mut Document<R>) -> Result<Option<String>, FileError> {
        self.record.clear();
        document.hold(&mut self.record, 1 << 10)?;
        Ok(serde_json::from_slice(&self.record).unwrap_or_default())
    }

    fn reject(&mut self, finess: &str, reason: Problem) {
        let remark = Remark { line: self.records, finess: excerpt(finess), rejected: true, reason };
        self.register.remarks.push(remark);
    }

    /// Holds the next record; false if it is too long, with a remark.
    fn hold<R: BufRead>(&mut self, document: &mut Document<R>) -> Result<bool, FileError> {
        self.records += 1;
        self.record.clear();
        let held = document.hold(&mut self.record, LONGEST_RECORD)?;
        if held == Held::TooLong {
            self.reject("", Problem::RecordTooLong(LONGEST_RECORD));
        }
        self.register.check_so_far(self.records)?;
        Ok(held == Held::Whole)
    }

    fn entity<R: BufRead>(&mut self, document: &mut Document<R>) -> Result<(), FileError> {
        let mut entity = Entity::default();
        let is_object = document.members(|document, name| {
            match name {
                "informationsGeneralesPMEJ" => {
                    self.kind.get_or_insert(RegisterKind::Structures);
                    self.record.clear();
                    if document.hold(&mut self.record, LONGEST_RECORD)? == Held::Whole {
                        entity.number = structures::entity_number(&self.record);
                    }
                }
                "numFiness" => {
                    self.kind.get_or_insert(RegisterKind::Activities);
                    entity.number = self.text(document)?.and_then(|number| number.trim().parse().ok());
                }
                "activitesAutorisees" => {
                    self.kind.get_or_insert(RegisterKind::Activities);
                    document.elements(|document| self.authorisation(document, &mut entity))?;
                }
                "ege" => drop(document.elements(|document| self.establishment(document, &mut entity))?),
                _ => document.skip()?,
            }
            Ok::<_, FileError>(())
        })?;
        if !is_object {
            self.records += 1;
            self.reject("", Problem::Unreadable("unreadable: a legal entity is no object".to_owned()));
            self.register.check_so_far(self.records)?;
        }
        for mut establishment in entity.establishments {
            if self.seen.insert(establishment.finess) {
                establishment.legal_entity = entity.number;
                self.register.kept.push(establishment);
            } else {
                self.reject(establishment.finess.as_str(), Problem::Twice);
            }
        }
        for exercise in entity.exercises {
            if self.seen.insert(exercise.finess) {
                self.register.activities.push(exercise.settle(&entity.authorisations, self.territory));
            } else {
                self.reject(exercise.finess.as_str(), Problem::Twice);
            }
        }
        Ok(())
    }

    fn establishment<R: BufRead>(&mut self, document: &mut Document<R>, entity: &mut Entity) -> Result<(), FileError> {
        self.register.read = self.register.read.saturating_add(1);
        if !self.hold(document)? {
            return Ok(());
        }
        if let Some(at) = CATEGORY.find(&self.record) {
            self.kind.get_or_insert(RegisterKind::Structures);
            if !names_home_care(&self.record[at + CATEGORY.needle().len()..]) {
                return Ok(());
            }
            match structures::read(&self.record, self.filter, self.territory) {
                Ok(Some(structure)) => {
                    let finess = structure.establishment.finess.to_string();
                    let remark =
                        |reason| Remark { line: self.records, finess: finess.clone(), rejected: false, reason };
                    self.register.remarks.extend(structure.doubts.into_iter().map(remark));
                    entity.establishments.push(structure.establishment);
                }
                Ok(None) => {}
                Err(wrong) => self.reject(&wrong.finess, wrong.reason),
            }
        } else if EXERCISED.find(&self.record).is_some() {
            self.kind.get_or_insert(RegisterKind::Activities);
            if !activities::may_concern(&self.record) {
                return Ok(());
            }
            match activities::exercise(&self.record) {
                Ok(exercise) => entity.exercises.extend(exercise),
                Err(wrong) => self.reject(&wrong.finess, wrong.reason),
            }
        }
        Ok(())
    }

    fn authorisation<R: BufRead>(&mut self, document: &mut Document<R>, entity: &mut Entity) -> Result<(), FileError> {
        if !self.hold(document)? || !activities::may_concern(&self.record) {
            return Ok(());
        }
        match activities::authorisation(&self.record) {
            Ok(authorisation) => entity.authorisations.extend(authorisation),
            Err(wrong) => self.reject(&wrong.finess, wrong.reason),
        }
        Ok(())
    }

    fn finish(self) -> Result<Register, FileError> {
        if !self.has_entities {
            return Err(FileError::ForeignDocument("it has no list of legal entities (`pmej`)"));
        }
        let date = self.date.ok_or(FileError::ForeignDocument("it does not say its day (`generatedAt`)"))?;
        let kind = self.kind.filter(|_| self.register.read > 0).ok_or(FileError::NoEstablishment)?;
        let mut register = Register { kind, date, ..self.register };
        let rejected = register.remarks.iter().filter(|remark| remark.rejected).count() as u64;
        if rejected > 20 && rejected > self.records / 2 {
            return Err(FileError::MostlyUnreadable(rejected as u32, self.records as u32));
        }
        register.kept.sort_unstable_by_key(|establishment: &Establishment| establishment.finess);
        register.activities.sort_unstable_by_key(|activities: &Activities| activities.finess);
        Ok(register)
    }
}

/// Whether what follows the name of the category is a category of home care.
fn names_home_care(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b":").unwrap_or(rest).trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest).trim_ascii_start();
    Kind::ALL.iter().any(|kind| rest.starts_with(kind.code().as_bytes()))
}

/// A rejected record.
pub(super) struct Wrong {
    /// What is readable of its number.
    pub(super) finess: String,
    pub(super) reason: Problem,
}

impl Wrong {
    /// Not valid JSON, or with a leaf that is neither a text nor null.
    pub(super) fn unreadable(record: &[u8], numbers: &[&str], cause: &serde_json::Error) -> Self {
        let document: serde_json::Value = serde_json::from_slice(record).unwrap_or_default();
        let number = numbers.iter().find_map(|path| document.pointer(path)?.as_str());
        Self {
            finess: number.unwrap_or_default().to_owned(),
            reason: Problem::Unreadable(excerpt(&format!("unreadable: {cause}"))),
        }
    }
}
