//! The history of a listing: every version with who, when, from what source, and what it changed.

use domain::{Field, Finess, Source};
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::edit::VERSION;
use super::words::label;
use crate::access::{Role, Staff};
use crate::routes::StaffPage;
use crate::staff::tables::{TableHead, alert};
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
pub fn screen(
    staff: &Staff,
    finess: Finess,
    name: &str,
    lines: Vec<VersionLine>,
    wrong: Option<&'static str>,
) -> Screen {
    let title = fill(say::HISTORY_OF, &[&name]);
    let (heading, restores) = (title.clone(), staff.role.admits(Role::Publisher));
    let body = move || {
        let current = lines.first().map_or(0, |line| line.version);
        let versions: Vec<AnyView> = lines.iter().map(|line| line.block(finess, current, restores)).collect();
        view! {
            <h1>{heading.clone()}</h1>
            {alert(wrong)}
            <p class="ways">
                <a href=StaffPage::Listing(finess).href()>{say::SHEET_LINK}</a>" "
                <a href=StaffPage::Journal.href()>{say::EXPORT_JOURNAL}</a>
            </p>
            {versions}
        }
        .into_any()
    };
    Screen::of(Some(staff), &title, body).with_status(if wrong.is_some() { 409 } else { 200 })
}

fn moment(at: DateTime) -> String {
    let minute = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    fill(AT, &[&french().date(at.date()), &french().time(minute)])
}

fn source_words(source: Source) -> &'static str {
    match source {
        Source::Finess => say::THE_REGISTER,
        Source::Has => say::THE_HAS,
        Source::Provider => say::SAID_BY_PROVIDER,
        Source::City => say::SAID_BY_CITY,
        Source::Demonstration => say::THE_DEMONSTRATION,
    }
}

impl VersionLine {
    fn block(&self, finess: Finess, current: u32, restores: bool) -> AnyView {
        let id = format!("version-{}", self.version);
        let by = fill(say::VERSION_BY, &[&self.author, &moment(self.recorded), &source_words(self.source)]);
        let import = self.import_number.map(|number| {
            let href = StaffPage::Import(number).href();
            view! { ", "<a href=href>{fill(say::OF_IMPORT, &[&number])}</a> }
        });
        let changes = if self.changes.is_empty() {
            view! { <p>{say::NO_CHANGE}</p> }.into_any()
        } else {
            changes_table(&self.changes)
        };
        let after = if self.version == current {
            Some(view! { <p>{say::CURRENT}</p> }.into_any())
        } else {
            restores.then(|| self.restore_form(finess, current))
        };
        view! {
            <section class="block" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{fill(say::VERSION, &[&self.version])}</h2>
                <p>{by}{import}"."</p>
                {changes}
                {after}
            </section>
        }
        .into_any()
    }

    fn restore_form(&self, finess: Finess, current: u32) -> AnyView {
        view! {
            <form method="post" action=StaffPage::History(finess).href()>
                <input type="hidden" name=VERSION value=self.version.to_string()/>
                <input type="hidden" name=CURRENT value=current.to_string()/>
                <button class="secondary" type="submit" aria-label=fill(say::RESTORE_ONE, &[&self.version])>
                    {say::RESTORE}
                </button>
            </form>
        }
        .into_any()
    }
}

/// Parts with what they were and what they are.
fn changes_table(changed: &[(Field, String, String)]) -> AnyView {
    let row = |(field, before, after): &(Field, String, String)| {
        let (before, after) = (before.clone(), after.clone());
        view! { <tr><th scope="row">{label(*field)}</th><td>{before}</td><td>{after}</td></tr> }.into_any()
    };
    let rows: Vec<AnyView> = changed.iter().map(row).collect();
    view! {
        <table class="changes">
            <caption class="visually-hidden">{say::PREVIEW_CHANGES}</caption>
            <TableHead columns=vec![say::PART, say::BEFORE, say::AFTER]/>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
