//! Accounts of the staff, their links, sessions and second factors.

use app::access::{AccountName, Role};
use server::mail::EmailAddress;
use server::secrets::{Hashed, recovery_hash};
use server::storage::Store;
use server::storage::account_changes::{AccountChange, Administered};
use server::storage::accounts::{KEY_BYTES, Link, NewSession, Proof, SignIn};

use crate::support::{administer, created};

/// One-time actions of an account work only once, and a session belongs only to its owner.
pub async fn what_an_account_does_once_works_once(store: &dyn Store) {
    let name = |text: &str| AccountName::parse(text).unwrap();
    let (jeanne, paul, marie) = (name("jeanne"), name("paul"), name("marie"));
    let link = |token: &str| Link { token: Hashed::of(token), expires_at: 1_000 };
    let add = async |name, role, email, token| administer(store, name, created(role, email, &link(token))).await;
    let set_email = async |name: &AccountName, email: Option<&EmailAddress>| {
        administer(store, name, AccountChange::SetEmail(email.cloned())).await
    };
    let revoked = async |name: &AccountName| administer(store, name, AccountChange::Revoke).await == Administered::Done;
    let reset = async |name: &AccountName, token: &str| {
        administer(store, name, AccountChange::Reset(link(token))).await == Administered::Done
    };
    assert_eq!(add(&paul, Role::Reader, None, "b").await, Administered::Done);
    assert_eq!(add(&jeanne, Role::Publisher, None, "a").await, Administered::Done);
    assert_eq!(add(&jeanne, Role::Reader, None, "c").await, Administered::NameTaken);
    let all = store.list_accounts().await.unwrap().rows;
    assert!(
        all.iter().map(|account| (&account.name, account.role)).eq([(&jeanne, Role::Publisher), (&paul, Role::Reader)])
    );
    assert!(store.find_account(&name("nobody")).await.unwrap().is_none());

    // An e-mail address identifies one account, in capitals or not; it can be removed and given to another account.
    let email = |text: &str| EmailAddress::parse(text).unwrap();
    let (address, other) = (email("Jeanne@paris.fr"), email("jeanne@ville.fr"));
    assert!(store.find_account_by_email(&address).await.unwrap().is_none());
    assert_eq!(set_email(&jeanne, Some(&address)).await, Administered::Done);
    assert_eq!(set_email(&jeanne, Some(&address)).await, Administered::Done, "her own again");
    assert_eq!(set_email(&paul, Some(&email("JEANNE@paris.fr"))).await, Administered::EmailTaken);
    assert_eq!(set_email(&name("nobody"), Some(&other)).await, Administered::NoAccount);
    let found = store.find_account_by_email(&address).await.unwrap().unwrap();
    assert_eq!((&found.name, found.email.as_ref()), (&jeanne, Some(&address)));
    assert_eq!(set_email(&jeanne, None).await, Administered::Done);
    assert_eq!(set_email(&paul, None).await, Administered::Done, "neither has one");
    assert_eq!(set_email(&paul, Some(&address)).await, Administered::Done);
    assert_eq!(set_email(&jeanne, Some(&other)).await, Administered::Done);

    assert_eq!(add(&marie, Role::Reader, Some(&address), "m").await, Administered::EmailTaken);
    assert!(store.find_account(&marie).await.unwrap().is_none(), "nothing of it is there");
    assert_eq!(store.find_link(&Hashed::of("m"), 0).await.unwrap(), None);
    let third = email("marie@paris.fr");
    assert_eq!(add(&marie, Role::Reader, Some(&third), "m").await, Administered::Done);
    assert!(store.find_account_by_email(&third).await.unwrap().is_some());
    assert!(revoked(&marie).await);

    // A link is valid until its time, and only once.
    assert_eq!(store.find_link(&Hashed::of("a"), 999).await.unwrap(), Some(jeanne.clone()));
    assert_eq!(store.find_link(&Hashed::of("a"), 1_000).await.unwrap(), None);
    assert!(!store.choose_password(&Hashed::of("a"), 1_000, "late").await.unwrap());
    assert!(store.choose_password(&Hashed::of("a"), 999, "hash").await.unwrap());
    assert!(!store.choose_password(&Hashed::of("a"), 999, "again").await.unwrap());
    assert_eq!(store.find_account(&jeanne).await.unwrap().unwrap().password.as_deref(), Some("hash"));

    // A second factor is confirmed once.
    let codes = [recovery_hash("x"), recovery_hash("y")];
    assert!(store.enrol(&jeanne, "SECRET", 10, &codes).await.unwrap());
    assert!(!store.enrol(&jeanne, "OTHER", 11, &[]).await.unwrap());

    // A sign-in uses its code and starts its session, or does neither: a code, or an earlier one, is accepted only
    // once.
    let session = |token: &str, account: &AccountName, at| NewSession {
        token: Hashed::of(token),
        account: account.clone(),
        offered_secret: "OFFER".to_owned(),
        started_at: at,
    };
    let read = async |name: AccountName| store.find_account(&name).await.unwrap().unwrap();
    let sign_in = async |session: NewSession, proof: Proof| {
        let account = read(session.account.clone()).await;
        store.sign_in(&SignIn { proof, ..SignIn::new(session, account) }).await
    };
    let is_there = async |token: &str| store.find_session(&Hashed::of(token)).await.unwrap().is_some();
    assert!(sign_in(session("s1", &jeanne, 100), Proof::Step(11)).await.unwrap());
    let code = |number: usize| Proof::RecoveryCode(codes[number].clone());
    for used in [Proof::Step(11), Proof::Step(10), Proof::RecoveryCode(recovery_hash("z"))] {
        assert!(!sign_in(session("no", &jeanne, 100), used).await.unwrap());
    }
    assert!(!sign_in(session("no", &paul, 100), code(0)).await.unwrap(), "another's");
    assert!(!is_there("no").await, "a code that is not right starts nothing");
    // A session that cannot be started, here because its token is not unique, does not use anything up.
    assert!(sign_in(session("s1", &jeanne, 100), code(0)).await.is_err());
    assert!(sign_in(session("s1", &jeanne, 100), Proof::Step(12)).await.is_err());
    assert!(sign_in(session("s2", &jeanne, 200), code(0)).await.unwrap());
    assert!(!sign_in(session("no", &jeanne, 200), code(0)).await.unwrap(), "now it is used");
    assert!(sign_in(session("s6", &jeanne, 200), Proof::Step(12)).await.unwrap());
    let number = async |token: &str| store.find_session(&Hashed::of(token)).await.unwrap().unwrap().number;
    assert!(store.end_session(&jeanne, number("s6").await).await.unwrap());
    // A recognition from before the account changed is no longer valid.
    for changed in [Some("old"), None] {
        let account =
            server::storage::accounts::Account { password: changed.map(str::to_owned), ..read(jeanne.clone()).await };
        let late = SignIn { proof: code(1), ..SignIn::new(session("no", &jeanne, 200), account) };
        assert!(!store.sign_in(&late).await.unwrap());
    }
    let account = server::storage::accounts::Account { secret: None, ..read(jeanne.clone()).await };
    assert!(!store.sign_in(&SignIn::new(session("no", &jeanne, 200), account)).await.unwrap());

    // Sessions are found by their hash, and ended by their owner.
    assert!(sign_in(session("s3", &paul, 300), Proof::FirstFactor).await.unwrap());
    let found = store.find_session(&Hashed::of("s1")).await.unwrap().unwrap();
    assert_eq!((found.number, found.used_at, found.session.started_at), (1, 100, 100));
    assert_eq!((found.session.account.as_str(), found.session.offered_secret.as_str()), ("jeanne", "OFFER"));
    store.touch_session(1, 400).await.unwrap();
    assert_eq!(store.find_session(&Hashed::of("s1")).await.unwrap().unwrap().used_at, 400);
    let numbers = |sessions: Vec<server::storage::accounts::Session>| {
        sessions.iter().map(|sessions| sessions.number).collect::<Vec<_>>()
    };
    let second = number("s2").await;
    assert_eq!(numbers(store.list_sessions(Some(&jeanne)).await.unwrap().rows), [second, 1], "newest first");
    assert!(!store.end_session(&paul, 1).await.unwrap() && store.end_session(&jeanne, second).await.unwrap());
    // A sign-in ends the previous session of its browser, sessions that started long ago, and those that were not used
    // for long.
    let ends = async |token: &str, replaces: &str, started_before, used_before| {
        let account = read(paul.clone()).await;
        let replaces = Some(Hashed::of(replaces));
        let new = SignIn::new(session(token, &paul, 300), account);
        store.sign_in(&SignIn { replaces, started_before, used_before, ..new }).await.unwrap()
    };
    assert!(ends("s7", "s3", 100, 300).await);
    assert!(!is_there("s3").await && is_there("s7").await && is_there("s1").await);
    assert!(ends("s8", "none", 101, 300).await);
    assert!(!is_there("s1").await, "started long ago");
    assert!(ends("s9", "none", 0, 301).await);
    assert!(!is_there("s7").await && !is_there("s8").await && is_there("s9").await, "not used for long, itself apart");

    // The first key is kept, even if another one is offered.
    let key = [1; KEY_BYTES];
    assert_eq!(store.device_key(&key).await.unwrap(), key);
    assert_eq!(store.device_key(&[2; KEY_BYTES]).await.unwrap(), key);

    // A reset keeps the name, the role and the address; a removal deletes all.
    assert!(sign_in(session("s4", &jeanne, 500), Proof::FirstFactor).await.unwrap());
    assert!(reset(&jeanne, "d").await);
    assert!(store.find_session(&Hashed::of("s4")).await.unwrap().is_none());
    let after = store.find_account(&jeanne).await.unwrap().unwrap();
    assert!(after.password.is_none() && after.secret.is_none() && after.role == Role::Publisher);
    assert_eq!(after.email.as_ref(), Some(&other));
    assert!(!sign_in(session("no", &jeanne, 500), code(1)).await.unwrap());
    assert!(sign_in(session("s5", &jeanne, 500), Proof::FirstFactor).await.unwrap());
    assert!(revoked(&jeanne).await && !revoked(&jeanne).await);
    assert!(store.find_session(&Hashed::of("s5")).await.unwrap().is_none());
    assert_eq!(store.find_link(&Hashed::of("d"), 0).await.unwrap(), None);
    assert!(!reset(&jeanne, "e").await);
}
