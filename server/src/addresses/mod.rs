//! The addresses of the territory in memory, for suggestions while someone types. What is typed is neither kept nor
//! logged.

mod bare;
mod index;
mod spelled;
mod typed;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use app::ports::{Addresses, Suggestion};
use arc_swap::ArcSwap;
use domain::{Territory, Zone};
use thiserror::Error;
use tokio::time::timeout;

pub use index::Index;

use crate::storage::{AddressStore, Store, StoreError};

/// One street in one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Street {
    /// "Boulevard Saint-Michel".
    pub name: String,
    pub zone: Zone,
    /// "75005".
    pub postcode: String,
    /// In order, each once.
    pub houses: Vec<House>,
}

/// A house number: 12, 12b for "12 bis", 12t for "12 ter", 12a.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct House {
    pub number: u16,
    /// Empty, or a lower-case letter with what follows it.
    pub suffix: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a house number is a number up to 65535, then nothing or a letter with what follows it")]
pub struct HouseError;

impl FromStr for House {
    type Err = HouseError;

    fn from_str(text: &str) -> Result<Self, HouseError> {
        let start = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, suffix) = text.split_at(start);
        let readable = suffix.is_empty() || suffix.starts_with(|c: char| c.is_ascii_lowercase());
        let plain = suffix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        match number.parse() {
            Ok(number) if readable && plain => Ok(Self { number, suffix: suffix.to_owned() }),
            Ok(_) | Err(_) => Err(HouseError),
        }
    }
}

impl fmt::Display for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.suffix)
    }
}

impl Street {
    /// The house numbers as they are stored: "1 3 3b 5".
    pub fn houses_text(&self) -> String {
        self.houses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Reads house numbers from their stored form.
    ///
    /// # Errors
    /// One of them is not a house number.
    pub fn houses_of(text: &str) -> Result<Vec<House>, HouseError> {
        text.split_ascii_whitespace().map(str::parse).collect()
    }
}

/// How long the database may take for all the streets.
const READING: Duration = Duration::from_secs(120);

/// Holds the current index, which is replaced as a whole after an import.
pub struct AddressBook {
    current: ArcSwap<Index>,
}

impl AddressBook {
    pub async fn load(store: &dyn AddressStore, territory: &Territory) -> Result<Self, StoreError> {
        Ok(Self::new(Index::new(readable_streets(store).await?, territory)))
    }

    pub fn new(index: Index) -> Self {
        Self { current: ArcSwap::from_pointee(index) }
    }

    /// Loads the index again whenever addresses were imported. Ends with its task.
    pub async fn follow(&self, store: &dyn Store, territory: &Territory, mut seen: u64) {
        let mut changes = store.changes();
        loop {
            changes.next().await;
            match timeout(READING, self.refresh(store, territory, seen)).await {
                Err(_) => tracing::error!("the database does not answer; the last addresses stay"),
                Ok(Ok(generation)) => seen = generation,
                Ok(Err(error)) => tracing::error!(?error, "the addresses cannot be read again; the last ones stay"),
            }
        }
    }

    /// Loads the index again if addresses were imported since `seen`; returns the number of the last import.
    pub async fn refresh(&self, store: &dyn AddressStore, territory: &Territory, seen: u64) -> Result<u64, StoreError> {
        let generation = store.address_generation().await?;
        if generation != seen {
            let streets = readable_streets(store).await?;
            tracing::info!(generation, streets = streets.len(), "addresses loaded");
            self.current.store(Arc::new(Index::new(streets, territory)));
        }
        Ok(generation)
    }
}

/// The streets; those that cannot be read are counted in the log, and not suggested.
async fn readable_streets(store: &dyn AddressStore) -> Result<Vec<Street>, StoreError> {
    let mut unreadable = Vec::new();
    let streets = store.list_streets().await?.naming(&mut unreadable);
    if let Some(first) = unreadable.first() {
        let count = unreadable.len();
        tracing::error!(count, %first, "streets cannot be read: import the addresses again");
    }
    Ok(streets)
}

impl Addresses for AddressBook {
    fn suggest(&self, text: &str, most: usize) -> Vec<Suggestion> {
        self.current.load().suggest(text, most)
    }

    fn zone_of(&self, text: &str) -> Option<Zone> {
        self.current.load().zone_of(text)
    }

    fn are_known(&self) -> bool {
        !self.current.load().is_empty()
    }
}
