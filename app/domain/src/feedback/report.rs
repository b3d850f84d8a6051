//! What a visitor reports about a listing: the subject, and a message. It holds nothing about the sender.

use std::fmt;

use thiserror::Error;

use crate::closed_list;

closed_list! {
    /// What is wrong, in the visitor's words.
    ReportAbout {
        Price = "tarif",
        Hours = "horaires",
        Contact = "coordonnees",
        Acts = "prestations",
        Zones = "secteur",
        /// « Ce service a fermé ».
        Closed = "ferme",
        Other = "autre",
    }
}

closed_list! {
    /// What staff did about a report.
    ReportOutcome {
        /// The listing was wrong and is corrected.
        Corrected = "corrige",
        /// The service was asked: the listing is right.
        Confirmed = "verifie",
        NoAction = "sans-suite",
    }
}

/// Length of a message in characters, after trimming.
pub const MESSAGE_LEAST: usize = 10;
pub const MESSAGE_MOST: usize = 1000;

/// Why a message is refused. It never contains the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    #[error("a message has at least {MESSAGE_LEAST} characters")]
    TooShort,
    #[error("a message has at most {MESSAGE_MOST} characters")]
    TooLong,
    #[error("a message holds text and line breaks, no other control character")]
    Control,
}

/// A message of 10 to 1000 characters, trimmed, with line breaks as `\n`. Its `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportMessage(String);

impl ReportMessage {
    /// Reads the text of a form: a browser writes its line breaks as CR LF.
    pub fn parse(text: &str) -> Result<Self, MessageError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(MessageError::Control);
        }
        match text.chars().count() {
            ..MESSAGE_LEAST => Err(MessageError::TooShort),
            MESSAGE_LEAST..=MESSAGE_MOST => Ok(Self(text.to_owned())),
            _ => Err(MessageError::TooLong),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ReportMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReportMessage(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{MessageError, ReportMessage};

    #[test]
    fn a_message_is_trimmed_and_its_length_counted_in_characters() {
        let read = |text: &str| ReportMessage::parse(text).map(|message| message.as_str().to_owned());
        assert_eq!(read("  le prix est trop bas \r\n"), Ok("le prix est trop bas".to_owned()));
        assert_eq!(read("à la ligne\r\nici\rlà"), Ok("à la ligne\nici\nlà".to_owned()));
        assert_eq!(read("   court    "), Err(MessageError::TooShort));
        assert_eq!(read(&"é".repeat(10)), Ok("é".repeat(10)));
        assert_eq!(read(&"é".repeat(1000)), Ok("é".repeat(1000)));
        assert_eq!(read(&"é".repeat(1001)), Err(MessageError::TooLong));
    }

    #[test]
    fn a_control_character_is_refused_and_a_line_break_is_not() {
        for text in ["le prix\u{1b}[2J est faux", "le prix\0 est faux", "le prix\u{9b} est faux", "le prix\t est faux"]
        {
            assert_eq!(ReportMessage::parse(text), Err(MessageError::Control), "{text:?}");
        }
        assert!(ReportMessage::parse("le prix\nest faux").is_ok());
    }

    #[test]
    fn a_message_is_not_in_its_debug_form() {
        let message = ReportMessage::parse("ma mère habite au 3").map(|message| format!("{message:?}"));
        assert_eq!(message, Ok("ReportMessage(…)".to_owned()));
    }
}
