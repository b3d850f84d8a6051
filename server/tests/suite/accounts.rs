//! The accounts of the staff: administered on a screen, a password that was forgotten or is changed, devices with names.

use std::sync::Arc;

use app::access::Role;
use app::staff::accounts::AccountAct;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use server::mail::EmailAddress;
use server::secrets::Hashed;
use server::storage::account_changes::{AccountChange, AccountChangeStore, Administered, Administration};
use server::storage::accounts::{AccountStore, Link};
use server::storage::outbox::OutboxStore;
use tokio::sync::Notify;

use crate::staff::{Bureau, PASSWORD, bureau, bureau_with, cookie, name};
use crate::support::{administer, send, texts};

const HERE: &str = "/gestion/comptes";
const FORGOTTEN: &str = "/gestion/mot-de-passe-oublie";

/// What was done at the screens, newest first. The accounts of the tests themselves are made at a terminal.
async fn journal(bureau: &Bureau) -> Vec<(String, String, AccountAct)> {
    let events = bureau.store.list_account_events(100).await.unwrap().rows;
    events
        .into_iter()
        .filter(|event| !event.actor.is_empty())
        .map(|event| (event.actor, event.account, event.act))
        .collect()
}

fn line(actor: &str, account: &str, act: AccountAct) -> (String, String, AccountAct) {
    (actor.to_owned(), account.to_owned(), act)
}

/// The link that a page shows, without the address of the site.
fn link(page: &str) -> String {
    let link = texts(page, "code.link").remove(0);
    link.split_once("/gestion").map(|(_, path)| format!("/gestion{path}")).unwrap()
}

#[tokio::test]
async fn an_admin_creates_an_account_whose_link_is_shown_once_and_works() {
    let bureau = bureau().await;
    let admin = bureau.signed("anne", Role::Admin).await;
    let form = "nom=jeanne.martin&role=editor&courriel=&action=creer";
    for (wrong, field) in [("nom=J%C3%A9", "nom"), ("role=chef", "role"), ("courriel=rien", "courriel")] {
        let key = wrong.split('=').next().unwrap();
        let body: Vec<&str> = form.split('&').map(|pair| if pair.starts_with(key) { wrong } else { pair }).collect();
        let answer = bureau.post(HERE, &admin, &body.join("&")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(texts(&answer.body, &format!("#{field}[aria-invalid=true]")).len(), 1, "{wrong}");
        assert!(texts(&answer.body, "title")[0].starts_with("Erreur"), "the title says so");
        assert_eq!(texts(&answer.body, ".error-summary[autofocus][tabindex='-1']").len(), 1, "the focus is there");
    }
    let made = bureau.post(HERE, &admin, form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let chosen = link(&made.body);
    assert!(texts(&bureau.get(HERE, &admin).await.body, "code.link").is_empty(), "shown once");
    assert_eq!(bureau.get(&chosen, "").await.status, StatusCode::OK);
    let taken = bureau.post(HERE, &admin, form).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Ce nom est déjà celui d’un compte"));
    assert!(taken.body.contains("value=\"jeanne.martin\""), "nothing typed is lost");
    assert_eq!(journal(&bureau).await, [line("anne", "jeanne.martin", AccountAct::Created)]);
    let page = bureau.get(HERE, &admin).await.body;
    assert!(texts(&page, "table")[1].contains("compte créé (lire et rédiger)"), "{page}");
}

#[tokio::test]
async fn a_role_that_is_changed_counts_at_once_and_a_revoked_account_is_out() {
    let bureau = bureau().await;
    let admin = bureau.signed("anne", Role::Admin).await;
    let jeanne = bureau.signed("jeanne", Role::Reader).await;
    assert_eq!(bureau.get("/gestion/parametres", &jeanne).await.status, StatusCode::FORBIDDEN);
    let changed = bureau.post(HERE, &admin, "compte=jeanne&role=publisher&action=role").await;
    assert_eq!(changed.headers["location"], "/gestion/comptes?etat=role&compte=jeanne");
    assert_eq!(bureau.get("/gestion/parametres", &jeanne).await.status, StatusCode::OK);
    let unsure = bureau.post(HERE, &admin, "compte=jeanne&action=supprimer").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY, "one click is not enough");
    assert_eq!(bureau.get("/gestion", &jeanne).await.status, StatusCode::OK);
    bureau.post(HERE, &admin, "compte=jeanne&action=supprimer&sur=oui").await;
    assert_eq!(bureau.get("/gestion", &jeanne).await.status, StatusCode::SEE_OTHER);
    let expected = [line("anne", "jeanne", AccountAct::Revoked), line("anne", "jeanne", AccountAct::RoleChanged)];
    assert_eq!(journal(&bureau).await, expected);
    let gone = bureau.post(HERE, &admin, "compte=jeanne&action=code").await;
    assert!(gone.body.contains("Ce compte n’existe plus"));
}

#[tokio::test]
async fn nobody_takes_their_own_role_away_and_somebody_always_administers() {
    let bureau = bureau().await;
    let admin = bureau.signed("anne", Role::Admin).await;
    for act in ["role=reader&action=role", "sur=oui&action=supprimer"] {
        let refused = bureau.post(HERE, &admin, &format!("compte=anne&{act}")).await;
        assert!(refused.body.contains("Vous ne pouvez pas changer vous-même"), "{}", refused.status);
    }
    // Two who administer take the role of each other away at once: the second is refused by the store.
    let change = |account: &str, change: AccountChange| Administration {
        actor: Some(name("anne")),
        account: name(account),
        change,
        at: 0,
    };
    let _paul = bureau.signed("paul", Role::Admin).await;
    let store = &bureau.store;
    let demote = AccountChange::SetRole(Role::Reader);
    assert_eq!(store.administer(&change("paul", demote.clone())).await.unwrap(), Administered::Done);
    assert_eq!(store.administer(&change("anne", demote)).await.unwrap(), Administered::LastAdmin);
    assert_eq!(store.administer(&change("anne", AccountChange::Revoke)).await.unwrap(), Administered::LastAdmin);
    assert_eq!(bureau.get(HERE, &admin).await.status, StatusCode::OK);
    assert_eq!(journal(&bureau).await.len(), 1, "what was not done is not in the journal");
}

#[tokio::test]
async fn a_password_and_a_second_factor_are_reset_apart() {
    let bureau = bureau().await;
    let admin = bureau.signed("anne", Role::Admin).await;
    bureau.account("jeanne", Role::Publisher).await;
    store_second_factor(&bureau).await;
    let reset = bureau.post(HERE, &admin, "compte=jeanne&action=code").await;
    assert_eq!(reset.headers["location"], "/gestion/comptes?etat=code&compte=jeanne");
    let account = bureau.store.find_account(&name("jeanne")).await.unwrap().unwrap();
    assert!(account.secret.is_none() && account.password.is_some(), "the password stays");
    store_second_factor(&bureau).await;
    let reset = bureau.post(HERE, &admin, "compte=jeanne&action=mot-de-passe").await;
    let account = bureau.store.find_account(&name("jeanne")).await.unwrap().unwrap();
    assert!(account.secret.is_some() && account.password.is_none(), "the second factor stays");
    assert_eq!(bureau.get(&link(&reset.body), "").await.status, StatusCode::OK);
}

async fn store_second_factor(bureau: &Bureau) {
    assert!(bureau.store.enrol(&name("jeanne"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 0, &[]).await.unwrap());
}

/// A back office that mails, with an account that has an address.
async fn mailing() -> Bureau {
    let bureau = bureau_with(|office| office.with_mail(Arc::new(Notify::new()))).await;
    bureau.account("jeanne", Role::Reader).await;
    let email = EmailAddress::parse("jeanne.martin@paris.fr").unwrap();
    administer(&bureau.store, &name("jeanne"), AccountChange::SetEmail(Some(email))).await;
    bureau
}

/// The link of the letter that waits.
async fn mailed(bureau: &Bureau) -> String {
    let letter = bureau.store.take_letter(bureau.seconds(), |_| 0).await.unwrap().unwrap().letter;
    assert_eq!(letter.recipient, "jeanne.martin@paris.fr");
    let link = letter.text.lines().find_map(|line| line.split_once("/gestion")).unwrap().1;
    format!("/gestion{}", link.trim())
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_by_a_mailed_link_within_the_hour() {
    let bureau = mailing().await;
    let was = cookie(&bureau.sign_in("jeanne", "").await);
    let (known, unknown) =
        (bureau.post(FORGOTTEN, "", "nom=jeanne").await, bureau.post(FORGOTTEN, "", "nom=nobody").await);
    assert_eq!((known.status, known.body), (unknown.status, unknown.body), "nobody learns who has an account");
    bureau.actions.finished().await;
    assert_eq!(bureau.store.count_letters().await.unwrap(), 1);
    let link = mailed(&bureau).await;
    assert_eq!(bureau.get("/gestion", &was).await.status, StatusCode::OK, "the password of today goes on");
    bureau.later(3599);
    assert_eq!(bureau.get(&link, "").await.status, StatusCode::OK);
    let token = link.split_once("lien=").unwrap().1;
    let other = "une+autre+phrase+assez+longue";
    let body = format!("lien={token}&mot-de-passe={other}&encore={other}");
    assert_eq!(bureau.post("/gestion/mot-de-passe", "", &body).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.get("/gestion", &was).await.status, StatusCode::SEE_OTHER, "every session is over");
    assert_eq!(bureau.post("/gestion/mot-de-passe", "", &body).await.status, StatusCode::NOT_FOUND, "used once");
    assert_eq!(journal(&bureau).await[0], line("jeanne", "jeanne", AccountAct::PasswordChosen));
}

#[tokio::test]
async fn a_mailed_link_is_gone_after_an_hour_and_does_not_take_another_away() {
    let bureau = mailing().await;
    let link = Link { token: Hashed::of("admin"), expires_at: bureau.seconds() + 7 * 24 * 3600 };
    administer(&bureau.store, &name("jeanne"), AccountChange::Reset(link)).await;
    bureau.post(FORGOTTEN, "", "nom=jeanne").await;
    bureau.actions.finished().await;
    let mailed = mailed(&bureau).await;
    assert_eq!(bureau.get("/gestion/mot-de-passe?lien=admin", "").await.status, StatusCode::OK, "a stranger may ask");
    bureau.later(3600);
    assert_eq!(bureau.get(&mailed, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(bureau.get("/gestion/mot-de-passe?lien=admin", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn links_are_limited_for_each_name_whether_or_not_it_is_that_of_an_account() {
    let bureau = mailing().await;
    for n in 0..5 {
        let known = bureau.post(FORGOTTEN, "", "nom=jeanne").await.status;
        let unknown = bureau.post(FORGOTTEN, "", "nom=nobody").await.status;
        let expected = if n < 3 { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!((known, unknown), (expected, expected), "{n}");
    }
    bureau.actions.finished().await;
    assert_eq!(bureau.store.count_letters().await.unwrap(), 3);
    let empty = bureau.post(FORGOTTEN, "", "nom=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn without_mail_nobody_is_sent_to_a_form_that_does_nothing() {
    let bureau = bureau().await;
    assert!(
        texts(&bureau.get("/gestion/connexion", "").await.body, "a[href='/gestion/mot-de-passe-oublie']").is_empty()
    );
    assert_eq!(bureau.get(FORGOTTEN, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(bureau.post(FORGOTTEN, "", "nom=jeanne").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it_and_other_devices_are_out() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    let (mine, other) = (cookie(&bureau.sign_in("jeanne", "").await), cookie(&bureau.sign_in("jeanne", "").await));
    let here = "/gestion/compte";
    let new = "trois+mots+sans+rapport";
    let wrong = bureau.post(here, &mine, &format!("actuel=autre&mot-de-passe={new}&encore={new}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&wrong.body, "#actuel[aria-invalid=true]").len(), 1);
    let short = bureau.post(here, &mine, &format!("actuel={PASSWORD}&mot-de-passe=court&encore=court")).await;
    assert_eq!(texts(&short.body, "#mot-de-passe[aria-invalid=true]").len(), 1);
    let body = format!("actuel={PASSWORD}&mot-de-passe={new}&encore={new}");
    let changed = bureau.post(here, &mine, &body).await;
    assert_eq!(changed.headers["location"], "/gestion/compte?etat=mot-de-passe");
    assert_eq!(bureau.get(here, &mine).await.status, StatusCode::OK);
    assert_eq!(bureau.get(here, &other).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.sign_in("jeanne", "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "the old one");
    assert_eq!(journal(&bureau).await[0], line("jeanne", "jeanne", AccountAct::PasswordChanged));
    // Whoever found the device open does not try for ever.
    for _ in 0..7 {
        bureau.post(here, &mine, &format!("actuel=autre&mot-de-passe={new}&encore={new}")).await;
    }
    assert_eq!(bureau.post(here, &mine, &body).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_device_is_called_by_its_browser_until_its_owner_names_it() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    let body = format!("nom=jeanne&mot-de-passe={PASSWORD}&suite=/gestion");
    let request = Request::post("/gestion/connexion")
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0");
    let entered = send(&bureau.site, request.body(Body::from(body)).unwrap()).await;
    let mine = cookie(&entered);
    let here = "/gestion/compte";
    let first = texts(&bureau.get(here, &mine).await.body, "tbody th");
    assert!(first[0].contains("Firefox sur Windows"), "{first:?}");
    let named = bureau.post(here, &mine, "connexion=1&appareil=Poste+du+bureau").await;
    assert_eq!(named.headers["location"], "/gestion/compte?etat=renomme");
    assert!(texts(&bureau.get(here, &mine).await.body, "tbody th")[0].contains("Poste du bureau"));
    // The name is that of the device, not of one session: signing in again keeps it.
    let known = entered.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let known = known.into_iter().find(|line| line.starts_with("__Host-device=")).unwrap().split(';').next().unwrap();
    let body = format!("nom=jeanne&mot-de-passe={PASSWORD}&suite=/gestion");
    let again = cookie(&bureau.post("/gestion/connexion", known, &body).await);
    let lines = texts(&bureau.get(here, &again).await.body, "tbody th");
    assert!(lines.iter().all(|line| line.contains("Poste du bureau")), "{lines:?}");
    bureau.account("paul", Role::Reader).await;
    let paul = cookie(&bureau.sign_in("paul", "").await);
    assert_eq!(bureau.post(here, &paul, "connexion=1&appareil=rien").await.headers["location"], here, "another's");
}
