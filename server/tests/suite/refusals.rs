//! Refusals that social workers chose to count, and what staff see of all the counts.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::access::Role;
use app::routes::REFUSALS;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use domain::feedback::refusal::{Counted, DaySlot, Month, Refusal, RefusalReason};
use domain::provider::listing::{Availability, Fact, Intake, Provenance, Source};
use domain::{Act, Parameters};
use governor::clock::FakeRelativeClock;
use jiff::Timestamp;
use jiff::civil::date;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::limits::Limits;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::storage::Store;
use server::storage::refusals::{MOST_A_DAY, RefusalStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, Save};

use crate::privacy;
use crate::staff::{Bureau, bureau};
use crate::support::{Answer, FixedClock, TODAY, demonstration, office, paris, send, store, texts};

const RIGHT: &str = "service=990000001&zone=75114&motif=complet&creneau=soir&acte=toilette";
const FROM: &str = "192.0.2.1:50000";

struct Counting {
    site: Router,
    store: SqliteStore,
    clock: FakeRelativeClock,
}

async fn counting(now: fn() -> Timestamp) -> Counting {
    let (store, clock) = (store().await, FakeRelativeClock::default());
    let intake = VisitorIntake::new(Arc::new(store.clone()), Limits::new(clock.clone()), now, None);
    let published =
        Arc::new(PublishedCatalogue::new(Current::of(demonstration(), paris(), Parameters::embedded(), None)));
    let site = router(SiteState::new(published, Arc::new(FixedClock), Arc::new(intake)), office().await);
    Counting { site, store, clock }
}

fn noon() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

impl Counting {
    async fn post(&self, body: &str, from: &str) -> Answer {
        let request = Request::post(REFUSALS)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .extension(ConnectInfo(from.parse::<SocketAddr>().unwrap()));
        send(&self.site, request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn counted(&self) -> Vec<Counted> {
        self.store.refusals_since(Month::of(date(2000, 1, 1))).await.unwrap().rows
    }
}

fn refusal(finess: &str, zone: &str, reason: RefusalReason, slot: Option<DaySlot>, act: Option<Act>) -> Refusal {
    Refusal { finess: finess.parse().unwrap(), zone: zone.parse().unwrap(), reason, slot, act }
}

#[tokio::test]
async fn each_request_counts_one_refusal_and_missing_answers_stay_missing() {
    let site = counting(noon).await;
    let answer = site.post(RIGHT, FROM).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NO_CONTENT, ""));
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(answer.headers.get("set-cookie").is_none());
    let month = Month::of(TODAY);
    let whole = refusal("990000001", "75114", RefusalReason::Full, Some(DaySlot::Evening), Some(Act::Washing));
    assert_eq!(site.counted().await, [Counted { refusal: whole, month, count: 1 }]);
    assert_eq!(site.post(RIGHT, FROM).await.status, StatusCode::NO_CONTENT);
    assert_eq!(site.counted().await, [Counted { refusal: whole, month, count: 2 }]);
    for body in
        ["service=990000001&zone=75114&motif=complet&creneau=&acte=", "motif=complet&zone=75114&service=990000001"]
    {
        assert_eq!(site.post(body, FROM).await.status, StatusCode::NO_CONTENT);
    }
    let bare = Refusal { slot: None, act: None, ..whole };
    assert_eq!(site.counted().await[0], Counted { refusal: bare, month, count: 2 });
    assert_eq!(site.counted().await.len(), 2);
}

#[tokio::test]
async fn a_refusal_counts_in_the_month_that_it_is_in_paris() {
    let site = counting(|| "2026-10-31T23:30:00Z".parse().unwrap()).await;
    site.post(RIGHT, FROM).await;
    assert_eq!(site.counted().await[0].month.to_string(), "2026-11");
    assert_eq!(site.store.refusals_since(Month::of(date(2026, 12, 1))).await.unwrap().rows, []);
    assert_eq!(site.store.refusals_since(Month::of(date(2026, 11, 1))).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_wrong_field_is_named_and_nothing_is_counted() {
    let site = counting(noon).await;
    for (body, field) in [
        ("", "service"),
        ("service=750000000&zone=75114&motif=complet", "service"),
        ("service=%FF&zone=75114&motif=complet", "service"),
        ("service=990000001&motif=complet", "zone"),
        ("service=990000001&zone=93048&motif=complet", "zone"),
        ("service=990000001&zone=14e&motif=complet", "zone"),
        ("service=990000001&zone=75114", "motif"),
        ("service=990000001&zone=75114&motif=complet, Mme Martin", "motif"),
        ("service=990000001&zone=75114&motif=complet&creneau=08:00", "creneau"),
        ("service=990000001&zone=75114&motif=complet&creneau=soir&acte=cuisine", "acte"),
    ] {
        let answer = site.post(body, FROM).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
        assert!(answer.body.starts_with(&format!("Le champ « {field} » ")), "{body}: {}", answer.body);
        assert!(!answer.body.contains("Martin"));
    }
    assert_eq!(site.counted().await, []);
}

#[tokio::test]
async fn what_else_is_sent_is_not_kept_and_the_table_has_no_place_for_it() {
    let site = counting(noon).await;
    let more = format!("{RIGHT}&nom=Rachel+Xylander&date=2026-11-23&creneau=matin");
    assert_eq!(site.post(&more, FROM).await.status, StatusCode::NO_CONTENT);
    assert_eq!(site.counted().await[0].refusal.slot, Some(DaySlot::Evening), "the first counts");
    // A new column must be a decision, not an oversight: the page and its promise would change with it.
    let bureau = bureau().await;
    let url = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let columns: Vec<String> = sqlx::query_scalar("select name from pragma_table_info('refusals') order by cid")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(columns, ["month", "finess", "zone", "reason", "slot", "act", "count"]);
    let key: i64 = sqlx::query_scalar("select count(*) from pragma_table_info('refusals') where pk > 0")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(key, 6, "all but the count: a refusal has no row of its own");
}

#[tokio::test]
async fn the_thirty_first_refusal_of_an_address_waits_a_minute() {
    let site = counting(noon).await;
    for _ in 0..30 {
        assert_eq!(site.post(RIGHT, FROM).await.status, StatusCode::NO_CONTENT);
    }
    let refused = site.post(RIGHT, FROM).await;
    assert_eq!(
        (refused.status, &refused.headers["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"60".parse().unwrap())
    );
    assert_eq!(refused.body, app::text::shortages::TOO_MANY);
    assert_eq!(site.post(RIGHT, "192.0.2.2:50000").await.status, StatusCode::NO_CONTENT);
    site.clock.advance(Duration::from_secs(60));
    assert_eq!(site.post(RIGHT, FROM).await.status, StatusCode::NO_CONTENT);
    assert_eq!(site.counted().await[0].count, MOST_A_DAY, "of one service on one day");
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_reported() {
    let site = counting(noon).await;
    site.store.close().await;
    let answer = site.post(RIGHT, FROM).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, app::text::shortages::UNAVAILABLE)
    );
}

#[test]
fn nothing_of_a_refusal_is_logged_with_every_log_on() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let (mut server, mut log) = privacy::serve(folder.path());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let right =
        privacy::post(&server, REFUSALS, "service=990000007&zone=75113&motif=delai&creneau=apres-midi&acte=linge");
    assert!(right.starts_with("HTTP/1.1 204"), "{right}");
    let wrong = privacy::post(&server, REFUSALS, "service=990000007&zone=75113&motif=Xylander");
    assert!(wrong.starts_with("HTTP/1.1 422"), "{wrong}");
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let log = reader.join().unwrap();
    assert!(log.contains(&format!("route=\"{REFUSALS}\"")), "the log is on, and has the route");
    for sent in ["990000007", "75113", "delai", "apres-midi", "linge", "Xylander"] {
        assert!(!log.contains(sent), "`{sent}` stands in the log");
    }
}

impl Bureau {
    async fn count(&self, refusal: Refusal, month: Month, times: u32) {
        for at in 0..times {
            // A few a day, since only so many of a service count on one.
            let day = month.first_day().saturating_add(jiff::Span::new().days(i64::from(at / 2)));
            assert!(self.store.count_refusal(refusal, day).await.unwrap());
        }
    }

    /// The screen for an account with the role of a reader.
    async fn shortages(&self, who: &str) -> String {
        let cookie = self.signed(who, Role::Reader).await;
        let answer = self.get("/gestion/manques", &cookie).await;
        assert_eq!(answer.status, StatusCode::OK);
        texts(&answer.body, "main").concat()
    }
}

#[tokio::test]
async fn the_screen_says_which_months_it_counts_and_nothing_until_there_is_enough() {
    let bureau = bureau().await;
    let evening = refusal("990000001", "75114", RefusalReason::Full, Some(DaySlot::Evening), Some(Act::Washing));
    let empty = bureau.shortages("one").await;
    assert!(empty.contains("Refus comptés de décembre 2025 à novembre 2026"), "{empty}");
    assert!(empty.contains("Moins de 5 refus ont été comptés"));
    bureau.count(evening, Month::of(TODAY), 4).await;
    // A refusal of thirteen months ago no longer counts.
    bureau.count(evening, Month::of(date(2025, 11, 30)), 9).await;
    assert_eq!(bureau.shortages("two").await, empty, "four look like none");
    bureau.count(evening, Month::of(date(2025, 12, 1)), 1).await;
    let five = bureau.shortages("three").await;
    assert!(!five.contains("Moins de 5 refus ont été comptés") && five.contains("plus aucune place"), "{five}");
}

/// The cells with a number in the tables of the screen, and the other cells.
fn cells(page: &str) -> (Vec<u32>, usize) {
    let cells = texts(page, "main tbody td");
    let numbers = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
    (numbers, cells.iter().filter(|cell| cell.as_str() == "–moins de 5").count())
}

#[tokio::test]
async fn numbers_under_five_are_hidden_in_every_table_and_cannot_be_had_from_the_others() {
    use RefusalReason::{Delay, Full};
    let month = Month::of(TODAY);
    let mut pages = Vec::new();
    // The hidden numbers differ; sums of visible and hidden numbers do not reveal them.
    for (washing, meals, late) in [(12, 1, 2), (10, 3, 0), (14, 0, 4), (11, 2, 1)] {
        let bureau = bureau().await;
        let at = |act, reason| refusal("990000001", "75114", reason, Some(DaySlot::Evening), Some(act));
        bureau.count(at(Act::Washing, Full), month, washing - late).await;
        bureau.count(at(Act::Washing, Delay), month, late).await;
        bureau.count(at(Act::Meals, Full), month, meals).await;
        let cookie = bureau.signed("jeanne", Role::Reader).await;
        let page = bureau.get("/gestion/manques", &cookie).await.body;
        let (numbers, hidden) = cells(&page);
        assert!(!numbers.is_empty() && numbers.iter().all(|number| *number >= 5 && number % 5 == 0), "{numbers:?}");
        // Six parts of the week with one zone and one act each, and six reasons; the act with few refusals has no row.
        assert_eq!(hidden, 18);
        assert!(texts(&page, "tfoot").is_empty() && !texts(&page, "main").concat().contains("repas"));
        pages.push(texts(&page, "main").concat());
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
}

#[tokio::test]
async fn a_service_that_says_it_takes_people_and_refuses_is_to_be_checked() {
    let bureau = bureau().await;
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    let by = Authorship { author: "a clerk".to_owned(), source: Source::City, recorded_at: noon() };
    let listings = demonstration();
    let mut saves = Vec::new();
    for (listing, intake) in listings.iter().zip([Intake::Open, Intake::Closed, Intake::Open]) {
        let stored = bureau.store.find(listing.finess).await.unwrap().unwrap();
        let mut after = stored.listing.clone();
        after.availability = Fact::new(Availability { intake, days_to_start: None }, provenance.clone());
        saves.push(Save::new(Some(&stored), after));
    }
    bureau.store.save(saves, &by, None).await.unwrap();
    bureau.published.renew(&bureau.store).await.unwrap();
    let month = Month::of(TODAY);
    for (listing, reason) in listings.iter().zip([RefusalReason::Full, RefusalReason::Full, RefusalReason::Zone]) {
        bureau.count(refusal(listing.finess.as_str(), "75114", reason, None, None), month, 6).await;
    }
    let cookie = bureau.signed("jeanne", Role::Reader).await;
    let page = bureau.get("/gestion/manques", &cookie).await.body;
    let found = format!("a[href='/gestion/services/{}']", listings[0].finess);
    assert_eq!(texts(&page, &found).len(), 1);
    for other in &listings[1..3] {
        assert!(
            !page.contains(&format!("/gestion/services/{}", other.finess)),
            "closed, or refused for another reason"
        );
    }
}
