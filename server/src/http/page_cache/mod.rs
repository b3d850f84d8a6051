//! Finished pages, packed, in memory: a public page is a function of its address, its language, the publication and the day;
//! so are the words and the listings that it has the browser fetch.
//!
//! It stands above all that makes an answer. Of an address that several ask for at once, one page is made, in the queue of
//! pages; whoever comes later has it without waiting. A publication, or midnight, begins an empty cache. Nothing of one
//! person is ever kept (`address`), and nothing of what is kept is logged: the counters know sums.

mod address;
mod packing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use app::ports::{Addresses, Clock, Publication};
use app::routes::Lasts;
use app::text::Lang;
use arc_swap::ArcSwap;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::values::fingerprint::Fnv;
use jiff::civil::{Date, DateTime};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use self::address::{Address, page_of};
use self::packing::Packing;
use super::errors::broken;
use super::metrics::{self, Found};
use super::representation::has;
use super::request_log::Cause;
use crate::catalogue::PublishedCatalogue;

/// What the settings give it unless told otherwise, in bytes: about six thousand lists.
pub const PAGE_CACHE_BYTES: u64 = 64 << 20;

/// What a page is expected to weigh, to lay out the tables of the cache.
const USUAL_WEIGHT: u64 = 10_000;

/// What the cache needs for a page beside its address, its headers and itself.
const BESIDE: u64 = 256;

/// Largest page that is kept or packed here, in bytes before packing.
const LARGEST: usize = 4 << 20;

/// Answers with the pages that are kept, and has the others made.
pub(super) struct PageCache {
    published: Arc<PublishedCatalogue>,
    addresses: Arc<dyn Addresses>,
    clock: Arc<dyn Clock>,
    /// How many the pages may have together.
    bytes: u64,
    current: ArcSwap<Edition>,
}

/// The pages of one publication on one day.
struct Edition {
    publication: Arc<Publication>,
    day: Date,
    /// Pages invite people to type an address where some are known.
    addresses_are_known: bool,
    /// None where no page is kept.
    pages: Option<Pages>,
}

type Pages = Cache<Address, Arc<Page>, Weight>;

/// A page as it is sent.
struct Page {
    headers: HeaderMap,
    mark: HeaderValue,
    body: Bytes,
}

/// Bytes of a page in memory.
#[derive(Clone)]
struct Weight;

impl Weighter<Address, Arc<Page>> for Weight {
    fn weight(&self, address: &Address, page: &Arc<Page>) -> u64 {
        let headers: usize = page.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        let path = address.uri.path().len() + address.uri.query().unwrap_or_default().len();
        (path + headers + page.body.len()) as u64 + BESIDE
    }
}

impl PageCache {
    /// `bytes`: how many the pages may have together; 0 keeps none.
    pub fn new(
        published: Arc<PublishedCatalogue>,
        addresses: Arc<dyn Addresses>,
        clock: Arc<dyn Clock>,
        bytes: u64,
    ) -> Self {
        let first = Edition::new(published.catalogue(), clock.today(), addresses.are_known(), bytes);
        Self { published, addresses, clock, bytes, current: ArcSwap::from_pointee(first) }
    }

    /// The pages of what is shown now, of which there are none yet where that is new.
    fn edition(&self, now: DateTime) -> Arc<Edition> {
        let (publication, day) = (self.published.catalogue(), now.date());
        let known = self.addresses.are_known();
        let is_shown = |edition: &Edition| {
            let same = Arc::ptr_eq(&edition.publication, &publication);
            same && edition.day == day && edition.addresses_are_known == known
        };
        let current = self.current.load_full();
        if is_shown(&current) {
            return current;
        }
        let new = Arc::new(Edition::new(Arc::clone(&publication), day, known, self.bytes));
        self.current.rcu(|current| Arc::clone(if is_shown(current) { current } else { &new }));
        self.current.load_full()
    }
}

impl Edition {
    fn new(publication: Arc<Publication>, day: Date, addresses_are_known: bool, bytes: u64) -> Self {
        let pages = (bytes > 0).then(|| Cache::with_weighter((bytes / USUAL_WEIGHT) as usize, bytes, Weight));
        Self { publication, day, addresses_are_known, pages }
    }
}

/// The page of an address.
///
/// # Errors
/// The answer, packed, where it is not one to keep.
async fn made(address: &Address, mut request: Request, next: Next) -> Result<Page, Response> {
    // As it is made for everyone: the address in order, and whole where only its head is asked for. It is packed here.
    *request.uri_mut() = address.uri.clone();
    *request.method_mut() = Method::GET;
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let answer = next.run(request).await;
    let told = answer.headers();
    let is_stored = told.get(header::CACHE_CONTROL).is_none_or(|value| value != "no-store");
    let is_for_all = is_stored && !told.contains_key(header::SET_COOKIE) && answer.status() == StatusCode::OK;
    let (parts, body) = packed(answer, address.packing).await.ok_or_else(|| {
        let (lang, _) = Lang::split(address.uri.path());
        Cause::text("a page was larger than any, or could not be packed").of_answer(broken(lang))
    })?;
    if is_for_all { Ok(Page::of(parts.headers, body)) } else { Err(Response::from_parts(parts, Body::from(body))) }
}

/// An answer of this server with its body packed. None where the body ends early, or is larger than any page.
async fn packed(answer: Response, packing: Packing) -> Option<(Parts, Bytes)> {
    let (mut parts, body) = answer.into_parts();
    let mut body = to_bytes(body, LARGEST).await.ok()?;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(code) = packing.code().filter(|_| !body.is_empty()) {
        parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(code));
        body = packing.pack(body).ok()?;
    }
    Some((parts, body))
}

impl Page {
    fn of(mut headers: HeaderMap, body: Bytes) -> Self {
        let mark = Fnv::default().chain(&body).finish();
        // Visible ASCII is always a value.
        let mark = HeaderValue::from_str(&format!("\"{mark:016x}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
        headers.insert(header::ETAG, mark.clone());
        Self { headers, mark, body }
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let mut headers = self.headers.clone();
        let is_known = self.mark.to_str().ok().and_then(|mark| has(asked, mark)) == Some(true);
        if is_known {
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_ENCODING);
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, Body::from(self.body.clone())).into_response()
    }
}

/// Answers with a kept page; one that is not there is made, and kept. Whatever is no such page is answered below.
pub(super) async fn kept(State(cache): State<Arc<PageCache>>, request: Request, next: Next) -> Response {
    let now = cache.clock.paris_time();
    let edition = cache.edition(now);
    let Some((uri, lasts)) = page_of(&request, &edition.publication.territory) else {
        return next.run(request).await;
    };
    let minute = (lasts == Lasts::Minute).then(|| (now.hour(), now.minute()));
    let address = Address { uri, minute, packing: Packing::of(request.headers()) };
    let place = match &edition.pages {
        // Whoever leaves gives up their place: the next one who waits for this page makes it.
        Some(pages) => match pages.get_value_or_guard_async(&address).await {
            Ok(page) => {
                metrics::page(Found::Kept);
                return page.answer(request.headers());
            }
            Err(place) => Some((pages, place)),
        },
        None => None,
    };
    let asked = request.headers().clone();
    let page = match made(&address, request, next).await {
        Ok(page) => Arc::new(page),
        Err(answer) => return answer,
    };
    metrics::page(Found::Made);
    let answer = page.answer(&asked);
    if let Some((pages, place)) = place {
        // Where it is not taken, the page is answered all the same.
        let _ = place.insert(page);
        metrics::kept_pages(pages.len() as u64, pages.weight());
    }
    answer
}
