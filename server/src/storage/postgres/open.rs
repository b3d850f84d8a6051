//! How a database of PostgreSQL is opened: to be written, and brought up to date then, or to be read alone. It is never made here, and
//! another program's is refused.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::migrate::MigrateError;
use sqlx::postgres::PgPool;
use tokio::sync::Semaphore;

use super::members::{Following, Members};
use super::{MIGRATIONS, PostgresStore, WAITING_WRITERS};
use crate::storage::schema::Schema;
use crate::storage::{StoreError, unavailable};

/// How long a database that starts at the same time is waited for by who serves from it.
const STARTING: Duration = Duration::from_secs(10);

/// How long locks are waited for to bring the tables up to date.
const MIGRATING: Duration = Duration::from_secs(120);

/// Why a database is not opened, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error("it has no table yet: `serve`, `import` or `migrate` makes them")]
    Empty,
    #[error("it has the tables of another program: give this one an empty database")]
    Foreign,
    #[error("it is of an earlier version of this program: make a backup, then `serve` once to bring it up to date")]
    Older,
    #[error("it was written by a later version of this program: use that version")]
    Newer,
}

/// Whether a lock was waited for in vain.
fn is_locked(cause: &MigrateError) -> bool {
    match cause {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => {
            cause.as_database_error().and_then(|error| error.code()).as_deref() == Some("55P03")
        }
        _ => false,
    }
}

impl From<DatabaseError> for StoreError {
    fn from(cause: DatabaseError) -> Self {
        unavailable(cause)
    }
}

async fn schema(pool: &PgPool) -> Result<Schema, StoreError> {
    let (tables, ours): (i64, bool) = sqlx::query_as(
        "select count(*), coalesce(bool_or(tablename = '_sqlx_migrations'), false)
         from pg_tables
         where schemaname = current_schema()",
    )
    .fetch_one(pool)
    .await?;
    if !ours {
        return Ok(Schema::of(tables, None, &MIGRATIONS));
    }
    let applied: Vec<i64> = sqlx::query_scalar("select version from _sqlx_migrations").fetch_all(pool).await?;
    Ok(Schema::of(tables, Some(&applied), &MIGRATIONS))
}

impl PostgresStore {
    /// Opens a database to read and write, and applies its migrations. `urls`: `postgres://…`, the members of a replicated set with
    /// commas between them.
    ///
    /// # Errors
    /// `DatabaseError` where it is not one of this program; no member answers, or none takes writes.
    pub async fn open(urls: &str) -> Result<Self, StoreError> {
        let store = Self::connected(urls, STARTING).await?;
        match schema(&store.writer()).await? {
            Schema::Foreign => return Err(DatabaseError::Foreign.into()),
            Schema::Newer => return Err(DatabaseError::Newer.into()),
            Schema::Nothing | Schema::Older | Schema::Same => {}
        }
        let end = Instant::now() + MIGRATING;
        loop {
            match MIGRATIONS.run(&store.writer()).await {
                Ok(()) => return Ok(store),
                Err(MigrateError::VersionMissing(_)) => return Err(DatabaseError::Newer.into()),
                // Another program brings it up to date, or someone reads a table for long: whoever writes is not kept waiting.
                Err(cause) if is_locked(&cause) && Instant::now() < end => {
                    tracing::info!("waiting for a lock to migrate")
                }
                Err(cause) => return Err(unavailable(cause)),
            }
        }
    }

    /// Opens a database to read alone: nothing is made or changed.
    ///
    /// # Errors
    /// As `open`; `DatabaseError::Older` and `Empty` too.
    pub async fn open_read_only(urls: &str) -> Result<Self, StoreError> {
        let store = Self::connected(urls, Duration::ZERO).await?;
        match schema(&store.readers()).await? {
            Schema::Same => Ok(store),
            Schema::Nothing => Err(DatabaseError::Empty.into()),
            Schema::Foreign => Err(DatabaseError::Foreign.into()),
            Schema::Older => Err(DatabaseError::Older.into()),
            Schema::Newer => Err(DatabaseError::Newer.into()),
        }
    }

    async fn connected(urls: &str, patience: Duration) -> Result<Self, StoreError> {
        let following = Following::start(Members::of(urls)?, patience).await?;
        let waiting = Semaphore::new(WAITING_WRITERS).into();
        Ok(Self { following: following.into(), waiting, limits_cleaned: Arc::default() })
    }
}
