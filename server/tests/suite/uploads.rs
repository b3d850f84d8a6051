//! Uploads of the staff: limited in total size and in number at a time.

use std::convert::Infallible;
use std::future::pending;

use app::access::Role;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::staff::bureau;
use crate::support::send;

fn upload(cookie: &str, body: Body) -> Request<Body> {
    let request = Request::post("/gestion/imports").header("sec-fetch-site", "same-origin").header("cookie", cookie);
    request.header("content-type", "multipart/form-data; boundary=limit").body(body).unwrap()
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_though_its_file_is_small() {
    let bureau = bureau().await;
    let cookie = bureau.signed("paul", Role::Publisher).await;
    let start = Bytes::from_static(b"--limit\r\ncontent-disposition: form-data; name=\"autre\"\r\n\r\n");
    let piece = Bytes::from(vec![b'a'; 1 << 20]);
    let pieces = stream::iter([start]).chain(stream::iter((0..66).map(move |_| piece.clone())));
    let answer = send(&bureau.site, upload(&cookie, Body::from_stream(pieces.map(Ok::<_, Infallible>)))).await;
    assert!(answer.body.contains("64 Mo"), "{}", answer.status);
}

/// A body that reports when it is requested, and never arrives.
fn held(asked: UnboundedSender<()>) -> Body {
    Body::from_stream(stream::once(async move {
        asked.send(()).unwrap();
        pending::<Result<Bytes, Infallible>>().await
    }))
}

#[tokio::test]
async fn a_fifth_file_at_the_same_time_is_asked_to_come_back() {
    let bureau = bureau().await;
    let cookie = bureau.signed("paul", Role::Publisher).await;
    let (sender, mut asked) = unbounded_channel();
    let mut arriving = Vec::new();
    for _ in 0..4 {
        let (site, request) = (bureau.site.clone(), upload(&cookie, held(sender.clone())));
        arriving.push(tokio::spawn(async move { send(&site, request).await.status }));
        asked.recv().await.unwrap();
    }
    let answer = send(&bureau.site, upload(&cookie, Body::empty())).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers["retry-after"], "60");
    assert!(answer.body.contains("Un autre fichier est en cours de lecture"));
    for one in arriving {
        one.abort();
    }
}
