//! Texts of one line: names, streets, towns. A text with characters that could be markup, are invisible, or change the
//! direction of the line is refused with a reason; nothing is removed silently. Texts stored before this check are read
//! as they are.

use thiserror::Error;

/// Why a line is refused. It never contains the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LineError {
    #[error("it holds a control character, such as a tab or a line break")]
    Control,
    #[error("it holds `<` or `>`")]
    Markup,
    #[error("it holds an invisible character, or one that changes the direction of writing")]
    Invisible,
}

/// Reads a text of one line, without white space at its ends. Empty if there is nothing else.
///
/// # Errors
/// Which kind of character is not allowed.
pub fn read_line(text: &str) -> Result<&str, LineError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_blank(c));
    let refused = |c: char| match c {
        '<' | '>' => Some(LineError::Markup),
        c if c.is_control() => Some(LineError::Control),
        c if is_invisible(c) => Some(LineError::Invisible),
        _ => None,
    };
    text.chars().find_map(refused).map_or(Ok(text), Err)
}

/// Cleans a text that nobody can be asked to correct, such as the name of a file: removes invisible characters and
/// those that change the direction of the line. `<` and `>` stay: a page escapes them.
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect()
}

/// A space without width, which often surrounds a text copied from a page.
fn is_blank(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}')
}

/// A character that is invisible, or that changes the direction of the text around it.
pub(crate) fn is_invisible(c: char) -> bool {
    turns(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A character that reverses the direction of the text after it.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{LineError, read_line, visible};

    #[test]
    fn a_line_is_read_without_the_spaces_around_it_of_whatever_kind() {
        assert_eq!(
            read_line("\u{feff} \u{a0}\t\r\nAide & Cie, l’été “20”\u{3000}\u{200b}\n"),
            Ok("Aide & Cie, l’été “20”")
        );
        assert_eq!(read_line(" \u{2003}\u{feff} "), Ok(""));
        assert_eq!(read_line("12 bis\u{202f}rue d'Avron"), Ok("12 bis\u{202f}rue d'Avron"));
    }

    #[test]
    fn markup_control_and_hidden_characters_are_refused_by_what_they_are() {
        for (text, error) in [
            ("</title><script>", LineError::Markup),
            ("a > b", LineError::Markup),
            ("a\0b", LineError::Control),
            ("a\nb", LineError::Control),
            ("a\tb", LineError::Control),
            ("a\u{85}b", LineError::Control),
            ("a\u{202e}b", LineError::Invisible),
            ("a\u{2066}b", LineError::Invisible),
            ("a\u{200f}b", LineError::Invisible),
            ("a\u{feff}b", LineError::Invisible),
            ("a\u{2028}b", LineError::Invisible),
        ] {
            assert_eq!(read_line(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn the_name_of_a_file_loses_what_cannot_be_seen() {
        assert_eq!(visible("tarifs\u{202e}vsc.exe\0\n<b>"), "tarifsvsc.exe<b>");
    }
}
