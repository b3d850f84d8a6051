//! How much of the visits of a need opening hours cover over its reference year, and what is billed of it.

use enum_map::EnumMap;

use crate::cost::billing::BillingTable;
use crate::cost::rates::{DayPart, Rates, TimePart};
use crate::need::Visit;
use crate::provider::acts::HourKind;
use crate::time::holidays::DayKind;
use crate::time::hours::{Interval, OpenHours, Weekday};
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::Set;
use crate::values::money::{Cents, Yearly};

/// The cover by one set of opening hours: an entry of `Coverages`.
#[derive(Clone, Copy, Debug)]
pub struct Coverage {
    /// Covered minutes of the reference year.
    pub minutes: EnumMap<HourKind, u32>,
    runs: (u32, u32),
}

/// The visits of a need, and everything found about their cover, side by side in memory: the ranking reads many in
/// random order.
#[derive(Clone, Debug)]
pub struct Coverages {
    /// Visits that differ only in their weekday stand beside each other.
    visits: Vec<Visit>,
    /// By weekday: for hours that exclude public holidays, and for hours that include them.
    year: [[Days; 2]; 7],
    runs: Vec<Run>,
    pieces: Vec<Interval>,
}

/// Days of the reference year.
#[derive(Clone, Copy, Debug)]
struct Days {
    by_part: EnumMap<DayPart, u16>,
    parts: Set<DayPart>,
    total: u32,
}

/// Visits at the same time and of the same kind that are covered alike on several weekdays.
#[derive(Clone, Copy, Debug)]
struct Run {
    kind: HourKind,
    /// The covered piece of one visit, of which there is usually only one, …
    first: Interval,
    /// … else the other pieces too, as a range in `Coverages::pieces`.
    others: (u32, u32),
    /// Covered minutes of one visit.
    minutes: u16,
    /// Number of such visits in the year.
    visits: EnumMap<DayPart, u16>,
    days: Set<DayPart>,
}

/// The minutes of some visits that are billed at one time of day, from which costs are built. They are divided into one
/// cell for each kind of day; all minutes of a cell have the same rate.
#[derive(Clone, Copy, Debug)]
pub struct Billed {
    pub kind: HourKind,
    pub time: TimePart,
    /// Minutes of each visit.
    pub minutes: u32,
    /// Number of such visits in the year.
    pub visits: EnumMap<DayPart, u16>,
    pub days: Set<DayPart>,
}

impl Coverage {
    /// Covered minutes of every kind.
    pub fn total(&self) -> u32 {
        self.minutes.values().sum()
    }

    /// The covered minutes at these hourly prices in cents: without surcharge, minimum or fee.
    pub fn at_hour_prices(&self, hour_price: &EnumMap<HourKind, u32>) -> Yearly {
        let of_kind = |(kind, minutes): (HourKind, &u32)| {
            let price = Cents(i64::from(hour_price[kind]));
            Yearly::of_hours(*minutes, price).0
        };
        Yearly(self.minutes.iter().map(of_kind).sum())
    }
}

impl Days {
    fn of(year: &ReferenceYear, weekday: Weekday, kinds: &[DayKind]) -> Self {
        let mut by_part = EnumMap::default();
        for kind in kinds {
            by_part[DayPart::of(weekday, *kind)] += year.days(weekday, *kind) as u16;
        }
        let parts = by_part.iter().filter(|(_, days)| **days > 0).map(|(part, _)| part).collect();
        Self { by_part, parts, total: by_part.values().map(|days| u32::from(*days)).sum() }
    }
}

impl Billed {
    /// The minutes of the year, multiplied by their rates in basis points.
    #[inline]
    pub fn rated(&self, rates: &Rates) -> u64 {
        let surcharges = rates.surcharge[self.time].values();
        let of_day = |(visits, surcharge): (&u16, &u16)| u32::from(*visits) * (10_000 + u32::from(*surcharge));
        u64::from(self.minutes) * u64::from(self.visits.values().zip(surcharges).map(of_day).sum::<u32>())
    }
}

impl Coverages {
    pub fn new(mut visits: Vec<Visit>, year: ReferenceYear) -> Self {
        visits.sort_unstable_by_key(|visit| (visit.kind, visit.time, visit.weekday));
        let year = Weekday::ALL.map(|weekday| {
            let ordinary = Days::of(&year, weekday, &[DayKind::Ordinary]);
            [ordinary, Days::of(&year, weekday, &DayKind::ALL)]
        });
        Self { visits, year, runs: Vec::new(), pieces: Vec::new() }
    }

    /// Needed minutes, covered or not.
    pub fn needed_minutes(&self) -> u32 {
        let days = |weekday: Weekday| self.year[weekday.position()][1].total;
        self.visits.iter().map(|visit| u32::from(visit.time.minutes()) * days(visit.weekday)).sum()
    }

    /// Finds the cover by some opening hours.
    pub fn find(&mut self, hours: &OpenHours) -> Coverage {
        let first_run = self.runs.len();
        let mut minutes = EnumMap::default();
        let mut previous: Option<(Visit, &[Interval], Option<usize>)> = None;
        for at in 0..self.visits.len() {
            let visit = self.visits[at];
            let open = hours.on(visit.weekday);
            let alike = previous.filter(|(other, other_open, _)| {
                other.time == visit.time && other.kind == visit.kind && *other_open == open
            });
            let run = match alike {
                Some((_, _, run)) => run,
                None => self.begin_run(visit, open),
            };
            previous = Some((visit, open, run));
            let Some(run) = run.map(|run| &mut self.runs[run]) else { continue };
            let days = &self.year[visit.weekday.position()][usize::from(hours.works_on_holidays())];
            for (visits, days) in run.visits.values_mut().zip(days.by_part.values()) {
                *visits += days;
            }
            run.days = run.days.union(days.parts);
            minutes[visit.kind] += days.total * u32::from(run.minutes);
        }
        Coverage { minutes, runs: (first_run as u32, self.runs.len() as u32) }
    }

    /// A run that has no day yet; none if nothing of the visit is covered.
    fn begin_run(&mut self, visit: Visit, open: &[Interval]) -> Option<usize> {
        let mut pieces = open.iter().filter_map(|open| visit.time.intersection(*open));
        let first = pieces.next()?;
        let before = self.pieces.len();
        self.pieces.extend(pieces);
        let others = self.pieces[before..].iter();
        self.runs.push(Run {
            kind: visit.kind,
            first,
            others: (before as u32, self.pieces.len() as u32),
            minutes: first.minutes() + others.map(|piece| piece.minutes()).sum::<u16>(),
            visits: EnumMap::default(),
            days: Set::EMPTY,
        });
        Some(self.runs.len() - 1)
    }

    /// Calls `each` for all that is billed of a cover. The ranking adds it up, the explained cost sorts it into cells.
    #[inline]
    pub fn bill(&self, coverage: &Coverage, billing: &BillingTable, mut each: impl FnMut(Billed)) {
        for run in &self.runs[coverage.runs.0 as usize..coverage.runs.1 as usize] {
            let others = &self.pieces[run.others.0 as usize..run.others.1 as usize];
            for (time, minutes) in billing.bill(run.first, others, run.minutes).iter() {
                if *minutes > 0 {
                    let Run { kind, visits, days, .. } = *run;
                    each(Billed { kind, time, minutes: *minutes, visits, days });
                }
            }
        }
    }
}
