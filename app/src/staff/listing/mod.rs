//! Listings in the back office: found, read whole, changed by a form, brought together where two people changed them,
//! and followed through their history. `parts` has one line for each part of a listing.

pub mod directory;
pub mod edit;
pub mod form;
pub mod history;
pub mod merge;
mod parts;
pub mod preview;
pub mod queue;
pub mod sheet;
mod tariff_form;
pub mod words;

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
            Self::Coverage => say::COVERAGE,
            Self::Tariffs => say::TARIFFS,
            Self::Quality => say::QUALITY,
            Self::Availability => say::AVAILABILITY,
        }
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
