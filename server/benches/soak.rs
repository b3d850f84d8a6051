//! Ten minutes of visitors and staff at a steady rate, while the program is killed every twenty seconds; then two
//! minutes without a kill. Ends with 1 if anything acknowledged was lost, anything was half done, or memory grew.
//! `SOAK_SECONDS`: total time (600); `SOAK_RATE`: requests a second (225).
#![allow(clippy::unwrap_used, dead_code)]

#[path = "../tests/suite/deeds.rs"]
mod deeds;
#[path = "../tests/suite/support/mod.rs"]
mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, RwLock};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use server::storage::Store;
use server::storage::sqlite::SqliteStore;

use deeds::{Deed, Held, prepare, verdict};

/// Seconds from a start of the program to its kill.
const LIFE: u64 = 20;
/// Threads that read pages.
const READERS: u64 = 16;
/// Number of writers, each with separate kinds of actions, and the pause of each between two actions.
const WRITERS: usize = 4;
const PAUSE: Duration = Duration::from_millis(200);
/// How much memory may grow in the last run, in hundredths.
const GROWTH: u64 = 10;

const PAGES: [&str; 8] = [
    "/",
    "/comparer?lieu=14e&jour-1=lun&de-1=08:00&a-1=09:00&acte=toilette",
    "/comparer?lieu=19e&acte=menage&acte=courses",
    "/services",
    "/services/990000001",
    "/en/aides",
    "/methode",
    "/sante",
];

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn serve(folder: &Path, address: &str) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(["serve", "--addr", address, "--client-address-header", "x-forwarded-for"])
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .env("RUST_LOG", "off")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.starts_with("serving ") {
        line.clear();
        assert!(log.read_line(&mut line).unwrap() > 0, "the program stopped before it served");
    }
    // Its later output is discarded, and does not block it.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    child
}

/// Kilobytes of memory of a process.
fn memory(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The status of an answer; none if the connection failed.
fn exchange(address: &str, request: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()
}

/// An address in a separate network for each number.
fn forwarded(number: u64) -> String {
    format!("10.{}.{}.1", number / 250 % 250, number % 250)
}

#[derive(Default)]
struct Counts {
    answered: AtomicU64,
    refused_for_load: AtomicU64,
    wrong: AtomicU64,
    /// While the program was down.
    unanswered: AtomicU64,
    acknowledged: AtomicU64,
    not_acknowledged: AtomicU64,
    lost: AtomicU64,
    half_done: AtomicU64,
}

fn add(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

fn read_pages(reader: u64, rate: u64, address: &str, stop: &AtomicBool, counts: &Counts, times: &Mutex<Vec<u64>>) {
    let pause = Duration::from_micros(1_000_000 * READERS / rate);
    let mut due = Instant::now() + pause * reader as u32 / READERS as u32;
    for number in reader.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        sleep(due.saturating_duration_since(Instant::now()));
        due += pause;
        let page = PAGES[(number % PAGES.len() as u64) as usize];
        let request = format!(
            "GET {page} HTTP/1.1\r\nhost: {address}\r\nx-forwarded-for: {}\r\nconnection: close\r\n\r\n",
            forwarded(number)
        );
        let begun = Instant::now();
        match exchange(address, &request) {
            Some(200) => {
                add(&counts.answered);
                times.lock().unwrap().push(begun.elapsed().as_micros() as u64);
            }
            Some(503) => add(&counts.refused_for_load),
            Some(status) => {
                eprintln!("{page}: {status}");
                add(&counts.wrong);
            }
            None => add(&counts.unanswered),
        }
    }
}

/// The writer of an action. A campaign ends the link with which a provider answers, so the same writer does both.
fn writer_of((place, deed): (usize, Deed)) -> usize {
    let campaign = Deed::ALL.iter().position(|other| *other == Deed::Campaign).unwrap_or(place);
    (if deed == Deed::AnswerOfProvider { campaign } else { place }) % WRITERS
}

/// Carries out actions one after the other, and checks each in the store: after its answer, or after the restart if it
/// had no answer.
fn write_deeds(
    writer: usize,
    address: &str,
    cookie: &str,
    store: &SqliteStore,
    lives: &RwLock<u64>,
    stop: &AtomicBool,
    counts: &Counts,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mine: Vec<Deed> =
        Deed::ALL.into_iter().enumerate().filter(|deed| writer_of(*deed) == writer).map(|deed| deed.1).collect();
    for number in 0_u64.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        sleep(PAUSE);
        let deed = mine[(number % mine.len() as u64) as usize];
        let (mark, now) = (format!("soak{writer}x{number:06}fin"), Timestamp::now().as_second());
        let attempt = runtime.block_on(prepare(store, deed, &mark, now));
        let life = *lives.read().unwrap();
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
             x-forwarded-for: {}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{}",
            attempt.path,
            attempt.cookie(cookie),
            forwarded(writer as u64 * 10_000 + number),
            attempt.body.len(),
            attempt.body
        );
        let status = exchange(address, &request);
        if status.is_none() {
            // An action without an acknowledgement must be complete or absent after the restart.
            while *lives.read().unwrap() == life && !stop.load(Ordering::Relaxed) {
                sleep(PAUSE);
            }
        }
        let held = runtime.block_on(verdict(store, &attempt));
        match (status, &held) {
            (_, Held::Part(part)) => {
                eprintln!("{deed:?} is half done: {part}");
                add(&counts.half_done);
            }
            (Some(status), Held::All) if status < 400 => add(&counts.acknowledged),
            (Some(status), Held::Nothing) if status < 400 => {
                eprintln!("{deed:?} was acknowledged ({status}) and is lost");
                add(&counts.lost);
            }
            (Some(503 | 429), _) | (None, _) => add(&counts.not_acknowledged),
            (Some(status), _) => {
                eprintln!("{deed:?}: {status}");
                add(&counts.wrong);
            }
        }
    }
}

fn main() -> ExitCode {
    let (seconds, rate) = (setting("SOAK_SECONDS", 600), setting("SOAK_RATE", 225));
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let store = runtime.block_on(SqliteStore::open(&url)).unwrap();
    let cookie = runtime.block_on(async {
        deeds::fill(&store).await;
        deeds::session(&store, Timestamp::now().as_second()).await
    });
    // A free port, used after every restart.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let (counts, times) = (Counts::default(), Mutex::new(Vec::new()));
    let (stop, lives) = (AtomicBool::new(false), RwLock::new(0));
    let mut ends = Vec::new();
    let mut last = Vec::new();
    scope(|threads| {
        let mut child = serve(folder.path(), &address);
        for reader in 0..READERS {
            let (address, stop, counts, times) = (&address, &stop, &counts, &times);
            threads.spawn(move || read_pages(reader, rate, address, stop, counts, times));
        }
        for writer in 0..WRITERS {
            let (address, cookie, store, lives, stop, counts) = (&address, &cookie, &store, &lives, &stop, &counts);
            threads.spawn(move || write_deeds(writer, address, cookie, store, lives, stop, counts));
        }
        for _ in 0..seconds * 4 / 5 / LIFE {
            sleep(Duration::from_secs(LIFE));
            ends.push(memory(&child));
            child.kill().unwrap();
            child.wait().unwrap();
            *lives.write().unwrap() += 1;
            child = serve(folder.path(), &address);
        }
        for _ in 0..seconds / 5 {
            sleep(Duration::from_secs(1));
            last.push(memory(&child));
        }
        stop.store(true, Ordering::Relaxed);
        child.kill().unwrap();
        child.wait().unwrap();
        *lives.write().unwrap() += 1;
    });
    runtime.block_on(store.close());
    report(&counts, times.into_inner().unwrap(), &ends, &last, folder.path())
}

fn report(counts: &Counts, mut times: Vec<u64>, ends: &[u64], last: &[u64], folder: &Path) -> ExitCode {
    let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len().saturating_sub(1)) * percent / 100).copied().unwrap_or(0);
    println!(
        "pages: {} answered, {} refused for load, {} unanswered while the program was down, {} wrong",
        of(&counts.answered),
        of(&counts.refused_for_load),
        of(&counts.unanswered),
        of(&counts.wrong)
    );
    println!("a page: median {} µs, 95 % {} µs, 99 % {} µs", at(50), at(95), at(99));
    println!(
        "deeds: {} acknowledged, {} not acknowledged, {} lost, {} half done",
        of(&counts.acknowledged),
        of(&counts.not_acknowledged),
        of(&counts.lost),
        of(&counts.half_done)
    );
    println!(
        "memory at the end of {} lives of {LIFE} s: {} to {} kB",
        ends.len(),
        ends.iter().min().unwrap_or(&0),
        ends.iter().max().unwrap_or(&0)
    );
    // The first third of the last run fills memory that is reused later.
    let steady = &last[last.len() / 3..];
    let half = |part: &[u64]| part.iter().sum::<u64>() / part.len().max(1) as u64;
    let (before, after) = steady.split_at(steady.len() / 2);
    let (before, after) = (half(before), half(after));
    println!("memory of the last life, of {} s: {before} kB, then {after} kB", last.len());
    let check = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .arg("check")
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    let sound = String::from_utf8_lossy(&check.stdout).into_owned();
    println!("check: {}", sound.lines().next().unwrap_or_default());
    let flat = after <= before + before * GROWTH / 100;
    let whole = of(&counts.lost) + of(&counts.half_done) + of(&counts.wrong) == 0;
    if flat && whole && check.status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
