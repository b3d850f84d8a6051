//! Every sentence about the spreadsheets, in French only: their readers are the staff of the City. A sentence says what
//! is wrong and what to do.

use std::ops::RangeInclusive;

use app::staff::french;
use domain::Cents;
use domain::provider::tariff::{FLAT_PRICES, HIGHEST_SURCHARGE, HOUR_PRICES, LONGEST_MINIMUM, TariffError};
use domain::readers::durations::LONGEST_DELAY;
use domain::values::closed_list::ClosedList;
use thiserror::Error;

use super::Sheet;

/// Why a whole file was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("Ce fichier est vide. Choisissez le tableau que vous avez rempli.")]
    Empty,
    #[error("Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.")]
    Encrypted,
    #[error(
        "Ce classeur est dans un format que le site ne lit pas (.xls ou .xlsb). Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx, puis renvoyez-le."
    )]
    OtherFormat,
    #[error("Ce fichier n’est pas un tableau. Envoyez un fichier .xlsx, .ods ou .csv.")]
    NotASpreadsheet,
    #[error(
        "Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau, puis renvoyez-le."
    )]
    Damaged,
    #[error("Ce fichier a plus de {0} lignes. Partagez-le en plusieurs fichiers.")]
    TooManyRows(u32),
    #[error("Ce fichier est trop gros une fois ouvert. Copiez les lignes utiles dans un nouveau fichier.")]
    TooLarge,
    #[error(
        "Aucun tableau connu dans ce fichier. Partez du modèle téléchargé et gardez sa ligne de titres, avec la colonne FINESS."
    )]
    NothingRecognised,
    #[error("Feuille « {} » : il manque des colonnes : {headers}. Remettez-les, avec les titres du modèle.", sheet.title())]
    MissingColumns { sheet: Sheet, headers: String },
    #[error("Feuille « {} » : la colonne « {header} » y est deux fois. Gardez-en une.", sheet.title())]
    ColumnTwice { sheet: Sheet, header: String },
    #[error(
        "Les feuilles « {first} » et « {second} » parlent toutes deux du service {finess}. Gardez l’une des deux, puis renvoyez le fichier."
    )]
    SheetsTwice { first: String, second: String, finess: domain::Finess },
}

/// Why a cell, a row or a sheet was not used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CellError {
    #[error("cette feuille n’est pas connue : elle n’a pas été lue.")]
    UnknownSheet,
    #[error("cette feuille est masquée : elle n’a pas été lue. Affichez-la pour qu’elle le soit.")]
    HiddenSheet,
    #[error("cette colonne n’est pas connue : elle n’a pas été lue.")]
    UnknownColumn,
    #[error("la cellule contient l’erreur {0}. Écrivez la valeur.")]
    Formula(String),
    #[error("formule sans valeur : ouvrez et enregistrez le fichier.")]
    NoStoredValue,
    #[error("un guillemet est resté ouvert : la cellule contient les lignes qui suivent. Fermez-le, ou effacez-le.")]
    LineBreak,
    #[error("le texte est trop long.")]
    TooLong,
    #[error("le numéro FINESS manque : la ligne n’a pas été lue.")]
    NoFiness,
    #[error("« {0} » n’est pas un numéro FINESS : il a 9 chiffres.")]
    Finess(String),
    #[error("dites d’où vient l’information : « service » ou « ville ».")]
    NoSource,
    #[error("« {0} » n’est pas une source : écrivez « service » ou « ville ».")]
    Source(String),
    #[error("dites quel jour l’information a été observée.")]
    NoObserved,
    #[error("« {0} » n’est pas une date : écrivez-la comme 23/11/2026.")]
    Date(String),
    #[error("le {0} est à venir : une information s’observe aujourd’hui au plus tard.")]
    Future(String),
    #[error("« {0} » n’est pas compris : écrivez « oui » ou laissez vide.")]
    YesOrEmpty(String),
    #[error("écrivez « oui » ou « non ».")]
    YesOrNo,
    #[error("« {text} » n’est pas une zone : {territory}. Écrivez par exemple « 1 2 14 », ou « tous ».")]
    Zone { text: String, territory: String },
    #[error("ce jour est vide alors que d’autres sont remplis : écrivez ses heures, ou « fermé ».")]
    DayEmpty,
    #[error("« {0} » n’est pas compris : écrivez par exemple « 08:00-12:00, 14:00-20:00 », ou « fermé ».")]
    Hours(String),
    #[error("« {0} » passe minuit ou finit avant de commencer : partagez la nuit entre les deux jours.")]
    Midnight(String),
    #[error("« {0} » n’est pas une heure : écrivez-la comme 20:00.")]
    Time(String),
    #[error("écrivez les deux heures de la plage, ou aucune (20:00 à 22:00 le soir, 22:00 à 6:00 la nuit).")]
    HalfWindow,
    #[error(
        "une plage est donnée sans majoration : écrivez le pourcentage (0 pour aucune majoration), ou videz la plage."
    )]
    WindowAlone,
    #[error("le mode manque : écrivez « prestataire », « mandataire » ou « mise à disposition ».")]
    NoMode,
    #[error("le premier jour du tarif manque.")]
    NoFrom,
    #[error("« {0} » n’est pas un montant : écrivez-le comme 28,50.")]
    Amount(String),
    #[error("« {0} » est plus fin que le centime, ou un millier écrit avec un point : écrivez-le comme 1450 ou 28,50.")]
    TooFine(String),
    #[error("« {0} » n’est pas un pourcentage : écrivez 25 pour 25 %, 0 pour aucune majoration.")]
    Percent(String),
    #[error(
        "« {0} » peut être un coefficient : écrivez 25 pour 25 % de plus. Si c’est bien 3 % ou moins, ajoutez le signe %."
    )]
    SmallPercent(String),
    #[error("« {0} » n’est pas un taux de TVA : écrivez 5,5, 10, 20 ou 0.")]
    Vat(String),
    #[error("« {0} » n’est pas un nombre de minutes : écrivez-le comme 60, « 1 h » ou « 1h30 ».")]
    Minutes(String),
    #[error("« {0} » n’est pas un nombre de jours : écrivez-le comme 15, « 2 semaines » ou « immédiat ».")]
    Days(String),
    #[error("« {0} » est plus long qu’un an : un délai est de {LONGEST_DELAY} jours au plus.")]
    LongDelay(String),
    #[error("« {text} » n’est pas compris : écrivez {}.", one_of(choices))]
    Choice { text: String, choices: Vec<&'static str> },
    #[error("le délai est donné sans l’accueil : écrivez « ouvert », « liste d’attente » ou « complet ».")]
    NoIntake,
    #[error("{}", tariff_sentence(*.0))]
    Tariff(TariffError),
    #[error("la ligne {0} dit déjà cela de ce service : gardez l’une des deux.")]
    Twice(u32),
}

/// Why a row that was read cannot be applied to its listing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApplyError {
    #[error("la valeur change : sa source ne peut plus être « {} ». Écrivez « service » ou « ville ».", .0.code())]
    Source(domain::Source),
    #[error("la fiche a une information plus récente, observée le {0}. Vérifiez la valeur, puis corrigez la date.")]
    Older(String),
    #[error("les soins infirmiers sont réservés aux services de catégorie 209 et 354.")]
    NursingAct,
    #[error("un service de soins (354) n’a pas de prix : ses soins sont payés par l’assurance maladie.")]
    NursingTariff,
    #[error("deux tarifs du même mode commencent le même jour.")]
    TariffTwice,
    #[error("aucune zone n’est donnée.")]
    NoZone,
    #[error("la ligne parle du service {0}, pas de celui-ci.")]
    OtherListing(domain::Finess),
}

/// Why a template could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("Le modèle n’a pas pu être préparé. Réessayez, puis prévenez la personne qui administre le site.")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("Le modèle n’a pas pu être préparé. Réessayez, puis prévenez la personne qui administre le site.")]
    Csv(#[from] csv::Error),
}

fn tariff_sentence(error: TariffError) -> String {
    let t = french();
    let between = |prices: RangeInclusive<Cents>| {
        format!("entre {} et {}", t.whole_euros(*prices.start()), t.whole_euros(*prices.end()))
    };
    match error {
        TariffError::FeeInPrestataire(_) => {
            "en mode prestataire, les frais mensuels et les frais d’ouverture sont interdits, sauf demande écrite particulière (CASF D311-0-4-1).".to_owned()
        }
        TariffError::HourPrice(_) => format!("le prix d’une heure est compris {}.", between(HOUR_PRICES)),
        TariffError::FlatPrice(_) => format!("un forfait ou des frais sont compris {}.", between(FLAT_PRICES)),
        TariffError::Surcharge(_) => format!("une majoration est de {} au plus.", t.percent(HIGHEST_SURCHARGE.0)),
        TariffError::Window(_) => "une plage est comprise entre 00:00 et 24:00.".to_owned(),
        TariffError::Minimum => format!("le minimum facturé d’une visite est de {LONGEST_MINIMUM} minutes au plus."),
    }
}

/// « ouvert », « liste d'attente » ou « complet »
fn one_of(choices: &[&str]) -> String {
    let quoted: Vec<String> = choices.iter().map(|choice| format!("« {choice} »")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} ou {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

pub const READ_ME: &str = "Lisez-moi";

/// The first sheet of the workbook, line by line.
pub const INSTRUCTIONS: [&str; 15] = [
    "Corriger les fiches dans un tableur",
    "",
    "1. Corrigez les cellules qui ne sont plus justes, dans les feuilles qui suivent. Gardez les lignes de titres et la colonne FINESS.",
    "2. Sur chaque ligne corrigée, écrivez la source (service : le service l’a dit ; ville : un agent l’a constaté) et la date d’observation.",
    "3. Enregistrez au format .xlsx et renvoyez le fichier : le site montre ce qui changerait avant d’enregistrer.",
    "",
    "Une ligne laissée telle quelle ne change rien. Une ligne effacée n’efface rien non plus.",
    "Prestations : « oui » ou vide. Si aucune prestation n’est cochée, celles de la fiche restent ; de même pour les publics.",
    "Couverture, zones : « 1 2 14 », « 75101 75102 » ou « tous ». Vide : les zones de la fiche restent.",
    "Couverture, heures : « 08:00-12:00, 14:00-20:00 » ou « fermé ». Remplissez les sept jours et les jours fériés, ou aucun.",
    "Tarifs : une ligne par tarif. Même mode et même premier jour : le tarif est remplacé ; sinon il s’ajoute. Les anciens restent.",
    "Tarifs, majorations : 25 veut dire 25 %. 0 veut dire « aucune majoration ». Vide veut dire « non indiqué ».",
    "Tarifs, TVA : 5,5, 10, 20 ou 0. Montants TTC, en euros.",
    "Disponibilité : « ouvert », « liste d’attente » ou « complet », et le délai en jours s’il est connu.",
    "La colonne Service est là pour vous repérer : elle n’est pas lue.",
];
