//! What others show and find of the site: the widget and its script, how a browser searches, what search engines read.

use std::io::Cursor;
use std::sync::Arc;

use app::routes::Page;
use app::text::Lang;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::provider::acts::Mode;
use domain::provider::listing::{Address, Kind, Known, Source, Standing};
use domain::provider::tariff::{Surcharges, TariffTerms};
use domain::provider::territory::Point;
use domain::{Cents, Fact, Interval, Listing, OpenHours, Parameters, Provenance, Tariff};
use jiff::civil::date;
use serde_json::Value;
use server::addresses::AddressBook;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::{SiteState, router};
use server::import::addresses::read;
use server::storage::AddressStore;

use crate::support::{
    Answer, FixedClock, TODAY, addresses, demonstration, get, intake, office, origin, packed, paris, send, site, store,
    texts,
};

const SITE: &str = "https://aide.paris.fr";

/// A site that others may show.
async fn shown_by(origins: &[&str], listings: Vec<Listing>) -> Router {
    let published = Arc::new(PublishedCatalogue::new(Current::of(listings, paris(), Parameters::embedded(), None)));
    let state = SiteState::new(published, Arc::new(FixedClock), intake().await)
        .with_widget_origins(origins.iter().map(|origin| (*origin).to_owned()).collect());
    router(state, office().await.at(SITE))
}

/// The attribute of every element that a selector finds; absent ones as empty.
fn attributes(page: &str, selector: &str, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_place_gives_the_five_first_services_of_the_list_with_their_price() {
    let site = site(demonstration(), None).await;
    for (widget, list) in [
        ("/widget?lieu=14e", "/comparer?lieu=14e"),
        ("/en/widget?lieu=75014", "/en/comparer?lieu=75014"),
        ("/falc/widget?lieu=14e", "/falc/comparer?lieu=14e"),
    ] {
        let (widget, list) = (get(&site, widget).await, get(&site, list).await);
        assert_eq!(widget.status, StatusCode::OK);
        let links = attributes(&widget.body, ".services a", "href");
        assert_eq!(links.len(), 5, "{}", widget.body);
        let cards = attributes(&list.body, ".card h3 a", "href");
        for (link, card) in links.iter().zip(cards) {
            assert_eq!(link.split('?').next(), card.split('?').next(), "in the order of the list");
            assert_eq!(get(&site, link).await.status, StatusCode::OK, "{link}");
        }
        let prices = texts(&widget.body, ".services .price");
        assert!(prices.iter().all(|price| !price.is_empty()), "{prices:?}");
        assert!(prices[0].contains('€'), "{prices:?}");
        assert_eq!(texts(&widget.body, "h1"), texts(&list.body, "h1"));
        // What the law asks for above a list is what the page of the list says.
        assert!(texts(&widget.body, ".law")[0].starts_with(&texts(&list.body, ".law p")[0]));
    }
    let whole = attributes(&get(&site, "/widget?lieu=75014").await.body, "a[href^='/comparer']", "href");
    assert_eq!(whole.len(), 1, "{whole:?}");
    assert_eq!(get(&site, &whole[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn services_that_say_nothing_of_their_places_are_listed() {
    let site = shown_by(&[], vec![known("750000011", "AIDE DU CANAL"), bare("750000022", "AIDE DU PARC")]).await;
    let page = get(&site, "/widget?lieu=14e").await.body;
    assert_eq!(texts(&page, ".services a").len(), 2, "{page}");
    assert_eq!(texts(&page, ".services strong"), ["27,50 €"]);
    assert!(texts(&page, ".services .price")[1].contains("Prix non communiqué"), "{page}");
    let whole = attributes(&page, "a[href^='/comparer']", "href").remove(0);
    assert_eq!(texts(&get(&site, &whole).await.body, ".card h3").len(), 2, "and all stand behind the link: {whole}");
    assert!(texts(&page, ".demonstration").is_empty());
}

#[tokio::test]
async fn the_widget_has_no_script_and_leaves_nothing_in_a_browser() {
    let site = site(demonstration(), None).await;
    for address in ["/widget", "/widget?lieu=14e", "/widget?lieu=Lyon", "/en/widget?lieu=14e"] {
        let answer = get(&site, address).await;
        assert!(!answer.body.contains("<script"), "{address}");
        assert!(!answer.headers.contains_key("set-cookie"), "{address}");
        assert_eq!(texts(&answer.body, ".demonstration").len(), 1, "fictitious services are labelled: {address}");
        for way in ["target", "rel"] {
            let expected = if way == "target" { "_blank" } else { "noopener" };
            let found = attributes(&answer.body, "a", way);
            assert!(!found.is_empty() && found.iter().all(|value| value == expected), "{address}: {found:?}");
        }
        let loaded = attributes(&answer.body, "link[rel=stylesheet], img, iframe", "href");
        assert_eq!(loaded, [packed("widget.css")], "{address}");
        for closed in ["/gestion", "/accompagner"] {
            assert!(!answer.body.contains(closed), "{address}");
        }
    }
}

#[tokio::test]
async fn a_place_that_is_none_is_said_with_what_to_write() {
    let answer = get(&site(demonstration(), None).await, "/widget?lieu=Lyon").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let message = texts(&answer.body, "#lieu-erreur").concat();
    assert!(message.contains("« Lyon »") && message.contains("75014"), "{message}");
    assert_eq!(attributes(&answer.body, "#lieu", "aria-invalid"), ["true"]);
    assert!(texts(&answer.body, ".services").is_empty());
    let long = format!("/widget?lieu={}", "a".repeat(5000));
    assert!(get(&site(demonstration(), None).await, &long).await.body.len() < 10_000);
}

#[tokio::test]
async fn a_postal_address_leaves_the_address_of_the_frame() {
    let store = store().await;
    let file = read(Cursor::new(addresses()), &paris()).unwrap();
    store.replace_streets(&file.streets, &file.counts, &origin("addresses.csv")).await.unwrap();
    let book = AddressBook::load(&store, &paris()).await.unwrap();
    let published =
        Arc::new(PublishedCatalogue::new(Current::of(demonstration(), paris(), Parameters::embedded(), None)));
    let state = SiteState::new(published, Arc::new(FixedClock), intake().await).with_addresses(Arc::new(book));
    let site = router(state, office().await);
    let answer = get(&site, "/en/widget?lieu=12+avenue+du+General+Leclerc&gir=3").await;
    assert_eq!(
        (answer.status, answer.headers["location"].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/en/widget?lieu=14e")
    );
}

#[tokio::test]
async fn nothing_but_the_place_is_read_of_an_address() {
    let site = site(demonstration(), None).await;
    let plain = get(&site, "/widget?lieu=14e").await.body;
    let more = get(&site, "/widget?lieu=14e&gir=1&ressources=900&tri=prix&poids-prix=10&acte=menage&page=2").await.body;
    assert_eq!(plain, more);
    assert!(!more.contains("gir=") && !more.contains("ressources"));
}

#[tokio::test]
async fn only_the_sites_of_the_setting_may_show_the_widget_and_nobody_any_other_page() {
    let policy = |answer: &Answer| answer.headers["content-security-policy"].to_str().unwrap().to_owned();
    let alone = shown_by(&[], demonstration()).await;
    assert!(policy(&get(&alone, "/widget?lieu=14e").await).ends_with("frame-ancestors 'self'"));
    let others = ["https://www.paris.fr", "http://localhost:8000"];
    let site = shown_by(&others, demonstration()).await;
    for address in ["/widget", "/en/widget?lieu=14e", "/falc/widget?lieu=Lyon"] {
        let answer = get(&site, address).await;
        let policy = policy(&answer);
        assert!(policy.ends_with("frame-ancestors 'self' https://www.paris.fr http://localhost:8000"), "{policy}");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert!(!answer.headers.contains_key("x-frame-options"), "{address}");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "cross-origin");
    }
    for address in ["/", "/comparer?lieu=14e", "/integrer", "/services/990000001", "/gestion/connexion", "/widgets"] {
        let answer = get(&site, address).await;
        assert!(policy(&answer).contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin", "{address}");
        assert_eq!(policy(&answer).contains("frame-src 'self'"), address == "/integrer", "{address}");
    }
}

#[tokio::test]
async fn any_site_may_load_the_script_and_keep_it_for_an_hour() {
    let site = shown_by(&[], demonstration()).await;
    let answer = get(&site, "/widget.js").await;
    assert_eq!(answer.headers["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(answer.headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(answer.headers["cache-control"], "public, max-age=3600");
    for left in ["LANGUAGES", "HEIGHT", "SANDBOX", "//", "cookie", "localStorage", "fetch"] {
        assert!(!answer.body.contains(left), "{left}: {}", answer.body);
    }
    for lang in Lang::ALL {
        assert!(answer.body.contains(&format!("\"{}\"", Page::Widget(String::new()).href(lang))), "{}", answer.body);
    }
    let again = Request::get("/widget.js").header("if-none-match", &answer.headers["etag"]).body(Body::empty());
    let again = send(&site, again.unwrap()).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn its_page_gives_what_to_copy_with_the_address_of_the_site_and_shows_it() {
    let site = shown_by(&[], demonstration()).await;
    for lang in Lang::ALL {
        let page = get(&site, &Page::Embed.href(lang)).await.body;
        let widget = Page::Widget("lieu=20e".to_owned()).href(lang);
        assert_eq!(attributes(&page, "main iframe", "src"), [widget.as_str()]);
        assert!(attributes(&page, "main iframe", "title")[0].len() > 10);
        let snippets = texts(&page, "pre");
        assert_eq!(snippets.len(), 2);
        assert!(snippets[0].contains(&format!("<script src=\"{SITE}/widget.js\" data-lieu=\"20e\"")), "{snippets:?}");
        assert!(snippets[1].contains(&format!("<iframe src=\"{SITE}{widget}\"")), "{snippets:?}");
        for snippet in snippets {
            let link = attributes(&snippet, "a", "href").remove(0);
            let path = link.strip_prefix(SITE).unwrap_or_else(|| panic!("{link}"));
            assert_eq!(get(&site, path).await.status, StatusCode::OK, "without a script the link leads there");
        }
        for from in [Page::SiteMap, Page::OpenData] {
            let page = get(&site, &from.href(lang)).await.body;
            assert_eq!(attributes(&page, &format!("main a[href='{}']", Page::Embed.href(lang)), "href").len(), 1);
        }
    }
}

#[tokio::test]
async fn a_browser_learns_to_search_the_services_by_name() {
    let site = shown_by(&[], demonstration()).await;
    let answer = get(&site, "/opensearch.xml").await;
    assert_eq!(answer.headers["content-type"], "application/opensearchdescription+xml; charset=utf-8");
    let name = texts(&answer.body, "ShortName").remove(0);
    assert!((1..=16).contains(&name.chars().count()), "{name}");
    let templates = attributes(&answer.body, "Url[type='text/html']", "template");
    let path = templates[0].strip_prefix(SITE).unwrap().replace("{searchTerms}", "marronniers");
    let found = texts(&get(&site, &path).await.body, ".directory a");
    assert!(!found.is_empty() && found.iter().all(|name| name.contains("Marronniers")), "{path}: {found:?}");
    let link = "head link[rel=search][type='application/opensearchdescription+xml']";
    for address in ["/", "/services", "/en/services/990000001", "/falc/aides"] {
        assert_eq!(attributes(&get(&site, address).await.body, link, "href"), ["/opensearch.xml"], "{address}");
    }
    assert!(attributes(&get(&site, "/gestion/connexion").await.body, link, "href").is_empty());
}

fn stated<T>(value: T) -> Fact<T> {
    Fact::new(value, Provenance { source: Source::Provider, observed: date(2026, 11, 3), verified: None })
}

/// A service of the register of which only the name is known.
fn bare(finess: &str, name: &str) -> Listing {
    let provenance = Provenance { source: Source::Finess, observed: TODAY, verified: None };
    Listing::bare(finess.parse().unwrap(), Kind::HomeHelp, Known { value: name.to_owned(), provenance })
}

/// The same with what others stated.
fn known(finess: &str, name: &str) -> Listing {
    let zone = paris().zones[13].code;
    let terms = TariffTerms {
        from: date(2026, 1, 1),
        mode: Mode::Prestataire,
        care_hour: Some(Cents(2750)),
        household_hour: None,
        care_vat: None,
        household_vat: None,
        surcharges: Surcharges::default(),
        minimum_minutes: 0,
        monthly_fee: Cents(0),
        opening_fee: Cents(0),
        meal: None,
        remote_alarm_month: None,
    };
    let mut week: [Vec<Interval>; 7] = Default::default();
    week[0] = vec![Interval::new(8 * 60, 20 * 60).unwrap()];
    let (street, postcode, city) = (format!("1 {name}"), "75014".to_owned(), "Paris".to_owned());
    Listing {
        siret: stated("43281446500014".parse().unwrap()),
        address: stated(Address { street, postcode, city, zone }),
        point: stated(Point { latitude: 48_832_000, longitude: 2_325_600 }),
        phone: stated("0143000011".parse().unwrap()),
        email: stated(name.to_owned()),
        website: stated("https://aide.exemple.fr".to_owned()),
        languages: stated(vec![name.to_owned()]),
        zones: stated(vec![zone]),
        hours: stated(OpenHours::new(week, false)),
        tariffs: stated(vec![Tariff::try_from(terms).unwrap()]),
        ..bare(finess, name)
    }
}

/// The block that a search engine reads, and whether it is there.
fn data(page: &str) -> Option<Value> {
    let mut blocks = texts(page, "script[type='application/ld+json']");
    assert!(blocks.len() < 2, "{blocks:?}");
    blocks.pop().map(|block| serde_json::from_str(&block).unwrap())
}

#[tokio::test]
async fn a_search_engine_reads_the_known_facts_of_a_service_and_no_other() {
    let site = shown_by(&[], vec![known("750000011", "AIDE DU CANAL"), bare("750000022", "AIDE DU PARC")]).await;
    for lang in Lang::ALL {
        let path = Page::Service("750000011".parse().unwrap()).href(lang);
        let found = data(&get(&site, &path).await.body).unwrap();
        assert_eq!((&found["@context"], &found["@type"]), (&"https://schema.org".into(), &"LocalBusiness".into()));
        assert_eq!(found["@id"], format!("{SITE}/services/750000011#service"));
        assert_eq!(found["mainEntityOfPage"], format!("{SITE}{path}"));
        assert_eq!(found["name"], "Aide du Canal");
        assert_eq!(found["identifier"][0]["value"], "750000011");
        assert_eq!(
            found["identifier"][1],
            serde_json::json!({ "@type": "PropertyValue", "propertyID": "SIRET", "value": "43281446500014" })
        );
        assert_eq!((&found["address"]["postalCode"], &found["telephone"]), (&"75014".into(), &"+33143000011".into()));
        assert_eq!((&found["geo"]["latitude"], &found["geo"]["longitude"]), (&"48.832000".into(), &"2.325600".into()));
        assert_eq!(found["areaServed"][0]["name"], "14e arrondissement");
        let [comes, price] = found["makesOffer"].as_array().unwrap().as_slice() else { panic!("{found}") };
        let hours = &comes["itemOffered"]["hoursAvailable"];
        assert_eq!(
            (hours.as_array().unwrap().len(), &hours[0]["opens"], &hours[0]["closes"]),
            (1, &"08:00".into(), &"20:00".into())
        );
        assert_eq!(hours[0]["dayOfWeek"], "https://schema.org/Monday");
        let price = &price["priceSpecification"];
        assert_eq!(
            (&price["price"], &price["unitCode"], &price["validFrom"]),
            (&"27.50".into(), &"HUR".into(), &"2026-01-01".into())
        );
        assert!(price["description"].as_str().unwrap().contains("2026"), "the source and its date: {price}");
    }
    let little = data(&get(&site, "/services/750000022").await.body).unwrap();
    let names: Vec<&str> = little.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["@context", "@id", "@type", "description", "identifier", "mainEntityOfPage", "name"];
    expected.sort_unstable();
    assert_eq!(names, expected, "what is not known is absent");
}

#[tokio::test]
async fn what_is_fictitious_or_closed_is_for_no_search_engine() {
    let fictitious = site(demonstration(), None).await;
    assert_eq!(data(&get(&fictitious, "/services/990000001").await.body), None);
    let closed = Listing { standing: Standing::ClosedByCity(TODAY), ..known("750000011", "AIDE DU CANAL") };
    let site = shown_by(&[], vec![closed, bare("750000022", "AIDE DU PARC")]).await;
    assert_eq!(data(&get(&site, "/services/750000011").await.body), None);
    for address in ["/services", "/", "/comparer?lieu=14e"] {
        assert_eq!(data(&get(&site, address).await.body), None, "{address}");
    }
}

#[tokio::test]
async fn no_stored_text_ends_what_a_search_engine_reads() {
    const HOSTILE: &str = "A</script><script>alert(1)</script><!--&\"'\\\u{2028}]]>";
    let site = shown_by(&[], vec![known("750000011", HOSTILE)]).await;
    let page = get(&site, "/services/750000011").await.body;
    assert_eq!(texts(&page, "script").len(), 2, "the block and the script of the page");
    let found = data(&page).unwrap();
    assert_eq!(found["email"], HOSTILE);
    assert!(found["name"].as_str().unwrap().contains("</script>"), "{found}");
    let widget = get(&site, "/widget?lieu=14e").await.body;
    assert!(texts(&widget, "script").is_empty() && widget.contains("&lt;script&gt;"), "{widget}");
}
