//! Why a provider is excluded, and which of its facts are unknown.

use crate::closed_list;

closed_list! {
    /// A known fact by which a provider does not meet the need.
    Exclusion {
        Zone = "zone-non-desservie",
        /// It is closed by the day on which the help begins.
        Closing = "ferme-avant",
        Mode = "mode-non-propose",
        Habilitation = "non-habilite",
        RequiredActs = "prestation-indispensable-absente",
        Publics = "public-non-accueilli",
        NoCoverage = "aucun-horaire-couvert",
        /// A 354 gives nursing on prescription, and the need has no nursing act.
        NursingOnly = "soins-sur-prescription",
        /// It does none of the wished acts.
        NoWishedAct = "aucune-prestation-demandee",
    }
}

closed_list! {
    /// A fact that the need depends on, and that is unknown.
    Missing {
        Zone = "zone",
        Mode = "mode",
        Tariff = "tarif",
        Surcharge = "majoration",
        Hours = "horaires",
        Acts = "prestations",
        Publics = "publics",
        Habilitation = "habilitation",
        Grade = "evaluation",
        Availability = "disponibilite",
        /// The tariff of the PCH for its mode is not published: what remains to pay is unknown.
        AidTariff = "tarif-pch",
    }
}
