//! `import`: files of the City. Counts on stdout, progress and warnings on stderr, what was left out in a report file.

mod addresses;
mod finess;
mod has;
mod zones;

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use domain::values::names::visible;
use indicatif::{ProgressBar, ProgressStyle};

pub(super) use self::finess::{kind_words, warnings};
use super::Opening;
use crate::spreadsheet::neutral;
use crate::storage::ImportCounts;
use crate::storage::Store;

#[derive(Subcommand)]
pub(super) enum Import {
    /// Import the register: FINESS+ structures, activités, or both (json or json.gz), or an extract of before May 2026.
    Finess(finess::Finess),
    /// Import the evaluations of the HAS (open_data_par_essms, xlsx).
    Has(has::Has),
    /// Import the outlines of the zones, for the map (GeoJSON in WGS 84).
    Zones(zones::Zones),
    /// Import the addresses of the territory, for suggestions (Base Adresse Nationale, csv or csv.gz).
    Addresses(addresses::Addresses),
}

impl Import {
    pub(super) fn opening(&self) -> Opening {
        match self {
            Self::Finess(finess::Finess { dry_run: true, .. }) | Self::Has(has::Has { dry_run: true, .. }) => {
                Opening::Read
            }
            Self::Finess(_) | Self::Has(_) | Self::Zones(_) | Self::Addresses(_) => Opening::Write,
        }
    }

    pub(super) async fn run(&self, store: &dyn Store, territory: &domain::Territory) -> anyhow::Result<ExitCode> {
        match self {
            Self::Finess(finess) => finess.run(store, territory).await,
            Self::Has(has) => has.run(store).await,
            Self::Zones(zones) => zones.run(store, territory).await,
            Self::Addresses(addresses) => addresses.run(store, territory).await,
        }
    }
}

fn print_counts(counts: ImportCounts) {
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
}

/// Writes the report of a file, or removes that of an earlier one, which would be taken for it.
fn write_report<const N: usize>(path: &Path, header: [&str; N], lines: Vec<[String; N]>) -> anyhow::Result<()> {
    if lines.is_empty() {
        let _ = std::fs::remove_file(path);
        return Ok(());
    }
    let count = lines.len();
    report(path, header, lines.into_iter()).with_context(|| format!("cannot write {}", path.display()))?;
    println!("report {} ({count} lines)", path.display());
    Ok(())
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
