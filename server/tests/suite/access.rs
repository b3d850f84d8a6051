//! The access table names every route, and only the routes in it are open.

use app::access::{Access, FUNCTIONS, table};
use app::ports::{Assets, NoAddresses, PageResponse, Ports};
use app::routes::{PAGES, REFUSALS};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use leptos::prelude::provide_context;
use std::sync::Arc;

use crate::support::{FixedClock, demonstration, get, paris, send, site};

struct NoResponse;
impl PageResponse for NoResponse {
    fn set_status(&self, _: u16) {}
    fn send_on(&self, _: &str) {}
}

#[test]
fn every_page_of_the_site_stands_in_the_table() {
    let (pages, _) = leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(app::app::Site, None, || {
        let published = server::catalogue::PublishedCatalogue::new(server::catalogue::Current::of(
            Vec::new(),
            paris(),
            domain::Parameters::embedded(),
            None,
        ));
        provide_context(Ports {
            publications: Arc::new(published),
            clock: Arc::new(FixedClock),
            response: Arc::new(NoResponse),
            assets: Arc::new(Assets::default()),
            addresses: Arc::new(NoAddresses),
            site: "".into(),
            facts: Arc::default(),
            pdf: true,
        });
    });
    let table = table();
    assert_eq!(pages.len(), 3 * PAGES.len());
    for page in pages {
        assert!(table.iter().any(|(method, path, _)| *method == "GET" && path == page.path()), "{}", page.path());
    }
    let mut functions: Vec<(String, &str)> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path)).collect();
    let mut lines: Vec<(String, &str)> =
        FUNCTIONS.iter().map(|(method, path, _)| ((*method).to_owned(), *path)).collect();
    functions.sort_unstable();
    lines.sort_unstable();
    assert_eq!(functions, lines, "a server function needs its line in the table");
}

/// Bodies as the forms of the site send them by POST.
const SITUATION: &str = "lieu=14e&acte=toilette&ressources=1500&gir=3";

#[tokio::test]
async fn every_line_of_the_table_answers_as_it_says_and_nothing_else_does() {
    let site = site(demonstration(), None).await;
    let table = table();
    let admits = |method: &str, path: &str| table.iter().any(|line| line.0 == method && line.1 == path);
    // The back office has its own test: `staff`.
    // That of the open API has its own: `api`.
    let is_page = |path: &str| !path.starts_with("/gestion") && !path.starts_with("/api/v1");
    for (_, path, _) in table.iter().filter(|(_, path, _)| is_page(path)) {
        // A page about a need makes no sense without one.
        let path = if path.ends_with("/cote-a-cote") { format!("{path}?lieu=14e") } else { path.clone() };
        let address = path
            .replace("{finess}", "990000001")
            .replace("{version}", "0.bin")
            .replace("{name}", "none")
            .replace("{lang}", "fr");
        let path = path.split('?').next().unwrap();
        // Refusals and server functions are called by scripts: they have no page.
        let counts = path == REFUSALS;
        let function = FUNCTIONS.iter().any(|line| line.1 == path);
        assert!(counts || function || admits("GET", path), "{path}: what is sent by POST has a page of its own");
        let answer = get(&site, &address).await;
        // Reports and sheets are sent to addresses of other pages; the body below is neither of them, nor a refusal.
        let reports = !function && (path.ends_with("/signaler") || path.contains("/fiche"));
        let expected = match path {
            _ if reports => StatusCode::SEE_OTHER,
            _ if counts || function => StatusCode::METHOD_NOT_ALLOWED,
            path if path.contains("{version}") || path.contains("{name}") => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        };
        assert_eq!(answer.status, expected, "{path}");
        let post = |site: &'static str| {
            let request = Request::post(&address).header("sec-fetch-site", site);
            request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(SITUATION)).unwrap()
        };
        let signed = FUNCTIONS.iter().any(|line| line.1 == path && line.2 != Access::Everyone);
        let expected = match admits("POST", path) {
            // Nobody is signed in: an island is told so.
            true if signed => StatusCode::UNAUTHORIZED,
            // The body names no service.
            true if path == "/fonctions/signaler" => StatusCode::NOT_FOUND,
            // Nor a need.
            true if path == "/fonctions/liste" => StatusCode::UNPROCESSABLE_ENTITY,
            true if reports || counts => StatusCode::UNPROCESSABLE_ENTITY,
            true => StatusCode::OK,
            false => StatusCode::METHOD_NOT_ALLOWED,
        };
        assert_eq!(send(&site, post("same-origin")).await.status, expected, "{path}");
        assert_eq!(send(&site, post("cross-site")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
