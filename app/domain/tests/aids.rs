//! The law of aids against its published figures and an independent engine.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use domain::aids::{AidError, Apa, ApaRequest, ApaRules, Gir, Household, TaxCreditRequest, tax_credit};
use domain::closed_list::ClosedList;
use domain::{Cents, Parameters};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const NOVEMBER: Date = date(2026, 11, 1);
/// MTP of 2026, in cents.
const MTP: i64 = 128_813;

fn rules(on: Date) -> ApaRules {
    ApaRules::on(&Parameters::embedded(), on).unwrap()
}

fn request(gir: Gir, resources: i64, household: Household, plan: i64) -> ApaRequest {
    ApaRequest { gir, resources: Cents(resources), household, plan: Cents(plan) }
}

/// The APA of a plan used whole.
fn whole(on: Date, request: ApaRequest) -> Apa {
    rules(on).apa(&request, request.plan).unwrap().unwrap()
}

fn participation(resources: i64, plan: i64) -> i64 {
    whole(NOVEMBER, request(Gir::One, resources, Household::Single, plan)).participation.0
}

#[test]
fn the_ceilings_are_those_published_to_the_cent() {
    // Published for 1 January of each year (CASF R232-10 with the MTP of the year).
    let published = [
        (2024, [195_560, 158_144, 114_309, 76_287]),
        (2025, [204_556, 165_418, 119_567, 79_796]),
        (2026, [208_033, 168_230, 121_599, 81_152]),
    ];
    for (year, ceilings) in published {
        for (gir, ceiling) in Gir::ALL.iter().zip(ceilings) {
            // The SMIC of 2024 and 2025 is not among the parameters: the ceiling alone is asked.
            let mtp = Parameters::embedded().find(domain::parameters::Parameter::Mtp, date(year, 1, 1)).unwrap();
            let ratio = Parameters::embedded().find(gir.ceiling().unwrap(), date(year, 1, 1)).unwrap();
            let exact = mtp.published.amount().0 as u64 * ratio.published.thousandths;
            assert_eq!(domain::money::round_half_up(exact, 1000) as i64, ceiling, "{year} GIR {}", gir.code());
        }
    }
    assert_eq!(rules(NOVEMBER).ceiling(Gir::Three), Some(Cents(121_599)));
    assert_eq!(rules(NOVEMBER).ceiling(Gir::Five), None);
}

#[test]
fn the_example_of_the_law_page_holds() {
    let apa = whole(NOVEMBER, request(Gir::Three, 150_000, Household::Single, 80_000));
    assert_eq!((apa.participation, apa.amount, apa.paid), (Cents(12_071), Cents(67_929), true));
    let mtp = apa.parameters.iter().find(|used| used.parameter == domain::parameters::Parameter::Mtp).unwrap();
    assert_eq!((mtp.thousandths, mtp.from, mtp.outdated), (1_288_130, date(2026, 1, 1), false));
}

#[test]
fn an_independent_engine_gives_the_same_768_amounts_within_a_cent() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/apa-openfisca-2026.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is absent");
        return;
    };
    let cents = |field: &str| -> i64 {
        let (euros, rest) = field.split_once('.').unwrap_or((field, "0"));
        let tenths: i64 = format!("{rest:0<4}").parse().unwrap();
        (euros.parse::<i64>().unwrap() * 10_000 + tenths + 50) / 100
    };
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let gir = Gir::from_code(fields[3]).unwrap();
        let household = if fields[4] == "1" { Household::Couple } else { Household::Single };
        let apa = whole(NOVEMBER, request(gir, cents(fields[1]), household, cents(fields[2])));
        let near = |own: Cents, other: &str| (own.0 - cents(other)).abs() <= 1;
        assert!(
            near(apa.plan, fields[5]) && near(apa.participation, fields[6]) && near(apa.paid_amount(), fields[7]),
            "{line}: {apa:?}"
        );
        compared += 1;
    }
    assert_eq!(compared, 768);
}

#[test]
fn the_participation_is_continuous_where_its_formula_changes() {
    // In resources, at 0.725 and 2.67 times the MTP; in the plan, at 0.317 and 0.498 times (CASF R232-11).
    for cut in [725, 2670] {
        let at = MTP * cut / 1000;
        assert!((participation(at - 1, 100_000) - participation(at + 2, 100_000)).abs() <= 4, "{cut}");
    }
    for cut in [317, 498] {
        let at = MTP * cut / 1000;
        assert!((participation(200_000, at - 1) - participation(200_000, at + 2)).abs() <= 4, "{cut}");
    }
    assert_eq!(participation(MTP * 725 / 1000, 100_000), 0);
    assert_eq!(participation(MTP * 3, 100_000), 90_000);
}

#[test]
fn nothing_is_paid_up_to_three_hours_of_minimum_wage() {
    // 3 × 12.31 from June 2026, 3 × 12.02 before (CASF R232-31).
    let paid = |on, plan| whole(on, request(Gir::Four, 0, Household::Single, plan)).paid;
    assert!(!paid(NOVEMBER, 3_693) && paid(NOVEMBER, 3_694));
    assert!(!paid(date(2026, 5, 31), 3_606) && paid(date(2026, 5, 31), 3_607));
}

#[test]
fn a_plan_above_the_ceiling_is_capped_and_said_and_only_the_part_used_counts() {
    let apa = whole(NOVEMBER, request(Gir::Four, 150_000, Household::Single, 200_000));
    assert_eq!((apa.capped, apa.plan), (true, Cents(81_152)));
    let half =
        rules(NOVEMBER).apa(&request(Gir::Three, 150_000, Household::Single, 80_000), Cents(40_000)).unwrap().unwrap();
    assert_eq!(half.used, Cents(40_000));
    assert_eq!(half.amount, Cents(33_965), "the rate of the whole plan: 679.29 / 2, half a cent up");
    assert_eq!(half.participation.0 + half.amount.0, half.used.0);
}

#[test]
fn what_is_absurd_or_unknown_gives_no_amount() {
    let apa = |request: ApaRequest| rules(NOVEMBER).apa(&request, request.plan);
    assert_eq!(apa(request(Gir::One, -1, Household::Single, 10)), Err(AidError::Resources));
    assert_eq!(apa(request(Gir::One, 10_000_001, Household::Single, 10)), Err(AidError::Resources));
    assert_eq!(apa(request(Gir::One, 0, Household::Single, -1)), Err(AidError::Plan));
    assert_eq!(apa(request(Gir::Six, 0, Household::Single, 10)), Ok(None));
    assert_eq!(ApaRules::on(&Parameters::embedded(), date(2023, 12, 31)).err(), Some(AidError::NoValue("mtp-mois")));
    let later = ApaRules::on(&Parameters::embedded(), date(2027, 1, 1)).unwrap();
    let used =
        later.apa(&request(Gir::One, 0, Household::Single, 100_000), Cents(100_000)).unwrap().unwrap().parameters;
    assert!(used.iter().any(|value| value.outdated), "the values of 2026 stand in and say so");
}

#[test]
fn the_tax_credit_follows_its_ceilings() {
    // CGI 199 sexdecies: 12 000, + 1 500 a member over 65, 15 000 at most; 20 000 with invalidity; net of aids.
    let credit = |cost, aids, members_over_65, invalidity| {
        let request = TaxCreditRequest { cost: Cents(cost), aids: Cents(aids), members_over_65, invalidity };
        tax_credit(&Parameters::embedded(), NOVEMBER, &request).unwrap().amount.0
    };
    assert_eq!(credit(600_000, 0, 0, false), 300_000);
    assert_eq!(credit(600_000, 250_000, 0, false), 175_000);
    assert_eq!(credit(2_000_000, 0, 1, false), 675_000);
    assert_eq!(credit(2_000_000, 0, 4, false), 750_000);
    assert_eq!(credit(3_000_000, 0, 0, true), 1_000_000);
    assert_eq!(credit(100, 200, 0, false), 0);
    assert_eq!(credit(3, 0, 0, false), 2, "half a cent up");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, rng_seed: RngSeed::Fixed(232), ..ProptestConfig::default() })]

    #[test]
    fn more_resources_never_give_more_and_a_larger_plan_never_costs_less(
        resources in 0..600_000_i64, more in 0..50_000_i64, plan in 1..208_000_i64, larger in 0..20_000_i64,
    ) {
        prop_assert!(participation(resources, plan) <= participation(resources + more, plan));
        let ceiling = 208_033;
        prop_assert!(participation(resources, plan) <= participation(resources, (plan + larger).min(ceiling)));
        // Never above 90 %, to the cent.
        prop_assert!(10 * participation(resources, plan) <= 9 * plan + 5);
    }

    #[test]
    fn a_couple_counts_as_one_person_with_its_resources_divided(resources in 0..400_000_i64, plan in 1..200_000_i64) {
        let couple = whole(NOVEMBER, request(Gir::One, 17 * resources, Household::Couple, plan));
        let single = whole(NOVEMBER, request(Gir::One, 10 * resources, Household::Single, plan));
        prop_assert_eq!(couple.amount, single.amount);
    }
}
