//! What a file that was read would change: its real changes in one table, the gravest first, each accepted or not; what it
//! only saw again is counted and folded.

use crate::staff::local;
use std::sync::Arc;

use domain::values::closed_list::ClosedList;
use domain::{Field, Finess};
use leptos::prelude::*;

use super::Screen;
use super::listing::edit::ACTION;
use super::listing::words::label;
use super::paging::Paging;
use super::paging::page_links;
use super::tables::table_head;
use crate::access::Staff;
use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::fill;
use crate::ui::forms::checkbox;

/// Names of the fields: a listing that is accepted, whole or one part of it ("750000001:address").
pub const TAKEN: &str = "fiche";
/// A listing that takes the name that is offered.
pub const RENAMED: &str = "renomme";
/// The listings of which only dates are newer.
pub const DATES: &str = "dates";

/// Remarks and differences that a page names; the file of remarks has all of them.
const NAMED: usize = 200;
/// Remarks that stand open.
const OPEN_REMARKS: usize = 20;

domain::closed_list! {
    /// What to do with a file that was read.
    Decision {
        All = "tout",
        Ticked = "cochees",
        Nothing = "rien",
    }
}

domain::closed_list! {
    /// What a file changes of a listing, the gravest first: the order in which it is shown.
    ChangeGroup {
        Closed = "fermees",
        Reopened = "rouvertes",
        New = "nouvelles",
        Moved = "demenagees",
        Renamed = "renommees",
        Other = "autres",
    }
}

impl ChangeGroup {
    fn title(self) -> &'static str {
        match self {
            Self::Closed => say::GROUP_CLOSED,
            Self::Reopened => say::GROUP_REOPENED,
            Self::New => say::GROUP_NEW,
            Self::Moved => say::GROUP_MOVED,
            Self::Renamed => say::GROUP_RENAMED,
            Self::Other => say::GROUP_OTHER,
        }
    }
}

/// One listing as a file would have it.
#[derive(Clone)]
pub struct ChangedLine {
    pub finess: Finess,
    pub service: String,
    pub group: ChangeGroup,
    /// Part, what it is and what the file says. Of a new listing, what the file says of it.
    pub changes: Vec<(Field, String, String)>,
    /// The name that is offered in the place of the one of the file.
    pub offered_name: Option<String>,
}

/// What the file says otherwise and does not change.
#[derive(Clone)]
pub struct DifferenceLine {
    pub finess: Finess,
    pub service: String,
    pub part: &'static str,
    pub stays: String,
    pub file_says: String,
}

/// A file that was read.
#[derive(Clone)]
pub struct PreviewScreen {
    pub number: u32,
    pub file_name: String,
    /// Read, new, changed, seen without a change, closed, left out.
    pub counts: [u32; 6],
    pub replaces_demonstration: bool,
    /// Lines with a real change.
    pub total: usize,
    /// How many lines of each group there are.
    pub groups: Vec<(ChangeGroup, usize)>,
    pub paging: Paging,
    /// Those of the page, in order of group.
    pub lines: Vec<ChangedLine>,
    /// Services of which the file only renews dates.
    pub renewed: Vec<String>,
    /// Place and reason.
    pub remarks: Vec<(String, String)>,
    /// What is to be known of the file before it is accepted.
    pub warnings: Vec<String>,
    /// A file of which the day counts, even where it changes no listing.
    pub is_dated: bool,
    pub differences: Vec<DifferenceLine>,
    pub wrong: Option<String>,
}

impl PreviewScreen {
    fn title(&self) -> String {
        fill(say::PREVIEW_OF, &[&self.file_name])
    }

    pub fn screen(self, staff: &Staff) -> Screen {
        let (title, status) = (self.title(), if self.wrong.is_some() { 422 } else { 200 });
        let shown = Arc::new(self);
        Screen::of(Some(staff), &title, move || shown.view()).with_status(status)
    }

    fn changes_nothing(&self) -> bool {
        self.total == 0 && self.renewed.is_empty()
    }

    fn view(&self) -> AnyView {
        let [read, new, changed, confirmed, closed, left_out] = self.counts;
        let wrong = self.wrong.clone().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> });
        let replaces = self.replaces_demonstration.then(|| say::REPLACES.to_owned());
        let warnings: Vec<AnyView> = self
            .warnings
            .iter()
            .cloned()
            .chain(replaces)
            .map(|warning| view! { <p class="warning">{warning}</p> }.into_any())
            .collect();
        let nothing = self.changes_nothing().then(|| {
            let words = if self.is_dated { say::NO_LISTING_CHANGES } else { say::NOTHING_TO_DO };
            view! { <p>{words}</p> }
        });
        let href = |page| StaffPage::Preview(self.number, page).href();
        view! {
            <h1>{self.title()}</h1>
            {wrong}
            <p>{fill(say::PREVIEW_COUNTS, &[&read, &new, &changed, &confirmed, &closed, &left_out])}</p>
            {warnings}
            <form method="post" action=href(self.paging.page)>
                {nothing}
                {(self.total > 0).then(|| self.table())}
                {page_links(&self.paging, href)}
                {(!self.renewed.is_empty()).then(|| self.renewed_fold())}
                {(!self.differences.is_empty()).then(|| self.differences_fold())}
                {(confirmed > 0).then(|| view! {
                    <details><summary>{fill(say::SEEN_AGAIN, &[&confirmed])}</summary><p>{say::SEEN_AGAIN_WHY}</p></details>
                })}
                {(!self.remarks.is_empty()).then(|| self.remarks_fold())}
                {self.buttons()}
            </form>
        }
        .into_any()
    }

    fn buttons(&self) -> AnyView {
        let button = |decision: Decision, class: Option<&'static str>, words: &'static str| {
            view! { <button class=class type="submit" name=ACTION value=decision.code()>{words}</button> }.into_any()
        };
        let accepts = match (self.changes_nothing(), self.replaces_demonstration) {
            (true, _) if self.is_dated => vec![button(Decision::All, None, say::ACCEPT_DATE)],
            (true, _) => Vec::new(),
            (false, true) => vec![button(Decision::All, None, say::ACCEPT_ALL)],
            // The first is the one that Enter presses.
            (false, false) => vec![
                button(Decision::Ticked, Some("secondary"), say::ACCEPT_TICKED),
                button(Decision::All, None, say::ACCEPT_ALL),
            ],
        };
        view! { <div class="actions">{accepts}{button(Decision::Nothing, Some("secondary"), say::REFUSE)}</div> }
            .into_any()
    }

    /// A group in the order of the file's gravity, each under the number of its lines.
    fn table(&self) -> AnyView {
        let range = self.paging.range();
        let groups = self.lines.chunk_by(|one, next| one.group == next.group);
        let bodies: Vec<AnyView> = groups.map(|lines| self.group(lines)).collect();
        let many = (self.paging.pages > 1)
            .then(|| view! { <p>{fill(say::LINES, &[&(range.start + 1), &range.end, &self.total])}</p> });
        view! {
            {many}
            <table class="differences">
                <caption class="visually-hidden">{say::REAL_CHANGES}</caption>
                {table_head(&[say::SERVICE, say::PART, say::TODAY_SAYS, say::FILE_SAYS])}
                {bodies}
            </table>
        }
        .into_any()
    }

    fn group(&self, lines: &[ChangedLine]) -> AnyView {
        let Some(group) = lines.first().map(|line| line.group) else { return ().into_any() };
        let count = self.groups.iter().find(|(other, _)| *other == group).map_or(0, |(_, count)| *count);
        let rows: Vec<AnyView> = lines.iter().flat_map(|line| self.rows(line)).collect();
        view! {
            <tbody>
                <tr><th class="group" colspan="4" scope="rowgroup">{format!("{} : {count}", group.title())}</th></tr>
                {rows}
            </tbody>
        }
        .into_any()
    }

    /// A new listing is one row, another has a row for each of its changes.
    fn rows(&self, line: &ChangedLine) -> Vec<AnyView> {
        if line.group == ChangeGroup::New {
            let facts = line.changes.iter().map(|(field, _, after)| format!("{} : {after}", label(*field)));
            let facts = facts.collect::<Vec<_>>().join(" · ");
            let value = line.finess.to_string();
            let row = view! {
                <tr><th scope="row">{self.service(line)}</th><td colspan="3">{self.tick(value, &line.service, facts)}</td></tr>
            };
            return vec![row.into_any()];
        }
        let mut service = Some(self.service(line));
        let rows = line.changes.iter().map(|(field, before, after)| {
            let head = service.take().map(|service| {
                view! { <th scope="row" rowspan=line.changes.len()>{service}</th> }
            });
            let value = format!("{}:{}", line.finess, field.code());
            view! {
                <tr>
                    {head}
                    <td>{self.tick(value, &line.service, label(*field).to_owned())}</td>
                    <td>{before.clone()}</td>
                    <td>{after.clone()}</td>
                </tr>
            }
            .into_any()
        });
        rows.collect()
    }

    /// What is ticked says what it is about; where the file is accepted whole there is nothing to tick.
    fn tick(&self, value: String, service: &str, words: String) -> AnyView {
        if self.replaces_demonstration {
            return words.into_any();
        }
        let whose = format!(" ({service})");
        let label = view! { {words}<span class="visually-hidden">{whose}</span> };
        checkbox(TAKEN, &value, true, label.into_any())
    }

    fn service(&self, line: &ChangedLine) -> AnyView {
        let name = if line.group == ChangeGroup::New {
            line.service.clone().into_any()
        } else {
            view! { <a href=StaffPage::Listing(line.finess).href()>{line.service.clone()}</a> }.into_any()
        };
        let offered = line.offered_name.as_ref().map(|offered| {
            let words = fill(say::OFFERED_NAME, &[offered]);
            checkbox(RENAMED, line.finess.as_str(), false, words.into_any())
        });
        view! { {name}" "<small>{line.finess.to_string()}</small>{offered} }.into_any()
    }

    fn renewed_fold(&self) -> AnyView {
        let named: Vec<AnyView> =
            self.renewed.iter().take(NAMED).map(|service| view! { <li>{service.clone()}</li> }.into_any()).collect();
        view! {
            <details>
                <summary>{fill(say::RENEWED, &[&self.renewed.len()])}</summary>
                {(!self.replaces_demonstration).then(|| checkbox(DATES, "oui", true, say::RENEWED_TICK.into_any()))}
                <ul>{named}</ul>
                {more(self.renewed.len())}
            </details>
        }
        .into_any()
    }

    fn differences_fold(&self) -> AnyView {
        let row = |line: &DifferenceLine| {
            view! {
                <tr>
                    <th scope="row"><a href=StaffPage::Listing(line.finess).href()>{line.service.clone()}</a></th>
                    <td>{line.part}</td>
                    <td>{line.stays.clone()}</td>
                    <td>{line.file_says.clone()}</td>
                </tr>
            }
            .into_any()
        };
        let rows: Vec<AnyView> = self.differences.iter().take(NAMED).map(row).collect();
        view! {
            <details open=true>
                <summary>{format!("{} : {}", say::DIFFERENCES, self.differences.len())}</summary>
                <p>{local(say::DIFFERENCES_WHY)}</p>
                <table class="differences">
                    <caption class="visually-hidden">{say::DIFFERENCES}</caption>
                    {table_head(&[say::SERVICE, say::PART, say::STAYS, say::FILE_SAYS])}
                    <tbody>{rows}</tbody>
                </table>
                {more(self.differences.len())}
            </details>
        }
        .into_any()
    }

    fn remarks_fold(&self) -> AnyView {
        let row = |(place, reason): &(String, String)| {
            view! { <tr><th scope="row">{place.clone()}</th><td>{reason.clone()}</td></tr> }.into_any()
        };
        let rows: Vec<AnyView> = self.remarks.iter().take(NAMED).map(row).collect();
        // A few, as a spreadsheet has, are what there is to do; those of a register would push everything down.
        let is_open = self.remarks.len() <= OPEN_REMARKS;
        view! {
            <p><a href=StaffPage::PreviewRemarks(self.number).href() download=true>{say::REMARKS_FILE}</a></p>
            <details open=is_open>
                <summary>{format!("{} : {}", say::REMARKS, self.remarks.len())}</summary>
                <table>
                    <caption class="visually-hidden">{say::REMARKS}</caption>
                    {table_head(&[say::PLACE, say::WHY])}
                    <tbody>{rows}</tbody>
                </table>
                {more(self.remarks.len())}
            </details>
        }
        .into_any()
    }
}

/// How many of a list a page does not name.
fn more(count: usize) -> AnyView {
    match count.checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => view! { <p>{fill(say::REMARKS_MORE, &[&more])}</p> }.into_any(),
        None => ().into_any(),
    }
}

pub fn preview_gone(staff: &Staff) -> Screen {
    let body = || {
        view! {
            <h1>{say::PREVIEW_GONE}</h1>
            <p>{say::PREVIEW_GONE_WHY}</p>
            <p><a href=StaffPage::Imports.href()>{say::ALL_IMPORTS}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::PREVIEW_GONE, body).with_status(404)
}
