//! Where a register and the evaluations appear: the command line, the back office, and the pages that show their age.

use std::path::Path;
use std::process::{Command, Output};

use app::access::Role;
use domain::provider::listing::{Fact, Provenance, Source};
use jiff::civil::date;
use serde_json::json;
use server::storage::journal::{ImportKind, JournalStore};
use server::storage::{ListingStore, Save};

use crate::import_has::{HEADER, workbook};
use crate::import_plus::{HELP, activities, packed, service, structures, with};
use crate::imports::{location, upload};
use crate::staff::bureau_of;
use crate::support::{demonstration, get, register, site};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
    command.args(arguments).current_dir(folder).env("DATABASE_URL", "sqlite:listings.sqlite").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn both_parts_of_the_register_go_in_at_once_in_any_order_and_the_evaluations_after_them() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let priced = with(service("750000011", "460"), "/modefixationtarifaire", json!("08"));
    std::fs::write(folder.join("structures.json.gz"), packed(structures(&[priced]).to_string().as_bytes())).unwrap();
    std::fs::write(folder.join("activites.json"), activities("750000011", &[HELP]).to_string()).unwrap();
    std::fs::write(folder.join("old.csv"), register("2026-05-04")).unwrap();
    std::fs::write(folder.join("has.xlsx"), workbook(&HEADER, &[&["QUALI", "X", "2025-03-04", "750000011", "B", "E"]]))
        .unwrap();
    std::fs::write(folder.join("has.parquet"), "PAR1").unwrap();
    let twice = run(folder, &["import", "finess", "old.csv", "structures.json.gz"]);
    assert!(text(&twice.stderr).contains("both files are of the same part"), "{}", text(&twice.stderr));
    let alone = run(folder, &["import", "finess", "activites.json"]);
    assert!(text(&alone.stderr).contains("import the structures"), "{}", text(&alone.stderr));
    let output = run(folder, &["import", "finess", "activites.json", "structures.json.gz"]);
    let output = text(&output.stdout);
    assert!(output.starts_with("file of 2026-11-20 (FINESS+, structures)\nread 1\nkept 1\nadded 1"), "{output}");
    assert!(output.contains("file of 2026-11-21 (FINESS+, activités)\nread 1\nkept 1\nadded 0\nchanged 1"), "{output}");
    let report = std::fs::read_to_string(folder.join("import-finess-report.csv")).unwrap();
    assert!(report.contains("the département sets its prices"), "{report}");
    let again = text(&run(folder, &["import", "finess", "structures.json.gz"]).stdout);
    assert!(again.contains("changed 0\nconfirmed 1"), "{again}");
    let old = text(&run(folder, &["import", "finess", "old.csv"]).stderr);
    assert!(old.contains("older than the last one imported"), "{old}");
    let has = text(&run(folder, &["import", "has", "has.xlsx"]).stdout);
    assert!(has.starts_with("last evaluation of 2025-03-04\nread 1\nkept 1\nadded 0\nchanged 1"), "{has}");
    let parquet = text(&run(folder, &["import", "has", "has.parquet"]).stderr);
    assert!(parquet.contains("take the XLSX"), "{parquet}");
    let check = text(&run(folder, &["check"]).stdout);
    for line in [
        "1 listings (0 fictitious), 0 problems",
        "register of 2026-11-20 (FINESS+, structures)",
        "activities of 2026-11-21 (FINESS+, activités)",
        "evaluations of the HAS until 2025-03-04",
    ] {
        assert!(check.contains(line), "{line}: {check}");
    }
    assert!(run(folder, &["export", "listings", "open.json"]).status.success());
    let open = std::fs::read_to_string(folder.join("open.json")).unwrap();
    assert!(open.contains("\"evaluator\"") && open.contains("75114"), "{open}");
    assert!(!open.contains("tarif-departement"), "a hint is not for the public");
}

#[test]
fn an_old_extract_warns_that_it_is_frozen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("old.csv"), register("2026-05-04")).unwrap();
    let output = run(folder, &["import", "finess", "old.csv"]);
    assert!(output.status.success());
    let warning = "warning: these extracts have been frozen on 2026-05-04";
    assert!(text(&output.stderr).contains(warning), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("more than 60 days old"));
    assert!(text(&run(folder, &["check"]).stdout).contains(warning));
}

#[tokio::test]
async fn the_public_is_warned_when_the_register_is_stale() {
    let listings = || demonstration().into_iter().take(3).collect();
    let fresh = site(listings(), Some(date(2026, 11, 20))).await;
    let stale = site(listings(), Some(date(2026, 8, 1))).await;
    for page in ["/services", "/comparer?lieu=14e&acte=toilette"] {
        assert!(!get(&fresh, page).await.body.contains("Attention, registre du"), "{page}");
        let body = get(&stale, page).await.body;
        assert!(body.contains("Attention, registre du 1er août 2026"), "{page}");
    }
    let method = get(&stale, "/methode").await.body;
    for sentence in
        ["FINESS+, structures, fichier du 1er août 2026", "plus de deux mois", "Agence du numérique en santé"]
    {
        assert!(method.contains(sentence), "{sentence}");
    }
    assert!(!get(&fresh, "/methode").await.body.contains("a plus de"), "three days old");
}

#[tokio::test]
async fn a_register_is_previewed_with_its_differences_and_what_does_not_change_is_not_written() {
    let bureau = bureau_of(async |_, _| {}, |office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let hinted = with(service("750000011", "460"), "/modefixationtarifaire", json!("09"));
    let document = |day: &str| {
        let text = structures(&[hinted.clone(), service("750000022", "354")]).to_string();
        packed(text.replace("2026-11-20", day).as_bytes())
    };
    let read = upload(&bureau, &publisher, "structures.json.gz", &document("2026-11-20"), "").await;
    bureau.post(&location(&read), &publisher, "action=tout").await;
    let finess = "750000011".parse().unwrap();
    let versioned = bureau.store.find(finess).await.unwrap().unwrap();
    let sheet = bureau.get("/gestion/services/750000011", &publisher).await.body;
    assert!(sheet.contains("Ce n’est pas une preuve"), "staff are told");
    assert!(!bureau.get("/services/750000011", "").await.body.contains("peut-être habilité"), "families are not");
    // The City states another telephone number.
    let mut listing = versioned.listing.clone();
    let city = Provenance { source: Source::City, observed: date(2026, 11, 22), verified: None };
    listing.phone = Fact::new("0199000009".parse().unwrap(), city);
    let authorship = server::storage::Authorship {
        author: "jeanne".to_owned(),
        source: Source::City,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    bureau.store.save(vec![Save::new(Some(&versioned), listing)], &authorship, None).await.unwrap();
    let revision = bureau.store.snapshot().await.unwrap().revision;
    let read = upload(&bureau, &publisher, "structures.json.gz", &document("2026-11-23"), "").await;
    let page = bureau.get(&location(&read), &publisher).await.body;
    for sentence in
        ["Ce que le fichier dit autrement", "01 99 00 00 09", "01 42 00 00 01", "Revues sans changement : 2"]
    {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    bureau.post(&location(&read), &publisher, "action=tout").await;
    let snapshot = bureau.store.snapshot().await.unwrap();
    assert_eq!(snapshot.revision, revision, "no listing is written");
    assert_eq!(snapshot.imports.sources().register.unwrap().on, date(2026, 11, 23));
    let last = bureau.store.list_imports().await.unwrap().rows.remove(0);
    assert_eq!((last.kind, last.counts.confirmed, last.counts.changed), (ImportKind::Structures, 2, 0));
    assert!(bureau.get("/methode", "").await.body.contains("fichier du 23 novembre 2026"), "published at once");
    // The evaluations are imported in the same way.
    let rows: [&[&str]; 1] = [&["QUALI", "X", "2025-03-04", "750000011", "B", "E"]];
    let read = upload(&bureau, &publisher, "has.xlsx", &workbook(&HEADER, &rows), "").await;
    bureau.post(&location(&read), &publisher, "action=tout").await;
    let public = bureau.get("/services/750000011", "").await.body;
    assert!(public.contains("B – HAS, évaluation du 4 mars 2025, par QUALI"), "{public}");
    let old = register("2026-11-23");
    let refused = upload(&bureau, &publisher, "old.csv", old.as_bytes(), "").await;
    let page = bureau.get(&location(&refused), &publisher).await.body;
    assert!(page.contains("ne sont plus mis à jour depuis le 4 mai 2026"), "{page}");
}
