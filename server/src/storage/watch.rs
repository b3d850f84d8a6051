//! What someone who watches the program asks of the store: whether it can be written, and what waits in it. Numbers alone.

use async_trait::async_trait;

use jiff::Timestamp;

use super::StoreError;

/// How much waits for someone of the City.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queues {
    /// Drafts that were submitted.
    pub drafts: u64,
    /// Files that were read and neither accepted nor thrown away.
    pub previews: u64,
    /// Reports without an answer.
    pub reports: u64,
    /// Letters that wait to be mailed.
    pub letters: u64,
}

/// Answers who watches.
#[async_trait]
pub trait WatchStore: Send + Sync {
    /// Writes one row, always the same, to its end: an error is that of the database or its disk.
    async fn touch(&self, at: Timestamp) -> Result<(), StoreError>;

    async fn queues(&self) -> Result<Queues, StoreError>;
}
