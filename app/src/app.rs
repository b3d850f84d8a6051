//! The document around the pages, and the router: each page once for each language. The back office has its routes in
//! `server`, which passes its screens in; here they are the fallback of the router.

use leptos::html;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, SsrMode, StaticSegment, path};

use crate::aids::page::AidsPage;
use crate::api_docs::page::ApiPage;
use crate::assist::page::{AssistPage, AssistSheetPage};
use crate::compare::page::ComparePage;
use crate::compare::side_by_side::SideBySidePage;
use crate::home::page::HomePage;
use crate::legal::accessibility::AccessibilityPage;
use crate::legal::contact::ContactPage;
use crate::legal::notice::LegalNoticePage;
use crate::legal::open_data::OpenDataPage;
use crate::legal::privacy::PrivacyPage;
use crate::legal::site_map::SiteMapPage;
use crate::method::page::MethodPage;
use crate::ports::Ports;
use crate::provider::directory::DirectoryPage;
use crate::provider::page::ServicePage;
use crate::routes::OPENSEARCH;
use crate::staff::{Screen, ScreenOrNotFound};
use crate::text::{SITE, Words};
use crate::ui::{Frame, SiteTitle};
use crate::widget::guide::EmbedPage;

/// The colour of the browser's own bars: that of the header, by day and by night (`style/tokens.css`).
const THEME: [(&str, &str); 2] =
    [("(prefers-color-scheme: light)", "#0b4750"), ("(prefers-color-scheme: dark)", "#0d3036")];

/// The whole HTML document. Needs `Ports` in context, and `Words` if the language is not French.
pub fn document() -> impl IntoView {
    provide_meta_context();
    let t = Words::from_context();
    let assets = use_context::<Ports>().map(|ports| ports.assets).unwrap_or_default();
    let theme = THEME.map(|(media, colour)| html::meta().name("theme-color").attr("media", media).content(colour));
    let link = |rel: &'static str, href: Option<&String>| href.map(|href| view! { <link rel=rel href=href.clone()/> });
    // Without this, a browser requests an icon that does not exist.
    let icon = assets.icon.clone().unwrap_or_else(|| "data:,".to_owned());
    // Nobody searches for a service by its name from the back office.
    let search = use_context::<Screen>().is_none().then(|| {
        view! { <link rel="search" type="application/opensearchdescription+xml" href=OPENSEARCH title=SITE/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=t.lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                {theme}
                <link rel="icon" href=icon/>
                {link("apple-touch-icon", assets.touch_icon.as_ref())}
                {link("stylesheet", assets.style.as_ref())}
                {search}
                <MetaTags/>
            </head>
            <body>
                <Site/>
            </body>
        </html>
    }
}

/// The routes. Each waits until its page is complete, so that it works without JavaScript.
#[component]
pub fn Site() -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <Frame>
                <Routes fallback=|| view! { <ScreenOrNotFound/> }>
                    <InLanguage prefix=""/>
                    <InLanguage prefix="en"/>
                    <InLanguage prefix="falc"/>
                </Routes>
            </Frame>
        </Router>
    }
}

/// Every page under the prefix of a language: `Lang::prefix` without its slash.
#[component(transparent)]
fn InLanguage(prefix: &'static str) -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=StaticSegment(prefix) view=Outlet ssr=SsrMode::Async>
            <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
            <Route path=path!("/comparer") view=ComparePage ssr=SsrMode::Async/>
            <Route path=path!("/cote-a-cote") view=SideBySidePage ssr=SsrMode::Async/>
            <Route path=path!("/services") view=DirectoryPage ssr=SsrMode::Async/>
            <Route path=path!("/services/:finess") view=ServicePage ssr=SsrMode::Async/>
            <Route path=path!("/aides") view=AidsPage ssr=SsrMode::Async/>
            <Route path=path!("/methode") view=MethodPage ssr=SsrMode::Async/>
            <Route path=path!("/accessibilite") view=AccessibilityPage ssr=SsrMode::Async/>
            <Route path=path!("/mentions-legales") view=LegalNoticePage ssr=SsrMode::Async/>
            <Route path=path!("/confidentialite") view=PrivacyPage ssr=SsrMode::Async/>
            <Route path=path!("/plan-du-site") view=SiteMapPage ssr=SsrMode::Async/>
            <Route path=path!("/contact") view=ContactPage ssr=SsrMode::Async/>
            <Route path=path!("/donnees") view=OpenDataPage ssr=SsrMode::Async/>
            <Route path=path!("/api") view=ApiPage ssr=SsrMode::Async/>
            <Route path=path!("/integrer") view=EmbedPage ssr=SsrMode::Async/>
            <Route path=path!("/accompagner") view=AssistPage ssr=SsrMode::Async/>
            <Route path=path!("/accompagner/fiche") view=AssistSheetPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

#[cfg(test)]
mod tests {
    use super::THEME;

    #[test]
    fn the_colour_around_the_page_is_that_of_its_header() {
        let tokens = include_str!("../../style/tokens.css");
        let (day, night) = tokens.split_once("prefers-color-scheme: dark").unwrap_or_default();
        for ((_, colour), theme) in THEME.iter().zip([day, night]) {
            assert!(theme.contains(&format!("--colour-brand: {colour};")), "{colour}");
        }
    }
}
