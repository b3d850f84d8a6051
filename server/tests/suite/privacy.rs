//! A situation is about health and money: the program, run like in production with every log on, writes none of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Values that are sent and must be found nowhere. They are unlikely to be in a log or a database by chance.
const SECRETS: [&str; 7] = ["48731,97", "48731.97", "48731%2C97", "4873197", "gir=2", "ressources", "vercingetorix"];

pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already stopped if the test succeeded.
        let _ = self.child.kill();
    }
}

/// Starts the program on a free port and waits until it reports its address.
pub(crate) fn serve(folder: &std::path::Path) -> (Server, BufReader<std::process::ChildStderr>) {
    serve_with(folder, &[])
}

/// The same, with environment variables.
pub(crate) fn serve_with(
    folder: &std::path::Path,
    settings: &[(&str, &str)],
) -> (Server, BufReader<std::process::ChildStderr>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(["serve", "--demonstration", "--addr", "127.0.0.1:0"])
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .env("RUST_LOG", "trace")
        .env("NO_COLOR", "1")
        .envs(settings.iter().copied())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.starts_with("serving ") {
        line.clear();
        assert!(log.read_line(&mut line).unwrap() > 0, "the server stopped before it served");
    }
    let address = line.trim_end().rsplit("http://").next().unwrap().to_owned();
    (Server { child, address }, log)
}

pub(crate) fn exchange(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) fn post(server: &Server, path: &str, body: &str) -> String {
    post_as(server, path, "application/x-www-form-urlencoded", body)
}

fn post_as(server: &Server, path: &str, kind: &str, body: &str) -> String {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
        server.address,
        body.len()
    );
    exchange(server, &request)
}

#[test]
fn a_situation_that_is_sent_is_neither_logged_nor_stored_whether_right_or_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, mut log) = serve(folder.path());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let need = "lieu=14e&acte=toilette&jour-1=lun&de-1=08:00&a-1=09:00&debut=2026-12-01";
    let list = post(&server, "/comparer", &format!("{need}&ressources=48731%2C97&gir=2"));
    assert!(list.starts_with("HTTP/1.1 200") && list.contains("À payer"), "{}", &list[..400]);
    assert!(list.to_lowercase().contains("cache-control: no-store"));
    let side = post(&server, "/cote-a-cote", &format!("{need}&service=990000003&ressources=48731%2C97&gir=2"));
    assert!(side.starts_with("HTTP/1.1 200") && side.to_lowercase().contains("cache-control: no-store"));
    let aids = post(&server, "/aides", "ressources=48731%2C97&gir=2&plan=500");
    assert!(aids.starts_with("HTTP/1.1 200") && aids.to_lowercase().contains("cache-control: no-store"));
    let wrong = post(&server, "/aides", "ressources=4873197x&gir=2&plan=500");
    assert!(wrong.starts_with("HTTP/1.1 422") && wrong.to_lowercase().contains("cache-control: no-store"));
    let broken = post(&server, "/comparer", &format!("{need}&ressources=48731.97&gir=2&debut=%FF"));
    assert!(broken.starts_with("HTTP/1.1 422"));
    let sheet = format!("{need}&ressources=48731%2C97&gir=2&service=990000003&note=vercingetorix");
    let interview = post(&server, "/accompagner", &sheet);
    assert!(interview.starts_with("HTTP/1.1 200") && interview.to_lowercase().contains("cache-control: no-store"));
    for path in ["/accompagner/fiche", "/falc/accompagner/fiche"] {
        assert!(post(&server, path, &sheet).contains("vercingetorix"), "{path}");
    }
    #[cfg(feature = "pdf")]
    assert!(post(&server, "/accompagner/fiche.pdf", &sheet).contains("%PDF-"));
    let long = post(&server, "/accompagner/fiche", &format!("{sheet}{}", "x".repeat(2_000)));
    assert!(long.starts_with("HTTP/1.1 422"));
    // What a list is asked by is not kept either, nor a situation that has no place there.
    let page = "query=lieu%3D14e%26langue%3Dvercingetorix%26gir%3D2&ressources=48731%2C97&gir=2";
    let page = post(&server, "/fonctions/liste", page);
    assert!(page.starts_with("HTTP/1.1 200") && page.to_lowercase().contains("cache-control: no-store"));
    // Other programs: what they send right, what they send wrong, and an address that nobody foresaw.
    for (body, status) in [
        (r#"{"gir":"2","resources_month_euros":"48731.97"}"#, "200"),
        (r#"{"gir":"2","resources_month_euros":"48731,97"}"#, "400"),
        (r#"{"resources_month_euros":"48731.97","vercingetorix":1}"#, "400"),
        (r#"{"resources_month_euros":"48731.97","apa_plan_month_euros":"500"}"#, "422"),
    ] {
        let answer = post_as(&server, "/api/v1/aids", "application/json", body);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{body}: {answer}");
        assert!(answer.to_lowercase().contains("cache-control: no-store"), "{body}");
        let repeated = ["48731", "vercingetorix"].iter().any(|secret| status != "200" && answer.contains(secret));
        assert!(!repeated, "{body}: {answer}");
    }
    let need = r#"{"zone":"75114","wished":["vercingetorix"]}"#;
    assert!(post_as(&server, "/api/v1/compare", "application/json", need).starts_with("HTTP/1.1 400"));
    let asked = format!(
        "GET /api/v1/compare?zone=75114&vercingetorix=48731,97 HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
        server.address
    );
    assert!(exchange(&server, &asked).starts_with("HTTP/1.1 400"));
    let ask = format!(
        "POST /fonctions/lieux HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: 21\r\n\r\ntyped=7+vercingetorix",
        server.address
    );
    // A mail gateway replaced the `#` of a link by `%23`: then its contents are sent to the server, and must not be
    // kept.
    for path in
        ["/accompagner%231.vercingetorix", "/falc/accompagner/%231.vercingetorix", "/accompagner%25231.vercingetorix"]
    {
        let link = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address);
        let answer = exchange(&server, &link).to_lowercase();
        assert!(answer.starts_with("http/1.1 303") && answer.contains("accompagner#1.vercingetorix"), "{answer}");
        assert!(answer.contains("cache-control: no-store"), "{answer}");
    }
    let nowhere = format!("GET /vercingetorix HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address);
    assert!(exchange(&server, &nowhere).starts_with("HTTP/1.1 404"));
    let offered = exchange(&server, &ask);
    assert!(offered.starts_with("HTTP/1.1 200") && offered.to_lowercase().contains("cache-control: no-store"));

    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let log = reader.join().unwrap();
    assert!(log.contains("route=\"/comparer\""), "the log is on, and has the route: {log}");
    for secret in SECRETS {
        assert!(!log.contains(secret), "`{secret}` stands in the log");
    }
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in SECRETS {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "`{secret}` stands in {}", path.display());
        }
    }
}
