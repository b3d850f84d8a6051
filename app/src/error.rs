//! Errors that a page shows, and their status.

/// What went wrong, as far as the visitor is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    NotFound,
    /// The form has wrong fields; the page shows it again.
    Invalid,
    /// Ours to mend; the log has the details.
    Broken,
}

impl PageError {
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Invalid => 422,
            Self::Broken => 500,
        }
    }
}
