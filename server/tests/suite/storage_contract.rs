//! What every store must do. Run on SQLite; PostgreSQL will run it too once it has its adapter.

use app::access::{AccountName, Role};
use app::ports::{Outline, Outlines};
use domain::feedback::refusal::{Counted, DaySlot, Month, Refusal, RefusalReason};
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::law::parameters::{Parameter, Published, State};
use domain::provider::listing::{Fact, LegalForm, Provenance, Source};
use domain::provider::parts::ListingPart;
use domain::readers::amounts;
use domain::{Act, Listing};
use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;
use server::addresses::{House, Street};
use server::import::addresses::AddressCounts;
use server::mail::EmailAddress;
use server::secrets::{Hashed, recovery_hash};
use server::storage::accounts::{AccountAdded, AccountStore, EmailSet, KEY_BYTES, Link, NewSession, Proof, SignIn};
use server::storage::drafts::{DraftContent, DraftState, DraftStore, Kept, NewDraft};
use server::storage::editing::{Dismissal, EditingStore, Return, TypedForm};
use server::storage::journal::{CompletenessOfDay, ImportKind, JournalStore};
use server::storage::links::{LinkAnswer, LinkStore, MailFailure, NewCampaign, NewLink, NewToken};
use server::storage::outbox::{NewLetter, OutboxStore};
use server::storage::previews::{NewPreview, Preview, PreviewContent, PreviewLine, PreviewRemark, PreviewStore, Taken};
use server::storage::refusals::{MOST_A_DAY, RefusalStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{
    AddressStore, Authorship, EnteredValue, ImportCounts, ImportRecord, ListingStore, NewReport, OutlineStore,
    ParameterStore, ReportAnswer, ReportStore, Save, StoreError, StoredOutlines, changes_between, standing,
};

use crate::support::{demonstration, origin};

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

#[tokio::test]
async fn what_is_typed_set_aside_or_sent_back_is_kept_with_who_and_when() {
    let store = SqliteStore::open("sqlite::memory:").await.unwrap();
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
    assert_eq!(store.list_dismissals(finess).await.unwrap(), [dismissal("un autre accord")]);

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
    assert!(store.remove_draft(number, back.edition).await.unwrap());
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
    Outlines { width: 1000, height: 535, zones: codes.iter().map(outline).collect() }
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
async fn refusals_contract(store: impl ListingStore + RefusalStore) {
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
    assert_eq!(store.refusal_days_since(november).await.unwrap(), [(bare.finess, 2), (listings[1].finess, 1)]);
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
    assert_eq!(store.refusal_days_since(november).await.unwrap(), [(bare.finess, 2)]);
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
async fn places_contract(store: impl ListingStore + OutlineStore + AddressStore) {
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

async fn contract(store: impl ListingStore + ParameterStore + ReportStore) {
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

    // More rows than one statement can write.
    let many: Vec<Save> = domain::demo::fictitious(&crate::support::paris(), 9, 1_203, date(2026, 11, 23))
        .filter(|listing| listing.finess != listings[5].finess)
        .map(|listing| new(&listing))
        .collect();
    store.save(many, &authorship("import"), None).await.unwrap();
    assert_eq!(store.load_all().await.unwrap().rows.len(), 1_203);
}

/// One-time actions of an account work only once, and a session belongs only to its owner.
async fn accounts_contract(store: impl AccountStore) {
    let name = |text: &str| AccountName::parse(text).unwrap();
    let (jeanne, paul, marie) = (name("jeanne"), name("paul"), name("marie"));
    let link = |token: &str| Link { token: Hashed::of(token), expires_at: 1_000 };
    let add = async |name, role, email, token| store.add_account(name, role, email, &link(token)).await.unwrap();
    assert_eq!(add(&paul, Role::Reader, None, "b").await, AccountAdded::Done);
    assert_eq!(add(&jeanne, Role::Publisher, None, "a").await, AccountAdded::Done);
    assert_eq!(add(&jeanne, Role::Reader, None, "c").await, AccountAdded::NameTaken);
    let all = store.list_accounts().await.unwrap().rows;
    assert!(
        all.iter().map(|account| (&account.name, account.role)).eq([(&jeanne, Role::Publisher), (&paul, Role::Reader)])
    );
    assert!(store.find_account(&name("nobody")).await.unwrap().is_none());

    // An e-mail address identifies one account, in capitals or not; it can be removed and given to another account.
    let email = |text: &str| EmailAddress::parse(text).unwrap();
    let (address, other) = (email("Jeanne@paris.fr"), email("jeanne@ville.fr"));
    assert!(store.find_account_by_email(&address).await.unwrap().is_none());
    assert_eq!(store.set_email(&jeanne, Some(&address)).await.unwrap(), EmailSet::Done);
    assert_eq!(store.set_email(&jeanne, Some(&address)).await.unwrap(), EmailSet::Done, "her own again");
    assert_eq!(store.set_email(&paul, Some(&email("JEANNE@paris.fr"))).await.unwrap(), EmailSet::Taken);
    assert_eq!(store.set_email(&name("nobody"), Some(&other)).await.unwrap(), EmailSet::NoAccount);
    let found = store.find_account_by_email(&address).await.unwrap().unwrap();
    assert_eq!((&found.name, found.email.as_ref()), (&jeanne, Some(&address)));
    assert_eq!(store.set_email(&jeanne, None).await.unwrap(), EmailSet::Done);
    assert_eq!(store.set_email(&paul, None).await.unwrap(), EmailSet::Done, "neither has one");
    assert_eq!(store.set_email(&paul, Some(&address)).await.unwrap(), EmailSet::Done);
    assert_eq!(store.set_email(&jeanne, Some(&other)).await.unwrap(), EmailSet::Done);

    assert_eq!(add(&marie, Role::Reader, Some(&address), "m").await, AccountAdded::EmailTaken);
    assert!(store.find_account(&marie).await.unwrap().is_none(), "nothing of it is there");
    assert_eq!(store.find_link(&Hashed::of("m"), 0).await.unwrap(), None);
    let third = email("marie@paris.fr");
    assert_eq!(add(&marie, Role::Reader, Some(&third), "m").await, AccountAdded::Done);
    assert!(store.find_account_by_email(&third).await.unwrap().is_some());
    assert!(store.remove_account(&marie).await.unwrap());

    // A link is valid until its time, and only once.
    assert_eq!(store.find_link(&Hashed::of("a"), 999).await.unwrap(), Some(jeanne.clone()));
    assert_eq!(store.find_link(&Hashed::of("a"), 1_000).await.unwrap(), None);
    assert!(!store.choose_password(&Hashed::of("a"), 1_000, "late").await.unwrap());
    assert!(store.choose_password(&Hashed::of("a"), 999, "hash").await.unwrap());
    assert!(!store.choose_password(&Hashed::of("a"), 999, "again").await.unwrap());
    assert_eq!(store.find_account(&jeanne).await.unwrap().unwrap().password.as_deref(), Some("hash"));

    // A second factor is confirmed once.
    let codes = [recovery_hash("x"), recovery_hash("y")];
    assert!(store.enrol(&jeanne, "SECRET", 10, &codes).await.unwrap());
    assert!(!store.enrol(&jeanne, "OTHER", 11, &[]).await.unwrap());

    // A sign-in uses its code and starts its session, or does neither: a code, or an earlier one, is accepted only
    // once.
    let session = |token: &str, account: &AccountName, at| NewSession {
        token: Hashed::of(token),
        account: account.clone(),
        offered_secret: "OFFER".to_owned(),
        started_at: at,
    };
    let read = async |name: AccountName| store.find_account(&name).await.unwrap().unwrap();
    let sign_in = async |session: NewSession, proof: Proof| {
        let account = read(session.account.clone()).await;
        store.sign_in(&SignIn { proof, ..SignIn::new(session, account) }).await
    };
    let is_there = async |token: &str| store.find_session(&Hashed::of(token)).await.unwrap().is_some();
    assert!(sign_in(session("s1", &jeanne, 100), Proof::Step(11)).await.unwrap());
    let code = |number: usize| Proof::RecoveryCode(codes[number].clone());
    for used in [Proof::Step(11), Proof::Step(10), Proof::RecoveryCode(recovery_hash("z"))] {
        assert!(!sign_in(session("no", &jeanne, 100), used).await.unwrap());
    }
    assert!(!sign_in(session("no", &paul, 100), code(0)).await.unwrap(), "another's");
    assert!(!is_there("no").await, "a code that is not right starts nothing");
    // A session that cannot be started, here because its token is not unique, does not use anything up.
    assert!(sign_in(session("s1", &jeanne, 100), code(0)).await.is_err());
    assert!(sign_in(session("s1", &jeanne, 100), Proof::Step(12)).await.is_err());
    assert!(sign_in(session("s2", &jeanne, 200), code(0)).await.unwrap());
    assert!(!sign_in(session("no", &jeanne, 200), code(0)).await.unwrap(), "now it is used");
    assert!(sign_in(session("s6", &jeanne, 200), Proof::Step(12)).await.unwrap());
    assert!(store.end_session(&jeanne, 3).await.unwrap());
    // A recognition from before the account changed is no longer valid.
    for changed in [Some("old"), None] {
        let account =
            server::storage::accounts::Account { password: changed.map(str::to_owned), ..read(jeanne.clone()).await };
        let late = SignIn { proof: code(1), ..SignIn::new(session("no", &jeanne, 200), account) };
        assert!(!store.sign_in(&late).await.unwrap());
    }
    let account = server::storage::accounts::Account { secret: None, ..read(jeanne.clone()).await };
    assert!(!store.sign_in(&SignIn::new(session("no", &jeanne, 200), account)).await.unwrap());

    // Sessions are found by their hash, and ended by their owner.
    assert!(sign_in(session("s3", &paul, 300), Proof::FirstFactor).await.unwrap());
    let found = store.find_session(&Hashed::of("s1")).await.unwrap().unwrap();
    assert_eq!((found.number, found.used_at, found.session.started_at), (1, 100, 100));
    assert_eq!((found.session.account.as_str(), found.session.offered_secret.as_str()), ("jeanne", "OFFER"));
    store.touch_session(1, 400).await.unwrap();
    assert_eq!(store.find_session(&Hashed::of("s1")).await.unwrap().unwrap().used_at, 400);
    let numbers = |sessions: Vec<server::storage::accounts::Session>| {
        sessions.iter().map(|sessions| sessions.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(store.list_sessions(Some(&jeanne)).await.unwrap().rows), [2, 1]);
    assert!(!store.end_session(&paul, 1).await.unwrap() && store.end_session(&jeanne, 2).await.unwrap());
    // A sign-in ends the previous session of its browser, sessions that started long ago, and those that were not used
    // for long.
    let ends = async |token: &str, replaces: &str, started_before, used_before| {
        let account = read(paul.clone()).await;
        let replaces = Some(Hashed::of(replaces));
        let new = SignIn::new(session(token, &paul, 300), account);
        store.sign_in(&SignIn { replaces, started_before, used_before, ..new }).await.unwrap()
    };
    assert!(ends("s7", "s3", 100, 300).await);
    assert!(!is_there("s3").await && is_there("s7").await && is_there("s1").await);
    assert!(ends("s8", "none", 101, 300).await);
    assert!(!is_there("s1").await, "started long ago");
    assert!(ends("s9", "none", 0, 301).await);
    assert!(!is_there("s7").await && !is_there("s8").await && is_there("s9").await, "not used for long, itself apart");

    // The first key is kept, even if another one is offered.
    let key = [1; KEY_BYTES];
    assert_eq!(store.device_key(&key).await.unwrap(), key);
    assert_eq!(store.device_key(&[2; KEY_BYTES]).await.unwrap(), key);

    // A reset keeps the name, the role and the address; a removal deletes all.
    assert!(sign_in(session("s4", &jeanne, 500), Proof::FirstFactor).await.unwrap());
    assert!(store.reset_account(&jeanne, &link("d")).await.unwrap());
    assert!(store.find_session(&Hashed::of("s4")).await.unwrap().is_none());
    let reset = store.find_account(&jeanne).await.unwrap().unwrap();
    assert!(reset.password.is_none() && reset.secret.is_none() && reset.role == Role::Publisher);
    assert_eq!(reset.email.as_ref(), Some(&other));
    assert!(!sign_in(session("no", &jeanne, 500), code(1)).await.unwrap());
    assert!(sign_in(session("s5", &jeanne, 500), Proof::FirstFactor).await.unwrap());
    assert!(store.remove_account(&jeanne).await.unwrap() && !store.remove_account(&jeanne).await.unwrap());
    assert!(store.find_session(&Hashed::of("s5")).await.unwrap().is_none());
    assert_eq!(store.find_link(&Hashed::of("d"), 0).await.unwrap(), None);
    assert!(!store.reset_account(&jeanne, &link("e")).await.unwrap());
}

fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// Drafts, waiting files, links of providers, imports, and how much is known.
async fn office_contract(
    store: impl DraftStore + PreviewStore + LinkStore + JournalStore + ListingStore + OutboxStore,
    listing: &Listing,
) {
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
    assert!(!store.remove_draft(number, 1).await.unwrap() && store.remove_draft(number, 2).await.unwrap());
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
    assert!(store.remove_preview(number).await.unwrap() && !store.remove_preview(number).await.unwrap());
    assert_eq!(
        store.accept_preview(number, &Taken::All.into(), "paul", instant(6)).await.unwrap(),
        None,
        "thrown away"
    );

    // The typed values are saved in their draft, or in a new one if that draft has changed.
    let kept = store.keep_draft(None, new.clone()).await.unwrap();
    assert!(!kept.apart);
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
    assert!(store.publish_draft(stale, &authorship("paul"), Some(&draft)).await.is_err());
    assert!(store.find_draft(apart.number).await.unwrap().is_some());
    store.publish_draft(save.clone(), &authorship("paul"), Some(&draft)).await.unwrap();
    assert!(store.find_draft(apart.number).await.unwrap().is_none());
    let next = Save { based_on: Some(current.version + 1), ..save };
    store.publish_draft(next, &authorship("paul"), Some(&read)).await.unwrap();
    assert_eq!(store.find_draft(kept.number).await.unwrap().unwrap().edition, 2, "it moved on");

    links_contract(&store, listing).await;

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

/// Links of providers, their letters, and the answers.
async fn links_contract(store: &(impl DraftStore + LinkStore + OutboxStore), listing: &Listing) {
    let link = |token: &str| NewLink {
        finess: listing.finess,
        token: Hashed::of(token),
        author: "paul".to_owned(),
        made_at: 10,
        expires_at: 20,
    };
    let letter = |token: &str| NewLetter {
        token: Hashed::of(token),
        recipient: format!("{token}@service.fr"),
        subject: "Votre fiche".to_owned(),
        text: format!("voici : {token}"),
        queued_at: 10,
    };
    let elsewhere = NewLink { finess: "750000099".parse().unwrap(), ..link("b") };
    store.add_link(&link("old"), None).await.unwrap();
    let campaign = NewCampaign {
        author: "paul".to_owned(),
        started_at: 10,
        parts: vec![ListingPart::Prices, ListingPart::Availability],
        subject: "Votre fiche".to_owned(),
        letter: "Bonjour {service} : {lien}".to_owned(),
        deadline: jiff::civil::date(2026, 12, 1),
    };
    let links = [link("a"), elsewhere];
    assert_eq!(store.add_campaign(&campaign, &links, &[letter("a"), letter("b")]).await.unwrap(), 1);
    assert_eq!(store.find_campaign(1).await.unwrap(), Some(campaign.clone()));
    assert_eq!(store.find_provider_link(&Hashed::of("old"), 15).await.unwrap(), None, "another was made");
    let again = store.add_campaign(&campaign, &[link("c"), link("a")], &[letter("c")]).await;
    assert!(again.is_err(), "a token is of one link");
    assert_eq!(store.list_links().await.unwrap().rows.len(), 3, "all or nothing");
    assert_eq!(store.find_campaign(2).await.unwrap(), None);
    assert_eq!(store.count_letters().await.unwrap(), 2, "its letters neither");
    // Letters are sent in their order; a postponed one waits; a sent one records its recipient.
    assert!(store.next_letter(9).await.unwrap().is_none());
    let first = store.next_letter(10).await.unwrap().unwrap();
    assert_eq!((first.letter.text.as_str(), first.tries), ("voici : a", 0));
    store.postpone_letter(first.number, 30).await.unwrap();
    let second = store.next_letter(29).await.unwrap().unwrap();
    assert_eq!(second.letter.recipient, "b@service.fr");
    let waiting: Vec<(u32, u32)> = store.list_waiting().await.unwrap().into_iter().collect();
    assert_eq!(waiting.iter().map(|(_, tries)| *tries).collect::<Vec<_>>(), [1, 0], "by link, with its tries");
    store.drop_letter(second.number, MailFailure::Refused).await.unwrap();
    let failed: Vec<_> = store.list_links().await.unwrap().rows.into_iter().filter_map(|link| link.failure).collect();
    assert_eq!(failed, [MailFailure::Refused]);
    let later = store.next_letter(30).await.unwrap().unwrap();
    assert_eq!((later.number, later.tries), (first.number, 1));
    store.letter_left(later.number, &later.letter.token, &later.letter.recipient).await.unwrap();
    assert_eq!(store.count_letters().await.unwrap(), 0);
    let found = store.find_provider_link(&Hashed::of("a"), 19).await.unwrap().unwrap();
    assert_eq!((found.campaign, found.sent_to.as_deref(), found.answered), (Some(1), Some("a@service.fr"), None));
    assert_eq!(store.find_provider_link(&Hashed::of("a"), 20).await.unwrap(), None, "it has expired");
    // A link is given again by one more token, and both lead to it; one that was replaced is not.
    let token = |token: &str, link: u32, at: i64| NewToken {
        link,
        token: Hashed::of(token),
        author: "paul".to_owned(),
        made_at: at,
        expires_at: at + 10,
    };
    let replaced = store.list_links().await.unwrap().rows.into_iter().last().unwrap().number;
    let tokens = [token("again", found.number, 19), token("never", replaced, 19)];
    let reminder = NewLetter { queued_at: 19, ..letter("again") };
    assert_eq!(store.give_again(&tokens, &[reminder]).await.unwrap(), [found.number]);
    for text in ["a", "again"] {
        let link = store.find_provider_link(&Hashed::of(text), 28).await.unwrap().unwrap();
        assert_eq!((link.number, link.reminded), (found.number, Some(19)), "{text}");
    }
    assert_eq!(store.find_provider_link(&Hashed::of("never"), 19).await.unwrap(), None);
    let reminder = store.next_letter(19).await.unwrap().unwrap();
    store.letter_left(reminder.number, &reminder.letter.token, "autre@service.fr").await.unwrap();
    store.letter_returned(found.number, "paul", 19).await.unwrap();
    let found = store.find_provider_link(&Hashed::of("a"), 19).await.unwrap().unwrap();
    assert_eq!((found.sent_to.as_deref(), found.failure), (Some("autre@service.fr"), Some(MailFailure::Returned)));
    // One answer of a provider waits at a time; what is begun later takes no mark away; an answer too late is kept nowhere.
    let content = |note: &str| DraftContent {
        based_on: 1,
        state: DraftState::Submitted,
        listing: listing.clone(),
        note: note.to_owned(),
    };
    let answer = |note: &str| NewDraft {
        author: "service".to_owned(),
        source: Source::Provider,
        saved_at: instant(1),
        content: content(note),
    };
    let before = store.list_drafts().await.unwrap().rows.len();
    assert!(store.answer_link(found.number, 15, LinkAnswer::NothingChanged, answer("un")).await.unwrap());
    assert!(store.answer_link(found.number, 16, LinkAnswer::Proposed, answer("deux")).await.unwrap());
    assert!(store.answer_link(found.number, 17, LinkAnswer::Begun, answer("trois")).await.unwrap());
    assert!(!store.answer_link(found.number, 29, LinkAnswer::Proposed, answer("trop tard")).await.unwrap());
    let drafts = store.list_drafts().await.unwrap().rows;
    assert_eq!((drafts.len(), drafts[0].draft.content.note.as_str()), (before + 1, "trois"));
    let answered = store.list_links().await.unwrap().rows.into_iter().find_map(|link| link.answered);
    assert_eq!(answered, Some((16, LinkAnswer::Proposed)));
}

#[tokio::test]
async fn sqlite_keeps_the_contract_and_its_files_what_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let store = SqliteStore::open(&url).await.unwrap();
    contract(store.clone()).await;
    accounts_contract(store.clone()).await;
    let listing = store.load_all().await.unwrap().rows.remove(0).listing;
    office_contract(store.clone(), &listing).await;
    let places = SqliteStore::open(&format!("sqlite:{}", folder.path().join("places.sqlite").display())).await.unwrap();
    places_contract(places.clone()).await;
    refusals_contract(SqliteStore::open("sqlite::memory:").await.unwrap()).await;
    // A file that cannot be written completely changes nothing.
    let before = places.list_streets().await.unwrap().rows;
    let twice = [before[0].clone(), before[0].clone()];
    assert!(places.replace_streets(&twice, &AddressCounts::default(), &origin("twice")).await.is_err());
    assert_eq!(places.list_streets().await.unwrap().rows, before);
    assert_eq!(store.integrity().await.unwrap(), Vec::<String>::new());
    let before = store.load_all().await.unwrap().rows;
    store.close().await;
    let again = SqliteStore::open(&url).await.unwrap();
    assert_eq!(again.load_all().await.unwrap().rows, before);
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
