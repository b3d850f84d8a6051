//! Price rules as findings about a listing: what staff are told, and what they are not told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use domain::law::parameters::{Parameter, Published, State};
use domain::provider::acts::HourKind;
use domain::provider::listing::{Fact, Habilitation, Kind, Known, Listing, Provenance, Source};
use domain::provider::price_rules::{Finding, Rule, findings, of_terms};
use domain::provider::tariff::{Surcharges, TariffError, Term};
use domain::readers::amounts::number;
use domain::time::hours::{Interval, OpenHours};
use domain::{BasisPoints, Cents, Mode, Parameters, Tariff, TariffTerms};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

fn dec(text: &str) -> Decimal {
    number(text).expect("a number")
}

const TODAY: Date = date(2026, 11, 23);

fn terms(mode: Mode, from: Date, care: i64) -> TariffTerms {
    let surcharges =
        Surcharges { sunday: Some(BasisPoints(2500)), holiday: Some(BasisPoints(2500)), ..Surcharges::default() };
    TariffTerms {
        from,
        mode,
        care_hour: Some(Cents(care)),
        household_hour: None,
        care_vat: None,
        household_vat: None,
        surcharges,
        minimum_minutes: 0,
        monthly_fee: Cents(0),
        opening_fee: Cents(0),
        meal: None,
        remote_alarm_month: None,
    }
}

fn listing(tariffs: impl IntoIterator<Item = TariffTerms>) -> Listing {
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    let name = Known { value: "Test".to_owned(), provenance: provenance.clone() };
    let mut listing = Listing::bare("990000001".parse().unwrap(), Kind::HomeHelp, name);
    let tariffs: Vec<Tariff> = tariffs.into_iter().map(|terms| terms.try_into().unwrap()).collect();
    listing.tariffs = Fact::new(tariffs, provenance.clone());
    listing.habilitation = Fact::new(Habilitation::NotHeld, provenance.clone());
    let day = || vec![Interval::new(480, 1200).unwrap()];
    listing.hours = Fact::new(OpenHours::new(std::array::from_fn(|_| day()), true), provenance);
    listing
}

fn found(listing: &Listing, parameters: &Parameters) -> Vec<(Rule, Option<i64>)> {
    let short = |finding: Finding| (finding.rule, finding.bound.map(|bound| bound.0));
    findings(listing, parameters, TODAY).into_iter().map(short).collect()
}

fn rules(listing: &Listing) -> Vec<Rule> {
    found(listing, &Parameters::embedded()).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn a_prestataire_hour_under_the_national_floor_is_remarked() {
    // CASF L314-2-1: 25.00 euros in 2026.
    let below = listing([terms(Mode::Prestataire, date(2024, 1, 1), 2499)]);
    assert_eq!(found(&below, &Parameters::embedded()), [(Rule::BelowFloor, Some(2500))]);
    assert_eq!(rules(&listing([terms(Mode::Prestataire, date(2024, 1, 1), 2500)])), []);
    assert_eq!(rules(&listing([terms(Mode::Mandataire, date(2024, 1, 1), 1900)])), [], "no floor outside prestataire");
    let of = |on| of_terms(&terms(Mode::Prestataire, date(2024, 1, 1), 2400), &Parameters::embedded(), on);
    assert_eq!(of(date(2027, 1, 1))[0].used[0].state, State::Computed, "the floor of 2027 is computed, and marked so");
    let of_2028 = of_terms(&terms(Mode::Prestataire, date(2028, 1, 1), 2400), &Parameters::embedded(), TODAY);
    assert!(of_2028.is_empty(), "a year without its floor says nothing");
}

#[test]
fn a_tariff_to_come_is_judged_by_the_values_of_its_first_day() {
    // 25.00 euros in 2026, 25.20 in 2027.
    let now = terms(Mode::Prestataire, date(2024, 1, 1), 2510);
    let to_come = |care| listing([now.clone(), terms(Mode::Prestataire, date(2027, 1, 1), care)]);
    assert_eq!(found(&to_come(2519), &Parameters::embedded()), [(Rule::BelowFloor, Some(2520))]);
    assert_eq!(rules(&to_come(2520)), []);
    assert_eq!(rules(&listing([now])), [], "in force, by the values of the day");
}

#[test]
fn the_tariff_of_the_departement_once_entered_is_the_value_that_it_pays() {
    let department = Published {
        parameter: Parameter::DepartmentHour,
        value: dec("26.10"),
        state: State::Entered,
        from: date(2026, 1, 1),
        until: None,
        article: "arrêté of a test".into(),
        url: "https://example.org".into(),
        read: TODAY,
    };
    let parameters = Parameters::embedded().with([department]);
    let below = listing([terms(Mode::Prestataire, date(2024, 1, 1), 2609)]);
    assert_eq!(found(&below, &parameters), [(Rule::BelowFloor, Some(2610))]);
    assert_eq!(rules(&below), []);
}

#[test]
fn a_price_or_a_first_day_beyond_reason_is_asked_about_in_every_mode() {
    for mode in [Mode::Prestataire, Mode::Mandataire] {
        assert_eq!(rules(&listing([terms(mode, date(2024, 1, 1), 28_500)])), [Rule::PriceUnlikely]);
        assert_eq!(rules(&listing([terms(mode, date(2024, 1, 1), 285)])), [Rule::PriceUnlikely]);
        let far = listing([terms(mode, date(2024, 1, 1), 2850), terms(mode, date(2062, 1, 1), 2850)]);
        assert_eq!(rules(&far), [Rule::DateUnlikely]);
    }
}

#[test]
fn a_fee_in_prestataire_mode_is_remarked_and_is_the_one_thing_refused() {
    // CASF D311-0-4-1.
    let unlawful = TariffTerms { monthly_fee: Cents(1500), ..terms(Mode::Prestataire, TODAY, 2800) };
    let found = of_terms(&unlawful, &Parameters::embedded(), TODAY);
    assert_eq!((found[0].rule, found[0].stated), (Rule::FeeInPrestataire, Some(Cents(1500))));
    assert_eq!(Tariff::try_from(unlawful.clone()), Err(TariffError::FeeInPrestataire(Term::MonthlyFee)));
    let lawful = TariffTerms { mode: Mode::Mandataire, ..unlawful };
    assert_eq!(rules(&listing([lawful])), []);
    assert!(Tariff::try_from(terms(Mode::Prestataire, TODAY, 1200)).is_ok(), "a low price may be true");
}

#[test]
fn a_rise_above_the_cap_of_the_year_is_remarked_where_the_service_is_not_habilite() {
    // CASF L347-1: 2 % in 2026, from the price of 31 December 2025: 28.00 to 28.56 at most.
    let rise = |to| {
        listing([terms(Mode::Prestataire, date(2025, 3, 1), 2800), terms(Mode::Prestataire, date(2026, 2, 1), to)])
    };
    assert_eq!(rules(&rise(2856)), []);
    assert_eq!(found(&rise(2857), &Parameters::embedded()), [(Rule::RiseAboveCap, Some(2856))]);
    // Up to what the département pays, at least the floor, the price is free: 24.40 to 25.00.
    let to_the_floor =
        listing([terms(Mode::Prestataire, date(2025, 3, 1), 2440), terms(Mode::Prestataire, date(2026, 2, 1), 2500)]);
    assert_eq!(rules(&to_the_floor), []);
    let mut held = rise(3200);
    held.habilitation =
        Fact::new(Habilitation::Held, Provenance { source: Source::City, observed: TODAY, verified: None });
    assert_eq!(rules(&held), [], "the département tariffs it");
    held.habilitation = Fact::Unknown;
    assert_eq!(rules(&held), [], "there is no finding about an unknown fact");
    let twice = listing([
        terms(Mode::Prestataire, date(2025, 3, 1), 2800),
        terms(Mode::Prestataire, date(2026, 2, 1), 2850),
        terms(Mode::Prestataire, date(2026, 9, 1), 2900),
    ]);
    assert_eq!(rules(&twice), [Rule::RiseAboveCap], "the year counts, not the last step");
    let finding = findings(&twice, &Parameters::embedded(), TODAY).remove(0);
    assert_eq!(
        (finding.tariff_from, finding.kind, finding.stated),
        (date(2026, 9, 1), Some(HourKind::Care), Some(Cents(2900)))
    );
    // Up to the tariff of the département the price is free.
    let department = Published {
        parameter: Parameter::DepartmentHour,
        value: dec("29.50"),
        state: State::Entered,
        from: date(2026, 1, 1),
        until: None,
        article: "arrêté of a test".into(),
        url: "https://example.org".into(),
        read: TODAY,
    };
    let parameters = Parameters::embedded().with([department]);
    assert_eq!(found(&rise(2950), &parameters), []);
    assert_eq!(found(&rise(2951), &parameters), [(Rule::RiseAboveCap, Some(2950))]);
}

#[test]
fn a_service_that_works_on_sundays_without_saying_its_surcharge_is_remarked() {
    // Code de la consommation L112-1.
    let silent = TariffTerms { surcharges: Surcharges::default(), ..terms(Mode::Prestataire, TODAY, 2800) };
    assert_eq!(rules(&listing([silent.clone()])), [Rule::SurchargeMissing]);
    let mut weekdays = listing([silent]);
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    let week = std::array::from_fn(|day| if day < 5 { vec![Interval::new(480, 1200).unwrap()] } else { Vec::new() });
    weekdays.hours = Fact::new(OpenHours::new(week, false), provenance);
    assert_eq!(rules(&weekdays), []);
    weekdays.hours = Fact::Unknown;
    assert_eq!(rules(&weekdays), []);
}
