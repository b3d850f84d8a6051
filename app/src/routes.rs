//! Every public address of the site, in one place: pages, links and the access table are built from here.

use domain::Finess;
use domain::values::closed_list::ClosedList;

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
    /// Where an error on a service's page is reported.
    Report(Finess),
    Aids,
    Method,
    Accessibility,
    LegalNotice,
    /// What is computed and not kept, and what is kept.
    Privacy,
    SiteMap,
    Contact,
    OpenData,
    /// What other programs may ask.
    Api,
    /// How another site shows the widget.
    Embed,
    /// A search and the first services, in a frame of another site; with its query string.
    Widget(String),
    /// For those who accompany a person.
    Assist,
    /// The sheet that the person takes home, as a page and as a file.
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
            Self::Accessibility => "/accessibilite".to_owned(),
            Self::LegalNotice => "/mentions-legales".to_owned(),
            Self::Privacy => "/confidentialite".to_owned(),
            Self::SiteMap => "/plan-du-site".to_owned(),
            Self::Contact => "/contact".to_owned(),
            Self::OpenData => "/donnees".to_owned(),
            Self::Api => "/api".to_owned(),
            Self::Embed => EMBED.to_owned(),
            Self::Widget(query) => with(WIDGET, query),
            Self::Assist => "/accompagner".to_owned(),
            Self::AssistSheet => "/accompagner/fiche".to_owned(),
            Self::AssistPdf => "/accompagner/fiche.pdf".to_owned(),
        };
        format!("{}{path}", lang.prefix())
    }
}

domain::closed_list! {
    /// An address of the back office, as the router writes it. Who is admitted stands in `access`, what answers in the server.
    StaffRoute {
        SignIn = "/gestion/connexion",
        Password = "/gestion/mot-de-passe",
        SignOut = "/gestion/deconnexion",
        Account = "/gestion/compte",
        SecondFactor = "/gestion/code",
        OpenId = "/gestion/openid",
        OpenIdReturn = "/gestion/openid/retour",
        OpenIdCode = "/gestion/openid/code",
        Home = "/gestion",
        ToSee = "/gestion/a-voir",
        Listings = "/gestion/services",
        Listing = "/gestion/services/{finess}",
        Edit = "/gestion/services/{finess}/modifier",
        History = "/gestion/services/{finess}/historique",
        Drafts = "/gestion/brouillons",
        Draft = "/gestion/brouillons/{number}",
        Merge = "/gestion/brouillons/{number}/reunir",
        Campaigns = "/gestion/campagnes",
        Campaign = "/gestion/campagnes/{number}",
        OwnListing = "/gestion/fiche",
        Journal = "/gestion/journal.csv",
        Imports = "/gestion/imports",
        Preview = "/gestion/imports/lus/{number}",
        PreviewRemarks = "/gestion/imports/lus/{number}/remarques.csv",
        Import = "/gestion/imports/{number}",
        Template = "/gestion/tableurs/{name}",
        Reports = "/gestion/signalements",
        Report = "/gestion/signalements/{number}",
        Shortages = "/gestion/manques",
        Law = "/gestion/parametres",
        Accounts = "/gestion/comptes",
        Forgotten = "/gestion/mot-de-passe-oublie",
        Dossier = "/gestion/services/{finess}/dossier",
        Files = "/gestion/services/{finess}/pieces",
        Evidence = "/gestion/pieces/{number}",
        Reminders = "/gestion/rappels",
        Exports = "/gestion/exports",
        Figures = "/gestion/chiffres",
    }
}

impl StaffRoute {
    /// The address of one thing: a number, a FINESS or a name in the place of the braces.
    fn of(self, thing: impl std::fmt::Display) -> String {
        let (before, after) = self.code().split_once('{').unwrap_or((self.code(), "}"));
        let after = after.split_once('}').map_or("", |(_, after)| after);
        format!("{before}{thing}{after}")
    }

    fn with(self, query: &str) -> String {
        if query.is_empty() { self.code().to_owned() } else { format!("{}?{query}", self.code()) }
    }
}

/// A page of the back office: in French only, under no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffPage {
    SignIn,
    /// Leads to the identity provider.
    OpenId,
    /// Where the identity provider sends people back to; it has this address in its settings.
    OpenIdReturn,
    /// Where someone who comes back from it gives their second factor.
    OpenIdCode,
    SignOut,
    Password,
    SecondFactor,
    Account,
    Home,
    /// The details of one thing that needs attention; with its query string.
    ToSee(String),
    /// Every listing; with its query string.
    Listings(String),
    Listing(Finess),
    Edit(Finess),
    History(Finess),
    Drafts,
    Draft(u32),
    /// Where a draft and a newer publication of the same listing are merged.
    Merge(u32),
    /// The whole journal, as a file.
    Journal,
    Imports,
    /// A preview of the changes in a file that was read.
    Preview(u32, usize),
    /// What of that file is left out, as a file to send back.
    PreviewRemarks(u32),
    Import(u32),
    /// A spreadsheet filled with the listings, under its file name.
    Template(String),
    Campaigns,
    Campaign(u32),
    /// A listing as its provider sees it, through a secret link.
    OwnListing,
    Reports,
    Report(u32),
    /// Where services are missing, according to the counted refusals.
    Shortages,
    Law,
    /// The accounts of the staff, for those who administer.
    Accounts,
    /// Where a link is asked for by someone who forgot their password.
    Forgotten,
    /// What colleagues keep about a service.
    Dossier(Finess),
    /// Where a file of such a dossier is sent.
    Files(Finess),
    /// A file of such a dossier.
    Evidence(u32),
    Reminders,
    /// Where files are made of what is kept.
    Exports,
    /// How complete and fresh the listings are, and what is searched for.
    Figures,
}

impl StaffPage {
    pub fn href(&self) -> String {
        match self {
            Self::SignIn => StaffRoute::SignIn.code().to_owned(),
            Self::OpenId => StaffRoute::OpenId.code().to_owned(),
            Self::OpenIdReturn => StaffRoute::OpenIdReturn.code().to_owned(),
            Self::OpenIdCode => StaffRoute::OpenIdCode.code().to_owned(),
            Self::SignOut => StaffRoute::SignOut.code().to_owned(),
            Self::Password => StaffRoute::Password.code().to_owned(),
            Self::SecondFactor => StaffRoute::SecondFactor.code().to_owned(),
            Self::Account => StaffRoute::Account.code().to_owned(),
            Self::Home => StaffRoute::Home.code().to_owned(),
            Self::ToSee(query) => StaffRoute::ToSee.with(query),
            Self::Listings(query) => StaffRoute::Listings.with(query),
            Self::Listing(finess) => StaffRoute::Listing.of(finess),
            Self::Edit(finess) => StaffRoute::Edit.of(finess),
            Self::History(finess) => StaffRoute::History.of(finess),
            Self::Drafts => StaffRoute::Drafts.code().to_owned(),
            Self::Draft(number) => StaffRoute::Draft.of(number),
            Self::Merge(number) => StaffRoute::Merge.of(number),
            Self::Journal => StaffRoute::Journal.code().to_owned(),
            Self::Imports => StaffRoute::Imports.code().to_owned(),
            Self::Preview(number, page) => format!("{}?page={page}", StaffRoute::Preview.of(number)),
            Self::PreviewRemarks(number) => StaffRoute::PreviewRemarks.of(number),
            Self::Import(number) => StaffRoute::Import.of(number),
            Self::Template(name) => StaffRoute::Template.of(name),
            Self::Campaigns => StaffRoute::Campaigns.code().to_owned(),
            Self::Campaign(number) => StaffRoute::Campaign.of(number),
            Self::OwnListing => StaffRoute::OwnListing.code().to_owned(),
            Self::Reports => StaffRoute::Reports.code().to_owned(),
            Self::Report(number) => StaffRoute::Report.of(number),
            Self::Shortages => StaffRoute::Shortages.code().to_owned(),
            Self::Law => StaffRoute::Law.code().to_owned(),
            Self::Accounts => StaffRoute::Accounts.code().to_owned(),
            Self::Forgotten => StaffRoute::Forgotten.code().to_owned(),
            Self::Dossier(finess) => StaffRoute::Dossier.of(finess),
            Self::Files(finess) => StaffRoute::Files.of(finess),
            Self::Evidence(number) => StaffRoute::Evidence.of(number),
            Self::Reminders => StaffRoute::Reminders.code().to_owned(),
            Self::Exports => StaffRoute::Exports.code().to_owned(),
            Self::Figures => StaffRoute::Figures.code().to_owned(),
        }
    }
}

/// A page that anyone may open, in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// Without its language, as the router writes it.
    pub path: &'static str,
    /// Class of the frame of the page: the style sheets give some pages more room.
    pub class: &'static str,
    /// Whether a form is sent to it by POST: it uses a situation, and does not keep it.
    pub takes_form: bool,
    /// Whether it is listed for search engines. A page that answers one person's question is not.
    pub is_listed: bool,
    pub lasts: Lasts,
}

/// For how long the page of an address stays as it is while nothing is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// Until midnight.
    Day,
    /// It says what is so at this time of the day.
    Minute,
    /// It says what the program did a moment ago.
    Instant,
}

impl PublicPage {
    const fn listed(path: &'static str, class: &'static str) -> Self {
        Self { path, class, takes_form: false, is_listed: true, lasts: Lasts::Day }
    }

    const fn with_form(self) -> Self {
        Self { takes_form: true, ..self }
    }

    const fn unlisted(self) -> Self {
        Self { is_listed: false, ..self }
    }

    const fn lasting(self, lasts: Lasts) -> Self {
        Self { lasts, ..self }
    }

    /// Its address in a language, as the router writes it.
    pub fn route(&self, lang: Lang) -> String {
        match (lang, self.path) {
            (Lang::French, path) => path.to_owned(),
            (lang, "/") => lang.prefix().to_owned(),
            (lang, path) => format!("{}{path}", lang.prefix()),
        }
    }

    /// The page of an address without its language.
    pub fn find(path: &str) -> Option<&'static Self> {
        let same = |(written, asked): (&str, &str)| written == asked || written.starts_with('{');
        PAGES.iter().find(|page| {
            let (written, asked) = (page.path.split('/'), path.split('/'));
            written.clone().count() == asked.clone().count() && written.zip(asked).all(same)
        })
    }
}

/// The pages that are rendered on a GET.
pub const PAGES: [PublicPage; 17] = [
    PublicPage::listed("/", "page-home"),
    PublicPage::listed("/comparer", "page-list").with_form(),
    PublicPage::listed("/cote-a-cote", "page-side-by-side").with_form().unlisted(),
    PublicPage::listed("/services", "page-directory"),
    // Whether it can be called now.
    PublicPage::listed("/services/{finess}", "page-service").lasting(Lasts::Minute),
    PublicPage::listed("/aides", "page-aids").with_form(),
    PublicPage::listed("/methode", "page-reading"),
    PublicPage::listed("/accessibilite", "page-reading"),
    PublicPage::listed("/mentions-legales", "page-reading"),
    PublicPage::listed("/confidentialite", "page-reading"),
    PublicPage::listed("/plan-du-site", "page-reading"),
    PublicPage::listed("/contact", "page-reading"),
    // Which files were made.
    PublicPage::listed("/donnees", "page-reading").lasting(Lasts::Instant),
    PublicPage::listed("/api", "page-reading"),
    PublicPage::listed(EMBED, "page-reading"),
    PublicPage::listed("/accompagner", "page-assist").with_form().unlisted(),
    PublicPage::listed("/accompagner/fiche", "page-assist").with_form().unlisted(),
];

/// What programs read about the site: which addresses they may follow, the list of its pages, and whom to tell about a
/// vulnerability (RFC 9309, sitemaps.org, RFC 9116).
pub const ROBOTS: &str = "/robots.txt";
pub const SITEMAP: &str = "/sitemap.xml";
pub const SECURITY: &str = "/.well-known/security.txt";
/// How a browser searches the services by name from its address bar (OpenSearch 1.1).
pub const OPENSEARCH: &str = "/opensearch.xml";

/// The page that documents the widget, without its language.
pub const EMBED: &str = "/integrer";
/// The widget, without its language: a page for a frame, not one of the site. `access` has its routes.
pub const WIDGET: &str = "/widget";
/// The script by which another site puts it in a frame.
pub const WIDGET_SCRIPT: &str = "/widget.js";

/// The addresses of the open API: method, path as the router writes it, parameters. The document at the last of them describes
/// each, and a test compares.
pub const API: [(&str, &str, &[&str]); 11] = [
    ("GET", "/api/v1/providers", PROVIDERS),
    ("GET", "/api/v1/providers/{finess}", &["finess"]),
    ("POST", "/api/v1/compare", LIST),
    ("GET", "/api/v1/compare", NEED),
    ("POST", "/api/v1/aids", &[]),
    ("GET", "/api/v1/law", &["parameter", "on"]),
    ("GET", "/api/v1/territory", &[]),
    ("GET", "/api/v1/changes", &["since", "cursor", "limit"]),
    ("GET", "/api/v1/changes.atom", &[]),
    ("GET", "/api/v1", &[]),
    ("GET", OPENAPI, &[]),
];

/// The document of the open API.
pub const OPENAPI: &str = "/api/v1/openapi.json";

const PROVIDERS: &[&str] = &[
    "q",
    "serves",
    "located_in",
    "kind",
    "legal_form",
    "habilitation",
    "act",
    "public",
    "mode",
    "unknown",
    "standing",
    "cursor",
    "limit",
    "fields",
];
const LIST: &[&str] = &["offset", "limit", "excluded_limit", "sort", "filter", "changes", "pairs", "day"];
const NEED: &[&str] = &[
    "zone",
    "start",
    "visit",
    "wished",
    "required",
    "mode",
    "habilitation_required",
    "public",
    "weight",
    "offset",
    "limit",
    "excluded_limit",
    "sort",
    "filter",
    "changes",
    "pairs",
    "day",
];

/// A file of the open data, as the router writes it.
pub const DATA: &str = "/donnees/{name}";

domain::closed_list! {
    /// A file of the open data: its code is its name.
    DataFile {
        ServicesCsv = "services.csv",
        ServicesXlsx = "services.xlsx",
        ServicesJson = "services.json",
        ServicesGeojson = "services.geojson",
        ServicesParquet = "services.parquet",
        TariffsCsv = "tarifs.csv",
        TariffsJson = "tarifs.json",
        TariffsParquet = "tarifs.parquet",
        Zones = "zones.geojson",
        DataInclusion = "data-inclusion.json",
        DictionaryCsv = "dictionnaire.csv",
        DictionaryJson = "dictionnaire.json",
        /// JSON Schema of the JSON files.
        Schema = "schema.json",
        /// Table Schema of the CSV files.
        TableSchema = "table-schema.json",
        /// DCAT-AP.
        Catalogue = "catalogue.jsonld",
        Checksums = "SHA256SUMS",
    }
}

impl DataFile {
    pub fn href(self) -> String {
        data_href(self.code())
    }

    /// Whether there is one of each day and of each month.
    pub fn is_dated(self) -> bool {
        match self {
            Self::ServicesCsv
            | Self::ServicesJson
            | Self::ServicesParquet
            | Self::TariffsCsv
            | Self::TariffsJson
            | Self::TariffsParquet => true,
            Self::ServicesXlsx
            | Self::ServicesGeojson
            | Self::Zones
            | Self::DataInclusion
            | Self::DictionaryCsv
            | Self::DictionaryJson
            | Self::Schema
            | Self::TableSchema
            | Self::Catalogue
            | Self::Checksums => false,
        }
    }

    /// The name of such a file of a day or of a month: `services-2026-11.csv`.
    pub fn dated(self, on: impl std::fmt::Display) -> String {
        match self.code().split_once('.') {
            Some((table, format)) => format!("{table}-{on}.{format}"),
            None => self.code().to_owned(),
        }
    }
}

/// Address of a file of the open data.
pub fn data_href(name: &str) -> String {
    DATA.replace("{name}", name)
}

/// Where a refusal is counted, without a language: `ports::refusal_field` has the names of its fields.
pub const REFUSALS: &str = "/accompagner/refus";

/// Address of a publication that the islands read.
pub fn catalogue_href(version: &str) -> String {
    format!("/catalogue/{version}.bin")
}

/// Address of the same without its listings, where there are too many for a browser.
pub fn territory_href(version: &str) -> String {
    format!("/catalogue/{version}{TERRITORY_SUFFIX}")
}

/// How the name of such a file ends.
pub const TERRITORY_SUFFIX: &str = "-territoire.bin";

/// Address of the words that the islands of a language read. `version` changes whenever they change.
pub fn words_href(lang: Lang, version: &str) -> String {
    format!("/mots/{}/{version}.bin", words_folder(lang))
}

/// Address of every word of a language, for the page of social workers.
pub fn all_words_href(lang: Lang, version: &str) -> String {
    format!("/mots/{}/tout-{version}.bin", words_folder(lang))
}

/// The part of these addresses that names a language.
fn words_folder(lang: Lang) -> &'static str {
    match lang {
        Lang::French => "fr",
        Lang::English => "en",
        Lang::Plain => "falc",
    }
}

#[cfg(test)]
mod tests {
    use super::PublicPage;

    #[test]
    fn an_address_is_that_of_one_page_or_of_none() {
        let class = |path: &str| PublicPage::find(path).map(|page| page.class);
        assert_eq!(class("/"), Some("page-home"));
        assert_eq!(class("/services"), Some("page-directory"));
        assert_eq!(class("/services/990000001"), Some("page-service"));
        assert_eq!(class("/services/990000001/signaler"), None);
        assert_eq!(class("/gestion"), None);
    }
}
