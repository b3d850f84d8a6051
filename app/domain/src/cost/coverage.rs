//! What some opening hours cover of the visits of a need over its reference year.

use enum_map::EnumMap;

use crate::cost::rates::DayPart;
use crate::need::Visit;
use crate::provider::acts::HourKind;
use crate::time::holidays::DayKind;
use crate::time::hours::{Interval, OpenHours};
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::Set;
use crate::values::money::{Cents, Yearly};

/// The visits of a need, those that are alike but for their weekday beside each other.
#[derive(Clone, Debug)]
pub struct YearOfVisits {
    visits: Vec<Visit>,
    year: ReferenceYear,
}

/// Visits of one time and kind that some hours cover alike on several weekdays.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) kind: HourKind,
    /// What is covered of one visit: most often one piece, …
    pub(crate) first: Interval,
    /// … else these too, a range in `Coverage::pieces`.
    others: (u32, u32),
    /// Covered minutes of one visit.
    minutes: u16,
    /// Visits of the year.
    pub(crate) visits: EnumMap<DayPart, u16>,
    pub(crate) days: Set<DayPart>,
}

/// The covered minutes of the reference year.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub minutes: EnumMap<HourKind, u32>,
    pub(crate) runs: Vec<Run>,
    pieces: Vec<Interval>,
}

impl YearOfVisits {
    pub fn new(mut visits: Vec<Visit>, year: ReferenceYear) -> Self {
        visits.sort_unstable_by_key(|visit| (visit.kind, visit.time, visit.weekday));
        Self { visits, year }
    }

    pub fn year(&self) -> &ReferenceYear {
        &self.year
    }

    /// Minutes needed, covered or not.
    pub fn needed_minutes(&self) -> u32 {
        let days = |weekday| DayKind::ALL.map(|kind| self.year.days(weekday, kind)).iter().sum::<u32>();
        self.visits.iter().map(|visit| u32::from(visit.time.minutes()) * days(visit.weekday)).sum()
    }

    pub fn covered_by(&self, hours: &OpenHours) -> Coverage {
        let mut coverage = Coverage::default();
        let mut previous: Option<(&Visit, &[Interval], Option<usize>)> = None;
        for visit in &self.visits {
            let open = hours.on(visit.weekday);
            let alike = previous.filter(|(other, other_open, _)| {
                other.time == visit.time && other.kind == visit.kind && *other_open == open
            });
            let run = match alike {
                Some((_, _, run)) => run,
                None => coverage.begin_run(visit, open),
            };
            previous = Some((visit, open, run));
            let Some(run) = run.map(|run| &mut coverage.runs[run]) else { continue };
            for kind in DayKind::ALL {
                let days = self.year.days(visit.weekday, kind);
                if days > 0 && (kind == DayKind::Ordinary || hours.works_on_holidays()) {
                    let day = DayPart::of(visit.weekday, kind);
                    run.visits[day] += days as u16;
                    run.days = run.days.with(day);
                    coverage.minutes[visit.kind] += days * u32::from(run.minutes);
                }
            }
        }
        coverage
    }
}

impl Coverage {
    /// Covered minutes of every kind.
    pub fn total(&self) -> u32 {
        self.minutes.values().sum()
    }

    /// The covered minutes at some hourly prices in cents: no surcharge, no minimum, no fee.
    pub fn at_hour_prices(&self, hour_price: &EnumMap<HourKind, u32>) -> Yearly {
        let amounts =
            self.minutes.iter().map(|(kind, minutes)| Yearly::of_hours(*minutes, Cents(i64::from(hour_price[kind]))).0);
        Yearly(amounts.sum())
    }

    /// What is covered of one visit of a run, besides its first piece.
    pub(crate) fn others(&self, run: &Run) -> &[Interval] {
        &self.pieces[run.others.0 as usize..run.others.1 as usize]
    }

    /// A run without any day yet; none where nothing of the visit is covered.
    fn begin_run(&mut self, visit: &Visit, open: &[Interval]) -> Option<usize> {
        let mut pieces = open.iter().filter_map(|open| visit.time.intersection(*open));
        let first = pieces.next()?;
        let before = self.pieces.len();
        self.pieces.extend(pieces);
        let others = &self.pieces[before..];
        self.runs.push(Run {
            kind: visit.kind,
            first,
            others: (before as u32, self.pieces.len() as u32),
            minutes: first.minutes() + others.iter().map(|piece| piece.minutes()).sum::<u16>(),
            visits: EnumMap::default(),
            days: Set::EMPTY,
        });
        Some(self.runs.len() - 1)
    }
}
