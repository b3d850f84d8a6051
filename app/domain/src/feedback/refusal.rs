//! What is counted of a refusal: which provider, in which zone and month, why, for which part of the week and which
//! act. Only codes of closed lists: no day, no time, no text, nothing about the person helped or about whoever counts.

use std::fmt;

use jiff::civil::{Date, date};

use crate::closed_list;
use crate::need::Visit;
use crate::provider::acts::Act;
use crate::time::hours::{DAY, Interval, Weekday};
use crate::values::closed_list::{ClosedList, Set};
use crate::values::ids::{Finess, Zone};

closed_list! {
    /// Why a provider takes no new person, in its words.
    RefusalReason {
        /// It has no place at all.
        Full = "complet",
        /// Not at these hours.
        Hours = "horaires",
        /// It does not do this task.
        Act = "prestation",
        /// It does not come to this zone.
        Zone = "secteur",
        /// It cannot begin in time.
        Delay = "delai",
        /// It does not take this kind of situation.
        Public = "public",
        Other = "autre",
    }
}

impl RefusalReason {
    /// Whether it contradicts a listing that states that it takes new people.
    pub fn denies_places(self) -> bool {
        match self {
            Self::Full | Self::Hours | Self::Delay => true,
            Self::Act | Self::Zone | Self::Public | Self::Other => false,
        }
    }
}

closed_list! {
    /// A part of the week. Each minute of the week is in exactly one: five parts of Monday to Friday, and the weekend.
    DaySlot {
        /// 7:00 to 11:00.
        Morning = "matin",
        /// 11:00 to 14:00.
        Midday = "midi",
        /// 14:00 to 18:00.
        Afternoon = "apres-midi",
        /// 18:00 to 21:00.
        Evening = "soir",
        /// 21:00 to 7:00.
        Night = "nuit",
        /// Saturday and Sunday, at any hour.
        Weekend = "week-end",
    }
}
pub type DaySlotSet = Set<DaySlot>;

impl DaySlot {
    /// Its hours on each of its days, in minutes.
    fn hours(self) -> &'static [(u16, u16)] {
        match self {
            Self::Morning => &[(7 * 60, 11 * 60)],
            Self::Midday => &[(11 * 60, 14 * 60)],
            Self::Afternoon => &[(14 * 60, 18 * 60)],
            Self::Evening => &[(18 * 60, 21 * 60)],
            Self::Night => &[(0, 7 * 60), (21 * 60, DAY)],
            Self::Weekend => &[(0, DAY)],
        }
    }

    fn has(self, weekday: Weekday, time: Interval) -> bool {
        let weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
        let meets = |(start, end): &(u16, u16)| time.start() < *end && *start < time.end();
        weekend == (self == Self::Weekend) && self.hours().iter().any(meets)
    }

    /// The parts of the week that the visits touch.
    pub fn touched(visits: &[Visit]) -> DaySlotSet {
        let touches = |slot: &Self| visits.iter().any(|visit| slot.has(visit.weekday, visit.time));
        Self::ALL.iter().copied().filter(touches).collect()
    }
}

/// One refusal, to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    pub finess: Finess,
    pub zone: Zone,
    pub reason: RefusalReason,
    /// None: not given.
    pub slot: Option<DaySlot>,
    /// None: not given.
    pub act: Option<Act>,
}

/// For how many months counts are kept, the current one included.
pub const MONTHS_KEPT: u8 = 12;

/// A month, "2026-11": the only time that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    /// 1 to 12.
    month: i8,
}

impl Month {
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Reads "2026-11" and no other format.
    pub fn parse(text: &str) -> Option<Self> {
        let month = text.get(5..)?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let read = Self { year: text.get(..4)?.parse().ok()?, month };
        (read.to_string() == text).then_some(read)
    }

    pub fn first_day(self) -> Date {
        date(self.year, self.month, 1)
    }

    /// The month that is some months earlier.
    pub fn back(self, months: u8) -> Self {
        let count = i32::from(self.year) * 12 + i32::from(self.month) - 1 - i32::from(months);
        Self { year: count.div_euclid(12) as i16, month: count.rem_euclid(12) as i8 + 1 }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// How often one refusal was counted in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub refusal: Refusal,
    pub month: Month,
    pub count: u32,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{DaySlot, Month, RefusalReason};
    use crate::need::Visit;
    use crate::provider::acts::HourKind;
    use crate::time::hours::{DAY, Interval, Weekday};
    use crate::values::closed_list::ClosedList;

    fn touched(weekday: Weekday, start: u16, end: u16) -> Vec<DaySlot> {
        let time = Interval::new(start, end).expect("an interval");
        DaySlot::touched(&[Visit { weekday, time, kind: HourKind::Care }]).iter().collect()
    }

    #[test]
    fn each_minute_of_the_week_is_in_one_part_of_it() {
        for weekday in Weekday::ALL {
            for minute in 0..DAY {
                assert_eq!(touched(weekday, minute, minute + 1).len(), 1, "{weekday:?} {minute}");
            }
        }
    }

    #[test]
    fn a_visit_touches_the_parts_that_it_lies_in_and_not_the_one_it_ends_at() {
        use DaySlot::{Afternoon, Evening, Midday, Morning, Night, Weekend};
        assert_eq!(touched(Weekday::Monday, 8 * 60, 11 * 60), [Morning]);
        assert_eq!(touched(Weekday::Friday, 10 * 60, 15 * 60), [Morning, Midday, Afternoon]);
        assert_eq!(touched(Weekday::Friday, 20 * 60 + 59, DAY), [Evening, Night]);
        assert_eq!(touched(Weekday::Tuesday, 6 * 60, 7 * 60), [Night]);
        assert_eq!(touched(Weekday::Saturday, 6 * 60, 22 * 60), [Weekend]);
        assert!(DaySlot::touched(&[]).is_empty());
    }

    #[test]
    fn a_month_goes_back_over_new_year_and_is_read_as_it_is_written() {
        let month = Month::of(date(2026, 2, 28));
        assert_eq!(month.to_string(), "2026-02");
        assert_eq!(month.back(1).to_string(), "2026-01");
        assert_eq!(month.back(11).to_string(), "2025-03");
        assert_eq!(month.back(26).to_string(), "2023-12");
        assert_eq!(Month::parse("2026-02"), Some(month));
        assert_eq!(month.first_day(), date(2026, 2, 1));
        assert!(month.back(1) < month && Month::of(date(2025, 12, 31)) < month.back(1));
        for wrong in ["", "2026", "2026-13", "2026-2", "2026-02-01", "2026-02-"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_reason_and_part_of_the_week_has_its_code() {
        let reasons: Vec<&str> = RefusalReason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(reasons, ["complet", "horaires", "prestation", "secteur", "delai", "public", "autre"]);
        let slots: Vec<&str> = DaySlot::ALL.iter().map(|slot| slot.code()).collect();
        assert_eq!(slots, ["matin", "midi", "apres-midi", "soir", "nuit", "week-end"]);
    }
}
