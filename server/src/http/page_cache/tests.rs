#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use app::ports::{Clock, NoAddresses};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use domain::demo::shipped;
use domain::{Parameters, Territory};
use futures_util::FutureExt;
use jiff::civil::{Date, DateTime, date};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::{Edition, PageCache, kept};
use crate::catalogue::{Current, PublishedCatalogue};

const TODAY: Date = date(2026, 11, 29);

/// A clock that is set by hand.
struct HandClock(Mutex<DateTime>);

impl Clock for HandClock {
    fn paris_time(&self) -> DateTime {
        *self.0.lock().unwrap()
    }
}

/// A site whose page is the number of pages made before it, and waits for leave to be made.
struct Site {
    router: Router,
    cache: Arc<PageCache>,
    clock: Arc<HandClock>,
    published: Arc<PublishedCatalogue>,
    leave: Arc<Semaphore>,
    made: Arc<AtomicUsize>,
}

/// As many leaves as any test needs.
const FREE: usize = 10_000;

fn publication(listings: usize) -> Current {
    let territory = Territory::paris().unwrap();
    let listings = shipped(&territory, TODAY).take(listings).collect();
    Current::of(listings, territory, Parameters::embedded(), None)
}

fn site(bytes: u64, leaves: usize) -> Site {
    let clock = Arc::new(HandClock(Mutex::new(TODAY.at(10, 0, 0, 0))));
    let published = Arc::new(PublishedCatalogue::new(publication(3)));
    let (leave, made) = (Arc::new(Semaphore::new(leaves)), Arc::new(AtomicUsize::new(0)));
    let (at, counter) = (Arc::clone(&leave), Arc::clone(&made));
    let page = move |request: Request| {
        let (leave, made) = (Arc::clone(&at), Arc::clone(&counter));
        async move {
            let number = made.fetch_add(1, SeqCst);
            leave.acquire().await.unwrap().forget();
            let query = request.uri().query().unwrap_or_default();
            let page = text(number, query);
            match query {
                _ if query.contains("rien") => (StatusCode::NOT_FOUND, page).into_response(),
                _ if query.contains("instant") => ([(header::CACHE_CONTROL, "no-store")], page).into_response(),
                _ => page,
            }
        }
    };
    let (shown, time) = (Arc::clone(&published), Arc::clone(&clock) as Arc<dyn Clock>);
    let cache = Arc::new(PageCache::new(shown, Arc::new(NoAddresses), time, bytes));
    let router = Router::new().fallback(page).layer(from_fn_with_state(Arc::clone(&cache), kept));
    Site { router, cache, clock, published, leave, made }
}

fn text(number: usize, query: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html")], format!("{number} {query}{}", " ".repeat(1_000))).into_response()
}

impl Site {
    fn ask(&self, request: Request) -> impl Future<Output = Response> + Send + 'static {
        self.router.clone().oneshot(request).map(|answer| answer.unwrap())
    }

    async fn get(&self, address: &str) -> String {
        let answer = self.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        body(answer).await
    }

    fn made(&self) -> usize {
        self.made.load(SeqCst)
    }

    fn edition(&self) -> Arc<Edition> {
        self.cache.edition(self.clock.paris_time())
    }
}

async fn body(answer: Response) -> String {
    String::from_utf8(to_bytes(answer.into_body(), 1_000_000).await.unwrap().to_vec()).unwrap().trim().to_owned()
}

fn get(address: &str) -> Request {
    Request::get(address).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_page_is_made_once_whatever_the_order_of_its_parameters() {
    let site = site(1_000_000, FREE);
    let first = site.get("/comparer?lieu=14e&acte=repas").await;
    assert_eq!(first, "0 acte=repas&lieu=14e");
    assert_eq!(site.get("/comparer?acte=repas&lieu=14e").await, first);
    assert_eq!(site.get("/comparer?lieu=14e&acte=repas").await, first);
    assert_eq!((site.made(), site.edition().pages.as_ref().unwrap().len()), (1, 1));
}

#[tokio::test]
async fn a_publication_and_midnight_begin_an_empty_cache() {
    let site = site(1_000_000, FREE);
    let address = "/comparer?lieu=14e";
    assert_eq!(site.get(address).await, "0 lieu=14e");
    site.published.publish(publication(4));
    assert_eq!(site.get(address).await, "1 lieu=14e");
    *site.clock.0.lock().unwrap() = TODAY.at(23, 59, 0, 0);
    assert_eq!(site.get(address).await, "1 lieu=14e");
    *site.clock.0.lock().unwrap() = TODAY.tomorrow().unwrap().at(0, 0, 0, 0);
    assert_eq!(site.get(address).await, "2 lieu=14e");
    assert_eq!(site.edition().pages.as_ref().unwrap().len(), 1, "those of the day before are gone");
}

#[tokio::test]
async fn a_page_that_says_whether_one_can_call_now_lasts_a_minute() {
    let site = site(1_000_000, FREE);
    let address = "/services/990000001?lieu=14e";
    assert_eq!((site.get(address).await, site.get(address).await), ("0 lieu=14e".into(), "0 lieu=14e".into()));
    *site.clock.0.lock().unwrap() = TODAY.at(10, 1, 0, 0);
    assert_eq!(site.get(address).await, "1 lieu=14e");
}

#[tokio::test]
async fn those_who_ask_at_once_are_answered_with_one_page() {
    let site = site(1_000_000, 0);
    let asked: Vec<_> = (0..8).map(|_| tokio::spawn(site.ask(get("/comparer?lieu=14e")))).collect();
    tokio::task::yield_now().await;
    assert_eq!(site.made(), 1);
    site.leave.add_permits(FREE);
    for answer in asked {
        assert_eq!(body(answer.await.unwrap()).await, "0 lieu=14e");
    }
    assert_eq!(site.made(), 1);
}

#[tokio::test]
async fn one_who_leaves_keeps_nobody_waiting() {
    let site = site(1_000_000, 0);
    let mut leaving = Box::pin(site.ask(get("/comparer?lieu=14e")));
    assert!((&mut leaving).now_or_never().is_none());
    let waiting = tokio::spawn(site.ask(get("/comparer?lieu=14e")));
    tokio::task::yield_now().await;
    assert_eq!(site.made(), 1);
    drop(leaving);
    site.leave.add_permits(FREE);
    assert_eq!(body(waiting.await.unwrap()).await, "1 lieu=14e", "made anew by who waited");
    assert_eq!(site.get("/comparer?lieu=14e").await, "1 lieu=14e");
}

#[tokio::test]
async fn errors_forms_sessions_and_situations_are_never_kept() {
    let site = site(1_000_000, FREE);
    let requests: [fn() -> Request; 6] = [
        || get("/comparer?nom=rien"),
        || get("/comparer?nom=instant"),
        || get("/comparer?gir=2"),
        || get("/comparer?lieu=12+rue+de+Vaugirard"),
        || Request::get("/comparer?lieu=14e").header("cookie", "__Host-session=x").body(Body::empty()).unwrap(),
        || Request::post("/comparer").body(Body::from("gir=2")).unwrap(),
    ];
    for (number, request) in requests.into_iter().enumerate() {
        site.ask(request()).await;
        assert!(!site.ask(request()).await.headers().contains_key(header::ETAG));
        assert_eq!(site.made(), 2 * (number + 1));
    }
    assert!(site.edition().pages.as_ref().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_kept_is_packed_as_a_page_is() {
    let site = site(1_000_000, FREE);
    for (address, status) in [("/comparer?nom=rien", StatusCode::NOT_FOUND), ("/comparer?nom=instant", StatusCode::OK)]
    {
        let asked = Request::get(address).header(header::ACCEPT_ENCODING, "gzip");
        let answer = site.ask(asked.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip", "{address}");
        assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        let body = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
        assert!(body.starts_with(b"\x1f\x8b") && body.len() < 200, "{address}: {} bytes", body.len());
    }
}

#[tokio::test]
async fn a_full_cache_forgets_and_stays_within_its_bytes() {
    let site = site(100_000, FREE);
    for number in 0..500 {
        site.get(&format!("/services?nom={number}")).await;
        let edition = site.edition();
        let pages = edition.pages.as_ref().unwrap();
        assert!(pages.weight() <= 100_000, "{}", pages.weight());
    }
    assert!(site.edition().pages.as_ref().unwrap().len() > 10);
    // What many ask for stays, whatever else comes.
    let usual = site.get("/services?nom=usuel").await;
    for number in 500..1_000 {
        assert_eq!(site.get("/services?nom=usuel").await, usual);
        site.get(&format!("/services?nom={number}")).await;
    }
}

#[tokio::test]
async fn a_site_that_keeps_none_makes_each_page_anew() {
    let site = site(0, FREE);
    assert_eq!(site.get("/comparer?lieu=14e").await, "0 lieu=14e");
    assert_eq!(site.get("/comparer?lieu=14e").await, "1 lieu=14e");
}

#[tokio::test]
async fn who_has_the_page_is_told_so_and_who_asks_for_its_head_has_no_more() {
    let site = site(1_000_000, FREE);
    let head = site.ask(Request::head("/comparer?lieu=14e").body(Body::empty()).unwrap()).await;
    let mark = head.headers()[header::ETAG].clone();
    assert_eq!((head.status(), body(head).await.as_str()), (StatusCode::OK, ""));
    let answer = site.ask(get("/comparer?lieu=14e")).await;
    assert_eq!((answer.status(), &answer.headers()[header::ETAG]), (StatusCode::OK, &mark));
    assert_eq!(body(answer).await, "0 lieu=14e");
    let known = Request::get("/comparer?lieu=14e").header(header::IF_NONE_MATCH, &mark);
    let answer = site.ask(known.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(answer.headers()[header::VARY], "accept-encoding");
    assert_eq!(body(answer).await, "");
    assert_eq!(site.made(), 1);
}
