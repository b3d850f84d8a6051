//! The access table names every route, and no route is open that it does not name.

use app::access::TABLE;
use app::ports::{Assets, PageResponse, Ports};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use leptos::prelude::provide_context;
use std::sync::Arc;

use crate::support::{FixedClock, demonstration, get, paris, send, site};

struct NoResponse;
impl PageResponse for NoResponse {
    fn set_status(&self, _: u16) {}
}

#[test]
fn every_page_of_the_site_stands_in_the_table() {
    let (pages, _) =
        leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(app::shell::Site, None, || {
            let shelf = server::catalogue::Shelf::new(server::catalogue::Current::of(
                Vec::new(),
                paris(),
                domain::Parameters::embedded(),
                None,
            ));
            provide_context(Ports {
                publications: Arc::new(shelf),
                clock: Arc::new(FixedClock),
                response: Arc::new(NoResponse),
                assets: Arc::new(Assets::default()),
            });
        });
    assert!(pages.len() >= 5);
    for page in pages {
        assert!(TABLE.iter().any(|(method, path, _)| *method == "GET" && *path == page.path()), "{}", page.path());
    }
    let functions = leptos::server_fn::axum::server_fn_paths().count();
    assert_eq!(functions, 0, "a server function needs its line in the table");
}

#[tokio::test]
async fn every_line_of_the_table_answers_and_admits_reading_only() {
    let site = site(demonstration(), None);
    for (method, path, _) in TABLE {
        assert_eq!(method, "GET");
        let address = path.replace("{finess}", "990000001").replace("{version}", "0.bin").replace("{name}", "none");
        let answer = get(&site, &address).await;
        let expected =
            if path.contains("{version}") || path.contains("{name}") { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(answer.status, expected, "{path}");
        let post = Request::post(&address).header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
        assert_eq!(send(&site, post).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let foreign = Request::post(&address).header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
        assert_eq!(send(&site, foreign).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
