//! French telephone numbers as people write them.

use std::str::FromStr;

use crate::values::ids::{IdentityError, Phone};

/// The numbers in a text: the first one, and whether other numbers follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telephones {
    pub first: Phone,
    pub has_more: bool,
}

/// Reads the first number of a text: "01 42 45 02 22", "+33 (0)1.42.45.02.22", "0142450222 / 0142450223".
///
/// # Errors
/// The text does not begin with a French number, or contains more than numbers, such as an extension.
pub fn read(text: &str) -> Result<Telephones, IdentityError> {
    let (first, rest) = first(text).ok_or(IdentityError::Phone)?;
    if rest.chars().all(is_between) {
        return Ok(Telephones { first, has_more: false });
    }
    let has_more = follows(rest).is_some_and(|rest| first_of_more(rest, first).is_some());
    if has_more { Ok(Telephones { first, has_more }) } else { Err(IdentityError::Phone) }
}

impl FromStr for Phone {
    type Err = IdentityError;

    /// A single number, in any of the formats of `read`.
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let telephones = read(text)?;
        if telephones.has_more { Err(IdentityError::Phone) } else { Ok(telephones.first) }
    }
}

/// What may stand between the digits of a number.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | '-' | '/' | '–' | '—' | '\u{2010}' | '\u{2011}' | '_' | '(' | ')' | '\u{200b}' | '\u{feff}'
        )
}

/// The number at the start of a text, and the rest of the text.
fn first(text: &str) -> Option<(Phone, &str)> {
    let text = text.trim_start_matches(is_between);
    let abroad = text.strip_prefix("+33").or_else(|| text.strip_prefix("0033"));
    // "+33 (0)1": the zero is only dialled inside France.
    let national = abroad.map(|rest| {
        let rest = rest.trim_start_matches(is_between);
        rest.strip_prefix('0').unwrap_or(rest)
    });
    let mut digits = if national.is_some() { "0".to_owned() } else { String::new() };
    let text = national.unwrap_or(text);
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !is_between(c) {
            return None;
        }
        if digits.len() == 10 {
            let rest = &text[at + 1..];
            let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
            return Phone::of_digits(&digits).filter(|_| ends).map(|phone| (phone, rest));
        }
    }
    None
}

/// The rest of the text after a sign or word that introduces another number.
fn follows(rest: &str) -> Option<&str> {
    let trimmed = rest.trim_start();
    let word = ["ou", "et"].iter().find_map(|word| trimmed.strip_prefix(word));
    word.or_else(|| trimmed.strip_prefix([',', ';', '/', '-', '–']))
        .or(Some(trimmed).filter(|text| text.len() < rest.len()))
}

/// Another number, or only its last two digits, as in "01 42 45 02 22 / 23".
fn first_of_more(rest: &str, before: Phone) -> Option<()> {
    let rest = rest.trim();
    if rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return (!before.as_str().ends_with(rest)).then_some(());
    }
    read(rest).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "0142450222",
            "01 42 45 02 22",
            "01.42.45.02.22",
            "01/42/45/02/22",
            "01-42-45-02-22",
            "01\u{a0}42\u{202f}45\u{2011}02–22",
            "+33 1 42 45 02 22",
            "+33142450222",
            "+33 (0)1 42 45 02 22",
            "+33 01 42 45 02 22",
            "0033 1 42 45 02 22",
            "(01) 42 45 02 22",
            "01 42 45 02 22.",
        ] {
            let read = read(text).map(|read| (read.first.to_string(), read.has_more));
            assert_eq!(read, Ok(("0142450222".to_owned(), false)), "{text}");
        }
    }

    #[test]
    fn the_first_of_several_numbers_is_read_and_the_others_are_reported() {
        for text in [
            "01 42 45 02 22 / 01 42 45 02 23",
            "01 42 45 02 22 ou 06 12 34 56 78",
            "0142450222 0142450223",
            "0142450222, +33 1 42 45 02 23",
            "01.42.45.02.22 - 01.42.45.02.23 et 01.42.45.02.24",
            "01 42 45 02 22 / 23",
        ] {
            let read = read(text).map(|read| (read.first.to_string(), read.has_more));
            assert_eq!(read, Ok(("0142450222".to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_says_more_is_asked_again() {
        for text in [
            "",
            "01 42 45 02",
            "01424502221",
            "014245022201",
            "01 42 45 02 22 1",
            "01 42 45 02 22 poste 12",
            "01 42 45 02 22 (standard)",
            "0043369977",
            "00 42 45 02 22",
            "+32 1 42 45 02 22",
            "+33 1 42 45 02",
            "3977",
            "tel",
            "+33",
            "01 42 45 02 O2",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
