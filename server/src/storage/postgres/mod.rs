//! PostgreSQL, for several programs that serve one site: one server, or a replicated set of which one member takes writes.

mod limits;
mod members;
mod open;
#[allow(clippy::duplicate_mod, reason = "one text of statements, compiled for each database")]
#[path = "../statements/mod.rs"]
mod statements;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgQueryResult, PgRow};
use sqlx::{Postgres, Transaction};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use self::members::Following;
pub use self::members::servers;
pub use self::open::DatabaseError;
use super::transfer::{ColumnKind, Table};
use super::watch::Changes;
use super::{LimitStore, Store, StoreError, away, unavailable};

/// Migrations, embedded in the program.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// How long no change is heard of until the database is asked all the same.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// Transactions of one program that wait for their turn to write, each on a connection; the others wait without one.
const WAITING_WRITERS: usize = 4;

/// How long a transaction waits for one of these places. Once there, the server gives up for it: see `SESSION`.
const WRITER_PATIENCE: Duration = Duration::from_secs(5);

/// The channel on which programs tell each other that what pages show was changed.
const CHANNEL: &str = "quelleaideadom";

// What the statements are compiled with.
type Db = Postgres;
type DbConnection = PgConnection;
type DbResult = PgQueryResult;
type DbRow = PgRow;
use PostgresStore as SqlStore;

#[derive(Clone)]
pub struct PostgresStore {
    following: Arc<Following>,
    waiting: Arc<Semaphore>,
    /// When limits were last cleaned, in seconds since this program started.
    limits_cleaned: Arc<AtomicU64>,
}

impl PostgresStore {
    /// Whoever reads asks the member that takes writes too: what was written is read by whoever wrote it.
    fn readers(&self) -> PgPool {
        self.following.primary()
    }

    fn writer(&self) -> PgPool {
        self.following.primary()
    }

    /// A transaction that writes. It waits for its turn, over all programs: there is one writer at a time, as with SQLite, so that the
    /// numbers of a journal are in the order in which they are committed, and what is read in it is the last word.
    async fn begin(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let place = timeout(WRITER_PATIENCE, Arc::clone(&self.waiting).acquire_owned()).await;
        let place = place.map_err(away)?.map_err(away)?;
        let pool = self.writer();
        // In a task: where it is not waited for any more, what was begun is still taken back by its transaction.
        let begun = tokio::spawn(async move {
            let mut transaction = pool.begin().await?;
            // That of whoever leads has another number: see `members`.
            sqlx::query("select pg_advisory_xact_lock(7520001)").execute(&mut *transaction).await?;
            drop(place);
            Ok::<_, sqlx::Error>(transaction)
        });
        Ok(begun.await.map_err(unavailable)??)
    }

    /// A transaction that reads the state of one moment.
    async fn begin_reading(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let pool = self.readers();
        // In a task, as `begin`.
        let begun =
            tokio::spawn(async move { pool.begin_with("begin isolation level repeatable read read only").await });
        Ok(begun.await.map_err(unavailable)??)
    }

    /// What PostgreSQL knows to be wrong: constraints that were never validated, indexes that are not whole. Its pages are read by
    /// `pg_amcheck` and checksums, its numbers skip what was rolled back: a journal that was cut at its end shows in the listings whose entry
    /// is gone, and in the last seal.
    async fn damage(&self) -> Result<Vec<String>, StoreError> {
        let wrong = sqlx::query_scalar(
            "select 'the constraint ' || conname || ' does not hold'
             from pg_constraint
             where not convalidated and connamespace = current_schema()::regnamespace
             union all
             select 'the index ' || indexrelid::regclass || ' is not whole'
             from pg_index
             join pg_class on pg_class.oid = pg_index.indexrelid
             where not indisvalid and relnamespace = current_schema()::regnamespace
             order by 1",
        );
        Ok(wrong.fetch_all(&self.readers()).await?)
    }

    /// The other end of a move may take its time.
    async fn take_time(transaction: &mut Transaction<'_, Postgres>) -> Result<(), StoreError> {
        for setting in ["set local idle_in_transaction_session_timeout = 0", "set local tcp_user_timeout = 0"] {
            sqlx::query(setting).execute(&mut **transaction).await?;
        }
        Ok(())
    }

    /// Rows are written with the numbers that they have.
    const KEEPING_NUMBERS: &str = "overriding system value";

    /// The tables of the program, with what each column takes. The limits are nobody's record.
    async fn tables(transaction: &mut Transaction<'_, Postgres>) -> Result<Vec<Table>, StoreError> {
        let found: Vec<(String, String, String)> = sqlx::query_as(
            "select table_name::text, column_name::text, data_type::text
             from information_schema.columns
             join pg_tables on schemaname = table_schema and tablename = table_name
             where table_schema = current_schema() and table_name not in ('_sqlx_migrations', 'limits')
             order by table_name::text collate \"C\", column_name::text collate \"C\"",
        )
        .fetch_all(&mut **transaction)
        .await?;
        Ok(Table::all(found, |kind| match kind {
            "text" => Some(ColumnKind::Text),
            "bigint" => Some(ColumnKind::Whole),
            "boolean" => Some(ColumnKind::Truth),
            "bytea" => Some(ColumnKind::Bytes),
            _ => None,
        })?)
    }

    /// The last number that each table gave, with the sequence that gives them.
    async fn sequences(transaction: &mut Transaction<'_, Postgres>) -> Result<Vec<(String, String, i64)>, StoreError> {
        let found = sqlx::query_as(
            "select table_name::text, pg_get_serial_sequence(quote_ident(table_name), column_name),
                    coalesce(pg_sequence_last_value(pg_get_serial_sequence(quote_ident(table_name), column_name)::regclass), 0)
             from information_schema.columns
             where table_schema = current_schema() and is_identity = 'YES'
             order by 1",
        );
        Ok(found.fetch_all(&mut **transaction).await?)
    }

    async fn last_numbers(transaction: &mut Transaction<'_, Postgres>) -> Result<Vec<(String, i64)>, StoreError> {
        let sequences = Self::sequences(transaction).await?;
        Ok(sequences.into_iter().map(|(table, _, number)| (table, number)).collect())
    }

    /// No number that was given is given again.
    async fn give_numbers_after(
        transaction: &mut Transaction<'_, Postgres>,
        numbers: &[(String, i64)],
    ) -> Result<(), StoreError> {
        for (table, sequence, _) in Self::sequences(transaction).await? {
            let given = numbers.iter().find(|(name, _)| *name == table).map_or(0, |(_, number)| *number);
            if given > 0 {
                sqlx::query("select setval($1::regclass, $2)")
                    .bind(sequence)
                    .bind(given)
                    .execute(&mut **transaction)
                    .await?;
            }
        }
        Ok(())
    }

    /// Nothing to do here: `traces_erased`.
    #[allow(clippy::unused_async)]
    async fn erase_traces(_: &mut Transaction<'_, Postgres>) -> Result<(), StoreError> {
        Ok(())
    }

    /// The row as it was is given back to the table, where later rows take its place, once nobody reads at an earlier moment. It
    /// stays in the archive of the log and in backups for as long as these are kept.
    async fn traces_erased(&self) -> Result<(), StoreError> {
        if let Err(error) = sqlx::query("vacuum reports").execute(&self.writer()).await {
            // The text is erased; the server does the rest by itself, later.
            tracing::warn!(%error, "the table of reports was not cleaned at once");
        }
        Ok(())
    }
}

/// Says to every program that what pages show was changed, once it is committed.
async fn announce(transaction: &mut Transaction<'_, Postgres>) -> Result<(), StoreError> {
    sqlx::query("select pg_notify($1, '')").bind(CHANNEL).execute(&mut **transaction).await?;
    Ok(())
}

#[async_trait]
impl Store for PostgresStore {
    fn changes(&self) -> Changes {
        Changes::of(self.following.changes(), POLL_INTERVAL)
    }

    fn leads(&self) -> bool {
        self.following.leads()
    }

    fn limits(&self) -> Option<Arc<dyn LimitStore>> {
        Some(Arc::new(self.clone()))
    }

    async fn close(&self) {
        self.following.end().await;
    }
}
