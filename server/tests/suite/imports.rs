//! Imports of the back office: previewed before they are accepted, accepted in part, undone.

use app::access::Role;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::provider::listing::{Intake, Source, Standing};
use domain::{Field, Finess, Listing};
use server::import::register::{DepartmentFilter, read as read_register};
use server::spreadsheet::{Sheet, template_csv};
use server::storage::ListingStore;
use server::storage::journal::{ImportKind, JournalStore};
use server::storage::links::LinkStore;
use server::storage::previews::PreviewStore;

use crate::staff::{Bureau, bureau};
use crate::support::{Answer, demonstration, filled, form, paris, real_data, register, send, structure, texts};

/// Sends a file as a browser does.
pub(crate) async fn upload(bureau: &Bureau, cookie: &str, name: &str, bytes: &[u8], others: &str) -> Answer {
    let mut body = format!(
        "--limit\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n{others}--limit--\r\n").as_bytes());
    let request = Request::post("/gestion/imports").header("sec-fetch-site", "same-origin").header("cookie", cookie);
    let request = request.header("content-type", "multipart/form-data; boundary=limit");
    send(&bureau.site, request.body(Body::from(body)).unwrap()).await
}

const ALLOW_CLOSING: &str = "--limit\r\ncontent-disposition: form-data; name=\"fermetures\"\r\n\r\noui\r\n";

pub(crate) fn location(answer: &Answer) -> String {
    answer.headers["location"].to_str().unwrap_or_default().to_owned()
}

async fn find(bureau: &Bureau, finess: Finess) -> Listing {
    bureau.store.find(finess).await.unwrap().unwrap().listing
}

/// Some services that are not said to be full.
fn taking(listings: &[Listing], count: usize) -> Vec<Finess> {
    let is_full = |own: &&Listing| own.availability.value().is_some_and(|value| value.intake == Intake::Closed);
    listings.iter().filter(|own| !is_full(own)).take(count).map(|own| own.finess).collect()
}

/// The availability of some listings in a file: the named ones full, said by the service on a day.
fn full(listings: &[Listing], day: &str, named: &[Finess]) -> String {
    let template = template_csv(Sheet::Availability, listings, &paris()).unwrap();
    let text = String::from_utf8(template).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = lines.next().unwrap().to_owned();
    let mine = lines.filter(|line| named.iter().any(|finess| line.starts_with(finess.as_str())));
    let rows = mine.map(|line| {
        let service = line.split(';').nth(1).unwrap();
        format!("{};{service};service;{day};complet;", &line[..9])
    });
    [header].into_iter().chain(rows).map(|line| format!("{line}\r\n")).collect()
}

#[tokio::test]
async fn a_spreadsheet_is_seen_line_by_line_accepted_in_part_and_undone() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listings = demonstration();
    let named = taking(&listings, 3);
    let before = find(&bureau, named[0]).await;
    let file = full(&listings, "2026-11-23", &named);
    let read = upload(&bureau, &publisher, "C:\\dossier\\disponibilités.csv", file.as_bytes(), "").await;
    assert_eq!(location(&read), "/gestion/imports/lus/1?page=1");
    let page = bureau.get(&location(&read), &publisher).await;
    assert_eq!(texts(&page.body, "h1"), ["Ce que changerait disponibilités.csv"]);
    assert_eq!(texts(&page.body, "table.differences th[scope=row]").len(), 3);
    assert!(texts(&page.body, "table.differences td")[2].contains("complet"));
    assert_eq!(find(&bureau, named[0]).await, before, "nothing is written yet");
    // Two of the three are ticked; the third keeps waiting.
    let ticked = [("action", "cochees"), ("fiche", named[0].as_str()), ("fiche", named[1].as_str())];
    let done = bureau.post("/gestion/imports/lus/1?page=1", &publisher, &filled(&[], &ticked)).await;
    assert!(texts(&done.body, "p.thanks")[0].starts_with("L’import 1 est accepté. Fiches écrites : 2."));
    let public = bureau.get(&format!("/services/{}", named[0]), "").await;
    assert!(public.body.contains("23 novembre 2026"));
    assert_eq!(bureau.store.list_previews().await.unwrap().rows.len(), 1);
    let import = &bureau.store.list_imports().await.unwrap().rows[0];
    assert_eq!(
        (import.kind, import.author.as_str(), import.counts.changed + import.counts.confirmed),
        (ImportKind::Sheet, "paul", 2)
    );
    // Someone changes one of them since: it stays, and the other is restored.
    let mut later = bureau.store.find(named[1]).await.unwrap().unwrap();
    later.listing = later.listing.verified("la Ville de Paris", crate::support::TODAY);
    let since = later.listing.clone();
    let save = server::storage::Save {
        based_on: Some(later.version),
        changes: server::storage::changes_between(Some(&find(&bureau, named[1]).await), &since),
        listing: since.clone(),
    };
    let by = server::storage::Authorship {
        author: "jeanne".to_owned(),
        source: Source::City,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    bureau.store.save(vec![save], &by, None).await.unwrap();
    let asked = bureau.post("/gestion/imports/1", &publisher, "").await;
    assert!(asked.body.contains("Cela remet une fiche comme elle était."), "{}", asked.body);
    assert_ne!(find(&bureau, named[0]).await, before, "nothing is undone before it is confirmed");
    let undone = bureau.post("/gestion/imports/1", &publisher, "confirme=oui").await;
    assert_eq!(undone.status, StatusCode::OK);
    assert!(texts(&undone.body, "p.thanks")[1].contains("(Disponibilité)"), "what stays is named");
    assert_eq!(find(&bureau, named[0]).await, before);
    assert_eq!(find(&bureau, named[1]).await, since);
    let again = bureau.post("/gestion/imports/1", &publisher, "confirme=oui").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(texts(&again.body, "main p").concat().contains("annulé par paul"));
}

#[tokio::test]
async fn a_wrong_cell_is_named_by_sheet_row_and_column_and_the_other_lines_live_on() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listings = demonstration();
    let named = taking(&listings, 2);
    let file = full(&listings, "2026-11-23", &named).replacen("complet", "plein <b>", 1);
    let file = format!("{file}750000099;Ailleurs;service;2026-11-23;ouvert;\r\n");
    let read = upload(&bureau, &publisher, "f.csv", file.as_bytes(), "").await;
    let page = bureau.get(&location(&read), &publisher).await;
    let places = texts(&page.body, "details th[scope=row]");
    assert!(places[0].contains("Feuille « Disponibilité », ligne 2, colonne E « Accueil »"), "{places:?}");
    assert!(places[1].contains("ligne 4") && page.body.contains("aucune fiche n’a le numéro 750000099"));
    assert!(!page.body.contains("plein <b>"), "what was typed is no markup");
    assert_eq!(texts(&page.body, "table.differences th[scope=row]").len(), 1);
    // A listing that someone changed since the file was read is left as it is.
    let versioned = bureau.store.find(named[1]).await.unwrap().unwrap();
    let verified = versioned.listing.clone().verified("la Ville de Paris", crate::support::TODAY);
    let by = server::storage::Authorship {
        author: "jeanne".to_owned(),
        source: Source::City,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    bureau.store.save(vec![server::storage::Save::new(Some(&versioned), verified.clone())], &by, None).await.unwrap();
    let done = bureau.post(&location(&read), &publisher, "action=tout").await;
    assert!(texts(&done.body, "p.thanks")[0].contains("laissées telles quelles"));
    assert_eq!(find(&bureau, named[1]).await, verified);
    assert!(bureau.store.list_imports().await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_foreign_an_empty_and_no_file_are_refused_at_the_field() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    for (bytes, sentence) in [
        (&b""[..], "Choisissez un fichier."),
        (b"a;b\n1;2\n", "Aucun tableau connu"),
        (b"\x89PNG\r\n\x1a\n\0\0", "n’est pas un tableau"),
        (b"finess;etalab;94;2026-01-08\nstructureet;1", "coupé"),
    ] {
        let answer = upload(&bureau, &publisher, "f", bytes, "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(texts(&answer.body, "#fichier-erreur").concat().contains(sentence), "{sentence}");
    }
    let none = bureau.post("/gestion/imports", &publisher, "fichier=").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let editor = bureau.signed("jeanne", Role::Editor).await;
    assert_eq!(upload(&bureau, &editor, "f.csv", b"a", "").await.status, StatusCode::FORBIDDEN);
    assert!(bureau.store.list_previews().await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_register_replaces_the_demonstration_then_closes_services_only_on_request() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    bureau.post(&format!("/gestion/services/{}", demonstration()[0].finess), &publisher, "").await;
    let read = upload(&bureau, &publisher, "etalab.csv", register("2026-01-08").as_bytes(), "").await;
    let page = bureau.get(&location(&read), &publisher).await;
    assert!(page.body.contains("remplace toute la démonstration") && !page.body.contains("value=\"cochees\""));
    let done = bureau.post(&location(&read), &publisher, "action=tout").await;
    assert!(
        texts(&done.body, "p.thanks")[0].starts_with("L’import 1 est accepté. Fiches écrites : 3."),
        "{}",
        done.body
    );
    assert_eq!(bureau.store.load_all().await.unwrap().rows.len(), 3);
    assert!(bureau.store.list_links().await.unwrap().rows.is_empty(), "links of services that never were");
    assert_eq!(texts(&bureau.get("/services", "").await.body, ".demonstration").len(), 0);
    // A later register, in which ten services are missing.
    let more: String =
        (100..120).map(|at| structure(&format!("750000{at}"), "AIDE", "460", "110", "75", "", "") + "\n").collect();
    let text = register("2026-02-08");
    let (head, places) = text.split_at(text.find("geolocalisation").unwrap());
    let places: String = places.to_owned()
        + &(100..120).map(|at| crate::support::place(&format!("750000{at}")) + "\n").collect::<String>();
    let wide = upload(&bureau, &publisher, "b.csv", format!("{head}{more}{places}").as_bytes(), "").await;
    bureau.post(&location(&wide), &publisher, "action=tout").await;
    assert_eq!(bureau.store.load_all().await.unwrap().rows.len(), 23);
    let narrow = register("2026-03-08");
    let refused = upload(&bureau, &publisher, "c.csv", narrow.as_bytes(), "").await;
    assert!(texts(&refused.body, "#fichier-erreur").concat().contains("fermerait 20 services"));
    let allowed = upload(&bureau, &publisher, "c.csv", narrow.as_bytes(), ALLOW_CLOSING).await;
    assert_eq!(allowed.status, StatusCode::SEE_OTHER);
    let postponed = bureau.post(&location(&allowed), &publisher, "action=rien").await;
    assert_eq!(location(&postponed), "/gestion/imports?etat=laisse");
    assert_eq!(find(&bureau, "750000100".parse().unwrap()).await.standing, Standing::Open);
    // Undone, the services that an import brought are closed: nothing is taken out of the record.
    let asked = bureau.post("/gestion/imports/2", &publisher, "").await;
    assert!(asked.body.contains("Cela ferme 20 services"), "{}", asked.body);
    bureau.post("/gestion/imports/2", &publisher, "confirme=oui").await;
    assert!(matches!(find(&bureau, "750000100".parse().unwrap()).await.standing, Standing::ClosedSince(_)));
    assert_eq!(bureau.store.last_imports().await.unwrap().register.unwrap().file_date.to_string(), "2026-01-08");
}

#[tokio::test]
async fn the_templates_come_back_without_a_change() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    for name in ["fiches.xlsx", "tarifs.csv", "prestations.csv", "couverture.csv", "disponibilite.csv"] {
        let request = Request::get(format!("/gestion/tableurs/{name}")).header("cookie", &publisher);
        let request = request.header("host", "127.0.0.1:3000");
        let answer =
            tower::ServiceExt::oneshot(bureau.site.clone(), request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{name}");
        let bytes = axum::body::to_bytes(answer.into_body(), 10_000_000).await.unwrap();
        let read = upload(&bureau, &publisher, name, &bytes, "").await;
        let page = bureau.get(&location(&read), &publisher).await;
        assert!(page.body.contains("Ce fichier ne change rien"), "{name}");
        bureau.post(&location(&read), &publisher, "action=rien").await;
    }
    assert_eq!(bureau.get("/gestion/tableurs/autre.csv", &publisher).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ten_services_of_the_real_register_are_completed_and_ranked_at_once() {
    let Some(path) = real_data("finess-paris-2021.csv") else { return };
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let bytes = std::fs::read(path).unwrap();
    assert!(read_register(std::io::Cursor::new(&bytes), &DepartmentFilter::All, &paris()).is_ok());
    let read = upload(&bureau, &publisher, "etalab-cs1100507.csv", &bytes, "").await;
    let page = bureau.get(&location(&read), &publisher).await;
    assert!(page.body.contains("Nouvelles fiches : 154"), "{}", texts(&page.body, "main p").concat());
    bureau.post(&location(&read), &publisher, "action=tout").await;
    let services = bureau.store.load_all().await.unwrap().rows;
    let ten = services
        .iter()
        .filter(|versioned| versioned.listing.kind == domain::provider::listing::Kind::HomeHelp)
        .take(10);
    let need = "/comparer?lieu=14e&debut=2026-12-01&acte=toilette&quand=lun.0800-0900&complets=oui";
    assert!(texts(&bureau.get(need, "").await.body, "#conviennent .card").is_empty());
    for versioned in ten {
        let edit = format!("/gestion/services/{}/modifier", versioned.listing.finess);
        let editor = bureau.get(&edit, &publisher).await;
        let fields = [
            ("action", "publier"),
            ("source-prestations", "service"),
            ("acte", "toilette"),
            ("source-couverture", "service"),
            ("zone", "75114"),
            ("de-lundi-1", "07:00"),
            ("a-lundi-1", "20:00"),
            ("source-tarifs", "service"),
            ("tarif-0-debut", "2026-01-01"),
            ("tarif-0-aide", "28,50"),
        ];
        let published = bureau.post(&edit, &publisher, &filled(&form(&editor.body, "form.need"), &fields)).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{:?}", texts(&published.body, ".error-summary"));
    }
    let list = bureau.get(need, "").await;
    assert_eq!(texts(&list.body, "#en-partie .card").len(), 10, "{:?}", texts(&list.body, "#etat"));
    let real = find(&bureau, services[0].listing.finess).await;
    assert!(real.provenances().all(|provenance| provenance.source != Source::Demonstration));
    assert!(real.provenance(Field::Name).is_some());
}
