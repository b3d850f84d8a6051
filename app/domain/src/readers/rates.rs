//! Surcharges and rates of VAT as people write them: "25", "12,5 %", "aucune".

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

use super::amounts::number;
use crate::provider::tariff::Vat;
use crate::values::money::BasisPoints;
use crate::values::search::fold;

/// Why a text is not read as one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RateError {
    #[error("a rate is written like 25 or 12,5 %")]
    Unreadable,
    /// "0,25" and "1,25" may be coefficients or percentages.
    #[error("a rate of 3 or less has its sign: 2,5 %")]
    Coefficient,
}

/// A number up to this one without a percent sign may be a coefficient: 2 doubles the price.
const COEFFICIENTS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// 25 means 25 %; at most two decimals.
///
/// # Errors
/// `Coefficient` for a number up to 3 without a percent sign; `Unreadable` for anything but one rate.
pub fn percent(text: &str) -> Result<BasisPoints, RateError> {
    let text = text.trim();
    if matches!(fold(text).as_str(), "aucune" | "aucune majoration") {
        return Ok(BasisPoints(0));
    }
    let (plain, signed) = text.strip_suffix('%').map_or((text, false), |plain| (plain, true));
    let rate = number(plain).map_err(|_| RateError::Unreadable)?;
    if !signed && rate > Decimal::ZERO && rate <= COEFFICIENTS {
        return Err(RateError::Coefficient);
    }
    let points = rate.checked_mul(Decimal::ONE_HUNDRED).filter(|points| points.fract().is_zero());
    points.and_then(|points| points.to_u16()).map(BasisPoints).ok_or(RateError::Unreadable)
}

/// "25", "12,5", and "2,5 %" if the percent sign is needed to read it back.
pub fn percent_text(rate: BasisPoints) -> String {
    let text = format!("{},{:02}", rate.0 / 100, rate.0 % 100);
    let text = text.trim_end_matches('0').trim_end_matches(',');
    let sign = if (1..=300).contains(&rate.0) { " %" } else { "" };
    format!("{text}{sign}")
}

/// One of the four rates of VAT; none for any other.
pub fn vat(text: &str) -> Option<Vat> {
    let text = text.trim();
    if matches!(fold(text).as_str(), "exonere" | "exoneree" | "exoneration") {
        return Some(Vat::Exempt);
    }
    let rate = number(text.strip_suffix('%').unwrap_or(text)).ok()?;
    let rates = [(55, Vat::DependentCare), (100, Vat::Household), (200, Vat::Standard), (0, Vat::Exempt)];
    rates.into_iter().find(|(tenths, _)| rate == Decimal::new(*tenths, 1)).map(|(_, vat)| vat)
}

#[cfg(test)]
mod tests {
    use super::{RateError, percent, percent_text, vat};
    use crate::provider::tariff::Vat;
    use crate::values::money::BasisPoints;

    #[test]
    fn a_rate_is_exact_or_asked_again() {
        for (text, points) in [
            ("25", 2500),
            ("25 %", 2500),
            ("+25\u{a0}%", 2500),
            ("12,5", 1250),
            ("12.50 %", 1250),
            ("0", 0),
            ("0,5 %", 50),
            ("2,5 %", 250),
            ("1 %", 100),
            ("100", 10_000),
            ("aucune", 0),
            ("Aucune majoration", 0),
        ] {
            assert_eq!(percent(text), Ok(BasisPoints(points)), "{text}");
        }
        for text in ["0,25", "1,25", "1,5", "1.5", "2", "3", "0.01"] {
            assert_eq!(percent(text), Err(RateError::Coefficient), "{text}");
        }
        for text in
            ["", "%", "12%5", "12 5", "-5", "9999", "25,125", "25 € %", "25 %%", "x1,25", "25 à 50 %", "50 % le soir"]
        {
            assert_eq!(percent(text), Err(RateError::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_rate_that_is_written_is_read_back() {
        assert_eq!(
            [2500, 1250, 50, 0, 250].map(|rate| percent_text(BasisPoints(rate))),
            ["25", "12,5", "0,5 %", "0", "2,5 %"]
        );
        for rate in 0..=30_000 {
            assert_eq!(percent(&percent_text(BasisPoints(rate))), Ok(BasisPoints(rate)));
        }
    }

    #[test]
    fn a_vat_is_one_of_four() {
        for (text, rate) in [
            ("5,5", Vat::DependentCare),
            ("5.50 %", Vat::DependentCare),
            ("10", Vat::Household),
            ("20 %", Vat::Standard),
            ("0", Vat::Exempt),
            ("exonéré", Vat::Exempt),
            ("EXONÉRÉE", Vat::Exempt),
        ] {
            assert_eq!(vat(text), Some(rate), "{text}");
        }
        for text in ["0.055", "5", "", "19,6", "5,5 € ", "55"] {
            assert_eq!(vat(text), None, "{text}");
        }
    }
}
