//! The cost of a need under a tariff. Amounts are kept as `cents × minutes × basis points` until the single rounding to
//! the cent.

mod billing;
mod cells;
mod coverage;
mod rates;

use serde::{Deserialize, Serialize};

use crate::provider::acts::HourKind;
use crate::provider::tariff::Tariff;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::money::{BasisPoints, Cents, Yearly, allocate, round_half_up};

pub use billing::{Billing, BillingTable};
pub use cells::BilledCells;
pub use coverage::{Billed, Coverage, Coverages};
pub use rates::{ByCell, DayPart, Rates, TimePart};

/// One line of a cost: minutes at one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    pub kind: HourKind,
    pub day: DayPart,
    pub time: TimePart,
    /// Billed minutes over the reference year.
    pub minutes: u32,
    pub hour_price: Cents,
    pub surcharge: BasisPoints,
    /// False: the tariff does not state a surcharge that applies here, and the line is the least that is due.
    pub stated: bool,
    /// Share of the monthly total; the lines and the fee add up to it exactly.
    pub monthly: Cents,
}

/// The cost of a need under one tariff, with its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// A twelfth of the annual cost, rounded half up once.
    pub monthly: Cents,
    /// Annual cost per covered hour, for display, rounded half up.
    pub average_hour: Cents,
    pub covered_minutes: u32,
    pub billed_minutes: u32,
    pub lines: Vec<CostLine>,
    /// Monthly fee, part of `monthly`.
    pub monthly_fee: Cents,
    /// Due once, not part of `monthly`.
    pub opening_fee: Cents,
    /// True if a surcharge that applies to the need is not stated: the cost is "at least" this.
    pub at_least: bool,
}

/// Why a tariff gives no cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoCost {
    /// The hourly price of a kind of hour in the need is not stated.
    #[serde(rename = "prix-horaire-non-communique")]
    HourPriceNotStated,
    /// None of the needed minutes is covered.
    #[serde(rename = "aucune-heure-couverte")]
    NothingCovered,
}

impl Cost {
    /// The cost of the covered part of a need under a tariff. Exact until `monthly`.
    ///
    /// # Errors
    /// Nothing is covered, or the price of a covered hour is not stated.
    pub fn of(tariff: &Tariff, coverages: &Coverages, coverage: &Coverage) -> Result<Self, NoCost> {
        let terms = tariff.terms();
        let covered_minutes = coverage.total();
        if covered_minutes == 0 {
            return Err(NoCost::NothingCovered);
        }
        let cells = BilledCells::of(coverages, coverage, &BillingTable::from(Billing::of(terms)));
        let mut lines = cells.lines(tariff, &Rates::of(&terms.surcharges))?;
        let amounts: Vec<u64> = lines.iter().map(|line| line.annual().0).collect();
        let annual = Yearly(amounts.iter().sum::<u64>() + Yearly::of_month(terms.monthly_fee).0);
        let monthly = annual.monthly();
        // The fee is a whole number of cents a month, so it takes no part in the rounding: only the lines do.
        let shares = allocate((monthly.0 - terms.monthly_fee.0) as u64, &amounts);
        for (line, share) in lines.iter_mut().zip(shares) {
            line.monthly = Cents(share as i64);
        }
        Ok(Self {
            monthly,
            average_hour: Cents(round_half_up(annual.0, 10_000 * u64::from(covered_minutes)) as i64),
            covered_minutes,
            billed_minutes: cells.total(),
            at_least: lines.iter().any(|line| !line.stated),
            lines,
            monthly_fee: terms.monthly_fee,
            opening_fee: terms.opening_fee,
        })
    }

    /// The exact annual amount to which the lines and the fee add up.
    pub fn annual(&self) -> Yearly {
        let lines = self.lines.iter().map(|line| line.annual().0);
        Yearly(lines.sum::<u64>() + Yearly::of_month(self.monthly_fee).0)
    }
}

impl CostLine {
    fn annual(&self) -> Yearly {
        Yearly(self.hour_price.0 as u64 * u64::from(self.minutes) * (10_000 + u64::from(self.surcharge.0)))
    }
}

impl BilledCells {
    /// A line for each cell with minutes; its share of the month is not set yet.
    fn lines(&self, tariff: &Tariff, rates: &Rates) -> Result<Vec<CostLine>, NoCost> {
        let mut lines = Vec::new();
        for (kind, cells) in &self.minutes {
            for day in DayPart::ALL.iter().copied() {
                for time in TimePart::ALL.iter().copied().filter(|time| cells[*time][day] > 0) {
                    lines.push(CostLine {
                        kind,
                        day,
                        time,
                        minutes: cells[time][day],
                        hour_price: tariff.hour_price(kind).ok_or(NoCost::HourPriceNotStated)?,
                        surcharge: BasisPoints(rates.surcharge[time][day]),
                        stated: rates.states(Set::EMPTY.with(day), time),
                        monthly: Cents(0),
                    });
                }
            }
        }
        Ok(lines)
    }
}
