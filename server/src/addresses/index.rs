//! Finds streets by what is typed: every typed word must be the beginning of a word of the name, or its abbreviation; a
//! single typing mistake is accepted only if nothing else matches. One pass over the streets, without an allocation for
//! each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::ports::Suggestion;
use domain::provider::territory::TerritoryZone;
use domain::values::search::fold;
use domain::{Territory, Zone};

use super::spelled::spelled;
use super::typed::{Reading, SMALL_WORDS, TypedAddress, Word};
use super::{House, Street};

/// Kinds of street, folded: a name is also searched without the kind at its start.
const WAYS: [&str; 36] = [
    "allee",
    "avenue",
    "boulevard",
    "carrefour",
    "chaussee",
    "chemin",
    "cite",
    "cour",
    "cours",
    "esplanade",
    "galerie",
    "hameau",
    "impasse",
    "parvis",
    "passage",
    "passerelle",
    "peristyle",
    "place",
    "placette",
    "pont",
    "port",
    "porte",
    "promenade",
    "quai",
    "residence",
    "rond",
    "route",
    "rue",
    "ruelle",
    "sente",
    "sentier",
    "square",
    "terrasse",
    "villa",
    "voie",
    "venelle",
];

/// A typed word shorter than this may contain no mistake.
const SLIP_LENGTH: usize = 4;

/// The streets of a territory, ready for searching.
pub struct Index {
    territory: Territory,
    /// In order of folded name.
    entries: Vec<Entry>,
}

/// One street in all its zones.
struct Entry {
    name: String,
    /// Folded, without the small words.
    words: Vec<String>,
    /// Number of words of its kind of street: 0 or 1.
    way: usize,
    addresses: usize,
    /// In order of zone.
    parts: Vec<Street>,
}

/// How well a street matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// It is not in the zone that was named.
    astray: bool,
    /// 0: the name, with or without its kind of street, begins with what is typed; 1: the same for a part of the name;
    /// 2: in any order.
    order: u8,
    /// It does not have the house number.
    unnumbered: bool,
    /// Number of words that were typed in part.
    partial: usize,
    /// Number of words of the name that were not typed.
    missing: usize,
    addresses: Reverse<usize>,
}

impl Entry {
    /// Whether its name is a single word that may be a town: "Rue de Lyon".
    fn may_be_of_a_town(&self) -> bool {
        let name = fold(&self.name);
        let words: Vec<&str> = name.split(' ').collect();
        matches!(words[..], [_, "de" | "du" | "des" | "d", _])
    }
}

impl Rank {
    /// Whether the whole name was typed, with or without its kind of street.
    fn is_whole(&self) -> bool {
        self.order == 0 && self.partial == 0 && self.missing == 0
    }
}

/// A street that matches a reading.
struct Found<'a> {
    rank: Rank,
    at: usize,
    entry: &'a Entry,
    house: Option<&'a House>,
    /// The zone that the reading names.
    hint: Option<Zone>,
}

impl Index {
    pub fn new(streets: Vec<Street>, territory: &Territory) -> Self {
        let mut names: BTreeMap<String, Vec<Street>> = BTreeMap::new();
        for street in streets {
            names.entry(fold(&street.name)).or_default().push(street);
        }
        let entries = names.into_iter().map(|(folded, parts)| Entry::new(&folded, parts)).collect();
        Self { territory: territory.clone(), entries }
    }

    /// Whether there is no street at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// At most `most` places that match what is typed, best first.
    pub fn suggest(&self, text: &str, most: usize) -> Vec<Suggestion> {
        let read = TypedAddress::read(text, &self.territory);
        if let Some(zone) = self.zone_alone(text, &read) {
            let named = Suggestion { label: zone.name.clone(), zone: zone.code };
            return Vec::from_iter(Some(named).filter(|_| most > 0));
        }
        let mut found = self.find(&read, false);
        if found.is_empty() {
            found = self.find(&read, true);
        }
        let suggestions = found
            .iter()
            .flat_map(|found| found.parts().into_iter().map(|part| self.suggestion(found.entry, part, found.house)));
        suggestions.take(most).collect()
    }

    /// The zone, if what is typed leaves no doubt: whole names in one zone, or the beginning of a single street. A name
    /// alone is not certain: "Lyon" and "Montreuil" are rather towns than streets.
    pub fn zone_of(&self, text: &str) -> Option<Zone> {
        let read = TypedAddress::read(text, &self.territory);
        if let Some(zone) = self.zone_alone(text, &read) {
            return Some(zone.code);
        }
        let of_a_way = |word: &Word| WAYS.contains(&word.stands_for.unwrap_or(&word.text));
        let has_way = read.readings.iter().any(|reading| reading.words.iter().any(of_a_way));
        let named = has_way || read.readings.iter().any(|reading| reading.hint.is_some() || reading.house.is_some());
        if read.torn || !named {
            return None;
        }
        let mut found = self.find(&read, false);
        // "Marseille 14" is rather a town than a house in a street.
        found.retain(|found| !found.rank.astray && (has_way || !found.entry.may_be_of_a_town()));
        if found.iter().any(|found| found.rank.is_whole()) {
            found.retain(|found| found.rank.is_whole());
            if found.iter().any(|found| !found.rank.unnumbered) {
                found.retain(|found| !found.rank.unnumbered);
            }
        } else if found.iter().any(|other| other.at != found[0].at) {
            return None;
        }
        let mut zones = found.iter().flat_map(Found::parts).map(|part| part.zone);
        let first = zones.next()?;
        let single =
            zones.all(|zone| zone == first) && found.iter().all(|found| found.hint.is_none_or(|hint| hint == first));
        single.then_some(first)
    }

    /// The zone, if nothing else is typed: "14e", "75014", "14".
    fn zone_alone(&self, text: &str, read: &TypedAddress) -> Option<&TerritoryZone> {
        let number = text.trim().bytes().all(|c| c.is_ascii_digit());
        self.territory.find_by_text(text).filter(|_| number || read.readings.is_empty())
    }

    /// Every street that matches, once for its best reading, best first.
    fn find<'a>(&'a self, read: &'a TypedAddress, slip: bool) -> Vec<Found<'a>> {
        let mut found: Vec<Found<'a>> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let answers = read.readings.iter().filter_map(|reading| Some((entry.answer(reading, slip)?, reading)));
            if let Some((rank, reading)) = answers.min_by_key(|(rank, _)| *rank) {
                found.push(Found { rank, at, entry, house: reading.house.as_ref(), hint: reading.hint });
            }
        }
        found.sort_unstable_by_key(|found| (found.rank, found.at));
        found
    }

    /// "12 bis Rue X, 75005 Paris" if the house is known, else "Rue X, 5e".
    fn suggestion(&self, entry: &Entry, part: &Street, house: Option<&House>) -> Suggestion {
        let known = house.and_then(|house| {
            let plain = House { number: house.number, suffix: String::new() };
            [house, &plain].into_iter().find(|house| part.houses.binary_search(house).is_ok()).cloned()
        });
        let label = match known {
            Some(house) => {
                let zone = self.territory.find_zone(part.zone);
                let town = zone.map_or(self.territory.name.as_str(), |zone| self.territory.town_of(zone));
                format!("{} {}, {} {town}", house_number(&house, part), entry.name, part.postcode)
            }
            None => {
                let short = self.territory.find_zone(part.zone).map_or(part.zone.as_str(), |zone| &zone.short);
                format!("{}, {short}", entry.name)
            }
        };
        Suggestion { label, zone: part.zone }
    }
}

/// "12", "12 bis", or "12 B" if there is also a 12 A.
fn house_number(house: &House, part: &Street) -> String {
    let lettered = part.houses.binary_search(&House { number: house.number, suffix: "a".to_owned() }).is_ok();
    let suffix = match house.suffix.as_str() {
        "" => return house.number.to_string(),
        "b" if !lettered => "bis".to_owned(),
        "t" if !lettered => "ter".to_owned(),
        "q" if !lettered => "quater".to_owned(),
        other => other.to_uppercase(),
    };
    format!("{} {suffix}", house.number)
}

/// Whether a part of the street has the house, or another one with the same number.
fn has(part: &Street, house: &House) -> bool {
    part.houses.binary_search_by_key(&house.number, |house| house.number).is_ok()
}

impl<'a> Found<'a> {
    /// The matching parts of the street: those with the house, if any, then those in the zone that was named, if any.
    fn parts(&self) -> Vec<&'a Street> {
        let hint = self.hint;
        let mut parts: Vec<&Street> = self.entry.parts.iter().collect();
        if let Some(house) = self.house {
            let exact = |part: &Street| part.houses.binary_search(house).is_ok();
            if parts.iter().any(|part| exact(part)) {
                parts.retain(|part| exact(part));
            } else if parts.iter().any(|part| has(part, house)) {
                parts.retain(|part| has(part, house));
            }
        }
        if hint.is_some_and(|zone| parts.iter().any(|part| part.zone == zone)) {
            parts.retain(|part| Some(part.zone) == hint);
        }
        parts
    }
}

impl Entry {
    fn new(folded: &str, mut parts: Vec<Street>) -> Self {
        parts.sort_by_key(|part| part.zone);
        let written: Vec<&str> = folded.split(' ').collect();
        let all = written.iter().enumerate().map(|(at, word)| spelled(word, written.get(at + 1).copied()));
        let all: Vec<String> = all.flat_map(|words| words.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        let telling: Vec<String> = all.iter().filter(|word| !SMALL_WORDS.contains(&word.as_str())).cloned().collect();
        let words = if telling.is_empty() { all } else { telling };
        let way = usize::from(words.len() > 1 && WAYS.contains(&words[0].as_str()));
        let addresses = parts.iter().map(|part| part.houses.len()).sum();
        let name = parts.first().map(|part| part.name.clone()).unwrap_or_default();
        Self { name, words, way, addresses, parts }
    }

    /// Its rank for a reading. None if a word does not match.
    fn answer(&self, reading: &Reading, slip: bool) -> Option<Rank> {
        let (order, partial, missing) = self.matches(&reading.words, slip)?;
        Some(Rank {
            astray: reading.hint.is_some_and(|zone| self.parts.iter().all(|part| part.zone != zone)),
            order,
            unnumbered: reading.house.as_ref().is_some_and(|house| !self.parts.iter().any(|part| has(part, house))),
            partial,
            missing,
            addresses: Reverse(self.addresses),
        })
    }

    /// The order, the number of words typed in part, and the number of words not typed.
    fn matches(&self, words: &[Word], slip: bool) -> Option<(u8, usize, usize)> {
        let length = self.words.len();
        if words.len() > length {
            return None;
        }
        let mut best: Option<(u8, usize, usize)> = None;
        for start in 0..=length - words.len() {
            let mut slips = slip;
            let run = words.iter().zip(&self.words[start..]);
            let partial = run.map(|(typed, word)| typed.fits(word, &mut slips)).sum::<Option<usize>>();
            if let Some(partial) = partial {
                let order = u8::from(start > 0 && start != self.way);
                let from = if start <= self.way { start } else { self.way };
                best = best.into_iter().chain([(order, partial, length - from - words.len())]).min();
            }
        }
        best.or_else(|| self.scattered(words, slip))
    }

    /// Each typed word is assigned to the first free word of the name that it matches best.
    fn scattered(&self, words: &[Word], slip: bool) -> Option<(u8, usize, usize)> {
        let (mut taken, mut partial, mut slips) = (0_u64, 0, slip);
        for typed in words {
            let free = self.words.iter().take(64).enumerate().filter(|(at, _)| taken & (1 << at) == 0);
            let fits = free.filter_map(|(at, word)| {
                let mut slips_left = slips;
                typed.fits(word, &mut slips_left).map(|cost| (cost, !slips_left, at))
            });
            let (cost, slipped, at) = fits.min()?;
            taken |= 1 << at;
            partial += cost;
            slips &= !slipped;
        }
        Some((2, partial, self.words.len() - words.len()))
    }
}

impl Word {
    /// 0 if it is the word or an abbreviation of it, 1 if it is the beginning of the word, or, once, with one mistake.
    fn fits(&self, word: &str, slips: &mut bool) -> Option<usize> {
        if self.text == word || self.stands_for == Some(word) {
            return Some(0);
        }
        if self.begins && word.starts_with(self.text.as_str()) {
            return Some(1);
        }
        if *slips && self.text.len() >= SLIP_LENGTH && self.begins && begins_but_for_one(&self.text, word) {
            *slips = false;
            return Some(1);
        }
        None
    }
}

/// Whether a word begins with the typed text, with at most one letter too many, missing, wrong, or swapped with the
/// next.
fn begins_but_for_one(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let same = text.iter().zip(word).take_while(|(a, b)| a == b).count();
    let begins = |text: &[u8], word: &[u8]| word.starts_with(text);
    let (rest, of) = (&text[same..], &word[same..]);
    let Some(first) = rest.first() else { return true };
    let extra = begins(&rest[1..], of);
    let missing = !of.is_empty() && begins(rest, &of[1..]);
    let wrong = !of.is_empty() && begins(&rest[1..], &of[1..]);
    let swapped = rest.len() > 1 && of.len() > 1 && rest[1] == of[0] && *first == of[1] && begins(&rest[2..], &of[2..]);
    extra || missing || wrong || swapped
}
