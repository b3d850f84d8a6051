//! Every public address of the site, in one place: pages, links and the access table are built from here.

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
}

impl PublicPage {
    const fn listed(path: &'static str, class: &'static str) -> Self {
        Self { path, class, takes_form: false, is_listed: true }
    }

    const fn with_form(self) -> Self {
        Self { takes_form: true, ..self }
    }

    const fn unlisted(self) -> Self {
        Self { is_listed: false, ..self }
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
pub const PAGES: [PublicPage; 15] = [
    PublicPage::listed("/", "page-home"),
    PublicPage::listed("/comparer", "page-list").with_form(),
    PublicPage::listed("/cote-a-cote", "page-side-by-side").with_form().unlisted(),
    PublicPage::listed("/services", "page-directory"),
    PublicPage::listed("/services/{finess}", "page-service"),
    PublicPage::listed("/aides", "page-aids").with_form(),
    PublicPage::listed("/methode", "page-reading"),
    PublicPage::listed("/accessibilite", "page-reading"),
    PublicPage::listed("/mentions-legales", "page-reading"),
    PublicPage::listed("/confidentialite", "page-reading"),
    PublicPage::listed("/plan-du-site", "page-reading"),
    PublicPage::listed("/contact", "page-reading"),
    PublicPage::listed("/donnees", "page-reading"),
    PublicPage::listed("/accompagner", "page-assist").with_form().unlisted(),
    PublicPage::listed("/accompagner/fiche", "page-assist").with_form().unlisted(),
];

/// What programs read about the site: which addresses they may follow, the list of its pages, and whom to tell about a
/// vulnerability (RFC 9309, sitemaps.org, RFC 9116).
pub const ROBOTS: &str = "/robots.txt";
pub const SITEMAP: &str = "/sitemap.xml";
pub const SECURITY: &str = "/.well-known/security.txt";

/// Where a refusal is counted, without a language: `ports::refusal_field` has the names of its fields.
pub const REFUSALS: &str = "/accompagner/refus";

/// Address of a publication that the islands read.
pub fn catalogue_href(version: &str) -> String {
    format!("/catalogue/{version}.bin")
}

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
