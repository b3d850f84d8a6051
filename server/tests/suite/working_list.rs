//! The working list: what it finds, and what is done to a selection after a screen that names it.

use app::access::Role;
use axum::http::StatusCode;
use domain::provider::listing::{Intake, Source};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::{Field, Finess, Listing, Mode};
use jiff::civil::date;
use server::storage::ListingStore;

use crate::staff::{Bureau, bureau};
use crate::support::{Answer, TODAY, demonstration, filled, form, texts};

fn location(answer: &Answer) -> String {
    answer.headers["location"].to_str().unwrap().to_owned()
}

async fn stored(bureau: &Bureau, finess: Finess) -> (u32, Listing) {
    let found = bureau.store.find(finess).await.unwrap().unwrap();
    (found.version, found.listing)
}

/// Open services that state a price in prestataire mode.
fn priced() -> Vec<Listing> {
    let has = |listing: &Listing| {
        listing.standing.closed_on().is_none()
            && listing.tariff_on(Mode::Prestataire, TODAY).is_some_and(|tariff| tariff.terms().care_hour.is_some())
    };
    demonstration().into_iter().filter(has).collect()
}

fn ticks(listings: &[Listing]) -> String {
    listings.iter().map(|listing| format!("service={}", listing.finess)).collect::<Vec<_>>().join("&")
}

async fn names_found(bureau: &Bureau, cookie: &str, query: &str) -> Vec<String> {
    let page = bureau.get(&format!("/gestion/services?{query}"), cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{query}");
    texts(&page.body, "tbody tr th")
}

#[tokio::test]
async fn a_service_is_found_by_its_name_its_number_its_telephone_and_its_street() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let whole = |listing: &Listing| listing.phone.value().is_some() && listing.address.value().is_some();
    let listing = demonstration().into_iter().find(|listing| whole(listing) && listing.standing.closed_on().is_none());
    let listing = listing.unwrap();
    let name = domain::values::search::readable(&listing.name.value);
    let phone = app::format::phone(listing.phone.value().unwrap().as_str()).replace('\u{a0}', " ");
    let street = listing.address.value().unwrap().street.clone();
    for text in [name.clone(), listing.finess.to_string(), phone, street] {
        let typed: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        assert!(names_found(&bureau, &reader, &format!("q={typed}")).await.contains(&name), "{text}");
    }
    let nobody = bureau.get("/gestion/services?q=zzzz", &reader).await;
    assert!(nobody.body.contains("Aucune fiche ne correspond"));
}

#[tokio::test]
async fn filters_narrow_the_list_and_the_address_stays_short() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let sent = "/gestion/services?q=&zone=75114&type=&partie=&etat=&source=&avec=&services=ouverts&tri=nom&page=1";
    assert_eq!(location(&bureau.get(sent, &reader).await), "/gestion/services?zone=75114");
    let in_the_14th = |listing: &&Listing| {
        listing.standing.closed_on().is_none()
            && listing.address.value().is_some_and(|address| address.zone.as_str() == "75114")
    };
    let expected = demonstration().iter().filter(in_the_14th).count();
    assert_eq!(names_found(&bureau, &reader, "zone=75114").await.len(), expected);
    let stale = |listing: &Listing| matches!(listing.part_state(ListingPart::Availability, TODAY), PartState::Stale(_));
    let open = demonstration().into_iter().filter(|listing| listing.standing.closed_on().is_none());
    let count = open.filter(stale).count();
    let page = bureau.get("/gestion/services?partie=disponibilite&etat=perimee", &reader).await;
    assert!(page.body.contains(&format!("Fiches trouvées : {count}.")), "{count}");
    assert!(names_found(&bureau, &reader, "services=fermes").await.iter().all(|name| name.ends_with(" (fermé)")));
    let columns = bureau.get("/gestion/services?col=telephone&col=etat-prix", &reader).await;
    assert_eq!(texts(&columns.body, "table.lines thead th"), ["Service", "Téléphone", "Date des prix"]);
    assert!(texts(&columns.body, "table.lines input").is_empty() && !columns.body.contains("name=\"acte\""));
}

#[tokio::test]
async fn one_part_of_many_listings_is_verified_after_a_screen_that_names_it() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let list = "/gestion/services?tri=prix";
    let page = bureau.get(list, &publisher).await;
    let boxes: Vec<String> =
        page.body.split("name=\"service\" value=\"").skip(1).map(|rest| rest[..9].to_owned()).collect();
    let on_the_page = |listing: &Listing| boxes.contains(&listing.finess.to_string());
    let dear: Vec<Listing> = priced().into_iter().filter(on_the_page).collect();
    let chosen = &dear[..3];
    let none = bureau.post(list, &publisher, "acte=verifier-prix").await;
    assert_eq!(
        (none.status, texts(&none.body, "[role=alert]")),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["Aucune fiche n’est cochée.".to_owned()])
    );
    let kept = bureau.post(list, &publisher, &ticks(chosen)).await;
    assert_eq!(form(&kept.body, "form.bulk").iter().filter(|(name, _)| name == "service").count(), 3, "ticks are kept");
    let screen = bureau.post(list, &publisher, &format!("{}&acte=verifier-prix", ticks(chosen))).await;
    assert_eq!(texts(&screen.body, "h1"), ["Prix vérifiés aujourd’hui"]);
    assert_eq!(texts(&screen.body, "ul.columns li").len(), 3);
    assert_eq!(stored(&bureau, chosen[0].finess).await.0, 1, "nothing is written yet");
    let seen = screen.body.split("name=\"lu\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let confirmed = filled(&form(&screen.body, "main form"), &[("lu", seen)]);
    let done = bureau.post(list, &publisher, &confirmed).await;
    assert_eq!(location(&done), "/gestion/services?tri=prix&fait=verifier-prix.3");
    let told = bureau.get(&location(&done), &publisher).await;
    assert_eq!(texts(&told.body, "p.thanks"), ["Prix vérifiés aujourd’hui. Fiches écrites : 3."]);
    for before in chosen {
        let (version, after) = stored(&bureau, before.finess).await;
        assert_eq!((version, after.part_state(ListingPart::Prices, TODAY)), (2, PartState::Fresh(TODAY)));
        for field in Field::ALL.iter().filter(|field| **field != Field::Tariffs) {
            assert_eq!(after.provenance(*field), before.provenance(*field), "{field:?}");
        }
    }
    // What was read is what is written: the listings have moved on.
    let late = bureau.post(list, &publisher, &confirmed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(stored(&bureau, chosen[0].finess).await.0, 2);
}

#[tokio::test]
async fn everything_that_was_found_is_one_selection() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let list = "/gestion/services?zone=75114";
    let count = names_found(&bureau, &publisher, "zone=75114").await.len();
    let screen = bureau.post(list, &publisher, "tous=oui&acte=accueil-complet").await;
    let services = form(&screen.body, "main form").iter().filter(|(name, _)| name == "service").count();
    assert!(services == count && count > 1);
    let seen = screen.body.split("name=\"lu\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let done = bureau.post(list, &publisher, &filled(&form(&screen.body, "main form"), &[("lu", seen)])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    for (_, finess) in form(&screen.body, "main form").iter().filter(|(name, _)| name == "service") {
        let (_, after) = stored(&bureau, finess.parse().unwrap()).await;
        assert_eq!(after.availability_on(TODAY).map(|known| known.value.intake), Some(Intake::Closed));
    }
}

#[tokio::test]
async fn tariffs_rise_from_a_day_on_after_each_new_price_was_shown() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let chosen = &priced()[..4];
    let list = "/gestion/services";
    let begun = bureau.post(list, &publisher, &format!("{}&acte=hausse", ticks(chosen))).await;
    let fields = form(&begun.body, "main form");
    assert!(fields.contains(&("debut".to_owned(), "2027-01-01".to_owned())), "{fields:?}");
    let wrong = bureau.post(list, &publisher, &filled(&fields, &[("hausse", "deux")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        texts(&wrong.body, "#hausse-erreur"),
        ["Écrivez une hausse de 0,01 à 30, avec deux décimales au plus : 2,5."]
    );
    assert!(form(&wrong.body, "main form").contains(&("hausse".to_owned(), "deux".to_owned())), "what was typed stays");
    let asked = filled(&fields, &[("hausse", "2"), ("source", "service")]);
    let screen = bureau.post(list, &publisher, &asked).await;
    assert!(
        screen.body.contains("Hausse permise aux contrats en cours au 1er janvier 2027 : non connue"),
        "the cap of 2027"
    );
    let price = chosen[0].tariff_on(Mode::Prestataire, TODAY).unwrap().terms().care_hour.unwrap();
    let raised = domain::Cents((price.0 * 102 + 50) / 100);
    let cells = texts(&screen.body, "table.lines td").join("|");
    let digits = format!("{},{:02}", raised.0 / 100, raised.0 % 100);
    assert!(cells.contains(&digits), "{digits} in {cells}");
    let seen = screen.body.split("name=\"lu\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // Another rise than the one that was shown is shown first.
    let other = filled(&form(&screen.body, "main form"), &[("lu", &seen), ("hausse", "3")]);
    assert_eq!(bureau.post(list, &publisher, &other).await.status, StatusCode::CONFLICT);
    let done = bureau.post(list, &publisher, &filled(&form(&screen.body, "main form"), &[("lu", &seen)])).await;
    assert_eq!(location(&done), "/gestion/services?fait=hausse.4");
    let (_, after) = stored(&bureau, chosen[0].finess).await;
    let hour = |day| after.tariff_on(Mode::Prestataire, day).unwrap().terms().care_hour;
    assert_eq!((hour(TODAY), hour(date(2027, 1, 1))), (Some(price), Some(raised)));
    assert_eq!(after.provenance(Field::Tariffs).unwrap().source, Source::Provider);
}

#[tokio::test]
async fn an_availability_is_saved_in_its_row_and_a_conflict_is_told_in_words() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let own = demonstration().into_iter().find(|listing| {
        listing.standing.closed_on().is_none()
            && listing.availability.value().is_some_and(|value| value.intake == Intake::Open)
    });
    let finess = own.unwrap().finess;
    let list = format!("/gestion/services?q={finess}");
    let page = bureau.get(&list, &publisher).await;
    let fields = form(&page.body, "form.bulk");
    let (name, button) = (format!("accueil-{finess}"), finess.to_string());
    let body = filled(&fields, &[(name.as_str(), "complet"), ("enregistrer", &button)]);
    let done = bureau.post(&list, &publisher, &body).await;
    assert_eq!(location(&done), format!("{list}&fait=accueil-complet.1"));
    let (version, after) = stored(&bureau, finess).await;
    assert_eq!(after.availability_on(TODAY).map(|known| known.value.intake), Some(Intake::Closed));
    let late = bureau.post(&list, &publisher, &body).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(texts(&late.body, "[role=alert]")[0].contains("Quelqu’un a changé cette disponibilité entre-temps"));
    assert_eq!(stored(&bureau, finess).await.0, version);
}

#[tokio::test]
async fn the_island_saves_an_availability_in_one_call() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let finess = priced()[0].finess;
    let before = stored(&bureau, finess).await.1.availability.value().map_or("", |value| value.intake.code());
    let body = format!("finess={finess}&before={before}&chosen=liste-d-attente");
    assert_eq!(bureau.post("/fonctions/disponibilite", &reader, &body).await.status, StatusCode::FORBIDDEN);
    let saved = bureau.post("/fonctions/disponibilite", &publisher, &body).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(saved.body.contains("est enregistré à la date d’aujourd’hui"), "{}", saved.body);
    let (version, after) = stored(&bureau, finess).await;
    assert_eq!(after.availability_on(TODAY).map(|known| known.value.intake), Some(Intake::WaitingList));
    let other = format!("finess={finess}&before=complet&chosen=ouvert");
    let conflict = bureau.post("/fonctions/disponibilite", &publisher, &other).await;
    assert!(
        conflict.body.contains("Quelqu’un a changé") && conflict.body.contains("liste-d-attente"),
        "{}",
        conflict.body
    );
    assert_eq!(stored(&bureau, finess).await.0, version);
}
