//! Connections that send slowly, or nothing, do not keep anyone else out, and do not delay the end of the program.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use server::http::actions::Actions;
use server::http::connections::{ConnectionLimits, serve};
use tokio_util::sync::CancellationToken;

use crate::privacy;

/// A site that reports its callers, served with limits until it is stopped.
struct Served {
    address: SocketAddr,
    stop: CancellationToken,
    ended: tokio::task::JoinHandle<bool>,
}

async fn served(limits: ConnectionLimits) -> Served {
    let site = Router::new()
        .route("/", get(|ConnectInfo(address): ConnectInfo<SocketAddr>| async move { address.to_string() }))
        .route("/never", get(std::future::pending::<String>));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let stopped = stop.clone();
    let ended = tokio::spawn(async move { serve(listener, site, &Actions::default(), limits, stopped).await });
    Served { address, stop, ended }
}

/// Everything that is read until the connection ends.
async fn rest(mut stream: tokio::net::TcpStream) -> String {
    let mut text = Vec::new();
    // Nothing more comes from a connection that is cut.
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut text).await;
    String::from_utf8_lossy(&text).into_owned()
}

async fn connected(address: SocketAddr, text: &str) -> tokio::net::TcpStream {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stream, text.as_bytes()).await.unwrap();
    stream
}

const WHOLE: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_request_is_answered_with_the_address_of_its_connection_and_the_next_on_the_same_one() {
    let site = served(ConnectionLimits::default()).await;
    let stream = connected(site.address, &format!("GET / HTTP/1.1\r\nhost: x\r\n\r\n{WHOLE}")).await;
    let mine = stream.local_addr().unwrap().to_string();
    let text = rest(stream).await;
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");
    assert_eq!(text.matches(&mine).count(), 2);
}

#[tokio::test]
async fn half_a_head_and_an_idle_connection_are_closed_when_their_time_is_over() {
    let (head, idle) = (Duration::from_millis(50), Duration::from_millis(150));
    let site = served(ConnectionLimits { head, idle, ..ConnectionLimits::default() }).await;
    let begun = Instant::now();
    let half = connected(site.address, "GET / HTTP/1.1\r\nho").await;
    let silent = connected(site.address, "").await;
    let used = connected(site.address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(rest(half).await, "");
    assert!(begun.elapsed() >= head);
    assert_eq!(rest(silent).await, "");
    assert!(rest(used).await.starts_with("HTTP/1.1 200"));
    assert!(begun.elapsed() >= idle);
}

#[tokio::test]
async fn where_the_cap_is_reached_whoever_did_nothing_for_longest_makes_room() {
    for limits in [
        ConnectionLimits { most: 3, ..ConnectionLimits::default() },
        ConnectionLimits { most_of_one: Some(3), ..ConnectionLimits::default() },
    ] {
        let site = served(limits).await;
        let first = connected(site.address, "GET / HTTP/1.1\r\nho").await;
        let mut others = Vec::new();
        for _ in 0..2 {
            // Each is accepted before the next one comes.
            let mut other = connected(site.address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
            let mut start = [0; 12];
            tokio::io::AsyncReadExt::read_exact(&mut other, &mut start).await.unwrap();
            assert_eq!(&start, b"HTTP/1.1 200");
            others.push(other);
        }
        assert!(rest(connected(site.address, WHOLE).await).await.starts_with("HTTP/1.1 200"));
        assert_eq!(rest(first).await, "", "the oldest that did nothing");
        for mut other in others {
            tokio::io::AsyncWriteExt::write_all(&mut other, WHOLE.as_bytes()).await.unwrap();
            assert!(rest(other).await.contains("HTTP/1.1 200"), "the others live on");
        }
    }
}

#[tokio::test]
async fn whoever_waits_for_an_answer_makes_no_room_however_long() {
    let ending = Duration::from_millis(100);
    let site = served(ConnectionLimits { most: 2, ending, ..ConnectionLimits::default() }).await;
    let _waits = connected(site.address, "GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut idle = connected(site.address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut start = [0; 12];
    tokio::io::AsyncReadExt::read_exact(&mut idle, &mut start).await.unwrap();
    assert!(rest(connected(site.address, WHOLE).await).await.starts_with("HTTP/1.1 200"));
    assert!(!rest(idle).await.contains("HTTP/1.1 200"), "it made room, though the other came before");
    site.stop.cancel();
    assert!(!site.ended.await.unwrap(), "the other was there until it was cut");
}

#[tokio::test]
async fn an_order_to_stop_ends_half_a_head_and_what_waits_and_lets_an_answer_be_finished() {
    let site = served(ConnectionLimits::default()).await;
    let half = connected(site.address, "GET / HTTP/1.1\r\nho").await;
    let silent = connected(site.address, "").await;
    let used = connected(site.address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    // All are accepted once a later one was answered.
    assert!(rest(connected(site.address, WHOLE).await).await.starts_with("HTTP/1.1 200"));
    site.stop.cancel();
    assert!(site.ended.await.unwrap(), "within the deadline");
    assert_eq!((rest(half).await, rest(silent).await), (String::new(), String::new()));
    assert!(rest(used).await.starts_with("HTTP/1.1 200"));
    assert!(tokio::net::TcpStream::connect(site.address).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn an_answer_that_never_comes_is_cut_at_the_deadline() {
    let ending = Duration::from_millis(100);
    let site = served(ConnectionLimits { ending, ..ConnectionLimits::default() }).await;
    let never = connected(site.address, "GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await;
    // It is accepted once a later one was answered.
    assert!(rest(connected(site.address, WHOLE).await).await.starts_with("HTTP/1.1 200"));
    let begun = Instant::now();
    site.stop.cancel();
    assert!(!site.ended.await.unwrap(), "something was cut");
    assert!(begun.elapsed() >= ending);
    assert_eq!(rest(never).await, "");
}

/// One request to the program, on a separate connection.
fn page(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(format!("GET /methode HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut text = Vec::new();
    stream.read_to_end(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn a_visitor_is_answered_within_a_second_beside_eleven_hundred_half_open_connections() {
    rlimit::increase_nofile_limit(4_096).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let settings = [("RUST_LOG", "off")];
    let (server, _log) = privacy::serve_with(folder.path(), &settings);
    page(&server.address);
    let half: Vec<TcpStream> = (0..1_100)
        .map(|_| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nho").unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    assert!(page(&server.address).starts_with("HTTP/1.1 200"));
    // The promise is about time. The program is not optimised here, and other tests run at the same time.
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    drop(half);
}

#[test]
fn the_program_stops_on_a_signal_even_if_someone_sent_half_a_header() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, _log) = privacy::serve_with(folder.path(), &[("RUST_LOG", "off")]);
    let mut half = TcpStream::connect(&server.address).unwrap();
    half.write_all(b"POST /comparer HTTP/1.1\r\nho").unwrap();
    page(&server.address);
    let signal = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(signal.success());
    assert!(server.child.wait().unwrap().success(), "nothing was cut");
}

#[test]
fn others_than_this_machine_are_served_only_where_the_site_has_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let serve = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
            .args(["serve", "--addr"])
            .args(arguments)
            .current_dir(folder.path())
            .env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite")
            .output()
            .unwrap()
    };
    let refused = String::from_utf8(serve(&["0.0.0.0:0"]).stderr).unwrap();
    assert!(refused.contains("--site-url"), "{refused}");
    // With it, the program goes on to the next error, a port in use.
    let taken = TcpListener::bind("0.0.0.0:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let next = String::from_utf8(serve(&[&address, "--site-url", "https://aide.exemple.fr"]).stderr).unwrap();
    assert!(next.contains("cannot listen on"), "{next}");
    let wrong = String::from_utf8(serve(&["127.0.0.1:0", "--site-url", "aide.exemple.fr/x"]).stderr).unwrap();
    assert!(wrong.contains("is not the address of a site"), "{wrong}");
}
