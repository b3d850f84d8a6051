//! E-mail addresses as people write them, and the links to them.

use thiserror::Error;

use crate::values::names::is_invisible;

/// Why a text is not read as one address. It never contains the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an e-mail address is written like contact@exemple.fr, alone")]
pub struct EmailError;

/// Longest address in bytes (RFC 5321).
const LONGEST: usize = 254;

/// Characters that no address needs, and that have a meaning in a link or in the header of a message.
const REFUSED: &str = "<>,;:\"()[]\\?&%/#=`{}|^@";

/// One address, without the `mailto:` of a link.
///
/// # Errors
/// Not one address, or an address with a character that could add to a link or a header.
pub fn read(text: &str) -> Result<&str, EmailError> {
    const SCHEME: usize = "mailto:".len();
    let text = text.trim();
    let scheme = text.get(..SCHEME).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let address = if scheme { text[SCHEME..].trim_start() } else { text };
    let (person, place) = address.split_once('@').ok_or(EmailError)?;
    let plain = |c: char| !(c.is_whitespace() || c.is_control() || is_invisible(c) || REFUSED.contains(c));
    let dotted = |text: &str| text.split('.').all(|part| !part.is_empty());
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c == '-' || c.is_ascii_alphanumeric() || !c.is_ascii())
    };
    let right = person.chars().all(plain) && place.chars().all(plain) && dotted(person);
    let right = right && place.contains('.') && place.split('.').all(label) && address.len() <= LONGEST;
    if right { Ok(address) } else { Err(EmailError) }
}

/// A link for writing to an address, also to one that was stored before it was checked: its characters are encoded.
pub fn link(address: &str) -> String {
    let mut link = "mailto:".to_owned();
    for byte in address.bytes() {
        match byte {
            b'@' | b'-' | b'.' | b'_' | b'~' | b'+' => link.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => link.push(char::from(byte)),
            byte => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::{EmailError, link, read};

    #[test]
    fn an_address_is_read_alone_and_says_nothing_more() {
        for (text, address) in [
            ("contact@exemple.fr", "contact@exemple.fr"),
            (" Prenom.Nom+aide@sous.exemple.fr ", "Prenom.Nom+aide@sous.exemple.fr"),
            ("mailto:x@y.fr", "x@y.fr"),
            ("MAILTO: x@y.fr", "x@y.fr"),
            ("l'aide@exemple.fr", "l'aide@exemple.fr"),
            ("rené@été.fr", "rené@été.fr"),
        ] {
            assert_eq!(read(text), Ok(address), "{text}");
        }
        for text in [
            "",
            "contact",
            "@exemple.fr",
            "contact@",
            "contact@exemple",
            "contact@exemple.",
            "contact@.fr",
            "a..b@exemple.fr",
            ".a@exemple.fr",
            "contact@x.fr?cc=y%40z.fr&subject=u",
            "contact@x.fr, autre@x.fr",
            "contact@x.fr autre@x.fr",
            "Contact <contact@x.fr>",
            "contact%0A@x.fr",
            "a&b@x.fr",
            "a:b@x.fr",
            "mailto:mailto:x@y.fr",
            "a@b@c.fr",
            "contact@x.fr\nBcc:y@z.fr",
            "contact\u{200f}@x.fr",
            "contact@x_y.fr",
        ] {
            assert_eq!(read(text), Err(EmailError), "{text:?}");
        }
        assert!(read(&format!("{}@exemple.fr", "a".repeat(250))).is_err());
    }

    #[test]
    fn a_link_writes_to_its_address_and_nowhere_else() {
        assert_eq!(link("a.b+c@exemple.fr"), "mailto:a.b+c@exemple.fr");
        assert_eq!(link("a@x.fr?cc=b@y.fr&subject=é"), "mailto:a@x.fr%3Fcc%3Db@y.fr%26subject%3D%C3%A9");
    }
}
