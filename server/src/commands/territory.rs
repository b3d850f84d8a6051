//! `territory new`: the file of a territory, made from the outlines of its communes. And how `--territory` is read.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::{Territory, Zone};

use crate::import::communes::{self, Wanted};

/// Bytes of a territory file, far above that of a département with the most communes.
const LARGEST: u64 = 16 << 20;

#[derive(Subcommand)]
pub(super) enum Territories {
    /// Make the file of a département from the outlines of its communes.
    New(New),
}

#[derive(Args)]
pub(super) struct New {
    /// As INSEE codes begin: 93, 2A, 971
    #[arg(long)]
    department: String,
    /// GeoJSON in WGS 84: of geo.api.gouv.fr (format=geojson, geometry=contour), or the layout of the IGN (ADMIN EXPRESS).
    #[arg(long, value_name = "FILE")]
    communes: PathBuf,
    /// Where it is written. A file that is there already stays.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// What the territory is called: Seine-Saint-Denis
    #[arg(long)]
    name: Option<String>,
    /// The commune whose arrondissements the outlines are: 75056
    #[arg(long, value_name = "CODE")]
    parent: Option<Zone>,
}

impl Territories {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Self::New(new) => new.run(),
        }
    }
}

impl New {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let path = self.communes.display();
        let file = File::open(&self.communes).with_context(|| format!("cannot open {path}"))?;
        let wanted = Wanted { department: &self.department, name: self.name.as_deref(), parent: self.parent };
        let made = communes::read(BufReader::with_capacity(1 << 18, file), &wanted);
        let made = made.with_context(|| format!("{path} was refused"))?;
        let text = made.territory.to_json()?;
        let out = self.out.display();
        let mut file = File::create_new(&self.out).with_context(|| format!("cannot make {out}"))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.write_all(b"\n"))
            .with_context(|| format!("cannot write {out}"))?;
        println!("zones {}", made.territory.zones.len());
        for line in &made.to_fill {
            eprintln!("to fill in: {line}");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The territory of a file, or Paris.
pub(super) fn load(file: Option<&Path>) -> anyhow::Result<Territory> {
    let Some(path) = file else { return Ok(Territory::paris()?) };
    let name = path.display();
    let mut text = String::new();
    let opened = File::open(path).with_context(|| format!("cannot open the territory {name}"))?;
    let read = opened.take(LARGEST + 1).read_to_string(&mut text);
    read.with_context(|| format!("cannot read the territory {name}"))?;
    anyhow::ensure!(text.len() as u64 <= LARGEST, "{name} is no territory: it has more than {LARGEST} bytes");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Territory::from_json(text)
        .with_context(|| format!("{name} is no territory; mend it, or make it again by `territory new`"))
}
