//! The changes that a later register may make to listings (closing, opening, replacing facts), and those that it may
//! not.

use app::access::Role;
use domain::provider::listing::{Address, Fact, Kind, Provenance, Source, Standing};
use domain::{Act, ActSet, Field, Listing};
use jiff::civil::date;
use serde_json::{Value, json};
use server::import::merge::{self, Plan};
use server::import::register::{self, DepartmentFilter, Register};
use server::storage::previews::PreviewStore;
use server::storage::{ListingStore, Versioned};

use crate::import_plus::{Activity, HELP, activities, service, structures, with};
use crate::imports::{location, upload};
use crate::staff::bureau_of;
use crate::support::paris;

fn read(document: &Value) -> Register {
    let filter = DepartmentFilter::Department("75".to_owned());
    register::read(std::io::Cursor::new(document.to_string()), &filter, &paris()).unwrap()
}

fn plan(document: &Value, stored: &[Listing]) -> Plan {
    let stored = stored.iter().map(|listing| Versioned { version: 1, listing: listing.clone() }).collect();
    merge::plan(&read(document), stored, None, &DepartmentFilter::Department("75".to_owned()), false).unwrap()
}

/// The listings that a first register brings.
fn first(services: &[Value]) -> Vec<Listing> {
    plan(&structures(services), &[]).saves.into_iter().map(|save| save.listing).collect()
}

/// The listing after a second register.
fn then(document: &Value, stored: &Listing) -> (Listing, Plan) {
    let plan = plan(document, std::slice::from_ref(stored));
    let listing = plan.saves.first().map_or_else(|| stored.clone(), |save| save.listing.clone());
    (listing, plan)
}

fn city() -> Provenance {
    Provenance { source: Source::City, observed: date(2026, 11, 1), verified: None }
}

#[test]
fn a_record_that_cannot_be_read_closes_nobody() {
    let numbers = ["750000011", "750000022", "750000033"];
    let services = numbers.map(|finess| service(finess, "460"));
    let stored = first(&services);
    let [good, named, typed] = services;
    let hidden = with(named, "/informationsGeneralesEGE/nomEgeLong", json!("AIDE\u{200b}CANAL"));
    let number = with(typed, "/adresse/1/codePostal", json!(75010));
    let found = plan(&structures(&[good.clone(), hidden, number]), &stored);
    assert_eq!((found.counts.rejected, found.counts.closed, found.saves.len()), (2, 0, 0));
    // A record without a number may be any of the missing ones.
    let nameless = with(good.clone(), "/informationsGeneralesEGE/numFinessEge", json!("7500E"));
    let found = plan(&structures(&[good.clone(), nameless]), &stored);
    assert_eq!((found.counts.rejected, found.counts.closed), (1, 0));
    assert_eq!(plan(&structures(&[good]), &stored).counts.closed, 2, "what is missing is closed");
}

#[test]
fn no_register_opens_what_the_city_closed_and_the_difference_is_reported() {
    let services = [service("750000011", "460")];
    let mut stored = first(&services).remove(0);
    stored.standing = Standing::ClosedByCity(date(2026, 11, 1));
    let (listing, found) = then(&structures(&services), &stored);
    assert_eq!(listing.standing, stored.standing);
    assert_eq!(found.differences[0].field, Field::Standing);
    stored.standing = Standing::ClosedSince(date(2026, 11, 1));
    assert_eq!(then(&structures(&services), &stored).0.standing, Standing::Open, "what a register closed it opens");
}

#[test]
fn where_one_nurses_is_not_where_one_helps_when_a_service_becomes_another() {
    let nursing = first(&[service("750000011", "354")]).remove(0);
    let zones = Activity { code: "358", ..HELP };
    let (nursing, _) = then(&activities("750000011", &[zones]), &nursing);
    assert!(nursing.zones.known().is_some() && nursing.publics.known().is_some());
    let (both, _) = then(&structures(&[service("750000011", "209")]), &nursing);
    assert_eq!(both.kind, Kind::HelpAndNursing);
    assert!(both.zones.known().is_none() && both.publics.known().is_none());
}

#[test]
fn what_an_activity_no_longer_states_is_known_no_longer() {
    let (help, _) = then(&activities("750000011", &[HELP]), &first(&[service("750000011", "460")])[0]);
    assert!(help.zones.known().is_some());
    let other = Activity { code: "358", ..HELP };
    let (after, _) = then(&activities("750000011", &[other]), &help);
    assert!(after.zones.known().is_none() && after.publics.known().is_none());
}

#[test]
fn an_activity_without_the_number_of_its_authorisation_has_no_zone_of_another() {
    let mut document = activities("750000011", &[HELP]);
    *document
        .pointer_mut("/pmej/0/ege/0/activitesExercees/0/caracteristiquesGeneriques/identifiantAutorisation")
        .unwrap() = Value::Null;
    *document.pointer_mut("/pmej/0/activitesAutorisees/0/caracteristiquesGeneriques/activiteAeId").unwrap() =
        Value::Null;
    let (listing, _) = then(&document, &first(&[service("750000011", "460")])[0]);
    assert!(listing.zones.known().is_none());
}

#[test]
fn a_place_goes_with_its_address() {
    let services = [service("750000011", "460")];
    let stored = first(&services).remove(0);
    let moved = with(service("750000011", "460"), "/adresse/1/ligneQuatre", json!("5 RUE MARX DORMOY"));
    let moved = with(moved, "/adresse/1/coordonneesGeographique", Value::Null);
    let (listing, _) = then(&structures(&[moved]), &stored);
    assert_eq!(listing.address.value().unwrap().street, "5 rue Marx Dormoy");
    assert!(listing.point.known().is_none(), "the place was that of the address before");
    let unplaced = with(service("750000011", "460"), "/adresse/1/coordonneesGeographique", Value::Null);
    assert!(then(&structures(&[unplaced]), &stored).0.point.known().is_some(), "absent is no statement");
    // The City knows another address, for which the register has no point.
    let mut elsewhere = stored;
    let zone = "75114".parse().unwrap();
    let address =
        Address { street: "1 rue d'Essai".to_owned(), postcode: "75014".to_owned(), city: "Paris".to_owned(), zone };
    (elsewhere.address, elsewhere.point) = (Fact::new(address, city()), Fact::Unknown);
    let (listing, found) = then(&structures(&services), &elsewhere);
    assert!(listing.point.known().is_none());
    assert_eq!(found.differences[0].field, Field::Address);
}

#[test]
fn a_change_of_kind_takes_what_it_contradicts_and_nothing_else() {
    let mut stored = first(&[service("750000011", "209")]).remove(0);
    let acts = ActSet::EMPTY.with(Act::Nursing).with(Act::Washing);
    stored.acts = Fact::new(acts, city());
    stored.tariffs = Fact::new(Vec::new(), city());
    let (listing, _) = then(&structures(&[service("750000011", "460")]), &stored);
    assert_eq!(listing.acts.value().copied(), Some(ActSet::EMPTY.with(Act::Washing)));
    assert!(listing.tariffs.known().is_some());
}

#[test]
fn a_file_of_a_day_to_come_is_refused() {
    let today = date(2026, 11, 23);
    assert!(merge::check_day(date(2026, 11, 24), today).is_ok(), "made further east");
    assert!(matches!(merge::check_day(date(2062, 11, 20), today), Err(merge::PlanError::ToCome(_))));
}

#[tokio::test]
async fn of_two_files_that_wait_the_older_is_not_accepted_after_the_later() {
    let bureau = bureau_of(async |_, _| {}, |office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let document = |day: &str, services: &[Value]| structures(services).to_string().replace("2026-11-20", day);
    let (one, two) = (service("750000011", "460"), service("750000022", "460"));
    let older = document("2026-11-19", std::slice::from_ref(&one));
    let older = upload(&bureau, &publisher, "older.json", older.as_bytes(), "").await;
    let later = document("2026-11-20", &[one, two]);
    let later = upload(&bureau, &publisher, "later.json", later.as_bytes(), "").await;
    bureau.post(&location(&later), &publisher, "action=tout").await;
    let refused = bureau.post(&location(&older), &publisher, "action=tout").await;
    assert!(refused.body.contains("Un fichier plus récent, du 20 novembre 2026"), "{}", refused.body);
    let snapshot = bureau.store.snapshot().await.unwrap();
    assert_eq!(snapshot.imports.sources().register.unwrap().on, date(2026, 11, 20));
    assert!(snapshot.listings.iter().all(|versioned| versioned.listing.standing.is_open()));
    assert_eq!(bureau.store.list_previews().await.unwrap().rows.len(), 1, "it waits, to be looked at or removed");
}
