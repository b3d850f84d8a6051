//! Every public address of the site, in one place: pages and links are built from here.

use domain::Finess;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    /// With its query string, without the question mark.
    Compare(String),
    /// Up to four services; with its query string.
    SideBySide(String),
    Services(String),
    Service(Finess),
    Aids,
    Method,
}

impl Page {
    pub fn href(&self) -> String {
        let with = |path: &str, query: &str| {
            if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
        };
        match self {
            Self::Home => "/".to_owned(),
            Self::Compare(query) => with("/comparer", query),
            Self::SideBySide(query) => with("/cote-a-cote", query),
            Self::Services(query) => with("/services", query),
            Self::Service(finess) => format!("/services/{finess}"),
            Self::Aids => "/aides".to_owned(),
            Self::Method => "/methode".to_owned(),
        }
    }
}

/// Address of a publication as the island reads it.
pub fn catalogue_href(version: &str) -> String {
    format!("/catalogue/{version}.bin")
}
