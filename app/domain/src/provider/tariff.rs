//! A dated price grid. A surcharge is stated (possibly none) or not stated; a fee is lawful outside prestataire mode only.

use enum_map::EnumMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::need::{Headline, MEALS_A_MONTH};
use crate::provider::acts::{HourKind, Mode};
use crate::time::hours::{DAY, Window};
use crate::values::money::{BasisPoints, Cents};

/// The evening and night used for a tariff that does not state its own windows.
pub const USUAL_EVENING: Window = Window { start: 20 * 60, end: 22 * 60 };
pub const USUAL_NIGHT: Window = Window { start: 22 * 60, end: 6 * 60 };

/// VAT included in an hourly price (CGI 278-0 bis D and 279 i, read 2026-11-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Vat {
    #[serde(rename = "5.5")]
    DependentCare,
    #[serde(rename = "10")]
    Household,
    #[serde(rename = "20")]
    Standard,
    #[serde(rename = "0")]
    Exempt,
}

/// A surcharge for a time of day, in its own window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeSurcharge {
    pub window: Window,
    pub rate: BasisPoints,
}

/// What a tariff says of surcharges. `None` is "not stated"; a rate of 0 is the statement "aucune majoration".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Surcharges {
    pub saturday: Option<BasisPoints>,
    pub sunday: Option<BasisPoints>,
    pub holiday: Option<BasisPoints>,
    /// Not stated: that of the other public holidays.
    pub may_day: Option<BasisPoints>,
    pub evening: Option<TimeSurcharge>,
    pub night: Option<TimeSurcharge>,
    /// Whether the day's and the time's surcharges add up; otherwise the larger counts.
    pub cumulate: bool,
}

/// The terms of a tariff, as stated. Prices include VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffTerms {
    /// First day of validity; it lasts until the next tariff of the same mode.
    #[serde(with = "crate::time::calendar::iso")]
    pub from: Date,
    pub mode: Mode,
    pub care_hour: Option<Cents>,
    pub household_hour: Option<Cents>,
    pub care_vat: Option<Vat>,
    pub household_vat: Option<Vat>,
    pub surcharges: Surcharges,
    /// Minutes billed at least for a visit of which some minutes are worked.
    pub minimum_minutes: u16,
    pub monthly_fee: Cents,
    pub opening_fee: Cents,
    pub meal: Option<Cents>,
    pub remote_alarm_month: Option<Cents>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TariffError {
    #[error(
        "a prestataire tariff may carry no monthly or opening fee without a written special request (CASF D311-0-4-1)"
    )]
    FeeInPrestataire,
    #[error("an hourly price lies between 1 and 500 euros")]
    HourPrice,
    #[error("a fee or a flat price lies between 0 and 10 000 euros")]
    FlatPrice,
    #[error("a surcharge is at most 300 %")]
    Surcharge,
    #[error("a surcharge window lies between 00:00 and 24:00")]
    Window,
    #[error("the minimum billed for a visit is at most 480 minutes")]
    Minimum,
}

/// A tariff whose terms were checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TariffTerms", into = "TariffTerms")]
pub struct Tariff(TariffTerms);

impl Tariff {
    pub fn terms(&self) -> &TariffTerms {
        &self.0
    }

    pub fn hour_price(&self, kind: HourKind) -> Option<Cents> {
        match kind {
            HourKind::Care => self.0.care_hour,
            HourKind::Household => self.0.household_hour,
        }
    }

    /// Hourly prices in cents; 0 where not stated.
    pub fn hour_prices(&self) -> EnumMap<HourKind, u32> {
        EnumMap::from_fn(|kind| self.hour_price(kind).map_or(0, |price| price.0 as u32))
    }

    /// The price that stands for a need without visits, where all of it is stated.
    pub fn headline(&self, headline: Headline) -> Option<Cents> {
        match headline {
            Headline::Hour(kind) => self.hour_price(kind),
            Headline::Flat { meals, remote_alarm } => {
                let meals = if meals { self.0.meal?.0 * i64::from(MEALS_A_MONTH) } else { 0 };
                Some(Cents(meals + if remote_alarm { self.0.remote_alarm_month?.0 } else { 0 }))
            }
        }
    }
}

impl TryFrom<TariffTerms> for Tariff {
    type Error = TariffError;

    fn try_from(terms: TariffTerms) -> Result<Self, TariffError> {
        let within = |price: Cents, low: i64, high: i64| (low..=high).contains(&price.0);
        if terms.mode == Mode::Prestataire && (terms.monthly_fee.0 != 0 || terms.opening_fee.0 != 0) {
            return Err(TariffError::FeeInPrestataire);
        }
        if [terms.care_hour, terms.household_hour].into_iter().flatten().any(|price| !within(price, 100, 50_000)) {
            return Err(TariffError::HourPrice);
        }
        let flat = [terms.meal, terms.remote_alarm_month, Some(terms.monthly_fee), Some(terms.opening_fee)];
        if flat.into_iter().flatten().any(|price| !within(price, 0, 1_000_000)) {
            return Err(TariffError::FlatPrice);
        }
        let said = terms.surcharges;
        let times = [said.evening, said.night];
        let days = [said.saturday, said.sunday, said.holiday, said.may_day];
        let rates = times.into_iter().flatten().map(|time| time.rate).chain(days.into_iter().flatten());
        if rates.into_iter().any(|rate| rate.0 > 30_000) {
            return Err(TariffError::Surcharge);
        }
        if times.into_iter().flatten().any(|time| time.window.start > DAY || time.window.end > DAY) {
            return Err(TariffError::Window);
        }
        if terms.minimum_minutes > 480 {
            return Err(TariffError::Minimum);
        }
        Ok(Self(terms))
    }
}

impl From<Tariff> for TariffTerms {
    fn from(tariff: Tariff) -> Self {
        tariff.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Surcharges, Tariff, TariffError, TariffTerms};
    use crate::provider::acts::Mode;
    use crate::values::money::Cents;

    #[test]
    fn a_fee_is_refused_in_prestataire_mode_only() {
        let terms = |mode| TariffTerms {
            from: date(2026, 1, 1),
            mode,
            care_hour: Some(Cents(2800)),
            household_hour: None,
            care_vat: None,
            household_vat: None,
            surcharges: Surcharges::default(),
            minimum_minutes: 60,
            monthly_fee: Cents(1500),
            opening_fee: Cents(0),
            meal: None,
            remote_alarm_month: None,
        };
        assert_eq!(Tariff::try_from(terms(Mode::Prestataire)), Err(TariffError::FeeInPrestataire));
        assert!(Tariff::try_from(terms(Mode::Mandataire)).is_ok());
    }
}
