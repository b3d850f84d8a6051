//! Numbers in street names as words, so that "4 vents" and "Quatre Vents", "22 Novembre" and "vingt-deux novembre" are
//! the same.

use domain::readers::dates::MONTHS;

const UNITS: [&str; 17] = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];

const TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// Roman numerals of kings for the number in words. The first is "ier", like "1er".
const KINGS: [(&str, &str); 16] = [
    ("un", "ier"),
    ("deux", "ii"),
    ("trois", "iii"),
    ("quatre", "iv"),
    ("cinq", "v"),
    ("six", "vi"),
    ("sept", "vii"),
    ("huit", "viii"),
    ("neuf", "ix"),
    ("dix", "x"),
    ("onze", "xi"),
    ("douze", "xii"),
    ("treize", "xiii"),
    ("quatorze", "xiv"),
    ("quinze", "xv"),
    ("seize", "xvi"),
];

/// The Roman numeral for a number in words: "henri 4".
pub(super) fn numeral(text: &str) -> Option<&'static str> {
    KINGS.iter().find(|(word, _)| *word == text).map(|(_, numeral)| *numeral)
}

/// A folded word of a name; a number below a hundred becomes a word. The first of a month and of a king are "ier".
pub(super) fn spelled(token: &str, next: Option<&str>) -> String {
    let is_month = next.is_some_and(|next| next.len() > 2 && MONTHS.iter().any(|month| month.starts_with(next)));
    match token {
        "1er" | "premier" | "ier" => return "ier".to_owned(),
        "1" if is_month => return "ier".to_owned(),
        _ => {}
    }
    let end = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let (digits, ending) = token.split_at(end);
    let Some(words) = digits.parse().ok().and_then(in_words) else { return token.to_owned() };
    match ending {
        "" => words,
        "e" | "eme" | "ieme" => match words.as_str() {
            "cinq" => "cinquieme".to_owned(),
            "neuf" => "neuvieme".to_owned(),
            words => format!("{}ieme", words.strip_suffix('e').unwrap_or(words)),
        },
        _ => token.to_owned(),
    }
}

/// A number from 1 to 99 in words, folded, as in street names.
fn in_words(number: usize) -> Option<String> {
    let below_twenty = |number: usize| match number {
        17.. => format!("dix {}", UNITS[number - 10]),
        _ => UNITS[number].to_owned(),
    };
    let after = |tens: &str, rest: usize| match rest {
        0 => tens.to_owned(),
        1 | 11 if tens != "quatre vingt" => format!("{tens} et {}", below_twenty(rest)),
        _ => format!("{tens} {}", below_twenty(rest)),
    };
    match number {
        1..20 => Some(below_twenty(number)),
        20..60 => Some(after(TENS[number / 10], number % 10)),
        60..80 => Some(after("soixante", number - 60)),
        80 => Some("quatre vingts".to_owned()),
        81..100 => Some(after("quatre vingt", number - 80)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{numeral, spelled};

    #[test]
    fn numbers_of_names_are_spelled_as_streets_spell_them() {
        for (token, next, expected) in [
            ("4", Some("vents"), "quatre"),
            ("18", Some("juin"), "dix huit"),
            ("21", None, "vingt et un"),
            ("49", None, "quarante neuf"),
            ("71", None, "soixante et onze"),
            ("80", None, "quatre vingts"),
            ("91", None, "quatre vingt onze"),
            ("1", Some("mai"), "ier"),
            ("1", Some("rue"), "un"),
            ("1er", None, "ier"),
            ("premier", None, "ier"),
            ("2e", None, "deuxieme"),
            ("4eme", None, "quatrieme"),
            ("9e", None, "neuvieme"),
            ("260", None, "260"),
            ("1945", None, "1945"),
            ("0", None, "0"),
            ("12bis", None, "12bis"),
            ("vents", None, "vents"),
        ] {
            assert_eq!(spelled(token, next), expected, "{token}");
        }
        assert_eq!((numeral("quatre"), numeral("vents")), (Some("iv"), None));
    }
}
