//! The program as an operator uses it: results on stdout, a meaningful exit code, errors that say what to do.

use std::path::Path;
use std::process::{Command, Output};

use app::staff::accounts::AccountAct;
use server::storage::Store;
use server::storage::account_changes::AccountChangeStore;

use crate::support::{addresses, real_data, register};

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
    assert!(second.contains("added 0\nchanged 0\nconfirmed 3\nclosed 0"), "{second}");
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
    assert_eq!(answer["versions"]["day"], "2026-11-23");
    assert_eq!(ranked, stdout(&run(folder, &["rank", "--need", "need.json", "--on", "2026-11-23"])), "replayed");
    assert!(answer["need_changes"].is_null());
    let changes = stdout(&run(folder, &["rank", "--need", "need.json", "--on", "2026-11-23", "--changes"]));
    let changes: serde_json::Value = serde_json::from_str(&changes).unwrap();
    assert_eq!(changes["need_changes"]["now"]["to_confirm"], 2);
    assert!(answer["pairs"].is_null());
    let together = stdout(&run(folder, &["rank", "--need", "need.json", "--on", "2026-11-23", "--pairs"]));
    let together: serde_json::Value = serde_json::from_str(&together).unwrap();
    assert!(together["pairs"]["best"].as_array().unwrap().is_empty(), "nothing is known of a register alone");
    assert!(together["pairs"]["none"]["code"].is_string());
    assert!(stdout(&run(folder, &["check"])).starts_with("3 listings (0 fictitious), 0 problems"));
}

#[test]
fn an_error_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("foreign.csv"), "a;b\n").unwrap();
    std::fs::write(folder.join("need.json"), NEED.replace("75114", "13001")).unwrap();
    std::fs::write(folder.join("late.json"), NEED.replace("2026-12-01", "2021-12-01")).unwrap();
    std::fs::write(folder.join("typo.json"), NEED.replace("wished", "wishes")).unwrap();
    assert!(refused(&run(folder, &["import", "finess", "absent.csv"])).contains("cannot open absent.csv"));
    assert!(refused(&run(folder, &["import", "finess", "foreign.csv"])).contains("this is not a FINESS file"));
    let other = refused(&run(folder, &["check", "--database-url", "mysql://localhost/x"]));
    assert!(other.contains("must start with `sqlite:` or `postgres://`"), "{other}");
    let wrong = refused(&run(folder, &["check", "--database-url", "sqlite:x.sqlite?foo=1"]));
    assert!(wrong.contains("cannot be opened"), "{wrong}");
    assert!(refused(&run(folder, &["check", "--database-url", "sqlite:typo.sqlite"])).contains("cannot be opened"));
    assert!(!folder.join("typo.sqlite").exists(), "a mistyped path makes no database");
    std::fs::write(folder.join("register.csv"), register("2026-01-08")).unwrap();
    stdout(&run(folder, &["import", "finess", "register.csv"]));
    for (need, reason) in [
        ("need.json", "/zone: it is no zone of Paris"),
        ("late.json", "the start date lies between"),
        ("typo.json", "unknown field `wishes`"),
    ] {
        let output = refused(&run(folder, &["rank", "--need", need]));
        assert!(output.contains(reason), "{output}");
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
    let output = stdout(&aids("--on 2026-11-01 --gir 3 --resources 1500 --plan 800"));
    for part in [
        "participation 120.71: scale over the three bands (CASF R232-11)\n  with mtp-mois 1288.13 from 2026-01-01: CASF L232-3-1",
        "apa 679.29: part used",
        "to-pay 120.71: each month",
        "after-credit 60.35",
        "credit-ceiling 13500.00",
        "credit-d-impot: ouverte",
    ] {
        assert!(output.contains(part), "{part} in {output}");
    }
    let json = stdout(&aids("--on 2026-11-01 --gir 3 --resources 1500 --plan 800 --json"));
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    let case = &answer["cases"][0];
    assert_eq!((&case["to_pay_month_euros"], &case["apa_month_euros"]), (&"120.71".into(), &"679.29".into()));
    assert_eq!(case["lines"][1]["step"]["code"], "plan-notifie");
    let mtp = &answer["law_values"]["mtp-mois-2026-01-01"];
    assert_eq!((&mtp["value"], &mtp["unit"]), (&"1288.13".into(), &"euros_per_month".into()), "named by its lines");
    let later = stdout(&aids("--on 2027-02-01 --gir 3 --resources 1500 --plan 800"));
    assert!(later.contains("no value published for 2027"), "{later}");
    let capped = stdout(&aids("--on 2026-11-01 --gir 4 --resources 1500 --plan 2000"));
    assert!(capped.contains("ceiling 811.52") && capped.contains("counted 811.52"), "{capped}");
    let couple = stdout(&aids("--on 2026-11-01 --gir 3 --resources 2550 --plan 800 --couple"));
    assert!(couple.contains("apa 679.29"), "1.7 × 1 500 for a couple: {couple}");
    assert!(stdout(&aids("--gir 6 --resources 1500")).contains("apa: non-ouverte (gir-5-ou-6)"));
    let unknown = stdout(&aids("--on 2026-11-01 --resources 1500 --hours 30"));
    assert!(unknown.contains("GIR 1,") && unknown.contains("without APA") && unknown.contains("gir is not known"));
    for (arguments, reason) in [
        ("--gir 0 --resources 1 --plan 1", "the GIR is a number from 1 to 6"),
        ("--gir 7 --resources 1 --plan 1", "the GIR is a number from 1 to 6"),
        ("--gir 1 --resources -1 --plan 1", "resources lie between 0 and"),
        ("--gir 1 --resources 100001 --plan 1", "resources lie between 0 and"),
        ("--gir 1 --resources 1 --plan 1.234", "at most two decimals"),
        ("--resources 1 --plan 1", "a notified plan names its GIR"),
        ("--on 2023-12-31 --gir 1 --resources 1 --plan 1", "no aid can be computed on 2023-12-31"),
    ] {
        let output = refused(&aids(arguments));
        assert!(output.contains(reason), "{output}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no database, no file");
}

#[test]
fn a_value_of_the_law_is_added_with_its_source_and_counts_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let source =
        ["--article", "arrêté du 12 janvier 2026", "--url", "https://www.paris.fr/arretes", "--author", "a publisher"];
    let add = |arguments: &[&str]| run(folder, &[&["parameter", "add"], arguments, &source[..]].concat());
    let output = stdout(&add(&["tarif-apa-departement-heure", "25.75", "--from", "2026-01-01"]));
    assert!(
        output.starts_with(
            "added tarif-apa-departement-heure 25.75 (saisi) from 2026-01-01 until 2027-01-01: arrêté du 12 janvier 2026"
        ),
        "{output}"
    );
    let listed = stdout(&run(folder, &["parameter", "list"]));
    assert!(listed.contains("mtp-mois 1288.13 (publie) from 2026-01-01 until 2027-01-01: CASF L232-3-1"), "{listed}");
    assert!(listed.trim_end().lines().last().unwrap().contains("; added by a publisher on 20"), "{listed}");
    let aids =
        stdout(&run(folder, &["aids", "--on", "2026-11-01", "--gir", "3", "--resources", "1500", "--hours", "20"]));
    assert!(aids.contains("plan 515.00") && aids.contains("reference tariff: tarif-apa-departement"), "{aids}");
    for (arguments, reason) in [
        (["tarif-inconnu", "25", "--from", "2026-01-01"], "the parameters are tarif-plancher-heure"),
        (["mtp-mois", "0", "--from", "2027-01-01"], "the value is 0"),
        (["mtp-mois", "1300.125", "--from", "2027-01-01"], "more decimals"),
        (["tarif-plancher-heure", "252", "--from", "2027-01-01"], "add --confirmed if it is true"),
        (["mtp-mois", "1300", "--from", "2027-13-01"], "2027-13-01"),
    ] {
        let output = refused(&add(&arguments));
        assert!(output.contains(reason), "{output}");
    }
    assert_eq!(stdout(&run(folder, &["parameter", "list"])), listed, "what is refused is not added");
    let corrected = stdout(&add(&["tarif-apa-departement-heure", "26.10", "--from", "2026-01-01"]));
    assert!(corrected.trim_end().ends_with(", in place of 25.75"), "{corrected}");
    let withdraw = ["parameter", "withdraw", "tarif-apa-departement-heure", "--from", "2026-01-01", "--author", "x"];
    let withdrawn = stdout(&run(folder, &withdraw));
    assert!(withdrawn.starts_with("withdrawn tarif-apa-departement-heure 26.1 (saisi)"), "{withdrawn}");
    assert!(refused(&run(folder, &withdraw)).contains("nobody added a value"));
    let aids =
        stdout(&run(folder, &["aids", "--on", "2026-11-01", "--gir", "3", "--resources", "1500", "--hours", "20"]));
    assert!(aids.contains("reference tariff: tarif-plancher"), "unknown again: {aids}");
    let later =
        stdout(&run(folder, &["aids", "--on", "2027-03-01", "--gir", "3", "--resources", "1500", "--hours", "20"]));
    assert!(later.contains("tarif-plancher-heure 25.20 (computed, not yet published)"), "{later}");
}

#[test]
fn check_says_what_the_price_rules_remark_and_calls_it_no_problem() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let mut listing = crate::support::demonstration()
        .into_iter()
        .find(|listing| listing.tariff_on(domain::Mode::Prestataire, crate::support::TODAY).is_some())
        .unwrap();
    let tariff = listing.tariff_on(domain::Mode::Prestataire, crate::support::TODAY).unwrap();
    let low = domain::TariffTerms { care_hour: Some(domain::Cents(2_100)), ..tariff.terms().clone() };
    let provenance = listing.tariffs.provenance().unwrap().clone();
    listing.tariffs = domain::Fact::new(vec![low.try_into().unwrap()], provenance);
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        use server::storage::ListingStore;
        let store = server::storage::sqlite::SqliteStore::open(&url).await.unwrap();
        let source = domain::Source::Demonstration;
        let authorship =
            server::storage::Authorship { author: "test".to_owned(), source, recorded_at: jiff::Timestamp::UNIX_EPOCH };
        let save = server::storage::Save::new(None, listing.clone());
        store.save(vec![save], &authorship, None).await.unwrap();
        store.close().await;
    });
    let output = stdout(&run(folder.path(), &["check"]));
    let remark = format!("{}: sous-la-valeur-du-departement: aide hour of the prestataire tariff", listing.finess);
    assert!(output.contains("1 listings (1 fictitious), 0 problems"), "{output}");
    assert!(output.contains(&remark) && output.contains("21.00") && output.contains("(CASF L314-2-1)"), "{output}");
}

#[test]
fn addresses_go_in_with_a_report_and_a_refused_file_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("good.csv"), addresses() + "id;;x;;Rue Z;75001;75101;Paris;2;48\n").unwrap();
    std::fs::write(folder.join("foreign.csv"), "a;b\n1;2\n").unwrap();
    std::fs::write(folder.join("cut.csv.gz"), [0x1f, 0x8b, 8, 0]).unwrap();
    std::fs::write(folder.join("foreign.geojson"), "{}").unwrap();
    let output = stdout(&run(folder, &["import", "addresses", "good.csv"]));
    assert!(output.starts_with("read 22\nkept 19\nelsewhere 2\nrejected 1\nstreets 10\nreport "), "{output}");
    let report = std::fs::read_to_string(folder.join("import-addresses-report.csv")).unwrap();
    assert_eq!(report, "line;street;reason\n23;Rue Z;`x` `` is not a house number\n");
    for (kind, file, reason) in [
        ("addresses", "foreign.csv", "its header lacks `numero`"),
        ("addresses", "cut.csv.gz", "cut or damaged"),
        ("addresses", "absent.csv", "cannot open absent.csv"),
        ("zones", "foreign.geojson", "not a GeoJSON FeatureCollection"),
        ("zones", "absent.geojson", "cannot open absent.geojson"),
    ] {
        let output = refused(&run(folder, &["import", kind, file]));
        assert!(output.contains(reason), "{output}");
    }
    assert!(stdout(&run(folder, &["check"])).starts_with("0 listings (0 fictitious), 0 problems"));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let url = format!("sqlite:{}", folder.join("listings.sqlite").display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let count: i64 = sqlx::query_scalar("select count(*) from streets").fetch_one(&pool).await.unwrap();
        assert_eq!(count, 10);
        sqlx::query("update streets set houses = '1 x' where name = 'Rue Nationale'").execute(&pool).await.unwrap();
        sqlx::query(
            "insert into outlines (zone, path, label_x, label_y, view_width, view_height, file_name, recorded_at)
             values ('Paris', 'M0 0z', 0, 0, 1, 1, 'x', 'y')",
        )
        .execute(&pool)
        .await
        .unwrap();
        pool.close().await;
    });
    let found = run(folder, &["check"]);
    assert_eq!(found.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(lines.contains("2 problems") && lines.contains("street Rue Nationale 75113: unreadable"), "{lines}");
    assert!(lines.contains("outline of zone Paris: unreadable"), "{lines}");
}

#[test]
fn the_real_outlines_go_in_and_say_what_they_weigh() {
    let Some(path) = real_data("paris-arrondissements.geojson") else { return };
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let output = stdout(&run(folder.path(), &["import", "zones", path.to_str().unwrap()]));
        assert!(output.starts_with("zones 20\nforeign 0\npoints read 4988\npoints kept "), "{output}");
    }
}

#[test]
fn reports_are_listed_newest_first_each_on_one_line_that_a_terminal_does_not_obey() {
    use domain::feedback::report::{ReportAbout, ReportMessage};
    use server::storage::{NewReport, ReportStore};
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(refused(&run(folder, &["report", "list"])).contains("cannot be opened"), "a mistyped path is said");
    let url = format!("sqlite:{}", folder.join("listings.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = server::storage::sqlite::SqliteStore::open(&url).await.unwrap();
        for (about, message, at) in [
            (ReportAbout::Price, "le prix a changé\nen janvier", "2026-11-22T23:30:00Z"),
            (ReportAbout::Closed, "fermé depuis l’été \u{202e}dirait-on", "2026-11-23T10:00:00Z"),
        ] {
            let message = ReportMessage::parse(message).unwrap();
            let finess = "750000011".parse().unwrap();
            let report = NewReport { finess, about, message, recorded_at: at.parse().unwrap() };
            store.add_report(report).await.unwrap();
        }
        store.close().await;
    });
    assert_eq!(
        stdout(&run(folder, &["report", "list"])),
        "2 2026-11-23 750000011 ferme: fermé depuis l’été \\u{202e}dirait-on\n\
         1 2026-11-23 750000011 tarif: le prix a changé\\nen janvier\n"
    );
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["import", "--help"],
        &["import", "finess", "--help"],
        &["import", "zones", "--help"],
        &["import", "addresses", "--help"],
        &["rank", "--help"],
        &["check", "--help"],
        &["aids", "--help"],
        &["report", "--help"],
        &["report", "list", "--help"],
        &["parameter", "--help"],
        &["parameter", "list", "--help"],
        &["parameter", "add", "--help"],
        &["parameter", "withdraw", "--help"],
        &["backup", "--help"],
        &["restore", "--help"],
        &["export", "--help"],
        &["config", "--help"],
    ] {
        assert!(stdout(&run(folder.path(), arguments)).contains("Usage: quelleaideadom"), "{arguments:?}");
    }
}

#[test]
fn an_account_is_made_by_a_link_that_the_database_does_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let link = stdout(&run(folder, &["user", "add", "jeanne.martin", "--role", "publisher"]));
    let token = link.trim_end().strip_prefix("/gestion/mot-de-passe?lien=").unwrap();
    assert_eq!(token.len(), 64);
    assert_eq!(stdout(&run(folder, &["user", "list"])), "jeanne.martin publisher no-password\n");
    let twice = refused(&run(folder, &["user", "add", "jeanne.martin", "--role", "reader"]));
    assert!(twice.contains("user reset jeanne.martin"), "{twice}");
    let again = stdout(&run(folder, &["user", "reset", "jeanne.martin"]));
    assert_ne!(again, link);
    assert!(refused(&run(folder, &["user", "reset", "nobody"])).contains("`nobody` has no account"));
    let role = refused(&run(folder, &["user", "add", "paul", "--role", "boss"]));
    assert!(role.contains("the roles are reader, editor, publisher, admin"), "{role}");
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(64).any(|window| window == token.as_bytes()), "the token is kept");
    }
    let add = ["user", "add", "paul", "--role", "reader", "--openid", "Paul.Durand@Paris.fr"];
    assert!(stdout(&run(folder, &add)).starts_with("/gestion/mot-de-passe?lien="));
    let taken = ["user", "openid", "jeanne.martin", "paul.durand@paris.fr"];
    assert!(refused(&run(folder, &taken)).contains("another account"));
    assert!(refused(&run(folder, &["user", "openid", "paul", "paul"])).contains("address"));
    assert!(stdout(&run(folder, &["user", "list"])).contains("paul reader no-password openid\n"));
    assert_eq!(stdout(&run(folder, &["user", "openid", "paul"])), "unlinked paul\n");
    assert_eq!(stdout(&run(folder, &taken)), "linked jeanne.martin\n");
    assert_eq!(stdout(&run(folder, &["user", "remove", "paul"])), "removed paul\n");
    assert_eq!(stdout(&run(folder, &["user", "remove", "jeanne.martin"])), "removed jeanne.martin\n");
    assert_eq!(stdout(&run(folder, &["user", "list"])), "");
    stdout(&run(folder, &["user", "add", "anne", "--role", "admin"]));
    assert!(refused(&run(folder, &["user", "remove", "anne"])).contains("add another account of the role admin first"));

    // All of it stands in the journal of accounts, as what is done at a screen.
    let url = format!("sqlite:{}", folder.join("listings.sqlite").display());
    let events = tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = server::storage::sqlite::SqliteStore::open(&url).await.unwrap();
        let events = store.list_account_events(99).await.unwrap().rows;
        store.close().await;
        events
    });
    let done: Vec<(&str, AccountAct)> = events.iter().rev().map(|event| (event.account.as_str(), event.act)).collect();
    assert_eq!(
        done,
        [
            ("jeanne.martin", AccountAct::Created),
            ("jeanne.martin", AccountAct::PasswordReset),
            ("jeanne.martin", AccountAct::SecondFactorReset),
            ("paul", AccountAct::Created),
            ("paul", AccountAct::EmailChanged),
            ("jeanne.martin", AccountAct::EmailChanged),
            ("paul", AccountAct::Revoked),
            ("jeanne.martin", AccountAct::Revoked),
            ("anne", AccountAct::Created),
        ]
    );
    assert!(events.iter().all(|event| event.actor.is_empty()), "at a terminal");
}

#[test]
fn the_reports_of_imports_hold_no_formula() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let lines = "structureet;=HYPERLINK(\"x\");@x\nstructureet;+1;x\n";
    std::fs::write(folder.join("register.csv"), register("2026-01-08") + lines).unwrap();
    stdout(&run(folder, &["import", "finess", "register.csv"]));
    let streets = "id;;x;;=1+1;75005;75105;Paris;2.3;48.8\nid;;x;;-1;75005;75105;Paris;2.3;48.8\n";
    std::fs::write(folder.join("addresses.csv"), addresses() + streets).unwrap();
    stdout(&run(folder, &["import", "addresses", "addresses.csv"]));
    for (name, expected) in [("finess", ["'=HYPERLINK(\"x\")", "'+1"]), ("addresses", ["'=1+1", "'-1"])] {
        let report = folder.join(format!("import-{name}-report.csv"));
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(report).unwrap();
        let cells: Vec<String> =
            reader.records().flat_map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{cells:?}");
        for expected in expected {
            assert!(cells.iter().any(|cell| cell == expected), "{cells:?}");
        }
    }
}

#[test]
fn a_file_of_outlines_too_large_to_be_read_whole_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("zones.geojson")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let output = refused(&run(folder.path(), &["import", "zones", "zones.geojson"]));
    assert!(output.contains("outlines have 64 MB at most"), "{output}");
}
