//! `/services`: every open service, searched by name, zone and kind, 25 a page, and on a map.

use domain::Zone;
use domain::provider::listing::{Kind, Listing, Standing};
use domain::provider::register::Freshness;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use maud::{Markup, html};

use crate::error::{FieldError, PageError};
use crate::markup::{error_summary, field_message, invalid, raw};
use crate::ports::{Ports, Publication};
use crate::query;
use crate::routes::Page;
use crate::text::{Common, Pages as P, Results, Words};
use crate::ui::map::{Area, map};
use crate::ui::{NoSuchPage, PageTitle};

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
    zone: Option<Zone>,
    kind: Option<Kind>,
}

impl SearchForm {
    fn from_query(query: &str) -> Self {
        let mut form = Self::default();
        for (name, value) in query::pairs(query) {
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
    fn parse(&self, t: Words, publication: &Publication) -> Result<Search, FieldError> {
        let zone = match self.zone.as_str() {
            "" => None,
            text => match publication.territory.find_by_text(text) {
                Some(zone) => Some(zone.code),
                None => {
                    let message = t.fill(P::ZoneWrong, &[&text, &publication.territory.name]);
                    return Err(FieldError::new("zone", message));
                }
            },
        };
        let kind = match self.kind.as_str() {
            "" => None,
            text => match Kind::from_code(text) {
                Some(kind) => Some(kind),
                None => return Err(FieldError::new("type", t.fill(P::KindWrong, &[&text]))),
            },
        };
        Ok(Search { folded: search::fold(&self.name), zone, kind })
    }
}

impl Search {
    /// Matching open listings by name. The zone is that of the office, or one it is known to serve.
    fn find<'a>(&self, publication: &'a Publication) -> Vec<(&'a str, &'a Listing)> {
        let here = |listing: &Listing| self.zone.is_none_or(|zone| is_here(listing, zone));
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

/// Whether a service has its office in a zone, or is known to serve it.
fn is_here(listing: &Listing, zone: Zone) -> bool {
    listing.address.value().is_some_and(|address| address.zone == zone)
        || listing.zones.value().is_some_and(|zones| zones.contains(&zone))
}

#[component]
pub fn DirectoryPage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let form = SearchForm::from_query(&use_location().search.get_untracked());
    let (found, errors) = match form.parse(t, &publication) {
        Ok(search) => (search.find(&publication), Vec::new()),
        Err(error) => {
            ports.response.set_status(PageError::Invalid.status());
            (Vec::new(), vec![error])
        }
    };
    let pages = found.len().div_ceil(PAGE_SIZE).max(1);
    let page = if form.page.is_empty() { Some(1) } else { form.page.parse().ok() };
    let Some(page) = page.filter(|page| (1..=pages).contains(page)) else {
        return view! { <NoSuchPage first=Page::Services(form.to_query(1))/> }.into_any();
    };
    let title = match page {
        1 => t.say(P::DirectoryTitle).to_owned(),
        _ => t.fill(P::DirectoryTitlePage, &[&page]),
    };
    let shown = found.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let body = html! {
        h1 { (t.say(P::DirectoryHeading)) }
        (error_summary(t, &errors))
        (search_form(t, &form, &errors))
        @if errors.is_empty() {
            p.status role="status" { (t.count(found.len() as u32, P::Found, P::FoundMany)) }
            (mention(t, &publication, ports.clock.today()))
            @if found.is_empty() {
                p { (t.say(P::TryOneWord)) a href=(Page::Services(String::new()).href(t.lang)) { (t.say(P::SeeAll)) } "." }
            } @else {
                ul.directory { @for (_, listing) in shown { (row(t, listing)) } }
            }
        }
        @if pages > 1 { (pagination(t, &form, page, pages)) }
        (search_by_map(t, &publication))
    };
    view! { <PageTitle text=title/>{raw(body)} }.into_any()
}

fn search_form(t: Words, form: &SearchForm, errors: &[FieldError]) -> Markup {
    html! {
        form.search method="get" action=(Page::Services(String::new()).href(t.lang)) role="search" {
            div.field { label for="nom" { (t.say(P::SearchName)) } input type="search" id="nom" name="nom" value=(form.name); }
            div.field {
                label for="zone" { (t.say(P::SearchZone)) }
                (field_message(errors, "zone"))
                input type="text" id="zone" name="zone" value=(form.zone) aria-invalid=[invalid(errors, "zone")] aria-describedby="zone-erreur";
            }
            div.field {
                label for="type" { (t.say(P::SearchKind)) }
                (field_message(errors, "type"))
                select id="type" name="type" aria-invalid=[invalid(errors, "type")] aria-describedby="type-erreur" {
                    option value="" { (t.say(P::SearchAllKinds)) }
                    @for kind in Kind::ALL { option value=(kind.code()) selected[form.kind == kind.code()] { (t.name(*kind)) } }
                }
            }
            button type="submit" { (t.say(P::SearchButton)) }
        }
    }
}

fn pagination(t: Words, form: &SearchForm, page: usize, pages: usize) -> Markup {
    let link = |to: usize, label: Results| {
        html! { li { a href=(Page::Services(form.to_query(to)).href(t.lang)) { (t.say(label)) } } }
    };
    html! {
        nav.pagination aria-label=(t.say(P::PageList)) {
            ul {
                @if page > 1 { (link(page - 1, Results::Previous)) }
                li aria-current="page" { (t.fill(Results::PageOf, &[&page, &pages])) }
                @if page < pages { (link(page + 1, Results::Next)) }
            }
        }
    }
}

/// What the law asks above every list (Code de la consommation D111-11, read 2026-11-23).
fn mention(t: Words, publication: &Publication, today: Date) -> Markup {
    html! {
        p.mention {
            (t.fill(P::Alphabetical, &[&completeness(t, publication, today)]))
            a href=(Page::Method.href(t.lang)) { (t.say(P::OurSources)) }
        }
    }
}

/// Whether the list is complete, and as of when.
pub fn completeness(t: Words, publication: &Publication, today: Date) -> String {
    let Some(seen) = publication.sources.register else { return t.say(P::Incomplete).to_owned() };
    let complete = t.fill(P::Complete, &[&t.date(seen.on), &publication.territory.name]);
    match seen.freshness(today) {
        Freshness::Fresh | Freshness::Old => complete,
        Freshness::Stale => format!("{} {complete}", t.fill(P::StaleRegister, &[&t.date(seen.on)])),
    }
}

fn row(t: Words, listing: &Listing) -> Markup {
    let place = listing.address.value().map(|address| format!("{} {}", address.postcode, address.city));
    html! {
        li {
            a href=(Page::Service(listing.finess).href(t.lang)) { (search::readable(&listing.name.value)) }
            span.directory-kind { (t.name(listing.kind)) }
            span { (place.unwrap_or_else(|| t.say(P::AddressUnknown).to_owned())) }
        }
    }
}

/// The zones as a map and as a list, each with its number of services.
fn search_by_map(t: Words, publication: &Publication) -> Markup {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open);
    let open: Vec<&Listing> = open.collect();
    let areas = publication.territory.zones.iter().map(|zone| {
        let here = open.iter().filter(|listing| is_here(listing, zone.code)).count() as u32;
        let count = t.count(here, Common::Service, Common::Services);
        Area {
            zone: zone.code,
            href: Some(Page::Services(format!("zone={}", zone.short)).href(t.lang)),
            value: here.to_string(),
            words: t.fill(P::MapZone, &[&zone.short, &count]),
            marked: false,
        }
    });
    let areas: Vec<Area> = areas.collect();
    html! {
        section aria-labelledby="carte" {
            h2 id="carte" { (t.say(P::MapTitle)) }
            p.hint { (t.say(P::MapNote)) }
            (map(t, publication, &t.fill(P::MapLabel, &[&publication.territory.name]), &areas))
        }
    }
}
