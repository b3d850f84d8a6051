//! Why a store does not do what it is asked.

use app::staff::unreadable::{RowKind, UnreadableRow};
use domain::Finess;
use thiserror::Error;

/// What is wrong with the store. The details are for the log, not for a page.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Someone saved the listing since: reload it and merge.
    #[error("listing {0} was changed since version {1} was read")]
    Conflict(Finess, u32),
    /// It does not answer now, and is asked again later: what was to be written is not, or nobody knows.
    #[error("the database does not answer")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the store cannot be read or written")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Of one row that was asked for.
    #[error("{row} is stored in a form this program cannot read")]
    Unreadable {
        row: UnreadableRow,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// A listing whose document, or journal, cannot be read.
    pub fn unreadable_listing(finess: Finess, cause: serde_json::Error) -> Self {
        Self::Unreadable { row: UnreadableRow::new(RowKind::Listing, finess), cause: Box::new(cause) }
    }
}

pub(super) fn unavailable(cause: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unavailable(Box::new(cause))
}

pub(super) fn away(cause: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Away(Box::new(cause))
}

/// Classes and codes by which PostgreSQL says that it cannot answer now: connection, a transaction that was given up, too many
/// clients, a lock that is held for too long, a server that stops or starts, one that follows another and takes no writes.
const AWAY: [&str; 8] = ["08", "25P", "25006", "40", "53300", "55P03", "57014", "57P"];

/// What a database says of a statement, without the rows that it may repeat.
#[derive(Debug, thiserror::Error)]
#[error("{message} ({code})")]
struct Refused {
    code: String,
    message: String,
    constraint: Option<String>,
}

impl From<sqlx::Error> for StoreError {
    fn from(cause: sqlx::Error) -> Self {
        match cause {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::BeginFailed => {
                away(cause)
            }
            sqlx::Error::Database(error) => {
                let code = error.code().unwrap_or_default().into_owned();
                // The codes of SQLite are shorter.
                let is_away = code.len() == 5 && AWAY.iter().any(|start| code.starts_with(start));
                let constraint = error.constraint().map(str::to_owned);
                let refused = Refused { code, message: error.message().to_owned(), constraint };
                if is_away { away(refused) } else { unavailable(refused) }
            }
            cause => unavailable(cause),
        }
    }
}
