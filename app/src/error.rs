//! Errors that a page shows, and their status. A fault of ours is no page's: `server` answers it (500).

/// What went wrong, as far as the visitor is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    NotFound,
    /// The form has wrong fields; the page shows it again.
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
