//! A process that is killed at any moment has carried out each request completely or not at all, and all those that it
//! acknowledged.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Sender, channel};

use jiff::Timestamp;
use server::storage::Store;
use server::storage::sqlite::SqliteStore;

use crate::deeds::{self, Attempt, Deed, Held, prepare, verdict};
use crate::privacy::serve_with;

/// How often the process is killed.
const KILLS: usize = 200;

/// Sends one attempt and reports its index and status; no status if the process died before it answered.
fn send(address: &str, cookie: &str, place: usize, attempt: &Attempt, sender: &Sender<(usize, Option<u16>)>) {
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{}",
        attempt.path,
        attempt.cookie(cookie),
        attempt.body.len(),
        attempt.body
    );
    let status = || {
        let mut stream = TcpStream::connect(address).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut start = [0; 12];
        stream.read_exact(&mut start).ok()?;
        std::str::from_utf8(&start[9..]).ok()?.parse().ok()
    };
    // The receiver is gone once it has enough answers.
    let _ = sender.send((place, status()));
}

/// The attempts that the process acknowledged before it was killed, after this number of answers.
fn killed_after(answers: usize, folder: &Path, cookie: &str, attempts: &[Attempt]) -> Vec<usize> {
    let (mut server, _log) = serve_with(folder, &[("QUELLEAIDEADOM_LOG", "off"), ("RUST_LOG", "off")]);
    let address = server.address.clone();
    let (sender, heard) = channel();
    std::thread::scope(|threads| {
        for (place, attempt) in attempts.iter().enumerate() {
            let (sender, address) = (sender.clone(), &address);
            threads.spawn(move || send(address, cookie, place, attempt, &sender));
        }
        drop(sender);
        let mut acknowledged = Vec::new();
        let mut count = 0;
        let mut note = |(place, status): (usize, Option<u16>)| {
            if let Some(status) = status {
                assert!(status < 400, "{:?}: {status}", attempts[place].deed);
                acknowledged.push(place);
            }
        };
        while count < answers
            && let Ok(answer) = heard.recv()
        {
            count += 1;
            note(answer);
        }
        server.child.kill().unwrap();
        server.child.wait().unwrap();
        // The attempts whose answer was on its way.
        heard.into_iter().for_each(note);
        acknowledged
    })
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_acknowledged_and_leave_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let now = Timestamp::now().as_second();
    let store = runtime.block_on(SqliteStore::open(&url)).unwrap();
    let cookie = runtime.block_on(async {
        deeds::fill(&store).await;
        deeds::session(&store, now).await
    });
    let (mut acknowledged, mut nothing) = (0, 0);
    // A campaign ends the link with which a provider answers, so it has separate rounds.
    let kinds = |round: usize| {
        let without = if round.is_multiple_of(2) { Deed::Campaign } else { Deed::AnswerOfProvider };
        Deed::ALL.into_iter().filter(move |deed| *deed != without)
    };
    for round in 0..KILLS {
        let attempts: Vec<Attempt> = runtime.block_on(async {
            let mut attempts = Vec::new();
            for deed in kinds(round) {
                let mark = format!("essai{round:03}{deed:?}fin");
                attempts.push(prepare(&store, deed, &mark, now).await);
            }
            attempts
        });
        let done = killed_after(round * 7 % attempts.len(), folder.path(), &cookie, &attempts);
        acknowledged += done.len();
        for (place, attempt) in attempts.iter().enumerate() {
            let held = runtime.block_on(verdict(&store, attempt));
            assert!(!matches!(held, Held::Part(_)), "{:?} is half done, {round}: {held:?}", attempt.deed);
            nothing += usize::from(held == Held::Nothing);
            if done.contains(&place) {
                assert_eq!(held, Held::All, "{:?} was acknowledged, {round}", attempt.deed);
            }
        }
    }
    assert!(acknowledged > 0 && nothing > 0, "{acknowledged} acknowledged, {nothing} not begun");
    runtime.block_on(store.close());
    let check = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .arg("check")
        .current_dir(folder.path())
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && text.contains(" 0 problems"), "{text}");
}
