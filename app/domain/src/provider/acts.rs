//! What a provider does (acts), for whom (publics), and under which contract (modes). Closed lists.

use enum_map::Enum;

use crate::closed_list;
use crate::values::closed_list::Set;

closed_list! {
    /// An act (prestation) offered by a provider or wished by a person.
    Act {
        RiseAndBed = "lever-coucher",
        Washing = "toilette",
        Meals = "repas",
        Changing = "change",
        Transfers = "transferts",
        Presence = "presence",
        NightWatch = "garde-de-nuit",
        Outings = "accompagnement",
        Driving = "conduite",
        Respite = "relais-aidant",
        /// Providers of kind 209 and 354 only.
        Nursing = "soins-infirmiers",
        Cleaning = "menage",
        Laundry = "linge",
        Shopping = "courses",
        Handiwork = "bricolage",
        Paperwork = "administratif",
        Computing = "informatique",
        /// Priced per meal.
        MealDelivery = "portage-repas",
        /// Priced per month.
        RemoteAlarm = "teleassistance",
    }
}
pub type ActSet = Set<Act>;

/// How an act is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceKind {
    Care,
    Household,
    Flat,
}

impl Act {
    pub fn price_kind(self) -> PriceKind {
        match self {
            Self::RiseAndBed
            | Self::Washing
            | Self::Meals
            | Self::Changing
            | Self::Transfers
            | Self::Presence
            | Self::NightWatch
            | Self::Outings
            | Self::Driving
            | Self::Respite
            | Self::Nursing => PriceKind::Care,
            Self::Cleaning | Self::Laundry | Self::Shopping | Self::Handiwork | Self::Paperwork | Self::Computing => {
                PriceKind::Household
            }
            Self::MealDelivery | Self::RemoteAlarm => PriceKind::Flat,
        }
    }
}

closed_list! {
    /// The people a provider is organised for.
    Public {
        Older = "personnes-agees",
        DisabledAdults = "handicap-adulte",
        DisabledChildren = "handicap-enfant",
        Neurodegenerative = "maladies-neuro-degeneratives",
        EndOfLife = "fin-de-vie",
    }
}
pub type PublicSet = Set<Public>;

closed_list! {
    /// Who employs the helper (Code du travail L7232-6, read 2026-11-23): the provider (prestataire), the person with
    /// the provider as agent (mandataire), or the person, the helper being lent (mise à disposition).
    Mode {
        Prestataire = "prestataire",
        Mandataire = "mandataire",
        Placement = "mise-a-disposition",
    }
}
pub type ModeSet = Set<Mode>;

closed_list! {
    /// The two hourly prices of a tariff.
    #[derive(Enum)]
    HourKind {
        Care = "aide",
        Household = "menage",
    }
}
