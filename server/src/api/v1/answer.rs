//! How an answer is sent: with the name of its content and the time of its data, so that nobody fetches the same twice.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Territory;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::labels::naming;
use super::problem::Problem;
use crate::secrets::hexadecimal;

pub const JSON: &str = "application/json";
pub const ATOM: &str = "application/atom+xml; charset=utf-8";

/// For so long nobody needs to ask again.
const FRESH: &str = "public, max-age=60";

/// A value as JSON, to someone who may have it already.
///
/// # Errors
/// It cannot be written, which none of our types brings about.
pub fn json(
    value: &impl Serialize,
    territory: &Territory,
    request: &HeaderMap,
    changed: Timestamp,
) -> Result<Response, Problem> {
    Ok(dated(written(value, territory)?, JSON, request, changed))
}

/// A value as JSON, with the names of a territory.
///
/// # Errors
/// It cannot be written, which none of our types brings about.
pub fn written(value: &impl Serialize, territory: &Territory) -> Result<Vec<u8>, Problem> {
    let body = naming(territory, || serde_json::to_vec(value));
    body.map_err(|_| Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "The answer could not be written."))
}

/// An answer for whoever asks, who may keep it. `changed`: when what it says last changed.
pub fn dated(body: Vec<u8>, kind: &'static str, request: &HeaderMap, changed: Timestamp) -> Response {
    // A date has whole seconds: of two changes in one second, the later must not pass for the earlier.
    let changed = match changed.subsec_nanosecond() {
        0 => changed,
        _ => Timestamp::from_second(changed.as_second() + 1).unwrap_or(changed),
    };
    // Weak: what is sent may be compressed.
    let tag = format!("W/\"{}\"", &hexadecimal(&Sha256::digest(&body))[..32]);
    let mut response = if is_known(request, &tag, changed) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(changed) = http_date(changed).and_then(|date| HeaderValue::from_str(&date).ok()) {
        headers.insert(header::LAST_MODIFIED, changed);
    }
    response
}

/// "Sun, 29 Nov 2026 17:15:12 GMT" (RFC 9110).
pub fn http_date(at: Timestamp) -> Option<String> {
    let mut text = String::new();
    jiff::fmt::rfc2822::DateTimePrinter::new().print_timestamp_rfc9110(&at, &mut text).ok()?;
    Some(text)
}

/// Whether who asks has the answer already. Its name decides where one was sent (RFC 9110, 13.2.2).
fn is_known(request: &HeaderMap, tag: &str, changed: Timestamp) -> bool {
    let text = |name| request.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(known) = text(header::IF_NONE_MATCH) {
        let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        return known.trim() == "*" || known.split(',').any(|known| bare(known) == bare(tag));
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|date| DateTimeParser::new().parse_timestamp(date).ok());
    since.is_some_and(|since| changed.as_second() <= since.as_second())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
    use jiff::Timestamp;

    use super::{JSON, dated};

    #[test]
    fn what_is_known_is_not_sent_again() {
        let changed: Timestamp = "2026-11-29T17:15:12.5Z".parse().expect("a time");
        let first = dated(b"{}".to_vec(), JSON, &HeaderMap::new(), changed);
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::LAST_MODIFIED], "Sun, 29 Nov 2026 17:15:13 GMT", "rounded up");
        let tag = first.headers()[header::ETAG].clone();
        let asked = |name, value: HeaderValue| {
            let headers = HeaderMap::from_iter([(name, value)]);
            dated(b"{}".to_vec(), JSON, &headers, changed).status()
        };
        assert_eq!(asked(header::IF_NONE_MATCH, tag), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\"")), StatusCode::OK);
        let day = |text| HeaderValue::from_static(text);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, day("Sun, 29 Nov 2026 17:15:13 GMT")), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, day("Sun, 29 Nov 2026 17:15:12 GMT")), StatusCode::OK);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, day("yesterday")), StatusCode::OK);
    }
}
