//! The embedded database: SQLite with a write-ahead log, durable on every commit, one writer.

mod backup;
mod open;
#[allow(clippy::duplicate_mod, reason = "one text of statements, compiled for each database")]
#[path = "../statements/mod.rs"]
mod statements;

use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteQueryResult, SqliteRow};
use sqlx::{Sqlite, Transaction};
use tokio::sync::watch;

pub use self::backup::{Backup, BackupError, dated, stale};
pub use self::open::{FileError, Place, beside};
use super::transfer::{ColumnKind, Table};
use super::watch::Changes;
use super::{LimitStore, Store, StoreError};

/// Migrations, embedded in the program.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");

/// How often the file is asked whether another process wrote to it. What is written is to be shown within one second,
/// building included.
const POLL: Duration = Duration::from_millis(500);

// What the statements are compiled with.
type Db = Sqlite;
type DbConnection = SqliteConnection;
type DbResult = SqliteQueryResult;
type DbRow = SqliteRow;
use SqliteStore as SqlStore;

#[derive(Clone)]
pub struct SqliteStore {
    readers: SqlitePool,
    /// Where the database was opened to be read alone, these are the readers.
    writer: SqlitePool,
    /// The lock that says that it is open; none in memory. Held as long as the store, and let go by the system where the
    /// process is killed.
    held: Option<Arc<File>>,
}

impl SqliteStore {
    fn readers(&self) -> SqlitePool {
        self.readers.clone()
    }

    fn writer(&self) -> SqlitePool {
        self.writer.clone()
    }

    /// A transaction that writes. It waits for its turn: there is one writer at a time.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }

    /// A transaction that reads the state of one moment.
    async fn begin_reading(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// What SQLite says of its own integrity.
    async fn damage(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(&self.readers).await?;
        let foreign: i64 =
            sqlx::query_scalar("select count(*) from pragma_foreign_key_check").fetch_one(&self.readers).await?;
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
        Ok(wrong)
    }

    /// The other end of a move may take its time.
    #[allow(clippy::unused_async)]
    async fn take_time(_: &mut Transaction<'_, Sqlite>) -> Result<(), StoreError> {
        Ok(())
    }

    /// Rows are written with the numbers that they have.
    const KEEPING_NUMBERS: &str = "";

    /// The tables of the program, with what each column takes.
    async fn tables(transaction: &mut Transaction<'_, Sqlite>) -> Result<Vec<Table>, StoreError> {
        let found: Vec<(String, String, String)> = sqlx::query_as(
            "select tables.name, columns.name, columns.type
             from sqlite_master as tables
             join pragma_table_info(tables.name) as columns
             where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name <> '_sqlx_migrations'
             order by tables.name, columns.name",
        )
        .fetch_all(&mut **transaction)
        .await?;
        Ok(Table::all(found, |kind| match kind {
            "TEXT" => Some(ColumnKind::Text),
            "INTEGER" => Some(ColumnKind::Whole),
            "BLOB" => Some(ColumnKind::Bytes),
            _ => None,
        })?)
    }

    /// The last number that each table gave.
    async fn last_numbers(transaction: &mut Transaction<'_, Sqlite>) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(sqlx::query_as("select name, seq from sqlite_sequence order by name").fetch_all(&mut **transaction).await?)
    }

    /// No number that was given is given again. That of the journal stays that of its last row: a greater one would mean that rows are gone.
    async fn give_numbers_after(
        transaction: &mut Transaction<'_, Sqlite>,
        numbers: &[(String, i64)],
    ) -> Result<(), StoreError> {
        for (table, number) in numbers.iter().filter(|(table, _)| table != "revisions") {
            let raised = sqlx::query("update sqlite_sequence set seq = max(seq, $1) where name = $2");
            let raised = raised.bind(number).bind(table).execute(&mut **transaction).await?;
            if raised.rows_affected() == 0 {
                sqlx::query("insert into sqlite_sequence (name, seq) values ($1, $2)")
                    .bind(table)
                    .bind(number)
                    .execute(&mut **transaction)
                    .await?;
            }
        }
        Ok(())
    }

    /// What is erased in this transaction is written over in the file.
    async fn erase_traces(transaction: &mut Transaction<'_, Sqlite>) -> Result<(), StoreError> {
        sqlx::query("pragma secure_delete = on").execute(&mut **transaction).await?;
        Ok(())
    }

    /// What was erased stands in the log of the database too, until it is emptied. Where someone reads at this moment that
    /// comes later, by itself.
    async fn traces_erased(&self) -> Result<(), StoreError> {
        sqlx::query("pragma wal_checkpoint(truncate)").execute(&self.writer).await?;
        Ok(())
    }
}

/// Says that what pages show was changed. Other processes ask the file: see `POLL`.
#[allow(clippy::unused_async)]
async fn announce(_: &mut Transaction<'_, Sqlite>) -> Result<(), StoreError> {
    Ok(())
}

#[async_trait]
impl Store for SqliteStore {
    fn changes(&self) -> Changes {
        // Nobody tells.
        Changes::of(watch::Sender::new(0).subscribe(), POLL)
    }

    /// One program serves from a file.
    fn leads(&self) -> bool {
        true
    }

    fn limits(&self) -> Option<Arc<dyn LimitStore>> {
        None
    }

    /// Waits for running writes and closes the files.
    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        if let Some(held) = &self.held {
            // Let go with the last of those who hold it otherwise.
            let _ = held.unlock();
        }
    }
}
