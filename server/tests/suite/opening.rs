//! How a database is opened: an empty or truncated file is never taken for a new database, and a command that only
//! reads writes nothing.

use std::path::Path;
use std::process::{Command, Output};

use server::storage::Store;
use server::storage::sqlite::SqliteStore;

/// Every command that opens a database, first those that only read.
const READING: [&[&str]; 7] = [
    &["check"],
    &["rank", "--need", "need.json"],
    &["report", "list"],
    &["user", "list"],
    &["parameter", "list"],
    &["export", "listings", "listings.json"],
    &["import", "finess", "register.csv", "--dry-run"],
];
const WRITING: [&[&str]; 4] = [
    &["serve", "--addr", "127.0.0.1:0"],
    &["user", "reset", "nobody"],
    &["import", "finess", "register.csv"],
    &[
        "parameter",
        "add",
        "mtp-mois",
        "1300",
        "--from",
        "2027-01-01",
        "--article",
        "CASF L232-3-1",
        "--url",
        "https://a.fr",
        "--author",
        "a",
    ],
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(arguments)
        .current_dir(folder)
        .env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap()
}

fn refused(folder: &Path, arguments: &[&str], why: &str) {
    let output = run(folder, arguments);
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && printed.contains(why), "{arguments:?}: {printed}");
}

/// A folder with a need, a register and a database that is closed.
async fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("need.json"), r#"{"zone": "75114", "start": "2026-12-01"}"#).unwrap();
    std::fs::write(folder.path().join("register.csv"), crate::support::register("2026-01-08")).unwrap();
    SqliteStore::open(&url(folder.path())).await.unwrap().close().await;
    folder
}

fn url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("listings.sqlite").display())
}

async fn tamper(folder: &Path, statement: &'static str) {
    let pool = sqlx::SqlitePool::connect(&url(folder)).await.unwrap();
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn an_empty_file_is_no_new_database() {
    let folder = folder().await;
    let file = folder.path().join("listings.sqlite");
    std::fs::write(&file, "").unwrap();
    for arguments in READING.iter().chain(&WRITING).chain([&["backup", "copy.sqlite"][..]].iter()) {
        refused(folder.path(), arguments, "it is empty: if it should be, remove it");
    }
    assert_eq!(std::fs::metadata(&file).unwrap().len(), 0, "nothing was made of it");
}

#[tokio::test]
async fn a_database_without_a_table_or_of_another_program_is_not_changed() {
    let folder = folder().await;
    let file = folder.path().join("listings.sqlite");
    std::fs::remove_file(&file).unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("{}?mode=rwc", url(folder.path()))).await.unwrap();
    sqlx::raw_sql("create table a (b); drop table a").execute(&pool).await.unwrap();
    for arguments in [READING[0], WRITING[1]] {
        refused(folder.path(), arguments, "it is empty");
    }
    sqlx::raw_sql("create table a (b)").execute(&pool).await.unwrap();
    pool.close().await;
    for arguments in [READING[0], WRITING[1]] {
        refused(folder.path(), arguments, "a database of another program");
    }
}

#[tokio::test]
async fn a_truncated_database_is_reported_as_truncated() {
    let folder = folder().await;
    let file = folder.path().join("listings.sqlite");
    let whole = std::fs::read(&file).unwrap();
    for length in [whole.len() - 4096, 4096, 60] {
        std::fs::write(&file, &whole[..length]).unwrap();
        for arguments in READING.iter().chain(&WRITING) {
            refused(folder.path(), arguments, "it is truncated");
        }
        assert_eq!(std::fs::read(&file).unwrap(), whole[..length], "nothing was changed");
    }
    std::fs::write(&file, "x".repeat(8192)).unwrap();
    for arguments in [READING[0], WRITING[1]] {
        refused(folder.path(), arguments, "it is damaged, or no database: restore a backup");
    }
}

#[tokio::test]
async fn who_only_reads_changes_neither_a_byte_nor_the_version() {
    let folder = folder().await;
    let file = folder.path().join("listings.sqlite");
    assert!(run(folder.path(), WRITING[2]).status.success());
    let before = std::fs::read(&file).unwrap();
    for arguments in READING {
        assert!(run(folder.path(), arguments).status.success(), "{arguments:?}");
        assert_eq!(std::fs::read(&file).unwrap(), before, "{arguments:?}");
    }
    tamper(folder.path(), "drop table readiness").await;
    tamper(folder.path(), "delete from _sqlx_migrations where version = 12").await;
    for arguments in READING {
        refused(folder.path(), arguments, "of an earlier version of this program: make a `backup`");
    }
    assert!(run(folder.path(), &["backup", "copy.sqlite"]).status.success(), "an earlier version is copied as it is");
    assert!(
        run(
            folder.path(),
            &[
                "parameter",
                "add",
                "mtp-mois",
                "1300",
                "--from",
                "2027-01-01",
                "--article",
                "CASF L232-3-1",
                "--url",
                "https://a.fr",
                "--author",
                "a"
            ]
        )
        .status
        .success()
    );
    assert!(run(folder.path(), READING[0]).status.success(), "who writes brings it up to date");
    assert!(run(folder.path(), &["restore", "copy.sqlite"]).status.success(), "and a copy of before can be put back");
    refused(folder.path(), READING[0], "of an earlier version");
}

#[tokio::test]
async fn a_database_of_a_later_version_is_not_touched() {
    let folder = folder().await;
    tamper(
        folder.path(),
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, x'00', 0)",
    )
    .await;
    for arguments in READING.iter().chain(&WRITING) {
        refused(folder.path(), arguments, "written by a later version of this program");
    }
}

#[tokio::test]
async fn a_database_that_is_being_restored_is_not_opened() {
    let folder = folder().await;
    let lock = std::fs::File::open(folder.path().join("listings.sqlite-lock")).unwrap();
    lock.lock().unwrap();
    for arguments in [READING[0], WRITING[1]] {
        refused(folder.path(), arguments, "it is being restored");
    }
}
