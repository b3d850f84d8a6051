//! The common parts of all pages: head, menu, footer, the pages that the law requires, and the files for programs.

use std::sync::Arc;

use app::access::table;
use app::ports::{AccessibilityAudit, SiteFacts};
use app::routes::{PAGES, PublicPage};
use app::text::Lang;
use axum::Router;
use axum::http::StatusCode;
use domain::{Listing, Parameters};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::{SiteState, router};

use crate::support::{FixedClock, demonstration, get, intake, office, paris, post, site, texts};

const SITE: &str = "https://aide.paris.fr";

/// A site whose publishers are known.
async fn site_of(facts: SiteFacts, listings: Vec<Listing>) -> Router {
    let published = Arc::new(PublishedCatalogue::new(Current::of(listings, paris(), Parameters::embedded(), None)));
    let state = SiteState::new(published, Arc::new(FixedClock), intake().await).with_facts(facts);
    router(state, office().await.at(SITE))
}

/// Every public page, with what it needs in its address.
fn addresses() -> Vec<String> {
    let address = |page: PublicPage, lang: Lang| match page.path {
        "/comparer" | "/cote-a-cote" => format!("{}?lieu=14e", page.route(lang)),
        _ => page.route(lang).replace("{finess}", "990000001"),
    };
    // A sheet is only made from a form; a GET leads to the interview.
    let pages = PAGES.into_iter().filter(|page| page.path != "/accompagner/fiche");
    pages.flat_map(|page| Lang::ALL.map(|lang| address(page, lang))).collect()
}

/// An attribute of the elements that a selector finds.
fn attributes(page: &str, selector: &str, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

#[tokio::test]
async fn each_page_says_in_its_head_what_it_is() {
    let site = site_of(SiteFacts::default(), demonstration()).await;
    for address in addresses() {
        let page = get(&site, &address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let one = |selector: &str, name: &str| {
            let found = attributes(&page.body, selector, name);
            assert_eq!(found.len(), 1, "{selector} of {address}");
            found[0].clone()
        };
        let title = texts(&page.body, "title").remove(0);
        assert!(title.ends_with(" – Quelleaideadom"), "{address}: {title}");
        let description = one("meta[name=description]", "content");
        assert!(description.len() > 15, "{address}");
        let path = address.split('?').next().unwrap();
        assert_eq!(one("link[rel=canonical]", "href"), format!("{SITE}{path}"));
        assert_eq!(one("meta[property='og:url']", "content"), format!("{SITE}{path}"));
        assert_eq!(one("meta[property='og:description']", "content"), description);
        assert!(title.starts_with(&one("meta[property='og:title']", "content")), "{address}");
        assert!(attributes(&page.body, "meta[name=robots]", "content").is_empty(), "{address}");
        assert!(!page.body.contains("<!>"), "{address} has a mark that is no HTML");
        let lang = if address.starts_with("/en") { "en" } else { "fr" };
        assert_eq!(one("html", "lang"), lang, "{address}");
    }
}

#[tokio::test]
async fn an_answer_to_one_person_and_an_error_are_kept_by_no_search_engine() {
    let site = site(demonstration(), None).await;
    let answers = [
        post(&site, "/comparer", "lieu=14e&acte=toilette&ressources=1500&gir=3").await,
        post(&site, "/aides", "ressources=1500&gir=3").await,
        get(&site, "/nulle-part").await,
        get(&site, "/services?page=99").await,
        get(&site, "/gestion/connexion").await,
    ];
    for answer in answers {
        assert_eq!(attributes(&answer.body, "meta[name=robots]", "content"), ["noindex"]);
        assert!(attributes(&answer.body, "link[rel=canonical], meta[property]", "content").is_empty());
    }
}

#[tokio::test]
async fn a_way_past_the_frame_leads_somewhere() {
    let site = site(demonstration(), None).await;
    for address in addresses() {
        let page = get(&site, &address).await.body;
        let ways = attributes(&page, "a.skip", "href");
        assert_eq!(ways[0], "#contenu", "{address}");
        for way in ways {
            assert_eq!(attributes(&page, &format!("[id='{}']", &way[1..]), "id").len(), 1, "{way} of {address}");
        }
    }
}

#[tokio::test]
async fn the_menu_says_where_one_is() {
    let site = site(demonstration(), None).await;
    for (address, name, how) in [
        ("/", "Comparer", "page"),
        ("/comparer?lieu=14e", "Comparer", "true"),
        ("/services", "Services", "page"),
        ("/services/990000001", "Services", "true"),
        ("/aides", "Aides", "page"),
        ("/en/methode", "Method", "page"),
        ("/falc", "Comparer", "page"),
    ] {
        let page = get(&site, address).await.body;
        let here = "header nav:not(.languages) [aria-current]";
        assert_eq!(texts(&page, here), [name], "{address}");
        assert_eq!(attributes(&page, here, "aria-current"), [how], "{address}");
        assert_eq!(attributes(&page, ".languages [aria-current]", "aria-current"), ["true"], "{address}");
    }
    for address in ["/contact", "/nulle-part"] {
        assert!(texts(&get(&site, address).await.body, "header nav:not(.languages) [aria-current]").is_empty());
    }
}

#[tokio::test]
async fn every_link_of_the_frame_leads_to_a_page() {
    let site = site(demonstration(), None).await;
    for address in ["/contact", "/en/contact", "/falc/contact"] {
        let page = get(&site, address).await.body;
        let links = attributes(&page, "header a, footer a", "href");
        assert!(links.len() >= 15, "{links:?}");
        for link in links.iter().filter(|link| link.starts_with('/')) {
            let path = link.split('#').next().unwrap();
            assert_eq!(get(&site, path).await.status, StatusCode::OK, "{link}");
        }
        assert!(links.iter().any(|link| link == "tel:3975"), "whom to call stands on every page");
        assert!(links.iter().any(|link| link.ends_with("/aides#questions-gir")), "{links:?}");
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_offers_a_search() {
    let page = get(&site(demonstration(), None).await, "/en/nulle-part").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(attributes(&page.body, "main form", "action"), ["/en/services"]);
    assert_eq!(attributes(&page.body, "main form input", "name"), ["nom"]);
}

const PAGES_OF_THE_LAW: [&str; 4] = ["/accessibilite", "/mentions-legales", "/confidentialite", "/contact"];

#[tokio::test]
async fn what_only_the_city_knows_is_named_where_it_is_missing_and_shown_where_it_is_set() {
    let unknown = site(demonstration(), None).await;
    let mut missing: Vec<String> = Vec::new();
    for path in PAGES_OF_THE_LAW {
        missing.extend(texts(&get(&unknown, path).await.body, "mark.placeholder"));
    }
    missing.sort_unstable();
    missing.dedup();
    assert_eq!(missing.len(), 8, "{missing:?}");
    assert!(missing.contains(&"[à compléter par la Ville : hébergeur]".to_owned()));
    let text = |text: &str| Some(text.to_owned());
    let facts = SiteFacts {
        publisher: text("Ville de Paris & Cie"),
        director: text("Jeanne Martin"),
        host: text("Hôte, 1 rue du Nord"),
        email: text("aide@paris.fr"),
        telephone: text("0142760000"),
        postal_address: text("1 place de l’Hôtel-de-Ville"),
        data_protection: text("dpo@paris.fr"),
        accessibility_contact: text("Paul Durand"),
        accessibility: None,
    };
    let known = site_of(facts.clone(), demonstration()).await;
    let mut words = String::new();
    for path in PAGES_OF_THE_LAW {
        let page = get(&known, path).await.body;
        assert!(texts(&page, "mark").is_empty(), "{path}");
        words += &texts(&page, "main").concat();
    }
    for fact in [
        "Ville de Paris & Cie",
        "Jeanne Martin",
        "Hôte, 1 rue du Nord",
        "aide@paris.fr",
        "01 42 76 00 00",
        "1 place de l’Hôtel-de-Ville",
        "dpo@paris.fr",
        "Paul Durand",
    ] {
        assert!(words.contains(fact), "{fact}");
    }
    assert!(get(&known, "/contact").await.body.contains("href=\"mailto:aide@paris.fr\""));
}

#[tokio::test]
async fn the_footer_has_the_words_that_an_audit_allows() {
    for (percent, words) in [
        (None, "non conforme"),
        (Some(49), "non conforme"),
        (Some(50), "partiellement conforme"),
        (Some(100), "totalement conforme"),
    ] {
        let audit = percent.map(|percent| AccessibilityAudit { percent, by: "Cabinet, mars 2027".to_owned() });
        let site = site_of(SiteFacts { accessibility: audit, ..SiteFacts::default() }, demonstration()).await;
        let page = get(&site, "/accessibilite").await.body;
        assert!(texts(&page, "footer").concat().contains(&format!("Accessibilité : {words}")), "{percent:?}");
        assert!(texts(&page, "main").concat().contains(&format!("Ce site est {words}")), "{percent:?}");
        assert_eq!(page.contains("Cabinet, mars 2027"), percent.is_some());
    }
}

#[tokio::test]
async fn robots_and_the_site_map_say_what_programs_may_follow() {
    let site = site_of(SiteFacts::default(), demonstration()).await;
    let robots = get(&site, "/robots.txt").await.body;
    for line in
        ["User-agent: *", "Disallow: /gestion", "Disallow: /en/accompagner", &format!("Sitemap: {SITE}/sitemap.xml")]
    {
        assert!(robots.lines().any(|found| found == line), "{line} in {robots}");
    }
    let answer = get(&site, "/sitemap.xml").await;
    assert_eq!(answer.headers["content-type"], "application/xml; charset=utf-8");
    let listed = texts(&answer.body, "loc");
    for path in ["/", "/en", "/falc/services", "/accessibilite"] {
        assert!(listed.contains(&format!("{SITE}{path}")), "{path}");
    }
    for address in &listed {
        let path = address.strip_prefix(SITE).unwrap();
        assert_eq!(get(&site, path).await.status, StatusCode::OK, "{path}");
        assert!(!path.contains("accompagner") && !path.contains("gestion"), "{path}");
    }
    assert!(!answer.body.contains("/services/"), "nobody should find what is fictitious");
}

#[tokio::test]
async fn the_open_services_of_a_register_are_found_in_three_languages() {
    let mut listings: Vec<Listing> = ["750000011", "750000022"].map(real).into();
    listings[1].standing = domain::provider::listing::Standing::ClosedByCity(crate::support::TODAY);
    let list = get(&site_of(SiteFacts::default(), listings).await, "/sitemap.xml").await.body;
    let found = texts(&list, "loc").into_iter().filter(|address| address.contains("/services/")).collect::<Vec<_>>();
    assert_eq!(found, ["", "/en", "/falc"].map(|lang| format!("{SITE}{lang}/services/750000011")));
}

fn real(finess: &str) -> Listing {
    use domain::provider::listing::{Kind, Known, Provenance, Source};
    let provenance = Provenance { source: Source::Finess, observed: crate::support::TODAY, verified: None };
    Listing::bare(finess.parse().unwrap(), Kind::HomeHelp, Known { value: "AIDE".to_owned(), provenance })
}

#[tokio::test]
async fn whom_to_tell_of_a_weakness_is_true_for_a_year() {
    let page = get(&site_of(SiteFacts::default(), demonstration()).await, "/.well-known/security.txt").await;
    assert_eq!(page.headers["content-type"], "text/plain; charset=utf-8");
    for line in [&format!("Contact: {SITE}/contact"), "Expires: 2027-11-23T00:00:00Z"] {
        assert!(page.body.lines().any(|found| found == line), "{line} in {}", page.body);
    }
    let facts = SiteFacts { email: Some("securite@paris.fr".to_owned()), ..SiteFacts::default() };
    let page = get(&site_of(facts, demonstration()).await, "/.well-known/security.txt").await.body;
    assert!(page.contains("Contact: mailto:securite@paris.fr\n"), "{page}");
}

#[test]
fn each_page_stands_in_the_access_table_in_each_language() {
    let table = table();
    for page in PAGES {
        for lang in Lang::ALL {
            let route = page.route(lang);
            let admits = |method: &str| table.iter().any(|line| line.0 == method && line.1 == route);
            assert!(admits("GET") && admits("POST") == page.takes_form, "{route}");
        }
    }
}
