//! Reads a zone as people write it: as a code, postcode, number or number in words, with the words that usually
//! surround it. It never guesses: two zones stay two, and another town is elsewhere.

use super::{Territory, TerritoryZone, ZoneKind};
use crate::values::ids::Zone;

/// The meaning of a text that should name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenPlace<'a> {
    Zone(&'a TerritoryZone),
    /// Several zones, in the order in which they are written: "75014-75015".
    Several(Vec<&'a TerritoryZone>),
    /// The territory, without one of its zones: "Paris".
    Whole,
    /// A postcode of another place, or a postcode of the territory with another town: "75014 Lyon".
    Elsewhere,
    /// Anything else, perhaps an address.
    Other,
}

/// Words that add nothing to the place. "75014 Paris CEDEX 14, France".
const FILLERS: [&str; 22] = [
    "de",
    "d",
    "du",
    "a",
    "au",
    "dans",
    "en",
    "le",
    "la",
    "les",
    "l",
    "sur",
    "arrondissement",
    "arrondissements",
    "arrond",
    "arr",
    "arrdt",
    "ardt",
    "cedex",
    "france",
    "et",
    "ou",
];

/// Endings of an ordinal, without accents. "14e", "14ème", "1er", "2nd", and "ᵉ".
const ORDINALS: [&str; 10] = ["e", "er", "eme", "em", "ieme", "iem", "me", "nd", "d", "ᵉ"];

/// Ordinals in words.
const NAMED: [&str; 20] = [
    "premier",
    "deuxieme",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
    "neuvieme",
    "dixieme",
    "onzieme",
    "douzieme",
    "treizieme",
    "quatorzieme",
    "quinzieme",
    "seizieme",
    "dix septieme",
    "dix huitieme",
    "dix neuvieme",
    "vingtieme",
];

const NUMERALS: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];

/// The words with which a street after a postcode begins, if no town stands there.
const WAYS: [&str; 17] = [
    "rue",
    "r",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "place",
    "pl",
    "quai",
    "impasse",
    "passage",
    "square",
    "villa",
    "cite",
    "allee",
    "cours",
    "chemin",
];

/// Whether a text contains a kind of street: "75014 rue Daguerre".
pub(super) fn has_way(text: &str) -> bool {
    words_of(text).iter().any(|word| WAYS.contains(&word.as_str()))
}

pub(super) fn read<'a>(text: &str, territory: &'a Territory) -> WrittenPlace<'a> {
    let words = joined(words_of(text), territory);
    let city = words_of(&territory.name);
    let towns = towns(territory);
    let mut zones: Vec<&TerritoryZone> = Vec::new();
    // Communes of a postcode that they share: one of them is meant, which a name may tell.
    let mut shared: Vec<Vec<&TerritoryZone>> = Vec::new();
    let (mut named, mut foreign, mut town, mut other) = (false, false, false, false);
    // After the name of the city a bare numeral is an arrondissement; after "cedex" a number is that of a post office.
    let (mut after_city, mut after_code, mut at) = (false, false, 0);
    while let Some(word) = words.get(at) {
        let (was_after_city, was_after_code) = (after_city, after_code);
        (after_city, after_code) = (false, false);
        if words[at..].starts_with(&city) {
            (named, after_city) = (true, true);
            at += city.len();
            continue;
        }
        if let Some((name, zone)) = towns.iter().find(|(name, _)| words[at..].starts_with(name)) {
            add(&mut zones, zone);
            at += name.len();
            continue;
        }
        at += 1;
        if let Some(code) = code_of(word) {
            match territory.with_code(&code).as_slice() {
                [zone] => {
                    add(&mut zones, zone);
                    after_code = true;
                }
                // 75680 is a postcode of firms, and nobody has 75000.
                [] if code.starts_with(territory.postcode_prefix()) => {
                    other |= !words.iter().any(|word| word == "cedex");
                }
                [] => foreign = true,
                several => {
                    shared.push(several.to_vec());
                    after_code = true;
                }
            }
        } else if FILLERS.contains(&word.as_str()) {
            after_city = was_after_city;
        } else if let Some(number) = number_of(word, was_after_city || words.len() == 1)
            && let Some(zone) = zone_of(number, territory)
        {
            add(&mut zones, zone);
        } else {
            other = true;
            town |= was_after_code && !word.contains(|c: char| c.is_ascii_digit()) && !WAYS.contains(&word.as_str());
        }
    }
    for several in shared {
        if !several.iter().any(|zone| zones.iter().any(|found| found.code == zone.code)) {
            several.into_iter().for_each(|zone| add(&mut zones, zone));
        }
    }
    match zones.as_slice() {
        _ if foreign || town => WrittenPlace::Elsewhere,
        _ if other => WrittenPlace::Other,
        [zone] => WrittenPlace::Zone(zone),
        [] if named => WrittenPlace::Whole,
        [] => WrittenPlace::Other,
        _ => WrittenPlace::Several(zones),
    }
}

/// The communes by the words of their names, the longest first, without the article before them: "Saint-Denis" is not
/// found in "Saint-Denis-le-Ferment", nor is a name missed in "la Courneuve". Arrondissements have numbers instead.
fn towns(territory: &Territory) -> Vec<(Vec<String>, &TerritoryZone)> {
    if territory.zone_kind() == ZoneKind::Arrondissement {
        return Vec::new();
    }
    let named = territory.zones.iter().map(|zone| {
        let mut words = joined(words_of(&zone.name), territory);
        if words.len() > 1 && matches!(words[0].as_str(), "l" | "la" | "le" | "les") {
            words.remove(0);
        }
        (words, zone)
    });
    let mut towns: Vec<(Vec<String>, &TerritoryZone)> = named.filter(|(words, _)| !words.is_empty()).collect();
    towns.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.1.code.cmp(&b.1.code)));
    towns
}

/// A postcode or an INSEE code, as it is written in files: "2A004".
fn code_of(word: &str) -> Option<String> {
    let corsica = (word.starts_with("2a") || word.starts_with("2b")) && word.to_uppercase().parse::<Zone>().is_ok();
    (word.len() == 5 && (is_number(word) || corsica)).then(|| word.to_uppercase())
}

fn add<'a>(zones: &mut Vec<&'a TerritoryZone>, zone: &'a TerritoryZone) {
    if zones.iter().all(|found| found.code != zone.code) {
        zones.push(zone);
    }
}

/// Letters and digits, in lower case and without accents.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).flat_map(char::to_lowercase) {
        let plain = match c {
            'à' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            // "14°" and "14º" are "14e".
            '°' | 'º' => 'e',
            other => other,
        };
        match words.last_mut() {
            Some(last) if plain.is_alphabetic() || plain.is_ascii_digit() => last.push(plain),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Joins words that belong together and splits others: "75 014", "14 ème", "F-75014", "Paris14", "dix-huitième".
fn joined(words: Vec<String>, territory: &Territory) -> Vec<String> {
    let city = words_of(&territory.name).concat();
    let mut all: Vec<String> = Vec::with_capacity(words.len() + 1);
    for word in words {
        let glued = word.strip_prefix(city.as_str()).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let pair = all.last().map(|last| format!("{last} {word}"));
        match all.last_mut() {
            _ if glued.is_some() => all.extend([city.clone(), glued.unwrap_or_default().to_owned()]),
            Some(last) if last == territory.postcode_prefix() && last.len() + word.len() == 5 && is_number(&word) => {
                last.push_str(&word);
            }
            Some(last) if last == "f" && word.len() == 5 && is_number(&word) => *last = word,
            Some(last) if last.len() < 3 && is_number(last) && word != "d" && ORDINALS.contains(&word.as_str()) => {
                last.push_str(&word);
            }
            Some(last) if pair.as_deref().is_some_and(|pair| NAMED.contains(&pair)) => {
                *last = pair.unwrap_or_default();
            }
            // "93200 St Denis"
            _ => match word.as_str() {
                "st" => all.push("saint".to_owned()),
                "ste" => all.push("sainte".to_owned()),
                _ => all.push(word),
            },
        }
    }
    all
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|c| c.is_ascii_digit())
}

/// "14", "14e", "quatorzieme", "xive"; with `bare` also "xiv". "vie" is read as the word for "life", not as the sixth.
fn number_of(word: &str, bare: bool) -> Option<usize> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (digits, ending) = word.split_at(end);
    if !digits.is_empty() {
        // "12d" is the number of a house; only "2d" is an ordinal.
        let ends = ending.is_empty() || (ORDINALS.contains(&ending) && (!ending.ends_with('d') || digits == "2"));
        return digits.parse().ok().filter(|_| ends);
    }
    let at = |list: &[&str; 20], text: &str| list.iter().position(|word| *word == text).map(|at| at + 1);
    let numeral = |text: &str| at(&NUMERALS, text);
    // A single letter can mean anything.
    let alone = || numeral(word).filter(|_| bare && word.len() > 1);
    let ordinal = || {
        let ends = ORDINALS.iter().filter_map(|ending| word.strip_suffix(ending));
        ends.filter_map(numeral).next().filter(|_| bare || word != "vie")
    };
    at(&NAMED, word).or_else(alone).or_else(ordinal)
}

/// The zone whose short name begins with a number.
fn zone_of(number: usize, territory: &Territory) -> Option<&TerritoryZone> {
    territory.zones.iter().find(|zone| {
        let digits: String = zone.short.chars().take_while(char::is_ascii_digit).collect();
        digits.parse() == Ok(number)
    })
}

#[cfg(test)]
mod tests {
    use super::WrittenPlace;
    use crate::Territory;

    /// A text with its expected meaning: a short name, several, or the name of the variant.
    const CASES: [(&str, &str); 77] = [
        ("14", "14e"),
        ("14e", "14e"),
        ("75014", "14e"),
        ("75116", "16e"),
        ("75016", "16e"),
        ("75108", "8e"),
        ("Paris 1er", "1er"),
        ("paris 20ème", "20e"),
        ("Paris 14ème arr.", "14e"),
        ("75014 Paris", "14e"),
        ("Paris 75014", "14e"),
        ("Paris (75014)", "14e"),
        ("PARIS, 75014", "14e"),
        ("75 014", "14e"),
        ("F-75014 Paris", "14e"),
        ("14 ème", "14e"),
        ("14 eme", "14e"),
        ("14 e", "14e"),
        ("14e\u{300}me", "14e"),
        ("14\u{a0}e arrondissement", "14e"),
        ("14°", "14e"),
        ("14º", "14e"),
        ("14ᵉ", "14e"),
        ("1 er", "1er"),
        ("2nd", "2e"),
        ("12d", "other"),
        ("XIVe", "14e"),
        ("XIVème", "14e"),
        ("XIV", "14e"),
        ("Paris XIV", "14e"),
        ("Paris VI", "6e"),
        ("Paris VIe", "6e"),
        ("Paris-14e", "14e"),
        ("Paris-14", "14e"),
        ("Paris14", "14e"),
        ("Paris14e", "14e"),
        ("quatorzième", "14e"),
        ("Paris dix-huitième", "18e"),
        ("le premier arrondissement de Paris", "1er"),
        ("dans le 14e", "14e"),
        ("à Paris 14e", "14e"),
        ("75014 Paris, France", "14e"),
        ("75014 PARIS CEDEX 14", "14e"),
        ("75680 PARIS CEDEX 14", "14e"),
        ("75014 Paris 14e", "14e"),
        ("Paris 14e arrondissement (75014)", "14e"),
        ("75014 Paris, 12 rue Daguerre", "other"),
        ("75014-75015", "14e 15e"),
        ("75014/75015", "14e 15e"),
        ("75014 ou 75015", "14e 15e"),
        ("14e et 15e", "14e 15e"),
        ("14 15", "14e 15e"),
        ("75101-75105", "1er 5e"),
        ("75014 Paris 15e", "14e 15e"),
        ("75014 Lyon", "elsewhere"),
        ("75014 LYON 3", "elsewhere"),
        ("12 rue des Lilas 75014 Lyon", "elsewhere"),
        ("33000", "elsewhere"),
        ("92200 Neuilly", "elsewhere"),
        ("10 rue de Paris, 92110 Clichy", "elsewhere"),
        ("Paris", "whole"),
        ("Paris, France", "whole"),
        ("PARIS CEDEX", "whole"),
        ("Neuilly", "other"),
        ("Lyon", "other"),
        ("21e", "other"),
        ("75099", "other"),
        ("75000", "other"),
        ("750141", "other"),
        ("0", "other"),
        ("", "other"),
        ("V", "other"),
        ("VIe", "6e"),
        ("la vie", "other"),
        ("14 rue de Rouen", "other"),
        ("75014 rue Daguerre", "other"),
        ("rue de la Vie", "other"),
    ];

    #[test]
    fn a_commune_is_found_by_its_name_and_a_shared_postcode_only_with_it() {
        let zone = |code: &str, name: &str, postcode: &str, place: u8| {
            format!(
                r#"{{"code": "{code}", "name": "{name}", "short": "{name}", "postcodes": ["{postcode}"],
                "neighbours": [], "centre": {{"latitude": 48900000, "longitude": 2400000}}, "place": [{place}, 0]}}"#
            )
        };
        let zones = [
            zone("93901", "Les Aulnes", "93901", 0),
            zone("93902", "Saint-Brice", "93902", 1),
            zone("93903", "Saint-Brice-le-Haut", "93902", 2),
            zone("93904", "L’Île-Saint-Brice", "93904", 3),
        ];
        let text = format!(
            r#"{{"department": "93", "name": "Val fictif", "metres_per_degree": [111200, 73000], "zones": [{}]}}"#,
            zones.join(",")
        );
        let territory = Territory::from_json(&text).expect("a territory");
        for (text, expected) in [
            ("Les Aulnes", "93901"),
            ("les aulnes", "93901"),
            ("aulnes", "93901"),
            ("93 901", "93901"),
            ("93901 Les Aulnes", "93901"),
            ("Saint-Brice", "93902"),
            ("St Brice le Haut", "93903"),
            ("93902 St-Brice-le-Haut", "93903"),
            ("93902 SAINT BRICE", "93902"),
            ("L'Ile Saint Brice", "93904"),
            ("93902", "several"),
            ("Saint-Brice ou Les Aulnes", "several"),
            ("93901 Lyon", "elsewhere"),
            ("75014", "elsewhere"),
            ("14e", "other"),
            ("1", "other"),
            ("Val fictif", "whole"),
            ("12 rue de Saint-Brice", "other"),
        ] {
            let found = match territory.read_place(text) {
                WrittenPlace::Zone(zone) => zone.code.to_string(),
                WrittenPlace::Several(_) => "several".to_owned(),
                WrittenPlace::Whole => "whole".to_owned(),
                WrittenPlace::Elsewhere => "elsewhere".to_owned(),
                WrittenPlace::Other => "other".to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
        let found = |text| territory.find_in_address(text).map(|zone| zone.code.to_string());
        assert_eq!(found("12 rue Haute, 93902 Saint-Brice-le-Haut").as_deref(), Some("93903"));
        assert_eq!(found("12 rue Haute, 93901 Les Aulnes").as_deref(), Some("93901"));
        assert_eq!(found("12 rue Haute, 93901 Lyon"), None);
    }

    #[test]
    fn a_place_is_found_as_people_write_it_and_never_guessed() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        for (text, expected) in CASES {
            let found = match paris.read_place(text) {
                WrittenPlace::Zone(zone) => zone.short.clone(),
                WrittenPlace::Several(zones) => {
                    zones.iter().map(|zone| zone.short.as_str()).collect::<Vec<_>>().join(" ")
                }
                WrittenPlace::Whole => "whole".to_owned(),
                WrittenPlace::Elsewhere => "elsewhere".to_owned(),
                WrittenPlace::Other => "other".to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
    }
}
