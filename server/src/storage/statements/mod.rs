//! The statements of the store, one text for both databases. This folder is compiled once for each, as a module of `sqlite` and
//! of `postgres`, whose driver types it takes from the module above it: what one database alone understands stands there.

mod account_changes;
mod accounts;
mod dossiers;
mod drafts;
mod editing;
mod figures;
mod inspection;
pub(super) mod journal;
mod links;
mod listings;
mod outbox;
mod parameters;
mod places;
mod previews;
mod refusals;
mod reports;
mod transfer;
mod watch;
mod writing;

use app::staff::unreadable::{RowKind, UnreadableRow};
use sqlx::Row;

use self::listings::{load_last_imports, write_hints};
use self::writing::{replace, write};
use super::{Db, DbConnection, DbResult, DbRow, SqlStore, announce};
use crate::storage::{StoreError, unavailable};

/// Rows written by one statement: well under the 32 766 parameters of SQLite.
const ROWS_A_STATEMENT: usize = 500;

/// The key of a row that cannot be read, from its number.
fn number_key(column: usize) -> impl Fn(&DbRow) -> String {
    move |row| row.try_get::<i64, _>(column).map_or_else(|_| "?".to_owned(), |number| number.to_string())
}

/// The same from a text.
fn text_key(column: usize) -> impl Fn(&DbRow) -> String {
    move |row| row.try_get(column).unwrap_or_else(|_| "?".to_owned())
}

/// One row was asked for, and cannot be read.
fn unreadable(kind: RowKind, key: impl ToString, cause: StoreError) -> StoreError {
    StoreError::Unreadable { row: UnreadableRow::new(kind, key), cause: Box::new(cause) }
}
