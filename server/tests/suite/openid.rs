//! Sign-in with an identity provider, which the test runs on this machine.

mod provider;

use std::sync::Arc;

use app::access::Role;
use axum::http::StatusCode;
use server::openid::{OpenId, OpenIdConfig, Secret};
use server::secrets::Hashed;
use server::storage::account_changes::Administered;
use server::storage::accounts::{AccountStore, Link};

use crate::privacy;
use crate::staff::{Bureau, bureau_with, code, name};
use crate::support::{Answer, administer, created, get, site, texts};
use provider::{ACCESS, CLIENT, EmailIn, Provider, SECRET, Wrong, visit};

const EMAIL: &str = "Jeanne.Martin@paris.fr";
const TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const REFUSED: &str = "Cette identité n’ouvre pas la gestion";
const LATE: &str = "Cette connexion est à recommencer";

/// A back office with an identity provider, and one account linked to `EMAIL`.
async fn bureau(issuer: &str, role: Role) -> Bureau {
    let config = OpenIdConfig::new(issuer, CLIENT, Secret::new(SECRET), "https://aide.example.fr").unwrap();
    let openid = Arc::new(OpenId::new(config).unwrap());
    let bureau = bureau_with(|office| office.with_openid(openid)).await;
    let link = Link { token: Hashed::of("link"), expires_at: 0 };
    let email = server::mail::EmailAddress::parse(EMAIL).unwrap();
    let added = administer(&bureau.store, &name("jeanne"), created(role, Some(&email), &link)).await;
    assert_eq!(added, Administered::Done);
    bureau
}

/// The value of a cookie that an answer sets, as the browser sends it back.
fn cookie(answer: &Answer, cookie: &str) -> Option<String> {
    let set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let line = set.into_iter().find(|line| line.starts_with(&format!("{cookie}=")) && !line.contains("Max-Age=0"))?;
    let rule = if cookie == "__Host-session" { "SameSite=Strict" } else { "SameSite=Lax; Max-Age=600" };
    assert!(line.ends_with(&format!("; Path=/; Secure; HttpOnly; {rule}")), "{line}");
    Some(line.split(';').next().unwrap().to_owned())
}

/// Goes to the provider; returns the address to which it leads back, and the cookie of the pending sign-in.
async fn go(bureau: &Bureau) -> (String, String) {
    let begun = bureau.get("/gestion/openid", "").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let back = visit(begun.headers["location"].to_str().unwrap()).await;
    let path = back.strip_prefix("https://aide.example.fr").unwrap().to_owned();
    (path, cookie(&begun, "__Host-openid").unwrap())
}

async fn sign_in(bureau: &Bureau) -> Answer {
    let (back, waiting) = go(bureau).await;
    bureau.get(&back, &waiting).await
}

fn assert_refused(answer: &Answer, why: &str) {
    assert_eq!((answer.status, texts(&answer.body, "h1").concat().as_str()), (StatusCode::FORBIDDEN, REFUSED), "{why}");
    assert_eq!(cookie(answer, "__Host-session"), None, "{why}");
}

#[tokio::test]
async fn someone_signs_in_by_the_provider_and_goes_on_from_a_page_of_ours() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Reader).await;
    let way_in = bureau.get("/gestion/connexion", "").await;
    assert_eq!(texts(&way_in.body, "a[href='/gestion/openid']"), ["Se connecter avec l’identité de la Ville"]);
    let entered = sign_in(&bureau).await;
    // No redirect: it would be part of a chain that began on another site, and the browser would not send a strict
    // cookie.
    assert_eq!(entered.status, StatusCode::OK, "{}", entered.body);
    assert_eq!(entered.headers["refresh"], "0; url=/gestion");
    assert_eq!(entered.headers["cache-control"], "no-store");
    assert_eq!(texts(&entered.body, "main a[href='/gestion']").len(), 1);
    let session = cookie(&entered, "__Host-session").unwrap();
    assert_eq!(bureau.get("/gestion", &session).await.status, StatusCode::OK);
    // The e-mail address may come only with the answer about the person, signed or plain; capitals do not matter.
    for email_in in [EmailIn::SignedInfo, EmailIn::PlainInfo] {
        provider.change(|says| (says.email_in, says.email) = (email_in, "jeanne.MARTIN@paris.fr"));
        assert!(cookie(&sign_in(&bureau).await, "__Host-session").is_some(), "{email_in:?}");
    }
    // Some providers do not tell whether they checked it.
    provider.change(|says| says.verified = None);
    assert!(cookie(&sign_in(&bureau).await, "__Host-session").is_some());
}

#[tokio::test]
async fn who_came_in_by_the_provider_signs_out_of_it_too_where_it_takes_that() {
    for takes_leave in [true, false] {
        let provider = Provider::start(EMAIL).await;
        provider.change(|says| says.takes_leave = takes_leave);
        let bureau = bureau(provider.issuer(), Role::Reader).await;
        let own = cookie(&sign_in(&bureau).await, "__Host-session").unwrap();
        let left = bureau.post("/gestion/deconnexion", &own, "").await;
        if takes_leave {
            let back = "https%3A%2F%2Faide.example.fr%2Fgestion%2Fconnexion";
            let there = format!("{}/leave?client_id={CLIENT}&post_logout_redirect_uri={back}", provider.issuer());
            assert_eq!(left.headers["refresh"], format!("0; url={there}").as_str());
            assert_eq!(texts(&left.body, "main p.ways a").len(), 1);
        } else {
            assert_eq!(left.headers["location"], "/gestion/connexion?etat=deconnexion");
        }
        assert_eq!(bureau.get("/gestion", &own).await.status, StatusCode::SEE_OTHER, "out here in any case");
        // Who came in by a password was never there.
        bureau.account("paul", Role::Reader).await;
        let paul = crate::staff::cookie(&bureau.sign_in("paul", "").await);
        let left = bureau.post("/gestion/deconnexion", &paul, "").await;
        assert_eq!(left.headers["location"], "/gestion/connexion?etat=deconnexion");
    }
}

#[tokio::test]
async fn a_token_that_is_wrong_in_anything_is_refused() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Reader).await;
    for wrong in
        [Wrong::Nonce, Wrong::Audience, Wrong::Issuer, Wrong::Expired, Wrong::Forged, Wrong::Foreign, Wrong::Unsigned]
    {
        provider.change(|says| says.wrong = wrong);
        assert_refused(&sign_in(&bureau).await, &format!("{wrong:?}"));
    }
    provider.change(|says| (says.wrong, says.email_in) = (Wrong::Nothing, EmailIn::SignedInfoOfAnother));
    assert_refused(&sign_in(&bureau).await, "an answer on the person for another site");
}

#[tokio::test]
async fn a_key_that_is_newer_than_what_was_discovered_is_asked_for() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Reader).await;
    assert!(cookie(&sign_in(&bureau).await, "__Host-session").is_some());
    provider.change(|says| says.key = "second");
    assert!(cookie(&sign_in(&bureau).await, "__Host-session").is_some());
}

#[tokio::test]
async fn an_unknown_address_and_one_that_was_not_checked_are_refused_alike() {
    let provider = Provider::start("paul.durand@paris.fr").await;
    let bureau = bureau(provider.issuer(), Role::Reader).await;
    let unknown = sign_in(&bureau).await;
    assert_refused(&unknown, "unknown");
    provider.change(|says| (says.email, says.verified) = (EMAIL, Some(false)));
    let unchecked = sign_in(&bureau).await;
    assert_refused(&unchecked, "not checked");
    assert_eq!(unknown.body, unchecked.body);
    provider.change(|says| says.email = "personne");
    assert_refused(&sign_in(&bureau).await, "no address");
}

#[tokio::test]
async fn what_was_not_begun_by_this_browser_or_was_finished_is_refused() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Reader).await;
    let late = |answer: &Answer| {
        assert_eq!((answer.status, texts(&answer.body, "h1").concat().as_str()), (StatusCode::BAD_REQUEST, LATE));
    };
    // Another person's browser, sent to an address with a code: it has no cookie, or that of another sign-in.
    let (stranger, _) = go(&bureau).await;
    late(&bureau.get(&stranger, "").await);
    late(&bureau.get(&stranger, "__Host-openid=0000").await);
    let (path, waiting) = go(&bureau).await;
    assert_refused(&bureau.get(&stranger, &waiting).await, "another's state");
    late(&bureau.get(&path, &waiting).await);
    // A code can be exchanged once, here and at the provider; if the person refuses there is no code.
    let (path, waiting) = go(&bureau).await;
    assert_eq!(bureau.get(&path, &waiting).await.status, StatusCode::OK);
    late(&bureau.get(&path, &waiting).await);
    let (other, waiting) = go(&bureau).await;
    let used = path.split(['=', '&']).nth(1).unwrap();
    let state = other.rsplit('=').next().unwrap();
    let again = bureau.get(&format!("/gestion/openid/retour?code={used}&state={state}"), &waiting).await;
    assert_refused(&again, "a code that was used");
    let (other, waiting) = go(&bureau).await;
    let state = other.rsplit('=').next().unwrap();
    let denied = format!("/gestion/openid/retour?error=access_denied&state={state}");
    assert_refused(&bureau.get(&denied, &waiting).await, "the person said no");
    // Ten minutes.
    let (path, waiting) = go(&bureau).await;
    bureau.later(10 * 60);
    late(&bureau.get(&path, &waiting).await);
}

#[tokio::test]
async fn an_account_with_a_second_factor_is_asked_for_its_code_before_its_session_starts() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Publisher).await;
    bureau.store.enrol(&name("jeanne"), TOTP, 0, &[]).await.unwrap();
    let here = "/gestion/openid/code";
    let asked = sign_in(&bureau).await;
    assert_eq!((asked.status, texts(&asked.body, "h1").concat().as_str()), (StatusCode::OK, "Encore un code"));
    assert_eq!(cookie(&asked, "__Host-session"), None);
    assert!(asked.headers.get("refresh").is_none());
    let waiting = cookie(&asked, "__Host-openid").unwrap();
    assert_eq!(texts(&bureau.get(here, &waiting).await.body, "h1"), ["Encore un code"], "reloaded");
    let wrong = bureau.post(here, &waiting, "code=000000x").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&wrong.body, "#code[aria-invalid=true]").len(), 1);
    let right = format!("code={}", code(TOTP, bureau.seconds()));
    assert_eq!(bureau.post(here, "", &right).await.status, StatusCode::BAD_REQUEST, "without the provider's word");
    let entered = bureau.post(here, &waiting, &right).await;
    let session = cookie(&entered, "__Host-session").unwrap();
    assert_eq!(bureau.get("/gestion/parametres", &session).await.status, StatusCode::OK);
    assert_eq!(bureau.post(here, &waiting, &right).await.status, StatusCode::BAD_REQUEST, "once");
    // The same code in another sign-in; then so many attempts that a stranger has to wait, but not this known device.
    let device = entered.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let device = device.into_iter().find(|line| line.starts_with("__Host-device=")).unwrap();
    let device = device.split(';').next().unwrap();
    let waiting = cookie(&sign_in(&bureau).await, "__Host-openid").unwrap();
    assert_eq!(bureau.post(here, &waiting, &right).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..10 {
        bureau.post(here, &waiting, "code=000000").await;
    }
    bureau.later(30);
    let next = format!("code={}", code(TOTP, bureau.seconds()));
    let locked = bureau.post(here, &waiting, &next).await;
    assert_eq!(
        (locked.status, &locked.headers["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"360".parse().unwrap())
    );
    let known = bureau.post(here, &format!("{waiting}; {device}"), &next).await;
    assert!(cookie(&known, "__Host-session").is_some());
}

#[tokio::test]
async fn a_publisher_without_a_second_factor_enrols_it_before_anything() {
    let provider = Provider::start(EMAIL).await;
    let bureau = bureau(provider.issuer(), Role::Publisher).await;
    let session = cookie(&sign_in(&bureau).await, "__Host-session").unwrap();
    assert_eq!(bureau.get("/gestion/parametres", &session).await.headers["location"], "/gestion/code");
}

#[tokio::test]
async fn the_site_works_while_the_provider_does_not_and_without_one() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let bureau = bureau(&format!("http://{closed}"), Role::Reader).await;
    let down = bureau.get("/gestion/openid", "").await;
    assert_eq!(down.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(texts(&down.body, "h1"), ["Le service d’identité ne répond pas"]);
    assert_eq!(bureau.get("/gestion/connexion", "").await.status, StatusCode::OK);
    let without = site(Vec::new(), None).await;
    for address in ["/gestion/openid", "/gestion/openid/retour?code=a&state=b", "/gestion/openid/code"] {
        assert_eq!(get(&without, address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(texts(&get(&without, "/gestion/connexion").await.body, "a[href='/gestion/openid']").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_token_code_or_address_is_logged_with_every_log_on() {
    use std::io::Read;
    let provider = Provider::start(EMAIL).await;
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(["user", "add", "jeanne", "--role", "reader", "--openid", EMAIL])
        .current_dir(folder.path())
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    assert!(made.status.success());
    let settings = [
        ("OIDC_ISSUER", provider.issuer()),
        ("OIDC_CLIENT_ID", CLIENT),
        ("OIDC_CLIENT_SECRET", SECRET),
        ("SITE_URL", "http://127.0.0.1:3000/"),
    ];
    let (mut server, mut log) = privacy::serve_with(folder.path(), &settings);
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let header = |answer: &str, start: &str| {
        let line = answer.lines().find(|line| line.to_lowercase().starts_with(start)).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{start} is absent: {answer}"))[start.len()..].to_owned()
    };
    let ask = |path: &str, cookie: &str| {
        let host = &server.address;
        let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n");
        privacy::exchange(&server, &request)
    };
    let mut secrets = vec![SECRET.to_owned(), ACCESS.to_owned(), "wqvx-code".to_owned(), "eanne.".to_owned()];
    // First a right sign-in, then one with a forged token and one with a code that the provider refuses.
    for (wrong, spoilt, status) in
        [(Wrong::Nothing, "", "200"), (Wrong::Forged, "", "403"), (Wrong::Nothing, "x", "403")]
    {
        provider.change(|says| says.wrong = wrong);
        let begun = ask("/gestion/openid", "");
        let back = visit(&header(&begun, "location: ")).await;
        let back = back.strip_prefix("http://127.0.0.1:3000").unwrap().replace("code=", &format!("code={spoilt}"));
        let waiting = header(&begun, "set-cookie: ").split(';').next().unwrap().to_owned();
        let finished = ask(&back, &waiting);
        assert!(finished.starts_with(&format!("HTTP/1.1 {status}")), "{finished}");
        secrets.push(back.rsplit('=').next().unwrap().to_owned());
        secrets.push(waiting.split('=').nth(1).unwrap().to_owned());
        if let Some(session) = finished.split("__Host-session=").nth(1) {
            secrets.push(session[..64].to_owned());
        }
    }
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let log = reader.join().unwrap();
    assert!(log.contains("route=\"/gestion/openid/retour\""), "the log is on, and has the route");
    assert!(log.contains("its signature is wrong") && log.contains("it does not take the code"), "and says why");
    for secret in secrets {
        assert!(!log.contains(&secret), "`{secret}` stands in the log");
    }
}
