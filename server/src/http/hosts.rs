//! The name by which a request asks for the site. One that is odd is refused before anything reads it; none is ever made
//! into a link.

use axum::extract::Request;
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{StatusCode, Uri, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// 400 where there is no name, more than one, or one that no host has. What is asked of a proxy (`GET http://host/path`) is
/// asked of us: the path alone goes on.
pub(super) async fn known(mut request: Request, next: Next) -> Response {
    if !is_plain(&request) {
        return (StatusCode::BAD_REQUEST, "this request names no host, or an odd one").into_response();
    }
    let target = request.uri();
    if target.authority().is_some() || target.scheme().is_some() {
        let path = target.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
        *request.uri_mut() = Uri::from(path);
    }
    next.run(request).await
}

fn is_plain(request: &Request) -> bool {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().is_ok_and(is_host),
        // Browsers of the last century do not name it.
        (None, None) => request.version() < Version::HTTP_11,
        (_, Some(_)) => false,
    };
    host && request.uri().authority().is_none_or(|authority| is_host(authority.as_str()))
}

/// "aide.paris.fr", "127.0.0.1:3000", "[::1]:3000"
fn is_host(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let Ok(authority) = text.parse::<Authority>() else { return false };
    // What stands behind the host is empty, or a colon and a port.
    let port = text.strip_prefix(authority.host()).unwrap_or(":");
    let port = port.is_empty() || authority.port_u16().is_some();
    let named = authority.host().chars().any(|c| c.is_ascii_alphanumeric() || c == ':');
    text.chars().all(plain) && named && port
}

/// The public address of the site: a scheme, a host, perhaps a port, and nothing behind.
///
/// # Errors
/// What is wrong, for whoever set it.
pub fn parse_site(text: &str) -> Result<String, String> {
    let wrong = || format!("`{text}` is not the address of a site: https://aide.exemple.fr, say, without a path");
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or_else(wrong)?;
    let host = uri.authority().filter(|authority| is_host(authority.as_str())).ok_or_else(wrong)?;
    let bare = uri.path() == "/" && uri.query().is_none() && !text.contains('#');
    if bare { Ok(format!("{scheme}://{host}")) } else { Err(wrong()) }
}

/// A site that may show the widget: one of https, or of this machine, for trying it.
///
/// # Errors
/// What is wrong, for whoever set it.
pub fn parse_origin(text: &str) -> Result<String, String> {
    let origin = parse_site(text)?;
    let host = origin.strip_prefix("http://").and_then(|host| host.parse::<Authority>().ok());
    let is_here = |host: Authority| ["localhost", "127.0.0.1", "[::1]"].contains(&host.host());
    if host.is_none_or(is_here) {
        Ok(origin)
    } else {
        Err(format!("`{text}` is not encrypted, so that anyone on the way could stand in its place: give one of https"))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_host, parse_origin, parse_site};

    #[test]
    fn a_host_is_a_name_or_a_number_with_a_port_or_none() {
        for host in ["aide.paris.fr", "localhost:3000", "127.0.0.1", "[::1]:3000", "[2001:db8::1]", "xn--caf-dma.fr"] {
            assert!(is_host(host), "{host}");
        }
        for odd in [
            "", ":", ":80", ".", "a b", "a/b", "a@b", "a?b", "a#b", "a:b", "a:99999", "a:1:2", "[", "]", "[]", "[::1",
            "é.fr", "a\\b", "a%20b", "<b>", "a,b",
        ] {
            assert!(!is_host(odd), "{odd:?}");
        }
    }

    #[test]
    fn a_site_that_may_show_the_widget_is_encrypted_or_this_machine() {
        for (text, origin) in [
            ("https://www.paris.fr", "https://www.paris.fr"),
            ("https://mairie14.paris.fr:8443/", "https://mairie14.paris.fr:8443"),
            ("http://localhost:8000", "http://localhost:8000"),
            ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ] {
            assert_eq!(parse_origin(text).as_deref(), Ok(origin));
        }
        for wrong in
            ["*", "https://*", "https://*.paris.fr", "http://www.paris.fr", "https://a.fr/b", "'self'", "data:"]
        {
            assert!(parse_origin(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_address_of_a_site_has_nothing_behind_its_host() {
        for (text, site) in [
            ("https://aide.paris.fr", "https://aide.paris.fr"),
            ("https://aide.paris.fr/", "https://aide.paris.fr"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ] {
            assert_eq!(parse_site(text).as_deref(), Ok(site));
        }
        for wrong in [
            "",
            "aide.paris.fr",
            "ftp://aide.paris.fr",
            "https://",
            "https://a@b.fr",
            "https://a.fr/b",
            "https://a.fr?b=c",
            "https://a.fr#b",
            "javascript:alert(1)",
            "https://a b.fr",
        ] {
            assert!(parse_site(wrong).is_err(), "{wrong}");
        }
    }
}
