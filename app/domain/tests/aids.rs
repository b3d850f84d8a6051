//! The law of aids compared with published figures and an independent program.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use domain::aids::{
    Age, Aid, AidError, AidReason, AidRules, Apa, ApaRequest, ApaRules, Bill, CreditRules, Disability, Eligibility,
    Gir, Household, Lacking, Reckoning, Settled, Situation, SituationError, SituationTerms, Step,
};
use domain::provider::listing::Habilitation;
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use domain::{Cents, Mode, Parameters, Yearly};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rust_decimal::Decimal;

fn dec(text: &str) -> Decimal {
    number(text).expect("a number")
}

const NOVEMBER: Date = date(2026, 11, 1);
/// MTP of 2026, in cents.
const MTP: i64 = 128_813;

fn rules(on: Date) -> ApaRules {
    ApaRules::on(&Parameters::embedded(), on).unwrap()
}

fn request(gir: Gir, resources: i64, household: Household, plan: i64) -> ApaRequest {
    ApaRequest { gir, resources: Cents(resources), household, plan: Cents(plan) }
}

/// The APA of a plan that is used completely.
fn whole(on: Date, request: ApaRequest) -> Apa {
    rules(on).apa(&request, request.plan).unwrap()
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
        // Computed: the amounts of 2027 are not published.
        (2027, [209_698, 169_576, 122_573, 81_802]),
    ];
    for (year, ceilings) in published {
        let found = Gir::ALL.iter().filter_map(|gir| rules(date(year, 1, 1)).ceiling(*gir));
        assert_eq!(found.map(|ceiling| ceiling.0).collect::<Vec<_>>(), ceilings, "{year}");
    }
    assert_eq!(rules(NOVEMBER).ceiling(Gir::Three), Some(Cents(121_599)));
    assert_eq!(rules(NOVEMBER).ceiling(Gir::Five), None);
}

#[test]
fn in_an_emergency_half_the_ceiling_of_gir_1_is_paid() {
    let amount = |on| rules(on).emergency(&Parameters::embedded(), on).unwrap();
    assert_eq!(amount(NOVEMBER), Cents(104_017));
    assert_eq!(amount(date(2027, 1, 1)), Cents(104_849));
}

#[test]
fn the_example_of_the_law_page_holds() {
    let apa = whole(NOVEMBER, request(Gir::Three, 150_000, Household::Single, 80_000));
    assert_eq!((apa.participation, apa.amount, apa.paid), (Cents(12_071), Cents(67_929), true));
    let mtp = apa.lines.iter().flat_map(|line| &line.used);
    let mtp = mtp.into_iter().find(|used| used.parameter == domain::law::parameters::Parameter::Mtp).unwrap();
    assert_eq!((mtp.value, mtp.from, mtp.outdated), (dec("1288.13"), date(2026, 1, 1), false));
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
        let near = |amount: Cents, other: &str| (amount.0 - cents(other)).abs() <= 1;
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
    // 3 × 12.31 from June 2026, 3 × 12.02 before (CASF D232-31).
    let paid = |on, plan| whole(on, request(Gir::Four, 0, Household::Single, plan)).paid;
    assert!(!paid(NOVEMBER, 3_693) && paid(NOVEMBER, 3_694));
    assert!(!paid(date(2026, 5, 31), 3_606) && paid(date(2026, 5, 31), 3_607));
}

#[test]
fn a_plan_above_the_ceiling_is_capped_with_a_note_and_only_the_part_used_counts() {
    let apa = whole(NOVEMBER, request(Gir::Four, 150_000, Household::Single, 200_000));
    assert_eq!((apa.capped, apa.plan), (true, Cents(81_152)));
    let half = rules(NOVEMBER).apa(&request(Gir::Three, 150_000, Household::Single, 80_000), Cents(40_000)).unwrap();
    assert_eq!(half.used, Cents(40_000));
    assert_eq!(half.amount, Cents(33_965), "the rate of the whole plan: 679.29 / 2, half a cent up");
    assert_eq!(half.participation.0 + half.amount.0, half.used.0);
}

#[test]
fn what_the_law_does_not_give_or_does_not_say_yet_gives_no_amount() {
    assert!(rules(NOVEMBER).apa(&request(Gir::Six, 0, Household::Single, 10), Cents(10)).is_none());
    assert_eq!(ApaRules::on(&Parameters::embedded(), date(2023, 12, 31)).err(), Some(AidError::NoValue("mtp-mois")));
    let later = ApaRules::on(&Parameters::embedded(), date(2028, 1, 1)).unwrap();
    let apa = later.apa(&request(Gir::One, 0, Household::Single, 100_000), Cents(100_000)).unwrap();
    let mut used = apa.lines.iter().flat_map(|line| &line.used);
    assert!(used.any(|value| value.outdated), "the values of 2027 stand in and say so");
}

#[test]
fn the_tax_credit_follows_its_ceilings() {
    // CGI 199 sexdecies: 12 000, + 1 500 a member over 65, 15 000 at most; 20 000 with invalidity; net of aids.
    let rules = CreditRules::on(&Parameters::embedded(), NOVEMBER).unwrap();
    let credit = |cost: u64, aids: u64, members_over_65, invalidity| {
        // A cent a year is a twelfth of a cent a month.
        let expense = Yearly(cost.saturating_sub(aids) * (Yearly::A_CENT_A_MONTH / 12));
        rules.of(expense, members_over_65, invalidity).amount.0
    };
    assert_eq!(credit(600_000, 0, 0, false), 300_000);
    assert_eq!(credit(600_000, 250_000, 0, false), 175_000);
    assert_eq!(credit(2_000_000, 0, 1, false), 675_000);
    assert_eq!(credit(2_000_000, 0, 4, false), 750_000);
    assert_eq!(credit(3_000_000, 0, 0, true), 1_000_000);
    assert_eq!(credit(100, 200, 0, false), 0);
    assert_eq!(credit(3, 0, 0, false), 2, "half a cent up");
}

/// A person of 65 or more who lives alone, with an unknown GIR.
fn someone() -> SituationTerms {
    SituationTerms {
        age: Age::From65,
        gir: None,
        household: Household::Single,
        resources: Cents(100_000),
        members_over_65: 1,
        disability: Disability::None,
        plan: None,
        pch_minutes: None,
        draws_mtp: false,
        unfit_for_work: false,
        works: false,
    }
}

fn aid_rules(terms: SituationTerms) -> AidRules {
    AidRules::on(&Parameters::embedded(), NOVEMBER, &Situation::try_from(terms).unwrap()).unwrap()
}

fn bill(mode: Mode, habilitation: Option<Habilitation>) -> Bill {
    let annual = Yearly::of_hours(365 * 60, Cents(2800));
    Bill { mode, habilitation, annual, covered: 365 * 60, at_hour_prices: annual }
}

/// Whether an aid is open, and the reason.
fn verdict(terms: SituationTerms, bill: Option<Bill>, aid: Aid) -> (Eligibility, AidReason) {
    let rules = aid_rules(terms);
    let reckoning = bill.map_or_else(|| rules.simulate(None), |bill| rules.explain(&[bill]));
    let found = reckoning.verdicts.iter().find(|verdict| verdict.aid == aid).unwrap();
    (found.eligibility, found.reason)
}

#[test]
fn a_situation_that_cannot_be_is_refused_at_its_field() {
    let refused = |terms: SituationTerms| Situation::try_from(terms).err();
    assert_eq!(refused(someone()), None);
    assert_eq!(refused(SituationTerms { resources: Cents(-1), ..someone() }), Some(SituationError::Resources));
    assert_eq!(refused(SituationTerms { resources: Cents(10_000_001), ..someone() }), Some(SituationError::Resources));
    let plan = SituationTerms { plan: Some(Cents(50_000)), gir: Some(Gir::Two), ..someone() };
    assert_eq!(refused(plan.clone()), None);
    assert_eq!(refused(SituationTerms { plan: Some(Cents(0)), ..plan.clone() }), Some(SituationError::Plan));
    assert_eq!(refused(SituationTerms { gir: None, ..plan.clone() }), Some(SituationError::PlanWithoutGir));
    assert_eq!(refused(SituationTerms { gir: Some(Gir::Five), ..plan.clone() }), Some(SituationError::PlanWithoutGir));
    assert_eq!(refused(SituationTerms { age: Age::Under60, ..plan.clone() }), Some(SituationError::PlanUnder60));
    assert_eq!(refused(SituationTerms { pch_minutes: Some(600), ..plan }), Some(SituationError::PlanAndPch));
    assert_eq!(refused(SituationTerms { pch_minutes: Some(0), ..someone() }), Some(SituationError::PchHours));
    assert_eq!(refused(SituationTerms { members_over_65: 10, ..someone() }), Some(SituationError::MembersOver65));
}

#[test]
fn outside_prestataire_the_apa_waits_for_the_tariff_of_the_departement() {
    use domain::law::parameters::{Parameter, Published, State};
    let terms = SituationTerms { gir: Some(Gir::Three), ..someone() };
    let not_held = Some(Habilitation::NotHeld);
    for (mode, parameter) in
        [(Mode::Mandataire, Parameter::DepartmentMandataireHour), (Mode::Placement, Parameter::DepartmentPlacementHour)]
    {
        let bill = bill(mode, not_held);
        let rules = aid_rules(terms.clone());
        assert_eq!(rules.settle(&[bill]), Settled::Lacking(Lacking::ReferenceTariff));
        let reckoning = rules.explain(&[bill]);
        assert_eq!((reckoning.lacking, reckoning.range()), (Some(Lacking::ReferenceTariff), None));
        // Without APA nothing depends on it; for an habilité provider its price is used.
        let without = aid_rules(SituationTerms { gir: Some(Gir::Six), ..someone() });
        assert!(matches!(without.settle(&[bill]), Settled::Exact(_)));
        assert!(matches!(rules.settle(&[self::bill(mode, Some(Habilitation::Held))]), Settled::Exact(_)));
        let entered = Published {
            parameter,
            value: dec("19.50"),
            state: State::Entered,
            from: date(2026, 1, 1),
            until: None,
            article: "arrêté of a test".into(),
            url: "https://example.org".into(),
            read: NOVEMBER,
        };
        let parameters = Parameters::embedded().with([entered]);
        let situation = Situation::try_from(terms.clone()).unwrap();
        let known = AidRules::on(&parameters, NOVEMBER, &situation).unwrap().explain(&[bill]);
        let used = known.cases[0].lines.iter().flat_map(|line| &line.used);
        assert!({ used }.any(|used| used.parameter == parameter), "{}", parameter.code());
    }
}

/// A part of the help: so many hours of the year, at this price.
fn part(habilitation: Option<Habilitation>, hours: u32, price: i64) -> Bill {
    let annual = Yearly::of_hours(hours * 60, Cents(price));
    Bill { mode: Mode::Prestataire, habilitation, annual, covered: hours * 60, at_hour_prices: annual }
}

#[test]
fn two_bills_of_one_kind_of_service_have_the_aids_of_one_bill_of_both() {
    for held in [Some(Habilitation::Held), Some(Habilitation::NotHeld)] {
        for terms in [
            SituationTerms { gir: Some(Gir::Three), ..someone() },
            SituationTerms { gir: Some(Gir::Two), plan: Some(Cents(60_000)), ..someone() },
            SituationTerms { pch_minutes: Some(20 * 60), ..someone() },
            SituationTerms { gir: Some(Gir::Six), ..someone() },
        ] {
            let rules = aid_rules(terms);
            let parts = [part(held, 200, 2800), part(held, 165, 2800)];
            assert_eq!(rules.settle(&parts), rules.settle(&[part(held, 365, 2800)]));
            let (both, one) = (rules.explain(&parts), rules.explain(&[part(held, 365, 2800)]));
            let amounts = |reckoning: &Reckoning| {
                reckoning.exact().map(|case| (case.cost, case.apa, case.pch, case.monthly, case.after_credit))
            };
            assert_eq!(amounts(&both), amounts(&one));
            assert_eq!(both.verdicts, one.verdicts);
        }
    }
}

#[test]
fn the_plan_counts_each_of_two_services_at_its_rate_and_up_to_its_price() {
    let rules = aid_rules(SituationTerms { gir: Some(Gir::Three), plan: Some(Cents(100_000)), ..someone() });
    let [held, dear, cheap] = [
        part(Some(Habilitation::Held), 120, 2900),
        part(Some(Habilitation::NotHeld), 120, 3200),
        part(Some(Habilitation::NotHeld), 120, 2000),
    ];
    let used = |bills: &[Bill]| {
        let reckoning = rules.explain(bills);
        reckoning.exact().unwrap().lines.iter().find(|line| line.step == Step::PartUsed).unwrap().amount
    };
    // Ten hours a month each: the first at its price of 29 euros, the second at the floor of 25, the third at its price of 20.
    assert_eq!(used(&[held, dear]), Cents(29_000 + 25_000));
    assert_eq!(used(&[held, cheap]), Cents(29_000 + 20_000));
    assert_eq!(used(&[dear, cheap]), Cents(25_000 + 20_000));
}

#[test]
fn home_help_of_social_assistance_asks_that_both_services_be_approved() {
    let rules = aid_rules(SituationTerms { gir: Some(Gir::Six), resources: Cents(80_000), ..someone() });
    let verdict = |bills: &[Bill]| {
        let reckoning = rules.explain(bills);
        let found = reckoning.verdicts.iter().find(|verdict| verdict.aid == Aid::Housekeeping).unwrap();
        (found.eligibility, found.reason)
    };
    let [held, not_held, unknown] =
        [Some(Habilitation::Held), Some(Habilitation::NotHeld), None].map(|habilitation| part(habilitation, 120, 2800));
    assert_eq!(verdict(&[held, held]), (Eligibility::ToRequest, AidReason::ResourcesUnderAspa));
    assert_eq!(verdict(&[held, not_held]), (Eligibility::NotEligible, AidReason::NotHabilitated));
    assert_eq!(verdict(&[unknown, not_held]), (Eligibility::NotEligible, AidReason::NotHabilitated));
    assert_eq!(verdict(&[held, unknown]), (Eligibility::ToCheck, AidReason::HabilitationUnknown));
}

#[test]
fn fewer_granted_hours_than_two_services_cover_give_no_amount_where_it_matters_whose_they_are() {
    let rules = aid_rules(SituationTerms { pch_minutes: Some(10 * 60), ..someone() });
    let not_held = Some(Habilitation::NotHeld);
    let [dear, cheap] = [part(not_held, 120, 2800), part(not_held, 120, 2000)];
    assert!(matches!(rules.settle(&[dear, dear]), Settled::Exact(_)), "each hour counts at the tariff");
    assert_eq!(rules.settle(&[dear, cheap]), Settled::Lacking(Lacking::PchTariff), "one is under the tariff");
    let rules = aid_rules(SituationTerms { pch_minutes: Some(20 * 60), ..someone() });
    assert!(matches!(rules.settle(&[dear, cheap]), Settled::Exact(_)), "all hours are granted");
}

#[test]
fn who_draws_the_mtp_sees_both_amounts() {
    let rules = aid_rules(SituationTerms { gir: Some(Gir::Three), draws_mtp: true, ..someone() });
    let bill = bill(Mode::Prestataire, Some(Habilitation::NotHeld));
    assert_eq!(rules.settle(&[bill]), Settled::Lacking(Lacking::Mtp));
    let reckoning = rules.explain(&[bill]);
    assert_eq!(reckoning.lacking, Some(Lacking::Mtp));
    assert_eq!(reckoning.cases.iter().map(|case| case.gir).collect::<Vec<_>>(), [Some(Gir::Three), None]);
    // A pension of the third category: CGI 199 sexdecies, 20 000 euros a year.
    for case in &reckoning.cases {
        let ceiling = case.lines.iter().find(|line| line.step == Step::CreditCeiling).unwrap();
        assert_eq!(ceiling.amount, Cents(2_000_000));
    }
}

#[test]
fn in_2027_the_credit_is_not_settled_and_computed_values_are_named() {
    use domain::law::parameters::{Parameter, State};
    let situation = Situation::try_from(SituationTerms { gir: Some(Gir::Three), ..someone() }).unwrap();
    let rules = AidRules::on(&Parameters::embedded(), date(2027, 3, 1), &situation).unwrap();
    let reckoning = rules.simulate(Some(32 * 60));
    let credit = reckoning.verdicts.iter().find(|verdict| verdict.aid == Aid::TaxCredit).unwrap();
    assert_eq!((credit.eligibility, credit.reason), (Eligibility::ToCheck, AidReason::CreditNotSettled));
    let computed = rules.outdated().into_iter().filter(|used| used.state == State::Computed && !used.outdated);
    let computed: Vec<Parameter> = computed.map(|used| used.parameter).collect();
    assert_eq!(computed, [Parameter::ApaCeilingGir3, Parameter::FloorHour]);
}

#[test]
fn in_2027_the_bounds_of_the_participation_follow_the_mtp_to_the_cent() {
    // 1 298.44 × 0.725 = 941.369 and × 2.67 = 3 466.8348 (CASF R232-11).
    let step = |resources| {
        let apa = whole(date(2027, 1, 1), request(Gir::One, resources, Household::Single, 100_000));
        apa.lines
            .into_iter()
            .map(|line| line.step)
            .find(|step| [Step::ParticipationNone, Step::ParticipationScale, Step::ParticipationFull].contains(step))
    };
    for (resources, expected) in [
        (94_136, Step::ParticipationNone),
        (94_137, Step::ParticipationScale),
        (346_683, Step::ParticipationScale),
        (346_684, Step::ParticipationFull),
    ] {
        assert_eq!(step(resources), Some(expected), "{resources}");
    }
}

#[test]
fn a_situation_does_not_show_in_a_log() {
    let situation = Situation::try_from(someone()).unwrap();
    assert_eq!(format!("{situation:?} {:?}", someone()), "Situation(private) SituationTerms(private)");
}

#[test]
fn each_aid_is_open_closed_or_to_be_checked_with_its_reason() {
    use AidReason as Why;
    use Eligibility::{Eligible, NotEligible, ToCheck, ToRequest};
    let gir = |gir| SituationTerms { gir: Some(gir), ..someone() };
    let under_60 = || SituationTerms { age: Age::Under60, ..someone() };
    let disabled = |age| SituationTerms { age, disability: Disability::Recognised, ..someone() };
    let granted = || SituationTerms { pch_minutes: Some(600), ..someone() };
    let held = bill(Mode::Prestataire, Some(Habilitation::Held));
    let not_held = bill(Mode::Prestataire, Some(Habilitation::NotHeld));
    for (terms, bill, aid, expected) in [
        (gir(Gir::Four), None, Aid::Apa, (Eligible, Why::Gir1To4)),
        (gir(Gir::Five), None, Aid::Apa, (NotEligible, Why::Gir5Or6)),
        (someone(), None, Aid::Apa, (ToCheck, Why::GirUnknown)),
        (under_60(), None, Aid::Apa, (NotEligible, Why::Under60)),
        (granted(), None, Aid::Apa, (NotEligible, Why::HasPch)),
        (under_60(), None, Aid::Pch, (ToCheck, Why::MdphDecides)),
        (someone(), None, Aid::Pch, (ToCheck, Why::DisabilityBefore60)),
        (SituationTerms { works: true, ..someone() }, None, Aid::Pch, (ToCheck, Why::StillWorks)),
        (SituationTerms { draws_mtp: true, ..gir(Gir::Three) }, None, Aid::Apa, (ToCheck, Why::DrawsMtp)),
        (SituationTerms { draws_mtp: true, ..gir(Gir::Three) }, None, Aid::Housekeeping, (ToCheck, Why::DrawsMtp)),
        (
            SituationTerms { age: Age::From60To64, unfit_for_work: true, ..gir(Gir::Six) },
            None,
            Aid::Housekeeping,
            (ToRequest, Why::ResourcesUnderAspa),
        ),
        (granted(), None, Aid::Pch, (Eligible, Why::PchGranted)),
        (disabled(Age::Under60), None, Aid::Pch, (ToCheck, Why::MdphDecides)),
        (disabled(Age::From65), None, Aid::Pch, (ToCheck, Why::DisabilityBefore60)),
        // CASF L231-2 with the ceiling of ASPA of 2026, 1 043.59 alone and 1 620.18 for a couple.
        (gir(Gir::Six), None, Aid::Housekeeping, (ToRequest, Why::ResourcesUnderAspa)),
        (someone(), None, Aid::Housekeeping, (ToCheck, Why::GirUnknown)),
        (gir(Gir::Two), None, Aid::Housekeeping, (NotEligible, Why::HasApa)),
        (under_60(), None, Aid::Housekeeping, (ToCheck, Why::Disability80)),
        (
            SituationTerms { age: Age::From60To64, ..gir(Gir::Six) },
            None,
            Aid::Housekeeping,
            (ToCheck, Why::UnfitFrom60),
        ),
        (
            SituationTerms { resources: Cents(104_360), ..gir(Gir::Six) },
            None,
            Aid::Housekeeping,
            (NotEligible, Why::ResourcesAboveAspa),
        ),
        (
            SituationTerms { resources: Cents(162_018), household: Household::Couple, ..gir(Gir::Six) },
            None,
            Aid::Housekeeping,
            (ToRequest, Why::ResourcesUnderAspa),
        ),
        (gir(Gir::Six), Some(held), Aid::Housekeeping, (ToRequest, Why::ResourcesUnderAspa)),
        (gir(Gir::Six), Some(not_held), Aid::Housekeeping, (NotEligible, Why::NotHabilitated)),
        (
            gir(Gir::Six),
            Some(self::bill(Mode::Prestataire, None)),
            Aid::Housekeeping,
            (ToCheck, Why::HabilitationUnknown),
        ),
        (gir(Gir::Five), None, Aid::PensionFund, (ToRequest, Why::FundEvaluates)),
        (
            SituationTerms { age: Age::From60To64, ..gir(Gir::Five) },
            None,
            Aid::PensionFund,
            (ToCheck, Why::FundIfRetired),
        ),
        (gir(Gir::Three), None, Aid::PensionFund, (NotEligible, Why::FundGir1To4)),
        (someone(), None, Aid::PensionFund, (ToCheck, Why::GirUnknown)),
        (
            gir(Gir::Five),
            Some(self::bill(Mode::Mandataire, None)),
            Aid::PensionFund,
            (NotEligible, Why::PrestataireOnly),
        ),
        (someone(), None, Aid::TaxCredit, (Eligible, Why::CreditForAll)),
    ] {
        assert_eq!(verdict(terms, bill, aid), expected, "{}", aid.code());
    }
}

#[test]
fn an_aid_shows_a_value_of_the_law_only_while_it_is_in_force() {
    let fund = |on| {
        let situation = Situation::try_from(SituationTerms { gir: Some(Gir::Five), ..someone() }).unwrap();
        let rules = AidRules::on(&Parameters::embedded(), on, &situation).unwrap();
        let verdicts = rules.simulate(None).verdicts;
        verdicts.into_iter().find(|verdict| verdict.aid == Aid::PensionFund).unwrap().used
    };
    assert_eq!(fund(date(2025, 6, 1))[0].value, dec("26.80"));
    assert!(fund(NOVEMBER).is_empty(), "the value of 2026 is not known");
    // In 2027 the ceiling of ASPA of 2026 does not decide.
    let situation = Situation::try_from(SituationTerms { gir: Some(Gir::Six), ..someone() }).unwrap();
    let later = AidRules::on(&Parameters::embedded(), date(2027, 2, 1), &situation).unwrap().simulate(None);
    let housekeeping = later.verdicts.iter().find(|verdict| verdict.aid == Aid::Housekeeping).unwrap();
    assert_eq!((housekeeping.eligibility, housekeeping.reason), (Eligibility::ToCheck, AidReason::AspaNotPublished));
}

#[test]
fn without_a_provider_the_plan_the_hours_or_the_largest_plan_count() {
    let gir_3 = SituationTerms { gir: Some(Gir::Three), resources: Cents(150_000), ..someone() };
    let plan = aid_rules(SituationTerms { plan: Some(Cents(80_000)), ..gir_3.clone() }).simulate(None);
    let plan = plan.exact().unwrap();
    assert_eq!((plan.apa, plan.monthly, plan.after_credit), (Cents(67_929), Cents(12_071), Cents(6_035)));
    // 32 hours at the floor of 2026, 25 euros, give the same plan.
    let hours = aid_rules(gir_3.clone()).simulate(Some(32 * 60));
    let hours = hours.exact().unwrap();
    assert_eq!((hours.cost, hours.apa), (Cents(80_000), Cents(67_929)));
    let estimate = hours.lines.iter().find(|line| line.step == Step::PlanEstimated).unwrap();
    assert_eq!((estimate.minutes, estimate.used[0].value), (Some(12 * 32 * 60), dec("25")));
    // More hours than the plan pays: the rest remains to pay; a plan above the ceiling pays no more than the ceiling.
    let beyond = aid_rules(SituationTerms { plan: Some(Cents(80_000)), ..gir_3.clone() }).simulate(Some(60 * 60));
    let beyond = beyond.exact().unwrap();
    assert_eq!((beyond.cost, beyond.apa, beyond.monthly), (Cents(150_000), Cents(67_929), Cents(82_071)));
    let capped = aid_rules(SituationTerms { plan: Some(Cents(200_000)), ..gir_3.clone() }).simulate(None);
    let capped = capped.exact().unwrap();
    assert_eq!((capped.cost, capped.capped), (Cents(121_599), true));
    let largest = aid_rules(gir_3).simulate(None);
    assert_eq!(largest.exact().unwrap().cost, Cents(121_599));
    let unknown = aid_rules(someone()).simulate(None);
    assert_eq!(unknown.lacking, Some(Lacking::Gir));
    assert_eq!(
        unknown.cases.iter().map(|case| case.gir).collect::<Vec<_>>(),
        [1, 2, 3, 4].map(|gir| Some(Gir::ALL[gir - 1]))
    );
    let none = aid_rules(SituationTerms { gir: Some(Gir::Six), ..someone() }).simulate(None);
    assert!(none.cases.is_empty() && none.lacking.is_none());
}

#[test]
fn the_breakdown_names_every_step_with_its_values() {
    let terms = SituationTerms { gir: Some(Gir::Three), resources: Cents(150_000), ..someone() };
    let reckoning = aid_rules(terms).explain(&[bill(Mode::Prestataire, Some(Habilitation::NotHeld))]);
    let case = reckoning.exact().unwrap();
    let steps: Vec<Step> = case.lines.iter().map(|line| line.step).collect();
    assert_eq!(
        steps,
        [
            Step::Cost,
            Step::PlanEstimated,
            Step::Ceiling,
            Step::PlanCounted,
            Step::FirstBand,
            Step::SecondBand,
            Step::ThirdBand,
            Step::PartUsed,
            Step::ParticipationScale,
            Step::Apa,
            Step::ToPay,
            Step::CreditExpense,
            Step::CreditCeiling,
            Step::Credit,
            Step::AfterCredit,
        ]
    );
    let amount = |step| case.lines.iter().find(|line| line.step == step).unwrap().amount.0;
    assert_eq!(amount(Step::FirstBand) + amount(Step::SecondBand) + amount(Step::ThirdBand), amount(Step::PlanCounted));
    assert_eq!(amount(Step::PartUsed), amount(Step::ParticipationScale) + amount(Step::Apa));
    assert_eq!(amount(Step::Cost), amount(Step::Apa) + amount(Step::ToPay));
    for step in [Step::PlanEstimated, Step::Ceiling, Step::ParticipationScale, Step::CreditCeiling, Step::Credit] {
        let line = case.lines.iter().find(|line| line.step == step).unwrap();
        assert!(!line.used.is_empty() && line.used.iter().all(|used| used.from.year() >= 2024), "{step:?}");
    }
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
        // Never above 90 %, exact to the cent.
        prop_assert!(10 * participation(resources, plan) <= 9 * plan + 5);
    }

    #[test]
    fn what_remains_to_pay_adds_up_and_is_the_amount_of_the_ranking(
        minutes in 60..90_000_u32, price in 1_500..6_000_i64, surcharge in 0..5_000_u64, resources in 0..500_000_i64,
        gir in 0..5_usize, held in prop::option::of(any::<bool>()), plan in prop::option::of(1..250_000_i64),
        pch in prop::option::of(1..200_u32), members_over_65 in 0..4_u8, invalidity in any::<bool>(),
    ) {
        let gir = Gir::ALL[gir];
        let plan = plan.filter(|_| gir.ceiling().is_some() && pch.is_none()).map(Cents);
        let disability = if invalidity { Disability::Invalidity } else { Disability::None };
        let rules = aid_rules(SituationTerms {
            gir: Some(gir), resources: Cents(resources), plan, disability, members_over_65,
            pch_minutes: pch.map(|hours| 60 * hours), ..someone()
        });
        let habilitation = held.map(|held| if held { Habilitation::Held } else { Habilitation::NotHeld });
        let annual = Yearly(u64::from(minutes) * price as u64 * (10_000 + surcharge));
        let at_hour_prices = Yearly::of_hours(minutes, Cents(price));
        let bill = Bill { mode: Mode::Prestataire, habilitation, annual, covered: minutes, at_hour_prices };
        let reckoning = rules.explain(&[bill]);
        for case in &reckoning.cases {
            prop_assert_eq!(case.cost.0, case.apa.0 + case.pch.0 + case.monthly.0);
            prop_assert!(case.apa.0 >= 0 && case.pch.0 >= 0 && case.monthly.0 >= 0);
            prop_assert!(case.after_credit.0 >= 0 && case.after_credit <= case.monthly);
            prop_assert!((case.credit_year.0 - 12 * (case.monthly.0 - case.after_credit.0)).abs() <= 6);
        }
        match (rules.settle(&[bill]), reckoning.exact()) {
            (Settled::Exact(amount), Some(explained)) => prop_assert_eq!(amount.monthly(), explained.monthly),
            (Settled::Lacking(why), None) => prop_assert_eq!(Some(why), reckoning.lacking),
            (settled, explained) => prop_assert!(false, "{:?} and {:?}", settled, explained),
        }
        // More resources never mean less to pay.
        let richer = aid_rules(SituationTerms {
            gir: Some(gir), resources: Cents(resources + 10_000), plan, disability, members_over_65,
            pch_minutes: pch.map(|hours| 60 * hours), ..someone()
        });
        let least = |rules: &AidRules| rules.explain(&[bill]).range().map(|range| range.0);
        prop_assert!(least(&rules) <= least(&richer));
        // The worst anchor is never below the best.
        let (best, worst) = rules.anchors(minutes).unwrap();
        prop_assert!(best <= worst);
    }

    #[test]
    fn a_couple_counts_as_one_person_with_its_resources_divided(resources in 0..400_000_i64, plan in 1..200_000_i64) {
        let couple = whole(NOVEMBER, request(Gir::One, 17 * resources, Household::Couple, plan));
        let single = whole(NOVEMBER, request(Gir::One, 10 * resources, Household::Single, plan));
        prop_assert_eq!(couple.amount, single.amount);
    }
}
