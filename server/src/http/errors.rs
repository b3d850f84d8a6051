//! The answer to a failure of ours: its cause is in the log, and nothing of it on the page.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// The page of a failure of ours; its cause is in the log.
pub(super) fn broken() -> Response {
    let page = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Erreur – Quelleaideadom</title></head>\
                <body><main><h1>Une erreur est survenue chez nous</h1><p>Ce n’est pas votre faute, et rien de ce que vous avez saisi \
                n’est conservé. Réessayez, ou revenez à <a href=\"/\">la comparaison</a>.</p></main></body></html>";
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}
