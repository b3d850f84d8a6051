//! Packs the site: the style sheets in bundles, the pictures and the browser clients, under names that carry the hash of their
//! content, each with its brotli and gzip form beside it when that is smaller. Writes `assets` and `names` in its folder.

mod style;

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use data_encoding::BASE64URL_NOPAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// Pictures of the folder of styles: what pages know each by, and its file.
const PICTURES: [(&str, &str); 4] = [
    ("pictograms", "pictograms.svg"),
    ("icon", "icon.svg"),
    ("touch-icon", "icon-180.png"),
    ("social-card", "social-card.png"),
];

/// A script without the lines that hold a comment or nothing: nobody reads them on a telephone.
fn without_comments(script: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//") && !line.trim().is_empty();
    script.lines().filter(is_code).flat_map(|line| [line, "\n"]).collect()
}

/// Browser clients: name of what wasm-bindgen wrote, and the script that starts it.
const CLIENTS: [(&str, &str); 3] = [("client", "start"), ("assist", "assist-start"), ("office", "office-start")];

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(style), Some(clients), Some(site)) = (arguments.next(), arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: assets STYLE_FOLDER CLIENT_FOLDER SITE_FOLDER");
    };
    let mut packed = Packed::empty(site.join("assets"))?;
    style::check(&style)?;
    for (name, bundle) in style::BUNDLES {
        packed.add(name, "css", style::bundle(&style, bundle)?.as_bytes())?;
    }
    for (name, file) in PICTURES {
        let file = style.join(file);
        packed.add(name, extension(&file), &read(&file)?)?;
    }
    for (client, start) in CLIENTS {
        let wasm = packed.add(client, "wasm", &read(&clients.join(format!("{client}_bg.wasm")))?)?;
        let glue = packed.add(client, "js", &read(&clients.join(format!("{client}.js")))?)?;
        let script = without_comments(&fs::read_to_string(clients.join(format!("{start}.js")))?);
        let script =
            script.replace("CLIENT_JS", &format!("/assets/{glue}")).replace("CLIENT_WASM", &format!("/assets/{wasm}"));
        packed.add(start, "js", script.as_bytes())?;
    }
    Ok(fs::write(site.join("names"), packed.names)?)
}

/// The folder being filled, and a line for each file: what it is called before and after.
struct Packed {
    folder: PathBuf,
    names: String,
}

impl Packed {
    /// Without what was packed before.
    fn empty(folder: PathBuf) -> Result<Self> {
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => fs::create_dir_all(&folder)?,
        }
        Ok(Self { folder, names: String::new() })
    }

    /// Writes one file and its compressed forms; returns its hashed name.
    fn add(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("{stem}.{}.{extension}", hash(bytes));
        fs::write(self.folder.join(&name), bytes)?;
        for (suffix, compressed) in [("br", brotli(bytes)?), ("gz", gzip(bytes)?)] {
            if compressed.len() < bytes.len() {
                fs::write(self.folder.join(format!("{name}.{suffix}")), &compressed)?;
                println!("{name}.{suffix}: {} of {} bytes", compressed.len(), bytes.len());
            }
        }
        writeln!(self.names, "{stem}.{extension} {name}")?;
        Ok(name)
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn extension(file: &Path) -> &str {
    file.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Half of a SHA-256, written as cargo-leptos writes its hashes: 22 characters that may stand in an address.
fn hash(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(bytes)[..16])
}

/// The smallest that brotli makes of it: done once, read by every visitor.
fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
