//! What other sites load of this one: the widget, which is a page for their frames, and the script that writes such a frame.
//! Every other answer refuses to be framed, and to be loaded from elsewhere (`headers.rs`).

use std::sync::LazyLock;

use app::routes::Page;
use app::text::{Lang, WidgetWords, Words};
use app::widget::guide::{HEIGHT, SANDBOX, code};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::values::fingerprint::Fnv;

use super::headers::{WHO_LOADS, widget_policy};
use super::pages;
use super::state::SiteState;

const ANYONE: HeaderValue = HeaderValue::from_static("cross-origin");

/// `GET /widget`, in each language: the search, and the first services of a place.
pub(super) async fn page(State(state): State<SiteState>, request: Request) -> Response {
    let mut response = pages::widget(state.context(), request).await;
    let status = response.status();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&widget_policy(&state.widget_origins)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(WHO_LOADS, ANYONE);
    // A place that is not one is shown again: it may be an address.
    if status != StatusCode::OK {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// An hour: sites that show the widget have the next release soon, and do not ask for each page.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The script, and what its content is called. The words of the frame are those of the site.
static SCRIPT: LazyLock<(String, HeaderValue)> = LazyLock::new(|| {
    let languages = Lang::ALL.map(|lang| {
        (code(lang), (Page::Widget(String::new()).href(lang), Words::of(lang).say(WidgetWords::FrameTitle)))
    });
    // Texts can always be written.
    let languages = serde_json::to_string(&languages).unwrap_or_default();
    let is_code = |line: &&str| !line.starts_with("//");
    let script: String = include_str!("widget.js").lines().filter(is_code).flat_map(|line| [line, "\n"]).collect();
    let script =
        script.replace("LANGUAGES", &languages).replace("HEIGHT", &HEIGHT.to_string()).replace("SANDBOX", SANDBOX);
    let hash = Fnv::default().chain(script.as_bytes()).finish();
    // Weak, since it is sent compressed in several ways.
    let tag = HeaderValue::from_str(&format!("W/\"{hash:016x}\"")).unwrap_or(HeaderValue::from_static("W/\"0\""));
    (script, tag)
});

/// `GET /widget.js`: the same for all, so that any site may load it; its frame is shown on those of the settings.
pub(super) async fn script(asked: HeaderMap) -> Response {
    let (script, tag) = &*SCRIPT;
    let headers = [(header::CACHE_CONTROL, FOR_AN_HOUR), (header::ETAG, tag.clone()), (WHO_LOADS, ANYONE)];
    if asked.get(header::IF_NONE_MATCH).is_some_and(|held| held == tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"))];
    (headers, kind, script.as_str()).into_response()
}
