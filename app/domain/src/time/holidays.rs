//! French public holidays, and the kind of a date for tariffs and opening hours.

use jiff::civil::{Date, date};

/// The kind of a date for tariffs and opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Ordinary = 0,
    /// A public holiday other than 1 May.
    Holiday = 1,
    MayDay = 2,
}

impl DayKind {
    pub const ALL: [Self; 3] = [Self::Ordinary, Self::Holiday, Self::MayDay];
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

/// A day in spring, counted from 1 March: 32 is 1 April. By hand, here and below, because the spans and errors of jiff
/// would add 90 kB to the client in the browser.
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{easter_sunday, public_holidays};

    #[test]
    fn easter_follows_the_published_dates() {
        for (year, month, day) in
            [(2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
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
}
