//! How two services share the visits of a need, and what the two are worth together by the method.

use std::cmp::Reverse;

use enum_map::{EnumMap, enum_map};

use crate::aids::{Bill, Settled};
use crate::need::{ByCriterion, Criterion, Need, Visit};
use crate::provider::acts::{Act, ActSet, HourKind, PriceKind};
use crate::ranking::coverage::coverage_score;
use crate::ranking::pairs::candidates::Candidate;
use crate::ranking::price::ExactPrice;
use crate::ranking::scan::{Prepared, services_score};
use crate::ranking::selection::Filter;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::money::{Cents, Yearly};

/// What a pair must reach to be given.
#[derive(Clone, Copy)]
pub(super) enum Bar {
    /// More points than this, if a single service is ranked.
    Above(Option<u32>),
    /// All of the need, for less each month than this.
    SuitsUnder(Cents),
}

/// What is the same for every pair of a need.
pub(super) struct Terms<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    /// In the order of the week.
    pub(super) visits: Vec<Visit>,
    pub(super) places: Places,
    must_cover_all: bool,
    must_do_all: bool,
    bar: Bar,
}

/// Where the wished acts are done.
pub(super) struct Places {
    /// At visits of their kind.
    at: EnumMap<HourKind, ActSet>,
    /// The need has no visit of their kind: at any visit.
    anywhere: ActSet,
    /// Those with a flat price: apart from the visits.
    apart: ActSet,
}

/// Who takes visits of one kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Takers {
    pub(super) first: bool,
    pub(super) second: bool,
    /// The cheaper of the two; only while it is open which services they are.
    pub(super) either: bool,
}

/// The order of pairs: greatest total, then the cheapest, then the draw of the day of the two, the first drawn first;
/// then the modes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merit {
    pub(super) points: Reverse<u32>,
    pub(super) price: ExactPrice,
    pub(super) draw: [(u64, u32); 2],
    pub(super) modes: [u8; 2],
}

/// What two services are worth together; for groups of services, an upper bound of it.
pub(super) struct Worth {
    pub(super) minutes: u32,
    pub(super) offered: ActSet,
    pub(super) quality: u16,
    pub(super) intake: u16,
    pub(super) amount: Yearly,
}

/// Who takes a visit: 0 or 1.
pub(super) type Side = usize;

impl Places {
    fn of(need: &Need) -> Self {
        let terms = need.terms();
        let has = |kind| terms.visits.iter().any(|visit| visit.kind == kind);
        let mut places = Self { at: enum_map! { _ => ActSet::EMPTY }, anywhere: ActSet::EMPTY, apart: ActSet::EMPTY };
        for act in terms.wished.iter() {
            let place = match act.kind_of_hours() {
                None => &mut places.apart,
                Some(kind) if has(kind) => &mut places.at[kind],
                Some(_) => &mut places.anywhere,
            };
            *place = place.with(act);
        }
        places
    }

    /// The acts that whoever takes a visit of this kind is asked for.
    pub(super) fn at(&self, kind: HourKind) -> ActSet {
        self.at[kind].union(self.anywhere)
    }

    /// The wished acts that two services do together: an act counts if everyone does it who takes visits where it is
    /// done. For groups of services, those that some two of them may do.
    pub(super) fn offered(&self, takers: &EnumMap<HourKind, Takers>, first: ActSet, second: ActSet) -> ActSet {
        let mut offered = self.apart.intersection(first.union(second));
        for (kind, takers) in takers {
            let by_all = match (takers.first, takers.second) {
                (true, true) => first.intersection(second),
                (true, false) => first,
                (false, true) => second,
                (false, false) if takers.either => first.union(second),
                (false, false) => ActSet::EMPTY,
            };
            offered = offered.union(self.at[kind].intersection(by_all));
        }
        offered.union(self.anywhere.intersection(first).intersection(second))
    }
}

impl Act {
    /// The kind of the visits at which it is done; none for what has a flat price.
    fn kind_of_hours(self) -> Option<HourKind> {
        match self.price_kind() {
            PriceKind::Care => Some(HourKind::Care),
            PriceKind::Household => Some(HourKind::Household),
            PriceKind::Flat => None,
        }
    }
}

impl<'a> Terms<'a> {
    pub(super) fn new(prepared: &'a Prepared<'a>, need: &Need, filters: Set<Filter>, bar: Bar) -> Self {
        let suits = matches!(bar, Bar::SuitsUnder(_));
        Self {
            prepared,
            visits: need.terms().visits.clone(),
            places: Places::of(need),
            must_cover_all: suits || filters.contains(Filter::AllHours),
            must_do_all: suits || filters.contains(Filter::AllActs),
            bar,
        }
    }

    /// Points and price of a pair; none if it does not reach what is asked.
    pub(super) fn merit(&self, worth: &Worth, draw: [(u64, u32); 2], modes: [u8; 2]) -> Option<Merit> {
        let Self { prepared, must_cover_all, must_do_all, .. } = *self;
        let lacks = |acts: ActSet| !acts.minus(worth.offered).is_empty();
        let covers_too_little = worth.minutes == 0 || must_cover_all && worth.minutes < prepared.needed_minutes;
        if covers_too_little || lacks(prepared.required) || must_do_all && lacks(prepared.wished) {
            return None;
        }
        let scores = self.scores(worth);
        let points =
            prepared.in_play.iter().map(|criterion| prepared.weights[criterion] * u32::from(scores[criterion]));
        let points: u32 = points.sum();
        let reaches = match self.bar {
            Bar::Above(than) => than.is_none_or(|than| points > than),
            Bar::SuitsUnder(price) => worth.amount.monthly() < price,
        };
        let price = ExactPrice { amount: worth.amount, minutes: worth.minutes };
        reaches.then_some(Merit { points: Reverse(points), price, draw, modes })
    }

    /// The scores of the method for the whole.
    pub(super) fn scores(&self, worth: &Worth) -> ByCriterion<u16> {
        let Prepared { yardstick, needed_minutes, wished, .. } = *self.prepared;
        enum_map! {
            Criterion::Price => yardstick.score(worth.amount, worth.minutes),
            Criterion::Coverage => coverage_score(worth.minutes, needed_minutes),
            Criterion::Services => services_score(worth.offered.len(), wished.len()),
            Criterion::Quality => worth.quality,
            Criterion::Availability => worth.intake,
        }
    }

    /// Who takes a visit: who covers more of its minutes, then the cheaper, then the lower FINESS.
    pub(super) fn taker(&self, pair: [&Candidate; 2], visit: usize) -> Option<Side> {
        let [first, second] = pair.map(|candidate| (Reverse(candidate.minutes[visit]), candidate.costs[visit]));
        match (first.0, second.0) {
            (Reverse(0), Reverse(0)) => None,
            _ if first == second => Some(usize::from(pair[1].at < pair[0].at)),
            _ => Some(usize::from(second < first)),
        }
    }

    /// The bill of what each of the two takes; its `covered` is 0 if it takes nothing.
    pub(super) fn bills(&self, pair: [&Candidate; 2]) -> [Bill; 2] {
        let mut bills = pair.map(Candidate::empty_bill);
        for (at, visit) in self.visits.iter().enumerate() {
            if let Some(side) = self.taker(pair, at) {
                let (candidate, bill) = (pair[side], &mut bills[side]);
                let minutes = candidate.minutes[at];
                let hour = Cents(i64::from(candidate.offer.hour_price[visit.kind]));
                bill.annual.0 += candidate.costs[at].0;
                bill.covered += minutes;
                bill.at_hour_prices.0 += Yearly::of_hours(minutes, hour).0;
            }
        }
        bills
    }

    /// What two services are worth together; none if one of them takes nothing, or if what remains to pay is not one
    /// amount.
    pub(super) fn worth(&self, pair: [&Candidate; 2]) -> Option<Worth> {
        let bills = self.bills(pair);
        if pair[0].at == pair[1].at || bills.iter().any(|bill| bill.covered == 0) {
            return None;
        }
        let mut takers: EnumMap<HourKind, Takers> = EnumMap::default();
        for (at, visit) in self.visits.iter().enumerate() {
            match self.taker(pair, at) {
                Some(0) => takers[visit.kind].first = true,
                Some(_) => takers[visit.kind].second = true,
                None => {}
            }
        }
        let amount = match self.prepared.aids.map(|aids| aids.settle(&bills)) {
            None => bills.iter().map(|bill| bill.annual).sum(),
            Some(Settled::Exact(amount)) => amount,
            Some(Settled::Lacking(_)) => return None,
        };
        Some(Worth {
            minutes: bills.iter().map(|bill| bill.covered).sum(),
            offered: self.places.offered(&takers, pair[0].acts, pair[1].acts),
            quality: pair[0].quality.min(pair[1].quality),
            intake: pair[0].intake.min(pair[1].intake),
            amount,
        })
    }

    /// The place of two services in the order of pairs.
    pub(super) fn merit_of(&self, pair: [&Candidate; 2]) -> Option<Merit> {
        let mut draw = pair.map(|candidate| candidate.draw);
        draw.sort_unstable();
        let mut by_finess = pair;
        by_finess.sort_unstable_by_key(|candidate| candidate.at);
        let modes = by_finess.map(|candidate| candidate.offer.mode.position() as u8);
        self.merit(&self.worth(pair)?, draw, modes)
    }
}
