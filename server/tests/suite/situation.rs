//! What a person would pay, as plain HTML: a POST computes it, names its sources, and puts nothing into an address.

use axum::Router;
use axum::http::StatusCode;
use domain::law::parameters::{Parameter, Published, State};
use domain::provider::listing::Fact;
use domain::readers::amounts::number;
use domain::{Listing, Parameters};
use jiff::civil::date;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::{SiteState, router};
use std::sync::Arc;

use crate::support::{Answer, FixedClock, demonstration, get, intake, office, paris, post, site, texts};

const NEED: &str = "lieu=14e&debut=2026-12-01&acte=toilette&quand=lun-ven.0800-0900&complets=oui";

async fn site_with(parameters: Parameters) -> Router {
    let published = Arc::new(PublishedCatalogue::new(Current::of(demonstration(), paris(), parameters, None)));
    router(SiteState::new(published, Arc::new(FixedClock), intake().await), office().await)
}

#[tokio::test]
async fn each_service_shows_price_aids_what_is_to_be_paid_and_apart_the_tax_credit() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/comparer", &format!("{NEED}&ressources=1500&gir=3")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    let first = texts(&page.body, ".card").remove(0);
    for part in ["À payer ", " par mois", "aides ", "après crédit d’impôt "] {
        assert!(first.contains(part), "{part} in {first}");
    }
    let paid = texts(&page.body, ".card .paid strong").remove(0);
    assert!(paid.contains('€') && !paid.contains("crédit"), "apart from what is to be paid: {paid}");
    let breakdown = texts(&page.body, ".card .breakdown").remove(0);
    for part in [
        "R232-11",
        "Majoration pour tierce personne (MTP) 2026 : 1\u{202f}288,13 € par mois",
        "CGI 199 sexdecies",
        "lu le 28 novembre 2026",
    ] {
        assert!(breakdown.contains(part), "{part} in {breakdown}");
    }
    let note = texts(&page.body, ".aids-note").remove(0);
    assert!(note.contains("Le critère du prix compte ce qui reste à payer"), "{note}");
    assert!(note.contains("le tarif plancher national, faute du tarif APA du département"), "{note}");
}

#[tokio::test]
async fn no_address_of_the_page_holds_the_situation_and_no_script_reads_it() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/comparer", &format!("{NEED}&ressources=1873&gir=3&plan=421")).await;
    assert!(!page.body.contains("<script") && !page.body.contains("leptos-island"));
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("[href], [action], [src]").unwrap();
    for element in document.select(&links) {
        for name in ["href", "action", "src"] {
            let address = element.value().attr(name).unwrap_or_default();
            assert!(!address.contains("1873") && !address.contains("421") && !address.contains("gir="), "{address}");
        }
    }
    // The situation is repeated in the form, so that the next page is computed with it too.
    assert!(page.body.contains("name=\"ressources\" value=\"1873\"") && page.body.contains("method=\"post\""));
    let turned = scraper::Selector::parse("nav.pagination button[form=besoin][name=page]").unwrap();
    let next = document.select(&turned).next().unwrap().value().attr("value").unwrap();
    let second = post(&site, "/comparer", &format!("{NEED}&ressources=1873&gir=3&page={next}")).await;
    assert!(second.body.contains("Page 2 sur") && texts(&second.body, ".card .paid").len() > 1);
    // In an address it has no effect, and is not repeated anywhere.
    let address = get(&site, &format!("/comparer?{NEED}&ressources=1873&gir=3")).await;
    assert!(!address.body.contains("1873") && texts(&address.body, ".card .paid").is_empty());
}

#[tokio::test]
async fn a_change_of_the_need_keeps_a_situation_that_was_sent_and_counts_what_is_to_be_paid() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/comparer", &format!("{NEED}&acte=conduite&acte=courses&ressources=1873&gir=3")).await;
    let document = scraper::Html::parse_document(&page.body);
    let (form, field) =
        (scraper::Selector::parse(".changes form").unwrap(), scraper::Selector::parse("input").unwrap());
    let forms: Vec<_> = document.select(&form).collect();
    assert!((1..=3).contains(&forms.len()), "{}", forms.len());
    for form in forms {
        assert_eq!(form.attr("method"), Some("post"));
        let pairs = form.select(&field).map(|field| (field.attr("name").unwrap(), field.attr("value").unwrap()));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        assert!(body.contains("ressources=1873"), "{body}");
        let after = post(&site, "/comparer", &body).await;
        assert!(!texts(&after.body, ".card .paid").is_empty());
    }
    assert!(texts(&page.body, ".changes a").is_empty(), "no address would hold the situation");
}

#[tokio::test]
async fn an_unknown_gir_gives_every_amount_and_leaves_the_order_to_the_price() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/comparer", &format!("{NEED}&ressources=1500&gir=inconnu")).await;
    let table = texts(&page.body, "table.by-gir");
    assert_eq!(table.len(), 1, "once, above the list");
    for part in ["GIR 1", "GIR 4", "GIR 5 ou 6", "de ", " à "] {
        assert!(table[0].contains(part), "{part} in {}", table[0]);
    }
    assert_eq!(texts(&page.body, "table.by-gir button[form=situation][name=gir]").len(), 5, "each counts with it");
    assert!(texts(&page.body, ".aids-note").remove(0).contains("le prix avant les aides"));
    let names = |page: &Answer| texts(&page.body, ".card h3");
    assert_eq!(names(&page), names(&get(&site, &format!("/comparer?{NEED}")).await));
}

#[tokio::test]
async fn a_service_that_does_not_say_whether_it_is_habilite_is_to_be_asked() {
    let page =
        post(&site(demonstration_of_unknown(), None).await, "/comparer", &format!("{NEED}&ressources=1500&gir=3"))
            .await;
    let cards = texts(&page.body, ".card");
    assert!(cards.iter().any(|card| card.contains("à demander : s’il accepte l’aide sociale")), "{}", cards[0]);
    assert!(cards.iter().any(|card| card.contains("reste à payer : à vérifier")), "{}", cards[0]);
    assert!(texts(&page.body, ".card .case").iter().any(|case| case.starts_with("si le service n’est pas habilité")));
    // If it makes no difference, no service is called habilité.
    let none =
        post(&site(demonstration_of_unknown(), None).await, "/comparer", &format!("{NEED}&ressources=1500&gir=6"))
            .await;
    assert!(!none.body.contains("de ce service habilité"));
}

fn demonstration_of_unknown() -> Vec<Listing> {
    let mut listings = demonstration();
    listings.iter_mut().for_each(|listing| listing.habilitation = Fact::Unknown);
    listings
}

#[tokio::test]
async fn a_year_without_its_values_says_so_beside_the_figures() {
    let site = site(demonstration(), None).await;
    let need = NEED.replace("2026-12-01", "2027-02-01");
    let page = post(&site, "/comparer", &format!("{need}&ressources=1500&gir=3")).await;
    let outdated = "valeur 2027 non publiée : calcul sur 2026";
    assert!(texts(&page.body, ".aids-note").remove(0).contains(outdated));
    let notes = texts(&page.body, ".card .breakdown .outdated");
    let (unsettled, computed) = ("non fixé pour 2027", "calculé, pas encore publié");
    assert!(!notes.is_empty() && notes.iter().all(|notes| notes == outdated || notes.starts_with(unsettled)));
    assert!(texts(&page.body, ".card .breakdown").join(" ").contains(computed));
    let aids = post(&site, "/aides", "ressources=1500&gir=3&debut-aides=2027-02-01").await;
    assert!(texts(&aids.body, ".warning").join(" ").contains(outdated));
    assert!(texts(&aids.body, ".simulation").remove(0).contains(computed));
    assert!(texts(&aids.body, ".verdicts").join(" ").contains("le projet de loi de finances est en débat"));
}

#[tokio::test]
async fn the_tariff_of_the_departement_counts_once_it_is_entered() {
    let entered = Published {
        parameter: Parameter::DepartmentHour,
        value: number("26.10").unwrap(),
        state: State::Entered,
        from: date(2026, 1, 1),
        until: None,
        article: "arrêté du 12 janvier 2026".into(),
        url: "https://www.paris.fr/arretes".into(),
        read: date(2026, 11, 23),
    };
    let site = site_with(Parameters::embedded().with([entered])).await;
    let page = post(&site, "/comparer", &format!("{NEED}&ressources=1500&gir=3")).await;
    let note = texts(&page.body, ".aids-note").remove(0);
    assert!(
        note.contains("le tarif APA du département (Tarif APA du département, service prestataire depuis 2026 : 26,10"),
        "{note}"
    );
    let method = get(&site, "/methode").await;
    assert!(texts(&method.body, ".law").remove(0).contains("arrêté du 12 janvier 2026"));
    let island = get(&site, "/aides").await;
    let packed: String = "arrêté du 12 janvier 2026".bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(island.body.contains(&packed), "the browser computes with it too");
}

#[tokio::test]
async fn what_is_wrong_is_named_at_its_field_nothing_is_computed_and_nothing_is_lost() {
    let site = site(demonstration(), None).await;
    for (body, field) in [
        ("ressources=-1&gir=3", "ressources"),
        ("ressources=beaucoup&gir=3", "ressources"),
        ("ressources=100001&gir=3", "ressources"),
        ("ressources=1500&gir=0", "gir"),
        ("ressources=1500&gir=7", "gir"),
        ("ressources=1500&gir=inconnu&plan=300", "gir"),
        ("ressources=1500&gir=2&plan=300&pch=12", "pch"),
    ] {
        for (path, need) in [("/comparer", NEED), ("/aides", "")] {
            let page = post(&site, path, &format!("{need}&{body}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body}");
            assert_eq!(page.headers["cache-control"], "no-store");
            assert!(page.body.contains(&format!("href=\"#{field}\"")), "{path} {body}");
            assert!(page.body.contains(&format!("id=\"{field}-erreur\"")), "{path} {body}");
            assert!(texts(&page.body, ".to-pay").is_empty(), "{path} {body}");
            let typed = body.split('&').next().unwrap().split_once('=').unwrap().1;
            assert!(page.body.contains(&format!("name=\"ressources\" value=\"{typed}\"")), "{path} {body}");
            if path == "/comparer" {
                assert!(page.body.contains("value=\"14e\""), "{body}");
                assert_eq!(texts(&page.body, "input[name=case][checked]").len(), 5, "the week: {body}");
            }
        }
    }
    // Before the first values of the law.
    let early =
        post(&site, "/comparer", &format!("{}&ressources=1500&gir=3", NEED.replace("2026-12-01", "2023-12-31"))).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("href=\"#debut\"") && early.body.contains("1er janvier 2024"));
    let early = post(&site, "/aides", "ressources=1500&gir=3&debut-aides=2023-12-31").await;
    assert!(early.body.contains("href=\"#debut-aides\""));
    // A field with an error is not folded away, and the title mentions the error.
    let folded = post(&site, "/aides", "ressources=1500&gir=2&plan=300&pch=12").await;
    assert_eq!(texts(&folded.body, "details.explained[open] #pch-erreur").len(), 1);
    assert!(folded.body.contains("<title>Erreur"));
    // A plan above the ceiling is accepted and capped, with a note.
    let capped = post(&site, "/aides", "ressources=1500&gir=4&plan=2000").await;
    assert_eq!(capped.status, StatusCode::OK);
    assert!(capped.body.contains("Le plan d’aide dépasse le plafond du GIR 4 : il est ramené à 811,52"));
}

#[tokio::test]
async fn the_simulator_explains_each_aid_whom_to_ask_and_what_to_bring() {
    let site = site(demonstration(), None).await;
    let page = get(&site, "/aides").await;
    assert_eq!(page.status, StatusCode::OK);
    let explained = texts(&page.body, ".aid");
    assert_eq!(explained.len(), 5);
    let urgent = texts(&page.body, ".urgent");
    assert_eq!(urgent.len(), 3);
    assert!(urgent[0].contains("1\u{202f}040,17 €") && urgent[1].contains("1\u{202f}800 €"), "{urgent:?}");
    assert!(urgent[2].contains("2026"), "{urgent:?}");
    for aid in &explained {
        assert!(aid.contains("À qui la demander") && aid.contains("À apporter"), "{aid}");
    }
    assert!(page.body.contains("Qu’est-ce que le GIR, et comment l’obtenir"));
    assert_eq!(texts(&page.body, "details #questions-gir li").len(), 5);
    assert!(texts(&page.body, "#questions-gir").remove(0).contains("Seul un professionnel détermine le GIR"));
    assert!(
        texts(&page.body, ".privacy").remove(0).contains("notre serveur"),
        "without JavaScript the server computes"
    );
    let result = post(&site, "/aides", "ressources=1500&gir=3&plan=800").await;
    let simulation = texts(&result.body, ".simulation").remove(0);
    for part in ["679,29", "120,71", "Votre participation au plan", "R232-11"] {
        assert!(simulation.contains(part), "{part} in {simulation}");
    }
    assert!(!simulation.contains("Coût") && !simulation.contains("Crédit d’impôt de l’année"), "{simulation}");
    let hours = post(&site, "/aides", "ressources=1500&gir=3&heures=30").await;
    let simulation = texts(&hours.body, ".simulation").remove(0);
    for part in ["Coût de l’aide à domicile", "APA − ", "Crédit d’impôt de l’année"] {
        assert!(simulation.contains(part), "{part} in {simulation}");
    }
    assert_eq!(texts(&result.body, ".verdict").len(), 5);
    let none = post(&site, "/aides", "ressources=1500&gir=6").await;
    assert!(texts(&none.body, ".simulation").remove(0).contains("indiquez les heures"));
    let unpublished = post(&site, "/aides", "ressources=1500&pch=10&debut-aides=2028-02-01").await;
    assert!(texts(&unpublished.body, ".warning").join(" ").contains("tarif de la PCH en vigueur"));
}

#[tokio::test]
async fn side_by_side_shows_what_remains_to_pay_and_keeps_the_situation_out_of_every_address() {
    let site = site(demonstration(), None).await;
    let chosen = "service=990000001&service=990000003&service=990000111";
    let page = post(&site, "/cote-a-cote", &format!("{NEED}&{chosen}&ressources=1873&gir=3")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    let rows = texts(&page.body, ".side-by-side tbody tr");
    let to_pay = rows.iter().find(|row| row.starts_with("Ce que vous payez")).unwrap();
    assert!(to_pay.contains("À payer 1\u{202f}113 € par mois"), "{to_pay}");
    assert!(!page.body.contains("<script") && !page.body.contains("leptos-island"));
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("[href], [action], [formaction]").unwrap();
    for element in document.select(&links) {
        for name in ["href", "action", "formaction"] {
            let address = element.value().attr(name).unwrap_or_default();
            assert!(!address.contains("1873") && !address.contains("gir="), "{address}");
        }
    }
    // A service is removed, and there is a way back to the list, both with the situation.
    let fewer = post(&site, "/cote-a-cote", &format!("{NEED}&{chosen}&ressources=1873&gir=3&retirer=990000003")).await;
    assert_eq!(texts(&fewer.body, ".side-by-side thead th").len(), 2);
    assert!(fewer.body.contains("name=\"ressources\" value=\"1873\""));
    // Errors are named, and in an address a situation has no effect.
    let wrong = post(&site, "/cote-a-cote", &format!("{NEED}&{chosen}&ressources=beaucoup&gir=3")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let address = get(&site, "/cote-a-cote?lieu=14e&service=990000001&ressources=1873&gir=3").await;
    assert!(!address.body.contains("1873"));
}
