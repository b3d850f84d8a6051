//! A listing being changed: the form of a listing or of a draft, what its buttons do, and what its island asks meanwhile.

mod acts;
mod work;

use app::access::Role;
use app::error::FieldError;
use app::office::editor::{ListingPreview, PartChange};
use app::office::refusal::Refusal;
use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::french;
use app::staff::listing::Section;
use app::staff::listing::edit::{ACTION, Action, CONFIRMED, DISMISS, DRAFT, EDITION, Editing, FINESS, PREVIEW, VERIFY};
use app::staff::listing::form::{filled, names, parse_note};
use app::staff::listing::parts::coverage::{HELP, Help, help as fill_fields};
use app::staff::listing::preview::{changed_parts, remark_words};
use app::staff::listing::queue;
use app::staff::listing::sheet::missing_listing;
use app::staff::listing::words::label;
use app::staff::typed::Typed;
use app::text::staff::{AT, fill};
use app::text::{Words, editor as say};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;

use self::acts::{dismiss, send_back, throw_away, verify};
use self::work::Work;
pub(super) use self::work::begun_from;
use super::listings::{done, draft_lines, said, stored, with_state};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris;
use crate::history::source_of;
use crate::http::state::BODY_LIMIT;
use crate::storage::drafts::{Draft, DraftContent, DraftState, NewDraft};
use crate::storage::editing::{Dismissal, TypedForm};
use crate::storage::{Save, StoreError};

/// "14 h 32"
fn hour(t: Words, at: Timestamp) -> String {
    let moment = paris(at);
    t.time(u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs()))
}

/// "24 novembre 2026 à 14 h 32"
fn moment(t: Words, at: Timestamp) -> String {
    fill(AT, &[&t.date(paris(at).date()), &hour(t, at)])
}

/// The form with what the same person has typed and not saved, if they have; else as it was filled.
async fn opened(desk: &StaffState, signed: &Signed, work: Work, filled: Typed, done: Option<&'static str>) -> Answer {
    let (finess, author) = (work.current.listing.finess, signed.staff.name.to_string());
    let kept = desk.office.store.find_typed(&author, finess, work.draft()).await?;
    let drafts = match work.read {
        None => draft_lines(desk, Some(finess)).await?.rows,
        Some(_) => Vec::new(),
    };
    let (work, typed, resumed) = match kept {
        Some(kept) => {
            let typed = Typed::of_pairs(kept.pairs.as_bytes());
            let resumed = moment(french(), kept.saved_at);
            (Work::of(desk, work.current, work.read, &typed).await?, typed, Some(resumed))
        }
        None => (work, filled, None),
    };
    let parsed = work.parse(&typed).ok();
    let editing = Editing { parsed, done, resumed, drafts, ..work.editing(typed) };
    show(desk, signed, &work, editing).await
}

pub(super) async fn edit(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    uri: Uri,
) -> Answer {
    let Some(current) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let typed = filled(&current.listing, desk.today());
    let work = Work::of(&desk, current, None, &typed).await?;
    opened(&desk, &signed, work, typed, said(&asked(&uri, STATE))).await
}

pub(super) async fn draft(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    uri: Uri,
) -> Answer {
    let found = desk.office.store.find_draft(number.parse().unwrap_or_default()).await?;
    let Some(found) = found else { return Ok(desk.show(queue::missing(&signed.staff)).await) };
    let Some(current) = desk.office.store.find(found.finess()).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let mut typed = filled(&found.draft.content.listing, desk.today());
    typed.put(names::NOTE, &found.draft.content.note);
    let work = Work::of(&desk, current, Some(found), &typed).await?;
    opened(&desk, &signed, work, typed, said(&asked(&uri, STATE))).await
}

pub(super) async fn act_on_listing(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let Some(current) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let typed = form.typed();
    let work = Work::of(&desk, current, None, &typed).await?;
    act(&desk, &signed, work, typed).await
}

pub(super) async fn act_on_draft(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (typed, store) = (form.typed(), &desk.office.store);
    let number = number.parse().unwrap_or_default();
    let edition = typed.get(EDITION).parse().unwrap_or_default();
    // Published or thrown away meanwhile: what was typed goes on as a change of the listing.
    let read = store.find_edition(number, edition).await?;
    let current = match &read {
        Some(read) => store.find(read.finess()).await?,
        None => stored(&desk, typed.get(FINESS)).await?,
    };
    match current {
        Some(current) => {
            let work = Work::of(&desk, current, read, &typed).await?;
            act(&desk, &signed, work, typed).await
        }
        None if read.is_none() => Ok(desk.show(queue::missing(&signed.staff)).await),
        None => Ok(desk.show(missing_listing(&signed.staff)).await),
    }
}

/// Does with a form what its button says.
async fn act(desk: &StaffState, signed: &Signed, work: Work, typed: Typed) -> Answer {
    if let Some(help) = Help::from_code(typed.get(HELP)) {
        let mut typed = typed;
        fill_fields(&mut typed, help, &work.publication.territory);
        return again(desk, signed, &work, typed, Vec::new(), Some(say::HELPED)).await;
    }
    if let Some(section) = Section::from_code(typed.get(VERIFY)) {
        return verify(desk, signed, work, typed, section).await;
    }
    if !typed.get(DISMISS).is_empty() {
        return dismiss(desk, signed, &work, typed).await;
    }
    match Action::from_code(typed.get(ACTION)).unwrap_or(Action::Preview) {
        Action::Preview => again(desk, signed, &work, typed, Vec::new(), None).await,
        Action::SendBack => send_back(desk, signed, &work, typed).await,
        Action::ThrowAway => throw_away(desk, signed, &work).await,
        Action::StartAgain => {
            let (author, finess) = (signed.staff.name.as_str(), work.current.listing.finess);
            desk.office.store.forget_typed(author, finess, work.draft()).await?;
            Ok(with_state(&here(&work), "").into_response())
        }
        Action::Save => settle(desk, signed, work, typed, DraftState::Writing, false).await,
        Action::Submit => settle(desk, signed, work, typed, DraftState::Submitted, false).await,
        Action::Publish => settle(desk, signed, work, typed, DraftState::Submitted, true).await,
    }
}

/// The page of the form.
fn here(work: &Work) -> StaffPage {
    work.read.as_ref().map_or(StaffPage::Edit(work.current.listing.finess), |draft| StaffPage::Draft(draft.number))
}

/// The form as it was typed, with everything that is wrong in it, or with what an action has done.
async fn again(
    desk: &StaffState,
    signed: &Signed,
    work: &Work,
    typed: Typed,
    mut errors: Vec<FieldError>,
    done: Option<&'static str>,
) -> Answer {
    // What a button did is no error of what was typed.
    let names_errors = done.is_none();
    let parsed = work.parse(&typed);
    let parsed = match parsed {
        Ok(listing) => Some(listing),
        Err(wrong) => {
            if names_errors {
                errors.splice(0..0, wrong);
            }
            None
        }
    };
    errors.extend(parse_note(&typed).err());
    show(desk, signed, work, Editing { parsed, errors, done, ..work.editing(typed) }).await
}

/// The page of a form, with what the store knows around it.
async fn show(desk: &StaffState, signed: &Signed, work: &Work, editing: Editing) -> Answer {
    let store = &desk.office.store;
    let line = |dismissal: &Dismissal| {
        let day = french().date(paris(dismissal.at).date());
        fill(say::DISMISSED_LINE, &[&dismissal.words, &dismissal.author, &day, &dismissal.reason])
    };
    let mut unreadable = Vec::new();
    let dismissals = store.list_dismissals(Some(work.current.listing.finess)).await?.naming(&mut unreadable);
    let dismissed: Vec<(String, String)> =
        dismissals.iter().map(|dismissal| (dismissal.finding.clone(), line(dismissal))).collect();
    let returned = match work.draft() {
        0 => None,
        number => store.find_return(number).await?,
    };
    let submitted = work.read.as_ref().is_some_and(|draft| draft.draft.content.state == DraftState::Submitted);
    let returned = returned.filter(|_| !submitted).map(|returned| {
        let day = french().date(paris(returned.at).date());
        fill(say::RETURNED_BY, &[&returned.author, &day, &returned.reason])
    });
    let listing = editing.parsed.as_ref();
    let to_confirm = listing.map(|listing| work.to_confirm(listing, &dismissed)).unwrap_or_default();
    let editing = Editing { dismissed, returned, submitted, to_confirm, ..editing };
    Ok(desk.show(editing.screen(&signed.staff).naming(&unreadable)).await)
}

/// Saves a form as a draft, or publishes it where its person may.
async fn settle(
    desk: &StaffState,
    signed: &Signed,
    work: Work,
    typed: Typed,
    state: DraftState,
    publishes: bool,
) -> Answer {
    let (Ok(listing), Ok(note)) = (work.parse(&typed), parse_note(&typed)) else {
        return again(desk, signed, &work, typed, Vec::new(), None).await;
    };
    if listing == work.published {
        let same = FieldError::new(PREVIEW, say::NO_CHANGE_ERROR);
        return again(desk, signed, &work, typed, vec![same], None).await;
    }
    if state == DraftState::Submitted {
        let dismissals = desk.office.store.list_dismissals(Some(listing.finess)).await?.rows;
        let dismissed: Vec<(String, String)> =
            dismissals.into_iter().map(|dismissal| (dismissal.finding, dismissal.words)).collect();
        let asked = work.to_confirm(&listing, &dismissed);
        let unconfirmed: Vec<&str> = asked
            .iter()
            .filter(|remark| !typed.has(CONFIRMED, &remark.key))
            .map(|remark| remark.words.as_str())
            .collect();
        if !unconfirmed.is_empty() {
            let missing = FieldError::new(CONFIRMED, fill(say::CONFIRM_MISSING, &[&unconfirmed.join(" ; ")]));
            return again(desk, signed, &work, typed, vec![missing], None).await;
        }
    }
    let finess = listing.finess;
    if publishes && signed.staff.role.admits(Role::Publisher) && !work.is_behind() {
        let save = Save::new(Some(&work.current), listing.clone());
        let authorship = desk.authorship(signed, source_of(&save.changes));
        match desk.office.store.publish_draft(save, &authorship, work.read.as_ref(), &note).await {
            Ok(()) => {
                desk.publish().await;
                return Ok(with_state(&StaffPage::Listing(finess), done::PUBLISHED).into_response());
            }
            // Someone published it in this very moment: what was typed becomes a draft, below, to be brought together.
            Err(StoreError::Conflict(..)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let content = DraftContent { based_on: work.version, state, listing, note };
    keep(desk, signed, work.read, content).await
}

/// Saves what was typed as a draft: the one that it was read from, or one of its own where someone saved that since.
async fn keep(desk: &StaffState, signed: &Signed, read: Option<Draft>, content: DraftContent) -> Answer {
    let told = if content.state == DraftState::Submitted { done::SUBMITTED } else { done::SAVED };
    let typed = NewDraft {
        author: signed.staff.name.to_string(),
        source: read.as_ref().map_or(Source::City, |draft| draft.draft.source),
        saved_at: desk.now(),
        content,
    };
    let kept = desk.office.store.keep_draft(read.as_ref(), typed).await?;
    let told = if kept.apart { done::KEPT_APART } else { told };
    Ok(with_state(&StaffPage::Draft(kept.number), told).into_response())
}

/// What a form would change, for the island that follows it. Nothing is written.
pub(super) async fn preview(desk: &StaffState, pairs: &str) -> Result<ListingPreview, Refusal> {
    let typed = Typed::of_pairs(pairs.as_bytes());
    let work = Work::named(desk, &typed).await.map_err(failed)?.ok_or(Refusal::Failed)?;
    let note = parse_note(&typed);
    let (listing, errors) = match work.parse(&typed) {
        Ok(listing) => (Some(listing), note.err().into_iter().collect()),
        Err(errors) => (None, errors.into_iter().chain(note.err()).collect()),
    };
    let changes = listing.as_ref().map(|listing| {
        changed_parts(&work.publication.territory, &work.published, listing)
            .into_iter()
            .map(|(field, before, after)| PartChange { part: label(field).to_owned(), before, after })
            .collect()
    });
    let remarks = listing.as_ref().map(|listing| remark_words(listing, &work.publication, work.today));
    Ok(ListingPreview { errors, changes, remarks: remarks.unwrap_or_default() })
}

/// Keeps what someone has typed and not saved, until they save it.
pub(super) async fn keep_typed(desk: &StaffState, author: &str, pairs: String) -> Result<String, Refusal> {
    let typed = Typed::of_pairs(pairs.as_bytes());
    let known = stored(desk, typed.get(FINESS)).await.map_err(failed)?;
    // No form of the site is as long.
    let finess = known.filter(|_| pairs.len() <= BODY_LIMIT).ok_or(Refusal::Failed)?.listing.finess;
    let (draft, saved_at) = (typed.get(DRAFT).parse().unwrap_or_default(), desk.now());
    let form = TypedForm { author: author.to_owned(), finess, draft, saved_at, pairs };
    desk.office.store.keep_typed(&form).await.map_err(failed)?;
    Ok(fill(say::KEPT_AT, &[&hour(french(), saved_at)]))
}

/// Logged once, here; nothing that was typed is in it.
fn failed(error: impl Into<OfficeError>) -> Refusal {
    let response: Response = error.into().into_response();
    tracing::error!(status = response.status().as_u16(), "a call of the editor failed");
    Refusal::Failed
}
