//! The page of one service, with and without a need, for known and unknown facts.

use axum::http::StatusCode;
use domain::compare;
use domain::provider::listing::{Availability, Fact, Intake, Kind, Known, Provenance, Source, Standing};
use domain::ranking::comparison::Part;
use domain::{Catalogue, Listing, Need, Parameters};
use jiff::civil::date;

use crate::support::{TODAY, demonstration, get, paris, site, texts};

/// Washing and meals every morning, with the price as the most important criterion.
const NEED: &str = "lieu=14e&debut=2026-12-01&jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam\
                    &jour-1=dim&de-1=08:00&a-1=09:30&acte=toilette&acte=repas&indispensable=toilette";

fn need() -> Need {
    let day = |name: &str| format!(r#"{{"weekday": "{name}", "time": [480, 570], "kind": "aide"}}"#);
    let days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"].map(day).join(", ");
    let json = format!(
        r#"{{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas"], "required": ["toilette"], "visits": [{days}]}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn stated_by(source: Source) -> Provenance {
    Provenance { source, observed: date(2026, 11, 20), verified: None }
}

/// A service with a known name and kind, and no other fact.
fn bare(kind: Kind) -> Listing {
    let name = Known { value: "SERVICE DU CANAL".to_owned(), provenance: stated_by(Source::Finess) };
    Listing::bare("750000011".parse().unwrap(), kind, name)
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test]
async fn every_block_of_facts_has_its_source_or_is_marked_unknown() {
    let site = site(demonstration(), None).await;
    for listing in demonstration().iter().take(40) {
        let page = get(&site, &format!("/services/{}", listing.finess)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(texts(&page.body, "h1").len(), 1);
        // The date of every known part is on the page, though not beside each fact.
        let words = plain(&texts(&page.body, "main").concat());
        assert!(words.contains("information fictive, datée du"), "{}", listing.finess);
        for section in ["service-horaires", "service-taches", "service-zones", "service-tarifs"] {
            let words = texts(&page.body, &format!("section[id={section}]")).concat();
            let sourced =
                ["datée du", "on ne sait pas encore", "On ne sait pas encore", "payés par l’assurance maladie"];
            assert!(sourced.iter().any(|part| words.contains(part)), "{} {section}: {words}", listing.finess);
        }
        let provenances = words.matches("datée du").count();
        assert!(provenances <= 12, "{}: the same line {provenances} times", listing.finess);
        let asks = words.contains("Demandez un devis");
        assert_eq!(asks, listing.tariffs.known().is_none() && listing.kind != Kind::Nursing, "{}", listing.finess);
    }
}

#[tokio::test]
async fn without_a_need_the_page_leads_to_the_comparison_and_has_no_box() {
    let site = site(demonstration(), None).await;
    let page = get(&site, "/services/990000001").await;
    assert!(texts(&page.body, ".for-need").is_empty() && texts(&page.body, ".back").is_empty());
    assert!(page.body.contains("href=\"/comparer\""));
    // An unknown place gives no need, and errors in the query are not shown, because the visitor did not make them.
    for query in ["lieu=Lyon", "lieu=14e&debut=x", "acte=toilette", "utm_source=x", "signale=oui"] {
        let page = get(&site, &format!("/services/990000001?{query}")).await;
        assert_eq!((page.status, texts(&page.body, ".for-need").len()), (StatusCode::OK, 0), "{query}");
    }
}

#[tokio::test]
async fn with_a_need_the_page_says_what_the_list_says() {
    let (site, catalogue) = (site(demonstration(), None).await, Catalogue::new(demonstration()));
    let answer = compare(&catalogue, &paris(), &need(), None, &Parameters::embedded(), TODAY, Part::EVERYTHING);
    let first = &answer.suitable[0];
    let page = get(&site, &format!("/services/{}?{NEED}", first.answer.finess)).await;
    let box_words = plain(&texts(&page.body, ".for-need").concat());
    let total = answer.counts.ranked();
    assert!(box_words.contains(&format!("Convient : 1er sur {total}")), "{box_words}");
    let Some(Ok(cost)) = &first.answer.offers[0].cost else { panic!("a suitable service has a price") };
    let euros = format!("{},{:02} €", cost.monthly.0 / 100, cost.monthly.0 % 100);
    assert!(box_words.replace(' ', "").contains(&euros.replace(' ', "")), "{euros} in {box_words}");
    assert!(box_words.contains("toilette") && box_words.contains("✓"), "{box_words}");
    assert_eq!(texts(&page.body, "table.grid").len(), 1, "the week stands once, with the needed hours");
    assert!(page.body.contains("id=\"a-payer\""));
    assert!(!texts(&page.body, "details.why table.cost").is_empty(), "the lines of the price");

    let confirm = &answer.to_confirm[0];
    let page = get(&site, &format!("/services/{}?{NEED}", confirm.answer.finess)).await;
    let words = plain(&texts(&page.body, ".for-need").concat());
    assert!(words.contains("À vérifier par téléphone"), "{words}");
    assert_eq!(texts(&page.body, ".asked li").len(), confirm.answer.missing.len());

    let excluded = &answer.excluded.iter().find(|entry| catalogue.find(entry.finess).unwrap().kind != Kind::Nursing);
    let page = get(&site, &format!("/services/{}?{NEED}", excluded.unwrap().finess)).await;
    let words = plain(&texts(&page.body, ".for-need").concat());
    assert!(words.contains("Ne convient pas pour ce besoin"), "{words}");
    assert_eq!(texts(&page.body, ".for-need li").len(), excluded.unwrap().reasons.len() as usize);
}

#[tokio::test]
async fn the_page_leads_back_to_its_list_with_the_service_ticked() {
    let site = site(demonstration(), None).await;
    let address = format!("/services/990000001?{NEED}&tri=prix&filtre=places&service=990000002&page=2&gir=3");
    let page = get(&site, &address).await;
    let document = scraper::Html::parse_document(&page.body);
    let link = |selector: &str| {
        let found = scraper::Selector::parse(selector).unwrap();
        document.select(&found).next().unwrap().attr("href").unwrap().to_owned()
    };
    let back = link(".back a");
    for kept in ["/comparer?lieu=14e", "tri=prix", "filtre=places", "service=990000002", "page=2", "acte=repas"] {
        assert!(back.contains(kept), "{kept} in {back}");
    }
    assert!(!back.contains("gir="), "a situation has no address: {back}");
    assert!(plain(&texts(&page.body, ".back").concat()).contains("Résultats (14e, toilette"));
    let select = link(".reach a[href*='service=990000001']");
    assert_eq!(select, format!("{back}&service=990000001"));
    let again = get(&site, &select.replace("/comparer", "/services/990000001")).await;
    assert!(!again.body.contains("service=990000001&amp;service=990000001"), "ticked once");
}

#[tokio::test]
async fn a_closed_service_says_since_when_and_has_no_box() {
    let mut listings = demonstration();
    listings[0].standing = Standing::ClosedSince(date(2026, 1, 8));
    let finess = listings[0].finess;
    let site = site(listings, None).await;
    let page = get(&site, &format!("/services/{finess}?{NEED}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(plain(&texts(&page.body, ".warning").concat()).contains("8 janvier 2026"));
    assert!(texts(&page.body, ".for-need").is_empty() && texts(&page.body, ".badge").is_empty());
    assert!(!page.body.contains("Ajouter à ma sélection") && texts(&page.body, ".back").len() == 1);
}

#[tokio::test]
async fn a_service_of_which_nothing_is_known_is_a_whole_page() {
    for kind in [Kind::HomeHelp, Kind::HelpAndNursing, Kind::Nursing] {
        let site = site(vec![bare(kind)], None).await;
        for query in ["", &format!("?{NEED}")] {
            let page = get(&site, &format!("/services/750000011{query}")).await;
            assert_eq!(
                (page.status, texts(&page.body, "h1").concat()),
                (StatusCode::OK, "Service du Canal".to_owned())
            );
            assert!(plain(&texts(&page.body, ".badge").concat()).contains("Places libres : on ne sait pas encore"));
            assert!(texts(&page.body, ".reach a[href^='tel:']").is_empty(), "no number, no button");
            let free = page.body.contains("payés par l’assurance maladie");
            assert_eq!(free, kind == Kind::Nursing, "{kind:?}");
            assert_eq!(texts(&page.body, ".for-need").len(), usize::from(!query.is_empty()));
        }
    }
}

#[tokio::test]
async fn whether_it_takes_people_is_shown_with_its_date_and_not_after_thirty_days() {
    let badge = |intake, observed| {
        let provenance = Provenance { observed, ..stated_by(Source::Provider) };
        Fact::new(Availability { intake, days_to_start: None }, provenance)
    };
    for (availability, expected) in [
        (badge(Intake::Closed, date(2026, 11, 20)), "Ne prend personne en ce moment (information du 20 novembre 2026)"),
        (badge(Intake::Open, date(2026, 11, 20)), "Prend de nouvelles personnes (information du 20 novembre 2026)"),
        (badge(Intake::WaitingList, date(2026, 11, 20)), "Liste d’attente (information du 20 novembre 2026)"),
        (
            badge(Intake::Open, date(2026, 9, 1)),
            "Places libres : on ne sait pas encore – l’information avait plus de 30 jours",
        ),
    ] {
        let site = site(vec![Listing { availability, ..bare(Kind::HomeHelp) }], None).await;
        let page = get(&site, "/services/750000011").await;
        let words = plain(&texts(&page.body, ".badge").concat());
        assert!(words.starts_with(expected), "{words}");
    }
}

#[tokio::test]
async fn an_office_is_shown_as_open_only_if_its_hours_can_be_read() {
    // It is Monday, ten o’clock.
    for (hours, expected) in [
        ("du lundi au vendredi, 9 h – 17 h 30", "ouvert maintenant"),
        ("lundi 14h-17h", "fermé en ce moment"),
        ("sur rendez-vous", ""),
        ("du lundi au vendredi, 9 h – 17 h, sauf en août", ""),
    ] {
        let phone = Fact::new("0143000011".parse().unwrap(), stated_by(Source::City));
        let office_hours = Fact::new(hours.to_owned(), stated_by(Source::City));
        let listing = Listing { phone, office_hours, ..bare(Kind::HomeHelp) };
        let site = site(vec![listing], None).await;
        let page = get(&site, "/en/services/750000011").await;
        let words = texts(&page.body, ".now").concat();
        assert_eq!(words.is_empty(), expected.is_empty(), "{hours}: {words}");
        let french = get(&site, "/services/750000011").await;
        assert_eq!(texts(&french.body, ".now").concat(), expected, "{hours}");
        assert_eq!(texts(&page.body, ".listing span[lang=fr]").concat(), hours, "it was entered in French");
    }
}

#[tokio::test]
async fn a_button_that_only_a_script_can_answer_is_hidden_without_one() {
    let page = get(&site(demonstration(), None).await, "/services/990000001").await;
    let document = scraper::Html::parse_document(&page.body);
    let button = scraper::Selector::parse("button#imprimer").unwrap();
    let classes = document.select(&button).next().unwrap().attr("class").unwrap();
    assert!(classes.contains("with-script awaits-script"), "{classes}");
}

#[tokio::test]
async fn no_id_stands_twice_on_the_page() {
    let site = site(demonstration(), None).await;
    for address in ["/services/990000001".to_owned(), format!("/services/990000003?{NEED}"), "/services".to_owned()] {
        let page = get(&site, &address).await;
        let document = scraper::Html::parse_document(&page.body);
        let with_id = scraper::Selector::parse("[id]").unwrap();
        let mut ids: Vec<&str> = document.select(&with_id).filter_map(|element| element.attr("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{address}");
    }
}
