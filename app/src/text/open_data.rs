//! The columns of the open data, each declared once: its name, what it is, and its words. Headers, dictionary, schemas and
//! the table of the page all come from here; the values stand in the server, whose match over these does not compile
//! without one. The words are for programmers: plain French has those of French.

use std::borrow::Cow;
use std::sync::LazyLock;

use domain::Field;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;

pub use self::tables::{ServiceValue, TariffValue};
use crate::text::Lang;

mod tables;

/// A French and an English text.
pub type Pair = (&'static str, &'static str);

fn of(pair: Pair, lang: Lang) -> &'static str {
    match lang {
        Lang::French | Lang::Plain => pair.0,
        Lang::English => pair.1,
    }
}

const NONE: Pair = ("", "");

/// What a column holds. An unknown value is an empty cell, and null in JSON.
#[derive(Clone, Copy, Debug)]
pub enum ColumnKind {
    /// Free text, of one line.
    Text,
    /// Digits that are no number: a telephone, a postcode.
    Digits,
    Link,
    Date,
    Integer,
    Boolean,
    /// An exact amount or rate with two decimals; a text in JSON.
    Decimal,
    /// Degrees of WGS 84, with six decimals.
    Degrees,
    /// One code of a closed list.
    Code(fn() -> Vec<&'static str>),
    /// Several; separated by `|` in a cell.
    Codes(fn() -> Vec<&'static str>),
    /// Several texts; separated by `|` in a cell.
    Texts,
}

impl ColumnKind {
    /// The type as the dictionary names it.
    pub fn words(self, lang: Lang) -> &'static str {
        let pair = match self {
            Self::Text => ("texte", "text"),
            Self::Digits => ("chiffres (texte)", "digits (text)"),
            Self::Link => ("adresse web", "web address"),
            Self::Date => ("date AAAA-MM-JJ", "date YYYY-MM-DD"),
            Self::Integer => ("nombre entier", "whole number"),
            Self::Boolean => ("booléen : true ou false", "boolean: true or false"),
            Self::Decimal => ("décimal exact, deux décimales", "exact decimal, two decimals"),
            Self::Degrees => ("degrés décimaux (WGS 84)", "decimal degrees (WGS 84)"),
            Self::Code(_) => ("code d’une liste fermée", "code of a closed list"),
            Self::Codes(_) => ("codes d’une liste fermée, séparés par |", "codes of a closed list, separated by |"),
            Self::Texts => ("textes séparés par |", "texts separated by |"),
        };
        of(pair, lang)
    }

    /// The codes of a closed list; none for what is not one.
    pub fn codes(self) -> Vec<&'static str> {
        match self {
            Self::Code(codes) | Self::Codes(codes) => codes(),
            Self::Text
            | Self::Digits
            | Self::Link
            | Self::Date
            | Self::Integer
            | Self::Boolean
            | Self::Decimal
            | Self::Degrees
            | Self::Texts => Vec::new(),
        }
    }
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: Cow<'static, str>,
    pub kind: ColumnKind,
    /// The part of a listing that it is of; its provenance follows in columns of its own.
    pub part: Option<Field>,
    /// False where every line has a value.
    pub may_be_unknown: bool,
    pub example: &'static str,
    /// The same field of another format: `structures.siret` is one of the schema of data·inclusion.
    pub elsewhere: &'static str,
    title: Cow<'static, str>,
    english_title: Cow<'static, str>,
    description: Pair,
    unit: Pair,
}

impl Column {
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::French | Lang::Plain => &self.title,
            Lang::English => &self.english_title,
        }
    }

    pub fn description(&self, lang: Lang) -> &'static str {
        of(self.description, lang)
    }

    /// Empty where it has none.
    pub fn unit(&self, lang: Lang) -> &'static str {
        of(self.unit, lang)
    }

    /// Who states it.
    pub fn stated_by(&self, lang: Lang) -> &'static str {
        let pair = match self.part {
            None => ("calculé par le site", "computed by the site"),
            Some(Field::Kind | Field::Standing | Field::LegalEntity) => {
                ("registre FINESS, ou la collectivité", "FINESS register, or the public body")
            }
            Some(Field::Evaluation) => ("HAS", "HAS"),
            Some(
                Field::Name
                | Field::Siret
                | Field::LegalForm
                | Field::Habilitation
                | Field::Address
                | Field::Point
                | Field::Phone
                | Field::Email
                | Field::Website
                | Field::OfficeHours
                | Field::Languages
                | Field::Acts
                | Field::Publics
                | Field::Zones
                | Field::Hours
                | Field::Tariffs
                | Field::Quality
                | Field::Availability,
            ) => ("selon la colonne _source de la ligne", "see the _source column of the line"),
        };
        of(pair, lang)
    }
}

/// The licence of what this site adds: the name, and where it stands.
pub const LICENCE: &str = "Licence Ouverte / Open Licence 2.0 (etalab-2.0)";
pub const LICENCE_HREF: &str = "https://spdx.org/licenses/etalab-2.0.html";

/// How the files are to be read.
pub const CONVENTIONS: [Pair; 7] = [
    (
        "CSV : UTF-8 sans BOM, séparateur virgule, fins de ligne CRLF, guillemets doubles (RFC 4180). La première ligne donne les noms des colonnes.",
        "CSV: UTF-8 without BOM, separated by commas, lines ended by CRLF, double quotes (RFC 4180). The first line has the names of the columns.",
    ),
    (
        "Inconnu : cellule vide en CSV, null en JSON. Jamais zéro, jamais « non ». La colonne _source de la même information est alors vide aussi.",
        "Unknown: an empty cell in CSV, null in JSON. Never zero, never “no”. The _source column of the same fact is then empty too.",
    ),
    (
        "Une liste connue et vide s’écrit « aucun » en CSV et [] en JSON.",
        "A list that is known to be empty is written “aucun” in CSV and [] in JSON.",
    ),
    (
        "Les montants et les taux sont des décimaux exacts à deux décimales, l’unité est dans le nom de la colonne ; en JSON ce sont des textes.",
        "Amounts and rates are exact decimals with two decimals, their unit is in the name of the column; in JSON they are texts.",
    ),
    (
        "Chaque information a sa source (_source), la date où sa source l’affirmait (_date) et celle de la dernière vérification (_verifie_le).",
        "Each fact has its source (_source), the day on which that source stated it (_date) and that of the last verification (_verifie_le).",
    ),
    (
        "En CSV, un texte libre qui commence par = + - ou @ est précédé d’une apostrophe, pour qu’aucun tableur ne l’exécute.",
        "In CSV a free text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it.",
    ),
    (
        "Seuls les services ouverts le jour du fichier y sont. Rien n’y vient d’un signalement, d’un compte ou d’un dossier. Les contacts sont ceux que chaque service rend publics.",
        "Only services that are open on the day of the file are in it. Nothing in it comes from a report, an account or a dossier. Contacts are those that each service makes public.",
    ),
];

domain::closed_list! {
    /// What is known of how a part is known.
    Trace {
        Source = "source",
        Observed = "date",
        Verified = "verifie_le",
    }
}

/// A column of the table of services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceColumn {
    Value(ServiceValue),
    Trace(Field, Trace),
}

/// A column of the table of tariffs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TariffColumn {
    Value(TariffValue),
    Trace(Trace),
}

/// Name and words of a part; none for what comes from the register alone, and has no provenance.
fn part_words(part: Field) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match part {
        Field::Kind | Field::Standing | Field::LegalEntity => return None,
        Field::Name => ("nom", "le nom", "the name"),
        Field::Siret => ("siret", "le SIRET", "the SIRET"),
        Field::LegalForm => ("forme_juridique", "la forme juridique", "the legal form"),
        Field::Habilitation => ("habilitation_aide_sociale", "l’habilitation", "the approval"),
        Field::Address => ("adresse", "l’adresse", "the address"),
        Field::Point => ("position", "la position", "the position"),
        Field::Phone => ("telephone", "le téléphone", "the telephone"),
        Field::Email => ("courriel", "le courriel", "the e-mail"),
        Field::Website => ("site_web", "le site web", "the web site"),
        Field::OfficeHours => ("horaires_accueil", "les horaires d’accueil", "the office hours"),
        Field::Languages => ("langues", "les langues", "the languages"),
        Field::Acts => ("prestations", "les prestations", "the tasks"),
        Field::Publics => ("publics", "les publics", "the groups of people"),
        Field::Zones => ("zones", "les zones", "the zones"),
        Field::Hours => ("horaires", "les heures d’intervention", "the hours of visits"),
        Field::Tariffs => ("tarifs", "les tarifs", "the tariffs"),
        Field::Evaluation => ("evaluation_has", "l’évaluation", "the evaluation"),
        Field::Quality => ("certifications", "les certifications", "the certifications"),
        Field::Availability => ("disponibilite", "la disponibilité", "the availability"),
    })
}

fn trace(part: Field, trace: Trace) -> Option<Column> {
    let (name, french, english) = part_words(part)?;
    let (kind, example, title, english_title, description): (_, _, _, _, Pair) = match trace {
        Trace::Source => (
            ColumnKind::Code(sources),
            "ville",
            "Source :",
            "Source:",
            (
                "Qui l’affirme : finess, has, service (le service lui-même) ou ville. Vide : la valeur est inconnue.",
                "Who states it: finess, has, service (the service itself) or ville (the public body that publishes the site). Empty: the value is unknown.",
            ),
        ),
        Trace::Observed => (
            ColumnKind::Date,
            "2026-11-20",
            "Date :",
            "Date:",
            ("Jour où sa source l’affirmait.", "Day on which its source stated it."),
        ),
        Trace::Verified => (
            ColumnKind::Date,
            "2026-11-27",
            "Vérification :",
            "Verified:",
            (
                "Dernier jour où quelqu’un a vérifié que c’est encore vrai ; vide si personne ne l’a fait.",
                "Last day on which someone verified that it still holds; empty where nobody did.",
            ),
        ),
    };
    Some(Column {
        name: format!("{name}_{}", trace.code()).into(),
        kind,
        part: Some(part),
        may_be_unknown: true,
        example,
        elsewhere: "",
        title: format!("{title} {french}").into(),
        english_title: format!("{english_title} {english}").into(),
        description,
        unit: NONE,
    })
}

/// The sources of what is published: nothing of the demonstration is.
fn sources() -> Vec<&'static str> {
    Source::ALL.iter().filter(|source| **source != Source::Demonstration).map(|source| source.code()).collect()
}

/// The columns of a table, in their order, each with what the server takes its value from.
pub type Columns<C> = Vec<(C, Column)>;

/// One line a service: each part with its provenance behind it.
pub fn service_columns() -> &'static Columns<ServiceColumn> {
    static COLUMNS: LazyLock<Columns<ServiceColumn>> = LazyLock::new(|| {
        let mut columns = Columns::new();
        let values: Vec<_> = ServiceValue::ALL.iter().map(|value| (*value, value.column())).collect();
        for (at, (value, column)) in values.iter().enumerate() {
            columns.push((ServiceColumn::Value(*value), column.clone()));
            let next = values.get(at + 1).and_then(|(_, column)| column.part);
            if let Some(part) = column.part.filter(|part| next != Some(*part)) {
                let traces =
                    Trace::ALL.iter().filter_map(|of| Some((ServiceColumn::Trace(part, *of), trace(part, *of)?)));
                columns.extend(traces);
            }
        }
        columns
    });
    &COLUMNS
}

/// One line a tariff.
pub fn tariff_columns() -> &'static Columns<TariffColumn> {
    static COLUMNS: LazyLock<Columns<TariffColumn>> = LazyLock::new(|| {
        let values = TariffValue::ALL.iter().map(|value| (TariffColumn::Value(*value), value.column()));
        let traces = Trace::ALL.iter().filter_map(|of| Some((TariffColumn::Trace(*of), trace(Field::Tariffs, *of)?)));
        values.chain(traces).collect()
    });
    &COLUMNS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Column, service_columns, tariff_columns};
    use crate::text::Lang;

    #[test]
    fn no_two_columns_of_a_table_have_one_name_and_each_has_its_words() {
        let services: Vec<&Column> = service_columns().iter().map(|(_, column)| column).collect();
        let tariffs: Vec<&Column> = tariff_columns().iter().map(|(_, column)| column).collect();
        for columns in [services, tariffs] {
            let names: BTreeSet<&str> = columns.iter().map(|column| &*column.name).collect();
            assert_eq!(names.len(), columns.len());
            for column in columns {
                let plain = |c: char| c.is_ascii_lowercase() || c == '_';
                assert!(column.name.chars().all(plain), "{}", column.name);
                for lang in [Lang::French, Lang::English] {
                    assert!(!column.title(lang).is_empty() && !column.description(lang).is_empty(), "{}", column.name);
                }
                assert!(!column.example.is_empty(), "{}", column.name);
            }
        }
    }

    #[test]
    fn every_part_of_a_service_has_its_source_and_its_date() {
        let has = |name: &str| service_columns().iter().any(|(_, column)| column.name == name);
        for part in ["nom", "adresse", "position", "tarifs", "prestations", "disponibilite", "evaluation_has"] {
            for trace in ["source", "date", "verifie_le"] {
                assert!(has(&format!("{part}_{trace}")), "{part}_{trace}");
            }
        }
    }
}
