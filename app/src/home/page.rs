//! The first page.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::compare::fields::NeedFields;
use crate::compare::form::NeedForm;
use crate::ports::Ports;
use crate::routes::Page;
use crate::text;

#[component]
pub fn HomePage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let count = text::count(publication.catalogue.open_count() as u32, "service", "services");
    // Filled only by a usual week that was pressed here.
    let form = NeedForm::from_query(&use_location().search.get_untracked());
    let place = publication.territory.name.clone();
    view! {
        <Title text="Comparer les services d’aide à domicile"/>
        <h1>{format!("Quelle aide à domicile à {place} ?")}</h1>
        <p class="lead">
            {format!("Dites de quoi vous avez besoin. Nous comparons {count} sur le prix, les horaires et les prestations quand ils sont connus, et nous disons ce qu’on ne sait pas.")}
        </p>
        <form method="get" action="/comparer" class="need">
            <NeedFields form errors=Vec::new() start=ports.clock.today().to_string() fill=format!("{}#quand", Page::Home.href())/>
            <button type="submit">"Comparer"</button>
        </form>
        <p>"Vous connaissez déjà un service ? "<a href=Page::Services(String::new()).href()>"Cherchez-le par son nom"</a>"."</p>
    }
}
