//! The embedded database: SQLite with a write-ahead log, durable on every commit, one writer.

mod account_changes;
mod accounts;
mod backup;
mod dossiers;
mod drafts;
mod editing;
mod figures;
mod journal;
mod links;
mod open;
mod outbox;
mod places;
mod previews;
mod refusals;
mod reports;
mod watch;

use async_trait::async_trait;
use std::fs::File;
use std::sync::Arc;

use app::staff::unreadable::{RowKind, UnreadableRow};
use domain::Finess;
use domain::law::parameters::{Parameter, Published, State};
use domain::provider::listing::{Listing, Standing};
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, Transaction};

use crate::import::register::HabilitationHint;

pub use self::backup::{Backup, BackupError, dated, stale};
pub use self::open::{FileError, Place, beside};
use super::journal::{Entry, ImportKind};
use super::{
    Authorship, EnteredValue, ImportRecord, LastImports, Listed, ListingStore, ParameterStore, RegisterSave, Revision,
    RevisionOrigin, Save, Snapshot, StoreError, Versioned,
};

/// Migrations, embedded in the program.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");

/// Rows written by one statement: well under SQLite's 32 766 parameters.
const ROWS_A_STATEMENT: usize = 500;

#[derive(Clone)]
pub struct SqliteStore {
    readers: SqlitePool,
    /// Where the database was opened to be read alone, these are the readers.
    writer: SqlitePool,
    /// The lock that says that it is open; none in memory. Held as long as the store, and let go by the system where the
    /// process is killed.
    held: Option<Arc<File>>,
}

/// One row of `listings`, unparsed.
pub struct StoredRow {
    pub finess: String,
    /// Kind, standing and zone: must be those of the document.
    pub keys: Keys,
    pub document: String,
}

/// Key columns of a listing.
pub type Keys = (String, String, Option<String>);

/// The key columns that a listing must have.
pub fn keys(listing: &Listing) -> Keys {
    let standing = match listing.standing {
        Standing::Open => "open",
        Standing::ClosedSince(_) | Standing::ClosedByCity(_) => "closed",
    };
    let zone = listing.address.value().map(|address| address.zone.to_string());
    (listing.kind.code().to_owned(), standing.to_owned(), zone)
}

/// The key of a row that cannot be read, from its number.
fn number_key(column: usize) -> impl Fn(&SqliteRow) -> String {
    move |row| row.try_get::<i64, _>(column).map_or_else(|_| "?".to_owned(), |number| number.to_string())
}

/// The same from a text.
fn text_key(column: usize) -> impl Fn(&SqliteRow) -> String {
    move |row| row.try_get(column).unwrap_or_else(|_| "?".to_owned())
}

fn unavailable(cause: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unavailable(Box::new(cause))
}

impl From<sqlx::Error> for StoreError {
    fn from(cause: sqlx::Error) -> Self {
        unavailable(cause)
    }
}

impl SqliteStore {
    /// What the database says of its own integrity: empty when it is sound.
    pub async fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(&self.readers).await?;
        let foreign: i64 =
            sqlx::query_scalar("select count(*) from pragma_foreign_key_check").fetch_one(&self.readers).await?;
        let orphans: i64 = sqlx::query_scalar(
            "select count(*)
             from listings
             where not exists (
                 select 1 from revisions
                 where revisions.finess = listings.finess and revisions.version = listings.version
             )",
        )
        .fetch_one(&self.readers)
        .await?;
        // The numbers are given by the database, which remembers the last: rows that are gone from the end are missed.
        let cut: i64 = sqlx::query_scalar(
            "select coalesce((select seq from sqlite_sequence where name = 'revisions'), 0)
                  - coalesce((select max(number) from revisions), 0)",
        )
        .fetch_one(&self.readers)
        .await?;
        let mut wrong: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
        if cut > 0 {
            wrong.push(format!("the last {cut} entries of the journal are gone"));
        }
        if foreign > 0 {
            wrong.push(format!("{foreign} rows name an import that is not there"));
        }
        if orphans > 0 {
            wrong.push(format!("{orphans} listings have no revision for their version"));
        }
        Ok(wrong)
    }

    /// Every row as it is stored, unparsed: `check` names those that cannot be read.
    pub async fn rows(&self) -> Result<Vec<StoredRow>, StoreError> {
        let rows = sqlx::query("select finess, kind, standing, zone, document from listings order by finess")
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(StoredRow {
                    finess: row.try_get(0)?,
                    keys: (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?),
                    document: row.try_get(4)?,
                })
            })
            .collect()
    }

    /// Waits for running writes and closes the files.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        if let Some(held) = &self.held {
            // Let go with the last of those who hold it otherwise.
            let _ = held.unlock();
        }
    }
}

/// One row was asked for, and cannot be read.
fn unreadable(kind: RowKind, key: impl ToString, cause: StoreError) -> StoreError {
    StoreError::Unreadable { row: UnreadableRow::new(kind, key), cause: Box::new(cause) }
}

/// Writes within a transaction that began immediately.
async fn write(
    transaction: &mut Transaction<'_, Sqlite>,
    saves: Vec<Save>,
    authorship: &Authorship,
    import: Option<&ImportRecord>,
) -> Result<Option<u32>, StoreError> {
    let mut import_number = None;
    if let Some(import) = import {
        let number: i64 = sqlx::query_scalar("select coalesce(max(number), 0) + 1 from imports")
            .fetch_one(&mut **transaction)
            .await?;
        sqlx::query(
            "insert into imports (number, kind, file_name, file_date, author, recorded_at, counts)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(number)
        .bind(import.kind.code())
        .bind(&import.file_name)
        .bind(import.file_date.to_string())
        .bind(&authorship.author)
        .bind(authorship.recorded_at.to_string())
        .bind(serde_json::to_string(&import.counts).map_err(unavailable)?)
        .execute(&mut **transaction)
        .await?;
        import_number = Some(number);
    }
    let mut seal = journal::last_seal(transaction).await?;
    for rows in saves.chunks(ROWS_A_STATEMENT) {
        write_listings(transaction, rows).await?;
        let mut entries = Vec::with_capacity(rows.len());
        for save in rows {
            let mut entry = Entry {
                // Given by the database.
                number: 0,
                finess: save.listing.finess.to_string(),
                version: save.based_on.unwrap_or(0) + 1,
                author: authorship.author.clone(),
                source: authorship.source.code().to_owned(),
                recorded_at: authorship.recorded_at.to_string(),
                import_number: import_number.map(|number| number as u32),
                changes: serde_json::to_string(&save.changes).map_err(unavailable)?,
                seal: String::new(),
            };
            entry.seal = entry.seal_after(&seal);
            seal.clone_from(&entry.seal);
            entries.push(entry);
        }
        let mut insert = QueryBuilder::<Sqlite>::new(
            "insert into revisions (finess, version, author, source, recorded_at, import_number, changes, seal) ",
        );
        insert.push_values(entries, |mut row, entry| {
            row.push_bind(entry.finess)
                .push_bind(i64::from(entry.version))
                .push_bind(entry.author)
                .push_bind(entry.source)
                .push_bind(entry.recorded_at)
                .push_bind(entry.import_number.map(i64::from))
                .push_bind(entry.changes)
                .push_bind(entry.seal);
        });
        insert.build().execute(&mut **transaction).await?;
    }
    Ok(import_number.map(|number| number as u32))
}

/// Replaces the demonstration whole: as `ListingStore::replace_all`, within a transaction that began immediately.
async fn replace(
    transaction: &mut Transaction<'_, Sqlite>,
    saves: Vec<Save>,
    authorship: &Authorship,
    import: Option<&ImportRecord>,
) -> Result<Option<u32>, StoreError> {
    let real: bool = sqlx::query_scalar("select exists (select 1 from listings where finess not like '99%')")
        .fetch_one(&mut **transaction)
        .await?;
    if let (true, Some(first)) = (real, saves.first()) {
        return Err(StoreError::Conflict(first.listing.finess, 0));
    }
    for gone in [
        "delete from completeness",
        "delete from drafts",
        "delete from outbox",
        "delete from previews",
        "delete from provider_links",
        "delete from link_tokens",
        "delete from campaigns",
        "delete from refusals",
        "delete from refusal_days",
        "delete from part_days",
        "delete from revision_origins",
        "delete from revisions",
        "delete from listings",
    ] {
        sqlx::query(gone).execute(&mut **transaction).await?;
    }
    write(transaction, saves, authorship, import).await
}

/// New listings in one statement; each changed one only where its version is still the one it was based on.
async fn write_listings(transaction: &mut Transaction<'_, Sqlite>, saves: &[Save]) -> Result<(), StoreError> {
    let documents: Vec<String> =
        saves.iter().map(|save| serde_json::to_string(&save.listing).map_err(unavailable)).collect::<Result<_, _>>()?;
    let new: Vec<(&Save, &String)> = saves.iter().zip(&documents).filter(|(save, _)| save.based_on.is_none()).collect();
    if let Some((first, _)) = new.first() {
        let mut insert =
            QueryBuilder::<Sqlite>::new("insert into listings (finess, version, kind, standing, zone, document) ");
        insert.push_values(&new, |mut row, (save, document)| {
            let (kind, standing, zone) = keys(&save.listing);
            row.push_bind(save.listing.finess.to_string())
                .push_bind(1_i64)
                .push_bind(kind)
                .push_bind(standing)
                .push_bind(zone)
                .push_bind(document.as_str());
        });
        insert.push(" on conflict (finess) do nothing");
        let written = insert.build().execute(&mut **transaction).await?.rows_affected();
        if written != new.len() as u64 {
            return Err(StoreError::Conflict(first.listing.finess, 0));
        }
    }
    for (save, document) in saves.iter().zip(&documents) {
        let Some(based_on) = save.based_on else { continue };
        let (kind, standing, zone) = keys(&save.listing);
        let written = sqlx::query(
            "update listings
             set version = $1, kind = $2, standing = $3, zone = $4, document = $5
             where finess = $6 and version = $7",
        )
        .bind(i64::from(based_on) + 1)
        .bind(kind)
        .bind(standing)
        .bind(zone)
        .bind(document)
        .bind(save.listing.finess.to_string())
        .bind(i64::from(based_on))
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        if written != 1 {
            return Err(StoreError::Conflict(save.listing.finess, based_on));
        }
    }
    Ok(())
}

/// The document of another listing stands in the row of one.
#[derive(Debug, thiserror::Error)]
#[error("the document of listing {0} is that of another")]
struct OtherDocument(String);

/// A listing from FINESS, version and document.
fn listing_row(row: &SqliteRow) -> Result<Versioned, StoreError> {
    let finess: &str = row.try_get(0)?;
    let listing: Listing = serde_json::from_str(row.try_get(2)?).map_err(unavailable)?;
    if listing.finess.as_str() != finess {
        return Err(unavailable(OtherDocument(finess.to_owned())));
    }
    Ok(Versioned { version: row.try_get::<i64, _>(1)? as u32, listing })
}

async fn load(reader: &mut SqliteConnection) -> Result<Listed<Versioned>, StoreError> {
    let rows = sqlx::query("select finess, version, document from listings order by finess").fetch_all(reader).await?;
    Ok(Listed::read(&rows, RowKind::Listing, text_key(0), listing_row))
}

/// What goes with listings that were read in the same transaction.
async fn snapshot_of(reader: &mut SqliteConnection, listings: Listed<Versioned>) -> Result<Snapshot, StoreError> {
    let Listed { rows: listings, mut unreadable } = listings;
    let values = load_values(&mut *reader).await?.naming(&mut unreadable);
    let stored = places::load_outlines(&mut *reader).await?;
    unreadable.extend(stored.unreadable);
    let outlines = stored.outlines.map(|(outlines, _)| outlines);
    let imports = load_last_imports(&mut *reader, &mut unreadable).await?;
    let revision: i64 =
        sqlx::query_scalar("select coalesce(max(number), 0) from revisions").fetch_one(&mut *reader).await?;
    Ok(Snapshot {
        generation: load_generation(reader).await?,
        revision: revision as u64,
        listings,
        imports,
        values,
        outlines,
        unreadable,
    })
}

async fn load_generation(reader: &mut SqliteConnection) -> Result<u64, StoreError> {
    // The sum only grows: numbers are never given twice, and what replaces rows has greater ones.
    let number: i64 = sqlx::query_scalar(
        "select coalesce((select max(number) from revisions), 0)
              + coalesce((select max(number) from parameter_values), 0)
              + coalesce((select max(number) from outlines), 0)
              + coalesce((select max(number) from imports), 0)",
    )
    .fetch_one(reader)
    .await?;
    Ok(number as u64)
}

/// The last file of each kind.
async fn load_last_imports(
    reader: &mut SqliteConnection,
    unreadable: &mut Vec<UnreadableRow>,
) -> Result<LastImports, StoreError> {
    let rows = sqlx::query(
        "select file_name, file_date, counts, number, kind
         from imports
         where number in (select max(number) from imports where undone_at is null group by kind)
         order by number desc",
    )
    .fetch_all(reader)
    .await?;
    let read = Listed::read(&rows, RowKind::Import, number_key(3), |row| {
        let kind: &str = row.try_get(4)?;
        Ok(ImportRecord {
            kind: ImportKind::from_code(kind).ok_or_else(|| unavailable(UnknownImport(kind.to_owned())))?,
            file_name: row.try_get(0)?,
            file_date: row.try_get::<&str, _>(1)?.parse().map_err(unavailable)?,
            counts: serde_json::from_str(row.try_get(2)?).map_err(unavailable)?,
        })
    });
    let rows = read.naming(unreadable);
    let last = |kinds: &[ImportKind]| rows.iter().find(|own| kinds.contains(&own.kind)).cloned();
    Ok(LastImports {
        register: last(&[ImportKind::Register, ImportKind::Structures]),
        activities: last(&[ImportKind::Activities]),
        evaluations: last(&[ImportKind::Evaluations]),
    })
}

/// An import is stored of a kind that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("an import is stored of the unknown kind `{0}`")]
struct UnknownImport(String);

/// A hint is stored that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("the unknown hint `{0}` is stored")]
struct UnknownHint(String);

/// Replaces the hints of the habilitation within a transaction.
async fn write_hints(
    transaction: &mut Transaction<'_, Sqlite>,
    hints: &[(Finess, HabilitationHint)],
    register: Date,
) -> Result<(), StoreError> {
    sqlx::query("delete from habilitation_hints").execute(&mut **transaction).await?;
    for rows in hints.chunks(ROWS_A_STATEMENT) {
        let mut insert = QueryBuilder::<Sqlite>::new("insert into habilitation_hints (finess, hint, register_date) ");
        insert.push_values(rows, |mut row, (finess, hint)| {
            row.push_bind(finess.to_string()).push_bind(hint.code()).push_bind(register.to_string());
        });
        insert.build().execute(&mut **transaction).await?;
    }
    Ok(())
}

/// A value is stored for a parameter that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("a value is stored for the unknown parameter `{0}`")]
struct UnknownParameter(String);

async fn load_values(reader: &mut SqliteConnection) -> Result<Listed<EnteredValue>, StoreError> {
    let rows = sqlx::query(
        "select parameter, value, valid_from, valid_until, article, url, read_on, withdrawn, author, recorded_at, number,
             thousandths
         from parameter_values
         order by number",
    )
    .fetch_all(reader)
    .await?;
    Ok(Listed::read(&rows, RowKind::Value, number_key(10), value))
}

fn value(row: &SqliteRow) -> Result<EnteredValue, StoreError> {
    let code: &str = row.try_get(0)?;
    let until: Option<&str> = row.try_get(3)?;
    let published = Published {
        parameter: Parameter::from_code(code).ok_or_else(|| unavailable(UnknownParameter(code.to_owned())))?,
        value: match row.try_get::<Option<&str>, _>(1)? {
            Some(text) => number(text).map_err(unavailable)?,
            // Written by the program before, after the column was filled.
            None => Decimal::new(row.try_get(11)?, 3),
        },
        state: State::Entered,
        from: row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?,
        until: until.map(|until| until.parse().map_err(unavailable)).transpose()?,
        article: row.try_get::<String, _>(4)?.into(),
        url: row.try_get::<String, _>(5)?.into(),
        read: row.try_get::<&str, _>(6)?.parse().map_err(unavailable)?,
    };
    Ok(EnteredValue {
        published,
        withdrawn: row.try_get(7)?,
        author: row.try_get(8)?,
        recorded_at: row.try_get::<&str, _>(9)?.parse().map_err(unavailable)?,
    })
}

impl super::Store for SqliteStore {}

#[async_trait]
impl ParameterStore for SqliteStore {
    async fn list_values(&self) -> Result<Listed<EnteredValue>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        load_values(&mut reader).await
    }

    async fn add_value(&self, value: EnteredValue) -> Result<(), StoreError> {
        let published = &value.published;
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        sqlx::query(
            "insert into parameter_values
                 (parameter, value, valid_from, valid_until, article, url, read_on, withdrawn, author, recorded_at,
                  thousandths)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(published.parameter.code())
        .bind(published.value.to_string())
        .bind(published.from.to_string())
        .bind(published.until.map(|until| until.to_string()))
        .bind(published.article.as_ref())
        .bind(published.url.as_ref())
        .bind(published.read.to_string())
        .bind(value.withdrawn)
        .bind(&value.author)
        .bind(value.recorded_at.to_string())
        // The program before reads this column: never 0, which it refuses.
        .bind((published.value * Decimal::from(1000)).round().to_i64().unwrap_or(i64::MAX).max(1))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}

#[async_trait]
impl ListingStore for SqliteStore {
    async fn load_all(&self) -> Result<Listed<Versioned>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        load(&mut reader).await
    }

    async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut transaction = self.readers.begin().await?;
        let listings = load(&mut transaction).await?;
        snapshot_of(&mut transaction, listings).await
    }

    async fn snapshot_since(&self, revision: u64) -> Result<Option<Snapshot>, StoreError> {
        let mut transaction = self.readers.begin().await?;
        // Revisions are only ever added; what replaces all listings takes them all away first.
        let there: bool = sqlx::query_scalar("select exists (select 1 from revisions where number = $1)")
            .bind(revision as i64)
            .fetch_one(&mut *transaction)
            .await?;
        if !there {
            return Ok(None);
        }
        let rows = sqlx::query(
            "select finess, version, document
             from listings
             where finess in (select finess from revisions where number > $1)
             order by finess",
        )
        .bind(revision as i64)
        .fetch_all(&mut *transaction)
        .await?;
        let listings = Listed::read(&rows, RowKind::Listing, text_key(0), listing_row);
        snapshot_of(&mut transaction, listings).await.map(Some)
    }

    async fn find(&self, finess: Finess) -> Result<Option<Versioned>, StoreError> {
        let row = sqlx::query("select finess, version, document from listings where finess = $1")
            .bind(finess.to_string())
            .fetch_optional(&self.readers)
            .await?;
        let read = row.as_ref().map(listing_row).transpose();
        read.map_err(|cause| unreadable(RowKind::Listing, finess, cause))
    }

    async fn save(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let number = write(&mut transaction, saves, authorship, import).await?;
        transaction.commit().await?;
        Ok(number)
    }

    async fn replace_all(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let number = replace(&mut transaction, saves, authorship, import).await?;
        transaction.commit().await?;
        Ok(number)
    }

    async fn list_revisions(&self, finess: Finess) -> Result<Listed<Revision>, StoreError> {
        let rows = sqlx::query(
            "select finess, version, author, source, recorded_at, import_number, changes
             from revisions
             where finess = $1
             order by version",
        )
        .bind(finess.to_string())
        .fetch_all(&self.readers)
        .await?;
        Ok(Listed::read(&rows, RowKind::Revision, journal::revision_key, journal::revision))
    }

    async fn list_origins(&self, of: Option<Finess>) -> Result<Vec<RevisionOrigin>, StoreError> {
        let rows = sqlx::query(
            "select finess, version, drafted_by, note
             from revision_origins
             where $1 = '' or finess = $1
             order by finess, version",
        )
        .bind(of.map(|finess| finess.to_string()).unwrap_or_default())
        .fetch_all(&self.readers)
        .await?;
        let origin = |row: &SqliteRow| {
            let finess: &str = row.try_get(0)?;
            Ok(RevisionOrigin {
                finess: finess.parse().map_err(|_| unavailable(OtherDocument(finess.to_owned())))?,
                version: row.try_get::<i64, _>(1)? as u32,
                drafted_by: row.try_get(2)?,
                note: row.try_get(3)?,
            })
        };
        rows.iter().map(origin).collect()
    }

    async fn last_imports(&self) -> Result<LastImports, StoreError> {
        let mut reader = self.readers.acquire().await?;
        load_last_imports(&mut reader, &mut Vec::new()).await
    }

    async fn find_hint(&self, finess: Finess) -> Result<Option<(HabilitationHint, Date)>, StoreError> {
        let row = sqlx::query("select hint, register_date from habilitation_hints where finess = $1")
            .bind(finess.to_string())
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let code: &str = row.try_get(0)?;
        let hint = HabilitationHint::from_code(code).ok_or_else(|| unavailable(UnknownHint(code.to_owned())))?;
        Ok(Some((hint, row.try_get::<&str, _>(1)?.parse().map_err(unavailable)?)))
    }

    async fn save_register(&self, register: RegisterSave) -> Result<(), StoreError> {
        let RegisterSave { saves, authorship, record, replaces_demonstration, hints, date } = register;
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        if let Some(hints) = hints {
            write_hints(&mut transaction, &hints, date).await?;
        }
        match (record, replaces_demonstration) {
            (None, _) => {}
            (Some(record), true) => drop(replace(&mut transaction, saves, &authorship, Some(&record)).await?),
            (Some(record), false) => drop(write(&mut transaction, saves, &authorship, Some(&record)).await?),
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn generation(&self) -> Result<u64, StoreError> {
        let mut reader = self.readers.acquire().await?;
        load_generation(&mut reader).await
    }
}
