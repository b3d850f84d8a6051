//! The folder of the files that staff attach to services, where the settings name one: copied and put back with the
//! database, and compared with it.

use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Args;

use crate::storage::Store;
use crate::storage::dossiers::{DossierStore, FilePlace, KeptFile};
use crate::storage::sqlite::{Place, SqliteStore, beside};

/// For so long after it was written a file may still be on its way into the database.
const BEING_ATTACHED: Duration = Duration::from_secs(3_600);

#[derive(Args)]
pub(super) struct FilesOption {
    /// Folder in which the files that staff attach to a service are kept, in place of the database. `backup`, `restore` and
    /// `check` need it too.
    #[arg(long, value_name = "FOLDER", env = "QUELLEAIDEADOM_FILES_FOLDER")]
    files_folder: Option<PathBuf>,
}

/// What was copied, and what could not be, in words.
pub(super) struct Copied {
    pub count: usize,
    pub problems: Vec<String>,
}

impl FilesOption {
    /// Where files are kept: in a folder that is there, or in the database.
    pub fn place(&self) -> anyhow::Result<FilePlace> {
        let Some(folder) = &self.files_folder else { return Ok(FilePlace::Database) };
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot keep files in {}: choose another --files-folder", folder.display()))?;
        Ok(FilePlace::Folder(folder.clone()))
    }

    /// Copies the files that a copy of the database names beside it.
    pub async fn save(&self, copy: &Path) -> anyhow::Result<Copied> {
        let beside = folder_beside(copy);
        self.carry(copy, |folder| (folder.to_owned(), beside)).await
    }

    /// Puts the files that a copy of the database names back into the folder. Those that are there stay.
    pub async fn restore(&self, copy: &Path) -> anyhow::Result<Copied> {
        let beside = folder_beside(copy);
        self.carry(copy, |folder| (beside, folder.to_owned())).await
    }

    /// `ends`: from which folder and into which, by the folder of the settings.
    async fn carry(&self, copy: &Path, ends: impl FnOnce(&Path) -> (PathBuf, PathBuf)) -> anyhow::Result<Copied> {
        let named = named_by(copy).await?;
        let mut copied = Copied { count: 0, problems: Vec::new() };
        if named.is_empty() {
            return Ok(copied);
        }
        let Some(folder) = &self.files_folder else {
            let count = named.len();
            copied
                .problems
                .push(format!("{count} files are in a folder that --files-folder does not name: they are not copied"));
            return Ok(copied);
        };
        let (from, into) = ends(folder);
        std::fs::create_dir_all(&into).with_context(|| format!("cannot write into {}", into.display()))?;
        for file in named {
            let (source, target) = (from.join(&file.name), into.join(&file.name));
            if target.exists() {
                copied.count += 1;
                continue;
            }
            match put(&source, &target) {
                Ok(()) => copied.count += 1,
                Err(error) => copied.problems.push(format!(
                    "file {} is not copied: {} cannot be read, or {} written: {error}",
                    file.number,
                    source.display(),
                    target.display()
                )),
            }
        }
        Ok(copied)
    }

    /// What is wrong between the database and the folder, a line each.
    pub async fn problems(&self, store: &dyn Store) -> anyhow::Result<Vec<String>> {
        let named = store.list_kept_files().await?;
        let Some(folder) = &self.files_folder else {
            let words = |file: &KeptFile| format!("file {} is in a folder: name it by --files-folder", file.number);
            return Ok(named.iter().map(words).collect());
        };
        let mut problems = Vec::new();
        for file in &named {
            match std::fs::metadata(folder.join(&file.name)) {
                Ok(found) if found.len() == file.bytes => {}
                Ok(found) => problems.push(format!(
                    "file {} has {} bytes, and had {}: take it from a backup",
                    file.number,
                    found.len(),
                    file.bytes
                )),
                Err(_) => problems.push(format!("file {} is not in its folder: take it from a backup", file.number)),
            }
        }
        let known: BTreeSet<&str> = named.iter().map(|file| file.name.as_str()).collect();
        let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        // One that is being attached is there before its row.
        let is_settled = |entry: &DirEntry| {
            let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
            age.is_some_and(|age| age >= BEING_ATTACHED)
        };
        let mut unknown: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(is_settled)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| !known.contains(name.as_str()))
            .collect();
        unknown.sort_unstable();
        problems
            .extend(unknown.iter().map(|name| format!("{} is of no service: remove it", folder.join(name).display())));
        Ok(problems)
    }
}

/// The folder of the files of a copy.
pub(super) fn folder_beside(copy: &Path) -> PathBuf {
    beside(copy, ".files")
}

/// The files that a copy of the database names. One of an earlier version has none.
async fn named_by(copy: &Path) -> anyhow::Result<Vec<KeptFile>> {
    let opened = SqliteStore::open_to_copy(&Place::at(copy)).await?;
    let named = if opened.is_current { opened.store.list_kept_files().await } else { Ok(Vec::new()) };
    opened.store.close().await;
    Ok(named?)
}

/// The target has its name once it is whole, and on the disk.
fn put(source: &Path, target: &Path) -> std::io::Result<()> {
    let partial = beside(target, ".part");
    std::fs::copy(source, &partial)?;
    std::fs::File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, target)
}
