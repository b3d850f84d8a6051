//! Prices as the ranking compares them: exact, and on the same scale for every provider.

use std::cmp::Ordering;

use crate::values::money::{Cents, Yearly, round_half_up};

/// The exact price of a minute, for ties: an amount divided by a number of minutes.
#[derive(Clone, Copy, Debug)]
pub struct ExactPrice {
    pub(crate) amount: Yearly,
    /// 0 if the price is unknown, which is then sorted as the dearest.
    pub(crate) minutes: u32,
}

impl ExactPrice {
    pub(crate) const UNKNOWN: Self = Self { amount: Yearly(1), minutes: 0 };

    pub(crate) fn is_known(self) -> bool {
        self.minutes > 0
    }

    /// The price of one hour, rounded half up to the cent.
    pub(crate) fn hour(self) -> Option<Cents> {
        let per_cent = 10_000 * u64::from(self.minutes);
        self.is_known().then(|| Cents(round_half_up(self.amount.0, per_cent) as i64))
    }
}

impl Ord for ExactPrice {
    fn cmp(&self, other: &Self) -> Ordering {
        let crossed = |price: &Self, other: &Self| u128::from(price.amount.0) * u128::from(other.minutes);
        crossed(self, other).cmp(&crossed(other, self))
    }
}

impl PartialOrd for ExactPrice {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ExactPrice {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for ExactPrice {}

/// The prices for which the price criterion gives 1000 and 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    /// By cost: cents of an hour, or of a month if only flat acts are wished.
    Hour { best: u64, worst: u64 },
    /// By out-of-pocket: what would remain to pay for the needed minutes of the year.
    OutOfPocket { best: Yearly, worst: Yearly, needed: u32 },
}

impl Yardstick {
    pub fn is_out_of_pocket(self) -> bool {
        matches!(self, Self::OutOfPocket { .. })
    }

    /// The score of an exact amount for these covered minutes, per covered hour.
    #[inline]
    pub(crate) fn score(self, amount: Yearly, covered: u32) -> u16 {
        match self {
            Self::Hour { best, worst } => {
                let per_cent = u64::from(covered) * 10_000;
                let (amount, best, worst) = (amount.0, best * per_cent, worst * per_cent);
                if amount <= best {
                    1000
                } else if amount >= worst {
                    0
                } else {
                    round_half_up(1000 * (worst - amount), worst - best) as u16
                }
            }
            Self::OutOfPocket { best, worst, needed } => {
                let amount = u128::from(amount.0) * u128::from(needed);
                let [best, worst] = [best, worst].map(|anchor| u128::from(anchor.0) * u128::from(covered));
                if amount <= best {
                    1000
                } else if amount >= worst {
                    0
                } else {
                    let (part, whole) = (1000 * (worst - amount), worst - best);
                    ((2 * part + whole) / (2 * whole)) as u16
                }
            }
        }
    }
}
