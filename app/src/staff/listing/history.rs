//! The history of a listing: every version with who, when, from what source, and what it changed; between them what was done
//! beside it.

use crate::staff::local;
use domain::{Field, Finess, Source};
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::edit::VERSION;
use super::preview::changes_table;
use crate::access::{Role, Staff};
use crate::routes::StaffPage;
use crate::staff::tables::alert;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::{AT, fill};

/// Names what is published now, in the form that restores a version.
pub const CURRENT: &str = "publiee";

/// The author of what a provider sends by its link.
const PROVIDER_AUTHOR: &str = "service";
/// The author of the listings that a site shows before its first register.
pub const DEMONSTRATION_AUTHOR: &str = "demonstration";
/// The author of what comes to pass on its day: a closing that was planned.
pub const PROGRAM_AUTHOR: &str = "programme";

/// One revision, in Paris time.
pub struct VersionLine {
    pub version: u32,
    pub author: String,
    pub source: Source,
    pub recorded: DateTime,
    /// The import that it came with, and its file.
    pub import: Option<(u32, String)>,
    /// Who wrote it before its author published it, and what they told them.
    pub drafted: Option<(String, String)>,
    /// Parts with what they were and what they are.
    pub changes: Vec<(Field, String, String)>,
}

/// What was done beside the versions, in Paris time: a draft sent back, a remark set aside.
pub struct ActLine {
    pub author: String,
    pub recorded: DateTime,
    /// What was done, in words.
    pub act: &'static str,
    pub subject: String,
    /// Empty where none was asked.
    pub reason: String,
}

pub enum HistoryLine {
    Version(VersionLine),
    Act(ActLine),
}

impl HistoryLine {
    fn recorded(&self) -> DateTime {
        match self {
            Self::Version(line) => line.recorded,
            Self::Act(line) => line.recorded,
        }
    }
}

/// Shown newest first, whatever their order.
pub fn screen(
    staff: &Staff,
    finess: Finess,
    name: &str,
    mut lines: Vec<HistoryLine>,
    wrong: Option<&'static str>,
) -> Screen {
    let title = fill(say::HISTORY_OF, &[&name]);
    let (heading, restores) = (title.clone(), staff.role.admits(Role::Publisher));
    let version = |line: &HistoryLine| match line {
        HistoryLine::Version(line) => Some(line.version),
        HistoryLine::Act(_) => None,
    };
    // Of the same instant the acts first: they are done to versions that are there. Then the later version.
    lines.sort_by_key(|line| std::cmp::Reverse((line.recorded(), version(line).is_none(), version(line))));
    let current = lines.iter().filter_map(version).max().unwrap_or_default();
    let body = move || {
        let blocks = lines.iter().map(|line| match line {
            HistoryLine::Version(line) => line.block(finess, current, restores),
            HistoryLine::Act(line) => line.block(),
        });
        let versions: Vec<AnyView> = blocks.collect();
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
        Source::City => local(say::SAID_BY_CITY),
        Source::Demonstration => say::THE_DEMONSTRATION,
    }
}

/// Who wrote: an account, the provider by its link, or nobody on that day.
pub fn author_words(author: &str) -> &str {
    match author {
        PROVIDER_AUTHOR => say::BY_PROVIDER,
        PROGRAM_AUTHOR => say::BY_PROGRAM,
        DEMONSTRATION_AUTHOR => say::THE_DEMONSTRATION,
        account => account,
    }
}

impl ActLine {
    fn block(&self) -> AnyView {
        let by = fill(say::ACT_BY, &[&self.act, &self.author, &moment(self.recorded), &self.subject]);
        let reason =
            (!self.reason.is_empty()).then(|| view! { <p class="typed">{fill(say::ACT_REASON, &[&self.reason])}</p> });
        view! { <div class="block"><p>{by}</p>{reason}</div> }.into_any()
    }
}

impl VersionLine {
    fn block(&self, finess: Finess, current: u32, restores: bool) -> AnyView {
        let id = format!("version-{}", self.version);
        // A file says what each of its values comes from: the changes below name it.
        let source = match &self.import {
            Some((_, file)) => fill(say::THE_FILE, &[file]),
            None => source_words(self.source).to_owned(),
        };
        let by = fill(say::VERSION_BY, &[&author_words(&self.author), &moment(self.recorded), &source]);
        let import = self.import.as_ref().map(|(number, _)| {
            let href = StaffPage::Import(*number).href();
            view! { ", "<a href=href>{fill(say::OF_IMPORT, &[number])}</a> }
        });
        let drafted = self.drafted.as_ref().map(|(author, note)| {
            let written = (*author != self.author)
                .then(|| view! { <p>{fill(say::DRAFTED_BY, &[&author_words(author), &self.author])}</p> });
            let note = (!note.is_empty()).then(|| view! { <p class="typed">{fill(say::NOTE_WAS, &[note])}</p> });
            view! { {written}{note} }
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
                {drafted}
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
