//! Why a provider is left out, and what is not known of it.

use crate::closed_list;

closed_list! {
    /// A fact known to fail the need.
    Exclusion {
        Zone = "zone-non-desservie",
        Mode = "mode-non-propose",
        Habilitation = "non-habilite",
        RequiredActs = "prestation-indispensable-absente",
        Publics = "public-non-accueilli",
        NoCoverage = "aucun-horaire-couvert",
        /// A 354 gives nursing on prescription; the need has no nursing act.
        NursingOnly = "soins-sur-prescription",
        /// It does none of the acts wished.
        NoWishedAct = "aucune-prestation-demandee",
    }
}

closed_list! {
    /// A fact that the need asks for and that is not known.
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
        /// The tariff of the PCH for its mode is not published: what remains to pay is not known.
        AidTariff = "tarif-pch",
    }
}
