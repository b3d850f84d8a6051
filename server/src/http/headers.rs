//! Headers of every answer: what the page may load, and from whom (nobody else); what it may ask of the browser (nothing);
//! and that the site is only reached by https where it has such an address.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::{extract::Request, response::Response};

/// The scripts that a page may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scripts<'a> {
    None,
    /// Files of this site, and none that stands in the page: a page that is kept is the same for everyone, and a nonce that
    /// is sent twice protects nobody. What others wrote is never sent as a script (`nosniff`).
    OfSite,
    /// Those alone that bear the nonce of this answer, and what they import.
    Bearing(&'a str),
}

/// What a page may load: nothing of another origin.
pub(super) fn policy(scripts: Scripts<'_>) -> String {
    let scripts = match scripts {
        Scripts::None => "'none'".to_owned(),
        Scripts::OfSite => "'self' 'wasm-unsafe-eval'".to_owned(),
        Scripts::Bearing(nonce) => format!("'nonce-{nonce}' 'wasm-unsafe-eval'"),
    };
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The same for the page that shows the widget: it alone has a frame, of a page of ours.
pub(super) fn policy_with_frame() -> String {
    format!("{}; frame-src 'self'", policy(Scripts::OfSite))
}

/// What the widget may load, which is no script; and who may show it: this site, and those of the settings.
pub(super) fn widget_policy(origins: &[String]) -> String {
    let origins: String = origins.iter().flat_map(|origin| [" ", origin.as_str()]).collect();
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'{origins}"
    )
}

/// Which sites may load an answer. Those of others load what says so itself.
pub(super) const WHO_LOADS: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What no page of ours needs of a browser.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
                           geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
                           serial=(), usb=(), xr-spatial-tracking=()";

/// Two years, for this name: those below it may be other people's.
const ONLY_HTTPS: &str = "max-age=63072000";

/// Pages whose address holds a token: no page that one goes on to is told it, not even one of ours.
const WITH_TOKEN: [&str; 3] = ["/gestion/mot-de-passe", "/gestion/fiche", "/gestion/openid/retour"];

/// Whether the public address of the site is one of https.
#[derive(Clone, Copy)]
pub(super) struct Encrypted(pub bool);

pub(super) async fn secure(State(Encrypted(encrypted)): State<Encrypted>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_staff = path.starts_with("/gestion");
    let referrer = if WITH_TOKEN.contains(&path) { "no-referrer" } else { "same-origin" };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&policy(Scripts::None))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed: [(HeaderName, &'static str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, referrer),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(WHO_LOADS).or_insert(HeaderValue::from_static("same-origin"));
    if encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_HTTPS));
    }
    if is_staff {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}
