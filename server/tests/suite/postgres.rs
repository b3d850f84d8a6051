//! Several programs on one PostgreSQL: what the contract of the stores does not say, since it has one program.

use std::net::{IpAddr, SocketAddr};
use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use domain::provider::listing::Source;
use governor::clock::FakeRelativeClock;
use jiff::Timestamp;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::client::ClientAddress;
use server::http::limits::{Brought, Gate, Limits, SharedCount, SignInGate, SignInLimits, Trying};
use server::http::staff::StaffServices;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::secrets::Hashed;
use server::storage::journal::JournalStore;
use server::storage::links::{LinkStore, NewLink};
use server::storage::outbox::{NewLetter, OutboxStore};
use server::storage::postgres::{PostgresStore, servers};
use server::storage::sqlite::SqliteStore;
use server::storage::transfer::transfer;
use server::storage::{Authorship, ListingStore, ReportStore, Save, Store, StoreError};

use crate::damaged;
use crate::support::postgres::Server;
use crate::support::{Answer, FixedClock, demonstration, get, paris, send};

async fn open(server: &Server) -> PostgresStore {
    PostgresStore::open(&server.url()).await.unwrap()
}

fn by(author: &str) -> Authorship {
    Authorship { author: author.to_owned(), source: Source::Demonstration, recorded_at: Timestamp::UNIX_EPOCH }
}

async fn filled(store: &dyn Store) {
    let saves = demonstration().into_iter().map(|listing| Save::new(None, listing)).collect();
    store.save(saves, &by("demonstration"), None).await.unwrap();
}

#[tokio::test]
async fn what_one_program_writes_another_is_told_and_shows() {
    let Some(server) = Server::start() else { return };
    let (writing, showing) = (open(&server).await, open(&server).await);
    filled(&writing).await;
    let published = PublishedCatalogue::new(Current::load(&showing, &paris()).await.unwrap());
    let seen = showing.generation().await.unwrap();
    let mut listener = sqlx::postgres::PgListener::connect(&server.url()).await.unwrap();
    listener.listen("quelleaideadom").await.unwrap();
    let mut changes = showing.changes();
    let current = writing.find(demonstration()[0].finess).await.unwrap().unwrap();
    let mut listing = current.listing.clone();
    listing.name.value.push_str(" et compagnie");
    writing.save(vec![Save::new(Some(&current), listing.clone())], &by("jeanne"), None).await.unwrap();
    listener.recv().await.unwrap();
    while published.refresh(&showing, seen).await.unwrap() == seen {
        changes.next().await;
    }
    let catalogue = published.catalogue();
    assert!(catalogue.catalogue.listings().contains(&listing));
}

#[tokio::test]
async fn two_programs_that_write_at_once_keep_one_journal() {
    let Some(server) = Server::start() else { return };
    let stores = [open(&server).await, open(&server).await];
    let listings = demonstration();
    let write = |store: &PostgresStore, half: usize| {
        let (store, listings) = (store.clone(), listings.clone());
        tokio::spawn(async move {
            for listing in listings.into_iter().skip(half).step_by(2) {
                store.save(vec![Save::new(None, listing)], &by("jeanne"), None).await.unwrap();
            }
        })
    };
    let [first, second] = [write(&stores[0], 0), write(&stores[1], 1)];
    first.await.unwrap();
    second.await.unwrap();
    let entries = stores[0].list_entries(0, 10_000).await.unwrap();
    assert_eq!(entries.len(), listings.len());
    let mut seal = String::new();
    for entry in entries {
        assert_eq!(entry.seal, entry.seal_after(&seal));
        seal = entry.seal;
    }
    // Of two who change one listing from the same version, one is told.
    let current = stores[0].find(listings[0].finess).await.unwrap().unwrap();
    let save = || vec![Save::new(Some(&current), listings[0].clone())];
    let (one, other) = (by("jeanne"), by("paul"));
    let (one, other) = tokio::join!(stores[0].save(save(), &one, None), stores[1].save(save(), &other, None));
    assert!(one.is_ok() != other.is_ok());
    assert!([one, other].into_iter().any(|saved| matches!(saved, Err(StoreError::Conflict(..)))));
}

#[tokio::test]
async fn of_two_programs_one_leads_and_the_other_does_when_that_one_ends() {
    let Some(server) = Server::start() else { return };
    let leads = async |store: &PostgresStore| {
        let mut changes = store.changes();
        while !store.leads() {
            changes.next().await;
        }
    };
    let first = open(&server).await;
    leads(&first).await;
    let second = open(&server).await;
    let mut changes = second.changes();
    assert!(!second.leads(), "asked once: it would");
    changes.next().await;
    changes.next().await;
    assert!(!second.leads());
    first.close().await;
    drop(first);
    leads(&second).await;
}

#[tokio::test]
async fn a_letter_is_tried_by_one_program() {
    let Some(server) = Server::start() else { return };
    let stores = [open(&server).await, open(&server).await];
    for at in 0..20 {
        let token = Hashed::of(&format!("{at}"));
        let letter = NewLetter {
            token: token.clone(),
            recipient: "contact@service.example.fr".to_owned(),
            subject: "Votre fiche".to_owned(),
            text: "Voici votre lien".to_owned(),
            queued_at: 0,
        };
        let (finess, author) = (demonstration()[at].finess, "paul".to_owned());
        let link = NewLink { finess, token, author, made_at: 0, expires_at: 1 };
        stores[0].add_link(&link, Some(&letter)).await.unwrap();
    }
    let take = |store: &PostgresStore| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            while let Some(letter) = store.take_letter(0, |_| 60).await.unwrap() {
                taken.push(letter.number);
            }
            taken
        })
    };
    let [first, second] = [take(&stores[0]), take(&stores[1])];
    let mut taken = first.await.unwrap();
    taken.extend(second.await.unwrap());
    taken.sort_unstable();
    assert_eq!(taken, (1..=20).collect::<Vec<_>>(), "each once");
}

fn noon() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn limits_hold_over_two_programs_and_keep_no_address() {
    let Some(server) = Server::start() else { return };
    let stores = [open(&server).await, open(&server).await];
    let shared = async |store: &PostgresStore| SharedCount::of(store).await.unwrap();
    let [one, other] = [shared(&stores[0]).await, shared(&stores[1]).await];
    let pool = sqlx::PgPool::connect(&server.url()).await.unwrap();
    let address: IpAddr = "192.0.2.1".parse().unwrap();

    let reports = [&one, &other].map(|shared| Limits::counted_by(FakeRelativeClock::default(), shared.as_ref()));
    for at in 0..5 {
        assert!(reports[at % 2].admits(Brought::Report, address).await.is_ok(), "{at}");
    }
    for limits in &reports {
        let wait = limits.admits(Brought::Report, address).await.unwrap_err();
        assert!((600..=720).contains(&wait.0), "a fifth of an hour at most: {}", wait.0);
    }
    reports[1].give_back(Brought::Report, address).await;
    assert!(reports[0].admits(Brought::Report, address).await.is_ok(), "what could not be kept does not count");
    assert!(reports[0].admits(Brought::Report, "198.51.100.7".parse().unwrap()).await.is_ok(), "somebody else");

    let who = Trying::Stranger { address, name: Hashed::of("jeanne") };
    let sign_ins = [&one, &other].map(|shared| SignInLimits::counted_by(FakeRelativeClock::default(), shared.as_ref()));
    for at in 0..10 {
        assert!(sign_ins[at % 2].admits(&who).await.is_ok(), "{at}");
    }
    assert!(sign_ins[0].admits(&who).await.is_err() && sign_ins[1].admits(&who).await.is_err());
    // Six minutes later.
    sqlx::query("update limits set due = due - 360000").execute(&pool).await.unwrap();
    assert!(sign_ins[0].admits(&who).await.is_ok() && sign_ins[1].admits(&who).await.is_err(), "one came back");

    let keys: Vec<String> = sqlx::query_scalar("select key from limits").fetch_all(&pool).await.unwrap();
    assert!(!keys.is_empty() && keys.iter().all(|key| key.len() == 64 && !key.contains("192.0.2")), "{keys:?}");
    let stays: bool = sqlx::query_scalar("select relpersistence = 'p' from pg_class where relname = 'limits'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(!stays, "no standby and no base backup has it");
}

async fn site(store: &PostgresStore) -> Router {
    let published = PublishedCatalogue::new(Current::load(store, &paris()).await.unwrap());
    let store: Arc<dyn Store> = Arc::new(store.clone());
    let intake = VisitorIntake::new(Arc::clone(&store), Limits::new(FakeRelativeClock::default()), noon, None);
    let limits = SignInLimits::new(FakeRelativeClock::default());
    let office = StaffServices::new(store, limits, noon, ClientAddress::default());
    router(SiteState::new(Arc::new(published), Arc::new(FixedClock), Arc::new(intake)), office)
}

async fn report(site: &Router) -> Answer {
    let request = Request::post("/services/990000001/signaler")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .extension(ConnectInfo::<SocketAddr>("192.0.2.1:50000".parse().unwrap()));
    let body = "sujet=tarif&message=le+prix+a+chang%C3%A9+en+janvier";
    send(site, request.body(Body::from(body)).unwrap()).await
}

async fn staff(site: &Router) -> Answer {
    let request = Request::get("/gestion").header("cookie", format!("__Host-session={}", "ab".repeat(32)));
    send(site, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn with_the_database_gone_pages_go_on_and_writes_come_back_by_themselves() {
    let Some(server) = Server::start() else { return };
    let store = open(&server).await;
    filled(&store).await;
    let site = site(&store).await;
    assert_eq!(report(&site).await.status, StatusCode::SEE_OTHER);
    server.stop();
    for page in ["/", "/comparer?lieu=14e&quand=lun-dim.0800-0900", "/services/990000001", "/methode"] {
        assert_eq!(get(&site, page).await.status, StatusCode::OK, "{page}");
    }
    let answer = report(&site).await;
    assert_eq!(
        (answer.status, &answer.headers["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"5".parse().unwrap())
    );
    assert!(answer.body.contains("le prix a changé en janvier"), "nothing that was typed is lost");
    let answer = staff(&site).await;
    assert_eq!(
        (answer.status, &answer.headers["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"5".parse().unwrap())
    );
    assert!(answer.body.contains("La base de données ne répond pas"), "{}", answer.body);
    let ready = get(&site, "/sante/pret").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.body.contains(r#""degraded":true"#), "{}", ready.body);
    assert_eq!(get(&site, "/sante").await.status, StatusCode::OK);
    let mut changes = store.changes();
    server.resume();
    while report(&site).await.status != StatusCode::SEE_OTHER {
        changes.next().await;
    }
    assert_eq!(store.list_reports().await.unwrap().rows.len(), 2);
}

#[tokio::test]
async fn everything_moves_from_sqlite_and_back_with_its_seals_and_its_numbers() {
    let Some(server) = Server::start() else { return };
    let (bureau, _) = damaged::full().await;
    let postgres = open(&server).await;
    let moved = transfer(&bureau.store, &postgres).await.unwrap();
    assert!(moved.iter().filter(|(_, rows)| **rows > 0).count() > 20, "{moved:?}");
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("again.sqlite").display());
    let again = SqliteStore::open(&url).await.unwrap();
    assert_eq!(transfer(&postgres, &again).await.unwrap(), moved);

    let journal = async |store: &dyn Store| store.list_entries(0, 10_000).await.unwrap();
    let (before, after) = (journal(&bureau.store).await, journal(&postgres).await);
    assert!(before.len() > 20);
    assert_eq!(before, after);
    assert_eq!(before, journal(&again).await);
    let stores: [&dyn Store; 3] = [&bureau.store, &postgres, &again];
    for store in stores {
        assert_eq!(store.load_all().await.unwrap(), bureau.store.load_all().await.unwrap());
        assert_eq!(store.count_letters().await.unwrap(), bureau.store.count_letters().await.unwrap());
        assert_eq!(store.integrity().await.unwrap(), Vec::<String>::new());
    }
    // A number that was given is not given again.
    let listing = demonstration().swap_remove(1);
    let current = postgres.find(listing.finess).await.unwrap().unwrap();
    postgres.save(vec![Save::new(Some(&current), listing)], &by("jeanne"), None).await.unwrap();
    assert!(journal(&postgres).await.last().unwrap().number > before.last().unwrap().number);

    let refused = transfer(&bureau.store, &postgres).await.unwrap_err();
    let StoreError::Unavailable(cause) = refused else { panic!("{refused}") };
    assert!(cause.to_string().contains("give an empty database"), "{cause}");
}

fn program(url: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
    let done = command.args(arguments).env("QUELLEAIDEADOM_DATABASE_URL", url).output().unwrap();
    let words = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&words).into_owned())
}

#[tokio::test]
async fn every_command_works_on_both_and_check_agrees_after_a_move() {
    let Some(server) = Server::start() else { return };
    let (bureau, _) = damaged::full().await;
    bureau.store.close().await;
    let sqlite = format!("sqlite:{}", bureau.folder.path().join("listings.sqlite").display());
    let postgres = server.url();
    let (ok, words) = program(&sqlite, &["check"]);
    assert!(!program(&postgres, &["check"]).0, "it has no table yet");
    let moved = program("sqlite::memory:", &["migrate", "--from", &sqlite, "--to", &postgres]);
    assert!(moved.0 && moved.1.contains("rows moved into postgres://"), "{}", moved.1);
    assert_eq!(program(&postgres, &["check"]), (ok, words));
    let file = bureau.folder.path().join("out.json");
    for arguments in [
        &["user", "list"][..],
        &["user", "add", "claire", "--role", "reader"],
        &["report", "list"],
        &["parameter", "list"],
        &["export", "journal", file.to_str().unwrap()],
        &["export", "listings", file.to_str().unwrap()],
    ] {
        let (ok, words) = program(&postgres, arguments);
        assert!(ok, "{arguments:?}: {words}");
    }
    let (ok, words) = program(&postgres, &["backup", "copy.sqlite"]);
    assert!(!ok && words.contains("pg_dump"), "{words}");
}

#[tokio::test]
async fn a_member_that_is_dead_is_passed_over_and_a_password_is_not_printed() {
    let Some(server) = Server::start() else { return };
    let urls = format!("postgres://test:hunter2@127.0.0.1:1/postgres,{}", server.url());
    let store = PostgresStore::open(&urls).await.unwrap();
    assert_eq!(store.generation().await.unwrap(), 0);
    assert!(servers(&urls).starts_with("postgres://127.0.0.1:1/postgres,"), "{}", servers(&urls));
    let (ok, words) = program("postgres://test:hunter2@127.0.0.1:1/postgres", &["check"]);
    assert!(!ok && !words.contains("hunter2"), "{words}");
}

#[tokio::test]
async fn another_program_and_a_later_version_are_not_written_over() {
    let Some(server) = Server::start() else { return };
    let pool = sqlx::PgPool::connect(&server.url()).await.unwrap();
    sqlx::query("create table orders (number bigint)").execute(&pool).await.unwrap();
    let refused = |opened: Result<PostgresStore, StoreError>| match opened {
        Err(StoreError::Unavailable(cause)) => cause.to_string(),
        other => panic!("{:?}", other.err()),
    };
    assert!(refused(PostgresStore::open(&server.url()).await).contains("another program"));
    sqlx::query("drop table orders").execute(&pool).await.unwrap();
    assert!(refused(PostgresStore::open_read_only(&server.url()).await).contains("no table yet"));
    open(&server).await.close().await;
    sqlx::query("update _sqlx_migrations set version = 9999 where version = 21").execute(&pool).await.unwrap();
    assert!(refused(PostgresStore::open(&server.url()).await).contains("a later version"));
}

#[tokio::test]
async fn a_program_goes_on_while_a_later_version_adds_to_the_tables() {
    let Some(server) = Server::start() else { return };
    let store = open(&server).await;
    filled(&store).await;
    let pool = sqlx::PgPool::connect(&server.url()).await.unwrap();
    for later in [
        "alter table listings add column later text",
        "alter table revisions add column later bigint not null default 0",
        "create table later (number bigint primary key)",
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, '', 0)",
    ] {
        sqlx::query(later).execute(&pool).await.unwrap();
    }
    let current = store.find(demonstration()[0].finess).await.unwrap().unwrap();
    store.save(vec![Save::new(Some(&current), current.listing.clone())], &by("jeanne"), None).await.unwrap();
    assert_eq!(store.find(current.listing.finess).await.unwrap().unwrap().version, 2);
    assert_eq!(store.snapshot().await.unwrap().listings.len(), demonstration().len());
}

#[tokio::test]
async fn a_turn_to_write_that_does_not_come_is_an_error_that_spoils_no_connection() {
    let Some(server) = Server::start() else { return };
    let store = open(&server).await;
    filled(&store).await;
    let pool = sqlx::PgPool::connect(&server.url()).await.unwrap();
    let mut writer = pool.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(7520001)").execute(&mut *writer).await.unwrap();
    let current = store.find(demonstration()[0].finess).await.unwrap().unwrap();
    let save = || vec![Save::new(Some(&current), current.listing.clone())];
    let (first, second) = (by("jeanne"), by("paul"));
    // One that nobody waits for any more, and one that waits in vain.
    let waiting = tokio::spawn({
        let (store, save, by) = (store.clone(), save(), by("marie"));
        async move { store.save(save, &by, None).await }
    });
    tokio::task::yield_now().await;
    waiting.abort();
    assert!(matches!(store.save(save(), &first, None).await, Err(StoreError::Away(_))));
    writer.rollback().await.unwrap();
    for _ in 0..20 {
        assert_eq!(store.find(current.listing.finess).await.unwrap().unwrap().version, 1);
    }
    store.save(save(), &second, None).await.unwrap();
}

#[tokio::test]
async fn a_url_says_nothing_that_the_driver_would_print() {
    let refused = PostgresStore::open("postgres://test@127.0.0.1:1/postgres?sslpassword=hunter3").await;
    let Err(StoreError::Unavailable(cause)) = refused else { panic!("opened") };
    assert_eq!(cause.to_string(), "`sslpassword` is no parameter of a URL of PostgreSQL");
}
