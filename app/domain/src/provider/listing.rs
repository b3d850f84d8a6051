//! A listing: all that is published about a provider. Every part is known, with its provenance, or unknown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
pub use crate::provider::knowledge::{Fact, Known, Provenance, Source, Verification};

use crate::provider::acts::{Act, ActSet, Mode, PublicSet};
use crate::provider::tariff::Tariff;
use crate::provider::territory::Point;
use crate::time::calendar::day_number;
use crate::time::hours::OpenHours;
use crate::values::closed_list::ClosedList;
use crate::values::ids::{Finess, Phone, Siret, Zone};

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

/// The quality labels that a provider, or later the City, states.
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

/// Whether the provider takes new people. Valid for 30 days after the date of observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    pub intake: Intake,
    pub days_to_start: Option<u16>,
}

/// Days for which an availability is valid, not counting the day of observation.
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

/// Whether the provider still exists, according to the register or the City.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    #[serde(rename = "open")]
    Open,
    /// Open until the day that was stated for its closing. The first day on which it is closed.
    #[serde(rename = "closes-on")]
    ClosesOn(#[serde(with = "crate::time::calendar::iso")] Date),
    /// Gone from the register on the date of its file.
    #[serde(rename = "closed-since")]
    ClosedSince(#[serde(with = "crate::time::calendar::iso")] Date),
    /// Closed by the City: no register opens it again.
    #[serde(rename = "closed-by-city-since")]
    ClosedByCity(#[serde(with = "crate::time::calendar::iso")] Date),
}

impl Standing {
    /// Of a service that will close, until that day: whoever publishes closes it then.
    pub fn is_open(self) -> bool {
        match self {
            Self::Open | Self::ClosesOn(_) => true,
            Self::ClosedSince(_) | Self::ClosedByCity(_) => false,
        }
    }

    pub fn closed_on(self) -> Option<Date> {
        match self {
            Self::Open | Self::ClosesOn(_) => None,
            Self::ClosedSince(day) | Self::ClosedByCity(day) => Some(day),
        }
    }

    pub fn closes_on(self) -> Option<Date> {
        match self {
            Self::ClosesOn(day) => Some(day),
            Self::Open | Self::ClosedSince(_) | Self::ClosedByCity(_) => None,
        }
    }
}

/// Whether a part counts in how complete a listing is. It ranks nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Yes,
    /// Counts only for services that sell hours: a 354 has no prices and needs no habilitation.
    UnlessNursing,
    No,
}

/// Declares the facts of a listing, one line for each: its name among the parts, its field with the type of its value,
/// and whether it counts for completeness. From it come the struct, the parts with their codes (the names of the
/// fields, in documents and in the journal), the default for a document that lacks one, and every access to a part by
/// its name.
macro_rules! listing {
    ($($(#[$meta:meta])* $part:ident $field:ident: $value:ty, counted: $counted:ident;)+) => {
        /// The parts of a listing, in the order of a page: who it is, then the facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { Name, Kind, Standing, LegalEntity, $($part),+ }

        impl ClosedList for Field {
            const ALL: &'static [Self] = &[Self::Name, Self::Kind, Self::Standing, Self::LegalEntity, $(Self::$part),+];
            fn code(self) -> &'static str {
                match self {
                    Self::Name => "name",
                    Self::Kind => "kind",
                    Self::Standing => "standing",
                    Self::LegalEntity => "legal_entity",
                    $(Self::$part => stringify!($field)),+
                }
            }
            fn position(self) -> u32 {
                self as u32
            }
        }

        impl Field {
            /// Whether it counts in how complete a listing is. The identity of a service comes from the register.
            pub fn counted(self) -> Counted {
                match self {
                    Self::Name | Self::Kind | Self::Standing | Self::LegalEntity => Counted::No,
                    $(Self::$part => Counted::$counted),+
                }
            }
        }

        /// All that is published about one provider. A document that an earlier release stored lacks the facts that
        /// were added since: an absent fact is unknown. The fields of its identity are never absent.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Listing {
            pub finess: Finess,
            #[serde(default)]
            pub legal_entity: Option<Finess>,
            pub kind: Kind,
            pub standing: Standing,
            /// As published; `search::readable` makes it legible.
            pub name: Known<String>,
            $($(#[$meta])* #[serde(default)] pub $field: Fact<$value>,)+
        }

        impl Listing {
            /// A listing of which only the identity is known.
            pub fn bare(finess: Finess, kind: Kind, name: Known<String>) -> Self {
                Self {
                    finess,
                    legal_entity: None,
                    kind,
                    standing: Standing::Open,
                    name,
                    $($field: Fact::Unknown),+
                }
            }

            /// The provenance of a part; none if it is unknown, or if it comes only from the register.
            pub fn provenance(&self, part: Field) -> Option<&Provenance> {
                match part {
                    Field::LegalEntity | Field::Kind | Field::Standing => None,
                    Field::Name => Some(&self.name.provenance),
                    $(Field::$part => self.$field.provenance()),+
                }
            }

            /// The provenance of a part, mutable.
            pub fn provenance_mut(&mut self, part: Field) -> Option<&mut Provenance> {
                match part {
                    Field::LegalEntity | Field::Kind | Field::Standing => None,
                    Field::Name => Some(&mut self.name.provenance),
                    $(Field::$part => self.$field.provenance_mut()),+
                }
            }

            /// Copies a part of another listing, with its provenance.
            pub fn take(&mut self, part: Field, other: &Self) {
                match part {
                    Field::LegalEntity => self.legal_entity = other.legal_entity,
                    Field::Kind => self.kind = other.kind,
                    Field::Standing => self.standing = other.standing,
                    Field::Name => self.name = other.name.clone(),
                    $(Field::$part => self.$field = other.$field.clone()),+
                }
            }

            /// Whether two listings have the same value of a part, whatever the sources.
            pub fn has_value_of(&self, part: Field, other: &Self) -> bool {
                match part {
                    Field::LegalEntity => self.legal_entity == other.legal_entity,
                    Field::Kind => self.kind == other.kind,
                    Field::Standing => self.standing == other.standing,
                    Field::Name => self.name.value == other.name.value,
                    $(Field::$part => self.$field.value() == other.$field.value()),+
                }
            }
        }
    };
}

listing! {
    Siret siret: Siret, counted: No;
    LegalForm legal_form: LegalForm, counted: No;
    Habilitation habilitation: Habilitation, counted: UnlessNursing;
    Address address: Address, counted: No;
    Point point: Point, counted: No;
    Phone phone: Phone, counted: Yes;
    Email email: String, counted: Yes;
    Website website: String, counted: No;
    OfficeHours office_hours: String, counted: Yes;
    /// Names of languages in French.
    Languages languages: Vec<String>, counted: Yes;
    Acts acts: ActSet, counted: Yes;
    Publics publics: PublicSet, counted: Yes;
    Zones zones: Vec<Zone>, counted: Yes;
    Hours hours: OpenHours, counted: Yes;
    /// Every tariff ever published, in any order.
    Tariffs tariffs: Vec<Tariff>, counted: UnlessNursing;
    Evaluation evaluation: Evaluation, counted: No;
    Quality quality: Quality, counted: Yes;
    Availability availability: Availability, counted: Yes;
}

/// Why a listing is contradictory, as opposed to incomplete.
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
    /// The availability while it is valid: up to and including the thirtieth day after it was observed.
    pub fn availability_on(&self, day: Date) -> Option<&Known<Availability>> {
        let known = self.availability.known()?;
        let last = day_number(known.provenance.observed) + AVAILABILITY_DAYS;
        (day_number(day) <= last).then_some(known)
    }

    /// The first day on which help can begin if it is requested on a given day: its delay counts from the request.
    /// Absent if it takes nobody at the moment, states no delay, or stated it too long ago.
    pub fn possible_start(&self, asked: Date) -> Option<Date> {
        let Availability { intake, days_to_start } = self.availability_on(asked)?.value;
        let delay = days_to_start.filter(|_| intake == Intake::Open)?;
        asked.checked_add(jiff::Span::new().days(delay)).ok()
    }

    /// The grade of the HAS: the published one, else the stated one. A grade that someone states never replaces the one
    /// that the HAS publishes.
    pub fn grade(&self) -> Option<HasGrade> {
        let published = self.evaluation.value().map(|evaluation| evaluation.grade);
        published.or_else(|| self.quality.value().map(|quality| quality.grade))
    }

    /// The provenance of each known part.
    pub fn provenances(&self) -> impl Iterator<Item = &Provenance> {
        Field::ALL.iter().filter_map(|field| self.provenance(*field))
    }

    /// Whether two listings have the same value of a part from the same source.
    pub fn agrees_with(&self, part: Field, other: &Self) -> bool {
        self.has_value_of(part, other) && self.provenance(part) == other.provenance(part)
    }

    /// Whether it is one of the fictitious listings: their numbers belong to no département.
    pub fn is_demonstration(&self) -> bool {
        self.finess.as_str().starts_with("99")
    }

    /// Someone checked on a day that nothing has changed: every known part becomes verified. The availability expires
    /// by its day of observation, so it becomes observed on this day, by whoever checked. Parts observed on a later day
    /// do not change.
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

    /// The provider confirms on a day that nothing has changed. What it stated itself is stated again; what others
    /// stated becomes verified by it, unless the City has verified it.
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

    /// The last day on which a person stated or verified any part; if there is none, the day of its name. Files of a
    /// register or of the HAS do not count: they must not delay the next check by a person.
    pub fn last_seen(&self) -> Date {
        let last_look = |provenance: &Provenance| {
            let is_file = matches!(provenance.source, Source::Finess | Source::Has);
            let observed = (!is_file).then_some(provenance.observed);
            observed.max(provenance.verified.as_ref().map(|verified| verified.on))
        };
        self.provenances().filter_map(last_look).max().unwrap_or(self.name.provenance.observed)
    }

    /// Checks that involve more than one part.
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

    /// The tariff of a mode in force on a day: the one with the latest start up to that day.
    pub fn tariff_on(&self, mode: Mode, day: Date) -> Option<&Tariff> {
        let tariffs = self.tariffs.value()?;
        tariffs
            .iter()
            .filter(|tariff| tariff.terms().mode == mode && tariff.terms().from <= day)
            .max_by_key(|tariff| tariff.terms().from)
    }
}
