//! The visits of a week grouped by their time of day, as people state them: one time with its days, and a night as one
//! visit.

use crate::need::Visit;
use crate::provider::acts::HourKind;
use crate::time::hours::{DAY, HoursError, Interval, Weekday};

/// Visits at the same time and of the same kind, with their days in the order of the week. A night is one visit, on the
/// day of its evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyTime {
    /// Minutes of the day.
    pub from: u16,
    /// Less than `from` if the visit ends on the next day.
    pub to: u16,
    pub kind: HourKind,
    pub days: Vec<Weekday>,
}

/// The visits grouped by time; the two halves of a visit across midnight are joined again.
pub fn weekly_times(visits: &[Visit]) -> Vec<WeeklyTime> {
    let ends_at_midnight = |visit: &Visit| visit.time.end() == DAY && visit.time.start() > 0;
    let follows = |late: &Visit, early: &Visit| {
        early.weekday == late.weekday.next()
            && early.kind == late.kind
            && early.time.start() == 0
            && early.time.end() < late.time.start()
    };
    let mut times: Vec<WeeklyTime> = Vec::new();
    for visit in visits {
        if visits.iter().any(|late| ends_at_midnight(late) && follows(late, visit)) {
            continue;
        }
        let morning = visits.iter().find(|early| ends_at_midnight(visit) && follows(visit, early));
        let (from, to, kind) = (visit.time.start(), morning.unwrap_or(visit).time.end(), visit.kind);
        match times.iter_mut().find(|time| (time.from, time.to, time.kind) == (from, to, kind)) {
            Some(time) => time.days.push(visit.weekday),
            None => times.push(WeeklyTime { from, to, kind, days: vec![visit.weekday] }),
        }
    }
    times.iter_mut().for_each(|time| time.days.sort_unstable());
    times
}

/// The visits of these times; one that passes midnight becomes two, the second on the next weekday.
///
/// # Errors
/// A time that is no interval of a day.
pub fn visits_of(times: &[WeeklyTime]) -> Result<Vec<Visit>, HoursError> {
    let mut visits = Vec::new();
    for WeeklyTime { from, to, kind, days } in times {
        for day in days {
            let mut add = |weekday: Weekday, start: u16, end: u16| -> Result<(), HoursError> {
                visits.push(Visit { weekday, time: Interval::new(start, end)?, kind: *kind });
                Ok(())
            };
            if to < from {
                add(*day, *from, DAY)?;
                add(day.next(), 0, *to)?;
            } else {
                add(*day, *from, *to)?;
            }
        }
    }
    Ok(visits)
}

#[cfg(test)]
mod tests {
    use super::{visits_of, weekly_times};
    use crate::need::Visit;
    use crate::provider::acts::HourKind;
    use crate::time::hours::{Interval, Weekday};

    #[test]
    fn a_night_is_one_time_and_two_visits() {
        let visit = |weekday, start, end| Visit {
            weekday,
            time: Interval::new(start, end).expect("an interval"),
            kind: HourKind::Care,
        };
        let visits = [
            visit(Weekday::Monday, 0, 420),
            visit(Weekday::Monday, 480, 540),
            visit(Weekday::Sunday, 480, 540),
            visit(Weekday::Sunday, 1260, 1440),
        ];
        let times = weekly_times(&visits);
        let night = times.iter().find(|time| time.to < time.from).expect("a night");
        assert_eq!((night.from, night.to, night.days.as_slice()), (1260, 420, &[Weekday::Sunday][..]));
        assert_eq!(times.len(), 2);
        let mut again = visits_of(&times).expect("intervals");
        again.sort_unstable();
        assert_eq!(again, visits);
    }
}
