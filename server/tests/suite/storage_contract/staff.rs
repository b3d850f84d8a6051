//! What every store must do with what the staff keep among themselves: accounts that are administered, reports that are
//! shared, dossiers of services.

use app::access::{AccountName, Role};
use app::staff::accounts::AccountAct;
use app::staff::dossier::ContactMeans;
use app::staff::reports::ReportEventKind;
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::provider::parts::ListingPart;
use jiff::Timestamp;
use jiff::civil::date;
use server::mail::EmailAddress;
use server::secrets::Hashed;
use server::storage::account_changes::{AccountChange, Administered, Administration, PasswordChange};
use server::storage::accounts::{Link, NewDevice, NewSession, SignIn, SignInWay};
use server::storage::dossiers::{DossierEntry, FileContent, MEDIA_TYPES, NewFile, Signature};
use server::storage::outbox::NewLetter;
use server::storage::{NewReport, REDACTED_TEXT, ReportAnswer, ReportMark, Store};

use crate::support::demonstration;

fn name(text: &str) -> AccountName {
    AccountName::parse(text).unwrap()
}

fn link(token: &str, expires_at: i64) -> Link {
    Link { token: Hashed::of(token), expires_at }
}

fn letter(token: &str) -> NewLetter {
    let (recipient, subject, text) = ("jeanne@paris.fr".to_owned(), "lien".to_owned(), "texte".to_owned());
    NewLetter { token: Hashed::of(token), recipient, subject, text, queued_at: 100 }
}

pub async fn accounts_are_administered_and_every_act_is_recorded(store: &dyn Store) {
    let (anne, jeanne) = (name("anne"), name("jeanne"));
    let done = async |account: &AccountName, change: AccountChange| {
        let done = Administration { actor: Some(anne.clone()), account: account.clone(), change, at: 100 };
        store.administer(&done).await.unwrap()
    };
    let create = |role, email: Option<&str>, token: &str| AccountChange::Create {
        role,
        email: email.map(|email| EmailAddress::parse(email).unwrap()),
        link: link(token, 1_000),
        letter: email.map(|_| letter(token)),
    };
    assert_eq!(done(&anne, create(Role::Admin, None, "a")).await, Administered::Done);
    assert_eq!(done(&jeanne, create(Role::Reader, Some("jeanne@paris.fr"), "j")).await, Administered::Done);
    assert_eq!(store.count_letters().await.unwrap(), 1, "with its letter");
    assert_eq!(done(&jeanne, create(Role::Reader, None, "x")).await, Administered::NameTaken);
    assert_eq!(done(&name("paul"), create(Role::Reader, Some("Jeanne@paris.fr"), "x")).await, Administered::EmailTaken);
    assert_eq!(store.find_link(&Hashed::of("x"), 100).await.unwrap(), None, "nothing of it is there");
    assert_eq!(done(&name("paul"), AccountChange::SetRole(Role::Editor)).await, Administered::NoAccount);
    assert_eq!(done(&jeanne, AccountChange::SetRole(Role::Editor)).await, Administered::Done);
    assert_eq!(done(&anne, AccountChange::SetRole(Role::Editor)).await, Administered::LastAdmin);

    // A link that is mailed takes no other away; the first that is used takes them all.
    store.mail_link(&jeanne, &link("m", 500), &letter("m")).await.unwrap();
    store.mail_link(&name("paul"), &link("p", 500), &letter("p")).await.unwrap();
    assert_eq!(store.count_letters().await.unwrap(), 2, "nobody writes to an account that is gone");
    for token in ["j", "m"] {
        assert_eq!(store.find_link(&Hashed::of(token), 499).await.unwrap(), Some(jeanne.clone()));
    }
    assert!(!store.choose_password(&Hashed::of("m"), 500, "late").await.unwrap());
    assert!(store.choose_password(&Hashed::of("m"), 499, "hash").await.unwrap());
    assert_eq!(store.find_link(&Hashed::of("j"), 499).await.unwrap(), None);

    // A password is changed from the one that was compared; the device of a session has a name.
    let session = |token: &str| NewSession {
        token: Hashed::of(token),
        account: jeanne.clone(),
        offered_secret: "OFFER".to_owned(),
        started_at: 200,
    };
    let device = Some(NewDevice { hash: Hashed::of("device"), name: "Firefox".to_owned() });
    for token in ["s1", "s2"] {
        let account = store.find_account(&jeanne).await.unwrap().unwrap();
        let way = SignInWay::Provider;
        let new = SignIn { device: device.clone(), way, ..SignIn::new(session(token), account) };
        assert!(store.sign_in(&new).await.unwrap());
    }
    assert_eq!(store.find_session(&Hashed::of("s1")).await.unwrap().unwrap().way, SignInWay::Provider);
    assert!(store.name_device(&jeanne, 1, "Bureau").await.unwrap());
    assert!(!store.name_device(&anne, 1, "Autre").await.unwrap(), "another's");
    let devices: Vec<String> =
        store.list_sessions(Some(&jeanne)).await.unwrap().into_iter().map(|session| session.device).collect();
    assert_eq!(devices, ["Bureau", "Bureau"], "both are of one device");
    let change = |from: &str| PasswordChange {
        account: jeanne.clone(),
        from: from.to_owned(),
        to: "other".to_owned(),
        session: 1,
        at: 300,
    };
    assert!(!store.change_password(&change("old")).await.unwrap());
    assert!(store.change_password(&change("hash")).await.unwrap());
    assert_eq!(store.list_sessions(Some(&jeanne)).await.unwrap().rows.len(), 1, "the others are over");

    let reset = AccountChange::ResetPassword { link: link("r", 1_000), letter: None };
    assert_eq!(done(&jeanne, reset).await, Administered::Done);
    assert!(store.find_account(&jeanne).await.unwrap().unwrap().password.is_none());
    assert_eq!(done(&jeanne, AccountChange::ResetSecondFactor).await, Administered::Done);
    assert_eq!(done(&jeanne, AccountChange::SetEmail(None)).await, Administered::Done);
    assert_eq!(done(&jeanne, AccountChange::Revoke).await, Administered::Done);
    assert!(store.find_account(&jeanne).await.unwrap().is_none());
    let events = store.list_account_events(100).await.unwrap().rows;
    let acts: Vec<AccountAct> = events.iter().rev().map(|event| event.act).collect();
    let expected = [
        AccountAct::Created,
        AccountAct::Created,
        AccountAct::RoleChanged,
        AccountAct::PasswordChosen,
        AccountAct::PasswordChanged,
        AccountAct::PasswordReset,
        AccountAct::SecondFactorReset,
        AccountAct::EmailChanged,
        AccountAct::Revoked,
    ];
    assert_eq!(acts, expected, "what was refused is not among them");
    assert_eq!(store.list_account_events(1).await.unwrap().rows[0].act, AccountAct::Revoked, "newest first");
}

pub async fn reports_are_shared_and_their_texts_erased(store: &dyn Store) {
    let finess = demonstration()[0].finess;
    let message = ReportMessage::parse("le prix a changé").unwrap();
    let at = Timestamp::UNIX_EPOCH;
    let new = NewReport { finess, about: ReportAbout::Price, message: message.clone(), recorded_at: at };
    let number = store.add_report(new).await.unwrap();
    let mark = async |mark, who: &str| store.mark_report(number, mark, who, at).await.unwrap();
    assert!(mark(ReportMark::Take, "jeanne").await && !mark(ReportMark::Take, "jeanne").await);
    assert!(mark(ReportMark::Redact, "paul").await && !mark(ReportMark::Redact, "paul").await);
    assert!(mark(ReportMark::Take, "paul").await && !mark(ReportMark::Release, "jeanne").await);
    assert!(mark(ReportMark::Release, "paul").await && !mark(ReportMark::Reopen, "paul").await);
    let answer = ReportAnswer {
        report: number,
        outcome: ReportOutcome::NoAction,
        reason: message,
        author: "jeanne".to_owned(),
        recorded_at: at,
    };
    assert!(store.answer_report(answer).await.unwrap());
    assert!(!mark(ReportMark::Take, "paul").await && mark(ReportMark::Reopen, "paul").await);
    assert!(store.list_answers().await.unwrap().rows.is_empty());
    assert_eq!(store.list_reports().await.unwrap().rows[0].report.message.as_str(), REDACTED_TEXT);
    let events = store.list_report_events().await.unwrap().rows;
    let kinds: Vec<ReportEventKind> = events.iter().map(|event| event.kind).collect();
    use ReportEventKind::{Closed, Redacted, Released, Reopened, Taken};
    assert_eq!(kinds, [Taken, Redacted, Taken, Released, Closed, Reopened]);
    assert_eq!(events[4].answer.as_ref().map(|(outcome, _)| *outcome), Some(ReportOutcome::NoAction));
}

pub async fn dossiers_keep_who_wrote_what_and_files_their_names(store: &dyn Store) {
    let (finess, other) = (demonstration()[0].finess, demonstration()[1].finess);
    let by = Signature { author: "jeanne".to_owned(), at: Timestamp::UNIX_EPOCH };
    let add = async |entry: DossierEntry| store.add_to_dossier(finess, &entry, &by).await.unwrap();
    add(DossierEntry::Assignment(Some("paul".to_owned()))).await;
    assert_eq!(store.load_dossier(finess).await.unwrap().assigned.rows, [("paul".to_owned(), by.at)]);
    add(DossierEntry::Assignment(None)).await;
    for day in [date(2026, 12, 2), date(2026, 12, 1)] {
        add(DossierEntry::Reminder { due: day, why: "prix".to_owned() }).await;
    }
    let (means, with, what) = (ContactMeans::Phone, "accueil".to_owned(), "rien".to_owned());
    add(DossierEntry::Contact { day: date(2026, 11, 20), means, with, what }).await;
    add(DossierEntry::Note("première".to_owned())).await;
    add(DossierEntry::Note("seconde".to_owned())).await;
    let kept = store.load_dossier(finess).await.unwrap();
    assert_eq!(kept.assigned.rows, []);
    assert_eq!(kept.reminders.rows[0].due, date(2026, 12, 1), "the first due first");
    assert_eq!((kept.contacts.rows.len(), kept.contacts.rows[0].means), (1, ContactMeans::Phone));
    assert!(kept.notes.rows.iter().map(|note| note.text.as_str()).eq(["seconde", "première"]));
    assert_eq!(store.load_dossier(other).await.unwrap(), Default::default());
    assert_eq!(store.count_due_reminders(date(2026, 12, 1)).await.unwrap(), 1);
    assert!(store.end_reminder(2, &by).await.unwrap() && !store.end_reminder(2, &by).await.unwrap());
    assert_eq!(store.count_due_reminders(date(2026, 12, 1)).await.unwrap(), 0);
    assert_eq!(store.list_reminders().await.unwrap().rows.len(), 1);

    let file = |content: FileContent| NewFile {
        finess,
        part: ListingPart::Prices,
        name: "prix.pdf".to_owned(),
        media_type: MEDIA_TYPES[0],
        bytes: 3,
        content,
        by: by.clone(),
    };
    assert_eq!(store.add_file(&file(FileContent::Bytes(b"abc".to_vec())), 2).await.unwrap(), Some(1));
    assert_eq!(store.add_file(&file(FileContent::KeptAs("name".to_owned())), 2).await.unwrap(), Some(2));
    assert_eq!(store.add_file(&file(FileContent::Bytes(Vec::new())), 2).await.unwrap(), None, "it has two");
    let (found, content) = store.find_file(1).await.unwrap().unwrap();
    assert_eq!((found.part, found.name.as_str(), found.media_type), (ListingPart::Prices, "prix.pdf", MEDIA_TYPES[0]));
    assert!(content == FileContent::Bytes(b"abc".to_vec()));
    assert!(store.remove_file(other, 1, &by).await.unwrap().is_none(), "of another service");
    assert!(store.remove_file(finess, 2, &by).await.unwrap() == Some(FileContent::KeptAs("name".to_owned())));
    assert!(store.remove_file(finess, 2, &by).await.unwrap().is_none() && store.find_file(2).await.unwrap().is_none());
    let files = store.load_dossier(finess).await.unwrap().files.rows;
    assert_eq!(files[0].removed, Some(by), "its name remains");
    assert_eq!(files[1].removed, None);
}
