//! Actions of staff, providers and visitors, each prepared with separate rows: the request for it, and a check whether
//! the store then holds all of it, nothing of it, or a part, which must never happen.

use app::access::{AccountName, Role};
use app::staff::accounts::AccountAct;
use app::staff::listing::form::filled;
use app::staff::reports::ReportEventKind;
use domain::feedback::refusal::{Month, Refusal, RefusalReason};
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::law::parameters::Parameter;
use domain::provider::listing::{Fact, Provenance, Source};
use domain::values::closed_list::ClosedList;
use domain::{Finess, Listing};
use jiff::Timestamp;
use jiff::civil::date;
use server::secrets::{Hashed, Token, recovery_hash};
use server::storage::account_changes::{AccountChangeStore, AccountEvent};
use server::storage::accounts::{AccountStore, Link, NewSession, Proof, SignIn};
use server::storage::drafts::{DraftContent, DraftState, DraftStore, NewDraft};
use server::storage::journal::{ImportKind, JournalStore};
use server::storage::links::{LinkStore, NewLink};
use server::storage::outbox::OutboxStore;
use server::storage::previews::{NewPreview, PreviewContent, PreviewLine, PreviewStore};
use server::storage::refusals::{MOST_A_DAY, RefusalStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{
    Authorship, ImportCounts, ImportRecord, ListingStore, NewReport, ParameterStore, ReportAnswer, ReportStore, Save,
    Versioned,
};

use crate::support::{TODAY, administer, created, demonstration};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    AcceptFile,
    AcceptLines,
    ThrowFileAway,
    AnswerOfProvider,
    Publish,
    SaveDraft,
    Campaign,
    UndoImport,
    Restore,
    Verify,
    LawValue,
    AnswerReport,
    Report,
    Refusal,
    SignIn,
    CreateAccount,
    ReopenReport,
}

impl Deed {
    pub const ALL: [Self; 17] = [
        Self::AcceptFile,
        Self::AcceptLines,
        Self::ThrowFileAway,
        Self::AnswerOfProvider,
        Self::Publish,
        Self::SaveDraft,
        Self::Campaign,
        Self::UndoImport,
        Self::Restore,
        Self::Verify,
        Self::LawValue,
        Self::AnswerReport,
        Self::Report,
        Self::Refusal,
        Self::SignIn,
        Self::CreateAccount,
        Self::ReopenReport,
    ];
}

/// Listings in the store: two for each kind of action, which no other kind changes.
pub const LISTINGS: usize = 2 * Deed::ALL.len();

/// How much of an action is in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Nothing,
    All,
    Part(String),
}

/// A prepared action.
pub struct Attempt {
    pub deed: Deed,
    pub path: String,
    pub body: String,
    pair: [Versioned; 2],
    /// The number of the row that it changes, or the number of such rows.
    number: u32,
    /// A text that occurs in no other attempt.
    mark: String,
}

impl Attempt {
    /// The cookie to send: a sign-in has none yet, because it would end the session of that cookie.
    pub fn cookie<'a>(&self, session: &'a str) -> &'a str {
        if self.deed == Deed::SignIn { "" } else { session }
    }
}

pub async fn fill(store: &SqliteStore) {
    let saves = demonstration().into_iter().take(LISTINGS).map(|listing| Save::new(None, listing));
    store.save(saves.collect(), &by("demonstration", Source::Demonstration), None).await.unwrap();
}

fn by(author: &str, source: Source) -> Authorship {
    let recorded_at = "2026-11-20T10:00:00Z".parse().unwrap();
    Authorship { author: author.to_owned(), source, recorded_at }
}

fn changed(listing: &Listing, mark: &str) -> Listing {
    let provenance = Provenance { source: Source::City, observed: date(2026, 11, 20), verified: None };
    let website = Fact::new(format!("https://exemple.fr/{mark}"), provenance);
    Listing { website, ..listing.clone() }
}

fn line(stored: &Versioned, mark: &str) -> PreviewLine {
    PreviewLine {
        based_on: Some(stored.version),
        before: Some(stored.listing.clone()),
        after: changed(&stored.listing, mark),
    }
}

async fn refusals(store: &SqliteStore, finess: Finess) -> u32 {
    let counted = store.refusals_since(Month::of(date(1970, 1, 1))).await.unwrap().rows;
    counted.iter().filter(|row| row.refusal.finess == finess).map(|row| row.count).sum()
}

async fn campaigns(store: &SqliteStore) -> u32 {
    store.list_links().await.unwrap().rows.iter().filter_map(|link| link.campaign).max().unwrap_or(0)
}

/// The form of a campaign that writes to every service.
async fn campaign_body(store: &SqliteStore) -> String {
    let listings = store.load_all().await.unwrap().rows;
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs([
        ("action", "envoyer"),
        ("objet", "Votre fiche"),
        ("lettre", "Voici : {lien}"),
        ("limite", "2026-12-10"),
    ]);
    body.extend_pairs(listings.iter().map(|stored| ("service", stored.listing.finess.as_str().to_owned())));
    body.finish()
}

async fn pair(store: &SqliteStore, deed: Deed) -> [Versioned; 2] {
    let place = 2 * Deed::ALL.iter().position(|other| *other == deed).unwrap();
    // Only so many refusals of one service count on a day: theirs are of any service, from the first on.
    let mut at = if deed == Deed::Refusal { 0 } else { place };
    let listings = demonstration();
    while deed == Deed::Refusal && refusals(store, listings[at].finess).await >= MOST_A_DAY {
        at += 1;
    }
    [
        store.find(listings[at].finess).await.unwrap().unwrap(),
        store.find(listings[at + 1].finess).await.unwrap().unwrap(),
    ]
}

/// Prepares what an action needs. `mark`: a word that occurs in no other attempt.
pub async fn prepare(store: &SqliteStore, deed: Deed, mark: &str, now: i64) -> Attempt {
    let mut pair_of = pair(store, deed).await;
    let first = pair_of[0].clone();
    let finess = first.listing.finess;
    let form = |fields: &[(&str, &str)]| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        body.finish()
    };
    let (mut number, path, body) = match deed {
        Deed::AcceptFile | Deed::AcceptLines | Deed::ThrowFileAway => {
            let preview = NewPreview {
                kind: ImportKind::Sheet,
                file_name: format!("{mark}.csv"),
                file_date: date(2026, 11, 20),
                author: "paul".to_owned(),
                read_at: Timestamp::UNIX_EPOCH,
                content: PreviewContent {
                    lines: pair_of.iter().map(|stored| line(stored, mark)).collect(),
                    ..PreviewContent::default()
                },
            };
            let number = store.add_preview(preview).await.unwrap();
            let body = match deed {
                Deed::AcceptFile => "action=tout".to_owned(),
                Deed::AcceptLines => form(&[("action", "cochees"), ("fiche", finess.as_str())]),
                _ => "action=rien".to_owned(),
            };
            (number, format!("/gestion/imports/lus/{number}"), body)
        }
        Deed::AnswerOfProvider => {
            let token = Token::random().unwrap();
            let link = NewLink {
                finess,
                token: token.hashed(),
                author: "paul".to_owned(),
                made_at: now - 60,
                expires_at: now + 86_400,
            };
            store.add_link(&link, None).await.unwrap();
            (0, "/gestion/fiche".to_owned(), form(&[("lien", token.as_str()), ("action", "rien-n-a-change")]))
        }
        Deed::Publish => {
            let listing = changed(&first.listing, mark);
            let mut typed = filled(&listing, TODAY);
            let content =
                DraftContent { based_on: first.version, state: DraftState::Submitted, listing, note: String::new() };
            let draft = NewDraft {
                author: "jeanne".to_owned(),
                source: Source::City,
                saved_at: Timestamp::UNIX_EPOCH,
                content,
            };
            let number = store.add_draft(draft).await.unwrap();
            typed.put("action", "publier");
            typed.put("edition", 1);
            typed.put("finess", finess);
            let pairs: Vec<(&str, &str)> = typed.pairs().collect();
            (number, format!("/gestion/brouillons/{number}"), form(&pairs))
        }
        Deed::SaveDraft => {
            let mut typed = filled(&first.listing, TODAY);
            typed.put("version", first.version);
            let website = format!("https://exemple.fr/{mark}");
            let mut pairs: Vec<(&str, &str)> = typed
                .pairs()
                .filter(|(name, _)| !["site", "source-coordonnees", "appris-coordonnees"].contains(name))
                .collect();
            pairs.extend([
                ("action", "enregistrer"),
                ("site", &website),
                ("source-coordonnees", "ville"),
                ("appris-coordonnees", "2026-11-20"),
            ]);
            (0, format!("/gestion/services/{finess}/modifier"), form(&pairs))
        }
        Deed::Campaign => (campaigns(store).await, "/gestion/campagnes".to_owned(), campaign_body(store).await),
        Deed::UndoImport => {
            let saves = pair_of.iter().map(|stored| Save::new(Some(stored), changed(&stored.listing, mark)));
            let record = ImportRecord {
                kind: ImportKind::Sheet,
                file_name: format!("{mark}.csv"),
                file_date: date(2026, 11, 20),
                counts: ImportCounts::default(),
            };
            let number = store.save(saves.collect(), &by("paul", Source::City), Some(&record)).await.unwrap().unwrap();
            (number, format!("/gestion/imports/{number}"), "confirme=oui".to_owned())
        }
        Deed::Restore => {
            let save = Save::new(Some(&first), changed(&first.listing, mark));
            store.save(vec![save], &by("paul", Source::City), None).await.unwrap();
            let (version, current) = (first.version.to_string(), (first.version + 1).to_string());
            let body = form(&[("version", &version), ("publiee", &current)]);
            (0, format!("/gestion/services/{finess}/historique"), body)
        }
        Deed::Verify => {
            // Seen long ago, so that a verification changes each.
            let saves = pair_of.iter().map(|stored| {
                let said = Provenance { source: Source::City, observed: date(2026, 1, 1), verified: None };
                let website = Fact::new(format!("https://exemple.fr/{mark}"), said.clone());
                let tariffs = Fact::new(stored.listing.tariffs.value().cloned().unwrap_or_default(), said);
                Save::new(Some(stored), Listing { website, tariffs, ..stored.listing.clone() })
            });
            store.save(saves.collect(), &by("paul", Source::City), None).await.unwrap();
            let ticked = [("fiche", finess.as_str()), ("fiche", pair_of[1].listing.finess.as_str())];
            (0, "/gestion/a-voir?motif=prix&page=1".to_owned(), form(&ticked))
        }
        Deed::LawValue => {
            let fields = [
                ("valeur", Parameter::DepartmentHour.code()),
                ("montant", "25,75"),
                ("debut", "2026-01-01"),
                ("article", mark),
                ("adresse", "https://www.paris.fr/arretes"),
                ("lu", "2026-11-20"),
            ];
            (0, "/gestion/parametres".to_owned(), form(&fields))
        }
        Deed::AnswerReport => {
            let message = ReportMessage::parse("le prix a changé").unwrap();
            let report = NewReport { finess, about: ReportAbout::Price, message, recorded_at: Timestamp::UNIX_EPOCH };
            let number = store.add_report(report).await.unwrap();
            let body = form(&[("suite-donnee", "corrige"), ("motif", "le prix est corrigé")]);
            (number, format!("/gestion/signalements/{number}"), body)
        }
        Deed::ReopenReport => {
            let message = ReportMessage::parse("le prix a changé").unwrap();
            let recorded_at = Timestamp::UNIX_EPOCH;
            let report = NewReport { finess, about: ReportAbout::Price, message: message.clone(), recorded_at };
            let number = store.add_report(report).await.unwrap();
            let (outcome, author) = (ReportOutcome::NoAction, "paul".to_owned());
            let answer = ReportAnswer { report: number, outcome, reason: message, author, recorded_at };
            assert!(store.answer_report(answer).await.unwrap());
            (number, format!("/gestion/signalements/{number}"), form(&[("action", "rouvrir")]))
        }
        Deed::CreateAccount => {
            let fields = [("nom", mark), ("role", "reader"), ("courriel", ""), ("action", "creer")];
            (0, "/gestion/comptes".to_owned(), form(&fields))
        }
        Deed::Report => {
            let message = format!("le prix a changé {mark}");
            (0, format!("/services/{finess}/signaler"), form(&[("sujet", "tarif"), ("message", &message)]))
        }
        Deed::Refusal => {
            let refusal =
                Refusal { finess, zone: "75114".parse().unwrap(), reason: RefusalReason::Full, slot: None, act: None };
            let zone = refusal.zone.to_string();
            let body = form(&[("service", finess.as_str()), ("zone", &zone), ("motif", "complet")]);
            (refusals(store, finess).await, "/accompagner/refus".to_owned(), body)
        }
        Deed::SignIn => {
            let (who, now) = (name_of(mark), now);
            let link = Link { token: Hashed::of(mark), expires_at: now + 60 };
            administer(store, &who, created(Role::Reader, None, &link)).await;
            assert!(store.choose_password(&link.token, now, HASH).await.unwrap());
            assert!(store.enrol(&who, SECRET, 0, &[recovery_hash(mark)]).await.unwrap());
            let fields = [("nom", who.as_str()), ("mot-de-passe", "une phrase assez longue"), ("code", mark)];
            (0, "/gestion/connexion".to_owned(), form(&fields))
        }
    };
    if matches!(deed, Deed::UndoImport | Deed::Restore | Deed::Verify) {
        pair_of = pair(store, deed).await;
    }
    if deed == Deed::AnswerOfProvider {
        number = store.list_links().await.unwrap().rows[0].number;
    }
    Attempt { deed, path, body, pair: pair_of, number, mark: mark.to_owned() }
}

/// `All` if every sign of an action is there, `Nothing` if none is.
fn held(signs: &[(&str, bool)]) -> Held {
    if signs.iter().all(|sign| sign.1) {
        Held::All
    } else if signs.iter().all(|sign| !sign.1) {
        Held::Nothing
    } else {
        Held::Part(format!("{signs:?}"))
    }
}

/// How much of an attempt is in the store.
pub async fn verdict(store: &SqliteStore, attempt: &Attempt) -> Held {
    let now = pair(store, attempt.deed).await;
    let grown = [now[0].version > attempt.pair[0].version, now[1].version > attempt.pair[1].version];
    let finess = attempt.pair[0].listing.finess;
    match attempt.deed {
        Deed::AcceptFile | Deed::AcceptLines | Deed::ThrowFileAway => {
            let gone = store.find_preview(attempt.number).await.unwrap().is_none();
            let name = format!("{}.csv", attempt.mark);
            let imported = store.list_imports().await.unwrap().rows.iter().any(|import| import.file_name == name);
            let waiting = store.list_previews().await.unwrap().rows;
            let waits = waiting.iter().any(|other| other.file_name == name && other.number != attempt.number);
            match attempt.deed {
                Deed::AcceptFile => {
                    held(&[("taken", gone), ("imported", imported), ("first", grown[0]), ("second", grown[1])])
                }
                Deed::AcceptLines => {
                    assert!(!grown[1], "a line that nobody ticked");
                    held(&[("taken", gone), ("imported", imported), ("first", grown[0]), ("the rest waits", waits)])
                }
                _ => held(&[("gone", gone)]),
            }
        }
        Deed::AnswerOfProvider => {
            let links = store.list_links().await.unwrap().rows;
            let answered = links.iter().any(|link| link.number == attempt.number && link.answered.is_some());
            let drafts = store.list_drafts().await.unwrap().rows;
            let drafts = drafts.iter().filter(|draft| draft.finess() == finess).count();
            assert!(drafts <= 1, "one answer waits at a time");
            // An earlier answer may be waiting already: then the mark is the only sign.
            if answered { held(&[("draft", drafts == 1)]) } else { Held::Nothing }
        }
        Deed::Publish => {
            let gone = store.find_draft(attempt.number).await.unwrap().is_none();
            held(&[("gone", gone), ("published", grown[0])])
        }
        Deed::SaveDraft => {
            let website = format!("https://exemple.fr/{}", attempt.mark);
            let drafts = store.list_drafts().await.unwrap().rows;
            let mine = drafts.iter().any(|draft| draft.draft.content.listing.website.value() == Some(&website));
            held(&[("draft", mine)])
        }
        Deed::Campaign => {
            let links = store.list_links().await.unwrap().rows;
            let made = links.iter().filter(|link| link.campaign == Some(attempt.number + 1)).count();
            let open = store.load_all().await.unwrap().rows.len();
            assert!(store.count_letters().await.unwrap() == 0, "no mail is set up");
            held(&[("some", made > 0), ("every one", made == open)])
        }
        Deed::UndoImport => {
            let imports = store.list_imports().await.unwrap().rows;
            let undone = imports.iter().any(|import| import.number == attempt.number && import.undone.is_some());
            held(&[("undone", undone), ("first", grown[0]), ("second", grown[1])])
        }
        Deed::Restore => held(&[("restored", grown[0])]),
        Deed::Verify => held(&[("first", grown[0]), ("second", grown[1])]),
        Deed::LawValue => {
            let values = store.list_values().await.unwrap().rows;
            held(&[("value", values.iter().any(|value| value.published.article == attempt.mark.as_str()))])
        }
        Deed::AnswerReport => {
            let answers = store.list_answers().await.unwrap().rows;
            held(&[("answered", answers.iter().any(|answer| answer.report == attempt.number))])
        }
        Deed::ReopenReport => {
            let answers = store.list_answers().await.unwrap().rows;
            let open = answers.iter().all(|answer| answer.report != attempt.number);
            let events = store.list_report_events().await.unwrap().rows;
            let happened = |kind| events.iter().any(|event| event.report == attempt.number && event.kind == kind);
            let (kept, opened) = (happened(ReportEventKind::Closed), happened(ReportEventKind::Reopened));
            held(&[("open", open), ("the answer is kept", kept), ("who opened it", opened)])
        }
        Deed::CreateAccount => {
            let name = name_of(&attempt.mark);
            let made = store.find_account(&name).await.unwrap().is_some();
            let events = store.list_account_events(1_000).await.unwrap().rows;
            let created = |event: &&AccountEvent| event.account == name.as_str() && event.act == AccountAct::Created;
            held(&[("made", made), ("in the journal", events.iter().filter(created).count() == 1)])
        }
        Deed::Report => {
            let reports = store.list_reports().await.unwrap().rows;
            let kept = reports.iter().filter(|report| report.report.message.as_str().ends_with(&attempt.mark)).count();
            assert!(kept <= 1, "kept once");
            held(&[("kept", kept == 1)])
        }
        Deed::SignIn => {
            let who = name_of(&attempt.mark);
            let entered = !store.list_sessions(Some(&who)).await.unwrap().rows.is_empty();
            // The code must be used up if there is a session, and must still be valid if there is none.
            let account = store.find_account(&who).await.unwrap().unwrap();
            let proof = Proof::RecoveryCode(recovery_hash(&attempt.mark));
            let session = new_session(&who, &Token::random().unwrap(), 0);
            let again = store.sign_in(&SignIn { proof, ..SignIn::new(session, account) }).await.unwrap();
            held(&[("session", entered), ("code used up", !again)])
        }
        Deed::Refusal => {
            let counted = refusals(store, finess).await;
            assert!(counted <= attempt.number + 1, "counted once");
            held(&[("counted", counted == attempt.number + 1)])
        }
    }
}

/// The account of an attempt.
fn name_of(mark: &str) -> AccountName {
    AccountName::parse(&mark.to_lowercase()).unwrap()
}

/// The secret of a second factor.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// The hash of « une phrase assez longue », made with little work.
const HASH: &str = "$argon2id$v=19$m=64,t=1,p=1$2SMbTtBHF2MOrGPxZG+qsg$bwk5w1Z030tnkWn9vHGKkA0uK1j2VQRfE/0OznpTv/s";

fn new_session(account: &AccountName, token: &Token, started_at: i64) -> NewSession {
    NewSession { token: token.hashed(), account: account.clone(), offered_secret: SECRET.to_owned(), started_at }
}

/// A session of someone who may do all of it, as its cookie.
pub async fn session(store: &SqliteStore, now: i64) -> String {
    session_of(store, "paul", Role::Admin, now).await
}

/// A session of a new account, with its second factor: its cookie.
pub async fn session_of(store: &SqliteStore, who: &str, role: Role, now: i64) -> String {
    let (name, token) = (AccountName::parse(who).unwrap(), Token::random().unwrap());
    let link = Link { token: Hashed::of(who), expires_at: 0 };
    administer(store, &name, created(role, None, &link)).await;
    store.enrol(&name, SECRET, 0, &[]).await.unwrap();
    let session = new_session(&name, &token, now);
    let account = store.find_account(&name).await.unwrap().unwrap();
    assert!(store.sign_in(&SignIn::new(session, account)).await.unwrap());
    format!("__Host-session={}", token.as_str())
}
