//! Listings in the back office: found, read whole, changed by a form, brought together where two people changed them,
//! and followed through their history.

pub mod directory;
pub mod edit;
pub mod form;
pub mod history;
pub mod merge;
pub mod queue;
pub mod sheet;
mod tariff_form;
pub mod words;

use domain::Field;

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
            Self::Coverage => say::COVERAGE,
            Self::Tariffs => say::TARIFFS,
            Self::Quality => say::QUALITY,
            Self::Availability => say::AVAILABILITY,
        }
    }

    /// The parts of a listing that it holds.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Identity => &[Field::Name, Field::LegalForm, Field::Habilitation, Field::Siret, Field::Standing],
            Self::Contact => {
                &[Field::Address, Field::Phone, Field::Email, Field::Website, Field::OfficeHours, Field::Languages]
            }
            Self::Acts => &[Field::Acts, Field::Publics],
            Self::Coverage => &[Field::Zones, Field::Hours],
            Self::Tariffs => &[Field::Tariffs],
            Self::Quality => &[Field::Quality],
            Self::Availability => &[Field::Availability],
        }
    }
}
