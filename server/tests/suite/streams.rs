//! Answers that are sent while they are made, or packed on the way, arrive completely.

use std::io::{Read, Write};

use app::access::Role;
use domain::Fact;
use domain::provider::listing::Source;
use jiff::Timestamp;
use jiff::civil::date;
use server::storage::{Authorship, ListingStore, Save};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::staff::{Bureau, bureau};
use crate::support::{TODAY, demonstration, paris};

/// Sends a request to a running site over a socket; returns the body, still packed, and panics if the transfer was cut.
async fn fetch(address: std::net::SocketAddr, path: &str, cookie: &str, accepted: &str) -> (String, Vec<u8>) {
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept-encoding: {accepted}\r\nconnection: close\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let body = &answer[end + 4..];
    assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
    let body = if head.contains("transfer-encoding: chunked") { unchunked(body) } else { body.to_vec() };
    (head, body)
}

/// Joins the chunks of a body; the last, empty one must be there.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("the size of a chunk: the transfer broke off");
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        rest = &rest[end + 2..];
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[..size]);
        rest = &rest[size + 2..];
    }
}

fn gunzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    plain
}

fn unbrotlied(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut decoder = brotli::DecompressorWriter::new(&mut plain, 4096);
    decoder.write_all(bytes).unwrap();
    decoder.close().unwrap();
    drop(decoder);
    plain
}

/// Over two thousand rows in the journal, so that it is read in more than one part.
async fn with_a_long_journal() -> Bureau {
    let bureau = bureau().await;
    for round in 0..14 {
        let mut saves = Vec::new();
        for versioned in bureau.store.load_all().await.unwrap() {
            let mut listing = versioned.listing.clone();
            let provenance = domain::Provenance { source: Source::City, observed: date(2026, 11, 1), verified: None };
            listing.office_hours = Fact::new(format!("de 9 h à {round} h"), provenance);
            saves.push(Save::new(Some(&versioned), listing));
        }
        let by = Authorship { author: "test".to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH };
        bureau.store.save(saves, &by, None).await.unwrap();
    }
    bureau
}

#[tokio::test]
async fn every_answer_that_is_streamed_or_packed_arrives_to_its_last_byte() {
    let bureau = with_a_long_journal().await;
    let signed = bureau.signed("ada", Role::Admin).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let site = bureau.site.clone();
    let serving = tokio::spawn(async move { axum::serve(listener, site).await });
    let catalogue = app::routes::catalogue_href(bureau.published.catalogue().version());
    for path in [
        "/gestion/journal.csv",
        "/gestion/tableurs/tarifs.csv",
        "/gestion/tableurs/fiches.xlsx",
        "/gestion/services",
        "/services",
        "/comparer?lieu=14e",
        &catalogue,
    ] {
        let (_, plain) = fetch(address, path, &signed, "identity").await;
        assert!(plain.len() > 5_000, "{path}");
        let (head, gzip) = fetch(address, path, &signed, "gzip").await;
        let packed = head.contains("content-encoding: gzip");
        let gzip = if packed { gunzipped(&gzip) } else { gzip };
        let (head, br) = fetch(address, path, &signed, "br").await;
        assert_eq!(packed, head.contains("content-encoding: br"), "{path}: {head}");
        let br = if packed { unbrotlied(&br) } else { br };
        // A workbook contains the time at which it was made; it is complete if it can be opened.
        if path.ends_with(".xlsx") {
            for bytes in [plain, gzip, br] {
                assert!(server::spreadsheet::read(&bytes, &paris(), TODAY).is_ok(), "{path}");
            }
            continue;
        }
        assert!(packed, "{path} is worth packing");
        let [plain, gzip, br] = [plain, gzip, br].map(|bytes| without_nonce(&bytes));
        assert!(gzip == plain && br == plain, "{path}: {} {} {}", plain.len(), gzip.len(), br.len());
    }
    let (_, journal) = fetch(address, "/gestion/journal.csv", &signed, "br").await;
    let rows = String::from_utf8(unbrotlied(&journal)).unwrap().lines().count();
    assert_eq!(rows, 1 + 15 * demonstration().len());
    assert!(rows > 2_000, "read in more than one part: {rows}");
    serving.abort();
}

/// A page without the number that is unique to each answer.
fn without_nonce(page: &[u8]) -> Vec<u8> {
    const BEFORE: &[u8] = b"nonce=\"";
    let mut page = page.to_vec();
    let places: Vec<usize> =
        page.windows(BEFORE.len()).enumerate().filter(|(_, part)| *part == BEFORE).map(|(at, _)| at).collect();
    for at in places {
        page[at + BEFORE.len()..].iter_mut().take_while(|byte| **byte != b'"').for_each(|byte| *byte = b'0');
    }
    page
}
