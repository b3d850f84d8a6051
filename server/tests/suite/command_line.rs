//! The program as an operator types it: results on stdout, an exit code that tells, errors that say what to do.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::register;

const NEED: &str = r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette"]}"#;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(arguments)
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "nothing on stdout when it fails");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_goes_in_and_a_ranked_list_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = register("2026-01-08").replace("0143000022", "1");
    std::fs::write(folder.join("register.csv"), text + "structureet;cut\n").unwrap();
    std::fs::write(folder.join("need.json"), NEED).unwrap();

    let first = stdout(&run(folder, &["import", "finess", "register.csv"]));
    assert!(first.contains("read 6\nkept 3\nadded 3\nchanged 0\nconfirmed 0\nclosed 0\nrejected 1\n"), "{first}");
    let report = std::fs::read_to_string(folder.join("import-finess-report.csv")).unwrap();
    assert!(report.contains("12;cut;yes;2 fields instead of 32 or 33"), "{report}");
    assert!(
        report.contains("3;750000022;\"no, kept without this fact\"") || report.contains("3;750000022;no, kept"),
        "{report}"
    );
    let second = stdout(&run(folder, &["import", "finess", "register.csv"]));
    assert!(second.contains("added 0\nchanged 0\nconfirmed 0\nclosed 0"), "{second}");
    let later = register("2026-03-08").replace("AIDE DU CANAL", "AIDE DU GRAND CANAL");
    std::fs::write(folder.join("later.csv"), later).unwrap();
    let dry = stdout(&run(folder, &["import", "finess", "later.csv", "--dry-run"]));
    assert!(dry.contains("changed 2\nconfirmed 1") && dry.contains("nothing was written"), "{dry}");
    assert_eq!(
        dry.replace("nothing was written (--dry-run)\n", ""),
        stdout(&run(folder, &["import", "finess", "later.csv"]))
    );

    let ranked = stdout(&run(folder, &["rank", "--need", "need.json", "--on", "2026-11-23"]));
    let answer: serde_json::Value = serde_json::from_str(&ranked).unwrap();
    assert_eq!(answer["counts"]["to_confirm"], 2);
    assert_eq!(answer["counts"]["excluded"], 1, "the nursing service");
    assert_eq!(answer["stamp"]["seed"], "2026-11-23");
    assert_eq!(ranked, stdout(&run(folder, &["rank", "--need", "need.json", "--on", "2026-11-23"])), "replayed");
    assert!(stdout(&run(folder, &["check"])).starts_with("3 listings (0 fictitious), 0 problems"));
}

#[test]
fn what_cannot_be_done_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("foreign.csv"), "a;b\n").unwrap();
    std::fs::write(folder.join("need.json"), NEED.replace("75114", "13001")).unwrap();
    std::fs::write(folder.join("late.json"), NEED.replace("2026-12-01", "1926-12-01")).unwrap();
    std::fs::write(folder.join("typo.json"), NEED.replace("wished", "wishes")).unwrap();
    assert!(refused(&run(folder, &["import", "finess", "absent.csv"])).contains("cannot open absent.csv"));
    assert!(refused(&run(folder, &["import", "finess", "foreign.csv"])).contains("this is not a FINESS file"));
    let postgres = refused(&run(folder, &["check", "--database-url", "postgres://localhost/x"]));
    assert!(postgres.contains("must start with `sqlite:`"), "{postgres}");
    assert!(refused(&run(folder, &["check", "--database-url", "sqlite:typo.sqlite"])).contains("cannot be opened"));
    assert!(!folder.join("typo.sqlite").exists(), "a mistyped path makes no database");
    std::fs::write(folder.join("register.csv"), register("2026-01-08")).unwrap();
    stdout(&run(folder, &["import", "finess", "register.csv"]));
    for (need, reason) in [
        ("need.json", "zone 13001 is not in Paris"),
        ("late.json", "the start date lies between"),
        ("typo.json", "unknown field `wishes`"),
    ] {
        let said = refused(&run(folder, &["rank", "--need", need]));
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn check_finds_a_document_that_was_damaged() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("register.csv"), register("2026-01-08")).unwrap();
    stdout(&run(folder.path(), &["import", "finess", "register.csv"]));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query("update listings set document = replace(document, '\"kind\":\"460\"', '\"kind\":\"999\"') where finess = '750000011'")
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    });
    let found = run(folder.path(), &["check"]);
    assert_eq!(found.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(lines.contains("1 problems") && lines.contains("750000011: unreadable"), "{lines}");
}

#[test]
fn the_law_is_computed_with_its_sources_and_nothing_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let aids = |arguments: &str| {
        let arguments: Vec<&str> = ["aids"].into_iter().chain(arguments.split(' ')).collect();
        run(folder.path(), &arguments)
    };
    let said = stdout(&aids("--on 2026-11-01 --gir 3 --resources 1500 --plan 800"));
    assert!(said.contains("participation 120.71\napa 679.29\npaid"), "{said}");
    assert!(said.contains("with mtp-mois 1288.130 from 2026-01-01: CSS R355-1"), "{said}");
    let json = stdout(&aids("--on 2026-11-01 --gir 3 --resources 1500 --plan 800 --json"));
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&answer["participation"], &answer["amount"]), (&12_071.into(), &67_929.into()));
    assert!(
        stdout(&aids("--on 2027-02-01 --gir 3 --resources 1500 --plan 800")).contains("no value published for 2027")
    );
    assert!(stdout(&aids("--on 2026-11-01 --gir 4 --resources 1500 --plan 2000")).contains("plan 811.52 (capped)"));
    assert!(stdout(&aids("--gir 6 --resources 1500 --plan 800")).contains("GIR 6 gives no APA"));
    for (arguments, reason) in [
        ("--gir 0 --resources 1 --plan 1", "the GIR is a number from 1 to 6"),
        ("--gir 1 --resources -1 --plan 1", "resources lie between 0 and"),
        ("--gir 1 --resources 1 --plan 1.234", "at most two decimals"),
        ("--on 2019-01-01 --gir 1 --resources 1 --plan 1", "no APA can be computed on 2019-01-01"),
    ] {
        let said = refused(&aids(arguments));
        assert!(said.contains(reason), "{said}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no database, no file");
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["import", "--help"],
        &["import", "finess", "--help"],
        &["rank", "--help"],
        &["check", "--help"],
        &["aids", "--help"],
    ] {
        assert!(stdout(&run(folder.path(), arguments)).contains("Usage: quelleaideadom"), "{arguments:?}");
    }
}
