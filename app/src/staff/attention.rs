//! "Ce qui demande attention": what in the publication is stale, missing or doubtful, counted and listed. Pure: it is
//! given the publication and the day.

use domain::closed_list::ClosedList;
use domain::findings::{Rule, findings};
use domain::listing::{AVAILABILITY_DAYS, Listing, Standing};
use domain::parameters::Parameter;
use domain::{Parameters, search};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use maud::{Markup, html};

use super::{Screen, french};
use crate::access::{Role, Staff};
use crate::ports::Publication;
use crate::routes::{Page, StaffPage};
use crate::text::staff as say;
use crate::text::{Lang, Words};

domain::closed_list! {
    /// Why a listing demands attention.
    Motive {
        /// No part of it was ever verified by someone.
        NeverVerified = "jamais-verifie",
        /// Its newest part was observed or verified more than six months ago.
        Old = "ancien",
        Availability = "disponibilite",
        /// A certification has lapsed, or will within 60 days.
        Certifications = "certifications",
        Findings = "prix",
    }
}

/// Names of the query of a list.
pub const MOTIVE: &str = "motif";
pub const PAGE: &str = "page";
const PAGE_SIZE: usize = 25;
const LAPSE_DAYS: i32 = 60;
const OLD_MONTHS: i32 = 6;

impl Motive {
    fn label(self) -> &'static str {
        match self {
            Self::NeverVerified => say::NEVER_VERIFIED,
            Self::Old => say::OLD,
            Self::Availability => say::AVAILABILITY,
            Self::Certifications => say::CERTIFICATIONS,
            Self::Findings => say::FINDINGS,
        }
    }

    /// What there is to see in a listing on a day; none when it demands nothing.
    fn detail(self, t: Words, listing: &Listing, parameters: &Parameters, today: Date) -> Option<String> {
        let newest = || {
            let seen = |own: &domain::Provenance| own.verified.as_ref().map_or(own.observed, |own| own.on);
            listing.provenances().map(seen).max()
        };
        match self {
            Self::NeverVerified => {
                let never = listing.provenances().all(|own| own.verified.is_none());
                never.then(|| newest().map(|day| say::fill(say::LAST_SEEN, &[&t.date(day)])).unwrap_or_default())
            }
            Self::Old => {
                let limit = today.saturating_sub(OLD_MONTHS.months());
                newest().filter(|day| *day < limit).map(|day| say::fill(say::LAST_SEEN, &[&t.date(day)]))
            }
            Self::Availability => {
                let observed = listing.availability.provenance()?.observed;
                let over = observed.saturating_add(AVAILABILITY_DAYS.days()) < today;
                over.then(|| say::fill(say::OBSERVED, &[&t.date(observed)]))
            }
            Self::Certifications => {
                let limit = today.saturating_add(LAPSE_DAYS.days());
                let lapsing = listing.quality.value()?.certifications.iter().filter(|own| own.expires <= limit);
                let said = lapsing.map(|own| say::fill(say::EXPIRES, &[&t.name(own.name), &t.date(own.expires)]));
                Some(said.collect::<Vec<_>>().join(" ; ")).filter(|said| !said.is_empty())
            }
            Self::Findings => {
                let found = findings(listing, parameters, today);
                let said = found.iter().map(|found| match (found.rule, found.stated) {
                    (Rule::BelowFloor, Some(stated)) => say::fill(say::BELOW_FLOOR, &[&t.euros(stated)]),
                    (Rule::BelowFloor, None) => say::fill(say::BELOW_FLOOR, &[&""]),
                    (Rule::FeeInPrestataire, _) => say::FEE.to_owned(),
                    (Rule::RiseAboveCap, _) => say::RISE.to_owned(),
                    (Rule::SurchargeMissing, _) => say::SURCHARGE.to_owned(),
                });
                Some(said.collect::<Vec<_>>().join(" ; ")).filter(|said| !said.is_empty())
            }
        }
    }
}

/// The open listings that a motive concerns, by name, with what there is to see.
fn concerned(motive: Motive, publication: &Publication, today: Date) -> Vec<(&Listing, String)> {
    let t = french();
    let named = publication.folded_names.iter().zip(publication.catalogue.listings());
    let mut open: Vec<_> = named.filter(|(_, listing)| listing.standing == Standing::Open).collect();
    open.sort_by_key(|(name, listing)| (*name, listing.finess));
    let detail = |listing| motive.detail(t, listing, &publication.parameters, today);
    open.into_iter().filter_map(|(_, listing)| detail(listing).map(|detail| (listing, detail))).collect()
}

/// Values of the law that will not be known on the next first of January.
pub fn missing_next_year(parameters: &Parameters, today: Date) -> Vec<Parameter> {
    let january = date(today.year() + 1, 1, 1);
    let missing = |parameter: &Parameter| parameters.find(*parameter, january).is_none_or(|found| found.outdated);
    Parameter::ALL.iter().copied().filter(missing).collect()
}

/// The first screen. `open_reports` counts those that nobody answered.
pub fn page(staff: &Staff, publication: &Publication, open_reports: usize, today: Date) -> Screen {
    let t = french();
    let lead = say::fill(say::HOME_LEAD, &[&t.date(today), &publication.catalogue.open_count()]);
    let law = say::fill(say::MISSING_LAW, &[&(today.year() + 1)]);
    let missing = missing_next_year(&publication.parameters, today).len();
    let row = |href: String, label: &str, count: usize, needed: Role| {
        html! {
            tr {
                th scope="row" { @if staff.role.admits(needed) { a href=(href) { (label) } } @else { (label) } }
                td { (count) }
            }
        }
    };
    let body = html! {
        h1 { (say::HOME) }
        p.lead { (lead) }
        table {
            caption.visually-hidden { (say::HOME) }
            thead { tr { th scope="col" { (say::WHAT) } th scope="col" { (say::HOW_MANY) } } }
            tbody {
                @for motive in Motive::ALL {
                    @let count = concerned(*motive, publication, today).len();
                    (row(to_see(*motive, 1), motive.label(), count, Role::Reader))
                }
                (row(StaffPage::Reports.href(), say::OPEN_REPORTS, open_reports, Role::Editor))
                (row(StaffPage::Law.href(), &law, missing, Role::Publisher))
            }
        }
    };
    Screen::new(Some(staff), say::HOME, body)
}

fn to_see(motive: Motive, page: usize) -> String {
    StaffPage::ToSee(format!("{MOTIVE}={}&{PAGE}={page}", motive.code())).href()
}

/// A page of the listings of a motive, each with its public page. None when there is no such page.
pub fn list(staff: &Staff, publication: &Publication, motive: Motive, page: usize, today: Date) -> Option<Screen> {
    let found = concerned(motive, publication, today);
    let pages = found.len().div_ceil(PAGE_SIZE).max(1);
    if !(1..=pages).contains(&page) {
        return None;
    }
    let shown = &found[(page - 1) * PAGE_SIZE..found.len().min(page * PAGE_SIZE)];
    let body = html! {
        h1 { (motive.label()) }
        @if shown.is_empty() { p { (say::NONE_LEFT) } } @else {
            table {
                caption { (say::fill(say::PAGE_OF, &[&page, &pages])) }
                thead { tr { th scope="col" { (say::SERVICE) } th scope="col" { (say::DETAIL) } } }
                tbody {
                    @for (listing, detail) in shown {
                        tr {
                            th scope="row" { a href=(Page::Service(listing.finess).href(Lang::French)) { (search::readable(&listing.name.value)) } }
                            td { (detail) }
                        }
                    }
                }
            }
        }
        @if pages > 1 { (pagination(motive, page, pages)) }
        p { a href=(StaffPage::Home.href()) { (say::BACK) } }
    };
    Some(Screen::new(Some(staff), motive.label(), body))
}

fn pagination(motive: Motive, page: usize, pages: usize) -> Markup {
    html! {
        nav.pagination aria-label=(say::PAGES) {
            ul {
                @if page > 1 { li { a href=(to_see(motive, page - 1)) { (say::PREVIOUS) } } }
                @if page < pages { li { a href=(to_see(motive, page + 1)) { (say::NEXT) } } }
            }
        }
    }
}
