//! What someone who watches the program asks of the store: whether it can be written, and what waits in it. Numbers alone.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::time::timeout;

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

/// When it is time to ask the store what others wrote: whenever it is told, and after so long without a word.
pub struct Changes {
    told: watch::Receiver<u64>,
    at_most: Duration,
}

impl Changes {
    /// `told`: sent to whenever something may have changed.
    pub(super) fn of(told: watch::Receiver<u64>, at_most: Duration) -> Self {
        Self { told, at_most }
    }

    /// Waits. What was told since the last time counts.
    pub async fn next(&mut self) {
        let told = async {
            if self.told.changed().await.is_err() {
                // Nobody tells any more.
                std::future::pending().await
            }
        };
        // Elapsed: it is time.
        let _ = timeout(self.at_most, told).await;
    }
}
