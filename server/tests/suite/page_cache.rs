//! A page that is kept is the page that would be made: for what is published now, in the form that a browser takes.

use std::io::Read;

use app::text::Lang;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::Fact;
use domain::provider::listing::{Provenance, Source};
use jiff::Timestamp;
use server::storage::{Authorship, ListingStore, Save};
use tower::ServiceExt;

use crate::staff::bureau;
use crate::support::{TODAY, demonstration, get, post, site, texts};

const LIST: &str = "/comparer?acte=toilette&lieu=14e";

async fn fetch(site: &Router, address: &str, header: (&str, &str)) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(address).header("host", "127.0.0.1:3000").header(header.0, header.1);
    let response = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, 10_000_000).await.unwrap().to_vec())
}

fn unpacked(coding: &str, packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match coding {
        "zstd" => plain = zstd::bulk::decompress(packed, 10_000_000).unwrap(),
        "br" => _ = brotli::Decompressor::new(packed, 4_096).read_to_end(&mut plain).unwrap(),
        "gzip" => _ = flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).unwrap(),
        other => panic!("{other}"),
    }
    plain
}

#[tokio::test]
async fn a_page_is_the_same_bytes_again_and_the_same_page_in_every_packing() {
    let site = site(demonstration(), None).await;
    let (_, headers, plain) = fetch(&site, LIST, ("accept-encoding", "identity")).await;
    assert!(!headers.contains_key("content-encoding"));
    for (taken, coding) in [("gzip, deflate, br, zstd", "zstd"), ("gzip, deflate, br", "br"), ("gzip", "gzip")] {
        let (status, headers, packed) = fetch(&site, LIST, ("accept-encoding", taken)).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["content-encoding"], coding);
        assert_eq!(headers["vary"], "accept-encoding");
        assert_eq!(headers["cache-control"], "no-cache");
        assert_eq!(unpacked(coding, &packed), plain, "{coding}");
        let (_, again, bytes) = fetch(&site, LIST, ("accept-encoding", taken)).await;
        assert_eq!((&again["etag"], &bytes), (&headers["etag"], &packed));
        let reordered = "/comparer?lieu=14e&acte=toilette";
        assert_eq!(fetch(&site, reordered, ("accept-encoding", taken)).await.2, packed);
        let mark = headers["etag"].to_str().unwrap();
        let request = Request::get(LIST).header("host", "127.0.0.1:3000").header("accept-encoding", taken);
        let request = request.header("if-none-match", mark).body(Body::empty()).unwrap();
        let held = site.clone().oneshot(request).await.unwrap();
        assert_eq!((held.status(), &held.headers()["etag"]), (StatusCode::NOT_MODIFIED, &headers["etag"]));
    }
}

#[tokio::test]
async fn the_policy_of_a_public_page_admits_files_of_the_site_and_no_script_that_stands_in_it() {
    let site = site(demonstration(), None).await;
    for address in ["/", LIST, "/en/comparer", "/services/990000001", "/aides", "/accompagner"] {
        let answer = get(&site, address).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{address}: {policy}");
        assert!(!policy.contains("nonce") && !policy.contains("unsafe-inline"), "{address}: {policy}");
        assert!(!answer.body.contains("nonce"), "{address}");
        let document = scraper::Html::parse_document(&answer.body);
        let scripts = scraper::Selector::parse("script").unwrap();
        for script in document.select(&scripts) {
            let is_data = script.attr("type") == Some("application/ld+json");
            let is_file = script.attr("src").is_some_and(|src| src.starts_with("/assets/"));
            assert!(is_data || is_file, "{address}");
        }
    }
}

#[tokio::test]
async fn what_is_published_is_shown_at_once_whatever_was_kept() {
    let bureau = bureau().await;
    let versioned = bureau.store.load_all().await.unwrap().rows.remove(0);
    let finess = versioned.listing.finess;
    let name = |body: &str| texts(body, "h1").join("");
    let pages = Lang::ALL.map(|lang| format!("{}/services/{finess}", lang.prefix()));
    for page in &pages {
        let before = get(&bureau.site, page).await;
        assert_eq!(get(&bureau.site, page).await.headers["etag"], before.headers["etag"]);
        assert!(!name(&before.body).contains("Nouveau Nom"));
    }
    let mut listing = versioned.listing.clone();
    listing.name.value = "Nouveau Nom".to_owned();
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    listing.website = Fact::new("https://nouveau.fr".to_owned(), provenance);
    let by = Authorship { author: "ada".to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH };
    bureau.store.save(vec![Save::new(Some(&versioned), listing)], &by, None).await.unwrap();
    bureau.published.renew(&bureau.store).await.unwrap();
    for page in &pages {
        let after = get(&bureau.site, page).await.body;
        assert!(name(&after).contains("Nouveau Nom") && after.contains("https://nouveau.fr"), "{page}");
    }
}

#[tokio::test]
async fn no_page_with_a_situation_or_for_a_session_is_kept() {
    let site = site(demonstration(), None).await;
    let sent = post(&site, "/comparer", "lieu=14e&acte=toilette&gir=2&age=80").await;
    assert!(!sent.headers.contains_key("etag"));
    assert_eq!(sent.headers["cache-control"], "no-store");
    let (_, headers, _) = fetch(&site, LIST, ("cookie", "__Host-session=abc")).await;
    assert!(!headers.contains_key("etag"));
    for address in ["/comparer?lieu=14e&gir=2", "/comparer?lieu=12+rue+de+Vaugirard", "/rien", "/donnees"] {
        assert!(!get(&site, address).await.headers.contains_key("etag"), "{address}");
    }
}
