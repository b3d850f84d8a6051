//! Converts one cell to one value, and back to the form of the templates. Each value is read in the ways people write
//! it.

use domain::provider::listing::{Intake, Source};
use domain::provider::tariff::Vat;
use domain::provider::territory::ZoneKind;
use domain::readers::amounts::{self, AmountError, Per};
use domain::readers::durations::{self, DurationError};
use domain::readers::rates::{self, RateError};
use domain::readers::{dates, times};
use domain::time::hours::{DAY, Interval};
use domain::values::closed_list::ClosedList;
use domain::values::search::fold;
use domain::{BasisPoints, Cents, Finess, Mode, Territory, Zone};
use jiff::civil::Date;

use super::CellError;

type Value<T> = Result<T, CellError>;

/// Nine digits; a spreadsheet that read it as a number has lost its first zero.
pub(super) fn finess(text: &str) -> Value<Finess> {
    let mut number: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    if number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        number.insert(0, '0');
    }
    number.parse().map_err(|_| CellError::Finess(text.to_owned()))
}

/// Any code: a code of the register or of the demonstration means that the row was not changed, which `apply` checks.
pub(super) fn source(text: &str) -> Value<Source> {
    let folded = fold(text);
    Source::from_code(&folded).ok_or_else(|| CellError::Source(text.to_owned()))
}

pub(super) fn date(text: &str) -> Value<Date> {
    dates::read(text).ok_or_else(|| CellError::Date(text.to_owned()))
}

/// "23/11/2026"
pub(super) fn date_text(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

pub(super) fn yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "oui" | "o" | "x" | "1" | "vrai" | "true" => Some(true),
        "non" | "n" | "0" | "faux" | "false" | "" => Some(false),
        _ => None,
    }
}

/// One value of a closed list, by its code or by the text that `written` gives for it.
pub(super) fn choice<T: ClosedList>(text: &str, written: fn(T) -> &'static str) -> Value<T> {
    let folded = fold(text);
    let is_it = |value: &T| [written(*value), value.code()].iter().any(|name| fold(name) == folded);
    let found = T::ALL.iter().copied().find(is_it);
    found.ok_or_else(|| CellError::Choice { text: text.to_owned(), choices: choices(written) })
}

/// The texts that a cell of a closed list may hold.
pub(super) fn choices<T: ClosedList>(written: fn(T) -> &'static str) -> Vec<&'static str> {
    T::ALL.iter().copied().map(written).collect()
}

pub(super) fn mode(text: &str) -> Value<Mode> {
    choice(text, mode_text)
}

pub(super) fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Prestataire => "prestataire",
        Mode::Mandataire => "mandataire",
        Mode::Placement => "mise à disposition",
    }
}

pub(super) fn intake(text: &str) -> Value<Intake> {
    if fold(text) == "liste attente" { Ok(Intake::WaitingList) } else { choice(text, intake_text) }
}

pub(super) fn intake_text(intake: Intake) -> &'static str {
    match intake {
        Intake::Open => "ouvert",
        Intake::WaitingList => "liste d'attente",
        Intake::Closed => "complet",
    }
}

/// "28,50", "28.5", "1 200,00 €", and "28,50 €/h" for an hourly price.
pub(super) fn euros(text: &str, per: Per) -> Value<Cents> {
    // In a workbook "28,500" is 28,50 with one zero too many, but "1.450" may be a thousand: the person is asked about
    // both.
    amounts::euros_per(text, per).map_err(|error| match error {
        AmountError::Unreadable => CellError::Amount(text.to_owned()),
        AmountError::TooFine => CellError::TooFine(text.to_owned()),
    })
}

pub(super) fn percent(text: &str) -> Value<BasisPoints> {
    rates::percent(text).map_err(|error| match error {
        RateError::Unreadable => CellError::Percent(text.to_owned()),
        RateError::Coefficient => CellError::SmallPercent(text.to_owned()),
    })
}

pub(super) fn vat(text: &str) -> Value<Vat> {
    rates::vat(text).ok_or_else(|| CellError::Vat(text.to_owned()))
}

pub(super) fn vat_text(vat: Vat) -> &'static str {
    match vat {
        Vat::DependentCare => "5,5",
        Vat::Household => "10",
        Vat::Standard => "20",
        Vat::Exempt => "0",
    }
}

pub(super) fn minutes(text: &str) -> Value<u16> {
    durations::minutes(text).map_err(|_| CellError::Minutes(text.to_owned()))
}

pub(super) fn days(text: &str) -> Value<u16> {
    durations::days(text).map_err(|error| match error {
        DurationError::Unreadable => CellError::Days(text.to_owned()),
        DurationError::TooLong => CellError::LongDelay(text.to_owned()),
    })
}

pub(super) fn time(text: &str) -> Value<u16> {
    times::read(text).ok_or_else(|| CellError::Time(text.to_owned()))
}

/// "08:30"
pub(super) fn time_text(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Spans of one day: "08:00-12:00, 14:00-20:00", "8h à 12h", "fermé", "24h/24".
pub(super) fn spans(text: &str) -> Value<Vec<Interval>> {
    let wrong = || CellError::Hours(text.to_owned());
    let lower = text.to_lowercase();
    match fold(&lower).as_str() {
        "ferme" | "fermee" | "non" => return Ok(Vec::new()),
        "24h 24" | "24 24" | "24 h 24" => return Ok(Interval::new(0, DAY).into_iter().collect()),
        _ => {}
    }
    let dashed = lower.replace(['–', '—', '−'], "-").replace(" à ", "-").replace(" a ", "-").replace(" et ", ",");
    let parts = dashed.split([',', ';', '/']).map(str::trim).filter(|part| !part.is_empty());
    let spans: Vec<Interval> =
        parts.map(|part| span(part).map_err(|past| past.unwrap_or_else(wrong))).collect::<Result<_, _>>()?;
    if spans.is_empty() { Err(wrong()) } else { Ok(spans) }
}

/// An error without a reason applies to the whole cell.
fn span(part: &str) -> Result<Interval, Option<CellError>> {
    let (start, end) = part.split_once('-').ok_or(None)?;
    let (start, end) = (time(start).map_err(|_| None)?, time(end).map_err(|_| None)?);
    let end = if end == 0 { DAY } else { end };
    Interval::new(start, end).map_err(|_| Some(CellError::Midnight(part.to_owned())))
}

pub(super) fn spans_text(spans: &[Interval]) -> String {
    if spans.is_empty() {
        return "fermé".to_owned();
    }
    let span = |open: &Interval| format!("{}-{}", time_text(open.start()), time_text(open.end()));
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

/// "1 2 14", "75101, 75102", "14e et 15e", "tous", "tout Paris". Sorted, without duplicates.
pub(super) fn zones(text: &str, territory: &Territory) -> Value<Vec<Zone>> {
    let (folded, name) = (fold(text), fold(&territory.name));
    let all = ["tous", "toutes", "tout", "tous les arrondissements", "toutes les communes", "toutes les zones"];
    if all.contains(&folded.as_str()) || folded == name || folded == format!("tout {name}") {
        return Ok(territory.zones.iter().map(|zone| zone.code).collect());
    }
    let wrong = |word: &str| CellError::Zone { text: word.to_owned(), territory: territory.name.clone() };
    // Names of communes have spaces: each stands between commas.
    let parts: Vec<&str> =
        text.split([',', ';', '/', '+', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let named: Option<Vec<Zone>> = match territory.zone_kind() {
        ZoneKind::Arrondissement => None,
        ZoneKind::Commune => parts.iter().map(|part| Some(territory.find_by_text(part)?.code)).collect(),
    };
    if let Some(mut zones) = named.filter(|zones| !zones.is_empty()) {
        zones.sort_unstable();
        zones.dedup();
        return Ok(zones);
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+'));
    let words = words.filter(|word| {
        let folded = fold(word);
        !(matches!(folded.as_str(), "" | "et" | "arrondissement" | "arrondissements" | "le" | "les") || folded == name)
    });
    // "75101 - 75105" and "1 … 5" are ranges: it is not certain which zones between the ends are included.
    let is_mark = |word: &str| word != "&" && fold(word).is_empty();
    let signs = |c: char| matches!(c, '-' | '–' | '—' | '…' | '.' | '>' | '→');
    let mut written = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '+'));
    let range =
        written.find(|word| !word.is_empty() && (is_mark(word) || word.starts_with(signs) || word.ends_with('-')));
    if let Some(range) = range {
        return Err(wrong(range));
    }
    let find = |word: &str| territory.find_by_text(word).map(|zone| zone.code).ok_or_else(|| wrong(word));
    let mut zones: Vec<Zone> = words.map(find).collect::<Result<_, _>>()?;
    if zones.is_empty() {
        return Err(wrong(text));
    }
    zones.sort_unstable();
    zones.dedup();
    Ok(zones)
}

pub(super) fn zones_text(zones: &[Zone], territory: &Territory) -> String {
    if !territory.zones.is_empty() && territory.zones.iter().all(|zone| zones.contains(&zone.code)) {
        // A zone of another territory would be lost with "tous".
        if zones.iter().all(|zone| territory.find_zone(*zone).is_some()) {
            return "tous".to_owned();
        }
    }
    let mut zones = zones.to_vec();
    zones.sort_unstable();
    let short = |zone: &Zone| {
        let short =
            territory.find_zone(*zone).map(|found| found.short.trim_end_matches(char::is_alphabetic).to_owned());
        short.filter(|short| territory.find_by_text(short).is_some_and(|found| found.code == *zone))
    };
    zones.iter().map(|zone| short(zone).unwrap_or_else(|| zone.to_string())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::{BasisPoints, Cents, Territory};

    use super::{Per, date, days, euros, finess, minutes, percent, spans, spans_text, time, vat, zones, zones_text};
    use crate::spreadsheet::CellError;

    #[test]
    fn a_cell_that_is_not_sure_names_its_text_and_says_what_to_write() {
        assert_eq!(date("03/11/26"), Err(CellError::Date("03/11/26".to_owned())));
        assert_eq!(euros("28€50/h", Per::Hour), Ok(Cents(2850)));
        assert!(matches!(euros("1.450", Per::Once), Err(CellError::TooFine(_))));
        assert!(matches!(euros("gratuit", Per::Once), Err(CellError::Amount(_))));
        assert!(matches!(euros("4 90", Per::Hour), Err(CellError::Amount(_))));
        assert_eq!(percent("12,5"), Ok(BasisPoints(1250)));
        for coefficient in ["0.25", "1,25", "1,5"] {
            assert!(matches!(percent(coefficient), Err(CellError::SmallPercent(_))), "{coefficient}");
        }
        assert!(matches!(percent("9999"), Err(CellError::Percent(_))));
        assert!(vat("5,5 %").is_ok() && vat("0.055").is_err());
        assert_eq!((minutes("2 heures"), days("2 semaines")), (Ok(120), Ok(14)));
        assert_eq!(minutes("1,5"), Err(CellError::Minutes("1,5".to_owned())));
        assert_eq!(days("1 mois"), Err(CellError::Days("1 mois".to_owned())));
        assert_eq!(days("366"), Err(CellError::LongDelay("366".to_owned())));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let two = spans("08:00-12:00, 14:00-20:00").unwrap();
        assert_eq!(spans_text(&two), "08:00-12:00, 14:00-20:00");
        for text in ["8h-12h et 14h-20h", "8 h – 12 h / 14 h – 20 h", "8h00 à 12h00 ; 14 à 20h", "8-12,14-20"] {
            assert_eq!(spans(text).as_ref(), Ok(&two), "{text}");
        }
        assert_eq!(spans("Fermé"), Ok(Vec::new()));
        assert_eq!(spans("24h/24"), spans("00:00-24:00"));
        assert_eq!(spans("22h-0h"), spans("22:00-24:00"));
        assert!(matches!(spans("22:00-06:00"), Err(CellError::Midnight(_))));
        for text in ["8h", "8h-12h-14h", "matin", "25:00-26:00", ",", "8:75-9:00"] {
            assert!(matches!(spans(text), Err(CellError::Hours(_))), "{text}");
        }
        assert_eq!([time("20:00"), time("20h"), time("6 h 30")], [Ok(1200), Ok(1200), Ok(390)]);
    }

    #[test]
    fn zones_are_read_as_people_write_them() {
        let paris = Territory::paris().unwrap();
        let three = zones("1 2 14", &paris).unwrap();
        for text in ["75101 75102 75114", "14e, 1er et 2ème", "1, 2, 14, 14", "75001/75002/75014", "Paris 1 2 14"] {
            assert_eq!(zones(text, &paris).as_ref(), Ok(&three), "{text}");
        }
        assert_eq!(zones_text(&three, &paris), "1 2 14");
        for text in ["tous", "Tout Paris", "tous les arrondissements", "PARIS"] {
            assert_eq!(zones(text, &paris).map(|zones| zones.len()), Ok(20), "{text}");
        }
        assert_eq!(zones_text(&zones("tous", &paris).unwrap(), &paris), "tous");
        let wrong = CellError::Zone { text: "21".into(), territory: "Paris".into() };
        assert_eq!(zones("1 21", &paris), Err(wrong));
        assert!(zones("1-5", &paris).is_err() && zones("et", &paris).is_err());
        for range in ["75101 - 75105", "1 – 5", "1 … 5", "1er ... 4e", "15 > 20", "1 -5", "1- 5", "1 à 5"] {
            assert!(zones(range, &paris).is_err(), "{range}: the zones between its ends are not certain");
        }
        assert!(zones("1 & 2", &paris).is_ok_and(|zones| zones.len() == 2));
    }

    #[test]
    fn a_finess_that_lost_its_first_zero_finds_it_again() {
        assert_eq!(finess("10000024").unwrap().as_str(), "010000024");
        assert_eq!(finess("75 000 001 1").unwrap().as_str(), "750000011");
        assert_eq!(finess("2a0000012").unwrap().as_str(), "2A0000012");
        assert!(finess("7,5E+08").is_err() && finess("7500").is_err());
    }
}
