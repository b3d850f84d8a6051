//! Exports, the acts that they leave behind, and the figures of parts and of searches.

use app::access::Role;
use axum::http::StatusCode;
use domain::feedback::refusal::Month;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use server::searches::SearchCounter;
use server::storage::figures::{ActKind, FigureStore, PartDay, SearchCount};

use crate::staff::bureau;
use crate::support::{TODAY, demonstration, paris, store, texts};

#[tokio::test]
async fn each_table_is_exported_in_french_and_each_export_is_an_act() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let page = bureau.get("/gestion/exports", &reader).await;
    let buttons = texts(&page.body, "main form button");
    assert!(
        buttons.contains(&"Fiches en CSV".to_owned()) && buttons.contains(&"Actes en XLSX".to_owned()),
        "{buttons:?}"
    );
    for table in ["fiches", "manques", "journal", "actes"] {
        let csv = bureau.post("/gestion/exports", &reader, &format!("fichier={table}.csv")).await;
        assert_eq!(
            (csv.status, &csv.headers["content-type"]),
            (StatusCode::OK, &"text/csv; charset=utf-8".parse().unwrap())
        );
        let disposition = format!("attachment; filename=\"{table}.csv\"");
        assert_eq!(csv.headers["content-disposition"], disposition.as_str());
        let xlsx = bureau.post("/gestion/exports", &reader, &format!("fichier={table}.xlsx")).await;
        assert!(xlsx.body.starts_with("PK"), "{table}: a workbook is a ZIP");
    }
    let acts = bureau.store.list_acts(None, 100).await.unwrap().rows;
    assert_eq!(acts.len(), 8);
    assert!(acts.iter().all(|act| act.kind == ActKind::Export && act.author == "jeanne"));
    assert_eq!(acts[7].subject, format!("fiches.csv ({})", demonstration().len()));
    let wrong = bureau.post("/gestion/exports", &reader, "fichier=comptes.csv").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_selection_of_listings_is_exported_alone() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let chosen = &demonstration()[0];
    let file = bureau.post("/gestion/exports", &reader, &format!("fichier=fiches.csv&service={}", chosen.finess)).await;
    let mut lines =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(&lines.headers().unwrap()[0], "FINESS");
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][0], chosen.finess.as_str());
}

#[tokio::test]
async fn figures_count_the_parts_of_open_listings() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let page = bureau.get("/gestion/chiffres", &reader).await;
    assert_eq!(page.status, StatusCode::OK);
    let asked = |part: ListingPart| {
        let open = demonstration().into_iter().filter(|listing| listing.standing.closed_on().is_none());
        open.filter(|listing| part.is_asked_of(listing.kind)).count()
    };
    let rows = texts(&page.body, "table:first-of-type tbody tr");
    for (part, row) in ListingPart::ALL.iter().zip(&rows) {
        assert!(row.contains(&format!("sur {})", asked(*part))), "{part:?}: {row}");
    }
    assert!(page.body.contains("Aucune recherche à montrer"));
}

#[tokio::test]
async fn how_parts_stood_is_kept_for_each_day() {
    let store = store().await;
    let part = |part, fresh| PartDay { day: TODAY, zone: None, part, fresh, stale: 1, never_verified: 2, missing: 3 };
    store.record_parts(TODAY, &[part(ListingPart::Prices, 4), part(ListingPart::Acts, 5)]).await.unwrap();
    let last = [part(ListingPart::Prices, 6)];
    store.record_parts(TODAY, &last).await.unwrap();
    assert_eq!(store.list_parts().await.unwrap().rows, last, "of one day the last stays");
}

#[tokio::test]
async fn a_search_is_counted_by_zone_and_act_and_another_page_of_it_is_not() {
    let store = store().await;
    let counter = SearchCounter::default();
    counter.count("lieu=14e&acte=toilette&acte=repas&ressources=1500", &paris(), TODAY);
    counter.count("lieu=14e&acte=toilette&page=2", &paris(), TODAY);
    counter.count("lieu=ailleurs", &paris(), TODAY);
    counter.write(&store).await;
    counter.count("lieu=14e&acte=toilette", &paris(), TODAY);
    counter.write(&store).await;
    let month = Month::of(TODAY);
    let zone = Some("75114".parse().unwrap());
    let counted = store.list_searches().await.unwrap().rows;
    let expected = [
        SearchCount { month, zone: None, act: None, count: 1 },
        SearchCount { month, zone, act: Some(domain::Act::Meals), count: 1 },
        SearchCount { month, zone, act: Some(domain::Act::Washing), count: 2 },
    ];
    assert_eq!(counted, expected);
}

#[tokio::test]
async fn searches_are_shown_by_fives() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let (month, zone) = (Month::of(TODAY), Some("75114".parse().unwrap()));
    let searches = |act, count| SearchCount { month, zone, act: Some(act), count };
    bureau.store.add_searches(&[searches(domain::Act::Washing, 13), searches(domain::Act::Meals, 4)]).await.unwrap();
    let page = bureau.get("/gestion/chiffres", &reader).await;
    let cells = texts(&page.body, "table:last-of-type tbody tr");
    assert!(
        page.body.contains("Recherches par prestation") && cells.iter().all(|row| !row.ends_with("13")),
        "{cells:?}"
    );
    assert!(cells.last().is_some_and(|row| row.ends_with("10")), "{cells:?}");
}
