//! What programs read of the site: which addresses they may follow, the list of its pages, whom to tell of a weakness. Every
//! address begins with that of the settings, never with what a request calls the site.

use std::fmt::Write;

use app::ports::Publications;
use app::routes::{OPENSEARCH, PAGES, Page, SECURITY, SITEMAP, StaffPage};
use app::text::{Lang, Pages, SITE, Words};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use domain::Finess;
use domain::readers::emails::link;
use jiff::ToSpan;

use super::state::SiteState;

/// `GET /robots.txt` (RFC 9309): all but the back office and the pages where someone is accompanied.
pub(super) async fn robots(State(state): State<SiteState>) -> impl IntoResponse {
    let assist = Lang::ALL.map(|lang| Page::Assist.href(lang));
    let closed: String =
        assist.into_iter().chain([StaffPage::Home.href()]).map(|path| format!("Disallow: {path}\n")).collect();
    text("text/plain; charset=utf-8", format!("User-agent: *\n{closed}\nSitemap: {}{SITEMAP}\n", state.address()))
}

/// `GET /sitemap.xml`: every page that is anyone's, and the open services, in each language. Fictitious services are for
/// nobody to find.
pub(super) async fn sitemap(State(state): State<SiteState>) -> impl IntoResponse {
    let publication = state.published.current();
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let services: Vec<Finess> = open.filter(|_| !publication.demonstration).map(|listing| listing.finess).collect();
    let mut list = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |path: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "<url><loc>{}{path}</loc></url>", state.address());
    };
    for lang in Lang::ALL {
        for page in PAGES.iter().filter(|page| page.is_listed && !page.path.contains('{')) {
            add(&page.route(lang));
        }
        for finess in &services {
            add(&Page::Service(*finess).href(lang));
        }
    }
    list.push_str("</urlset>\n");
    text("application/xml; charset=utf-8", list)
}

/// `GET /.well-known/security.txt` (RFC 9116): whom to tell of a weakness of the site. It is true for a year at most.
pub(super) async fn security(State(state): State<SiteState>) -> impl IntoResponse {
    let site = state.address();
    let contact = match &state.facts.email {
        Some(email) => link(email),
        None => format!("{site}{}", Page::Contact.href(Lang::French)),
    };
    let expires = state.clock.today().saturating_add(1.year());
    text(
        "text/plain; charset=utf-8",
        format!(
            "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: fr, en\nCanonical: {site}{SECURITY}\n"
        ),
    )
}

/// `GET /opensearch.xml` (OpenSearch 1.1): how a browser looks a service up by its name from its address bar. A place is typed on
/// the first page, where one says what is needed.
pub(super) async fn opensearch(State(state): State<SiteState>) -> impl IntoResponse {
    let site = state.address();
    let t = Words::of(Lang::French);
    let services = Page::Services("nom={searchTerms}".to_owned()).href(t.lang);
    let icon = state.assets.icon.as_ref();
    let icon =
        icon.map(|icon| format!("<Image type=\"image/svg+xml\" width=\"16\" height=\"16\">{site}{icon}</Image>\n"));
    let description = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{SITE}</ShortName>\n\
         <Description>{}</Description>\n\
         <Url type=\"text/html\" template=\"{site}{services}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{site}{OPENSEARCH}\"/>\n\
         {}<Language>{}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         </OpenSearchDescription>\n",
        t.say(Pages::NotFoundSearch),
        icon.unwrap_or_default(),
        t.lang.tag(),
    );
    text("application/opensearchdescription+xml; charset=utf-8", description)
}

fn text(kind: &'static str, body: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body)
}
