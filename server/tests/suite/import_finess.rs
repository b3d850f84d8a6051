//! The register of the State becomes listings: nothing is invented, nothing is lost.

use std::io::Cursor;

use domain::provider::listing::{Fact, Habilitation, Provenance, Source, Standing};
use domain::{Listing, Phone};
use jiff::Timestamp;
use jiff::civil::date;
use server::import::merge::{self, PlanError};
use server::import::register::{DepartmentFilter, FileError, Register, read as read_register};
use server::storage::inspection::InspectionStore;
use server::storage::journal::ImportKind;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ImportCounts, ImportRecord, ListingStore, Save, Versioned};

use crate::support::{demonstration, paris, real_data, register, store, structure};

fn read(text: &str) -> Result<Register, FileError> {
    read_bytes(text.as_bytes())
}

fn read_bytes(bytes: &[u8]) -> Result<Register, FileError> {
    read_register(Cursor::new(bytes), &of_paris(), &paris())
}

fn of_paris() -> DepartmentFilter {
    DepartmentFilter::Department("75".to_owned())
}

fn authorship() -> Authorship {
    Authorship { author: "test".to_owned(), source: Source::Finess, recorded_at: Timestamp::UNIX_EPOCH }
}

/// Imports a register like the command; returns its counts.
async fn import(store: &impl ListingStore, register: &Register) -> ImportCounts {
    let last = store.last_imports().await.unwrap().register.map(|import| import.file_date);
    let plan = merge::plan(register, store.load_all().await.unwrap().rows, last, &of_paris(), false).unwrap();
    let record = ImportRecord {
        kind: ImportKind::Register,
        file_name: "register.csv".to_owned(),
        file_date: register.date,
        counts: plan.counts,
    };
    if plan.replaces_demonstration {
        store.replace_all(plan.saves, &authorship(), Some(&record)).await.unwrap();
    } else if !plan.saves.is_empty() {
        store.save(plan.saves, &authorship(), Some(&record)).await.unwrap();
    }
    plan.counts
}

async fn find(store: &impl ListingStore, finess: &str) -> Versioned {
    store.find(finess.parse().unwrap()).await.unwrap().unwrap()
}

#[test]
fn home_care_services_of_the_department_are_kept_with_their_facts() {
    let register = read(&register("2026-01-08")).unwrap();
    assert_eq!((register.read, register.kept.len(), register.remarks.len()), (5, 3, 0));
    let first = &register.kept[0];
    assert_eq!(first.name, "AIDE DU CANAL");
    assert_eq!(first.phone.map(|phone| phone.to_string()).as_deref(), Some("0143000011"));
    let address = first.address.as_ref().unwrap();
    assert_eq!((address.street.as_str(), address.zone.as_str()), ("17 rue Pelleport", "75110"));
    let point = first.point.unwrap();
    assert!(
        (48_850_000..48_900_000).contains(&point.latitude) && (2_400_000..2_430_000).contains(&point.longitude),
        "{point:?}"
    );
}

#[test]
fn the_published_layouts_quotes_and_encodings_are_read() {
    let quoted = register("2026-05-12").replace(";AIDE DU CANAL;", ";\"AIDE \"\"DU CANAL\"\"; LE RETOUR\";");
    assert_eq!(read(&quoted).unwrap().kept[0].name, "AIDE \"DU CANAL\"; LE RETOUR");
    let accented = register("2026-05-12").replace("AIDE DU CANAL", "AIDE DU ch\u{e2}teau");
    assert_eq!(read(&accented).unwrap().kept[0].name, "AIDE DU château");
    let latin: Vec<u8> = accented.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read_bytes(&latin).unwrap().kept[0].name, "AIDE DU château");
    let with_mark = format!("\u{feff}{}", register("2026-05-12").replace('\n', "\r\n"));
    assert_eq!(read(&with_mark).unwrap().kept.len(), 3);
}

#[test]
fn one_bad_line_is_reported_with_its_number_and_stops_nothing() {
    let text = register("2026-01-08")
        .replace("structureet;750000011;", "structureet;75000001X;")
        .replace("0143000022", "0000");
    let register = read(&text).unwrap();
    assert_eq!(register.kept.len(), 2);
    let rejected: Vec<_> = register.remarks.iter().filter(|remark| remark.rejected).map(|remark| remark.line).collect();
    assert_eq!(rejected, [2]);
    let doubt = register.remarks.iter().find(|remark| !remark.rejected).unwrap();
    assert!(doubt.line == 3 && doubt.reason.to_string().contains("telephone `0000`"), "{doubt:?}");
    assert_eq!(register.kept[0].phone, None::<Phone>);
    let short = format!("{}\nstructureet;750000099;X\n{}", register_head(), register_tail());
    assert!(
        read(&short).unwrap().remarks.iter().any(|remark| remark.reason.to_string() == "3 fields instead of 32 or 33")
    );
}

fn register_head() -> String {
    let text = register("2026-01-08");
    text.split_once("\ngeolocalisation").unwrap().0.to_owned()
}

fn register_tail() -> String {
    let text = register("2026-01-08");
    format!("geolocalisation{}", text.split_once("\ngeolocalisation").unwrap().1)
}

#[test]
fn a_foreign_or_cut_file_is_refused_whole() {
    assert!(matches!(read("nom;adresse\nx;y\n"), Err(FileError::Foreign(_))));
    assert!(matches!(read(""), Err(FileError::Foreign(_))));
    assert!(matches!(read("finess;etalab;94;2026-01-08\n"), Err(FileError::NoEstablishment)));
    assert!(matches!(read(&register("not a date")), Err(FileError::Foreign(_))));
    let text = register("2026-01-08");
    assert!(matches!(read(&text[..text.len() - 10]), Err(FileError::CutLine)));
    assert!(matches!(read(&format!("{}\n", register_head())), Err(FileError::Cut(_))));
    let many: String =
        (0..200).map(|n| structure(&format!("75{n:07}"), "X", "460", "110", "75", "", "") + "\n").collect();
    let half = format!("finess;etalab;94;2026-01-08\n{many}{}\n", crate::support::place("750000050"));
    assert!(matches!(read(&half), Err(FileError::Cut(_))), "places stop at the 50th of 200 establishments");
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let store = store().await;
    let register = read(&register("2026-01-08")).unwrap();
    assert_eq!(import(&store, &register).await.added, 3);
    let before = store.generation().await.unwrap();
    let counts = import(&store, &register).await;
    assert_eq!((counts.added, counts.changed, counts.confirmed, counts.closed), (0, 0, 3, 0));
    assert_eq!(store.generation().await.unwrap(), before);
}

#[tokio::test]
async fn a_later_file_changes_what_finess_stated_and_never_what_staff_stated() {
    let store = store().await;
    import(&store, &read(&register("2026-01-08")).unwrap()).await;
    let versioned = find(&store, "750000011").await;
    let mut listing = versioned.listing.clone();
    let city = Provenance { source: Source::City, observed: date(2026, 2, 1), verified: None };
    listing.phone = Fact::new("0140000000".parse().unwrap(), city.clone());
    listing.habilitation = Fact::new(Habilitation::Held, city);
    let save = Save::new(Some(&versioned), listing);
    store.save(vec![save], &authorship(), None).await.unwrap();

    let later =
        register("2026-03-08").replace("AIDE DU CANAL", "AIDE DU GRAND CANAL").replace("0143000011", "0143999999");
    let counts = import(&store, &read(&later).unwrap()).await;
    assert_eq!((counts.added, counts.changed, counts.confirmed, counts.closed), (0, 1, 2, 0));
    let listing = find(&store, "750000011").await.listing;
    assert_eq!(listing.name.value, "AIDE DU GRAND CANAL");
    assert_eq!(listing.phone.value().map(ToString::to_string).as_deref(), Some("0140000000"));
    assert_eq!(listing.habilitation.value(), Some(&Habilitation::Held));
    let last = store.list_revisions(listing.finess).await.unwrap().rows.pop().unwrap();
    assert!(last.import_number.is_some());
    assert!(last.changes.iter().any(|change| change.field == "name"));
    assert!(last.changes.iter().all(|change| change.field != "phone"));
}

#[tokio::test]
async fn a_provider_gone_from_the_file_is_closed_and_comes_back_if_it_does() {
    let store = store().await;
    import(&store, &read(&register("2026-01-08")).unwrap()).await;
    let without: String = register("2026-03-08")
        .lines()
        .filter(|line| !line.contains(";750000022;"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(import(&store, &read(&without).unwrap()).await.closed, 1);
    assert_eq!(find(&store, "750000022").await.listing.standing, Standing::ClosedSince(date(2026, 3, 8)));
    assert_eq!(import(&store, &read(&register("2026-05-08")).unwrap()).await.changed, 1);
    assert_eq!(find(&store, "750000022").await.listing.standing, Standing::Open);
}

#[tokio::test]
async fn an_older_file_or_one_that_closes_many_services_is_refused() {
    let store = store().await;
    import(&store, &read(&register("2026-03-08")).unwrap()).await;
    let stored = store.load_all().await.unwrap().rows;
    let older = read(&register("2026-01-08")).unwrap();
    let refused = merge::plan(&older, stored.clone(), Some(date(2026, 3, 8)), &of_paris(), false);
    assert!(matches!(refused, Err(PlanError::Older { .. })));
    let mut many: Vec<Versioned> = stored;
    for number in 0..20 {
        let mut versioned = many[0].clone();
        versioned.listing.finess = format!("7590000{number:02}").parse().unwrap();
        many.push(versioned);
    }
    let register = read(&register("2026-03-08")).unwrap();
    let refused = merge::plan(&register, many.clone(), None, &of_paris(), false);
    assert!(matches!(refused, Err(PlanError::ClosesMany { closed: 20, open: 23 })));
    assert_eq!(merge::plan(&register, many, None, &of_paris(), true).unwrap().counts.closed, 20);
    let elsewhere = DepartmentFilter::Department("13".to_owned());
    let nothing = read_register(Cursor::new(crate::support::register("2026-03-08")), &elsewhere, &paris()).unwrap();
    assert!(matches!(merge::plan(&nothing, Vec::new(), None, &elsewhere, false), Err(PlanError::NothingKept(_))));
}

#[tokio::test]
async fn real_data_replaces_the_demonstration_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store =
        SqliteStore::open(&format!("sqlite:{}", folder.path().join("listings.sqlite").display())).await.unwrap();
    let save = |listing: Listing| Save::new(None, listing);
    store.save(demonstration().into_iter().map(save).collect(), &authorship(), None).await.unwrap();
    assert_eq!(import(&store, &read(&register("2026-01-08")).unwrap()).await.added, 3);
    let all = store.load_all().await.unwrap().rows;
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|versioned| !versioned.listing.is_demonstration()));
    assert_eq!(store.integrity().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_real_register_of_paris_gives_154_services_and_a_second_time_no_change() {
    let Some(path) = real_data("finess-paris-2021.csv") else { return };
    let folder = tempfile::tempdir().unwrap();
    let store =
        SqliteStore::open(&format!("sqlite:{}", folder.path().join("listings.sqlite").display())).await.unwrap();
    let register = read_bytes(&std::fs::read(path).unwrap()).unwrap();
    let counts = import(&store, &register).await;
    assert_eq!((counts.read, counts.kept, counts.added, counts.rejected), (3140, 154, 154, 0));
    let again = import(&store, &register).await;
    assert_eq!((again.added, again.changed, again.confirmed, again.closed), (0, 0, 154, 0));
    assert!(
        register
            .kept
            .iter()
            .all(|kept| kept.address.as_ref().is_some_and(|address| address.zone.as_str().starts_with("751")))
    );
}

#[test]
fn the_newer_layout_of_the_register_is_read() {
    let Some(path) = real_data("finess-sample-2026-05-12.csv") else { return };
    // Six lines of the first section; a complete file ends with the second section.
    let sample = std::fs::read_to_string(path).unwrap();
    let whole = format!("{sample}{}\n", crate::support::place("970216057"));
    let register = read_register(Cursor::new(whole), &DepartmentFilter::All, &paris()).unwrap();
    assert_eq!((register.date, register.read, register.remarks.len()), (date(2026, 5, 12), 5, 0));
}

#[test]
fn a_name_that_could_become_markup_or_hides_is_rejected_with_its_field() {
    for (name, reason) in [
        ("</title><meta http-equiv=refresh content=0>", "name: it holds `<` or `>`"),
        ("AIDE\0DU CANAL", "name: it holds a control character"),
        ("AIDE \u{202e}LANAC", "name: it holds an invisible character"),
    ] {
        let register = read(&register("2026-01-08").replace("AIDE DU CANAL", name)).unwrap();
        let remark = &register.remarks[0];
        assert_eq!((register.kept.len(), remark.line, remark.finess.as_str()), (2, 2, "750000011"));
        assert!(remark.rejected && remark.reason.to_string().starts_with(reason), "{}", remark.reason);
    }
    let spaced = read(&register("2026-01-08").replace("AIDE DU CANAL", "\u{a0} AIDE DU CANAL\u{3000}\t")).unwrap();
    assert_eq!((spaced.kept[0].name.as_str(), spaced.remarks.len()), ("AIDE DU CANAL", 0));
}

#[test]
fn a_street_or_a_town_that_could_become_markup_becomes_unknown_with_a_remark() {
    for (text, wrong, what) in
        [("PELLEPORT", "<img src=x>", "street: it holds `<`"), ("010 PARIS", "010 PA\u{202e}RIS", "city: it holds an")]
    {
        let register = read(&register("2026-01-08").replacen(text, wrong, 1)).unwrap();
        assert_eq!((register.kept.len(), register.remarks.len()), (3, 1));
        assert!(register.kept[0].address.is_none());
        let remark = &register.remarks[0];
        assert!(!remark.rejected && remark.reason.to_string().starts_with(what), "{}", remark.reason);
    }
}

#[test]
fn a_line_longer_than_64_kb_is_skipped_and_said_and_the_others_are_kept() {
    let text = register("2026-01-08");
    let long = format!("{}\nstructureet;750000099;{}\n", text.lines().next().unwrap(), "x".repeat(70_000));
    let register = read(&text.replacen(&format!("{}\n", text.lines().next().unwrap()), &long, 1)).unwrap();
    assert_eq!((register.kept.len(), register.remarks.len()), (3, 1));
    assert_eq!((register.remarks[0].line, register.remarks[0].rejected), (2, true));
    assert_eq!(register.remarks[0].reason.to_string(), "longer than 65536 bytes: the line was skipped");
}

#[test]
fn a_file_of_wrong_lines_is_refused_before_its_remarks_fill_the_memory() {
    let header = &b"finess;etalab;94;2026-01-08\n"[..];
    let endless = std::io::BufReader::new(std::io::Read::chain(header, Repeated(b"x\n")));
    let refused = read_register(endless, &of_paris(), &paris()).unwrap_err();
    assert!(matches!(refused, FileError::MostlyUnreadable(50_001.., _)), "{refused}");
}

/// The same bytes repeated endlessly.
struct Repeated(&'static [u8]);

impl std::io::Read for Repeated {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len() / self.0.len() * self.0.len();
        into[..length].chunks_exact_mut(self.0.len()).for_each(|part| part.copy_from_slice(self.0));
        Ok(length)
    }
}
