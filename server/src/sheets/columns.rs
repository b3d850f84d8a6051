//! The columns of each sheet: their headers, the part of a listing that each states, and how a header row is recognised.

use domain::time::hours::Weekday;
use domain::values::closed_list::ClosedList;
use domain::values::search::fold;
use domain::{Act, Public};

use super::{ReadError, Sheet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Finess,
    /// For the eye: never read.
    Service,
    Source,
    Observed,
    Act(Act),
    Public(Public),
    Zones,
    Day(Weekday),
    Holidays,
    Mode,
    From,
    CareHour,
    CareVat,
    HouseholdHour,
    HouseholdVat,
    Saturday,
    Sunday,
    Holiday,
    MayDay,
    Evening,
    EveningFrom,
    EveningTo,
    Night,
    NightFrom,
    NightTo,
    Cumulate,
    Minimum,
    MonthlyFee,
    OpeningFee,
    Meal,
    RemoteAlarm,
    Intake,
    Delay,
}

/// The part of a listing that some columns state together: a file has all of them or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Acts,
    Publics,
    Zones,
    Hours,
    Tariff,
    Availability,
}

const TARIFF: [Column; 22] = [
    Column::Mode,
    Column::From,
    Column::CareHour,
    Column::CareVat,
    Column::HouseholdHour,
    Column::HouseholdVat,
    Column::Saturday,
    Column::Sunday,
    Column::Holiday,
    Column::MayDay,
    Column::Evening,
    Column::EveningFrom,
    Column::EveningTo,
    Column::Night,
    Column::NightFrom,
    Column::NightTo,
    Column::Cumulate,
    Column::Minimum,
    Column::MonthlyFee,
    Column::OpeningFee,
    Column::Meal,
    Column::RemoteAlarm,
];

/// The columns before those of the parts.
const COMMON: [Column; 4] = [Column::Finess, Column::Service, Column::Source, Column::Observed];

impl Part {
    pub(super) fn columns(self) -> Vec<Column> {
        match self {
            Self::Acts => Act::ALL.iter().copied().map(Column::Act).collect(),
            Self::Publics => Public::ALL.iter().copied().map(Column::Public).collect(),
            Self::Zones => vec![Column::Zones],
            Self::Hours => Weekday::ALL.into_iter().map(Column::Day).chain([Column::Holidays]).collect(),
            Self::Tariff => TARIFF.to_vec(),
            Self::Availability => vec![Column::Intake, Column::Delay],
        }
    }
}

impl Sheet {
    pub(super) fn parts(self) -> &'static [Part] {
        match self {
            Self::Services => &[Part::Acts, Part::Publics],
            Self::Coverage => &[Part::Zones, Part::Hours],
            Self::Tariffs => &[Part::Tariff],
            Self::Availability => &[Part::Availability],
        }
    }

    pub(super) fn columns(self) -> Vec<Column> {
        COMMON.into_iter().chain(self.parts().iter().flat_map(|part| part.columns())).collect()
    }
}

impl Column {
    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Finess => "FINESS",
            Self::Service => "Service",
            Self::Source => "Source",
            Self::Observed => "Observé le",
            Self::Act(act) => act_header(act),
            Self::Public(public) => public_header(public),
            Self::Zones => "Zones",
            Self::Day(day) => day_header(day),
            Self::Holidays => "Jours fériés",
            Self::Mode => "Mode",
            Self::From => "À partir du",
            Self::CareHour => "Heure d'aide",
            Self::CareVat => "TVA aide",
            Self::HouseholdHour => "Heure de ménage",
            Self::HouseholdVat => "TVA ménage",
            Self::Saturday => "Samedi %",
            Self::Sunday => "Dimanche %",
            Self::Holiday => "Férié %",
            Self::MayDay => "1er mai %",
            Self::Evening => "Soir %",
            Self::EveningFrom => "Soir de",
            Self::EveningTo => "Soir à",
            Self::Night => "Nuit %",
            Self::NightFrom => "Nuit de",
            Self::NightTo => "Nuit à",
            Self::Cumulate => "Cumul",
            Self::Minimum => "Minimum (minutes)",
            Self::MonthlyFee => "Frais mensuels",
            Self::OpeningFee => "Frais d'ouverture",
            Self::Meal => "Repas",
            Self::RemoteAlarm => "Téléassistance",
            Self::Intake => "Accueil",
            Self::Delay => "Délai (jours)",
        }
    }
}

fn act_header(act: Act) -> &'static str {
    match act {
        Act::RiseAndBed => "Lever et coucher",
        Act::Washing => "Toilette et habillage",
        Act::Meals => "Repas (préparer, aider à manger)",
        Act::Changing => "Change",
        Act::Transfers => "Transferts (lit, fauteuil)",
        Act::Presence => "Présence et stimulation",
        Act::NightWatch => "Garde de nuit",
        Act::Outings => "Accompagnement dehors",
        Act::Driving => "Conduite du véhicule",
        Act::Respite => "Relais de l'aidant",
        Act::Nursing => "Soins infirmiers",
        Act::Cleaning => "Ménage",
        Act::Laundry => "Linge",
        Act::Shopping => "Courses",
        Act::Handiwork => "Petit bricolage",
        Act::Paperwork => "Aide administrative",
        Act::Computing => "Aide informatique",
        Act::MealDelivery => "Portage de repas",
        Act::RemoteAlarm => "Téléassistance",
    }
}

fn public_header(public: Public) -> &'static str {
    match public {
        Public::Older => "Personnes âgées",
        Public::DisabledAdults => "Adultes handicapés",
        Public::DisabledChildren => "Enfants handicapés",
        Public::Neurodegenerative => "Maladies neurodégénératives",
        Public::EndOfLife => "Fin de vie",
    }
}

fn day_header(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Lundi",
        Weekday::Tuesday => "Mardi",
        Weekday::Wednesday => "Mercredi",
        Weekday::Thursday => "Jeudi",
        Weekday::Friday => "Vendredi",
        Weekday::Saturday => "Samedi",
        Weekday::Sunday => "Dimanche",
    }
}

/// The header row of a sheet that was recognised: where each of its columns stands.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) sheet: Sheet,
    /// By position in the file.
    pub(super) columns: Vec<Option<Column>>,
    /// As the file has them.
    pub(super) texts: Vec<String>,
    /// The parts of which the file has the columns.
    pub(super) parts: Vec<Part>,
}

/// How many columns a sheet would recognise in a row, those common to all sheets apart. None without a FINESS column.
fn likeness(sheet: Sheet, folded: &[String]) -> Option<usize> {
    let stands = |column: &Column| folded.contains(&fold(column.header()));
    let own = sheet.columns().iter().filter(|column| !COMMON.contains(column)).filter(|column| stands(column)).count();
    (own > 0 && stands(&Column::Finess)).then_some(own)
}

/// The sheet that a row is most likely the header of, and how many of its own columns it has.
pub(super) fn recognise(cells: &[&str]) -> Option<(Sheet, usize)> {
    let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
    let likely = Sheet::ALL.iter().filter_map(|sheet| Some((*sheet, likeness(*sheet, &folded)?)));
    // Of equals, the first.
    likely.reduce(|best, other| if other.1 > best.1 { other } else { best })
}

impl Header {
    pub(super) fn new(sheet: Sheet, cells: &[&str]) -> Result<Self, ReadError> {
        let known: Vec<(String, Column)> =
            sheet.columns().into_iter().map(|column| (fold(column.header()), column)).collect();
        let find = |cell: &&str| {
            let folded = fold(cell);
            known.iter().find(|(header, _)| *header == folded).map(|(_, column)| *column)
        };
        let columns: Vec<Option<Column>> = cells.iter().map(find).collect();
        for (at, column) in columns.iter().enumerate() {
            if let Some(column) = column.filter(|_| columns[..at].contains(column)) {
                return Err(ReadError::ColumnTwice { sheet, header: column.header() });
            }
        }
        let has = |column: &Column| columns.contains(&Some(*column));
        let parts: Vec<Part> = sheet.parts().iter().copied().filter(|part| part.columns().iter().any(has)).collect();
        let required = [Column::Finess, Column::Source, Column::Observed].into_iter();
        let required = required.chain(parts.iter().flat_map(|part| part.columns()));
        let missing: Vec<&str> = required.filter(|column| !has(column)).map(Column::header).collect();
        if !missing.is_empty() {
            return Err(ReadError::MissingColumns { sheet, headers: missing.join(", ") });
        }
        Ok(Self { sheet, columns, texts: cells.iter().map(|cell| cell.trim().to_owned()).collect(), parts })
    }

    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|own| *own == Some(column))
    }
}

/// "A" for 0, "Z" for 25, "AA" for 26.
pub(super) fn letter(mut position: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (position % 26) as u8));
        match (position / 26).checked_sub(1) {
            Some(next) => position = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::values::closed_list::ClosedList;

    use super::{letter, recognise};
    use crate::sheets::Sheet;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn each_sheet_is_recognised_by_its_own_headers_and_none_has_two_alike() {
        for sheet in Sheet::ALL {
            let headers: Vec<&str> = sheet.columns().iter().map(|column| column.header()).collect();
            assert_eq!(recognise(&headers), Some((*sheet, headers.len() - 4)));
            assert!(super::Header::new(*sheet, &headers).is_ok());
        }
        assert_eq!(recognise(&["FINESS", "Nom"]), None);
        assert_eq!(recognise(&["Mode", "Repas"]), None);
    }
}
