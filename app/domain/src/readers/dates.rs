//! Days as people write them: "2026-11-23", "23/11/2026", "1er janvier 2027". The year is always in full.

use jiff::civil::Date;

use crate::time::calendar::parse_date;

/// Months by their names or abbreviations: any beginning of at least three letters that fits only one month.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// One day; none for a text with several meanings, such as "03/11/26".
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = parse_date(text) {
        return Some(day);
    }
    let in_words = || in_words(text);
    ['/', '.', '-'].into_iter().find_map(|separator| in_figures(text, separator)).or_else(in_words)
}

/// "23/11/2026", with one separator throughout.
fn in_figures(text: &str, separator: char) -> Option<Date> {
    let mut parts = text.split(separator).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = figures(month, 2)?;
    if parts.next().is_some() { None } else { date(figures(day, 2)?, month, year) }
}

/// "1er janvier 2027", "23 nov. 2026".
fn in_words(text: &str) -> Option<Date> {
    let mut parts = text.split_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = if day == "1er" { 1 } else { figures(day, 2)? };
    let month = month.strip_suffix('.').unwrap_or(month).to_lowercase().replace('é', "e").replace('û', "u");
    let mut months = (1..).zip(MONTHS).filter(|(_, name)| month.len() > 2 && name.starts_with(month.as_str()));
    let first = months.next()?;
    if months.next().is_some() || parts.next().is_some() { None } else { date(day, first.0, year) }
}

fn date(day: i8, month: i8, year: &str) -> Option<Date> {
    let year = Some(year).filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?;
    Date::new(year.parse().ok()?, month, day).ok()
}

fn figures(text: &str, most: usize) -> Option<i8> {
    let right = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| right)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::read;

    #[test]
    fn dates_are_read_as_the_french_write_them_and_years_in_full() {
        for text in [
            "2026-11-03",
            "03/11/2026",
            "3/11/2026",
            " 3.11.2026 ",
            "03-11-2026",
            "3 / 11 / 2026",
            "3 novembre 2026",
            "3 Nov. 2026",
            "3\u{a0}NOVEMBRE\u{202f}2026",
        ] {
            assert_eq!(read(text), Some(date(2026, 11, 3)), "{text}");
        }
        for (text, day) in [
            ("1er janvier 2027", date(2027, 1, 1)),
            ("15 août 2026", date(2026, 8, 15)),
            ("15 aout 2026", date(2026, 8, 15)),
            ("29 févr. 2028", date(2028, 2, 29)),
            ("2 juil. 2026", date(2026, 7, 2)),
            ("2 juin 2026", date(2026, 6, 2)),
            ("1 DÉC 2026", date(2026, 12, 1)),
        ] {
            assert_eq!(read(text), Some(day), "{text}");
        }
        for text in [
            "",
            "03/11/26",
            "3 nov. 26",
            "31/02/2026",
            "11/23/2026",
            "novembre 2026",
            "46349",
            "3/11/2026 08:00",
            "+3/11/2026",
            "3/11-2026",
            "2 jui 2026",
            "2 ma 2026",
            "2er mai 2026",
            "fin novembre 2026",
            "3 novembre 2026 environ",
            "03/11/2026/1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
