//! Listings being written with their revisions, within a transaction of whoever writes.

use domain::values::closed_list::ClosedList;
use sqlx::{QueryBuilder, Transaction};
use tokio::join;

use super::{Db, ROWS_A_STATEMENT, announce, journal, unavailable};
use crate::storage::inspection::keys;
use crate::storage::journal::Entry;
use crate::storage::{Authorship, ImportRecord, Save, StoreError};

/// Writes within a transaction that began immediately.
pub(super) async fn write(
    transaction: &mut Transaction<'_, Db>,
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
    let mut batches =
        saves.chunks(ROWS_A_STATEMENT).map(|saves| Batch::of(saves, authorship, import_number, &mut seal));
    let mut next = batches.next().transpose()?;
    while let Some(batch) = next {
        // The following one is made while the database writes this one.
        let (written, following) = join!(batch.write(transaction), async { batches.next().transpose() });
        written?;
        next = following?;
    }
    announce(transaction).await?;
    Ok(import_number.map(|number| number as u32))
}

/// Listings that are written in one statement, and their entries of the journal in another.
struct Batch<'a> {
    saves: &'a [Save],
    documents: Vec<String>,
    entries: Vec<Entry>,
}

impl<'a> Batch<'a> {
    /// `seal`: that of the entry before, then that of the last of these.
    fn of(
        saves: &'a [Save],
        authorship: &Authorship,
        import_number: Option<i64>,
        seal: &mut String,
    ) -> Result<Self, StoreError> {
        let mut documents = Vec::with_capacity(saves.len());
        let mut entries = Vec::with_capacity(saves.len());
        for save in saves {
            documents.push(serde_json::to_string(&save.listing).map_err(unavailable)?);
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
            entry.seal = entry.seal_after(seal);
            seal.clone_from(&entry.seal);
            entries.push(entry);
        }
        Ok(Self { saves, documents, entries })
    }

    async fn write(self, transaction: &mut Transaction<'_, Db>) -> Result<(), StoreError> {
        write_listings(transaction, self.saves, &self.documents).await?;
        let mut insert = QueryBuilder::<Db>::new(
            "insert into revisions (finess, version, author, source, recorded_at, import_number, changes, seal) ",
        );
        insert.push_values(self.entries, |mut row, entry| {
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
        Ok(())
    }
}

/// Replaces the demonstration whole: as `ListingStore::replace_all`, within a transaction that began immediately.
pub(super) async fn replace(
    transaction: &mut Transaction<'_, Db>,
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
        "delete from dismissed_findings",
        "delete from drafts",
        "delete from outbox",
        "delete from previews",
        "delete from provider_links",
        "delete from link_tokens",
        "delete from campaigns",
        "delete from refusals",
        "delete from refusal_days",
        "delete from returned_drafts",
        "delete from typed_forms",
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
async fn write_listings(
    transaction: &mut Transaction<'_, Db>,
    saves: &[Save],
    documents: &[String],
) -> Result<(), StoreError> {
    let new: Vec<(&Save, &String)> = saves.iter().zip(documents).filter(|(save, _)| save.based_on.is_none()).collect();
    if let Some((first, _)) = new.first() {
        let mut insert =
            QueryBuilder::<Db>::new("insert into listings (finess, version, kind, standing, zone, document) ");
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
    for (save, document) in saves.iter().zip(documents) {
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
