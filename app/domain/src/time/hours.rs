//! Times of a week: weekdays, intervals of minutes, and the hours in which a provider works.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::values::closed_list::ClosedList;

/// A weekday, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    #[serde(rename = "lundi")]
    Monday,
    #[serde(rename = "mardi")]
    Tuesday,
    #[serde(rename = "mercredi")]
    Wednesday,
    #[serde(rename = "jeudi")]
    Thursday,
    #[serde(rename = "vendredi")]
    Friday,
    #[serde(rename = "samedi")]
    Saturday,
    #[serde(rename = "dimanche")]
    Sunday,
}

impl Weekday {
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    pub fn of(day: Date) -> Self {
        Self::ALL[day.weekday().to_monday_zero_offset() as usize]
    }

    /// The day after; Monday after Sunday.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self.position() + 1) % 7]
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn position(self) -> usize {
        self as usize
    }
}

impl ClosedList for Weekday {
    const ALL: &'static [Self] = &Weekday::ALL;

    fn code(self) -> &'static str {
        match self {
            Self::Monday => "lundi",
            Self::Tuesday => "mardi",
            Self::Wednesday => "mercredi",
            Self::Thursday => "jeudi",
            Self::Friday => "vendredi",
            Self::Saturday => "samedi",
            Self::Sunday => "dimanche",
        }
    }

    fn position(self) -> u32 {
        self as u32
    }
}

/// Minutes in a day.
pub const DAY: u16 = 1440;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HoursError {
    #[error("an interval ends after it starts, between 00:00 and 24:00")]
    Interval,
    #[error("a time is written HH:MM, from 00:00 to 24:00")]
    Time,
}

/// `[start, end)` in minutes of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct Interval {
    start: u16,
    end: u16,
}

impl Interval {
    pub fn new(start: u16, end: u16) -> Result<Self, HoursError> {
        if start < end && end <= DAY { Ok(Self { start, end }) } else { Err(HoursError::Interval) }
    }

    pub fn start(self) -> u16 {
        self.start
    }

    pub fn end(self) -> u16 {
        self.end
    }

    pub fn minutes(self) -> u16 {
        self.end - self.start
    }

    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

impl TryFrom<(u16, u16)> for Interval {
    type Error = HoursError;
    fn try_from((start, end): (u16, u16)) -> Result<Self, HoursError> {
        Self::new(start, end)
    }
}

impl From<Interval> for (u16, u16) {
    fn from(interval: Interval) -> Self {
        (interval.start, interval.end)
    }
}

/// `HH:MM` to minutes; `24:00` is the end of the day.
pub fn parse_time(text: &str) -> Result<u16, HoursError> {
    let (hours, minutes) = text.split_once(':').ok_or(HoursError::Time)?;
    let number = |part: &str| -> Result<u16, HoursError> {
        let short = matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
        if short { part.parse().map_err(|_| HoursError::Time) } else { Err(HoursError::Time) }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let time = hours * 60 + minutes;
    if minutes < 60 && time <= DAY { Ok(time) } else { Err(HoursError::Time) }
}

/// The hours in which a provider sends helpers: for each weekday, sorted disjoint intervals; and whether it works on
/// public holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "OpenHoursForm", into = "OpenHoursForm")]
pub struct OpenHours {
    week: [Vec<Interval>; 7],
    holidays: bool,
}

#[derive(Clone, Serialize, Deserialize)]
struct OpenHoursForm {
    week: [Vec<Interval>; 7],
    holidays: bool,
}

impl OpenHours {
    /// Overlapping or touching intervals of a day are merged.
    pub fn new(mut week: [Vec<Interval>; 7], holidays: bool) -> Self {
        for day in &mut week {
            day.sort_unstable();
            let mut merged: Vec<Interval> = Vec::with_capacity(day.len());
            for interval in day.drain(..) {
                match merged.last_mut() {
                    Some(last) if interval.start <= last.end => last.end = last.end.max(interval.end),
                    Some(_) | None => merged.push(interval),
                }
            }
            *day = merged;
        }
        Self { week, holidays }
    }

    /// Every minute of every day, holidays included: the hours assumed for the cost at a provider whose hours are
    /// unknown.
    pub fn always() -> Self {
        let day = Interval { start: 0, end: DAY };
        Self { week: std::array::from_fn(|_| vec![day]), holidays: true }
    }

    pub fn on(&self, weekday: Weekday) -> &[Interval] {
        &self.week[weekday.position()]
    }

    pub fn works_on_holidays(&self) -> bool {
        self.holidays
    }
}

impl From<OpenHoursForm> for OpenHours {
    fn from(form: OpenHoursForm) -> Self {
        Self::new(form.week, form.holidays)
    }
}

impl From<OpenHours> for OpenHoursForm {
    fn from(hours: OpenHours) -> Self {
        Self { week: hours.week, holidays: hours.holidays }
    }
}

/// A daily window of time, which may pass midnight (22:00 to 06:00).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    pub start: u16,
    pub end: u16,
}

impl Window {
    pub fn contains(self, minute: u16) -> bool {
        if self.start <= self.end {
            (self.start..self.end).contains(&minute)
        } else {
            minute >= self.start || minute < self.end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Interval, OpenHours, Window, parse_time};

    #[test]
    fn times_are_read_strictly() {
        assert_eq!(parse_time("08:30"), Ok(510));
        assert_eq!(parse_time("24:00"), Ok(1440));
        for wrong in ["24:01", "8h", "8:75", "-1:00", "008:00", "", ":"] {
            assert!(parse_time(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn overlapping_hours_are_merged() {
        let interval = |start, end| Interval::new(start, end).expect("a valid interval");
        let mut week: [Vec<Interval>; 7] = Default::default();
        week[0] = vec![interval(600, 720), interval(480, 600), interval(700, 800)];
        let hours = OpenHours::new(week, false);
        assert_eq!(hours.on(super::Weekday::Monday), [interval(480, 800)]);
    }

    #[test]
    fn a_window_may_pass_midnight() {
        let night = Window { start: 1320, end: 360 };
        assert!(night.contains(1430) && night.contains(0) && !night.contains(360) && !night.contains(700));
    }
}
