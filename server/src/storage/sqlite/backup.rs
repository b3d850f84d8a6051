//! Copies of the whole database: made while others write, checked before they count as made, and put back. A file of the
//! database that was copied by other means may lack what still stands in its `-wal`.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::Row;

use super::SqliteStore;
use super::open::{FileError, Place, beside, is_database};
use crate::storage::inspection::InspectionStore;
use crate::storage::journal::JournalStore;
use crate::storage::{Store, StoreError};

/// Rows of the journal read at a time.
const ROWS: u32 = 5_000;

/// Why a copy was not made or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0} is there already: choose another name")]
    Exists(PathBuf),
    #[error("another program is writing {0}")]
    BeingWritten(PathBuf),
    #[error("the copy is damaged, and was not kept: {0}")]
    Damaged(String),
    #[error("what the copy says does not hold together; --accept-problems puts it back all the same: {0}")]
    Problems(String),
    #[error("{0} is the database itself")]
    Itself(PathBuf),
    #[error("{0} has a name that SQLite cannot take")]
    Unnameable(PathBuf),
    #[error("{1} cannot be written or read: {0}")]
    File(#[source] io::Error, PathBuf),
    #[error(transparent)]
    NotOpened(#[from] FileError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn of_file(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    move |cause| BackupError::File(cause, path.to_owned())
}

/// A copy that was made and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub bytes: u64,
    /// Entries of the journal, and the seal of the last one: kept elsewhere, it tells a journal that was written anew.
    pub entries: u64,
    pub seal: String,
    /// What is wrong with what the database says, as it was copied: a seal that is broken, an entry that is gone.
    pub problems: Vec<String>,
}

/// A copy under way: a file beside the one that it will be, which nobody else writes meanwhile.
struct Partial {
    path: PathBuf,
    /// Locked; not closed before SQLite is done with the file.
    file: File,
}

impl Partial {
    /// One that a killed program left behind is written over.
    fn of(into: &Path) -> Result<Self, BackupError> {
        let path = beside(into, ".partial");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // Hashes of passwords and sessions are in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(of_file(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::BeingWritten(into.to_owned())),
            Err(TryLockError::Error(cause)) => return Err(BackupError::File(cause, path)),
        }
        file.set_len(0).map_err(of_file(&path))?;
        Ok(Self { path, file })
    }

    /// Copies a database as it is at one moment, what stands in its log included, and checks the copy.
    async fn fill(&self, from: &Place) -> Result<Backup, BackupError> {
        let source = SqliteStore::open_to_copy(from).await?.store;
        let name = self.path.to_str().ok_or_else(|| BackupError::Unnameable(self.path.clone()))?;
        let copied = sqlx::query("vacuum into $1").bind(name).execute(&source.readers).await;
        source.close().await;
        copied.map_err(StoreError::from)?;
        let copy = SqliteStore::open_to_copy(&Place::at(&self.path)).await?;
        let checked = checked(&copy.store, copy.is_current).await;
        copy.store.close().await;
        let (entries, seal, problems) = checked?;
        let bytes = self.file.metadata().map_err(of_file(&self.path))?.len();
        Ok(Backup { bytes, entries, seal, problems })
    }

    /// Its last name, once it is on the disk.
    fn put(self, into: &Path) -> Result<(), BackupError> {
        self.file.sync_all().map_err(of_file(&self.path))?;
        std::fs::rename(&self.path, into).map_err(of_file(into))?;
        let folder = match into.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            Some(_) | None => Path::new("."),
        };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(of_file(folder))
    }

    fn give_up(self) {
        // What cannot be removed is written over by the next one.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// What SQLite finds is an error; what the program finds in a database of its version is a list of problems.
async fn checked(copy: &SqliteStore, is_current: bool) -> Result<(u64, String, Vec<String>), BackupError> {
    let found: Vec<String> =
        sqlx::query_scalar("pragma integrity_check").fetch_all(&copy.readers).await.map_err(StoreError::from)?;
    let wrong: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
    if !wrong.is_empty() {
        return Err(BackupError::Damaged(wrong.join("; ")));
    }
    if !is_current {
        let entries: i64 = sqlx::query("select count(*) from revisions")
            .fetch_one(&copy.readers)
            .await
            .and_then(|row| row.try_get(0))
            .map_err(StoreError::from)?;
        return Ok((entries as u64, String::new(), Vec::new()));
    }
    let mut problems = copy.integrity().await?;
    let (mut entries, mut seal, mut last) = (0, String::new(), 0);
    loop {
        let rows = copy.list_entries(last, ROWS).await?;
        let Some(end) = rows.last() else { return Ok((entries, seal, problems)) };
        last = end.number;
        for entry in rows {
            if entry.seal != entry.seal_after(&seal) {
                problems.push(format!("entry {} of the journal ({}): its seal is broken", entry.number, entry.finess));
            }
            entries += 1;
            seal = entry.seal;
        }
    }
}

impl Backup {
    /// Copies a database into a new file. It may be written meanwhile: whatever was committed before is in the copy.
    ///
    /// # Errors
    /// The file is there, the database cannot be read, or the copy is damaged: nothing is left behind then.
    pub async fn make(from: &Place, into: &Path) -> Result<Self, BackupError> {
        if into.exists() {
            return Err(BackupError::Exists(into.to_owned()));
        }
        from.file()?;
        let partial = Partial::of(into)?;
        match partial.fill(from).await {
            Ok(made) => partial.put(into).map(|()| made),
            Err(error) => {
                partial.give_up();
                Err(error)
            }
        }
    }

    /// Puts a copy in the place of a database that no program has open. What was there stays under another name, which is
    /// given back. A copy with problems is put back only if they are accepted.
    ///
    /// # Errors
    /// A program has the database open, or the copy is damaged: nothing is changed then.
    pub async fn restore(
        from: &Path,
        to: &Place,
        now: Timestamp,
        accepts_problems: bool,
    ) -> Result<(Self, Option<PathBuf>), BackupError> {
        let file = to.file()?;
        let same = |path: &Path| std::fs::canonicalize(path).ok();
        if same(from).is_some_and(|from| same(file) == Some(from)) {
            return Err(BackupError::Itself(from.to_owned()));
        }
        // Until the end of this function.
        let _alone = to.hold_alone()?;
        let partial = Partial::of(file)?;
        let filled = match partial.fill(&Place::at(from)).await {
            Ok(copy) if !accepts_problems && !copy.problems.is_empty() => {
                Err(BackupError::Problems(copy.problems.join("; ")))
            }
            filled => filled,
        };
        let kept = match &filled {
            Ok(_) => set_aside(to, file, &partial, now).await,
            Err(_) => Ok(None),
        };
        match (filled, kept) {
            (Ok(copy), Ok(kept)) => partial.put(file).map(|()| (copy, kept)),
            (Err(error), _) | (_, Err(error)) => {
                partial.give_up();
                Err(error)
            }
        }
    }
}

/// Gives the present database a second name, with its log where that cannot be written into it, and the copy its owner
/// and its rights. Nothing is at the file's own name that the copy would be read together with afterwards.
async fn set_aside(
    place: &Place,
    file: &Path,
    partial: &Partial,
    now: Timestamp,
) -> Result<Option<PathBuf>, BackupError> {
    let (log, shared) = (beside(file, "-wal"), beside(file, "-shm"));
    let name = kept_before(file, now);
    if name.exists() {
        return Err(BackupError::Exists(name));
    }
    let mut is_kept = false;
    if let Ok(present) = std::fs::metadata(file) {
        // Where it is past reading, SQLite would take the log for nothing, and away.
        if is_database(file)
            && let Err(FileError::InUse) = place.settle().await
        {
            return Err(FileError::InUse.into());
        }
        like(&partial.file, &present).map_err(of_file(&partial.path))?;
        // Two names for one file, so that the database is never without one. Some file systems have no such names.
        std::fs::hard_link(file, &name).or_else(|_| std::fs::copy(file, &name).map(drop)).map_err(of_file(&name))?;
        is_kept = true;
    }
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        std::fs::rename(&log, beside(&name, "-wal")).map_err(of_file(&log))?;
        is_kept = true;
    }
    for rest in [log, shared] {
        match std::fs::remove_file(&rest) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(BackupError::File(cause, rest)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(is_kept.then_some(name))
}

/// Gives a file the rights of another and, where this account may, its owner.
fn like(file: &File, present: &std::fs::Metadata) -> io::Result<()> {
    let rights: Permissions = present.permissions();
    file.set_permissions(rights)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let made = file.metadata()?;
        if (made.uid(), made.gid()) != (present.uid(), present.gid()) {
            fchown(file, Some(present.uid()), Some(present.gid()))?;
        }
    }
    Ok(())
}

/// "20261128T140501Z"
fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The name under which a database stays that a copy takes the place of.
pub fn kept_before(file: &Path, at: Timestamp) -> PathBuf {
    beside(file, &format!(".before-restore-{}", stamp(at)))
}

/// The copies of a timer are named by their time, in UTC: in order of name they are in order of time.
pub fn dated(at: Timestamp) -> String {
    format!("quelleaideadom-{}.sqlite", stamp(at))
}

/// Of the names of a folder, the copies of a timer that are not among the newest so many. Nothing else is ever named.
pub fn stale(names: impl IntoIterator<Item = String>, keep: usize) -> Vec<String> {
    let mut copies: Vec<String> = names.into_iter().filter(|name| is_dated(name)).collect();
    copies.sort_unstable();
    copies.truncate(copies.len().saturating_sub(keep));
    copies
}

fn is_dated(name: &str) -> bool {
    let time = name.strip_prefix("quelleaideadom-").and_then(|rest| rest.strip_suffix("Z.sqlite"));
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    time.and_then(|time| time.split_once('T')).is_some_and(|(day, time)| digits(day, 8) && digits(time, 6))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{dated, stale};

    #[test]
    fn only_copies_of_the_timer_are_ever_removed_and_the_oldest_first() {
        let names = [
            "quelleaideadom-20261128T030000Z.sqlite",
            "quelleaideadom-20261126T030000Z.sqlite",
            "quelleaideadom-20261127T030000Z.sqlite",
            "quelleaideadom-20261125T030000Z.sqlite.partial",
            "quelleaideadom-before-the-move.sqlite",
            "quelleaideadom.sqlite",
            "notes.txt",
        ];
        let names = || names.into_iter().map(str::to_owned);
        assert_eq!(stale(names(), 2), ["quelleaideadom-20261126T030000Z.sqlite"]);
        assert_eq!(stale(names(), 3), [] as [&str; 0]);
        assert_eq!(stale(names().chain([dated(Timestamp::UNIX_EPOCH)]), 3), [dated(Timestamp::UNIX_EPOCH)]);
    }
}
