//! Listings as staff change them: drafts, publication, two people at once, history, and the journal, in which every
//! change would be noticed.

use std::process::Command;

use app::access::Role;
use axum::http::StatusCode;
use domain::provider::listing::{LegalForm, Source};
use domain::values::closed_list::ClosedList;
use domain::{Field, Finess, Listing, Mode};
use server::storage::ListingStore;
use server::storage::drafts::DraftStore;
use server::storage::figures::{ActKind, FigureStore};
use server::storage::journal::JournalStore;

use crate::staff::{Bureau, bureau};
use crate::support::{Answer, TODAY, act, demonstration, filled, form, get, texts};

/// A service with a tariff in prestataire mode, and with a legal form.
fn service() -> Listing {
    let has = |listing: &Listing| {
        listing.tariff_on(Mode::Prestataire, TODAY).is_some() && listing.legal_form.value().is_some()
    };
    demonstration().into_iter().find(has).unwrap()
}

/// A legal form other than that of a listing.
fn other_form(listing: &Listing) -> LegalForm {
    LegalForm::ALL.iter().copied().find(|form| listing.legal_form.value() != Some(form)).unwrap()
}

async fn stored(bureau: &Bureau, finess: Finess) -> (u32, Listing) {
    let versioned = bureau.store.find(finess).await.unwrap().unwrap();
    (versioned.version, versioned.listing)
}

/// Fills the form of a page and presses one of its buttons.
async fn press(bureau: &Bureau, cookie: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
    let form_page = bureau.get(page, cookie).await;
    assert_eq!(form_page.status, StatusCode::OK, "{page}");
    let all: Vec<(&str, &str)> = [("action", action)].into_iter().chain(fields.iter().copied()).collect();
    bureau.post(page.split('?').next().unwrap(), cookie, &filled(&form(&form_page.body, "form.need"), &all)).await
}

fn location(answer: &Answer) -> String {
    answer.headers["location"].to_str().unwrap().to_owned()
}

const SAID: [(&str, &str); 2] = [("source-coordonnees", "service"), ("appris-coordonnees", "2026-11-20")];

#[tokio::test]
async fn a_draft_is_saved_submitted_and_published_by_someone_who_may() {
    let bureau = bureau().await;
    let (editor, publisher) =
        (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Publisher).await);
    let finess = service().finess;
    let edit = format!("/gestion/services/{finess}/modifier");
    let fields = [SAID[0], SAID[1], ("site", "https://exemple.fr/aide"), ("mot", "appelé le 20")];
    let saved = press(&bureau, &editor, &edit, "enregistrer", &fields).await;
    assert_eq!(location(&saved), "/gestion/brouillons/1?etat=enregistre");
    let draft = "/gestion/brouillons/1?etat=enregistre";
    let page = bureau.get(draft, &editor).await;
    assert_eq!(texts(&page.body, "p.thanks"), ["Le brouillon est enregistré."]);
    assert!(!page.body.contains("value=\"publier\""), "an editor has no such button");
    // Even a hand-made request for publication by an editor only submits.
    let submitted = press(&bureau, &editor, draft, "publier", &[]).await;
    assert_eq!(location(&submitted), "/gestion/brouillons/1?etat=soumis");
    assert_eq!(stored(&bureau, finess).await.0, 1, "nothing is published");
    let queue = bureau.get("/gestion/brouillons", &publisher).await;
    assert_eq!(texts(&queue.body, "h2 + table td.typed"), ["appelé le 20"]);
    assert!(bureau.get("/gestion", &publisher).await.body.contains("Brouillons à lire et à publier"));
    let published = press(&bureau, &publisher, "/gestion/brouillons/1", "publier", &[]).await;
    assert_eq!(location(&published), format!("/gestion/services/{finess}?etat=publie"));
    let public = bureau.get(&format!("/services/{finess}"), "").await;
    assert!(public.body.contains("https://exemple.fr/aide"), "the public page has it at once");
    let (version, listing) = stored(&bureau, finess).await;
    let provenance = listing.provenance(Field::Website).unwrap();
    assert_eq!(
        (version, provenance.source, provenance.observed.to_string()),
        (2, Source::Provider, "2026-11-20".to_owned())
    );
    assert_eq!(Listing { website: service().website, ..listing }, service(), "nothing else has changed");
    assert_eq!(bureau.get("/gestion/brouillons/1", &publisher).await.status, StatusCode::NOT_FOUND);
    let last = bureau.store.list_revisions(finess).await.unwrap().rows.pop().unwrap();
    assert_eq!((last.author.as_str(), last.changes.len()), ("paul", 1));
}

#[tokio::test]
async fn a_wrong_field_is_named_and_all_that_was_typed_is_kept() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    let fields = [
        ("source-tarifs", "ville"),
        ("tarif-0-quoi", "corriger"),
        ("tarif-0-mensuel", "15"),
        ("telephone", "abc<b>"),
        ("langues", "wolof, soninké"),
        ("source-coordonnees", "ville"),
    ];
    for action in ["enregistrer", "soumettre", "publier", "apercu"] {
        let wrong = press(&bureau, &publisher, &edit, action, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
        let links = texts(&wrong.body, ".error-summary a[href='#tarif-0-mensuel']");
        assert!(links[0].contains("CASF D311-0-4-1"), "{links:?}");
        assert_eq!(texts(&wrong.body, "#telephone[aria-invalid=true]").len(), 1);
        let kept = form(&wrong.body, "form.need");
        for (name, value) in fields {
            assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}");
        }
    }
    assert!(bureau.store.list_drafts().await.unwrap().rows.is_empty());
    let same = press(&bureau, &publisher, &edit, "publier", &[]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing has changed");
}

#[tokio::test]
async fn the_preview_shows_the_page_the_changes_and_what_the_price_rules_say() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    let fields = [("source-tarifs", "service"), ("tarif-0-quoi", "corriger"), ("tarif-0-aide", "21,00")];
    let previewed = press(&bureau, &editor, &edit, "apercu", &fields).await;
    assert_eq!(previewed.status, StatusCode::OK);
    let preview = texts(&previewed.body, "#apercu").concat();
    assert!(
        preview.contains("sous la valeur que le département retient") && preview.contains("CASF L314-2-1"),
        "{preview}"
    );
    assert_eq!(texts(&previewed.body, "#apercu .changes tbody th"), ["Tarifs"]);
    assert!(texts(&previewed.body, "#apercu .public-page h2").len() > 4);
    assert!(bureau.store.list_drafts().await.unwrap().rows.is_empty(), "a preview writes nothing");
}

#[tokio::test]
async fn the_second_of_two_people_sees_both_versions_and_nothing_is_lost() {
    let bureau = bureau().await;
    let (one, other) = (bureau.signed("jeanne", Role::Publisher).await, bureau.signed("paul", Role::Publisher).await);
    let before = service();
    let (finess, edit) = (before.finess, format!("/gestion/services/{}/modifier", before.finess));
    let identity = [("source-identite", "ville"), ("appris-identite", "2026-11-21")];
    // Both open the form before either publishes.
    let opened = form(&bureau.get(&edit, &other).await.body, "form.need");
    let first =
        [identity[0], identity[1], ("statut", other_form(&before).code()), ("langues", "wolof"), SAID[0], SAID[1]];
    press(&bureau, &one, &edit, "publier", &first).await;
    let second = [
        ("action", "publier"),
        identity[0],
        identity[1],
        ("statut", ""),
        ("site", "https://exemple.fr"),
        SAID[0],
        SAID[1],
    ];
    let late = bureau.post(&edit, &other, &filled(&opened, &second)).await;
    assert_eq!(location(&late), "/gestion/brouillons/1?etat=soumis", "kept as a draft");
    let draft = bureau.get("/gestion/brouillons/1", &other).await;
    assert!(draft.body.contains("href=\"/gestion/brouillons/1/reunir\"") && !draft.body.contains("value=\"publier\""));
    let meet = "/gestion/brouillons/1/reunir";
    let merge = bureau.get(meet, &other).await;
    assert_eq!(texts(&merge.body, "fieldset legend"), ["Statut"], "the one part that both changed");
    assert_eq!(texts(&merge.body, "fieldset label").len(), 2);
    let choices = form(&merge.body, "form.need");
    let unchosen = bureau.post(meet, &other, &filled(&choices, &[])).await;
    assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&unchosen.body, ".error-summary a[href='#choix-legal_form']").len(), 1);
    bureau.post(meet, &other, &filled(&choices, &[("choix-legal_form", "publie")])).await;
    let published = press(&bureau, &other, "/gestion/brouillons/1", "publier", &[]).await;
    assert_eq!(location(&published), format!("/gestion/services/{finess}?etat=publie"));
    let (version, listing) = stored(&bureau, finess).await;
    assert_eq!(version, 3);
    assert_eq!(listing.legal_form.value(), Some(&other_form(&before)), "chosen");
    assert_eq!(listing.languages.value(), Some(&vec!["wolof".to_owned()]), "the first's");
    assert_eq!(listing.website.value().map(String::as_str), Some("https://exemple.fr"), "the second's");
}

#[tokio::test]
async fn a_draft_that_two_people_save_becomes_two() {
    let bureau = bureau().await;
    let (one, other) = (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Editor).await);
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    press(&bureau, &one, &edit, "enregistrer", &[SAID[0], SAID[1], ("site", "https://un.fr")]).await;
    let draft = "/gestion/brouillons/1";
    let opened = form(&bureau.get(draft, &other).await.body, "form.need");
    press(&bureau, &one, draft, "enregistrer", &[SAID[0], SAID[1], ("site", "https://deux.fr")]).await;
    let fields = [("action", "enregistrer"), SAID[0], SAID[1], ("langues", "wolof")];
    let late = bureau.post(draft, &other, &filled(&opened, &fields)).await;
    let apart = location(&late);
    assert!(apart.ends_with("?etat=a-part") && !apart.contains("/1?"), "{apart}");
    let drafts = bureau.store.list_drafts().await.unwrap().rows;
    let site = |at: usize| drafts[at].draft.content.listing.website.value().cloned();
    assert_eq!((site(1).as_deref(), site(0).as_deref()), (Some("https://deux.fr"), Some("https://un.fr")));
    assert_eq!(drafts[0].draft.content.listing.languages.value(), Some(&vec!["wolof".to_owned()]));
    // A draft thrown away from an old page is not thrown away.
    let old = filled(&opened, &[("action", "jeter")]);
    assert_eq!(location(&bureau.post(draft, &other, &old).await), "/gestion/brouillons/1?etat=depasse");
    // A draft that was removed in the meantime becomes a draft again, with the values that were typed.
    let read = form(&bureau.get(draft, &other).await.body, "form.need");
    press(&bureau, &one, draft, "jeter", &[]).await;
    let fields = [("action", "enregistrer"), SAID[0], SAID[1], ("langues", "peul")];
    let saved = bureau.post(draft, &other, &filled(&read, &fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{:?}", texts(&saved.body, ".error-summary"));
    let kept = bureau.store.list_drafts().await.unwrap().rows.remove(0);
    assert_eq!(kept.draft.content.listing.languages.value(), Some(&vec!["peul".to_owned()]));
    bureau.store.remove_draft(kept.number, kept.edition, &act(ActKind::DraftThrownAway)).await.unwrap();
    assert_eq!(bureau.store.list_drafts().await.unwrap().rows.len(), 1);
    assert_eq!(bureau.get(draft, &one).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn any_version_is_restored_as_a_new_one_by_whoever_read_the_last() {
    let bureau = bureau().await;
    let (editor, publisher) =
        (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Publisher).await);
    let before = service();
    let edit = format!("/gestion/services/{}/modifier", before.finess);
    for site in ["https://un.fr", "https://deux.fr"] {
        press(&bureau, &publisher, &edit, "publier", &[SAID[0], SAID[1], ("site", site)]).await;
    }
    let history = format!("/gestion/services/{}/historique", before.finess);
    let page = bureau.get(&history, &editor).await;
    assert_eq!(texts(&page.body, "main section h2"), ["Version 3", "Version 2", "Version 1"]);
    let last = texts(&page.body, "section:has(#version-3) td");
    assert!(last[0].contains("https://un.fr") && last[1].contains("https://deux.fr"), "{last:?}");
    assert!(last[1].contains("20 novembre 2026"), "with its source: {last:?}");
    assert!(!page.body.contains("Rétablir"), "a publisher's");
    let stale = bureau.post(&history, &publisher, "version=1&publiee=2").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let restored = bureau.post(&history, &publisher, "version=1&publiee=3").await;
    assert_eq!(location(&restored), format!("/gestion/services/{}?etat=retablie", before.finess));
    assert_eq!(stored(&bureau, before.finess).await, (4, before));
}

#[tokio::test]
async fn the_history_names_who_wrote_who_published_and_why() {
    let bureau = bureau().await;
    let (editor, publisher) =
        (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Publisher).await);
    let finess = service().finess;
    let edit = format!("/gestion/services/{finess}/modifier");
    let fields = [SAID[0], SAID[1], ("site", "https://exemple.fr/aide"), ("mot", "appelé le 20")];
    press(&bureau, &editor, &edit, "soumettre", &fields).await;
    press(&bureau, &publisher, "/gestion/brouillons/1", "publier", &[]).await;
    let history = bureau.get(&format!("/gestion/services/{finess}/historique"), &publisher).await;
    let written = texts(&history.body, "#version-2 ~ p, section p").join(" ");
    assert!(written.contains("Rédigé par jeanne, relu et publié par paul."), "{written}");
    assert!(written.contains("Mot à la personne qui publie : appelé le 20"), "{written}");
    // Whoever publishes at once says why too, and is named once.
    let fields = [SAID[0], SAID[1], ("site", "https://exemple.fr/autre"), ("mot", "vu sur leur site")];
    press(&bureau, &publisher, &edit, "publier", &fields).await;
    let history = bureau.get(&format!("/gestion/services/{finess}/historique"), &publisher).await;
    let last = texts(&history.body, "section:first-of-type p").join(" ");
    assert!(last.contains("vu sur leur site") && !last.contains("Rédigé par"), "{last}");
}

#[tokio::test]
async fn a_draft_that_is_thrown_away_leaves_an_act() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    let fields = [SAID[0], SAID[1], ("site", "https://exemple.fr/aide")];
    press(&bureau, &editor, &edit, "enregistrer", &fields).await;
    press(&bureau, &editor, "/gestion/brouillons/1", "jeter", &[]).await;
    assert_eq!(bureau.store.find_draft(1).await.unwrap(), None);
    let acts = bureau.store.list_acts(None, 10).await.unwrap().rows;
    assert_eq!(acts.len(), 1);
    assert!(
        acts[0].kind == ActKind::DraftThrownAway && acts[0].author == "jeanne" && acts[0].subject.starts_with("1 ")
    );
}

#[tokio::test]
async fn the_part_that_a_list_is_about_is_verified_today_and_no_other() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let list = "/gestion/a-voir?motif=disponibilite&page=1";
    let page = bureau.get(list, &publisher).await;
    let lines = texts(&page.body, "tbody tr").len();
    assert!(lines > 2);
    let none = bureau.post(list, &publisher, "").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all = bureau.get(&format!("{list}&tout=oui"), &publisher).await;
    let ticked = form(&all.body, "main form");
    assert_eq!(ticked.len(), lines, "every box");
    let before = stored(&bureau, ticked[0].1.parse().unwrap()).await;
    let done = bureau.post(list, &publisher, &filled(&ticked[..2], &[])).await;
    assert_eq!(texts(&done.body, "p.thanks"), ["Disponibilité vérifiée aujourd’hui. Fiches écrites : 2."]);
    let after = stored(&bureau, before.1.finess).await;
    assert_eq!(after.0, before.0 + 1);
    assert_eq!(after.1.availability_on(TODAY).map(|known| known.provenance.observed), Some(TODAY));
    for field in Field::ALL.iter().filter(|field| **field != Field::Availability) {
        assert_eq!(after.1.provenance(*field), before.1.provenance(*field), "{field:?}");
    }
    assert!(!done.body.contains(&format!("value=\"{}\"", before.1.finess)));
    let public = bureau.get(&format!("/services/{}", before.1.finess), "").await;
    assert!(!public.body.contains("paul"), "no name of the staff is published");
}

#[tokio::test]
async fn a_reader_sees_a_sheet_whole_and_changes_nothing() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let all = bureau.get("/gestion/services", &reader).await;
    assert_eq!(texts(&all.body, "tbody tr").len(), 50);
    let sheet = bureau.get(&format!("/gestion/services/{}", service().finess), &reader).await;
    assert_eq!(texts(&sheet.body, "table.sheet tbody tr").len(), Field::ALL.len());
    assert!(!sheet.body.contains("/modifier"), "a reader changes nothing");
    assert_eq!(bureau.get("/gestion/services/750000000", &reader).await.status, StatusCode::NOT_FOUND);
}

fn check(bureau: &Bureau) -> (bool, String) {
    let url = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let output =
        Command::new(env!("CARGO_BIN_EXE_quelleaideadom")).arg("check").env("DATABASE_URL", url).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

async fn tamper(bureau: &Bureau, statement: &'static str) {
    let url = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn check_finds_an_entry_of_the_journal_that_was_changed_and_a_listing_changed_outside() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    press(&bureau, &publisher, &edit, "publier", &[SAID[0], SAID[1], ("site", "https://un.fr")]).await;
    let (sound, output) = check(&bureau);
    assert!(sound && output.contains("journal of 202 entries, last seal "), "{output}");
    tamper(&bureau, "update revisions set author = 'personne' where number = 202").await;
    let (sound, output) = check(&bureau);
    assert!(!sound && output.contains("entry 202 of the journal") && output.contains("seal is broken"), "{output}");
    assert!(!output.contains("entry 201 of"), "the others are sound: {output}");
    tamper(&bureau, "update revisions set author = 'paul' where number = 202").await;
    assert!(check(&bureau).0);
    tamper(&bureau, "update listings set document = replace(document, 'https://un.fr', 'https://autre.fr')").await;
    let (sound, output) = check(&bureau);
    assert!(!sound && output.contains("`website` is not what the journal says"), "{output}");
    tamper(&bureau, "delete from revisions where number = 202").await;
    assert!(check(&bureau).1.contains("the last 1 entries of the journal are gone"));
    tamper(&bureau, "update revisions set seal = null").await;
    assert!(check(&bureau).1.contains("entry 1 of the journal"), "none is sealed again");
    tamper(&bureau, "delete from revisions where number = 12").await;
    assert!(check(&bureau).1.contains("entry 13 of the journal"), "a row that was taken out");
}

#[tokio::test]
async fn the_whole_journal_is_a_file_with_its_seals() {
    let bureau = bureau().await;
    let reader = bureau.signed("jeanne", Role::Reader).await;
    let file = bureau.get("/gestion/journal.csv", &reader).await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let mut lines = csv::ReaderBuilder::new().delimiter(b';').from_reader(file.body.as_bytes());
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), demonstration().len());
    let entries = bureau.store.list_entries(0, 1_000).await.unwrap();
    assert!(rows.iter().zip(&entries).all(|(row, entry)| row[8] == entry.seal && row[8].len() == 64));
}

#[tokio::test]
async fn a_form_larger_than_any_is_refused_before_it_is_read() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let edit = format!("/gestion/services/{}/modifier", service().finess);
    let answer = bureau.post(&edit, &editor, &"x".repeat(300_000)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let public = crate::support::site(demonstration(), None).await;
    assert_eq!(get(&public, "/sante").await.status, StatusCode::OK);
}
