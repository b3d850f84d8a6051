//! `/services`: every open service, searched by name, zone and kind, 25 a page.

use domain::closed_list::ClosedList;
use domain::listing::{Kind, Listing, Standing};
use domain::search;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::error::PageError;
use crate::ports::{Ports, Publication};
use crate::routes::Page;
use crate::ui::NoSuchPage;
use crate::{format, text};

const PAGE_SIZE: usize = 25;

/// The search as typed.
#[derive(Clone, Debug, Default)]
struct SearchForm {
    name: String,
    zone: String,
    kind: String,
    page: String,
}

/// A search that is certain.
struct Search {
    folded: String,
    zone: Option<domain::Zone>,
    kind: Option<Kind>,
}

impl SearchForm {
    fn from_query(query: &str) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let field = match name.as_ref() {
                "nom" => &mut form.name,
                "zone" => &mut form.zone,
                "type" => &mut form.kind,
                "page" => &mut form.page,
                _ => continue,
            };
            *field = value.trim().to_owned();
        }
        form
    }

    fn to_query(&self, page: usize) -> String {
        let page = page.to_string();
        let pairs = [("nom", &self.name), ("zone", &self.zone), ("type", &self.kind), ("page", &page)];
        let stated = pairs.into_iter().filter(|(name, value)| !(value.is_empty() || *name == "page" && *value == "1"));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(stated).finish()
    }

    /// The search, or the field that is wrong with its message.
    fn parse(&self, publication: &Publication) -> Result<Search, (&'static str, String)> {
        let zone = match self.zone.as_str() {
            "" => None,
            text => match publication.territory.find_by_text(text) {
                Some(zone) => Some(zone.code),
                None => {
                    return Err((
                        "zone",
                        format!("« {text} » n’est pas un arrondissement de {}.", publication.territory.name),
                    ));
                }
            },
        };
        let kind = match self.kind.as_str() {
            "" => None,
            text => match Kind::from_code(text) {
                Some(kind) => Some(kind),
                None => return Err(("type", format!("« {text} » n’est pas un type de service."))),
            },
        };
        Ok(Search { folded: search::fold(&self.name), zone, kind })
    }
}

impl Search {
    /// Matching open listings by name. The zone is that of the office, or one it is known to serve.
    fn find<'a>(&self, publication: &'a Publication) -> Vec<(&'a str, &'a Listing)> {
        let here = |listing: &Listing| {
            self.zone.is_none_or(|zone| {
                listing.address.value().is_some_and(|address| address.zone == zone)
                    || listing.zones.value().is_some_and(|zones| zones.contains(&zone))
            })
        };
        let names = publication.folded_names.iter().map(String::as_str);
        let mut found: Vec<(&str, &Listing)> = names
            .zip(publication.catalogue.listings())
            .filter(|(_, listing)| listing.standing == Standing::Open)
            .filter(|(name, listing)| search::matches(name, &self.folded) || listing.finess.as_str() == self.folded)
            .filter(|(_, listing)| self.kind.is_none_or(|kind| kind == listing.kind) && here(listing))
            .collect();
        found.sort_by_key(|(name, listing)| (*name, listing.finess));
        found
    }
}

#[component]
pub fn DirectoryPage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let form = SearchForm::from_query(&use_location().search.get_untracked());
    let (found, error) = match form.parse(&publication) {
        Ok(search) => (search.find(&publication), None),
        Err(error) => {
            ports.response.set_status(PageError::Invalid.status());
            (Vec::new(), Some(error))
        }
    };
    let pages = found.len().div_ceil(PAGE_SIZE).max(1);
    let page = if form.page.is_empty() { Some(1) } else { form.page.parse().ok() };
    let Some(page) = page.filter(|page| (1..=pages).contains(page)) else {
        return view! { <NoSuchPage first=Page::Services(form.to_query(1))/> }.into_any();
    };
    let count = text::count(found.len() as u32, "service trouvé", "services trouvés");
    let shown = found.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let rows = shown.map(|(_, listing)| row(listing)).collect_view();
    let kinds = Kind::ALL.iter().map(|kind| {
        view! { <option value=kind.code() selected=form.kind == kind.code()>{text::kind(*kind)}</option> }
    });
    let kinds = kinds.collect_view();
    let link = |to: usize, label: &'static str| view! { <li><a href=Page::Services(form.to_query(to)).href()>{label}</a></li> };
    let title = if page > 1 {
        format!("Services d’aide à domicile, page {page}")
    } else {
        "Services d’aide à domicile".to_owned()
    };
    let failed = error.is_some();
    let wrong = error.map(|(field, message)| {
        view! {
            <div class="error-summary" role="alert"><ul><li><a href=format!("#{field}")>{message}</a></li></ul></div>
        }
    });
    view! {
        <Title text=title/>
        <h1>"Tous les services"</h1>
        {wrong}
        <form method="get" action="/services" class="search" role="search">
            <div class="field"><label for="nom">"Nom ou numéro FINESS"</label><input type="search" id="nom" name="nom" value=form.name.clone()/></div>
            <div class="field"><label for="zone">"Arrondissement"</label><input type="text" id="zone" name="zone" value=form.zone.clone()/></div>
            <div class="field">
                <label for="type">"Type"</label>
                <select id="type" name="type"><option value="">"tous"</option>{kinds}</select>
            </div>
            <button type="submit">"Chercher"</button>
        </form>
        {(!failed).then(|| view! { <p class="status" role="status">{count}</p> })}
        {(!failed).then(|| mention(&publication))}
        {(!failed && found.is_empty()).then(|| view! {
            <p>"Essayez un seul mot du nom, ou "<a href=Page::Services(String::new()).href()>"voyez tous les services"</a>"."</p>
        })}
        <ul class="directory">{rows}</ul>
        {(pages > 1).then(|| view! {
            <nav class="pagination" aria-label="Pages">
                <ul>
                    {(page > 1).then(|| link(page - 1, "Page précédente"))}
                    <li aria-current="page">{format!("Page {page} sur {pages}")}</li>
                    {(page < pages).then(|| link(page + 1, "Page suivante"))}
                </ul>
            </nav>
        })}
    }
    .into_any()
}

/// What the law asks above every list (Code de la consommation D111-11, read 2026-11-23).
fn mention(publication: &Publication) -> impl IntoView + use<> {
    let complete = completeness(publication);
    view! {
        <p class="mention">
            {format!("Par ordre alphabétique. {complete} Aucun service ne paie pour figurer ici. ")}
            <a href=Page::Method.href()>"Nos sources"</a>
        </p>
    }
}

/// Whether the list is complete, and as of when.
pub fn completeness(publication: &Publication) -> String {
    match publication.register_date {
        Some(date) => format!(
            "Ce sont tous les services du registre national FINESS du {} pour {} ; un service plus récent peut manquer.",
            format::date(date),
            publication.territory.name
        ),
        None => "La liste n’est pas complète.".to_owned(),
    }
}

fn row(listing: &Listing) -> impl IntoView + use<> {
    let place = listing.address.value().map(|address| format!("{} {}", address.postcode, address.city));
    view! {
        <li>
            <a href=Page::Service(listing.finess).href()>{search::readable(&listing.name.value)}</a>
            <span class="directory-kind">{text::kind(listing.kind)}</span>
            <span>{place.unwrap_or_else(|| format!("adresse {}", text::UNKNOWN))}</span>
        </li>
    }
}
