//! A server of PostgreSQL for one test, in a folder of the test, reached by a socket in it alone, and gone with the test.

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A running server.
pub struct Server {
    folder: TempDir,
    programs: PathBuf,
}

/// Where Debian puts the programs of each version, else wherever the path has them.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found.into_iter().rev().chain(std::env::split_paths(&path)).find(|folder| folder.join("initdb").exists())
}

/// The account that a server runs as: it refuses that of root.
fn account() -> Option<(u32, u32)> {
    let id = |flag: &str, who: &[&str]| {
        let found = Command::new("id").arg(flag).args(who).output().ok()?;
        String::from_utf8_lossy(&found.stdout).trim().parse::<u32>().ok()
    };
    (id("-u", &[]) == Some(0)).then(|| Some((id("-u", &["postgres"])?, id("-g", &["postgres"])?))).flatten()
}

fn run(program: &Path, arguments: &[&str]) {
    let mut command = Command::new(program);
    if let Some((user, group)) = account() {
        command.gid(group).uid(user);
    }
    let command = command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
    let ended = command.stderr(Stdio::piped()).output().unwrap();
    assert!(ended.status.success(), "{} {}", program.display(), String::from_utf8_lossy(&ended.stderr));
}

impl Server {
    /// None where PostgreSQL is not installed: its tests say so and end.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("skipped: PostgreSQL is not installed");
            return None;
        };
        // Root's temporary folder may be one that nobody else reaches.
        let within = account().map_or_else(std::env::temp_dir, |_| PathBuf::from("/tmp"));
        let mut folder = tempfile::Builder::new();
        let folder = folder.prefix("pg").permissions(PermissionsExt::from_mode(0o700)).tempdir_in(within).unwrap();
        if let Some((user, group)) = account() {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let server = Self { folder, programs };
        let data = server.data();
        run(
            &server.programs.join("initdb"),
            &["-D", &data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"],
        );
        server.resume();
        Some(server)
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    /// Starts it, or starts it again.
    pub fn resume(&self) {
        let options = format!("-c listen_addresses= -c fsync=off -k {}", self.folder.path().display());
        let log = self.folder.path().join("log").display().to_string();
        run(&self.programs.join("pg_ctl"), &["-D", &self.data(), "-w", "-l", &log, "-o", &options, "start"]);
    }

    /// As where its machine stops: what it was asked is cut off.
    pub fn stop(&self) {
        run(&self.programs.join("pg_ctl"), &["-D", &self.data(), "-w", "-m", "immediate", "stop"]);
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("postgres://test@localhost/postgres?host={}", self.folder.path().display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut command = Command::new(self.programs.join("pg_ctl"));
        if let Some((user, group)) = account() {
            command.gid(group).uid(user);
        }
        let stop = ["-D", &self.data(), "-m", "immediate", "stop"].map(str::to_owned);
        let _ = command.args(stop).current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}
