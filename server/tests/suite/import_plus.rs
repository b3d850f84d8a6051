//! FINESS+, structures and activités, in small documents made for these tests: every rule about what is open, where,
//! and for whom.

use std::io::{Cursor, Write};

use domain::provider::listing::{Fact, Habilitation, Kind, Provenance, Source, Standing, Verification};
use domain::provider::register::RegisterKind;
use domain::{Field, Listing, Public, Territory};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};
use server::import::merge::{self, Plan, PlanError};
use server::import::register::{self, DepartmentFilter, FileError, HabilitationHint, Register};
use server::storage::journal::ImportKind;
use server::storage::{Authorship, ImportRecord, ListingStore, RegisterSave, Save, Versioned};

use crate::support::{paris, real_data, store};

fn of_paris() -> DepartmentFilter {
    DepartmentFilter::Department("75".to_owned())
}

fn read(document: &Value) -> Result<Register, FileError> {
    read_in(document.to_string().as_bytes(), &of_paris(), &paris())
}

fn read_in(bytes: &[u8], filter: &DepartmentFilter, territory: &Territory) -> Result<Register, FileError> {
    register::read(Cursor::new(bytes), filter, territory)
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An open service in the 10e, with every leaf present.
pub(crate) fn service(finess: &str, category: &str) -> Value {
    json!({
        "etatObjet": "A",
        "dateDerniereMaj": "2025-03-10 00:00:00",
        "contact": [{"telecom": {"telephone": "0142000001", "telecopie": null, "courriel": null}}],
        "adresse": [
            {"usageAdresse": "02", "ligneQuatre": "1 RUE DES LETTRES", "codePostal": "93100", "cogCommune": "93048"},
            {
                "usageAdresse": "03", "ligneQuatre": "12 RUE DU CANAL", "codePostal": "75010", "cogCommune": "75110",
                "ligneAcheminement": "PARIS",
                "coordonneesGeographique": {
                    "coordonneeX": "2.366858", "coordonneeY": "48.871291",
                    "directionLatitude": "6863660.06", "directionLongitude": "653557.6",
                    "cleInInteropBAN": "75110_0196_00012", "scoreBAN": "0.97"
                }
            }
        ],
        "engagement": [],
        "modefixationtarifaire": "01",
        "categorieentiteGeographiqueExercice": category,
        "informationsGeneralesEGE": {
            "egeId": "1", "numFinessEge": finess, "nomEgeCourt": "AIDE CANAL", "nomEgeLong": "AIDE DU CANAL",
            "siret": "43281446500014", "dateFermeture": null
        }
    })
}

/// The legal entity after its establishments: keys come in any order.
pub(crate) fn structures(services: &[Value]) -> Value {
    json!({
        "pmej": [{
            "ege": services,
            "adresse": [{"usageAdresse": "02", "cogCommune": "13055"}],
            "informationsGeneralesPMEJ": {"numFinessPm": "750000001", "denominationPm": "CANAL", "siren": "432814465"}
        }],
        "gco": [], "gcc": null,
        "generatedAt": "2026-11-20T02:07:30.574916747Z",
        "schemaVersion": "v1.0.0"
    })
}

pub(crate) fn with(mut service: Value, path: &str, value: Value) -> Value {
    *service.pointer_mut(path).unwrap() = value;
    service
}

/// The kept facts of one service, and the remarks.
fn only(service: Value) -> (register::Establishment, Vec<String>) {
    let mut register = read(&structures(&[service])).unwrap();
    let remarks = register.remarks.iter().map(|remark| remark.reason.to_string()).collect();
    (register.kept.remove(0), remarks)
}

#[test]
fn an_open_service_is_kept_with_its_facts_whatever_the_order_of_the_keys() {
    let register = read(&structures(&[service("750000011", "460"), service("750000022", "355")])).unwrap();
    assert_eq!((register.kind, register.date), (RegisterKind::Structures, date(2026, 11, 20)));
    assert_eq!((register.read, register.kept.len(), register.remarks.len()), (2, 1, 0));
    let kept = &register.kept[0];
    assert_eq!((kept.kind, kept.name.as_str()), (Kind::HomeHelp, "AIDE DU CANAL"));
    assert_eq!(kept.legal_entity.map(|number| number.to_string()).as_deref(), Some("750000001"));
    let address = kept.address.as_ref().unwrap();
    assert_eq!((address.street.as_str(), address.postcode.as_str()), ("12 rue du Canal", "75010"));
    assert_eq!((address.city.as_str(), address.zone.as_str()), ("Paris", "75110"));
    let point = kept.point.unwrap();
    assert_eq!((point.latitude, point.longitude), (48_871_291, 2_366_858));
    assert_eq!(kept.phone.map(|phone| phone.to_string()).as_deref(), Some("0142000001"));
    assert_eq!((kept.changed_on, kept.hint), (Some(date(2025, 3, 10)), None));
}

#[test]
fn a_closed_or_inactive_service_and_one_elsewhere_are_not_imported() {
    let closed = with(service("750000011", "460"), "/informationsGeneralesEGE/dateFermeture", json!("2025-01-01"));
    let inactive = with(service("750000022", "460"), "/etatObjet", json!("I"));
    let elsewhere = with(service("750000033", "460"), "/adresse/1/cogCommune", json!("93048"));
    let register = read(&structures(&[closed, inactive, elsewhere, service("750000044", "354")])).unwrap();
    assert_eq!((register.read, register.kept.len(), register.remarks.len()), (4, 1, 0));
    assert_eq!(register.kept[0].kind, Kind::Nursing);
}

#[test]
fn the_address_is_the_one_where_it_works_and_not_the_first() {
    let (_, remarks) = only(with(service("750000011", "460"), "/adresse/0/usageAdresse", json!("01")));
    assert!(remarks.is_empty());
    let (kept, remarks) = only(with(service("750000011", "460"), "/adresse/1/usageAdresse", json!("04")));
    assert!(kept.address.is_none() && kept.point.is_none());
    assert_eq!(remarks, ["no address of use 03, where it works: address left unknown"]);
    let mut parts = with(service("750000011", "460"), "/adresse/1/ligneQuatre", Value::Null);
    let address = parts.pointer_mut("/adresse/1").unwrap().as_object_mut().unwrap();
    address.extend(
        [("numeroVoie", "3"), ("typeVoie", "BD"), ("libelleVoie", "DE LA CHAPELLE")]
            .map(|(key, value)| (key.to_owned(), json!(value))),
    );
    assert_eq!(only(parts).0.address.unwrap().street, "3 boulevard de la Chapelle");
}

#[test]
fn the_pair_of_coordinates_in_degrees_counts_wherever_it_stands() {
    let at = "/adresse/1/coordonneesGeographique";
    let pair = |x: &str, y: &str, latitude: &str, longitude: &str, key: &str| json!({"coordonneeX": x, "coordonneeY": y, "directionLatitude": latitude, "directionLongitude": longitude, "cleInInteropBAN": key});
    let place = |value: Value| {
        let (kept, remarks) = only(with(service("750000011", "460"), at, value));
        (kept.point.map(|point| (point.latitude, point.longitude)), remarks)
    };
    let here = Some((48_871_291, 2_366_858));
    assert_eq!(place(pair("653557.6", "6863660.06", "48.871291", "2.366858", "75110_1")), (here, Vec::new()));
    assert_eq!(place(pair("2.366858", "48.871291", "6863660.06", "653557.6", "75110_1")), (here, Vec::new()));
    assert_eq!(
        place(pair("2.366858", "48.871291", "6863660.06", "653557.6", "75110")),
        (None, Vec::new()),
        "a commune"
    );
    assert_eq!(place(Value::Null), (None, Vec::new()));
    let (point, remarks) = place(pair("5.37", "43.29", "6247000", "893000", "13201_1"));
    assert_eq!((point, remarks.len()), (None, 1));
    assert!(remarks[0].contains("over 15 km"), "{remarks:?}");
    let (point, remarks) = place(pair("653557.6", "6863660.06", "", "", "75110_1"));
    assert_eq!((point, remarks.len()), (None, 1), "{remarks:?}");
}

#[test]
fn every_field_is_trimmed_and_a_wrong_number_becomes_unknown() {
    let spaced = with(service("750000011", "460"), "/informationsGeneralesEGE/numFinessEge", json!("\u{a0}750000011 "));
    let spaced = with(spaced, "/adresse/1/cogCommune", json!(" 75110\u{a0}"));
    let spaced = with(spaced, "/categorieentiteGeographiqueExercice", json!(" 460"));
    assert_eq!(only(spaced).0.address.unwrap().zone.as_str(), "75110");
    let wrong = with(service("750000011", "460"), "/informationsGeneralesEGE/siret", json!("12345678901234"));
    let (kept, remarks) = only(with(wrong, "/contact/0/telecom/telephone", json!("12")));
    assert!(kept.siret.is_none() && kept.phone.is_none() && remarks.len() == 2, "{remarks:?}");
    let lost = with(service("750000011", "460"), "/adresse/1/cogCommune", json!("75056"));
    assert_eq!(only(lost).0.address.unwrap().zone.as_str(), "75110", "by its postcode");
}

#[test]
fn one_bad_record_is_remarked_and_the_others_are_read() {
    let number = with(service("750000011", "460"), "/modefixationtarifaire", json!(8));
    let unnamed = with(service("750000022", "460"), "/informationsGeneralesEGE/nomEgeLong", Value::Null);
    let unnamed = with(unnamed, "/informationsGeneralesEGE/nomEgeCourt", json!(" "));
    let short = with(service("75000003", "460"), "/etatObjet", json!("A"));
    let twice = service("750000044", "460");
    let register = read(&structures(&[number, unnamed, short, twice.clone(), twice])).unwrap();
    assert_eq!((register.read, register.kept.len()), (5, 1));
    let rejected: Vec<_> =
        register.remarks.iter().map(|remark| (remark.line, remark.finess.as_str(), remark.rejected)).collect();
    assert_eq!(
        rejected,
        [(1, "750000011", true), (2, "750000022", true), (3, "75000003", true), (5, "750000044", true)]
    );
}

#[test]
fn a_record_longer_than_the_limit_is_skipped_and_the_others_are_read() {
    let long = with(service("750000011", "460"), "/informationsGeneralesEGE/nomEgeCourt", json!("x".repeat(5 << 20)));
    let register = read(&structures(&[long, service("750000022", "460")])).unwrap();
    assert_eq!((register.read, register.kept.len(), register.remarks.len()), (2, 1, 1));
    assert!(register.remarks[0].reason.to_string().starts_with("longer than"), "{}", register.remarks[0].reason);
}

#[test]
fn a_cut_damaged_or_foreign_document_is_refused_whole() {
    let text = structures(&[service("750000011", "460")]).to_string();
    let refused = |bytes: &[u8]| read_in(bytes, &of_paris(), &paris()).unwrap_err();
    for length in [20, text.len() / 2, text.len() - 1] {
        assert!(matches!(refused(&text.as_bytes()[..length]), FileError::Cut(_)), "{length}");
        let gzip = packed(text.as_bytes());
        let cut = &gzip[..gzip.len() * length / text.len().max(1)];
        assert!(matches!(refused(cut), FileError::Cut(_) | FileError::Damaged(_) | FileError::Foreign(_)), "{length}");
    }
    assert!(matches!(refused(text.replacen(':', ";", 1).as_bytes()), FileError::DamagedDocument(_)));
    assert!(matches!(refused(format!("{text} x").as_bytes()), FileError::DamagedDocument(_)));
    assert!(matches!(refused(b"{}"), FileError::ForeignDocument(_)));
    assert!(matches!(refused(br#"{"records": []}"#), FileError::ForeignDocument(_)));
    assert!(matches!(refused(text.replace("generatedAt", "made").as_bytes()), FileError::ForeignDocument(_)));
    let empty = json!({"pmej": [], "generatedAt": "2026-11-20T00:00:00Z"}).to_string();
    assert!(matches!(refused(empty.as_bytes()), FileError::NoEstablishment));
    assert!(matches!(refused(&packed(b"hello")), FileError::Foreign(_)));
}

#[test]
fn a_packed_document_or_extract_says_the_same_as_the_plain_one() {
    let text = structures(&[service("750000011", "460")]).to_string();
    let plain = read_in(text.as_bytes(), &of_paris(), &paris()).unwrap();
    let packed_document = read_in(&packed(text.as_bytes()), &of_paris(), &paris()).unwrap();
    assert_eq!((plain.kept, plain.date), (packed_document.kept, packed_document.date));
    let marked = read_in(format!("\u{feff}{text}").as_bytes(), &of_paris(), &paris()).unwrap();
    assert_eq!(marked.kept.len(), 1);
    let extract = crate::support::register("2026-05-04");
    let old = read_in(&packed(extract.as_bytes()), &of_paris(), &paris()).unwrap();
    assert_eq!((old.kind, old.kept.len()), (RegisterKind::Etalab, 3));
}

#[test]
fn hints_of_habilitation_are_kept_apart_from_facts() {
    let priced = with(service("750000011", "460"), "/modefixationtarifaire", json!("08"));
    assert_eq!(only(priced).0.hint, Some(HabilitationHint::DepartmentSetsPrices));
    let convention = json!([{"typeEngagement": "CONV", "sousTypeEngagement": "ASD", "dateFinEngagement": null}]);
    let convention = with(service("750000011", "460"), "/engagement", convention);
    assert_eq!(only(convention.clone()).0.hint, Some(HabilitationHint::Convention));
    let plan = planned(&read(&structures(&[convention])).unwrap(), Vec::new());
    assert_eq!(plan.hints.unwrap().len(), 1);
    assert!(plan.saves[0].listing.habilitation.known().is_none(), "no fact");
}

/// One authorisation and the establishment that uses it.
pub(crate) struct Activity<'a> {
    pub(crate) id: &'a str,
    pub(crate) code: &'a str,
    pub(crate) public: &'a str,
    pub(crate) zones: &'a [&'a str],
    pub(crate) state: &'a str,
}

fn nature(activity: &Activity<'_>, name: &str) -> Value {
    json!({"codeNature": name, "caracteristiquesSpecifiques": {"typeActiviteAMSR": {
        "activiteSocialeRegulee": activity.code, "modeFonctionnement": "16", "public": activity.public
    }}})
}

pub(crate) fn activities(finess: &str, of: &[Activity<'_>]) -> Value {
    let exercised = of.iter().map(|authorisation| {
        json!({
            "nature": nature(authorisation, "ASMR"),
            "caracteristiquesGeneriques": {"etatObjet": authorisation.state, "identifiantAutorisation": authorisation.id, "activiteAeId": "9"},
            "zoneIntervention": null
        })
    });
    let authorised = of.iter().map(|authorisation| {
        let communes: Vec<Value> = authorisation.zones.iter().map(|code| json!({"commune": code})).collect();
        let zone = if communes.is_empty() { Value::Null } else { json!({"communeZI": communes}) };
        json!({
            "zoneIntervention": zone,
            "nature": nature(authorisation, "AMSR"),
            "caracteristiquesGeneriques": {"etatObjet": "A", "activiteAeId": authorisation.id, "identifiantAutorisation": null}
        })
    });
    let exercised: Vec<Value> = exercised.collect();
    let authorised: Vec<Value> = authorised.collect();
    json!({
        "generatedAt": "2026-11-21T02:16:50Z",
        "pmej": [{
            "ege": [{"activitesExercees": exercised, "numFinessEge": finess, "egeId": "1"}],
            "activitesAutorisees": authorised,
            "numFiness": "750000001"
        }]
    })
}

pub(crate) const HELP: Activity<'static> =
    Activity { id: "1", code: "469", public: "700", zones: &["75114", "75110"], state: "A" };

fn planned(register: &Register, stored: Vec<Versioned>) -> Plan {
    merge::plan(register, stored, None, &of_paris(), false).unwrap()
}

/// A service of this kind as the structures have it, merged with the activities.
fn after(category: &str, of: &[Activity<'_>]) -> (Listing, Plan) {
    after_in(category, of, &paris())
}

fn after_in(category: &str, of: &[Activity<'_>], territory: &Territory) -> (Listing, Plan) {
    let first = planned(&read(&structures(&[service("750000011", category)])).unwrap(), Vec::new());
    let stored = vec![Versioned { version: 1, listing: first.saves[0].listing.clone() }];
    let document = activities("750000011", of).to_string();
    let register = read_in(document.as_bytes(), &of_paris(), territory).unwrap();
    assert_eq!((register.kind, register.date), (RegisterKind::Activities, date(2026, 11, 21)));
    let plan = planned(&register, stored.clone());
    let listing = plan.saves.first().map_or_else(|| stored[0].listing.clone(), |save| save.listing.clone());
    (listing, plan)
}

fn zones(listing: &Listing) -> Option<Vec<String>> {
    listing.zones.value().map(|zones| zones.iter().map(ToString::to_string).collect())
}

#[test]
fn zones_and_publics_come_through_the_authorisation_of_the_legal_entity() {
    let (listing, _) = after("460", &[HELP]);
    assert_eq!(zones(&listing).unwrap(), ["75110", "75114"]);
    assert_eq!(listing.publics.value().unwrap().iter().collect::<Vec<_>>(), [Public::Older]);
    let provenance = listing.zones.provenance().unwrap();
    assert_eq!((provenance.source, provenance.observed), (Source::Finess, date(2026, 11, 21)));
}

#[test]
fn what_the_activities_do_not_say_is_unknown() {
    let (listing, _) = after("460", &[Activity { zones: &[], public: "999", ..HELP }]);
    assert!(listing.zones.known().is_none() && listing.publics.known().is_none());
    let other = Activity { id: "2", zones: &[], public: "010", ..HELP };
    let (listing, _) = after("460", &[HELP, other]);
    assert!(listing.zones.known().is_none(), "one of two authorisations does not say where");
    assert_eq!(listing.publics.value().unwrap().iter().collect::<Vec<_>>(), [Public::Older, Public::DisabledAdults]);
}

#[test]
fn a_nursing_activity_says_nothing_of_the_help_of_a_service_that_does_both() {
    let nursing = Activity { code: "358", ..HELP };
    let (listing, _) = after("209", std::slice::from_ref(&nursing));
    assert!(listing.zones.known().is_none() && listing.publics.known().is_none());
    let (listing, _) = after("209", &[nursing, Activity { id: "2", zones: &["75119"], ..HELP }]);
    assert_eq!(zones(&listing).unwrap(), ["75119"]);
    let dementia = Activity { id: "2", code: "357", public: "436", zones: &[], ..HELP };
    let (listing, _) = after("354", &[Activity { code: "358", ..HELP }, dementia]);
    assert_eq!(zones(&listing).unwrap(), ["75110", "75114"]);
    assert_eq!(listing.publics.value().unwrap().iter().collect::<Vec<_>>(), [Public::Older, Public::Neurodegenerative]);
}

#[test]
fn an_activity_out_of_operation_says_nothing_and_is_remarked() {
    let (listing, plan) = after("460", &[Activity { state: "I", ..HELP }]);
    assert!(listing.zones.known().is_none() && listing.publics.known().is_none());
    assert_eq!(plan.out_of_operation, [listing.finess]);
}

#[test]
fn a_parent_commune_stands_for_all_the_zones_of_its_territory_alone() {
    let (listing, _) = after("460", &[Activity { zones: &["75056"], ..HELP }]);
    assert_eq!(zones(&listing).unwrap().len(), 20);
    let (listing, _) = after("460", &[Activity { zones: &["13055", "93048"], ..HELP }]);
    assert_eq!(zones(&listing).unwrap(), ["13055", "93048"], "outside the territory");
    let marseille = Territory { parent: Some("13055".parse().unwrap()), ..paris() };
    let (listing, _) = after_in("460", &[Activity { zones: &["13055"], ..HELP }], &marseille);
    assert_eq!(zones(&listing).unwrap().len(), 20);
}

#[test]
fn activities_need_listings_that_are_there() {
    let register = read(&activities("750000011", &[HELP])).unwrap();
    assert!(matches!(merge::plan(&register, Vec::new(), None, &of_paris(), false), Err(PlanError::NothingMet)));
}

fn city() -> Provenance {
    Provenance { source: Source::City, observed: date(2026, 2, 1), verified: None }
}

/// The plan of the structures for a listing that someone changed.
fn over(change: impl FnOnce(&mut Listing)) -> (Plan, Listing) {
    let register = read(&structures(&[service("750000011", "460")])).unwrap();
    let mut listing = planned(&register, Vec::new()).saves[0].listing.clone();
    change(&mut listing);
    (planned(&register, vec![Versioned { version: 3, listing: listing.clone() }]), listing)
}

#[test]
fn the_same_values_seen_later_are_counted_and_not_written() {
    let (plan, _) = over(|listing| {
        for field in [Field::Name, Field::Phone, Field::Address] {
            listing.provenance_mut(field).unwrap().observed = date(2026, 1, 1);
        }
    });
    assert_eq!((plan.saves.len(), plan.counts.confirmed, plan.counts.changed), (0, 1, 0));
}

#[test]
fn what_the_city_stated_or_verified_stays_and_the_difference_is_reported() {
    let other = "0199000009".parse().unwrap();
    let (plan, _) = over(|listing| listing.phone = Fact::new(other, city()));
    assert!(plan.saves.is_empty());
    let difference = &plan.differences[0];
    assert_eq!(difference.field, Field::Phone);
    assert_eq!(difference.stays.phone.value(), Some(&other));
    assert_eq!(difference.file_says.phone.value().map(ToString::to_string).as_deref(), Some("0142000001"));
    let (plan, _) = over(|listing| {
        listing.name.value = "AIDE DU VIEUX CANAL".to_owned();
        listing.name.provenance.verified = Some(Verification { by: "jeanne".to_owned(), on: date(2025, 1, 1) });
        listing.habilitation = Fact::new(Habilitation::Held, city());
    });
    assert!(plan.saves.is_empty() && plan.differences[0].field == Field::Name);
    assert_eq!(plan.differences[0].stays.name.value, "AIDE DU VIEUX CANAL");
}

#[test]
fn what_a_provider_stated_stays_until_the_register_records_a_later_change() {
    let by_provider = |observed| Provenance { source: Source::Provider, observed, verified: None };
    let other = "0199000009".parse().unwrap();
    let (plan, _) = over(|listing| listing.phone = Fact::new(other, by_provider(date(2026, 2, 1))));
    assert!(plan.saves.is_empty() && plan.differences.len() == 1, "recorded on 10 March 2025");
    let (plan, _) = over(|listing| listing.phone = Fact::new(other, by_provider(date(2024, 2, 1))));
    assert_eq!((plan.saves.len(), plan.differences.len()), (1, 0));
    assert_eq!(plan.saves[0].listing.phone.provenance().unwrap().source, Source::Finess);
}

#[test]
fn a_fact_that_only_the_register_stated_follows_the_register() {
    let (plan, _) = over(|listing| {
        listing.name.value = "ANCIEN NOM".to_owned();
        listing.standing = Standing::ClosedSince(date(2026, 1, 1));
    });
    assert_eq!(plan.counts.changed, 1);
    assert_eq!(plan.saves[0].listing.name.value, "AIDE DU CANAL");
    assert_eq!(plan.saves[0].listing.standing, Standing::Open);
}

#[tokio::test]
async fn a_later_register_that_changes_nothing_is_recorded_and_published() {
    let store = store().await;
    let register = read(&structures(&[service("750000011", "460")])).unwrap();
    let plan = planned(&register, Vec::new());
    let authorship =
        Authorship { author: "test".to_owned(), source: Source::Finess, recorded_at: Timestamp::UNIX_EPOCH };
    let record = |day| ImportRecord {
        kind: ImportKind::Structures,
        file_name: "structures.json".to_owned(),
        file_date: day,
        counts: plan.counts,
    };
    let saves: Vec<Save> = plan.saves.clone();
    let of_the_first = RegisterSave {
        saves,
        authorship: authorship.clone(),
        record: Some(record(date(2026, 11, 20))),
        replaces_demonstration: false,
        hints: Some(vec![("750000011".parse().unwrap(), HabilitationHint::Convention)]),
        date: register.date,
    };
    store.save_register(of_the_first.clone()).await.unwrap();
    let before = store.generation().await.unwrap();
    assert!(!store.last_imports().await.unwrap().is_followed_by(ImportKind::Structures, date(2026, 11, 20)));
    store.save(Vec::new(), &authorship, Some(&record(date(2026, 11, 21)))).await.unwrap();
    assert!(store.generation().await.unwrap() > before);
    let seen = store.last_imports().await.unwrap().sources().register.unwrap();
    assert_eq!((seen.kind, seen.on), (RegisterKind::Structures, date(2026, 11, 21)));
    let hint = store.find_hint("750000011".parse().unwrap()).await.unwrap();
    assert_eq!(hint, Some((HabilitationHint::Convention, date(2026, 11, 20))));
    let without = RegisterSave { saves: Vec::new(), record: None, hints: Some(Vec::new()), ..of_the_first.clone() };
    store.save_register(without).await.unwrap();
    assert_eq!(store.find_hint("750000011".parse().unwrap()).await.unwrap(), None);
    // One transaction: the listing exists already, so nothing is written, not even the hints.
    assert!(store.save_register(of_the_first).await.is_err());
    assert_eq!(store.find_hint("750000011".parse().unwrap()).await.unwrap(), None);
}

/// A sample of the published register, or none with a message.
fn sample(name: &str, filter: &DepartmentFilter) -> Option<Register> {
    let path = real_data(&format!("finessplus/{name}"))?;
    Some(read_in(&std::fs::read(path).unwrap(), filter, &paris()).unwrap())
}

#[test]
fn the_published_service_of_paris_is_read_as_it_stands() {
    let Some(register) = sample("paris-750039406-structures.json", &of_paris()) else { return };
    assert_eq!((register.date, register.kept.len(), register.remarks.len()), (date(2026, 8, 13), 1, 0));
    let kept = &register.kept[0];
    assert_eq!(kept.legal_entity.map(|number| number.to_string()).as_deref(), Some("750721334"));
    assert_eq!(kept.name, "SAAD AMICALE INFIRMIERES ASSISTANTES SOCIALES C.R.F.");
    let (address, point) = (kept.address.as_ref().unwrap(), kept.point.unwrap());
    assert_eq!((address.street.as_str(), address.zone.as_str()), ("10 rue Alibert", "75110"));
    assert_eq!((point.latitude, point.longitude), (48_871_291, 2_366_858));
    assert_eq!(kept.phone.map(|phone| phone.to_string()).as_deref(), Some("0142450222"));
    assert_eq!((kept.siret, kept.hint), (None, None));
    let Some(activities) = sample("paris-750039406-activites.json", &of_paris()) else { return };
    let stored = planned(&register, Vec::new()).saves.remove(0).listing;
    let plan = planned(&activities, vec![Versioned { version: 1, listing: stored }]);
    let listing = &plan.saves[0].listing;
    assert!(listing.zones.known().is_none(), "no zone of intervention");
    assert_eq!(listing.publics.value().unwrap().iter().collect::<Vec<_>>(), [Public::Older]);
}

#[test]
fn the_published_samples_of_home_care_are_read_whole() {
    let Some(register) = sample("structures-home-care.json", &DepartmentFilter::All) else { return };
    assert_eq!(register.read, 152);
    let of = |kind: Kind| register.kept.iter().filter(|service| service.kind == kind).count();
    assert_eq!((of(Kind::HomeHelp), of(Kind::HelpAndNursing), of(Kind::Nursing)), (13, 7, 70));
    assert!(register.remarks.iter().all(|remark| !remark.rejected));
    let Some(activities) = sample("activites-home-care.json", &DepartmentFilter::All) else { return };
    assert!(activities.remarks.is_empty(), "{:?}", activities.remarks.first());
    let stored: Vec<Versioned> = merge::plan(&register, Vec::new(), None, &DepartmentFilter::All, false)
        .unwrap()
        .saves
        .into_iter()
        .map(|save| Versioned { version: 1, listing: save.listing })
        .collect();
    let plan = merge::plan(&activities, stored, None, &DepartmentFilter::All, false).unwrap();
    let known = |kind: Kind| {
        plan.saves.iter().filter(|save| save.listing.kind == kind && save.listing.zones.known().is_some()).count()
    };
    assert_eq!((known(Kind::HomeHelp), known(Kind::HelpAndNursing), known(Kind::Nursing)), (1, 0, 47));
}

#[test]
fn the_published_zones_are_read_through_the_authorisations() {
    let Some(register) = sample("zones-arrondissements-activites.json", &DepartmentFilter::All) else { return };
    let zones = |finess: &str| {
        let activities = register.activities.iter().find(|activities| activities.finess.as_str() == finess).unwrap();
        let parts = [&activities.help, &activities.nursing].into_iter().flatten();
        parts.filter_map(|part| part.zones.as_ref()).map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(zones("780800629"), [259]);
    let lyon = register.activities.iter().find(|activities| activities.finess.as_str() == "690021209").unwrap();
    let one = [&lyon.help, &lyon.nursing].into_iter().flatten().filter_map(|part| part.zones.as_ref()).flatten();
    assert!(one.map(ToString::to_string).all(|zone| zone == "69266"));
    let Some(structures) = sample("zones-arrondissements-structures.json", &DepartmentFilter::All) else { return };
    assert!(structures.kept.iter().all(|service| service.finess.as_str() != "130035058"), "closed");
}

#[test]
fn the_untouched_samples_are_read_without_a_rejected_record() {
    for (name, read) in [
        ("finess-structures-echantillon-20260813.json.gz", 1753),
        ("finess-activites-echantillon-20260818.json.gz", 1752),
    ] {
        let Some(register) = sample(name, &DepartmentFilter::All) else { return };
        assert_eq!(register.read, read);
        assert!(register.remarks.iter().all(|remark| !remark.rejected), "{name}");
    }
}

#[test]
fn a_place_far_from_its_zone_and_a_department_with_a_space_are_read_in_the_extracts_too() {
    let text = crate::support::register("2026-01-08").replacen(";75;PARIS", ";75\u{a0};PARIS", 1);
    let text = text.replacen(
        "geolocalisation;750000011;657000.0;6863000.0",
        "geolocalisation;750000011;893000,0;6247000,0",
        1,
    );
    let register = read_in(text.as_bytes(), &of_paris(), &paris()).unwrap();
    assert_eq!((register.kept.len(), register.remarks.len()), (3, 1));
    assert!(register.kept[0].point.is_none() && register.kept[1].point.is_some());
    assert!(register.remarks[0].reason.to_string().contains("over 15 km"));
}
