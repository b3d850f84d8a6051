//! Dates as numbers and as text.

use jiff::civil::Date;

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i32 {
    // Years start in March here, so that a leap day is the last of its year; all eras of 400 years are alike.
    let month = i32::from(day.month());
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(day.day()) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Reads "2026-11-23" and no other format.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = &bytes[from..to];
        let sum = |sum: i16, digit: &u8| sum * 10 + i16::from(digit - b'0');
        digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0, sum))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    Date::new(year, month as i8, day as i8).ok()
}

/// "2026-11-23", the format of inputs of type date. Written by hand, because the printer of jiff would make the client
/// in the browser larger.
pub fn iso_date(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Dates of listings and of the law in serde, as text. jiff reads more formats, but adds 40 kB to the client in the
/// browser.
pub mod iso {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        read(&String::deserialize(deserializer)?)
    }

    fn read<E: Error>(text: &str) -> Result<Date, E> {
        super::parse_date(text).ok_or_else(|| E::custom("a date is written like 2026-11-23"))
    }

    /// A date that may be absent.
    pub mod option {
        use super::{Date, Deserialize, Deserializer, Serializer, read};

        pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
            match day {
                Some(day) => serializer.serialize_some(&day.to_string()),
                None => serializer.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
            Option::<String>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{day_number, parse_date};

    #[test]
    fn a_date_is_read_in_one_form_only() {
        assert_eq!(parse_date("2026-11-23"), Some(date(2026, 11, 23)));
        for text in
            ["", "2026-02-30", "2026-1-23", "26-11-23", "2026-11-23T00:00", "2026/11/23", "+026-11-23", "２026-11"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_numbered_as_they_follow_each_other() {
        let mut number = day_number(date(1999, 12, 1));
        for day in date(1999, 12, 2).series(jiff::ToSpan::day(1)).take_while(|day| *day < date(2101, 2, 1)) {
            number += 1;
            assert_eq!(day_number(day), number, "{day}");
        }
        assert_eq!([date(1970, 1, 1), date(2026, 11, 23)].map(day_number), [0, 20_780]);
    }
}
