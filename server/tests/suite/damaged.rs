//! A row that cannot be read hides no other row: screens work and name it, `check` names every one, `serve` starts.

use std::process::Command;

use app::access::Role;
use app::staff::dossier::ContactMeans;
use app::staff::unreadable::{RowKind, UnreadableRow};
use axum::http::StatusCode;
use domain::feedback::refusal::Month;
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::provider::listing::{Source, Standing};
use domain::provider::parts::ListingPart;
use domain::{Finess, Listing};
use jiff::Timestamp;
use jiff::civil::date;
use server::catalogue::close_as_planned;
use server::secrets::Token;
use server::storage::dossiers::{DossierEntry, DossierStore, FileContent, MEDIA_TYPES, NewFile, Signature};
use server::storage::drafts::{DraftContent, DraftState, DraftStore, NewDraft};
use server::storage::editing::{Dismissal, EditingStore, Return, TypedForm};
use server::storage::figures::{FigureStore, PartDay, SearchCount};
use server::storage::links::{LinkStore, NewLink};
use server::storage::outbox::{NewLetter, OutboxStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{
    AddressStore, Authorship, ListingStore, NewReport, OutlineStore, ReportAnswer, ReportMark, ReportStore, Save,
    StoreError,
};
use sqlx::SqlitePool;

use crate::deeds::{self, Deed, prepare};
use crate::staff::{Bureau, bureau_of};
use crate::support::{TODAY, addresses, demonstration, origin, paris, texts};

/// One damage for each table: the change of one row, and the words of `check` for it.
const DAMAGES: [(&str, &str, &str); 33] = [
    (
        "listings",
        "update listings set document = '{}' where finess = (select max(finess) from listings)",
        "unreadable: missing field",
    ),
    ("imports", "update imports set counts = 'x' where number = 1", "import 1: unreadable"),
    ("revisions", "update revisions set changes = 'x' where number = 3", "entry 3 of the journal"),
    (
        "parameter_values",
        "update parameter_values set parameter = 'x' where number = 1",
        "value of the law 1: unreadable",
    ),
    ("outlines", "update outlines set path = 'x' where zone = '75101'", "outline of zone 75101: unreadable"),
    ("address_imports", "update address_imports set counts = 'x'", "import of addresses: unreadable"),
    ("streets", "update streets set zone = 'x' where name = 'Quai d''Orléans'", "street Quai d'Orléans x: unreadable"),
    ("reports", "update reports set about = 'x' where number = 1", "report 1: unreadable"),
    ("report_answers", "update report_answers set outcome = 'x' where report = 2", "answer to report 2: unreadable"),
    ("drafts", "update drafts set document = 'x' where number = 1", "draft 1: unreadable"),
    ("previews", "update previews set content = 'x' where number = 1", "waiting file 1: unreadable"),
    ("provider_links", "update provider_links set finess = 'x' where number = 1", "link 1: unreadable"),
    ("completeness", "update completeness set day = 'x'", "completeness of x: unreadable"),
    ("refusals", "update refusals set reason = 'x'", "count of refusals of 2026-11: unreadable"),
    ("accounts", "update accounts set role = 'x' where name = 'ancienne'", "account ancienne: unreadable"),
    ("sessions", "update sessions set account = 'X' where number = 1", "session 1: unreadable"),
    ("returned_drafts", "update returned_drafts set returned_at = 'x'", "return of draft 3: unreadable"),
    (
        "dismissed_findings",
        "update dismissed_findings set dismissed_at = 'x'",
        "remark set aside of 990000000: unreadable",
    ),
    ("typed_forms", "update typed_forms set saved_at = 'x' where author = 'marie'", "form kept of marie: unreadable"),
    ("revision_origins", "update revision_origins set finess = 'x'", "origin of a version of x: unreadable"),
    ("staff_acts", "update staff_acts set act = 'x'", "act of the staff 1: unreadable"),
    (
        "account_events",
        "update account_events set act = 'x' where number = 1",
        "line of the journal of accounts 1: unreadable",
    ),
    ("report_events", "update report_events set kind = 'x'", "event of report"),
    (
        "part_days",
        "update part_days set part = 'x' where day = '2020-01-01'",
        "state of parts of 2020-01-01: unreadable",
    ),
    ("searches", "update searches set act = 'x'", "count of searches of 2026-11: unreadable"),
    ("campaigns", "update campaigns set deadline = 'x'", "campaign 1: unreadable"),
    ("reminders", "update reminders set due_on = 'x'", "reminder 1: unreadable"),
    ("contacts", "update contacts set means = 'x'", "contact of a dossier 1: unreadable"),
    ("notes", "update notes set recorded_at = 'x'", "note of a dossier 1: unreadable"),
    ("evidence", "update evidence set part = 'x'", "file of a dossier 1: unreadable"),
    ("assignments", "update assignments set recorded_at = 'x'", "assignment 1: unreadable"),
    ("outbox", "update outbox set body = cast(x'ff' as text)", "letter 1: unreadable"),
    ("refusal_days", "update refusal_days set finess = 'x'", "days of refusals of x: unreadable"),
];

/// A store with rows in every table, and someone who may see all of them.
pub async fn full() -> (Bureau, String) {
    let bureau = bureau_of(async |store, _| deeds::fill(store).await, |office| office).await;
    deeds::session_of(&bureau.store, "ancienne", Role::Reader, bureau.seconds()).await;
    let cookie = deeds::session(&bureau.store, bureau.seconds()).await;
    let store = &bureau.store;
    for deed in Deed::ALL {
        let attempt = prepare(store, deed, &format!("essai{deed:?}"), bureau.seconds()).await;
        if matches!(deed, Deed::LawValue | Deed::Refusal | Deed::SaveDraft | Deed::Verify | Deed::Campaign) {
            let done = bureau.post(&attempt.path, &cookie, &attempt.body).await;
            assert!(done.status.is_success() || done.status.is_redirection(), "{deed:?}: {}", done.body);
        }
    }
    let finess = demonstration()[0].finess;
    let message = || ReportMessage::parse("le prix a changé").unwrap();
    let report =
        NewReport { finess, about: ReportAbout::Price, message: message(), recorded_at: Timestamp::UNIX_EPOCH };
    let number = store.add_report(report).await.unwrap();
    let answer = ReportAnswer {
        report: number,
        outcome: domain::feedback::report::ReportOutcome::Corrected,
        reason: message(),
        author: "paul".to_owned(),
        recorded_at: Timestamp::UNIX_EPOCH,
    };
    assert!(store.mark_report(number, ReportMark::Take, "paul", Timestamp::UNIX_EPOCH).await.unwrap());
    assert!(store.answer_report(answer).await.unwrap());
    let file = server::import::addresses::read(std::io::Cursor::new(addresses()), &paris()).unwrap();
    store.replace_streets(&file.streets, &file.counts, &origin("adresses.csv")).await.unwrap();
    let outline = |code: &str| app::ports::Outline {
        zone: code.parse().unwrap(),
        path: "M0 0l3-4 5 6z".to_owned(),
        label: (1, 1),
    };
    let zones = vec![outline("75101"), outline("75102")];
    let outlines = app::ports::Outlines { width: 100, height: 100, zones, place: None };
    store.replace_outlines(&outlines, &origin("zones.geojson")).await.unwrap();
    fill_what_surrounds(store, finess).await;
    (bureau, cookie)
}

/// Rows of what surrounds the listings: what was typed, set aside, sent back, counted, kept.
async fn fill_what_surrounds(store: &SqliteStore, finess: Finess) {
    let at = Timestamp::UNIX_EPOCH;
    let typed = TypedForm { author: "marie".to_owned(), finess, draft: 0, saved_at: at, pairs: "nom=a".to_owned() };
    store.keep_typed(&typed).await.unwrap();
    let (finding, words) = ("prix".to_owned(), "21 €".to_owned());
    let (reason, author) = ("un accord".to_owned(), "paul".to_owned());
    store.dismiss_finding(&Dismissal { finess, finding, words, reason, author, at }).await.unwrap();
    let listing = demonstration().swap_remove(0);
    let content = DraftContent { based_on: 1, state: DraftState::Submitted, listing, note: String::new() };
    let draft = NewDraft { author: "marie".to_owned(), source: Source::City, saved_at: at, content };
    let number = store.add_draft(draft).await.unwrap();
    let read = store.find_draft(number).await.unwrap().unwrap();
    let returned = Return { author: "paul".to_owned(), reason: "la source ?".to_owned(), at };
    assert!(store.send_back(&read, &returned).await.unwrap());
    let current = store.find(finess).await.unwrap().unwrap();
    let named = |listing: &Listing| {
        let mut listing = listing.clone();
        listing.name.value.push_str(" et compagnie");
        listing
    };
    let save = Save::new(Some(&current), named(&current.listing));
    let author = "paul".to_owned();
    let by = Authorship { author, source: Source::Demonstration, recorded_at: at };
    store.publish_draft(save, &by, None, "appelé le 20").await.unwrap();
    let by = Signature { author: "paul".to_owned(), at };
    let contact = DossierEntry::Contact {
        day: date(2026, 11, 20),
        means: ContactMeans::Phone,
        with: "l’accueil".to_owned(),
        what: "rappeler".to_owned(),
    };
    let reminder = DossierEntry::Reminder { due: date(2026, 12, 1), why: "les prix".to_owned() };
    let assignment = DossierEntry::Assignment(Some("paul".to_owned()));
    for entry in [assignment, reminder, contact, DossierEntry::Note("un mot".to_owned())] {
        store.add_to_dossier(finess, &entry, &by).await.unwrap();
    }
    let content = FileContent::Bytes(b"%PDF-".to_vec());
    let (part, name) = (ListingPart::Prices, "prix.pdf".to_owned());
    let file = NewFile { finess, part, name, media_type: MEDIA_TYPES[0], bytes: 5, content, by };
    store.add_file(&file, 9).await.unwrap();
    let (month, zone) = (Month::of(date(2026, 11, 20)), None);
    store.add_searches(&[SearchCount { month, zone, act: None, count: 1 }]).await.unwrap();
    let day = date(2020, 1, 1);
    let counted = PartDay { day, zone, part, fresh: 1, stale: 0, never_verified: 0, missing: 0 };
    store.record_parts(day, &[counted]).await.unwrap();
    mail_link(store, finess).await;
}

/// A link, and the letter that takes it to its provider.
async fn mail_link(store: &SqliteStore, finess: Finess) {
    let token = Token::random().unwrap().hashed();
    let letter = NewLetter {
        token: token.clone(),
        recipient: "contact@service.example.fr".to_owned(),
        subject: "Votre fiche".to_owned(),
        text: "Voici votre lien".to_owned(),
        queued_at: 0,
    };
    let link = NewLink { finess, token, author: "paul".to_owned(), made_at: 0, expires_at: 1 };
    store.add_link(&link, Some(&letter)).await.unwrap();
}

fn check(bureau: &Bureau) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .arg("check")
        .current_dir(bureau.folder.path())
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
}

async fn damage(bureau: &Bureau, statement: &str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(bureau.folder.path().join("listings.sqlite"))
        .foreign_keys(false);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let done = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&pool).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
    pool.close().await;
}

#[tokio::test]
async fn check_names_a_damaged_row_of_every_table() {
    let (bureau, _) = full().await;
    let (sound, text) = check(&bureau);
    assert!(sound, "{text}");
    for (_, statement, _) in DAMAGES {
        damage(&bureau, statement).await;
    }
    let (sound, text) = check(&bureau);
    assert!(!sound);
    for (table, _, named) in DAMAGES {
        assert!(text.contains(named), "{table}: {named} in\n{text}");
    }
}

#[tokio::test]
async fn every_screen_of_a_list_goes_on_without_a_damaged_row_and_names_it() {
    let (bureau, cookie) = full().await;
    for (_, statement, _) in DAMAGES {
        damage(&bureau, statement).await;
    }
    bureau.published.renew(&bureau.store).await.unwrap();
    for (screen, named) in [
        ("/gestion", "signalement 1"),
        ("/gestion", "brouillon 1"),
        ("/gestion", "complétude du x"),
        ("/gestion", "valeur de la loi 1"),
        ("/gestion", "contour de la zone 75101"),
        ("/gestion/brouillons", "brouillon 1"),
        ("/gestion/imports", "import 1"),
        ("/gestion/campagnes", "lien 1"),
        ("/gestion/signalements", "signalement 1"),
        ("/gestion/signalements/2", "réponse au signalement 2"),
        ("/gestion/manques", "compte des refus de 2026-11"),
        ("/gestion/manques", "jours de refus de x"),
        ("/gestion/parametres", "valeur de la loi 1"),
        ("/gestion/comptes", "ligne du journal des comptes 1"),
        ("/gestion/services/990000000/historique", "acte 1"),
        ("/gestion/services/990000000/dossier", "attribution 1"),
        ("/gestion/services/990000000/dossier", "rappel 1"),
        ("/gestion/services/990000000/dossier", "pièce d’un dossier 1"),
    ] {
        let page = bureau.get(screen, &cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{screen}");
        let notice = texts(&page.body, ".error-summary li");
        assert!(notice.iter().any(|line| line == named), "{screen}: {named} in {notice:?}");
    }
    for screen in ["/gestion/services", "/gestion/compte", "/gestion/a-voir?motif=prix", "/gestion/journal.csv"] {
        assert_eq!(bureau.get(screen, &cookie).await.status, StatusCode::OK, "{screen}");
    }
    // A page about one row that cannot be read names it.
    for (page, named) in [("/gestion/brouillons/1", "brouillon 1"), ("/gestion/imports/lus/1", "fichier en attente 1")]
    {
        let page = bureau.get(page, &cookie).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(texts(&page.body, ".error-summary li"), [named]);
    }
}

#[tokio::test]
async fn a_listing_that_cannot_be_read_keeps_no_other_from_closing_on_its_day() {
    let planned = |listing: Listing| Listing { standing: Standing::ClosesOn(TODAY), ..listing };
    let due: Vec<Listing> = demonstration().into_iter().take(2).map(planned).collect();
    let saves: Vec<Save> = due.iter().map(|listing| Save::new(None, listing.clone())).collect();
    let fill = async |store: &SqliteStore, now| {
        let by = Authorship { author: "paul".to_owned(), source: Source::Demonstration, recorded_at: now };
        store.save(saves, &by, None).await.unwrap();
    };
    let bureau = bureau_of(fill, |office| office).await;
    // The first to be looked at.
    let [damaged, other] = [due[0].finess, due[1].finess];
    damage(&bureau, &format!("update listings set document = '{{}}' where finess = '{damaged}'")).await;
    let (store, publication) = (&bureau.store, bureau.published.catalogue());
    let closed = close_as_planned(store, &publication, TODAY, Timestamp::UNIX_EPOCH).await;
    let named = UnreadableRow::new(RowKind::Listing, damaged);
    assert!(matches!(&closed, Err(StoreError::Unreadable { row, .. }) if *row == named), "{closed:?}");
    let other = store.find(other).await.unwrap().unwrap();
    assert_eq!((other.version, other.listing.standing), (2, Standing::ClosedByCity(TODAY)));
}

#[tokio::test]
async fn letters_that_cannot_be_read_hold_up_none_behind_them() {
    let bureau = bureau_of(async |_, _| {}, |office| office).await;
    let store = &bureau.store;
    for listing in demonstration().iter().take(12) {
        mail_link(store, listing.finess).await;
    }
    assert_eq!(store.take_letter(0, |_| 0).await.unwrap().unwrap().number, 1);
    damage(&bureau, "update outbox set body = cast(x'ff' as text) where number <= 11").await;
    assert_eq!(store.take_letter(0, |_| 0).await.unwrap().unwrap().number, 12);
    let named: Vec<String> = store.list_letters().await.unwrap().unreadable.iter().map(ToString::to_string).collect();
    assert_eq!(named, (1..=11).map(|number| format!("letter {number}")).collect::<Vec<_>>());
}

#[test]
fn the_site_is_served_without_a_listing_that_cannot_be_read_and_says_so() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (bureau, gone) = runtime.block_on(async {
        let (bureau, _) = full().await;
        damage(&bureau, DAMAGES[0].1).await;
        let gone = demonstration()[deeds::LISTINGS - 1].finess;
        (bureau, gone)
    });
    let program = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
        program.args(["serve", "--addr", "127.0.0.1:0"]).current_dir(bureau.folder.path());
        program.env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite");
        program.stderr(std::process::Stdio::piped());
        program
    };
    let mut child = program().spawn().unwrap();
    let log = std::io::BufReader::new(child.stderr.take().unwrap());
    let (mut warnings, mut address) = (Vec::new(), String::new());
    for line in std::io::BufRead::lines(log) {
        let line = line.unwrap();
        if line.starts_with("WARNING") {
            warnings.push(line);
        } else if let Some((_, rest)) = line.split_once(" on http://") {
            address = rest.to_owned();
            break;
        }
    }
    let mut server = crate::privacy::Server { child, address };
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains(&format!("listing {gone} cannot be read")), "{warnings:?}");
    let get = |path: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address);
        crate::privacy::exchange(&server, &request)
    };
    assert!(get("/services").starts_with("HTTP/1.1 200"));
    assert!(get(&format!("/services/{gone}")).starts_with("HTTP/1.1 404"));
    server.child.kill().unwrap();
}
