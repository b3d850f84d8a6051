//! `import zones`: the outlines of the zones, for the map.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::Territory;

use super::name_of;
use crate::clock::SystemClock;
use crate::import::zones;
use crate::storage::sqlite::SqliteStore;
use crate::storage::{Origin, OutlineStore};

#[derive(Args)]
pub(in crate::commands) struct Zones {
    /// The file, a GeoJSON FeatureCollection.
    file: PathBuf,
}

impl Zones {
    pub(super) async fn run(&self, store: &SqliteStore, territory: &Territory) -> anyhow::Result<ExitCode> {
        let text = std::fs::read(&self.file).with_context(|| format!("cannot open {}", self.file.display()))?;
        let file = zones::read(&text, territory).with_context(|| format!("{} was refused", self.file.display()))?;
        let origin = Origin { file_name: name_of(&self.file), recorded_at: SystemClock.now() };
        store.replace_outlines(&file.outlines, &origin).await?;
        let bytes: usize = file.outlines.zones.iter().map(|outline| outline.path.len()).sum();
        println!("zones {}", file.outlines.zones.len());
        println!("foreign {}", file.foreign.len());
        println!("points read {}", file.points_read);
        println!("points kept {}", file.points_kept);
        println!("bytes of paths {bytes}");
        if !file.foreign.is_empty() {
            eprintln!("left out, of no zone of {}: {}", territory.name, file.foreign.join(", "));
        }
        Ok(ExitCode::SUCCESS)
    }
}
