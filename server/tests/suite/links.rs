//! Providers answer by a link, without an account: their changes wait for someone of the City.

use std::sync::{Arc, Mutex};

use app::access::Role;
use axum::http::StatusCode;
use domain::provider::listing::Source;
use domain::{Fact, Field, Finess};
use server::mail::{EmailAddress, MailError, Mailer, Sending, deliver};
use server::storage::drafts::{DraftState, DraftStore};
use server::storage::links::{LinkAnswer, LinkStore};
use server::storage::outbox::OutboxStore;
use server::storage::{Authorship, ListingStore, Save};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::mail;
use crate::staff::{Bureau, bureau, bureau_with};
use crate::support::{TODAY, demonstration, filled, form, texts};

/// Records the letters it should send; refuses one address.
#[derive(Clone, Default)]
pub(crate) struct Outbox(pub(crate) Arc<Mutex<Vec<(String, String)>>>);

impl Mailer for Outbox {
    fn send<'a>(&'a self, to: &'a EmailAddress, _: &'a str, text: &'a str) -> Sending<'a> {
        Box::pin(async move {
            if to.as_str().starts_with("refuse") {
                return Err(MailError::Refused);
            }
            self.0.lock().unwrap().push((to.as_str().to_owned(), text.to_owned()));
            Ok(())
        })
    }
}

/// Sets the given e-mail addresses of listings, and removes all others.
async fn addresses(bureau: &Bureau, named: &[(Finess, &str)]) {
    let provenance =
        domain::Provenance { source: Source::City, observed: jiff::civil::date(2026, 1, 1), verified: None };
    let mut saves = Vec::new();
    for versioned in bureau.store.load_all().await.unwrap().rows {
        let mut listing = versioned.listing.clone();
        let address = named.iter().find(|(finess, _)| *finess == listing.finess);
        listing.email = address.map_or(Fact::Unknown, |(_, email)| Fact::new((*email).to_owned(), provenance.clone()));
        saves.push(Save::new(Some(&versioned), listing));
    }
    let by = Authorship { author: "test".to_owned(), source: Source::City, recorded_at: jiff::Timestamp::UNIX_EPOCH };
    bureau.store.save(saves, &by, None).await.unwrap();
}

/// Sends every waiting letter, as the program does in the background.
pub(crate) async fn deliver_all(bureau: &Bureau, mailer: &dyn Mailer) {
    deliver_until(bureau, mailer, async || bureau.store.count_letters().await.unwrap() == 0).await;
}

/// Sends letters as the program does in the background, and ends with the one on its way once this is done.
async fn deliver_until(bureau: &Bureau, mailer: &dyn Mailer, is_done: impl AsyncFn() -> bool) {
    let stop = CancellationToken::new();
    let now = || jiff::Timestamp::from_second(bureau.seconds()).unwrap();
    let done = async {
        while !is_done().await {
            tokio::task::yield_now().await;
        }
        stop.cancel();
    };
    let notify = Notify::new();
    tokio::join!(deliver(&bureau.store, mailer, &notify, now, &stop), done);
}

/// Sends only letters that would not be tried again at once, whatever happens next.
struct Careful {
    store: server::storage::sqlite::SqliteStore,
    now: i64,
    outbox: Outbox,
}

impl Mailer for Careful {
    fn send<'a>(&'a self, to: &'a EmailAddress, subject: &'a str, text: &'a str) -> Sending<'a> {
        Box::pin(async move {
            assert!(self.store.take_letter(self.now, |_| 0).await.unwrap().is_none(), "it is put off already");
            self.outbox.send(to, subject, text).await
        })
    }
}

#[tokio::test]
async fn the_next_try_of_a_letter_is_written_before_it_is_sent() {
    let notify = Arc::new(Notify::new());
    let bureau = bureau_with(|office| office.with_mail(notify)).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let finess = demonstration()[0].finess;
    addresses(&bureau, &[(finess, "contact@un.fr")]).await;
    bureau.post(&format!("/gestion/services/{finess}"), &publisher, "").await;
    let careful = Careful { store: bureau.store.clone(), now: bureau.seconds(), outbox: Outbox::default() };
    deliver_all(&bureau, &careful).await;
    assert_eq!(careful.outbox.0.lock().unwrap().len(), 1);
}

/// The path and query of a link.
fn path(link: &str) -> String {
    link[link.find("/gestion").unwrap()..].to_owned()
}

#[tokio::test]
async fn a_provider_says_that_nothing_has_changed_and_it_counts_once_published() {
    let bureau = bureau().await;
    let (editor, publisher) =
        (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Publisher).await);
    let finess = demonstration()[0].finess;
    let made = bureau.post(&format!("/gestion/services/{finess}"), &editor, "").await;
    let link = path(&texts(&made.body, "code.link")[0]);
    let token = link.split_once("lien=").unwrap().1;
    let file = std::fs::read(bureau.folder.path().join("listings.sqlite")).unwrap();
    let log = std::fs::read(bureau.folder.path().join("listings.sqlite-wal")).unwrap_or_default();
    let kept = |bytes: &[u8]| bytes.windows(token.len()).any(|window| window == token.as_bytes());
    assert!(!kept(&file) && !kept(&log), "only its hash is kept");
    let page = bureau.get(&link, "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.body.contains("/gestion/brouillons"), "no menu of the staff");
    let same = bureau.post("/gestion/fiche", "", &format!("lien={token}&action=rien-n-a-change")).await;
    assert!(texts(&same.body, "p.thanks")[0].starts_with("Merci"));
    let draft = bureau.store.find_draft(1).await.unwrap().unwrap();
    assert_eq!((draft.draft.source, draft.draft.content.state), (Source::Provider, DraftState::Submitted));
    let body = filled(
        &form(&bureau.get("/gestion/brouillons/1", &publisher).await.body, "form.need"),
        &[("action", "publier")],
    );
    assert_eq!(bureau.post("/gestion/brouillons/1", &publisher, &body).await.status, StatusCode::SEE_OTHER);
    let listing = bureau.store.find(finess).await.unwrap().unwrap().listing;
    let confirmed = |provenance: &domain::Provenance| {
        provenance.verified.as_ref().is_some_and(|provenance| provenance.by == "le service")
    };
    assert!(listing.provenances().all(confirmed), "its source stays, and it is confirmed");
    assert!(
        listing
            .provenances()
            .all(|provenance| provenance.source == Source::Demonstration || provenance.observed == TODAY)
    );
    let name = listing.provenance(Field::Name).unwrap();
    assert_eq!((name.source, listing.last_seen()), (Source::Demonstration, TODAY));
    assert_eq!(listing.tariffs.value(), demonstration()[0].tariffs.value());
    let revision = bureau.store.list_revisions(finess).await.unwrap().rows.pop().unwrap();
    assert_eq!((revision.author.as_str(), revision.changes.len()), ("paul", listing.provenances().count()));
}

/// The form of a question of a provider.
async fn question(bureau: &Bureau, link: &str, question: &str) -> Vec<(String, String)> {
    form(&bureau.get(&format!("{link}&etape={question}"), "").await.body, "form.need")
}

#[tokio::test]
async fn a_provider_proposes_changes_only_of_its_listing_for_thirty_days() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let finess = demonstration()[0].finess;
    let made = bureau.post(&format!("/gestion/services/{finess}"), &editor, "").await;
    let link = path(&texts(&made.body, "code.link")[0]);
    let token = link.split_once("lien=").unwrap().1;
    let fields = question(&bureau, &link, "joindre").await;
    assert!(!fields.iter().any(|(name, _)| name.starts_with("source-") || name == "ferme"), "it is the source");
    let send = |others: &[(&str, &str)]| filled(&fields, &[&[("action", "continuer")], others].concat());
    let nothing = bureau.post("/gestion/fiche", "", &format!("lien={token}&action=proposer&mot=")).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was answered");
    let wrong = bureau.post("/gestion/fiche", "", &send(&[("telephone", "12"), ("langues", "wolof")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&wrong.body, ".error-summary a[href='#telephone']").len(), 1);
    assert!(form(&wrong.body, "form.need").contains(&("langues".to_owned(), "wolof".to_owned())), "kept");
    let right = bureau.post("/gestion/fiche", "", &send(&[("langues", "wolof")])).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let links = bureau.store.list_links().await.unwrap().rows;
    assert_eq!(links[0].answered.map(|own| own.1), Some(LinkAnswer::Begun), "kept, and not sent yet");
    assert_eq!(bureau.store.find_draft(1).await.unwrap().unwrap().draft.content.state, DraftState::Writing);
    let last = bureau.get(&format!("{link}&etape=envoyer"), "").await;
    assert!(texts(&last.body, "table.changes td").concat().contains("wolof"), "{}", last.body);
    bureau.post("/gestion/fiche", "", &format!("lien={token}&action=proposer&mot=depuis+mai")).await;
    let drafts = bureau.store.list_drafts().await.unwrap().rows;
    let content = &drafts[0].draft.content;
    assert_eq!((drafts.len(), content.listing.finess, content.note.as_str()), (1, finess, "depuis mai"));
    assert_eq!(content.state, DraftState::Submitted);
    let said = content.listing.provenance(Field::Languages).unwrap();
    assert_eq!((said.source, said.observed), (Source::Provider, TODAY));
    let published = bureau.store.find(finess).await.unwrap().unwrap();
    assert_eq!(published.listing, demonstration()[0], "nothing is public before someone has read it");
    let links = bureau.store.list_links().await.unwrap().rows;
    assert_eq!(links[0].answered.map(|answer| answer.1), Some(LinkAnswer::Proposed));
    assert_eq!(bureau.get("/gestion/fiche?lien=0000", "").await.status, StatusCode::NOT_FOUND);
    bureau.later(30 * 24 * 3600);
    assert_eq!(bureau.get(&link, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(bureau.post("/gestion/fiche", "", &send(&[("langues", "peul")])).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_answer_starts_from_the_first_and_stays_sent() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let finess = demonstration()[0].finess;
    let made = bureau.post(&format!("/gestion/services/{finess}"), &editor, "").await;
    let link = path(&texts(&made.body, "code.link")[0]);
    let token = link.split_once("lien=").unwrap().1;
    for (name, field, value) in [("joindre", "langues", "wolof"), ("joindre", "bureau", "le matin")] {
        let fields = question(&bureau, &link, name).await;
        bureau.post("/gestion/fiche", "", &filled(&fields, &[("action", "continuer"), (field, value)])).await;
        bureau.post("/gestion/fiche", "", &format!("lien={token}&action=proposer&mot=")).await;
    }
    let drafts = bureau.store.list_drafts().await.unwrap().rows;
    let content = &drafts[0].draft.content;
    assert_eq!((drafts.len(), content.state), (1, DraftState::Submitted));
    assert_eq!(content.listing.office_hours.value().map(String::as_str), Some("le matin"));
    assert!(
        content.listing.provenance(Field::Languages).unwrap().source == Source::Provider,
        "the first answer is there"
    );
}

#[tokio::test]
async fn a_new_tariff_of_a_provider_follows_the_one_in_force_which_stays() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let before =
        demonstration().into_iter().find(|own| own.tariffs.value().is_some_and(|all| !all.is_empty())).unwrap();
    let known = before.tariffs.value().unwrap().clone();
    let mode = known[0].terms().mode;
    let made = bureau.post(&format!("/gestion/services/{}", before.finess), &editor, "").await;
    let link = path(&texts(&made.body, "code.link")[0]);
    let fields = question(&bureau, &link, "prix").await;
    let mode = domain::values::closed_list::ClosedList::code(mode);
    let send = |from: &str| {
        let new = [("action", "continuer"), ("tarif-0-mode", mode), ("tarif-0-debut", from), ("tarif-0-aide", "31,50")];
        filled(&fields, &new)
    };
    let started =
        known.iter().map(|own| own.terms()).filter(|own| own.mode == known[0].terms().mode).map(|own| own.from);
    let last = started.filter(|from| *from <= TODAY).max().unwrap();
    let over = bureau.post("/gestion/fiche", "", &send(&last.to_string())).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "what is in force is not written over");
    assert_eq!(texts(&over.body, ".error-summary a[href='#tarif-0-debut']").len(), 1);
    let after = bureau.post("/gestion/fiche", "", &send("2027-01-01")).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "{:?}", texts(&after.body, ".error-summary"));
    let answered = bureau.store.find_draft(1).await.unwrap().unwrap().draft.content.listing;
    let tariffs = answered.tariffs.value().unwrap();
    assert!(known.iter().all(|tariff| tariffs.contains(tariff)), "the past stays");
    assert_eq!(tariffs.len(), known.len() + 1);
}

/// The form of a campaign as it is shown, with what is changed in it.
async fn making(bureau: &Bureau, publisher: &str, choice: &str) -> Vec<(String, String)> {
    let shown = bureau.post("/gestion/campagnes", publisher, choice).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    form(&shown.body, "form.need")
}

#[tokio::test]
async fn a_campaign_is_seen_before_it_is_sent_followed_and_reminded() {
    let outbox = Outbox::default();
    let notify = Arc::new(Notify::new());
    let bureau = bureau_with(|office| office.with_mail(Arc::clone(&notify)).at("https://aide.paris.fr/")).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let named: Vec<Finess> = demonstration().iter().take(3).map(|own| own.finess).collect();
    addresses(&bureau, &[(named[0], "Contact@Un.fr"), (named[1], "refuse@deux.fr")]).await;
    // The catalogue in memory follows the store; here, what staff do next publishes it.
    bureau
        .post("/gestion/a-voir?motif=prix&page=1", &publisher, &format!("fiche={}", demonstration()[159].finess))
        .await;
    let sheet = bureau.get(&format!("/gestion/services/{}", named[0]), &publisher).await;
    assert!(sheet.body.contains("Envoyer un lien au service, à contact@un.fr"), "what the button does is said");
    let choice: String = named.iter().map(|finess| format!("service={finess}&")).collect();
    let fields = making(&bureau, &publisher, &choice).await;
    assert_eq!(bureau.store.list_links().await.unwrap().rows.len(), 0, "nothing is made yet");
    let send = |others: &[(&str, &str)]| filled(&fields, &[&[("action", "envoyer")], others].concat());
    for (field, wrong) in [
        ("lettre", "Bonjour {service}"),
        ("lettre", "{lien} {prix}"),
        ("objet", ""),
        ("limite", "2026-11-23"),
        ("limite", "2027-02-01"),
    ] {
        let answer = bureau.post("/gestion/campagnes", &publisher, &send(&[(field, wrong)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {wrong}");
        assert_eq!(texts(&answer.body, &format!(".error-summary a[href='#{field}']")).len(), 1, "{field} {wrong}");
    }
    let read = filled(&fields, &[("action", "apercu"), ("lettre", "Pour {service}, avant le {date limite} : {lien}")]);
    let read = bureau.post("/gestion/campagnes", &publisher, &read).await;
    let name = domain::values::search::readable(&demonstration()[0].name.value);
    assert!(
        texts(&read.body, ".letter")[0].contains(&format!("Pour {name}, avant le 14 décembre 2026")),
        "{}",
        read.body
    );
    assert_eq!(bureau.store.count_letters().await.unwrap(), 0);
    let made = bureau.post("/gestion/campagnes", &publisher, &send(&[])).await;
    assert_eq!(made.headers["location"], "/gestion/campagnes/1?etat=prete");
    // They wait in the store, where a restart finds them, until they have left.
    assert_eq!(bureau.store.count_letters().await.unwrap(), 2);
    let page = bureau.get("/gestion/campagnes/1", &publisher).await.body;
    assert!(texts(&page, "tbody tr")[0].contains("en attente d’envoi"), "{page}");
    deliver_all(&bureau, &outbox).await;
    let page = bureau.get("/gestion/campagnes/1", &publisher).await.body;
    let rows = texts(&page, "tbody tr");
    assert!(rows[0].contains("courriel envoyé") && rows[1].contains("refusé par le serveur"), "{rows:?}");
    assert!(rows[2].contains("à transmettre"), "{rows:?}");
    let sent = outbox.0.lock().unwrap().clone();
    assert_eq!((sent.len(), sent[0].0.as_str()), (1, "contact@un.fr"));
    let link = sent[0].1.lines().find(|line| line.starts_with("https://aide.paris.fr/gestion/fiche?lien=")).unwrap();
    assert_eq!(bureau.get(&path(link), "").await.status, StatusCode::OK);
    // The file has a link for each; the one that was mailed goes on holding.
    let file = bureau.post("/gestion/campagnes/1", &publisher, "action=fichier").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(lines.len(), 4, "{}", file.body);
    assert!(lines[0].contains("Service;FINESS;Courriel;Téléphone;Lien"), "{}", lines[0]);
    let given = lines[3].split(';').find(|cell| cell.starts_with("https://")).unwrap();
    assert_eq!(bureau.get(&path(given), "").await.status, StatusCode::OK);
    let shown = bureau.post("/gestion/campagnes/1", &publisher, "montrer=3").await;
    assert_eq!(texts(&shown.body, "code.link").len(), 1, "one can be shown again");
    let token = link.split_once("lien=").unwrap().1;
    let thanks = bureau.post("/gestion/fiche", "", &format!("lien={token}&action=rien-n-a-change")).await;
    assert!(texts(&thanks.body, "p.thanks")[0].starts_with("Merci"), "{}", thanks.body);
    let list = bureau.get("/gestion/campagnes", &publisher).await;
    assert_eq!(texts(&list.body, "tbody td")[1..], ["3".to_owned(), "1".to_owned()]);
    let one = bureau.get("/gestion/campagnes/1", &publisher).await;
    assert!(one.body.contains("rien n’a changé, le 23 novembre 2026"), "{}", one.body);
    // Who has not answered is reminded: by mail where there is an address, else there is a number to call.
    let reminder = bureau.post("/gestion/campagnes/1", &publisher, "action=relancer").await;
    let mailed = texts(&reminder.body, "main details li");
    assert!(mailed.len() == 1 && mailed[0].contains("refuse@deux.fr"), "{mailed:?}");
    assert_eq!(bureau.store.count_letters().await.unwrap(), 0, "nothing is sent yet");
    let send = filled(&form(&reminder.body, "form.need"), &[("action", "envoyer-relance")]);
    let sent = bureau.post("/gestion/campagnes/1", &publisher, &send).await;
    assert!(texts(&sent.body, "p.thanks")[0].contains("Relances en route : 1."), "{}", sent.body);
    assert_eq!(bureau.store.count_letters().await.unwrap(), 1);
    let returned = bureau.post("/gestion/campagnes/1", &publisher, "revenu=1").await;
    assert!(texts(&returned.body, "tbody tr")[0].contains("revenu : vérifiez"), "{}", returned.body);
    assert_eq!(bureau.get("/gestion/campagnes/2", &publisher).await.status, StatusCode::NOT_FOUND);
}

/// What the screen of the first campaign says of its first letter, after a mail server answered its recipient so.
async fn shown_after(bureau: &Bureau, publisher: &str, answer: &'static str) -> String {
    let (url, _heard) = mail::server(answer).await;
    let (tried, store) = (bureau.store.list_waiting().await.unwrap(), &bureau.store);
    deliver_until(bureau, &mail::mailer(&url), async || store.list_waiting().await.unwrap() != tried).await;
    texts(&bureau.get("/gestion/campagnes/1", publisher).await.body, "tbody tr").remove(0)
}

#[tokio::test]
async fn a_letter_that_a_mail_server_refuses_is_said_to_be_and_one_that_it_puts_off_is_tried_again() {
    for (refusal, said, waiting) in [
        ("550 no such user", "refusé par le serveur de courriel : vérifiez l’adresse", 0),
        ("451 later", "en attente, essais sans succès : 1", 1),
    ] {
        let bureau = bureau_with(|office| office.with_mail(Arc::new(Notify::new()))).await;
        let publisher = bureau.signed("paul", Role::Publisher).await;
        let finess = demonstration()[0].finess;
        addresses(&bureau, &[(finess, "contact@un.fr")]).await;
        bureau.published.renew(&bureau.store).await.unwrap();
        let fields = making(&bureau, &publisher, &format!("service={finess}")).await;
        bureau.post("/gestion/campagnes", &publisher, &filled(&fields, &[("action", "envoyer")])).await;
        let row = shown_after(&bureau, &publisher, refusal).await;
        assert!(row.contains(said), "{refusal}: {row}");
        assert_eq!(bureau.store.count_letters().await.unwrap(), waiting, "{refusal}");
        assert!(bureau.store.take_letter(bureau.seconds(), |_| 0).await.unwrap().is_none(), "not at once");
        if waiting > 0 {
            bureau.later(60);
            let row = shown_after(&bureau, &publisher, "250 yes").await;
            assert!(row.contains("courriel envoyé"), "{row}");
        }
    }
}

#[tokio::test]
async fn a_campaign_asks_only_what_is_missing_or_too_old_of_the_part_that_was_chosen() {
    let bureau = bureau().await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let fields = making(&bureau, &publisher, "partie=disponibilite&action=choisir").await;
    let chosen: Vec<&str> =
        fields.iter().filter(|(name, _)| name == "service").map(|(_, value)| value.as_str()).collect();
    let part = domain::provider::parts::ListingPart::Availability;
    let fresh = |own: &&domain::Listing| {
        matches!(own.part_state(part, TODAY), domain::provider::parts::PartState::Fresh(_))
            || own.standing != domain::provider::listing::Standing::Open
    };
    let listings = demonstration();
    assert_eq!(chosen.len(), listings.len() - listings.iter().filter(fresh).count());
    let one = chosen[0].to_owned();
    let others: Vec<(String, String)> = fields.iter().filter(|(name, _)| name != "service").cloned().collect();
    bureau.post("/gestion/campagnes", &publisher, &filled(&others, &[("action", "envoyer"), ("service", &one)])).await;
    let shown = bureau.post("/gestion/campagnes/1", &publisher, "montrer=1").await;
    let link = path(&texts(&shown.body, "code.link")[0]);
    let page = bureau.get(&link, "").await.body;
    assert_eq!(texts(&page, "main h2 + ul li"), ["Prenez-vous de nouvelles personnes ?"], "{page}");
    let nobody = bureau.post("/gestion/campagnes", &publisher, &filled(&others, &[("action", "envoyer")])).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&nobody.body, ".error-summary a[href='#service']").len(), 1);
}
