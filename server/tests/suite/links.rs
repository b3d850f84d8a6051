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
    let stop = CancellationToken::new();
    let now = || jiff::Timestamp::from_second(bureau.seconds()).unwrap();
    let empty = async {
        while bureau.store.count_letters().await.unwrap() > 0 {
            tokio::task::yield_now().await;
        }
        stop.cancel();
    };
    let notify = Notify::new();
    tokio::join!(deliver(&bureau.store, mailer, &notify, now, &stop), empty);
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
            assert!(self.store.next_letter(self.now).await.unwrap().is_none(), "it is put off already");
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

#[tokio::test]
async fn a_provider_proposes_changes_only_of_its_listing_for_thirty_days() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let finess = demonstration()[0].finess;
    let made = bureau.post(&format!("/gestion/services/{finess}"), &editor, "").await;
    let link = path(&texts(&made.body, "code.link")[0]);
    let page = bureau.get(&format!("{link}&modifier=oui"), "").await;
    let fields = form(&page.body, "form.need");
    assert!(!fields.iter().any(|(name, _)| name.starts_with("source-") || name == "ferme"), "it is the source");
    let send = |others: &[(&str, &str)]| filled(&fields, &[&[("action", "proposer")], others].concat());
    let nothing = bureau.post("/gestion/fiche", "", &send(&[])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = bureau.post("/gestion/fiche", "", &send(&[("telephone", "12"), ("langues", "wolof")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&wrong.body, ".error-summary a[href='#telephone']").len(), 1);
    assert!(form(&wrong.body, "form.need").contains(&("langues".to_owned(), "wolof".to_owned())), "kept");
    let right = bureau.post("/gestion/fiche", "", &send(&[("langues", "wolof"), ("mot", "depuis mai")])).await;
    assert_eq!(right.status, StatusCode::OK);
    let draft = bureau.store.find_draft(1).await.unwrap().unwrap();
    let listing = &draft.draft.content.listing;
    assert_eq!((listing.finess, draft.draft.content.note.as_str()), (finess, "depuis mai"));
    let provenance = listing.provenance(Field::Languages).unwrap();
    assert_eq!((provenance.source, provenance.observed), (Source::Provider, TODAY));
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
async fn a_campaign_mails_whoever_has_an_address_and_shows_every_link_once() {
    let outbox = Outbox::default();
    let notify = Arc::new(Notify::new());
    let bureau = bureau_with(|office| office.with_mail(Arc::clone(&notify)).at("https://aide.paris.fr/")).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let page = bureau.get("/gestion/campagnes", &publisher).await;
    assert!(form(&page.body, "form.need").contains(&("mois".to_owned(), "6".to_owned())));
    for wrong in ["", "-1", "beaucoup", "61"] {
        let answer = bureau.post("/gestion/campagnes", &publisher, &format!("mois={wrong}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let old: Vec<Finess> = demonstration()
        .iter()
        .filter(|listing| listing.last_seen() <= jiff::civil::date(2026, 8, 23))
        .map(|listing| listing.finess)
        .collect();
    assert!(old.len() > 3);
    addresses(&bureau, &[(old[0], "Contact@Un.fr"), (old[1], "refuse@deux.fr")]).await;
    // The catalogue in memory is updated from the store; here, the next action of staff publishes it.
    bureau
        .post("/gestion/a-voir?motif=prix&page=1", &publisher, &format!("fiche={}", demonstration()[159].finess))
        .await;
    let sheet = bureau.get(&format!("/gestion/services/{}", old[0]), &publisher).await;
    assert!(sheet.body.contains("Envoyer un lien au service, à contact@un.fr"), "the button says what it does");
    let made = bureau.post("/gestion/campagnes", &publisher, "mois=3").await;
    let rows = texts(&made.body, "tbody tr");
    let links = texts(&made.body, "code.link");
    assert_eq!(links.len(), rows.len(), "each can be copied, this once");
    assert!(rows.iter().any(|row| row.contains("contact@un.fr")));
    // They wait in the store until they are sent, even after a restart.
    assert_eq!(bureau.store.count_letters().await.unwrap(), 2);
    deliver_all(&bureau, &outbox).await;
    assert!(bureau.store.list_links().await.unwrap().rows.iter().any(|link| link.sent_to.is_some()));
    assert!(links[0].starts_with("https://aide.paris.fr/gestion/fiche?lien="), "{}", links[0]);
    let sent = outbox.0.lock().unwrap().clone();
    assert_eq!((sent.len(), sent[0].0.as_str()), (1, "contact@un.fr"));
    let link = sent[0].1.lines().find(|line| line.starts_with("https://aide.paris.fr/gestion/fiche?lien=")).unwrap();
    assert_eq!(bureau.get(&path(link), "").await.status, StatusCode::OK);
    let token = link.split_once("lien=").unwrap().1;
    bureau.post("/gestion/fiche", "", &format!("lien={token}&action=rien-n-a-change")).await;
    let list = bureau.get("/gestion/campagnes", &publisher).await;
    assert_eq!(texts(&list.body, "tbody td")[1..], [rows.len().to_string(), "1".to_owned()]);
    let one = bureau.get("/gestion/campagnes/1", &publisher).await;
    assert!(one.body.contains("rien n’a changé, le 23 novembre 2026") && texts(&one.body, "code.link").is_empty());
    assert_eq!(bureau.get("/gestion/campagnes/2", &publisher).await.status, StatusCode::NOT_FOUND);
}
