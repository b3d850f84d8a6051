//! Names for search and for reading: folded for search, and made legible where the register writes only capitals.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::values::names::is_invisible;

/// Folds case, accents, ligatures, apostrophes and punctuation; the letters of a dotted acronym are joined.
pub fn fold(text: &str) -> String {
    let plain: Vec<char> = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(text.len());
    for (at, c) in plain.iter().copied().enumerate() {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '.' if closes_initial(&plain, at) => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether the dot at `at` follows a single letter: S.A.P.A.
fn closes_initial(plain: &[char], at: usize) -> bool {
    let letter = at.checked_sub(1).is_some_and(|before| plain[before].is_alphabetic());
    let alone = at.checked_sub(2).is_none_or(|before| !plain[before].is_alphanumeric());
    letter && alone
}

/// Whether the folded text contains every word of the folded query.
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    folded_query.split(' ').all(|word| folded_text.contains(word))
}

const SMALL_WORDS: [&str; 31] = [
    "a", "au", "aux", "avec", "chez", "d", "dans", "de", "des", "du", "dès", "en", "et", "l", "la", "le", "les", "ou",
    "où", "par", "pour", "pr", "près", "sans", "sous", "sur", "un", "une", "vers", "à", "ès",
];

/// Endings of an ordinal, in lower case.
const ORDINALS: [&str; 5] = ["e", "er", "eme", "ème", "ième"];

/// Abbreviations of the field, which stay in capitals.
const ACRONYMS: [&str; 14] =
    ["SAD", "SAAD", "SAAS", "SAP", "SAPA", "SSIAD", "SPASAD", "ADMR", "APAD", "ASSAD", "APF", "CASVP", "CCAS", "UNA"];

/// Makes a name in capitals legible; a name that already has lower case is not changed. Accents are not invented.
/// Invisible characters and characters that change the direction of the line, in names stored before these were
/// refused, are removed.
pub fn readable(name: &str) -> String {
    let mut joined = String::with_capacity(name.len());
    let hidden = |c: char| !c.is_whitespace() && (c.is_control() || is_invisible(c));
    let name: String = name.chars().filter(|c| !hidden(*c)).collect();
    for word in name.split_whitespace() {
        if !joined.is_empty() && !joined.ends_with('\'') {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    if joined.chars().any(char::is_lowercase) { joined } else { lowered(&joined, true) }
}

/// A name to offer in the place of one that the register writes without accents: "Aide à domicile" for "AIDE A DOMICILE".
/// None where the name has nothing of the kind.
pub fn accented(name: &str) -> Option<String> {
    const HOME: [(&str, &str); 4] = [
        ("Aide a Domicile", "Aide à domicile"),
        ("Aides a Domicile", "Aides à domicile"),
        (" a Domicile", " à domicile"),
        (" a domicile", " à domicile"),
    ];
    let readable = readable(name);
    let offered = HOME.iter().fold(readable.clone(), |name, (written, accented)| name.replace(written, accented));
    (offered != readable).then_some(offered)
}

/// A street of which the name is in capitals: "127 bis rue D'AVRON".
pub fn readable_street(street: &str) -> String {
    let street = street.replace("' ", "'");
    let words = street
        .split_whitespace()
        .map(|word| if word.chars().any(char::is_lowercase) { word.to_owned() } else { lowered(word, false) });
    words.collect::<Vec<_>>().join(" ")
}

/// `start`: the first word gets a capital even if it is a small word.
fn lowered(capitals: &str, start: bool) -> String {
    let mut readable = String::with_capacity(capitals.len());
    let mut word = String::new();
    for c in capitals.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '.' {
            word.push(c);
            continue;
        }
        let elided = matches!(c, '\'' | '’');
        readable.push_str(&readable_word(&word, start && readable.is_empty(), elided));
        word.clear();
        readable.push(c);
    }
    readable.truncate(readable.trim_end().len());
    readable
}

fn readable_word(word: &str, first: bool, elided: bool) -> String {
    let lower = word.to_lowercase();
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let vowelless = !lower.chars().any(is_vowel);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let saint = matches!(word, "ST" | "STE" | "STS");
    let number = ["eme", "ème", "ieme", "ième"].into_iter().find_map(|ending| lower.strip_suffix(ending));
    if let Some(number) = number.filter(|rest| rest.parse::<u16>().is_ok()) {
        return format!("{number}e");
    }
    if let Some(numeral) = roman(word, &lower) {
        return numeral;
    }
    if !first && SMALL_WORDS.contains(&lower.as_str()) || (elided && !first && letters == 1) {
        return lower;
    }
    if dotted || ACRONYMS.contains(&word) || (vowelless && letters <= 5 && !elided && !saint) {
        return word.to_owned();
    }
    // Capital at the start and after each dot ("DOM.ASSAD").
    let mut readable = String::with_capacity(lower.len());
    for c in lower.chars() {
        if readable.is_empty() || readable.ends_with('.') {
            readable.extend(c.to_uppercase());
        } else {
            readable.push(c);
        }
    }
    readable
}

/// "XIV", "XIVe" of "XIVEME". Numerals of kings, wars and arrondissements only: "DIX" and "MI" are words, and so is "VIE".
fn roman(word: &str, lower: &str) -> Option<String> {
    if is_numeral(word) {
        return Some(word.to_owned());
    }
    let ending = ORDINALS.into_iter().filter(|ending| lower.ends_with(ending)).max_by_key(|ending| ending.len())?;
    let before = word.get(..word.len().checked_sub(ending.len())?)?;
    let first = ending == "er";
    let is_ordinal = is_numeral(before) && word != "VIE" && (before == "I") == first;
    is_ordinal.then(|| format!("{before}{}", if first { "er" } else { "e" }))
}

/// Whether a text is a number below 40 in Roman numerals.
fn is_numeral(text: &str) -> bool {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let units = text.trim_start_matches('X');
    !text.is_empty() && text.len() - units.len() <= 3 && UNITS.contains(&units)
}

/// A vowel of a French word, in lower case.
fn is_vowel(c: char) -> bool {
    let plain = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    plain || matches!(c, 'à' | 'â' | 'ä' | 'é' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ö' | 'ù' | 'û' | 'ü')
}

#[cfg(test)]
mod tests {
    use super::{accented, fold, matches, readable, readable_street};

    #[test]
    fn search_folds_accents_case_ligatures_apostrophes_and_punctuation() {
        assert_eq!(fold("S.A.P.A. DE L' A.D.P.P.A."), "sapa de l adppa");
        assert_eq!(fold("Cœur d’Élan — 14ème"), "coeur d elan 14eme");
        assert!(matches(&fold("S.A.P.A. DE L' A.D.P.P.A."), &fold("adppa Sapa")));
        assert!(!matches(&fold("Sapa"), &fold("ssiad")));
        assert!(matches(&fold("anything"), &fold("  ")));
    }

    #[test]
    fn a_name_of_the_register_is_offered_with_the_accent_that_it_lacks() {
        assert_eq!(accented("AIDE A DOMICILE PARIS XIV").as_deref(), Some("Aide à domicile Paris XIV"));
        assert_eq!(accented("Soins a domicile du 14e").as_deref(), Some("Soins à domicile du 14e"));
        assert_eq!(accented("L'AGE D'OR SERVICES"), None);
        assert_eq!(accented("Aide à domicile"), None);
    }

    #[test]
    fn streets_are_made_readable() {
        assert_eq!(readable_street("127 bis rue D'AVRON"), "127 bis rue d'Avron");
        assert_eq!(readable_street("18 rue DE LA CROIX ST SIMON"), "18 rue de la Croix St Simon");
        assert_eq!(readable_street("3 BD HENRI IV"), "3 BD Henri IV");
        assert_eq!(readable_street("12 rue LOUIS XIV ET DE FRANÇOIS IER"), "12 rue Louis XIV et de François Ier");
        assert_eq!(readable_street("47 boulevard RICHARD LENOIR"), "47 boulevard Richard Lenoir");
        assert_eq!(readable_street("3 boulevard HENRI IV"), "3 boulevard Henri IV");
        assert_eq!(readable_street("5 place EDOUARD VII"), "5 place Edouard VII");
        assert_eq!(readable_street("1 rue FRANÇOIS IER"), "1 rue François Ier");
        assert_eq!(readable_street("2 place NAPOLÉON III"), "2 place Napoléon III");
    }

    #[test]
    fn names_in_capitals_are_made_readable() {
        for (published, legible) in [
            ("S.A.P.A. DE L' A.D.P.P.A.", "S.A.P.A. de l'A.D.P.P.A."),
            ("SCE D'AIDE MENAGERE A DOM.ASSAD 14EME", "Sce d'Aide Menagere a Dom.Assad 14e"),
            ("SSIAD ADMR 20", "SSIAD ADMR 20"),
            ("DYNA'MO EMPLOIS FAMILIAUX", "Dyna'Mo Emplois Familiaux"),
            ("L'AGE D'OR SERVICES", "L'Age d'Or Services"),
            ("Domaliance France", "Domaliance France"),
            ("AIDE À DOMICILE PARIS XIV", "Aide à Domicile Paris XIV"),
            ("À DOMICILE", "À Domicile"),
            ("SOINS DU XIIE", "Soins du XIIe"),
            ("LA VIE À PARIS VI", "La Vie à Paris VI"),
            ("SAD LA MAISON DU PETIT ENFANT", "SAD la Maison du Petit Enfant"),
            ("ACCUEIL OÙ VOUS ÊTES, DÈS DEMAIN", "Accueil où Vous Êtes, dès Demain"),
            ("SERVICE DU XIVEME ET DU XVÈME", "Service du XIVe et du XVe"),
            ("AIDE DU 14ÈME", "Aide du 14e"),
            ("JEAN-PAUL II", "Jean-Paul II"),
            // Words that consist of the letters of Roman numerals.
            ("LA VIE, DIX FOIS MIXTE", "La Vie, Dix Fois Mixte"),
            ("CIVIL MI-TEMPS", "Civil Mi-Temps"),
        ] {
            assert_eq!(readable(published), legible);
        }
    }
}
