//! The files of `deploy`, against the program that they start: its settings, its times, what its logs may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use server::http::connections::ConnectionLimits;

const PREFIX: &str = "QUELLEAIDEADOM_";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../deploy")
}

fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap()
}

/// Without its comments.
fn read(file: &str) -> String {
    let text = text(file);
    text.lines().filter(|line| !line.trim_start().starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// Every file, but for the secrets of whoever tries them here.
fn files(of: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(of).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if !path.ends_with("secrets") {
            found.extend(files(&path));
        }
    }
    found
}

fn config(environment: &BTreeMap<String, String>) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
    command.arg("config").current_dir(folder.path()).env_clear().envs(environment).output().unwrap()
}

/// Each setting of `serve`, and its default.
fn settings() -> BTreeMap<String, Option<String>> {
    let output = config(&BTreeMap::new());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut settings: BTreeMap<String, Option<String>> = printed
        .lines()
        .filter_map(|line| match line.strip_prefix("# ") {
            Some(absent) => Some((absent.strip_suffix(" is not set")?.to_owned(), None)),
            None => {
                let (name, rest) = line.split_once('=')?;
                Some((name.to_owned(), Some(rest.strip_suffix(" # default")?.to_owned())))
            }
        })
        .filter(|(name, _)| name.starts_with(PREFIX))
        .collect();
    // A program that was built without them says so where one is set.
    if cfg!(not(feature = "oidc")) {
        settings.extend(["ISSUER", "CLIENT_ID", "CLIENT_SECRET"].map(|name| (format!("{PREFIX}OIDC_{name}"), None)));
    }
    assert!(settings.len() > 20, "{printed}");
    settings
}

/// What the environment file sets, or shows behind a `#`.
fn examples() -> BTreeMap<String, String> {
    let text = text("quelleaideadom.env");
    let lines = text.lines().map(|line| line.strip_prefix('#').unwrap_or(line));
    let set = lines.filter(|line| line.starts_with(PREFIX)).map(|line| line.split_once('=').unwrap());
    set.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The number of seconds behind the first `key` of a file.
fn seconds(file: &str, key: &str) -> Duration {
    let text = read(file);
    let (_, rest) = text.split_once(key).unwrap_or_else(|| panic!("{file} has no `{key}`"));
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    assert!(rest[number.len()..].starts_with(['s', '\n', ';']), "{file}: `{key}` is not in seconds");
    Duration::from_secs(number.parse().unwrap())
}

/// The lines of a section that begins with a line and is indented below it.
fn section(file: &str, head: &str) -> String {
    let text = read(file);
    let mut lines = text.lines().skip_while(|line| line.trim() != head);
    let first = lines.next().unwrap_or_else(|| panic!("{file} has no `{head}`"));
    let depth = |line: &str| line.len() - line.trim_start().len();
    let below = lines.take_while(|line| line.is_empty() || depth(line) > depth(first));
    below.map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_setting_that_a_file_names_is_one_that_the_program_knows() {
    let known = settings();
    for path in files(&folder()) {
        let text = fs::read_to_string(&path).unwrap();
        for rest in text.split(PREFIX).skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_uppercase() || *c == '_').collect();
            assert!(known.contains_key(&format!("{PREFIX}{name}")), "{} names {PREFIX}{name}", path.display());
        }
    }
}

#[test]
fn the_environment_file_explains_every_setting_and_sets_none() {
    let examples = examples();
    assert_eq!(examples.keys().collect::<BTreeSet<_>>(), settings().keys().collect());
    for (name, default) in settings() {
        assert!(default.is_none_or(|default| default == examples[&name]), "{name} has another default");
    }
    let text = text("quelleaideadom.env");
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].contains(PREFIX) && pair[1].contains('=')) {
        assert!(pair[0].starts_with("# "), "nothing says what `{}` is", pair[1]);
        assert!(pair[1].starts_with('#'), "`{}` is set", pair[1]);
    }
}

#[test]
fn what_the_environment_file_shows_is_taken_as_it_stands() {
    let examples: BTreeMap<String, String> =
        examples().into_iter().filter(|(name, _)| cfg!(feature = "oidc") || !name.contains("_OIDC_")).collect();
    for (name, value) in &examples {
        let plain = !value.contains(['$', '\\', '"', '\'']) && !value.contains(" #") && value.trim() == value;
        assert!(plain, "{name} is read differently by Docker and systemd");
    }
    let output = config(&examples);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    for (name, value) in examples {
        let secret = ["SMTP_URL", "OIDC_CLIENT_SECRET"].iter().any(|secret| name.ends_with(secret));
        let line = format!("{name}={} # environment", if secret { "(set)" } else { &value });
        assert!(printed.lines().any(|found| found == line), "{line} in {printed}");
    }
}

#[test]
fn whoever_stops_the_program_waits_longer_than_it_takes_to_end() {
    let ending = ConnectionLimits::default().ending;
    for (file, key) in [
        ("compose.yaml", "stop_grace_period: "),
        ("systemd/quelleaideadom.service", "TimeoutStopSec="),
        ("haproxy.cfg", "hard-stop-after "),
        ("nginx.conf", "worker_shutdown_timeout "),
    ] {
        assert!(seconds(file, key) >= ending + Duration::from_secs(5), "{file}");
    }
}

#[test]
fn a_proxy_gives_an_idle_connection_up_before_the_program_closes_it() {
    let idle = ConnectionLimits::default().idle;
    assert!(seconds("haproxy.cfg", "pool-purge-delay ") <= idle / 2);
    let upstream = section("nginx.conf", "upstream instances {");
    assert!(upstream.contains("keepalive_timeout 30s;") && Duration::from_secs(30) <= idle / 2);
    // The head of a request has the same time everywhere.
    assert_eq!(seconds("haproxy.cfg", "timeout http-request "), ConnectionLimits::default().head);
    assert_eq!(seconds("nginx.conf", "client_header_timeout "), ConnectionLimits::default().head);
}

#[test]
fn an_instance_is_asked_whether_it_is_alive_and_never_whether_its_database_can_be_written() {
    for path in files(&folder()) {
        let file = path.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned();
        if !file.ends_with(".md") {
            assert!(!read(&file).contains("/sante/pret"), "{file}: it would take the whole site away");
        }
    }
    let asked = section("haproxy.cfg", "backend instances");
    assert!(asked.contains("option httpchk") && asked.contains("meth GET uri /sante ver") && asked.contains(" check "));
    assert!(read("Containerfile").contains(r#"CMD ["/usr/local/bin/quelleaideadom", "health"]"#));
    assert!(read("compose.yaml").contains("test: [CMD, /usr/local/bin/quelleaideadom, health]"));
}

#[test]
fn a_change_is_sent_to_one_instance_once() {
    let haproxy = read("haproxy.cfg");
    assert!(haproxy.contains("use_backend to_changes unless METH_GET"));
    assert!(section("haproxy.cfg", "frontend changes").contains("option httpclose"));
    let of_changes = section("haproxy.cfg", "backend instances_of_changes");
    assert!(of_changes.contains("retry-on conn-failure\n") && of_changes.contains("http-reuse never"));
    let nginx = read("nginx.conf");
    assert!(nginx.contains("proxy_next_upstream error timeout;") && !nginx.contains("non_idempotent"));
}

#[test]
fn a_proxy_replaces_what_its_client_says_of_its_address_and_passes_the_name_of_the_site() {
    let haproxy = read("haproxy.cfg");
    assert!(haproxy.contains("http-request set-header X-Forwarded-For %[src]") && !haproxy.contains("forwardfor"));
    let nginx = read("nginx.conf");
    assert!(nginx.contains("proxy_set_header X-Forwarded-For $remote_addr;"));
    assert!(nginx.contains("proxy_set_header Host $http_host;"));
    // The program sends them itself.
    for header in ["Strict-Transport-Security", "Content-Security-Policy", "add_header"] {
        assert!(!haproxy.contains(header) && !nginx.contains(header), "{header}");
    }
}

#[test]
fn a_proxy_logs_neither_path_query_nor_address_and_keeps_no_form_on_its_disk() {
    let haproxy = read("haproxy.cfg");
    let formats: Vec<&str> = haproxy.lines().filter(|line| line.contains("log-format")).collect();
    assert_eq!(formats.len(), 4, "one of each for both ways");
    for format in formats {
        let words = format.split(['%', ' ', ',', '"']).collect::<BTreeSet<_>>();
        for told in ["ci", "cp", "r", "HP", "HPO", "HQ", "HU", "hr", "[src]", "[path]", "[url]", "[query]"] {
            assert!(!words.contains(told), "{told} in {format}");
        }
    }
    assert!(!haproxy.contains("option httplog") && !haproxy.contains("capture"));
    let nginx = text("nginx.conf");
    let (_, format) = nginx.split_once("log_format ").unwrap();
    let (format, after) = format.split_once(';').unwrap();
    let words = format.split(['$', ' ', '(', ')', '\'']).collect::<BTreeSet<_>>();
    for told in ["request", "request_uri", "uri", "args", "query_string", "remote_addr", "http_referer", "request_body"]
    {
        assert!(!words.contains(told), "{told} in {format}");
    }
    assert_eq!(after.matches("access_log ").count(), 1);
    assert!(after.contains("error_log /var/log/nginx/error.log emerg;"), "others repeat the request");
    assert!(after.contains("client_max_body_size 300k;") && after.contains("client_body_buffer_size 300k;"));
    assert!(after.contains("proxy_max_temp_file_size 0;"));
}

#[test]
fn an_instance_runs_as_nobody_writes_nothing_and_gains_nothing() {
    let instance = section("compose.yaml", "x-instance: &instance");
    for line in [r#"user: "65532:65532""#, "read_only: true", "cap_drop: [ALL]", r#"["no-new-privileges:true"]"#] {
        assert!(instance.contains(line), "{line}");
    }
    assert!(read("Containerfile").contains("\nUSER 65532:65532\n"));
    let services = section("compose.yaml", "services:");
    assert_eq!(services.matches(": *instance\n").count(), 2, "two instances");
    assert!(section("compose.yaml", "data:").contains("internal: true"), "nobody else reaches the database");
    let unit = read("systemd/quelleaideadom.service");
    for line in ["User=quelleaideadom", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="] {
        assert!(unit.lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn every_image_is_of_a_version() {
    let mut images = Vec::new();
    for path in files(&folder()) {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().map(str::trim_start) {
            let named = line.strip_prefix("image: ").or_else(|| line.strip_prefix("FROM "));
            images.extend(named.and_then(|rest| rest.split(' ').next()).map(str::to_owned));
        }
    }
    assert!(images.len() >= 6, "{images:?}");
    let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    for image in images {
        let name = image.rsplit('/').next().unwrap();
        let (name, tag) = name.split_once(':').unwrap_or_else(|| panic!("{image} has no version"));
        // That of distroless is the one of Debian, in its name.
        assert!(has_number(tag) || has_number(name), "{image}");
        assert!(tag != "latest");
        assert!(name != "quelleaideadom" || tag == env!("CARGO_PKG_VERSION"), "{image}");
    }
}
