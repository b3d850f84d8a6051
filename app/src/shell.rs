//! The document around the pages, and the routes.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::aids::page::AidsPage;
use crate::compare::page::ComparePage;
use crate::compare::side_by_side::SideBySidePage;
use crate::home::page::HomePage;
use crate::method::page::MethodPage;
use crate::ports::Ports;
use crate::provider::directory::DirectoryPage;
use crate::provider::page::ServicePage;
use crate::ui::{Frame, NotFound};

/// The whole HTML document. Needs `Ports` in context.
pub fn document() -> impl IntoView {
    provide_meta_context();
    let style = use_context::<Ports>().and_then(|ports| ports.assets.style.clone());
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content="Comparer les services d’aide à domicile pour un besoin précis : prix, horaires, prestations."/>
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
        <leptos_meta::Title formatter=|title: String| format!("{title} – {}", crate::text::SITE)/>
        <Router>
            <Frame>
                <Routes fallback=|| view! { <NotFound/> }>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/comparer") view=ComparePage ssr=SsrMode::Async/>
                    <Route path=path!("/cote-a-cote") view=SideBySidePage ssr=SsrMode::Async/>
                    <Route path=path!("/services") view=DirectoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/services/:finess") view=ServicePage ssr=SsrMode::Async/>
                    <Route path=path!("/aides") view=AidsPage ssr=SsrMode::Async/>
                    <Route path=path!("/methode") view=MethodPage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}
