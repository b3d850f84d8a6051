//! How much of the need a provider covers on each day: the strip of the week on a page.

use serde::{Deserialize, Serialize};

use crate::closed_list;
use crate::need::Visit;
use crate::time::holidays::DayKind;
use crate::time::hours::{Interval, OpenHours, Weekday};
use crate::time::reference_year::ReferenceYear;

closed_list! {
    /// How much of the needed minutes of one day is covered.
    DayCover {
        /// The need has no visit that day.
        NotNeeded = "sans-besoin",
        Full = "toutes",
        Partly = "en-partie",
        Nothing = "aucune",
        /// The hours of the provider are unknown.
        Unknown = "inconnu",
    }
}

/// The cover on each weekday, and on public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekCover {
    /// Ordinary weeks, Monday first.
    pub days: [DayCover; 7],
    /// The public holidays of the reference year, 1 May included, on a weekday with a visit.
    pub holidays: DayCover,
}

impl WeekCover {
    /// The cover of the visits by opening hours; `None` means that the hours are unknown.
    pub fn of(visits: &[Visit], year: &ReferenceYear, hours: Option<&OpenHours>) -> Self {
        let mut week = Self { days: [DayCover::NotNeeded; 7], holidays: DayCover::NotNeeded };
        for visit in visits {
            let worked = hours.map(|hours| worked_minutes(visit.time, hours.on(visit.weekday)));
            let cover = DayCover::of(worked, visit.time.minutes());
            let day = &mut week.days[visit.weekday.position()];
            *day = day.and(cover);
            if has_holiday(year, visit.weekday) {
                let closed = hours.is_some_and(|hours| !hours.works_on_holidays());
                week.holidays = week.holidays.and(if closed { DayCover::Nothing } else { cover });
            }
        }
        week
    }

    /// Whether every needed minute of the reference year is known to be covered.
    pub fn is_full(&self) -> bool {
        let enough = |cover: &DayCover| matches!(cover, DayCover::NotNeeded | DayCover::Full);
        self.days.iter().all(enough) && enough(&self.holidays)
    }
}

impl DayCover {
    fn of(worked: Option<u16>, needed: u16) -> Self {
        match worked {
            None => Self::Unknown,
            Some(0) => Self::Nothing,
            Some(worked) if worked < needed => Self::Partly,
            Some(_) => Self::Full,
        }
    }

    /// The cover of two stretches of needed minutes taken together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotNeeded, cover) | (cover, Self::NotNeeded) => cover,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Full, Self::Full) => Self::Full,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
            (Self::Full | Self::Partly | Self::Nothing, Self::Full | Self::Partly | Self::Nothing) => Self::Partly,
        }
    }
}

fn worked_minutes(visit: Interval, open: &[Interval]) -> u16 {
    open.iter().filter_map(|open| visit.intersection(*open)).map(Interval::minutes).sum()
}

/// Whether a public holiday of the year, 1 May included, is on this weekday.
pub(crate) fn has_holiday(year: &ReferenceYear, weekday: Weekday) -> bool {
    [DayKind::Holiday, DayKind::MayDay].iter().any(|kind| year.days(weekday, *kind) > 0)
}
