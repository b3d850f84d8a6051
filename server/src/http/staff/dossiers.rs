//! The dossier of a service, what colleagues keep about it, and the reminders of every service.

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::dossier::{
    ACTION, ASSIGNEE, CONTACT_BY, CONTACT_DAY, CONTACT_WHAT, CONTACT_WITH, ContactLine, ContactMeans, Dossier,
    DossierAction, FileLine, NOTE, NUMBER, NoteLine, REMIND_ON, REMIND_WHY, ReminderLine, TEXT_MOST, WITH_MOST,
    Written,
};
use app::staff::field::STATE;
use app::staff::listing::sheet::missing_listing;
use app::staff::reminders::{DueLine, reminders as reminders_screen};
use app::staff::typed::Typed;
use app::text::dossier as say;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Finess;
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;
use jiff::ToSpan;
use jiff::civil::Date;

use super::listings::stored;
use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, asked, evidence, too_large};
use crate::clock::paris_day;
use crate::storage::dossiers::{Contact, DossierEntry, File, Reminder, Signature};

/// Years within which someone is called back.
const REMIND_YEARS: i32 = 2;

fn written(by: Signature) -> Written {
    Written { author: by.author, on: paris_day(by.at) }
}

fn reminder_line(reminder: Reminder) -> ReminderLine {
    ReminderLine { number: reminder.number, due: reminder.due, why: reminder.why, written: written(reminder.by) }
}

pub(super) fn signature(desk: &StaffState, signed: &Signed) -> Signature {
    Signature { author: signed.staff.name.to_string(), at: desk.now() }
}

/// What the screen of a dossier is to say beside what is kept.
#[derive(Default)]
pub(super) struct Sent {
    typed: Typed,
    errors: Vec<FieldError>,
    done: Option<DossierAction>,
}

impl Sent {
    pub(super) fn wrong(typed: Typed, errors: Vec<FieldError>) -> Self {
        Self { typed, errors, done: None }
    }
}

pub(super) async fn screen(desk: &StaffState, signed: &Signed, finess: &str, sent: Sent) -> Answer {
    let Some(listing) = stored(desk, finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let (listing, store, mut unreadable) = (listing.listing, &desk.office.store, Vec::new());
    let kept = store.load_dossier(listing.finess).await?;
    let accounts = store.list_accounts().await?.naming(&mut unreadable);
    let assigned = kept.assigned.naming(&mut unreadable).into_iter().next();
    let Sent { mut typed, errors, done } = sent;
    if !typed.is_sent(ASSIGNEE) {
        typed.put(ASSIGNEE, assigned.as_ref().map_or("", |(who, _)| who));
    }
    if !typed.is_sent(CONTACT_DAY) {
        typed.put(CONTACT_DAY, desk.today());
    }
    let contact = |contact: Contact| ContactLine {
        day: contact.day,
        means: contact.means,
        with: contact.with,
        what: contact.what,
        written: written(contact.by),
    };
    let file = |file: File| FileLine {
        number: file.number,
        part: file.part,
        name: file.name,
        bytes: file.bytes,
        written: written(file.by),
        removed: file.removed.map(written),
    };
    let reminders = kept.reminders.naming(&mut unreadable).into_iter().map(reminder_line).collect();
    let contacts = kept.contacts.naming(&mut unreadable).into_iter().map(contact).collect();
    let notes = kept.notes.naming(&mut unreadable).into_iter();
    let notes = notes.map(|note| NoteLine { text: note.text, written: written(note.by) }).collect();
    let files = kept.files.naming(&mut unreadable).into_iter().map(file).collect();
    let dossier = Dossier {
        finess: listing.finess,
        service: readable(&listing.name.value).to_string(),
        assigned: assigned.map(|(who, since)| (who, paris_day(since))),
        colleagues: accounts.into_iter().map(|account| account.name.to_string()).collect(),
        reminders,
        contacts,
        notes,
        files,
        typed,
        errors,
        done,
    };
    Ok(desk.show(dossier.screen(&signed.staff).naming(&unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    uri: Uri,
) -> Answer {
    let done = DossierAction::from_code(&asked(&uri, STATE));
    screen(&desk, &signed, &finess, Sent { done, ..Sent::default() }).await
}

pub(super) fn back(finess: Finess, done: DossierAction) -> Response {
    Redirect::to(&format!("{}?{STATE}={}", StaffPage::Dossier(finess).href(), done.code())).into_response()
}

/// A text of so many characters, without the signs that nobody sees.
fn read_text(text: &str, most: usize) -> Option<String> {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r');
    let fits = (1..=most).contains(&text.chars().count()) && text.chars().all(is_plain);
    fits.then(|| text.replace("\r\n", "\n"))
}

/// What a form adds to a dossier, or every field that is wrong.
fn read_entry(
    action: DossierAction,
    typed: &Typed,
    colleagues: &[String],
    today: Date,
) -> Result<Option<DossierEntry>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: &str| errors.push(FieldError::new(field, message));
    let day = |name: &str| typed.get(name).parse::<Date>().ok();
    let entry = match action {
        DossierAction::Assign => match typed.get(ASSIGNEE) {
            "" => Some(DossierEntry::Assignment(None)),
            who if colleagues.iter().any(|colleague| colleague == who) => {
                Some(DossierEntry::Assignment(Some(who.to_owned())))
            }
            _ => {
                wrong(ASSIGNEE, say::ASSIGNEE_WRONG);
                None
            }
        },
        DossierAction::Remind => {
            let last = today.saturating_add(REMIND_YEARS.years());
            let due = day(REMIND_ON).filter(|due| (today..=last).contains(due));
            let why = read_text(typed.get(REMIND_WHY), TEXT_MOST);
            if due.is_none() {
                wrong(REMIND_ON, say::REMIND_DAY_WRONG);
            }
            if why.is_none() {
                wrong(REMIND_WHY, say::TEXT_WRONG);
            }
            due.zip(why).map(|(due, why)| DossierEntry::Reminder { due, why })
        }
        DossierAction::AddContact => {
            let on = day(CONTACT_DAY).filter(|on| *on <= today);
            let means = ContactMeans::from_code(typed.get(CONTACT_BY));
            let (with, what) =
                (read_text(typed.get(CONTACT_WITH), WITH_MOST), read_text(typed.get(CONTACT_WHAT), TEXT_MOST));
            for (is_wrong, field, message) in [
                (on.is_none(), CONTACT_DAY, say::CONTACT_DAY_WRONG),
                (means.is_none(), CONTACT_BY, say::CONTACT_BY_WRONG),
                (with.is_none(), CONTACT_WITH, say::CONTACT_WITH_WRONG),
                (what.is_none(), CONTACT_WHAT, say::TEXT_WRONG),
            ] {
                if is_wrong {
                    wrong(field, message);
                }
            }
            let contact = on.zip(means).zip(with.zip(what));
            contact.map(|((day, means), (with, what))| DossierEntry::Contact { day, means, with, what })
        }
        DossierAction::AddNote => {
            let text = read_text(typed.get(NOTE), TEXT_MOST);
            if text.is_none() {
                wrong(NOTE, say::TEXT_WRONG);
            }
            text.map(DossierEntry::Note)
        }
        // They add nothing, or are sent elsewhere.
        DossierAction::EndReminder | DossierAction::AddFile | DossierAction::RemoveFile => None,
    };
    if errors.is_empty() { Ok(entry) } else { Err(errors) }
}

pub(super) async fn act(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let found = stored(&desk, &finess).await?;
    let (Some(listing), Some(action)) = (found, DossierAction::from_code(typed.get(ACTION))) else {
        return screen(&desk, &signed, &finess, Sent::default()).await;
    };
    let (finess, store, by) = (listing.listing.finess, &desk.office.store, signature(&desk, &signed));
    let number: u32 = typed.get(NUMBER).parse().unwrap_or_default();
    match action {
        DossierAction::EndReminder => {
            store.end_reminder(number, &by).await?;
            return Ok(back(finess, action));
        }
        DossierAction::RemoveFile => return evidence::remove_file(&desk, &signed, finess, number, typed).await,
        DossierAction::Assign
        | DossierAction::Remind
        | DossierAction::AddContact
        | DossierAction::AddNote
        | DossierAction::AddFile => {}
    }
    let colleagues: Vec<String> =
        store.list_accounts().await?.into_iter().map(|account| account.name.to_string()).collect();
    match read_entry(action, &typed, &colleagues, desk.today()) {
        Ok(Some(entry)) => {
            store.add_to_dossier(finess, &entry, &by).await?;
            Ok(back(finess, action))
        }
        Ok(None) => screen(&desk, &signed, finess.as_str(), Sent::default()).await,
        Err(errors) => screen(&desk, &signed, finess.as_str(), Sent::wrong(typed, errors)).await,
    }
}

pub(super) async fn reminders(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let mut unreadable = Vec::new();
    let publication = desk.site.published.catalogue();
    let kept = desk.office.store.list_reminders().await?.naming(&mut unreadable);
    let lines = kept.into_iter().map(|reminder| {
        let listing = publication.catalogue.find(reminder.finess);
        DueLine {
            finess: reminder.finess,
            service: listing
                .map_or_else(|| reminder.finess.to_string(), |listing| readable(&listing.name.value).to_string()),
            reminder: reminder_line(reminder),
        }
    });
    let ended = asked(&uri, STATE) == DossierAction::EndReminder.code();
    let screen = reminders_screen(&signed.staff, lines.collect(), desk.today(), ended);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn end_reminder(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let number = form.get(NUMBER).parse().unwrap_or_default();
    let ended = desk.office.store.end_reminder(number, &signature(&desk, &signed)).await?;
    let here = StaffPage::Reminders.href();
    let there = if ended { format!("{here}?{STATE}={}", DossierAction::EndReminder.code()) } else { here };
    Ok(Redirect::to(&there).into_response())
}
