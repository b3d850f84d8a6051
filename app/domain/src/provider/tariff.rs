//! A price list with a first day. A surcharge is either stated (possibly as "none") or not stated; a fee is lawful only
//! outside prestataire mode.

use std::ops::RangeInclusive;

use enum_map::EnumMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::need::{Headline, MEALS_A_MONTH};
use crate::provider::acts::{HourKind, Mode};
use crate::time::hours::{DAY, Window};
use crate::values::money::{BasisPoints, Cents};

/// The evening and the night of a tariff that does not state these windows.
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

/// A surcharge for a time of day, with the window in which it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeSurcharge {
    pub window: Window,
    pub rate: BasisPoints,
}

/// The surcharges in a tariff. `None` means "not stated"; a rate of 0 is the statement "aucune majoration".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Surcharges {
    pub saturday: Option<BasisPoints>,
    pub sunday: Option<BasisPoints>,
    pub holiday: Option<BasisPoints>,
    /// If not stated, the rate for the other public holidays applies.
    pub may_day: Option<BasisPoints>,
    pub evening: Option<TimeSurcharge>,
    pub night: Option<TimeSurcharge>,
    /// Whether the surcharges of the day and of the time add up; if not, the larger one applies.
    pub cumulate: bool,
}

/// The terms of a tariff, as stated. Prices include VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffTerms {
    /// First day of validity; it is valid until the next tariff of the same mode.
    #[serde(with = "crate::time::calendar::iso")]
    pub from: Date,
    pub mode: Mode,
    pub care_hour: Option<Cents>,
    pub household_hour: Option<Cents>,
    pub care_vat: Option<Vat>,
    pub household_vat: Option<Vat>,
    pub surcharges: Surcharges,
    /// Fewest minutes billed for a visit of which at least one minute is worked.
    pub minimum_minutes: u16,
    pub monthly_fee: Cents,
    pub opening_fee: Cents,
    pub meal: Option<Cents>,
    pub remote_alarm_month: Option<Cents>,
}

/// Prices of an hour outside this range are mistakes.
pub const HOUR_PRICES: RangeInclusive<Cents> = Cents(100)..=Cents(50_000);
/// Fees, and prices of a meal or of a month, outside this range are mistakes.
pub const FLAT_PRICES: RangeInclusive<Cents> = Cents(0)..=Cents(1_000_000);
pub const HIGHEST_SURCHARGE: BasisPoints = BasisPoints(30_000);
/// Highest allowed value of the fewest minutes billed.
pub const LONGEST_MINIMUM: u16 = 480;

/// A term of a tariff that can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    CareHour,
    HouseholdHour,
    MonthlyFee,
    OpeningFee,
    Meal,
    RemoteAlarm,
    Saturday,
    Sunday,
    Holiday,
    MayDay,
    Evening,
    Night,
    Minimum,
}

/// Why a tariff is refused, with the first of its terms that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TariffError {
    #[error(
        "a prestataire tariff may carry no monthly or opening fee without a written special request (CASF D311-0-4-1)"
    )]
    FeeInPrestataire(Term),
    #[error("an hourly price lies between {} and {} euros", HOUR_PRICES.start().euros(), HOUR_PRICES.end().euros())]
    HourPrice(Term),
    #[error("a fee or a flat price lies between {} and {} euros", FLAT_PRICES.start().euros(), FLAT_PRICES.end().euros())]
    FlatPrice(Term),
    #[error("a surcharge is at most {} %", HIGHEST_SURCHARGE.0 / 100)]
    Surcharge(Term),
    #[error("a surcharge window lies between 00:00 and 24:00")]
    Window(Term),
    #[error("the minimum billed for a visit is at most {LONGEST_MINIMUM} minutes")]
    Minimum,
}

impl TariffError {
    pub fn term(self) -> Term {
        match self {
            Self::FeeInPrestataire(term)
            | Self::HourPrice(term)
            | Self::FlatPrice(term)
            | Self::Surcharge(term)
            | Self::Window(term) => term,
            Self::Minimum => Term::Minimum,
        }
    }
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

    /// The price that stands for a need without visits, if all parts of it are stated.
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
        let fees = [(Term::MonthlyFee, terms.monthly_fee), (Term::OpeningFee, terms.opening_fee)];
        let fee = fees.iter().find(|(_, fee)| terms.mode == Mode::Prestataire && fee.0 != 0);
        if let Some((term, _)) = fee {
            return Err(TariffError::FeeInPrestataire(*term));
        }
        let hours = [(Term::CareHour, terms.care_hour), (Term::HouseholdHour, terms.household_hour)];
        if let Some(term) = first_at_fault(&hours, |price| HOUR_PRICES.contains(&price)) {
            return Err(TariffError::HourPrice(term));
        }
        let fees = fees.map(|(term, fee)| (term, Some(fee)));
        let flat = [fees[0], fees[1], (Term::Meal, terms.meal), (Term::RemoteAlarm, terms.remote_alarm_month)];
        if let Some(term) = first_at_fault(&flat, |price| FLAT_PRICES.contains(&price)) {
            return Err(TariffError::FlatPrice(term));
        }
        let stated = terms.surcharges;
        let days = [
            (Term::Saturday, stated.saturday),
            (Term::Sunday, stated.sunday),
            (Term::Holiday, stated.holiday),
            (Term::MayDay, stated.may_day),
        ];
        let times = [(Term::Evening, stated.evening), (Term::Night, stated.night)];
        let rates = times.map(|(term, time)| (term, time.map(|time| time.rate)));
        let is_lawful = |rate: BasisPoints| rate <= HIGHEST_SURCHARGE;
        if let Some(term) = first_at_fault(&days, is_lawful).or_else(|| first_at_fault(&rates, is_lawful)) {
            return Err(TariffError::Surcharge(term));
        }
        let in_a_day = |time: TimeSurcharge| time.window.start <= DAY && time.window.end <= DAY;
        if let Some(term) = first_at_fault(&times, in_a_day) {
            return Err(TariffError::Window(term));
        }
        if terms.minimum_minutes > LONGEST_MINIMUM {
            return Err(TariffError::Minimum);
        }
        Ok(Self(terms))
    }
}

/// The first term whose value is stated and wrong.
fn first_at_fault<T: Copy>(terms: &[(Term, Option<T>)], is_right: impl Fn(T) -> bool) -> Option<Term> {
    terms.iter().find(|(_, value)| value.is_some_and(|value| !is_right(value))).map(|(term, _)| *term)
}

impl From<Tariff> for TariffTerms {
    fn from(tariff: Tariff) -> Self {
        tariff.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{
        FLAT_PRICES, HIGHEST_SURCHARGE, HOUR_PRICES, LONGEST_MINIMUM, Surcharges, Tariff, TariffError, TariffTerms,
        Term, TimeSurcharge, USUAL_NIGHT,
    };
    use crate::provider::acts::Mode;
    use crate::time::hours::{DAY, Window};
    use crate::values::money::{BasisPoints, Cents};

    fn terms(mode: Mode) -> TariffTerms {
        TariffTerms {
            from: date(2026, 1, 1),
            mode,
            care_hour: Some(Cents(2800)),
            household_hour: None,
            care_vat: None,
            household_vat: None,
            surcharges: Surcharges::default(),
            minimum_minutes: 60,
            monthly_fee: Cents(0),
            opening_fee: Cents(0),
            meal: None,
            remote_alarm_month: None,
        }
    }

    #[test]
    fn a_fee_is_refused_in_prestataire_mode_only() {
        let with_fee = |mode| Tariff::try_from(TariffTerms { opening_fee: Cents(1500), ..terms(mode) });
        assert_eq!(with_fee(Mode::Prestataire), Err(TariffError::FeeInPrestataire(Term::OpeningFee)));
        assert!(with_fee(Mode::Mandataire).is_ok());
    }

    #[test]
    fn what_passes_a_limit_is_refused_with_its_term_and_what_reaches_it_is_not() {
        let checked = |change: &dyn Fn(&mut TariffTerms)| {
            let mut terms = terms(Mode::Mandataire);
            change(&mut terms);
            Tariff::try_from(terms).err()
        };
        let (low, high) = (HOUR_PRICES.start().0, HOUR_PRICES.end().0);
        for (price, error) in [
            (low - 1, Some(TariffError::HourPrice(Term::HouseholdHour))),
            (low, None),
            (high, None),
            (high + 1, Some(TariffError::HourPrice(Term::HouseholdHour))),
        ] {
            assert_eq!(checked(&|terms| terms.household_hour = Some(Cents(price))), error, "{price}");
        }
        let high = *FLAT_PRICES.end();
        assert_eq!(checked(&|terms| (terms.meal, terms.monthly_fee) = (Some(high), high)), None);
        type Change<'a> = &'a dyn Fn(&mut TariffTerms);
        let above: [(Term, Change<'_>); 3] = [
            (Term::Meal, &|terms| terms.meal = Some(Cents(high.0 + 1))),
            (Term::RemoteAlarm, &|terms| terms.remote_alarm_month = Some(Cents(-1))),
            (Term::MonthlyFee, &|terms| terms.monthly_fee = Cents(-1)),
        ];
        for (term, change) in above {
            assert_eq!(checked(change), Some(TariffError::FlatPrice(term)));
        }
        let above = BasisPoints(HIGHEST_SURCHARGE.0 + 1);
        assert_eq!(checked(&|terms| terms.surcharges.sunday = Some(HIGHEST_SURCHARGE)), None);
        assert_eq!(
            checked(&|terms| terms.surcharges.may_day = Some(above)),
            Some(TariffError::Surcharge(Term::MayDay))
        );
        let night = |rate, window| Some(TimeSurcharge { window, rate });
        assert_eq!(
            checked(&|terms| terms.surcharges.night = night(above, USUAL_NIGHT)),
            Some(TariffError::Surcharge(Term::Night))
        );
        let past_midnight = Window { start: 22 * 60, end: DAY + 1 };
        assert_eq!(
            checked(&|terms| terms.surcharges.night = night(BasisPoints(0), past_midnight)),
            Some(TariffError::Window(Term::Night))
        );
        assert_eq!(checked(&|terms| terms.minimum_minutes = LONGEST_MINIMUM), None);
        assert_eq!(checked(&|terms| terms.minimum_minutes = LONGEST_MINIMUM + 1), Some(TariffError::Minimum));
    }
}
