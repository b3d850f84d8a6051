//! What the back office does with each part of a listing: its name, the section of the form that asks for it, and the form
//! itself. A part that is a value of a closed list or a line of text needs its line in `part`, and nothing else.

mod contact;
pub mod coverage;
mod identity;
mod offer;
mod quality;

use domain::values::closed_list::{ClosedList, Set};
use domain::{Act, Fact, Field, Listing, Public, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use self::contact::{Email, Languages, OfficeAddress, Telephone, Website};
use self::coverage::{Hours, Zones};
use self::identity::{Name, SiretNumber, Standing};
use self::offer::{Availability, Tariffs};
use self::quality::QualityStated;
use super::Section;
use super::edit::Editing;
use super::form::{Reader, Teller, names as n};
use crate::staff::form_fields::choices;
use crate::staff::typed::Typed;
use crate::staff::{french, local};
use crate::text::{Named, Words, editor as say};

pub(super) struct Part {
    pub label: &'static str,
    /// Where the form asks for it; absent for what only a register or the HAS writes.
    pub section: Option<Section>,
    pub form: &'static dyn PartForm,
}

impl Part {
    fn asked(label: &'static str, section: Section, form: &'static dyn PartForm) -> Self {
        Self { label, section: Some(section), form }
    }

    fn never_asked(label: &'static str, words: &'static InWords) -> Self {
        Self { label, section: None, form: words }
    }
}

/// One line a part.
pub(super) fn part(field: Field) -> Part {
    use Section as S;
    match field {
        Field::Name => Part::asked(say::NAME, S::Identity, &Name),
        Field::Kind => Part::never_asked(say::KIND, &InWords(|t, listing| Some(t.name(listing.kind).to_owned()))),
        Field::Standing => Part::asked(say::STANDING, S::Identity, &Standing),
        Field::LegalEntity => Part::never_asked(
            say::LEGAL_ENTITY,
            &InWords(|_, listing| listing.legal_entity.map(|finess| finess.to_string())),
        ),
        Field::Siret => Part::asked(say::SIRET, S::Identity, &SiretNumber),
        Field::LegalForm => {
            Part::asked(say::LEGAL_FORM, S::Identity, &Choice(n::LEGAL_FORM, say::LEGAL_FORM, fact!(legal_form)))
        }
        Field::Habilitation => Part::asked(
            say::HABILITATION,
            S::Identity,
            &Choice(n::HABILITATION, say::HABILITATION, fact!(habilitation)),
        ),
        Field::Address => Part::asked(say::ADDRESS, S::Contact, &OfficeAddress),
        Field::Point => {
            Part::never_asked(say::POINT, &InWords(|_, listing| listing.point.value().map(contact::degrees)))
        }
        Field::Phone => Part::asked(say::PHONE, S::Contact, &Telephone),
        Field::Email => Part::asked(say::EMAIL, S::Contact, &Email),
        Field::Website => Part::asked(say::WEBSITE, S::Contact, &Website),
        Field::OfficeHours => {
            Part::asked(say::OFFICE_HOURS, S::Contact, &Line(n::OFFICE_HOURS, say::OFFICE_HOURS, fact!(office_hours)))
        }
        Field::Languages => Part::asked(say::LANGUAGES, S::Contact, &Languages),
        Field::Acts => Part::asked(say::ACTS_ALONE, S::Acts, &Boxes::<Act>(n::ACT, say::OFFERED, fact!(acts))),
        Field::Publics => {
            Part::asked(say::PUBLICS_ALONE, S::Acts, &Boxes::<Public>(n::PUBLIC, say::PUBLICS, fact!(publics)))
        }
        Field::Zones => Part::asked(local(say::ZONES_ALONE), S::Coverage, &Zones),
        Field::Hours => Part::asked(say::HOURS_ALONE, S::Coverage, &Hours),
        Field::Tariffs => Part::asked(say::TARIFFS, S::Tariffs, &Tariffs),
        Field::Evaluation => Part::never_asked(
            say::EVALUATION,
            &InWords(|t, listing| listing.evaluation.value().map(|value| t.evaluation(value))),
        ),
        Field::Quality => Part::asked(say::QUALITY, S::Quality, &QualityStated),
        Field::Availability => Part::asked(say::AVAILABILITY, S::Availability, &Availability),
    }
}

/// A part in words, and as fields of a form.
pub(super) trait PartForm {
    /// None where it is unknown.
    fn words(&self, t: Words, territory: &Territory, listing: &Listing) -> Option<String>;

    /// Puts into a form what the listing has.
    fn fill(&self, typed: &mut Typed, listing: &Listing, today: Date);

    /// Reads it back into the listing, with the source of its section where it changed.
    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing);

    fn controls(&self, editing: &Editing, teller: Teller) -> AnyView;

    /// Whether it has a line of its own; others stand side by side.
    fn is_wide(&self) -> bool {
        false
    }
}

/// A fact of a listing.
pub(super) struct FactOf<T> {
    pub get: fn(&Listing) -> &Fact<T>,
    pub get_mut: fn(&mut Listing) -> &mut Fact<T>,
}

macro_rules! fact {
    ($field:ident) => {
        crate::staff::listing::parts::FactOf { get: |listing| &listing.$field, get_mut: |listing| &mut listing.$field }
    };
}
use fact;

/// What nobody types.
struct InWords(fn(Words, &Listing) -> Option<String>);

impl PartForm for InWords {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        self.0(t, listing)
    }

    fn fill(&self, _: &mut Typed, _: &Listing, _: Date) {}

    fn read(&self, _: &mut Reader<'_>, _: &mut Listing) {}

    fn controls(&self, _: &Editing, _: Teller) -> AnyView {
        ().into_any()
    }
}

/// One value of a closed list: the name of its field, its label, its fact.
struct Choice<T>(&'static str, &'static str, FactOf<T>);

impl<T: ClosedList + Named> PartForm for Choice<T> {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        (self.2.get)(listing).value().map(|value| t.name(*value).to_owned())
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(self.0, (self.2.get)(listing).value().map_or("", |value| value.code()));
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let value = reader.choice::<T>(self.0);
        reader.put((self.2.get_mut)(listing), value);
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        let words = choices::<T>(|value| french().name(value));
        editing.form_fields().select(self.0, self.1, say::UNKNOWN, &words)
    }
}

/// One line of text: the name of its field, its label, its fact.
struct Line(&'static str, &'static str, FactOf<String>);

impl PartForm for Line {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        (self.2.get)(listing).value().cloned()
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(self.0, (self.2.get)(listing).value().map_or("", String::as_str));
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let text = reader.short(self.0, self.1);
        reader.put((self.2.get_mut)(listing), text);
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().text(self.0, self.1)
    }
}

/// Several values of a closed list, one box each: the name of its field, its label, its fact.
struct Boxes<T>(&'static str, &'static str, FactOf<Set<T>>);

impl<T: ClosedList + Named> PartForm for Boxes<T> {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        (self.2.get)(listing).value().map(|values| t.list(values.iter()))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        for value in (self.2.get)(listing).value().copied().unwrap_or_default().iter() {
            typed.put(self.0, value.code());
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let values: Set<T> = reader.typed.all(self.0).filter_map(T::from_code).collect();
        reader.put((self.2.get_mut)(listing), Some(values).filter(|values| !values.is_empty()));
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().boxes(self.0, self.1, &choices::<T>(|value| french().name(value)))
    }

    fn is_wide(&self) -> bool {
        true
    }
}
