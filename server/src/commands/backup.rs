//! `backup` and `restore`: copies of the whole database and of the files beside it, made beside a running server, put back
//! beside none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::files::{FilesOption, folder_beside};
use crate::clock::SystemClock;
use crate::storage::sqlite::{Backup, Place, dated, stale};

#[derive(Args)]
pub(super) struct Save {
    /// The file to write; a directory with --keep.
    into: PathBuf,
    /// For a timer: name the copy by its time and remove the oldest such copies of the directory beyond so many, once the
    /// new one is checked.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    #[command(flatten)]
    files: FilesOption,
}

#[derive(Args)]
pub(super) struct Restore {
    /// The copy. It stays as it is.
    file: PathBuf,
    /// Put back a copy whose journal is broken too: `check` says where.
    #[arg(long)]
    accept_problems: bool,
    #[command(flatten)]
    files: FilesOption,
}

impl Save {
    pub(super) async fn run(&self, place: &Place) -> anyhow::Result<ExitCode> {
        let database = place.file()?;
        anyhow::ensure!(database.exists(), "no backup was made: there is no database {}", database.display());
        let Some(keep) = self.keep else {
            return save(place, &self.into, &self.files).await;
        };
        let folder = &self.into;
        anyhow::ensure!(folder.is_dir(), "{} is not a directory: make it first", folder.display());
        let name = dated(SystemClock.now());
        let saved = save(place, &folder.join(&name), &self.files).await?;
        // Where the journal is broken, the copies of before it was are worth more than room.
        if saved == ExitCode::SUCCESS {
            prune(folder, &name, usize::from(keep))?;
        }
        Ok(saved)
    }
}

/// Copies, and says what the copy holds. Not a success where the database itself has problems: someone has to look.
async fn save(place: &Place, into: &Path, files: &FilesOption) -> anyhow::Result<ExitCode> {
    let made = Backup::make(place, into).await.context("no backup was made")?;
    println!("{} {}", into.display(), line(&made));
    let copied = files.save(into).await.context("the database is copied, and its files are not")?;
    if copied.count > 0 {
        println!("{} {} files", folder_beside(into).display(), copied.count);
    }
    for problem in made.problems.iter().chain(&copied.problems) {
        eprintln!("{problem}");
    }
    if made.problems.is_empty() && copied.problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("the copy is kept, and the database it is of has problems: see `check`");
    Ok(ExitCode::FAILURE)
}

/// "1572864 bytes, journal of 202 entries, last seal 8c1f…"
fn line(backup: &Backup) -> String {
    let seal = if backup.seal.is_empty() { "none" } else { &backup.seal };
    format!("{} bytes, journal of {} entries, last seal {seal}", backup.bytes, backup.entries)
}

/// Removes the copies beyond `keep`, never the one just made.
fn prune(folder: &Path, made: &str, keep: usize) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    for name in stale(names, keep).into_iter().filter(|name| name != made) {
        let old = folder.join(name);
        std::fs::remove_file(&old).with_context(|| format!("cannot remove {}", old.display()))?;
        let files = folder_beside(&old);
        if files.exists() {
            std::fs::remove_dir_all(&files).with_context(|| format!("cannot remove {}", files.display()))?;
        }
        println!("removed {}", old.display());
    }
    Ok(())
}

impl Restore {
    pub(super) async fn run(&self, place: &Place) -> anyhow::Result<ExitCode> {
        let (copy, kept) = Backup::restore(&self.file, place, SystemClock.now(), self.accept_problems)
            .await
            .context("nothing was restored")?;
        let files = self.files.restore(&self.file).await.context("the database is restored, and its files are not")?;
        let database = place.file()?.display();
        println!("{database} is the copy {}: {}", self.file.display(), line(&copy));
        if let Some(kept) = kept {
            println!("what was there before is kept as {}", kept.display());
        }
        if files.count > 0 {
            println!("{} files are in their folder", files.count);
        }
        for problem in copy.problems.iter().chain(&files.problems) {
            eprintln!("{problem}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
