//! Durations as people write them, each in the unit of its field: minutes of a visit, days before a start, hours of a
//! month. A known unit is converted if the result is exact; for an unknown unit the person is asked again.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use thiserror::Error;

use super::amounts::number;
use crate::values::search::fold;

/// Why a text is not read as one duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DurationError {
    #[error("a duration is written as a number, with its unit or without")]
    Unreadable,
    #[error("no service starts more than 365 days later")]
    TooLong,
}

/// Longest delay, in days.
pub const LONGEST_DELAY: u16 = 365;

/// Minutes: "90", "90 min", "1 h", "2 heures", "1h30", "1,5 h".
///
/// # Errors
/// `Unreadable` for anything but a whole number of minutes.
pub fn minutes(text: &str) -> Result<u16, DurationError> {
    let minutes = count(text, Decimal::ONE)?;
    minutes.to_u16().filter(|_| minutes.fract().is_zero()).ok_or(DurationError::Unreadable)
}

/// Minutes from a text in hours, rounded half up: "20", "20,5 h", "20h30", "20 heures par mois".
///
/// # Errors
/// `Unreadable` for anything but a number of hours.
pub fn hours_of_month(text: &str) -> Result<u32, DurationError> {
    let text = text.trim();
    let plain = ["/mois", "/ mois", "par mois"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let minutes = count(plain, Decimal::from(60))?;
    // A hundredth of an hour is three fifths of a minute.
    (minutes + Decimal::new(5, 1)).floor().to_u32().ok_or(DurationError::Unreadable)
}

/// Days before a start: "15", "15 jours", "2 semaines", "48 h", "immédiat".
///
/// # Errors
/// `Unreadable` for anything but a whole number of days, months included; `TooLong` for more than a year.
pub fn days(text: &str) -> Result<u16, DurationError> {
    let immediate = ["immediat", "immediate", "immediatement", "sans delai", "aucun delai"];
    if immediate.contains(&fold(text).as_str()) {
        return Ok(0);
    }
    let text = text.trim().to_ascii_lowercase();
    let (number, unit) = apart(&text);
    let hours = match unit {
        "" | "j" | "jour" | "jours" => 24,
        "semaine" | "semaines" | "sem" | "sem." => 7 * 24,
        "h" | "heure" | "heures" => 1,
        _ => return Err(DurationError::Unreadable),
    };
    let hours = u32::from(whole(number)?) * hours;
    if !hours.is_multiple_of(24) {
        return Err(DurationError::Unreadable);
    }
    u16::try_from(hours / 24).ok().filter(|days| *days <= LONGEST_DELAY).ok_or(DurationError::TooLong)
}

/// Exact minutes: a number without a unit counts units of `unit` minutes.
fn count(text: &str, unit: Decimal) -> Result<Decimal, DurationError> {
    let text = text.trim().to_ascii_lowercase();
    let (first, rest) = apart(&text);
    let decimal = || number(first).ok().filter(|number| !number.is_sign_negative()).ok_or(DurationError::Unreadable);
    let times = |unit: Decimal| decimal()?.checked_mul(unit).ok_or(DurationError::Unreadable);
    match rest {
        "" => times(unit),
        "min" | "min." | "mn" | "minute" | "minutes" => times(Decimal::ONE),
        "h" | "heure" | "heures" => times(Decimal::from(60)),
        // "1h30", "01:30": minutes have two digits.
        _ => {
            let after = rest.strip_prefix("heures").or_else(|| rest.strip_prefix("heure"));
            let after = after.or_else(|| rest.strip_prefix(['h', ':'])).ok_or(DurationError::Unreadable)?;
            let (minutes, end) = apart(after.trim());
            if minutes.len() != 2 || !matches!(end, "" | "min" | "mn" | "minutes") {
                return Err(DurationError::Unreadable);
            }
            let minutes = whole(minutes)?;
            if minutes > 59 {
                return Err(DurationError::Unreadable);
            }
            Ok(Decimal::from(u32::from(whole(first)?) * 60 + u32::from(minutes)))
        }
    }
}

/// The number at the start of a text, and the rest of the text.
fn apart(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.')));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    (number.trim(), rest.trim())
}

/// Only digits.
fn whole(text: &str) -> Result<u16, DurationError> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(DurationError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::{DurationError, days, hours_of_month, minutes};

    #[test]
    fn minutes_are_read_with_their_unit_or_another_known_one() {
        for (text, read) in [
            ("60", 60),
            ("90 min", 90),
            ("90 minutes", 90),
            ("45mn", 45),
            ("1 h", 60),
            ("1h", 60),
            ("2 heures", 120),
            ("1h30", 90),
            ("1 H 30 min", 90),
            ("01:30", 90),
            ("1,5 h", 90),
            ("0", 0),
        ] {
            assert_eq!(minutes(text), Ok(read), "{text}");
        }
        for text in [
            "", "1,5", "-1", "minutes", "1/2 h", "1h3", "1h75", "1,5h30", "1 jour", "30-60", "30 à 60", "70000",
            "1 h 30 h", "60 €",
        ] {
            assert_eq!(minutes(text), Err(DurationError::Unreadable), "{text}");
        }
    }

    #[test]
    fn days_are_read_with_their_unit_or_another_known_one() {
        for (text, read) in [
            ("15", 15),
            ("15 jours", 15),
            ("3 j", 3),
            ("2 semaines", 14),
            ("48 h", 2),
            ("24 heures", 1),
            ("Immédiat", 0),
            ("IMMÉDIAT", 0),
            ("0", 0),
            ("365", 365),
        ] {
            assert_eq!(days(text), Ok(read), "{text}");
        }
        for text in
            ["", "1 mois", "36 h", "1,5", "8-10 jours", "15 jours ouvrés", "jours", "-1", "une semaine", "2 sem 3 j"]
        {
            assert_eq!(days(text), Err(DurationError::Unreadable), "{text}");
        }
        for text in ["366", "53 semaines", "65000 semaines"] {
            assert_eq!(days(text), Err(DurationError::TooLong), "{text}");
        }
    }

    #[test]
    fn hours_of_a_month_are_read_to_the_minute() {
        for (text, read) in [
            ("20", 1200),
            ("20,5", 1230),
            ("20h", 1200),
            ("20h30", 1230),
            ("20 heures par mois", 1200),
            ("0,01", 1),
            ("90 min", 90),
        ] {
            assert_eq!(hours_of_month(text), Ok(read), "{text}");
        }
        for text in ["", "dix", "-1", "20h/semaine", "20 h 5", "1e3", "20 €"] {
            assert_eq!(hours_of_month(text), Err(DurationError::Unreadable), "{text}");
        }
    }
}
