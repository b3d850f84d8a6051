//! Everything that one store holds, moved into another that is empty: every row of every table, with the numbers that were given.

use async_trait::async_trait;
use tokio::sync::mpsc::{Receiver, Sender};

use super::StoreError;

/// Tables that others name, in the order in which they are written; the others follow by name.
pub(super) const FIRST: [&str; 3] = ["accounts", "imports", "reports"];

/// Rows that travel together, and bytes of theirs after which no more are added: a file of a dossier is up to ten million.
pub(super) const ROWS: usize = 500;
pub(super) const BYTES: usize = 8_000_000;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Whole(i64),
    Truth(bool),
    Text(String),
    Bytes(Vec<u8>),
}

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Whole,
    Truth,
    Text,
    Bytes,
}

/// One table, with its columns in order of name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<(String, ColumnKind)>,
}

impl Value {
    /// About how many bytes it takes to carry.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Null | Self::Whole(_) | Self::Truth(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

impl Table {
    /// From table, column and type, in order of the first two.
    pub(super) fn all(
        found: Vec<(String, String, String)>,
        kind_of: impl Fn(&str) -> Option<ColumnKind>,
    ) -> Result<Vec<Self>, TransferError> {
        let mut tables: Vec<Self> = Vec::new();
        for (name, column, kind) in found {
            let kind = kind_of(&kind).ok_or_else(|| TransferError::Unreadable(format!("{name}.{column}")))?;
            match tables.last_mut().filter(|table| table.name == name) {
                Some(table) => table.columns.push((column, kind)),
                None => tables.push(Self { name, columns: vec![(column, kind)] }),
            }
        }
        Ok(tables)
    }
}

/// What is sent from one store to another.
#[derive(Clone, Debug)]
pub enum Parcel {
    /// Rows of one table, by the names of its columns.
    Rows { table: String, columns: Vec<String>, rows: Vec<Vec<Value>> },
    /// The greatest number that a table ever gave.
    LastNumber { table: String, number: i64 },
}

/// Rows by table.
pub type Moved = std::collections::BTreeMap<String, u64>;

/// The other store has tables or columns that this one lacks, or rows already.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    #[error("it has rows in `{0}` already: give an empty database")]
    NotEmpty(String),
    #[error("`{0}` is not the same in both")]
    Different(String),
    #[error("a value of `{0}` cannot be read")]
    Unreadable(String),
}

impl From<TransferError> for StoreError {
    fn from(cause: TransferError) -> Self {
        super::unavailable(cause)
    }
}

#[async_trait]
pub trait TransferStore: Send + Sync {
    /// Sends all that is kept, as it was at one moment. Ends early where nobody receives any more.
    async fn send_all(&self, to: Sender<Parcel>) -> Result<(), StoreError>;

    /// Writes all that comes, in one transaction: all of it, or nothing where it ends before `whole` says that it was all.
    async fn receive_all(
        &self,
        from: Receiver<Parcel>,
        whole: tokio::sync::oneshot::Receiver<()>,
    ) -> Result<Moved, StoreError>;
}

/// Moves everything from one store into another.
///
/// # Errors
/// One of them cannot be read or written, or they are not of one version: nothing is written then.
pub async fn transfer(from: &dyn TransferStore, to: &dyn TransferStore) -> Result<Moved, StoreError> {
    let (send, receive) = tokio::sync::mpsc::channel(4);
    let (all_sent, whole) = tokio::sync::oneshot::channel();
    let sending = async {
        let sent = from.send_all(send).await;
        if sent.is_ok() {
            // Who receives no more has its own error.
            let _ = all_sent.send(());
        } else {
            drop(all_sent);
        }
        sent
    };
    let (sent, received) = tokio::join!(sending, to.receive_all(receive, whole));
    // Where the sender fails, the receiver knows only that something is missing.
    sent.and(received)
}
