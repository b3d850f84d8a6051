//! Imports: a file is read, what it would change is shown listing by listing, accepted whole or in part, and can be undone.

use domain::values::closed_list::ClosedList;
use domain::{Field, Finess};
use jiff::civil::{Date, DateTime};
use maud::{Markup, html};

use super::listing::edit::ACTION;
use super::listing::preview::changes_table;
use super::paging::{Paging, pagination};
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::{error_summary, field_message, invalid};
use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::fill;

/// Names of the fields.
pub const FILE: &str = "fichier";
pub const ALLOW_CLOSING: &str = "fermetures";
/// A listing that is accepted.
pub const TAKEN: &str = "fiche";
pub const PAGE: &str = "page";
/// Lines that a page of a preview shows.
pub const PAGE_SIZE: usize = 100;
/// Remarks that it names.
const REMARKS: usize = 200;
/// Remarks that are shown without being asked for.
const OPEN_REMARKS: usize = 20;

domain::closed_list! {
    /// What to do with a file that was read.
    Decision {
        All = "tout",
        Ticked = "cochees",
        Nothing = "rien",
    }
}

/// A file that waits, in Paris time.
pub struct WaitingLine {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub read: DateTime,
}

pub struct ImportLine {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub accepted: Date,
    /// Listings that it wrote.
    pub written: u32,
    pub undone: Option<(String, Date)>,
}

fn moment(moment: DateTime) -> (String, String) {
    let minute = u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs());
    (french().date(moment.date()), french().time(minute))
}

/// `templates`: file names and titles of the sheets that can be downloaded one by one.
pub fn list(
    staff: &Staff,
    waiting: &[WaitingLine],
    imports: &[ImportLine],
    templates: &[(String, String)],
    errors: &[FieldError],
    done: Option<&str>,
) -> Screen {
    let t = french();
    let body = html! {
        h1 { (say::IMPORTS) }
        @if let Some(done) = done { p.thanks role="status" { (done) } }
        (error_summary(t, errors))
        p { (say::IMPORTS_LEAD) }
        form.need method="post" action=(StaffPage::Imports.href()) enctype="multipart/form-data" {
            div.field {
                label for=(FILE) { (say::FILE) }
                p.hint id={ (FILE) "-aide" } { (say::FILE_HINT) }
                (field_message(errors, FILE))
                input type="file" id=(FILE) name=(FILE) required aria-invalid=[invalid(errors, FILE)]
                    aria-describedby={ (FILE) "-aide " (FILE) "-erreur" };
            }
            label.box { input type="checkbox" name=(ALLOW_CLOSING) value="oui"; span { (say::ALLOW_CLOSING) } }
            button type="submit" { (say::READ_FILE) }
        }
        h2 { (say::TEMPLATES) }
        ul {
            li { a href=(StaffPage::Template("fiches.xlsx".to_owned()).href()) { (say::TEMPLATE_XLSX) } }
            @for (file, title) in templates {
                li { a href=(StaffPage::Template(file.clone()).href()) { (fill(say::TEMPLATE_CSV, &[title])) } }
            }
        }
        @if !waiting.is_empty() {
            h2 { (say::WAITING) }
            ul {
                @for line in waiting {
                    @let (day, time) = moment(line.read);
                    li { a href=(StaffPage::Preview(line.number, 1).href()) { (line.file_name) } ", " (fill(say::WAITING_LINE, &[&line.author, &day, &time])) }
                }
            }
        }
        @if !imports.is_empty() {
            h2 { (say::DONE_IMPORTS) }
            table.lines {
                caption.visually-hidden { (say::DONE_IMPORTS) }
                thead { tr { @for column in [say::NUMBER, say::FILE, say::ACCEPTED, say::CHANGED, say::STATE] { th scope="col" { (column) } } } }
                tbody {
                    @for line in imports {
                        tr {
                            th scope="row" { a href=(StaffPage::Import(line.number).href()) { (fill(say::IMPORT, &[&line.number])) } }
                            td { (line.file_name) }
                            td { (fill(say::BY_ON, &[&line.author, &t.date(line.accepted)])) }
                            td { (line.written) }
                            td { (state(line.undone.as_ref())) }
                        }
                    }
                }
            }
        }
    };
    Screen::new(Some(staff), say::IMPORTS, body).with_status(if errors.is_empty() { 200 } else { 422 })
}

fn state(undone: Option<&(String, Date)>) -> String {
    match undone {
        Some((who, on)) => fill(say::UNDONE, &[who, &french().date(*on)]),
        None => say::NOT_UNDONE.to_owned(),
    }
}

/// One listing as a file would have it.
pub struct ChangedLine {
    pub finess: Finess,
    pub service: String,
    pub is_new: bool,
    pub changes: Vec<(Field, String, String)>,
}

/// A file that was read.
pub struct PreviewScreen<'a> {
    pub number: u32,
    pub file_name: &'a str,
    /// Read, new, changed, confirmed, closed, left out.
    pub counts: [u32; 6],
    pub replaces_demonstration: bool,
    pub total: usize,
    pub paging: &'a Paging,
    /// Those of the page.
    pub lines: &'a [ChangedLine],
    /// Place and reason.
    pub remarks: &'a [(String, String)],
    /// What is to be known of the file before it is accepted.
    pub warnings: &'a [String],
    /// A file of which the day counts, even where it changes no listing.
    pub is_dated: bool,
    /// What the file says otherwise and does not change: service, part, what stays, what the file says.
    pub differences: &'a [(Finess, String, &'static str, String, String)],
    pub wrong: Option<&'a str>,
}

impl PreviewScreen<'_> {
    pub fn screen(&self, staff: &Staff) -> Screen {
        let title = fill(say::PREVIEW_OF, &[&self.file_name]);
        let [read, new, changed, confirmed, closed, left] = self.counts;
        let body = html! {
            h1 { (title) }
            @if let Some(wrong) = self.wrong { p.field-error role="alert" { (wrong) } }
            p { (fill(say::PREVIEW_COUNTS, &[&read, &new, &changed, &confirmed, &closed, &left])) }
            @for warning in self.warnings { p.warning { (warning) } }
            @if self.replaces_demonstration { p.warning { (say::REPLACES) } }
            form method="post" action=(StaffPage::Preview(self.number, self.paging.page).href()) {
                @if self.total == 0 { p { (if self.is_dated { say::NO_LISTING_CHANGES } else { say::NOTHING_TO_DO }) } } @else {
                    (self.table())
                    (pagination(self.paging, |page| StaffPage::Preview(self.number, page).href()))
                }
                @if !self.differences.is_empty() { (self.differences()) }
                @if confirmed > 0 {
                    details { summary { (fill(say::SEEN_AGAIN, &[&confirmed])) } p { (say::SEEN_AGAIN_WHY) } }
                }
                @if !self.remarks.is_empty() { (self.remarks()) }
                div.actions {
                    @if self.total == 0 && self.is_dated {
                        button type="submit" name=(ACTION) value=(Decision::All.code()) { (say::ACCEPT_DATE) }
                    }
                    @if self.total > 0 {
                        // The first is the one that Enter presses.
                        @if !self.replaces_demonstration { button.secondary type="submit" name=(ACTION) value=(Decision::Ticked.code()) { (say::ACCEPT_TICKED) } }
                        button type="submit" name=(ACTION) value=(Decision::All.code()) { (say::ACCEPT_ALL) }
                    }
                    button.secondary type="submit" name=(ACTION) value=(Decision::Nothing.code()) { (say::REFUSE) }
                }
            }
        };
        Screen::new(Some(staff), &title, body).with_status(if self.wrong.is_some() { 422 } else { 200 })
    }

    fn differences(&self) -> Markup {
        html! {
            h2 { (say::DIFFERENCES) }
            p { (say::DIFFERENCES_WHY) }
            table.sheet {
                caption.visually-hidden { (say::DIFFERENCES) }
                thead { tr { @for column in [say::SERVICE, say::PART, say::STAYS, say::FILE_SAYS] { th scope="col" { (column) } } } }
                tbody {
                    @for (finess, service, part, stays, file_says) in self.differences.iter().take(REMARKS) {
                        tr {
                            th scope="row" { a href=(StaffPage::Listing(*finess).href()) { (service) } }
                            td { (part) } td { (stays) } td { (file_says) }
                        }
                    }
                }
            }
            @if self.differences.len() > REMARKS { p { (fill(say::REMARKS_MORE, &[&(self.differences.len() - REMARKS)])) } }
        }
    }

    fn remarks(&self) -> Markup {
        html! {
            // A few, as a spreadsheet has, are what there is to do; those of a register would push everything down.
            details open[self.remarks.len() <= OPEN_REMARKS] {
                summary { (say::REMARKS) " (" (self.remarks.len()) ")" }
                table {
                    caption.visually-hidden { (say::REMARKS) }
                    thead { tr { th scope="col" { (say::PLACE) } th scope="col" { (say::WHY) } } }
                    tbody { @for (place, reason) in self.remarks.iter().take(REMARKS) { tr { th scope="row" { (place) } td { (reason) } } } }
                }
                @if self.remarks.len() > REMARKS { p { (fill(say::REMARKS_MORE, &[&(self.remarks.len() - REMARKS)])) } }
            }
        }
    }

    fn table(&self) -> Markup {
        let range = self.paging.range();
        html! {
            p { (fill(say::LINES, &[&(range.start + 1), &range.end, &self.total])) }
            @for line in self.lines {
                section.block aria-label=(line.service) {
                    label.box {
                        input type="checkbox" name=(TAKEN) value=(line.finess) checked;
                        span { strong { (line.service) } " " (line.finess) @if line.is_new { " – " (say::NEW_LISTING) } }
                    }
                    @if line.changes.is_empty() { p { (say::SOURCE_RENEWED) } } @else { (maud::PreEscaped(leptos::prelude::RenderHtml::to_html(changes_table(&line.changes)))) }
                }
            }
        }
    }
}

/// An accepted import, with what it changed.
pub struct ImportScreen<'a> {
    pub number: u32,
    pub file_name: &'a str,
    pub author: &'a str,
    pub accepted: DateTime,
    pub file_date: Date,
    pub undone: Option<&'a (String, Date)>,
    pub paging: &'a Paging,
    pub total: usize,
    pub lines: &'a [ChangedLine],
    pub done: &'a [String],
    pub wrong: Option<&'a str>,
}

impl ImportScreen<'_> {
    pub fn screen(&self, staff: &Staff) -> Screen {
        let title = fill(say::IMPORT, &[&self.number]);
        let (day, time) = moment(self.accepted);
        let body = html! {
            h1 { (title) }
            @for done in self.done { p.thanks role="status" { (done) } }
            @if let Some(wrong) = self.wrong { p.field-error role="alert" { (wrong) } }
            p { (fill(say::IMPORT_WORDS, &[&self.file_name, &self.author, &day, &time, &french().date(self.file_date)])) " " (fill(say::STATE_IS, &[&state(self.undone)])) }
            @if self.undone.is_none() && self.total > 0 {
                form method="post" action=(StaffPage::Import(self.number).href()) {
                    p.hint { (say::UNDO_WHY) }
                    button.secondary type="submit" { (say::UNDO) }
                }
            }
            @if self.total > 0 {
                @let range = self.paging.range();
                h2 { (fill(say::LINES, &[&(range.start + 1), &range.end, &self.total])) }
            }
            @for line in self.lines {
                section.block aria-label=(line.service) {
                    h3 { a href=(StaffPage::History(line.finess).href()) { (line.service) } @if line.is_new { " – " (say::NEW_LISTING) } }
                    @if line.changes.is_empty() { p { (say::SOURCE_RENEWED) } } @else { (maud::PreEscaped(leptos::prelude::RenderHtml::to_html(changes_table(&line.changes)))) }
                }
            }
            (pagination(self.paging, |page| format!("{}?{PAGE}={page}", StaffPage::Import(self.number).href())))
            p { a href=(StaffPage::Imports.href()) { (say::ALL_IMPORTS) } }
        };
        Screen::new(Some(staff), &title, body).with_status(if self.wrong.is_some() { 409 } else { 200 })
    }
}

pub fn preview_gone(staff: &Staff) -> Screen {
    let body = html! {
        h1 { (say::PREVIEW_GONE) }
        p { (say::PREVIEW_GONE_WHY) }
        p { a href=(StaffPage::Imports.href()) { (say::ALL_IMPORTS) } }
    };
    Screen::new(Some(staff), say::PREVIEW_GONE, body).with_status(404)
}

pub fn no_import(staff: &Staff) -> Screen {
    let body = html! { h1 { (say::NO_IMPORT) } p { a href=(StaffPage::Imports.href()) { (say::ALL_IMPORTS) } } };
    Screen::new(Some(staff), say::NO_IMPORT, body).with_status(404)
}
