//! An error that a visitor reports: stored for staff without anything about its sender, limited in number, and never to
//! be typed again after a refusal.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::provider::report::api::ReportRefused;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request, StatusCode};
use domain::Parameters;
use domain::feedback::report::ReportAbout;
use governor::clock::FakeRelativeClock;
use jiff::Timestamp;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::limits::Limits;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::storage::ReportStore;
use server::storage::Store;
use server::storage::sqlite::SqliteStore;
use sqlx::{Column, Row};

use crate::privacy;
use crate::support::{Answer, FixedClock, demonstration, get, office, paris, send, texts};

const SERVICE: &str = "/services/990000001";
const RIGHT: &str = "sujet=tarif&message=le+prix+a+chang%C3%A9%0D%0Aen+janvier&site=";

fn noon() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

struct Reporting {
    site: Router,
    store: SqliteStore,
    clock: FakeRelativeClock,
    folder: tempfile::TempDir,
}

async fn reporting(header: Option<&'static str>) -> Reporting {
    let folder = tempfile::tempdir().unwrap();
    let store =
        SqliteStore::open(&format!("sqlite:{}", folder.path().join("listings.sqlite").display())).await.unwrap();
    let clock = FakeRelativeClock::default();
    let intake = VisitorIntake::new(
        Arc::new(store.clone()),
        Limits::new(clock.clone()),
        noon,
        header.map(HeaderName::from_static),
    );
    let published =
        Arc::new(PublishedCatalogue::new(Current::of(demonstration(), paris(), Parameters::embedded(), None)));
    let site = router(SiteState::new(published, Arc::new(FixedClock), Arc::new(intake)), office().await);
    Reporting { site, store, clock, folder }
}

impl Reporting {
    async fn send(&self, path: &str, body: &str, from: &str, headers: &[(&'static str, &str)]) -> Answer {
        let mut request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in [("sec-fetch-site", "same-origin")].iter().chain(headers) {
            request = request.header(*name, *value);
        }
        let connection: SocketAddr = from.parse().unwrap();
        send(&self.site, request.extension(ConnectInfo(connection)).body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn post(&self, body: &str, from: &str) -> Answer {
        self.send(&format!("{SERVICE}/signaler"), body, from, &[]).await
    }

    async fn kept(&self) -> usize {
        self.store.list_reports().await.unwrap().rows.len()
    }
}

#[tokio::test]
async fn a_report_is_kept_and_answered_by_a_redirect_to_its_service() {
    let reporting = reporting(None).await;
    let answer = reporting.post(RIGHT, "192.0.2.1:50000").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers["location"], "/services/990000001?signale=oui#signaler");
    let kept = reporting.store.list_reports().await.unwrap().rows;
    let report = &kept[0].report;
    assert_eq!((kept.len(), report.about, report.recorded_at), (1, ReportAbout::Price, noon()));
    assert_eq!((report.finess.as_str(), report.message.as_str()), ("990000001", "le prix a changé\nen janvier"));
    let again = get(&reporting.site, &format!("{SERVICE}/signaler")).await;
    assert_eq!((again.status, &again.headers["location"]), (StatusCode::SEE_OTHER, &answer_to(SERVICE)));
}

#[tokio::test]
async fn a_report_sent_beside_a_need_comes_back_to_that_need_and_to_nothing_more_of_its_address() {
    let reporting = reporting(None).await;
    // In the order of their names, as the page of every such address is made.
    let need = "lieu=14e&acte=toilette&quand=lun.0800-0900";
    let page = get(&reporting.site, &format!("{SERVICE}?{need}")).await;
    let form = scraper::Html::parse_document(&page.body);
    let form = form.select(&scraper::Selector::parse(".report form").unwrap()).next().unwrap();
    let action = form.attr("action").unwrap();
    assert_eq!(action, format!("{SERVICE}/signaler?{need}"));
    let answer = reporting.send(action, RIGHT, "192.0.2.1:50000", &[]).await;
    let location = answer.headers["location"].to_str().unwrap();
    assert_eq!(location, format!("{SERVICE}?{need}&signale=oui#signaler"));
    let thanked = get(&reporting.site, location.trim_end_matches("#signaler")).await;
    for part in [".back", ".for-need", ".thanks"] {
        assert!(texts(&thanked.body, part).iter().any(|text| !text.is_empty()), "{part}");
    }
    let wrong = reporting.send(action, "sujet=tarif&message=court", "192.0.2.1:50000", &[]).await;
    assert_eq!(texts(&wrong.body, ".for-need").len(), 1);
    let more = format!("{action}&gir=3&ressources=900&signale=non");
    let answer = reporting.send(&more, RIGHT, "192.0.2.1:50000", &[]).await;
    assert_eq!(answer.headers["location"], location, "nothing of a situation goes on");
    let unclear = reporting.send(&format!("{SERVICE}/signaler?lieu=33000"), RIGHT, "192.0.2.1:50000", &[]).await;
    assert_eq!(unclear.headers["location"], format!("{SERVICE}?signale=oui#signaler"));
}

fn answer_to(service: &str) -> axum::http::HeaderValue {
    format!("{service}#signaler").parse().unwrap()
}

#[tokio::test]
async fn a_wrong_report_gives_the_page_of_the_service_back_and_nothing_is_kept() {
    let reporting = reporting(None).await;
    let name = texts(&get(&reporting.site, SERVICE).await.body, "h1").remove(0);
    for body in [
        "",
        "sujet=tarif&message=court",
        "sujet=autre-chose&message=le+prix+a+chang%C3%A9",
        "sujet=tarif&message=le+prix+%1B%5B2J+a+change",
        "sujet=tarif&message=%FF",
        &format!("sujet=tarif&message={}", "a".repeat(1001)),
    ] {
        let answer = reporting.post(body, "192.0.2.1:50000").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(texts(&answer.body, "h1"), [name.as_str()], "{body}");
    }
    assert_eq!(reporting.kept().await, 0);
    assert_eq!(
        reporting.post(RIGHT, "192.0.2.1:50000").await.status,
        StatusCode::SEE_OTHER,
        "a wrong one is not counted"
    );
}

#[tokio::test]
async fn the_sixth_report_of_an_address_is_refused_and_another_address_still_may() {
    let reporting = reporting(None).await;
    for port in 0..5 {
        assert_eq!(reporting.post(RIGHT, &format!("192.0.2.1:{}", 50_000 + port)).await.status, StatusCode::SEE_OTHER);
    }
    let refused = reporting.post(RIGHT, "192.0.2.1:50009").await;
    assert_eq!(
        (refused.status, &refused.headers["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"720".parse().unwrap())
    );
    assert_eq!(refused.headers["cache-control"], "no-store");
    assert_eq!(texts(&refused.body, "h1").len(), 1, "the page of the service");
    assert_eq!(reporting.kept().await, 5);
    assert_eq!(reporting.post(RIGHT, "192.0.2.2:50000").await.status, StatusCode::SEE_OTHER);
    reporting.clock.advance(Duration::from_secs(3600));
    assert_eq!(reporting.post(RIGHT, "192.0.2.1:50000").await.status, StatusCode::SEE_OTHER);
    assert_eq!(reporting.kept().await, 7);
}

#[tokio::test]
async fn only_the_header_that_is_configured_says_an_address_and_only_by_its_last_one() {
    let path = &format!("{SERVICE}/signaler");
    let (plain, behind) = (reporting(None).await, reporting(Some("x-forwarded-for")).await);
    for n in 0..6 {
        let invented = format!("198.51.100.{n}");
        let answer = plain.send(path, RIGHT, "192.0.2.1:50000", &[("x-forwarded-for", &invented)]).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, n < 5, "its own word changes nothing");
        let written = format!("{invented}, 203.0.113.7");
        let answer = behind.send(path, RIGHT, "192.0.2.1:50000", &[("x-forwarded-for", &written)]).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, n < 5, "the proxy's word counts");
    }
    let other = behind.send(path, RIGHT, "192.0.2.1:50000", &[("x-forwarded-for", "203.0.113.8")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_program_that_fills_the_hidden_field_is_answered_as_if_its_report_was_kept() {
    let reporting = reporting(None).await;
    let answer = reporting.post(&format!("{RIGHT}http%3A%2F%2Fspam"), "192.0.2.1:50000").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers["location"], "/services/990000001?signale=oui#signaler");
    assert_eq!(reporting.kept().await, 0);
}

#[tokio::test]
async fn a_report_of_no_service_or_from_another_site_is_refused() {
    let reporting = reporting(None).await;
    for finess in ["750000000", "abc", "%0D%0A"] {
        let answer = reporting.send(&format!("/services/{finess}/signaler"), RIGHT, "192.0.2.1:50000", &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{finess}");
    }
    let request = Request::post(format!("{SERVICE}/signaler")).header("sec-fetch-site", "cross-site");
    assert_eq!(send(&reporting.site, request.body(Body::from(RIGHT)).unwrap()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(reporting.kept().await, 0);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_reported_and_nothing_is_lost() {
    let reporting = reporting(None).await;
    reporting.store.close().await;
    let answer = reporting.post(RIGHT, "192.0.2.1:50000").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(texts(&answer.body, "h1").len(), 1);
}

#[tokio::test]
async fn what_could_not_be_kept_does_not_use_up_the_limit() {
    let reporting = reporting(None).await;
    let url = format!("sqlite:{}", reporting.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("alter table reports rename to away").execute(&pool).await.unwrap();
    for _ in 0..20 {
        assert_eq!(reporting.post(RIGHT, "192.0.2.1:50000").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    sqlx::query("alter table away rename to reports").execute(&pool).await.unwrap();
    for n in 0..6 {
        let answer = reporting.post(RIGHT, "192.0.2.1:50000").await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, n < 5, "{n}");
    }
}

const FUNCTION: &str = "/fonctions/signaler";
const CALL: &str = "finess=990000001&lang=French&subject=tarif&message=le+prix+a+chang%C3%A9%0Aen+janvier&trap=";

/// The errors of a refused call, each as its field and its sentence.
fn refused(answer: &Answer) -> Vec<(String, String)> {
    let refused: ReportRefused = serde_json::from_str(&answer.body).unwrap();
    refused.errors.into_iter().map(|error| (error.field, error.message)).collect()
}

#[tokio::test]
async fn a_report_that_a_script_sends_is_kept_and_thanked_in_the_language_of_the_page() {
    let reporting = reporting(None).await;
    let answer = reporting.send(FUNCTION, CALL, "192.0.2.1:50000", &[]).await;
    assert_eq!((answer.status, &answer.headers["cache-control"]), (StatusCode::OK, &"no-store".parse().unwrap()));
    assert!(answer.body.contains("Merci : votre signalement est enregistré"), "{}", answer.body);
    let kept = reporting.store.list_reports().await.unwrap().rows;
    let report = &kept[0].report;
    assert_eq!((kept.len(), report.about, report.finess.as_str()), (1, ReportAbout::Price, "990000001"));
    assert_eq!(report.message.as_str(), "le prix a changé\nen janvier");
    let english = CALL.replace("French", "English");
    let answer = reporting.send(FUNCTION, &english, "192.0.2.1:50000", &[]).await;
    assert!(answer.body.contains("Thank you"), "{}", answer.body);
}

#[tokio::test]
async fn a_wrong_report_of_a_script_names_its_fields_and_is_not_kept() {
    let reporting = reporting(None).await;
    let wrong = CALL.replace("tarif", "danse").replace("le+prix+a+chang%C3%A9%0Aen+janvier", "court");
    let answer = reporting.send(FUNCTION, &wrong, "192.0.2.1:50000", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let errors = refused(&answer);
    assert_eq!(errors.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["sujet", "message"]);
    assert!(errors[0].1.contains("Choisissez ce qui est faux"), "{errors:?}");
    assert!(!answer.body.contains("danse") && !answer.body.contains("court"), "nothing typed comes back");
    let unknown = reporting.send(FUNCTION, &CALL.replace("990000001", "750000000"), "192.0.2.1:50000", &[]).await;
    assert_eq!((unknown.status, refused(&unknown)[0].0.as_str()), (StatusCode::NOT_FOUND, "signaler"));
    let program = reporting.send(FUNCTION, &format!("{CALL}http"), "192.0.2.1:50000", &[]).await;
    assert_eq!(program.status, StatusCode::OK, "a program is answered as if its report was kept");
    assert_eq!(reporting.kept().await, 0);
}

#[tokio::test]
async fn a_script_has_the_same_limits_as_the_form() {
    let reporting = reporting(None).await;
    for n in 0..5 {
        let answer = match n % 2 {
            0 => reporting.send(FUNCTION, CALL, "192.0.2.1:50000", &[]).await,
            _ => reporting.post(RIGHT, "192.0.2.1:50000").await,
        };
        assert!(answer.status == StatusCode::OK || answer.status == StatusCode::SEE_OTHER, "{}", answer.status);
    }
    let late = reporting.send(FUNCTION, CALL, "192.0.2.1:50000", &[]).await;
    assert_eq!((late.status, &late.headers["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"720".parse().unwrap()));
    assert!(refused(&late)[0].1.contains("Rien n’est perdu"), "{}", late.body);
    reporting.store.close().await;
    let closed = reporting.send(FUNCTION, CALL, "192.0.2.2:50000", &[]).await;
    assert_eq!(closed.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused(&closed)[0].0, "signaler");
}

#[tokio::test]
async fn a_row_holds_nothing_of_who_sent_it() {
    let reporting = reporting(Some("x-forwarded-for")).await;
    let headers = [("x-forwarded-for", "203.0.113.7"), ("user-agent", "Mozilla/5.0 of somebody"), ("cookie", "who=me")];
    reporting.send(&format!("{SERVICE}/signaler"), RIGHT, "192.0.2.1:50000", &headers).await;
    let url = format!("sqlite:{}", reporting.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let row = sqlx::query("select * from reports").fetch_one(&pool).await.unwrap();
    let columns: Vec<&str> = row.columns().iter().map(|column| column.name()).collect();
    assert_eq!(columns, ["number", "finess", "about", "message", "recorded_at"]);
    let texts: Vec<String> = (1..5).map(|at| row.get(at)).collect();
    assert_eq!(texts, ["990000001", "tarif", "le prix a changé\nen janvier", "2026-11-23T11:00:00Z"]);
}

#[test]
fn nothing_that_is_typed_in_a_report_is_logged_with_every_log_on() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let (mut server, mut log) = privacy::serve(folder.path());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let path = format!("{SERVICE}/signaler");
    let right = privacy::post(&server, &path, "sujet=ferme&message=Rachel+Xylander+les+a+vus+partir");
    assert!(right.starts_with("HTTP/1.1 303"), "{right}");
    let wrong = privacy::post(&server, &path, "sujet=zyxw&message=Xylander");
    assert!(wrong.starts_with("HTTP/1.1 422"), "{}", &wrong[..200]);
    let called = "finess=990000001&lang=French&subject=ferme&message=Rachel+Xylander+les+a+vus+partir&trap=";
    let called = privacy::post(&server, FUNCTION, called);
    assert!(called.starts_with("HTTP/1.1 200"), "{called}");
    let called = privacy::post(&server, FUNCTION, "finess=990000001&lang=French&subject=zyxw&message=Xylander");
    assert!(called.starts_with("HTTP/1.1 422"), "{called}");
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let log = reader.join().unwrap();
    assert!(log.contains("route=\"/services/{finess}/signaler\""), "the log is on, and has the route");
    for typed in ["Xylander", "zyxw", "ferme&"] {
        assert!(!log.contains(typed), "`{typed}` stands in the log");
    }
}
