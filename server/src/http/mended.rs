//! Links of the page of social workers whose `#` a mail program wrote `%23`, or each gateway on the way again, `%2523`: what should never have been sent is sent back to
//! the browser, which asks again without it. Nothing inside the site sees, logs or stores it.

use app::assist::share_link::LONGEST_FRAGMENT;
use app::routes::Page;
use app::text::Lang;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(super) async fn link(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match mended(request.uri().path()).filter(|_| is_read) {
        Some(place) => {
            let headers = [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        None => next.run(request).await,
    }
}

/// "/accompagner#1.AbC" for "/accompagner%231.AbC). ", in each language.
fn mended(path: &str) -> Option<HeaderValue> {
    let (lang, _) = Lang::split(path);
    let page = Page::Assist.href(lang);
    let rest = path.strip_prefix(page.as_str())?;
    let carried = rest.strip_prefix('/').unwrap_or(rest);
    let carried = after_number_sign(carried)?;
    let is_ours = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fragment = carried.split(|c| !is_ours(c)).next().unwrap_or_default();
    let fragment = fragment.get(..LONGEST_FRAGMENT).unwrap_or(fragment);
    HeaderValue::from_str(&format!("{page}#{fragment}")).ok()
}

/// What follows a number sign that was encoded, once or several times.
fn after_number_sign(path: &str) -> Option<&str> {
    let mut rest = path.strip_prefix('%')?;
    while let Some(again) = rest.strip_prefix("25") {
        rest = again;
    }
    rest.strip_prefix("23")
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn a_number_sign_that_was_encoded_is_one_again_for_the_page_of_social_workers_alone() {
        for (path, place) in [
            ("/accompagner%231.AbC-_9", "/accompagner#1.AbC-_9"),
            ("/accompagner/%231.AbC", "/accompagner#1.AbC"),
            ("/accompagner%231.AbC%29.", "/accompagner#1.AbC"),
            ("/accompagner%231.AbC.", "/accompagner#1.AbC."),
            ("/accompagner%25231.AbC", "/accompagner#1.AbC"),
            ("/accompagner/%2525231.AbC%2529", "/accompagner#1.AbC"),
            ("/en/accompagner%231.AbC", "/en/accompagner#1.AbC"),
            ("/accompagner%23", "/accompagner#"),
            ("/accompagner%23//evil.example", "/accompagner#"),
        ] {
            assert_eq!(mended(path).as_ref().and_then(|place| place.to_str().ok()), Some(place), "{path}");
        }
        for path in [
            "/accompagner",
            "/accompagner/fiche",
            "/comparer%231.AbC",
            "/accompagner%3F1",
            "/accompagner%25",
            "/accompagner%2525",
            "/x/accompagner%231.A",
        ] {
            assert_eq!(mended(path), None, "{path}");
        }
    }
}
