//! What a provider is asked, one thing at a time, and what its answer makes of a listing: the past is never written over.

use domain::provider::listing::{Fact, Kind, Source};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Provenance, Tariff, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::edit::Editing;
use super::form::{Teller, parse_fields};
use super::parts::part;
use super::tariff_form::name;
use crate::access::PROVIDER;
use crate::error::FieldError;
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::text::office as say;
use crate::text::staff::fill;

domain::closed_list! {
    /// A question of the form of a provider: one screen.
    Question {
        Contact = "joindre",
        Address = "adresse",
        Acts = "prestations",
        Publics = "publics",
        Zones = "arrondissements",
        Hours = "horaires",
        Prices = "prix",
        Quality = "qualite",
        Availability = "disponibilite",
    }
}

impl Question {
    pub fn title(self) -> &'static str {
        match self {
            Self::Contact => say::STEP_CONTACT,
            Self::Address => say::STEP_ADDRESS,
            Self::Acts => say::STEP_ACTS,
            Self::Publics => say::STEP_PUBLICS,
            Self::Zones => say::STEP_ZONES,
            Self::Hours => say::STEP_HOURS,
            Self::Prices => say::STEP_PRICES,
            Self::Quality => say::STEP_QUALITY,
            Self::Availability => say::STEP_AVAILABILITY,
        }
    }

    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Contact => &[Field::Phone, Field::Email, Field::Website, Field::OfficeHours, Field::Languages],
            Self::Address => &[Field::Address],
            Self::Acts => &[Field::Acts],
            Self::Publics => &[Field::Publics],
            Self::Zones => &[Field::Zones],
            Self::Hours => &[Field::Hours],
            Self::Prices => &[Field::Tariffs],
            Self::Quality => &[Field::Quality],
            Self::Availability => &[Field::Availability],
        }
    }

    fn part(self) -> ListingPart {
        match self {
            Self::Contact | Self::Address => ListingPart::Contacts,
            Self::Acts | Self::Publics => ListingPart::Acts,
            Self::Zones | Self::Hours => ListingPart::Coverage,
            Self::Prices => ListingPart::Prices,
            Self::Quality => ListingPart::Quality,
            Self::Availability => ListingPart::Availability,
        }
    }

    /// A 354 has no price of its own.
    fn concerns(self, listing: &Listing) -> bool {
        self != Self::Prices || listing.kind != Kind::Nursing
    }

    /// What may be corrected of a listing.
    pub fn all_of(listing: &Listing) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|question| question.concerns(listing)).collect()
    }

    /// Whether something of it is missing, or a part that it belongs to is too old.
    fn is_open(self, listing: &Listing, today: Date) -> bool {
        let is_missing = self.fields().iter().all(|field| listing.provenance(*field).is_none());
        let is_old = match listing.part_state(self.part(), today) {
            PartState::NeverVerified | PartState::Stale(_) => true,
            PartState::Missing | PartState::Fresh(_) => false,
        };
        self.concerns(listing) && (is_missing || is_old)
    }

    /// What is asked first: what is missing or too old of some parts; of all parts where none is named, or nothing of those
    /// is open.
    pub fn asked_of(listing: &Listing, parts: &[ListingPart], today: Date) -> Vec<Self> {
        let open: Vec<Self> = Self::ALL.iter().copied().filter(|question| question.is_open(listing, today)).collect();
        let named: Vec<Self> = open.iter().copied().filter(|question| parts.contains(&question.part())).collect();
        if named.is_empty() { open } else { named }
    }

    /// What the form of the question is filled with. Of prices, nothing: a new one follows those that are known.
    pub fn filled(self, listing: &Listing, today: Date) -> (Listing, Typed) {
        let base = match self {
            Self::Prices => Listing { tariffs: Fact::Unknown, ..listing.clone() },
            Self::Contact
            | Self::Address
            | Self::Acts
            | Self::Publics
            | Self::Zones
            | Self::Hours
            | Self::Quality
            | Self::Availability => listing.clone(),
        };
        let mut typed = Typed::default();
        for field in self.fields() {
            part(*field).form.fill(&mut typed, &base, today);
        }
        (base, typed)
    }

    /// The listing as its provider says that it is.
    ///
    /// # Errors
    /// The fields to correct.
    pub fn answered(
        self,
        typed: &Typed,
        listing: &Listing,
        territory: &Territory,
        today: Date,
    ) -> Result<Listing, Vec<FieldError>> {
        let (base, _) = self.filled(listing, today);
        let mut answered = parse_fields(typed, &base, territory, self.fields(), today)?;
        if self == Self::Prices {
            answered.tariffs = followed(listing, answered.tariffs, today).map_err(|error| vec![error])?;
            return Ok(answered);
        }
        self.confirm(&mut answered, today);
        Ok(answered)
    }

    /// What the listing says of it is still true.
    pub fn confirm(self, listing: &mut Listing, today: Date) {
        for field in self.fields() {
            listing.verify(*field, PROVIDER, Source::Provider, today);
        }
    }
}

/// The tariffs that are known, followed by new ones: what was in force stays, and a new one begins later. One that is still
/// to come may be written anew.
fn followed(listing: &Listing, new: Fact<Vec<Tariff>>, today: Date) -> Result<Fact<Vec<Tariff>>, FieldError> {
    let Some(new) = new.value().cloned() else { return Ok(listing.tariffs.clone()) };
    let mut tariffs = listing.tariffs.value().cloned().unwrap_or_default();
    for tariff in &new {
        let (mode, from) = (tariff.terms().mode, tariff.terms().from);
        let started = tariffs.iter().map(Tariff::terms).filter(|terms| terms.mode == mode && terms.from <= today);
        if let Some(last) = started.map(|terms| terms.from).max().filter(|last| from <= *last) {
            let message = fill(say::OWN_TARIFF_BEFORE, &[&french().date(last)]);
            return Err(FieldError::new(name(0, "debut"), message));
        }
        tariffs.retain(|other| other.terms().mode != mode || other.terms().from != from);
    }
    tariffs.extend(new);
    Ok(Fact::new(tariffs, Provenance { source: Source::Provider, observed: today, verified: None }))
}

/// The fields of a question.
pub fn controls(editing: &Editing, question: Question) -> AnyView {
    let fields = question.fields().iter();
    fields.map(|field| part(*field).form.controls(editing, Teller::Provider)).collect::<Vec<_>>().into_any()
}
