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
    /// For those who accompany someone.
    Assist,
    /// The sheet that the person leaves with, as a page and as a file.
    AssistSheet,
    AssistPdf,
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
            Self::Assist => "/accompagner".to_owned(),
            Self::AssistSheet => "/accompagner/fiche".to_owned(),
            Self::AssistPdf => "/accompagner/fiche.pdf".to_owned(),
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
    /// Every listing; with its query string.
    Listings(String),
    Listing(Finess),
    Edit(Finess),
    History(Finess),
    Drafts,
    Draft(u32),
    /// Where a draft and what was published since are brought together.
    Merge(u32),
    /// The whole journal, as a file.
    Journal,
    Imports,
    /// A page of what a file that was read would change.
    Preview(u32, usize),
    Import(u32),
    /// A spreadsheet filled with the listings, by its file name.
    Template(String),
    Campaigns,
    Campaign(u32),
    /// What a provider sees of its listing, by a link.
    OwnListing,
    Reports,
    Report(u32),
    /// Where supply is missing, as counted refusals tell.
    Shortages,
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
            Self::Listings(query) if query.is_empty() => "/gestion/services".to_owned(),
            Self::Listings(query) => format!("/gestion/services?{query}"),
            Self::Listing(finess) => format!("/gestion/services/{finess}"),
            Self::Edit(finess) => format!("/gestion/services/{finess}/modifier"),
            Self::History(finess) => format!("/gestion/services/{finess}/historique"),
            Self::Drafts => "/gestion/brouillons".to_owned(),
            Self::Draft(number) => format!("/gestion/brouillons/{number}"),
            Self::Merge(number) => format!("/gestion/brouillons/{number}/reunir"),
            Self::Journal => "/gestion/journal.csv".to_owned(),
            Self::Imports => "/gestion/imports".to_owned(),
            Self::Preview(number, page) => format!("/gestion/imports/lus/{number}?page={page}"),
            Self::Import(number) => format!("/gestion/imports/{number}"),
            Self::Template(name) => format!("/gestion/tableurs/{name}"),
            Self::Campaigns => "/gestion/campagnes".to_owned(),
            Self::Campaign(number) => format!("/gestion/campagnes/{number}"),
            Self::OwnListing => "/gestion/fiche".to_owned(),
            Self::Reports => "/gestion/signalements".to_owned(),
            Self::Report(number) => format!("/gestion/signalements/{number}"),
            Self::Shortages => "/gestion/manques".to_owned(),
            Self::Law => "/gestion/parametres".to_owned(),
        }
    }
}

/// Paths of the pages that are rendered on a GET, without their language, as the router writes them.
pub const PAGES: [&str; 9] = [
    "/",
    "/comparer",
    "/cote-a-cote",
    "/services",
    "/services/{finess}",
    "/aides",
    "/methode",
    "/accompagner",
    "/accompagner/fiche",
];

/// Where a refusal is counted, in no language: `ports::refusal_field` names what is sent.
pub const REFUSALS: &str = "/accompagner/refus";

/// Address of a publication as the island reads it.
pub fn catalogue_href(version: &str) -> String {
    format!("/catalogue/{version}.bin")
}

/// Address of the words that the islands of a language read. `version` changes with them.
pub fn words_href(lang: Lang, version: &str) -> String {
    format!("/mots/{}/{version}.bin", words_folder(lang))
}

/// Address of every word of a language, for the page of social workers.
pub fn all_words_href(lang: Lang, version: &str) -> String {
    format!("/mots/{}/tout-{version}.bin", words_folder(lang))
}

/// A language in these addresses.
fn words_folder(lang: Lang) -> &'static str {
    match lang {
        Lang::French => "fr",
        Lang::English => "en",
        Lang::Plain => "falc",
    }
}
