//! Pages as they leave the server: whole documents, and nothing after them.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::request_log::Cause;

/// Bytes of the largest page.
const PAGE_LIMIT: usize = 16 * 1024 * 1024;

/// Leptos writes scripts for resources after `</html>`, which is not valid and which our policy refuses to run. No page
/// and no island here has a resource, so what follows the document is cut off.
pub async fn only_the_document(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let (mut parts, body) = response.into_parts();
    let is_page = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Response::from_parts(parts, body);
    }
    let Ok(bytes) = to_bytes(body, PAGE_LIMIT).await else {
        let failed = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        return Cause::text("a page could not be rendered whole").of_answer(failed);
    };
    let close = b"</html>";
    let end = bytes.windows(close.len()).rposition(|part| part == close).map_or(bytes.len(), |at| at + close.len());
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..end)))
}
