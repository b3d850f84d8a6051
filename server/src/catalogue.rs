//! The published catalogue in memory: read by every page, swapped whole when the database has changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::compare::page_contract::CatalogueFile;
use app::ports::{Clock, Publication, Publications, Sources};
use app::staff::attention::completeness_of;
use app::staff::listing::history::PROGRAM_AUTHOR;
use app::staff::unreadable::{RowKind, UnreadableRow};
use arc_swap::{ArcSwap, ArcSwapOption};
use domain::provider::completeness::Completeness;
use domain::provider::listing::{Listing, Source, Standing};
use domain::provider::parts::{ListingPart, PartState};
use domain::provider::register::{RegisterKind, RegisterSeen};
use domain::values::closed_list::ClosedList;
use domain::{Finess, Parameters, Territory, Zone};
use jiff::Timestamp;
use jiff::civil::Date;
use postcard::experimental::serialized_size;
use tokio::time::timeout;

use crate::clock::SystemClock;
use crate::storage::figures::PartDay;
use crate::storage::journal::CompletenessOfDay;
use crate::storage::{Authorship, ListingStore, Save, Snapshot, Store, StoreError, standing};

/// How long the database may take for a publication, of all the services of the country too.
const READING: Duration = Duration::from_secs(120);

/// Largest file that a browser is made to fetch and to hold, in bytes before compression: those are what a phone reads and
/// keeps, and they bound what it waits for, a fifth of them or less.
pub const LARGEST_FILE: usize = 2_000_000;

/// A publication and the file the island fetches for it.
pub struct Current {
    pub publication: Arc<Publication>,
    /// Without its listings where they are too many (`Publication::fits_browser`).
    pub file: Arc<[u8]>,
    /// The generation of the store that it shows, and its last revision.
    generation: u64,
    revision: u64,
    /// Rows of the store that it lacks, since they cannot be read.
    unreadable: Vec<UnreadableRow>,
    /// Since when it is this one.
    built: Instant,
    published_at: Timestamp,
}

/// Which state of the store is shown, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationState {
    pub generation: u64,
    pub age: Duration,
}

/// Holds the current publication.
pub struct PublishedCatalogue {
    current: ArcSwap<Current>,
    /// The one before, whose file a page that was answered a moment ago still fetches.
    before: ArcSwapOption<Current>,
    /// Held while one is put in the place of another.
    putting: Mutex<()>,
}

impl Current {
    pub async fn load(store: &dyn ListingStore, territory: &Territory) -> Result<Self, StoreError> {
        let snapshot = store.snapshot().await?;
        Self::built(move |territory| Self::shown(snapshot, Vec::new(), &[], territory), territory).await
    }

    /// Whether the store has no listing at all, not even one that cannot be read.
    pub fn is_empty(&self) -> bool {
        let is_listing = |row: &UnreadableRow| row.kind == RowKind::Listing;
        self.publication.catalogue.listings().is_empty() && !self.unreadable.iter().any(is_listing)
    }

    /// What the store holds now, of which only what was written since this one is read.
    pub async fn next(&self, store: &dyn ListingStore) -> Result<Self, StoreError> {
        let (before, territory) = (Arc::clone(&self.publication), &self.publication.territory);
        let unreadable = self.unreadable.clone();
        let Some(snapshot) = store.snapshot_since(self.revision).await? else {
            return Self::load(store, territory).await;
        };
        let build =
            move |territory| Self::shown(snapshot, before.catalogue.listings().to_vec(), &unreadable, territory);
        Self::built(build, territory).await
    }

    /// Builds off the threads that answer: some tenths of a second for all the services of the country.
    async fn built(
        build: impl FnOnce(Territory) -> Self + Send + 'static,
        territory: &Territory,
    ) -> Result<Self, StoreError> {
        let territory = territory.clone();
        let built = tokio::task::spawn_blocking(move || build(territory)).await;
        built.map_err(|cause| StoreError::Unavailable(Box::new(cause)))
    }

    /// `listings` in order of FINESS, with those of the snapshot in their place or added. `unreadable`: the rows that were
    /// missing before.
    fn shown(
        snapshot: Snapshot,
        mut listings: Vec<Listing>,
        unreadable: &[UnreadableRow],
        territory: Territory,
    ) -> Self {
        let before = listings.len();
        // A listing that was written since can be read again, or is named by the snapshot.
        let written = |row: &UnreadableRow| {
            let mut listings = snapshot.listings.iter().map(|stored| stored.listing.finess);
            row.kind != RowKind::Listing || listings.any(|finess| finess.as_str() == row.key)
        };
        let known = unreadable;
        let mut unreadable: Vec<UnreadableRow> = known.iter().filter(|row| !written(row)).cloned().collect();
        unreadable.extend(snapshot.unreadable);
        unreadable.sort();
        unreadable.dedup();
        for stored in snapshot.listings {
            let finess = stored.listing.finess;
            match listings[..before].binary_search_by_key(&finess, |listing| listing.finess) {
                Ok(at) => listings[at] = stored.listing,
                Err(_) => listings.push(stored.listing),
            }
        }
        let sources = snapshot.imports.sources();
        let parameters = Parameters::of(&territory).with(standing(&snapshot.values));
        let publication = Publication::new(listings, territory, parameters, sources);
        let current = Self::new(publication.with_outlines(snapshot.outlines));
        for row in unreadable.iter().filter(|row| !known.contains(row)) {
            tracing::error!(%row, "a row cannot be read: the site goes on without it; `quelleaideadom check` says more");
        }
        Self { generation: snapshot.generation, revision: snapshot.revision, unreadable, ..current }
    }

    /// Over listings that no store holds. `register_date`: the day of their register.
    pub fn of(
        listings: Vec<Listing>,
        territory: Territory,
        parameters: Parameters,
        register_date: Option<Date>,
    ) -> Self {
        let register = register_date.map(|on| RegisterSeen { kind: RegisterKind::Structures, on, left_out: 0 });
        let sources = Sources { register, ..Sources::default() };
        Self::new(Publication::new(listings, territory, parameters, sources))
    }

    fn new(publication: Publication) -> Self {
        let (publication, file) = match whole_file(&publication) {
            Some(whole) => (publication, whole),
            None => {
                let file = file_of(&publication, []);
                (publication.too_large_for_browsers(), file)
            }
        };
        let file = file.into();
        Self {
            publication: Arc::new(publication),
            file,
            generation: 0,
            revision: 0,
            unreadable: Vec::new(),
            built: Instant::now(),
            published_at: SystemClock.now(),
        }
    }
}

/// What a browser reads of a publication, with every open listing. None where that is too large, which is found out from as many
/// listings as make it so.
fn whole_file(publication: &Publication) -> Option<Vec<u8>> {
    let open = || publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let mut bytes = 0;
    let fits = open().all(|listing| {
        bytes += serialized_size(listing).unwrap_or_default();
        bytes <= LARGEST_FILE
    });
    let whole = fits.then(|| file_of(publication, open()))?;
    (whole.len() <= LARGEST_FILE).then_some(whole)
}

/// What a browser reads of a publication, with some of its listings.
fn file_of<'a>(publication: &Publication, listings: impl IntoIterator<Item = &'a Listing>) -> Vec<u8> {
    let file = CatalogueFile::of(publication, listings);
    // The types have no form that postcard cannot write; were it so, the page still works through its form.
    postcard::to_stdvec(&file).unwrap_or_default()
}

impl PublishedCatalogue {
    pub fn new(current: Current) -> Self {
        Self { current: ArcSwap::from_pointee(current), before: ArcSwapOption::empty(), putting: Mutex::new(()) }
    }

    /// Shows a publication, unless what is shown was read after it: two that publish at once end with the later state,
    /// whoever of them is last.
    pub fn publish(&self, current: Current) {
        let _putting = self.putting.lock().unwrap_or_else(PoisonError::into_inner);
        if current.generation >= self.current.load().generation {
            let before = self.current.swap(Arc::new(current));
            // The same listings again are no other file.
            if before.publication.version() != self.current.load().publication.version() {
                self.before.store(Some(before));
            }
        }
    }

    /// Rows of the store that are missing from what is shown, since they cannot be read.
    pub fn unreadable(&self) -> Vec<UnreadableRow> {
        self.current.load().unreadable.clone()
    }

    /// Shows what the store holds now.
    pub async fn renew(&self, store: &dyn ListingStore) -> Result<(), StoreError> {
        let shown = self.current.load_full();
        self.publish(shown.next(store).await?);
        Ok(())
    }

    /// When what is shown was built.
    pub fn published_at(&self) -> Timestamp {
        self.current.load().published_at
    }

    pub fn state(&self) -> PublicationState {
        let current = self.current.load();
        PublicationState { generation: current.generation, age: current.built.elapsed() }
    }

    /// The file of a version, if it is the current one or the one before, and has its listings.
    pub fn file(&self, version: &str) -> Option<Arc<[u8]>> {
        self.file_with(version, true)
    }

    /// The file of such a version that has no listings, since they are too many.
    pub fn territory_file(&self, version: &str) -> Option<Arc<[u8]>> {
        self.file_with(version, false)
    }

    fn file_with(&self, version: &str, listings: bool) -> Option<Arc<[u8]>> {
        let of = |shown: &Current| {
            let is_it = shown.publication.version() == version && shown.publication.fits_browser == listings;
            is_it.then(|| Arc::clone(&shown.file))
        };
        of(&self.current.load()).or_else(|| self.before.load().as_deref().and_then(of))
    }

    /// Publishes again whenever the store has grown; each day closes what was to close, and records how much is known, where
    /// that falls to this program: what fails is done again at the next look. Ends with the task that runs it.
    pub async fn follow(&self, store: &dyn Store, mut seen: u64, clock: &dyn Clock) {
        let (mut done, mut changes) = (None, store.changes());
        loop {
            let now = Some((seen, clock.today()));
            if done != now && store.leads() {
                match timeout(READING, of_the_day(store, &self.catalogue(), clock.today(), SystemClock.now())).await {
                    Ok(Ok(())) => done = now,
                    Ok(Err(error)) => tracing::error!(?error, "what is due today is not done yet"),
                    Err(_) => tracing::error!("the database does not answer: what is due today is not done yet"),
                }
            }
            changes.next().await;
            match timeout(READING, self.refresh(store, seen)).await {
                Ok(Ok(generation)) => seen = generation,
                Ok(Err(error)) => tracing::error!(?error, "the catalogue cannot be read again; the last one stays"),
                Err(_) => tracing::error!("the database does not answer; the last catalogue stays"),
            }
        }
    }

    /// Publishes again if the store has grown since `seen` and what is shown is not that already, published by whoever
    /// wrote; returns its generation.
    pub async fn refresh(&self, store: &dyn ListingStore, seen: u64) -> Result<u64, StoreError> {
        let generation = store.generation().await?;
        if generation != seen && generation > self.current.load().generation {
            self.renew(store).await?;
            tracing::info!(generation, "catalogue published");
        }
        Ok(generation)
    }

    pub fn catalogue(&self) -> Arc<Publication> {
        self.current()
    }
}

/// How the parts of the open listings of each zone stand on a day.
pub fn parts_of(publication: &Publication, today: Date) -> Vec<PartDay> {
    let mut days: BTreeMap<(Option<Zone>, ListingPart), PartDay> = BTreeMap::new();
    for listing in publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open()) {
        let zone = listing.address.value().map(|address| address.zone);
        for part in ListingPart::ALL.iter().copied().filter(|part| part.is_asked_of(listing.kind)) {
            let none = PartDay { day: today, zone, part, fresh: 0, stale: 0, never_verified: 0, missing: 0 };
            let counted = days.entry((zone, part)).or_insert(none);
            match listing.part_state(part, today) {
                PartState::Fresh(_) => counted.fresh += 1,
                PartState::Stale(_) => counted.stale += 1,
                PartState::NeverVerified => counted.never_verified += 1,
                PartState::Missing => counted.missing += 1,
            }
        }
    }
    days.into_values().collect()
}

/// What is due on a day, and whenever something was published.
async fn of_the_day(
    store: &dyn Store,
    publication: &Publication,
    today: Date,
    now: Timestamp,
) -> Result<(), StoreError> {
    close_as_planned(store, publication, today, now).await?;
    record_completeness(store, publication, today).await
}

/// Closes the listings whose closing was planned for a day or before, each as a version of its own. Returns how many.
///
/// # Errors
/// The first of those that could not be closed; the others are closed all the same.
pub async fn close_as_planned(
    store: &dyn ListingStore,
    publication: &Publication,
    today: Date,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let is_due = |listing: &&Listing| listing.standing.closes_on().is_some_and(|day| day <= today);
    let (mut closed, mut failed) = (0, None);
    for listing in publication.catalogue.listings().iter().filter(is_due) {
        match close(store, listing.finess, today, now).await {
            Ok(true) => closed += 1,
            Ok(false) => {}
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(closed), Err)
}

/// False where someone changed their mind since it was published, or writes at this instant: a write is looked at again.
async fn close(store: &dyn ListingStore, finess: Finess, today: Date, now: Timestamp) -> Result<bool, StoreError> {
    let Some(current) = store.find(finess).await? else { return Ok(false) };
    let Some(day) = current.listing.standing.closes_on().filter(|day| *day <= today) else { return Ok(false) };
    let listing = Listing { standing: Standing::ClosedByCity(day), ..current.listing.clone() };
    let authorship = Authorship { author: PROGRAM_AUTHOR.to_owned(), source: Source::City, recorded_at: now };
    match store.save(vec![Save::new(Some(&current), listing)], &authorship, None).await {
        Ok(_) => Ok(true),
        Err(StoreError::Conflict(..)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Records how much is known of the open listings on a day.
pub async fn record_completeness(store: &dyn Store, publication: &Publication, today: Date) -> Result<(), StoreError> {
    store.record_parts(today, &parts_of(publication, today)).await?;
    let Completeness { known, of } = completeness_of(publication, today);
    let listings = publication.catalogue.open_count() as u32;
    store.record_completeness(CompletenessOfDay { day: today, listings, known, possible: of }).await
}

impl Publications for PublishedCatalogue {
    fn current(&self) -> Arc<Publication> {
        Arc::clone(&self.current.load().publication)
    }
}
