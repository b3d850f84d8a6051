//! Links that were changed on their way: gateways of mail write `#` as `%23`, and pages write `&` as `&amp;`. The browser is
//! sent to the link as it was; what it carries is neither read nor kept.

use app::routes::Page;
use app::text::Lang;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// How `#` is written in a path, once or twice over.
const SHARPS: [&str; 2] = ["%23", "%2523"];

/// Sends a changed link on to the right one. Only links that a browser follows: nothing that is sent to us.
pub(super) async fn links(request: Request, next: Next) -> Response {
    let followed = matches!(*request.method(), Method::GET | Method::HEAD);
    match Some(request.uri()).filter(|_| followed).and_then(mended) {
        Some(link) => {
            let headers = [(header::LOCATION, link), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        None => next.run(request).await,
    }
}

/// The link as it was written, where it was changed.
fn mended(link: &Uri) -> Option<HeaderValue> {
    let of_assist = |lang: Lang| {
        let page = Page::Assist.href(lang);
        let rest = link.path().strip_prefix(&page)?;
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let carried = SHARPS.into_iter().find_map(|sharp| rest.strip_prefix(sharp))?;
        Some(format!("{page}#{carried}"))
    };
    let of_query = || {
        let query = link.query().filter(|query| query.contains("&amp;"))?;
        Some(format!("{}?{}", link.path(), plain(query)))
    };
    // A path of two slashes would name another host.
    let link = Lang::ALL.into_iter().find_map(of_assist).or_else(of_query).filter(|link| !link.starts_with("//"))?;
    HeaderValue::from_str(&link).ok()
}

/// A query in which `&amp;`, however often it was written over, is `&` again.
fn plain(query: &str) -> String {
    let mut query = query.to_owned();
    while query.contains("&amp;") {
        query = query.replace("&amp;", "&");
    }
    query
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::mended;

    #[test]
    fn a_changed_link_is_the_one_that_was_written() {
        for (link, expected) in [
            ("/accompagner%231.KhiaX4M", Some("/accompagner#1.KhiaX4M")),
            ("/accompagner/%231.KhiaX4M", Some("/accompagner#1.KhiaX4M")),
            ("/accompagner%25231.KhiaX4M).", Some("/accompagner#1.KhiaX4M).")),
            ("/falc/accompagner%231.A", Some("/falc/accompagner#1.A")),
            (
                "/comparer?lieu=14e&amp;acte=toilette&amp;amp;acte=repas",
                Some("/comparer?lieu=14e&acte=toilette&acte=repas"),
            ),
            ("/cote-a-cote?service=1&amp;service=2", Some("/cote-a-cote?service=1&service=2")),
            ("/accompagner", None),
            ("/accompagner/fiche", None),
            ("/comparer%23x", None),
            // Written so by someone who means it.
            ("/services?nom=a%26amp%3Bb", None),
            ("//elsewhere.example/?a=1&amp;b=2", None),
        ] {
            let found = mended(&link.parse().unwrap());
            assert_eq!(found.as_ref().map(|link| link.to_str().unwrap()), expected, "{link}");
        }
    }
}
