//! `/accompagner` without a script: the interview, the list, the sheet. Each answers a form and keeps nothing.

use app::assist::form::{AssistForm, need_mark};
use app::assist::share_link;
use app::text::{Lang, Words};
use axum::http::StatusCode;
use domain::Listing;
use domain::need::Criterion;
use domain::provider::listing::{Availability, Fact, Habilitation, Intake};
use tower::ServiceExt;

use crate::support::{Answer, TODAY, demonstration, filled, form, get, paris, post, site, texts};

/// Someone who leaves hospital tomorrow and needs somebody at night.
const NIGHTS: &str = "lieu=19e&debut=2026-11-24&acte=garde-de-nuit&acte=toilette&jour-1=lun&jour-1=mar&jour-1=mer\
                      &jour-1=jeu&jour-1=ven&jour-1=sam&jour-1=dim&de-1=21%3A00&a-1=07%3A00";

fn numbers(page: &Answer) -> Vec<String> {
    let document = scraper::Html::parse_document(&page.body);
    let boxes = scraper::Selector::parse("#resultats .card input[name=service]").unwrap();
    document.select(&boxes).map(|input| input.attr("value").unwrap().to_owned()).collect()
}

fn finess(number: &str) -> domain::Finess {
    number.parse().unwrap()
}

#[tokio::test]
async fn the_interview_asks_seven_questions_and_says_why() {
    let site = site(demonstration(), None).await;
    let page = get(&site, "/accompagner").await;
    assert_eq!(page.status, StatusCode::OK);
    let titles = texts(&page.body, ".question h2");
    assert_eq!(
        titles,
        [
            "1. Autonomie",
            "2. Horaires",
            "3. Logement",
            "4. Habilitation et aide sociale",
            "5. Budget",
            "6. Urgence",
            "7. Langue"
        ]
    );
    assert!(texts(&page.body, ".question .look").iter().all(|words| words.contains("Pourquoi le demander :")));
    assert_eq!(texts(&page.body, ".question:last-of-type .step a"), ["Question précédente"]);
    for lang in ["/en", "/falc"] {
        let other = get(&site, &format!("{lang}/accompagner")).await;
        assert_eq!(texts(&other.body, ".question h2").len(), 7, "{lang}");
    }
}

#[tokio::test]
async fn a_usual_week_fills_the_form_and_nothing_typed_is_lost() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/accompagner", "lieu=19e&note=x&gir=2&semaine=nuits").await;
    assert_eq!(page.status, StatusCode::OK);
    let fields = form(&page.body, "form#besoin");
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!((value("lieu"), value("gir"), value("note")), (Some("19e"), Some("2"), Some("x")));
    let nights = fields.iter().filter(|(field, value)| field == "case" && value.ends_with("-nuit.aide"));
    assert_eq!(nights.count(), 7);
}

#[tokio::test]
async fn the_list_is_answered_and_forgotten_and_says_when_each_service_can_begin() {
    let site = site(demonstration(), None).await;
    let page = post(&site, "/accompagner", &format!("{NIGHTS}&ressources=1143&gir=2")).await;
    assert_eq!((page.status, page.headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"));
    assert!(!page.body.contains("<script"), "what was sent is read by no script");
    let document = scraper::Html::parse_document(&page.body);
    for element in document.select(&scraper::Selector::parse("[href], [action], [formaction]").unwrap()) {
        for name in ["href", "action", "formaction"] {
            let address = element.attr(name).unwrap_or_default();
            assert!(!address.contains("1143") && !address.contains("gir=") && !address.contains("acte="), "{address}");
        }
    }
    let entries = texts(&page.body, ".card");
    assert!(!entries.is_empty() && entries.iter().all(|entry| entry.contains("Peut commencer le")));
    assert!(entries.iter().any(|entry| entry.contains("À payer")) && entries[0].contains("Mettre sur la fiche"));
    let mention = texts(&page.body, ".law").remove(0);
    assert!(mention.contains("Personne ne paie pour y figurer"), "{mention}");
    let (mention, list) = (page.body.find("class=\"law\""), page.body.find("id=\"resultats\""));
    assert!(mention < list && mention.is_some(), "what the law asks above a list");
}

#[tokio::test]
async fn without_a_script_who_takes_nobody_stays_out_until_that_is_taken_off() {
    let site = site(demonstration(), None).await;
    let far = NIGHTS.replace("2026-11-24", "2027-03-01");
    let pressed = |page: &Answer| {
        let document = scraper::Html::parse_document(&page.body);
        let chip = scraper::Selector::parse("#filtre-non-complets").unwrap();
        document.select(&chip).next().unwrap().attr("aria-pressed") == Some("true")
    };
    let list = post(&site, "/accompagner", &far).await;
    assert!(pressed(&list));
    // What the page sends again, with its order, which stands outside the form.
    let again =
        |page: &Answer, more: &str| format!("{}&tri=debut{more}", filled(&form(&page.body, "form#besoin"), &[]));
    let same = post(&site, "/accompagner", &again(&list, "")).await;
    assert!(pressed(&same) && numbers(&same) == numbers(&list));
    let off = post(&site, "/accompagner", &again(&list, "&bascule=non-complets")).await;
    assert!(!pressed(&off));
    let still = post(&site, "/accompagner", &again(&off, "")).await;
    assert!(!pressed(&still), "and stay off");
    assert!(pressed(&post(&site, "/accompagner", &again(&still, "&bascule=non-complets")).await));
}

#[tokio::test]
async fn without_a_script_a_service_has_one_box_and_can_be_unticked() {
    let site = site(demonstration(), None).await;
    let body = format!("{NIGHTS}&aide=hopital&aide-sociale=oui");
    let list = post(&site, "/accompagner", &body).await;
    let boxes = |page: &Answer| {
        let document = scraper::Html::parse_document(&page.body);
        let inputs = scraper::Selector::parse("input[name=service]").unwrap();
        document.select(&inputs).map(|input| input.attr("value").unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut all = boxes(&list);
    assert!(all.len() > numbers(&list).len(), "some stand beside the cards");
    let chosen: String = all.iter().map(|number| format!("&service={number}")).collect();
    let ticked = post(&site, "/accompagner", &format!("{body}{chosen}")).await;
    let mut again = boxes(&ticked);
    all.sort_unstable();
    again.sort_unstable();
    assert_eq!(again, all, "none goes along unseen");
    again.dedup();
    assert_eq!(again.len(), all.len(), "each has one box");
}

#[tokio::test]
async fn availability_weighs_when_it_is_given_weight() {
    let intake = |listing: &Listing| listing.availability_on(TODAY).map(|known| known.value.intake);
    let mut listings = demonstration();
    for (at, listing) in listings.iter_mut().enumerate() {
        let intake = if at % 2 == 0 { Intake::Open } else { Intake::Closed };
        listing.availability =
            Fact::new(Availability { intake, days_to_start: Some(1) }, listing.name.provenance.clone());
        if let Fact::Known(known) = &mut listing.availability {
            known.provenance.observed = TODAY;
        }
    }
    let site = site(listings.clone(), None).await;
    let first = |page: &Answer| {
        let number = numbers(page).remove(0);
        intake(listings.iter().find(|listing| listing.finess == finess(&number)).unwrap())
    };
    let weighed = post(
        &site,
        "/accompagner",
        &format!("{NIGHTS}&poids-prix=0&poids-horaires=0&poids-prestations=0&poids-disponibilite=10&tri=criteres&complets=oui"),
    )
    .await;
    assert_eq!(first(&weighed), Some(Intake::Open));
    assert!(texts(&weighed.body, ".card").remove(0).contains("24 novembre 2026"), "tomorrow");
}

#[tokio::test]
async fn where_social_assistance_applies_approved_services_come_first_and_the_others_keep_their_rank() {
    let listings = demonstration();
    let site = site(listings.clone(), None).await;
    let all = post(&site, "/accompagner", NIGHTS).await;
    let page = post(&site, "/accompagner", &format!("{NIGHTS}&aide-sociale=oui")).await;
    let held = |number: &String| {
        let listing = listings.iter().find(|listing| listing.finess == finess(number)).unwrap();
        listing.habilitation.value().copied()
    };
    assert!(numbers(&all).iter().any(|number| held(number) == Some(Habilitation::NotHeld)));
    assert!(numbers(&page).iter().all(|number| held(number) != Some(Habilitation::NotHeld)));
    let others = texts(&page.body, ".others li");
    assert!(!others.is_empty() && others[0].contains(" sur ") && others[0].contains("Peut commencer le"), "{others:?}");
    let (list, after) = (page.body.find("titre-a-verifier"), page.body.find("titre-autres"));
    assert!(list < after && after.is_some(), "below those that are approved");
}

#[tokio::test]
async fn a_sheet_has_cost_hours_questions_contacts_and_versions_in_each_language() {
    let site = site(demonstration(), None).await;
    let list = post(&site, "/accompagner", &format!("{NIGHTS}&ressources=1200&gir=2")).await;
    let chosen: String = numbers(&list).iter().take(5).map(|number| format!("&service={number}")).collect();
    let body = format!(
        "{NIGHTS}&ressources=1200&gir=2{chosen}&note=Sortie+demain&note-{}=Appeler+avant+18+h",
        numbers(&list)[0]
    );
    let page = post(&site, "/accompagner/fiche", &body).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(texts(&page.body, ".sheet-part h2").len(), 1 + 4 + 1, "the need, four services, what to do next");
    let first = texts(&page.body, ".sheet-part").remove(1);
    for part in ["1. ", "À payer chaque mois", "Téléphone", "Peut commencer le"] {
        assert!(first.contains(part), "{part} in {first}");
    }
    assert_eq!(texts(&page.body, "textarea").iter().filter(|note| note.contains("Appeler avant 18 h")).count(), 1);
    assert!(texts(&page.body, ".sheet-annex table").is_empty(), "the arithmetic is for who asks for it");
    let whole = post(&site, "/accompagner/fiche", &format!("{body}&annexe=oui")).await;
    let annex = texts(&whole.body, ".sheet-annex").remove(0);
    for part in ["Horaires", "couvert", "Total", "Sources", "Valeurs de la loi"] {
        assert!(annex.contains(part), "{part} in {annex}");
    }
    assert!(form(&whole.body, "form#fiche").contains(&("annexe".to_owned(), "oui".to_owned())));
    let end = texts(&page.body, ".sheet-end").remove(0);
    assert!(end.contains("Méthode 2") && end.contains("23 novembre 2026"), "{end}");
    assert!(page.body.contains("Une fiche a 4 services au plus"));
    assert!(texts(&page.body, "textarea#note").contains(&"Sortie demain".to_owned()));
    for lang in ["/en", "/falc"] {
        let other = post(&site, &format!("{lang}/accompagner/fiche"), &body).await;
        assert_eq!(texts(&other.body, ".sheet-part h2").len(), 6, "{lang}");
    }
    let plain = post(&site, "/falc/accompagner/fiche", &body).await;
    assert_eq!(texts(&plain.body, ".sheet-acts li"), ["aider à se laver et à s’habiller", "être là la nuit"]);
    assert!(texts(&plain.body, ".sheet table").is_empty(), "no table to read");
}

/// The services of a sheet, in its order.
fn order(page: &Answer) -> Vec<String> {
    let document = scraper::Html::parse_document(&page.body);
    let boxes = scraper::Selector::parse(".sheet-part input[name=service]").unwrap();
    document.select(&boxes).map(|input| input.attr("value").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_services_of_a_sheet_stand_by_rank_and_who_takes_nobody_last_however_they_were_ticked() {
    let mut listings = demonstration();
    let by_rank = format!("{NIGHTS}&tri=criteres&complets=oui");
    let best = numbers(&post(&site(listings.clone(), None).await, "/accompagner", &by_rank).await).remove(0);
    let full = listings.iter_mut().find(|listing| listing.finess == finess(&best)).unwrap();
    let mut said = full.name.provenance.clone();
    said.observed = TODAY;
    full.availability = Fact::new(Availability { intake: Intake::Closed, days_to_start: None }, said);
    let site = site(listings, None).await;
    let ranked = numbers(&post(&site, "/accompagner", &by_rank).await);
    assert_eq!(ranked[0], best, "it keeps its rank");
    let sheet = async |ticked: [&String; 3]| {
        let chosen = ticked.map(|number| format!("&service={number}")).concat();
        post(&site, "/accompagner/fiche", &format!("{NIGHTS}{chosen}")).await
    };
    for ticked in [[&best, &ranked[2], &ranked[1]], [&ranked[1], &best, &ranked[2]]] {
        let page = sheet(ticked).await;
        assert_eq!(order(&page), [&ranked[1], &ranked[2], &best].map(String::as_str));
        let alerts: Vec<bool> =
            texts(&page.body, ".sheet-part").iter().map(|part| part.contains("Ne prend personne")).collect();
        assert_eq!(alerts, [false, false, false, true, false], "the need, three services, what to do next");
        assert_eq!(texts(&page.body, ".sheet-part .sheet-alert").len(), 1);
    }
}

#[tokio::test]
async fn a_sheet_names_neither_gir_nor_resources_though_it_says_what_is_to_be_paid() {
    let site = site(demonstration(), None).await;
    let list = post(&site, "/accompagner", NIGHTS).await;
    let body = format!("{NIGHTS}&ressources=1234&gir=2&foyer=couple&service={}", numbers(&list)[0]);
    for lang in ["", "/en", "/falc"] {
        let page = post(&site, &format!("{lang}/accompagner/fiche"), &body).await;
        let sheet = texts(&page.body, ".sheet").remove(0);
        assert!(sheet.contains("APA"), "{lang}");
        for word in ["GIR 2", "1234", "1\u{202f}234", "1,234"] {
            assert!(!sheet.contains(word), "{lang}: {word} in {sheet}");
        }
    }
}

#[tokio::test]
async fn a_sheet_says_which_values_of_the_law_are_past_their_year_in_each_language() {
    let site = site(demonstration(), None).await;
    let later = NIGHTS.replace("2026-11-24", "2027-02-01");
    let body = format!("{later}&ressources=1200&gir=2&service=990000003");
    for (lang, words) in
        [("", "valeur 2027 non publiée : calcul sur 2026"), ("/falc", "2027"), ("/en", "2027 value not published")]
    {
        let lead =
            texts(&post(&site, &format!("{lang}/accompagner/fiche"), &body).await.body, ".sheet .lead").join(" ");
        assert!(lead.contains(words), "{lang}: {lead}");
    }
    let today = post(&site, "/accompagner/fiche", &body.replace("2027-02-01", "2026-12-01")).await;
    assert!(!texts(&today.body, ".sheet .lead").join(" ").contains("non publi"));
}

#[tokio::test]
async fn a_service_that_is_gone_leaves_the_sheet_and_its_note_is_not_lost() {
    let site = site(demonstration(), None).await;
    let gone = "990000999";
    let body = format!("{NIGHTS}&service={gone}&service=990000003&note-{gone}=Tr%C3%A8s+bien");
    let page = post(&site, "/accompagner/fiche", &body).await;
    assert_eq!((page.status, texts(&page.body, ".sheet-part h2").len()), (StatusCode::OK, 3));
    assert!(page.body.contains("Un service choisi n’est plus dans la liste publiée."));
    let fields = form(&page.body, "form#fiche");
    assert!(fields.contains(&(format!("note-{gone}"), "Très bien".to_owned())));
    assert!(fields.contains(&("service".to_owned(), gone.to_owned())));
}

#[tokio::test]
async fn what_changed_does_not_depend_on_whether_the_situation_is_given_again() {
    let site = site(demonstration(), None).await;
    let list = post(&site, "/accompagner", NIGHTS).await;
    let chosen: String = numbers(&list).iter().take(4).map(|number| format!("&service={number}")).collect();
    let sheet = post(&site, "/accompagner/fiche", &format!("{NIGHTS}{chosen}&ressources=900&gir=1")).await;
    let document = scraper::Html::parse_document(&sheet.body);
    let link = document.select(&scraper::Selector::parse(".sheet-end a").unwrap()).next().unwrap();
    let text = share_link::read(link.attr("href").unwrap().split_once('#').unwrap().1).unwrap();
    let again = post(&site, "/accompagner", &text).await;
    assert!(texts(&again.body, ".changes").remove(0).contains("Rien, pour les services choisis."));
}

#[tokio::test]
async fn the_link_of_a_sheet_opens_the_same_need_without_the_situation_unless_it_is_asked_for() {
    let site = site(demonstration(), None).await;
    let list = post(&site, "/accompagner", NIGHTS).await;
    let body = format!("{NIGHTS}&ressources=1234&gir=2&service={}&note=Note", numbers(&list)[0]);
    let carried = |page: &Answer| {
        let document = scraper::Html::parse_document(&page.body);
        let link = scraper::Selector::parse(".sheet-end a").unwrap();
        let address = document.select(&link).next().unwrap().attr("href").unwrap().to_owned();
        let (page, fragment) = address.split_once('#').unwrap();
        assert!(page.ends_with("/accompagner"), "{page}");
        AssistForm::from_text(&share_link::read(fragment).unwrap())
    };
    let without = carried(&post(&site, "/accompagner/fiche", &body).await);
    assert!(without.situation.is_empty());
    assert_eq!((without.need.zone.as_str(), without.general_note.as_str(), without.chosen.len()), ("19e", "Note", 1));
    assert_eq!(without.kept.as_ref().map(|kept| (kept.day, kept.method, kept.seen.len())), Some((TODAY, 2, 1)));
    let with = carried(&post(&site, "/accompagner/fiche", &format!("{body}&partager-situation=oui")).await);
    assert_eq!(with.situation.resources, "1234");
}

#[tokio::test]
async fn what_changed_since_a_comparison_was_kept_is_marked() {
    let listings = demonstration();
    let site = site(listings.clone(), None).await;
    let list = post(&site, "/accompagner", NIGHTS).await;
    let number = numbers(&list).remove(0);
    let need = AssistForm::from_text(NIGHTS).need.parse(Words::of(Lang::French), &paris(), TODAY).unwrap();
    let mark = need_mark(&need);
    let kept = format!(
        "{NIGHTS}&service={number}&jour=2026-11-01&demande={mark}&methode=0&donnees=autre&loi=2025&vu-{number}=100.60.complet&vu-990000990=1.1.ouvert"
    );
    let page = post(&site, "/accompagner", &kept).await;
    let changes = texts(&page.body, ".changes").remove(0);
    for part in [
        "depuis le 1er novembre 2026",
        "version 1",
        "2025 →",
        "prix : 1,00 €",
        "Horaires : 1 h",
        "n’est plus dans la liste",
    ] {
        assert!(changes.contains(part), "{part} in {changes}");
    }
    assert!(texts(&page.body, ".card .changed").remove(0).contains("prix : 1,00 € → "));
    // A link of the first version reports what the second version added, but nothing that it had itself.
    let first = post(&site, "/accompagner", &kept.replace("methode=0", "methode=1")).await;
    let changes = texts(&first.body, ".changes").remove(0);
    assert!(changes.contains("version 2 : les services qui couvrent toutes les heures"), "{changes}");
    assert!(!changes.contains("version 1"), "{changes}");
    // For another need, prices and hours cannot be compared.
    let other = post(&site, "/accompagner", &kept.replace("a-1=07%3A00", "a-1=06%3A00")).await;
    let changes = texts(&other.body, ".changes").remove(0);
    assert!(changes.contains("La demande elle-même a changé") && !changes.contains("prix : 1,00"), "{changes}");
    // Stored today, it has no changes to report.
    let sheet = post(&site, "/accompagner/fiche", &format!("{NIGHTS}&service={number}")).await;
    let document = scraper::Html::parse_document(&sheet.body);
    let link = document.select(&scraper::Selector::parse(".sheet-end a").unwrap()).next().unwrap();
    let text = share_link::read(link.attr("href").unwrap().split_once('#').unwrap().1).unwrap();
    let again = post(&site, "/accompagner", &text).await;
    assert!(texts(&again.body, ".changes").remove(0).contains("Rien, pour les services choisis."));
    assert!(texts(&again.body, ".card .changed").is_empty());
}

#[tokio::test]
async fn errors_stand_at_their_fields_and_nothing_is_lost() {
    let site = site(demonstration(), None).await;
    let nowhere = post(&site, "/accompagner", "gir=2&ressources=beaucoup&note=x&acte=toilette").await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&nowhere.body, ".error-summary li").len(), 2, "the place and the resources");
    let fields = form(&nowhere.body, "form#besoin");
    for (name, value) in [("gir", "2"), ("ressources", "beaucoup"), ("note", "x"), ("acte", "toilette")] {
        assert!(fields.contains(&(name.to_owned(), value.to_owned())), "{name}");
    }
    let nobody = post(&site, "/accompagner/fiche", NIGHTS).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(texts(&nobody.body, ".error-summary").remove(0).contains("Cochez au moins un service"));
    let number = numbers(&nobody).remove(0);
    let long = format!("{NIGHTS}&service={number}&note-{number}={}", "a".repeat(601));
    let page = post(&site, "/accompagner/fiche", &long).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(texts(&page.body, ".error-summary").remove(0).contains("601 caractères : 600 au plus"));
    assert_eq!(texts(&page.body, &format!("textarea#note-{number}")).remove(0).len(), 601);
    assert_eq!(get(&site, "/accompagner/fiche").await.status, StatusCode::SEE_OTHER, "a sheet has no address");
}

#[tokio::test]
async fn the_form_of_each_screen_carries_all_the_answers() {
    let site = site(demonstration(), None).await;
    let list = post(&site, "/accompagner", NIGHTS).await;
    let number = numbers(&list).remove(0);
    let body = format!(
        "{NIGHTS}&gir=3&age=60-a-64&service={number}&note-{number}=n&note=g&aide-sociale=oui&vue=une&partager-situation=oui&poids-prix=7&ressources=900"
    );
    let asked = AssistForm::from_text(&body);
    for path in ["/accompagner", "/accompagner/fiche"] {
        let page = post(&site, path, &body).await;
        let document = scraper::Html::parse_document(&page.body);
        let outside = "[form=besoin][checked], [form=fiche][checked], [form=besoin][type=range]";
        let outside = scraper::Selector::parse(outside).unwrap();
        let outside = document
            .select(&outside)
            .map(|input| (input.attr("name").unwrap().to_owned(), input.attr("value").unwrap().to_owned()));
        let own = if path == "/accompagner" { "form#besoin" } else { "form#fiche" };
        let mut fields = form(&page.body, own);
        fields.extend(outside);
        let again = AssistForm::from_text(&filled(&fields, &[]));
        assert_eq!(again.chosen, asked.chosen, "{path}");
        assert!(again.situation.gir == "3" && again.situation.resources == "900", "{path}");
        assert!(again.notes == asked.notes && again.general_note == "g", "{path}");
        assert!(again.social_aid && again.one_question && again.shares_situation, "{path}");
        assert_eq!(again.need.weights[Criterion::Price], "7", "{path}");
        assert_eq!(again.need.zone, "19e", "{path}");
    }
}

#[cfg(feature = "pdf")]
async fn pages_of_sheet(site: &axum::Router, body: String) -> usize {
    let request = axum::http::Request::post("/accompagner/fiche.pdf")
        .header("sec-fetch-site", "same-origin")
        .header("host", "127.0.0.1:3000")
        .body(axum::body::Body::from(body));
    let answer = site.clone().oneshot(request.unwrap()).await.unwrap();
    let file = axum::body::to_bytes(answer.into_body(), 10_000_000).await.unwrap();
    lopdf::Document::load_mem(&file).unwrap().get_pages().len()
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn the_sheet_of_any_service_is_a_file_in_each_language_and_a_wrong_one_is_the_page() {
    let site = site(demonstration(), None).await;
    // Services with known and unknown prices, hours and zones; excluded ones; closed ones.
    for (lang, numbers) in [("", 1..5), ("/en", 77..81), ("/falc", 101..105), ("", 197..201)] {
        let chosen: String = numbers.map(|number| format!("&service=990000{number:03}")).collect();
        let body = format!("{NIGHTS}&ressources=1200&gir=inconnu{chosen}&note=%23read(\"x\")");
        let file = post(&site, &format!("{lang}/accompagner/fiche.pdf"), &body).await;
        assert_eq!(file.status, StatusCode::OK, "{lang} {chosen}");
        assert_eq!(file.headers["content-type"], "application/pdf");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"fiche-2026-11-23.pdf\"");
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.body.starts_with("%PDF-"), "{lang} {chosen}");
    }
    // Whatever is known of them, and with a note on each.
    for (first, count, most) in
        [(1, 1, 1), (1, 2, 1), (1, 3, 1), (77, 3, 1), (101, 3, 1), (196, 3, 1), (1, 4, 2), (77, 4, 2)]
    {
        let chosen: String = (first..first + count).map(|number| format!("&service=990000{number:03}")).collect();
        let note = "Appeler+avant+18+h+et+demander+Mme+D.,+qui+connaît+la+situation+depuis+le+mois+de+mars+dernier.";
        let notes: String = (first..first + count).map(|number| format!("&note-990000{number:03}={note}")).collect();
        let body = format!("{NIGHTS}&ressources=1200&gir=inconnu{chosen}{notes}&note={note}");
        let alone = pages_of_sheet(&site, body.clone()).await;
        assert!(alone <= most, "{first} to {}: {alone} pages", first + count - 1);
        assert!(pages_of_sheet(&site, format!("{body}&annexe=oui")).await > alone);
    }
    let nobody = post(&site, "/accompagner/fiche.pdf", NIGHTS).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(texts(&nobody.body, ".error-summary").remove(0).contains("Cochez au moins un service"));
}
