//! What every store must do, on SQLite and on PostgreSQL: each behaviour is a function of a store that is empty, and a test on both.

mod accounts;
mod both;
mod links;
mod staff;

use app::ports::{MapPlace, Outline, Outlines};
use domain::feedback::refusal::{Counted, DaySlot, Month, Refusal, RefusalReason};
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::law::parameters::{Parameter, Published, State};
use domain::provider::listing::{Fact, LegalForm, Provenance, Source};
use domain::provider::territory::Point;
use domain::readers::amounts;
use domain::{Act, Listing};
use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;
use server::addresses::{House, Street};
use server::import::addresses::AddressCounts;
use server::storage::drafts::{DraftContent, DraftState, Kept, NewDraft};
use server::storage::editing::{Dismissal, Return, TypedForm};
use server::storage::figures::ActKind;
use server::storage::journal::{CompletenessOfDay, ImportKind};
use server::storage::previews::{NewPreview, Preview, PreviewContent, PreviewLine, PreviewRemark, Taken};
use server::storage::refusals::MOST_A_DAY;
use server::storage::sqlite::SqliteStore;
use server::storage::{
    Authorship, EnteredValue, ImportCounts, ImportRecord, NewReport, ParameterStore, ReportAnswer, Save, Store,
    StoreError, StoredOutlines, changes_between, standing,
};

use crate::support::{act, demonstration, origin};

fn authorship(author: &str) -> Authorship {
    let recorded_at: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    Authorship { author: author.to_owned(), source: Source::City, recorded_at }
}

fn new(listing: &Listing) -> Save {
    Save { based_on: None, changes: changes_between(None, listing), listing: listing.clone() }
}

fn changed(listing: &Listing, based_on: u32) -> Save {
    let mut after = listing.clone();
    let provenance = Provenance { source: Source::City, observed: date(2026, 11, 1), verified: None };
    after.legal_form = Fact::new(LegalForm::PublicBody, provenance);
    Save { based_on: Some(based_on), changes: changes_between(Some(listing), &after), listing: after }
}

fn import(day: i8) -> ImportRecord {
    let counts = ImportCounts { read: 9, kept: 3, ..ImportCounts::default() };
    ImportRecord {
        kind: ImportKind::Register,
        file_name: "register.csv".to_owned(),
        file_date: date(2026, 1, day),
        counts,
    }
}

#[test]
fn a_withdrawn_value_no_longer_counts_and_of_two_for_one_day_the_later_does() {
    let (first, second) =
        (value(amounts::number("25.75").unwrap(), None), value(amounts::number("26.10").unwrap(), None));
    let withdrawn = EnteredValue { withdrawn: true, ..second.clone() };
    assert_eq!(standing([&first, &second]), std::slice::from_ref(&second.published));
    assert_eq!(standing([&first, &second, &withdrawn]), []);
    assert_eq!(standing([&first, &withdrawn, &second]), std::slice::from_ref(&second.published));
}

async fn what_is_typed_set_aside_or_sent_back_is_kept_with_who_and_when(store: &dyn Store) {
    let listing = demonstration().remove(0);
    let (finess, at) = (listing.finess, authorship("jeanne").recorded_at);
    let form = |author: &str, pairs: &str| TypedForm {
        author: author.to_owned(),
        finess,
        draft: 0,
        saved_at: at,
        pairs: pairs.to_owned(),
    };
    for pairs in ["nom=a", "nom=b"] {
        store.keep_typed(&form("jeanne", pairs)).await.unwrap();
    }
    let kept = store.find_typed("jeanne", finess, 0).await.unwrap();
    assert_eq!(kept.map(|form| form.pairs).as_deref(), Some("nom=b"), "the last one");
    assert!(store.find_typed("paul", finess, 0).await.unwrap().is_none(), "of someone else");
    assert!(store.find_typed("jeanne", finess, 1).await.unwrap().is_none(), "of a draft");
    store.forget_typed("jeanne", finess, 0).await.unwrap();
    assert!(store.find_typed("jeanne", finess, 0).await.unwrap().is_none());

    let dismissal = |reason: &str| Dismissal {
        finess,
        finding: "sous-la-valeur".to_owned(),
        words: "21 € l’heure".to_owned(),
        reason: reason.to_owned(),
        author: "paul".to_owned(),
        at,
    };
    store.dismiss_finding(&dismissal("un accord")).await.unwrap();
    store.dismiss_finding(&dismissal("un autre accord")).await.unwrap();
    assert_eq!(store.list_dismissals(Some(finess)).await.unwrap().rows, [dismissal("un autre accord")]);

    let content = DraftContent { based_on: 1, state: DraftState::Submitted, listing, note: String::new() };
    let draft = NewDraft { author: "jeanne".to_owned(), source: Source::City, saved_at: at, content };
    let number = store.add_draft(draft).await.unwrap();
    let read = store.find_draft(number).await.unwrap().unwrap();
    let returned = Return { author: "paul".to_owned(), reason: "la source ?".to_owned(), at };
    assert!(store.send_back(&read, &returned).await.unwrap());
    assert!(!store.send_back(&read, &returned).await.unwrap(), "it moved on");
    let back = store.find_draft(number).await.unwrap().unwrap();
    assert_eq!((back.edition, back.draft.content.state), (read.edition + 1, DraftState::Writing));
    assert_eq!(store.find_return(number).await.unwrap(), Some(returned));
    store.keep_typed(&TypedForm { draft: number, ..form("paul", "nom=c") }).await.unwrap();
    assert!(store.remove_draft(number, back.edition, &act(ActKind::DraftThrownAway)).await.unwrap());
    assert!(store.find_typed("paul", finess, number).await.unwrap().is_none(), "nothing is left to be saved");
    assert_eq!(store.find_return(number).await.unwrap(), None, "it goes with its draft");
}

#[tokio::test]
async fn values_in_thousandths_of_the_program_before_are_read_as_decimals() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("listings.sqlite");
    let address = format!("sqlite:{}?mode=rwc", file.display());
    let pool = sqlx::SqlitePool::connect(&address).await.unwrap();
    let migrations = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations/sqlite"));
    let mut before = sqlx::migrate::Migrator::new(migrations).await.unwrap();
    before.migrations.to_mut().retain(|migration| migration.version < 14);
    before.run(&pool).await.unwrap();
    let insert = "insert into parameter_values
        (parameter, thousandths, valid_from, valid_until, article, url, read_on, author, recorded_at)
        values ('plafond-apa-gir1', 1615, '2026-01-01', null, 'CASF R232-10', 'https://example.org', '2026-01-02', 'x',
            '2026-01-02T10:00:00Z')";
    sqlx::query(insert).execute(&pool).await.unwrap();
    pool.close().await;
    let store = SqliteStore::open(&address).await.unwrap();
    let values = store.list_values().await.unwrap().rows;
    assert_eq!(
        (values.len(), values[0].published.value, values[0].withdrawn),
        (1, amounts::number("1.615").unwrap(), false)
    );
    // An earlier version of the program that is still running writes only thousandths.
    let pool = sqlx::SqlitePool::connect(&address).await.unwrap();
    sqlx::query(insert).execute(&pool).await.unwrap();
    pool.close().await;
    assert_eq!(store.list_values().await.unwrap().rows[1].published.value, amounts::number("1.615").unwrap());
}

fn value(value: Decimal, until: Option<jiff::civil::Date>) -> EnteredValue {
    let published = Published {
        parameter: Parameter::DepartmentHour,
        value,
        state: State::Entered,
        from: date(2026, 1, 1),
        until,
        article: "arrêté du 12 janvier 2026".into(),
        url: "https://www.paris.fr/arretes".into(),
        read: date(2026, 11, 23),
    };
    EnteredValue {
        published,
        withdrawn: false,
        author: "a publisher".to_owned(),
        recorded_at: authorship("").recorded_at,
    }
}

fn outlines(codes: &[&str]) -> Outlines {
    let outline =
        |code: &&str| Outline { zone: code.parse().unwrap(), path: format!("M{code} 0l3-4 5 6z"), label: (-3, 8) };
    let north_west = Point { latitude: 48_902_156, longitude: 2_224_122 };
    let place = Some(MapPlace { north_west, decimetres: 178_000 });
    Outlines { width: 1000, height: 535, zones: codes.iter().map(outline).collect(), place }
}

fn street(name: &str, zone: &str, houses: &[(u16, &str)]) -> Street {
    let houses = houses.iter().map(|(number, suffix)| House { number: *number, suffix: (*suffix).to_owned() });
    Street {
        name: name.to_owned(),
        zone: zone.parse().unwrap(),
        postcode: "75005".to_owned(),
        houses: houses.collect(),
    }
}

/// Refusals are counted by kind and month, are not part of a publication, and disappear with the demonstration.
async fn refusals_are_counted_by_kind_and_month(store: &dyn Store) {
    let listings = demonstration();
    let before = store.generation().await.unwrap();
    let (november, december) = (Month::of(date(2026, 11, 30)), Month::of(date(2026, 12, 1)));
    let bare = Refusal {
        finess: listings[0].finess,
        zone: "75114".parse().unwrap(),
        reason: RefusalReason::Full,
        slot: None,
        act: None,
    };
    let kinds = [
        bare,
        Refusal { act: Some(Act::Washing), ..bare },
        Refusal { slot: Some(DaySlot::Weekend), ..bare },
        Refusal { reason: RefusalReason::Delay, ..bare },
        Refusal { zone: "75101".parse().unwrap(), ..bare },
        Refusal { finess: listings[1].finess, ..bare },
    ];
    assert_eq!(store.refusals_since(november).await.unwrap().rows, []);
    for refusal in kinds {
        assert!(store.count_refusal(refusal, date(2026, 11, 3)).await.unwrap());
    }
    store.count_refusal(bare, date(2026, 11, 4)).await.unwrap();
    assert_eq!(store.refusal_days_since(november).await.unwrap().rows, [(bare.finess, 2), (listings[1].finess, 1)]);
    store.count_refusal(bare, date(2026, 12, 1)).await.unwrap();
    let counted = store.refusals_since(november).await.unwrap().rows;
    assert_eq!(counted.len(), 7);
    for refusal in kinds {
        let count = if refusal == bare { 2 } else { 1 };
        assert!(counted.contains(&Counted { refusal, month: november, count }), "{refusal:?}");
    }
    assert_eq!(counted[6], Counted { refusal: bare, month: december, count: 1 });
    assert_eq!(store.refusals_since(december).await.unwrap().rows, counted[6..]);
    // Anything older than the twelve months on the screen is removed.
    let next_november = Month::of(date(2027, 11, 1));
    store.count_refusal(bare, date(2027, 11, 1)).await.unwrap();
    let kept = store.refusals_since(november).await.unwrap().rows;
    assert_eq!(kept.iter().map(|own| own.month).collect::<Vec<_>>(), [december, next_november]);
    assert_eq!(store.refusal_days_since(november).await.unwrap().rows, [(bare.finess, 2)]);
    for _ in 1..MOST_A_DAY {
        assert!(store.count_refusal(bare, date(2027, 11, 1)).await.unwrap());
    }
    assert!(!store.count_refusal(bare, date(2027, 11, 1)).await.unwrap(), "enough of one service on one day");
    let kept = store.refusals_since(next_november).await.unwrap().rows;
    assert_eq!(kept[0].count, MOST_A_DAY);
    assert_eq!(store.generation().await.unwrap(), before);
    store.replace_all(vec![new(&listings[5])], &authorship("import"), None).await.unwrap();
    assert_eq!(store.refusals_since(november).await.unwrap().rows, []);
}

/// Outlines are part of the publication, streets are not; each file replaces the contents of the previous one.
async fn each_file_of_places_replaces_the_one_before(store: &dyn Store) {
    assert_eq!(store.load_outlines().await.unwrap().outlines, None);
    assert_eq!(store.snapshot().await.unwrap().outlines, None);
    let mut seen = store.generation().await.unwrap();
    for (codes, file) in [(&["75101", "75102"][..], "first"), (&["75101", "75103"], "second"), (&["75120"], "third")] {
        store.replace_outlines(&outlines(codes), &origin(file)).await.unwrap();
        assert_eq!(
            store.load_outlines().await.unwrap(),
            StoredOutlines { outlines: Some((outlines(codes), origin(file))), unreadable: Vec::new() }
        );
        assert_eq!(store.snapshot().await.unwrap().outlines, Some(outlines(codes)));
        let generation = store.generation().await.unwrap();
        assert!(generation > seen);
        seen = generation;
    }
    assert_eq!(store.address_generation().await.unwrap(), 0);
    assert_eq!(store.last_address_import().await.unwrap(), None);
    let streets = [
        street("Rue A", "75105", &[(1, ""), (3, "b")]),
        street("Rue A", "75106", &[]),
        street("Rue B", "75105", &[(9, "")]),
    ];
    let counts = AddressCounts { read: 4, kept: 3, elsewhere: 1, rejected: 0, streets: 3 };
    let shuffled = [streets[2].clone(), streets[1].clone(), streets[0].clone()];
    store.replace_streets(&shuffled, &counts, &origin("first")).await.unwrap();
    assert_eq!(store.list_streets().await.unwrap().rows, streets);
    store.replace_streets(&streets[1..2], &counts, &origin("second")).await.unwrap();
    assert_eq!(store.list_streets().await.unwrap().rows, streets[1..2]);
    assert_eq!(store.last_address_import().await.unwrap(), Some((counts, origin("second"))));
    assert_eq!(store.address_generation().await.unwrap(), 2);
    assert_eq!(store.generation().await.unwrap(), seen, "addresses publish nothing");
    // More rows than one statement can write.
    let many: Vec<Street> = (0..1_203).map(|at| street(&format!("Rue {at:04}"), "75105", &[(at, "")])).collect();
    store.replace_streets(&many, &counts, &origin("third")).await.unwrap();
    assert_eq!(store.list_streets().await.unwrap().rows, many);
}

fn report(listing: &Listing, about: ReportAbout, message: &str) -> NewReport {
    let message = ReportMessage::parse(message).unwrap();
    NewReport { finess: listing.finess, about, message, recorded_at: authorship("").recorded_at }
}

async fn listings_follow_their_versions_and_a_batch_is_all_or_nothing(store: &dyn Store) {
    let listings = demonstration();
    let (first, second) = (&listings[0], &listings[1]);

    // An empty store reports that it is empty.
    assert!(store.load_all().await.unwrap().rows.is_empty());
    assert_eq!(store.find(first.finess).await.unwrap(), None);
    assert_eq!(store.last_imports().await.unwrap().register, None);
    let empty = store.generation().await.unwrap();

    // A saved listing is read back completely, in order of FINESS, with its first revision.
    let number = store.save(vec![new(second), new(first)], &authorship("a clerk"), Some(&import(8))).await.unwrap();
    assert_eq!(number, Some(1));
    let all = store.load_all().await.unwrap().rows;
    assert_eq!(all.iter().map(|versioned| &versioned.listing).collect::<Vec<_>>(), [first, second]);
    assert_eq!(store.find(first.finess).await.unwrap().unwrap().version, 1);
    let revision = store.list_revisions(first.finess).await.unwrap().rows.remove(0);
    assert_eq!((revision.author.as_str(), revision.source, revision.version), ("a clerk", Source::City, 1));
    assert_eq!((revision.recorded_at, revision.import_number), (authorship("").recorded_at, Some(1)));
    assert_eq!(revision.changes, changes_between(None, first));
    assert_eq!(store.last_imports().await.unwrap().register, Some(import(8)));
    let saved = store.generation().await.unwrap();
    assert!(saved > empty);

    // A change gets the version after the one that it was based on.
    store.save(vec![changed(first, 1)], &authorship("an editor"), None).await.unwrap();
    assert_eq!(store.find(first.finess).await.unwrap().unwrap().version, 2);
    let revisions = store.list_revisions(first.finess).await.unwrap().rows;
    assert_eq!(revisions.iter().map(|revision| revision.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(revisions[1].changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["legal_form"]);
    assert!(store.generation().await.unwrap() > saved);

    // A change to an old version is a conflict; nothing of its batch is written, nor is the import.
    let before = store.load_all().await.unwrap().rows;
    let stale = store.save(vec![new(&listings[2]), changed(first, 1)], &authorship("late"), Some(&import(9))).await;
    assert!(matches!(stale, Err(StoreError::Conflict(finess, 1)) if finess == first.finess));
    let twice = store.save(vec![new(first)], &authorship("late"), None).await;
    assert!(matches!(twice, Err(StoreError::Conflict(..))));
    assert_eq!(store.load_all().await.unwrap().rows, before);
    assert_eq!(store.last_imports().await.unwrap().register, Some(import(8)));
    assert_eq!(store.list_revisions(listings[2].finess).await.unwrap().rows, []);

    // Replacing all keeps only the new listings, and counts as a change.
    let before = store.generation().await.unwrap();
    store.replace_all(vec![new(&listings[5])], &authorship("import"), Some(&import(10))).await.unwrap();
    let all = store.load_all().await.unwrap().rows;
    assert_eq!(all.iter().map(|versioned| versioned.listing.finess).collect::<Vec<_>>(), [listings[5].finess]);
    assert_ne!(store.generation().await.unwrap(), before);
}

async fn rows_of_the_journal_are_found_by_their_time_and_from_the_newest(store: &dyn Store) {
    let at = |time: &str| -> Timestamp { time.parse().unwrap() };
    assert_eq!(store.last_entry_before(at("2026-11-01T00:00:00Z")).await.unwrap(), 0, "before everything");
    assert_eq!(store.list_last_entries(5).await.unwrap(), Vec::new());
    let times = ["2026-11-01T08:00:00Z", "2026-11-02T08:00:00.5Z", "2026-11-03T08:00:00Z"];
    for (listing, time) in demonstration().iter().zip(times) {
        let by = Authorship { recorded_at: at(time), ..authorship("ada") };
        store.save(vec![new(listing)], &by, None).await.unwrap();
    }
    let numbers: Vec<u64> = store.list_entries(0, 9).await.unwrap().iter().map(|entry| entry.number).collect();
    let newest: Vec<u64> = store.list_last_entries(2).await.unwrap().iter().map(|entry| entry.number).collect();
    assert_eq!(newest, [numbers[2], numbers[1]]);
    for (time, before) in [
        (times[0], 0),
        ("2026-11-01T08:00:01Z", numbers[0]),
        // Of one second all rows are on the same side, so that none is passed over.
        (times[1], numbers[0]),
        ("2026-11-02T08:00:00.9Z", numbers[0]),
        ("2026-12-01T00:00:00Z", numbers[2]),
    ] {
        assert_eq!(store.last_entry_before(at(time)).await.unwrap(), before, "{time}");
    }
}

async fn values_of_the_law_are_added_and_stay_when_listings_are_replaced(store: &dyn Store) {
    let listings = demonstration();
    // Values of the law are added, never replaced, and stay when listings are replaced; each counts as a change.
    let before = store.generation().await.unwrap();
    let entered = [
        value(amounts::number("25.75").unwrap(), None),
        value(amounts::number("0.01941").unwrap(), Some(date(2027, 1, 1))),
    ];
    for value in &entered {
        store.add_value(value.clone()).await.unwrap();
    }
    assert_eq!(store.list_values().await.unwrap().rows, entered);
    assert_eq!(store.snapshot().await.unwrap().values, entered);
    let after = store.generation().await.unwrap();
    assert!(after >= before + 2);
    store.replace_all(vec![new(&listings[5])], &authorship("import"), None).await.unwrap();
    assert_eq!(store.list_values().await.unwrap().rows, entered);
    assert_ne!(store.generation().await.unwrap(), after);
}

async fn reports_stay_when_listings_are_replaced_and_are_answered_once(store: &dyn Store) {
    let listings = demonstration();
    let (first, second) = (&listings[0], &listings[1]);
    // Reports are added, listed newest first, stay when listings are replaced, and are not part of a publication.
    assert_eq!(store.list_reports().await.unwrap().rows, []);
    let before = store.generation().await.unwrap();
    let reports = [
        report(first, ReportAbout::Price, "le prix a changé\nen janvier"),
        report(second, ReportAbout::Closed, "« d'autres; drop table » 🏠"),
    ];
    let mut numbers = Vec::new();
    for report in &reports {
        numbers.push(store.add_report(report.clone()).await.unwrap());
    }
    assert_eq!(numbers, [1, 2]);
    assert_eq!(store.generation().await.unwrap(), before);
    store.replace_all(vec![new(&listings[5])], &authorship("import"), None).await.unwrap();
    let listed = store.list_reports().await.unwrap().rows;
    assert_eq!(listed.iter().map(|report| report.number).collect::<Vec<_>>(), [2, 1]);
    assert!(listed.iter().map(|report| &report.report).eq(reports.iter().rev()));

    // A report is answered once; a second answer is refused and changes nothing.
    let answer = |report, author: &str| ReportAnswer {
        report,
        outcome: ReportOutcome::Corrected,
        reason: ReportMessage::parse("le tarif est\ncorrigé").unwrap(),
        author: author.to_owned(),
        recorded_at: authorship("").recorded_at,
    };
    assert!(store.answer_report(answer(2, "a clerk")).await.unwrap());
    assert!(!store.answer_report(answer(2, "late")).await.unwrap());
    assert!(!store.answer_report(answer(99, "a clerk")).await.unwrap());
    assert!(store.answer_report(answer(1, "a clerk")).await.unwrap());
    assert_eq!(store.list_answers().await.unwrap().rows, [answer(1, "a clerk"), answer(2, "a clerk")]);
}

async fn more_listings_than_one_statement_can_write_are_written(store: &dyn Store) {
    let listings = demonstration();
    // More rows than one statement can write.
    let many: Vec<Save> = domain::demo::fictitious(&crate::support::paris(), 9, 1_203, date(2026, 11, 23))
        .filter(|listing| listing.finess != listings[5].finess)
        .map(|listing| new(&listing))
        .collect();
    store.save(many, &authorship("import"), None).await.unwrap();
    assert_eq!(store.load_all().await.unwrap().rows.len(), 1_202);
}

fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// Drafts, waiting files, links of providers, imports, and how much is known.
async fn drafts_files_links_and_imports_are_one_deed_each(store: &dyn Store) {
    let listing = &demonstration()[0];
    store.save(vec![new(listing)], &authorship("import"), None).await.unwrap();
    let content =
        DraftContent { based_on: 1, state: DraftState::Writing, listing: listing.clone(), note: String::new() };
    let new =
        NewDraft { author: "jeanne".to_owned(), source: Source::City, saved_at: instant(1), content: content.clone() };
    let number = store.add_draft(new.clone()).await.unwrap();
    let first = store.find_draft(number).await.unwrap().unwrap();
    assert_eq!((first.edition, &first.draft), (1, &new));
    let submitted = DraftContent { state: DraftState::Submitted, ..content };
    assert!(store.save_draft(&first, &submitted, instant(2)).await.unwrap());
    assert!(!store.save_draft(&first, &submitted, instant(3)).await.unwrap(), "it moved on");
    assert_eq!(store.find_edition(number, 1).await.unwrap(), Some(first.clone()));
    assert_eq!(store.list_drafts().await.unwrap().rows[0].draft.content, submitted);
    let thrown = act(ActKind::DraftThrownAway);
    assert!(!store.remove_draft(number, 1, &thrown).await.unwrap());
    assert!(store.remove_draft(number, 2, &thrown).await.unwrap());
    assert_eq!(store.list_acts(None, 9).await.unwrap().rows, [thrown], "recorded once");
    assert!(!store.save_draft(&first, &submitted, instant(4)).await.unwrap(), "it is gone");
    assert_ne!(store.add_draft(new.clone()).await.unwrap(), number, "a number is given once");

    let lines = vec![PreviewLine { based_on: None, before: None, after: listing.clone() }];
    let remarks = vec![PreviewRemark { place: "ligne 3".to_owned(), reason: "vide".to_owned() }];
    let preview = NewPreview {
        kind: ImportKind::Sheet,
        file_name: "a.csv".to_owned(),
        file_date: date(2026, 11, 1),
        author: "paul".to_owned(),
        read_at: instant(5),
        content: PreviewContent { lines, remarks, ..PreviewContent::default() },
    };
    let number = store.add_preview(preview.clone()).await.unwrap();
    assert_eq!(store.find_preview(number).await.unwrap(), Some(Preview { number, preview }));
    assert_eq!(store.list_previews().await.unwrap().rows.len(), 1);
    let refused = act(ActKind::FileRefused);
    assert!(store.remove_preview(number, &refused).await.unwrap());
    assert!(!store.remove_preview(number, &refused).await.unwrap());
    assert_eq!(store.list_acts(None, 1).await.unwrap().rows, [refused]);
    assert_eq!(
        store.accept_preview(number, &Taken::All.into(), "paul", instant(6)).await.unwrap(),
        None,
        "thrown away"
    );

    // The typed values are saved in their draft, or in a new one if that draft has changed; the form that was kept of their
    // author meanwhile goes with it, that of someone else stays.
    let form = |author: &str| TypedForm {
        author: author.to_owned(),
        finess: listing.finess,
        draft: 0,
        saved_at: instant(5),
        pairs: "nom=a".to_owned(),
    };
    for author in [new.author.as_str(), "claire"] {
        store.keep_typed(&form(author)).await.unwrap();
    }
    let kept = store.keep_draft(None, new.clone()).await.unwrap();
    assert!(!kept.apart);
    assert!(store.find_typed(&new.author, listing.finess, 0).await.unwrap().is_none());
    assert!(store.find_typed("claire", listing.finess, 0).await.unwrap().is_some());
    let read = store.find_draft(kept.number).await.unwrap().unwrap();
    let again = store.keep_draft(Some(&read), new.clone()).await.unwrap();
    assert_eq!(again, Kept { number: kept.number, apart: false });
    let apart = store.keep_draft(Some(&read), new.clone()).await.unwrap();
    assert!(apart.apart && apart.number != kept.number);

    // A draft is removed when it is published; it stays after a conflict; and one that someone saved since stays too.
    let current = store.find(listing.finess).await.unwrap().unwrap();
    let save = changed(&current.listing, current.version);
    let draft = store.find_draft(apart.number).await.unwrap().unwrap();
    let stale = Save { based_on: Some(current.version + 7), ..save.clone() };
    assert!(store.publish_draft(stale, &authorship("paul"), Some(&draft), "").await.is_err());
    assert!(store.find_draft(apart.number).await.unwrap().is_some());
    store.publish_draft(save.clone(), &authorship("paul"), Some(&draft), "appelé le 20").await.unwrap();
    let origin = store.list_origins(Some(listing.finess)).await.unwrap().rows.pop().unwrap();
    assert_eq!((origin.drafted_by, origin.note), (draft.draft.author.clone(), "appelé le 20".to_owned()));
    assert!(store.find_draft(apart.number).await.unwrap().is_none());
    let next = Save { based_on: Some(current.version + 1), ..save };
    store.publish_draft(next, &authorship("paul"), Some(&read), "").await.unwrap();
    assert_eq!(store.find_draft(kept.number).await.unwrap().unwrap().edition, 2, "it moved on");

    let before = store.find(listing.finess).await.unwrap().unwrap();
    let sheet = ImportRecord { kind: ImportKind::Sheet, ..import(8) };
    let save = changed(&before.listing, before.version);
    let number = store.save(vec![save], &authorship("paul"), Some(&sheet)).await.unwrap().unwrap();
    assert_eq!(store.list_imports().await.unwrap().rows[0].author, "paul");
    assert_ne!(
        store.last_imports().await.unwrap().register.map(|before| before.file_date),
        Some(sheet.file_date),
        "no register"
    );
    assert_eq!(store.revisions_of_import(number).await.unwrap().rows.len(), 1);
    let now = store.find(listing.finess).await.unwrap().unwrap();
    let back = Save::new(Some(&now), before.listing.clone());
    assert!(store.undo_import(number, vec![back.clone()], &authorship("jeanne")).await.unwrap());
    assert!(!store.undo_import(number, vec![back], &authorship("jeanne")).await.unwrap(), "once");
    assert_eq!(store.find(listing.finess).await.unwrap().unwrap().listing, before.listing);
    let mut seal = String::new();
    for entry in store.list_entries(0, 10_000).await.unwrap() {
        assert_eq!(entry.seal, entry.seal_after(&seal));
        seal = entry.seal;
    }

    let of = |day, known| CompletenessOfDay { day: date(2026, 11, day), listings: 9, known, possible: 100 };
    for recorded in [of(2, 30), of(1, 20), of(2, 40)] {
        store.record_completeness(recorded).await.unwrap();
    }
    assert_eq!(store.list_completeness().await.unwrap().rows, [of(1, 20), of(2, 40)]);
}

async fn a_file_that_cannot_be_written_completely_changes_nothing(store: &dyn Store) {
    let streets = [street("Rue A", "75105", &[(1, "")])];
    store.replace_streets(&streets, &AddressCounts::default(), &origin("once")).await.unwrap();
    let twice = [streets[0].clone(), streets[0].clone()];
    assert!(store.replace_streets(&twice, &AddressCounts::default(), &origin("twice")).await.is_err());
    assert_eq!(store.list_streets().await.unwrap().rows, streets);
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| {
        let path = format!("{}/../migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
