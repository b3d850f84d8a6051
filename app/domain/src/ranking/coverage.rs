//! What each distinct opening hours cover of a need, found once for all the providers that share them.

use crate::cost::{DayPart, TimePart, day_part, needed_minutes};
use crate::need::{Need, Visit};
use crate::provider::acts::HourKind;
use crate::ranking::catalogue::Columns;
use crate::ranking::order::insertion_sort;
use crate::time::calendar::{DayKind, ReferenceYear};
use crate::time::hours::{Interval, Weekday};
use crate::values::closed_list::ClosedList;
use crate::values::money::round_half_up;

pub(crate) const DAY_PARTS: usize = DayPart::ALL.len();
pub(crate) const TIME_PARTS: usize = TimePart::ALL.len();

/// Visits of one time and kind that some hours cover alike on several weekdays. Small: ranking reads many at random.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// What is covered of one visit: most often one piece, …
    pub(crate) first: (u16, u16),
    /// … else these too, a range in `Schedule::pieces`.
    pub(crate) others: (u32, u32),
    /// Covered minutes of one visit.
    pub(crate) worked: u16,
    /// Visits of the year by day part.
    pub(crate) days: [u16; DAY_PARTS],
    /// Bits of the cells `(day part, day time)` with a visit; shifted by one and two for evening and night.
    pub(crate) days_met: u16,
    pub(crate) kind: HourKind,
}

impl Run {
    /// Covered minutes of the year.
    pub(crate) fn minutes(&self) -> u64 {
        u64::from(self.worked) * self.days.iter().map(|days| u64::from(*days)).sum::<u64>()
    }
}

/// What some hours cover of the need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worked {
    pub(crate) covered: u32,
    /// Score of the coverage criterion.
    pub(crate) score: u16,
    runs: (u32, u32),
}

/// Covers of the need by each distinct hours, found when first asked for.
pub(crate) struct Schedule<'a> {
    columns: &'a Columns,
    /// Visits alike but for their weekday, together.
    visits: Vec<Visit>,
    /// Days of the year by weekday and kind of day.
    year: [[u32; 3]; 7],
    needed_minutes: u32,
    worked: Vec<Option<Worked>>,
    runs: Vec<Run>,
    pub(crate) pieces: Vec<(u16, u16)>,
}

impl<'a> Schedule<'a> {
    pub(crate) fn new(columns: &'a Columns, need: &Need) -> Self {
        let reference = ReferenceYear::from(need.terms().start);
        let kinds = [DayKind::Ordinary, DayKind::Holiday, DayKind::MayDay];
        let mut visits = need.terms().visits.clone();
        insertion_sort(&mut visits, |visit| (visit.kind, visit.time, visit.weekday));
        Self {
            columns,
            needed_minutes: needed_minutes(&visits, &reference),
            visits,
            year: Weekday::ALL.map(|weekday| kinds.map(|kind| reference.days(weekday, kind))),
            worked: vec![None; columns.hours.len()],
            runs: Vec::with_capacity(4 * columns.hours.len()),
            pieces: Vec::with_capacity(4 * columns.hours.len()),
        }
    }

    #[inline]
    pub(crate) fn worked(&mut self, hours: u32) -> Worked {
        if let Some(worked) = self.worked[hours as usize] {
            return worked;
        }
        let worked = self.find(hours as usize);
        self.worked[hours as usize] = Some(worked);
        worked
    }

    #[inline]
    pub(crate) fn runs(&self, worked: Worked) -> &[Run] {
        &self.runs[worked.runs.0 as usize..worked.runs.1 as usize]
    }

    fn find(&mut self, at: usize) -> Worked {
        let hours = &self.columns.hours[at];
        let first_run = self.runs.len();
        let mut covered = 0;
        let mut previous: Option<(Visit, &[Interval], Option<usize>)> = None;
        for visit in &self.visits {
            let open = hours.on(visit.weekday);
            let alike = previous.filter(|(other, its_open, _)| {
                other.time == visit.time && other.kind == visit.kind && *its_open == open
            });
            let run = match alike {
                Some((_, _, run)) => run,
                None => {
                    let mut pieces = open
                        .iter()
                        .filter_map(|open| visit.time.intersection(*open))
                        .map(|piece| (piece.start(), piece.end()));
                    pieces.next().map(|first| {
                        let from = self.pieces.len();
                        self.pieces.extend(pieces);
                        let others = (from as u32, self.pieces.len() as u32);
                        let all = self.pieces[from..].iter().chain([&first]);
                        let worked = all.map(|(start, end)| end - start).sum();
                        let (days, days_met) = ([0; DAY_PARTS], 0);
                        self.runs.push(Run { first, others, worked, days, days_met, kind: visit.kind });
                        self.runs.len() - 1
                    })
                }
            };
            previous = Some((*visit, open, run));
            let Some(run) = run.map(|run| &mut self.runs[run]) else { continue };
            for kind in [DayKind::Ordinary, DayKind::Holiday, DayKind::MayDay] {
                let days = self.year[visit.weekday.position()][kind as usize];
                if days > 0 && (kind == DayKind::Ordinary || hours.works_on_holidays()) {
                    let day = day_part(visit.weekday, kind) as usize;
                    run.days[day] += days as u16;
                    run.days_met |= 1 << (day * TIME_PARTS);
                    covered += days * u32::from(run.worked);
                }
            }
        }
        let score = match self.needed_minutes {
            0 => 0,
            needed => round_half_up(1000 * u64::from(covered), u64::from(needed)) as u16,
        };
        Worked { covered, score, runs: (first_run as u32, self.runs.len() as u32) }
    }
}
