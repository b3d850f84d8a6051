//! What a provider does (acts), for whom (publics), and under which contract (modes). Closed lists.

use enum_map::Enum;

use crate::closed_list;
use crate::values::closed_list::Set;

/// Declares the acts: a name, the code in files and addresses, and how it is priced.
macro_rules! acts {
    ($($(#[$meta:meta])* $act:ident = $code:literal, $kind:ident;)+) => {
        closed_list! {
            /// An act (prestation) offered by a provider or wished by a person.
            Act { $($(#[$meta])* $act = $code),+ }
        }

        impl Act {
            pub fn price_kind(self) -> PriceKind {
                match self { $(Self::$act => PriceKind::$kind),+ }
            }
        }
    };
}

acts! {
    RiseAndBed = "lever-coucher", Care;
    Washing = "toilette", Care;
    Meals = "repas", Care;
    Changing = "change", Care;
    Transfers = "transferts", Care;
    Presence = "presence", Care;
    NightWatch = "garde-de-nuit", Care;
    Outings = "accompagnement", Care;
    Driving = "conduite", Care;
    Respite = "relais-aidant", Care;
    /// Providers of kind 209 and 354 only.
    Nursing = "soins-infirmiers", Care;
    Cleaning = "menage", Household;
    Laundry = "linge", Household;
    Shopping = "courses", Household;
    Handiwork = "bricolage", Household;
    Paperwork = "administratif", Household;
    Computing = "informatique", Household;
    /// Priced per meal.
    MealDelivery = "portage-repas", Flat;
    /// Priced per month.
    RemoteAlarm = "teleassistance", Flat;
}
pub type ActSet = Set<Act>;

/// How an act is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceKind {
    Care,
    Household,
    Flat,
}

closed_list! {
    /// The groups of people for whom a provider is organised.
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
    #[derive(Enum)]
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
