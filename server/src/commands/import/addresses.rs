//! `import addresses`: the streets of the territory and their house numbers, for suggestions.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::Territory;

use super::{name_of, open, write_report};
use crate::clock::SystemClock;
use crate::import::addresses;
use crate::storage::Origin;
use crate::storage::Store;

#[derive(Args)]
pub(in crate::commands) struct Addresses {
    /// The file, as downloaded: adresses-75.csv.gz, say.
    file: PathBuf,
    /// Where rejected lines are written, if there are any.
    #[arg(long, default_value = "import-addresses-report.csv")]
    report: PathBuf,
}

impl Addresses {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let (file, bar) = open(&self.file)?;
        let read = addresses::read(BufReader::with_capacity(1 << 18, bar.wrap_read(file)), territory);
        bar.finish_and_clear();
        let file = read.with_context(|| format!("{} was refused", self.file.display()))?;
        let origin = Origin { file_name: name_of(&self.file), recorded_at: SystemClock.now() };
        store.replace_streets(&file.streets, &file.counts, &origin).await?;
        for (label, count) in [
            ("read", file.counts.read),
            ("kept", file.counts.kept),
            ("elsewhere", file.counts.elsewhere),
            ("rejected", file.counts.rejected),
            ("streets", file.counts.streets),
        ] {
            println!("{label} {count}");
        }
        let lines = file.remarks.iter();
        let lines = lines.map(|own| [own.line.to_string(), own.street.clone(), own.reason.clone()]);
        write_report(&self.report, ["line", "street", "reason"], lines.collect())?;
        Ok(ExitCode::SUCCESS)
    }
}
