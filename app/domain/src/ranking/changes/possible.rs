//! The changes that a need allows, and the need after one of them.

use crate::need::{MOST_WEEKLY_TIMES, Need, NeedTerms, WeeklyTime, visits_of, weekly_times};
use crate::provider::acts::{Act, ActSet, ModeSet, PublicSet};
use crate::provider::territory::Territory;
use crate::ranking::changes::Change;
use crate::time::hours::{DAY, Weekday};

/// By how many minutes a time is moved, the smallest first.
const MOVES: [i16; 4] = [30, -30, 60, -60];
/// By how many days the start is moved.
const LATER: [u16; 3] = [7, 14, 30];

impl Change {
    /// The need after this change; none if there is no such need, or if no form could hold it.
    pub fn applied(self, need: &Need) -> Option<Need> {
        let mut terms = need.terms().clone();
        let mut times = weekly_times(&terms.visits);
        match self {
            Self::Time { from, to, kind, later } => {
                let time = times.iter_mut().find(|time| (time.from, time.to, time.kind) == (from, to, kind))?;
                (time.from, time.to) = moved(time, later)?;
            }
            Self::Day { from, to } => {
                let days = times.iter_mut().flat_map(|time| &mut time.days);
                days.filter(|day| **day == from).for_each(|day| *day = to);
            }
            Self::WithoutDay(without) => {
                times.iter_mut().for_each(|time| time.days.retain(|day| *day != without));
                times.retain(|time| !time.days.is_empty());
                if times.is_empty() {
                    return None;
                }
            }
            Self::Start { days } => {
                // A span of jiff would add the messages of its errors to the client, 30 kB.
                terms.start = (0..days).try_fold(terms.start, |day, _| day.tomorrow().ok())?;
            }
            Self::Mode(mode) => terms.modes = terms.modes.with(mode),
            Self::WithoutAct(act) if terms.required.contains(act) => return None,
            Self::WithoutAct(act) => terms.wished = terms.wished.minus(ActSet::EMPTY.with(act)),
            Self::WithoutActs if !terms.required.is_empty() => return None,
            Self::WithoutActs => terms.wished = ActSet::EMPTY,
            Self::WithoutPublic(public) => terms.publics = terms.publics.minus(PublicSet::EMPTY.with(public)),
            Self::WithoutHabilitation => terms.habilitation_required = false,
            Self::WithoutHours => terms.visits.clear(),
            Self::Zone(zone) => terms.zone = zone,
        }
        if self.changes_the_week() {
            terms.visits = visits_of(&times).ok()?;
            if weekly_times(&terms.visits).len() > MOST_WEEKLY_TIMES {
                return None;
            }
        }
        let changed = Need::try_from(terms).ok()?;
        (changed != *need).then_some(changed)
    }
}

/// A time after a move. A visit that ends at midnight or before still does, and one that passes midnight still passes
/// it: else the days of the visit would change, or its length.
pub(super) fn moved(time: &WeeklyTime, later: i16) -> Option<(u16, u16)> {
    let crosses = time.to < time.from;
    let length = if crosses { DAY - time.from + time.to } else { time.to - time.from };
    let from = time.from.checked_add_signed(later).filter(|from| *from < DAY)?;
    let end = from + length;
    (crosses == (end > DAY)).then_some((from, if crosses { end - DAY } else { end }))
}

/// Every change worth trying, from the smallest to the largest, each with the need after it. `nobody`: nobody is listed
/// for the need.
pub(super) fn possible_changes(need: &Need, territory: &Territory, nobody: bool) -> Vec<(Change, Need)> {
    let terms = need.terms();
    let mut changes = of_the_week(terms);
    changes.extend(LATER.map(|days| Change::Start { days }));
    changes.extend(ModeSet::all().minus(terms.modes).iter().map(Change::Mode));
    // Nursing is no wish that one drops: it is prescribed, and the services that give it alone are listed apart.
    let fixed = terms.required.with(Act::Nursing);
    if terms.wished.len() > 1 {
        changes.extend(terms.wished.minus(fixed).iter().map(Change::WithoutAct));
    }
    changes.extend(Weekday::ALL.map(Change::WithoutDay));
    if nobody {
        changes.extend(terms.publics.iter().map(Change::WithoutPublic));
        changes.extend(terms.habilitation_required.then_some(Change::WithoutHabilitation));
        changes.extend([Change::WithoutActs, Change::WithoutHours]);
        let neighbours = territory.find_zone(terms.zone).map_or(&[][..], |zone| &zone.neighbours);
        changes.extend(neighbours.iter().copied().map(Change::Zone));
    }
    changes.into_iter().filter_map(|change| Some((change, change.applied(need)?))).collect()
}

/// Times and days, moved.
fn of_the_week(terms: &NeedTerms) -> Vec<Change> {
    let times = weekly_times(&terms.visits);
    let at = |later: i16| {
        times.iter().map(move |WeeklyTime { from, to, kind, .. }| Change::Time {
            from: *from,
            to: *to,
            kind: *kind,
            later,
        })
    };
    let moves = MOVES.into_iter().flat_map(at);
    let has = |day: &Weekday| times.iter().any(|time| time.days.contains(day));
    let pairs = Weekday::ALL.into_iter().filter(has).flat_map(|from| {
        let others = Weekday::ALL.into_iter().filter(move |to| *to != from);
        others.map(move |to| Change::Day { from, to })
    });
    moves.chain(pairs).collect()
}
