//! The editor of listings: nothing typed is lost, what a change of a tariff is gets asked, slips are confirmed, remarks are
//! set aside and drafts sent back with a reason.

use app::access::Role;
use app::office::editor::ListingPreview;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::provider::listing::{Kind, Source};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::{Listing, Mode};
use jiff::civil::date;
use server::storage::drafts::{DraftState, DraftStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, Save};

use crate::staff::{Bureau, PASSWORD, bureau, bureau_of, code, cookie};
use crate::support::{Answer, TODAY, demonstration, filled, form, send, texts};

/// A service with a tariff in force in two modes.
fn of_two_modes() -> Listing {
    let modes = |listing: &Listing| Mode::ALL.iter().filter(|mode| listing.tariff_on(**mode, TODAY).is_some()).count();
    demonstration().into_iter().find(|listing| modes(listing) == 2).unwrap()
}

fn edit(listing: &Listing) -> String {
    format!("/gestion/services/{}/modifier", listing.finess)
}

/// The form of a page with some of its fields changed.
async fn typed(bureau: &Bureau, cookie: &str, page: &str, fields: &[(&str, &str)]) -> String {
    filled(&form(&bureau.get(page, cookie).await.body, "form#fiche"), fields)
}

async fn press(bureau: &Bureau, cookie: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    let body = typed(bureau, cookie, page, fields).await;
    bureau.post(page, cookie, &body).await
}

/// Calls a server function with the form of a page.
async fn call(bureau: &Bureau, cookie: &str, function: &str, pairs: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("pairs", pairs).finish();
    let request = Request::post(format!("/fonctions/{function}"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie);
    send(&bureau.site, request.body(Body::from(body)).unwrap()).await
}

fn location(answer: &Answer) -> &str {
    answer.headers["location"].to_str().unwrap()
}

#[tokio::test]
async fn what_someone_typed_is_there_again_until_they_save_it() {
    let bureau = bureau().await;
    let (jeanne, paul) = (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Editor).await);
    let listing = &demonstration()[0];
    let edit = edit(listing);
    // What is wrong is kept too.
    let pairs = typed(&bureau, &jeanne, &edit, &[("langues", "wolof"), ("telephone", "01 4")]).await;
    let kept = call(&bureau, &jeanne, "garder-saisie", &pairs).await;
    assert_eq!((kept.status, kept.body.contains("Enregistré à")), (StatusCode::OK, true), "{}", kept.body);
    let value = |page: &str, name: &str| form(page, "form#fiche").into_iter().find(|field| field.0 == name).unwrap().1;
    let page = bureau.get(&edit, &jeanne).await.body;
    assert_eq!((value(&page, "langues"), value(&page, "telephone")), ("wolof".to_owned(), "01 4".to_owned()));
    assert!(page.contains("est reprise ici"), "it says so");
    assert_ne!(value(&bureau.get(&edit, &paul).await.body, "langues"), "wolof", "it is hers alone");
    let again = press(&bureau, &jeanne, &edit, &[("action", "repartir")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_ne!(value(&bureau.get(&edit, &jeanne).await.body, "langues"), "wolof");
    // Saved, it is in the draft and kept no longer.
    call(&bureau, &jeanne, "garder-saisie", &pairs).await;
    let saved =
        press(&bureau, &jeanne, &edit, &[("action", "enregistrer"), ("source", "ville"), ("telephone", "")]).await;
    assert_eq!(location(&saved), "/gestion/brouillons/1?etat=enregistre");
    let page = bureau.get(&edit, &jeanne).await.body;
    assert!(!page.contains("est reprise ici") && page.contains("Un brouillon de cette fiche existe déjà"));
}

#[tokio::test]
async fn the_island_is_told_what_is_wrong_what_changes_and_what_the_rules_say() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let edit = edit(&of_two_modes());
    let of = |answer: &Answer| serde_json::from_str::<ListingPreview>(&answer.body).unwrap();
    let wrong = typed(&bureau, &editor, &edit, &[("site", "exemple"), ("langues", "wolof")]).await;
    let wrong = of(&call(&bureau, &editor, "apercu-fiche", &wrong).await);
    let fields: Vec<&str> = wrong.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!((fields, wrong.changes), (vec!["site", "source"], None));
    let fields = [("source", "ville"), ("tarif-0-quoi", "corriger"), ("tarif-0-aide", "21,00")];
    let right = typed(&bureau, &editor, &edit, &fields).await;
    let right = of(&call(&bureau, &editor, "apercu-fiche", &right).await);
    assert_eq!(right.changes.unwrap().iter().map(|change| change.part.as_str()).collect::<Vec<_>>(), ["Tarifs"]);
    assert!(right.remarks.iter().any(|remark| remark.contains("CASF L314-2-1")), "{:?}", right.remarks);
    for function in ["apercu-fiche", "garder-saisie"] {
        let nobody = call(&bureau, "", function, "finess=1").await;
        assert_eq!((nobody.status, nobody.body.as_str()), (StatusCode::UNAUTHORIZED, "\"signed-out\""));
        let reader = bureau.signed("lea", Role::Reader).await;
        assert_eq!(call(&bureau, &reader, function, "finess=1").await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_goes_on_after_the_sign_in_and_its_second_factor() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Editor).await;
    let first = cookie(&bureau.sign_in("jeanne", "").await);
    let offer = bureau.get("/gestion/code", &first).await.body;
    let secret = texts(&offer, "code.secret").concat();
    bureau.post("/gestion/code", &first, &format!("code={}", code(&secret, bureau.seconds()))).await;
    let listing = &demonstration()[0];
    let edit = edit(listing);
    let body =
        typed(&bureau, &first, &edit, &[("action", "enregistrer"), ("source", "ville"), ("langues", "wolof")]).await;
    bureau.later(31 * 60);
    let asked = bureau.post(&edit, &first, &body).await;
    assert_eq!((asked.status, asked.headers.contains_key("location")), (StatusCode::UNAUTHORIZED, false));
    assert_eq!(texts(&asked.body, "h1"), ["Votre connexion a pris fin"]);
    let fields = form(&asked.body, "form.need");
    assert!(fields.contains(&("formulaire".to_owned(), body.clone())), "it is in the page");
    let sign_in =
        |password: &str, code: &str| filled(&fields, &[("nom", "jeanne"), ("mot-de-passe", password), ("code", code)]);
    let password = PASSWORD.replace('+', " ");
    let wrong = bureau.post("/gestion/connexion", "", &sign_in("rien de tel", "")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form(&wrong.body, "form.need").contains(&("formulaire".to_owned(), body.clone())), "and still is");
    let again = bureau.post("/gestion/connexion", "", &sign_in(&password, &code(&secret, bureau.seconds()))).await;
    assert_eq!(
        (again.status, texts(&again.body, "h1")),
        (StatusCode::OK, vec!["Vous êtes de nouveau connecté".to_owned()])
    );
    let fields = form(&again.body, "form.need");
    let sent = bureau.post(&edit, &cookie(&again), &filled(&fields, &[])).await;
    assert_eq!(location(&sent), "/gestion/brouillons/1?etat=enregistre");
    let draft = bureau.store.find_draft(1).await.unwrap().unwrap();
    assert_eq!(draft.draft.content.listing.languages.value().unwrap(), &["wolof".to_owned()]);
}

#[tokio::test]
async fn two_modes_of_a_new_year_are_one_save_and_the_past_stays() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listing = of_two_modes();
    let fields = [("action", "publier"), ("source", "service"), ("reprise", "oui"), ("reprise-hausse", "2")];
    let published = press(&bureau, &publisher, &edit(&listing), &fields).await;
    assert_eq!(location(&published), format!("/gestion/services/{}?etat=publie", listing.finess));
    let after = bureau.store.find(listing.finess).await.unwrap().unwrap().listing;
    let known = listing.tariffs.value().unwrap();
    assert_eq!(after.tariffs.value().unwrap().len(), known.len() + 2);
    assert!(known.iter().all(|tariff| after.tariffs.value().unwrap().contains(tariff)));
    let next = Mode::ALL.iter().filter_map(|mode| after.tariff_on(*mode, date(2027, 1, 1)));
    assert!(next.clone().count() == 2 && next.into_iter().all(|tariff| tariff.terms().from == date(2027, 1, 1)));
}

#[tokio::test]
async fn a_price_or_a_day_that_looks_like_a_slip_is_confirmed_before_it_is_sent_on() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listing = of_two_modes();
    let edit = edit(&listing);
    let slip = [
        ("action", "publier"),
        ("source", "service"),
        ("tarif-0-quoi", "suivre"),
        ("tarif-0-suite", "01/01/2062"),
        ("tarif-0-aide", "285"),
    ];
    let asked = press(&bureau, &publisher, &edit, &slip).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&asked.body, ".error-summary a[href='#confirme']").len(), 1);
    assert!(texts(&asked.body, "title")[0].starts_with("Erreur : "), "{:?}", texts(&asked.body, "title"));
    let document = scraper::Html::parse_document(&asked.body);
    let boxes = scraper::Selector::parse("input[name=confirme]").unwrap();
    let keys: Vec<&str> = document.select(&boxes).filter_map(|field| field.attr("value")).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
    let confirmed: Vec<(&str, &str)> = keys.iter().map(|key| ("confirme", *key)).chain(slip).collect();
    let published = press(&bureau, &publisher, &edit, &confirmed).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_remark_is_set_aside_with_a_reason_and_says_who_did_it() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let edit = edit(&of_two_modes());
    let low = [("source", "service"), ("tarif-0-quoi", "corriger"), ("tarif-0-aide", "21,00")];
    let shown = press(&bureau, &publisher, &edit, &low).await;
    let document = scraper::Html::parse_document(&shown.body);
    let button = scraper::Selector::parse("button[name=ecarter]").unwrap();
    let key = document.select(&button).find_map(|button| button.attr("value")).unwrap().to_owned();
    let without: Vec<(&str, &str)> = low.iter().copied().chain([("ecarter", key.as_str())]).collect();
    let refused = press(&bureau, &publisher, &edit, &without).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = format!("motif-{key}");
    let with: Vec<(&str, &str)> = without.iter().copied().chain([(reason.as_str(), "accord du 12 mars")]).collect();
    let aside = press(&bureau, &publisher, &edit, &with).await;
    assert_eq!(aside.status, StatusCode::OK);
    let lines = texts(&aside.body, "#apercu details li").concat();
    assert!(lines.contains("écartée par paul") && lines.contains("accord du 12 mars"), "{lines}");
    let kept = form(&aside.body, "form#fiche");
    assert!(kept.contains(&("tarif-0-aide".to_owned(), "21,00".to_owned())), "what was typed is still there");
    let history = bureau.get(&edit.replace("modifier", "historique"), &publisher).await.body;
    let first = texts(&history, ".block").swap_remove(0);
    assert!(first.contains("Remarque écartée par paul") && first.contains("Motif : accord du 12 mars"), "{first}");
}

#[tokio::test]
async fn a_publisher_sends_a_draft_back_with_a_reason_that_its_author_reads() {
    let bureau = bureau().await;
    let (editor, publisher) =
        (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Publisher).await);
    let edit = edit(&demonstration()[0]);
    press(&bureau, &editor, &edit, &[("action", "soumettre"), ("source", "ville"), ("langues", "wolof")]).await;
    let draft = "/gestion/brouillons/1";
    let without = press(&bureau, &publisher, draft, &[("action", "renvoyer")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("action", "renvoyer"), ("motif-renvoi", "quelle est la source ?")];
    // Who may not publish sends nothing back.
    press(&bureau, &editor, draft, &fields).await;
    assert_eq!(bureau.store.find_draft(1).await.unwrap().unwrap().draft.content.state, DraftState::Submitted);
    let back = press(&bureau, &publisher, draft, &fields).await;
    assert_eq!(location(&back), "/gestion/brouillons/1?etat=renvoye");
    assert_eq!(bureau.store.find_draft(1).await.unwrap().unwrap().draft.content.state, DraftState::Writing);
    let page = bureau.get(draft, &editor).await.body;
    assert!(texts(&page, "p.warning").concat().contains("quelle est la source ?"), "the reason is read");
    // Published since, the draft is gone, and the history goes on to say that it was sent back.
    press(&bureau, &editor, draft, &[("action", "soumettre")]).await;
    press(&bureau, &publisher, draft, &[("action", "publier")]).await;
    assert_eq!(bureau.store.find_draft(1).await.unwrap(), None);
    let history = bureau.get(&edit.replace("modifier", "historique"), &publisher).await.body;
    let told = texts(&history, ".block").into_iter().find(|block| block.contains("Brouillon renvoyé à son auteur"));
    assert!(told.unwrap().contains("Motif : quelle est la source ?"));
}

#[tokio::test]
async fn a_part_is_verified_by_its_button_and_the_others_stay_as_old_as_they_were() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listing = of_two_modes();
    let edit = edit(&listing);
    let verified = press(&bureau, &publisher, &edit, &[("verifier", "tarifs")]).await;
    assert_eq!(location(&verified), format!("{edit}?etat=partie-verifiee"));
    let after = bureau.store.find(listing.finess).await.unwrap().unwrap().listing;
    assert_eq!(after.part_state(ListingPart::Prices, TODAY), PartState::Fresh(TODAY));
    assert_eq!(after.part_state(ListingPart::Acts, TODAY), listing.part_state(ListingPart::Acts, TODAY));
    // With something typed, it goes with the rest.
    let ticked = press(&bureau, &publisher, &edit, &[("verifier", "qualite"), ("langues", "wolof")]).await;
    assert_eq!(ticked.status, StatusCode::OK);
    assert!(form(&ticked.body, "form#fiche").contains(&("revu-qualite".to_owned(), "oui".to_owned())));
}

#[tokio::test]
async fn monday_is_copied_without_a_script_and_nothing_else_moves() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let fields = [("remplir", "lundi-partout"), ("de-lundi-1", "08:00"), ("a-lundi-1", "20:00"), ("langues", "wolof")];
    let helped = press(&bureau, &editor, &edit(&demonstration()[0]), &fields).await;
    assert_eq!(helped.status, StatusCode::OK);
    let shown = form(&helped.body, "form#fiche");
    for (name, value) in [("de-dimanche-1", "08:00"), ("a-dimanche-1", "20:00"), ("langues", "wolof")] {
        assert!(shown.contains(&(name.to_owned(), value.to_owned())), "{name}");
    }
}

#[tokio::test]
async fn a_whole_listing_with_two_modes_takes_at_most_forty_five_gestures() {
    let bare = |listing: &Listing| Listing::bare(listing.finess, Kind::HomeHelp, listing.name.clone());
    let listing = bare(&of_two_modes());
    let finess = listing.finess;
    let filled_with = async |store: &SqliteStore, at| {
        let by = Authorship { author: "register".to_owned(), source: Source::Finess, recorded_at: at };
        store.save(vec![Save::new(None, listing.clone())], &by, None).await.unwrap();
    };
    let bureau = bureau_of(filled_with, |office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let edit = edit(&bare(&of_two_modes()));
    let mut page = bureau.get(&edit, &publisher).await.body;
    // Every value is one gesture, and every button.
    let steps: [&[(&str, &str)]; 3] = [
        &[("remplir", "toutes-zones")],
        &[("de-lundi-1", "08:00"), ("a-lundi-1", "20:00"), ("remplir", "lundi-a-vendredi")],
        &[
            ("source", "service"),
            ("revu", "oui"),
            ("statut", "association"),
            ("habilitation", "non-habilite"),
            ("telephone", "01 99 00 00 12"),
            ("courriel", "contact@service.example"),
            ("site", "https://service.example"),
            ("acte", "toilette"),
            ("acte", "repas"),
            ("acte", "courses"),
            ("acte", "menage"),
            ("public", "personnes-agees"),
            ("tarif-0-debut", "01/01/2026"),
            ("tarif-0-aide", "28,50"),
            ("tarif-0-tva-aide", "5.5"),
            ("tarif-0-menage", "27,00"),
            ("tarif-0-tva-menage", "10"),
            ("tarif-0-dimanche", "25"),
            ("tarif-0-ferie", "25"),
            ("tarif-0-minimum", "1 h"),
            // The second mode is folded.
            ("", "open"),
            ("tarif-1-debut", "01/01/2026"),
            ("tarif-1-aide", "19,80"),
            ("tarif-1-menage", "19,00"),
            ("tarif-1-dimanche", "25"),
            ("tarif-1-ferie", "25"),
            ("tarif-1-mensuel", "12"),
            ("accueil", "ouvert"),
            ("delai", "5"),
            ("action", "publier"),
        ],
    ];
    let gestures: usize = steps.iter().map(|step| step.len()).sum();
    for step in steps {
        let answer = bureau.post(&edit, &publisher, &filled(&form(&page, "form#fiche"), step)).await;
        page = answer.body.clone();
        if answer.status == StatusCode::SEE_OTHER {
            assert_eq!(location(&answer), format!("/gestion/services/{finess}?etat=publie"));
        }
    }
    assert_eq!(texts(&page, ".error-summary li"), [""; 0]);
    let after = bureau.store.find(finess).await.unwrap().unwrap().listing;
    assert_eq!(after.tariffs.value().map(Vec::len), Some(2));
    assert!(gestures <= 45, "{gestures}");
}

#[tokio::test]
async fn a_closing_is_planned_said_everywhere_and_taken_back() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let listing = of_two_modes();
    let edit = edit(&listing);
    let planned =
        press(&bureau, &publisher, &edit, &[("source", "service"), ("ferme", "01/03/2027"), ("action", "publier")])
            .await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.body);
    let page = bureau.get(&format!("/services/{}", listing.finess), "").await.body;
    assert_eq!(texts(&page, ".warning"), ["Ce service fermera le 1er mars 2027."]);
    let need = "lieu=10e&acte=toilette&quand=lun-dim.0800-0930";
    let mut cards = String::new();
    for page in 1..=5 {
        cards += &bureau.get(&format!("/comparer?{need}&debut=2027-02-28&page={page}"), "").await.body;
    }
    let name = listing.name.value.as_str();
    let card = texts(&cards, ".card").into_iter().find(|card| card.contains(name)).unwrap_or_default();
    assert!(card.contains("ferme le 1er mars"), "{card}");
    let after = bureau.get(&format!("/comparer?{need}&debut=2027-03-01"), "").await.body;
    assert!(after.contains("ferme avant le début demandé"));
    let home = bureau.get("/gestion", &publisher).await.body;
    assert!(texts(&home, "tr").iter().any(|row| row == "Services qui vont fermer1"), "{:?}", texts(&home, "tr"));
    let list = bureau.get("/gestion/services?services=ferment", &publisher).await.body;
    let rows = texts(&list, "tbody th");
    assert!(rows.len() == 1 && rows[0].ends_with("(ferme le 1er mars 2027)"), "{rows:?}");
    let slip =
        press(&bureau, &publisher, &edit, &[("source", "service"), ("ferme", "01/03/2062"), ("action", "publier")])
            .await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(texts(&slip.body, ".error-summary a").concat().contains("plus de deux ans"));
    press(&bureau, &publisher, &edit, &[("source", "service"), ("ferme", ""), ("action", "publier")]).await;
    let page = bureau.get(&format!("/services/{}", listing.finess), "").await.body;
    assert!(!page.contains("fermera"));
}
