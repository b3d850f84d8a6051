//! Copies of the database: made while it is written, restored only when no program has it open, exported.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::provider::parts::ListingPart;
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use server::storage::dossiers::{DossierStore, FileContent, MEDIA_TYPES, NewFile, Signature};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, EnteredValue, ListingStore, NewReport, ParameterStore, ReportStore, Save, Store};

use crate::privacy;
use crate::support::demonstration;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(arguments)
        .current_dir(folder)
        .env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn url(folder: &Path, name: &str) -> String {
    format!("sqlite:{}", folder.join(name).display())
}

fn report() -> NewReport {
    NewReport {
        finess: "990000001".parse().unwrap(),
        about: ReportAbout::Price,
        message: ReportMessage::parse("le prix a changé en janvier").unwrap(),
        recorded_at: Timestamp::UNIX_EPOCH,
    }
}

/// A database with the listings of the demonstration.
async fn filled(folder: &Path) -> SqliteStore {
    let store = SqliteStore::open(&url(folder, "listings.sqlite")).await.unwrap();
    let saves = demonstration().into_iter().map(|listing| Save::new(None, listing)).collect();
    let by = Authorship {
        author: "=test".to_owned(),
        source: domain::Source::Demonstration,
        recorded_at: Timestamp::UNIX_EPOCH,
    };
    store.save(saves, &by, None).await.unwrap();
    store
}

/// A database that is closed.
fn closed(folder: &Path) {
    tokio::runtime::Runtime::new().unwrap().block_on(async { filled(folder).await.close().await });
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_acknowledged_before_a_backup_lacks_from_what_is_restored_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder).await;
    let acknowledged = Arc::new(AtomicU32::new(0));
    let writing = tokio::spawn({
        let (store, acknowledged) = (store.clone(), Arc::clone(&acknowledged));
        async move {
            loop {
                let number = store.add_report(report()).await.unwrap();
                acknowledged.store(number, Ordering::SeqCst);
            }
        }
    });
    for round in 0..30 {
        let (copy, restored) = (format!("copy-{round}.sqlite"), format!("restored-{round}.sqlite"));
        while acknowledged.load(Ordering::SeqCst) <= round {
            tokio::task::yield_now().await;
        }
        let before = acknowledged.load(Ordering::SeqCst);
        let printed = tokio::task::block_in_place(|| {
            let printed = stdout(&run(folder, &["backup", &copy]));
            stdout(&run(folder, &["restore", &copy, "--database-url", &format!("sqlite:{restored}")]));
            printed
        });
        assert!(printed.contains("journal of 201 entries, last seal "), "{printed}");
        let again = SqliteStore::open(&url(folder, &restored)).await.unwrap();
        let count = again.list_reports().await.unwrap().rows.len() as u32;
        assert!(count >= before, "round {round}: {count} of {before} that were acknowledged");
        again.close().await;
    }
    writing.abort();
    store.close().await;
}

fn kept(name: &str, bytes: u64) -> NewFile {
    NewFile {
        finess: "990000001".parse().unwrap(),
        part: ListingPart::Prices,
        name: "prix.pdf".to_owned(),
        media_type: MEDIA_TYPES[0],
        bytes,
        content: FileContent::KeptAs(name.to_owned()),
        by: Signature { author: "paul".to_owned(), at: Timestamp::UNIX_EPOCH },
    }
}

#[tokio::test]
async fn the_files_of_a_folder_are_copied_with_the_database_put_back_with_it_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder).await;
    std::fs::create_dir(folder.join("files")).unwrap();
    for name in ["a", "b"] {
        std::fs::write(folder.join("files").join(name), b"%PDF-").unwrap();
        store.add_file(&kept(name, 5), 9).await.unwrap();
    }
    store.close().await;
    let with = ["--files-folder", "files"];
    let printed = stdout(&run(folder, &[&["backup", "copy.sqlite"], &with[..]].concat()));
    assert!(printed.contains("copy.sqlite.files 2 files"), "{printed}");
    let alone = run(folder, &["backup", "alone.sqlite"]);
    assert!(!alone.status.success());
    assert!(
        String::from_utf8_lossy(&alone.stderr).contains("2 files are in a folder that --files-folder does not name")
    );

    // What is lost is named, and comes back; what is of nobody is named too.
    std::fs::remove_file(folder.join("files/a")).unwrap();
    std::fs::write(folder.join("files/b"), b"%P").unwrap();
    let of_nobody = std::fs::File::create(folder.join("files/c")).unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7_200);
    of_nobody.set_modified(long_ago).unwrap();
    std::fs::write(folder.join("files/d"), b"being attached").unwrap();
    let check = || String::from_utf8_lossy(&run(folder, &[&["check"], &with[..]].concat()).stdout).into_owned();
    let found = check();
    assert!(found.contains("file 1 is not in its folder"), "{found}");
    assert!(found.contains("file 2 has 2 bytes, and had 5"), "{found}");
    assert!(found.contains("files/c is of no service: remove it") && !found.contains("files/d"), "{found}");
    let unset = String::from_utf8_lossy(&run(folder, &["check"]).stdout).into_owned();
    assert!(unset.contains("file 1 is in a folder: name it by --files-folder"), "{unset}");
    for gone in ["files/b", "files/c"] {
        std::fs::remove_file(folder.join(gone)).unwrap();
    }
    let restored = stdout(&run(folder, &[&["restore", "copy.sqlite"], &with[..]].concat()));
    assert!(restored.contains("2 files are in their folder"), "{restored}");
    assert_eq!(std::fs::read(folder.join("files/a")).unwrap(), b"%PDF-");
    assert!(check().contains(", 0 problems"));
}

#[tokio::test]
async fn a_copy_of_the_file_alone_lacks_what_stands_in_its_log_and_a_restore_of_the_pair_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder).await;
    store.add_report(report()).await.unwrap();
    std::fs::copy(folder.join("listings.sqlite"), folder.join("pair.sqlite")).unwrap();
    let lacking = run(folder, &["backup", "other.sqlite", "--database-url", "sqlite:pair.sqlite"]);
    assert!(refused(&lacking).contains("it is empty") || refused(&lacking).contains("earlier version"));
    std::fs::copy(folder.join("listings.sqlite-wal"), folder.join("pair.sqlite-wal")).unwrap();
    stdout(&run(folder, &["restore", "pair.sqlite", "--database-url", "sqlite:whole.sqlite"]));
    let whole = SqliteStore::open_read_only(&url(folder, "whole.sqlite")).await.unwrap();
    assert_eq!(whole.list_reports().await.unwrap().rows.len(), 1);
    store.close().await;
}

#[test]
fn a_backup_takes_no_name_that_is_taken_and_leaves_nothing_where_it_fails() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(refused(&run(folder, &["backup", "copy.sqlite"])).contains("there is no database listings.sqlite"));
    assert_eq!(names(folder), [] as [&str; 0], "no database, no copy");
    closed(folder);
    stdout(&run(folder, &["backup", "copy.sqlite"]));
    assert!(refused(&run(folder, &["backup", "copy.sqlite"])).contains("copy.sqlite is there already"));
    assert!(refused(&run(folder, &["backup", "absent/copy.sqlite"])).contains("cannot be written"));
    // The pages in the middle are damaged.
    let mut bytes = std::fs::read(folder.join("listings.sqlite")).unwrap();
    let pages = bytes.len() / 4096;
    bytes[pages / 4 * 4096..pages / 2 * 4096].fill(0xa5);
    std::fs::write(folder.join("spoilt.sqlite"), bytes).unwrap();
    let spoilt = run(folder, &["backup", "other.sqlite", "--database-url", "sqlite:spoilt.sqlite"]);
    assert!(refused(&spoilt).contains("no backup was made"));
    let restored = run(folder, &["restore", "spoilt.sqlite"]);
    assert!(refused(&restored).contains("nothing was restored"));
    assert!(!names(folder).iter().any(|name| name.contains("partial") || name.contains("before-restore")));
    assert!(stdout(&run(folder, &["check"])).starts_with("201 listings (201 fictitious), 0 problems"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    closed(folder);
    stdout(&run(folder, &["backup", "copy.sqlite"]));
    assert_eq!(std::fs::metadata(folder.join("copy.sqlite")).unwrap().permissions().mode() & 0o777, 0o600);
    let rights = |name: &str| std::fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(folder.join("listings.sqlite"), PermissionsExt::from_mode(0o640)).unwrap();
    stdout(&run(folder, &["restore", "copy.sqlite"]));
    assert_eq!(rights("listings.sqlite"), 0o640, "what is put back has the rights of what was there");
}

#[test]
fn a_timer_keeps_the_newest_copies_and_touches_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    closed(folder);
    let copies = folder.join("copies");
    std::fs::create_dir(&copies).unwrap();
    for name in ["quelleaideadom-20260101T030000Z.sqlite", "quelleaideadom-20260102T030000Z.sqlite", "mine.sqlite"] {
        std::fs::write(copies.join(name), "x").unwrap();
    }
    let printed = stdout(&run(folder, &["backup", "--keep", "2", "copies"]));
    assert!(printed.contains("removed copies/quelleaideadom-20260101T030000Z.sqlite"), "{printed}");
    let remaining = names(&copies);
    assert_eq!(
        (remaining.len(), remaining[0].as_str(), remaining[1].as_str()),
        (3, "mine.sqlite", "quelleaideadom-20260102T030000Z.sqlite")
    );
    assert!(refused(&run(folder, &["backup", "--keep", "2", "absent"])).contains("absent is not a directory"));
    assert!(refused(&run(folder, &["backup", "--keep", "0", "copies"])).contains("0 is not in"));
}

#[tokio::test]
async fn a_broken_journal_is_copied_and_reported_and_restored_only_on_purpose() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder).await;
    store.close().await;
    std::fs::create_dir(folder.join("copies")).unwrap();
    std::fs::write(folder.join("copies/quelleaideadom-20260101T030000Z.sqlite"), "sound").unwrap();
    let pool = sqlx::SqlitePool::connect(&url(folder, "listings.sqlite")).await.unwrap();
    sqlx::query("update revisions set author = 'personne' where number = 12").execute(&pool).await.unwrap();
    pool.close().await;
    let made = run(folder, &["backup", "--keep", "1", "copies"]);
    assert_eq!(made.status.code(), Some(1), "a timer says that it failed");
    let printed = String::from_utf8_lossy(&made.stderr).into_owned();
    assert!(printed.contains("entry 12 of the journal") && printed.contains("the copy is kept"), "{printed}");
    let copies = names(&folder.join("copies"));
    assert_eq!(copies.len(), 2, "no earlier copy is removed: {copies:?}");
    let copy = format!("copies/{}", copies[1]);
    assert!(refused(&run(folder, &["restore", &copy])).contains("entry 12 of the journal"));
    stdout(&run(folder, &["restore", &copy, "--accept-problems"]));
}

#[test]
fn nobody_restores_under_a_running_program() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    closed(folder);
    stdout(&run(folder, &["backup", "copy.sqlite"]));
    let (mut server, _log) = privacy::serve(folder);
    let printed = refused(&run(folder, &["restore", "copy.sqlite"]));
    assert!(printed.contains("a program is using it: stop that program first"), "{printed}");
    let printed = stdout(&run(folder, &["backup", "beside.sqlite"]));
    assert!(printed.starts_with("beside.sqlite "), "a backup is made beside it: {printed}");
    // A killed process cannot release anything itself.
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    assert!(folder.join("listings.sqlite-wal").exists());
    let after = stdout(&run(folder, &["backup", "after.sqlite"]));
    assert!(after.contains("journal of 201 entries"), "what stood in the log of a killed server is copied: {after}");
    let printed = stdout(&run(folder, &["restore", "copy.sqlite"]));
    let kept = printed.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert!(kept.starts_with("listings.sqlite.before-restore-20"), "{printed}");
    let files = names(folder);
    assert!(!files.iter().any(|name| name.ends_with("sqlite-wal") || name.ends_with("-shm")), "{files:?}");
    for database in ["listings.sqlite", &kept] {
        let url = format!("sqlite:{database}");
        assert!(
            stdout(&run(folder, &["check", "--database-url", &url]))
                .contains("201 listings (201 fictitious), 0 problems")
        );
    }
}

#[tokio::test]
async fn whoever_has_the_database_open_without_a_lock_stops_a_restore_too() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).await.close().await;
    stdout(&run(folder, &["backup", "copy.sqlite"]));
    // An earlier version of the program, or the shell of SQLite.
    let pool = sqlx::SqlitePool::connect(&url(folder, "listings.sqlite")).await.unwrap();
    sqlx::query("select count(*) from listings").execute(&pool).await.unwrap();
    let printed = refused(&run(folder, &["restore", "copy.sqlite"]));
    assert!(printed.contains("a program is using it"), "{printed}");
    pool.close().await;
    stdout(&run(folder, &["restore", "copy.sqlite"]));
}

#[test]
fn a_database_that_is_past_reading_is_kept_with_its_log_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    closed(folder);
    stdout(&run(folder, &["backup", "copy.sqlite"]));
    std::fs::write(folder.join("listings.sqlite"), "no database at all, and longer than a header of SQLite".repeat(9))
        .unwrap();
    std::fs::write(folder.join("listings.sqlite-wal"), "what was not yet in it").unwrap();
    std::fs::write(folder.join("listings.sqlite-shm"), "its index").unwrap();
    let printed = stdout(&run(folder, &["restore", "copy.sqlite"]));
    let kept = printed.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert!(std::fs::read_to_string(folder.join(&kept)).unwrap().starts_with("no database at all"));
    assert_eq!(std::fs::read_to_string(folder.join(format!("{kept}-wal"))).unwrap(), "what was not yet in it");
    assert!(!folder.join("listings.sqlite-shm").exists());
    assert!(stdout(&run(folder, &["check"])).contains("0 problems"));
    // A log without its database may hold all the data.
    std::fs::write(folder.join("other.sqlite-wal"), "all that there was").unwrap();
    let printed = stdout(&run(folder, &["restore", "copy.sqlite", "--database-url", "sqlite:other.sqlite"]));
    let kept = printed.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(std::fs::read_to_string(folder.join(format!("{kept}-wal"))).unwrap(), "all that there was");
    assert!(refused(&run(folder, &["restore", "listings.sqlite"])).contains("is the database itself"));
    assert!(refused(&run(folder, &["restore", "absent.sqlite"])).contains("nothing was restored"));
}

#[tokio::test]
async fn what_is_published_goes_into_files_that_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder).await;
    let published = domain::law::parameters::Published {
        parameter: domain::law::parameters::Parameter::DepartmentHour,
        value: number("25.75").unwrap(),
        state: domain::law::parameters::State::Entered,
        from: jiff::civil::date(2026, 1, 1),
        until: None,
        article: "=arrêté".into(),
        url: "https://www.paris.fr".into(),
        read: jiff::civil::date(2026, 1, 2),
    };
    let value =
        EnteredValue { published, withdrawn: false, author: "jeanne".to_owned(), recorded_at: Timestamp::UNIX_EPOCH };
    store.add_value(value).await.unwrap();
    store.close().await;
    let csv = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets").to_owned();
        let mut lines = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let header = lines.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
        (header, rows)
    };
    let json = |name: &str| -> Vec<serde_json::Value> {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    for (what, count) in [("listings", 201), ("journal", 201)] {
        for end in ["json", "csv"] {
            let file = format!("{what}.{end}");
            assert_eq!(stdout(&run(folder, &["export", what, &file])), format!("{file} {count}\n"));
        }
    }
    let (header, rows) = csv("listings.csv");
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    let first = demonstration().remove(0);
    assert_eq!(rows.len(), 201);
    assert_eq!(header.len(), 4 + domain::Field::ALL.len());
    assert_eq!(
        (&rows[0][column("finess")], &rows[0][column("name")]),
        (first.finess.as_str(), first.name.value.as_str())
    );
    let listed: Vec<domain::Listing> =
        json("listings.json").into_iter().map(|value| serde_json::from_value(value).unwrap()).collect();
    assert_eq!(listed, demonstration());
    let (_, rows) = csv("journal.csv");
    assert_eq!((rows.len(), &rows[0][3]), (201, "'=test"), "no formula");
    let journal = json("journal.json");
    assert!(journal[0]["changes"].is_array() && journal[0]["seal"].as_str().unwrap().len() == 64);
    assert_eq!(journal[0]["author"], "=test", "JSON has every text as it is");
    stdout(&run(folder, &["export", "parameters", "law.csv"]));
    stdout(&run(folder, &["export", "parameters", "law.json"]));
    let (_, rows) = csv("law.csv");
    let last = rows.last().unwrap();
    assert_eq!((&last[1], &last[2], &last[5], &last[8], &last[9]), ("25.75", "saisi", "'=arrêté", "false", "jeanne"));
    assert_eq!(json("law.json").last().unwrap()["author"], "jeanne");
    assert!(
        refused(&run(folder, &["export", "listings", "listings.xlsx"])).contains("neither with .json nor with .csv")
    );
    assert!(!names(folder).iter().any(|name| name.contains("partial")));
}
