//! What monitoring relies on: readiness, counters at a separate address, one line for each request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::health::Readiness;
use server::storage::Store;
use server::storage::drafts::{DraftContent, DraftState, DraftStore, NewDraft};
use server::storage::figures::ActKind;
use server::storage::journal::ImportKind;
use server::storage::previews::{NewPreview, PreviewContent, PreviewStore};
use server::storage::sqlite::SqliteStore;
use server::storage::watch::{Queues, WatchStore};
use server::storage::{Authorship, ListingStore, NewReport, ReportAnswer, ReportStore, Save};

use crate::staff::bureau;
use crate::support::{act, demonstration, get, paris, register, store};

/// The program, with the addresses of its site and of its counters.
struct Watched {
    child: Child,
    site: String,
    counters: String,
    log: BufReader<ChildStderr>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watched {
    fn start(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
            .args(["serve", "--demonstration", "--addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0"])
            .current_dir(folder)
            .env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite")
            .env("NO_COLOR", "1")
            .env_remove("RUST_LOG")
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut address = |before: &str| {
            let mut line = String::new();
            while !line.contains(before) {
                line.clear();
                assert!(log.read_line(&mut line).unwrap() > 0, "the program stopped before `{before}`");
            }
            let rest = line.split("http://").nth(1).unwrap();
            rest.split(['/', '"', '\n']).next().unwrap().to_owned()
        };
        let (counters, site) = (address("counters on "), address("serving "));
        Self { child, site, counters, log }
    }

    fn send(address: &str, request: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn ask(address: &str, path: &str) -> String {
        let more = "x-request-id: mine\r\nconnection: close";
        Self::send(address, &format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{more}\r\n\r\n"))
    }

    /// Stops the program and returns its log.
    fn log(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut text = String::new();
        self.log.read_to_string(&mut text).unwrap();
        text
    }
}

#[test]
fn requests_are_counted_by_route_on_an_address_that_visitors_do_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let program = Watched::start(folder.path(), &[]);
    let site = program.site.clone();
    assert!(Watched::ask(&site, "/services/990000001?lieu=vercingetorix").starts_with("HTTP/1.1 200"));
    assert!(Watched::ask(&site, "/services/990000002").starts_with("HTTP/1.1 200"));
    assert!(Watched::ask(&site, "/12-rue-vercingetorix").starts_with("HTTP/1.1 404"));
    assert!(Watched::ask(&site, "/metrics").starts_with("HTTP/1.1 404"), "not on the address of the site");
    let body = "nom=vercingetorix&mot-de-passe=vercingetorix";
    let sign_in = format!(
        "POST /gestion/connexion HTTP/1.1\r\nhost: {site}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    assert!(Watched::send(&site, &sign_in).starts_with("HTTP/1.1 422"));
    assert!(
        Watched::send(&site, &format!("FROB / HTTP/1.1\r\nhost: {site}\r\nconnection: close\r\n\r\n"))
            .contains("HTTP/1.1 ")
    );
    std::fs::write(folder.path().join("register.csv"), register("2026-01-08")).unwrap();
    let imported = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(["import", "finess", "register.csv"])
        .current_dir(folder.path())
        .env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    assert!(imported.status.success());
    let text = Watched::ask(&program.counters, "/metrics");
    for line in [
        "quelleaideadom_requests_total{method=\"GET\",route=\"/services/{finess}\",status=\"200\"} 2",
        "quelleaideadom_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 2",
        "quelleaideadom_requests_total{method=\"other\",route=\"/\",status=\"405\"} 1",
        "quelleaideadom_request_duration_seconds_count{method=\"GET\",route=\"/services/{finess}\"} 2",
        "quelleaideadom_sign_ins_refused_total{reason=\"wrong\"} 1",
        "quelleaideadom_sign_ins_refused_total{reason=\"too-many\"} 0",
        "quelleaideadom_waiting{queue=\"drafts\"} 0",
        "quelleaideadom_waiting{queue=\"files\"} 0",
        "quelleaideadom_waiting{queue=\"reports\"} 0",
        "quelleaideadom_imports_total{kind=\"finess\"} 1",
        "quelleaideadom_import_lines_total{kind=\"finess\",result=\"added\"} 3",
        "quelleaideadom_import_lines_total{kind=\"tableur\",result=\"added\"} 0",
        "quelleaideadom_database_readable 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
    assert!(text.contains("quelleaideadom_publication_generation 20"), "{text}");
    assert!(text.contains("quelleaideadom_publication_age_seconds ") && text.contains("le=\"0.25\""), "{text}");
    for personal in ["vercingetorix", "990000001", "127.0.0.1", "FROB"] {
        assert!(!text.contains(personal), "`{personal}` in {text}");
    }
    assert!(Watched::ask(&program.counters, "/").starts_with("HTTP/1.1 404"));
    let log = program.log();
    assert!(!log.contains("vercingetorix"), "{log}");
}

#[test]
fn logs_are_one_object_a_line_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let program = Watched::start(folder.path(), &[("QUELLEAIDEADOM_LOG_FORMAT", "json")]);
    let answer = Watched::ask(&program.site, "/comparer?lieu=14e");
    let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    assert_ne!(id, "mine");
    let log = program.log();
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let line = lines.iter().find(|line| line["route"] == "/comparer").unwrap();
    assert_eq!((&line["method"], &line["status"], &line["level"]), (&"GET".into(), &200.into(), &"INFO".into()));
    assert_eq!(line["span"]["id"], id.as_str());
    assert!(line["ms"].is_u64() && !log.contains("14e"));
}

#[test]
fn a_failure_of_the_store_is_one_line_of_the_log_with_its_cause_and_nothing_typed() {
    let folder = tempfile::tempdir().unwrap();
    let program = Watched::start(folder.path(), &[]);
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query("drop table reports").execute(&pool).await.unwrap();
        pool.close().await;
    });
    let site = program.site.clone();
    let body = "sujet=tarif&message=vercingetorix+a+chang%C3%A9+de+prix";
    let report = format!(
        "POST /services/990000001/signaler HTTP/1.1\r\nhost: {site}\r\nsec-fetch-site: same-origin\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = Watched::send(&site, &report);
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    let log = program.log();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(errors.len(), 1, "{log}");
    for part in ["no such table: reports", "route=\"/services/{finess}/signaler\"", "status=503", &id] {
        assert!(errors[0].contains(part), "{part} in {}", errors[0]);
    }
    assert!(!log.contains("vercingetorix"));
}

#[test]
fn a_container_asks_the_program_itself_whether_it_is_alive() {
    let folder = tempfile::tempdir().unwrap();
    let program = Watched::start(folder.path(), &[]);
    let ask = |address: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
        command.arg("health").env("QUELLEAIDEADOM_ADDR", address).output().unwrap()
    };
    let port = program.site.rsplit(':').next().unwrap();
    for address in [program.site.clone(), format!("0.0.0.0:{port}")] {
        let alive = ask(&address);
        assert!(alive.status.success() && alive.stdout == b"ok\n", "{}", String::from_utf8_lossy(&alive.stderr));
    }
    let elsewhere = ask(&program.counters);
    assert_eq!(elsewhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("answers `HTTP/1.1 404"), "not the site");
    let site = program.site.clone();
    program.log();
    let dead = ask(&site);
    assert_eq!(dead.status.code(), Some(1));
    assert!(dead.stdout.is_empty() && String::from_utf8_lossy(&dead.stderr).contains("nobody answers on"));
}

#[tokio::test]
async fn the_program_is_ready_while_its_database_is_read_and_written_and_published() {
    let office = bureau().await;
    let ready = get(&office.site, "/sante/pret").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(ready.body, r#"{"ready":true,"degraded":false,"readable":true,"writable":true,"fresh":true}"#);
    assert_eq!(ready.headers["cache-control"], "no-store");
}

/// The answer about readiness for a database and a published.
async fn asked(store: &SqliteStore, published: &Arc<PublishedCatalogue>) -> (bool, bool, bool) {
    let report = Readiness::new(Arc::new(store.clone()), Arc::clone(published))
        .within(Duration::from_millis(300))
        .report()
        .await;
    assert_eq!(report.ready, report.readable && report.writable && report.fresh);
    (report.readable, report.writable, report.fresh)
}

#[tokio::test]
async fn a_database_that_cannot_be_written_or_a_publication_that_is_behind_is_reported() {
    let office = bureau().await;
    let (store, published) = (&office.store, &office.published);
    assert_eq!(asked(store, published).await, (true, true, true));
    let url = format!("sqlite:{}", office.folder.path().join("listings.sqlite").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    sqlx::query("begin immediate").execute(&mut *other).await.unwrap();
    assert_eq!(asked(store, published).await, (true, false, true), "another program holds it");
    sqlx::query("rollback").execute(&mut *other).await.unwrap();
    sqlx::query("drop table readiness").execute(&mut *other).await.unwrap();
    drop(other);
    assert!(!asked(store, published).await.1);
    // Nobody publishes here.
    let behind =
        Arc::new(PublishedCatalogue::new(Current::of(demonstration(), paris(), domain::Parameters::embedded(), None)));
    assert!(!asked(store, &behind).await.2);
    store.close().await;
    assert_eq!(asked(store, published).await, (false, false, false));
}

#[tokio::test]
async fn what_was_published_a_moment_after_it_was_written_is_fresh() {
    let office = bureau().await;
    let published = Arc::new(PublishedCatalogue::new(Current::load(&office.store, &paris()).await.unwrap()));
    let first = office.store.load_all().await.unwrap().rows.remove(0);
    let by = Authorship {
        author: "test".to_owned(),
        source: domain::Source::City,
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    let save = Save { based_on: Some(first.version), listing: first.listing, changes: Vec::new() };
    office.store.save(vec![save], &by, None).await.unwrap();
    let (asked, renewed) = tokio::join!(asked(&office.store, &published), published.renew(&office.store));
    renewed.unwrap();
    assert_eq!(asked, (true, true, true));
}

#[tokio::test]
async fn however_often_it_is_asked_the_disk_is_written_once_in_a_while() {
    let office = bureau().await;
    let written = || async {
        let url = format!("sqlite:{}", office.folder.path().join("listings.sqlite").display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let at: String = sqlx::query_scalar("select written_at from readiness").fetch_one(&pool).await.unwrap();
        pool.close().await;
        at
    };
    assert_eq!(get(&office.site, "/sante/pret").await.status, StatusCode::OK);
    let first = written().await;
    for _ in 0..100 {
        // Half of them leave at once.
        let _ = futures_util::FutureExt::now_or_never(get(&office.site, "/sante/pret"));
        assert_eq!(get(&office.site, "/sante/pret").await.status, StatusCode::OK);
    }
    assert_eq!(written().await, first);
}

#[tokio::test]
async fn what_waits_is_counted_once_and_what_was_settled_no_more() {
    let store = store().await;
    let at = jiff::Timestamp::UNIX_EPOCH;
    store.touch(at).await.unwrap();
    store.touch(at).await.unwrap();
    assert_eq!(store.queues().await.unwrap(), Queues::default());
    let listing = demonstration().remove(0);
    let content = DraftContent { based_on: 1, state: DraftState::Writing, listing, note: String::new() };
    let new =
        NewDraft { author: "jeanne".to_owned(), source: domain::Source::City, saved_at: at, content: content.clone() };
    let number = store.add_draft(new).await.unwrap();
    assert_eq!(store.queues().await.unwrap().drafts, 0, "its author is still at it");
    let submitted = DraftContent { state: DraftState::Submitted, ..content };
    for edition in [1, 2] {
        let draft = store.find_edition(number, edition).await.unwrap().unwrap();
        assert!(store.save_draft(&draft, &submitted, at).await.unwrap());
        assert_eq!(store.queues().await.unwrap().drafts, 1, "one draft, whatever its editions");
    }
    let preview = NewPreview {
        kind: ImportKind::Sheet,
        file_name: "a.csv".to_owned(),
        file_date: crate::support::TODAY,
        author: "paul".to_owned(),
        read_at: at,
        content: PreviewContent::default(),
    };
    let file = store.add_preview(preview).await.unwrap();
    let message = || ReportMessage::parse("le prix a changé en janvier").unwrap();
    let new = || NewReport {
        finess: "990000001".parse().unwrap(),
        about: ReportAbout::Price,
        message: message(),
        recorded_at: at,
    };
    let report = store.add_report(new()).await.unwrap();
    store.add_report(new()).await.unwrap();
    assert_eq!(store.queues().await.unwrap(), Queues { drafts: 1, previews: 1, reports: 2, letters: 0 });
    let answer = ReportAnswer {
        report,
        outcome: ReportOutcome::Corrected,
        reason: message(),
        author: "paul".to_owned(),
        recorded_at: at,
    };
    assert!(store.answer_report(answer).await.unwrap());
    assert!(store.remove_preview(file, &act(ActKind::FileRefused)).await.unwrap());
    assert!(store.remove_draft(number, 3, &act(ActKind::DraftThrownAway)).await.unwrap());
    assert_eq!(store.queues().await.unwrap(), Queues { drafts: 0, previews: 0, reports: 1, letters: 0 });
}
