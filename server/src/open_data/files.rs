//! The files that were made. Each is made when it is first asked for, once for each publication and day, off the threads
//! that answer, one at a time: whoever asks meanwhile waits for the same. A page makes none.

use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::ports::{Clock, MadeFile, OpenData, Publication, SiteFacts};
use app::routes::DataFile;
use app::text::open_data::LICENCE_HREF;
use axum::body::Bytes;
use domain::feedback::refusal::Month;
use domain::values::closed_list::ClosedList;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jiff::civil::Date;
use lru::LruCache;
use sha2::{Digest, Sha256};
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::timeout;

use super::schema::{describes_others, plain_files};
use super::table::TableName;
use super::{DataError, DataState, csv, data_inclusion, dcat, geojson, json, months, parquet, schema, xlsx};
use crate::catalogue::PublishedCatalogue;
use crate::clock::SystemClock;
use crate::secrets::hexadecimal;
use crate::storage::{Store, StoreError};

/// Months whose files are kept in memory: who looks through the past reads the journal anew for each further one.
const MONTHS_KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);

/// How long the journal may take for a month.
const READING: Duration = Duration::from_secs(60);

/// How long a page waits to know which months there are.
const LOOKING: Duration = Duration::from_millis(500);

/// What a file holds.
pub struct Content {
    pub bytes: Bytes,
    /// The same packed by gzip, where that makes it smaller.
    pub packed: Option<Bytes>,
    /// Of `bytes`, in hexadecimal.
    pub sha256: String,
    /// Where its licence stands.
    pub licence: Option<String>,
    pub made: Timestamp,
}

impl Content {
    fn of(file: DataFile, bytes: Vec<u8>, licence: Option<&str>) -> Result<Self, DataError> {
        let packed = match file {
            // It is packed already.
            DataFile::ServicesXlsx => None,
            DataFile::ServicesCsv
            | DataFile::ServicesJson
            | DataFile::ServicesGeojson
            | DataFile::ServicesParquet
            | DataFile::TariffsCsv
            | DataFile::TariffsJson
            | DataFile::TariffsParquet
            | DataFile::Zones
            | DataFile::DataInclusion
            | DataFile::DictionaryCsv
            | DataFile::DictionaryJson
            | DataFile::Schema
            | DataFile::TableSchema
            | DataFile::Catalogue
            | DataFile::Checksums => {
                let mut packer = GzEncoder::new(Vec::new(), Compression::default());
                packer.write_all(&bytes)?;
                Some(packer.finish()?).filter(|packed| packed.len() < bytes.len())
            }
        };
        let sha256 = hexadecimal(&Sha256::digest(&bytes));
        Ok(Self {
            bytes: bytes.into(),
            packed: packed.map(Bytes::from),
            sha256,
            licence: licence.map(str::to_owned),
            made: SystemClock.now(),
        })
    }
}

/// Its media type.
pub fn media_type(file: DataFile) -> &'static str {
    match file {
        DataFile::ServicesCsv | DataFile::TariffsCsv | DataFile::DictionaryCsv => {
            "text/csv; charset=utf-8; header=present"
        }
        DataFile::ServicesXlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        DataFile::ServicesParquet | DataFile::TariffsParquet => "application/vnd.apache.parquet",
        DataFile::ServicesGeojson | DataFile::Zones => "application/geo+json",
        DataFile::ServicesJson | DataFile::TariffsJson | DataFile::DataInclusion | DataFile::DictionaryJson => {
            "application/json"
        }
        DataFile::Schema => "application/schema+json",
        DataFile::TableSchema => "application/json",
        DataFile::Catalogue => "application/ld+json",
        DataFile::Checksums => "text/plain; charset=utf-8",
    }
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NoFile {
    /// What is published is fictitious.
    #[error("the demonstration is no data")]
    Demonstration,
    #[error("there is no such file")]
    Unknown,
    #[error("the journal does not answer")]
    Late,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Data(#[from] DataError),
    #[error("the work was given up")]
    GivenUp(#[from] JoinError),
}

/// The files of one publication on one day.
struct Edition {
    publication: Arc<Publication>,
    day: Date,
    /// In the order of `DataFile::ALL`.
    files: Vec<OnceCell<Arc<Content>>>,
}

impl Edition {
    fn file(&self, file: DataFile) -> &OnceCell<Arc<Content>> {
        &self.files[file.position() as usize]
    }
}

type MonthFiles = Arc<Vec<(DataFile, Arc<Content>)>>;

/// Makes and keeps the files.
pub struct OpenDataFiles {
    published: Arc<PublishedCatalogue>,
    clock: Arc<dyn Clock>,
    store: Arc<dyn Store>,
    site: Arc<str>,
    facts: Arc<SiteFacts>,
    current: Mutex<Option<Arc<Edition>>>,
    /// By their first day.
    months: tokio::sync::Mutex<LruCache<Date, MonthFiles>>,
    /// The first month that has files, once it is known.
    first: Mutex<Option<Month>>,
    /// Held by the one file that is being made.
    making: Arc<Semaphore>,
}

impl OpenDataFiles {
    pub fn new(
        published: Arc<PublishedCatalogue>,
        clock: Arc<dyn Clock>,
        store: Arc<dyn Store>,
        site: Arc<str>,
        facts: Arc<SiteFacts>,
    ) -> Self {
        Self {
            published,
            clock,
            store,
            site,
            facts,
            current: Mutex::default(),
            months: tokio::sync::Mutex::new(LruCache::new(MONTHS_KEPT)),
            first: Mutex::default(),
            making: Arc::new(Semaphore::new(1)),
        }
    }

    /// A file by the name it is asked by: one of what is published, also under the name of this day, or of a month.
    pub async fn named(&self, name: &str) -> Result<(DataFile, Arc<Content>), NoFile> {
        if self.published.catalogue().demonstration {
            return Err(NoFile::Demonstration);
        }
        if let Some(file) = DataFile::from_code(name) {
            return Ok((file, self.current(file).await?));
        }
        let today = self.clock.today();
        let dated = |file: &&DataFile| file.is_dated() && file.dated(today) == name;
        if let Some(file) = DataFile::ALL.iter().find(dated) {
            return Ok((*file, self.current(*file).await?));
        }
        let (file, month) = of_month(name).ok_or(NoFile::Unknown)?;
        Ok((file, self.of_month(file, month).await?))
    }

    /// A file of what is published now.
    async fn current(&self, file: DataFile) -> Result<Arc<Content>, NoFile> {
        let edition = self.edition();
        match file {
            DataFile::Checksums => {
                let made = edition.file(file).get_or_try_init(|| async {
                    let mut files = self.plain(&edition).await?;
                    files.push((DataFile::Catalogue, self.catalogue(&edition).await?));
                    let line =
                        |(file, content): (DataFile, Arc<Content>)| format!("{}  {}\n", content.sha256, file.code());
                    let list: String = files.into_iter().map(line).collect();
                    Ok::<_, NoFile>(Arc::new(Content::of(file, list.into_bytes(), Some(LICENCE_HREF))?))
                });
                Ok(Arc::clone(made.await?))
            }
            DataFile::Catalogue => self.catalogue(&edition).await,
            file => self.one(&edition, file).await,
        }
    }

    fn edition(&self) -> Arc<Edition> {
        let (publication, day) = (self.published.catalogue(), self.clock.today());
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(edition) =
            current.as_ref().filter(|known| known.day == day && Arc::ptr_eq(&known.publication, &publication))
        {
            return Arc::clone(edition);
        }
        let files = DataFile::ALL.iter().map(|_| OnceCell::new()).collect();
        let edition = Arc::new(Edition { publication, day, files });
        *current = Some(Arc::clone(&edition));
        edition
    }

    /// Every file that is not about the others.
    async fn plain(&self, edition: &Arc<Edition>) -> Result<Vec<(DataFile, Arc<Content>)>, NoFile> {
        let mut files = Vec::new();
        for file in plain_files() {
            files.push((file, self.one(edition, file).await?));
        }
        Ok(files)
    }

    async fn catalogue(&self, edition: &Arc<Edition>) -> Result<Arc<Content>, NoFile> {
        let made = edition.file(DataFile::Catalogue).get_or_try_init(|| async {
            let files = self.plain(edition).await?;
            let (held, site, facts) = (Arc::clone(edition), Arc::clone(&self.site), Arc::clone(&self.facts));
            self.make(move || {
                let state = DataState::of(&held.publication, held.day, &site);
                let named: Vec<(DataFile, &Content)> =
                    files.iter().map(|(file, content)| (*file, &**content)).collect();
                let mut bytes = Vec::new();
                dcat::write(&mut bytes, &state, &facts, &named)?;
                Content::of(DataFile::Catalogue, bytes, Some(LICENCE_HREF))
            })
            .await
        });
        Ok(Arc::clone(made.await?))
    }

    async fn one(&self, edition: &Arc<Edition>, file: DataFile) -> Result<Arc<Content>, NoFile> {
        let made = edition.file(file).get_or_try_init(|| async {
            let (held, site) = (Arc::clone(edition), Arc::clone(&self.site));
            self.make(move || content(file, &DataState::of(&held.publication, held.day, &site))).await
        });
        Ok(Arc::clone(made.await?))
    }

    /// Off the threads that answer; it goes on to its end, and keeps its place, if whoever asked has left.
    async fn make(
        &self,
        content: impl FnOnce() -> Result<Content, DataError> + Send + 'static,
    ) -> Result<Arc<Content>, NoFile> {
        let place = Arc::clone(&self.making).acquire_owned().await;
        let made = spawn_blocking(move || {
            let _place = place;
            content()
        });
        Ok(Arc::new(made.await??))
    }

    async fn of_month(&self, file: DataFile, month: Month) -> Result<Arc<Content>, NoFile> {
        let first = timeout(READING, self.first_month()).await.map_err(|_| NoFile::Late)??;
        if first.is_none_or(|first| month < first) || month > Month::of(self.clock.today()) {
            return Err(NoFile::Unknown);
        }
        // Held until they are made: whoever asks for a month meanwhile waits, and finds it.
        let mut months = timeout(READING, self.months.lock()).await.map_err(|_| NoFile::Late)?;
        let files = match months.get(&month.first_day()) {
            Some(files) => Arc::clone(files),
            None => {
                let files = self.make_month(month).await?;
                months.put(month.first_day(), Arc::clone(&files));
                files
            }
        };
        let found = files.iter().find(|(of, _)| *of == file);
        found.map(|(_, content)| Arc::clone(content)).ok_or(NoFile::Unknown)
    }

    async fn make_month(&self, month: Month) -> Result<MonthFiles, NoFile> {
        let reading = months::listings_at(&*self.store, month);
        let listings = timeout(READING, reading).await.map_err(|_| NoFile::Late)??;
        let (publication, site) = (self.published.catalogue(), Arc::clone(&self.site));
        let listings = Arc::new(listings);
        let mut files = Vec::new();
        for file in DataFile::ALL.iter().copied().filter(|file| file.is_dated()) {
            let (listings, publication, site) = (Arc::clone(&listings), Arc::clone(&publication), Arc::clone(&site));
            let made = self.make(move || {
                content(file, &DataState::over(&listings, &publication.territory, month.first_day(), &site))
            });
            files.push((file, made.await?));
        }
        Ok(Arc::new(files))
    }

    async fn first_month(&self) -> Result<Option<Month>, StoreError> {
        let known = || self.first.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(month) = *known() {
            return Ok(Some(month));
        }
        let month = months::first_month(&*self.store).await?;
        *known() = month;
        Ok(month)
    }

    /// Finds out which months there are, for a page; where the database does not answer, it names none.
    pub async fn look_at_months(&self) {
        // Rows of the demonstration are in the journal until real listings replace it.
        if !self.published.catalogue().demonstration {
            let _ = timeout(LOOKING, self.first_month()).await;
        }
    }
}

impl OpenData for OpenDataFiles {
    fn made(&self) -> Vec<MadeFile> {
        let edition = self.edition();
        let made = |file: &DataFile| {
            let content = edition.file(*file).get()?;
            Some(MadeFile { file: *file, bytes: content.bytes.len(), sha256: content.sha256.clone() })
        };
        DataFile::ALL.iter().filter_map(made).collect()
    }

    fn months(&self) -> Vec<Month> {
        let first = *self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let mut months = Vec::new();
        let mut month = Month::of(self.clock.today());
        while first.is_some_and(|first| first <= month) {
            months.push(month);
            month = month.back(1);
        }
        months
    }
}

/// "services-2026-11.csv".
fn of_month(name: &str) -> Option<(DataFile, Month)> {
    let (stem, _) = name.split_once('.')?;
    let month = Month::parse(stem.get(stem.len().checked_sub(7)?..)?)?;
    let dated = |file: &&DataFile| file.is_dated() && file.dated(month) == name;
    DataFile::ALL.iter().find(dated).map(|file| (*file, month))
}

/// What a file of a state holds. Those that describe the others have no content of their own here.
fn content(file: DataFile, state: &DataState<'_>) -> Result<Content, DataError> {
    debug_assert!(!describes_others(file));
    let mut out = Vec::new();
    match file {
        DataFile::ServicesCsv => csv::write(&mut out, TableName::Services, state)?,
        DataFile::ServicesXlsx => xlsx::write(&mut out, state)?,
        DataFile::ServicesJson => json::write(&mut out, TableName::Services, state)?,
        DataFile::ServicesGeojson => geojson::write_services(&mut out, state)?,
        DataFile::ServicesParquet => parquet::write(&mut out, TableName::Services, state)?,
        DataFile::TariffsCsv => csv::write(&mut out, TableName::Tariffs, state)?,
        DataFile::TariffsJson => json::write(&mut out, TableName::Tariffs, state)?,
        DataFile::TariffsParquet => parquet::write(&mut out, TableName::Tariffs, state)?,
        DataFile::Zones => geojson::write_zones(&mut out, state)?,
        DataFile::DataInclusion => data_inclusion::write(&mut out, state)?,
        DataFile::DictionaryCsv => schema::write_dictionary_csv(&mut out)?,
        DataFile::DictionaryJson => schema::write_dictionary_json(&mut out)?,
        DataFile::Schema => schema::write_json_schema(&mut out, state)?,
        DataFile::TableSchema => schema::write_table_schema(&mut out, state)?,
        DataFile::Catalogue | DataFile::Checksums => {}
    }
    Content::of(file, out, state.licence_of(file))
}
