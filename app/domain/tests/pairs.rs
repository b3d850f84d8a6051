//! Two services together: the best pairs are those of trying every two services, and what they share adds up.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::aids::{Age, AidRules, Bill, Disability, Gir, Household, Settled, Situation, SituationTerms};
use domain::cost::{Cost, Coverages};
use domain::demo::fictitious;
use domain::need::{Criterion, NeedTerms};
use domain::provider::acts::{HourKind, PriceKind};
use domain::provider::listing::{Fact, Habilitation, HasGrade, Intake, Kind, Listing};
use domain::ranking::comparison::{Comparison, Part};
use domain::ranking::pairs::NoPairs;
use domain::ranking::price::Yardstick;
use domain::ranking::scan::scan;
use domain::ranking::selection::{Filter, Selection};
use domain::time::calendar::day_number;
use domain::time::hours::{Interval, OpenHours, Weekday};
use domain::values::closed_list::{ClosedList, Set};
use domain::values::fingerprint::Fnv;
use domain::values::money::Yearly;
use domain::{
    Act, ActSet, BasisPoints, Catalogue, Cents, Finess, Mode, Need, Parameters, PublicSet, ReferenceYear, Tariff,
    Territory, Visit, Weights, compare,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn paris() -> Territory {
    Territory::paris().unwrap()
}

/// Hours of a day at which help is asked for, early and late among them.
const TIMES: [(u16, u16); 6] = [(420, 480), (480, 570), (690, 750), (840, 960), (1200, 1290), (1350, 1440)];

fn some<T: ClosedList>(bits: u32) -> Set<T> {
    T::ALL.iter().copied().filter(|value| bits >> value.position() & 1 == 1).collect()
}

prop_compose! {
    fn needs()(
        days in 1..128_u32,
        times in prop_oneof![3 => 1..64_u32, 1 => Just(2_u32)],
        household in 0..64_u32,
        wished in prop_oneof![2 => 0..8_u32, 1 => 0..1_u32 << 19, 2 => (0..4_u32).prop_map(|acts| acts << 11)],
        required in prop_oneof![3 => Just(0_u32), 1 => (0..19_u32).prop_map(|act| 1 << act)],
        modes in 1..8_u32,
        weights in (0..=6_u8, 1..=6_u8, 0..=6_u8, prop_oneof![3 => Just(0_u8), 1 => 1..=3_u8], prop_oneof![3 => Just(0_u8), 1 => 1..=3_u8]),
    ) -> Need {
        let visits = Weekday::ALL.iter().filter(|day| days >> day.position() & 1 == 1).flat_map(|day| {
            TIMES.iter().enumerate().filter(move |(at, _)| times >> at & 1 == 1).map(move |(at, (start, end))| Visit {
                weekday: *day,
                time: Interval::new(*start, *end).unwrap(),
                kind: if household >> at & 1 == 1 { HourKind::Household } else { HourKind::Care },
            })
        });
        Need::try_from(NeedTerms {
            zone: paris().zones[13].code,
            start: date(2026, 12, 1),
            visits: visits.collect(),
            wished: some::<Act>(wished),
            required: some::<Act>(required),
            modes: some::<Mode>(modes),
            habilitation_required: false,
            publics: PublicSet::EMPTY,
            weights: Weights::default()
                .with(Criterion::Price, weights.0)
                .with(Criterion::Coverage, weights.1)
                .with(Criterion::Services, weights.2)
                .with(Criterion::Quality, weights.3)
                .with(Criterion::Availability, weights.4),
        }).unwrap()
    }
}

prop_compose! {
    fn situations()(
        gir in prop::option::weighted(0.9, 0..6_usize),
        resources in 60_000..400_000_i64,
        plan in prop::option::weighted(0.3, 10_000..200_000_i64),
        pch in prop::option::weighted(0.2, 5..200_u32),
    ) -> Situation {
        let gir = gir.map(|gir| Gir::ALL[gir]);
        let plan = plan.filter(|_| gir.and_then(Gir::ceiling).is_some() && pch.is_none());
        Situation::try_from(SituationTerms {
            age: Age::From65,
            gir,
            household: Household::Single,
            resources: Cents(resources),
            members_over_65: 1,
            disability: Disability::None,
            plan: plan.map(Cents),
            pch_minutes: pch.map(|hours| 60 * hours),
            draws_mtp: false,
            unfit_for_work: false,
            works: false,
        })
        .unwrap()
    }
}

/// Everyone asks the same: totals and prices tie.
fn alike(listings: &mut [Listing]) {
    for listing in listings {
        let Fact::Known(tariffs) = &mut listing.tariffs else { continue };
        for tariff in &mut tariffs.value {
            let mut terms = tariff.terms().clone();
            (terms.care_hour, terms.household_hour) = (Some(Cents(2500)), Some(Cents(2500)));
            (terms.monthly_fee, terms.opening_fee, terms.minimum_minutes) = (Cents(0), Cents(0), 0);
            terms.surcharges.saturday = Some(BasisPoints(0));
            terms.surcharges.sunday = Some(BasisPoints(1000));
            terms.surcharges.holiday = Some(BasisPoints(0));
            *tariff = Tariff::try_from(terms).unwrap();
        }
    }
}

/// Nobody works all week: every second service works from Monday to Friday, the others at the weekend.
fn in_shifts(listings: &mut [Listing]) {
    for (at, listing) in listings.iter_mut().enumerate() {
        let Fact::Known(hours) = &mut listing.hours else { continue };
        let works = |day: &Weekday| (day.position() < 5) == at.is_multiple_of(2);
        let week = Weekday::ALL.map(|day| if works(&day) { hours.value.on(day).to_vec() } else { Vec::new() });
        hours.value = OpenHours::new(week, true);
    }
}

/// One offer, with the minutes and the cost of each visit that it can take.
struct Offer<'a> {
    listing: &'a Listing,
    tariff: &'a Tariff,
    visits: Vec<Option<(u32, Cost, Yearly)>>,
}

struct Brute<'a> {
    need: &'a Need,
    aids: Option<&'a AidRules>,
    yardstick: Yardstick,
    needed: u32,
    weights: Vec<(Criterion, u32)>,
}

/// A place in the order, then who and what.
type Placed = ((Reverse<u32>, Fraction, [(u64, Finess); 2], [Mode; 2]), [Finess; 2], Yearly, u32, ActSet);

/// An amount over minutes.
#[derive(PartialEq, Eq)]
struct Fraction(u128, u128);

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn half_up(numerator: u128, denominator: u128) -> u32 {
    u32::try_from((2 * numerator + denominator) / (2 * denominator)).unwrap()
}

fn draw(finess: Finess) -> (u64, Finess) {
    (Fnv::default().chain(format!("{TODAY}|{finess}").as_bytes()).finish(), finess)
}

impl<'a> Brute<'a> {
    /// Whether an act is done at visits of a kind.
    fn is_done_at(&self, act: Act, kind: HourKind) -> bool {
        let has = |kind| self.need.terms().visits.iter().any(|visit| visit.kind == kind);
        match act.price_kind() {
            PriceKind::Care => kind == HourKind::Care || !has(HourKind::Care),
            PriceKind::Household => kind == HourKind::Household || !has(HourKind::Household),
            PriceKind::Flat => false,
        }
    }

    fn is_candidate(&self, listing: &Listing, filters: Set<Filter>) -> bool {
        let terms = self.need.terms();
        let weighs = |criterion| terms.weighs(criterion);
        let intake = listing
            .availability
            .known()
            .filter(|known| day_number(TODAY) <= day_number(known.provenance.observed) + 30);
        let intake = intake.map(|known| known.value.intake);
        let employs = listing.tariff_on(Mode::Prestataire, terms.start).is_some();
        let habilitation = listing.habilitation.value();
        let apa = self.aids.is_some_and(|aids| {
            aids.situation().terms().pch_minutes.is_none()
                && aids.situation().terms().gir.and_then(Gir::ceiling).is_some()
        });
        listing.kind != Kind::Nursing
            && listing.zones.value().is_some_and(|zones| zones.contains(&terms.zone))
            && intake != Some(Intake::Closed)
            && listing.hours.value().is_some()
            && (listing.acts.value().is_some() || !weighs(Criterion::Services) && terms.required.is_empty())
            && (listing.grade().is_some_and(|grade| grade != HasGrade::NotYet) || !weighs(Criterion::Quality))
            && (intake.is_some() || !weighs(Criterion::Availability))
            && (habilitation.is_some() || !apa)
            && (!filters.contains(Filter::FreePlaces) || intake == Some(Intake::Open))
            && (!filters.contains(Filter::Employs) || employs)
            && (!filters.contains(Filter::Approved) || habilitation == Some(&Habilitation::Held))
    }

    fn offers(&self, listing: &'a Listing) -> Vec<Offer<'a>> {
        let terms = self.need.terms();
        let tariffs = terms.modes.iter().filter_map(|mode| listing.tariff_on(mode, terms.start));
        let acts = listing.acts.value().copied().unwrap_or_default();
        let visit = |tariff: &Tariff, visit: &Visit| {
            let mut coverages = Coverages::new(vec![*visit], ReferenceYear::from(terms.start));
            let coverage = coverages.find(listing.hours.value().unwrap());
            let mut free = tariff.terms().clone();
            free.monthly_fee = Cents(0);
            let cost = Cost::of(&Tariff::try_from(free).unwrap(), &coverages, &coverage).ok()?;
            let does_all = terms.required.iter().all(|act| !self.is_done_at(act, visit.kind) || acts.contains(act));
            let at_hour_prices = coverage.at_hour_prices(&tariff.hour_prices());
            (!cost.at_least && does_all).then_some((coverage.total(), cost, at_hour_prices))
        };
        tariffs
            .map(|tariff| Offer {
                listing,
                tariff,
                visits: terms.visits.iter().map(|wanted| visit(tariff, wanted)).collect(),
            })
            .collect()
    }

    fn pair(&self, offers: [&Offer<'_>; 2]) -> Option<Placed> {
        let terms = self.need.terms();
        let mut bills = offers.map(|offer| Bill {
            mode: offer.tariff.terms().mode,
            habilitation: offer.listing.habilitation.value().copied(),
            annual: Yearly::of_month(offer.tariff.terms().monthly_fee),
            covered: 0,
            at_hour_prices: Yearly(0),
        });
        let mut takers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..terms.visits.len() {
            let of = |side: usize| {
                let taken = offers[side].visits[at].as_ref()?;
                Some((Reverse(taken.0), taken.1.annual(), offers[side].listing.finess, side))
            };
            let Some((Reverse(minutes), annual, _, side)) = of(0).into_iter().chain(of(1)).min() else { continue };
            bills[side].annual.0 += annual.0;
            bills[side].covered += minutes;
            bills[side].at_hour_prices.0 += offers[side].visits[at].as_ref()?.2.0;
            takers.entry(side).or_default().push(at);
        }
        if takers.len() < 2 {
            return None;
        }
        let does = |side: usize, act: Act| offers[side].listing.acts.value().is_some_and(|acts| acts.contains(act));
        let offered = terms.wished.iter().filter(|act| {
            if act.price_kind() == PriceKind::Flat {
                return does(0, *act) || does(1, *act);
            }
            let taking = |side: &usize| takers[side].iter().any(|at| self.is_done_at(*act, terms.visits[*at].kind));
            let taking: Vec<usize> = [0, 1].into_iter().filter(taking).collect();
            !taking.is_empty() && taking.iter().all(|side| does(*side, *act))
        });
        let offered: ActSet = offered.collect();
        if !terms.required.minus(offered).is_empty() {
            return None;
        }
        let amount = match self.aids.map(|aids| aids.settle(&bills)) {
            None => Yearly(bills[0].annual.0 + bills[1].annual.0),
            Some(Settled::Exact(amount)) => amount,
            Some(Settled::Lacking(_)) => return None,
        };
        let minutes = bills[0].covered + bills[1].covered;
        let lower = |score: fn(&Listing) -> u32| score(offers[0].listing).min(score(offers[1].listing));
        let score = |criterion| match criterion {
            Criterion::Price => self.price_score(amount, minutes),
            Criterion::Coverage => half_up(1000 * u128::from(minutes), self.needed.into()),
            Criterion::Services => half_up(1000 * u128::from(offered.len()), terms.wished.len().into()),
            Criterion::Quality => lower(|listing| match listing.grade() {
                Some(HasGrade::A) => 1000,
                Some(HasGrade::B) => 700,
                Some(HasGrade::C) => 400,
                Some(HasGrade::D | HasGrade::NotYet) | None => 0,
            }),
            Criterion::Availability => lower(|listing| match listing.availability.value().map(|a| a.intake) {
                Some(Intake::Open) => 1000,
                Some(Intake::WaitingList) => 400,
                Some(Intake::Closed) | None => 0,
            }),
        };
        let points = self.weights.iter().map(|(criterion, weight)| weight * score(*criterion)).sum();
        let mut by_finess = offers;
        by_finess.sort_by_key(|offer| offer.listing.finess);
        let finess = by_finess.map(|offer| offer.listing.finess);
        let mut draws = finess.map(draw);
        draws.sort();
        let modes = by_finess.map(|offer| offer.tariff.terms().mode);
        let place = (Reverse(points), Fraction(amount.0.into(), minutes.into()), draws, modes);
        Some((place, finess, amount, minutes, offered))
    }

    fn price_score(&self, amount: Yearly, minutes: u32) -> u32 {
        let (amount, minutes) = (u128::from(amount.0), u128::from(minutes));
        let (best, worst, amount) = match self.yardstick {
            Yardstick::Hour { best, worst } => {
                (u128::from(best) * minutes * 10_000, u128::from(worst) * minutes * 10_000, amount)
            }
            Yardstick::OutOfPocket { best, worst, needed } => {
                (u128::from(best.0) * minutes, u128::from(worst.0) * minutes, amount * u128::from(needed))
            }
        };
        half_up(1000 * (worst - amount.clamp(best, worst)), worst - best)
    }
}

fn compared(catalogue: &Catalogue, need: &Need, aids: Option<&AidRules>, filters: Set<Filter>) -> Comparison {
    let part = Part { selection: Selection { filters, ..Selection::WHOLE }, pairs: true, ..Part::EVERYTHING };
    compare(catalogue, &paris(), need, aids, &Parameters::embedded(), TODAY, part)
}

/// The five best pairs of trying every two services.
fn tried(catalogue: &Catalogue, need: &Need, aids: Option<&AidRules>, filters: Set<Filter>) -> Vec<Placed> {
    let comparison = compared(catalogue, need, aids, filters);
    let pass = scan(catalogue.columns(), need, aids, &Parameters::embedded(), TODAY);
    let by_aids = pass.yardstick.is_out_of_pocket();
    let weights = pass.in_play.iter().map(|criterion| (criterion, pass.weights[criterion])).collect();
    let settling = aids.filter(|_| by_aids);
    let brute = Brute { need, aids: settling, yardstick: pass.yardstick, needed: pass.needed_minutes, weights };
    let candidates = catalogue.listings().iter().filter(|listing| brute.is_candidate(listing, filters));
    let candidates: Vec<Vec<Offer<'_>>> = candidates.map(|listing| brute.offers(listing)).collect();
    let terms = need.terms();
    let price = |answer: &domain::ranking::comparison::Answer| {
        let offer = answer.offers.first()?;
        match (by_aids, &offer.reckoning) {
            (true, Some(reckoning)) => reckoning.exact().map(|case| case.monthly),
            _ => offer.cost.as_ref()?.as_ref().ok().filter(|cost| !cost.at_least).map(|cost| cost.monthly),
        }
    };
    let cheapest = comparison.suitable.iter().filter_map(|entry| price(&entry.answer)).min();
    let best_single = comparison.partly_suitable.first().map(|entry| entry.points);
    let is_full = |pair: &Placed| pair.3 == pass.needed_minutes;
    let does_all = |pair: &Placed| pair.4 == terms.wished;
    let mut found: Vec<Placed> = Vec::new();
    for (place, first) in candidates.iter().enumerate() {
        for second in &candidates[place + 1..] {
            let combined = first.iter().flat_map(|one| second.iter().filter_map(|other| brute.pair([one, other])));
            let given = combined.filter(|pair| {
                (!filters.contains(Filter::AllHours) || is_full(pair))
                    && (!filters.contains(Filter::AllActs) || does_all(pair))
                    && if comparison.suitable.is_empty() {
                        best_single.is_none_or(|points| pair.0.0.0 > points)
                    } else {
                        is_full(pair) && does_all(pair) && cheapest.is_some_and(|price| pair.2.monthly() < price)
                    }
            });
            found.extend(given.min_by(|one, other| one.0.cmp(&other.0)));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.truncate(5);
    if terms.visits.len() < 2 { Vec::new() } else { found }
}

fn some_filters(bits: u32) -> Set<Filter> {
    Filter::ALL.iter().copied().filter(|filter| bits >> filter.position() & 1 == 1).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn the_best_pairs_are_those_of_trying_every_two_services(
        seed in 0..5_000_u64,
        count in 20..90_u32,
        need in needs(),
        situation in prop::option::of(situations()),
        is_alike in prop::bool::weighted(0.3),
        are_in_shifts in prop::bool::weighted(0.5),
        filters in prop_oneof![2 => Just(0_u32), 1 => 0..32_u32],
    ) {
        let filters = some_filters(filters);
        let mut listings: Vec<Listing> = fictitious(&paris(), seed, count, TODAY).collect();
        if is_alike {
            alike(&mut listings);
        }
        if are_in_shifts {
            in_shifts(&mut listings);
        }
        let catalogue = Catalogue::new(listings);
        let aids = situation.map(|situation| AidRules::on(&Parameters::embedded(), date(2026, 12, 1), &situation).unwrap());
        let pairs = compared(&catalogue, &need, aids.as_ref(), filters).pairs.unwrap();
        let expected = tried(&catalogue, &need, aids.as_ref(), filters);
        let found = pairs.best.iter().map(|pair| {
            let mut finess = pair.shares.clone().map(|share| share.finess);
            finess.sort();
            (finess, pair.points, pair.monthly, pair.covered_minutes, pair.offered)
        });
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(place, finess, amount, minutes, offered)| (finess, place.0.0, amount.monthly(), minutes, offered))
            .collect();
        prop_assert_eq!(found.collect::<Vec<_>>(), expected);
        let reason = match (need.terms().visits.len() < 2, pairs.best.is_empty()) {
            (true, _) => Some(NoPairs::OneVisit),
            (false, true) => Some(NoPairs::NothingBetter),
            (false, false) => None,
        };
        prop_assert_eq!(pairs.none, reason);
    }

    #[test]
    fn each_visit_goes_to_one_of_the_two_and_their_costs_are_those_of_each_for_its_visits(
        seed in 0..5_000_u64,
        need in needs(),
    ) {
        let catalogue = Catalogue::new(fictitious(&paris(), seed, 80, TODAY).collect());
        let comparison = compared(&catalogue, &need, None, Set::EMPTY);
        for pair in &comparison.pairs.unwrap().best {
            let mut visits: Vec<Visit> = pair.shares.iter().flat_map(|share| share.visits.clone()).chain(pair.nobody.clone()).collect();
            visits.sort_unstable();
            prop_assert_eq!(&visits, &need.terms().visits);
            prop_assert_eq!(pair.shares.iter().map(|share| share.monthly.0).sum::<i64>(), pair.cost.0);
            prop_assert_eq!(pair.contributions.iter().filter_map(|line| line.points).sum::<u32>(), pair.points);
            let mut annual = 0;
            for share in &pair.shares {
                prop_assert!(!share.visits.is_empty());
                let listing = catalogue.find(share.finess).unwrap();
                let tariff = listing.tariff_on(share.mode, need.terms().start).unwrap();
                let mut coverages = Coverages::new(share.visits.clone(), ReferenceYear::from(need.terms().start));
                let coverage = coverages.find(listing.hours.value().unwrap());
                let cost = Cost::of(tariff, &coverages, &coverage).unwrap();
                prop_assert!(!cost.at_least);
                prop_assert_eq!(cost.covered_minutes, share.covered_minutes);
                annual += cost.annual().0;
            }
            prop_assert_eq!(Yearly(annual).monthly(), pair.cost);
        }
    }
}

#[test]
fn where_the_best_pairs_would_take_too_much_work_none_is_given_and_the_reason_is() {
    let mut listings: Vec<Listing> = fictitious(&paris(), 3, 2_500, TODAY).collect();
    for (at, listing) in (0_u16..).zip(&mut listings) {
        let Fact::Known(zones) = &mut listing.zones else { continue };
        zones.value = paris().zones.iter().map(|zone| zone.code).collect();
        let Fact::Known(hours) = &mut listing.hours else { continue };
        // Each covers other minutes of the two visits.
        let from = |minutes: u16| vec![Interval::new(480 + minutes, 720).unwrap()];
        let mut week: [Vec<Interval>; 7] = std::array::from_fn(|_| Vec::new());
        (week[0], week[1]) = (from(at % 50), from(at / 50));
        hours.value = OpenHours::new(week, true);
    }
    let need: Need = serde_json::from_str(
        r#"{"zone": "75114", "start": "2026-12-01", "visits": [
            {"weekday": "lundi", "time": [480, 720], "kind": "aide"}, {"weekday": "mardi", "time": [480, 720], "kind": "aide"}]}"#,
    )
    .unwrap();
    let pairs = compared(&Catalogue::new(listings), &need, None, Set::EMPTY).pairs.unwrap();
    assert_eq!((pairs.best.len(), pairs.none), (0, Some(NoPairs::TooMany)));
}

#[test]
fn the_largest_need_among_twelve_thousand_services_is_answered() {
    let catalogue = Catalogue::new(fictitious(&paris(), 1, 12_000, TODAY).collect());
    let visits = Weekday::ALL.iter().flat_map(|weekday| {
        TIMES.iter().map(|(start, end)| Visit {
            weekday: *weekday,
            time: Interval::new(*start, *end).unwrap(),
            kind: HourKind::Care,
        })
    });
    let need = Need::try_from(NeedTerms {
        zone: paris().zones[13].code,
        start: date(2026, 12, 1),
        visits: visits.collect(),
        wished: ActSet::EMPTY.with(Act::Washing).with(Act::Meals),
        required: ActSet::EMPTY,
        modes: Mode::ALL.iter().copied().collect(),
        habilitation_required: false,
        publics: PublicSet::EMPTY,
        weights: Weights::default(),
    })
    .unwrap();
    assert_eq!(need.terms().visits.len(), domain::need::MOST_VISITS);
    let pairs = compared(&catalogue, &need, None, Set::EMPTY).pairs.unwrap();
    assert_eq!((pairs.best.len(), pairs.none), (5, None));
    assert!(pairs.best.iter().all(|pair| pair.difference.is_some_and(|difference| difference < 0)));
}
