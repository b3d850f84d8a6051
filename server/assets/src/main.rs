//! Packs the site: style sheets in the order of the cascade and the browser clients, under names that carry the hash of
//! their content, each with its brotli and gzip form beside it when that is smaller. Writes `target/site/assets`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The cascade: later layers win.
const STYLES: [&str; 5] = ["tokens.css", "base.css", "layout.css", "utilities.css", "print.css"];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(style), Some(client), Some(site)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: assets STYLE_FOLDER CLIENT_FOLDER SITE_FOLDER"));
    };
    let out = site.join("assets");
    match fs::remove_dir_all(&out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => fs::create_dir_all(&out)?,
    }
    let css = write(&out, "style", "css", lean_style(&cascade(&style)?).as_bytes())?;
    let start = browser_client(&out, &client, "client", "start")?;
    let assist = browser_client(&out, &client, "assist", "assist-start")?;
    let staff = write(&out, "staff", "js", lean(&fs::read_to_string(client.join("staff.js"))?).as_bytes())?;
    fs::write(site.join("names"), format!("style {css}\nstart {start}\nassist-start {assist}\nstaff {staff}\n"))?;
    Ok(())
}

/// Writes a browser client, its glue and its start script; returns the hashed name of the script, which names the others.
fn browser_client(out: &Path, folder: &Path, stem: &str, start: &str) -> io::Result<String> {
    let mut wasm = fs::read(folder.join(format!("{stem}_bg.wasm")))?;
    let mut js = lean(&fs::read_to_string(folder.join(format!("{stem}.js")))?).into_bytes();
    number_names(&mut js, &mut wasm);
    let (wasm, js) = (write(out, stem, "wasm", &wasm)?, write(out, stem, "js", &js)?);
    let script = fs::read_to_string(folder.join(format!("{start}.js")))?;
    let script = script.replace("CLIENT_JS", &format!("./{js}")).replace("CLIENT_WASM", &format!("/assets/{wasm}"));
    write(out, start, "js", script.as_bytes())
}

/// The names by which a client and its glue call each other end on hashes of 16 digits, which cannot be compressed: 2 kB.
/// Numbers of as many digits stand for them, in both. Those of the islands stay: the pages name them too.
fn number_names(js: &mut [u8], wasm: &mut [u8]) {
    let is_other = |byte: &u8| !matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let mut hashes: Vec<[u8; 16]> = Vec::new();
    let names = js.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    for name in names.filter(|name| name.starts_with(b"__wbg_") || name.starts_with(b"wasm_bindgen__")) {
        if let Some(hash) = name.last_chunk::<16>()
            && !hash.iter().any(is_other)
            && !hashes.contains(hash)
        {
            hashes.push(*hash);
        }
    }
    for run in js.split_mut(is_other).chain(wasm.split_mut(is_other)).filter(|run| run.len() == 16) {
        if let Some(number) = hashes.iter().position(|hash| *hash == *run) {
            run.copy_from_slice(format!("{number:016}").as_bytes());
        }
    }
}

/// A style sheet without its comments and the spaces around its lines.
fn lean_style(style: &str) -> String {
    let mut lean = String::with_capacity(style.len());
    for (at, part) in style.split("/*").enumerate() {
        // What stands before the first comment has no end of one.
        let kept = if at == 0 { part } else { part.split_once("*/").map_or("", |(_, kept)| kept) };
        kept.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| {
            lean.push_str(line);
            lean.push('\n');
        });
    }
    lean
}

/// A script without the lines of its comments and the spaces before its lines.
fn lean(script: &str) -> String {
    let mut comment = false;
    let mut lean = String::with_capacity(script.len());
    for line in script.lines().map(str::trim_start) {
        comment |= line.starts_with("/**");
        if !(comment || line.is_empty() || line.starts_with("//")) {
            lean.push_str(line);
            lean.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    lean
}

/// Every style sheet in one, components in order of name between the layout and the utilities.
fn cascade(style: &Path) -> io::Result<String> {
    let mut components: Vec<PathBuf> = fs::read_dir(style.join("components"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    components.sort();
    let at = STYLES.iter().position(|name| *name == "utilities.css").unwrap_or(STYLES.len());
    let mut files: Vec<PathBuf> = STYLES.iter().map(|name| style.join(name)).collect();
    files.splice(at..at, components);
    files.into_iter().map(fs::read_to_string).collect()
}

/// Writes one file and its compressed forms; returns its hashed name.
fn write(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> io::Result<String> {
    let name = format!("{stem}-{:016x}.{extension}", fnv(bytes));
    fs::write(folder.join(&name), bytes)?;
    let mut brotli = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &parameters)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?;
    for (suffix, compressed) in [("br", brotli), ("gz", gzip)] {
        if compressed.len() < bytes.len() {
            fs::write(folder.join(format!("{name}.{suffix}")), &compressed)?;
            println!("{name}.{suffix}: {} of {} bytes", compressed.len(), bytes.len());
        }
    }
    Ok(name)
}

/// FNV-1a 64: names, not secrets.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
