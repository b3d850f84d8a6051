//! "Ce qui demande attention": what in the publication is stale, missing or doubtful, counted and listed. Pure: it is
//! given the publication and the day.

use domain::Parameters;
use domain::law::parameters::Parameter;
use domain::provider::completeness::{Completeness, completeness};
use domain::provider::listing::{AVAILABILITY_DAYS, Listing, Standing};
use domain::provider::price_rules::findings;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use maud::{Markup, html};

use super::findings::finding_words;
use super::paging::{Paging, pagination};
use super::{Screen, french};
use crate::access::{Role, Staff};
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::text::{Words, editor, office};

domain::closed_list! {
    /// Why a listing demands attention.
    Motive {
        /// No part of it was ever verified by someone.
        NeverVerified = "jamais-verifie",
        /// Its newest part was observed or verified more than six months ago.
        Old = "ancien",
        /// It has expired, or will within a week.
        Availability = "disponibilite",
        /// A certification has lapsed, or will within 60 days.
        Certifications = "certifications",
        Findings = "prix",
    }
}

/// Names of the query of a list.
pub const MOTIVE: &str = "motif";
pub const PAGE: &str = "page";
/// Every box of the page is ticked.
pub const ALL: &str = "tout";
/// A listing that was verified today.
pub const TICKED: &str = "fiche";
const PAGE_SIZE: usize = 25;
const LAPSE_DAYS: i32 = 60;
const EXPIRY_DAYS: i32 = 7;
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
        let seen = listing.last_seen();
        match self {
            Self::NeverVerified => {
                let never = listing.provenances().all(|own| own.verified.is_none());
                never.then(|| say::fill(say::LAST_SEEN, &[&t.date(seen)]))
            }
            Self::Old => {
                let limit = today.saturating_sub(OLD_MONTHS.months());
                (seen < limit).then(|| say::fill(say::LAST_SEEN, &[&t.date(seen)]))
            }
            Self::Availability => {
                let observed = listing.availability.provenance()?.observed;
                let over = observed.saturating_add((AVAILABILITY_DAYS - EXPIRY_DAYS).days()) < today;
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
                let said = found.iter().map(|found| finding_words(t, found));
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

/// What the store counts for the first screen.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Reports that nobody answered.
    pub open_reports: usize,
    /// Drafts that wait to be published.
    pub submitted: usize,
    /// How complete the open listings were, day by day, oldest first.
    pub days: Vec<(Date, Completeness)>,
}

/// How much is known of the open listings of a publication.
pub fn completeness_of(publication: &Publication, today: Date) -> Completeness {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open);
    open.map(|listing| completeness(listing, today)).sum()
}

/// The first screen.
pub fn page(staff: &Staff, publication: &Publication, counts: &Counts, today: Date) -> Screen {
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
                (row(StaffPage::Drafts.href(), office::DRAFTS_WAITING, counts.submitted, Role::Editor))
                (row(StaffPage::Reports.href(), say::OPEN_REPORTS, counts.open_reports, Role::Editor))
                (row(StaffPage::Law.href(), &law, missing, Role::Publisher))
            }
        }
        h2 { (office::COMPLETENESS) }
        @let now = completeness_of(publication, today);
        p { (say::fill(office::COMPLETENESS_NOW, &[&now.percent(), &now.known, &now.of])) }
        @if counts.days.len() > 1 { (chart(&counts.days)) }
    };
    Screen::new(Some(staff), say::HOME, body)
}

/// How the completeness went, as a line from 0 to 100 %, and the same as a table.
fn chart(days: &[(Date, Completeness)]) -> Markup {
    const WIDTH: usize = 600;
    let t = french();
    let last = days.len() - 1;
    let points =
        days.iter().enumerate().map(|(at, (_, own))| format!("{},{}", at * WIDTH / last.max(1), 100 - own.percent()));
    let points = points.collect::<Vec<_>>().join(" ");
    let label = say::fill(office::COMPLETENESS_CHART, &[&days[0].1.percent(), &days[last].1.percent()]);
    html! {
        svg.completeness role="img" aria-label=(label) viewBox={ "0 0 " (WIDTH) " 100" } preserveAspectRatio="none" {
            @for mark in [0, 50, 100] { line.mark x1="0" x2=(WIDTH) y1=(mark) y2=(mark) {} }
            polyline.line points=(points) {}
        }
        p.hint { (label) " (" (t.date(days[0].0)) " – " (t.date(days[last].0)) ")" }
        details {
            summary { (office::COMPLETENESS_TABLE) }
            table {
                caption.visually-hidden { (office::COMPLETENESS) }
                thead { tr { th scope="col" { (office::DAY) } th scope="col" { (office::KNOWN) } } }
                tbody { @for (day, own) in days.iter().rev() { tr { th scope="row" { (t.date(*day)) } td { (say::fill(editor::PERCENT, &[&own.percent()])) } } } }
            }
        }
    }
}

fn to_see(motive: Motive, page: usize) -> String {
    StaffPage::ToSee(format!("{MOTIVE}={}&{PAGE}={page}", motive.code())).href()
}

/// What was just done with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Nothing,
    Verified(usize),
    NoneTicked,
}

/// A page of the listings of a motive, each with its sheet, and the box by which it is verified. `all`: every box is
/// ticked.
pub fn list(
    staff: &Staff,
    publication: &Publication,
    motive: Motive,
    page: usize,
    all: bool,
    done: Done,
    today: Date,
) -> Screen {
    let found = concerned(motive, publication, today);
    let paging = Paging::new(found.len(), PAGE_SIZE, page);
    let verifies = staff.role.admits(Role::Publisher);
    let all_ticked = format!("{}&{ALL}=oui", to_see(motive, paging.page));
    let body = html! {
        h1 { (motive.label()) }
        @match done {
            Done::Nothing => {}
            Done::Verified(count) => p.thanks role="status" { (say::fill(office::VERIFIED, &[&count])) },
            Done::NoneTicked => p.field-error role="alert" { (office::NONE_TICKED) },
        }
        @if found.is_empty() { p { (say::NONE_LEFT) } } @else {
            form method="post" action=(to_see(motive, paging.page)) {
                @if verifies { p { a href=(all_ticked) { (office::TICK_ALL) } } }
                table {
                    caption { (say::fill(say::PAGE_OF, &[&paging.page, &paging.pages])) }
                    thead { tr {
                        @if verifies { th scope="col" { (office::TICK) } }
                        th scope="col" { (say::SERVICE) }
                        th scope="col" { (say::DETAIL) }
                    } }
                    tbody {
                        @for (listing, detail) in &found[paging.range()] {
                            @let name = search::readable(&listing.name.value);
                            tr {
                                @if verifies { td { input type="checkbox" name=(TICKED) value=(listing.finess) checked[all] aria-label=(say::fill(office::VERIFY_ONE, &[&name])); } }
                                th scope="row" { a href=(StaffPage::Listing(listing.finess).href()) { (name) } }
                                td { (detail) }
                            }
                        }
                    }
                }
                @if verifies { button type="submit" { (office::VERIFY) } }
            }
        }
        (pagination(&paging, |page| to_see(motive, page)))
        p { a href=(StaffPage::Home.href()) { (say::BACK) } }
    };
    let status = if done == Done::NoneTicked { 422 } else { 200 };
    Screen::new(Some(staff), motive.label(), body).with_status(status)
}
