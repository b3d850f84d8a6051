//! Removes from an address what is not part of it: the place, the floor, the door, the resident's name, a range of
//! houses.

use std::collections::BTreeSet;

use domain::provider::territory::{WrittenPlace, ZoneKind};
use domain::values::search::fold;
use domain::{Territory, Zone};

use super::typed::{house, suffix};

/// Words that are followed by a letter or a number, inside a house.
const INSIDE: [&str; 24] = [
    "bat",
    "batiment",
    "bt",
    "esc",
    "escalier",
    "appt",
    "appartement",
    "app",
    "apt",
    "apart",
    "porte",
    "hall",
    "entree",
    "code",
    "digicode",
    "interphone",
    "bp",
    "cs",
    "lot",
    "logement",
    "chambre",
    "bte",
    "boite",
    "cage",
];

/// Words for the side of a floor.
const SIDES: [&str; 6] = ["gauche", "droite", "gche", "dte", "face", "fond"];

/// Words before a person's name.
const TITLES: [&str; 7] = ["m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"];

/// Words after which the name of a commune is that of a street.
const BEFORE_STREETS: [&str; 16] = [
    "de",
    "d",
    "du",
    "des",
    "rue",
    "r",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "place",
    "pl",
    "quai",
    "route",
    "chemin",
    "allee",
];

/// Between the first and the last house of a range.
const TO: [&str; 4] = ["a", "au", "et", "ou"];

/// The folded words of an address, and its zones.
pub(super) struct Bare {
    pub words: Vec<String>,
    /// The zones that were named, each once.
    pub zones: Vec<Zone>,
    /// The zone of the last word, if that word may also be the "1er" of a king.
    pub king: Option<Zone>,
    /// Whether nothing was removed.
    pub is_whole: bool,
}

impl Bare {
    pub(super) fn of(text: &str, territory: &Territory) -> Self {
        let parts: Vec<&str> = text.split([',', ';', '\n', '(', ')']).filter(|part| !part.trim().is_empty()).collect();
        let mut bare = Self { words: Vec::new(), zones: Vec::new(), king: None, is_whole: true };
        let mut written = 0;
        for part in &parts {
            let folded = fold(&first_of_range(&with_ordinals(part)));
            let mut words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            written += words.len();
            let others = parts.len() > 1;
            let is_someone = words.first().is_some_and(|word| TITLES.contains(&word.as_str()));
            if others && (words == ["france"] || (is_someone && !folded.contains(|c: char| c.is_ascii_digit()))) {
                continue;
            }
            drop_inside(&mut words);
            drop_range(&mut words);
            bare.take_codes(&mut words, territory);
            bare.take_end(&mut words, others, territory);
            match territory.zone_kind() {
                ZoneKind::Arrondissement => bare.take_front(&mut words, territory),
                ZoneKind::Commune => bare.take_town(&mut words, territory),
            }
            bare.words.append(&mut words);
        }
        if bare.zones.is_empty() && bare.words.len() > 1 && bare.words.last().is_some_and(|word| word == "1er") {
            bare.king = territory.find_by_text("1er").map(|zone| zone.code);
        }
        bare.is_whole = bare.words.len() == written;
        bare
    }

    fn add(&mut self, zone: Zone) {
        if !self.zones.contains(&zone) {
            self.zones.push(zone);
        }
    }

    /// Removes postcodes, anywhere in the text, with the name of the city after them.
    fn take_codes(&mut self, words: &mut Vec<String>, territory: &Territory) {
        // 75680 is a postcode of firms: its CEDEX number tells the zone.
        let firms = words.iter().any(|word| word == "cedex");
        words.retain(|word| {
            !(firms && word.len() == 5 && word.starts_with(territory.postcode_prefix()) && is_firm(word, territory))
        });
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let code = word.len() == 5 && word.bytes().all(|c| c.is_ascii_digit());
            let zones = if code { territory.with_code(word) } else { Vec::new() };
            if zones.is_empty() {
                at += 1;
                continue;
            }
            words.remove(at);
            // Of the communes of a postcode that they share its name tells which, or nothing does.
            if let [zone] = zones.as_slice() {
                self.add(zone.code);
            }
            let towns = zones.iter().map(|zone| (words_of(territory.town_of(zone)), zone.code));
            let named =
                towns.into_iter().find(|(town, _)| at == 0 && words.len() > town.len() && words.starts_with(town));
            if let Some((town, zone)) = named {
                self.add(zone);
                words.drain(..town.len());
            }
        }
    }

    /// Removes "paris 14e" from "paris 14e 12 rue …".
    fn take_front(&mut self, words: &mut Vec<String>, territory: &Territory) {
        let [first, second, _, ..] = words.as_slice() else { return };
        let ordinal = second.starts_with(|c: char| c.is_ascii_digit()) && second.ends_with(|c: char| c.is_alphabetic());
        if *first == fold(&territory.name)
            && ordinal
            && let Some(zone) = territory.find_by_text(second)
        {
            self.add(zone.code);
            words.drain(..2);
        }
    }

    /// Removes "saint denis" from "saint denis 12 rue …".
    fn take_town(&mut self, words: &mut Vec<String>, territory: &Territory) {
        let Some(house) = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit())) else { return };
        if house > 0
            && house + 1 < words.len()
            && let WrittenPlace::Zone(zone) = territory.read_place(&words[..house].join(" "))
        {
            self.add(zone.code);
            words.drain(..house);
        }
    }

    /// Removes the place at the end, the longest that can be read: "paris 14 eme arrondissement", "paris cedex 14",
    /// "6e".
    fn take_end(&mut self, words: &mut Vec<String>, others: bool, territory: &Territory) {
        let city = fold(&territory.name);
        let towns = first_words(territory);
        for start in 0..words.len() {
            let (first, next) = (&words[start], words.get(start + 1));
            let digits = first.bytes().take_while(u8::is_ascii_digit).count();
            let ends = |word: &String| ["eme", "ieme", "er"].contains(&word.as_str()) || word.starts_with("arr");
            let numbered = digits > 0 && (digits < first.len() || next.is_some_and(ends));
            // "paris cedex" and "france" remain where the code was removed.
            let town = towns.contains(first);
            let named = town || *first == city || (first == "cedex" && (start > 0 || others));
            let roman = first.len() > 1 && first.ends_with('e') && first.bytes().all(|c| b"ivxe".contains(&c));
            if !(named || numbered || (roman && first != "vie")) {
                continue;
            }
            // "1er" may belong to a king, unless the word "arrondissement" follows.
            if first == "1er"
                && (start > 0 || !self.words.is_empty())
                && !next.is_some_and(|next| next.starts_with("arr"))
            {
                continue;
            }
            let text = words[start..].join(" ");
            let rest = start > 0 || others || !self.zones.is_empty();
            let before = start.checked_sub(1).map(|before| words[before].as_str());
            match territory.read_place(&text) {
                // In "12 rue Saint-Denis" and "12 rue de Bobigny" the commune is part of the street.
                WrittenPlace::Zone(_) if town && before.is_some_and(|before| BEFORE_STREETS.contains(&before)) => {
                    continue;
                }
                WrittenPlace::Zone(zone) => self.add(zone.code),
                // In "10 rue de Paris, Montreuil" the city is part of the street.
                WrittenPlace::Whole if rest && !matches!(before, Some("de" | "d" | "du")) => {}
                WrittenPlace::Other if text == "cedex" => {}
                WrittenPlace::Several(_) | WrittenPlace::Whole | WrittenPlace::Elsewhere | WrittenPlace::Other => {
                    continue;
                }
            }
            words.truncate(start);
            return;
        }
    }
}

/// The words with which the names of the communes begin, as people write them too.
fn first_words(territory: &Territory) -> BTreeSet<String> {
    if territory.zone_kind() == ZoneKind::Arrondissement {
        return BTreeSet::new();
    }
    let mut first = BTreeSet::new();
    for zone in &territory.zones {
        // "la courneuve" and "courneuve"
        first.extend(words_of(&zone.name).into_iter().take(2));
    }
    first.extend(["st", "ste"].map(str::to_owned));
    first
}

fn words_of(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether five digits are not a postcode of a zone.
fn is_firm(word: &str, territory: &Territory) -> bool {
    word.bytes().all(|c| c.is_ascii_digit()) && territory.with_code(word).is_empty()
}

/// Removes floors, doors and names: "4e etage", "bat b", "appt 3", "chez mme durand", "n 12".
fn drop_inside(words: &mut Vec<String>) {
    // "b", "31", "12b", "b2": one character, or a few with a digit among the first two.
    let is_value =
        |word: &String| word.len() == 1 || (word.len() < 5 && word.chars().take(2).any(|c| c.is_ascii_digit()));
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    let mut inside = false;
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "etage" | "etages" => {
                inside = true;
                if kept.last().is_some_and(|last| matches!(last.as_str(), "e" | "er" | "eme" | "ieme")) {
                    kept.pop();
                }
                let digits = |last: &&String| last.starts_with(|c: char| c.is_ascii_digit());
                let named = |last: &&String| last.ends_with("ieme") || matches!(last.as_str(), "premier" | "dernier");
                let lettered = |last: &&String| digits(last) && last.ends_with(|c: char| c.is_alphabetic());
                let before = kept.last();
                if before.filter(|last| named(last) || lettered(last)).is_some()
                    || (rest.next_if(|next| is_value(next)).is_none() && before.filter(digits).is_some())
                {
                    kept.pop();
                }
            }
            "rdc" => inside = true,
            "rez" if rest.peek().is_some_and(|next| *next == "de" || *next == "chaussee") => {
                inside = true;
                rest.next_if(|next| *next == "de");
                rest.next_if(|next| *next == "chaussee");
            }
            "chez" => while rest.next_if(|next| !next.starts_with(|c: char| c.is_ascii_digit())).is_some() {},
            "n" | "no" | "numero" if rest.peek().is_some_and(|next| house(next).is_some()) => {}
            side if inside && SIDES.contains(&side) => {}
            name if INSIDE.contains(&name) && rest.peek().is_some_and(|next| is_value(next)) => {
                inside = true;
                rest.next();
            }
            _ => kept.push(word.clone()),
        }
    }
    *words = kept;
}

/// "12 a 16 rue x" is read as "12 rue x".
fn drop_range(words: &mut Vec<String>) {
    let number = |word: &String| word.bytes().take_while(u8::is_ascii_digit).count().min(4);
    let value = |word: &String| word[..number(word)].parse::<u16>().ok().filter(|_| house(word).is_some());
    let ends = |words: &[String]| match words {
        [from, to, until] if TO.contains(&to.as_str()) => value(from).zip(value(until)).is_some_and(|(a, b)| a < b),
        _ => false,
    };
    // The house may have a suffix: "12 bis a 16".
    let lettered = words.get(1).is_some_and(|word| word.len() > 1 && suffix(word).is_some());
    let first = usize::from(lettered);
    let mut range: Vec<String> = words.iter().take(3 + first).cloned().collect();
    if lettered {
        range.remove(1);
    }
    if ends(&range) {
        words.drain(1 + first..3 + first);
    } else if words.len() > 3 && ends(&words[words.len() - 3..]) {
        words.truncate(words.len() - 2);
    }
}

/// "14°" is "14e", and "n° 12" is "n 12".
fn with_ordinals(part: &str) -> String {
    let mut written = String::with_capacity(part.len());
    for c in part.chars() {
        match c {
            '°' | 'º' if written.ends_with(|before: char| before.is_ascii_digit()) => written.push_str("e "),
            '°' | 'º' => written.push(' '),
            other => written.push(other),
        }
    }
    written
}

/// "12-14 rue X" is read as "12 rue X".
fn first_of_range(text: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = text.trim_start();
    let after = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = after.trim_start().strip_prefix(['-', '/', '–']).map(str::trim_start);
    match rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit())) {
        Some(end) if after.len() < trimmed.len() && (end.is_empty() || end.starts_with(' ')) && rest != Some(end) => {
            format!("{}{end}", &trimmed[..trimmed.len() - after.len()]).into()
        }
        Some(_) | None => text.into(),
    }
}
