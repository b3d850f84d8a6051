//! The open data: what stands in the files, who gets them, and what never does.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::Arc;

use app::ports::{MapPlace, Outline, Outlines, SiteFacts};
use app::routes::{DataFile, data_href};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use calamine::{Reader, Xlsx};
use domain::provider::listing::{Fact, Kind, Known, Provenance, Source, Standing, Verification};
use domain::provider::territory::Point;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Parameters};
use governor::clock::FakeRelativeClock;
use jiff::civil::date;
use serde_json::Value;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::client::ClientAddress;
use server::http::limits::SignInLimits;
use server::http::staff::StaffServices;
use server::http::{SiteState, router};
use server::open_data::files::OpenDataFiles;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, OutlineStore, Save};
use tower::ServiceExt;

use crate::support::{FixedClock, TODAY, demonstration, get, intake, office, paris, site, store, texts};

/// Whoever verified a fact: no file names them.
const SOMEONE: &str = "Jeanne Dupuis-Vérificatrice";

/// Listings with every kind of fact, of numbers that belong to a département.
fn real() -> Vec<Listing> {
    let made_real = |mut listing: Listing| {
        listing.finess = format!("75{}", &listing.finess.as_str()[2..]).parse().unwrap();
        listing.legal_entity = None;
        for field in Field::ALL {
            if let Some(provenance) = listing.provenance_mut(*field) {
                provenance.source = Source::City;
                if provenance.verified.is_some() {
                    provenance.verified = Some(Verification { by: SOMEONE.to_owned(), on: date(2026, 11, 20) });
                }
            }
        }
        listing
    };
    demonstration().into_iter().map(made_real).collect()
}

fn bare(number: u32, name: &str) -> Listing {
    let provenance = Provenance { source: Source::Finess, observed: date(2026, 9, 1), verified: None };
    let finess = format!("7500000{number:02}").parse().unwrap();
    Listing::bare(finess, Kind::HomeHelp, Known { value: name.to_owned(), provenance })
}

struct Sent {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    fn csv(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = csv::Reader::from_reader(&*self.bytes);
        let owned = |line: &csv::StringRecord| line.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = owned(reader.headers().unwrap());
        (header, reader.records().map(|line| owned(&line.unwrap())).collect())
    }
}

async fn ask(site: &Router, method: Method, name: &str, headers: &[(&str, &str)]) -> Sent {
    let mut request = Request::builder().method(method).uri(data_href(name)).header("host", "127.0.0.1:3000");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 50_000_000).await.unwrap().to_vec();
    Sent { status: parts.status, headers: parts.headers, bytes }
}

async fn fetch(site: &Router, name: &str) -> Sent {
    let sent = ask(site, Method::GET, name, &[]).await;
    assert_eq!(sent.status, StatusCode::OK, "{name}: {}", String::from_utf8_lossy(&sent.bytes));
    sent
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn the_demonstration_is_never_published_as_data() {
    let site = site(demonstration(), None).await;
    let today = DataFile::ServicesCsv.dated(TODAY);
    for name in DataFile::ALL.iter().map(|file| file.code()).chain([&*today, "services-2026-11.csv"]) {
        let sent = ask(&site, Method::GET, name, &[]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{name}");
        assert!(sent.text().contains("fictifs") && sent.text().contains("fictitious"), "{name}");
    }
    let page = get(&site, "/donnees").await;
    assert!(page.body.contains("ne sont pas publiés comme données"));
    assert!(!page.body.contains("href=\"/donnees/"), "no file is offered");
}

#[tokio::test]
async fn a_file_says_what_it_is_and_is_not_sent_twice_to_who_has_it() {
    let site = site(real(), Some(date(2026, 9, 1))).await;
    for file in DataFile::ALL.iter().copied() {
        let name = file.code();
        let sent = fetch(&site, name).await;
        assert!(!sent.bytes.is_empty(), "{name}");
        let mark = format!("\"{}\"", sha256(&sent.bytes));
        assert_eq!(sent.header("etag"), mark, "{name}");
        assert_eq!(sent.header("content-disposition"), format!("attachment; filename=\"{name}\""));
        assert_eq!((sent.header("access-control-allow-origin"), sent.header("vary")), ("*", "accept-encoding"));
        assert!(sent.header("cache-control").starts_with("public, max-age="));
        let head = ask(&site, Method::HEAD, name, &[]).await;
        assert_eq!((head.status, head.header("etag")), (StatusCode::OK, &*mark), "{name}");
        assert!(head.bytes.is_empty() && head.header("content-length") == sent.bytes.len().to_string(), "{name}");
        for known in [("if-none-match", &*mark), ("if-modified-since", sent.header("last-modified"))] {
            let again = ask(&site, Method::GET, name, &[known]).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{name}");
        }
        let packed = ask(&site, Method::GET, name, &[("accept-encoding", "br, gzip")]).await;
        if packed.header("content-encoding") == "gzip" {
            let mut whole = Vec::new();
            flate2::read::GzDecoder::new(&*packed.bytes).read_to_end(&mut whole).unwrap();
            assert_eq!(whole, sent.bytes, "{name}");
            assert_ne!(packed.header("etag"), mark, "{name}");
        } else {
            assert_eq!(packed.bytes, sent.bytes, "{name}");
        }
    }
    for name in
        ["services", "services.ods", "services-2026-11-22.csv", "services-2026-13.csv", "zones-2026-11-23.geojson"]
    {
        assert_eq!(ask(&site, Method::GET, name, &[]).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let day = fetch(&site, &DataFile::ServicesCsv.dated(TODAY)).await;
    assert_eq!(day.bytes, fetch(&site, "services.csv").await.bytes);
}

#[tokio::test]
async fn every_table_has_the_columns_of_the_dictionary() {
    let site = site(real(), None).await;
    let (header, dictionary) = fetch(&site, "dictionnaire.csv").await.csv();
    assert_eq!(header[..2], ["table", "colonne"]);
    let schema = fetch(&site, "schema.json").await.json();
    let package = fetch(&site, "table-schema.json").await.json();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fetch(&site, "services.xlsx").await.bytes)).unwrap();
    let open = real().iter().filter(|listing| listing.standing.is_open()).count();
    for (at, table) in ["services", "tarifs"].into_iter().enumerate() {
        let named = dictionary.iter().filter(|line| line[0] == table).map(|line| line[1].clone());
        let named: Vec<String> = named.collect();
        let (header, lines) = fetch(&site, &format!("{table}.csv")).await.csv();
        assert_eq!(header, named, "{table}.csv");
        let json = fetch(&site, &format!("{table}.json")).await.json();
        let objects = json[table].as_array().unwrap();
        assert_eq!(objects.len(), lines.len(), "{table}.json");
        let names: BTreeSet<&String> = named.iter().collect();
        assert_eq!(objects[0].as_object().unwrap().keys().collect::<BTreeSet<_>>(), names);
        let described = schema["$defs"][table]["properties"].as_object().unwrap();
        assert_eq!(described.keys().collect::<BTreeSet<_>>(), names, "{table} in the schema");
        let fields = package["resources"][at]["schema"]["fields"].as_array().unwrap();
        assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), named);
        let sheet = book.worksheet_range(table).unwrap();
        assert_eq!(sheet.rows().next().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>(), named);
        assert_eq!(sheet.height(), lines.len() + 1, "{table} in the workbook");
        let parquet = fetch(&site, &format!("{table}.parquet")).await.bytes;
        assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
        if table == "services" {
            assert_eq!(lines.len(), open);
        }
    }
    assert!(book.worksheet_range("dictionnaire").unwrap().height() == dictionary.len() + 1);
}

#[tokio::test]
async fn what_is_unknown_is_an_empty_cell_and_null_and_never_zero() {
    let site = site(vec![bare(1, "SERVICE NU")], None).await;
    let (header, lines) = fetch(&site, "services.csv").await.csv();
    let known: BTreeSet<&str> =
        header.iter().zip(&lines[0]).filter(|(_, cell)| !cell.is_empty()).map(|(name, _)| name.as_str()).collect();
    assert_eq!(known, BTreeSet::from(["categorie_finess", "finess", "nom", "nom_date", "nom_source", "page"]));
    let json = fetch(&site, "services.json").await.json();
    let line = json["services"][0].as_object().unwrap();
    assert!(line.iter().all(|(name, value)| known.contains(&**name) != value.is_null()));
    let point = fetch(&site, "services.geojson").await.json();
    assert!(point["features"][0]["geometry"].is_null());
    assert_eq!(fetch(&site, "tarifs.json").await.json()["tarifs"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn only_open_services_are_in_the_files_and_no_person_is() {
    let mut listings = real();
    let closed = listings[0].finess.to_string();
    listings[0].standing = Standing::ClosedByCity(date(2026, 11, 1));
    let due = listings[1].finess.to_string();
    listings[1].standing = Standing::ClosesOn(TODAY);
    let planned = listings[2].finess.to_string();
    listings[2].standing = Standing::ClosesOn(date(2027, 3, 31));
    let site = site(listings, None).await;
    for file in DataFile::ALL.iter().copied() {
        let sent = fetch(&site, file.code()).await;
        let text = String::from_utf8_lossy(&sent.bytes).into_owned();
        for absent in [&*closed, &*due, SOMEONE] {
            assert!(!text.contains(absent), "{absent} in {}", file.code());
        }
    }
    let (header, lines) = fetch(&site, "services.csv").await.csv();
    let at = header.iter().position(|name| name == "date_fermeture_prevue").unwrap();
    assert_eq!(lines.iter().find(|line| line[0] == planned).unwrap()[at], "2027-03-31");
}

#[tokio::test]
async fn a_free_text_is_no_formula_in_a_csv_and_is_as_it_was_in_json() {
    let site = site(vec![bare(1, "=HYPERLINK(\"https://exemple.fr\")"), bare(2, "A, \"B\"")], None).await;
    let (header, lines) = fetch(&site, "services.csv").await.csv();
    let at = header.iter().position(|name| name == "nom").unwrap();
    assert_eq!(lines[0][at], "'=HYPERLINK(\"https://exemple.fr\")");
    assert_eq!(lines[1][at], "A, \"B\"");
    let json = fetch(&site, "services.json").await.json();
    assert_eq!(json["services"][0]["nom"], "=HYPERLINK(\"https://exemple.fr\")");
}

#[tokio::test]
async fn the_checksums_and_the_catalogue_are_those_of_the_files() {
    let site = site(real(), None).await;
    let list = fetch(&site, "SHA256SUMS").await;
    let lines: Vec<(&str, &str)> = list.text().lines().map(|line| line.split_once("  ").unwrap()).collect();
    assert_eq!(lines.len(), DataFile::ALL.len() - 1, "all but the list itself");
    for (sum, name) in &lines {
        assert_eq!(sha256(&fetch(&site, name).await.bytes), *sum, "{name}");
    }
    let catalogue = fetch(&site, "catalogue.jsonld").await.json();
    let sets = catalogue["dcat:dataset"].as_array().unwrap();
    let distributions: Vec<&Value> = sets.iter().flat_map(|set| set["dcat:distribution"].as_array().unwrap()).collect();
    assert_eq!(distributions.len(), 10);
    for distribution in distributions {
        let href = distribution["dcat:downloadURL"]["@id"].as_str().unwrap();
        let name = href.rsplit('/').next().unwrap();
        let sum = lines.iter().find(|(_, listed)| *listed == name).unwrap().0;
        assert_eq!(distribution["spdx:checksum"]["spdx:checksumValue"]["@value"], sum, "{name}");
        assert!(href.starts_with("http://127.0.0.1:3000/donnees/"), "{href}");
    }
    let page = get(&site, "/donnees").await;
    let named = texts(&page.body, "td code");
    assert!(named.iter().any(|checksum| checksum == lines[0].0), "the page says the checksums of what was made");
}

#[tokio::test]
async fn points_are_longitude_then_latitude() {
    let site = site(real(), None).await;
    for name in ["services.geojson", "zones.geojson"] {
        let points = fetch(&site, name).await.json();
        assert_eq!(points["type"], "FeatureCollection");
        let features = points["features"].as_array().unwrap();
        assert!(features.len() >= 20, "{name}");
        for feature in features.iter().filter(|feature| !feature["geometry"].is_null()) {
            let position = feature["geometry"]["coordinates"].as_array().unwrap();
            let (x, y) = (position[0].as_f64().unwrap(), position[1].as_f64().unwrap());
            assert!((2.2..2.5).contains(&x) && (48.8..48.95).contains(&y), "{name}: {x} {y}");
        }
    }
}

#[tokio::test]
async fn a_zone_has_its_outline_where_outlines_were_imported() {
    let store = store().await;
    let authorship =
        Authorship { author: "a".to_owned(), source: Source::Finess, recorded_at: jiff::Timestamp::UNIX_EPOCH };
    let saves = real().into_iter().map(|listing| Save::new(None, listing)).collect();
    store.save(saves, &authorship, None).await.unwrap();
    let path = "M0 0l500 0 0 500-500 0zM100 100l0 50 50 0 0-50z".to_owned();
    let square = Outline { zone: "75114".parse().unwrap(), path, label: (250, 250) };
    let north_west = Point { latitude: 48_900_000, longitude: 2_300_000 };
    let place = Some(MapPlace { north_west, decimetres: 100_000 });
    let outlines = Outlines { width: 1000, height: 500, zones: vec![square], place };
    store.replace_outlines(&outlines, &crate::support::origin("contours.geojson")).await.unwrap();
    let published = Arc::new(PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap()));
    let site = router(SiteState::new(published, Arc::new(FixedClock), intake().await), office().await);
    let zones = fetch(&site, "zones.geojson").await.json();
    let of = |code: &str| zones["features"].as_array().unwrap().iter().find(|zone| zone["id"] == code).unwrap().clone();
    assert_eq!(of("75115")["geometry"]["type"], "Point", "it has none");
    let drawn = of("75114");
    assert_eq!(drawn["geometry"]["type"], "MultiPolygon");
    let polygon = &drawn["geometry"]["coordinates"][0];
    let ring = |at: usize| -> Vec<(f64, f64)> {
        let positions = polygon[at].as_array().unwrap().iter();
        positions.map(|position| (position[0].as_f64().unwrap(), position[1].as_f64().unwrap())).collect()
    };
    let turns = |ring: &[(f64, f64)]| ring.windows(2).map(|two| two[0].0 * two[1].1 - two[1].0 * two[0].1).sum::<f64>();
    assert_eq!(ring(0).first(), ring(0).last(), "a ring is closed");
    assert!(turns(&ring(0)) > 0.0 && turns(&ring(1)) < 0.0, "to the left, and holes to the right (RFC 7946)");
    let (south, west) =
        (ring(0).iter().map(|at| at.1).fold(90.0, f64::min), ring(0).iter().map(|at| at.0).fold(90.0, f64::min));
    // Five kilometres to the south: 0.045 degrees.
    assert!((west - 2.3).abs() < 1e-6 && (48.854..48.856).contains(&south), "{west} {south}");
}

#[tokio::test]
async fn a_service_of_data_inclusion_has_its_structure_and_only_known_words() {
    let site = site(real(), None).await;
    let document = fetch(&site, "data-inclusion.json").await.json();
    let (structures, services) = (document["structures"].as_array().unwrap(), document["services"].as_array().unwrap());
    assert!(structures.len() == services.len() && !services.is_empty());
    let ids: BTreeSet<&str> = structures.iter().map(|structure| structure["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), structures.len());
    for service in services {
        assert!(ids.contains(service["structure_id"].as_str().unwrap()));
        let name = service["nom"].as_str().unwrap();
        assert!((3..=150).contains(&name.chars().count()) && !name.ends_with('.'), "{name}");
        assert!(service["date_maj"].as_str().unwrap() <= &*TODAY.to_string());
        assert!(
            service["thematiques"]
                .as_array()
                .unwrap()
                .iter()
                .any(|theme| theme == "famille--prise-en-charge-personne-dependante")
        );
        assert!(service["contact_nom_prenom"].is_null());
        for list in ["publics", "zone_eligibilite", "modes_mobilisation"] {
            assert!(service[list].is_null() || !service[list].as_array().unwrap().is_empty(), "{list} is never empty");
        }
    }
}

/// A site over a store, whose journal has two states of one service.
async fn with_a_past() -> (Arc<SqliteStore>, Router) {
    let store = Arc::new(store().await);
    let written =
        |at: &str| Authorship { author: "jeanne".to_owned(), source: Source::City, recorded_at: at.parse().unwrap() };
    let before = bare(1, "NOM D'OCTOBRE");
    store.save(vec![Save::new(None, before.clone())], &written("2026-10-15T10:00:00Z"), None).await.unwrap();
    let mut after = before.clone();
    after.name.value = "NOM DE NOVEMBRE".to_owned();
    let provenance = Provenance { source: Source::City, observed: date(2026, 11, 10), verified: None };
    after.website = Fact::new("https://exemple.fr".to_owned(), provenance);
    let stored = store.find(before.finess).await.unwrap().unwrap();
    store
        .save(
            vec![Save::new(Some(&stored), after), Save::new(None, bare(2, "NOUVEAU"))],
            // Half past midnight in Paris: November has begun.
            &written("2026-10-31T23:30:00Z"),
            None,
        )
        .await
        .unwrap();
    let published = Arc::new(PublishedCatalogue::new(Current::load(&*store, &paris()).await.unwrap()));
    let limits = SignInLimits::new(FakeRelativeClock::default());
    let now = || jiff::Timestamp::UNIX_EPOCH;
    let office = StaffServices::new(Arc::clone(&store) as _, limits, now, ClientAddress::default());
    let site = router(SiteState::new(published, Arc::new(FixedClock), intake().await), office);
    (store, site)
}

#[tokio::test]
async fn the_file_of_a_month_is_the_state_when_it_began_and_stays() {
    let (store, site) = with_a_past().await;
    let page = get(&site, "/donnees").await;
    let month = "/donnees/services-2026-11.csv";
    assert!(page.body.contains(&format!("href=\"{month}\"")), "the page lists the month");
    assert!(!page.body.contains("services-2026-10.csv"), "nothing was published when October began");
    for name in ["services-2026-10.csv", "services-2026-12.csv", "services-2027-01.json"] {
        assert_eq!(ask(&site, Method::GET, name, &[]).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let now = fetch(&site, "services.csv").await;
    assert!(now.text().contains("NOM DE NOVEMBRE") && now.text().contains("NOUVEAU"));
    let then = fetch(&site, "services-2026-11.csv").await;
    assert!(then.text().contains("NOM D'OCTOBRE") && !then.text().contains("NOUVEAU"), "{}", then.text());
    let json = fetch(&site, "services-2026-11.json").await.json();
    assert_eq!(json["jour"], "2026-11-01");
    fetch(&site, "tarifs-2026-11.parquet").await;
    // Another program makes the same bytes.
    let published = Arc::new(PublishedCatalogue::new(Current::load(&*store, &paris()).await.unwrap()));
    let files = files_of(published, store).await;
    let again = files.named("services-2026-11.csv").await.unwrap().1;
    assert_eq!(again.bytes, then.bytes);
}

async fn files_of(published: Arc<PublishedCatalogue>, store: Arc<SqliteStore>) -> OpenDataFiles {
    let facts = Arc::new(SiteFacts::default());
    OpenDataFiles::new(published, Arc::new(FixedClock), store, "http://127.0.0.1:3000".into(), facts)
}

#[tokio::test]
async fn a_file_is_made_once_for_all_who_ask_and_anew_for_another_publication() {
    let current = || Current::of(real(), paris(), Parameters::embedded(), None);
    let published = Arc::new(PublishedCatalogue::new(current()));
    let files = Arc::new(files_of(Arc::clone(&published), Arc::new(store().await)).await);
    let asked: Vec<_> = (0..20)
        .map(|_| {
            let files = Arc::clone(&files);
            tokio::spawn(async move { files.named("services.json").await.unwrap().1 })
        })
        .collect();
    let mut made = Vec::new();
    for asked in asked {
        made.push(asked.await.unwrap());
    }
    assert!(made.iter().all(|content| Arc::ptr_eq(content, &made[0])));
    published.publish(current());
    let anew = files.named("services.json").await.unwrap().1;
    assert!(!Arc::ptr_eq(&anew, &made[0]));
    assert_eq!(anew.bytes, made[0].bytes, "the same listings are the same bytes");
}

#[tokio::test]
async fn the_page_offers_every_file_and_every_column_in_each_language() {
    let site = site(real(), None).await;
    for (path, title) in [("/donnees", "Les fichiers"), ("/en/donnees", "The files"), ("/falc/donnees", "Les fichiers")]
    {
        let page = get(&site, path).await;
        assert!(texts(&page.body, "h2").iter().any(|heading| heading == title), "{path}");
        for file in DataFile::ALL {
            assert!(page.body.contains(&format!("href=\"{}\"", file.href())), "{path}: {}", file.code());
        }
        let named = texts(&page.body, "details th[scope=row] code");
        let (_, dictionary) = fetch(&site, "dictionnaire.csv").await.csv();
        assert_eq!(named, dictionary.into_iter().map(|line| line[1].clone()).collect::<Vec<_>>());
        assert!(page.body.contains("Licence Ouverte / Open Licence 2.0"));
    }
}
