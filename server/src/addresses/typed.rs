//! Splits what a person types for an address into a house number, words of a street, and a zone. There are several
//! readings if a number may be part of the name ("8 mai 1945", "François 1er").

use domain::{Territory, Zone};

use super::House;
use super::bare::Bare;
use super::spelled::{numeral, spelled};

/// Most characters that are read; no address is longer.
const LONGEST: usize = 100;

/// Words that do not help to distinguish streets.
pub(super) const SMALL_WORDS: [&str; 13] =
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

/// Abbreviations of kinds of street and titles, as people write them.
const ABBREVIATIONS: [(&str, &str); 52] = [
    ("abb", "abbe"),
    ("adm", "amiral"),
    ("all", "allee"),
    ("amb", "ambassadeur"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("boul", "boulevard"),
    ("bvd", "boulevard"),
    ("cap", "capitaine"),
    ("carr", "carrefour"),
    ("cdt", "commandant"),
    ("ch", "chemin"),
    ("che", "chemin"),
    ("cne", "capitaine"),
    ("col", "colonel"),
    ("cr", "cour"),
    ("crs", "cours"),
    ("dr", "docteur"),
    ("espl", "esplanade"),
    ("fbg", "faubourg"),
    ("fg", "faubourg"),
    ("gal", "general"),
    ("gd", "grand"),
    ("gde", "grande"),
    ("gen", "general"),
    ("gl", "general"),
    ("imp", "impasse"),
    ("lt", "lieutenant"),
    ("mal", "marechal"),
    ("mgr", "monseigneur"),
    ("pass", "passage"),
    ("pdt", "president"),
    ("pl", "place"),
    ("pr", "professeur"),
    ("pres", "president"),
    ("prof", "professeur"),
    ("prom", "promenade"),
    ("pt", "petit"),
    ("pte", "porte"),
    ("q", "quai"),
    ("r", "rue"),
    ("rte", "route"),
    ("sgt", "sergent"),
    ("sq", "square"),
    ("st", "saint"),
    ("ste", "sainte"),
    ("sts", "saints"),
    ("tsse", "terrasse"),
    ("vla", "villa"),
];

/// The typed text, split.
pub(super) struct TypedAddress {
    /// Several zones were named: none is certain.
    pub torn: bool,
    /// The most likely reading first; empty if there is no word.
    pub readings: Vec<Reading>,
}

/// One reading of the text.
pub(super) struct Reading {
    /// The zone that was named, by postcode or as "6e".
    pub hint: Option<Zone>,
    pub house: Option<House>,
    pub words: Vec<Word>,
}

/// A word that the name of the street must contain.
pub(super) struct Word {
    pub text: String,
    pub stands_for: Option<&'static str>,
    /// Whether it may be the beginning of a longer word. A number only if it is still being typed.
    pub begins: bool,
}

impl TypedAddress {
    pub(super) fn read(text: &str, territory: &Territory) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let Bare { words, zones, king, is_whole } = Bare::of(&text, territory);
        // If something was removed after it, the word is complete.
        let typing = is_whole && text.ends_with(char::is_alphanumeric);
        let tokens: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut readings = Vec::new();
        if let Some((zone, before)) = king.and_then(|zone| Some((zone, tokens.split_last()?.1))) {
            add_readings(&mut readings, before, false, Some(zone));
        }
        let hint = zones.first().copied();
        add_readings(&mut readings, &tokens, typing, hint);
        readings.retain(|reading| !reading.words.is_empty());
        Self { torn: zones.iter().any(|zone| Some(*zone) != hint), readings }
    }
}

/// Every way to find a house number in these words.
fn add_readings(readings: &mut Vec<Reading>, tokens: &[&str], typing: bool, hint: Option<Zone>) {
    let mut taken = vec![(None, tokens, typing)];
    taken.extend(house_first(tokens).map(|(house, used)| (Some(house), &tokens[used..], typing)));
    let last = house_last(tokens);
    taken.extend(last.map(|(house, used)| (Some(house), &tokens[..tokens.len() - used], false)));
    for (house, tokens, typing) in taken {
        readings.push(Reading { hint, house: house.clone(), words: words(tokens, typing, true) });
        // The beginning of a year or of another long number.
        if typing && tokens.last().is_some_and(|token| token.starts_with(|c: char| c.is_ascii_digit())) {
            readings.push(Reading { hint, house, words: words(tokens, typing, false) });
        }
    }
}

/// The words of a street; `whole`: its last number is complete.
fn words(tokens: &[&str], typing: bool, whole: bool) -> Vec<Word> {
    let last = |at: usize| at + 1 == tokens.len();
    let mut words = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if SMALL_WORDS.contains(token) && !(typing && last(at)) {
            continue;
        }
        let number = token.starts_with(|c: char| c.is_ascii_digit());
        let spelled =
            if whole || !last(at) { spelled(token, tokens.get(at + 1).copied()) } else { (*token).to_owned() };
        for text in spelled.split(' ').filter(|text| !number || !SMALL_WORDS.contains(text)) {
            let abbreviated = ABBREVIATIONS.iter().find(|(short, _)| *short == text);
            words.push(Word {
                text: text.to_owned(),
                stands_for: abbreviated.map(|(_, long)| *long).or_else(|| numeral(text)),
                begins: !number || (typing && last(at)),
            });
        }
    }
    words
}

/// "bis" → "b". A single letter is the suffix itself.
pub(super) fn suffix(token: &str) -> Option<&str> {
    match token {
        "bis" => Some("b"),
        "ter" => Some("t"),
        "quater" => Some("q"),
        letter if letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_lowercase()) => Some(letter),
        _ => None,
    }
}

/// "12", "12b", "12bis".
pub(super) fn house(token: &str) -> Option<House> {
    let start = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let (number, rest) = token.split_at(start);
    let number = number.parse().ok()?;
    let suffix = if rest.is_empty() { "" } else { suffix(rest)? };
    Some(House { number, suffix: suffix.to_owned() })
}

/// A house number at the start, and how many tokens it uses.
fn house_first(tokens: &[&str]) -> Option<(House, usize)> {
    let first = house(tokens.first()?)?;
    // "12 b rue …" is 12 bis, but in "12 r …" and "12 d …" the letter belongs to the street.
    let apart =
        tokens.get(1).filter(|token| token.len() > 1 || (matches!(**token, "a" | "b" | "c" | "t") && tokens.len() > 2));
    match apart.and_then(|token| suffix(token)) {
        Some(suffix) if first.suffix.is_empty() => Some((House { suffix: suffix.to_owned(), ..first }, 2)),
        Some(_) | None => Some((first, 1)),
    }
}

/// A house number at the end, and how many tokens it uses.
fn house_last(tokens: &[&str]) -> Option<(House, usize)> {
    let (last, before) = tokens.split_last()?;
    if let (Some(suffix), Some(first)) = (suffix(last), before.last().and_then(|token| house(token)))
        && first.suffix.is_empty()
    {
        return Some((House { suffix: suffix.to_owned(), ..first }, 2));
    }
    house(last).map(|house| (house, 1))
}
