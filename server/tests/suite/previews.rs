//! A register that is previewed: real changes first, one part accepted and another not, what closes services confirmed, what
//! nobody accepted told to the public, a name offered with its accents.

use app::access::Role;
use axum::http::StatusCode;
use domain::provider::listing::{Source, Standing};
use domain::{Finess, Listing};
use server::storage::ListingStore;
use server::storage::previews::PreviewStore;

use crate::imports::{location, upload};
use crate::staff::{Bureau, bureau_of};
use crate::support::{Answer, filled, form, place, structure, texts};

/// A register of Paris: number, name and telephone of each service.
fn register(day: &str, services: &[(&str, &str, &str)]) -> String {
    let lines: Vec<String> =
        services.iter().map(|(finess, name, phone)| structure(finess, name, "460", "110", "75", phone, "")).collect();
    let places: Vec<String> = services.iter().map(|(finess, ..)| place(finess)).collect();
    format!("finess;etalab;94;{day}\n{}\n{}\n", lines.join("\n"), places.join("\n"))
}

const THREE: [(&str, &str, &str); 3] = [
    ("750000011", "AIDE DU CANAL", "0143000011"),
    ("750000022", "AIDE DU PARC", "0143000022"),
    ("750000033", "AIDE DE LA BUTTE", "0143000033"),
];

async fn sent(bureau: &Bureau, publisher: &str, text: &str) -> (String, Answer) {
    let read = upload(bureau, publisher, "finess.csv", text.as_bytes(), "").await;
    let there = location(&read);
    let page = bureau.get(&there, publisher).await;
    (there, page)
}

async fn empty() -> (Bureau, String) {
    let bureau = bureau_of(async |_, _| {}, |office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    (bureau, publisher)
}

async fn with_three() -> (Bureau, String) {
    let (bureau, publisher) = empty().await;
    let (there, _) = sent(&bureau, &publisher, &register("2026-10-01", &THREE)).await;
    bureau.post(&there, &publisher, "action=tout").await;
    (bureau, publisher)
}

async fn find(bureau: &Bureau, finess: &str) -> Listing {
    bureau.store.find(finess.parse::<Finess>().unwrap()).await.unwrap().unwrap().listing
}

#[tokio::test]
async fn the_gravest_changes_come_first_and_what_was_only_seen_again_is_counted() {
    let (bureau, publisher) = with_three().await;
    let services = [("750000011", "AIDE DU CANAL", "0143000099"), THREE[1], ("750000044", "AIDE NEUVE", "")];
    let (_, page) = sent(&bureau, &publisher, &register("2026-11-01", &services)).await;
    assert_eq!(
        texts(&page.body, "th.group"),
        ["Services fermés : 1", "Nouvelles fiches : 1", "Autres changements : 1"],
        "{}",
        page.body
    );
    let services = texts(&page.body, "table.differences th[scope=row]").concat();
    assert!(!services.contains("Aide du Parc"), "a newer date is no change: {services}");
    assert!(page.body.contains("Revues sans changement : 1"));
}

#[tokio::test]
async fn one_part_of_a_listing_is_accepted_and_the_other_goes_on_waiting() {
    let (bureau, publisher) = with_three().await;
    let services = [("750000011", "AIDE DU CANAL SAINT-MARTIN", "0143000099"), THREE[1], THREE[2]];
    let (there, page) = sent(&bureau, &publisher, &register("2026-11-01", &services)).await;
    let boxes = form(&page.body, "main form");
    assert!(boxes.contains(&("fiche".to_owned(), "750000011:phone".to_owned())), "{boxes:?}");
    let done = bureau.post(&there, &publisher, "action=cochees&fiche=750000011:phone").await;
    assert!(texts(&done.body, "p.thanks")[0].contains("Fiches écrites : 1."), "{}", done.body);
    let listing = find(&bureau, "750000011").await;
    assert_eq!(listing.name.value, "AIDE DU CANAL");
    assert_eq!(listing.phone.value().unwrap().to_string(), "0143000099");
    let waiting = bureau.store.list_previews().await.unwrap().rows;
    let there = format!("/gestion/imports/lus/{}?page=1", waiting[0].number);
    let page = bureau.get(&there, &publisher).await;
    assert_eq!(texts(&page.body, "th.group"), ["Noms changés : 1"]);
    bureau.post(&there, &publisher, "action=cochees&fiche=750000011:name").await;
    assert_eq!(find(&bureau, "750000011").await.name.value, "AIDE DU CANAL SAINT-MARTIN");
    assert!(bureau.store.list_previews().await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_click_that_closes_or_reopens_services_is_confirmed() {
    let (bureau, publisher) = with_three().await;
    let (there, _) = sent(&bureau, &publisher, &register("2026-11-01", &THREE[..2])).await;
    let asked = bureau.post(&there, &publisher, "action=tout").await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.body.contains("Cela ferme un service") && asked.body.contains("Aide de la Butte"), "{}", asked.body);
    assert_eq!(find(&bureau, "750000033").await.standing, Standing::Open);
    let confirmed = filled(&form(&asked.body, "main form"), &[]);
    bureau.post(&there, &publisher, &confirmed).await;
    assert!(matches!(find(&bureau, "750000033").await.standing, Standing::ClosedSince(_)));
    let (there, page) = sent(&bureau, &publisher, &register("2026-11-02", &THREE)).await;
    assert_eq!(texts(&page.body, "th.group"), ["Services rouverts : 1"]);
    let asked = bureau.post(&there, &publisher, "action=tout").await;
    assert!(asked.body.contains("Cela rouvre un service"), "{}", asked.body);
}

#[tokio::test]
async fn the_public_is_told_how_many_services_of_the_register_nobody_accepted() {
    let (bureau, publisher) = empty().await;
    let (there, _) = sent(&bureau, &publisher, &register("2026-11-01", &THREE)).await;
    bureau.post(&there, &publisher, "action=cochees&fiche=750000011").await;
    let public = bureau.get("/services", "").await.body;
    assert!(!public.contains("Ce sont tous les services"), "{public}");
    assert!(
        public.contains("La liste n’est pas complète. 2 services du registre national FINESS n’y sont pas encore.")
    );
    assert!(bureau.get("/methode", "").await.body.contains("2 services du registre national FINESS"));
    let list = bureau.get("/gestion/imports", &publisher).await;
    assert!(
        texts(&list.body, "tbody tr")[0].ends_with("2000"),
        "two new ones wait: {:?}",
        texts(&list.body, "tbody tr")
    );
    let waiting = bureau.store.list_previews().await.unwrap().rows[0].number;
    bureau.post(&format!("/gestion/imports/lus/{waiting}?page=1"), &publisher, "action=tout").await;
    assert!(bureau.get("/services", "").await.body.contains("Ce sont tous les services du registre"));
}

#[tokio::test]
async fn a_name_is_offered_with_its_accents_and_the_next_register_says_nothing_of_it() {
    let (bureau, publisher) = empty().await;
    let services = [("750000011", "AIDE A DOMICILE DU CANAL", "")];
    let (there, page) = sent(&bureau, &publisher, &register("2026-10-01", &services)).await;
    assert!(page.body.contains("Publier sous le nom « Aide à domicile du Canal »"), "{}", page.body);
    bureau.post(&there, &publisher, "action=tout&renomme=750000011").await;
    let name = find(&bureau, "750000011").await.name;
    assert_eq!((name.value.as_str(), name.provenance.source), ("Aide à domicile du Canal", Source::City));
    let (_, page) = sent(&bureau, &publisher, &register("2026-11-01", &services)).await;
    assert!(page.body.contains("Ce fichier ne change aucune fiche"), "{}", page.body);
    assert!(!page.body.contains("Ce que le fichier dit autrement"));
}

#[tokio::test]
async fn remarks_are_a_file_to_send_back() {
    let (bureau, publisher) = with_three().await;
    let template = bureau.get("/gestion/tableurs/disponibilite.csv", &publisher).await.body;
    let file = format!("{}\r\n750000011;Canal;service;01/11/2026;=plein;\r\n", template.lines().next().unwrap());
    let (_, page) = sent(&bureau, &publisher, &file).await;
    let link = "/gestion/imports/lus/2/remarques.csv";
    assert!(page.body.contains(link), "{}", page.body);
    let answer = bureau.get(link, &publisher).await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert!(answer.body.contains("Endroit;Pourquoi\r\n") && answer.body.contains("ligne 2"), "{}", answer.body);
}
