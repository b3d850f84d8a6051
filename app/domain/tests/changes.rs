//! Properties of the changes that help: their figures are those of the changed need, and nothing indispensable goes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use domain::aids::{Age, AidRules, Disability, Gir, Household, Situation, SituationTerms};
use domain::demo::fictitious;
use domain::need::{MOST_VISITS, NeedTerms};
use domain::provider::acts::HourKind;
use domain::ranking::changes::{
    Change, ChangeKind, Changes, Found, MOST_CHANGES, Measured, NotTried, Untried, find_changes,
};
use domain::ranking::comparison::{Answer, Comparison, Part};
use domain::ranking::selection::{Filter, Selection, Sort};
use domain::time::hours::{Interval, Weekday};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Act, Catalogue, Cents, Mode, Need, Parameters, Public, Territory, Visit, Weights, compare};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn paris() -> Territory {
    Territory::paris().unwrap()
}

fn some<T: ClosedList>(bits: u32) -> Set<T> {
    T::ALL.iter().copied().filter(|value| bits >> value.position() & 1 == 1).collect()
}

/// One time on some days, and perhaps another of the other kind in the afternoon, or a night.
fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let times = prop_oneof![4 => Just(0_u8), 2 => Just(1), 1 => Just(2)];
    (0..128_u32, 360..720_u16, 30..120_u16, times, 0..128_u32).prop_map(|(days, start, length, second, others)| {
        let asked = |days: u32| Weekday::ALL.into_iter().filter(move |day| days >> day.position() & 1 == 1);
        let visit = |weekday, start, end, kind| Visit { weekday, time: Interval::new(start, end).unwrap(), kind };
        let mut visits: Vec<Visit> = asked(days).map(|day| visit(day, start, start + length, HourKind::Care)).collect();
        match second {
            1 => visits.extend(asked(others).map(|day| visit(day, 870, 960, HourKind::Household))),
            2 => {
                visits.extend(asked(others).flat_map(|day| {
                    [visit(day, 1260, 1440, HourKind::Care), visit(day.next(), 0, 360, HourKind::Care)]
                }))
            }
            _ => {}
        }
        visits
    })
}

prop_compose! {
    fn needs()(
        zone in 0..20_usize,
        days in 0..400_i32,
        visits in visits(),
        wished in 0..1_u32 << 19,
        required in prop_oneof![2 => Just(0_u32), 1 => (0..19_u32).prop_map(|act| 1 << act)],
        modes in prop_oneof![2 => Just(7_u32), 2 => 1..8_u32],
        habilitation_required in prop::bool::weighted(0.2),
        publics in prop_oneof![3 => Just(0_u32), 1 => 0..32_u32],
        weight in 0..=10_u8,
    ) -> Need {
        Need::try_from(NeedTerms {
            zone: paris().zones[zone].code,
            start: date(2026, 1, 1).checked_add(days.days()).unwrap(),
            visits,
            wished: some::<Act>(wished & (wished >> 7)),
            required: some::<Act>(required),
            modes: some::<Mode>(modes),
            habilitation_required,
            publics: some::<Public>(publics),
            weights: Weights::default().with(domain::need::Criterion::Coverage, weight),
        }).unwrap()
    }
}

fn situation(gir: Gir, resources: i64) -> Situation {
    Situation::try_from(SituationTerms {
        age: Age::From65,
        gir: Some(gir),
        household: Household::Single,
        resources: Cents(resources),
        members_over_65: 1,
        disability: Disability::None,
        plan: None,
        pch_minutes: None,
        draws_mtp: false,
        unfit_for_work: false,
        works: false,
    })
    .unwrap()
}

/// A catalogue, and what is asked of it.
struct Asked {
    catalogue: Catalogue,
    situation: Option<Situation>,
    filters: Set<Filter>,
}

impl Asked {
    fn aids(&self, need: &Need) -> Option<AidRules> {
        let rules = |situation| AidRules::on(&Parameters::embedded(), need.terms().start, situation).unwrap();
        self.situation.as_ref().map(rules)
    }

    fn changes(&self, need: &Need) -> Changes {
        let aids = self.aids(need);
        find_changes(&self.catalogue, &paris(), need, aids.as_ref(), &Parameters::embedded(), TODAY, self.filters)
    }

    /// The figures of the whole comparison of a need.
    fn measured(&self, need: &Need) -> Measured {
        let aids = self.aids(need);
        let part = Part { selection: Selection { sort: Sort::Criteria, filters: self.filters }, ..Part::EVERYTHING };
        let whole = compare(&self.catalogue, &paris(), need, aids.as_ref(), &Parameters::embedded(), TODAY, part);
        Measured { counts: whole.filtered, cheapest: cheapest(&whole) }
    }
}

/// What the cheapest service that suits and covers everything costs a month.
fn cheapest(comparison: &Comparison) -> Option<Cents> {
    let settles = comparison.aids.as_ref().is_some_and(|aids| aids.anchors.is_some());
    let amount = |answer: &Answer| {
        let covers = answer.covered_minutes.is_none_or(|minutes| minutes == comparison.needed_minutes);
        let cost = answer.offers.first()?.cost.as_ref()?.as_ref().ok()?;
        let reckoning = answer.offers[0].reckoning.as_ref().filter(|_| settles);
        let monthly = match reckoning {
            Some(reckoning) => reckoning.exact()?.monthly,
            None => cost.monthly,
        };
        (covers && !cost.at_least).then_some(monthly)
    };
    comparison.suitable.iter().filter_map(|entry| amount(&entry.answer)).min()
}

fn check(asked: &Asked, need: &Need) -> Result<(), TestCaseError> {
    let Changes { now, found, untried } = asked.changes(need);
    prop_assert_eq!(now, asked.measured(need));
    prop_assert!(found.len() <= MOST_CHANGES && untried.is_empty());
    for Found { change, then, more, less } in found.iter().copied() {
        let changed = change.applied(need).unwrap();
        prop_assert_eq!(then, asked.measured(&changed), "{:?}", change);
        let (before, after) = (need.terms(), changed.terms());
        prop_assert_eq!(before.required, after.required);
        prop_assert_eq!(before.weights, after.weights);
        let nursing = Set::EMPTY.with(Act::Nursing);
        prop_assert!(
            change.kind() == ChangeKind::WithoutActs
                || before.wished.intersection(nursing) == after.wished.intersection(nursing)
        );
        prop_assert!(more > 0 || less.is_some(), "{:?} brings something", change);
        if now.counts.all() == 0 {
            prop_assert!(then.counts.all() >= more && less.is_none());
        } else {
            prop_assert!(change.kind() < ChangeKind::WithoutPublic, "{:?} while somebody is listed", change);
            prop_assert!(then.counts.suitable >= now.counts.suitable);
            prop_assert!(more == 0 || more == then.counts.suitable - now.counts.suitable);
            if let Some(less) = less {
                prop_assert_eq!(less, Cents(now.cheapest.unwrap().0 - then.cheapest.unwrap().0));
                prop_assert!(less >= Cents(1_000) && 20 * less.0 >= now.cheapest.unwrap().0);
            }
        }
    }
    let distinct: BTreeSet<String> = found.iter().map(|found| format!("{:?}", found.change)).collect();
    prop_assert_eq!(distinct.len(), found.len());
    prop_assert_eq!(asked.changes(need).found, found, "the same again");
    Ok(())
}

fn gir(at: usize) -> Gir {
    [Gir::One, Gir::Two, Gir::Three, Gir::Four][at]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_figure_is_that_of_comparing_the_changed_need(
        seed in 0..1_000_u64,
        need in needs(),
        filters in prop_oneof![2 => Just(0_u32), 1 => 0..64_u32],
        aided in prop::option::of((0..4_usize, 0..300_000_i64)),
    ) {
        let catalogue = Catalogue::new(fictitious(&paris(), seed, 40, TODAY).collect());
        let situation = aided.map(|(at, resources)| situation(gir(at), resources));
        check(&Asked { catalogue, situation, filters: some(filters) }, &need)?;
    }

    #[test]
    fn where_nobody_is_listed_every_change_lists_somebody(seed in 0..1_000_u64, need in needs()) {
        let catalogue = Catalogue::new(fictitious(&paris(), seed, 2, TODAY).collect());
        check(&Asked { catalogue, situation: None, filters: Set::EMPTY }, &need)?;
    }
}

#[test]
fn a_move_keeps_the_length_of_a_visit_and_its_days() {
    let visit =
        |start, end| Visit { weekday: Weekday::Friday, time: Interval::new(start, end).unwrap(), kind: HourKind::Care };
    let need = |visits: Vec<Visit>| {
        let mut terms = NeedTerms::from(large_need(0));
        terms.visits = visits;
        Need::try_from(terms).unwrap()
    };
    let moved = |from, to, later, visits: &[Visit]| {
        let change = Change::Time { from, to, kind: HourKind::Care, later };
        change.applied(&need(visits.to_vec())).map(|need| need.terms().visits.clone())
    };
    assert_eq!(moved(480, 540, 30, &[visit(480, 540)]), Some(vec![visit(510, 570)]));
    // Neither across midnight, nor onto another visit, nor before the first minute.
    assert_eq!(moved(1_380, 1_440, 30, &[visit(1_380, 1_440)]), None);
    assert_eq!(moved(480, 540, 60, &[visit(480, 540), visit(590, 620)]), None);
    assert_eq!(moved(0, 60, -30, &[visit(0, 60)]), None);
    // A night stays one, in both its halves.
    let morning =
        |end| Visit { weekday: Weekday::Saturday, time: Interval::new(0, end).unwrap(), kind: HourKind::Care };
    let night = [visit(1_260, 1_440), morning(420)];
    assert_eq!(moved(1_260, 420, -60, &night), Some(vec![visit(1_200, 1_440), morning(360)]));
    assert_eq!(moved(1_420, 60, 30, &[visit(1_420, 1_440), morning(60)]), None);
}

/// A need with so many visits, six a day, all at times of their own or the same on every day.
fn large_need(times: u16) -> Need {
    let visits = (0..MOST_VISITS as u16).map(|at| {
        let (day, place) = (at / 6, at % 6);
        let start = 360 + 150 * place + if times > 6 { 5 * day } else { 0 };
        Visit {
            weekday: Weekday::ALL[usize::from(day)],
            time: Interval::new(start, start + 60).unwrap(),
            kind: HourKind::Care,
        }
    });
    let zone = paris().zones[13].code;
    let mut terms: NeedTerms =
        serde_json::from_str(&format!(r#"{{"zone": "{zone}", "start": "2026-12-01", "wished": ["toilette"]}}"#))
            .unwrap();
    terms.visits = visits.collect();
    Need::try_from(terms).unwrap()
}

#[test]
fn what_would_be_too_much_work_is_not_tried_and_named_with_its_reason() {
    let catalogue = Catalogue::new(fictitious(&paris(), 1, 3_000, TODAY).collect());
    let asked = Asked { catalogue, situation: None, filters: Set::EMPTY };
    let kinds = |need: &Need| {
        let untried = asked.changes(need).untried;
        untried.into_iter().map(|Untried { kind, reason }| (kind, reason)).collect::<Vec<_>>()
    };
    let too_much = |kind| (kind, NotTried::TooMuch);
    assert!(kinds(&large_need(6)).contains(&too_much(ChangeKind::Time)));
    let of_times = kinds(&large_need(42));
    for kind in [ChangeKind::Time, ChangeKind::Day, ChangeKind::WithoutDay] {
        assert!(of_times.contains(&(kind, NotTried::TooManyTimes)), "{kind:?}");
    }
}
