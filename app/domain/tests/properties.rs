//! Properties of every need and every catalogue.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use domain::cost::{Cost, Coverages, NoCost};
use domain::demo::fictitious;
use domain::need::{ByCriterion, Criterion, CriterionSet, Headline, NeedTerms};
use domain::provider::acts::HourKind;
use domain::provider::listing::{Fact, Listing, Source};
use domain::provider::tariff::{USUAL_EVENING, USUAL_NIGHT};
use domain::ranking::comparison::{Answer, Comparison, Part, Ranked};
use domain::ranking::pass::{Scored, dominates};
use domain::ranking::robustness::robustness;
use domain::ranking::scan::scan;
use domain::time::holidays::{DayKind, day_kind};
use domain::time::hours::{Interval, OpenHours, Weekday};
use domain::values::closed_list::ClosedList;
use domain::{
    Act, ActSet, Catalogue, Mode, ModeSet, Need, Parameters, Public, PublicSet, ReferenceYear, TariffTerms, Territory,
    Visit, Weights, compare,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn paris() -> Territory {
    Territory::paris().unwrap()
}

fn listings(seed: u64, count: u32) -> Vec<Listing> {
    fictitious(&paris(), seed, count, TODAY).collect()
}

fn answer(listings: Vec<Listing>, need: &Need) -> Comparison {
    compare(&Catalogue::new(listings), &paris(), need, None, &Parameters::embedded(), TODAY, Part::EVERYTHING)
}

/// The order of all named services, without the stamp of the catalogue.
fn order(comparison: &Comparison) -> Vec<String> {
    let ranked = comparison.ranked().map(|entry| format!("{} {}", entry.rank, entry.answer.finess));
    let to_confirm = comparison.to_confirm.iter().map(|entry| entry.answer.finess.to_string());
    ranked.chain(to_confirm).collect()
}

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let visit = (0..7_usize, 0..1380_u16, 15..240_u16, any::<bool>()).prop_map(|(day, start, length, care)| Visit {
        weekday: Weekday::ALL[day],
        time: Interval::new(start, (start + length).min(1440)).unwrap(),
        kind: if care { HourKind::Care } else { HourKind::Household },
    });
    prop::collection::vec(visit, 0..12).prop_map(|mut visits| {
        visits.sort_unstable();
        let mut kept: Vec<Visit> = Vec::new();
        for visit in visits {
            if !kept.iter().any(|other| other.weekday == visit.weekday && other.time.intersection(visit.time).is_some())
            {
                kept.push(visit);
            }
        }
        kept
    })
}

fn some<T: ClosedList>(bits: u32) -> domain::values::closed_list::Set<T> {
    T::ALL.iter().copied().filter(|value| bits >> value.position() & 1 == 1).collect()
}

prop_compose! {
    fn needs()(
        zone in 0..20_usize,
        days in 0..1500_i32,
        visits in visits(),
        wished in prop_oneof![4 => 1..1_u32 << 19, 1 => (1..4_u32).prop_map(|flat| flat << 17)],
        required in prop_oneof![3 => Just(0_u32), 1 => (0..10_u32).prop_map(|act| 1 << act)],
        modes in 1..8_u32,
        habilitation_required in prop::bool::weighted(0.2),
        publics in prop_oneof![3 => Just(0_u32), 1 => 0..32_u32],
        weights in (0..=10_u8, 0..=10_u8, 1..=10_u8, 0..=3_u8, 0..=3_u8),
    ) -> Need {
        let wished: ActSet = some(wished);
        Need::try_from(NeedTerms {
            zone: paris().zones[zone].code,
            start: date(2024, 1, 1).checked_add(days.days()).unwrap(),
            visits,
            wished,
            required: some::<Act>(required),
            modes: some::<Mode>(modes),
            habilitation_required,
            publics: some::<Public>(publics),
            weights: Weights::default()
                .with(Criterion::Price, weights.0)
                .with(Criterion::Coverage, weights.1)
                .with(Criterion::Services, weights.2)
                .with(Criterion::Quality, weights.3)
                .with(Criterion::Availability, weights.4),
        }).unwrap()
    }
}

/// Annual amount in `cents × minutes × basis points` and covered minutes, by walking every minute of every day.
fn walked(terms: &TariffTerms, hours: &OpenHours, visits: &[Visit], start: Date) -> (u128, u32) {
    let surcharges = &terms.surcharges;
    let evening = surcharges.evening.map_or(USUAL_EVENING, |time| time.window);
    let night = surcharges.night.map_or(USUAL_NIGHT, |time| time.window);
    let surcharge = |day: Date, minute: u16| {
        let weekday = Weekday::of(day);
        let by_day = match (day_kind(day), weekday) {
            (DayKind::MayDay, _) => surcharges.may_day.or(surcharges.holiday),
            (DayKind::Holiday, _) => surcharges.holiday,
            (DayKind::Ordinary, Weekday::Sunday) => surcharges.sunday,
            (DayKind::Ordinary, Weekday::Saturday) => surcharges.saturday,
            (DayKind::Ordinary, _) => None,
        };
        let by_time = if night.contains(minute) {
            surcharges.night.map(|time| time.rate)
        } else if evening.contains(minute) {
            surcharges.evening.map(|time| time.rate)
        } else {
            None
        };
        let (a, b) = (u128::from(by_day.unwrap_or_default().0), u128::from(by_time.unwrap_or_default().0));
        10_000 + if surcharges.cumulate { a + b } else { a.max(b) }
    };
    let (mut amount, mut covered) = (0, 0);
    let end = start.saturating_add(1.year());
    for day in start.series(1.day()).take_while(|day| *day < end) {
        if day_kind(day) != DayKind::Ordinary && !hours.works_on_holidays() {
            continue;
        }
        for visit in visits.iter().filter(|visit| visit.weekday == Weekday::of(day)) {
            let open =
                |minute: &u16| hours.on(visit.weekday).iter().any(|open| (open.start()..open.end()).contains(minute));
            let minutes: Vec<u16> = (visit.time.start()..visit.time.end()).filter(open).collect();
            let price = match visit.kind {
                HourKind::Care => terms.care_hour,
                HourKind::Household => terms.household_hour,
            };
            let Some(first) = minutes.first() else { continue };
            let price = price.unwrap_or_default().0 as u128;
            covered += minutes.len() as u32;
            amount += minutes.iter().map(|minute| price * surcharge(day, *minute)).sum::<u128>();
            let extra = u128::from(terms.minimum_minutes).saturating_sub(minutes.len() as u128);
            amount += extra * price * surcharge(day, *first);
        }
    }
    (amount + terms.monthly_fee.0 as u128 * 12 * 600_000, covered)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(75), ..ProptestConfig::default() })]

    #[test]
    fn the_cost_is_that_of_walking_every_minute_of_the_year(seed in 0..5_000_u64, need in needs()) {
        let start = need.terms().start;
        let visits = &need.terms().visits;
        let always = OpenHours::always();
        for listing in listings(seed, 4) {
            let hours = listing.hours.value().unwrap_or(&always);
            for tariff in listing.tariffs.value().into_iter().flatten() {
                let (amount, covered) = walked(tariff.terms(), hours, visits, start);
                let mut coverages = Coverages::new(visits.clone(), ReferenceYear::from(start));
                let coverage = coverages.find(hours);
                prop_assert_eq!(coverage.total(), covered);
                match Cost::of(tariff, &coverages, &coverage) {
                    Ok(cost) => {
                        prop_assert_eq!(u128::from(cost.annual().0), amount);
                        let twelfth = (2 * amount + 12 * 600_000) / (2 * 12 * 600_000);
                        prop_assert_eq!(cost.monthly.0 as u128, twelfth);
                        let lines: i64 = cost.lines.iter().map(|line| line.monthly.0).sum();
                        prop_assert_eq!(lines + cost.monthly_fee.0, cost.monthly.0);
                    }
                    Err(NoCost::NothingCovered) => prop_assert_eq!(covered, 0),
                    Err(NoCost::HourPriceNotStated) => {
                        prop_assert!(tariff.terms().care_hour.is_none() || tariff.terms().household_hour.is_none());
                    }
                }
            }
        }
    }

    #[test]
    fn the_price_points_follow_from_the_cost_of_the_answer(seed in 0..5_000_u64, need in needs()) {
        let comparison = answer(listings(seed, 40), &need);
        let floor = comparison.floor.amount.0 as u128;
        for entry in comparison.ranked() {
            let Some(price) = entry.answer.contributions.iter().find(|c| c.criterion == Criterion::Price) else { continue };
            let listing = listings(seed, 40).into_iter().find(|l| l.finess == entry.answer.finess).unwrap();
            let cheapest = cheapest(&listing, &entry.answer, &need).unwrap();
            let unit = u128::from(cheapest.1) * 10_000;
            let flat = |meal: u128, month: u128, wished: ActSet| {
                let meals = if wished.contains(Act::MealDelivery) { 30 * meal } else { 0 };
                meals + if wished.contains(Act::RemoteAlarm) { month } else { 0 }
            };
            let (low, high) = match need.terms().headline() {
                Headline::Flat { .. } if need.terms().visits.is_empty() => {
                    (flat(600, 1_000, need.terms().wished) * unit, flat(2_000, 4_500, need.terms().wished) * unit)
                }
                Headline::Flat { .. } | Headline::Hour(_) => (floor * unit, 4_500 * unit),
            };
            let above = high - cheapest.0.clamp(low, high);
            prop_assert_eq!(u128::from(price.score.unwrap()), (2_000 * above + (high - low)) / (2 * (high - low)));
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(seed in 0..5_000_u64, need in needs(), turn in 1..59_usize) {
        let straight = listings(seed, 60);
        let mut turned = straight.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(answer(straight, &need), answer(turned, &need));
    }

    #[test]
    fn contributions_add_up_to_the_points(seed in 0..5_000_u64, need in needs()) {
        let comparison = answer(listings(seed, 60), &need);
        for entry in comparison.ranked() {
            prop_assert_eq!(entry.answer.contributions.iter().filter_map(|c| c.points).sum::<u32>(), entry.points);
            prop_assert!(entry.points <= comparison.weight_sum * 1000);
        }
        for entry in &comparison.to_confirm {
            prop_assert_eq!(entry.answer.contributions.iter().filter_map(|c| c.points).sum::<u32>(), entry.at_least);
            prop_assert!(!entry.answer.missing.is_empty());
        }
        let counts = comparison.counts;
        prop_assert_eq!(counts.ranked() + counts.to_confirm + counts.excluded + counts.nursing, counts.listed);
    }

    #[test]
    fn a_dominated_provider_is_never_above(seed in 0..5_000_u64, need in needs()) {
        let catalogue = Catalogue::new(listings(seed, 80));
        let pass = scan(catalogue.columns(), &need, None, &Parameters::embedded(), TODAY);
        // If `a` suits in part and `b` suits, only the rounding of a score to 1000 can make `a` as good: dominance is
        // not reported.
        for (group, dominated) in [
            (&pass.suitable, &pass.suitable),
            (&pass.partly_suitable, &pass.partly_suitable),
        ] {
            for a in group {
                for b in dominated.iter().filter(|b| dominates(&a.scores, &b.scores, pass.in_play)) {
                    prop_assert!(a.points > b.points);
                }
            }
        }
        let answer = answer(listings(seed, 80), &need);
        let place = |finess| answer.ranked().position(|entry| entry.answer.finess == finess);
        for (at, entry) in answer.ranked().enumerate() {
            for beaten in &entry.dominates {
                prop_assert!(place(*beaten) > Some(at));
            }
        }
    }

    #[test]
    fn adding_a_provider_reorders_nobody(seed in 0..5_000_u64, other in 0..5_000_u64, need in needs(), which in 0..60_usize) {
        let before = listings(seed, 60);
        let mut added = listings(other, 60)[which].clone();
        added.finess = "990999999".parse().unwrap();
        let mut after = before.clone();
        after.push(added);
        let others = |listings| -> Vec<String> {
            let answers = answer(listings, &need);
            let all = answers.answers().map(|entry| entry.finess.to_string());
            all.filter(|finess| finess != "990999999").collect()
        };
        prop_assert_eq!(others(before), others(after));
    }

    #[test]
    fn what_suits_covers_all_that_is_weighed_and_what_suits_in_part_does_not(seed in 0..5_000_u64, need in needs()) {
        let comparison = answer(listings(seed, 80), &need);
        let terms = need.terms();
        let full = |entry: &Ranked| {
            let hours = !terms.weighs(Criterion::Coverage) || entry.answer.covered_minutes == Some(comparison.needed_minutes);
            hours && (!terms.weighs(Criterion::Services) || entry.answer.not_offered.is_empty())
        };
        prop_assert!(comparison.suitable.iter().all(full));
        prop_assert!(!comparison.partly_suitable.iter().any(full));
        for entry in comparison.ranked().filter(|entry| !terms.wished.is_empty() && entry.answer.offered.is_some()) {
            prop_assert!(entry.answer.not_offered != terms.wished, "none of the wished acts excludes");
        }
    }

    #[test]
    fn of_equal_totals_the_cheaper_comes_first(seed in 0..5_000_u64, need in needs()) {
        let listed = listings(seed, 80);
        let comparison = answer(listed.clone(), &need);
        let price = |entry: &Ranked| {
            let listing = listed.iter().find(|listing| listing.finess == entry.answer.finess).unwrap();
            cheapest(listing, &entry.answer, &need)
        };
        for group in [&comparison.suitable, &comparison.partly_suitable] {
            for pair in group.windows(2).filter(|pair| pair[0].points == pair[1].points) {
                match (price(&pair[0]), price(&pair[1])) {
                    (Some(first), Some(second)) => prop_assert!(first.0 * u128::from(second.1) <= second.0 * u128::from(first.1)),
                    (first, second) => prop_assert!(first.is_some() || second.is_none(), "a price that is not known is the dearest"),
                }
            }
        }
    }

    #[test]
    fn a_weight_of_zero_has_no_effect_but_the_price_inside_ties(seed in 0..5_000_u64, need in needs()) {
        prop_assume!(!need.terms().visits.is_empty());
        let mut terms = need.terms().clone();
        (terms.required, terms.wished) = (ActSet::EMPTY, ActSet::EMPTY);
        terms.modes = ModeSet::all();
        terms.publics = PublicSet::EMPTY;
        terms.weights = Weights::from(ByCriterion::default()).with(Criterion::Coverage, 5);
        let need = Need::try_from(terms).unwrap();
        let full = listings(seed, 60);
        let mut bare = full.clone();
        for listing in &mut bare {
            listing.acts = Fact::Unknown;
            listing.quality = Fact::Unknown;
            listing.availability = Fact::Unknown;
        }
        prop_assert_eq!(order(&answer(full, &need)), order(&answer(bare, &need)));
    }

    #[test]
    fn a_page_is_the_same_part_of_the_whole_list(seed in 0..5_000_u64, need in needs(), first in 0..80_usize, count in 1..30_usize) {
        let catalogue = Catalogue::new(listings(seed, 120));
        let part = |part| compare(&catalogue, &paris(), &need, None, &Parameters::embedded(), TODAY, part);
        let whole = order(&part(Part::EVERYTHING));
        let page = order(&part(Part { first, count, excluded: 3, ..Part::EVERYTHING }));
        let window = first.min(whole.len())..(first + count).min(whole.len());
        prop_assert_eq!(&whole[window], &page[..]);
    }

    #[test]
    fn robustness_is_that_of_ranking_under_each_weighting(seed in 0..5_000_u64, need in needs()) {
        let catalogue = Catalogue::new(listings(seed, 100));
        let pass = scan(catalogue.columns(), &need, None, &Parameters::embedded(), TODAY);
        for group in [&pass.suitable, &pass.partly_suitable] {
            let entries = &group[..group.len().min(10)];
            for (entry, found) in entries.iter().zip(robustness(pass.in_play, group, entries)) {
                prop_assert_eq!(found, ranked_under_each(pass.in_play, group, entry));
            }
        }
    }
}

/// The exact price in the method, divided by its minutes; none if it is unknown.
fn cheapest(listing: &Listing, answer: &Answer, need: &Need) -> Option<(u128, u32)> {
    let always = OpenHours::always();
    let hours = listing.hours.value().unwrap_or(&always);
    let prices = answer.offers.iter().filter_map(|offer| {
        let tariff = listing.tariff_on(offer.mode, need.terms().start)?;
        match &offer.cost {
            None => Some((u128::try_from(offer.headline?.0).unwrap() * 600_000, 60)),
            Some(Ok(cost)) if !cost.at_least => {
                Some(walked(tariff.terms(), hours, &need.terms().visits, need.terms().start))
            }
            Some(Ok(_) | Err(_)) => None,
        }
    });
    prices.min()
}

fn ranked_under_each(
    in_play: CriterionSet,
    group: &[Scored],
    entry: &Scored,
) -> domain::ranking::robustness::Robustness {
    let mut ranks = BTreeMap::<u32, u16>::new();
    for price in 0..=20_u32 {
        for coverage in 0..=20 - price {
            let criteria = [Criterion::Price, Criterion::Coverage, Criterion::Services];
            let weighted: Vec<_> = criteria.into_iter().zip([price, coverage, 20 - price - coverage]).collect();
            if weighted.iter().any(|(criterion, weight)| *weight > 0 && !in_play.contains(*criterion)) {
                continue;
            }
            let total = |scores: &ByCriterion<u16>| {
                weighted.iter().map(|(criterion, weight)| weight * u32::from(scores[*criterion])).sum::<u32>()
            };
            let rank = 1 + group.iter().filter(|other| total(&other.scores) > total(&entry.scores)).count() as u32;
            *ranks.entry(rank).or_default() += 1;
        }
    }
    domain::ranking::robustness::Robustness {
        weightings: ranks.values().sum(),
        in_first_three: ranks.range(..=3).map(|(_, count)| count).sum(),
        best_rank: ranks.keys().next().copied().unwrap_or(u32::MAX),
        worst_rank: ranks.keys().last().copied().unwrap_or(1),
    }
}

#[test]
fn robustness_of_a_large_catalogue_is_counted_the_same_way() {
    let need: Need = serde_json::from_str(
        r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas", "courses"],
            "visits": [{"weekday": "lundi", "time": [480, 540], "kind": "aide"}, {"weekday": "dimanche", "time": [480, 540], "kind": "aide"}]}"#,
    )
    .unwrap();
    let columns = domain::ranking::columns::Columns::build(fictitious(&paris(), 3, 20_000, TODAY));
    let pass = scan(&columns, &need, None, &Parameters::embedded(), TODAY);
    let group = &pass.partly_suitable;
    assert!(group.len() > 2_500, "enough to use the tables: {}", group.len());
    let entries: Vec<_> = group.iter().step_by(group.len() / 5).copied().collect();
    for (entry, found) in entries.iter().zip(robustness(pass.in_play, group, &entries)) {
        assert_eq!(found, ranked_under_each(pass.in_play, group, entry));
    }
}

#[test]
fn every_fact_of_the_demonstration_says_that_it_is_one() {
    let text = serde_json::to_string(&listings(75, 160)).unwrap();
    for source in Source::ALL.iter().filter(|source| **source != Source::Demonstration) {
        assert!(!text.contains(&format!("\"source\":\"{}\"", source.code())));
    }
}
