//! What a form holds, as it was typed: parsed by whoever knows what its fields are, and shown again as it was.

use domain::values::names::LineError;
use jiff::civil::Date;

use crate::text::editor as say;
use crate::text::staff::fill;

/// Why a text of one line is refused, with the name of its field.
pub fn line_wrong(label: &str, error: LineError) -> String {
    let message = match error {
        LineError::Markup => say::MARKUP_WRONG,
        LineError::Control => say::CONTROL_WRONG,
        LineError::Invisible => say::INVISIBLE_WRONG,
    };
    fill(message, &[&label])
}

/// A day as a form holds it: "24/11/2026".
pub fn day_text(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// Names and values in the order they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// From the body of a form, or a query string.
    pub fn of_pairs(pairs: &[u8]) -> Self {
        Self(form_urlencoded::parse(pairs).into_owned().collect())
    }

    /// The first value of a name, without the spaces around it; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.trim())
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|own| own == value)
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    pub fn put(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.push((name.into(), value.to_string()));
    }

    /// Puts a value in the place of all of its name.
    pub fn set(&mut self, name: impl Into<String>, value: impl ToString) {
        let name = name.into();
        self.remove(&name);
        self.put(name, value);
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether any field of a name was sent at all, empty or not.
    pub fn is_sent(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }
}
