//! `import zones`: the outlines of the zones, for the map.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::Territory;

use super::name_of;
use crate::clock::SystemClock;
use crate::import::zones;
use crate::storage::Origin;
use crate::storage::Store;

/// Bytes of the largest file, which is read whole. The twenty arrondissements have a hundredth of it.
const LARGEST: u64 = 64 << 20;

#[derive(Args)]
pub(in crate::commands) struct Zones {
    /// The file, a GeoJSON FeatureCollection.
    file: PathBuf,
}

impl Zones {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let mut text = Vec::new();
        let opened = File::open(&self.file).with_context(|| format!("cannot open {}", self.file.display()))?;
        opened.take(LARGEST + 1).read_to_end(&mut text)?;
        anyhow::ensure!(
            text.len() as u64 <= LARGEST,
            "{} was refused: outlines have {} MB at most. Export those of the territory alone",
            self.file.display(),
            LARGEST >> 20
        );
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
