//! "Ce qui demande attention": which parts of the listings are stale, missing or doubtful, counted and listed. Pure: it is
//! given the publication and the day.

use std::sync::Arc;

use domain::Parameters;
use domain::law::parameters::Parameter;
use domain::provider::completeness::{Completeness, completeness};
use domain::provider::listing::{AVAILABILITY_DAYS, Listing};
use domain::provider::parts::ListingPart;
use domain::provider::price_rules::findings;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use leptos::prelude::*;

use super::findings::finding_words;
use super::paging::{Paging, page_links};
use super::tables::{alert, notice, table_head};
use super::working_list::query::{Condition, ListQuery};
use super::{Screen, french};
use crate::access::{Role, Staff};
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::text::{Words, editor, office, working_list};

domain::closed_list! {
    /// Why a part of a listing demands attention beside its age.
    Motive {
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
/// A listing of which the part was verified today.
pub const TICKED: &str = "fiche";
const PAGE_SIZE: usize = 25;
const LAPSE_DAYS: i32 = 60;
const EXPIRY_DAYS: i32 = 7;

impl Motive {
    fn label(self) -> &'static str {
        match self {
            Self::Availability => say::AVAILABILITY,
            Self::Certifications => say::CERTIFICATIONS,
            Self::Findings => say::FINDINGS,
        }
    }

    /// The part that it is about, which alone is verified from its list.
    pub fn part(self) -> ListingPart {
        match self {
            Self::Availability => ListingPart::Availability,
            Self::Certifications => ListingPart::Quality,
            Self::Findings => ListingPart::Prices,
        }
    }

    /// What there is to see in a listing on a day; none when it demands nothing.
    fn detail(self, t: Words, listing: &Listing, parameters: &Parameters, today: Date) -> Option<String> {
        let details = match self {
            Self::Availability => {
                let observed = listing.availability.provenance()?.observed;
                let over = observed.saturating_add((AVAILABILITY_DAYS - EXPIRY_DAYS).days()) < today;
                over.then(|| say::fill(say::OBSERVED, &[&t.date(observed)])).into_iter().collect()
            }
            Self::Certifications => {
                let limit = today.saturating_add(LAPSE_DAYS.days());
                let certifications = &listing.quality.value()?.certifications;
                let lapsing = certifications.iter().filter(|certification| certification.expires <= limit);
                let words =
                    lapsing.map(|lapsing| say::fill(say::EXPIRES, &[&t.name(lapsing.name), &t.date(lapsing.expires)]));
                words.collect::<Vec<_>>()
            }
            Self::Findings => {
                findings(listing, parameters, today).iter().map(|found| finding_words(t, found)).collect()
            }
        };
        Some(details.join(" ; ")).filter(|details| !details.is_empty())
    }
}

/// The open listings that a motive concerns, by name, with what there is to see.
fn concerned(motive: Motive, publication: &Publication, today: Date) -> Vec<(&Listing, String)> {
    let t = french();
    let named = publication.folded_names.iter().zip(publication.catalogue.listings());
    let mut open: Vec<_> = named.filter(|(_, listing)| listing.standing.is_open()).collect();
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
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    open.map(|listing| completeness(listing, today)).sum()
}

/// How many open listings have a part in a condition.
fn count_parts(publication: &Publication, part: ListingPart, condition: Condition, today: Date) -> usize {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let asked = open.filter(|listing| part.is_asked_of(listing.kind));
    asked.filter(|listing| condition.holds(listing.part_state(part, today))).count()
}

/// The first screen.
pub fn page(staff: &Staff, publication: Arc<Publication>, counts: Counts, today: Date) -> Screen {
    let role = staff.role;
    Screen::of(Some(staff), say::HOME, move || home(role, &publication, &counts, today))
}

fn home(role: Role, publication: &Publication, counts: &Counts, today: Date) -> AnyView {
    let t = french();
    let lead = say::fill(say::HOME_LEAD, &[&t.date(today), &publication.catalogue.open_count()]);
    let law = say::fill(say::MISSING_LAW, &[&(today.year() + 1)]);
    let missing = missing_next_year(&publication.parameters, today).len();
    let closing = publication.catalogue.listings().iter().filter(|listing| listing.standing.closes_on().is_some());
    let closing = closing.count();
    let row = |href: String, label: &str, count: usize, needed: Role| {
        let label = label.to_owned();
        let label = match role.admits(needed) {
            true => view! { <a href=href>{label}</a> }.into_any(),
            false => label.into_any(),
        };
        view! { <tr><th scope="row">{label}</th><td>{count}</td></tr> }.into_any()
    };
    let motives: Vec<AnyView> = Motive::ALL
        .iter()
        .map(|motive| {
            let count = concerned(*motive, publication, today).len();
            row(to_see(*motive, 1), motive.label(), count, Role::Reader)
        })
        .collect();
    view! {
        <h1>{say::HOME}</h1>
        <p class="lead">{lead}</p>
        {parts_table(publication, today)}
        <table>
            <caption class="visually-hidden">{say::HOME}</caption>
            {table_head(&[say::WHAT, say::HOW_MANY])}
            <tbody>
                {motives}
                {row(ListQuery::of_closing().href(), office::CLOSINGS, closing, Role::Reader)}
                {row(StaffPage::Drafts.href(), office::DRAFTS_WAITING, counts.submitted, Role::Editor)}
                {row(StaffPage::Reports.href(), say::OPEN_REPORTS, counts.open_reports, Role::Editor)}
                {row(StaffPage::Law.href(), &law, missing, Role::Publisher)}
            </tbody>
        </table>
        <h2>{office::COMPLETENESS}</h2>
        {completeness_now(completeness_of(publication, today))}
        {(counts.days.len() > 1).then(|| chart(&counts.days))}
    }
    .into_any()
}

/// For each part, how many listings never had it verified, too long ago, or lack it.
fn parts_table(publication: &Publication, today: Date) -> AnyView {
    const CONDITIONS: [Condition; 3] = [Condition::NeverVerified, Condition::Stale, Condition::Missing];
    let row = |part: &ListingPart| {
        let name = working_list::part(*part);
        let cells = CONDITIONS.map(|condition| {
            let count = count_parts(publication, *part, condition, today);
            let words = super::working_list::condition_words(condition);
            let href = ListQuery::of_part(*part, condition).href();
            let label = format!("{name}, {words} : {count}");
            view! { <td><a href=href aria-label=label>{count}</a></td> }.into_any()
        });
        view! { <tr><th scope="row">{name}</th>{Vec::from(cells)}</tr> }.into_any()
    };
    view! {
        <table class="parts-to-see">
            <caption>{say::PARTS}</caption>
            {table_head(&[editor::PART, say::NEVER_VERIFIED, say::STALE, say::MISSING])}
            <tbody>{ListingPart::ALL.iter().map(row).collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// Without an open listing there is nothing to be complete.
fn completeness_now(now: Completeness) -> AnyView {
    let words = match now.of {
        0 => office::COMPLETENESS_NONE.to_owned(),
        of => say::fill(office::COMPLETENESS_NOW, &[&now.percent(), &now.known, &of]),
    };
    view! { <p>{words}</p> }.into_any()
}

/// How the completeness went, as a line from 0 to 100 %, and the same as a table.
fn chart(days: &[(Date, Completeness)]) -> AnyView {
    const WIDTH: usize = 600;
    let t = french();
    let last = days.len() - 1;
    let point = |(at, (_, of_day)): (usize, &(Date, Completeness))| {
        format!("{},{}", at * WIDTH / last.max(1), 100 - of_day.percent())
    };
    let points = days.iter().enumerate().map(point).collect::<Vec<_>>().join(" ");
    let label = say::fill(office::COMPLETENESS_CHART, &[&days[0].1.percent(), &days[last].1.percent()]);
    let span = format!("{label} ({} – {})", t.date(days[0].0), t.date(days[last].0));
    let marks = [0, 50, 100].map(|mark| {
        view! { <line class="mark" x1="0" x2=WIDTH.to_string() y1=mark.to_string() y2=mark.to_string()></line> }
            .into_any()
    });
    let rows = days.iter().rev().map(|(day, of_day)| {
        let percent = say::fill(editor::PERCENT, &[&of_day.percent()]);
        view! { <tr><th scope="row">{t.date(*day)}</th><td>{percent}</td></tr> }.into_any()
    });
    view! {
        <svg class="completeness" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} 100") preserveAspectRatio="none">
            {Vec::from(marks)}
            <polyline class="line" points=points></polyline>
        </svg>
        <p class="hint">{span}</p>
        <details>
            <summary>{office::COMPLETENESS_TABLE}</summary>
            <table>
                <caption class="visually-hidden">{office::COMPLETENESS}</caption>
                {table_head(&[office::DAY, office::KNOWN])}
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </details>
    }
    .into_any()
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

/// A page of the listings of a motive, each with its sheet, and the box by which its part is verified.
pub struct ToSee {
    pub publication: Arc<Publication>,
    pub motive: Motive,
    pub page: usize,
    /// Every box is ticked.
    pub all: bool,
    pub done: Done,
    pub today: Date,
}

impl ToSee {
    pub fn screen(self, staff: &Staff) -> Screen {
        let (title, verifies) = (self.motive.label(), staff.role.admits(Role::Publisher));
        let status = if self.done == Done::NoneTicked { 422 } else { 200 };
        Screen::of(Some(staff), title, move || self.body(verifies)).with_status(status)
    }

    fn body(&self, verifies: bool) -> AnyView {
        let found = concerned(self.motive, &self.publication, self.today);
        let paging = Paging::new(found.len(), PAGE_SIZE, self.page);
        let told = match self.done {
            Done::Nothing => None,
            Done::Verified(count) => {
                let act = working_list::verified_today(self.motive.part());
                Some(notice(Some(say::fill(working_list::DONE, &[&act, &count]))))
            }
            Done::NoneTicked => Some(alert(Some(office::NONE_TICKED))),
        };
        let list = if found.is_empty() {
            view! { <p>{say::NONE_LEFT}</p> }.into_any()
        } else {
            self.form(&found, &paging, verifies)
        };
        view! {
            <h1>{self.motive.label()}</h1>
            {told}
            {list}
            {page_links(&paging, |page| to_see(self.motive, page))}
            <p><a href=StaffPage::Home.href()>{say::BACK}</a></p>
        }
        .into_any()
    }

    fn form(&self, found: &[(&Listing, String)], paging: &Paging, verifies: bool) -> AnyView {
        let all_ticked = format!("{}&{ALL}=oui", to_see(self.motive, paging.page));
        let rows: Vec<AnyView> =
            found[paging.range()].iter().map(|(listing, detail)| self.row(listing, detail, verifies)).collect();
        let columns = if verifies { vec![office::TICK] } else { Vec::new() };
        let columns: Vec<&'static str> = columns.into_iter().chain([say::SERVICE, say::DETAIL]).collect();
        let tick_all = verifies.then(|| view! { <p><a href=all_ticked>{office::TICK_ALL}</a></p> });
        let verify = working_list::verified_today(self.motive.part());
        let button = verifies.then(|| view! { <button type="submit">{verify}</button> });
        view! {
            <form method="post" action=to_see(self.motive, paging.page)>
                {tick_all}
                <table>
                    <caption>{say::fill(say::PAGE_OF, &[&paging.page, &paging.pages])}</caption>
                    {table_head(&columns)}
                    <tbody>{rows}</tbody>
                </table>
                {button}
            </form>
        }
        .into_any()
    }

    fn row(&self, listing: &Listing, detail: &str, verifies: bool) -> AnyView {
        let name = search::readable(&listing.name.value);
        let tick = verifies.then(|| {
            let (label, value) = (say::fill(office::VERIFY_ONE, &[&name]), listing.finess.to_string());
            view! { <td><input type="checkbox" name=TICKED value=value checked=self.all aria-label=label/></td> }
        });
        view! {
            <tr>
                {tick}
                <th scope="row"><a href=StaffPage::Listing(listing.finess).href()>{name.clone()}</a></th>
                <td>{detail.to_owned()}</td>
            </tr>
        }
        .into_any()
    }
}
