//! The columns of the sheets, and the parts of a listing that they hold: one line each. A part with one column is read
//! and written in its line; the others name functions of `rows` and `write`.

use std::borrow::Cow;

use app::staff::french;
use domain::provider::listing::Availability;
use domain::readers::amounts::Per;
use domain::time::hours::{OpenHours, Weekday};
use domain::values::closed_list::ClosedList;
use domain::values::search::fold;
use domain::{Act, ActSet, Listing, Provenance, Public, PublicSet, Tariff, Territory, Zone};

use super::apply::{replace, replace_tariff, replace_zones};
use super::rows::{self, Cells};
use super::write::{self, Cell, Written};
use super::{ApplyError, RowChange, Sheet, values};

/// The contents of the cells of a column: their format in a template, and their choices.
pub(super) enum Content {
    /// A text, in a column of this width.
    Text(u16),
    Date,
    Euros(Per),
    /// A percentage, a rate of VAT, a count.
    Number,
    Choice(Vec<&'static str>),
}

/// Declares the columns that are not values of a closed list: a name, the header, the contents of the cells.
macro_rules! columns {
    ($($(#[$meta:meta])* $column:ident = $header:literal, $content:expr;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Column {
            Act(Act),
            Public(Public),
            Day(Weekday),
            $($(#[$meta])* $column),+
        }

        impl Column {
            /// As the templates write it.
            pub(super) fn header(self) -> Cow<'static, str> {
                match self {
                    Self::Act(act) => capitalised(french().name(act)),
                    Self::Public(public) => capitalised(french().name(public)),
                    Self::Day(day) => capitalised(french().name(day)),
                    $(Self::$column => $header.into()),+
                }
            }

            pub(super) fn content(self) -> Content {
                match self {
                    Self::Act(_) | Self::Public(_) => Content::Choice(vec!["oui"]),
                    Self::Day(_) => Content::Text(24),
                    $(Self::$column => $content),+
                }
            }
        }
    };
}

columns! {
    Finess = "FINESS", Content::Text(12);
    /// Only for display: never read.
    Service = "Service", Content::Text(38);
    Source = "Source", Content::Choice(vec!["service", "ville"]);
    Observed = "Observé le", Content::Date;
    Zones = "Zones", Content::Text(24);
    Holidays = "Jours fériés", yes_or_no();
    Mode = "Mode", Content::Choice(values::choices(values::mode_text));
    From = "À partir du", Content::Date;
    CareHour = "Heure d'aide", Content::Euros(Per::Hour);
    CareVat = "TVA aide", Content::Number;
    HouseholdHour = "Heure de ménage", Content::Euros(Per::Hour);
    HouseholdVat = "TVA ménage", Content::Number;
    Saturday = "Samedi %", Content::Number;
    Sunday = "Dimanche %", Content::Number;
    Holiday = "Férié %", Content::Number;
    MayDay = "1er mai %", Content::Number;
    Evening = "Soir %", Content::Number;
    EveningFrom = "Soir de", Content::Text(12);
    EveningTo = "Soir à", Content::Text(12);
    Night = "Nuit %", Content::Number;
    NightFrom = "Nuit de", Content::Text(12);
    NightTo = "Nuit à", Content::Text(12);
    Cumulate = "Cumul", yes_or_no();
    Minimum = "Minimum (minutes)", Content::Number;
    MonthlyFee = "Frais mensuels", Content::Euros(Per::Month);
    OpeningFee = "Frais d'ouverture", Content::Euros(Per::Once);
    Meal = "Repas", Content::Euros(Per::Once);
    RemoteAlarm = "Téléassistance", Content::Euros(Per::Month);
    Intake = "Accueil", Content::Choice(values::choices(values::intake_text));
    Delay = "Délai (jours)", Content::Number;
}

/// Declares the parts: a name with the type of its value in a row, the fact of the listing and the sheet, its columns
/// (a file has all of them or none), how a row is read, how a cell is written, and how the value is written into the
/// fact.
macro_rules! parts {
    ($($part:ident($value:ty) of $fact:ident on $sheet:ident: $columns:expr, $read:expr, $write:expr, $set:expr;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Part { $($part),+ }

        /// The value of one part in one row. Zones are sorted without duplicates; a tariff is added, or replaces the
        /// one with the same mode and first day.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum PartChange { $($part($value)),+ }

        impl PartChange {
            pub(super) fn part(&self) -> Part {
                match self { $(Self::$part(_) => Part::$part),+ }
            }

            /// Writes it into a listing. `before` is the listing as it was before the file.
            pub(super) fn set(&self, listing: &mut Listing, before: &Listing, row: &RowChange) -> Result<(), ApplyError> {
                match self { $(Self::$part(value) => $set(&mut listing.$fact, &before.$fact, value, row)),+ }
            }
        }

        impl Part {
            const ALL: &'static [Self] = &[$(Self::$part),+];

            fn sheet(self) -> Sheet {
                match self { $(Self::$part => Sheet::$sheet),+ }
            }

            pub(super) fn columns(self) -> Vec<Column> {
                match self { $(Self::$part => $columns),+ }
            }

            pub(super) fn provenance(self, listing: &Listing) -> Option<&Provenance> {
                match self { $(Self::$part => listing.$fact.provenance()),+ }
            }

            /// None if the row does not change it, or is wrong.
            pub(super) fn read(self, cells: &mut Cells<'_>, territory: &Territory) -> Option<PartChange> {
                match self { $(Self::$part => $read(cells, territory).map(PartChange::$part)),+ }
            }

            /// None if it is unknown, or if the column belongs to another part.
            pub(super) fn cell(self, column: Column, written: &Written<'_>) -> Option<Cell> {
                match self { $(Self::$part => $write(column, written)),+ }
            }
        }
    };
}

parts! {
    Acts(ActSet) of acts on Services:
        Act::ALL.iter().copied().map(Column::Act).collect(), rows::acts, write::act, replace;
    Publics(PublicSet) of publics on Services:
        Public::ALL.iter().copied().map(Column::Public).collect(), rows::publics, write::public, replace;
    Zones(Vec<Zone>) of zones on Coverage: vec![Column::Zones], rows::zones, write::zones, replace_zones;
    Hours(OpenHours) of hours on Coverage:
        Weekday::ALL.into_iter().map(Column::Day).chain([Column::Holidays]).collect(), rows::hours, write::hours, replace;
    Tariff(Tariff) of tariffs on Tariffs: TARIFF.to_vec(), rows::tariff, write::tariff, replace_tariff;
    Availability(Availability) of availability on Availability:
        vec![Column::Intake, Column::Delay], rows::availability, write::availability, replace;
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
pub(super) const COMMON: [Column; 4] = [Column::Finess, Column::Service, Column::Source, Column::Observed];

impl Sheet {
    pub(super) fn parts(self) -> impl Iterator<Item = Part> {
        Part::ALL.iter().copied().filter(move |part| part.sheet() == self)
    }

    pub(super) fn columns(self) -> Vec<Column> {
        COMMON.into_iter().chain(self.parts().flat_map(Part::columns)).collect()
    }
}

impl Column {
    /// The names of the column in a file, folded: its header; for an act or a public also the code, which stays the
    /// same when the words change.
    pub(super) fn names(self) -> Vec<String> {
        let code = match self {
            Self::Act(act) => Some(act.code()),
            Self::Public(public) => Some(public.code()),
            _ => None,
        };
        [fold(&self.header())].into_iter().chain(code.map(fold)).collect()
    }
}

fn yes_or_no() -> Content {
    Content::Choice(vec!["oui", "non"])
}

/// "Toilette et habillage"
fn capitalised(name: &'static str) -> Cow<'static, str> {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>().into()
}
