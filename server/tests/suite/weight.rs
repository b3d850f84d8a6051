//! What a page weighs on the wire, against `tests/budget.toml`.

use axum::body::Body;
use axum::http::Request;
use serde::Deserialize;
use server::http::assets::ASSETS;
use tower::ServiceExt;

use crate::support::{demonstration, site};

const DAYS: &str = "jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam&jour-1=dim&de-1=08:00&a-1=09:30";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    comparer_first_view: usize,
    home: usize,
    client: usize,
    assist_client: usize,
}

/// Bytes of a page as a browser receives it.
async fn page(address: &str) -> usize {
    let site = site(demonstration(), None).await;
    let request = Request::get(address)
        .header("accept-encoding", "br")
        .header("host", "127.0.0.1:3000")
        .body(Body::empty())
        .unwrap();
    let response = site.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "br");
    axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().len()
}

/// Bytes of the packed assets of some names; the site is packed before the tests run.
fn assets(stems: &[&str]) -> usize {
    let own = ASSETS.iter().filter(|asset| stems.iter().any(|stem| asset.name.starts_with(stem)));
    let sizes: Vec<usize> = own.map(|asset| asset.brotli.unwrap_or(asset.plain).len()).collect();
    assert!(!sizes.is_empty(), "the site is not packed: run `make site`");
    sizes.iter().sum()
}

#[tokio::test]
async fn no_page_weighs_more_than_its_budget() {
    let text = include_str!("../budget.toml");
    let budget: Budget = toml::from_str(text).unwrap();
    let style = assets(&["style-"]);
    for (what, measured, most) in [
        (
            "/comparer and its style",
            page(&format!("/comparer?lieu=14e&acte=toilette&{DAYS}")).await + style,
            budget.comparer_first_view,
        ),
        ("/ and its style", page("/").await + style, budget.home),
        ("the client of families", assets(&["client-", "start-"]), budget.client),
        ("the client of social workers", assets(&["assist-"]), budget.assist_client),
    ] {
        println!("{what}: {measured} of {most} bytes");
        assert!(measured <= most, "{what}: {measured} bytes, {most} at most");
    }
}
