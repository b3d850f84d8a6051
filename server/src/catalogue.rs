//! The published catalogue in memory: read by every page, swapped whole when the database has changed.

use std::sync::Arc;
use std::time::Duration;

use app::compare::list::CatalogueFile;
use app::ports::{Clock, Publication, Publications};
use app::staff::attention::completeness_of;
use arc_swap::ArcSwap;
use domain::completeness::Completeness;
use domain::listing::{Listing, Standing};
use domain::{Parameters, Territory};
use jiff::civil::Date;

use crate::storage::journal::{CompletenessOfDay, JournalStore};
use crate::storage::{ListingStore, StoreError};

/// How often the database is asked whether someone wrote to it (an import on the command line, say).
const POLL: Duration = Duration::from_secs(1);

/// A publication and the file the island fetches for it.
pub struct Current {
    pub publication: Arc<Publication>,
    pub file: Arc<[u8]>,
}

/// Holds the current publication.
pub struct Shelf {
    current: ArcSwap<Current>,
}

impl Current {
    pub async fn load(store: &impl ListingStore, territory: &Territory) -> Result<Self, StoreError> {
        let snapshot = store.snapshot().await?;
        let listings = snapshot.listings.into_iter().map(|stored| stored.listing).collect();
        let register_date = snapshot.last_import.map(|import| import.file_date);
        let parameters = Parameters::embedded().with(snapshot.values.into_iter().map(|value| value.published));
        let publication = Publication::new(listings, territory.clone(), parameters, register_date);
        Ok(Self::new(publication.with_outlines(snapshot.outlines)))
    }

    pub fn of(
        listings: Vec<Listing>,
        territory: Territory,
        parameters: Parameters,
        register_date: Option<jiff::civil::Date>,
    ) -> Self {
        Self::new(Publication::new(listings, territory, parameters, register_date))
    }

    fn new(publication: Publication) -> Self {
        let open = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open);
        let file = CatalogueFile {
            territory: publication.territory.clone(),
            version: publication.catalogue.version().to_owned(),
            listings: open.cloned().collect(),
            values: publication.parameters.added().to_vec(),
        };
        // The types have no form that postcard cannot write; were it so, the page still works through its form.
        let file = postcard::to_stdvec(&file).unwrap_or_default().into();
        Self { publication: Arc::new(publication), file }
    }
}

impl Shelf {
    pub fn new(current: Current) -> Self {
        Self { current: ArcSwap::from_pointee(current) }
    }

    pub fn publish(&self, current: Current) {
        self.current.store(Arc::new(current));
    }

    /// The file of a version, if it is the current one.
    pub fn file(&self, version: &str) -> Option<Arc<[u8]>> {
        let current = self.current.load();
        (current.publication.version() == version).then(|| Arc::clone(&current.file))
    }

    /// Publishes again whenever the store has grown, and records each day how much is known. Ends with the task that runs
    /// it.
    pub async fn follow(
        &self,
        store: &(impl ListingStore + JournalStore),
        territory: &Territory,
        mut seen: u64,
        clock: &dyn Clock,
    ) {
        let mut recorded = None;
        loop {
            let now = Some((seen, clock.today()));
            if recorded != now {
                recorded = now;
                if let Err(error) = record_completeness(store, &self.catalogue(), clock.today()).await {
                    tracing::error!(?error, "how much is known today cannot be recorded");
                }
            }
            tokio::time::sleep(POLL).await;
            match self.refresh(store, territory, seen).await {
                Ok(generation) => seen = generation,
                Err(error) => tracing::error!(?error, "the catalogue cannot be read again; the last one stays"),
            }
        }
    }

    /// Publishes again if the store has grown since `seen`; returns its generation.
    pub async fn refresh(
        &self,
        store: &impl ListingStore,
        territory: &Territory,
        seen: u64,
    ) -> Result<u64, StoreError> {
        let generation = store.generation().await?;
        if generation != seen {
            self.publish(Current::load(store, territory).await?);
            tracing::info!(generation, "catalogue published");
        }
        Ok(generation)
    }

    pub fn catalogue(&self) -> Arc<Publication> {
        self.current()
    }
}

/// Records how much is known of the open listings on a day.
pub async fn record_completeness(
    store: &impl JournalStore,
    publication: &Publication,
    today: Date,
) -> Result<(), StoreError> {
    let Completeness { known, of } = completeness_of(publication, today);
    let listings = publication.catalogue.open_count() as u32;
    store.record_completeness(CompletenessOfDay { day: today, listings, known, possible: of }).await
}

impl Publications for Shelf {
    fn current(&self) -> Arc<Publication> {
        Arc::clone(&self.current.load().publication)
    }
}
