//! Header, banner of the demonstration, footer; the page that does not exist.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::error::PageError;
use crate::ports::Ports;
use crate::routes::Page;
use crate::{format, text};

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let publication = Ports::from_context().publications.current();
    let data = match (publication.demonstration, publication.register_date) {
        (true, _) => "Données fictives de démonstration.".to_owned(),
        (false, Some(date)) => format!("Données : FINESS du {}, Licence Ouverte.", format::date(date)),
        (false, None) => "Aucun service n’est encore publié.".to_owned(),
    };
    view! {
        <a class="skip" href="#contenu">"Aller au contenu"</a>
        <header class="site">
            <a class="brand" href=Page::Home.href()>{text::SITE}</a>
            <nav aria-label="Principale">
                <ul>
                    <li><a href=Page::Home.href()>"Comparer"</a></li>
                    <li><a href=Page::Services(String::new()).href()>"Services"</a></li>
                    <li><a href=Page::Aids.href()>"Aides"</a></li>
                    <li><a href=Page::Method.href()>"Méthode"</a></li>
                </ul>
            </nav>
        </header>
        {publication.demonstration.then(|| view! { <aside class="demonstration" aria-label="Démonstration">{text::DEMONSTRATION}</aside> })}
        <main id="contenu" tabindex="-1">{children()}</main>
        <footer class="site">
            <p>{data}" Service public gratuit, sans publicité ni traceur."</p>
        </footer>
    }
}

/// The module that starts the islands; only on pages that have one.
#[component]
pub fn ClientScript() -> impl IntoView {
    let start = Ports::from_context().assets.start.clone();
    start.map(|src| view! { <script type="module" src=src></script> })
}

/// A page of a list beyond its end.
#[component]
pub fn NoSuchPage(first: Page) -> impl IntoView {
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <Title text="Page introuvable"/>
        <h1>"Cette page de la liste n’existe pas"</h1>
        <p>"La liste a peut-être raccourci depuis. "<a href=first.href()>"Revenir à sa première page"</a></p>
    }
}

/// An address that leads nowhere, with ways out.
#[component]
pub fn NotFound() -> impl IntoView {
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <Title text="Page introuvable"/>
        <h1>"Cette page n’existe pas"</h1>
        <p>"L’adresse est peut-être incomplète, ou le service n’est pas dans la liste."</p>
        <ul>
            <li><a href=Page::Home.href()>"Comparer les services"</a></li>
            <li><a href=Page::Services(String::new()).href()>"Chercher un service par son nom"</a></li>
        </ul>
    }
}
