//! How often something was taken, where several programs share a limit: when the next of each key is due, and nothing of whose it
//! is but a hash that only the programs of this site can make.

use async_trait::async_trait;

use super::StoreError;
use crate::secrets::Hashed;

/// So many at once; then one after each so many milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub at_once: u32,
    pub each_ms: i64,
}

/// What a limit remembers of a key is forgotten once nothing of it counts any more. Beyond `MOST_KEYS` keys, those that are due first
/// are.
#[async_trait]
pub trait LimitStore: Send + Sync {
    /// Takes one more. None, or how many milliseconds to wait: nothing is taken then.
    async fn take(&self, key: &Hashed, rate: Rate) -> Result<Option<i64>, StoreError>;

    /// One is as if it had not been taken.
    async fn give_back(&self, key: &Hashed, rate: Rate) -> Result<(), StoreError>;
}

/// Keys that are remembered at once.
pub const MOST_KEYS: i64 = 100_000;
