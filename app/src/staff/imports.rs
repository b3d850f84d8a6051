//! Imports: files that are sent and read, those that wait, those that were accepted, and what each of them wrote.

use std::sync::Arc;

use domain::{Field, Finess};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use super::listing::preview::changes_table;
use super::paging::{Paging, page_links};
use super::tables::table_head;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::fill;
use crate::ui::forms::{Field as FormField, checkbox, error_summary, invalid};

/// Names of the fields.
pub const FILE: &str = "fichier";
pub const ALLOW_CLOSING: &str = "fermetures";
pub const PAGE: &str = "page";
/// Lines that a page of a preview or of an import shows.
pub const PAGE_SIZE: usize = 100;

/// A file that waits, in Paris time.
#[derive(Clone)]
pub struct WaitingLine {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub read: DateTime,
    /// New, changed, closed, left out.
    pub counts: [u32; 4],
}

#[derive(Clone)]
pub struct ImportLine {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub accepted: Date,
    /// Listings that it wrote.
    pub written: u32,
    pub undone: Option<(String, Date)>,
}

/// All that the page of imports shows.
#[derive(Clone, Default)]
pub struct ImportList {
    pub waiting: Vec<WaitingLine>,
    pub imports: Vec<ImportLine>,
    /// File names and titles of the sheets that can be downloaded one by one.
    pub templates: Vec<(String, String)>,
    pub errors: Vec<FieldError>,
    pub done: Option<String>,
}

pub(super) fn moment(moment: DateTime) -> (String, String) {
    let minute = u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs());
    (french().date(moment.date()), french().time(minute))
}

pub fn list(staff: &Staff, shown: ImportList) -> Screen {
    let status = if shown.errors.is_empty() { 200 } else { 422 };
    let shown = Arc::new(shown);
    Screen::of(Some(staff), say::IMPORTS, move || list_view(&shown)).with_status(status)
}

fn list_view(shown: &ImportList) -> AnyView {
    let done = shown.done.clone().map(|done| view! { <p class="thanks" role="status">{done}</p> });
    view! {
        <h1>{say::IMPORTS}</h1>
        {done}
        {error_summary(french(), &shown.errors)}
        <p>{say::IMPORTS_LEAD}</p>
        {(!shown.waiting.is_empty()).then(|| waiting_table(&shown.waiting))}
        {upload_form(&shown.errors)}
        <h2>{say::TEMPLATES}</h2>
        {templates_list(&shown.templates)}
        {(!shown.imports.is_empty()).then(|| imports_table(&shown.imports))}
    }
    .into_any()
}

fn upload_form(errors: &[FieldError]) -> AnyView {
    let field = FormField { name: FILE, label: say::FILE.to_owned(), hint: Some(say::FILE_HINT.to_owned()), errors };
    let described = field.described_by();
    let input = view! {
        <input type="file" id=FILE name=FILE required=true aria-invalid=invalid(errors, FILE) aria-describedby=described/>
    };
    view! {
        <form class="need" method="post" action=StaffPage::Imports.href() enctype="multipart/form-data">
            {field.around(input.into_any())}
            {checkbox(ALLOW_CLOSING, "oui", false, say::ALLOW_CLOSING.into_any())}
            <button type="submit">{say::READ_FILE}</button>
        </form>
    }
    .into_any()
}

fn templates_list(templates: &[(String, String)]) -> AnyView {
    let line = |file: &str, words: String| {
        let href = StaffPage::Template(file.to_owned()).href();
        view! { <li><a href=href>{words}</a></li> }.into_any()
    };
    let whole = [line("fiches.xlsx", say::TEMPLATE_XLSX.to_owned())];
    let sheets = templates.iter().map(|(file, title)| line(file, fill(say::TEMPLATE_CSV, &[title])));
    let lines: Vec<AnyView> = whole.into_iter().chain(sheets).collect();
    view! { <ul>{lines}</ul> }.into_any()
}

fn waiting_table(waiting: &[WaitingLine]) -> AnyView {
    let row = |line: &WaitingLine| {
        let (day, time) = moment(line.read);
        let counts: Vec<AnyView> = line.counts.iter().map(|count| view! { <td>{*count}</td> }.into_any()).collect();
        view! {
            <tr>
                <th scope="row"><a href=StaffPage::Preview(line.number, 1).href()>{line.file_name.clone()}</a></th>
                <td>{fill(say::WAITING_LINE, &[&line.author, &day, &time])}</td>
                {counts}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = waiting.iter().map(row).collect();
    view! {
        <h2>{say::WAITING}</h2>
        <table class="lines">
            <caption class="visually-hidden">{say::WAITING}</caption>
            {table_head(&[say::FILE, say::READ_BY, say::NEW_LISTINGS, say::CHANGED_LISTINGS, say::CLOSED_LISTINGS, say::LEFT_OUT])}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn imports_table(imports: &[ImportLine]) -> AnyView {
    let row = |line: &ImportLine| {
        view! {
            <tr>
                <th scope="row">
                    <a href=StaffPage::Import(line.number).href()>{fill(say::IMPORT, &[&line.number])}</a>
                </th>
                <td>{line.file_name.clone()}</td>
                <td>{fill(say::BY_ON, &[&line.author, &french().date(line.accepted)])}</td>
                <td>{line.written}</td>
                <td>{state(line.undone.as_ref())}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = imports.iter().map(row).collect();
    view! {
        <h2>{say::DONE_IMPORTS}</h2>
        <table class="lines">
            <caption class="visually-hidden">{say::DONE_IMPORTS}</caption>
            {table_head(&[say::NUMBER, say::FILE, say::ACCEPTED, say::CHANGED, say::STATE])}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn state(undone: Option<&(String, Date)>) -> String {
    match undone {
        Some((who, on)) => fill(say::UNDONE, &[who, &french().date(*on)]),
        None => say::NOT_UNDONE.to_owned(),
    }
}

/// What one listing was and became by an import.
#[derive(Clone)]
pub struct WrittenLine {
    pub finess: Finess,
    pub service: String,
    pub is_new: bool,
    pub changes: Vec<(Field, String, String)>,
}

/// An accepted import, with what it changed.
#[derive(Clone)]
pub struct ImportScreen {
    pub number: u32,
    pub file_name: String,
    pub author: String,
    pub accepted: DateTime,
    pub file_date: Date,
    /// Services of the file that were not accepted.
    pub left_out: u32,
    pub undone: Option<(String, Date)>,
    pub paging: Paging,
    pub total: usize,
    pub lines: Vec<WrittenLine>,
    pub done: Vec<String>,
    pub wrong: Option<String>,
}

impl ImportScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let title = fill(say::IMPORT, &[&self.number]);
        let status = if self.wrong.is_some() { 409 } else { 200 };
        let shown = Arc::new(self);
        Screen::of(Some(staff), &title, move || shown.view()).with_status(status)
    }

    fn view(&self) -> AnyView {
        let (day, time) = moment(self.accepted);
        let words =
            fill(say::IMPORT_WORDS, &[&self.file_name, &self.author, &day, &time, &french().date(self.file_date)]);
        let done: Vec<AnyView> = self
            .done
            .iter()
            .map(|done| view! { <p class="thanks" role="status">{done.clone()}</p> }.into_any())
            .collect();
        let wrong = self.wrong.clone().map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> });
        let range = self.paging.range();
        let heading = (self.total > 0)
            .then(|| view! { <h2>{fill(say::LINES, &[&(range.start + 1), &range.end, &self.total])}</h2> });
        let left_out = (self.left_out > 0)
            .then(|| view! { <p class="warning">{fill(say::IMPORT_LEFT_OUT, &[&self.left_out])}</p> });
        let undo = (self.undone.is_none() && self.total > 0).then(|| {
            view! {
                <form method="post" action=StaffPage::Import(self.number).href()>
                    <p class="hint">{say::UNDO_WHY}</p>
                    <button class="secondary" type="submit">{say::UNDO}</button>
                </form>
            }
        });
        let lines: Vec<AnyView> = self.lines.iter().map(written).collect();
        let href = |page| format!("{}?{PAGE}={page}", StaffPage::Import(self.number).href());
        view! {
            <h1>{fill(say::IMPORT, &[&self.number])}</h1>
            {done}
            {wrong}
            <p>{words}" "{fill(say::STATE_IS, &[&state(self.undone.as_ref())])}</p>
            {left_out}
            {undo}
            {heading}
            {lines}
            {page_links(&self.paging, href)}
            <p><a href=StaffPage::Imports.href()>{say::ALL_IMPORTS}</a></p>
        }
        .into_any()
    }
}

/// One listing that an import wrote.
fn written(line: &WrittenLine) -> AnyView {
    let new = line.is_new.then(|| format!(" – {}", say::NEW_LISTING));
    let changes = if line.changes.is_empty() {
        view! { <p>{say::SOURCE_RENEWED}</p> }.into_any()
    } else {
        changes_table(&line.changes)
    };
    view! {
        <section class="block" aria-label=line.service.clone()>
            <h3><a href=StaffPage::History(line.finess).href()>{line.service.clone()}</a>{new}</h3>
            {changes}
        </section>
    }
    .into_any()
}

pub fn no_import(staff: &Staff) -> Screen {
    let body = || {
        view! { <h1>{say::NO_IMPORT}</h1><p><a href=StaffPage::Imports.href()>{say::ALL_IMPORTS}</a></p> }.into_any()
    };
    Screen::of(Some(staff), say::NO_IMPORT, body).with_status(404)
}
