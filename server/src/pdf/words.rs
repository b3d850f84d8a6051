//! Prepares typed texts for the fonts. A letter without a glyph would make the PDF unreadable for a screen reader, and
//! a very long word would leave the page.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::world::has_glyph;

/// Replaces letters that the fonts lack: emoji, other alphabets.
const UNKNOWN: char = '\u{25A1}';
/// Where a line may break inside a word.
const BREAK: char = '\u{200B}';
/// Longest word without a break, in letters, and longest piece of a longer one.
const LONGEST_WORD: usize = 40;
const PIECE: usize = 12;

/// Every text of a value.
pub fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text),
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(fields) => fields.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

pub fn printable(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.nfc().filter(|letter| !is_unseen(*letter)) {
        match letter {
            '\n' | '\u{2028}' | '\u{2029}' => written.push('\n'),
            '\t' => written.push(' '),
            _ if has_glyph(letter) => written.push(letter),
            _ if std::iter::once(letter).nfkc().all(has_glyph) => written.extend(std::iter::once(letter).nfkc()),
            _ if written.ends_with(UNKNOWN) => {}
            _ => written.push(UNKNOWN),
        }
    }
    with_breaks(&written)
}

/// Controls of the text: directions, joiners, variants.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn with_breaks(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let is_long = piece.chars().count() > LONGEST_WORD;
        for (position, letter) in piece.chars().enumerate() {
            if is_long && position > 0 && position % PIECE == 0 {
                broken.push(BREAK);
            }
            broken.push(letter);
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn what_the_fonts_write_is_left_as_it_was() {
        let text = "Mme Nguyễn, 14ᵉ : 1 234,50\u{202F}€ — « à l’œil » ✓\n□ ligne";
        assert_eq!(printable(text), text);
        assert_eq!(printable("e\u{301}te\u{301}"), "été");
    }

    #[test]
    fn letters_without_a_glyph_are_a_square_and_controls_are_nothing() {
        assert_eq!(printable("Bravo 👩\u{200D}🦽🎉 !"), "Bravo □ !");
        assert_eq!(printable("𝐛𝐨𝐧 ﬁls"), "bon fils");
        assert_eq!(printable("a\u{202E}b\u{0}c\r\nd\te"), "abc\nd e");
        assert_eq!(printable("شكرا 谢谢"), "□ □");
    }

    #[test]
    fn only_an_endless_word_is_broken() {
        assert_eq!(printable("prenom.nom@service-a-domicile.fr"), "prenom.nom@service-a-domicile.fr");
        let broken = printable(&"a".repeat(60));
        assert_eq!(broken.chars().filter(|letter| *letter == 'a').count(), 60);
        assert!(broken.split('\u{200B}').all(|piece| piece.len() <= 12));
    }
}
