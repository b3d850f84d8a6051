//! What decides the rate of a minute: the kind of its day, its time of day, and the surcharges of the tariff for both.

use enum_map::{Enum, EnumMap};

use crate::closed_list;
use crate::provider::tariff::Surcharges;
use crate::time::holidays::DayKind;
use crate::time::hours::Weekday;
use crate::values::closed_list::Set;
use crate::values::money::BasisPoints;

closed_list! {
    /// The part of a surcharge that depends on the date (design of the method, "Rate of a covered minute").
    #[derive(Enum)]
    DayPart {
        Weekday = "semaine",
        Saturday = "samedi",
        Sunday = "dimanche",
        Holiday = "jour-ferie",
        MayDay = "premier-mai",
    }
}

closed_list! {
    /// The part of a surcharge that depends on the time of day.
    #[derive(Enum)]
    TimePart {
        Day = "journee",
        Evening = "soiree",
        Night = "nuit",
    }
}

impl DayPart {
    pub fn of(weekday: Weekday, kind: DayKind) -> Self {
        match kind {
            DayKind::MayDay => Self::MayDay,
            DayKind::Holiday => Self::Holiday,
            DayKind::Ordinary => match weekday {
                Weekday::Saturday => Self::Saturday,
                Weekday::Sunday => Self::Sunday,
                Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {
                    Self::Weekday
                }
            },
        }
    }
}

/// One value for each cell: a time of day on a kind of day. All minutes of a cell have the same rate.
pub type ByCell<V> = EnumMap<TimePart, EnumMap<DayPart, V>>;

/// The surcharge of each cell, and which parts of it are not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rates {
    /// Basis points; if not stated, the least that is due.
    pub surcharge: ByCell<u16>,
    pub unstated_days: Set<DayPart>,
    pub unstated_times: Set<TimePart>,
}

impl Rates {
    pub fn of(surcharges: &Surcharges) -> Self {
        let by_day = EnumMap::from_fn(|day| match day {
            DayPart::Weekday => Some(BasisPoints(0)),
            DayPart::Saturday => surcharges.saturday,
            DayPart::Sunday => surcharges.sunday,
            DayPart::Holiday => surcharges.holiday,
            DayPart::MayDay => surcharges.may_day.or(surcharges.holiday),
        });
        let by_time = EnumMap::from_fn(|time| match time {
            TimePart::Day => Some(BasisPoints(0)),
            TimePart::Evening => surcharges.evening.map(|stated| stated.rate),
            TimePart::Night => surcharges.night.map(|stated| stated.rate),
        });
        let due = |stated: Option<BasisPoints>| stated.unwrap_or_default().0;
        let of_cell = |time, day| {
            let (day, time) = (due(by_day[day]), due(by_time[time]));
            if surcharges.cumulate { day + time } else { day.max(time) }
        };
        Self {
            surcharge: EnumMap::from_fn(|time| EnumMap::from_fn(|day| of_cell(time, day))),
            unstated_days: by_day.iter().filter(|(_, stated)| stated.is_none()).map(|(day, _)| day).collect(),
            unstated_times: by_time.iter().filter(|(_, stated)| stated.is_none()).map(|(time, _)| time).collect(),
        }
    }

    /// Whether every surcharge for minutes on these days and at this time is stated.
    #[inline]
    pub fn states(&self, days: Set<DayPart>, time: TimePart) -> bool {
        self.unstated_days.intersection(days).is_empty() && !self.unstated_times.contains(time)
    }
}
