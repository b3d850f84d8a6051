//! The host name in requests, and the headers of the answers.

use app::access::Role;
use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::privacy;
use crate::staff::{bureau, bureau_with};
use crate::support::{demonstration, get, send, site, texts};

/// The status of a request that is sent as these exact bytes.
fn status(server: &privacy::Server, text: &str) -> String {
    privacy::exchange(server, text).split(' ').nth(1).unwrap_or("none").to_owned()
}

#[test]
fn an_odd_host_or_two_are_refused_and_the_program_lives_on() {
    let folder = tempfile::tempdir().unwrap();
    let (server, _log) = privacy::serve_with(folder.path(), &[("RUST_LOG", "off")]);
    let get = |target: &str, hosts: &str| {
        status(&server, &format!("GET {target} HTTP/1.1\r\n{hosts}connection: close\r\n\r\n"))
    };
    for host in ["", ":", "a b", "/", "a/b?c", "\"", "<b>", "a@b", "[", "[::1", "é", "%", "a:99999", "..", "\\"] {
        assert_eq!(get("/comparer", &format!("host: {host}\r\n")), "400", "{host:?}");
    }
    assert_eq!(get("/", ""), "400", "no host");
    assert_eq!(get("/", "host: a.fr\r\nhost: b.fr\r\n"), "400", "two hosts");
    assert_eq!(get("/", "host: a.fr\r\nHost: a.fr\r\n"), "400", "one host twice");
    assert_eq!(get("http://a@b/", "host: b\r\n"), "400");
    assert_eq!(get("http://b.fr/methode", "host: b.fr\r\n"), "200", "as a proxy is asked");
    assert_eq!(get("/methode", "host: [::1]:3000\r\n"), "200");
    assert_eq!(get("/methode", "host: autre.exemple.fr\r\n"), "200");
}

#[tokio::test]
async fn a_foreign_host_reaches_no_link_no_code_and_no_mail() {
    let bureau = bureau().await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let finess = demonstration()[0].finess;
    let from_elsewhere = |path: String, body: &str| {
        let request = Request::post(path).header("sec-fetch-site", "same-origin").header("host", "evil.example");
        let request = request.header("cookie", &editor).header("content-type", "application/x-www-form-urlencoded");
        request.body(Body::from(body.to_owned())).unwrap()
    };
    let made = send(&bureau.site, from_elsewhere(format!("/gestion/services/{finess}"), "")).await;
    assert!(texts(&made.body, "code.link")[0].starts_with("http://127.0.0.1:3000/gestion/fiche?lien="));
    let need = "lieu=14e&acte=toilette&jour-1=lun&de-1=08:00&a-1=09:00&debut=2026-12-01&service=990000003";
    let sheet = send(&bureau.site, from_elsewhere("/accompagner/fiche".to_owned(), need)).await;
    assert_eq!(sheet.status, StatusCode::OK);
    for page in ["/", "/comparer?lieu=14e", "/services", &format!("/services/{finess}"), "/accompagner", "/methode"] {
        let request = Request::get(page).header("host", "evil.example").body(Body::empty()).unwrap();
        let answer = send(&bureau.site, request).await;
        assert!(!answer.body.contains("evil.example"), "{page}");
    }
    assert!(!made.body.contains("evil.example") && !sheet.body.contains("evil.example"));
}

#[tokio::test]
async fn every_answer_says_what_the_page_may_do_and_only_https_where_the_site_has_it() {
    let plain = site(demonstration(), None).await;
    let page = get(&plain, "/").await;
    assert_eq!(page.headers["cross-origin-resource-policy"], "same-origin");
    assert!(page.headers["permissions-policy"].to_str().unwrap().contains("geolocation=()"));
    assert_eq!(page.headers["referrer-policy"], "same-origin");
    assert!(!page.headers.contains_key("strict-transport-security"), "http is all that there is on this machine");
    let public = bureau_with(|office| office.at("https://aide.exemple.fr")).await;
    let strict = get(&public.site, "/assets/none").await;
    assert!(strict.headers["strict-transport-security"].to_str().unwrap().starts_with("max-age=63072000"));
    for path in ["/gestion/mot-de-passe?lien=x", "/gestion/fiche?lien=x", "/gestion/openid/retour?code=x"] {
        assert_eq!(get(&public.site, path).await.headers["referrer-policy"], "no-referrer", "{path}");
    }
}
