//! Names the packed site (`target/site`, or the folder named by QUELLEAIDEADOM_SITE) to `http::assets`, which makes it part
//! of the program. Where it was not packed, the pages are served without style and island, and the build says so.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=QUELLEAIDEADOM_SITE");
    println!("cargo:rerun-if-changed=../migrations");
    let default = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../target/site");
    let site = env::var_os("QUELLEAIDEADOM_SITE").map_or(default, PathBuf::from);
    // The names carry the hashes: they change with any file.
    let names = site.join("names");
    println!("cargo:rerun-if-changed={}", names.display());
    let embedded = if names.exists() {
        site.canonicalize()?
    } else {
        println!("cargo:warning=the site is not packed, pages will have no style and no island: run `make site`");
        let empty = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("site");
        fs::create_dir_all(&empty)?;
        empty
    };
    println!("cargo:rustc-env=PACKED_SITE={}", embedded.display());
    Ok(())
}
