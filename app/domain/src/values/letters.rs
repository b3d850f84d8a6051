//! Case of the letters of names. Those of windows-1252, in which the register writes; the tables of Unicode in the
//! standard library would weigh 11 kB of brotli in the browser client.

/// A letter of any alphabet.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'ª' | 'µ' | 'º' => true,
        '\u{80}'..='¿' | '×' | '÷' | '˜' => false,
        // Punctuation, currencies, arrows and other signs.
        '\u{2000}'..='\u{2bff}' | '\u{fffd}' => false,
        _ => true,
    }
}

/// A letter, a digit, or a number of windows-1252 (², ½).
pub(crate) fn is_letter_or_number(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || matches!(c, '²' | '³' | '¹' | '¼'..='¾')
}

pub(crate) fn is_lower(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ª' | 'µ' | 'º' | 'ß'..='ö' | 'ø'..='ÿ' | 'œ' | 'š' | 'ž' | 'ƒ')
}

pub(crate) fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' => char::from(c as u8 + 32),
        'Œ' => 'œ',
        'Š' => 'š',
        'Ž' => 'ž',
        'Ÿ' => 'ÿ',
        _ => c,
    }
}

pub(crate) fn upper(c: char) -> char {
    match c {
        'a'..='z' => c.to_ascii_uppercase(),
        'à'..='ö' | 'ø'..='þ' => char::from(c as u8 - 32),
        'œ' => 'Œ',
        'š' => 'Š',
        'ž' => 'Ž',
        'ÿ' => 'Ÿ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_letter, is_letter_or_number, is_lower, lower, upper};

    /// The characters of windows-1252 outside Latin-1.
    const OTHERS: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    #[test]
    fn letters_of_the_register_have_the_case_that_unicode_says() {
        for c in ('\0'..='ÿ').chain(OTHERS.chars()) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c}");
            assert_eq!(is_letter_or_number(c), c.is_alphanumeric(), "{c}");
            assert_eq!(is_lower(c), c.is_lowercase(), "{c}");
            assert_eq!(lower(c).to_string(), c.to_lowercase().to_string(), "{c}");
            // Their capitals are not in windows-1252.
            if !matches!(c, 'ß' | 'µ' | 'ƒ') {
                assert_eq!(upper(c).to_string(), c.to_uppercase().to_string(), "{c}");
            }
        }
    }

    #[test]
    fn letters_of_other_alphabets_stay_letters() {
        for c in "łąğΩж字".chars() {
            assert!(is_letter(c) && lower(c) == c, "{c}");
        }
    }
}
