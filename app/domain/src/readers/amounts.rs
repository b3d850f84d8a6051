//! Amounts and rates as people write them, exact: "1 500,50 €", "9€50", "3,84 %".

use rust_decimal::Decimal;
use thiserror::Error;

use crate::money::Cents;

/// Why a text is not read as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    #[error("a number is written like 1500 or 1500,50")]
    Unreadable,
    /// "1.450" is a thousand for some, and 1.45 for others.
    #[error("too many decimals: an amount in euros has at most two decimals")]
    TooFine,
}

/// Digits of the longest number.
const LONGEST: usize = 20;

/// A number alone, with a point or a comma, its thousands apart or not: "1 288,13", "0.01941", "-3".
///
/// # Errors
/// `Unreadable` for all else, among them "4 90" and "1.450,00".
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

/// Whole digits without the spaces between their thousands; none where a space stands elsewhere.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(|c: char| c.is_whitespace() || c == '_').collect();
    let grouped =
        groups.len() == 1 || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|own| own.len() == 3);
    grouped.then(|| groups.concat())
}

/// Euros: "1500", "1 500,50 €", "9€50", "24 € 90", "-3.2".
///
/// # Errors
/// `TooFine` for more than two decimals, zeros or not; `Unreadable` for what is not one amount.
pub fn euros(text: &str) -> Result<Cents, AmountError> {
    let text = text.trim();
    let number = match text.split_once('€') {
        None => number(text)?,
        Some((amount, "")) => number(amount)?,
        // The sign stands where the comma would: its cents are two digits.
        Some((whole, cents)) => {
            let cents = cents.trim();
            if cents.len() != 2 || whole.contains(['.', ',']) {
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

#[cfg(test)]
mod tests {
    use super::{AmountError, euros, number};
    use crate::money::Cents;

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
        ] {
            assert_eq!(euros(text), Ok(Cents(cents)), "{text}");
        }
        assert_eq!(euros("1.234"), Err(AmountError::TooFine));
        assert_eq!(euros("1.450"), Err(AmountError::TooFine), "a thousand, perhaps");
        let wrong =
            ["", "-", ".", "abc", "1,2,3", "1,-2", "1e3", "99999999999999999999", "4 90", "12%5", "9€5", "9,5€50"];
        for text in wrong {
            assert_eq!(euros(text), Err(AmountError::Unreadable), "{text}");
        }
    }

    #[test]
    fn numbers_keep_every_decimal() {
        for (text, written) in
            [("0.01941", "0.01941"), ("1 288,13", "1288.13"), ("25.7500", "25.75"), ("1.615", "1.615")]
        {
            assert_eq!(number(text).map(|own| own.to_string()).as_deref(), Ok(written), "{text}");
        }
    }
}
