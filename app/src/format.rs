//! Amounts, durations, dates and distances as French writes them.

use domain::Cents;
use domain::hours::{OpenHours, Weekday};
use domain::parameters::{Parameter, Unit};
use jiff::civil::Date;

/// A narrow no-break space.
const THIN: char = '\u{202f}';

fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

/// "1 234,56 €"
pub fn euros(amount: Cents) -> String {
    format!("{},{:02}\u{a0}€", grouped(amount.0 / 100), amount.0.abs() % 100)
}

/// A value of the law in its unit: "1 288,13 € par mois", "× 1,615", "3,84 %".
pub fn law_value(parameter: Parameter, thousandths: u64) -> String {
    let number = |decimals: u32| {
        let (whole, rest) = (thousandths / 1000, thousandths % 1000);
        match decimals {
            _ if rest == 0 && decimals == 3 => grouped(whole as i64),
            2 if rest.is_multiple_of(10) => format!("{},{:02}", grouped(whole as i64), rest / 10),
            _ => format!("{},{rest:03}", grouped(whole as i64)),
        }
    };
    match parameter.unit() {
        Unit::EurosAnHour => format!("{}\u{a0}€ l’heure", number(2)),
        Unit::EurosAMonth => format!("{}\u{a0}€ par mois", number(2)),
        Unit::EurosAYear => format!("{}\u{a0}€ par an", number(3)),
        Unit::Multiple => format!("× {}", number(3)),
        Unit::Percent if thousandths.is_multiple_of(1000) => format!("{}\u{a0}%", number(3)),
        Unit::Percent => format!("{}\u{a0}%", number(2)),
    }
}

/// A twelfth of some minutes of a year, in hours and tenths: "30,4 heures par mois".
pub fn hours_a_month(minutes_a_year: u32) -> String {
    let tenths = (minutes_a_year * 10 + 360) / 720;
    match tenths % 10 {
        _ if tenths < 20 => format!("{},{}\u{a0}heure par mois", tenths / 10, tenths % 10).replace(",0", ""),
        0 => format!("{}\u{a0}heures par mois", tenths / 10),
        rest => format!("{},{rest}\u{a0}heures par mois", tenths / 10),
    }
}

/// "8 h", "8 h 30" or "45 min"
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{}\u{a0}h", grouped(hours.into())),
        (hours, minutes) => format!("{}\u{a0}h\u{a0}{minutes:02}", grouped(hours.into())),
    }
}

/// "08:30", as inputs of type time have it.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "8 h 30" as a time of day.
pub fn time(minute: u16) -> String {
    match minute % 60 {
        0 => format!("{}\u{a0}h", minute / 60),
        rest => format!("{}\u{a0}h\u{a0}{rest:02}", minute / 60),
    }
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// "1er mai 2026"
pub fn date(day: Date) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number} {} {}", MONTHS[day.month() as usize - 1], day.year())
}

/// "25 %" from hundredths of a percent.
pub fn percent(basis_points: u16) -> String {
    match basis_points % 100 {
        0 => format!("{}\u{a0}%", basis_points / 100),
        rest => format!("{},{rest:02}\u{a0}%", basis_points / 100),
    }
}

/// "900 m" or "2,4 km", rounded down.
pub fn distance(metres: u32) -> String {
    if metres < 1000 {
        format!("{}\u{a0}m", metres / 100 * 100)
    } else {
        format!("{},{}\u{a0}km", metres / 1000, metres % 1000 / 100)
    }
}

/// "01 43 36 99 77"
pub fn phone(number: &str) -> String {
    let pairs: Vec<&str> = number.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok()).collect();
    pairs.join("\u{a0}")
}

pub fn points(points: u32) -> String {
    grouped(points.into())
}

/// Hours of one weekday: "8 h – 12 h et 14 h – 20 h", or nothing.
pub fn opening(hours: &OpenHours, weekday: Weekday) -> Option<String> {
    let spans: Vec<String> = hours
        .on(weekday)
        .iter()
        .map(|open| format!("{}\u{a0}–\u{a0}{}", time(open.start()), time(open.end())))
        .collect();
    (!spans.is_empty()).then(|| spans.join(" et "))
}

#[cfg(test)]
mod tests {
    use domain::Cents;
    use jiff::civil::date as day;

    use domain::parameters::Parameter;

    use super::{date, distance, duration, euros, hours_a_month, law_value, percent};

    #[test]
    fn numbers_are_written_as_in_french() {
        assert_eq!(euros(Cents(123_456)), "1\u{202f}234,56\u{a0}€");
        assert_eq!(euros(Cents(5)), "0,05\u{a0}€");
        assert_eq!(duration(90), "1\u{a0}h\u{a0}30");
        assert_eq!(duration(45), "45\u{a0}min");
        assert_eq!(percent(250), "2,50\u{a0}%");
        assert_eq!(distance(2480), "2,4\u{a0}km");
        assert_eq!(date(day(2026, 5, 1)), "1er mai 2026");
        assert_eq!(law_value(Parameter::Mtp, 1_288_130), "1\u{202f}288,13\u{a0}€ par mois");
        assert_eq!(law_value(Parameter::ApaCeilingGir3, 944), "× 0,944");
        assert_eq!(law_value(Parameter::YearlyRise, 3_840), "3,84\u{a0}%");
        assert_eq!(law_value(Parameter::TaxCreditRate, 50_000), "50\u{a0}%");
        assert_eq!(law_value(Parameter::TaxCreditBase, 12_000_000), "12\u{202f}000\u{a0}€ par an");
        assert_eq!(hours_a_month(365 * 60), "30,4\u{a0}heures par mois");
    }
}
