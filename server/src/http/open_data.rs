//! `GET /donnees/{name}`: the files of the open data, for anyone and from any site. They are sent packed as they were made.

use std::sync::Arc;

use app::routes::{DATA, DataFile, Page};
use app::text::Lang;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::errors::RETRY_SECONDS;
use super::representation::{has, takes};
use super::request_log::Cause;
use crate::api::v1::{RequestLimit, counted, cross_origin};
use crate::open_data::files::{Content, NoFile, OpenDataFiles, media_type};

/// What is answered while the listings are fictitious.
const FICTITIOUS: &str = "Les services affichés en ce moment sont fictifs : ils ne sont pas publiés comme données.\n\
                          The services shown at the moment are fictitious: they are not published as data.\n";

const UNKNOWN: &str = "Ce fichier n’existe pas. La liste est à l’adresse /donnees.\n\
                       There is no such file. The list is at /en/donnees.\n";

const UNAVAILABLE: &str = "Ce fichier ne peut pas être fait maintenant. Réessayez dans quelques minutes.\n\
                           This file cannot be made now. Try again in a few minutes.\n";

/// The routes of the files. Compression is theirs: they stand outside the layer that packs pages.
pub(super) fn routes(files: Arc<OpenDataFiles>, limit: RequestLimit) -> Router {
    Router::new()
        .route(DATA, get(file))
        .with_state(files)
        .layer(from_fn_with_state(limit, counted))
        .layer(cross_origin())
}

/// Before the page of the open data is shown, which months there are is found out.
pub(super) async fn looked_at(State(files): State<Arc<OpenDataFiles>>, request: Request, next: Next) -> Response {
    let path = Lang::split(request.uri().path()).1;
    if path == Page::OpenData.href(Lang::French) {
        files.look_at_months().await;
    }
    next.run(request).await
}

async fn file(State(files): State<Arc<OpenDataFiles>>, Path(name): Path<String>, asked: HeaderMap) -> Response {
    match files.named(&name).await {
        Ok((file, content)) => answer(file, &name, &content, &asked),
        Err(NoFile::Demonstration) => short(StatusCode::NOT_FOUND, FICTITIOUS),
        Err(NoFile::Unknown) => short(StatusCode::NOT_FOUND, UNKNOWN),
        Err(error @ (NoFile::Late | NoFile::Store(_) | NoFile::Data(_) | NoFile::GivenUp(_))) => {
            let mut response = short(StatusCode::SERVICE_UNAVAILABLE, UNAVAILABLE);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
            Cause::of(&error).of_answer(response)
        }
    }
}

fn short(status: StatusCode, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text).into_response()
}

fn answer(file: DataFile, name: &str, content: &Content, asked: &HeaderMap) -> Response {
    let packed = content.packed.as_ref().filter(|_| takes(asked, "gzip"));
    // Two forms of one file are two representations: each has a mark of its own.
    let mark = format!("\"{}{}\"", content.sha256, if packed.is_some() { "-gzip" } else { "" });
    let modified = content.made.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        // All of them are visible ASCII.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &mark);
    set(header::LAST_MODIFIED, &modified);
    set(header::VARY, "accept-encoding");
    set(header::CACHE_CONTROL, "public, max-age=300");
    let described_by = DataFile::TableSchema.href();
    let licence = content.licence.as_ref().map(|href| format!("<{href}>; rel=\"license\", ")).unwrap_or_default();
    set(header::LINK, &format!("{licence}<{described_by}>; rel=\"describedby\""));
    if is_known(asked, &mark, &modified) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, media_type(file));
    set(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
    if packed.is_some() {
        set(header::CONTENT_ENCODING, "gzip");
    }
    (headers, packed.unwrap_or(&content.bytes).clone()).into_response()
}

/// Whether whoever asks has the file already: by its mark, else by its date.
fn is_known(asked: &HeaderMap, mark: &str, modified: &str) -> bool {
    let since = || asked.get(header::IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    has(asked, mark).unwrap_or_else(|| since() == Some(modified))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::is_known;

    #[test]
    fn a_mark_counts_before_a_date() {
        let date = "Sun, 29 Nov 2026 10:00:00 GMT";
        let since = HeaderMap::from_iter([(header::IF_MODIFIED_SINCE, HeaderValue::from_static(date))]);
        assert!(is_known(&since, "\"a\"", date) && !is_known(&HeaderMap::new(), "\"a\"", date));
        for (mark, is) in [("\"a\"", true), ("\"b\"", false)] {
            let mut both = since.clone();
            both.insert(header::IF_NONE_MATCH, HeaderValue::from_static(mark));
            assert_eq!(is_known(&both, "\"a\"", date), is, "{mark}");
        }
    }
}
