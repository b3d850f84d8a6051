//! The built assets, embedded: immutable under hashed names, sent compressed as they were packed.

use app::ports::Assets;
use app::routes::{all_words_href, words_href};
use app::text::{Lang, all_words_file, words_file};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::values::fingerprint::Fnv;

/// One embedded file and its compressed forms.
pub struct Asset {
    pub name: &'static str,
    pub plain: &'static [u8],
    pub brotli: Option<&'static [u8]>,
    pub gzip: Option<&'static [u8]>,
}

pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/asset_names.txt"));

/// A year, and never asked again: another content has another name.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Changes with any sentence.
fn words_version() -> String {
    let files: Vec<u8> = Lang::ALL.into_iter().flat_map(all_words_file).collect();
    format!("{:016x}", Fnv::default().chain(&files).finish())
}

/// `GET /mots/{lang}/{version}`: the words of a language, those of the islands or every one.
pub async fn words(uri: Uri, version: &str) -> Response {
    let is_asked = |address: String| uri.path() == address;
    let file = Lang::ALL.into_iter().find_map(|lang| {
        let islands = is_asked(words_href(lang, version)).then(|| words_file(lang));
        islands.or_else(|| is_asked(all_words_href(lang, version)).then(|| all_words_file(lang)))
    });
    match file {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
                (header::CACHE_CONTROL, IMMUTABLE),
            ];
            (headers, file).into_response()
        }
        None => (StatusCode::NOT_FOUND, "no such words: reload the page").into_response(),
    }
}

/// Addresses of the assets that pages link to.
pub fn addresses() -> Assets {
    let find = |what: &str| {
        let mut names = NAMES.lines().filter_map(|line| line.split_once(' '));
        names.find(|(kind, _)| *kind == what).map(|(_, name)| format!("/assets/{name}"))
    };
    Assets {
        style: find("style"),
        start: find("start"),
        assist: find("assist-start"),
        staff: find("staff"),
        words: words_version(),
        ..Assets::default()
    }
}

/// `GET /assets/{name}`
pub async fn serve(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return (StatusCode::NOT_FOUND, "no such asset").into_response();
    };
    let lines = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let accepted = lines.collect::<Vec<_>>().join(",");
    let accepts = |coding: &str| accepts(&accepted, coding);
    let packed = [("br", asset.brotli), ("gzip", asset.gzip)];
    let chosen =
        packed.into_iter().find_map(|(coding, bytes)| bytes.filter(|_| accepts(coding)).map(|bytes| (coding, bytes)));
    let common: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, content_type(asset.name)),
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    match chosen {
        Some((coding, bytes)) => (common, [(header::CONTENT_ENCODING, coding)], bytes).into_response(),
        None => (common, asset.plain).into_response(),
    }
}

/// Whether `Accept-Encoding` admits a coding (RFC 9110, 12.5.3): it is named with a weight above zero, or is not named
/// and `*` is, with one.
fn accepts(accepted: &str, coding: &str) -> bool {
    let weight = |wanted: &str| {
        accepted.split(',').find_map(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            if !parts.next()?.eq_ignore_ascii_case(wanted) {
                return None;
            }
            let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            // What is no number is no wish for it.
            Some(weight.is_none_or(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0)))
        })
    };
    weight(coding).or_else(|| weight("*")).unwrap_or(false)
}

fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some(_) | None => "application/octet-stream",
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn a_coding_is_sent_only_to_a_browser_that_wants_it() {
        for accepted in ["br", "gzip, br", "gzip;q=0.5, br;q=0.1", "BR", "*", "gzip;q=0, *", "br ; q=1.0"] {
            assert!(accepts(accepted, "br"), "{accepted}");
        }
        for accepted in
            ["", "gzip", "br;q=0", "br;q=0.000", "br; q=0, gzip", "*;q=0", "br;q=0, *", "identity", "br;q=x"]
        {
            assert!(!accepts(accepted, "br"), "{accepted}");
        }
    }
}
