//! Money in integer cents, exact, and the only rounding that the method allows.

use std::iter::Sum;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// An amount in euro cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// From euros; none if they are finer than a cent, or too many.
    pub fn from_euros(euros: Decimal) -> Option<Self> {
        let cents = euros.checked_mul(Decimal::ONE_HUNDRED)?;
        cents.fract().is_zero().then(|| cents.to_i64().map(Self))?
    }

    /// In euros, with two decimals.
    pub fn euros(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

/// An exact amount of twelve months, in `cents × minutes × basis points`: the product of a rate and a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Yearly(pub u64);

impl Yearly {
    /// One cent a month.
    pub const A_CENT_A_MONTH: u64 = 12 * 60 * 10_000;

    pub fn of_month(amount: Cents) -> Self {
        Self(amount.0 as u64 * Self::A_CENT_A_MONTH)
    }

    /// Minutes of the year at a price per hour.
    pub fn of_hours(minutes: u32, hour: Cents) -> Self {
        Self(u64::from(minutes) * hour.0 as u64 * 10_000)
    }

    /// A twelfth, rounded half up to the cent.
    pub fn monthly(self) -> Cents {
        Cents(round_half_up(self.0, Self::A_CENT_A_MONTH) as i64)
    }
}

impl Sum for Yearly {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

/// A proportion in hundredths of a percent: 2500 is 25 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub u16);

/// `numerator / denominator` rounded half up. The denominator is positive; neither may exceed 2^62.
pub fn round_half_up(numerator: u64, denominator: u64) -> u64 {
    (2 * numerator + denominator) / (2 * denominator)
}

/// Shares `total` between parts in proportion, so that the shares add up exactly to it (largest remainders first,
/// then first parts first). All parts zero gives all shares zero.
pub fn allocate(total: u64, parts: &[u64]) -> Vec<u64> {
    let sum: u128 = parts.iter().map(|part| u128::from(*part)).sum();
    if sum == 0 {
        return vec![0; parts.len()];
    }
    let exact = |part: u64| u128::from(total) * u128::from(part);
    let mut shares: Vec<u64> = parts.iter().map(|part| (exact(*part) / sum) as u64).collect();
    let mut remainders: Vec<u128> = parts.iter().map(|part| exact(*part) % sum).collect();
    // Fewer cents are missing than there are remainders above 0, so each part gets at most one.
    for _ in shares.iter().sum()..total {
        let largest = (0..parts.len()).rev().max_by_key(|at| remainders[*at]).unwrap_or_default();
        shares[largest] += 1;
        remainders[largest] = 0;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{allocate, round_half_up};

    #[test]
    fn half_a_cent_goes_up() {
        assert_eq!(round_half_up(5, 2), 3);
        assert_eq!(round_half_up(7, 3), 2);
        assert_eq!(round_half_up(8, 3), 3);
    }

    #[test]
    fn shares_add_up_to_the_total() {
        assert_eq!(allocate(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(allocate(0, &[3, 4]), [0, 0]);
        assert_eq!(allocate(7, &[0, 0]), [0, 0]);
        assert_eq!(allocate(11, &[1, 2, 2, 3]), [1, 3, 3, 4]);
    }
}
