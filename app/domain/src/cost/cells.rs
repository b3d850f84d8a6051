//! The one engine of costs: billed minutes, split into cells that each have one rate, and what they amount to.
//! The ranking adds the cells up, the explained cost shows each: both are `BilledCells`.

use enum_map::EnumMap;

use crate::cost::billing::BillingTable;
use crate::cost::coverage::Coverage;
use crate::cost::rates::{ByCell, DayPart, Rates, TimePart};
use crate::provider::acts::HourKind;
use crate::values::closed_list::Set;
use crate::values::money::Yearly;

/// Billed minutes of a reference year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledCells {
    pub minutes: EnumMap<HourKind, ByCell<u32>>,
    /// The kinds of day and the times of day of these minutes.
    pub days: Set<DayPart>,
    pub times: Set<TimePart>,
}

impl BilledCells {
    #[inline]
    pub fn of(coverage: &Coverage, billing: &BillingTable) -> Self {
        let mut cells = Self { minutes: EnumMap::default(), days: Set::EMPTY, times: Set::EMPTY };
        for run in &coverage.runs {
            let billed = billing.bill(run.first, coverage.others(run));
            for (time, minutes) in billed.iter().filter(|(_, minutes)| **minutes > 0) {
                cells.times = cells.times.with(time);
                for (cell, visits) in cells.minutes[run.kind][time].values_mut().zip(run.visits.values()) {
                    *cell += minutes * u32::from(*visits);
                }
            }
            cells.days = cells.days.union(run.days);
        }
        cells
    }

    pub fn total(&self) -> u32 {
        self.minutes.values().flat_map(EnumMap::values).flat_map(EnumMap::values).sum()
    }

    /// The exact amount of the year at some hourly prices in cents, surcharges included.
    #[inline]
    pub fn amount(&self, hour_price: &EnumMap<HourKind, u32>, rates: &Rates) -> Yearly {
        let mut amount = 0;
        for (kind, minutes) in &self.minutes {
            let mut rated = 0;
            for time in self.times.iter() {
                for (minutes, surcharge) in minutes[time].values().zip(rates.surcharge[time].values()) {
                    rated += u64::from(*minutes) * (10_000 + u64::from(*surcharge));
                }
            }
            amount += u64::from(hour_price[kind]) * rated;
        }
        Yearly(amount)
    }
}
