//! What a site of 12 000, of 100 000 and of a million listings needs, on SQLite and on PostgreSQL: the start, the memory of
//! the process, a change until it is shown, the lists of the public and of the staff. Prints a table; asserts no time.
//! `GROWTH=12000,100000` in the environment chooses sizes; a million takes some 15 GB of disk and 10 of memory.

#[allow(clippy::unwrap_used, dead_code)]
#[path = "../tests/suite/support/postgres.rs"]
mod postgres;

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::access::{AccountName, Role};
use app::ports::Clock;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use domain::demo::fictitious;
use domain::provider::listing::{Fact, Provenance, Source};
use domain::ranking::columns::Columns;
use domain::{Listing, Territory};
use governor::clock::MonotonicClock;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::client::ClientAddress;
use server::http::limits::{Limits, SignInLimits};
use server::http::staff::StaffServices;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::secrets::{Hashed, Token};
use server::storage::account_changes::{AccountChange, Administration};
use server::storage::accounts::{Link, NewSession, SignIn};
use server::storage::postgres::PostgresStore;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, Save, Store};
use tower::ServiceExt;

const TODAY: Date = date(2026, 11, 23);
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// Listings written by one save.
const BATCH: usize = 10_000;
const TURNS: usize = 5;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

struct FixedClock;

impl Clock for FixedClock {
    fn paris_time(&self) -> DateTime {
        TODAY.at(10, 0, 0, 0)
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_795_431_600).unwrap_or_default()
}

fn by() -> Authorship {
    Authorship { author: "banc".to_owned(), source: Source::City, recorded_at: now() }
}

/// Megabytes that the process holds.
fn memory() -> u64 {
    let read = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = read.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default();
    pages * 4_096 / 1_000_000
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort();
    took[took.len() / 2]
}

async fn fill(store: &dyn Store, territory: &Territory, count: u32) -> Outcome<Listing> {
    let mut listings = fictitious(territory, 75, count, TODAY);
    let mut last = None;
    loop {
        let saves: Vec<Save> = listings
            .by_ref()
            .take(BATCH)
            .inspect(|listing| last = Some(listing.clone()))
            .map(|l| Save::new(None, l))
            .collect();
        if saves.is_empty() {
            return Ok(last.ok_or("no listing")?);
        }
        store.save(saves, &by(), None).await?;
    }
}

async fn sign_in(store: &dyn Store) -> Outcome<String> {
    let name = AccountName::parse("banc").ok_or("a name")?;
    let token = Token::random()?;
    let link = Link { token: Hashed::of("banc"), expires_at: 0 };
    let change = AccountChange::Create { role: Role::Admin, email: None, link, letter: None };
    store.administer(&Administration { actor: None, account: name.clone(), change, at: 0 }).await?;
    store.enrol(&name, SECRET, 0, &[]).await?;
    let account = store.find_account(&name).await?.ok_or("an account")?;
    let session = NewSession {
        token: token.hashed(),
        account: name,
        offered_secret: String::new(),
        started_at: now().as_second(),
    };
    store.sign_in(&SignIn::new(session, account)).await?;
    Ok(format!("__Host-session={}", token.as_str()))
}

async fn page(site: &Router, address: &str, cookie: &str) -> Outcome<Duration> {
    let mut took = Vec::new();
    for _ in 0..TURNS {
        let request = Request::get(address).header("host", "127.0.0.1:3000").header("cookie", cookie);
        let start = Instant::now();
        let answer = site.clone().oneshot(request.body(Body::empty())?).await?;
        let status = answer.status();
        to_bytes(answer.into_body(), usize::MAX).await?;
        took.push(start.elapsed());
        if !status.is_success() {
            return Err(format!("{address}: {status}").into());
        }
    }
    Ok(median(took))
}

async fn measure(name: &str, store: Arc<dyn Store>, count: u32) -> Outcome<()> {
    let territory = Territory::paris().map_err(|_| "the territory")?;
    let start = Instant::now();
    let listing = fill(&*store, &territory, count).await?;
    let filled = start.elapsed();
    let cookie = sign_in(&*store).await?;
    let before = memory();
    let start = Instant::now();
    let published = Arc::new(PublishedCatalogue::new(Current::load(&*store, &territory).await?));
    let started = start.elapsed();
    let holds = memory().saturating_sub(before);
    let file = published.catalogue();
    let bytes = published.file(file.version()).map_or(0, |file| file.len());
    drop(file);
    let mut published_in = Vec::new();
    for turn in 0..TURNS {
        let stored = store.find(listing.finess).await?.ok_or("a listing")?;
        let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
        let website = Fact::new(format!("https://exemple.fr/{turn}"), provenance);
        let changed = Listing { website, ..stored.listing.clone() };
        let start = Instant::now();
        store.save(vec![Save::new(Some(&stored), changed)], &by(), None).await?;
        published.renew(&*store).await?;
        published_in.push(start.elapsed());
    }
    let intake = Arc::new(VisitorIntake::new(Arc::clone(&store), Limits::new(MonotonicClock), now, None));
    let limits = SignInLimits::new(MonotonicClock);
    let office = StaffServices::new(Arc::clone(&store), limits, now, ClientAddress::default());
    let site = router(SiteState::new(published, Arc::new(FixedClock), intake), office);
    let list = page(&site, "/comparer?lieu=14e&quand=lun-dim.0800-0900&acte=toilette", "").await?;
    let staff = page(&site, "/gestion/services", &cookie).await?;
    let words = page(&site, "/gestion/services?q=aide", &cookie).await?;
    println!(
        "{count:>9} {name:<10} {:>8.1} s {:>9} {holds:>6} MB {:>6} MB {:>9} {:>9} {:>9} {:>9} {:>7.1} MB",
        filled.as_secs_f64(),
        ms(started),
        memory(),
        ms(median(published_in)),
        ms(list),
        ms(staff),
        ms(words),
        bytes as f64 / 1e6,
    );
    store.close().await;
    Ok(())
}

async fn measure_all() -> Outcome<()> {
    let sizes = std::env::var("GROWTH").unwrap_or_else(|_| "12000,100000".to_owned());
    let sizes: Vec<u32> = sizes.split(',').map(|size| size.trim().parse()).collect::<Result<_, _>>()?;
    let territory = Territory::paris().map_err(|_| "the territory")?;
    for count in &sizes {
        let columns = Columns::build(fictitious(&territory, 75, *count, TODAY));
        println!("{count} providers: {} bytes each in the scanned part", columns.size_in_bytes() / *count as usize);
    }
    println!(
        "{:>9} {:<10} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "listings",
        "database",
        "written",
        "start",
        "catalogue",
        "process",
        "published",
        "/comparer",
        "staff list",
        "q=aide",
        "file"
    );
    for count in sizes {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("growth.sqlite").display());
        measure("SQLite", Arc::new(SqliteStore::open(&url).await?), count).await?;
        match postgres::Server::start() {
            Some(server) => measure("PostgreSQL", Arc::new(PostgresStore::open(&server.url()).await?), count).await?,
            None => println!("{count:>9} PostgreSQL is not installed"),
        }
    }
    Ok(())
}

fn main() -> Outcome<()> {
    tokio::runtime::Runtime::new()?.block_on(measure_all())
}
