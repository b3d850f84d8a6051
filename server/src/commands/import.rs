//! `import`: files of the City. Counts on stdout, progress on stderr, what was rejected in a report file.

mod addresses;
mod zones;

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::listing::Source;
use domain::names::visible;
use indicatif::{ProgressBar, ProgressStyle};

use super::Opening;
use crate::clock::SystemClock;
use crate::import::finess::{self, Register, Territory};
use crate::import::merge::{self, Plan};
use crate::sheets::neutral;
use crate::storage::journal::ImportKind;
use crate::storage::sqlite::SqliteStore;
use crate::storage::{Authorship, ImportRecord, ListingStore};

#[derive(Subcommand)]
pub(super) enum Import {
    /// Import the FINESS register (layouts etalab-cs1100507 and -cs1100502).
    Finess(Finess),
    /// Import the outlines of the zones, for the map (GeoJSON in WGS 84).
    Zones(zones::Zones),
    /// Import the addresses of the territory, for suggestions (Base Adresse Nationale, csv or csv.gz).
    Addresses(addresses::Addresses),
}

#[derive(Args)]
pub(super) struct Finess {
    /// The file, as downloaded.
    file: PathBuf,
    /// Department to keep, as the register writes it; `all` for the whole country.
    #[arg(long, default_value = "75")]
    department: String,
    /// Say what would change in an existing database, and write nothing to it.
    #[arg(long)]
    dry_run: bool,
    /// Accept a file that would close more than a quarter of the services.
    #[arg(long)]
    allow_closing: bool,
    /// Where rejected and doubtful lines are written, if there are any.
    #[arg(long, default_value = "import-finess-report.csv")]
    report: PathBuf,
}

impl Import {
    pub(super) fn opening(&self) -> Opening {
        match self {
            Self::Finess(finess) if finess.dry_run => Opening::Read,
            Self::Finess(_) | Self::Zones(_) | Self::Addresses(_) => Opening::Write,
        }
    }

    pub(super) async fn run(&self, store: &SqliteStore, territory: &domain::Territory) -> anyhow::Result<ExitCode> {
        match self {
            Self::Finess(finess) => finess.run(store).await,
            Self::Zones(zones) => zones.run(store, territory).await,
            Self::Addresses(addresses) => addresses.run(store, territory).await,
        }
    }
}

impl Finess {
    async fn run(&self, store: &SqliteStore) -> anyhow::Result<ExitCode> {
        let territory = match self.department.as_str() {
            "all" => Territory::All,
            department => Territory::Department(department.to_owned()),
        };
        let register = read(&self.file, &territory).with_context(|| format!("{} was refused", self.file.display()))?;
        let last = store.last_import().await?.map(|import| import.file_date);
        let stored = store.load_all().await?;
        let unreadable = stored.unreadable.clone();
        let mut plan = merge::plan(&register, super::readable(stored), last, &territory, self.allow_closing)
            .with_context(|| format!("{} was refused", self.file.display()))?;
        // What cannot be read is not new: it stays as it is until someone has mended it.
        plan.saves.retain(|save| !unreadable.iter().any(|row| row.key == save.listing.finess.as_str()));
        let counts = plan.counts;
        if !self.dry_run {
            self.write(store, &register, plan).await?;
        }
        println!("file of {}", register.date);
        for (label, count) in [
            ("read", counts.read),
            ("kept", counts.kept),
            ("added", counts.added),
            ("changed", counts.changed),
            ("confirmed", counts.confirmed),
            ("closed", counts.closed),
            ("rejected", counts.rejected),
        ] {
            println!("{label} {count}");
        }
        if self.dry_run {
            println!("nothing was written (--dry-run)");
        }
        if register.remarks.is_empty() {
            // The report of an earlier file would be taken for this one's.
            let _ = std::fs::remove_file(&self.report);
        } else {
            let lines = register.remarks.iter().map(|remark| {
                let rejected = if remark.rejected { "yes" } else { "no, kept without this fact" };
                [remark.line.to_string(), remark.finess.clone(), rejected.to_owned(), remark.reason.to_string()]
            });
            report(&self.report, ["line", "finess", "rejected", "reason"], lines)
                .with_context(|| format!("cannot write {}", self.report.display()))?;
            println!("report {} ({} lines)", self.report.display(), register.remarks.len());
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn write(&self, store: &SqliteStore, register: &Register, plan: Plan) -> anyhow::Result<()> {
        if plan.saves.is_empty() {
            return Ok(());
        }
        let authorship =
            Authorship { author: "import finess".to_owned(), source: Source::Finess, recorded_at: SystemClock.now() };
        let record = ImportRecord {
            kind: ImportKind::Register,
            file_name: name_of(&self.file),
            file_date: register.date,
            counts: plan.counts,
        };
        if plan.replaces_demonstration {
            eprintln!("the fictitious catalogue is replaced");
            store.replace_all(plan.saves, &authorship, Some(&record)).await?;
        } else {
            store.save(plan.saves, &authorship, Some(&record)).await?;
        }
        Ok(())
    }
}

/// The name of a file without its folders, as it is recorded.
fn name_of(path: &Path) -> String {
    path.file_name().map(|name| visible(&name.to_string_lossy())).unwrap_or_default()
}

/// A file, and a progress bar of its length on stderr.
fn open(path: &Path) -> anyhow::Result<(File, ProgressBar)> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let bar = ProgressBar::new(file.metadata()?.len());
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    Ok((file, bar))
}

/// Reads a register from disk.
fn read(path: &Path, territory: &Territory) -> anyhow::Result<Register> {
    let (file, bar) = open(path)?;
    let register = finess::read(BufReader::with_capacity(1 << 18, file), territory, |bytes| bar.set_position(bytes))?;
    bar.finish_and_clear();
    Ok(register)
}

/// A line for each remark, none of whose cells a spreadsheet takes for a formula: they repeat what the file says.
fn report<const N: usize>(
    path: &Path,
    header: [&str; N],
    lines: impl Iterator<Item = [String; N]>,
) -> Result<(), csv::Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(path)?;
    writer.write_record(header)?;
    for line in lines {
        writer.write_record(line.map(|cell| neutral(cell.into()).into_owned()))?;
    }
    writer.flush()?;
    Ok(())
}
