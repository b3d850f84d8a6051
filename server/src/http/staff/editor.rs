//! A listing being changed: the form of a listing or of a draft, what its buttons do, and what its island asks meanwhile.

use std::sync::Arc;

use app::access::Role;
use app::error::FieldError;
use app::office::editor::{ListingPreview, PartChange};
use app::office::refusal::Refusal;
use app::ports::Publication;
use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::french;
use app::staff::listing::Section;
use app::staff::listing::edit::{
    ACTION, Action, CONFIRMED, DISMISS, DRAFT, EDITION, Editing, FINESS, PREVIEW, RETURN_REASON, VERIFY, VERSION,
    reason_name,
};
use app::staff::listing::form::{Teller, filled, names, parse, parse_note, reviewed_name, seen_name};
use app::staff::listing::parts::coverage::{HELP, Help, help as fill_fields};
use app::staff::listing::preview::{Remark, changed_parts, remark_words, remarks_of};
use app::staff::listing::queue;
use app::staff::listing::sheet::missing_listing;
use app::staff::listing::words::label;
use app::staff::typed::{Typed, day_text};
use app::text::staff::{AT, fill};
use app::text::{Words, editor as say};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::Listing;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use domain::values::search;
use jiff::Timestamp;
use jiff::civil::Date;

use super::listings::{done, draft_lines, said, stored, with_state};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris;
use crate::history::{at_version, put_back, source_of};
use crate::http::state::BODY_LIMIT;
use crate::storage::drafts::{Draft, DraftContent, DraftState, NewDraft};
use crate::storage::editing::{Dismissal, Return, TypedForm};
use crate::storage::figures::{ActKind, StaffAct};
use crate::storage::{Save, StoreError, Versioned};

/// "14 h 32"
fn hour(t: Words, at: Timestamp) -> String {
    let moment = paris(at);
    t.time(u16::from(moment.hour().unsigned_abs()) * 60 + u16::from(moment.minute().unsigned_abs()))
}

/// "24 novembre 2026 à 14 h 32"
fn moment(t: Words, at: Timestamp) -> String {
    fill(AT, &[&t.date(paris(at).date()), &hour(t, at)])
}

/// What a draft was begun from. Where the journal does not say it, what is published now.
pub(super) async fn begun_from(
    desk: &StaffState,
    current: &Versioned,
    version: u32,
) -> Result<Option<Listing>, OfficeError> {
    if current.version == version {
        return Ok(Some(current.listing.clone()));
    }
    let revisions = desk.office.store.list_revisions(current.listing.finess).await?;
    // A journal with a row that cannot be read does not say it.
    Ok(revisions.whole().and_then(|revisions| at_version(&revisions, version).ok()))
}

/// The version that a form was filled from; one that is not there yet is the present one.
pub(super) fn version_of(typed: &Typed, current: u32) -> u32 {
    typed.get(VERSION).parse().ok().filter(|version| (1..=current).contains(version)).unwrap_or(current)
}

/// What a form is about: the listing as it is, the draft that the form was filled from, what that was begun from.
struct Work {
    publication: Arc<Publication>,
    today: Date,
    current: Versioned,
    read: Option<Draft>,
    version: u32,
    published: Listing,
}

impl Work {
    async fn of(
        desk: &StaffState,
        current: Versioned,
        read: Option<Draft>,
        typed: &Typed,
    ) -> Result<Self, OfficeError> {
        let version =
            read.as_ref().map_or_else(|| version_of(typed, current.version), |draft| draft.draft.content.based_on);
        let published = begun_from(desk, &current, version).await?.unwrap_or_else(|| current.listing.clone());
        Ok(Self {
            publication: desk.site.published.catalogue(),
            today: desk.today(),
            current,
            read,
            version,
            published,
        })
    }

    /// What a form that names its listing and its draft is about; none where the listing is not there.
    async fn named(desk: &StaffState, typed: &Typed) -> Result<Option<Self>, OfficeError> {
        let Some(current) = stored(desk, typed.get(FINESS)).await? else { return Ok(None) };
        let number = typed.get(DRAFT).parse().unwrap_or_default();
        let edition = typed.get(EDITION).parse().unwrap_or_default();
        let read = desk.office.store.find_edition(number, edition).await?;
        let read = read.filter(|draft| draft.finess() == current.listing.finess);
        Ok(Some(Self::of(desk, current, read, typed).await?))
    }

    fn base(&self) -> &Listing {
        self.read.as_ref().map_or(&self.published, |draft| &draft.draft.content.listing)
    }

    fn is_behind(&self) -> bool {
        self.version != self.current.version
    }

    /// Number of the draft; 0 where there is none.
    fn draft(&self) -> u32 {
        self.read.as_ref().map_or(0, |draft| draft.number)
    }

    /// The listing that a form says.
    fn parse(&self, typed: &Typed) -> Result<Listing, Vec<FieldError>> {
        let parsed = parse(typed, self.base(), &self.publication.territory, Teller::City, self.today)?;
        Ok(put_back(&parsed, self.base(), &self.published))
    }

    /// What is most likely a slip and does not stand in the published listing already.
    fn to_confirm(&self, listing: &Listing, dismissed: &[(String, String)]) -> Vec<Remark> {
        let known = remarks_of(&self.published, &self.publication, self.today);
        let mut asked = remarks_of(listing, &self.publication, self.today);
        asked.retain(|remark| {
            remark.asks && !known.contains(remark) && dismissed.iter().all(|(key, _)| *key != remark.key)
        });
        asked
    }

    fn editing(&self, typed: Typed) -> Editing {
        Editing {
            publication: Arc::clone(&self.publication),
            base: self.base().clone(),
            published: self.published.clone(),
            version: self.version,
            draft: self.read.as_ref().map(|draft| (draft.number, draft.edition)),
            behind: self.is_behind(),
            typed,
            errors: Vec::new(),
            parsed: None,
            done: None,
            resumed: None,
            to_confirm: Vec::new(),
            dismissed: Vec::new(),
            returned: None,
            submitted: false,
            drafts: Vec::new(),
            today: self.today,
        }
    }
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

/// Says that a part was verified today and did not change. Where nothing else was typed it is published at once; else it goes
/// with the rest.
async fn verify(desk: &StaffState, signed: &Signed, work: Work, mut typed: Typed, section: Section) -> Answer {
    let is_untouched = work.parse(&typed).as_ref() == Ok(&work.current.listing);
    typed.set(reviewed_name(section), "oui");
    typed.set(seen_name(section), day_text(work.today));
    let may = signed.staff.role.admits(Role::Publisher) && work.read.is_none() && !work.is_behind();
    if let (true, true, Ok(listing)) = (may, is_untouched, work.parse(&typed)) {
        let save = Save::new(Some(&work.current), listing);
        if !save.changes.is_empty() {
            desk.save(vec![save], &desk.authorship(signed, Source::City)).await?;
        }
        return Ok(with_state(&here(&work), done::PART_VERIFIED).into_response());
    }
    again(desk, signed, &work, typed, Vec::new(), Some(say::PART_TICKED)).await
}

/// Characters of a reason.
const REASON_MOST: usize = 200;

/// A reason of one line; none where it is empty or cannot be kept.
fn reason(typed: &Typed, field: &str) -> Option<String> {
    let text = read_line(typed.get(field)).ok()?;
    Some(text.to_owned()).filter(|text| !text.is_empty() && text.chars().count() <= REASON_MOST)
}

/// Sets a remark of the price rules aside, with a reason. What was typed stays as it is.
async fn dismiss(desk: &StaffState, signed: &Signed, work: &Work, typed: Typed) -> Answer {
    let key = typed.get(DISMISS).to_owned();
    let remarks = work.parse(&typed).map(|listing| remarks_of(&listing, &work.publication, work.today));
    let remark = remarks.unwrap_or_default().into_iter().find(|remark| remark.key == key);
    let Some(remark) = remark else { return again(desk, signed, work, typed, Vec::new(), None).await };
    let field = reason_name(&key);
    let Some(reason) = reason(&typed, &field) else {
        let missing = FieldError::new(field, say::DISMISS_MISSING);
        return again(desk, signed, work, typed, vec![missing], None).await;
    };
    let dismissal = Dismissal {
        finess: work.current.listing.finess,
        finding: key,
        words: remark.words,
        reason,
        author: signed.staff.name.to_string(),
        at: desk.now(),
    };
    desk.office.store.dismiss_finding(&dismissal).await?;
    again(desk, signed, work, typed, Vec::new(), Some(say::DISMISSED)).await
}

/// Sends a submitted draft back to its author, with a reason.
async fn send_back(desk: &StaffState, signed: &Signed, work: &Work, typed: Typed) -> Answer {
    let submitted = work.read.as_ref().filter(|draft| draft.draft.content.state == DraftState::Submitted);
    let Some(read) = submitted.filter(|_| signed.staff.role.admits(Role::Publisher)) else {
        return again(desk, signed, work, typed, Vec::new(), None).await;
    };
    let Some(reason) = reason(&typed, RETURN_REASON) else {
        let missing = FieldError::new(RETURN_REASON, say::SEND_BACK_MISSING);
        return again(desk, signed, work, typed, vec![missing], None).await;
    };
    let returned = Return { author: signed.staff.name.to_string(), reason, at: desk.now() };
    let sent = desk.office.store.send_back(read, &returned).await?;
    let state = if sent { done::SENT_BACK } else { done::MOVED_ON };
    Ok(with_state(&StaffPage::Draft(read.number), state).into_response())
}

async fn throw_away(desk: &StaffState, signed: &Signed, work: &Work) -> Answer {
    let Some(read) = &work.read else { return Ok(with_state(&StaffPage::Drafts, "").into_response()) };
    let subject = format!("{} {}", read.number, search::readable(&read.draft.content.listing.name.value));
    let act = StaffAct { finess: Some(read.finess()), ..desk.act(&signed.staff, ActKind::DraftThrownAway, subject) };
    let thrown = desk.office.store.remove_draft(read.number, read.edition, &act).await?;
    if !thrown {
        return Ok(with_state(&StaffPage::Draft(read.number), done::MOVED_ON).into_response());
    }
    Ok(with_state(&StaffPage::Drafts, done::THROWN_AWAY).into_response())
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
    let dismissals = store.list_dismissals(Some(work.current.listing.finess)).await?.rows;
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
    Ok(desk.show(editing.screen(&signed.staff)).await)
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
