//! Streets by what is typed of them: every word typed begins a word of the name, or is its abbreviation; one slip of
//! the finger is forgiven only where nothing else matched. One pass over the streets, without an allocation for each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::ports::Suggestion;
use domain::provider::territory::TerritoryZone;
use domain::values::search::fold;
use domain::{Territory, Zone};

use super::spelled::spelled;
use super::typed::{Reading, SMALL_WORDS, Typed, Word};
use super::{House, Street};

/// Kinds of way, folded: a name is also looked for without the first.
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

/// A typed word shorter than this has no slip in it.
const SLIP_LENGTH: usize = 4;

/// The streets of a territory, ready to be searched.
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
    /// Words of its kind of way: 0 or 1.
    way: usize,
    addresses: usize,
    /// In order of zone.
    parts: Vec<Street>,
}

/// How well a street answers, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// It does not lie in the zone that was named.
    astray: bool,
    /// 0: the name, or the name without its kind of way, begins with what is typed; 1: so does a part; 2: in any order.
    order: u8,
    /// It does not have the house number.
    unnumbered: bool,
    /// Words typed in part.
    partial: usize,
    /// Words of the name that were not typed.
    left: usize,
    addresses: Reverse<usize>,
}

impl Entry {
    /// Whether it is named after one word that may be a town: "Rue de Lyon".
    fn may_be_of_a_town(&self) -> bool {
        let name = fold(&self.name);
        let words: Vec<&str> = name.split(' ').collect();
        matches!(words[..], [_, "de" | "du" | "des" | "d", _])
    }
}

impl Rank {
    /// Whether the whole name was typed, its kind of way aside.
    fn is_whole(&self) -> bool {
        self.order == 0 && self.partial == 0 && self.left == 0
    }
}

/// A street that answers a reading.
struct Found<'a> {
    rank: Rank,
    at: usize,
    entry: &'a Entry,
    house: Option<&'a House>,
    /// The zone that its reading names.
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

    /// Whether it knows no street at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// At most `most` places that match what is typed, best first.
    pub fn suggest(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let read = Typed::read(typed, &self.territory);
        if let Some(zone) = self.zone_alone(typed, &read) {
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

    /// The zone, when what is typed leaves no doubt about it: whole names in one zone, or the beginning of one street. A
    /// bare name is in doubt: "Lyon" and "Montreuil" are towns before they are streets.
    pub fn zone_of(&self, typed: &str) -> Option<Zone> {
        let read = Typed::read(typed, &self.territory);
        if let Some(zone) = self.zone_alone(typed, &read) {
            return Some(zone.code);
        }
        let of_a_way = |word: &Word| WAYS.contains(&word.stands_for.unwrap_or(&word.text));
        let has_way = read.readings.iter().any(|reading| reading.words.iter().any(of_a_way));
        let named = has_way || read.readings.iter().any(|reading| reading.hint.is_some() || reading.house.is_some());
        if read.torn || !named {
            return None;
        }
        let mut found = self.find(&read, false);
        // "Marseille 14" is a town before it is the house of a street.
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

    /// The zone where nothing else is typed: "14e", "75014", "14".
    fn zone_alone(&self, typed: &str, read: &Typed) -> Option<&TerritoryZone> {
        let number = typed.trim().bytes().all(|c| c.is_ascii_digit());
        self.territory.find_by_text(typed).filter(|_| number || read.readings.is_empty())
    }

    /// Every street that answers, each once by its best reading, best first.
    fn find<'a>(&'a self, read: &'a Typed, slip: bool) -> Vec<Found<'a>> {
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

    /// "12 bis Rue X, 75005 Paris" where the house is known, else "Rue X, 5e".
    fn suggestion(&self, entry: &Entry, part: &Street, house: Option<&House>) -> Suggestion {
        let known = house.and_then(|house| {
            let plain = House { number: house.number, suffix: String::new() };
            [house, &plain].into_iter().find(|house| part.houses.binary_search(house).is_ok()).cloned()
        });
        let label = match known {
            Some(house) => {
                format!("{} {}, {} {}", shown(&house, part), entry.name, part.postcode, self.territory.name)
            }
            None => {
                let short = self.territory.find_zone(part.zone).map_or(part.zone.as_str(), |zone| &zone.short);
                format!("{}, {short}", entry.name)
            }
        };
        Suggestion { label, zone: part.zone }
    }
}

/// "12", "12 bis", "12 B" where 12 A stands beside it.
fn shown(house: &House, part: &Street) -> String {
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

/// Whether a part has the house, or another of its number.
fn has(part: &Street, house: &House) -> bool {
    part.houses.binary_search_by_key(&house.number, |own| own.number).is_ok()
}

impl<'a> Found<'a> {
    /// The parts meant: with the house, where there are any, then in the zone that was named, where there are any.
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

    /// Its rank for a reading. None where a word is missing.
    fn answer(&self, reading: &Reading, slip: bool) -> Option<Rank> {
        let (order, partial, left) = self.matches(&reading.words, slip)?;
        Some(Rank {
            astray: reading.hint.is_some_and(|zone| self.parts.iter().all(|part| part.zone != zone)),
            order,
            unnumbered: reading.house.as_ref().is_some_and(|house| !self.parts.iter().any(|part| has(part, house))),
            partial,
            left,
            addresses: Reverse(self.addresses),
        })
    }

    /// Order, words typed in part, words left.
    fn matches(&self, typed: &[Word], slip: bool) -> Option<(u8, usize, usize)> {
        let length = self.words.len();
        if typed.len() > length {
            return None;
        }
        let mut best: Option<(u8, usize, usize)> = None;
        for start in 0..=length - typed.len() {
            let mut slips = slip;
            let run = typed.iter().zip(&self.words[start..]);
            let partial = run.map(|(typed, word)| typed.fits(word, &mut slips)).sum::<Option<usize>>();
            if let Some(partial) = partial {
                let order = u8::from(start > 0 && start != self.way);
                let from = if start <= self.way { start } else { self.way };
                best = best.into_iter().chain([(order, partial, length - from - typed.len())]).min();
            }
        }
        best.or_else(|| self.scattered(typed, slip))
    }

    /// Each typed word takes the first word of the name that it fits best and that is free.
    fn scattered(&self, typed: &[Word], slip: bool) -> Option<(u8, usize, usize)> {
        let (mut taken, mut partial, mut slips) = (0_u64, 0, slip);
        for typed in typed {
            let free = self.words.iter().take(64).enumerate().filter(|(at, _)| taken & (1 << at) == 0);
            let fits = free.filter_map(|(at, word)| {
                let mut left = slips;
                typed.fits(word, &mut left).map(|cost| (cost, !left, at))
            });
            let (cost, slipped, at) = fits.min()?;
            taken |= 1 << at;
            partial += cost;
            slips &= !slipped;
        }
        Some((2, partial, self.words.len() - typed.len()))
    }
}

impl Word {
    /// 0 when it is the word or stands for it, 1 when it begins it, or, once, with one slip.
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

/// Whether a word begins with what is typed, but for one letter too many, missing, wrong, or swapped with the next one.
fn begins_but_for_one(typed: &str, word: &str) -> bool {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let begins = |typed: &[u8], word: &[u8]| word.starts_with(typed);
    let (rest, of) = (&typed[same..], &word[same..]);
    let Some(first) = rest.first() else { return true };
    let extra = begins(&rest[1..], of);
    let missing = !of.is_empty() && begins(rest, &of[1..]);
    let wrong = !of.is_empty() && begins(&rest[1..], &of[1..]);
    let swapped = rest.len() > 1 && of.len() > 1 && rest[1] == of[0] && *first == of[1] && begins(&rest[2..], &of[2..]);
    extra || missing || wrong || swapped
}
