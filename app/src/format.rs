//! Amounts, durations, dates and distances as each language writes them.

use domain::Cents;
use domain::feedback::refusal::Month;
use domain::law::parameters::{Parameter, Unit};
use domain::time::hours::{OpenHours, Weekday};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::text::{Common, Lang, Words};

/// A narrow no-break space.
const THIN: char = '\u{202f}';

/// "08:30", the format of inputs of type time.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "01 43 36 99 77"
pub fn phone(number: &str) -> String {
    let pairs: Vec<&str> = number.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok()).collect();
    pairs.join("\u{a0}")
}

impl Words {
    fn english(self) -> bool {
        self.lang == Lang::English
    }

    fn point(self) -> char {
        if self.english() { '.' } else { ',' }
    }

    fn grouped(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = String::new();
        if number < 0 {
            text.push('−');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(if self.english() { ',' } else { THIN });
            }
            text.push(digit);
        }
        text
    }

    fn with_unit(self, number: &str, unit: &str) -> String {
        format!("{number}\u{a0}{unit}")
    }

    fn in_euros(self, number: &str) -> String {
        if self.english() { format!("€{number}") } else { self.with_unit(number, "€") }
    }

    /// "1 234,56 €", "€1,234.56"
    pub fn euros(self, amount: Cents) -> String {
        let sign = if amount.0 < 0 { "−" } else { "" };
        let cents = amount.0.unsigned_abs();
        let number = format!("{}{}{:02}", self.grouped((cents / 100) as i64), self.point(), cents % 100);
        format!("{sign}{}", self.in_euros(&number))
    }

    /// A whole number of euros: "28 €".
    pub fn whole_euros(self, amount: Cents) -> String {
        self.in_euros(&self.grouped(amount.0 / 100))
    }

    /// A value of the law in its unit: "1 288,13 € par mois", "× 1,615", "3,84 %".
    pub fn law_value(self, parameter: Parameter, value: Decimal) -> String {
        match parameter.unit() {
            Unit::EurosAnHour => self.fill(Common::EurosAnHour, &[&self.in_euros(&self.decimal(value, 2))]),
            Unit::EurosAMonth => self.fill(Common::EurosAMonth, &[&self.in_euros(&self.decimal(value, 2))]),
            Unit::EurosAYear => self.fill(Common::EurosAYear, &[&self.in_euros(&self.decimal(value, 0))]),
            Unit::Euros => self.in_euros(&self.decimal(value, 0)),
            Unit::Multiple => format!("× {}", self.decimal(value, 3)),
            Unit::Percent if value.fract().is_zero() => self.percents(&self.decimal(value, 0)),
            Unit::Percent => self.percents(&self.decimal(value, 2)),
        }
    }

    /// All decimals of a number, padded with zeros to a minimum number of decimals.
    fn decimal(self, value: Decimal, least: u32) -> String {
        let mut value = value.normalize();
        value.rescale(value.scale().max(least));
        let text = value.to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        // `check` keeps the values of the law far below this limit.
        let whole = self.grouped(whole.parse().unwrap_or_default());
        if decimals.is_empty() { whole } else { format!("{whole}{}{decimals}", self.point()) }
    }

    fn percents(self, number: &str) -> String {
        if self.english() { format!("{number}%") } else { format!("{number}{THIN}%") }
    }

    /// A twelfth of the minutes of a year, in hours with one decimal: "30,4 heures par mois".
    pub fn hours_a_month(self, minutes_a_year: u32) -> String {
        let tenths = (minutes_a_year * 10 + 360) / 720;
        let number = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}{}{rest}", tenths / 10, self.point()),
        };
        let one = if self.english() { tenths == 10 } else { tenths < 20 };
        self.fill(if one { Common::HourAMonth } else { Common::HoursAMonth }, &[&number])
    }

    /// "8 h", "8 h 30" or "45 min"
    pub fn duration(self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (0, minutes) => self.with_unit(&minutes.to_string(), "min"),
            (hours, 0) => self.with_unit(&self.grouped(hours.into()), "h"),
            (hours, minutes) => format!("{}\u{a0}h\u{a0}{minutes:02}", self.grouped(hours.into())),
        }
    }

    /// "8 h 30" as a time of day; "08:30" in English.
    pub fn time(self, minute: u16) -> String {
        match minute % 60 {
            _ if self.english() => clock(minute),
            0 => self.with_unit(&(minute / 60).to_string(), "h"),
            rest => format!("{}\u{a0}h\u{a0}{rest:02}", minute / 60),
        }
    }

    /// "1er mai 2026", "1 May 2026"
    pub fn date(self, day: Date) -> String {
        let first = day.day() == 1 && !self.english();
        let month = self.say(Common::Months).split(' ').nth(day.month() as usize - 1).unwrap_or_default();
        format!("{}{} {month} {}", day.day(), if first { "er" } else { "" }, day.year())
    }

    /// "mai 2026", "May 2026"
    pub fn month(self, month: Month) -> String {
        let day = month.first_day();
        let month = self.say(Common::Months).split(' ').nth(day.month() as usize - 1).unwrap_or_default();
        format!("{month} {}", day.year())
    }

    /// "25 %" from hundredths of a percent.
    pub fn percent(self, basis_points: u16) -> String {
        match basis_points % 100 {
            0 => self.percents(&(basis_points / 100).to_string()),
            rest => self.percents(&format!("{}{}{rest:02}", basis_points / 100, self.point())),
        }
    }

    /// "900 m" or "2,4 km", rounded down.
    pub fn distance(self, metres: u32) -> String {
        if metres < 1000 {
            self.with_unit(&(metres / 100 * 100).to_string(), "m")
        } else {
            self.with_unit(&format!("{}{}{}", metres / 1000, self.point(), metres % 1000 / 100), "km")
        }
    }

    pub fn points(self, points: u32) -> String {
        self.grouped(points.into())
    }

    /// "1er", "2e"; "1st", "2nd".
    pub fn ordinal(self, rank: u32) -> String {
        let suffix = match (self.lang, rank % 10, rank % 100) {
            (Lang::French | Lang::Plain, _, _) if rank == 1 => "er",
            (Lang::French | Lang::Plain, _, _) => "e",
            (Lang::English, _, 11..=13) => "th",
            (Lang::English, 1, _) => "st",
            (Lang::English, 2, _) => "nd",
            (Lang::English, 3, _) => "rd",
            (Lang::English, _, _) => "th",
        };
        format!("{rank}{suffix}")
    }

    /// Hours of one weekday: "8 h – 12 h et 14 h – 20 h", or nothing.
    pub fn opening(self, hours: &OpenHours, weekday: Weekday) -> Option<String> {
        let spans = hours.on(weekday).iter();
        let spans: Vec<String> =
            spans.map(|open| self.fill(Common::To, &[&self.time(open.start()), &self.time(open.end())])).collect();
        (!spans.is_empty()).then(|| spans.join(self.say(Common::And)))
    }
}

#[cfg(test)]
mod tests {
    use domain::Cents;
    use domain::readers::amounts::number;
    use jiff::civil::date as day;
    use rust_decimal::Decimal;

    use domain::law::parameters::Parameter;

    use crate::text::{Lang, Words};

    fn dec(text: &str) -> Decimal {
        number(text).expect("a number")
    }

    #[test]
    fn numbers_are_written_as_in_french() {
        let words = Words::of(Lang::French);
        assert_eq!(words.euros(Cents(123_456)), "1\u{202f}234,56\u{a0}€");
        assert_eq!(words.euros(Cents(5)), "0,05\u{a0}€");
        assert_eq!(words.euros(Cents(-50)), "−0,50\u{a0}€");
        assert_eq!(words.duration(90), "1\u{a0}h\u{a0}30");
        assert_eq!(words.duration(45), "45\u{a0}min");
        assert_eq!(words.percent(250), "2,50\u{202f}%");
        assert_eq!(words.distance(2480), "2,4\u{a0}km");
        assert_eq!(words.date(day(2026, 5, 1)), "1er mai 2026");
        assert_eq!(words.law_value(Parameter::Mtp, dec("1288.13")), "1\u{202f}288,13\u{a0}€ par mois");
        assert_eq!(words.law_value(Parameter::ApaCeilingGir3, dec("0.944")), "× 0,944");
        assert_eq!(words.law_value(Parameter::ApaCeilingGir4, dec("0.63")), "× 0,630");
        assert_eq!(words.law_value(Parameter::FloorCoefficient, dec("0.01941")), "× 0,01941");
        assert_eq!(words.law_value(Parameter::FloorHour, dec("25")), "25,00\u{a0}€ l’heure");
        assert_eq!(words.law_value(Parameter::HospitalReturn, dec("1800")), "1\u{202f}800\u{a0}€");
        assert_eq!(words.law_value(Parameter::YearlyRise, dec("3.84")), "3,84\u{202f}%");
        assert_eq!(words.law_value(Parameter::TaxCreditRate, dec("50")), "50\u{202f}%");
        assert_eq!(words.law_value(Parameter::TaxCreditBase, dec("12000")), "12\u{202f}000\u{a0}€ par an");
        assert_eq!(words.hours_a_month(365 * 60), "30,4\u{a0}heures par mois");
    }

    #[test]
    fn numbers_are_written_as_in_english() {
        let words = Words::of(Lang::English);
        assert_eq!(words.euros(Cents(123_456)), "€1,234.56");
        assert_eq!(words.date(day(2026, 5, 1)), "1 May 2026");
        assert_eq!(words.time(510), "08:30");
        assert_eq!(words.percent(250), "2.50%");
        assert_eq!(words.law_value(Parameter::Mtp, dec("1288.13")), "€1,288.13 a month");
        assert_eq!(words.hours_a_month(365 * 60), "30.4 hours a month");
        let ranks: Vec<_> = [1, 2, 3, 4, 11, 12, 21].into_iter().map(|rank| words.ordinal(rank)).collect();
        assert_eq!(ranks, ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st"]);
    }
}
