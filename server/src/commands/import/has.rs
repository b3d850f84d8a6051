//! `import has`: the evaluations that the HAS published, into the listings that are there.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::provider::listing::Source;

use super::{name_of, print_counts, write_report};
use crate::clock::SystemClock;
use crate::import::{has, merge};
use crate::storage::Store;
use crate::storage::journal::ImportKind;
use crate::storage::{Authorship, ImportRecord};

#[derive(Args)]
pub(in crate::commands) struct Has {
    /// The file `open_data_par_essms`, as downloaded (xlsx).
    file: PathBuf,
    /// Say what would change in an existing database, and write nothing to it.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Where rejected rows are written, if there are any.
    #[arg(long, default_value = "import-has-report.csv")]
    report: PathBuf,
}

impl Has {
    pub(super) async fn run(&self, store: &dyn Store) -> anyhow::Result<ExitCode> {
        let refused = || format!("{} was refused", self.file.display());
        let bytes = std::fs::read(&self.file).with_context(|| format!("cannot open {}", self.file.display()))?;
        let read = has::read(&bytes).with_context(refused)?;
        let last = store.last_imports().await?;
        let stored = super::super::readable(store.load_all().await?);
        let plan = merge::plan_evaluations(&read, stored).with_context(refused)?;
        let is_later = last.is_followed_by(ImportKind::Evaluations, read.date);
        if !self.dry_run && (is_later || !plan.saves.is_empty()) {
            let authorship =
                Authorship { author: "import has".to_owned(), source: Source::Has, recorded_at: SystemClock.now() };
            let record = ImportRecord {
                kind: ImportKind::Evaluations,
                file_name: name_of(&self.file),
                file_date: read.date,
                counts: plan.counts,
            };
            store.save(plan.saves, &authorship, Some(&record)).await?;
        }
        println!("last evaluation of {}", read.date);
        print_counts(plan.counts);
        if self.dry_run {
            println!("nothing was written (--dry-run)");
        }
        let lines = read.remarks.iter();
        let lines = lines.map(|own| [own.line.to_string(), own.finess.clone(), own.reason.to_string()]);
        write_report(&self.report, ["line", "finess", "reason"], lines.collect())?;
        Ok(ExitCode::SUCCESS)
    }
}
