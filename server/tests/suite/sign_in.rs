//! The sign-in: who has to wait, which passwords are refused, what it costs, and what is stored when the disk is full.

use std::net::SocketAddr;

use app::access::Role;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use server::secrets::Token;
use server::storage::account_changes::AccountChange;
use server::storage::accounts::Link;

use crate::privacy;
use crate::staff::{Bureau, PASSWORD, bureau, bureau_with, cookie, name};
use crate::support::{Answer, administer, created, send, texts};

const HERE: &str = "/gestion/connexion";

/// An attempt with a name and a password from a network address, with cookies.
async fn tried(bureau: &Bureau, from: &str, who: &str, password: &str, cookies: &str) -> Answer {
    let connection: SocketAddr = format!("{from}:50000").parse().unwrap();
    let request = Request::post(HERE).header("sec-fetch-site", "same-origin").header("cookie", cookies);
    let body = format!("nom={who}&mot-de-passe={password}&suite=/gestion");
    send(&bureau.site, request.extension(ConnectInfo(connection)).body(Body::from(body)).unwrap()).await
}

/// The cookie that recognises a device on which someone signed in before.
fn device(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let device = set.into_iter().find(|line| line.starts_with("__Host-device=")).unwrap();
    for rule in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=15552000"] {
        assert!(device.split("; ").any(|part| part == rule), "{rule}: {device}");
    }
    device.split(';').next().unwrap().to_owned()
}

fn assert_waits(answer: &Answer, who: &str) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{who}");
    let seconds: u32 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=3600).contains(&seconds), "{seconds}");
    assert!(texts(&answer.body, "#nom-erreur").concat().starts_with("Trop d’essais"));
}

#[tokio::test]
async fn a_strangers_tries_keep_neither_a_known_device_nor_another_address_out() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    let known = device(&tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, "").await);
    // Ten attempts from one network, the last with the right password; then a hundred from everywhere.
    for n in 0..10 {
        let wrong = tried(&bureau, &format!("198.51.100.{n}"), "jeanne", "autre", "").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_waits(&tried(&bureau, "198.51.100.20", "jeanne", PASSWORD, "").await, "jeanne");
    assert_eq!(tried(&bureau, "203.0.113.1", "jeanne", PASSWORD, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(tried(&bureau, "198.51.100.1", "paul", "autre", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for n in 0..88 {
        tried(&bureau, &format!("10.0.{n}.1"), "jeanne", "autre", "").await;
    }
    assert_waits(&tried(&bureau, "10.1.0.1", "jeanne", PASSWORD, "").await, "from anywhere");
    let entered = tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, &known).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    // A known device has a separate limit, which signing in does not reset; and it is known only for its account.
    for _ in 0..9 {
        assert_eq!(
            tried(&bureau, "192.0.2.1", "jeanne", "autre", &device(&entered)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_waits(&tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, &known).await, "the device");
    let forged = known.replacen("jeanne", "jeanna", 1);
    assert_waits(&tried(&bureau, "10.1.0.1", "jeanne", PASSWORD, &forged).await, "a cookie that we did not sign");
}

#[tokio::test]
async fn a_new_password_makes_every_device_unknown() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    let known = device(&tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, "").await);
    let token = Token::random().unwrap();
    let link = Link { token: token.hashed(), expires_at: bureau.seconds() + 60 };
    administer(&bureau.store, &name("jeanne"), AccountChange::Reset(link)).await;
    let body = format!("lien={}&mot-de-passe={PASSWORD}&encore={PASSWORD}", token.as_str());
    assert_eq!(bureau.post("/gestion/mot-de-passe", "", &body).await.status, StatusCode::SEE_OTHER);
    for _ in 0..9 {
        tried(&bureau, "192.0.2.1", "jeanne", "autre", "").await;
    }
    assert_waits(&tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, &known).await, "as any other");
}

#[tokio::test]
async fn a_known_and_an_unknown_name_are_answered_and_limited_alike() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    for n in 0..12 {
        let known = tried(&bureau, "192.0.2.1", "jeanne", "autre", "").await;
        let unknown = tried(&bureau, "198.51.100.1", "nobody", "autre", "").await;
        assert_eq!((known.status, known.body.replace("jeanne", "nobody")), (unknown.status, unknown.body));
        assert_eq!(known.headers.get("retry-after"), unknown.headers.get("retry-after"));
        assert_eq!(known.status == StatusCode::TOO_MANY_REQUESTS, n >= 10);
        assert_eq!(known.body.matches("value=\"jeanne\"").count(), 1, "what was typed is kept");
        assert!(!known.body.contains("autre\""), "but the password");
    }
    bureau.limits.advance(std::time::Duration::from_secs(360));
    assert_eq!(tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sign_in_that_cannot_be_written_does_not_count() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    let url = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let full = "create trigger full before insert on sessions begin select raise(abort, 'full'); end";
    sqlx::query(full).execute(&pool).await.unwrap();
    for _ in 0..12 {
        let answer = tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, "").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    sqlx::query("drop trigger full").execute(&pool).await.unwrap();
    assert_eq!(tried(&bureau, "192.0.2.1", "jeanne", PASSWORD, "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn staff_read_while_nothing_can_be_written() {
    let bureau = bureau().await;
    let session = bureau.signed("jeanne", Role::Reader).await;
    let url = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for event in ["update", "delete"] {
        let full =
            format!("create trigger no_{event} before {event} on sessions begin select raise(abort, 'full'); end");
        sqlx::query(sqlx::AssertSqlSafe(full)).execute(&pool).await.unwrap();
    }
    bureau.later(120);
    assert_eq!(bureau.get("/gestion", &session).await.status, StatusCode::OK);
    bureau.later(30 * 60);
    assert_eq!(bureau.get("/gestion", &session).await.status, StatusCode::SEE_OTHER, "its last use was not written");
}

#[tokio::test]
async fn a_password_that_is_tried_first_is_refused_at_its_field_with_its_reason() {
    let bureau = bureau().await;
    let token = Token::random().unwrap();
    let link = Link { token: token.hashed(), expires_at: bureau.seconds() + 60 };
    administer(&bureau.store, &name("jeanne.martin"), created(Role::Reader, None, &link)).await;
    let mut reasons = std::collections::BTreeSet::new();
    for (password, again, field) in [
        ("onze+lettre", "onze+lettre", "mot-de-passe"),
        ("abcabcabcabc", "abcabcabcabc", "mot-de-passe"),
        ("Jeanne+Martin+75", "Jeanne+Martin+75", "mot-de-passe"),
        ("Password2026%21", "Password2026%21", "mot-de-passe"),
        ("tasse1tasse1tasse1", "tasse1tasse1tasse1", "mot-de-passe"),
        (PASSWORD, "une+autre+phrase", "encore"),
    ] {
        let body = format!("lien={}&mot-de-passe={password}&encore={again}", token.as_str());
        let answer = bureau.post("/gestion/mot-de-passe", "", &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        assert_eq!(texts(&answer.body, &format!("#{field}[aria-invalid=true]")).len(), 1);
        reasons.insert(texts(&answer.body, &format!("#{field}-erreur")).concat());
        assert!(!answer.body.contains(&password.replace('+', " ")), "not sent back");
    }
    assert_eq!(reasons.len(), 6, "{reasons:?}");
}

#[tokio::test]
async fn the_role_from_which_a_second_factor_is_needed_is_a_setting() {
    let strict = bureau_with(|office| office.with_second_factor_from(Role::Editor)).await;
    for (who, role, there) in [("jeanne", Role::Editor, Some("/gestion/code")), ("paul", Role::Reader, None)] {
        strict.account(who, role).await;
        let session = cookie(&strict.sign_in(who, "").await);
        let answer = strict.get("/gestion", &session).await;
        assert_eq!(answer.headers.get("location").map(|there| there.to_str().unwrap()), there, "{who}");
    }
}

/// Memory of a process in kilobytes.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The environment variable `TRIES` sets another number than 300.
#[test]
#[cfg(target_os = "linux")]
fn hundreds_of_tries_at_once_keep_sixty_four_megabytes_at_most() {
    let tries: usize = std::env::var("TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(300);
    let folder = tempfile::tempdir().unwrap();
    // Nobody reads the log: it would fill its pipe, and the server would wait for a reader.
    let settings = [("CLIENT_ADDRESS_HEADER", "x-forwarded-for"), ("RUST_LOG", "off")];
    let (server, _log) = privacy::serve_with(folder.path(), &settings);
    let attempt = |n: usize| {
        let body = format!("nom=nobody{n}&mot-de-passe=une+phrase+assez+longue");
        let request = format!(
            "POST {HERE} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
             x-forwarded-for: 10.{}.{}.1\r\ncontent-length: {}\r\n\r\n{body}",
            server.address,
            n / 256,
            n % 256,
            body.len()
        );
        let answer = privacy::exchange(&server, &request);
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(attempt(0), "422");
    let before = resident(server.child.id());
    let (next, counts) = (std::sync::atomic::AtomicUsize::new(1), std::sync::Mutex::new([0_usize; 2]));
    std::thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if n > tries {
                        break;
                    }
                    match attempt(n).as_str() {
                        "422" => counts.lock().unwrap()[0] += 1,
                        "503" => counts.lock().unwrap()[1] += 1,
                        other => panic!("{other}"),
                    }
                }
            });
        }
    });
    let after = resident(server.child.id());
    let [wrong, sent_away] = *counts.lock().unwrap();
    eprintln!("{tries} tries: {wrong} compared, {sent_away} sent away; {before} kB before, {after} kB after");
    assert!(after.saturating_sub(before) <= 64 * 1024, "{before} kB, then {after} kB");
}
