//! The address of whoever sends a request, for limits only: it is never written anywhere.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};

/// How an address is known.
#[derive(Clone, Debug, Default)]
pub struct ClientAddress {
    /// The header in which a reverse proxy says the address of its client. Any other is the client's own word.
    pub header: Option<HeaderName>,
}

impl ClientAddress {
    /// The last address of the configured header, which the nearest proxy wrote, else that of the connection. Requests of
    /// which nothing is known count as one client.
    pub fn of(&self, headers: &HeaderMap, connection: Option<SocketAddr>) -> IpAddr {
        let written = self.header.as_ref().and_then(|name| headers.get_all(name).iter().next_back());
        let last = written.and_then(|value| value.to_str().ok()).and_then(|value| value.rsplit(',').next());
        let said = last
            .map(str::trim)
            .and_then(|text| text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip())));
        said.or(connection.map(|address| address.ip())).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    pub fn of_parts(&self, parts: &Parts) -> IpAddr {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
        self.of(&parts.headers, connection)
    }
}
