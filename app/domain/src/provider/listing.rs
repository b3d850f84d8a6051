//! A listing: all that is published about a provider. Every part is known, with its provenance, or unknown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
use crate::provider::acts::{Act, ActSet, PublicSet};
use crate::provider::tariff::Tariff;
use crate::provider::territory::Point;
use crate::time::calendar::day_number;
use crate::time::hours::OpenHours;
use crate::values::closed_list::ClosedList;
use crate::values::ids::{Finess, Phone, Siret, Zone};

closed_list! {
    /// Who said a fact.
    Source {
        Finess = "finess",
        /// The Haute Autorité de santé, which publishes the evaluations.
        Has = "has",
        Provider = "service",
        City = "ville",
        /// A fictitious fact of the demonstration catalogue.
        Demonstration = "demonstration",
    }
}

/// Where a fact comes from and how fresh it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    pub source: Source,
    #[serde(with = "crate::time::calendar::iso")]
    pub observed: Date,
    pub verified: Option<Verification>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub by: String,
    #[serde(with = "crate::time::calendar::iso")]
    pub on: Date,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    pub value: T,
    pub provenance: Provenance,
}

/// A part of a listing. Unknown is never zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact<T> {
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
    #[serde(rename = "known")]
    Known(Known<T>),
}

impl<T> Fact<T> {
    pub fn new(value: T, provenance: Provenance) -> Self {
        Self::Known(Known { value, provenance })
    }

    pub fn value(&self) -> Option<&T> {
        self.known().map(|known| &known.value)
    }

    pub fn provenance(&self) -> Option<&Provenance> {
        self.known().map(|known| &known.provenance)
    }

    pub fn provenance_mut(&mut self) -> Option<&mut Provenance> {
        match self {
            Self::Known(known) => Some(&mut known.provenance),
            Self::Unknown => None,
        }
    }

    pub fn known(&self) -> Option<&Known<T>> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown => None,
        }
    }
}

closed_list! {
    /// FINESS category of the establishment.
    Kind {
        /// 460, service d'aide et d'accompagnement à domicile.
        HomeHelp = "460",
        /// 209, service polyvalent aide et soins.
        HelpAndNursing = "209",
        /// 354, service de soins infirmiers: on prescription, paid by health insurance.
        Nursing = "354",
    }
}

closed_list! {
    LegalForm {
        Association = "association",
        Company = "entreprise",
        PublicBody = "public",
    }
}

closed_list! {
    /// Habilitation à l'aide sociale.
    Habilitation {
        Held = "habilite",
        NotHeld = "non-habilite",
    }
}

closed_list! {
    /// HAS evaluation of quality (CASF L312-8). Not yet evaluated is not bad.
    HasGrade {
        A = "A",
        B = "B",
        C = "C",
        D = "D",
        NotYet = "non-evalue",
    }
}

closed_list! {
    CertificationName {
        NfService = "nf-service",
        Qualicert = "qualicert",
        Qualisap = "qualisap",
        CapHandeo = "cap-handeo",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    pub name: CertificationName,
    pub number: String,
    #[serde(with = "crate::time::calendar::iso")]
    pub expires: Date,
}

/// The last evaluation that the HAS published. It alone writes this part of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    pub grade: HasGrade,
    /// The day on which the visit ended.
    #[serde(with = "crate::time::calendar::iso")]
    pub on: Date,
    /// The organisation that visited.
    pub evaluator: String,
}

/// What a provider, or the City after it, states of its quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quality {
    pub grade: HasGrade,
    #[serde(with = "crate::time::calendar::iso::option")]
    pub graded_on: Option<Date>,
    pub certifications: Vec<Certification>,
}

closed_list! {
    Intake {
        Open = "ouvert",
        WaitingList = "liste-d-attente",
        Closed = "complet",
    }
}

/// Whether the provider takes new people. Holds for 30 days after the date it was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    pub intake: Intake,
    pub days_to_start: Option<u16>,
}

/// Days an availability holds, its day of observation excluded.
pub const AVAILABILITY_DAYS: i32 = 30;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Number and street, or place, as published.
    pub street: String,
    pub postcode: String,
    pub city: String,
    /// The INSEE code of the arrondissement or commune.
    pub zone: Zone,
}

/// Whether the provider still exists, as far as the register or the City says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    #[serde(rename = "open")]
    Open,
    /// Gone from the register on the date of its file.
    #[serde(rename = "closed-since")]
    ClosedSince(#[serde(with = "crate::time::calendar::iso")] Date),
    /// The City says so: no register opens it again.
    #[serde(rename = "closed-by-city-since")]
    ClosedByCity(#[serde(with = "crate::time::calendar::iso")] Date),
}

impl Standing {
    pub fn closed_on(self) -> Option<Date> {
        match self {
            Self::Open => None,
            Self::ClosedSince(day) | Self::ClosedByCity(day) => Some(day),
        }
    }
}

closed_list! {
    /// The parts of a listing, by the names that documents and the journal give them, in the order of a page.
    Field {
        Name = "name",
        Kind = "kind",
        Standing = "standing",
        LegalEntity = "legal_entity",
        Siret = "siret",
        LegalForm = "legal_form",
        Habilitation = "habilitation",
        Address = "address",
        Point = "point",
        Phone = "phone",
        Email = "email",
        Website = "website",
        OfficeHours = "office_hours",
        Languages = "languages",
        Acts = "acts",
        Publics = "publics",
        Zones = "zones",
        Hours = "hours",
        Tariffs = "tariffs",
        Evaluation = "evaluation",
        Quality = "quality",
        Availability = "availability",
    }
}

/// All that is published about one provider. A document that an earlier release stored lacks what was added since: every
/// fact that is absent is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub finess: Finess,
    #[serde(default)]
    pub legal_entity: Option<Finess>,
    pub kind: Kind,
    pub standing: Standing,
    /// As published; `search::readable` gives it legible.
    pub name: Known<String>,
    #[serde(default)]
    pub siret: Fact<Siret>,
    #[serde(default)]
    pub legal_form: Fact<LegalForm>,
    #[serde(default)]
    pub habilitation: Fact<Habilitation>,
    #[serde(default)]
    pub address: Fact<Address>,
    #[serde(default)]
    pub point: Fact<Point>,
    #[serde(default)]
    pub phone: Fact<Phone>,
    #[serde(default)]
    pub email: Fact<String>,
    #[serde(default)]
    pub website: Fact<String>,
    #[serde(default)]
    pub office_hours: Fact<String>,
    /// Names of languages in French.
    #[serde(default)]
    pub languages: Fact<Vec<String>>,
    #[serde(default)]
    pub acts: Fact<ActSet>,
    #[serde(default)]
    pub publics: Fact<PublicSet>,
    #[serde(default)]
    pub zones: Fact<Vec<Zone>>,
    #[serde(default)]
    pub hours: Fact<OpenHours>,
    /// Every tariff ever published, any order.
    #[serde(default)]
    pub tariffs: Fact<Vec<Tariff>>,
    #[serde(default)]
    pub evaluation: Fact<Evaluation>,
    #[serde(default)]
    pub quality: Fact<Quality>,
    #[serde(default)]
    pub availability: Fact<Availability>,
}

/// What makes a listing impossible, as opposed to incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ListingError {
    #[error("nursing acts belong to kinds 209 and 354 only")]
    NursingAct,
    #[error("a 354 has no price of its own: its care is paid by health insurance")]
    NursingTariff,
    #[error("two tariffs of one mode start on the same day")]
    TariffTwice,
    #[error("the set of zones is known but empty")]
    NoZone,
}

impl Listing {
    /// The availability while it holds: up to and with the thirtieth day after the one it was observed.
    pub fn availability_on(&self, day: Date) -> Option<&Known<Availability>> {
        let known = self.availability.known()?;
        let last = day_number(known.provenance.observed) + AVAILABILITY_DAYS;
        (day_number(day) <= last).then_some(known)
    }

    /// The first day on which its help can begin, asked for on a day: it counts its delay from the request. Absent where
    /// it takes nobody at the moment, names no delay, or said so too long ago.
    pub fn possible_start(&self, asked: Date) -> Option<Date> {
        let Availability { intake, days_to_start } = self.availability_on(asked)?.value;
        let delay = days_to_start.filter(|_| intake == Intake::Open)?;
        asked.checked_add(jiff::Span::new().days(delay)).ok()
    }

    /// A listing of which only the identity is known.
    pub fn bare(finess: Finess, kind: Kind, name: Known<String>) -> Self {
        Self {
            finess,
            legal_entity: None,
            kind,
            standing: Standing::Open,
            name,
            siret: Fact::Unknown,
            legal_form: Fact::Unknown,
            habilitation: Fact::Unknown,
            address: Fact::Unknown,
            point: Fact::Unknown,
            phone: Fact::Unknown,
            email: Fact::Unknown,
            website: Fact::Unknown,
            office_hours: Fact::Unknown,
            languages: Fact::Unknown,
            acts: Fact::Unknown,
            publics: Fact::Unknown,
            zones: Fact::Unknown,
            hours: Fact::Unknown,
            tariffs: Fact::Unknown,
            evaluation: Fact::Unknown,
            quality: Fact::Unknown,
            availability: Fact::Unknown,
        }
    }

    /// The grade of the HAS: the one that it publishes, else the one that is stated. What someone states never replaces
    /// what the HAS publishes.
    pub fn grade(&self) -> Option<HasGrade> {
        let published = self.evaluation.value().map(|evaluation| evaluation.grade);
        published.or_else(|| self.quality.value().map(|quality| quality.grade))
    }

    /// Where each known part comes from.
    pub fn provenances(&self) -> impl Iterator<Item = &Provenance> {
        Field::ALL.iter().filter_map(|field| self.provenance(*field))
    }

    /// Where a part comes from; none where it is unknown, or is what the register alone says.
    pub fn provenance(&self, field: Field) -> Option<&Provenance> {
        match field {
            Field::LegalEntity | Field::Kind | Field::Standing => None,
            Field::Name => Some(&self.name.provenance),
            Field::Siret => self.siret.provenance(),
            Field::LegalForm => self.legal_form.provenance(),
            Field::Habilitation => self.habilitation.provenance(),
            Field::Address => self.address.provenance(),
            Field::Point => self.point.provenance(),
            Field::Phone => self.phone.provenance(),
            Field::Email => self.email.provenance(),
            Field::Website => self.website.provenance(),
            Field::OfficeHours => self.office_hours.provenance(),
            Field::Languages => self.languages.provenance(),
            Field::Acts => self.acts.provenance(),
            Field::Publics => self.publics.provenance(),
            Field::Zones => self.zones.provenance(),
            Field::Hours => self.hours.provenance(),
            Field::Tariffs => self.tariffs.provenance(),
            Field::Evaluation => self.evaluation.provenance(),
            Field::Quality => self.quality.provenance(),
            Field::Availability => self.availability.provenance(),
        }
    }

    /// The same, to be changed.
    pub fn provenance_mut(&mut self, field: Field) -> Option<&mut Provenance> {
        match field {
            Field::LegalEntity | Field::Kind | Field::Standing => None,
            Field::Name => Some(&mut self.name.provenance),
            Field::Siret => self.siret.provenance_mut(),
            Field::LegalForm => self.legal_form.provenance_mut(),
            Field::Habilitation => self.habilitation.provenance_mut(),
            Field::Address => self.address.provenance_mut(),
            Field::Point => self.point.provenance_mut(),
            Field::Phone => self.phone.provenance_mut(),
            Field::Email => self.email.provenance_mut(),
            Field::Website => self.website.provenance_mut(),
            Field::OfficeHours => self.office_hours.provenance_mut(),
            Field::Languages => self.languages.provenance_mut(),
            Field::Acts => self.acts.provenance_mut(),
            Field::Publics => self.publics.provenance_mut(),
            Field::Zones => self.zones.provenance_mut(),
            Field::Hours => self.hours.provenance_mut(),
            Field::Tariffs => self.tariffs.provenance_mut(),
            Field::Evaluation => self.evaluation.provenance_mut(),
            Field::Quality => self.quality.provenance_mut(),
            Field::Availability => self.availability.provenance_mut(),
        }
    }

    /// Whether it is one of the fictitious listings: they have numbers that no department has.
    pub fn is_demonstration(&self) -> bool {
        self.finess.as_str().starts_with("99")
    }

    /// Someone checked on a day that nothing has changed: every known part is verified, and the availability, which
    /// expires by its day of observation, is observed again, by whoever checked. What was seen later stays as it is.
    #[must_use]
    pub fn verified(mut self, by: &str, on: Date) -> Self {
        for field in Field::ALL {
            self.verify(*field, by, Source::City, on);
        }
        self
    }

    /// The same for one part.
    pub fn verify(&mut self, field: Field, by: &str, source: Source, on: Date) {
        let Some(provenance) = self.provenance_mut(field) else { return };
        if provenance.observed > on || provenance.verified.as_ref().is_some_and(|before| before.on > on) {
            return;
        }
        if field == Field::Availability {
            (provenance.source, provenance.observed) = (source, on);
        }
        provenance.verified = Some(Verification { by: by.to_owned(), on });
    }

    /// The provider says on a day that nothing has changed. What it said itself is said again; of what others said, it
    /// is the provider who confirms it, unless the City has verified it.
    #[must_use]
    pub fn confirmed_by_provider(mut self, by: &str, on: Date) -> Self {
        for field in Field::ALL {
            let Some(provenance) = self.provenance_mut(*field) else { continue };
            if provenance.source == Source::Provider && *field != Field::Availability {
                provenance.observed = provenance.observed.max(on);
            } else if provenance.verified.as_ref().is_none_or(|before| before.by == by) || *field == Field::Availability
            {
                self.verify(*field, by, Source::Provider, on);
            }
        }
        self
    }

    /// The last day on which someone said or verified any of it; without one, the day of its name. A register or the HAS is
    /// nobody who looked: what they say later does not put off that someone does.
    pub fn last_seen(&self) -> Date {
        let seen = |own: &Provenance| {
            let is_file = matches!(own.source, Source::Finess | Source::Has);
            let said = (!is_file).then_some(own.observed);
            said.max(own.verified.as_ref().map(|verified| verified.on))
        };
        self.provenances().filter_map(seen).max().unwrap_or(self.name.provenance.observed)
    }

    /// Checks what no single part can check alone.
    pub fn check(&self) -> Result<(), ListingError> {
        let acts = self.acts.value().copied().unwrap_or_default();
        if self.kind == Kind::HomeHelp && acts.contains(Act::Nursing) {
            return Err(ListingError::NursingAct);
        }
        let tariffs = self.tariffs.value().map_or(&[][..], Vec::as_slice);
        if self.kind == Kind::Nursing && !tariffs.is_empty() {
            return Err(ListingError::NursingTariff);
        }
        for (at, tariff) in tariffs.iter().enumerate() {
            let (mode, from) = (tariff.terms().mode, tariff.terms().from);
            if tariffs[..at].iter().any(|earlier| earlier.terms().mode == mode && earlier.terms().from == from) {
                return Err(ListingError::TariffTwice);
            }
        }
        if self.zones.value().is_some_and(Vec::is_empty) {
            return Err(ListingError::NoZone);
        }
        Ok(())
    }

    /// The tariff of a mode in force on a day: the last one that started by then.
    pub fn tariff_on(&self, mode: crate::provider::acts::Mode, day: Date) -> Option<&Tariff> {
        let tariffs = self.tariffs.value()?;
        tariffs
            .iter()
            .filter(|tariff| tariff.terms().mode == mode && tariff.terms().from <= day)
            .max_by_key(|tariff| tariff.terms().from)
    }
}
