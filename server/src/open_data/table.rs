//! The values of the columns, from a listing. What is unknown is `Cell::Unknown`, never a zero or an empty list.

use app::text::open_data::{
    Column, ServiceColumn, ServiceValue, TariffColumn, TariffValue, Trace, service_columns, tariff_columns,
};
use domain::provider::acts::Mode;
use domain::provider::listing::{Listing, Provenance};
use domain::provider::tariff::{Tariff, TimeSurcharge, Vat};
use domain::time::hours::{OpenHours, Weekday, Window};
use domain::values::closed_list::{ClosedList, Set};
use domain::values::money::{BasisPoints, Cents};
use domain::values::website::is_website;
use domain::{Field, Zone};
use jiff::civil::Date;

use super::DataState;

/// One value of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Unknown,
    /// What someone wrote: it is neutralised where a spreadsheet could take it for a formula.
    Text(String),
    /// A code, digits, an address that this program wrote.
    Word(String),
    Date(Date),
    Integer(i64),
    Boolean(bool),
    /// An exact decimal with two decimals.
    Hundredths(i64),
    /// Degrees with six decimals.
    Millionths(i64),
    List(Vec<String>),
}

impl Cell {
    fn word(text: impl ToString) -> Self {
        Self::Word(text.to_string())
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// As a cell of a text file; `Text` as it is.
    pub fn plain(&self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Text(text) | Self::Word(text) => text.clone(),
            Self::Date(day) => day.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Boolean(is) => is.to_string(),
            Self::Hundredths(number) => decimal(*number, 2),
            Self::Millionths(number) => decimal(*number, 6),
            Self::List(values) if values.is_empty() => "aucun".to_owned(),
            Self::List(values) => values.join("|"),
        }
    }
}

/// A whole number with some of its digits behind a point.
pub fn decimal(number: i64, decimals: u32) -> String {
    let one = 10_u64.pow(decimals);
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:0width$}", size / one, size % one, width = decimals as usize)
}

fn known<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Unknown, cell)
}

fn amount(amount: Option<Cents>) -> Cell {
    known(amount, |amount| Cell::Hundredths(amount.0))
}

fn codes<T: ClosedList>(values: Set<T>) -> Cell {
    Cell::List(values.iter().map(|value| value.code().to_owned()).collect())
}

fn time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn span(start: u16, end: u16) -> String {
    format!("{}-{}", time(start), time(end))
}

fn hours_of(hours: Option<&OpenHours>, day: Weekday) -> Cell {
    known(hours, |hours| Cell::List(hours.on(day).iter().map(|open| span(open.start(), open.end())).collect()))
}

/// Who states a part, on a day: an availability that has run out is unknown.
fn provenance(listing: &Listing, part: Field, day: Date) -> Option<&Provenance> {
    match part {
        Field::Availability => listing.availability_on(day).map(|known| &known.provenance),
        part => listing.provenance(part),
    }
}

fn trace(listing: &Listing, part: Field, trace: Trace, day: Date) -> Cell {
    let provenance = provenance(listing, part, day);
    match trace {
        Trace::Source => known(provenance, |provenance| Cell::word(provenance.source.code())),
        Trace::Observed => known(provenance, |provenance| Cell::Date(provenance.observed)),
        // Never who verified it.
        Trace::Verified => {
            known(provenance.and_then(|provenance| provenance.verified.as_ref()), |verified| Cell::Date(verified.on))
        }
    }
}

fn service(listing: &Listing, value: ServiceValue, state: &DataState<'_>) -> Cell {
    let day = state.day;
    let address = listing.address.value();
    let hours = listing.hours.value();
    let evaluation = listing.evaluation.value();
    let availability = listing.availability_on(day).map(|known| known.value);
    let care = |mode| amount(listing.tariff_on(mode, day).and_then(|tariff| tariff.terms().care_hour));
    let household = |mode| amount(listing.tariff_on(mode, day).and_then(|tariff| tariff.terms().household_hour));
    let since = |mode| known(listing.tariff_on(mode, day), |tariff| Cell::Date(tariff.terms().from));
    match value {
        ServiceValue::Finess => Cell::word(listing.finess),
        ServiceValue::LegalEntity => known(listing.legal_entity, Cell::word),
        ServiceValue::Kind => Cell::word(listing.kind.code()),
        ServiceValue::ClosesOn => known(listing.standing.closes_on(), Cell::Date),
        ServiceValue::Page => Cell::Word(state.page_of(listing.finess)),
        ServiceValue::Name => Cell::text(&listing.name.value),
        ServiceValue::Siret => known(listing.siret.value(), Cell::word),
        ServiceValue::LegalForm => known(listing.legal_form.value(), |form| Cell::word(form.code())),
        ServiceValue::Habilitation => known(listing.habilitation.value(), |held| Cell::word(held.code())),
        ServiceValue::Street => known(address, |address| Cell::text(&address.street)),
        ServiceValue::Postcode => known(address, |address| Cell::text(&address.postcode)),
        ServiceValue::City => known(address, |address| Cell::text(&address.city)),
        ServiceValue::Insee => known(address, |address| Cell::word(address.zone)),
        ServiceValue::Longitude => known(listing.point.value(), |point| Cell::Millionths(point.longitude.into())),
        ServiceValue::Latitude => known(listing.point.value(), |point| Cell::Millionths(point.latitude.into())),
        ServiceValue::Phone => known(listing.phone.value(), |phone| Cell::word(phone.as_str())),
        ServiceValue::Email => known(listing.email.value(), |email| Cell::text(email)),
        ServiceValue::Website => {
            known(listing.website.value().filter(|site| is_website(site)), |site| Cell::text(site))
        }
        ServiceValue::OfficeHours => known(listing.office_hours.value(), |hours| Cell::text(hours)),
        ServiceValue::Languages => known(listing.languages.value(), |languages| Cell::List(languages.clone())),
        ServiceValue::Acts => known(listing.acts.value(), |acts| codes(*acts)),
        ServiceValue::Publics => known(listing.publics.value(), |publics| codes(*publics)),
        ServiceValue::Zones => {
            known(listing.zones.value(), |zones| Cell::List(zones.iter().map(Zone::to_string).collect()))
        }
        ServiceValue::Monday => hours_of(hours, Weekday::Monday),
        ServiceValue::Tuesday => hours_of(hours, Weekday::Tuesday),
        ServiceValue::Wednesday => hours_of(hours, Weekday::Wednesday),
        ServiceValue::Thursday => hours_of(hours, Weekday::Thursday),
        ServiceValue::Friday => hours_of(hours, Weekday::Friday),
        ServiceValue::Saturday => hours_of(hours, Weekday::Saturday),
        ServiceValue::Sunday => hours_of(hours, Weekday::Sunday),
        ServiceValue::Holidays => known(hours, |hours| Cell::Boolean(hours.works_on_holidays())),
        ServiceValue::CarePrestataire => care(Mode::Prestataire),
        ServiceValue::HouseholdPrestataire => household(Mode::Prestataire),
        ServiceValue::SincePrestataire => since(Mode::Prestataire),
        ServiceValue::CareMandataire => care(Mode::Mandataire),
        ServiceValue::HouseholdMandataire => household(Mode::Mandataire),
        ServiceValue::SinceMandataire => since(Mode::Mandataire),
        ServiceValue::CarePlacement => care(Mode::Placement),
        ServiceValue::HouseholdPlacement => household(Mode::Placement),
        ServiceValue::SincePlacement => since(Mode::Placement),
        ServiceValue::HasGrade => known(evaluation, |evaluation| Cell::word(evaluation.grade.code())),
        ServiceValue::HasDate => known(evaluation, |evaluation| Cell::Date(evaluation.on)),
        ServiceValue::HasEvaluator => known(evaluation, |evaluation| Cell::text(&evaluation.evaluator)),
        ServiceValue::Certifications => known(listing.quality.value(), |quality| {
            let valid = quality.certifications.iter().filter(|held| held.expires >= day);
            let mut names: Vec<String> = valid.map(|held| held.name.code().to_owned()).collect();
            names.sort_unstable();
            names.dedup();
            Cell::List(names)
        }),
        ServiceValue::Intake => known(availability, |availability| Cell::word(availability.intake.code())),
        ServiceValue::DaysToStart => {
            known(availability.and_then(|availability| availability.days_to_start), |days| Cell::Integer(days.into()))
        }
    }
}

/// A tariff with the last day on which it holds, where another of its mode follows.
struct Dated<'a> {
    tariff: &'a Tariff,
    until: Option<Date>,
}

/// The tariffs of a listing by mode and first day.
fn dated(listing: &Listing) -> Vec<Dated<'_>> {
    let mut tariffs: Vec<&Tariff> = listing.tariffs.value().into_iter().flatten().collect();
    tariffs.sort_by_key(|tariff| (tariff.terms().mode.position(), tariff.terms().from));
    let next_of = |at: usize| tariffs.get(at + 1).filter(|next| next.terms().mode == tariffs[at].terms().mode);
    let until = |at: usize| next_of(at).and_then(|next| next.terms().from.yesterday().ok());
    (0..tariffs.len()).map(|at| Dated { tariff: tariffs[at], until: until(at) }).collect()
}

fn vat(vat: Option<Vat>) -> Cell {
    known(vat, |vat| {
        Cell::Hundredths(match vat {
            Vat::DependentCare => 550,
            Vat::Household => 1000,
            Vat::Standard => 2000,
            Vat::Exempt => 0,
        })
    })
}

fn tariff(listing: &Listing, dated: &Dated<'_>, value: TariffValue) -> Cell {
    let terms = dated.tariff.terms();
    let stated = terms.surcharges;
    // Hundredths of a percent.
    let rate = |rate: Option<BasisPoints>| known(rate, |rate| Cell::Hundredths(rate.0.into()));
    let time_rate = |time: Option<TimeSurcharge>| rate(time.map(|time| time.rate));
    let window = |time: Option<TimeSurcharge>| {
        known(time, |TimeSurcharge { window: Window { start, end }, .. }| Cell::Word(span(start, end)))
    };
    match value {
        TariffValue::Finess => Cell::word(listing.finess),
        TariffValue::Name => Cell::text(&listing.name.value),
        TariffValue::Mode => Cell::word(terms.mode.code()),
        TariffValue::From => Cell::Date(terms.from),
        TariffValue::Until => known(dated.until, Cell::Date),
        TariffValue::CareHour => amount(terms.care_hour),
        TariffValue::CareVat => vat(terms.care_vat),
        TariffValue::HouseholdHour => amount(terms.household_hour),
        TariffValue::HouseholdVat => vat(terms.household_vat),
        TariffValue::Saturday => rate(stated.saturday),
        TariffValue::Sunday => rate(stated.sunday),
        TariffValue::Holiday => rate(stated.holiday),
        TariffValue::MayDay => rate(stated.may_day),
        TariffValue::Evening => time_rate(stated.evening),
        TariffValue::EveningWindow => window(stated.evening),
        TariffValue::Night => time_rate(stated.night),
        TariffValue::NightWindow => window(stated.night),
        TariffValue::Cumulate => Cell::Boolean(stated.cumulate),
        TariffValue::Minimum => Cell::Integer(terms.minimum_minutes.into()),
        TariffValue::MonthlyFee => Cell::Hundredths(terms.monthly_fee.0),
        TariffValue::OpeningFee => Cell::Hundredths(terms.opening_fee.0),
        TariffValue::Meal => amount(terms.meal),
        TariffValue::RemoteAlarm => amount(terms.remote_alarm_month),
    }
}

/// One of the two tables, whose lines are made one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableName {
    Services,
    Tariffs,
}

impl TableName {
    pub const ALL: [Self; 2] = [Self::Services, Self::Tariffs];

    /// As in the names of files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Tariffs => "tarifs",
        }
    }

    pub fn columns(self) -> Vec<&'static Column> {
        match self {
            Self::Services => service_columns().iter().map(|(_, column)| column).collect(),
            Self::Tariffs => tariff_columns().iter().map(|(_, column)| column).collect(),
        }
    }

    pub fn lines<'a>(self, state: &'a DataState<'_>) -> Box<dyn Iterator<Item = Vec<Cell>> + 'a> {
        match self {
            Self::Services => Box::new(state.listings.iter().map(|listing| service_line(listing, state))),
            Self::Tariffs => Box::new(state.listings.iter().flat_map(|listing| {
                dated(listing).into_iter().map(|dated| tariff_line(listing, &dated, state.day)).collect::<Vec<_>>()
            })),
        }
    }
}

pub fn service_line(listing: &Listing, state: &DataState<'_>) -> Vec<Cell> {
    let cell = |column: ServiceColumn| match column {
        ServiceColumn::Value(value) => service(listing, value, state),
        ServiceColumn::Trace(part, of) => trace(listing, part, of, state.day),
    };
    service_columns().iter().map(|(column, _)| cell(*column)).collect()
}

fn tariff_line(listing: &Listing, dated: &Dated<'_>, day: Date) -> Vec<Cell> {
    let cell = |column: TariffColumn| match column {
        TariffColumn::Value(value) => tariff(listing, dated, value),
        TariffColumn::Trace(of) => trace(listing, Field::Tariffs, of, day),
    };
    tariff_columns().iter().map(|(column, _)| cell(*column)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, decimal};

    #[test]
    fn decimals_are_exact_and_a_known_empty_list_is_not_an_unknown_one() {
        for (number, decimals, text) in
            [(2800, 2, "28.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (48_866_214, 6, "48.866214"), (-12, 6, "-0.000012")]
        {
            assert_eq!(decimal(number, decimals), text);
        }
        assert_eq!(Cell::List(Vec::new()).plain(), "aucun");
        assert_eq!(Cell::Unknown.plain(), "");
    }
}
