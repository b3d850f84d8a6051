//! The two tables of the open data, one declaration for each value: its name, its kind, the part of a listing, whether it may
//! be unknown, unit, example, the same field elsewhere; then title and description in French and in English.

use std::borrow::Cow;

use domain::Field;
use domain::provider::acts::{Act, Mode, Public};
use domain::provider::listing::{CertificationName, Habilitation, HasGrade, Intake, Kind, LegalForm};
use domain::values::closed_list::ClosedList;

use super::{Column, ColumnKind, NONE, Pair};

fn codes<T: ClosedList>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.code()).collect()
}

/// Declares a table. A column without one of these does not compile.
macro_rules! columns {
    ($(#[$doc:meta])* $table:ident { $(
        $column:ident = $name:literal, $kind:expr, $part:expr, $unknown:literal, $unit:expr, $example:literal, $elsewhere:literal;
        $title:literal, $english_title:literal; $description:literal, $english:literal;
    )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $table { $($column),* }

        impl $table {
            pub(super) const ALL: &'static [Self] = &[$(Self::$column),*];

            pub(super) fn column(self) -> Column {
                match self { $(Self::$column => Column {
                    name: Cow::Borrowed($name),
                    kind: $kind,
                    part: $part,
                    may_be_unknown: $unknown,
                    example: $example,
                    elsewhere: $elsewhere,
                    title: Cow::Borrowed($title),
                    english_title: Cow::Borrowed($english_title),
                    description: ($description, $english),
                    unit: $unit,
                }),* }
            }
        }
    };
}

const EUROS: Pair = ("euros, TTC", "euros, VAT included");
const PERCENT: Pair = ("pourcent", "percent");
const DEGREES: Pair = ("degrés", "degrees");
const DAYS: Pair = ("jours", "days");
const MINUTES: Pair = ("minutes", "minutes");
const TIME: Pair = ("heure HH:MM", "time HH:MM");

columns! {
    /// A value of a service: one line a service that is open.
    ServiceValue {
        Finess = "finess", ColumnKind::Digits, None, false, NONE, "010999911", "FINESS nofinesset";
            "Numéro FINESS", "FINESS number";
            "Numéro de l’établissement au registre FINESS : l’identité de la ligne.", "Number of the establishment in the FINESS register: the identity of the line.";
        LegalEntity = "finess_entite_juridique", ColumnKind::Digits, Some(Field::LegalEntity), true, NONE, "010999903", "FINESS nofinessej";
            "FINESS de l’entité juridique", "FINESS of the legal entity";
            "Numéro FINESS de l’entité juridique qui gère le service.", "FINESS number of the legal entity that runs the service.";
        Kind = "categorie_finess", ColumnKind::Code(codes::<Kind>), Some(Field::Kind), false, NONE, "460", "FINESS categetab";
            "Catégorie FINESS", "FINESS category";
            "460 : aide et accompagnement à domicile ; 209 : aide et soins ; 354 : soins infirmiers à domicile.", "460: home help; 209: help and nursing; 354: home nursing.";
        ClosesOn = "date_fermeture_prevue", ColumnKind::Date, Some(Field::Standing), true, NONE, "2027-03-31", "";
            "Date de fermeture prévue", "Planned closing date";
            "Premier jour où le service sera fermé, si une fermeture est annoncée. Un service fermé n’est pas dans le fichier.", "First day on which the service will be closed, where a closing is announced. A closed service is not in the file.";
        Page = "page", ColumnKind::Link, None, false, NONE, "https://exemple.fr/services/010999911", "structures.lien_source";
            "Page du service", "Page of the service";
            "Adresse de la page du service sur ce site.", "Address of the page of the service on this site.";
        Name = "nom", ColumnKind::Text, Some(Field::Name), false, NONE, "AIDE DU CANAL", "structures.nom";
            "Nom", "Name"; "Nom du service, tel que publié par sa source.", "Name of the service, as its source publishes it.";
        Siret = "siret", ColumnKind::Digits, Some(Field::Siret), true, NONE, "43281446500014", "structures.siret";
            "SIRET", "SIRET"; "Numéro SIRET de l’établissement.", "SIRET number of the establishment.";
        LegalForm = "forme_juridique", ColumnKind::Code(codes::<LegalForm>), Some(Field::LegalForm), true, NONE, "association", "";
            "Forme juridique", "Legal form"; "Association, entreprise ou organisme public.", "Association, company or public body.";
        Habilitation = "habilitation_aide_sociale", ColumnKind::Code(codes::<Habilitation>), Some(Field::Habilitation), true, NONE, "habilite", "";
            "Habilitation à l’aide sociale", "Approval for social assistance";
            "Si le service est habilité à recevoir des bénéficiaires de l’aide sociale.", "Whether the service is approved for people on social assistance.";
        Street = "adresse", ColumnKind::Text, Some(Field::Address), true, NONE, "17 rue Pelleport", "structures.adresse";
            "Adresse", "Street address"; "Numéro et voie, ou lieu-dit.", "Number and street, or place.";
        Postcode = "code_postal", ColumnKind::Digits, Some(Field::Address), true, NONE, "01000", "structures.code_postal";
            "Code postal", "Postcode"; "Code postal de l’adresse.", "Postcode of the address.";
        City = "commune", ColumnKind::Text, Some(Field::Address), true, NONE, "BOURG-EN-BRESSE", "structures.commune";
            "Commune", "Commune"; "Commune de l’adresse.", "Commune of the address.";
        Insee = "code_insee", ColumnKind::Digits, Some(Field::Address), true, NONE, "01053", "structures.code_insee";
            "Code INSEE", "INSEE code"; "Code INSEE de la commune de l’adresse, ou de sa partie où elle est.", "INSEE code of the commune of the address, or of the part of it where it stands.";
        Longitude = "longitude", ColumnKind::Degrees, Some(Field::Point), true, DEGREES, "2.401325", "structures.longitude";
            "Longitude", "Longitude"; "Longitude du service (WGS 84).", "Longitude of the service (WGS 84).";
        Latitude = "latitude", ColumnKind::Degrees, Some(Field::Point), true, DEGREES, "48.866214", "structures.latitude";
            "Latitude", "Latitude"; "Latitude du service (WGS 84).", "Latitude of the service (WGS 84).";
        Phone = "telephone", ColumnKind::Digits, Some(Field::Phone), true, NONE, "0143000011", "structures.telephone";
            "Téléphone", "Telephone"; "Téléphone public du service, jamais celui d’une personne.", "Public telephone of the service, never that of a person.";
        Email = "courriel", ColumnKind::Text, Some(Field::Email), true, NONE, "contact@exemple.fr", "structures.courriel";
            "Courriel", "E-mail"; "Adresse électronique publique du service.", "Public e-mail address of the service.";
        Website = "site_web", ColumnKind::Text, Some(Field::Website), true, NONE, "https://exemple.fr", "structures.site_web";
            "Site web", "Web site"; "Site du service.", "Web site of the service.";
        OfficeHours = "horaires_accueil", ColumnKind::Text, Some(Field::OfficeHours), true, NONE, "du lundi au vendredi, 9 h – 17 h", "";
            "Horaires d’accueil", "Office hours"; "Quand l’accueil du service répond, en toutes lettres.", "When the office of the service answers, in words.";
        Languages = "langues", ColumnKind::Texts, Some(Field::Languages), true, NONE, "français|arabe", "";
            "Langues parlées", "Languages spoken"; "Noms français des langues parlées.", "French names of the languages spoken.";
        Acts = "prestations", ColumnKind::Codes(codes::<Act>), Some(Field::Acts), true, NONE, "toilette|repas|menage", "";
            "Prestations", "Tasks"; "Ce que le service fait. Ce qui n’est pas dans une liste connue n’est pas fait.", "What the service does. What a known list lacks is not done.";
        Publics = "publics", ColumnKind::Codes(codes::<Public>), Some(Field::Publics), true, NONE, "personnes-agees|handicap-adulte", "";
            "Publics", "Groups of people"; "Pour qui le service est organisé.", "Whom the service is organised for.";
        Zones = "zones", ColumnKind::Texts, Some(Field::Zones), true, NONE, "01004|01053", "services.zone_eligibilite";
            "Zones desservies", "Zones served"; "Codes INSEE des communes, ou de leurs parties, où le service intervient.", "INSEE codes of the communes, or of their parts, that the service goes to.";
        Monday = "horaires_lundi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "08:00-12:00|14:00-20:00", "";
            "Interventions le lundi", "Visits on Mondays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Tuesday = "horaires_mardi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "08:00-20:00", "";
            "Interventions le mardi", "Visits on Tuesdays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Wednesday = "horaires_mercredi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "08:00-20:00", "";
            "Interventions le mercredi", "Visits on Wednesdays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Thursday = "horaires_jeudi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "08:00-20:00", "";
            "Interventions le jeudi", "Visits on Thursdays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Friday = "horaires_vendredi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "08:00-20:00", "";
            "Interventions le vendredi", "Visits on Fridays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Saturday = "horaires_samedi", ColumnKind::Texts, Some(Field::Hours), true, TIME, "09:00-13:00", "";
            "Interventions le samedi", "Visits on Saturdays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Sunday = "horaires_dimanche", ColumnKind::Texts, Some(Field::Hours), true, TIME, "aucun", "";
            "Interventions le dimanche", "Visits on Sundays"; "Plages d’intervention. « aucun » : le service n’intervient pas ce jour-là.", "Hours of visits. “aucun”: none on that day.";
        Holidays = "intervient_jours_feries", ColumnKind::Boolean, Some(Field::Hours), true, NONE, "false", "";
            "Intervient les jours fériés", "Works on public holidays"; "Si le service intervient les jours fériés.", "Whether the service works on public holidays.";
        CarePrestataire = "prix_heure_aide_prestataire_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "28.00", "";
            "Prix de l’heure d’aide, prestataire", "Price of an hour of care, prestataire"; "Prix d’une heure d’aide en semaine, en vigueur le jour du fichier. Le détail est dans la table des tarifs.", "Price of an hour of care on a weekday, in force on the day of the file. The table of tariffs has the details.";
        HouseholdPrestataire = "prix_heure_menage_prestataire_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "26.50", "";
            "Prix de l’heure de ménage, prestataire", "Price of an hour of household, prestataire"; "Prix d’une heure de ménage en semaine, en vigueur le jour du fichier.", "Price of an hour of household on a weekday, in force on the day of the file.";
        SincePrestataire = "tarif_prestataire_depuis", ColumnKind::Date, Some(Field::Tariffs), true, NONE, "2026-01-01", "";
            "Début du tarif prestataire", "First day of the prestataire tariff"; "Premier jour du tarif en vigueur dans ce mode.", "First day of the tariff in force in this mode.";
        CareMandataire = "prix_heure_aide_mandataire_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "22.00", "";
            "Prix de l’heure d’aide, mandataire", "Price of an hour of care, mandataire"; "Prix d’une heure d’aide en semaine, en vigueur le jour du fichier.", "Price of an hour of care on a weekday, in force on the day of the file.";
        HouseholdMandataire = "prix_heure_menage_mandataire_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "21.00", "";
            "Prix de l’heure de ménage, mandataire", "Price of an hour of household, mandataire"; "Prix d’une heure de ménage en semaine, en vigueur le jour du fichier.", "Price of an hour of household on a weekday, in force on the day of the file.";
        SinceMandataire = "tarif_mandataire_depuis", ColumnKind::Date, Some(Field::Tariffs), true, NONE, "2026-01-01", "";
            "Début du tarif mandataire", "First day of the mandataire tariff"; "Premier jour du tarif en vigueur dans ce mode.", "First day of the tariff in force in this mode.";
        CarePlacement = "prix_heure_aide_mise_a_disposition_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "21.00", "";
            "Prix de l’heure d’aide, mise à disposition", "Price of an hour of care, mise à disposition"; "Prix d’une heure d’aide en semaine, en vigueur le jour du fichier.", "Price of an hour of care on a weekday, in force on the day of the file.";
        HouseholdPlacement = "prix_heure_menage_mise_a_disposition_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "20.50", "";
            "Prix de l’heure de ménage, mise à disposition", "Price of an hour of household, mise à disposition"; "Prix d’une heure de ménage en semaine, en vigueur le jour du fichier.", "Price of an hour of household on a weekday, in force on the day of the file.";
        SincePlacement = "tarif_mise_a_disposition_depuis", ColumnKind::Date, Some(Field::Tariffs), true, NONE, "2026-01-01", "";
            "Début du tarif mise à disposition", "First day of the mise à disposition tariff"; "Premier jour du tarif en vigueur dans ce mode.", "First day of the tariff in force in this mode.";
        HasGrade = "note_has", ColumnKind::Code(codes::<HasGrade>), Some(Field::Evaluation), true, NONE, "A", "";
            "Note de la HAS", "HAS grade"; "Note de la dernière évaluation publiée par la Haute Autorité de santé. Ne pas être évalué n’est pas une mauvaise note.", "Grade of the last evaluation that the Haute Autorité de santé published. Not yet evaluated is not bad.";
        HasDate = "evaluation_has_visite_le", ColumnKind::Date, Some(Field::Evaluation), true, NONE, "2025-06-12", "";
            "Fin de la visite d’évaluation", "End of the evaluation visit"; "Jour où la visite d’évaluation s’est terminée.", "Day on which the evaluation visit ended.";
        HasEvaluator = "evaluation_has_organisme", ColumnKind::Text, Some(Field::Evaluation), true, NONE, "ÉVALUATION CONSEIL", "";
            "Organisme évaluateur", "Evaluating organisation"; "Organisme qui a conduit l’évaluation.", "Organisation that made the evaluation.";
        Certifications = "certifications", ColumnKind::Codes(codes::<CertificationName>), Some(Field::Quality), true, NONE, "nf-service|cap-handeo", "";
            "Certifications", "Certifications"; "Certifications déclarées qui ne sont pas expirées le jour du fichier. « aucun » : il n’y en a pas.", "Stated certifications that have not expired on the day of the file. “aucun”: there are none.";
        Intake = "disponibilite", ColumnKind::Code(codes::<Intake>), Some(Field::Availability), true, NONE, "ouvert", "";
            "Disponibilité", "Availability"; "Si le service prend de nouvelles personnes. Au-delà de trente jours après sa date, elle est inconnue.", "Whether the service takes new people. Unknown from thirty days after its date.";
        DaysToStart = "delai_jours", ColumnKind::Integer, Some(Field::Availability), true, DAYS, "7", "";
            "Délai de démarrage", "Days to start"; "Jours entre la demande et la première intervention.", "Days between the request and the first visit.";
    }
}

columns! {
    /// A value of a tariff: one line for each service, mode and first day, those of the past too.
    TariffValue {
        Finess = "finess", ColumnKind::Digits, None, false, NONE, "010999911", "";
            "Numéro FINESS", "FINESS number"; "Numéro FINESS du service : la ligne correspondante des services.", "FINESS number of the service: its line among the services.";
        Name = "nom", ColumnKind::Text, Some(Field::Name), false, NONE, "AIDE DU CANAL", "";
            "Nom", "Name"; "Nom du service.", "Name of the service.";
        Mode = "mode", ColumnKind::Code(codes::<Mode>), Some(Field::Tariffs), false, NONE, "prestataire", "";
            "Mode", "Mode"; "Qui emploie l’intervenant (code du travail, L7232-6).", "Who employs the helper (Code du travail, L7232-6).";
        From = "date_debut", ColumnKind::Date, Some(Field::Tariffs), false, NONE, "2026-01-01", "";
            "Premier jour", "First day"; "Premier jour du tarif.", "First day of the tariff.";
        Until = "date_fin", ColumnKind::Date, Some(Field::Tariffs), true, NONE, "2026-12-31", "";
            "Dernier jour", "Last day"; "Veille du tarif suivant du même mode ; vide si aucun tarif ne suit.", "Day before the next tariff of the same mode; empty where none follows.";
        CareHour = "prix_heure_aide_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "28.00", "";
            "Prix de l’heure d’aide", "Price of an hour of care"; "Prix d’une heure d’aide à la personne en semaine.", "Price of an hour of personal care on a weekday.";
        CareVat = "tva_aide_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "5.50", "";
            "TVA de l’aide", "VAT of care"; "TVA comprise dans le prix de l’heure d’aide.", "VAT included in the price of an hour of care.";
        HouseholdHour = "prix_heure_menage_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "26.50", "";
            "Prix de l’heure de ménage", "Price of an hour of household"; "Prix d’une heure de ménage en semaine.", "Price of an hour of household on a weekday.";
        HouseholdVat = "tva_menage_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "10.00", "";
            "TVA du ménage", "VAT of household"; "TVA comprise dans le prix de l’heure de ménage.", "VAT included in the price of an hour of household.";
        Saturday = "majoration_samedi_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "0.00", "";
            "Majoration du samedi", "Saturday surcharge"; "Vide : non précisée. 0.00 : aucune majoration.", "Empty: not stated. 0.00: none.";
        Sunday = "majoration_dimanche_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "25.00", "";
            "Majoration du dimanche", "Sunday surcharge"; "Vide : non précisée. 0.00 : aucune majoration.", "Empty: not stated. 0.00: none.";
        Holiday = "majoration_jour_ferie_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "25.00", "";
            "Majoration des jours fériés", "Public holiday surcharge"; "Vide : non précisée. 0.00 : aucune majoration.", "Empty: not stated. 0.00: none.";
        MayDay = "majoration_premier_mai_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "100.00", "";
            "Majoration du 1er mai", "1 May surcharge"; "Vide : celle des jours fériés s’applique.", "Empty: that of public holidays applies.";
        Evening = "majoration_soiree_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "10.00", "";
            "Majoration de soirée", "Evening surcharge"; "Vide : non précisée. 0.00 : aucune majoration.", "Empty: not stated. 0.00: none.";
        EveningWindow = "soiree", ColumnKind::Text, Some(Field::Tariffs), true, TIME, "20:00-22:00", "";
            "Heures de soirée", "Evening hours"; "Heures où la majoration de soirée s’applique.", "Hours to which the evening surcharge applies.";
        Night = "majoration_nuit_pourcent", ColumnKind::Decimal, Some(Field::Tariffs), true, PERCENT, "25.00", "";
            "Majoration de nuit", "Night surcharge"; "Vide : non précisée. 0.00 : aucune majoration.", "Empty: not stated. 0.00: none.";
        NightWindow = "nuit", ColumnKind::Text, Some(Field::Tariffs), true, TIME, "22:00-06:00", "";
            "Heures de nuit", "Night hours"; "Heures où la majoration de nuit s’applique.", "Hours to which the night surcharge applies.";
        Cumulate = "majorations_cumulees", ColumnKind::Boolean, Some(Field::Tariffs), false, NONE, "false", "";
            "Majorations cumulées", "Surcharges add up"; "Si les majorations du jour et de l’heure s’ajoutent ; sinon la plus grande s’applique.", "Whether the surcharges of the day and of the hour add up; else the larger applies.";
        Minimum = "minutes_minimum", ColumnKind::Integer, Some(Field::Tariffs), false, MINUTES, "60", "";
            "Durée minimale facturée", "Fewest minutes billed"; "Minutes facturées au moins par intervention.", "Fewest minutes that are billed for a visit.";
        MonthlyFee = "frais_mensuels_euros", ColumnKind::Decimal, Some(Field::Tariffs), false, EUROS, "0.00", "";
            "Frais mensuels", "Monthly fee"; "Frais de gestion par mois.", "Fee of a month.";
        OpeningFee = "frais_ouverture_euros", ColumnKind::Decimal, Some(Field::Tariffs), false, EUROS, "0.00", "";
            "Frais d’ouverture", "Opening fee"; "Frais d’ouverture du dossier.", "Fee for opening a file.";
        Meal = "prix_repas_livre_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "11.50", "";
            "Prix d’un repas livré", "Price of a delivered meal"; "Prix d’un repas porté à domicile.", "Price of a meal brought home.";
        RemoteAlarm = "prix_teleassistance_mois_euros", ColumnKind::Decimal, Some(Field::Tariffs), true, EUROS, "25.00", "";
            "Prix de la téléassistance", "Price of the remote alarm"; "Prix d’un mois de téléassistance.", "Price of a month of remote alarm.";
    }
}
