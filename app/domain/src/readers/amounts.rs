//! Amounts and rates as people write them, exact: "1 500,50 €", "9€50", "3,84 %".

use rust_decimal::Decimal;
use thiserror::Error;

use crate::values::money::Cents;

/// Why a text is not read as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    #[error("a number is written like 1500 or 1500,50")]
    Unreadable,
    /// "1.450" may mean a thousand and more, or 1.45.
    #[error("too many decimals: an amount in euros has at most two decimals")]
    TooFine,
}

/// Longest number, in digits.
const LONGEST: usize = 20;

/// A number alone, with a point or a comma, with or without spaces between the thousands: "1 288,13", "0.01941", "-3".
///
/// # Errors
/// `Unreadable` for everything else, for example "4 90" and "1.450,00".
pub fn number(text: &str) -> Result<Decimal, AmountError> {
    let text = text.trim();
    let (negative, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, ""));
    let whole = ungrouped(whole).ok_or(AmountError::Unreadable)?;
    let digits = format!("{whole}{decimals}");
    if !(1..=LONGEST).contains(&digits.len()) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(AmountError::Unreadable);
    }
    let units: i128 = digits.parse().map_err(|_| AmountError::Unreadable)?;
    let number = Decimal::try_from_i128_with_scale(units, decimals.len() as u32);
    let number = number.map_err(|_| AmountError::Unreadable)?.normalize();
    Ok(if negative { -number } else { number })
}

/// The digits of a whole number without the spaces between its thousands; none if there is a space elsewhere.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(|c: char| c.is_whitespace() || c == '_').collect();
    let grouped =
        groups.len() == 1 || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    grouped.then(|| groups.concat())
}

/// What an amount is paid for. This unit may be written after the amount; for another unit the person is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    Hour,
    Month,
    Once,
}

impl Per {
    fn written(self) -> &'static [&'static str] {
        match self {
            Self::Hour => &["/h", "/ h", "/heure", "/ heure", "de l'heure", "de l’heure", "par heure"],
            Self::Month => &["/mois", "/ mois", "par mois"],
            Self::Once => &[],
        }
    }
}

/// Euros: "1500", "1 500,50 €", "9€50", "24 € 90", "€ 12", "28,50 euros", "-3.2".
///
/// # Errors
/// `TooFine` for more than two decimals, even zeros; `Unreadable` for anything but one amount.
pub fn euros(text: &str) -> Result<Cents, AmountError> {
    euros_per(text, Per::Once)
}

/// Euros that may be followed by what they are paid for: "28,50 €/h".
///
/// # Errors
/// The same as `euros`; `Unreadable` for an amount with another unit.
pub fn euros_per(text: &str, per: Per) -> Result<Cents, AmountError> {
    let lower = text.trim().to_ascii_lowercase();
    let mut text = lower.as_str();
    for ends in [&["ttc"][..], per.written(), &["ttc"]] {
        text = without(text, ends);
    }
    text = without(text, &["euros", "euro", "eur"]);
    let number = match text.split_once('€') {
        None => number(text)?,
        Some((amount, "")) => number(amount)?,
        Some(("", amount)) => number(amount)?,
        // The euro sign stands in place of the comma, so two digits of cents follow.
        Some((whole, cents)) => {
            let cents = cents.trim();
            let is_whole = whole.trim_end().ends_with(|c: char| c.is_ascii_digit());
            if cents.len() != 2 || !is_whole || whole.contains(['.', ',']) {
                return Err(AmountError::Unreadable);
            }
            number(&format!("{},{cents}", whole.trim_end()))?
        }
    };
    let decimals =
        text.rsplit_once(['.', ',']).map_or(0, |(_, decimals)| decimals.matches(|c: char| c.is_ascii_digit()).count());
    if decimals > 2 {
        return Err(AmountError::TooFine);
    }
    Cents::from_euros(number).ok_or(AmountError::Unreadable)
}

/// A text without the first of these endings that it has, and without the spaces before it.
fn without<'a>(text: &'a str, ends: &[&str]) -> &'a str {
    ends.iter().find_map(|end| text.strip_suffix(end)).map_or(text, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::{AmountError, Per, euros, euros_per, number};
    use crate::values::money::Cents;

    #[test]
    fn amounts_are_read_as_people_write_them_and_exactly() {
        for (text, cents) in [
            ("1500", 150_000),
            ("1 500,50 €", 150_050),
            ("1287.61", 128_761),
            ("-3.2", -320),
            ("+3,", 300),
            (",5", 50),
            ("0", 0),
            ("9€50", 950),
            ("12€90", 1290),
            ("24 € 90", 2490),
            ("900€50", 90_050),
            ("€ 50", 5000),
            ("€28,50", 2850),
            ("28,50 euros", 2850),
            ("1 euro", 100),
            ("1\u{202f}200,00\u{a0}EUR", 120_000),
            ("28,50 € TTC", 2850),
        ] {
            assert_eq!(euros(text), Ok(Cents(cents)), "{text}");
        }
        assert_eq!(euros("1.234"), Err(AmountError::TooFine));
        assert_eq!(euros("1.450"), Err(AmountError::TooFine), "a thousand, perhaps");
        let wrong = [
            "",
            "-",
            ".",
            "abc",
            "1,2,3",
            "1,-2",
            "1e3",
            "99999999999999999999",
            "4 90",
            "12%5",
            "9€5",
            "9,5€50",
            "-€50",
            "9€50 €",
            "28 € HT",
            "28,50 €/h",
            "24 à 28 €",
            "environ 28",
            "28 €/mois",
            "€",
            "euros",
            "12h50",
        ];
        for text in wrong {
            assert_eq!(euros(text), Err(AmountError::Unreadable), "{text}");
        }
    }

    #[test]
    fn an_amount_may_be_followed_by_the_unit_of_its_field_and_no_other() {
        for text in ["28,50 €/h", "28,50", "28€50/h", "28,50 € / heure", "28,50 euros de l’heure TTC", "28,50 TTC / h"]
        {
            assert_eq!(euros_per(text, Per::Hour), Ok(Cents(2850)), "{text}");
        }
        assert_eq!(euros_per("1 500 € par mois", Per::Month), Ok(Cents(150_000)));
        for (text, per) in [("28 €/mois", Per::Hour), ("28 €/h", Per::Month), ("9 €/h", Per::Once), ("/h", Per::Hour)]
        {
            assert_eq!(euros_per(text, per), Err(AmountError::Unreadable), "{text}");
        }
    }

    #[test]
    fn numbers_keep_every_decimal() {
        for (text, written) in
            [("0.01941", "0.01941"), ("1 288,13", "1288.13"), ("25.7500", "25.75"), ("1.615", "1.615")]
        {
            assert_eq!(number(text).map(|number| number.to_string()).as_deref(), Ok(written), "{text}");
        }
    }
}
