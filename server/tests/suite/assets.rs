//! The built assets as they are sent to a browser.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::Act;
use domain::values::closed_list::ClosedList;
use server::http::assets::{IMMUTABLE, addresses};

use crate::support::{demonstration, get, packed, send, site};

/// Every file that is packed, with its type.
const TYPES: [(&str, &str); 11] = [
    ("style.css", "text/css"),
    ("pictograms.svg", "image/svg+xml"),
    ("icon.svg", "image/svg+xml"),
    ("touch-icon.png", "image/png"),
    ("social-card.png", "image/png"),
    ("client.wasm", "application/wasm"),
    ("client.js", "text/javascript"),
    ("start.js", "text/javascript"),
    ("assist.wasm", "application/wasm"),
    ("assist.js", "text/javascript"),
    ("assist-start.js", "text/javascript"),
];

/// The answer to a method with an `Accept-Encoding`: its status, its headers, its bytes.
async fn ask(site: &Router, method: Method, address: &str, accepted: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::builder().method(method).uri(address).header("host", "127.0.0.1:3000");
    let request = request.header("sec-fetch-site", "same-origin").header("accept-encoding", accepted);
    let response = tower::ServiceExt::oneshot(site.clone(), request.body(Body::empty()).unwrap()).await.unwrap();
    let (mut parts, body) = response.into_parts();
    // Each request has its number.
    parts.headers.remove("x-request-id");
    (parts.status, parts.headers, axum::body::to_bytes(body, 10_000_000).await.unwrap().to_vec())
}

#[tokio::test]
async fn an_asset_is_kept_for_a_year_under_the_hash_of_its_content() {
    let site = site(demonstration(), None).await;
    for (name, kind) in TYPES {
        let answer = get(&site, &packed(name)).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(answer.headers["cache-control"], IMMUTABLE, "{name}");
        assert_eq!(answer.headers["content-type"], kind, "{name}");
        assert_eq!(answer.headers["vary"], "accept-encoding", "{name}");
    }
}

#[tokio::test]
async fn a_browser_is_sent_the_form_that_it_prefers_among_those_it_accepts() {
    let site = site(demonstration(), None).await;
    let address = packed("style.css");
    let (_, _, plain) = ask(&site, Method::GET, &address, "identity").await;
    for (accepted, coding) in [
        ("br", Some("br")),
        ("gzip, deflate, br, zstd", Some("br")),
        ("BR;q=1.0", Some("br")),
        ("gzip;q=1, br;q=0.5", Some("gzip")),
        ("gzip;q=0.5, br;q=0.8", Some("br")),
        ("br;q=0, gzip", Some("gzip")),
        ("gzip;q=0, br", Some("br")),
        ("br;q=0", None),
        ("br;q=0.000, gzip;q=0", None),
        ("identity", None),
        ("", None),
    ] {
        let (status, headers, body) = ask(&site, Method::GET, &address, accepted).await;
        let sent = headers.get("content-encoding").map(|coding| coding.to_str().unwrap());
        assert_eq!((status, sent), (StatusCode::OK, coding), "{accepted}");
        assert_eq!(body == plain, coding.is_none(), "{accepted}");
    }
}

#[tokio::test]
async fn each_form_of_an_asset_holds_the_same_bytes() {
    let site = site(demonstration(), None).await;
    for name in ["style.css", "client.wasm", "client.js"] {
        let address = packed(name);
        let (_, _, plain) = ask(&site, Method::GET, &address, "identity").await;
        let (_, _, brotli) = ask(&site, Method::GET, &address, "br").await;
        let (_, _, gzip) = ask(&site, Method::GET, &address, "gzip").await;
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut unpacked).unwrap();
        assert!(unpacked == plain, "{name}");
        unpacked.clear();
        std::io::copy(&mut flate2::read::GzDecoder::new(&gzip[..]), &mut unpacked).unwrap();
        assert!(unpacked == plain && brotli.len() < plain.len() && gzip.len() < plain.len(), "{name}");
    }
}

#[tokio::test]
async fn a_head_of_an_asset_says_what_a_get_sends() {
    let site = site(demonstration(), None).await;
    let address = packed("client.wasm");
    for accepted in ["br", "gzip", "identity"] {
        let (_, headers, body) = ask(&site, Method::GET, &address, accepted).await;
        let (status, of_head, nothing) = ask(&site, Method::HEAD, &address, accepted).await;
        assert_eq!((status, nothing.len()), (StatusCode::OK, 0), "{accepted}");
        assert_eq!(of_head["content-length"], body.len().to_string(), "{accepted}");
        assert_eq!(of_head, headers, "{accepted}");
    }
}

#[tokio::test]
async fn an_asset_that_a_browser_asks_about_again_stays_kept() {
    let site = site(demonstration(), None).await;
    let address = packed("style.css");
    let tag = get(&site, &address).await.headers["etag"].clone();
    let again = send(&site, Request::get(&address).header("if-none-match", tag).body(Body::empty()).unwrap()).await;
    assert_eq!((again.status, &again.headers["cache-control"]), (StatusCode::NOT_MODIFIED, &IMMUTABLE));
}

#[tokio::test]
async fn what_was_not_packed_is_not_found_and_not_kept() {
    let site = site(demonstration(), None).await;
    let style = packed("style.css");
    let of_another_version = style.replace("style.", "style.x");
    for address in [of_another_version.as_str(), "/assets/names", "/assets/..%2Fnames", "/assets/%00", "/assets/."] {
        let answer = get(&site, address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_ne!(answer.headers["cache-control"], IMMUTABLE, "{address}");
    }
    let request = Request::post(&style).header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
    assert_eq!(send(&site, request).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_start_of_a_client_names_its_program() {
    let site = site(demonstration(), None).await;
    for (start, glue, program) in
        [("start.js", "client.js", "client.wasm"), ("assist-start.js", "assist.js", "assist.wasm")]
    {
        let script = get(&site, &packed(start)).await.body;
        assert!(script.contains(&packed(glue)) && script.contains(&packed(program)), "{script}");
    }
}

#[tokio::test]
async fn each_act_has_a_drawing_under_its_code() {
    let drawings = get(&site(demonstration(), None).await, &packed("pictograms.svg")).await.body;
    for act in Act::ALL {
        assert!(drawings.contains(&format!("<symbol id=\"{}\" viewBox=\"0 0 24 24\">", act.code())), "{}", act.code());
    }
}

#[test]
fn pages_know_the_address_of_each_asset_they_link_to() {
    let assets = addresses(&app::text::Lang::ALL.map(app::text::Words::of));
    let known = [assets.style, assets.start, assets.assist, assets.pictograms, assets.icon, assets.touch_icon];
    assert!(known.iter().chain([&assets.social_card]).all(Option::is_some), "{known:?}");
}
