//! The reference year of a need: how many of each weekday fall on ordinary days, on public holidays, and on 1 May.

use jiff::civil::{Date, date};

use crate::time::hours::Weekday;

/// What a date is for tariffs and opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Ordinary = 0,
    /// A public holiday other than 1 May.
    Holiday = 1,
    MayDay = 2,
}

/// The eleven public holidays of a year (Code du travail L3133-1, read 2026-11-23). Two may fall on one date.
pub fn public_holidays(year: i16) -> [Date; 11] {
    let easter = easter_sunday(year);
    let after_easter = |days: i8| spring_day(year, (easter.month() - 3) * 31 + easter.day() + days);
    [
        date(year, 1, 1),
        after_easter(1),
        date(year, 5, 1),
        date(year, 5, 8),
        after_easter(39),
        after_easter(50),
        date(year, 7, 14),
        date(year, 8, 15),
        date(year, 11, 1),
        date(year, 11, 11),
        date(year, 12, 25),
    ]
}

/// A day of spring, counted from 1 March: 32 is 1 April. By hand, here and below: the spans and errors of jiff would
/// weigh 90 kB in the browser client.
fn spring_day(year: i16, day: i8) -> Date {
    match day {
        ..=31 => date(year, 3, day),
        32..=61 => date(year, 4, day - 31),
        62..=92 => date(year, 5, day - 61),
        93.. => date(year, 6, day - 92),
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    date(year, month as i8, day as i8)
}

pub fn day_kind(day: Date) -> DayKind {
    if (day.month(), day.day()) == (5, 1) {
        DayKind::MayDay
    } else if public_holidays(day.year()).contains(&day) {
        DayKind::Holiday
    } else {
        DayKind::Ordinary
    }
}

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i32 {
    // Years counted from March, so that a leap day is the last of its year; eras of 400 years are alike.
    let month = i32::from(day.month());
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(day.day()) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// "2026-11-23" and nothing else.
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

/// "2026-11-23", as inputs of type date have it. By hand: the printer of jiff would weigh in the browser client.
pub fn iso_date(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Dates of listings and of the law in serde, as text. jiff reads more forms, with 40 kB more in the browser client.
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

/// The 12 months that start on a date, as counts of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceYear {
    start: Date,
    end: Date,
    counts: [[u16; 3]; 7],
}

impl ReferenceYear {
    /// The year from `start` to the day before the same date one year later (28 February after a 29 February).
    pub fn from(start: Date) -> Self {
        let year_later = |day: i8| Date::new(start.year().saturating_add(1), start.month(), day).ok();
        let end = year_later(start.day()).or_else(|| year_later(28)).unwrap_or(Date::MAX);
        let length = day_number(end) - day_number(start);
        let mut counts = [[0; 3]; 7];
        let first = Weekday::of(start).position() as i32;
        for (weekday, count) in counts.iter_mut().enumerate() {
            let offset = (weekday as i32 - first).rem_euclid(7);
            count[0] = ((length - offset + 6) / 7) as u16;
        }
        for year in start.year()..=end.year() {
            let holidays = public_holidays(year);
            for (at, day) in holidays.into_iter().enumerate() {
                if (start..end).contains(&day) && !holidays[..at].contains(&day) {
                    let count = &mut counts[Weekday::of(day).position()];
                    count[0] -= 1;
                    count[day_kind(day) as usize] += 1;
                }
            }
        }
        Self { start, end, counts }
    }

    pub fn start(&self) -> Date {
        self.start
    }

    /// The first day after the year.
    pub fn end(&self) -> Date {
        self.end
    }

    /// How many days of the year are this weekday and of this kind.
    pub fn days(&self, weekday: Weekday, kind: DayKind) -> u32 {
        u32::from(self.counts[weekday.position()][kind as usize])
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{DayKind, ReferenceYear, day_kind, day_number, easter_sunday, parse_date, public_holidays};
    use crate::time::hours::Weekday;

    #[test]
    fn easter_follows_the_published_dates() {
        for (year, month, day) in
            [(2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

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

    #[test]
    fn the_eleven_holidays_of_2026_are_those_of_service_public() {
        let listed = public_holidays(2026).map(|day| day.to_string());
        assert_eq!(
            listed,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25"
            ]
        );
    }

    #[test]
    fn counting_agrees_with_walking_the_year_even_when_ascension_is_on_1_may() {
        for start in [date(2007, 9, 1), date(2008, 2, 29), date(2026, 12, 1), date(2027, 1, 1), date(2024, 2, 1)] {
            let year = ReferenceYear::from(start);
            let mut walked = [[0_u32; 3]; 7];
            for day in start.series(jiff::ToSpan::day(1)).take_while(|day| *day < year.end()) {
                walked[Weekday::of(day).position()][day_kind(day) as usize] += 1;
            }
            for weekday in Weekday::ALL {
                for kind in [DayKind::Ordinary, DayKind::Holiday, DayKind::MayDay] {
                    assert_eq!(
                        year.days(weekday, kind),
                        walked[weekday.position()][kind as usize],
                        "{start} {weekday:?}"
                    );
                }
            }
        }
    }
}
