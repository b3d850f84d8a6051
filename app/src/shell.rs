//! The document around the pages, and the routes: each page once for each language. The back office has its routes in
//! `server`, which hands its screens over; here they are what no route matches.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, SsrMode, StaticSegment, path};

use crate::aids::page::AidsPage;
use crate::assist::page::{AssistPage, AssistSheetPage};
use crate::compare::page::ComparePage;
use crate::compare::side_by_side::SideBySidePage;
use crate::home::page::HomePage;
use crate::method::page::MethodPage;
use crate::ports::Ports;
use crate::provider::directory::DirectoryPage;
use crate::provider::page::ServicePage;
use crate::staff::ScreenOrNotFound;
use crate::text::{Pages, Words};
use crate::ui::{Frame, SiteTitle};

/// The whole HTML document. Needs `Ports` in context, and `Words` for another language than French.
pub fn document() -> impl IntoView {
    provide_meta_context();
    let t = Words::from_context();
    let style = use_context::<Ports>().and_then(|ports| ports.assets.style.clone());
    view! {
        <!DOCTYPE html>
        <html lang=t.lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=t.say(Pages::Description)/>
                <link rel="icon" href="data:,"/>
                {style.map(|href| view! { <link rel="stylesheet" href=href/> })}
                <MetaTags/>
            </head>
            <body>
                <Site/>
            </body>
        </html>
    }
}

/// The routes. Every one waits for its page, so that it is complete without JavaScript.
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
            <Route path=path!("/accompagner") view=AssistPage ssr=SsrMode::Async/>
            <Route path=path!("/accompagner/fiche") view=AssistSheetPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
