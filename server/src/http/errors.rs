//! Short pages that no view makes: a failure of ours, and more requests than can be answered. The cause is in the log, and
//! nothing of it on the page.

use app::routes::Page;
use app::text::{Lang, Pages, SITE, Words};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// Seconds after which it is worth asking a database again that did not answer.
pub(crate) const RETRY_SECONDS: &str = "5";

/// The page of a failure of ours; its cause is in the log.
pub(super) fn broken(lang: Lang) -> Response {
    let words = Words::of(lang);
    let home = format!("<a href=\"{}\">{}</a>", Page::Home.href(lang), words.say(Pages::BrokenHome));
    let what = words.fill(Pages::BrokenWhat, &[&home]);
    (StatusCode::INTERNAL_SERVER_ERROR, short_page(words, words.say(Pages::Broken), &what)).into_response()
}

/// A page without a frame, which costs nothing: a title, and a sentence of ours, which may hold a link.
pub(super) fn short_page(words: Words, title: &str, sentence: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} – {SITE}</title></head>\
         <body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>",
        words.lang.tag(),
    ))
}

#[cfg(test)]
mod tests {
    use app::text::Lang;
    use axum::body::to_bytes;
    use axum::http::StatusCode;

    use super::broken;

    #[tokio::test]
    async fn a_failure_is_said_in_the_language_of_its_page_with_a_way_back() {
        for (lang, parts) in [
            (Lang::French, ["<html lang=\"fr\">", "Une erreur est survenue chez nous", "href=\"/\""]),
            (Lang::English, ["<html lang=\"en\">", "Something went wrong on our side", "href=\"/en\""]),
            (Lang::Plain, ["<html lang=\"fr\">", "Le site a un problème", "href=\"/falc\""]),
        ] {
            let answer = broken(lang);
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            let page = to_bytes(answer.into_body(), 10_000).await.expect("a body");
            let page = String::from_utf8_lossy(&page);
            for part in parts {
                assert!(page.contains(part), "{part} in {page}");
            }
        }
    }
}
