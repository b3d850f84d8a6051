//! Billed minutes of a need over its reference year, split by what sets their rate, and their exact cost.
//! Amounts are kept as `cents × minutes × basis points` until the single rounding to the cent.

use serde::{Deserialize, Serialize};

use crate::closed_list;
use crate::need::Visit;
use crate::provider::acts::HourKind;
use crate::provider::tariff::{Surcharges, TariffTerms, USUAL_EVENING, USUAL_NIGHT};
use crate::time::calendar::{DayKind, ReferenceYear};
use crate::time::hours::{OpenHours, Weekday, Window};
use crate::values::closed_list::ClosedList;
use crate::values::money::{BasisPoints, Cents, Yearly, allocate, round_half_up};

closed_list! {
    /// The part of a surcharge that a date decides (design of the method, "Rate of a covered minute").
    DayPart {
        Weekday = "semaine",
        Saturday = "samedi",
        Sunday = "dimanche",
        Holiday = "jour-ferie",
        MayDay = "premier-mai",
    }
}

closed_list! {
    /// The part of a surcharge that the time of day decides.
    TimePart {
        Day = "journee",
        Evening = "soiree",
        Night = "nuit",
    }
}

/// One cell: a day part and a time part. 15 for each kind of hour.
pub const CELLS: usize = DayPart::ALL.len() * TimePart::ALL.len();
/// Divides `cents × minutes × basis points` into cents.
pub const SCALE: u64 = 60 * 10_000;

pub fn cell(day: DayPart, time: TimePart) -> usize {
    day as usize * TimePart::ALL.len() + time as usize
}

/// What, besides prices and surcharges, decides the billed minutes: two tariffs alike here share a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Billing {
    pub evening: Window,
    pub night: Window,
    pub minimum_minutes: u16,
}

impl Billing {
    pub fn of(terms: &TariffTerms) -> Self {
        Self {
            evening: terms.surcharges.evening.map_or(USUAL_EVENING, |time| time.window),
            night: terms.surcharges.night.map_or(USUAL_NIGHT, |time| time.window),
            minimum_minutes: terms.minimum_minutes,
        }
    }

    fn time_part(&self, minute: u16) -> TimePart {
        if self.night.contains(minute) {
            TimePart::Night
        } else if self.evening.contains(minute) {
            TimePart::Evening
        } else {
            TimePart::Day
        }
    }

    /// The first minute after `minute` where the time part may change.
    fn next_edge(&self, minute: u16) -> u16 {
        [self.evening.start, self.evening.end, self.night.start, self.night.end]
            .into_iter()
            .filter(|edge| *edge > minute)
            .min()
            .unwrap_or(crate::time::hours::DAY)
    }
}

/// A billing with its day cut into stretches of evening and night, so that any piece of a day is a few comparisons.
#[derive(Clone, Debug)]
pub(crate) struct BillingTable {
    pub(crate) minimum_minutes: u32,
    /// The longest stretch that is neither: most visits lie inside it.
    plain: (u16, u16),
    stretches: Vec<(u16, u16, TimePart)>,
}

impl BillingTable {
    pub(crate) fn new(billing: Billing) -> Self {
        let mut stretches: Vec<(u16, u16, TimePart)> = Vec::new();
        let (mut minute, mut plain) = (0, (0, 0));
        while minute < crate::time::hours::DAY {
            let next = billing.next_edge(minute).min(crate::time::hours::DAY);
            let part = billing.time_part(minute);
            if part != TimePart::Day {
                stretches.push((minute, next, part));
            } else if next - minute > plain.1 - plain.0 {
                plain = (minute, next);
            }
            minute = next;
        }
        Self { minimum_minutes: u32::from(billing.minimum_minutes), plain, stretches }
    }

    /// Minutes of [start, end) that are evening and night.
    #[inline]
    pub(crate) fn late_minutes(&self, start: u16, end: u16) -> (u32, u32) {
        if self.plain.0 <= start && end <= self.plain.1 {
            return (0, 0);
        }
        let (mut evening, mut night) = (0, 0);
        for (from, to, part) in &self.stretches {
            let minutes = u32::from(end.min(*to).saturating_sub(start.max(*from)));
            if *part == TimePart::Night {
                night += minutes;
            } else {
                evening += minutes;
            }
        }
        (evening, night)
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        std::mem::size_of::<Self>() + std::mem::size_of_val(self.stretches.as_slice())
    }
}

/// The surcharge of each cell, and which cells meet a surcharge that is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rates {
    /// Basis points; where not stated, what is at least due.
    pub surcharge: [u16; CELLS],
    /// Bit n: cell n meets a surcharge not stated.
    pub not_stated: u16,
}

impl Rates {
    pub fn of(said: &Surcharges) -> Self {
        let mut rates = Self { surcharge: [0; CELLS], not_stated: 0 };
        for day in DayPart::ALL.iter().copied() {
            for time in TimePart::ALL.iter().copied() {
                let day_rate = match day {
                    DayPart::Weekday => Some(BasisPoints(0)),
                    DayPart::Saturday => said.saturday,
                    DayPart::Sunday => said.sunday,
                    DayPart::Holiday => said.holiday,
                    DayPart::MayDay => said.may_day.or(said.holiday),
                };
                let time_rate = match time {
                    TimePart::Day => Some(BasisPoints(0)),
                    TimePart::Evening => said.evening.map(|stated| stated.rate),
                    TimePart::Night => said.night.map(|stated| stated.rate),
                };
                let (a, b) = (day_rate.unwrap_or_default().0, time_rate.unwrap_or_default().0);
                let at = cell(day, time);
                rates.surcharge[at] = if said.cumulate { a + b } else { a.max(b) };
                if day_rate.is_none() || time_rate.is_none() {
                    rates.not_stated |= 1 << at;
                }
            }
        }
        rates
    }
}

/// Minutes of the reference year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BilledMinutes {
    /// Needed minutes inside the provider's hours.
    pub covered: u32,
    /// The same by kind of hour.
    pub covered_of: [u32; 2],
    /// Billed minutes by kind of hour and cell: covered ones and those added up to the minimum.
    pub cells: [[u32; CELLS]; 2],
}

impl BilledMinutes {
    /// Counts weekdays and holidays of the year; walks no date.
    pub fn count(visits: &[Visit], year: &ReferenceYear, hours: &OpenHours, billing: &Billing) -> Self {
        let mut minutes = Self::default();
        for visit in visits {
            minutes.add_visit(visit, year, hours, billing);
        }
        minutes
    }

    fn add_visit(&mut self, visit: &Visit, year: &ReferenceYear, hours: &OpenHours, billing: &Billing) {
        let mut parts = [0_u32; 3];
        let mut first = None;
        for open in hours.on(visit.weekday) {
            let Some(covered) = visit.time.intersection(*open) else { continue };
            first.get_or_insert(billing.time_part(covered.start()));
            let mut minute = covered.start();
            while minute < covered.end() {
                let next = billing.next_edge(minute).min(covered.end());
                parts[billing.time_part(minute) as usize] += u32::from(next - minute);
                minute = next;
            }
        }
        let Some(first) = first else { return };
        let worked: u32 = parts.iter().sum();
        // An interval shorter than the minimum is billed the minimum, at its first covered minute's rate.
        parts[first as usize] += u32::from(billing.minimum_minutes).saturating_sub(worked);
        for kind in [DayKind::Ordinary, DayKind::Holiday, DayKind::MayDay] {
            if kind != DayKind::Ordinary && !hours.works_on_holidays() {
                continue;
            }
            let days = year.days(visit.weekday, kind);
            let day = day_part(visit.weekday, kind);
            self.covered += days * worked;
            self.covered_of[visit.kind as usize] += days * worked;
            for time in TimePart::ALL.iter().copied() {
                self.cells[visit.kind as usize][cell(day, time)] += days * parts[time as usize];
            }
        }
    }

    pub fn billed(&self) -> u32 {
        self.cells.iter().flatten().sum()
    }
}

pub fn day_part(weekday: Weekday, kind: DayKind) -> DayPart {
    match kind {
        DayKind::MayDay => DayPart::MayDay,
        DayKind::Holiday => DayPart::Holiday,
        DayKind::Ordinary => match weekday {
            Weekday::Saturday => DayPart::Saturday,
            Weekday::Sunday => DayPart::Sunday,
            Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {
                DayPart::Weekday
            }
        },
    }
}

/// Minutes needed over the year, covered or not.
pub fn needed_minutes(visits: &[Visit], year: &ReferenceYear) -> u32 {
    let days = |weekday| {
        [DayKind::Ordinary, DayKind::Holiday, DayKind::MayDay].map(|kind| year.days(weekday, kind)).iter().sum::<u32>()
    };
    visits.iter().map(|visit| u32::from(visit.time.minutes()) * days(visit.weekday)).sum()
}

/// One line of a cost: minutes of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    pub kind: HourKind,
    pub day: DayPart,
    pub time: TimePart,
    /// Billed minutes over the reference year.
    pub minutes: u32,
    pub hour_price: Cents,
    pub surcharge: BasisPoints,
    /// False: the tariff does not state a surcharge met here, and the line is what is due at least.
    pub stated: bool,
    /// Share of the monthly total; the lines and the fee add up to it exactly.
    pub monthly: Cents,
}

/// What the need costs under one tariff, with the lines that make it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Twelfth of the annual cost, rounded half up, once.
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
    /// True when a surcharge that the need meets is not stated: the cost is "at least".
    pub at_least: bool,
}

/// Why a tariff gives no cost at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoCost {
    /// The hourly price of a kind of hour that the need has is not stated.
    #[serde(rename = "prix-horaire-non-communique")]
    HourPriceNotStated,
    /// None of the needed minutes is covered.
    #[serde(rename = "aucune-heure-couverte")]
    NothingCovered,
}

impl Cost {
    /// The exact annual amount that the lines and the fee add up to.
    pub fn annual(&self) -> Yearly {
        let lines = self
            .lines
            .iter()
            .map(|line| line.hour_price.0 as u64 * u64::from(line.minutes) * (10_000 + u64::from(line.surcharge.0)));
        Yearly(lines.sum::<u64>() + Yearly::of_month(self.monthly_fee).0)
    }

    /// The cost of billed minutes under a tariff. Exact until `monthly`.
    pub fn of(terms: &TariffTerms, minutes: &BilledMinutes) -> Result<Self, NoCost> {
        if minutes.covered == 0 {
            return Err(NoCost::NothingCovered);
        }
        let rates = Rates::of(&terms.surcharges);
        let mut lines = Vec::new();
        let mut amounts = Vec::new();
        for kind in HourKind::ALL.iter().copied() {
            let price = match kind {
                HourKind::Care => terms.care_hour,
                HourKind::Household => terms.household_hour,
            };
            for day in DayPart::ALL.iter().copied() {
                for time in TimePart::ALL.iter().copied() {
                    let at = cell(day, time);
                    let billed = minutes.cells[kind as usize][at];
                    if billed == 0 {
                        continue;
                    }
                    let price = price.ok_or(NoCost::HourPriceNotStated)?;
                    let surcharge = rates.surcharge[at];
                    amounts.push(price.0 as u64 * u64::from(billed) * (10_000 + u64::from(surcharge)));
                    lines.push(CostLine {
                        kind,
                        day,
                        time,
                        minutes: billed,
                        hour_price: price,
                        surcharge: BasisPoints(surcharge),
                        stated: rates.not_stated >> at & 1 == 0,
                        monthly: Cents(0),
                    });
                }
            }
        }
        amounts.push(terms.monthly_fee.0 as u64 * 12 * SCALE);
        let annual: u64 = amounts.iter().sum();
        let monthly = round_half_up(annual, 12 * SCALE);
        // The fee is a whole number of cents a month, so its own share is exact and the lines share the rest.
        amounts.pop();
        let shares = allocate(monthly - terms.monthly_fee.0 as u64, &amounts);
        for (line, share) in lines.iter_mut().zip(shares) {
            line.monthly = Cents(share as i64);
        }
        Ok(Self {
            monthly: Cents(monthly as i64),
            average_hour: Cents(round_half_up(annual, 10_000 * u64::from(minutes.covered)) as i64),
            covered_minutes: minutes.covered,
            billed_minutes: minutes.billed(),
            at_least: lines.iter().any(|line| !line.stated),
            lines,
            monthly_fee: terms.monthly_fee,
            opening_fee: terms.opening_fee,
        })
    }
}
