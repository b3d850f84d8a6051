//! The pages as plain HTML, through the whole router.

use app::routes::{all_words_href, words_href};
use app::text::Lang;
use axum::Router;
use axum::http::StatusCode;
use domain::provider::listing::{Availability, Fact, Intake, Kind, Known, Provenance, Source};
use domain::ranking::compare::compare;
use domain::ranking::comparison::Part;
use domain::values::search::readable;
use domain::{Catalogue, Listing, Need, Parameters};
use jiff::civil::date;
use server::http::assets::IMMUTABLE;

use crate::support::{Answer, TODAY, demonstration, get, paris, site, texts};

const MORNINGS: &str = "/comparer?lieu=14e&debut=2026-12-01&jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam\
                        &jour-1=dim&de-1=08:00&a-1=09:30&acte=toilette&acte=repas&indispensable=toilette&complets=oui";

/// The page for an address: a long form of an address redirects to its short form, once.
async fn arrive(site: &Router, address: &str) -> Answer {
    let answer = get(site, address).await;
    if answer.status != StatusCode::SEE_OTHER {
        return answer;
    }
    let short = answer.headers["location"].to_str().unwrap().to_owned();
    let answer = get(site, &short).await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER, "{short} is short");
    answer
}

/// Real listings have only facts from FINESS.
fn register_only() -> Vec<Listing> {
    let provenance = Provenance { source: Source::Finess, observed: date(2021, 1, 8), verified: None };
    let listing = |number: u32| {
        let finess = format!("7500000{number:02}").parse().unwrap();
        Listing::bare(
            finess,
            Kind::HomeHelp,
            Known { value: format!("SERVICE {number}"), provenance: provenance.clone() },
        )
    };
    (1..=30).map(listing).collect()
}

#[tokio::test]
async fn the_list_of_the_page_is_the_answer_of_the_engine() {
    let site = site(demonstration(), None).await;
    let page = arrive(&site, MORNINGS).await;
    assert_eq!(page.status, StatusCode::OK);
    let need: Need = serde_json::from_str(
        r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas"], "required": ["toilette"], "visits": [
            {"weekday": "lundi", "time": [480, 570], "kind": "aide"}, {"weekday": "mardi", "time": [480, 570], "kind": "aide"},
            {"weekday": "mercredi", "time": [480, 570], "kind": "aide"}, {"weekday": "jeudi", "time": [480, 570], "kind": "aide"},
            {"weekday": "vendredi", "time": [480, 570], "kind": "aide"}, {"weekday": "samedi", "time": [480, 570], "kind": "aide"},
            {"weekday": "dimanche", "time": [480, 570], "kind": "aide"}]}"#,
    )
    .unwrap();
    let catalogue = Catalogue::new(demonstration());
    let part = Part { count: 20, excluded: 0, ..Part::EVERYTHING };
    let answer = compare(&catalogue, &paris(), &need, None, &Parameters::embedded(), TODAY, part);
    let numbers = answer.answers().map(|answer| answer.finess);
    let expected: Vec<String> =
        numbers.map(|finess| catalogue.find(finess).unwrap().name.value.as_str()).map(readable).collect();
    assert_eq!(texts(&page.body, ".card h3 a"), expected);
    assert!(page.body.contains(&answer.stamp.catalogue), "the stamp names the catalogue");
}

/// Help in the morning and late in the evening, long enough ahead for no filter to be on.
const EARLY_AND_LATE: &str =
    "/comparer?lieu=2e&debut=2027-03-01&acte=toilette&quand=lun-dim.0800-0930&quand=lun-dim.2100-2200";

#[tokio::test]
async fn the_list_has_the_pairs_of_the_engine_with_who_takes_which_visits() {
    let site = site(demonstration(), None).await;
    let page = arrive(&site, EARLY_AND_LATE).await;
    let days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let visits = days.map(|day| {
        format!(
            r#"{{"weekday": "{day}", "time": [480, 570], "kind": "aide"}}, {{"weekday": "{day}", "time": [1260, 1320], "kind": "aide"}}"#
        )
    });
    let need = format!(
        r#"{{"zone": "75102", "start": "2027-03-01", "wished": ["toilette"], "visits": [{}]}}"#,
        visits.join(", ")
    );
    let need: Need = serde_json::from_str(&need).unwrap();
    let part = Part { pairs: true, ..Part::EVERYTHING };
    let catalogue = Catalogue::new(demonstration());
    let pairs = compare(&catalogue, &paris(), &need, None, &Parameters::embedded(), TODAY, part).pairs.unwrap();
    assert!(!pairs.best.is_empty(), "{:?}", pairs.none);
    let names = pairs.best.iter().flat_map(|pair| pair.shares.each_ref().map(|share| readable(&share.name)));
    assert_eq!(texts(&page.body, "#a-deux li li a"), names.collect::<Vec<_>>());
    let words = texts(&page.body, "#a-deux .pairs").join(" ");
    assert!(words.contains("du lundi au samedi") && words.contains("par mois à deux"), "{words}");
    // Only on the first page of the list, and nowhere for a single visit.
    for none in [format!("{EARLY_AND_LATE}&page=2"), "/comparer?lieu=14e&debut=2027-03-01&quand=lun.0800-0930".into()] {
        assert!(!arrive(&site, &none).await.body.contains("id=\"a-deux\""), "{none}");
    }
}

#[tokio::test]
async fn flat_tasks_alone_are_compared_on_their_price_of_a_month() {
    let site = site(demonstration(), None).await;
    let page =
        arrive(&site, "/comparer?lieu=14e&debut=2026-12-01&acte=portage-repas&acte=teleassistance&complets=oui").await;
    let prices = texts(&page.body, "#conviennent .card .price");
    assert!(
        !prices.is_empty() && prices.iter().all(|price| price.contains("par mois (30 repas livrés et téléassistance)"))
    );
    assert!(!page.body.contains("l’heure en semaine"));
    let meals = arrive(&site, "/comparer?lieu=14e&debut=2026-12-01&acte=portage-repas&complets=oui").await;
    assert!(texts(&meals.body, "#conviennent .card .price").remove(0).contains("par mois (30 repas livrés)"));
}

#[tokio::test]
async fn a_service_that_does_none_of_the_tasks_is_excluded_and_partial_ones_come_after_the_others() {
    let site = site(demonstration(), None).await;
    let page = arrive(&site, MORNINGS).await;
    let parts = ["conviennent", "en-partie", "a-verifier", "titre-ecartes"];
    let places: Vec<_> = parts.iter().filter_map(|part| page.body.find(&format!("id=\"{part}\""))).collect();
    assert!(places.len() >= 3 && places.is_sorted(), "{places:?}");
    let page = arrive(&site, "/comparer?lieu=14e&debut=2026-12-01&acte=conduite&complets=oui").await;
    let reasons = texts(&page.body, "details.excluded .reasons li");
    assert!(reasons.iter().any(|line| line.contains("ne fait aucune des prestations demandées")), "{reasons:?}");
}

#[tokio::test]
async fn above_the_list_stands_what_the_law_asks() {
    let page = arrive(&site(demonstration(), None).await, MORNINGS).await;
    let mention = texts(&page.body, "aside.law").join(" ");
    for part in [
        "200 services comparés",
        "n’est pas complète",
        "Classement : par défaut, prix 40 %, horaires 30 %, tâches 30 %",
        "Personne ne paie",
    ] {
        assert!(mention.contains(part), "{part} in {mention}");
    }
    assert!(page.body.contains("href=\"/methode\""));
    assert_eq!(texts(&page.body, ".demonstration").len(), 1);
}

#[tokio::test]
async fn a_real_register_is_all_to_confirm_and_still_useful() {
    let site = site(register_only(), Some(date(2021, 1, 8))).await;
    let page = arrive(&site, MORNINGS).await;
    assert_eq!(texts(&page.body, ".card[data-finess]").len(), 20);
    assert!(texts(&page.body, "h2").iter().any(|title| title == "À vérifier par téléphone : 30 services"));
    assert!(texts(&page.body, "aside.law").join(" ").contains("registre national FINESS du 8 janvier 2021"));
    assert!(texts(&page.body, ".demonstration").is_empty());
    let second = arrive(&site, &format!("{MORNINGS}&page=2")).await;
    assert_eq!(texts(&second.body, ".card[data-finess]").len(), 10);
    assert_eq!(arrive(&site, &format!("{MORNINGS}&page=3")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_field_gives_the_form_back_with_the_field_named_and_nothing_lost() {
    let site = site(demonstration(), None).await;
    let page = get(&site, "/comparer?lieu=33000&jour-1=lun&de-1=9h&a-1=10:00&acte=toilette&poids-prix=7").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = texts(&page.body, ".error-summary li");
    assert_eq!(summary.len(), 2);
    assert!(summary[0].contains("« 33000 » n’est pas à Paris"), "{}", summary[0]);
    for kept in ["value=\"33000\"", "value=\"10:00\"", "href=\"#lieu\"", "href=\"#de-1\"", "aria-invalid=\"true\""] {
        assert!(page.body.contains(kept), "{kept}");
    }
    assert!(page.body.contains("name=\"poids-prix\" value=\"7\""), "the weights are kept");
    let weight = get(&site, "/comparer?lieu=14&poids-prix=99&poids-horaires=2").await;
    assert!(weight.body.contains("href=\"#poids-prix\""), "the wrong weight is named");
    let sliders = scraper::Html::parse_document(&weight.body);
    assert_eq!(
        texts(&weight.body, "#poids-prix-erreur"),
        ["« 99 » n’est pas une importance : choisissez de 0 à 10. Le curseur est mis sur 10."],
        "the limit that it was set to is said"
    );
    for slider in ["#poids-prix[name=poids-prix][aria-invalid=true][value='10']", "[name=poids-horaires][value='2']"] {
        assert_eq!(sliders.select(&scraper::Selector::parse(slider).unwrap()).count(), 1, "{slider}");
    }
    let ticked = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse("input[name=acte][checked]").unwrap();
    assert_eq!(ticked.select(&selector).count(), 1);
}

#[tokio::test]
async fn the_first_page_asks_in_three_steps_and_offers_no_address_that_it_does_not_know() {
    let site = site(demonstration(), None).await;
    let home = get(&site, "/").await;
    assert_eq!(texts(&home.body, "h1"), ["Trouver une aide à domicile à Paris"]);
    assert_eq!(texts(&home.body, ".step-number"), ["Étape 1 sur 3", "Étape 2 sur 3", "Étape 3 sur 3"]);
    let page = scraper::Html::parse_document(&home.body);
    let count = |selector: &str| page.select(&scraper::Selector::parse(selector).unwrap()).count();
    assert_eq!((count("[name=zone][data-count]"), count("[name=case]"), count(".tile")), (20, 35, 6));
    assert_eq!(count("form#besoin [checked]"), 2, "care, and as soon as possible");
    assert!(home.body.contains("href=\"tel:3975\"") && !home.body.contains("Daguerre"));
    let nights = get(&site, "/?lieu=14e&zone=&case=lun-matin&semaine=nuits").await;
    let page = scraper::Html::parse_document(&nights.body);
    let count = |selector: &str| page.select(&scraper::Selector::parse(selector).unwrap()).count();
    assert_eq!((count("[name=case][value$='-nuit.aide'][checked]"), count("[name=case][checked]")), (7, 7));
    assert_eq!(
        (count("[name=zone][value='14e'][checked]"), count("#lieu[value='14e']")),
        (1, 0),
        "the place is sent once"
    );
    assert!(texts(&nights.body, "#jusqu-ici")[0].contains("tous les jours"));
}

#[tokio::test]
async fn a_nursing_service_is_listed_apart_and_costs_nothing() {
    let site = site(demonstration(), None).await;
    let catalogue = Catalogue::new(demonstration());
    let nursing = catalogue.listings().iter().find(|listing| listing.kind == Kind::Nursing).unwrap();
    let page = get(&site, &format!("/services/{}", nursing.finess)).await;
    assert!(page.body.contains("payés par l’assurance maladie") && !page.body.contains("Demandez un devis"));
    let list = get(&site, "/comparer?lieu=14&acte=soins-infirmiers&acte=toilette").await;
    assert!(texts(&list.body, "h2").iter().any(|title| title == "Soins infirmiers à domicile"));
}

#[tokio::test]
async fn a_price_for_part_of_the_hours_says_so() {
    let page = arrive(&site(demonstration(), None).await, &MORNINGS.replace("08:00", "06:00")).await;
    let (whole, part) = (texts(&page.body, "#conviennent .price"), texts(&page.body, "#en-partie .price"));
    assert!(part.iter().any(|price| price.contains("par mois pour ces heures")), "{part:?}");
    assert!(whole.iter().all(|price| !price.contains("pour ces heures")), "{whole:?}");
    // The large figure is the price of an hour, not of a month, which would look cheap.
    let large = texts(&page.body, "#en-partie .price p");
    let partial = large.iter().filter(|price| price.contains("pour ces heures"));
    assert!(partial.clone().all(|price| price.split_once("/h").is_some_and(|(hour, _)| !hour.contains("par mois"))));
}

#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let site = site(demonstration(), None).await;
    for address in [
        "/comparer?lieu=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/services?nom=%3Cscript%3Ealert(1)%3C/script%3E",
        "/services?zone=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ] {
        assert!(!get(&site, address).await.body.contains("<script>alert"), "{address}");
    }
}

#[tokio::test]
async fn strange_addresses_never_break_the_server() {
    let site = site(demonstration(), None).await;
    for (address, status) in [
        ("/comparer?lieu=14&page=0", 404),
        ("/comparer?lieu=14&page=99999999999999999999", 404),
        ("/comparer?lieu=14&page=100000", 404),
        ("/comparer?%FF=%FE&lieu=14", 200),
        ("/comparer?lieu=14&jour-0=lun", 422),
        ("/comparer?lieu=14&debut=2026-02-30", 422),
        ("/comparer?lieu=14&poids-prix=", 303),
        ("/comparer?lieu=14&jour-1=lun&de-1=99:99&a-1=10:00", 422),
        ("/services?page=0", 404),
        ("/services?page=9999", 404),
        ("/services?type=999", 422),
        ("/services/990000999", 404),
        ("/services/%00", 404),
        ("/services/7500000010000", 404),
        ("/nulle-part", 404),
        ("/comparer/x", 404),
    ] {
        let answer = get(&site, address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert!(status == 303 || answer.body.contains("</html>"), "{address} is a whole page");
    }
}

#[tokio::test]
async fn an_empty_result_says_which_condition_emptied_it_and_what_would_change_that() {
    let mut listings = demonstration();
    listings.retain(|listing| {
        listing.habilitation.value() == Some(&domain::provider::listing::Habilitation::NotHeld)
            && listing.zones.known().is_some()
    });
    let site = site(listings, None).await;
    let page = arrive(&site, "/comparer?lieu=14&acte=menage&habilitation=oui&complets=oui").await;
    assert!(texts(&page.body, ".empty").join(" ").contains("n’est pas habilité à l’aide sociale"));
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse(".changes a").unwrap();
    let link = document.select(&links).find(|link| link.text().collect::<String>().contains("non habilités")).unwrap();
    let relaxed = arrive(&site, link.value().attr("href").unwrap()).await;
    assert!(!texts(&relaxed.body, ".card[data-finess]").is_empty());
}

/// The number of services of a group of a list.
fn count_of(page: &Answer, group: &str) -> i64 {
    let heading = texts(&page.body, &format!("#{group} h2"));
    let digits: String = heading.concat().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

#[tokio::test]
async fn a_change_that_helps_is_a_link_to_a_list_with_as_many_more() {
    let site = site(demonstration(), None).await;
    let near = MORNINGS.replace("&complets=oui", "");
    for (address, lang) in [(MORNINGS, ""), (&near, ""), (MORNINGS, "/en"), (MORNINGS, "/falc")] {
        let page = arrive(&site, &format!("{lang}{address}")).await;
        let document = scraper::Html::parse_document(&page.body);
        let (line, link) = (scraper::Selector::parse(".changes li").unwrap(), scraper::Selector::parse("a").unwrap());
        let lines: Vec<_> = document.select(&line).collect();
        assert!((1..=3).contains(&lines.len()), "{}", lines.len());
        let mut counted = 0;
        for line in lines {
            let link = line.select(&link).next().unwrap();
            let words: String = line.text().skip(1).collect();
            let after = arrive(&site, link.attr("href").unwrap()).await;
            assert_eq!(after.status, StatusCode::OK);
            if words.contains("services de plus") || words.contains("more services") {
                let more: String =
                    words.chars().take_while(|c| *c != 'e' && *c != 'm').filter(char::is_ascii_digit).collect();
                let difference = count_of(&after, "conviennent") - count_of(&page, "conviennent");
                assert_eq!(difference.to_string(), more, "{words}");
                counted += 1;
            }
        }
        assert!(counted > 0, "{address}");
    }
    let second = arrive(&site, &format!("{MORNINGS}&page=2")).await;
    assert!(texts(&second.body, ".changes").is_empty(), "on the first page alone");
    let method = get(&site, "/methode").await.body;
    let example = texts(&method, "section:has(#changements) li");
    assert!((1..=3).contains(&example.len()), "{example:?}");
}

#[tokio::test]
async fn a_near_start_leaves_out_and_counts_who_is_known_to_take_nobody_and_no_other() {
    let availability = |intake| {
        let provenance = Provenance { source: Source::Provider, observed: TODAY, verified: None };
        Fact::new(Availability { intake, days_to_start: None }, provenance)
    };
    let mut listings = demonstration();
    listings.iter_mut().for_each(|listing| listing.availability = Fact::Unknown);
    let tomorrow = "/comparer?lieu=14e&debut=2026-11-24";
    let listed = |page: &Answer| texts(&page.body, ".card[data-finess]").len();
    let nobody_known = arrive(&site(listings.clone(), None).await, tomorrow).await;
    assert!(listed(&nobody_known) > 0 && texts(&nobody_known.body, ".note").is_empty());
    let document = scraper::Html::parse_document(&nobody_known.body);
    let card = scraper::Selector::parse(".card[data-finess]").unwrap();
    let first = document.select(&card).next().unwrap().attr("data-finess").unwrap().parse().unwrap();

    let one = listings.iter_mut().find(|listing| listing.finess == first).unwrap();
    one.availability = availability(Intake::Closed);
    let site = site(listings.clone(), None).await;
    let page = arrive(&site, tomorrow).await;
    assert!(!page.body.contains(&format!("data-finess=\"{first}\"")));
    let possible: u32 = texts(&page.body, "h1")[0].split_whitespace().next().unwrap().parse().unwrap();
    let note = texts(&page.body, ".note")[0].clone();
    assert!(note.contains(&format!("{} sur {possible}, sans les services complets", possible - 1)), "{note}");
    let with_full = arrive(&site, &format!("{tomorrow}&complets=oui")).await;
    assert!(with_full.body.contains(&format!("data-finess=\"{first}\"")));
    // Ticked by hand, free places are those that are known.
    let free = arrive(&site, &format!("{tomorrow}&filtre=places")).await;
    assert_eq!(listed(&free), 0);
}

#[tokio::test]
async fn up_to_four_services_stand_side_by_side_with_what_differs_marked() {
    let site = site(demonstration(), None).await;
    let chosen: Vec<String> = demonstration().iter().take(5).map(|listing| listing.finess.to_string()).collect();
    let address = |count: usize| {
        let services: String = chosen[..count].iter().map(|finess| format!("&service={finess}")).collect();
        format!("/cote-a-cote?lieu=14e&debut=2026-12-01&quand=lun-ven.0800-0900&acte=toilette{services}")
    };
    let three = get(&site, &address(3)).await;
    assert_eq!(three.status, StatusCode::OK);
    let columns = texts(&three.body, ".side-by-side thead th > a:first-child");
    let names: Vec<String> = demonstration().iter().take(3).map(|listing| readable(&listing.name.value)).collect();
    assert_eq!(columns, names, "in the order in which they were ticked");
    assert_eq!(texts(&three.body, ".side-by-side thead a[href^='tel:']").len(), 3);
    let differing = texts(&three.body, ".side-by-side tr.differs th[scope=row]");
    assert!(!differing.is_empty() && differing.iter().all(|label| label.contains('≠')), "{differing:?}");
    // The middle one of three is in both pairs of columns on a telephone.
    assert_eq!(texts(&three.body, ".side-by-side thead th.first").len(), 1);
    assert!(three.body.contains("id=\"paire-2\""));
    assert!(three.body.contains("<tr id=\"ligne-a-payer\" hidden>"), "filled only where a situation is kept");
    let wordy = get(&site, &format!("{}&tri=&page=", address(2))).await;
    assert_eq!(wordy.headers["location"], address(2));
    let printed = get(&site, &format!("{}&imprimer=oui", address(4))).await;
    assert_eq!(texts(&printed.body, ".to-ask li").len(), 4);
    assert!(texts(&printed.body, ".made").remove(0).contains("23 novembre 2026"));
    assert!(!printed.body.contains("id=\"paire-1\"") && texts(&printed.body, ".drop").is_empty());
    let five = get(&site, &address(5)).await;
    assert_eq!(texts(&five.body, ".side-by-side thead th").len(), 4);
    assert!(texts(&five.body, ".warning").remove(0).starts_with("Au plus 4 services"));
    let gone = get(&site, &format!("{}&service=759999999", address(1))).await;
    assert!(texts(&gone.body, ".warning").remove(0).contains("n’est plus dans la liste"));
    let nobody = get(&site, "/cote-a-cote?lieu=14e&service=x").await;
    assert!(nobody.body.contains("Aucun service n’est choisi"));
    let wrong = get(&site, "/cote-a-cote?lieu=Lyon&service=990000001").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_day_on_which_help_can_begin_stands_side_by_side() {
    let availability = |intake, days_to_start, observed| {
        let provenance = Provenance { source: Source::Provider, observed, verified: None };
        Fact::new(Availability { intake, days_to_start }, provenance)
    };
    let mut listings = register_only();
    listings[0].availability = availability(Intake::Open, Some(3), date(2026, 11, 20));
    listings[1].availability = availability(Intake::Open, Some(20), TODAY);
    listings[2].availability = availability(Intake::WaitingList, Some(3), TODAY);
    listings[3].availability = availability(Intake::Open, Some(3), date(2026, 10, 23));
    let site = site(listings, None).await;
    let chosen: String = (1..=4).map(|number| format!("&service=7500000{number:02}")).collect();
    let page = get(&site, &format!("/cote-a-cote?lieu=14e&debut=2026-12-01{chosen}")).await;
    let rows = texts(&page.body, ".side-by-side tbody tr");
    let row = rows.iter().find(|row| row.starts_with("Peut commencer le")).unwrap();
    let expected = ["26 novembre 2026", "13 décembre 2026, après le début souhaité", "–", "on ne sait pas encore"];
    let mut rest = row.as_str();
    for part in expected {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} in {row}: a waiting list names no day")).1;
    }
}

#[tokio::test]
async fn services_are_found_by_name_zone_and_kind() {
    let site = site(demonstration(), None).await;
    let all = get(&site, "/services").await;
    assert_eq!(texts(&all.body, ".directory li").len(), 25);
    let found = get(&site, "/services?nom=PRESENCE+MARRONNIERS").await;
    assert!(texts(&found.body, ".directory a").iter().all(|name| name.starts_with("Présence des Marronniers")));
    assert!(!texts(&found.body, ".directory a").is_empty());
    let nursing = get(&site, "/services?type=354").await;
    assert!(texts(&nursing.body, ".directory-kind").iter().all(|kind| kind.contains("soins infirmiers")));
    let none = get(&site, "/services?nom=zzzz").await;
    assert!(texts(&none.body, ".status").join("").contains("0 service trouvé"));
}

#[tokio::test]
async fn only_a_page_with_a_form_to_help_with_loads_a_script() {
    let site = site(demonstration(), None).await;
    for address in ["/services", "/methode", "/cote-a-cote?lieu=14e", "/en/methode", "/rien"] {
        assert!(!get(&site, address).await.body.contains("<script"), "{address}");
    }
    for address in ["/", "/comparer", "/comparer?lieu=14e", "/aides", "/falc/aides", "/services/990000001"] {
        assert_eq!(get(&site, address).await.body.matches("<script").count(), 1, "{address}");
    }
    let policy = get(&site, "/").await.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"));
}

#[tokio::test]
async fn the_browser_keeps_the_words_of_its_page_and_no_more() {
    let site = site(demonstration(), None).await;
    let version = server::http::assets::addresses(&Lang::ALL.map(app::text::Words::of)).words;
    for lang in Lang::ALL {
        let (islands, all) = (words_href(lang, &version), all_words_href(lang, &version));
        let (islands, all) = (get(&site, &islands).await, get(&site, &all).await);
        for answer in [&islands, &all] {
            assert_eq!((answer.status, &answer.headers["cache-control"]), (StatusCode::OK, &IMMUTABLE));
        }
        assert!(islands.body.len() < all.body.len() && all.body[2..].starts_with(&islands.body[2..]));
        for old in [words_href(lang, "0"), all_words_href(lang, "0")] {
            assert_eq!(get(&site, &old).await.status, StatusCode::NOT_FOUND, "{old}");
        }
    }
}

#[tokio::test]
async fn the_method_page_shows_the_numbers_in_use_with_year_and_source() {
    let page = get(&site(demonstration(), None).await, "/methode").await;
    let words = texts(&page.body, "main").join("");
    assert!(words.contains("25,00 € de l’heure en 2026") && words.contains("CASF L314-2-1"), "{words}");
}
