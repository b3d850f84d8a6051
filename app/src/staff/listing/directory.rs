//! Every listing, found by name or number: how complete each is and when it was last seen.

use domain::Listing;
use domain::provider::completeness::completeness;
use domain::provider::listing::Standing;
use domain::values::search;
use jiff::civil::Date;
use maud::html;

use crate::access::Staff;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::staff::paging::{Paging, pagination};
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff as common;
use crate::text::staff::fill;

/// Names of the query.
pub const QUERY: &str = "q";
pub const PAGE: &str = "page";
const PAGE_SIZE: usize = 50;

pub fn screen(staff: &Staff, publication: &Publication, query: &str, page: usize, today: Date) -> Screen {
    let t = french();
    let folded = search::fold(query);
    let named = publication.folded_names.iter().zip(publication.catalogue.listings());
    let matches = |(name, listing): &(&String, &Listing)| {
        search::matches(name, &folded) || listing.finess.as_str().starts_with(query.trim())
    };
    let mut found: Vec<(&String, &Listing)> = named.filter(matches).collect();
    found.sort_by_key(|(name, listing)| (listing.standing != Standing::Open, *name, listing.finess));
    let paging = Paging::new(found.len(), PAGE_SIZE, page);
    let href = |page: usize| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(QUERY, query)
            .append_pair(PAGE, &page.to_string())
            .finish();
        StaffPage::Listings(query).href()
    };
    let body = html! {
        h1 { (say::SERVICES) }
        form.search method="get" action=(StaffPage::Listings(String::new()).href()) role="search" {
            div.field {
                label for=(QUERY) { (say::SEARCH) }
                input type="search" id=(QUERY) name=(QUERY) value=(query) maxlength="100";
            }
            button type="submit" { (say::SEARCH_BUTTON) }
        }
        @if found.is_empty() { p { (say::NOBODY) } } @else {
            table.lines {
                caption { (fill(say::FOUND, &[&found.len(), &paging.page, &paging.pages])) }
                thead { tr { @for column in [common::SERVICE, "FINESS", say::COMPLETE, say::SEEN] { th scope="col" { (column) } } } }
                tbody {
                    @for (_, listing) in &found[paging.range()] {
                        tr {
                            th scope="row" {
                                a href=(StaffPage::Listing(listing.finess).href()) { (search::readable(&listing.name.value)) }
                                @if listing.standing != Standing::Open { " (" (say::CLOSED) ")" }
                            }
                            td { (listing.finess) }
                            td { (fill(say::PERCENT, &[&completeness(listing, today).percent()])) }
                            td { (t.date(listing.last_seen())) }
                        }
                    }
                }
            }
            (pagination(&paging, href))
        }
    };
    Screen::new(Some(staff), say::SERVICES, body)
}
