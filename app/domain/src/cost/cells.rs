//! Billed minutes by cell: the parts of a cost that an explanation shows, each with its rate.

use enum_map::EnumMap;

use crate::cost::billing::BillingTable;
use crate::cost::coverage::{Coverage, Coverages};
use crate::cost::rates::ByCell;
use crate::provider::acts::HourKind;

/// Billed minutes of a reference year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledCells {
    pub minutes: EnumMap<HourKind, ByCell<u32>>,
}

impl BilledCells {
    pub fn of(coverages: &Coverages, coverage: &Coverage, billing: &BillingTable) -> Self {
        let mut minutes: EnumMap<HourKind, ByCell<u32>> = EnumMap::default();
        coverages.bill(coverage, billing, |billed| {
            for (day, visits) in billed.visits {
                minutes[billed.kind][billed.time][day] += billed.minutes * u32::from(visits);
            }
        });
        Self { minutes }
    }

    pub fn total(&self) -> u32 {
        self.minutes.values().flat_map(EnumMap::values).flat_map(EnumMap::values).sum()
    }
}
