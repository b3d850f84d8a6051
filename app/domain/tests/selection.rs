//! Properties of every selection of a list: filters and sorts change which services are listed and where, but nothing
//! about a service.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use domain::aids::{Age, AidRules, Disability, Gir, Household, Situation, SituationTerms};
use domain::cost::NoCost;
use domain::demo::fictitious;
use domain::need::{Criterion, NeedTerms};
use domain::provider::acts::HourKind;
use domain::provider::listing::{Habilitation, Intake, Listing};
use domain::ranking::comparison::{Answer, Comparison, Part, Ranked};
use domain::ranking::selection::{Filter, Selection, Sort};
use domain::ranking::spread::BINS;
use domain::ranking::unstated::PriceFact;
use domain::ranking::week::DayCover;
use domain::time::hours::{Interval, Weekday};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Catalogue, Cents, Finess, Mode, Need, Parameters, PublicSet, Territory, Visit, Weights, Yearly, compare};
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

fn filters() -> impl Strategy<Value = Set<Filter>> {
    prop_oneof![2 => (0..Filter::ALL.len()).prop_map(|at| Set::EMPTY.with(Filter::ALL[at])), 1 => (0..64_u32).prop_map(some)]
}

fn sorts() -> impl Strategy<Value = Sort> {
    (0..Sort::ALL.len()).prop_map(|at| Sort::ALL[at])
}

prop_compose! {
    /// At most one visit a day, so that none overlap; sometimes no visit.
    fn visits()(days in prop_oneof![1 => Just(0_u32), 4 => 0..128_u32], start in 0..1_320_u16, length in 30..200_u16, care in any::<bool>()) -> Vec<Visit> {
        let time = Interval::new(start, (start + length).min(1440)).unwrap();
        let kind = if care { HourKind::Care } else { HourKind::Household };
        let asked = Weekday::ALL.into_iter().filter(|day| days >> day.position() & 1 == 1);
        asked.map(|weekday| Visit { weekday, time, kind }).collect()
    }
}

prop_compose! {
    fn needs()(
        zone in 0..20_usize,
        days in 0..600_i32,
        visits in visits(),
        wished in prop_oneof![1 => Just(0_u32), 4 => 0..1_u32 << 19],
        modes in prop_oneof![3 => Just(7_u32), 1 => 1..8_u32],
        weights in [1..=10_u8, 0..=10_u8, 0..=10_u8, 0..=1_u8, 0..=1_u8],
    ) -> Need {
        Need::try_from(NeedTerms {
            zone: paris().zones[zone].code,
            start: date(2025, 6, 1).checked_add(days.days()).unwrap(),
            visits,
            wished: some(wished),
            required: Set::EMPTY,
            modes: some(modes),
            habilitation_required: false,
            publics: PublicSet::EMPTY,
            weights: weights.into_iter().zip(Criterion::ALL).fold(Weights::default(), |all, (weight, criterion)| all.with(*criterion, weight)),
        }).unwrap()
    }
}

prop_compose! {
    fn situations()(gir in prop_oneof![1 => Just(None), 2 => (0..Gir::ALL.len()).prop_map(|at| Some(Gir::ALL[at]))], resources in 0..400_000_i64) -> SituationTerms {
        SituationTerms {
            age: Age::From65,
            gir,
            household: Household::Single,
            resources: Cents(resources),
            members_over_65: 1,
            disability: Disability::None,
            plan: None,
            pch_minutes: None,
            draws_mtp: false,
            unfit_for_work: false,
            works: false,
        }
    }
}

/// A catalogue and a request.
struct Asked {
    catalogue: Catalogue,
    need: Need,
    aids: Option<AidRules>,
}

impl Asked {
    fn new(seed: u64, count: u32, need: Need, situation: Option<SituationTerms>) -> Self {
        let aids = situation.map(|terms| {
            let situation = Situation::try_from(terms).unwrap();
            AidRules::on(&Parameters::embedded(), need.terms().start, &situation).unwrap()
        });
        Self { catalogue: Catalogue::new(fictitious(&paris(), seed, count, TODAY).collect()), need, aids }
    }

    fn part(&self, part: Part) -> Comparison {
        compare(&self.catalogue, &paris(), &self.need, self.aids.as_ref(), &Parameters::embedded(), TODAY, part)
    }

    fn list(&self, sort: Sort, filters: Set<Filter>) -> Comparison {
        self.part(Part { selection: Selection { sort, filters }, ..Part::EVERYTHING })
    }

    fn listing(&self, answer: &Answer) -> &Listing {
        self.catalogue.find(answer.finess).unwrap()
    }

    /// Whether a service passes a filter, computed from its listing and its answer.
    fn meets(&self, filter: Filter, answer: &Answer, needed: u32) -> bool {
        let (listing, terms) = (self.listing(answer), self.need.terms());
        match filter {
            Filter::FreePlaces => {
                listing.availability_on(TODAY).is_some_and(|known| known.value.intake == Intake::Open)
            }
            Filter::NotFull => listing.availability_on(TODAY).is_none_or(|known| known.value.intake != Intake::Closed),
            Filter::AllHours => terms.visits.is_empty() || answer.covered_minutes == Some(needed),
            Filter::Employs => listing.tariff_on(Mode::Prestataire, terms.start).is_some(),
            Filter::Approved => listing.habilitation.value() == Some(&Habilitation::Held),
            Filter::AllActs => terms.wished.is_empty() || answer.offered == Some(terms.wished),
        }
    }

    /// The value by which a sort compares, smaller first: an amount divided by minutes; none if it is unknown.
    fn key(&self, sort: Sort, answer: &Answer) -> Option<(u128, u128)> {
        let whole = |number: u32| (u128::from(number), 1);
        match sort {
            Sort::Criteria => None,
            Sort::Price => price(answer, |_| Some(Yearly(0))),
            Sort::ToPay => {
                // Without a GIR or a situation there is no one amount to pay: the cost is used instead.
                let settled = self.aids.as_ref().is_some_and(|aids| aids.situation().terms().gir.is_some());
                price(answer, |offer| match &offer.reckoning {
                    Some(reckoning) if settled => {
                        reckoning.exact().map(|case| Yearly::of_month(Cents(case.apa.0 + case.pch.0)))
                    }
                    Some(_) | None => Some(Yearly(0)),
                })
            }
            Sort::Hours => answer.covered_minutes.map(|minutes| whole(u32::MAX - minutes)),
            Sort::Distance => answer.metres.map(whole),
            Sort::Start => {
                let start = self.listing(answer).possible_start(TODAY)?;
                Some(whole(TODAY.until(start).unwrap().get_days() as u32))
            }
        }
    }
}

/// The exact price of the first offer, aids deducted.
fn price(
    answer: &Answer,
    aids: impl Fn(&domain::ranking::comparison::OfferCost) -> Option<Yearly>,
) -> Option<(u128, u128)> {
    let offer = answer.offers.first()?;
    match &offer.cost {
        None => offer.headline.map(|price| (price.0 as u128, 1)),
        Some(Ok(cost)) if !cost.at_least => {
            let to_pay = cost.annual().0.saturating_sub(aids(offer)?.0);
            Some((to_pay.into(), cost.covered_minutes.into()))
        }
        Some(Ok(_) | Err(_)) => None,
    }
}

fn groups(comparison: &Comparison) -> [Vec<&Answer>; 3] {
    [
        comparison.suitable.iter().map(|entry| &entry.answer).collect(),
        comparison.partly_suitable.iter().map(|entry| &entry.answer).collect(),
        comparison.to_confirm.iter().map(|entry| &entry.answer).collect(),
    ]
}

fn names(answers: &[&Answer]) -> Vec<Finess> {
    answers.iter().map(|answer| answer.finess).collect()
}

/// An entry without its relation to the others of its page.
fn alone(entry: &Ranked) -> Ranked {
    Ranked { dominates: Vec::new(), ..entry.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(75), ..ProptestConfig::default() })]

    #[test]
    fn a_selection_changes_no_rank_and_no_point(seed in 0..5_000_u64, need in needs(), situation in prop::option::of(situations()), sort in sorts(), filters in filters()) {
        let asked = Asked::new(seed, 80, need, situation);
        let (whole, some) = (asked.list(Sort::Criteria, Set::EMPTY), asked.list(sort, filters));
        for (group, all) in [(&some.suitable, &whole.suitable), (&some.partly_suitable, &whole.partly_suitable)] {
            for entry in group {
                let before = all.iter().find(|before| before.answer.finess == entry.answer.finess).unwrap();
                prop_assert_eq!(alone(entry), alone(before));
            }
        }
        for entry in &some.to_confirm {
            prop_assert!(whole.to_confirm.contains(entry));
        }
        prop_assert_eq!((&some.counts, &some.excluded_by, &some.excluded), (&whole.counts, &whole.excluded_by, &whole.excluded));
        prop_assert_eq!(some.taking_nobody, whole.taking_nobody);
    }

    #[test]
    fn a_list_has_all_that_meets_its_filters_in_the_order_of_the_method(seed in 0..5_000_u64, need in needs(), filters in filters()) {
        let asked = Asked::new(seed, 80, need, None);
        let (whole, some) = (asked.list(Sort::Criteria, Set::EMPTY), asked.list(Sort::Criteria, filters));
        for (listed, mut all) in groups(&some).into_iter().zip(groups(&whole)) {
            all.retain(|answer| filters.iter().all(|filter| asked.meets(filter, answer, whole.needed_minutes)));
            prop_assert_eq!(names(&listed), names(&all));
        }
    }

    #[test]
    fn the_counts_are_those_of_what_would_be_listed(seed in 0..5_000_u64, need in needs(), filters in filters()) {
        let asked = Asked::new(seed, 80, need, None);
        let listed = asked.list(Sort::Criteria, filters);
        let filtered = listed.filtered;
        prop_assert_eq!([filtered.suitable, filtered.partly_suitable, filtered.to_confirm].map(|count| count as usize), groups(&listed).map(|group| group.len()));
        prop_assert_eq!(listed.filter_counts.len(), Filter::ALL.len());
        for found in &listed.filter_counts {
            let with = asked.list(Sort::Criteria, filters.with(found.filter));
            prop_assert_eq!(found.count, with.answers().count() as u32);
        }
        let whole = asked.list(Sort::Criteria, Set::EMPTY);
        let closed = |answer: &&Answer| asked.listing(answer).availability_on(TODAY).is_some_and(|known| known.value.intake == Intake::Closed);
        prop_assert_eq!(listed.taking_nobody, whole.answers().filter(closed).count() as u32);
    }

    #[test]
    fn a_sort_orders_each_group_and_loses_nobody(seed in 0..5_000_u64, need in needs(), situation in prop::option::of(situations()), sort in sorts(), filters in filters()) {
        let asked = Asked::new(seed, 80, need, situation);
        let (by_method, sorted) = (asked.list(Sort::Criteria, filters), asked.list(sort, filters));
        for (before, after) in groups(&by_method).into_iter().zip(groups(&sorted)) {
            let method = names(&before);
            let place = |answer: &Answer| method.iter().position(|finess| *finess == answer.finess).unwrap();
            let mut places: Vec<usize> = after.iter().map(|answer| place(answer)).collect();
            for pair in after.windows(2) {
                match (asked.key(sort, pair[0]), asked.key(sort, pair[1])) {
                    (Some(first), Some(second)) => {
                        let crossed = (first.0 * second.1).cmp(&(second.0 * first.1));
                        prop_assert!(crossed.then(place(pair[0]).cmp(&place(pair[1]))).is_lt(), "{sort:?}");
                    }
                    (None, None) => prop_assert!(place(pair[0]) < place(pair[1]), "{sort:?}"),
                    (Some(_), None) => {}
                    (None, Some(_)) => prop_assert!(false, "what is not known comes last: {sort:?}"),
                }
            }
            places.sort_unstable();
            prop_assert_eq!(places, (0..method.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_pages_of_a_selection_put_together_are_its_whole_list(seed in 0..5_000_u64, need in needs(), sort in sorts(), filters in prop_oneof![Just(Set::EMPTY), filters()], count in 1..30_usize) {
        let asked = Asked::new(seed, 100, need, None);
        let whole = asked.list(sort, filters);
        let mut ranked = Vec::new();
        let mut to_confirm = Vec::new();
        for page in 0..=whole.filtered.all() as usize / count {
            let part = Part { selection: Selection { sort, filters }, first: page * count, count, excluded: 0, ..Part::EVERYTHING };
            let page = asked.part(part);
            prop_assert_eq!((page.filtered, &page.filter_counts, &page.prices), (whole.filtered, &whole.filter_counts, &whole.prices));
            ranked.extend(page.ranked().map(alone));
            to_confirm.extend(page.to_confirm);
        }
        prop_assert_eq!(ranked, whole.ranked().map(alone).collect::<Vec<_>>());
        prop_assert_eq!(to_confirm, whole.to_confirm);
    }

    #[test]
    fn one_service_alone_is_answered_as_in_the_whole_list(seed in 0..5_000_u64, need in needs()) {
        let asked = Asked::new(seed, 40, need, None);
        let whole = asked.part(Part::EVERYTHING);
        for listing in asked.catalogue.listings() {
            let one = asked.part(Part::of(listing.finess));
            prop_assert_eq!((one.counts, &one.prices), (whole.counts, &whole.prices));
            let is_it = |answer: &Answer| answer.finess == listing.finess;
            prop_assert!(one.answers().all(is_it));
            let ranked = |list: &Comparison| list.ranked().find(|entry| is_it(&entry.answer)).map(alone);
            prop_assert_eq!(ranked(&one), ranked(&whole));
            let unsure = |list: &Comparison| list.to_confirm.iter().find(|entry| is_it(&entry.answer)).cloned();
            prop_assert_eq!(unsure(&one), unsure(&whole));
            let out = |list: &Comparison| list.excluded.iter().find(|entry| entry.finess == listing.finess).cloned();
            prop_assert_eq!(out(&one), out(&whole));
        }
    }

    #[test]
    fn the_prices_of_a_list_are_those_of_its_answers(seed in 0..5_000_u64, need in needs(), situation in prop::option::of(situations()), filters in filters()) {
        let asked = Asked::new(seed, 80, need, situation);
        let listed = asked.list(Sort::Criteria, filters);
        let prices: Vec<Cents> = listed.answers().filter_map(Answer::price).collect();
        let Some(spread) = listed.prices else {
            prop_assert!(prices.is_empty());
            return Ok(());
        };
        prop_assert_eq!(spread.count as usize, prices.len());
        prop_assert_eq!(Some(&spread.lowest), prices.iter().min());
        prop_assert_eq!(Some(&spread.highest), prices.iter().max());
        for (bin, count) in spread.bins.into_iter().enumerate() {
            let end = if bin == BINS - 1 { Cents(spread.highest.0 + 1) } else { spread.start_of(bin + 1) };
            let inside = |price: &&Cents| (spread.start_of(bin)..end).contains(*price);
            prop_assert_eq!(prices.iter().filter(inside).count() as u32, count);
            prop_assert_eq!(prices.iter().filter(|price| spread.bin_of(**price) == Some(bin)).count() as u32, count);
        }
        prop_assert_eq!((spread.start_of(0), spread.start_of(BINS)), (spread.lowest, Cents(spread.scale_end.0 + 1)));
        prop_assert!((spread.lowest..=spread.highest).contains(&spread.scale_end));
    }

    #[test]
    fn a_week_is_full_where_every_needed_minute_of_the_year_is_covered(seed in 0..5_000_u64, need in needs()) {
        let asked = Asked::new(seed, 80, need, None);
        let whole = asked.list(Sort::Criteria, Set::EMPTY);
        for answer in whole.answers() {
            let Some(week) = answer.week else {
                prop_assert!(asked.need.terms().visits.is_empty());
                continue;
            };
            prop_assert_eq!(week.is_full(), answer.covered_minutes == Some(whole.needed_minutes));
            for weekday in Weekday::ALL {
                let needed = asked.need.terms().visits.iter().any(|visit| visit.weekday == weekday);
                prop_assert_eq!(week.days[weekday.position()] == DayCover::NotNeeded, !needed);
            }
            let unknown = week.days.contains(&DayCover::Unknown);
            prop_assert_eq!(unknown, answer.covered_minutes.is_none());
        }
    }

    #[test]
    fn what_a_tariff_does_not_state_is_named(seed in 0..5_000_u64, need in needs()) {
        let asked = Asked::new(seed, 80, need, None);
        let hours: Set<PriceFact> = [PriceFact::CareHour, PriceFact::HouseholdHour].into_iter().collect();
        for offer in asked.list(Sort::Criteria, Set::EMPTY).answers().flat_map(|answer| &answer.offers) {
            match &offer.cost {
                Some(Ok(cost)) => {
                    prop_assert_eq!(cost.at_least, !offer.unstated.is_empty());
                    prop_assert!(offer.unstated.intersection(hours).is_empty());
                }
                Some(Err(NoCost::HourPriceNotStated)) => prop_assert!(!offer.unstated.intersection(hours).is_empty()),
                Some(Err(NoCost::NothingCovered)) => prop_assert!(offer.unstated.is_empty()),
                None => prop_assert_eq!(offer.headline.is_none(), !offer.unstated.is_empty()),
            }
        }
    }

    #[test]
    fn without_a_gir_each_one_has_the_amounts_of_the_page(seed in 0..5_000_u64, need in needs(), situation in situations(), first in 0..40_usize) {
        let asked = Asked::new(seed, 80, need, Some(situation.clone()));
        let page = asked.part(Part { first, count: 10, ..Part::EVERYTHING });
        let exact = page.answers().filter(|answer| answer.price().is_some());
        let cases: Vec<_> = exact.filter_map(|answer| answer.offers[0].reckoning.as_ref()).flat_map(|reckoning| &reckoning.cases).collect();
        let Some(by_gir) = &page.by_gir else {
            prop_assert!(situation.gir.is_some() || cases.is_empty());
            return Ok(());
        };
        prop_assert_eq!(situation.gir, None);
        let girs: Vec<Option<Gir>> = by_gir.iter().map(|amounts| amounts.gir).collect();
        prop_assert_eq!(girs, [Some(Gir::One), Some(Gir::Two), Some(Gir::Three), Some(Gir::Four), None]);
        for amounts in by_gir {
            let monthly = || cases.iter().filter(|case| case.gir == amounts.gir).map(|case| case.monthly);
            prop_assert_eq!(Some((amounts.least, amounts.most)), monthly().min().zip(monthly().max()));
        }
    }
}

#[test]
fn the_codes_of_addresses_are_those_of_the_closed_lists() {
    let selection = Selection { sort: Sort::ToPay, filters: some(0b100001) };
    let text = r#"{"sort":"a-payer","filters":["places","taches"]}"#;
    assert_eq!(serde_json::to_string(&selection).unwrap(), text);
    assert_eq!(serde_json::from_str::<Selection>(text).unwrap(), selection);
    assert_eq!(serde_json::from_str::<Selection>("{}").unwrap(), Selection::WHOLE);
    assert_eq!(Selection::default(), Selection::WHOLE);
}
