//! The size of each page on the network, compared with `tests/budget.toml`.

use axum::body::Body;
use axum::http::Request;
use serde::Deserialize;
use tower::ServiceExt;

use crate::support::{demonstration, get, packed, site};

const DAYS: &str = "jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam&jour-1=dim&de-1=08:00&a-1=09:30";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    comparer_first_view: usize,
    home: usize,
    client: usize,
    assist_client: usize,
    office_client: usize,
    widget: usize,
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

/// Bytes of a page with the style sheets that it links.
async fn with_style(address: &str) -> usize {
    let page = get(&site(demonstration(), None).await, address).await;
    let document = scraper::Html::parse_document(&page.body);
    let selector = scraper::Selector::parse("head link[rel=stylesheet]").unwrap();
    let sheets: Vec<String> =
        document.select(&selector).filter_map(|link| link.attr("href")).map(str::to_owned).collect();
    assert!(sheets.len() >= 2, "{address} links {sheets:?}");
    let mut sum = weight(address).await;
    for sheet in sheets {
        sum += weight(&sheet).await;
    }
    sum
}

#[tokio::test]
async fn no_page_weighs_more_than_its_budget() {
    let text = include_str!("../budget.toml");
    let budget: Budget = toml::from_str(text).unwrap();
    for (what, measured, most) in [
        (
            "/comparer and its style",
            with_style(&format!("/comparer?lieu=14e&acte=toilette&{DAYS}")).await,
            budget.comparer_first_view,
        ),
        ("/ and its style", with_style("/").await, budget.home),
        ("the client of families", assets(&["client.wasm", "client.js", "start.js"]).await, budget.client),
        (
            "the client of social workers",
            assets(&["assist.wasm", "assist.js", "assist-start.js"]).await,
            budget.assist_client,
        ),
        (
            "the client of the back office",
            assets(&["office.wasm", "office.js", "office-start.js"]).await,
            budget.office_client,
        ),
        (
            "the widget on another site",
            weight("/widget.js").await + weight("/widget?lieu=14e").await + assets(&["widget.css"]).await,
            budget.widget,
        ),
    ] {
        println!("{what}: {measured} of {most} bytes");
        assert!(measured <= most, "{what}: {measured} bytes, {most} at most");
    }
}
