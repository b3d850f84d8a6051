//! Which services a person wants to see in a list, and in which order. A filter removes entries from the list, but does
//! not change ranks; a sort changes the order inside each group, but not the groups.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::closed_list;
use crate::need::{Need, Visit};
use crate::provider::acts::{ActSet, Mode};
use crate::provider::listing::{Habilitation, Intake, Listing};
use crate::ranking::columns::{Columns, Offer};
use crate::ranking::order::{TieOrder, page};
use crate::ranking::pass::{Pass, Scored, Unsure};
use crate::ranking::price::ExactPrice;
use crate::ranking::week::has_holiday;
use crate::time::calendar::day_number;
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::money::Cents;

closed_list! {
    /// The order inside each group. Equal entries stay in the order of the method, and unknown values come last.
    #[derive(Default)]
    Sort {
        #[default]
        Criteria = "criteres",
        /// Cost of a covered hour.
        Price = "prix",
        /// What remains to pay for a covered hour; the cost if that is not one amount.
        ToPay = "a-payer",
        /// Most covered minutes first.
        Hours = "horaires",
        /// From the centre point of the zone to its office.
        Distance = "distance",
        /// The first day on which help can begin.
        Start = "debut",
    }
}

closed_list! {
    /// A condition for being listed. An unknown fact meets none of them but `NotFull`.
    Filter {
        /// It takes new people, according to an availability that is still valid.
        FreePlaces = "places",
        /// It is not known to take nobody at the moment.
        NotFull = "non-complets",
        /// It covers every needed minute of the year.
        AllHours = "horaires",
        /// It has a tariff as employer (prestataire) on the day on which the need starts.
        Employs = "emploie",
        /// Habilité à l'aide sociale.
        Approved = "habilite",
        /// It does every wished act.
        AllActs = "taches",
    }
}

/// The order and the filters of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    #[serde(default)]
    pub sort: Sort,
    #[serde(default)]
    pub filters: Set<Filter>,
}

impl Selection {
    /// The order of the method, without filters.
    pub const WHOLE: Self = Self { sort: Sort::Criteria, filters: Set::EMPTY };
}

/// How many services would be listed if this filter were on as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterCount {
    pub filter: Filter,
    pub count: u32,
}

/// The size of each group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupCounts {
    pub suitable: u32,
    pub partly_suitable: u32,
    pub to_confirm: u32,
}

impl GroupCounts {
    pub fn ranked(&self) -> u32 {
        self.suitable + self.partly_suitable
    }

    pub fn all(&self) -> u32 {
        self.ranked() + self.to_confirm
    }
}

/// An entry of a group that may be listed.
pub(crate) trait Entry: Copy {
    /// Its place in the order of the method.
    type Merit: Ord + Copy;
    fn at(&self) -> u32;
    fn merit(&self) -> Self::Merit;
    /// The price in the method.
    fn price(&self) -> ExactPrice;
}

impl Entry for Scored {
    type Merit = (std::cmp::Reverse<u32>, ExactPrice);
    fn at(&self) -> u32 {
        self.at
    }
    fn merit(&self) -> Self::Merit {
        Self::merit(self)
    }
    fn price(&self) -> ExactPrice {
        Self::price(self)
    }
}

impl Entry for Unsure {
    type Merit = std::cmp::Reverse<(u32, u32)>;
    fn at(&self) -> u32 {
        self.at
    }
    fn merit(&self) -> Self::Merit {
        Self::merit(self)
    }
    fn price(&self) -> ExactPrice {
        self.price
    }
}

/// Finds the filters that a provider passes.
struct FilterReader<'a> {
    columns: &'a Columns,
    visits: &'a [Visit],
    /// Whether a public holiday of the year is on a weekday with a visit.
    meets_holidays: bool,
    wished: ActSet,
    day: i32,
    today: i32,
    /// By index of distinct hours: whether they cover the whole need, once this was computed.
    full: Vec<Option<bool>>,
}

const COMBINATIONS: usize = 1 << Filter::ALL.len();

/// How many providers of one group pass each combination of filters, and how many of these take nobody.
pub(crate) struct Tally {
    by_met: [u32; COMBINATIONS],
    closed: u32,
}

impl Tally {
    /// How many pass all of these filters.
    pub fn meeting(&self, filters: Set<Filter>) -> u32 {
        let wanted = filters.bits() as usize;
        (0..COMBINATIONS).filter(|met| met & wanted == wanted).map(|met| self.by_met[met]).sum()
    }
}

/// The counts of all three groups.
pub(crate) fn filter_counts(tallies: &[Tally; 3], on: Set<Filter>) -> Vec<FilterCount> {
    let count = |filter| tallies.iter().map(|tally| tally.meeting(on.with(filter))).sum();
    Filter::ALL.iter().map(|filter| FilterCount { filter: *filter, count: count(*filter) }).collect()
}

pub(crate) fn taking_nobody(tallies: &[Tally; 3]) -> u32 {
    tallies.iter().map(|tally| tally.closed).sum()
}

impl<'a> FilterReader<'a> {
    fn new(columns: &'a Columns, need: &'a Need, year: &ReferenceYear, today: Date) -> Self {
        let terms = need.terms();
        Self {
            columns,
            visits: &terms.visits,
            meets_holidays: terms.visits.iter().any(|visit| has_holiday(year, visit.weekday)),
            wished: terms.wished,
            day: day_number(terms.start),
            today: day_number(today),
            full: vec![None; columns.hours.len()],
        }
    }

    /// Whom a provider takes, according to an availability that is still valid.
    fn intake(&self, at: usize) -> Option<Intake> {
        self.columns.facts[at].intake.filter(|_| self.today < self.columns.available_until[at])
    }

    /// Counts a group, and keeps the entries that pass the filters.
    fn keep<'g, E: Entry>(&mut self, group: &'g [E], on: Set<Filter>) -> (Cow<'g, [E]>, Tally) {
        let mut tally = Tally { by_met: [0; COMBINATIONS], closed: 0 };
        let mut kept = Vec::new();
        for entry in group {
            let at = entry.at() as usize;
            let intake = self.intake(at);
            let met = self.met(at, intake);
            tally.by_met[met as usize] += 1;
            tally.closed += u32::from(intake == Some(Intake::Closed));
            if !on.is_empty() && on.bits() & !met == 0 {
                kept.push(*entry);
            }
        }
        (if on.is_empty() { Cow::Borrowed(group) } else { Cow::Owned(kept) }, tally)
    }

    /// The filters that a provider passes, as bits.
    fn met(&mut self, at: usize, intake: Option<Intake>) -> u32 {
        let columns = self.columns;
        let facts = columns.facts[at];
        let offers = columns.offers_of(at);
        let employs =
            |offer: &Offer| offer.mode == Mode::Prestataire && offer.from <= self.day && self.day < offer.until;
        let employs = offers.iter().any(employs);
        let all_acts = self.wished.is_empty() || facts.acts_known && self.wished.minus(columns.acts[at]).is_empty();
        let all_hours = self.visits.is_empty() || facts.hours_known && self.is_full(columns.hours_of[at]);
        let bit = |filter: Filter, is_met: bool| u32::from(is_met) << filter.position();
        bit(Filter::FreePlaces, intake == Some(Intake::Open))
            | bit(Filter::NotFull, intake != Some(Intake::Closed))
            | bit(Filter::AllHours, all_hours)
            | bit(Filter::Employs, employs)
            | bit(Filter::Approved, facts.habilitation == Some(Habilitation::Held))
            | bit(Filter::AllActs, all_acts)
    }

    /// Whether opening hours cover every needed minute. The intervals of a day neither overlap nor touch, so a visit is
    /// covered only if a single interval covers it.
    fn is_full(&mut self, hours: u32) -> bool {
        let Self { columns, visits, meets_holidays, ref mut full, .. } = *self;
        let open = &columns.hours[hours as usize];
        let covers =
            |visit: &Visit| open.on(visit.weekday).iter().any(|open| open.intersection(visit.time) == Some(visit.time));
        *full[hours as usize]
            .get_or_insert_with(|| (open.works_on_holidays() || !meets_holidays) && visits.iter().all(covers))
    }
}

/// The entries of the groups that pass the filters, and their counts.
pub(crate) struct Listed<'a> {
    pub suitable: Cow<'a, [Scored]>,
    pub partly_suitable: Cow<'a, [Scored]>,
    pub to_confirm: Cow<'a, [Unsure]>,
    pub tallies: [Tally; 3],
}

impl<'a> Listed<'a> {
    pub fn of(
        pass: &'a Pass,
        columns: &'a Columns,
        need: &'a Need,
        year: &ReferenceYear,
        today: Date,
        on: Set<Filter>,
    ) -> Self {
        let mut reader = FilterReader::new(columns, need, year, today);
        let (suitable, first) = reader.keep(&pass.suitable, on);
        let (partly_suitable, second) = reader.keep(&pass.partly_suitable, on);
        let (to_confirm, third) = reader.keep(&pass.to_confirm, on);
        Self { suitable, partly_suitable, to_confirm, tallies: [first, second, third] }
    }

    pub fn counts(&self) -> GroupCounts {
        GroupCounts {
            suitable: self.suitable.len() as u32,
            partly_suitable: self.partly_suitable.len() as u32,
            to_confirm: self.to_confirm.len() as u32,
        }
    }

    /// From the two ranked groups.
    pub fn sizes(&self) -> [usize; 2] {
        [self.suitable.len(), self.partly_suitable.len()]
    }

    /// The known prices of all entries, in cents of an hour, or of the headline price.
    pub fn prices(&self, pass: &Pass) -> Vec<Cents> {
        let ranked = self.suitable.iter().chain(&*self.partly_suitable).map(|entry| (entry.at, entry.price()));
        let all = ranked.chain(self.to_confirm.iter().map(|entry| (entry.at, entry.price)));
        all.filter_map(|(at, price)| pass.cost(at, price).hour()).collect()
    }
}

/// The value by which a sort compares. All known values of one list are of the same kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SortKey {
    Price(ExactPrice),
    Number(u32),
    Day(Date),
    Unknown,
}

/// The facts of a listing that the sorts read.
pub(crate) trait SortFacts {
    fn listing(&self, at: u32) -> &Listing;
    fn covered_minutes(&self, listing: &Listing) -> Option<u32>;
    fn metres(&self, listing: &Listing) -> Option<u32>;
}

/// Sorts the entries of a group as requested.
pub(crate) struct Sorter<'a, F> {
    pub sort: Sort,
    pub pass: &'a Pass,
    pub columns: &'a Columns,
    pub ties: TieOrder,
    pub today: Date,
    pub facts: &'a F,
}

impl<F: SortFacts> Sorter<'_, F> {
    /// The entries at the places `window` of those that pass the filters.
    pub fn page<E: Entry>(&self, kept: &[E], window: Range<usize>) -> Vec<E> {
        if self.sort == Sort::Criteria {
            return page(kept, self.columns, self.ties, window, E::merit, E::at);
        }
        let keyed: Vec<(SortKey, E)> = kept.iter().map(|entry| (self.key(entry), *entry)).collect();
        let sorted = page(
            &keyed,
            self.columns,
            self.ties,
            window,
            |(key, entry)| (*key, entry.merit()),
            |(_, entry)| entry.at(),
        );
        sorted.into_iter().map(|(_, entry)| entry).collect()
    }

    fn key<E: Entry>(&self, entry: &E) -> SortKey {
        let known = |price: ExactPrice| if price.is_known() { SortKey::Price(price) } else { SortKey::Unknown };
        let listing = || self.facts.listing(entry.at());
        let number = |number: Option<u32>| number.map_or(SortKey::Unknown, SortKey::Number);
        match self.sort {
            Sort::Criteria => SortKey::Unknown,
            Sort::Price => known(self.pass.cost(entry.at(), entry.price())),
            Sort::ToPay => known(entry.price()),
            Sort::Hours => number(self.facts.covered_minutes(listing()).map(|minutes| u32::MAX - minutes)),
            Sort::Distance => number(self.facts.metres(listing())),
            Sort::Start => listing().possible_start(self.today).map_or(SortKey::Unknown, SortKey::Day),
        }
    }
}
