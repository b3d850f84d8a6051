//! What colleagues keep about a service beside its listing: who follows it, when to call back, who was called, notes, and
//! files that prove a part of it. For the staff alone.

use crate::staff::local;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::{Finess, closed_list};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form_fields::{FormFields, choices};
use super::tables::notice;
use super::typed::Typed;
use super::{Screen, french};
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::dossier as say;
use crate::text::staff::fill;
use crate::ui::forms::{Field, error_summary_of, field_message, invalid, message_id};

/// Names of the fields.
pub const ACTION: &str = "action";
pub const ASSIGNEE: &str = "collegue";
pub const REMIND_ON: &str = "rappel";
pub const REMIND_WHY: &str = "raison";
/// Number of the reminder that is done, or of the file that is removed.
pub const NUMBER: &str = "numero";
pub const CONTACT_DAY: &str = "jour";
pub const CONTACT_WITH: &str = "avec";
pub const CONTACT_BY: &str = "moyen";
pub const CONTACT_WHAT: &str = "dit";
pub const NOTE: &str = "note";
pub const FILE: &str = "fichier";
pub const PART: &str = "partie";
/// Ticked where a file is removed.
pub const SURE: &str = "sur";

/// Characters of a text at most.
pub const TEXT_MOST: usize = 2000;
/// Characters of the name of whom someone spoke with, at most.
pub const WITH_MOST: usize = 100;

closed_list! {
    /// What a button of the dossier does. The address of the screen names what was just done by the same word.
    DossierAction {
        Assign = "suivre",
        Remind = "rappeler",
        EndReminder = "fait",
        AddContact = "contact",
        AddNote = "note",
        AddFile = "piece",
        RemoveFile = "retirer",
    }
}

impl DossierAction {
    /// What is read once it is done.
    pub fn done(self) -> &'static str {
        match self {
            Self::Assign => say::ASSIGN_DONE,
            Self::Remind => say::REMIND_DONE,
            Self::EndReminder => say::REMIND_ENDED,
            Self::AddContact => say::CONTACT_DONE,
            Self::AddNote => say::NOTE_DONE,
            Self::AddFile => say::FILE_DONE,
            Self::RemoveFile => say::FILE_REMOVED,
        }
    }
}

closed_list! {
    /// How someone was reached.
    ContactMeans {
        Phone = "telephone",
        Mail = "courriel",
        Visit = "visite",
        Letter = "courrier",
    }
}

fn means(means: ContactMeans) -> &'static str {
    match means {
        ContactMeans::Phone => say::BY_PHONE,
        ContactMeans::Mail => say::BY_MAIL,
        ContactMeans::Visit => say::BY_VISIT,
        ContactMeans::Letter => say::BY_LETTER,
    }
}

fn part(part: ListingPart) -> &'static str {
    match part {
        ListingPart::Contacts => say::PART_CONTACTS,
        ListingPart::Acts => say::PART_ACTS,
        ListingPart::Coverage => local(say::PART_HOURS),
        ListingPart::Prices => say::PART_PRICES,
        ListingPart::Quality => say::PART_QUALITY,
        ListingPart::Availability => say::PART_AVAILABILITY,
    }
}

/// Who wrote something, and when.
#[derive(Clone)]
pub struct Written {
    pub author: String,
    pub on: Date,
}

#[derive(Clone)]
pub struct ReminderLine {
    pub number: u32,
    pub due: Date,
    pub why: String,
    pub written: Written,
}

#[derive(Clone)]
pub struct ContactLine {
    pub day: Date,
    pub means: ContactMeans,
    pub with: String,
    pub what: String,
    pub written: Written,
}

#[derive(Clone)]
pub struct NoteLine {
    pub text: String,
    pub written: Written,
}

#[derive(Clone)]
pub struct FileLine {
    pub number: u32,
    pub part: ListingPart,
    pub name: String,
    pub bytes: u64,
    pub written: Written,
    /// By whom it was removed: only its name remains.
    pub removed: Option<Written>,
}

/// The dossier of a service, as its screen shows it.
pub struct Dossier {
    pub finess: Finess,
    pub service: String,
    pub assigned: Option<(String, Date)>,
    /// Whom it may be given to follow.
    pub colleagues: Vec<String>,
    /// Those that are not done, the first due first.
    pub reminders: Vec<ReminderLine>,
    /// Newest first.
    pub contacts: Vec<ContactLine>,
    pub notes: Vec<NoteLine>,
    pub files: Vec<FileLine>,
    /// The form that was sent, where something in it is wrong.
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    pub done: Option<DossierAction>,
}

impl Dossier {
    pub fn screen(self, staff: &Staff) -> Screen {
        let title = fill(say::DOSSIER_OF, &[&self.service]);
        let writes = staff.role.admits(Role::Editor);
        let status = if self.errors.is_empty() { 200 } else { 422 };
        Screen::of(Some(staff), &title.clone(), move || self.body(&title, writes)).with_status(status)
    }

    fn fields(&self) -> FormFields<'_> {
        FormFields { typed: &self.typed, errors: &self.errors }
    }

    /// A form of the dossier and the button that sends it.
    fn form(&self, action: DossierAction, label: &'static str, fields: AnyView) -> AnyView {
        view! {
            <form class="need" method="post" action=StaffPage::Dossier(self.finess).href() autocomplete="off">
                {fields}
                <button type="submit" name=ACTION value=action.code()>{label}</button>
            </form>
        }
        .into_any()
    }

    fn body(&self, title: &str, writes: bool) -> AnyView {
        view! {
            <h1>{title.to_owned()}</h1>
            {notice(self.done.map(DossierAction::done))}
            {error_summary_of(say::FORM_REFUSED, None, &self.errors)}
            <p class="lead">{say::LEAD}</p>
            <p class="ways"><a href=StaffPage::Listing(self.finess).href()>{say::BACK}</a></p>
            {self.assignment(writes)}
            {self.reminders(writes)}
            {self.contacts(writes)}
            {self.notes(writes)}
            {self.files(writes)}
        }
        .into_any()
    }

    fn assignment(&self, writes: bool) -> AnyView {
        let state = match &self.assigned {
            Some((who, since)) => fill(say::ASSIGNED_TO, &[who, &french().date(*since)]),
            None => say::ASSIGNED_NOBODY.to_owned(),
        };
        let form = writes.then(|| {
            let colleagues: Vec<(String, String)> =
                self.colleagues.iter().map(|name| (name.clone(), name.clone())).collect();
            let field = self.fields().select(ASSIGNEE, say::ASSIGNEE, say::NOBODY, &colleagues);
            self.form(DossierAction::Assign, say::ASSIGN, field)
        });
        view! { <h2>{say::ASSIGNED}</h2><p>{state}</p>{form} }.into_any()
    }

    fn reminders(&self, writes: bool) -> AnyView {
        let lines = self.reminders.iter().map(|reminder| {
            let day = french().date(reminder.due);
            let named = fill(say::REMIND_END_OF, &[&self.service, &day]);
            let end = writes.then(|| {
                view! {
                    <form method="post" action=StaffPage::Dossier(self.finess).href()>
                        <input type="hidden" name=NUMBER value=reminder.number/>
                        <button class="secondary" type="submit" name=ACTION value=DossierAction::EndReminder.code()
                            aria-label=named>{say::REMIND_END}</button>
                    </form>
                }
                .into_any()
            });
            view! {
                <li>
                    <p><strong>{day}</strong> " " <span class="typed">{reminder.why.clone()}</span></p>
                    {written(&reminder.written)}
                    {end}
                </li>
            }
            .into_any()
        });
        let lines = list(lines.collect());
        let form = writes.then(|| {
            let fields = view! {
                {self.fields().input(REMIND_ON, say::REMIND_ON, "", "date")}
                {self.fields().input(REMIND_WHY, say::REMIND_WHY, "", "text")}
            };
            self.form(DossierAction::Remind, say::REMIND, fields.into_any())
        });
        view! { <h2>{say::REMINDERS}</h2>{lines}{form} }.into_any()
    }

    fn contacts(&self, writes: bool) -> AnyView {
        let lines = self.contacts.iter().map(|contact| {
            let day = french().date(contact.day);
            let line = fill(say::CONTACT_LINE, &[&day, &means(contact.means), &contact.with]);
            view! { <li><p>{line}</p><p class="typed">{contact.what.clone()}</p>{written(&contact.written)}</li> }
                .into_any()
        });
        let lines = list(lines.collect());
        let form = writes.then(|| {
            let fields = view! {
                {self.fields().input(CONTACT_DAY, say::CONTACT_DAY, "", "date")}
                {self.fields().select(CONTACT_BY, say::CONTACT_BY, "–", &choices(means))}
                {self.fields().input(CONTACT_WITH, say::CONTACT_WITH, say::CONTACT_WITH_HINT, "text")}
                {self.fields().area(CONTACT_WHAT, say::CONTACT_WHAT, "", TEXT_MOST)}
            };
            self.form(DossierAction::AddContact, say::CONTACT_ADD, fields.into_any())
        });
        view! { <h2>{say::CONTACTS}</h2>{lines}{form} }.into_any()
    }

    fn notes(&self, writes: bool) -> AnyView {
        let lines = self
            .notes
            .iter()
            .map(|note| view! { <li><p class="typed">{note.text.clone()}</p>{written(&note.written)}</li> }.into_any());
        let lines = list(lines.collect());
        let form = writes.then(|| {
            let field = self.fields().area(NOTE, say::NOTE, say::NOTE_HINT, TEXT_MOST);
            self.form(DossierAction::AddNote, say::NOTE_ADD, field)
        });
        view! { <h2>{say::NOTES}</h2>{lines}{form} }.into_any()
    }

    fn files(&self, writes: bool) -> AnyView {
        let lines: Vec<AnyView> = self.files.iter().map(|file| self.file(file, writes)).collect();
        let lines = if lines.is_empty() {
            view! { <p>{say::FILES_NONE}</p> }.into_any()
        } else {
            view! { <ul>{lines}</ul> }.into_any()
        };
        let form = writes.then(|| {
            let hint = Some(say::FILE_HINT.to_owned());
            let field = Field { name: FILE, label: say::FILE.to_owned(), hint, errors: &self.errors };
            let described = field.described_by();
            let input = view! {
                <input type="file" id=FILE name=FILE accept=".pdf,.jpg,.jpeg,.png"
                    aria-invalid=invalid(&self.errors, FILE) aria-describedby=described/>
            };
            view! {
                <form class="need" method="post" enctype="multipart/form-data"
                    action=StaffPage::Files(self.finess).href()>
                    {self.fields().select(PART, say::FILE_PART, "–", &choices(part))}
                    {field.around(input.into_any())}
                    <button type="submit">{say::FILE_ADD}</button>
                </form>
            }
            .into_any()
        });
        view! { <h2>{say::FILES}</h2>{lines}{form} }.into_any()
    }

    fn file(&self, file: &FileLine, writes: bool) -> AnyView {
        let t = french();
        if let Some(removed) = &file.removed {
            let line = fill(say::FILE_GONE_LINE, &[&file.name, &removed.author, &t.date(removed.on)]);
            return view! { <li>{line}</li> }.into_any();
        }
        let kilobytes = file.bytes.div_ceil(1024);
        let line = fill(say::FILE_LINE, &[&file.written.author, &t.date(file.written.on), &kilobytes]);
        let error = format!("{SURE}-{}", file.number);
        let wrong = invalid(&self.errors, &error);
        let remove = writes.then(|| {
            view! {
                <details open=wrong.is_some()>
                    <summary>{fill(say::FILE_REMOVE, &[&file.name])}</summary>
                    <form method="post" action=StaffPage::Dossier(self.finess).href()>
                        <input type="hidden" name=NUMBER value=file.number/>
                        {field_message(&self.errors, &error)}
                        <label class="box">
                            <input type="checkbox" id=error.clone() name=SURE value="oui" aria-invalid=wrong
                                aria-describedby=message_id(&error)/>
                            <span>{say::FILE_SURE}</span>
                        </label>
                        <button class="secondary" type="submit" name=ACTION value=DossierAction::RemoveFile.code()>
                            {say::REMOVE}
                        </button>
                    </form>
                </details>
            }
            .into_any()
        });
        view! {
            <li>
                <p><a href=StaffPage::Evidence(file.number).href()>{file.name.clone()}</a> " – " {part(file.part)}</p>
                <p class="hint">{line}</p>
                {remove}
            </li>
        }
        .into_any()
    }
}

/// A list, where it has a line.
fn list(lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> }.into_any())
}

fn written(written: &Written) -> AnyView {
    let line = fill(say::WRITTEN_BY, &[&written.author, &french().date(written.on)]);
    view! { <p class="hint">{line}</p> }.into_any()
}

/// A file that was removed, or that no dossier has.
pub fn file_gone(staff: &Staff) -> Screen {
    let body = || view! { <h1>{say::FILE_GONE}</h1> }.into_any();
    Screen::of(Some(staff), say::FILE_GONE, body).with_status(404)
}
