//! The invariants of ARCHITECTURE.md that a compiler does not check.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Names of the direct dependencies of a package, without those of its tests.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let section = text.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap().to_owned();
    section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next().map(str::to_owned))
        .filter(|name| !name.is_empty())
        .collect()
}

fn assert_absent(folder: &str, words: &[&str]) {
    for path in sources(&root().join(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for word in words {
            assert!(!code.contains(word), "{} has `{word}`", path.display());
        }
    }
}

#[test]
fn the_domain_has_no_io_clock_chance_float_or_framework() {
    assert_eq!(
        dependencies("app/domain/Cargo.toml"),
        [
            "enum-map",
            "ethnum",
            "fixedbitset",
            "jiff",
            "postcard",
            "rust_decimal",
            "serde",
            "serde_json",
            "thiserror",
            "unicode-normalization"
        ]
    );
    assert_absent(
        "app/domain/src",
        &["f32", "f64", "std::fs", "std::net", "std::env", "std::time", "Timestamp::now", "SystemTime", "HashSet"],
    );
}

#[test]
fn the_site_knows_no_database_and_no_http_framework() {
    let of_app = dependencies("app/Cargo.toml");
    for forbidden in ["sqlx", "axum", "leptos_axum", "tokio", "tower"] {
        assert!(!of_app.iter().any(|name| name == forbidden), "app depends on {forbidden}");
    }
    assert_absent("app/src", &["std::fs", "std::net", "insert into", "SystemTime", "Timestamp::now"]);
}

#[test]
fn html_is_written_by_components_alone() {
    assert_absent("app/src", &["inner_html", "outer_html", "insert_adjacent_html"]);
    let of_app = dependencies("app/Cargo.toml");
    for engine in ["maud", "askama", "minijinja", "tera", "handlebars"] {
        assert!(!of_app.iter().any(|name| name == engine), "app depends on {engine}");
    }
}

#[test]
fn every_route_waits_for_its_page() {
    let router = fs::read_to_string(root().join("app/src/app.rs")).unwrap();
    let routes = router.lines().filter(|line| line.contains("<Route "));
    assert!(routes.clone().count() >= 5);
    assert!(routes.into_iter().all(|line| line.contains("ssr=SsrMode::Async")));
}

#[test]
fn links_are_built_in_one_place() {
    for path in sources(&root().join("app/src")) {
        let text = fs::read_to_string(&path).unwrap();
        let builds_addresses = path.ends_with("routes.rs") || path.ends_with("access.rs") || path.ends_with("app.rs");
        assert!(builds_addresses || !text.contains("href=\"/"), "{} writes an address by hand", path.display());
    }
}

#[test]
fn no_style_rule_holds_a_colour() {
    let style = root().join("style");
    let components = fs::read_dir(style.join("components")).unwrap().map(|file| file.unwrap().path());
    let others = ["base.css", "layout.css", "utilities.css", "print.css"].map(|name| style.join(name));
    for file in components.chain(others) {
        let text = fs::read_to_string(&file).unwrap();
        let has_hex =
            text.split('#').skip(1).any(|rest| rest.len() > 2 && rest[..3].chars().all(|c| c.is_ascii_hexdigit()));
        assert!(!has_hex, "{} holds a colour", file.display());
    }
}

#[test]
fn titles_are_escaped_in_one_place() {
    for path in sources(&root().join("app/src")) {
        let text = fs::read_to_string(&path).unwrap();
        let calls =
            text.contains("leptos_meta::Title") || text.contains("<Title") || text.contains("document.set_title");
        assert!(!calls || path.ends_with("ui/title.rs"), "{} writes a title that nothing escapes", path.display());
    }
}

#[test]
fn a_stream_that_is_sent_can_be_asked_after_its_end() {
    for path in sources(&root().join("server/src")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            !text.contains("from_stream(") || text.contains(".fuse()"),
            "{}: compression asks again",
            path.display()
        );
    }
}
