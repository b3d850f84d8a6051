//! A catalogue that is too large for a browser: its pages name none, and the server answers each page of the list as the page
//! of the same address shows it, without a situation.

use std::sync::Arc;
use std::sync::LazyLock;

use app::aids::form::SituationForm;
use app::compare::asked::{AskedPage, NoPage, PackedPage};
use app::compare::list_form::ListForm;
use app::compare::outcome::{Answered, Published, answer};
use app::compare::page_contract::CatalogueFile;
use app::ports::{Publication, Publications};
use app::routes::{catalogue_href, territory_href};
use app::text::{Lang, Words};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::demo::fictitious;
use domain::{Listing, Parameters};
use server::catalogue::{Current, LARGEST_FILE, PublishedCatalogue};
use server::http::{SiteState, router};
use tower::ServiceExt;

use crate::support::{FixedClock, TODAY, demonstration, get, intake, office, paris, post, texts};

const FUNCTION: &str = "/fonctions/liste";
/// Twice what fits.
const MANY: u32 = 5_000;
const NEED: &str = "lieu=14e&acte=toilette&jour-1=lun&jour-1=mar&de-1=08%3A00&a-1=09%3A30";

fn publication_of(listings: Vec<Listing>) -> Arc<PublishedCatalogue> {
    Arc::new(PublishedCatalogue::new(Current::of(listings, paris(), Parameters::embedded(), None)))
}

/// Made once: it is the longest part of these tests.
fn large() -> Arc<PublishedCatalogue> {
    static LARGE: LazyLock<Arc<PublishedCatalogue>> =
        LazyLock::new(|| publication_of(fictitious(&paris(), 75, MANY, TODAY).collect()));
    Arc::clone(&LARGE)
}

async fn site_of(published: Arc<PublishedCatalogue>) -> Router {
    router(SiteState::new(published, Arc::new(FixedClock), intake().await), office().await)
}

fn words() -> Words {
    Words::of(Lang::French)
}

fn published(publication: &Publication) -> Published<'_> {
    let Publication { catalogue, territory, parameters, .. } = publication;
    Published { catalogue, territory, parameters, today: TODAY }
}

fn encoded(query: &str) -> String {
    query.replace('%', "%25").replace('&', "%26").replace('=', "%3D")
}

/// The bytes that the server function answers for the query of an address.
async fn asked(site: &Router, query: &str) -> Vec<u8> {
    let request = Request::post(FUNCTION)
        .header("host", "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("query={}", encoded(query))))
        .unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    assert_eq!(response.headers()["cache-control"], "no-store");
    axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().to_vec()
}

async fn page(site: &Router, query: &str) -> AskedPage {
    let packed: PackedPage = postcard::from_bytes(&asked(site, query).await).unwrap();
    packed.open(query.to_owned()).unwrap()
}

/// What the whole catalogue gives for the same address. The nursing services stand on the first page alone.
fn whole(publication: &Publication, query: &str) -> Answered {
    let mut answered = answer(words(), &ListForm::from_query(query), None, published(publication), 20, true).unwrap();
    answered.changes = answered.find_changes(None, published(publication));
    if answered.page > 1 {
        answered.comparison.nursing.clear();
    }
    answered
}

#[tokio::test]
async fn a_catalogue_that_is_too_large_is_named_by_no_page() {
    let many = large();
    let version = many.current().version().to_owned();
    let site = site_of(many).await;
    let list = get(&site, &format!("/comparer?{NEED}")).await.body;
    let (whole, territory) = (catalogue_href(&version), territory_href(&version));
    assert!(!list.contains(&whole) && !list.contains("data-catalogue"), "{list}");
    assert!(list.contains(&format!("data-demande=\"{territory}\"")));
    assert_eq!(get(&site, &whole).await.status, StatusCode::NOT_FOUND);
    let file = get(&site, &territory).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.headers["cache-control"].to_str().unwrap().contains("immutable"));
    assert!(file.body.len() < 20_000, "{}", file.body.len());
    // The interview goes on without a script, and says that what is sent is sent.
    let assist = get(&site, "/accompagner").await.body;
    assert!(!assist.contains("<script") && !assist.contains("leptos-island"), "{assist}");

    let few = publication_of(demonstration());
    let version = few.current().version().to_owned();
    let site = site_of(few).await;
    let list = get(&site, &format!("/comparer?{NEED}")).await.body;
    assert!(list.contains(&catalogue_href(&version)) && !list.contains("data-demande"));
    assert_eq!(get(&site, &territory_href(&version)).await.status, StatusCode::NOT_FOUND);
    assert!(get(&site, "/accompagner").await.body.contains("leptos-island"));
}

#[test]
fn the_limit_is_the_size_of_the_file_that_a_browser_would_hold() {
    let sizes = [154, 12_000].map(|count| {
        let publication = publication_of(fictitious(&paris(), 75, count, TODAY).collect()).current();
        let bytes = postcard::to_stdvec(&CatalogueFile::of(&publication, publication.catalogue.listings())).unwrap();
        assert_eq!(publication.fits_browser, bytes.len() <= LARGEST_FILE, "{count}");
        let mut packed = Vec::new();
        let settings = brotli::enc::BrotliEncoderParams { quality: 4, ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &settings).unwrap();
        println!("{count} listings: {} bytes, {} of brotli", bytes.len(), packed.len());
        publication.fits_browser
    });
    assert_eq!(sizes, [true, false]);
}

#[tokio::test]
async fn the_server_answers_what_the_page_of_the_same_address_shows() {
    let many = large();
    let publication = many.current();
    let site = site_of(many).await;
    for query in [
        NEED.to_owned(),
        format!("{NEED}&page=2"),
        format!("{NEED}&page=7&tri=prix"),
        format!("{NEED}&tri=distance&filtre=places&filtre=horaires"),
        format!("{NEED}&poids-prix=0&poids-horaires=5&debut=2027-03-01&complets=oui"),
        "lieu=1er&acte=soins-infirmiers&acte=repas".to_owned(),
        "lieu=20e".to_owned(),
        "lieu=20e&tri=a-payer&page=3".to_owned(),
        "lieu=7e&langue=klingon&mode=mandataire&indispensable=garde-de-nuit".to_owned(),
    ] {
        let (page, whole) = (page(&site, &query).await, whole(&publication, &query));
        assert_eq!(page.answer(words(), None).unwrap(), whole, "{query}");
        let shown = get(&site, &format!("/comparer?{query}")).await.body;
        let document = scraper::Html::parse_document(&shown);
        let cards = scraper::Selector::parse("li.card").unwrap();
        let cards: Vec<&str> = document.select(&cards).filter_map(|card| card.attr("data-finess")).collect();
        let answers: Vec<String> = whole.comparison.answers().map(|answer| answer.finess.to_string()).collect();
        assert_eq!(cards, answers, "{query}");
        let ranks: Vec<String> = whole.comparison.ranked().map(|entry| format!("{} ", entry.rank)).collect();
        assert_eq!(texts(&shown, "li.card h3 b"), ranks, "{query}");
    }
}

#[tokio::test]
async fn what_is_left_to_pay_is_that_of_the_services_of_the_page_and_moves_none() {
    let many = large();
    let publication = many.current();
    let site = site_of(many).await;
    let query = format!("{NEED}&page=2");
    let page = page(&site, &query).await;
    let body = "age=65-et-plus&gir=3&foyer=seul&ressources=1500&plan=800&handicap=non";
    let situation = SituationForm::from_body(body).parse(words()).unwrap();
    let counted = page.answer(words(), Some(&situation)).unwrap();
    let whole = whole(&publication, &query);
    assert!(counted.to_pay_apart && counted.comparison.aids.as_ref().is_some_and(|aids| aids.anchors.is_none()));
    let of = |answered: &Answered| {
        let ranked = answered.comparison.ranked();
        ranked.map(|entry| (entry.rank, entry.points, entry.answer.finess)).collect::<Vec<_>>()
    };
    assert_eq!(of(&counted), of(&whole));
    // The amounts are those that the whole catalogue gives.
    let form = ListForm::from_query(&format!("{NEED}&complets=oui"));
    let mut amounts = 0;
    let mut all = std::collections::BTreeMap::new();
    for at in 1.. {
        let answered = answer(words(), &form.on_page(at), Some(&situation), published(&publication), 20, true).unwrap();
        for answer in answered.comparison.answers() {
            for offer in &answer.offers {
                all.insert((answer.finess, offer.mode), offer.reckoning.clone());
            }
        }
        if at >= answered.pages() {
            break;
        }
    }
    for answer in counted.comparison.answers() {
        for offer in &answer.offers {
            assert_eq!(all.get(&(answer.finess, offer.mode)), Some(&offer.reckoning), "{}", answer.finess);
            amounts += u32::from(offer.reckoning.is_some());
        }
    }
    assert!(amounts > 10, "{amounts}");
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_and_a_situation_is_no_argument() {
    let site = site_of(publication_of(demonstration())).await;
    for (body, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("query=", StatusCode::UNPROCESSABLE_ENTITY),
        ("query=lieu%3Dnulle-part", StatusCode::UNPROCESSABLE_ENTITY),
        ("query=lieu%3D14e%26poids-prix%3Dbeaucoup", StatusCode::UNPROCESSABLE_ENTITY),
        ("query=lieu%3D14e%26page%3D999", StatusCode::NOT_FOUND),
    ] {
        let answer = post(&site, FUNCTION, body).await;
        assert_eq!((answer.status, &answer.headers["cache-control"]), (status, &"no-store".parse().unwrap()), "{body}");
        assert!(answer.body.contains("SeeAddress") && !answer.body.contains("beaucoup"), "{body}: {}", answer.body);
        assert_eq!(serde_json::from_str::<NoPage>(&answer.body).unwrap(), NoPage::SeeAddress);
    }
    // Its type has no field for one: what is sent all the same is not read.
    let without = asked(&site, NEED).await;
    assert_eq!(asked(&site, &format!("{NEED}&gir=2&ressources=48731&age=90")).await, without);
    let body = format!("query={}&situation=gir%3D2&gir=2&ressources=48731", encoded(NEED));
    assert_eq!(post(&site, FUNCTION, &body).await.status, StatusCode::OK);
    let text = String::from_utf8_lossy(&without).into_owned();
    assert!(!text.contains("48731"));
}

#[tokio::test]
async fn a_page_of_another_release_is_not_read() {
    let site = site_of(publication_of(demonstration())).await;
    let mut bytes = asked(&site, NEED).await;
    assert!(postcard::from_bytes::<PackedPage>(&bytes).unwrap().open(NEED.to_owned()).is_some());
    // The number of the layout comes first.
    bytes[0] += 1;
    assert!(postcard::from_bytes::<PackedPage>(&bytes).unwrap().open(NEED.to_owned()).is_none());
}
