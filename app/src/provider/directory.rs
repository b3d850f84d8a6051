//! `/services`: every open service, searched by name, zone and kind, 25 a page, and on a map.

use domain::Zone;
use domain::provider::listing::{Kind, Listing};
use domain::provider::register::Freshness;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::error::{FieldError, PageError};
use crate::ports::{Ports, Publication};
use crate::query;
use crate::routes::Page;
use crate::text::{Common, Pages as P, Results, Words};
use crate::ui::forms::{Field, error_summary};
use crate::ui::map::{Area, map};
use crate::ui::{NoSuchPage, PageTitle};

const PAGE_SIZE: usize = 25;

/// The search form, with the values that were typed.
#[derive(Clone, Debug, Default)]
struct SearchForm {
    name: String,
    zone: String,
    kind: String,
    page: String,
}

/// A search whose fields are valid.
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
                    let message = t.fill(P::ZoneWrong, &[&text]);
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
            .filter(|(_, listing)| listing.standing.is_open())
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
    let rows: Vec<AnyView> =
        found.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE).map(|(_, listing)| row(t, listing)).collect();
    let list =
        if errors.is_empty() { answer(t, &publication, ports.clock.today(), found.len(), rows) } else { ().into_any() };
    view! {
        <PageTitle text=title/>
        <h1>{t.say(P::DirectoryHeading)}</h1>
        {error_summary(t, &errors)}
        {search_form(t, &form, &errors)}
        {list}
        {(pages > 1).then(|| pagination(t, &form, page, pages))}
        {search_by_map(t, &publication)}
    }
    .into_any()
}

/// The search by name alone, for the page of an address that does not exist.
#[component]
pub fn SearchBox() -> impl IntoView {
    let t = Words::from_context();
    let name = name_field(t, String::new());
    view! {
        <form class="search" method="get" action=Page::Services(String::new()).href(t.lang) role="search">
            {name}
            <button type="submit">{t.say(P::SearchButton)}</button>
        </form>
    }
}

fn name_field(t: Words, value: String) -> AnyView {
    let input = view! { <input type="search" id="nom" name="nom" value=value/> };
    Field { name: "nom", label: t.say(P::SearchName).to_owned(), hint: None, errors: &[] }.around(input.into_any())
}

fn search_form(t: Words, form: &SearchForm, errors: &[FieldError]) -> AnyView {
    let zone = Field { name: "zone", label: t.say(P::SearchZone).to_owned(), hint: None, errors };
    let zone = zone.text(form.zone.clone(), false);
    let mut kinds = vec![(String::new(), t.say(P::SearchAllKinds).to_owned())];
    kinds.extend(Kind::ALL.iter().map(|kind| (kind.code().to_owned(), t.name(*kind).to_owned())));
    let kind = Field { name: "type", label: t.say(P::SearchKind).to_owned(), hint: None, errors };
    let kind = kind.select(&form.kind, kinds);
    view! {
        <form class="search" method="get" action=Page::Services(String::new()).href(t.lang) role="search">
            {name_field(t, form.name.clone())}
            {zone}
            {kind}
            <button type="submit">{t.say(P::SearchButton)}</button>
        </form>
    }
    .into_any()
}

/// How many were found, the notice that the law requires above every list, and the rows of the page.
fn answer(t: Words, publication: &Publication, today: Date, found: usize, rows: Vec<AnyView>) -> AnyView {
    let list = if found == 0 {
        let all = Page::Services(String::new()).href(t.lang);
        view! { <p>{t.say(P::TryOneWord)}<a href=all>{t.say(P::SeeAll)}</a>"."</p> }.into_any()
    } else {
        view! { <ul class="directory">{rows}</ul> }.into_any()
    };
    view! {
        <p class="status" role="status">{t.count(found as u32, P::Found, P::FoundMany)}</p>
        {mention(t, publication, today)}
        {list}
    }
    .into_any()
}

fn pagination(t: Words, form: &SearchForm, page: usize, pages: usize) -> AnyView {
    let link = |to: usize, label: Results| {
        let href = Page::Services(form.to_query(to)).href(t.lang);
        view! { <li><a href=href>{t.say(label)}</a></li> }.into_any()
    };
    view! {
        <nav class="pagination" aria-label=t.say(P::PageList)>
            <ul>
                {(page > 1).then(|| link(page - 1, Results::Previous))}
                <li aria-current="page">{t.fill(Results::PageOf, &[&page, &pages])}</li>
                {(page < pages).then(|| link(page + 1, Results::Next))}
            </ul>
        </nav>
    }
    .into_any()
}

/// The notice that the law requires above every list (Code de la consommation D111-11, read 2026-11-23).
fn mention(t: Words, publication: &Publication, today: Date) -> AnyView {
    view! {
        <p class="mention">
            {t.fill(P::Alphabetical, &[&completeness(t, publication, today)])}
            <a href=Page::Method.href(t.lang)>{t.say(P::OurSources)}</a>
        </p>
    }
    .into_any()
}

/// Whether the list is complete, and on which day.
pub fn completeness(t: Words, publication: &Publication, today: Date) -> String {
    let Some(seen) = publication.sources.register else { return t.say(P::Incomplete).to_owned() };
    let complete = match seen.left_out {
        0 => t.fill(P::Complete, &[&t.date(seen.on), &publication.territory.name]),
        left_out => format!("{} {}", t.say(P::Incomplete), self::left_out(t, left_out)),
    };
    match seen.freshness(today) {
        Freshness::Fresh | Freshness::Old => complete,
        Freshness::Stale => format!("{} {complete}", t.fill(P::StaleRegister, &[&t.date(seen.on)])),
    }
}

/// How many services of the last register are not listed.
pub fn left_out(t: Words, count: u32) -> String {
    match count {
        1 => t.say(P::LeftOutOne).to_owned(),
        count => t.fill(P::LeftOut, &[&count]),
    }
}

fn row(t: Words, listing: &Listing) -> AnyView {
    let place = listing.address.value().map(|address| format!("{} {}", address.postcode, address.city));
    let href = Page::Service(listing.finess).href(t.lang);
    view! {
        <li>
            <a href=href>{search::readable(&listing.name.value)}</a>
            <span class="directory-kind">{t.name(listing.kind)}</span>
            <span>{place.unwrap_or_else(|| t.say(P::AddressUnknown).to_owned())}</span>
        </li>
    }
    .into_any()
}

/// The zones as a map and as a list, each with its number of services.
fn search_by_map(t: Words, publication: &Publication) -> AnyView {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
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
            office: false,
        }
    });
    let areas: Vec<Area> = areas.collect();
    let label = t.say(P::MapLabel);
    view! {
        <section aria-labelledby="carte">
            <h2 id="carte">{t.say(P::MapTitle)}</h2>
            <p class="hint">{t.say(P::MapNote)}</p>
            {map(t, publication, label, &areas)}
        </section>
    }
    .into_any()
}
