//! Listings in the back office: found, read whole, changed by a form, brought together where two people changed them,
//! and followed through their history. `parts` has one line for each part of a listing.

pub mod answer;
pub mod edit;
mod edit_parts;
pub mod form;
pub mod history;
pub mod merge;
pub mod parts;
pub mod preview;
pub mod queue;
pub mod sheet;
mod tariff_fields;
mod tariff_form;
pub mod words;

use crate::staff::local;
use domain::provider::listing::Kind;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing};

use self::form::Teller;
use self::parts::part;

use crate::text::editor as say;

domain::closed_list! {
    /// The parts of the form. Each has its own source and date.
    Section {
        Identity = "identite",
        Contact = "coordonnees",
        Acts = "prestations",
        Coverage = "couverture",
        Tariffs = "tarifs",
        Quality = "qualite",
        Availability = "disponibilite",
    }
}

impl Section {
    pub fn title(self) -> &'static str {
        match self {
            Self::Identity => say::IDENTITY,
            Self::Contact => say::CONTACT,
            Self::Acts => say::ACTS,
            Self::Coverage => local(say::COVERAGE),
            Self::Tariffs => say::TARIFFS,
            Self::Quality => say::QUALITY,
            Self::Availability => say::AVAILABILITY,
        }
    }

    /// What its box says: what stays as it is was verified that day.
    fn reviewed(self) -> &'static str {
        match self {
            Self::Identity => say::IDENTITY_REVIEWED,
            Self::Contact => say::CONTACT_REVIEWED,
            Self::Acts => say::ACTS_REVIEWED,
            Self::Coverage => local(say::COVERAGE_REVIEWED),
            Self::Tariffs => say::TARIFFS_REVIEWED,
            Self::Quality => say::QUALITY_REVIEWED,
            Self::Availability => say::AVAILABILITY_REVIEWED,
        }
    }

    /// What its button says: that it was verified today, and did not change.
    fn verified_today(self) -> &'static str {
        match self {
            Self::Identity => say::IDENTITY_TODAY,
            Self::Contact => say::CONTACT_TODAY,
            Self::Acts => say::ACTS_TODAY,
            Self::Coverage => local(say::COVERAGE_TODAY),
            Self::Tariffs => say::TARIFFS_TODAY,
            Self::Quality => say::QUALITY_TODAY,
            Self::Availability => say::AVAILABILITY_TODAY,
        }
    }

    /// The part of the form that a field stands in; none for those of the whole form.
    fn of_field(field: &str) -> Option<Self> {
        use self::form::names as n;
        let provenance = |section: &&Self| {
            [form::source_name(**section), form::seen_name(**section), form::reviewed_name(**section)]
                .iter()
                .any(|name| name == field)
        };
        if let Some(section) = Self::ALL.iter().find(provenance) {
            return Some(*section);
        }
        Some(match field {
            n::NAME | n::LEGAL_FORM | n::HABILITATION | n::SIRET | n::CLOSED => Self::Identity,
            n::STREET
            | n::POSTCODE
            | n::CITY
            | n::ADDRESS_ZONE
            | n::PHONE
            | n::EMAIL
            | n::WEBSITE
            | n::OFFICE_HOURS
            | n::LANGUAGES => Self::Contact,
            n::ACT | n::PUBLIC => Self::Acts,
            n::ZONE | n::HOLIDAYS => Self::Coverage,
            n::GRADE | n::GRADED_ON => Self::Quality,
            n::INTAKE | n::DELAY => Self::Availability,
            _ if field.starts_with("de-") || field.starts_with("a-") => Self::Coverage,
            _ if field.starts_with("tarif-") || field.starts_with(tariff_form::RENEW) => Self::Tariffs,
            _ if field.starts_with("certification-") => Self::Quality,
            _ => return None,
        })
    }

    /// The parts of a listing that it asks for.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| part(*field).section == Some(self))
    }

    /// Whether the form of a listing has it: a 354 has no tariff, and a provider does not say who it is.
    fn is_asked(self, listing: &Listing, teller: Teller) -> bool {
        match self {
            Self::Tariffs => listing.kind != Kind::Nursing,
            Self::Identity => teller == Teller::City,
            Self::Contact | Self::Acts | Self::Coverage | Self::Quality | Self::Availability => true,
        }
    }
}
