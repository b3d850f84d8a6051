//! The dossiers of services.

use app::staff::dossier::ContactMeans;
use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::Finess;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use sqlx::Row;

use super::{DbRow, SqlStore, number_key, text_key, unavailable};
use crate::storage::dossiers::{
    Contact, DossierEntry, DossierStore, File, FileContent, KeptFile, MEDIA_TYPES, NewFile, Note, Reminder, Signature,
    StoredDossier,
};
use crate::storage::{Listed, StoreError};

/// A line of a dossier is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("a line of a dossier is stored in a form this program cannot read")]
struct UnreadableLine;

fn unreadable() -> StoreError {
    unavailable(UnreadableLine)
}

/// Who wrote a row, from two of its columns.
fn signature(row: &DbRow, author: usize) -> Result<Signature, StoreError> {
    let at = row.try_get::<&str, _>(author + 1)?.parse().map_err(unavailable)?;
    Ok(Signature { author: row.try_get(author)?, at })
}

fn day(row: &DbRow, column: usize) -> Result<Date, StoreError> {
    row.try_get::<&str, _>(column)?.parse().map_err(unavailable)
}

fn finess(row: &DbRow, column: usize) -> Result<Finess, StoreError> {
    row.try_get::<&str, _>(column)?.parse().map_err(|_| unreadable())
}

/// A reminder from number, FINESS, day, reason, author and time.
fn reminder(row: &DbRow) -> Result<Reminder, StoreError> {
    Ok(Reminder {
        number: row.try_get::<i64, _>(0)? as u32,
        finess: finess(row, 1)?,
        due: day(row, 2)?,
        why: row.try_get(3)?,
        by: signature(row, 4)?,
    })
}

/// A contact from number, day, means, whom, what, author and time.
fn contact(row: &DbRow) -> Result<Contact, StoreError> {
    Ok(Contact {
        day: day(row, 1)?,
        means: ContactMeans::from_code(row.try_get(2)?).ok_or_else(unreadable)?,
        with: row.try_get(3)?,
        what: row.try_get(4)?,
        by: signature(row, 5)?,
    })
}

/// A note from number, text, author and time.
fn note(row: &DbRow) -> Result<Note, StoreError> {
    Ok(Note { text: row.try_get(1)?, by: signature(row, 2)? })
}

/// A file from number, FINESS, part, name, type, size, author, time, and who removed it when.
fn file(row: &DbRow) -> Result<File, StoreError> {
    let media_type: &str = row.try_get(4)?;
    let removed_by: Option<&str> = row.try_get(8)?;
    Ok(File {
        number: row.try_get::<i64, _>(0)? as u32,
        finess: finess(row, 1)?,
        part: ListingPart::from_code(row.try_get(2)?).ok_or_else(unreadable)?,
        name: row.try_get(3)?,
        media_type: MEDIA_TYPES.into_iter().find(|known| known.0 == media_type).ok_or_else(unreadable)?,
        bytes: row.try_get::<i64, _>(5)? as u64,
        by: signature(row, 6)?,
        removed: removed_by.map(|_| signature(row, 8)).transpose()?,
    })
}

/// Where the bytes of a file are, from two columns.
fn content(row: &DbRow, column: usize) -> Result<FileContent, StoreError> {
    let (bytes, kept_as): (Option<Vec<u8>>, Option<String>) = (row.try_get(column)?, row.try_get(column + 1)?);
    bytes.map(FileContent::Bytes).or(kept_as.map(FileContent::KeptAs)).ok_or_else(unreadable)
}

#[async_trait]
impl DossierStore for SqlStore {
    async fn load_dossier(&self, finess: Finess) -> Result<StoredDossier, StoreError> {
        let key = finess.to_string();
        let mut reader = self.begin_reading().await?;
        let assigned = sqlx::query(
            "select number, account, recorded_at
             from assignments
             where number = (select max(number) from assignments where finess = $1) and account is not null",
        );
        let assigned = assigned.bind(&key).fetch_all(&mut *reader).await?;
        let reminders = sqlx::query(
            "select number, finess, due_on, why, author, recorded_at
             from reminders
             where finess = $1 and done_at is null
             order by due_on, number",
        );
        let reminders = reminders.bind(&key).fetch_all(&mut *reader).await?;
        let contacts = sqlx::query(
            "select number, contacted_on, means, contacted, content, author, recorded_at
             from contacts
             where finess = $1
             order by contacted_on desc, number desc",
        );
        let contacts = contacts.bind(&key).fetch_all(&mut *reader).await?;
        let notes = sqlx::query(
            "select number, content, author, recorded_at
             from notes
             where finess = $1
             order by number desc",
        );
        let notes = notes.bind(&key).fetch_all(&mut *reader).await?;
        let files = sqlx::query(
            "select number, finess, part, file_name, media_type, bytes, author, recorded_at, removed_by, removed_at
             from evidence
             where finess = $1
             order by number desc",
        );
        let files = files.bind(&key).fetch_all(&mut *reader).await?;
        Ok(StoredDossier {
            assigned: Listed::read(&assigned, RowKind::Assignment, number_key(0), |row| {
                let by = signature(row, 1)?;
                Ok((by.author, by.at))
            }),
            reminders: Listed::read(&reminders, RowKind::Reminder, number_key(0), reminder),
            contacts: Listed::read(&contacts, RowKind::Contact, number_key(0), contact),
            notes: Listed::read(&notes, RowKind::Note, number_key(0), note),
            files: Listed::read(&files, RowKind::File, number_key(0), file),
        })
    }

    async fn add_to_dossier(&self, finess: Finess, entry: &DossierEntry, by: &Signature) -> Result<(), StoreError> {
        let (key, at) = (finess.to_string(), by.at.to_string());
        let insert = match entry {
            DossierEntry::Assignment(account) => {
                let insert = "insert into assignments (finess, author, recorded_at, account) values ($1, $2, $3, $4)";
                sqlx::query(insert).bind(key).bind(&by.author).bind(at).bind(account.as_deref())
            }
            DossierEntry::Reminder { due, why } => {
                let insert = "insert into reminders (finess, author, recorded_at, due_on, why)
                              values ($1, $2, $3, $4, $5)";
                sqlx::query(insert).bind(key).bind(&by.author).bind(at).bind(due.to_string()).bind(why)
            }
            DossierEntry::Contact { day, means, with, what } => {
                let insert =
                    "insert into contacts (finess, author, recorded_at, contacted_on, means, contacted, content)
                     values ($1, $2, $3, $4, $5, $6, $7)";
                let insert = sqlx::query(insert).bind(key).bind(&by.author).bind(at);
                insert.bind(day.to_string()).bind(means.code()).bind(with).bind(what)
            }
            DossierEntry::Note(text) => {
                let insert = "insert into notes (finess, author, recorded_at, content) values ($1, $2, $3, $4)";
                sqlx::query(insert).bind(key).bind(&by.author).bind(at).bind(text)
            }
        };
        insert.execute(&self.writer()).await?;
        Ok(())
    }

    async fn list_dossiers(&self) -> Result<Listed<Finess>, StoreError> {
        let rows = sqlx::query(
            "select finess from assignments
             union select finess from reminders
             union select finess from contacts
             union select finess from notes
             union select finess from evidence
             order by finess",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Dossier, text_key(0), |row| finess(row, 0)))
    }

    async fn list_reminders(&self) -> Result<Listed<Reminder>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, due_on, why, author, recorded_at
             from reminders
             where done_at is null
             order by due_on, number",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Reminder, number_key(0), reminder))
    }

    async fn count_due_reminders(&self, today: Date) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar("select count(*) from reminders where done_at is null and due_on <= $1")
            .bind(today.to_string())
            .fetch_one(&self.readers())
            .await?;
        Ok(count as u32)
    }

    async fn end_reminder(&self, number: u32, by: &Signature) -> Result<bool, StoreError> {
        let ended =
            sqlx::query("update reminders set done_by = $1, done_at = $2 where number = $3 and done_at is null")
                .bind(&by.author)
                .bind(by.at.to_string())
                .bind(i64::from(number))
                .execute(&self.writer())
                .await?;
        Ok(ended.rows_affected() == 1)
    }

    async fn add_file(&self, file: &NewFile, most: u32) -> Result<Option<u32>, StoreError> {
        let (bytes, kept_as) = match &file.content {
            FileContent::Bytes(bytes) => (Some(bytes.as_slice()), None),
            FileContent::KeptAs(name) => (None, Some(name.as_str())),
        };
        let mut transaction = self.begin().await?;
        let number: Option<i64> = sqlx::query_scalar(
            "insert into evidence
                 (finess, part, file_name, media_type, bytes, content, kept_as, author, recorded_at)
             select $1, $2, $3, $4, $5, $6, $7, $8, $9
             where (select count(*) from evidence where finess = $1 and removed_at is null) < $10
             returning number",
        )
        .bind(file.finess.to_string())
        .bind(file.part.code())
        .bind(&file.name)
        .bind(file.media_type.0)
        .bind(file.bytes as i64)
        .bind(bytes)
        .bind(kept_as)
        .bind(&file.by.author)
        .bind(file.by.at.to_string())
        .bind(i64::from(most))
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(number.map(|number| number as u32))
    }

    async fn find_file(&self, number: u32) -> Result<Option<(File, FileContent)>, StoreError> {
        let row = sqlx::query(
            "select number, finess, part, file_name, media_type, bytes, author, recorded_at, removed_by, removed_at,
                 content, kept_as
             from evidence
             where number = $1 and removed_at is null",
        )
        .bind(i64::from(number))
        .fetch_optional(&self.readers())
        .await?;
        row.map(|row| Ok((file(&row)?, content(&row, 10)?))).transpose()
    }

    async fn list_kept_files(&self) -> Result<Vec<KeptFile>, StoreError> {
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(
            "select number, kept_as, bytes
             from evidence
             where kept_as is not null
             order by number",
        )
        .fetch_all(&self.readers())
        .await?;
        let kept = |(number, name, bytes)| KeptFile { number: number as u32, name, bytes: bytes as u64 };
        Ok(rows.into_iter().map(kept).collect())
    }

    async fn remove_file(
        &self,
        finess: Finess,
        number: u32,
        by: &Signature,
    ) -> Result<Option<FileContent>, StoreError> {
        let mut transaction = self.begin().await?;
        let row = sqlx::query(
            "select content, kept_as
             from evidence
             where number = $1 and finess = $2 and removed_at is null",
        )
        .bind(i64::from(number))
        .bind(finess.to_string())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let was = content(&row, 0)?;
        sqlx::query(
            "update evidence
             set content = null, kept_as = null, removed_by = $1, removed_at = $2
             where number = $3",
        )
        .bind(&by.author)
        .bind(by.at.to_string())
        .bind(i64::from(number))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(was))
    }
}
