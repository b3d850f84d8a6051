//! A listing as a form: its fields filled from a listing, and read back into one that is certain, or every field that is
//! wrong. What a section changes takes the section's source and date; what it leaves keeps its own.

use crate::staff::publisher;
use domain::provider::listing::{Fact, ListingError, Source};
use domain::readers::{dates, times};
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use domain::{Field, Listing, Provenance, Territory};
use jiff::civil::Date;

use super::parts::part;
use super::{Section, tariff_form};
use crate::error::FieldError;
use crate::staff::typed::{Typed, day_text, line_wrong};
use crate::text::editor as say;
use crate::text::staff::fill as with;

/// Names of the fields. Those of a week and of a tariff carry their day or number.
pub mod names {
    pub const NAME: &str = "nom";
    pub const LEGAL_FORM: &str = "statut";
    pub const HABILITATION: &str = "habilitation";
    pub const SIRET: &str = "siret";
    pub const CLOSED: &str = "ferme";
    pub const STREET: &str = "rue";
    pub const POSTCODE: &str = "code-postal";
    pub const CITY: &str = "ville";
    pub const ADDRESS_ZONE: &str = "zone-adresse";
    pub const PHONE: &str = "telephone";
    pub const EMAIL: &str = "courriel";
    pub const WEBSITE: &str = "site";
    pub const OFFICE_HOURS: &str = "bureau";
    pub const LANGUAGES: &str = "langues";
    pub const ACT: &str = "acte";
    pub const PUBLIC: &str = "public";
    pub const ZONE: &str = "zone";
    pub const HOLIDAYS: &str = "feries";
    pub const GRADE: &str = "note-has";
    pub const GRADED_ON: &str = "note-le";
    pub const INTAKE: &str = "accueil";
    pub const DELAY: &str = "delai";
    pub const NOTE: &str = "mot";
    /// Source, date and verification of the whole form: of every part that has none of its own.
    pub const SOURCE: &str = "source";
    pub const SEEN: &str = "appris";
    pub const REVIEWED: &str = "revu";
}
use names as n;

const NOTE_MOST: usize = 1000;
const SHORT_MOST: usize = 200;

pub fn source_name(section: Section) -> String {
    format!("source-{}", section.code())
}

pub fn seen_name(section: Section) -> String {
    format!("appris-{}", section.code())
}

pub fn reviewed_name(section: Section) -> String {
    format!("revu-{}", section.code())
}

/// Who fills the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Teller {
    /// Staff: each section says who stated it, and when.
    City,
    /// The provider itself, today.
    Provider,
}

/// The form of a listing as it stands.
pub fn filled(listing: &Listing, today: Date) -> Typed {
    let mut typed = Typed::default();
    typed.put(n::SEEN, day_text(today));
    for field in Field::ALL {
        part(*field).form.fill(&mut typed, listing, today);
    }
    typed
}

/// A listing that is certain, or every field that is wrong. `base` is what the form was filled from.
///
/// # Errors
/// The fields to correct, in the order of the form; nothing that was typed is in the messages.
pub fn parse(
    typed: &Typed,
    base: &Listing,
    territory: &Territory,
    teller: Teller,
    today: Date,
) -> Result<Listing, Vec<FieldError>> {
    let mut reader = Reader {
        typed,
        base,
        territory,
        teller,
        today,
        section: Section::Identity,
        unsourced: Vec::new(),
        errors: Vec::new(),
    };
    let mut listing = base.clone();
    for section in Section::ALL.iter().copied().filter(|section| section.is_asked(base, teller)) {
        reader.section = section;
        for field in section.fields() {
            part(field).form.read(&mut reader, &mut listing);
        }
    }
    reader.reviewed(&mut listing);
    reader.name_unsourced();
    checked(listing, reader.errors)
}

/// Some fields alone, as a provider answers them: the others stay as they are.
///
/// # Errors
/// The fields to correct, as for the whole form.
pub fn parse_fields(
    typed: &Typed,
    base: &Listing,
    territory: &Territory,
    fields: &[Field],
    today: Date,
) -> Result<Listing, Vec<FieldError>> {
    let (teller, section) = (Teller::Provider, Section::Identity);
    let mut reader =
        Reader { typed, base, territory, teller, today, section, unsourced: Vec::new(), errors: Vec::new() };
    let mut listing = base.clone();
    for field in fields {
        part(*field).form.read(&mut reader, &mut listing);
    }
    checked(listing, reader.errors)
}

/// A listing that was read without an error, where its parts agree with each other.
fn checked(listing: Listing, mut errors: Vec<FieldError>) -> Result<Listing, Vec<FieldError>> {
    if let Err(error) = listing.check() {
        let (field, message) = match error {
            ListingError::NursingAct => (n::ACT.to_owned(), say::NURSING_ACT),
            ListingError::NursingTariff => (tariff_form::name(0, "mode"), say::NURSING_TARIFF),
            ListingError::TariffTwice => (tariff_form::name(0, "debut"), say::TARIFF_TWICE),
            ListingError::NoZone => (n::ZONE.to_owned(), say::CHOICE_WRONG),
        };
        if FieldError::message(&errors, &field).is_none() {
            errors.push(FieldError::new(field, message));
        }
    }
    if errors.is_empty() { Ok(listing) } else { Err(errors) }
}

/// The word for whoever publishes.
///
/// # Errors
/// It is too long.
pub fn parse_note(typed: &Typed) -> Result<String, FieldError> {
    let note = typed.get(n::NOTE).replace("\r\n", "\n");
    if note.chars().count() > NOTE_MOST {
        return Err(FieldError::new(n::NOTE, with(say::TOO_LONG, &[&NOTE_MOST])));
    }
    Ok(note)
}

/// A form being read, section by section.
pub(super) struct Reader<'a> {
    pub typed: &'a Typed,
    /// What the form was filled from.
    pub base: &'a Listing,
    pub territory: &'a Territory,
    pub teller: Teller,
    pub today: Date,
    section: Section,
    /// Sections that changed without a source.
    unsourced: Vec<Section>,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    pub fn wrong(&mut self, field: impl Into<String>, message: impl Into<String>) {
        let error = FieldError::new(field, message);
        if !self.errors.iter().any(|earlier| earlier.field == error.field) {
            self.errors.push(error);
        }
    }

    /// A date, or none where the field is empty; an unreadable one is an error.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let date = dates::read(text);
        if date.is_none() {
            self.wrong(field, say::DATE_WRONG);
        }
        date
    }

    /// A value of a closed list, or none where nothing is chosen.
    pub fn choice<T: ClosedList>(&mut self, field: &str) -> Option<T> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let value = T::from_code(text);
        if value.is_none() {
            self.wrong(field, say::CHOICE_WRONG);
        }
        value
    }

    /// Minutes of a day; none where the field is empty.
    pub fn time(&mut self, field: &str, message: &str) -> Option<u16> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let time = times::read(text);
        if time.is_none() {
            self.wrong(field, message);
        }
        time
    }

    /// Where what changes in the section comes from.
    pub fn provenance(&mut self) -> Option<Provenance> {
        if self.teller == Teller::Provider {
            return Some(Provenance { source: Source::Provider, observed: self.today, verified: None });
        }
        let source = [source_name(self.section).as_str(), n::SOURCE]
            .into_iter()
            .filter_map(|field| Source::from_code(self.typed.get(field)))
            .find(|source| matches!(source, Source::Provider | Source::City));
        if source.is_none() && !self.unsourced.contains(&self.section) {
            self.unsourced.push(self.section);
        }
        Some(Provenance { source: source?, observed: self.seen(self.section)?, verified: None })
    }

    /// The parts that changed without a source, in one message: the source of the whole form is enough.
    fn name_unsourced(&mut self) {
        if !self.unsourced.is_empty() {
            let titles: Vec<&str> = self.unsourced.iter().map(|section| section.title()).collect();
            self.wrong(n::SOURCE, with(say::SOURCE_MISSING, &[&titles.join(", ")]));
        }
    }

    /// The day of a section, or of the whole form.
    fn seen(&mut self, section: Section) -> Option<Date> {
        let field = Some(seen_name(section)).filter(|field| !self.typed.get(field).is_empty());
        let field = field.unwrap_or_else(|| n::SEEN.to_owned());
        let seen = self.date(&field);
        match seen {
            Some(day) if day > self.today => self.wrong(field, say::DATE_TO_COME),
            Some(_) => return seen,
            None => self.wrong(field, say::SEEN_MISSING),
        }
        None
    }

    /// Puts a value into a fact, with the source of the section where it is another one.
    pub fn put<T: PartialEq>(&mut self, fact: &mut Fact<T>, new: Option<T>) {
        if fact.value() == new.as_ref() {
            return;
        }
        if let Some(provenance) = self.provenance() {
            *fact = new.map_or(Fact::Unknown, |value| Fact::new(value, provenance));
        }
    }

    /// A text of one line; none where the field is empty. `label`: what the field is called on the form.
    pub fn short(&mut self, field: &str, label: &str) -> Option<String> {
        let text = self.typed.get(field);
        if text.chars().count() > SHORT_MOST {
            self.wrong(field, with(say::TOO_LONG, &[&SHORT_MOST]));
        }
        let text = read_line(text).unwrap_or_else(|error| {
            self.wrong(field, line_wrong(label, error));
            text
        });
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Sections that were checked whole: what they leave as it was is verified on that day.
    fn reviewed(&mut self, listing: &mut Listing) {
        if self.teller == Teller::Provider {
            return;
        }
        for section in Section::ALL.iter().copied() {
            if !self.typed.ticked(&reviewed_name(section)) && !self.typed.ticked(n::REVIEWED) {
                continue;
            }
            let Some(on) = self.seen(section) else { continue };
            for field in section.fields() {
                if listing.provenance(field) == self.base.provenance(field) {
                    listing.verify(field, publisher(), Source::City, on);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
