//! Builders shared by the tests: a register in the published layout, a site over given listings.

pub mod postgres;

use std::path::PathBuf;
use std::sync::Arc;

use app::access::{AccountName, Role};
use app::ports::Clock;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::demo::shipped;
use domain::{Listing, Parameters, Territory};
use governor::clock::FakeRelativeClock;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::client::ClientAddress;
use server::http::limits::{Limits, SignInLimits};
use server::http::staff::StaffServices;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::mail::EmailAddress;
use server::storage::Origin;
use server::storage::account_changes::{AccountChange, AccountChangeStore, Administered, Administration};
use server::storage::accounts::Link;
use server::storage::figures::{ActKind, StaffAct};
use server::storage::sqlite::SqliteStore;
use tower::ServiceExt;

pub const TODAY: Date = date(2026, 11, 23);

pub struct FixedClock;

impl Clock for FixedClock {
    fn paris_time(&self) -> DateTime {
        TODAY.at(10, 0, 0, 0)
    }
}

pub fn paris() -> Territory {
    Territory::paris().unwrap()
}

pub fn demonstration() -> Vec<Listing> {
    shipped(&paris(), TODAY).collect()
}

/// A separate store, in memory.
pub async fn store() -> SqliteStore {
    SqliteStore::open("sqlite::memory:").await.unwrap()
}

pub async fn site(listings: Vec<Listing>, register_date: Option<Date>) -> Router {
    let published =
        Arc::new(PublishedCatalogue::new(Current::of(listings, paris(), Parameters::embedded(), register_date)));
    router(SiteState::new(published, Arc::new(FixedClock), intake().await), office().await)
}

/// An intake of reports that nobody reads.
pub async fn intake() -> Arc<VisitorIntake> {
    let limits = Limits::new(FakeRelativeClock::default());
    Arc::new(VisitorIntake::new(Arc::new(store().await), limits, || Timestamp::UNIX_EPOCH, None))
}

/// A back office over an empty store.
pub async fn office() -> StaffServices {
    let limits = SignInLimits::new(FakeRelativeClock::default());
    StaffServices::new(Arc::new(store().await), limits, || Timestamp::UNIX_EPOCH, ClientAddress::default())
}

/// A page that was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    /// With plain spaces instead of no-break spaces: a test compares words.
    pub body: String,
}

pub async fn send(site: &Router, mut request: Request<Body>) -> Answer {
    // Every browser sends the name of the host.
    request.headers_mut().entry("host").or_insert_with(|| "127.0.0.1:3000".parse().unwrap());
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 10_000_000).await.unwrap();
    let mut body = String::from_utf8_lossy(&bytes).replace('\u{a0}', " ").replace("«\u{202f}", "« ");
    // Narrow spaces inside numbers stay.
    for sign in [':', ';', '?', '!', '%', '»'] {
        body = body.replace(&format!("\u{202f}{sign}"), &format!(" {sign}"));
    }
    Answer { status: parts.status, headers: parts.headers, body }
}

pub async fn get(site: &Router, address: &str) -> Answer {
    send(site, Request::get(address).body(Body::empty()).unwrap()).await
}

/// Address of a packed asset, by the name it had before; the assets are packed before the tests run.
pub fn packed(name: &str) -> String {
    server::http::assets::address(name).expect("the site is not packed: run `make site`")
}

/// Sends a form of the site.
pub async fn post(site: &Router, path: &str, body: &str) -> Answer {
    let request = Request::post(path).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    send(site, request.body(Body::from(body.to_owned())).unwrap()).await
}

/// Texts of the elements that a selector finds.
pub fn texts(page: &str, selector: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.text().collect::<String>()).collect()
}

/// The values that a form of a page would send now, without its buttons.
pub fn form(page: &str, selector: &str) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(page);
    let found = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let form = document.select(&found(selector)).next().unwrap();
    let mut fields = Vec::new();
    for field in form.select(&found("input, select, textarea")) {
        let attribute = |name: &str| field.attr(name).unwrap_or_default().to_owned();
        let value = match field.value().name() {
            "select" => {
                let chosen = field.select(&found("option[selected]")).next();
                Some(chosen.map_or_else(String::new, |option| option.attr("value").unwrap_or_default().to_owned()))
            }
            "textarea" => Some(field.text().collect()),
            _ if matches!(field.attr("type"), Some("checkbox" | "radio")) => {
                field.attr("checked").is_some().then(|| attribute("value"))
            }
            _ => Some(attribute("value")),
        };
        fields.extend(value.map(|value| (attribute("name"), value)));
    }
    fields
}

/// The body of a form, with some fields replaced.
pub fn filled(fields: &[(String, String)], others: &[(&str, &str)]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in others {
        body.append_pair(name, value);
    }
    for (name, value) in fields.iter().filter(|(name, _)| !others.iter().any(|other| other.0 == name)) {
        body.append_pair(name, value);
    }
    body.finish()
}

/// A file of real data kept beside the project, or none with a message: its tests are skipped if it is absent.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// A line of the register's first section: 32 fields.
pub fn structure(
    finess: &str,
    name: &str,
    category: &str,
    commune: &str,
    department: &str,
    phone: &str,
    siret: &str,
) -> String {
    let routing = format!("{department}0{} PARIS", &commune[1..]);
    format!(
        "structureet;{finess};750000001;{name};;;;17;R;PELLEPORT;;;{commune};{department};PARIS;{routing};{phone};;{category};\
         Service;4605;Multi;{siret};8810A;;;;;2003-04-25;;2019-03-25;"
    )
}

pub fn place(finess: &str) -> String {
    format!("geolocalisation;{finess};657000.0;6863000.0;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93;2021-01-08")
}

/// A register with three services in Paris, one elsewhere, and an establishment of another kind.
pub fn register(day: &str) -> String {
    let lines = [
        structure("750000011", "AIDE DU CANAL", "460", "110", "75", "0143000011", "43281446500014"),
        structure("750000022", "S.A.P.A. DE L' A.B.C.", "460", "114", "75", "0143000022", ""),
        structure("750000033", "SOINS DU PARC", "354", "119", "75", "", ""),
        structure("920000044", "AIDE D'AILLEURS", "460", "012", "92", "", ""),
        structure("750000055", "CLINIQUE", "355", "116", "75", "", ""),
    ];
    let places: Vec<String> =
        ["750000011", "750000022", "750000033", "920000044", "750000055"].map(place).into_iter().collect();
    format!("finess;etalab;94;{day}\n{}\n{}\n", lines.join("\n"), places.join("\n"))
}

/// Nineteen addresses in Paris and two elsewhere, in the layout of the Base Adresse Nationale, without all its columns.
pub fn addresses() -> String {
    let mut text = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n".to_owned();
    for (houses, street, postcode, zone) in [
        ("11 1 3 3b", "Boulevard Saint-Michel", "75005", "75105"),
        ("2 12", "Boulevard Saint-Michel", "75006", "75106"),
        ("12", "Avenue du Général Leclerc", "75014", "75114"),
        ("2 12", "Rue de Vaugirard", "75006", "75106"),
        ("150 150b", "Rue de Vaugirard", "75015", "75115"),
        ("2 2", "Boulevard de Vaugirard", "75015", "75115"),
        ("3", "Place de la Nation", "75012", "75112"),
        ("7", "Rue Nationale", "75013", "75113"),
        ("8", "Place du Huit Novembre 1942", "75010", "75110"),
        ("1 1a 1b", "Quai d'Orléans", "75004", "75104"),
        ("1 2", "Rue de Paris", "93100", "93048"),
    ] {
        for house in houses.split(' ') {
            let number = house.trim_end_matches(char::is_alphabetic);
            let suffix = &house[number.len()..];
            text += &format!("id;;{number};{suffix};{street};{postcode};{zone};Commune;2.3;48.8\n");
        }
    }
    text
}

pub fn origin(file_name: &str) -> Origin {
    Origin { file_name: file_name.to_owned(), recorded_at: jiff::Timestamp::UNIX_EPOCH }
}

/// Does something to an account, as from a terminal.
pub async fn administer(
    store: &(impl AccountChangeStore + ?Sized),
    account: &AccountName,
    change: AccountChange,
) -> Administered {
    store.administer(&Administration { actor: None, account: account.clone(), change, at: 0 }).await.unwrap()
}

/// A new account, whose link is given and not mailed.
pub fn created(role: Role, email: Option<&EmailAddress>, link: &Link) -> AccountChange {
    AccountChange::Create { role, email: email.cloned(), link: link.clone(), letter: None }
}

/// An act of paul, at no particular moment.
pub fn act(kind: ActKind) -> StaffAct {
    let (author, subject) = ("paul".to_owned(), "1 Aide".to_owned());
    StaffAct { author, recorded_at: Timestamp::UNIX_EPOCH, kind, subject, finess: None, reason: String::new() }
}
