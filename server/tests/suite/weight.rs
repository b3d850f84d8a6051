//! The size of each page on the network, compared with `tests/budget.toml`.

use axum::body::Body;
use axum::http::Request;
use serde::Deserialize;
use tower::ServiceExt;

use crate::support::{demonstration, packed, site};

const DAYS: &str = "jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam&jour-1=dim&de-1=08:00&a-1=09:30";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    comparer_first_view: usize,
    home: usize,
    client: usize,
    assist_client: usize,
}

/// Bytes of the answer of an address, as a browser receives them.
async fn weight(address: &str) -> usize {
    let site = site(demonstration(), None).await;
    let request = Request::get(address)
        .header("accept-encoding", "br")
        .header("host", "127.0.0.1:3000")
        .body(Body::empty())
        .unwrap();
    let response = site.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "br", "{address}");
    axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().len()
}

/// Bytes of packed assets, all together.
async fn assets(names: &[&str]) -> usize {
    let mut sum = 0;
    for name in names {
        sum += weight(&packed(name)).await;
    }
    sum
}

#[tokio::test]
async fn no_page_weighs_more_than_its_budget() {
    let text = include_str!("../budget.toml");
    let budget: Budget = toml::from_str(text).unwrap();
    let (style, services) = (assets(&["style.css"]).await, assets(&["services.css"]).await);
    for (what, measured, most) in [
        (
            "/comparer and its style",
            weight(&format!("/comparer?lieu=14e&acte=toilette&{DAYS}")).await + style + services,
            budget.comparer_first_view,
        ),
        ("/ and its style", weight("/").await + style, budget.home),
        ("the client of families", assets(&["client.wasm", "client.js", "start.js"]).await, budget.client),
        (
            "the client of social workers",
            assets(&["assist.wasm", "assist.js", "assist-start.js"]).await,
            budget.assist_client,
        ),
    ] {
        println!("{what}: {measured} of {most} bytes");
        assert!(measured <= most, "{what}: {measured} bytes, {most} at most");
    }
}
