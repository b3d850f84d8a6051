//! The history of a listing: every version with who, when, from what source, and what it changed.

use domain::{Field, Finess, Source};
use jiff::civil::DateTime;
use maud::html;

use super::edit::VERSION;
use super::preview::changes_table;
use crate::access::{Role, Staff};
use crate::routes::StaffPage;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::{AT, fill};

/// Names what is published now, in the form that restores a version.
pub const CURRENT: &str = "publiee";

/// One revision, in Paris time.
pub struct VersionLine {
    pub version: u32,
    pub author: String,
    pub source: Source,
    pub recorded: DateTime,
    pub import_number: Option<u32>,
    /// Parts with what they were and what they are.
    pub changes: Vec<(Field, String, String)>,
}

/// Newest first.
pub fn screen(staff: &Staff, finess: Finess, name: &str, lines: &[VersionLine], wrong: Option<&str>) -> Screen {
    let t = french();
    let title = fill(say::HISTORY_OF, &[&name]);
    let current = lines.first().map_or(0, |line| line.version);
    let at = |moment: DateTime| {
        let minute = u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs());
        fill(AT, &[&t.date(moment.date()), &t.time(minute)])
    };
    let source = |source: Source| match source {
        Source::Finess => say::THE_REGISTER,
        Source::Has => say::THE_HAS,
        Source::Provider => say::SAID_BY_PROVIDER,
        Source::City => say::SAID_BY_CITY,
        Source::Demonstration => say::THE_DEMONSTRATION,
    };
    let body = html! {
        h1 { (title) }
        @if let Some(wrong) = wrong { p.field-error role="alert" { (wrong) } }
        p.ways { a href=(StaffPage::Listing(finess).href()) { (say::SHEET_LINK) } " " a href=(StaffPage::Journal.href()) { (say::EXPORT_JOURNAL) } }
        @for line in lines {
            section.block aria-labelledby={ "version-" (line.version) } {
                h2 id={ "version-" (line.version) } { (fill(say::VERSION, &[&line.version])) }
                p {
                    (fill(say::VERSION_BY, &[&line.author, &at(line.recorded), &source(line.source)]))
                    @if let Some(number) = line.import_number { ", " a href=(StaffPage::Import(number).href()) { (fill(say::OF_IMPORT, &[&number])) } }
                    "."
                }
                @if line.changes.is_empty() { p { (say::NO_CHANGE) } } @else { (maud::PreEscaped(leptos::prelude::RenderHtml::to_html(changes_table(&line.changes)))) }
                @if line.version == current { p { (say::CURRENT) } } @else if staff.role.admits(Role::Publisher) {
                    form method="post" action=(StaffPage::History(finess).href()) {
                        input type="hidden" name=(VERSION) value=(line.version);
                        input type="hidden" name=(CURRENT) value=(current);
                        button.secondary type="submit" aria-label=(fill(say::RESTORE_ONE, &[&line.version])) { (say::RESTORE) }
                    }
                }
            }
        }
    };
    Screen::new(Some(staff), &title, body).with_status(if wrong.is_some() { 409 } else { 200 })
}
