//! Errors that a page shows, and their status. A fault of the program is answered by `server` (500).

use serde::{Deserialize, Serialize};

/// What went wrong, in terms of the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    NotFound,
    /// The form has wrong fields; the page shows it again with its messages.
    Invalid,
}

impl PageError {
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Invalid => 422,
        }
    }
}

/// One error of a form. `field` is the id of the field on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }

    /// The message of a field, if it has one.
    pub fn message(errors: &[Self], field: &str) -> Option<String> {
        errors.iter().find(|error| error.field == field).map(|error| error.message.clone())
    }
}
