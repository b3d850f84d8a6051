//! Every public address of the site, in one place: pages and links are built from here.

use domain::Finess;

use crate::text::Lang;

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
    /// Where a mistake on a service's page is reported.
    Report(Finess),
    Aids,
    Method,
}

impl Page {
    /// Its address in a language.
    pub fn href(&self, lang: Lang) -> String {
        let with = |path: &str, query: &str| {
            if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
        };
        let path = match self {
            Self::Home if lang == Lang::French => "/".to_owned(),
            Self::Home => String::new(),
            Self::Compare(query) => with("/comparer", query),
            Self::SideBySide(query) => with("/cote-a-cote", query),
            Self::Services(query) => with("/services", query),
            Self::Service(finess) => format!("/services/{finess}"),
            Self::Report(finess) => format!("/services/{finess}/signaler"),
            Self::Aids => "/aides".to_owned(),
            Self::Method => "/methode".to_owned(),
        };
        format!("{}{path}", lang.prefix())
    }
}

/// A page of the back office: in French only, under no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffPage {
    SignIn,
    /// Leads to the provider of identities.
    OpenId,
    /// Where it sends people back to; the provider knows this address.
    OpenIdReturn,
    /// Where someone whom it sent back gives their second factor.
    OpenIdCode,
    SignOut,
    Password,
    SecondFactor,
    Account,
    Home,
    /// What one thing that demands attention is about; with its query string.
    ToSee(String),
    Reports,
    Report(u32),
    Law,
}

impl StaffPage {
    pub fn href(&self) -> String {
        match self {
            Self::SignIn => "/gestion/connexion".to_owned(),
            Self::OpenId => "/gestion/openid".to_owned(),
            Self::OpenIdReturn => "/gestion/openid/retour".to_owned(),
            Self::OpenIdCode => "/gestion/openid/code".to_owned(),
            Self::SignOut => "/gestion/deconnexion".to_owned(),
            Self::Password => "/gestion/mot-de-passe".to_owned(),
            Self::SecondFactor => "/gestion/code".to_owned(),
            Self::Account => "/gestion/compte".to_owned(),
            Self::Home => "/gestion".to_owned(),
            Self::ToSee(query) => format!("/gestion/a-voir?{query}"),
            Self::Reports => "/gestion/signalements".to_owned(),
            Self::Report(number) => format!("/gestion/signalements/{number}"),
            Self::Law => "/gestion/parametres".to_owned(),
        }
    }
}

/// Paths of the pages that are rendered on a GET, without their language, as the router writes them.
pub const PAGES: [&str; 7] =
    ["/", "/comparer", "/cote-a-cote", "/services", "/services/{finess}", "/aides", "/methode"];

/// Address of a publication as the island reads it.
pub fn catalogue_href(version: &str) -> String {
    format!("/catalogue/{version}.bin")
}

/// Address of the words that the islands of a language read. `version` changes with them.
pub fn words_href(lang: Lang, version: &str) -> String {
    format!("/mots/{}/{version}.bin", words_folder(lang))
}

/// A language in that address.
pub fn words_folder(lang: Lang) -> &'static str {
    match lang {
        Lang::French => "fr",
        Lang::English => "en",
        Lang::Plain => "falc",
    }
}
