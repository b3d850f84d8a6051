//! What a person types for an address, taken apart: a house number, words of a street, a zone. Several readings where a
//! number may belong to the name ("8 mai 1945").

use domain::search::fold;
use domain::{Territory, Zone};

use super::{House, surroundings};

/// Characters that are read; no address is longer.
const LONGEST: usize = 100;

/// Words that tell no street from another.
pub(super) const SMALL_WORDS: [&str; 13] =
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

/// Abbreviations of ways and titles, as people write them.
const ABBREVIATIONS: [(&str, &str); 55] = [
    // The first of a name, as kings and popes are called.
    ("1er", "ier"),
    ("ier", "1er"),
    ("premier", "ier"),
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

const MONTHS: [&str; 12] = [
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

/// Days of a month in words, as streets are named after them. "Place du Huit Novembre 1942".
const DAYS: [&str; 31] = [
    "premier",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix sept",
    "dix huit",
    "dix neuf",
    "vingt",
    "vingt et un",
    "vingt deux",
    "vingt trois",
    "vingt quatre",
    "vingt cinq",
    "vingt six",
    "vingt sept",
    "vingt huit",
    "vingt neuf",
    "trente",
    "trente et un",
];

/// What was typed.
pub(super) struct Typed {
    /// The zone that was named, by postcode or as "6e".
    pub hint: Option<Zone>,
    /// Most likely first; none has no word.
    pub readings: Vec<Reading>,
}

/// One way to read it.
pub(super) struct Reading {
    pub house: Option<House>,
    pub words: Vec<Word>,
}

/// A word that a street's name must have.
pub(super) struct Word {
    pub text: String,
    pub stands_for: Option<&'static str>,
    /// Whether a longer word may begin with it. A number may only be continued where it is still being typed.
    pub begins: bool,
}

impl Typed {
    pub(super) fn read(typed: &str, territory: &Territory) -> Self {
        let typed: String = typed.chars().take(LONGEST).collect();
        let typing = typed.ends_with(char::is_alphanumeric);
        let folded = fold(&first_of_range(&typed));
        let mut tokens: Vec<&str> = folded.split(' ').filter(|token| !token.is_empty()).collect();
        let length = tokens.len();
        surroundings::take_away(&mut tokens, &fold(&territory.name));
        let hint = take_zone(&mut tokens, territory);
        // Once a zone was taken from the end, the word before it is whole.
        let typing = typing && tokens.len() == length;
        let mut taken = vec![(None, &tokens[..], typing)];
        taken.extend(house_first(&tokens).map(|(house, used)| (Some(house), &tokens[used..], typing)));
        let last = house_last(&tokens);
        taken.extend(last.map(|(house, used)| (Some(house), &tokens[..tokens.len() - used], false)));
        let mut readings = Vec::new();
        for (house, tokens, typing) in taken {
            let dated = in_words(tokens, Numbers::OfDays);
            let spelled = in_words(tokens, Numbers::All);
            if dated != tokens {
                readings.push(Reading::new(house.clone(), &dated, typing));
            }
            // "rue des 4 vents"
            if spelled != dated {
                readings.push(Reading::new(house.clone(), &spelled, typing));
            }
            readings.push(Reading::new(house, tokens, typing));
        }
        readings.retain(|reading| !reading.words.is_empty());
        Self { hint, readings }
    }
}

impl Reading {
    fn new(house: Option<House>, tokens: &[&str], typing: bool) -> Self {
        let tells = |at: usize| !SMALL_WORDS.contains(&tokens[at]) || (typing && at + 1 == tokens.len());
        let words = (0..tokens.len()).filter(|at| tells(*at)).map(|at| {
            let text = tokens[at];
            let number = text.starts_with(|c: char| c.is_ascii_digit());
            Word {
                text: text.to_owned(),
                stands_for: ABBREVIATIONS.iter().find(|(short, _)| *short == text).map(|(_, long)| *long),
                begins: !number || (typing && at + 1 == tokens.len()),
            }
        });
        Self { house, words: words.collect() }
    }
}

/// "12-14 rue X" is read as "12 rue X".
fn first_of_range(typed: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = typed.trim_start();
    let after = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = after.trim_start().strip_prefix(['-', '/', '–']).map(str::trim_start);
    match rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit())) {
        Some(end) if after.len() < trimmed.len() && end.starts_with(' ') && rest != Some(end) => {
            format!("{}{end}", &trimmed[..trimmed.len() - after.len()]).into()
        }
        Some(_) | None => typed.into(),
    }
}

/// Removes what names a zone or the city: "75005", "Paris", "6e", "15ème arrondissement", "Paris 15".
fn take_zone(tokens: &mut Vec<&str>, territory: &Territory) -> Option<Zone> {
    let found = |text: &str| territory.find_by_text(text).map(|zone| zone.code);
    let city = fold(&territory.name);
    let mut hint = None;
    tokens.retain(|token| {
        let zone = Some(*token).filter(|token| token.len() == 5 && token.bytes().all(|c| c.is_ascii_digit()));
        let zone = zone.and_then(found);
        hint = zone.or(hint);
        zone.is_none()
    });
    if matches!(tokens.last(), Some(&("arrondissement" | "arr" | "arrdt" | "ardt"))) {
        tokens.pop();
    }
    let take_city = |tokens: &mut Vec<&str>, hint: Option<Zone>| {
        if tokens.last() == Some(&city.as_str()) && (tokens.len() > 1 || hint.is_some()) {
            tokens.pop();
        }
    };
    take_city(tokens, hint);
    // "Paris 15", "6e", "14 eme", "XIVe".
    let ends = match tokens[..] {
        [.., before, last] if before == city && found(last).is_some() => 1,
        [.., king, last] if is_first(last) && KINGS.contains(&king) => 0,
        [.., last] if is_ordinal(last) && found(last).is_some() => 1,
        [.., number, last]
            if is_number(number)
                && last.bytes().all(|c| c.is_ascii_alphabetic())
                && found(&format!("{number} {last}")).is_some() =>
        {
            2
        }
        _ => 0,
    };
    if ends > 0 {
        let zone = found(&tokens[tokens.len() - ends..].join(" "));
        hint = hint.or(zone);
        tokens.truncate(tokens.len() - ends);
    }
    take_city(tokens, hint);
    hint
}

/// First names that streets of Paris have with "1er", which is no arrondissement there.
const KINGS: [&str; 6] = ["albert", "alexandre", "francois", "hussein", "leopold", "pierre"];

fn is_first(token: &str) -> bool {
    matches!(token, "1er" | "ier" | "1e")
}

fn is_number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|c| c.is_ascii_digit())
}

/// "14e", "14eme", "xive".
fn is_ordinal(token: &str) -> bool {
    let roman = || token.strip_suffix("eme").or_else(|| token.strip_suffix('e')).unwrap_or_default();
    let is_roman = || !roman().is_empty() && roman().bytes().all(|c| matches!(c, b'i' | b'v' | b'x')) && token != "vie";
    let numbered =
        token.starts_with(|c: char| c.is_ascii_digit()) && token.ends_with(|c: char| c.is_ascii_alphabetic());
    numbered || is_roman() || token == "ier"
}

/// Which numbers of a name are written in words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The day before a month: "8 mai" is "huit mai".
    OfDays,
    /// Every one up to 31: "4 vents" is "quatre vents".
    All,
}

fn in_words<'a>(tokens: &[&'a str], which: Numbers) -> Vec<&'a str> {
    let month = |token: &&str| token.len() > 2 && MONTHS.iter().any(|month| month.starts_with(token));
    let word = |at: usize| {
        let is_meant = which == Numbers::All || tokens.get(at + 1).is_some_and(month);
        let day: Option<usize> = tokens[at].parse().ok().filter(|_| is_meant);
        day.and_then(|day| DAYS.get(day.wrapping_sub(1))).copied().unwrap_or(tokens[at])
    };
    (0..tokens.len()).flat_map(|at| word(at).split(' ')).collect()
}

/// "bis" → "b". A letter is a suffix of its own.
fn suffix(token: &str) -> Option<&str> {
    match token {
        "bis" => Some("b"),
        "ter" => Some("t"),
        "quater" => Some("q"),
        letter if letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_lowercase()) => Some(letter),
        _ => None,
    }
}

/// "12", "12b", "12bis".
fn house(token: &str) -> Option<House> {
    let start = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let (number, rest) = token.split_at(start);
    let number = number.parse().ok()?;
    let suffix = if rest.is_empty() { "" } else { suffix(rest)? };
    Some(House { number, suffix: suffix.to_owned() })
}

/// A house number at the start, and how many tokens it takes.
fn house_first(tokens: &[&str]) -> Option<(House, usize)> {
    let first = house(tokens.first()?)?;
    // "12 b rue …" is 12 bis, but "12 r …" and "12 d …" go on with the street.
    let apart =
        tokens.get(1).filter(|own| own.len() > 1 || (matches!(**own, "a" | "b" | "c" | "t") && tokens.len() > 2));
    match apart.and_then(|own| suffix(own)) {
        Some(suffix) if first.suffix.is_empty() => Some((House { suffix: suffix.to_owned(), ..first }, 2)),
        Some(_) | None => Some((first, 1)),
    }
}

/// A house number at the end, and how many tokens it takes.
fn house_last(tokens: &[&str]) -> Option<(House, usize)> {
    let (last, before) = tokens.split_last()?;
    if let (Some(suffix), Some(first)) = (suffix(last), before.last().and_then(|token| house(token)))
        && first.suffix.is_empty()
    {
        return Some((House { suffix: suffix.to_owned(), ..first }, 2));
    }
    house(last).map(|house| (house, 1))
}
