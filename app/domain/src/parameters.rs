//! Numbers of the law with their validity and their source. A value is never used past its year without saying so.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::fnv::Fnv;
use crate::money::Cents;

/// One published value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    pub from: Date,
    /// First day on which the value no longer holds.
    pub until: Date,
    pub amount: Cents,
    pub source: &'static str,
}

/// A value looked up for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    pub published: Published,
    /// True when the day lies after the value's validity: the latest known stands in, and the page says so.
    pub outdated: bool,
}

const FLOOR_SOURCE: &str =
    "CASF L314-2-1, tarif plancher national de l'aide à domicile (arrêtés annuels), lu le 23 novembre 2026";

const fn floor(year: i16, amount: i64) -> Published {
    Published { from: date(year, 1, 1), until: date(year + 1, 1, 1), amount: Cents(amount), source: FLOOR_SOURCE }
}

/// National floor price of an hour, oldest first.
const FLOOR: [Published; 5] =
    [floor(2022, 2200), floor(2023, 2300), floor(2024, 2350), floor(2025, 2458), floor(2026, 2500)];

/// The price at which the price criterion reaches 0. Fixed by the method, not by the law.
pub const DEAREST_HOUR: Cents = Cents(4500);

/// The parameters used by a comparison.
#[derive(Clone, Debug)]
pub struct Parameters {
    floor: Vec<Published>,
}

impl Parameters {
    /// Those shipped with the program.
    pub fn embedded() -> Self {
        Self { floor: FLOOR.to_vec() }
    }

    /// The national floor price of an hour on a day not before 2022.
    pub fn floor_price(&self, on: Date) -> InForce {
        let started = self.floor.iter().rev().find(|value| value.from <= on);
        let published = *started.unwrap_or(&self.floor[0]);
        InForce { published, outdated: on >= published.until }
    }

    /// Changes with any value: FNV-1a 64 of all of them, in hexadecimal.
    pub fn version(&self) -> String {
        let mut hash = Fnv::default();
        for value in &self.floor {
            hash = hash.chain(format!("{}|{}|{}\n", value.from, value.until, value.amount.0).as_bytes());
        }
        format!("{:016x}", hash.finish())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Parameters;
    use crate::money::Cents;

    #[test]
    fn a_year_without_a_value_is_said_to_use_the_last_one() {
        let parameters = Parameters::embedded();
        assert_eq!(parameters.floor_price(date(2025, 12, 31)).published.amount, Cents(2458));
        let later = parameters.floor_price(date(2027, 1, 1));
        assert_eq!((later.published.amount, later.outdated), (Cents(2500), true));
    }
}
