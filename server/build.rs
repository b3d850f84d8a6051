//! Embeds the packed site (`target/site`, or the folder named by QUELLEAIDEADOM_SITE) in the program.
//! Where it was not packed, the pages are served without style and island, and the build says so.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=QUELLEAIDEADOM_SITE");
    println!("cargo:rerun-if-changed=../migrations");
    let default = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../target/site");
    let site = env::var_os("QUELLEAIDEADOM_SITE").map_or(default, PathBuf::from);
    let names = site.join("names");
    println!("cargo:rerun-if-changed={}", names.display());
    let mut table = String::from("&[\n");
    let listed = fs::read_to_string(&names).unwrap_or_default();
    if listed.is_empty() {
        println!("cargo:warning=the site is not packed, pages will have no style and no island: run `make site`");
    } else {
        let mut files: Vec<PathBuf> = fs::read_dir(site.join("assets"))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        for file in files
            .iter()
            .filter(|file| !["br", "gz"].iter().any(|packed| file.extension().is_some_and(|own| own == *packed)))
        {
            entry(&mut table, file)?;
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("assets.rs"), table)?;
    fs::write(out.join("asset_names.txt"), listed)
}

fn entry(table: &mut String, file: &Path) -> io::Result<()> {
    let include = |suffix: &str| {
        let path = PathBuf::from(format!("{}{suffix}", file.display()));
        path.canonicalize().map(|path| format!("include_bytes!({:?})", path.display().to_string()))
    };
    let optional = |suffix: &str| include(suffix).map_or("None".to_owned(), |bytes| format!("Some({bytes})"));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (plain, brotli, gzip) = (include("")?, optional(".br"), optional(".gz"));
    writeln!(table, "Asset {{ name: {name:?}, plain: {plain}, brotli: {brotli}, gzip: {gzip} }},")
        .map_err(io::Error::other)
}
