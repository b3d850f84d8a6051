//! Listings and their revisions, and everything that a publication needs, read at one moment.

use app::staff::unreadable::{RowKind, UnreadableRow};
use async_trait::async_trait;
use domain::Finess;
use domain::provider::listing::Listing;
use domain::values::closed_list::ClosedList;
use futures_util::StreamExt;
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row, Transaction};
use tokio::task::spawn_blocking;

use super::parameters::load_values;
use super::writing::{replace, write};
use super::{
    Db, DbConnection, DbRow, ROWS_A_STATEMENT, SqlStore, journal, number_key, places, text_key, unavailable, unreadable,
};
use crate::import::register::HabilitationHint;
use crate::storage::journal::ImportKind;
use crate::storage::{
    Authorship, ImportRecord, LastImports, Listed, ListingStore, RegisterSave, Revision, RevisionOrigin, Save,
    Snapshot, StoreError, Versioned,
};

/// The document of another listing stands in the row of one.
#[derive(Debug, thiserror::Error)]
#[error("the document of listing {0} is that of another")]
struct OtherDocument(String);

/// A listing from FINESS, version and document.
fn listing_row(row: &DbRow) -> Result<Versioned, StoreError> {
    let finess: &str = row.try_get(0)?;
    let listing: Listing = serde_json::from_str(row.try_get(2)?).map_err(unavailable)?;
    if listing.finess.as_str() != finess {
        return Err(unavailable(OtherDocument(finess.to_owned())));
    }
    Ok(Versioned { version: row.try_get::<i64, _>(1)? as u32, listing })
}

/// How many documents are read together: some milliseconds of work.
const DOCUMENTS: usize = 512;

/// Documents are read on other threads while the next rows come.
async fn load(reader: &mut DbConnection) -> Result<Listed<Versioned>, StoreError> {
    let rows = sqlx::query("select finess, version, document from listings order by finess").fetch(reader);
    let mut rows = rows.chunks(DOCUMENTS);
    let mut reading = Vec::new();
    while let Some(rows) = rows.next().await {
        let rows: Vec<DbRow> = rows.into_iter().collect::<Result<_, _>>()?;
        reading.push(spawn_blocking(move || Listed::read(&rows, RowKind::Listing, text_key(0), listing_row)));
    }
    let mut listed = Listed::default();
    for part in reading {
        let part = part.await.map_err(unavailable)?;
        listed.rows.extend(part.rows);
        listed.unreadable.extend(part.unreadable);
    }
    Ok(listed)
}

/// What goes with listings that were read in the same transaction.
async fn snapshot_of(reader: &mut DbConnection, listings: Listed<Versioned>) -> Result<Snapshot, StoreError> {
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

async fn load_generation(reader: &mut DbConnection) -> Result<u64, StoreError> {
    // The sum only grows: numbers are never given twice, and what replaces rows has greater ones.
    let number: i64 = sqlx::query_scalar(
        "select coalesce((select max(number) from revisions), 0)
              + coalesce((select max(number) from parameter_values), 0)
              + coalesce((select max(number) from outlines), 0)
              + coalesce((select max(number) from imports), 0)
              + (select count(*) from imports where undone_at is not null)",
    )
    .fetch_one(reader)
    .await?;
    Ok(number as u64)
}

/// The last file of each kind.
pub(super) async fn load_last_imports(
    reader: &mut DbConnection,
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
pub(super) async fn write_hints(
    transaction: &mut Transaction<'_, Db>,
    hints: &[(Finess, HabilitationHint)],
    register: Date,
) -> Result<(), StoreError> {
    sqlx::query("delete from habilitation_hints").execute(&mut **transaction).await?;
    for rows in hints.chunks(ROWS_A_STATEMENT) {
        let mut insert = QueryBuilder::<Db>::new("insert into habilitation_hints (finess, hint, register_date) ");
        insert.push_values(rows, |mut row, (finess, hint)| {
            row.push_bind(finess.to_string()).push_bind(hint.code()).push_bind(register.to_string());
        });
        insert.build().execute(&mut **transaction).await?;
    }
    Ok(())
}

#[async_trait]
impl ListingStore for SqlStore {
    async fn load_all(&self) -> Result<Listed<Versioned>, StoreError> {
        let mut reader = self.readers().acquire().await?;
        load(&mut reader).await
    }

    async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut transaction = self.begin_reading().await?;
        let listings = load(&mut transaction).await?;
        snapshot_of(&mut transaction, listings).await
    }

    async fn snapshot_since(&self, revision: u64) -> Result<Option<Snapshot>, StoreError> {
        let mut transaction = self.begin_reading().await?;
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
            .fetch_optional(&self.readers())
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
        let mut transaction = self.begin().await?;
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
        let mut transaction = self.begin().await?;
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
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Revision, journal::revision_key, journal::revision))
    }

    async fn list_origins(&self, of: Option<Finess>) -> Result<Listed<RevisionOrigin>, StoreError> {
        let rows = sqlx::query(
            "select finess, version, drafted_by, note
             from revision_origins
             where $1 = '' or finess = $1
             order by finess, version",
        )
        .bind(of.map(|finess| finess.to_string()).unwrap_or_default())
        .fetch_all(&self.readers())
        .await?;
        let origin = |row: &DbRow| {
            let finess: &str = row.try_get(0)?;
            Ok(RevisionOrigin {
                finess: finess.parse().map_err(|_| unavailable(OtherDocument(finess.to_owned())))?,
                version: row.try_get::<i64, _>(1)? as u32,
                drafted_by: row.try_get(2)?,
                note: row.try_get(3)?,
            })
        };
        Ok(Listed::read(&rows, RowKind::Origin, text_key(0), origin))
    }

    async fn last_imports(&self) -> Result<LastImports, StoreError> {
        let mut reader = self.readers().acquire().await?;
        load_last_imports(&mut reader, &mut Vec::new()).await
    }

    async fn find_hint(&self, finess: Finess) -> Result<Option<(HabilitationHint, Date)>, StoreError> {
        let row = sqlx::query("select hint, register_date from habilitation_hints where finess = $1")
            .bind(finess.to_string())
            .fetch_optional(&self.readers())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let code: &str = row.try_get(0)?;
        let hint = HabilitationHint::from_code(code).ok_or_else(|| unavailable(UnknownHint(code.to_owned())))?;
        Ok(Some((hint, row.try_get::<&str, _>(1)?.parse().map_err(unavailable)?)))
    }

    async fn save_register(&self, register: RegisterSave) -> Result<(), StoreError> {
        let RegisterSave { saves, authorship, record, replaces_demonstration, hints, date } = register;
        let mut transaction = self.begin().await?;
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
        let mut reader = self.readers().acquire().await?;
        load_generation(&mut reader).await
    }
}
