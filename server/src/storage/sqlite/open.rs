//! How the database is opened: to be written (made or migrated then) or to be read alone. An empty or a cut file is an error
//! and never a new database; whoever opens it holds a lock beside it, so that nobody restores under a running program.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::statements::journal::entry;
use super::{MIGRATIONS, SqliteStore};
use crate::storage::schema::Schema;
use crate::storage::{StoreError, unavailable};

/// How long another process may hold what this one waits for.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often, and how many times, an empty file is looked at again: someone may be making it at this moment.
const GLANCE: Duration = Duration::from_millis(50);
const GLANCES: u32 = 20;

/// Why a file is not opened, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("it is empty: if it should be, remove it and a new one is made; else restore a backup (`restore FILE`)")]
    Empty,
    #[error("it is truncated, {found} bytes of {stated}: restore a backup (`restore FILE`)")]
    Truncated { found: u64, stated: u64 },
    #[error("it is damaged, or no database: restore a backup (`restore FILE`)")]
    Damaged(#[source] sqlx::Error),
    #[error("it is a database of another program: choose another file")]
    Foreign,
    #[error("it is of an earlier version of this program: make a `backup`, then `serve` once to bring it up to date")]
    Older,
    #[error("it was written by a later version of this program: use that version, or restore an earlier backup")]
    Newer,
    #[error("it is being restored: try again when that is done")]
    Restoring,
    #[error("a program is using it: stop that program first")]
    InUse,
    #[error("it is in memory, or its file has no name: there is nothing to copy")]
    NoFile,
    #[error("its lock {0} cannot be taken")]
    Lock(PathBuf, #[source] io::Error),
}

impl From<FileError> for StoreError {
    fn from(cause: FileError) -> Self {
        unavailable(cause)
    }
}

/// A database by its URL: a file, or memory.
#[derive(Clone)]
pub struct Place {
    options: SqliteConnectOptions,
    file: Option<PathBuf>,
}

impl Place {
    /// # Errors
    /// The URL is not one of SQLite.
    pub fn of(url: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)?;
        let in_memory = url.contains(":memory:") || url.contains("mode=memory");
        let name = options.get_filename();
        let file = (!in_memory && !name.as_os_str().is_empty()).then(|| name.to_owned());
        Ok(Self { options, file })
    }

    /// A file by its path, whatever letters that has.
    pub fn at(file: &Path) -> Self {
        Self { options: SqliteConnectOptions::new().filename(file), file: Some(file.to_owned()) }
    }

    /// # Errors
    /// It is in memory.
    pub fn file(&self) -> Result<&Path, FileError> {
        self.file.as_deref().ok_or(FileError::NoFile)
    }

    /// Looks at the file before SQLite does. Never once a connection of this process has it open: closing a file gives up
    /// every lock that the process holds on it.
    async fn looked_at(&self) -> Result<(), StoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut glances = 0;
        while std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() == 0) {
            if glances == GLANCES {
                return Err(FileError::Empty.into());
            }
            glances += 1;
            tokio::time::sleep(GLANCE).await;
        }
        // What the log beside it holds may be what it lacks.
        let has_log = std::fs::metadata(beside(file, "-wal")).is_ok_and(|log| log.len() > 0);
        match stated_length(file) {
            Ok(Some((found, stated))) if found < stated && !has_log => {
                Err(FileError::Truncated { found, stated }.into())
            }
            // A file that is absent or cannot be read is for SQLite to name.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The lock that everyone who has the database open shares. None in memory.
    fn share(&self) -> Result<Option<Arc<File>>, StoreError> {
        let Some(file) = &self.file else { return Ok(None) };
        // A mistyped folder is for SQLite to name.
        if file.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Ok(None);
        }
        let lock = lock_file(file)?;
        match lock.try_lock_shared() {
            Ok(()) => Ok(Some(Arc::new(lock))),
            Err(TryLockError::WouldBlock) => Err(FileError::Restoring.into()),
            Err(TryLockError::Error(cause)) => Err(FileError::Lock(beside(file, "-lock"), cause).into()),
        }
    }

    /// The same where the lock is there already: who only reads writes nothing beside the file.
    fn share_if_there(&self) -> Result<Option<Arc<File>>, StoreError> {
        match &self.file {
            Some(file) if beside(file, "-lock").exists() => self.share(),
            Some(_) | None => Ok(None),
        }
    }

    /// The lock for one alone, until the file that is given back is dropped.
    ///
    /// # Errors
    /// Another program has the database open, or the lock cannot be made.
    pub fn hold_alone(&self) -> Result<File, FileError> {
        let file = self.file()?;
        let lock = lock_file(file)?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(FileError::InUse),
            Err(TryLockError::Error(cause)) => Err(FileError::Lock(beside(file, "-lock"), cause)),
        }
    }

    /// Writes what stands in the log into the file, and removes the log, which works for whoever has it open alone.
    ///
    /// # Errors
    /// Another program has it open, an older version of this one say; or it is damaged.
    pub async fn settle(&self) -> Result<(), FileError> {
        let options = self.options.clone().create_if_missing(false).busy_timeout(Duration::ZERO);
        let mut connection = SqliteConnection::connect_with(&options).await.map_err(in_words)?;
        let settled = sqlx::query_scalar::<_, String>("pragma journal_mode = delete").fetch_one(&mut connection).await;
        let closed = connection.close().await;
        match settled {
            Ok(mode) if mode == "delete" => closed.map_err(in_words),
            Ok(_) => Err(FileError::InUse),
            Err(cause) => Err(in_words(cause)),
        }
    }
}

/// `listings.sqlite` and `-wal` make `listings.sqlite-wal`.
pub fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn lock_file(file: &Path) -> Result<File, FileError> {
    let path = beside(file, "-lock");
    let made = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    // One that another account made may be read, which is enough to lock it.
    made.or_else(|cause| File::open(&path).map_err(|_| cause)).map_err(|cause| FileError::Lock(path, cause))
}

/// What a database of SQLite begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether a file begins as a database does. As `looked_at`, never beside a connection of this process.
pub(super) fn is_database(file: &Path) -> bool {
    let mut start = [0_u8; MAGIC.len()];
    File::open(file).and_then(|mut opened| opened.read_exact(&mut start)).is_ok() && start == MAGIC
}

/// Bytes found, and those that the header speaks of (SQLite's file format, 1.3). None where it says nothing certain.
fn stated_length(file: &Path) -> io::Result<Option<(u64, u64)>> {
    let mut opened = File::open(file)?;
    let found = opened.metadata()?.len();
    let mut header = [0_u8; 100];
    if let Err(cause) = opened.read_exact(&mut header) {
        let cut = cause.kind() == io::ErrorKind::UnexpectedEof;
        return if cut { Ok(Some((found, header.len() as u64))) } else { Err(cause) };
    }
    let word = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let certain = header.starts_with(MAGIC) && word(24) == word(92);
    Ok(certain.then(|| (found, u64::from(word(28)) * page)))
}

/// What SQLite says of a file, where the file is to blame.
fn in_words(cause: sqlx::Error) -> FileError {
    let code = cause.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok());
    // The first byte is the kind: 5 busy, 6 locked, of which more may follow.
    match code.map(|code| code & 0xff) {
        Some(5 | 6) => FileError::InUse,
        _ => FileError::Damaged(cause),
    }
}

/// The same for what may be no fault of the file.
fn opened(cause: sqlx::Error) -> StoreError {
    let code = cause.as_database_error().and_then(|error| error.code());
    match code.and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff) {
        // Damaged; not a database.
        Some(11 | 26) => FileError::Damaged(cause).into(),
        _ => cause.into(),
    }
}

/// Whether a database is from before there were seals: it has a journal, and its rows no place for one.
async fn is_before_seals(writer: &SqlitePool) -> Result<bool, StoreError> {
    let bare = sqlx::query_scalar(
        "select exists (select 1 from pragma_table_info('revisions'))
            and not exists (select 1 from pragma_table_info('revisions') where name = 'seal')",
    );
    Ok(bare.fetch_one(writer).await?)
}

/// Seals the rows of such a database, once: a row that lacks its seal later is for `check` to find.
async fn seal_all(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut transaction = writer.begin_with("begin immediate").await?;
    let rows = sqlx::query(
        "select number, finess, version, author, source, recorded_at, import_number, changes, seal
         from revisions
         order by number",
    )
    .fetch_all(&mut *transaction)
    .await?;
    let mut seal = String::new();
    for row in &rows {
        let entry = entry(row)?;
        seal = entry.seal_after(&seal);
        sqlx::query("update revisions set seal = $1 where number = $2")
            .bind(&seal)
            .bind(entry.number as i64)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn schema(pool: &SqlitePool) -> Result<Schema, StoreError> {
    let (tables, ours): (i64, i64) =
        sqlx::query_as("select count(*), coalesce(sum(name = '_sqlx_migrations'), 0) from sqlite_master")
            .fetch_one(pool)
            .await
            .map_err(opened)?;
    if ours == 0 {
        return Ok(Schema::of(tables, None, &MIGRATIONS));
    }
    let applied: Vec<i64> = sqlx::query_scalar("select version from _sqlx_migrations").fetch_all(pool).await?;
    Ok(Schema::of(tables, Some(&applied), &MIGRATIONS))
}

impl SqliteStore {
    /// Opens the database of a `sqlite:` URL to read and write, makes it if absent, and applies its migrations.
    ///
    /// # Errors
    /// `FileError` where the file is to blame: empty, truncated, of a later version, being restored.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_at(&Place::of(url)?).await
    }

    async fn open_at(place: &Place) -> Result<Self, StoreError> {
        let held = place.share()?;
        place.looked_at().await?;
        let was_there = place.file.as_ref().is_some_and(|file| file.exists());
        let options = place
            .options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        // A transaction that could be neither kept nor taken back, the disk being full, stays open in its connection.
        let writers = SqlitePoolOptions::new().max_connections(1).before_acquire(|connection, _| {
            let sound = !connection.is_in_transaction();
            Box::pin(async move { Ok(sound) })
        });
        let writer = writers.connect_with(options.clone()).await.map_err(opened)?;
        let mut found = schema(&writer).await?;
        for _ in 0..GLANCES {
            if !was_there || found != Schema::Nothing {
                break;
            }
            tokio::time::sleep(GLANCE).await;
            found = schema(&writer).await?;
        }
        match found {
            Schema::Nothing if was_there => return Err(FileError::Empty.into()),
            Schema::Foreign => return Err(FileError::Foreign.into()),
            Schema::Newer => return Err(FileError::Newer.into()),
            Schema::Nothing | Schema::Older | Schema::Same => {}
        }
        let before_seals = is_before_seals(&writer).await?;
        MIGRATIONS.run(&writer).await.map_err(|cause| match cause {
            MigrateError::VersionMissing(_) => FileError::Newer.into(),
            cause => unavailable(cause),
        })?;
        if before_seals {
            seal_all(&writer).await?;
        }
        let readers = SqlitePoolOptions::new().max_connections(4).connect_with(options.read_only(true)).await?;
        Ok(Self { readers, writer, held })
    }

    /// Opens a database that must be there, to read alone: nothing is made, migrated or changed.
    ///
    /// # Errors
    /// As `open`; `FileError::Older` too, since it is not brought up to date.
    pub async fn open_read_only(url: &str) -> Result<Self, StoreError> {
        let (store, found) = Self::open_any(&Place::of(url)?).await?;
        match found {
            Schema::Same => Ok(store),
            Schema::Nothing => Err(FileError::Empty.into()),
            Schema::Foreign => Err(FileError::Foreign.into()),
            Schema::Older => Err(FileError::Older.into()),
            Schema::Newer => Err(FileError::Newer.into()),
        }
    }

    /// The same of an earlier version too: all that can be done with it is to copy it.
    ///
    /// # Errors
    /// As `open`.
    pub async fn open_to_copy(place: &Place) -> Result<Copied, StoreError> {
        let (store, found) = Self::open_any(place).await?;
        match found {
            Schema::Same => Ok(Copied { store, is_current: true }),
            Schema::Older => Ok(Copied { store, is_current: false }),
            Schema::Nothing => Err(FileError::Empty.into()),
            Schema::Foreign => Err(FileError::Foreign.into()),
            Schema::Newer => Err(FileError::Newer.into()),
        }
    }

    async fn open_any(place: &Place) -> Result<(Self, Schema), StoreError> {
        let held = place.share_if_there()?;
        place.looked_at().await?;
        let options =
            place.options.clone().create_if_missing(false).read_only(true).foreign_keys(true).busy_timeout(PATIENCE);
        let readers = SqlitePoolOptions::new().max_connections(4).connect_with(options).await.map_err(opened)?;
        let found = schema(&readers).await?;
        Ok((Self { writer: readers.clone(), readers, held }, found))
    }
}

/// A database that was opened to be copied.
pub struct Copied {
    pub store: SqliteStore,
    /// Its tables are those of this program, and not of an earlier version.
    pub is_current: bool,
}
