//! Which requests are for a page that is the same for everyone, and the address that it is kept under.

use app::aids::form::NAMES;
use app::need::form::PLACE;
use app::query;
use app::routes::{Lasts, PublicPage, WIDGET};
use app::text::Lang;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use domain::Territory;

use super::packing::Packing;

/// Longest query of a page that is kept, in bytes: every choice of the form of a need has room in it.
const LONGEST_QUERY: usize = 2_000;

/// What pages name by a version: words and listings for the browser.
const VERSIONED: [&str; 2] = ["/catalogue/", "/mots/"];

/// What every cookie of the program begins with. Those of others, on the name above ours, change no page.
const OUR_COOKIE: &str = "__Host-";

/// What a page is kept under, for one publication on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// With its parameters in the order of their names; those of one name are in the order in which they came.
    pub uri: Uri,
    /// Of the day, where the page depends on it.
    pub minute: Option<(i8, i8)>,
    pub packing: Packing,
}

/// The page that a request is for, in the order of its parameters that every other such request has. None where the answer
/// may not be kept: it is for one person, or of one moment, or the address holds what someone typed of themselves.
pub fn page_of(request: &Request, territory: &Territory) -> Option<(Uri, Lasts)> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD) && request.body().is_end_stream();
    if !is_read || is_ours(request.headers()) {
        return None;
    }
    let path = request.uri().path();
    let lasts = match Lang::split(path).1 {
        WIDGET => Lasts::Day,
        _ if VERSIONED.iter().any(|start| path.starts_with(start)) => Lasts::Day,
        plain => PublicPage::find(plain)?.lasts,
    };
    if lasts == Lasts::Instant {
        return None;
    }
    let asked = request.uri().query().unwrap_or_default();
    if asked.len() > LONGEST_QUERY {
        return None;
    }
    let mut pairs: Vec<_> = query::pairs(asked).collect();
    if pairs.iter().any(|(name, value)| is_personal(name, value, territory)) {
        return None;
    }
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    let ordered = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let address = if ordered.is_empty() { path.to_owned() } else { format!("{path}?{ordered}") };
    Some((address.parse().ok()?, lasts))
}

/// A situation, which an address has only if a link from elsewhere wrote it there; a place that is no zone of the territory,
/// which may be where someone lives.
fn is_personal(name: &str, value: &str, territory: &Territory) -> bool {
    let is_zone = || value.trim().is_empty() || territory.find_by_text(value).is_some();
    NAMES.contains(&name) || (name == PLACE && !is_zone())
}

fn is_ours(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::COOKIE).iter();
    lines.map(|line| line.to_str().unwrap_or(OUR_COOKIE)).any(|line| line.contains(OUR_COOKIE))
}

#[cfg(test)]
mod tests {
    use app::routes::Lasts;
    use axum::body::Body;
    use axum::extract::Request;
    use domain::Territory;

    use super::page_of;

    fn kept(request: Request) -> Option<(String, Lasts)> {
        page_of(&request, &Territory::paris().ok()?).map(|(uri, lasts)| (uri.to_string(), lasts))
    }

    fn get(address: &str) -> Option<String> {
        kept(Request::get(address).body(Body::empty()).ok()?).map(|(uri, _)| uri)
    }

    #[test]
    fn parameters_in_another_order_are_the_same_page_and_those_of_one_name_keep_theirs() {
        let address = get("/comparer?acte=toilette&acte=repas&lieu=14e");
        assert_eq!(address.as_deref(), Some("/comparer?acte=toilette&acte=repas&lieu=14e"));
        assert_eq!(get("/comparer?lieu=14e&acte=toilette&acte=repas"), address);
        assert_eq!(get("/comparer?acte=toilette&lieu=14e&amp;acte=repas"), address);
        assert_ne!(get("/comparer?lieu=14e&acte=repas&acte=toilette"), address);
        assert_ne!(get("/en/comparer?lieu=14e&acte=toilette&acte=repas"), address);
        assert_eq!(get("/comparer?"), get("/comparer"));
    }

    #[test]
    fn what_someone_typed_of_themselves_is_never_kept() {
        for address in [
            "/comparer?lieu=14e&gir=2",
            "/services/990000001?ressources=900",
            "/comparer?lieu=12+rue+de+Vaugirard",
            "/widget?lieu=12+rue+de+Vaugirard",
        ] {
            assert_eq!(get(address), None, "{address}");
        }
        assert!(get("/comparer?lieu=&acte=toilette").is_some() && get("/widget?lieu=14e").is_some());
        assert_eq!(get(&format!("/services?nom={}", "a".repeat(2_000))), None);
    }

    #[test]
    fn what_is_for_one_person_or_of_one_moment_is_never_kept() {
        for address in ["/donnees", "/gestion", "/rien", "/services/990000001/signaler", "/assets/style.css"] {
            assert_eq!(get(address), None, "{address}");
        }
        let cookie = |cookie: &str| kept(Request::get("/").header("cookie", cookie).body(Body::empty()).ok()?);
        assert_eq!(cookie("theme=1; __Host-session=x"), None);
        assert!(cookie("_audience=1").is_some(), "of another site on the name above");
        assert_eq!(Request::post("/comparer").body(Body::empty()).ok().and_then(kept), None);
        let lasts = |address: &str| kept(Request::get(address).body(Body::empty()).ok()?).map(|(_, lasts)| lasts);
        assert_eq!(lasts("/services/990000001"), Some(Lasts::Minute));
        assert_eq!(lasts("/falc/comparer"), Some(Lasts::Day));
        assert_eq!(lasts("/catalogue/2-1.bin"), Some(Lasts::Day));
    }
}
