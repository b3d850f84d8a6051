//! The reference year of a need: how many of each weekday fall on ordinary days, on public holidays, and on 1 May.

use jiff::civil::Date;

use crate::time::calendar::day_number;
use crate::time::holidays::{DayKind, day_kind, public_holidays};
use crate::time::hours::Weekday;

/// The 12 months that start on a date, as counts of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceYear {
    start: Date,
    end: Date,
    counts: [[u16; 3]; 7],
}

impl ReferenceYear {
    /// The year from `start` to the day before the same date in the next year (to 28 February for a 29 February).
    pub fn from(start: Date) -> Self {
        let year_later = |day: i8| Date::new(start.year().saturating_add(1), start.month(), day).ok();
        let end = year_later(start.day()).or_else(|| year_later(28)).unwrap_or(Date::MAX);
        let length = day_number(end) - day_number(start);
        let mut counts = [[0; 3]; 7];
        let first = Weekday::of(start).position() as i32;
        for (weekday, count) in counts.iter_mut().enumerate() {
            let offset = (weekday as i32 - first).rem_euclid(7);
            count[0] = ((length - offset + 6) / 7) as u16;
        }
        for year in start.year()..=end.year() {
            let holidays = public_holidays(year);
            for (at, day) in holidays.into_iter().enumerate() {
                if (start..end).contains(&day) && !holidays[..at].contains(&day) {
                    let count = &mut counts[Weekday::of(day).position()];
                    count[0] -= 1;
                    count[day_kind(day) as usize] += 1;
                }
            }
        }
        Self { start, end, counts }
    }

    pub fn start(&self) -> Date {
        self.start
    }

    /// The first day after the year.
    pub fn end(&self) -> Date {
        self.end
    }

    /// How many days of the year are this weekday and of this kind.
    pub fn days(&self, weekday: Weekday, kind: DayKind) -> u32 {
        u32::from(self.counts[weekday.position()][kind as usize])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::ReferenceYear;
    use crate::time::holidays::{DayKind, day_kind};
    use crate::time::hours::Weekday;

    #[test]
    fn counting_agrees_with_walking_the_year_even_when_ascension_is_on_1_may() {
        for start in [date(2007, 9, 1), date(2008, 2, 29), date(2026, 12, 1), date(2027, 1, 1), date(2024, 2, 1)] {
            let year = ReferenceYear::from(start);
            let mut walked = [[0_u32; 3]; 7];
            for day in start.series(jiff::ToSpan::day(1)).take_while(|day| *day < year.end()) {
                walked[Weekday::of(day).position()][day_kind(day) as usize] += 1;
            }
            for weekday in Weekday::ALL {
                for kind in DayKind::ALL {
                    assert_eq!(
                        year.days(weekday, kind),
                        walked[weekday.position()][kind as usize],
                        "{start} {weekday:?}"
                    );
                }
            }
        }
    }
}
