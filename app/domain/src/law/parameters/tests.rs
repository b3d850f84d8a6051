//! Values by day, the formula of the floor, and values that are refused as mistakes.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{Parameter, ParameterError, Parameters, Published, State};
use crate::readers::amounts::number;
use crate::values::money::Cents;

fn dec(text: &str) -> Decimal {
    number(text).expect("a number")
}

#[test]
fn the_floor_is_published_to_2026_then_computed_from_the_mtp_to_the_cent() {
    let parameters = Parameters::embedded();
    for (year, cents, state) in [
        (2022, 2200, State::Published),
        (2023, 2300, State::Published),
        (2024, 2350, State::Published),
        (2025, 2458, State::Published),
        (2026, 2500, State::Published),
        (2027, 2520, State::Computed),
    ] {
        for day in [date(year, 1, 1), date(year, 12, 31)] {
            let floor = parameters.floor_price(day);
            assert_eq!((floor.published.amount(), floor.published.state), (Cents(cents), state), "{day}");
            assert!(!floor.outdated, "{day}");
        }
    }
}

#[test]
fn the_formula_gives_the_floors_that_were_published() {
    let formula = Parameters { values: Parameters::embedded().values.into_iter().filter(not_a_floor).collect() };
    for (year, cents) in [(2024, 2350), (2025, 2458), (2026, 2500), (2027, 2520)] {
        let floor = formula.find(Parameter::FloorHour, date(year, 6, 1)).expect("a floor");
        assert_eq!((floor.published.amount(), floor.published.state), (Cents(cents), State::Computed), "{year}");
    }
    assert_eq!(formula.find(Parameter::FloorHour, date(2023, 6, 1)), None, "no formula before 2024");
}

fn not_a_floor(value: &Published) -> bool {
    value.parameter != Parameter::FloorHour
}

#[test]
fn a_year_without_a_value_or_a_formula_uses_the_last_one_marked_as_outdated() {
    let parameters = Parameters::embedded();
    let later = parameters.floor_price(date(2028, 1, 1));
    assert_eq!((later.published.amount(), later.outdated), (Cents(2500), true), "the MTP of 2028 is not known");
    let mtp = parameters.find(Parameter::Mtp, date(2028, 1, 1)).expect("an MTP");
    assert_eq!((mtp.published.amount(), mtp.outdated), (Cents(129_844), true));
}

#[test]
fn the_pch_of_a_prestataire_hour_follows_the_floor() {
    let parameters = Parameters::embedded();
    let hour = |day| parameters.find(Parameter::PchPrestataireHour, day).expect("a tariff").published;
    for (year, cents) in [(2024, 2350), (2025, 2458), (2026, 2500), (2027, 2520)] {
        assert_eq!(hour(date(year, 3, 1)).amount(), Cents(cents), "{year}");
    }
    assert_eq!(hour(date(2027, 3, 1)).state, State::Computed);
    // Once staff enter the floor of the year, both use it.
    let entered = parameters.with([added(Parameter::FloorHour, dec("25.30"), date(2027, 1, 1))]);
    let hour = entered.find(Parameter::PchPrestataireHour, date(2027, 3, 1)).expect("a tariff");
    assert_eq!(hour.published.amount(), Cents(2530));
}

#[test]
fn the_pch_of_other_modes_is_found_only_where_it_is_known() {
    let parameters = Parameters::embedded();
    let hours = |day: Date| {
        [Parameter::PchMandataireHour, Parameter::PchDirectHour]
            .map(|parameter| parameters.find(parameter, day).filter(|found| !found.outdated))
            .map(|found| found.map(|found| found.published.amount().0))
    };
    assert_eq!(hours(date(2025, 3, 31)), [Some(2085), Some(1896)]);
    assert_eq!(hours(date(2025, 4, 1)), [None, None]);
    assert_eq!(hours(date(2026, 1, 1)), [Some(2127), Some(1934)]);
    assert_eq!(hours(date(2026, 5, 31)), [Some(2127), Some(1934)]);
    assert_eq!(hours(date(2026, 6, 1)), [None, None]);
}

#[test]
fn a_parameter_never_published_is_absent() {
    let parameters = Parameters::embedded();
    assert_eq!(parameters.find(Parameter::DepartmentHour, date(2026, 11, 23)), None);
    assert_eq!(parameters.find(Parameter::Mtp, date(2023, 12, 31)), None);
}

/// A value that staff could add.
fn added(parameter: Parameter, value: Decimal, from: Date) -> Published {
    let (article, url) = ("Arrêté du 10 mars".into(), "https://www.paris.fr/tarifs".into());
    Published { parameter, value, state: State::Entered, from, until: None, article, url, read: date(2026, 11, 23) }
}

#[test]
fn a_value_added_by_staff_wins_from_its_first_day() {
    let amount = |parameters: &Parameters, parameter, day| {
        parameters.find(parameter, day).map(|found| (found.published.value.normalize(), found.outdated))
    };
    let january = date(2028, 1, 1);
    let before = Parameters::embedded();
    let after = before.clone().with([
        added(Parameter::Mtp, dec("1300"), january),
        added(Parameter::DepartmentHour, dec("26.10"), date(2026, 3, 1)),
        added(Parameter::FloorHour, dec("25.01"), date(2026, 1, 1)),
        added(Parameter::FloorHour, dec("25.02"), date(2026, 1, 1)),
    ]);
    assert_eq!(amount(&after, Parameter::Mtp, date(2027, 12, 31)), Some((dec("1298.44"), false)));
    assert_eq!(amount(&before, Parameter::Mtp, january), Some((dec("1298.44"), true)));
    assert_eq!(amount(&after, Parameter::Mtp, january), Some((dec("1300"), false)));
    assert_eq!(amount(&after, Parameter::DepartmentHour, date(2026, 2, 28)), None);
    assert_eq!(amount(&after, Parameter::DepartmentHour, date(2026, 3, 1)), Some((dec("26.1"), false)));
    assert_eq!(amount(&after, Parameter::FloorHour, date(2026, 6, 1)), Some((dec("25.02"), false)), "entered last");
    assert_ne!(before.version(), after.version());
    // A value that has ended is replaced by one that still applies, even an older one.
    let ended =
        Published { until: Some(date(2026, 9, 1)), ..added(Parameter::TaxCreditRate, dec("40"), date(2026, 6, 1)) };
    let ended = before.with([ended]);
    assert_eq!(amount(&ended, Parameter::TaxCreditRate, date(2026, 7, 1)), Some((dec("40"), false)));
    assert_eq!(amount(&ended, Parameter::TaxCreditRate, date(2026, 9, 1)), Some((dec("50"), false)));
}

#[test]
fn the_version_counts_what_a_value_is_and_not_how_it_is_written() {
    let with =
        |value| Parameters::embedded().with([added(Parameter::DepartmentHour, value, date(2026, 3, 1))]).version();
    assert_eq!(with(dec("26.1")), with(dec("26.100")));
    assert_ne!(with(dec("26.1")), with(dec("26.11")));
}

#[test]
fn a_value_without_its_source_or_beyond_reason_is_refused() {
    let good = added(Parameter::DepartmentHour, dec("26.1"), date(2026, 3, 1));
    assert_eq!(good.check(), Ok(()));
    for value in [dec("0"), dec("-1"), dec("2610"), dec("26.105")] {
        assert_eq!(Published { value, ..good.clone() }.check(), Err(ParameterError::Value), "{value}");
    }
    let mtp = Published { parameter: Parameter::Mtp, value: dec("12881.3"), ..good.clone() };
    assert_eq!(mtp.check(), Err(ParameterError::Value), "a slip of the decimal point");
    let coefficient = Published { parameter: Parameter::FloorCoefficient, value: dec("0.01941"), ..good.clone() };
    assert_eq!(coefficient.check(), Ok(()), "five decimals");
    assert_eq!(Published { until: Some(good.from), ..good.clone() }.check(), Err(ParameterError::Until));
    assert_eq!(Published { article: " ".into(), ..good.clone() }.check(), Err(ParameterError::Article));
    assert_eq!(Published { url: "paris.fr".into(), ..good }.check(), Err(ParameterError::Url));
}

#[test]
fn a_value_far_from_the_one_before_it_is_a_leap() {
    let parameters = Parameters::embedded();
    let before =
        |parameter, value, from| parameters.leap(&added(parameter, value, from)).map(|before| before.value.normalize());
    assert_eq!(before(Parameter::FloorHour, dec("252"), date(2028, 1, 1)), Some(dec("25.2")), "a slip of the point");
    assert_eq!(before(Parameter::FloorHour, dec("2.52"), date(2027, 1, 1)), Some(dec("25")));
    assert_eq!(before(Parameter::FloorHour, dec("25.3"), date(2027, 1, 1)), None);
    assert_eq!(before(Parameter::DepartmentHour, dec("261"), date(2026, 3, 1)), Some(dec("25")), "against the floor");
    assert_eq!(before(Parameter::DepartmentHour, dec("26.1"), date(2026, 3, 1)), None);
    // A value entered by mistake is not the measure for the next one: it is corrected without a question.
    let mistaken = parameters.clone().with([added(Parameter::FloorHour, dec("252"), date(2027, 1, 1))]);
    assert_eq!(mistaken.leap(&added(Parameter::FloorHour, dec("25.2"), date(2027, 1, 1))), None);
}

#[test]
fn values_of_one_parameter_follow_each_other_without_overlap() {
    let parameters = Parameters::embedded();
    for value in parameters.values() {
        assert_eq!(value.check(), Ok(()), "{value:?}");
        let next = parameters
            .values()
            .iter()
            .filter(|other| other.parameter == value.parameter && other.from > value.from)
            .map(|other| other.from)
            .min();
        assert!(next.is_none_or(|from| value.until.is_some_and(|until| until <= from)), "{value:?}");
    }
}

#[test]
fn a_link_leads_to_the_article_where_its_identifier_is_known() {
    for value in Parameters::embedded().values() {
        if value.article.contains("R232-10") {
            assert_eq!(value.url, "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048878530", "{value:?}");
        }
        assert!(!value.url.contains("/codes/id/"), "the page of a whole code: {value:?}");
    }
}

#[test]
fn an_amount_is_rounded_half_up_to_the_cent() {
    for (value, cents) in [(dec("25.2027204"), 2520), (dec("25.205"), 2521), (dec("25.204999"), 2520)] {
        assert_eq!(super::to_the_cent(value), Cents(cents), "{value}");
    }
}

#[test]
fn a_value_is_written_as_text_and_read_back() {
    let value = added(Parameter::FloorCoefficient, dec("0.01941"), date(2026, 3, 1));
    let text = serde_json::to_string(&value).expect("JSON");
    assert!(text.contains(r#""value":"0.01941","state":"saisi""#), "{text}");
    assert_eq!(serde_json::from_str::<Published>(&text).expect("a value"), value);
}
