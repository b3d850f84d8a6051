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
use app::staff::listing::edit::{ACTION, Action, DRAFT, EDITION, Editing, FINESS, PREVIEW, VERSION};
use app::staff::listing::form::{Teller, filled, names, parse, parse_note};
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
use domain::{Finess, Listing};
use jiff::Timestamp;
use jiff::civil::Date;

use super::listings::{done, draft_lines, said, stored, with_state};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris;
use crate::history::{at_version, put_back, source_of};
use crate::storage::drafts::{Draft, DraftContent, DraftState, NewDraft};
use crate::storage::editing::TypedForm;
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
    Ok(desk.show(editing.screen(&signed.staff)).await)
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

/// What was typed into a form and is now saved, or given up, is kept no longer.
async fn forget(desk: &StaffState, signed: &Signed, finess: Finess, draft: u32) -> Result<(), OfficeError> {
    Ok(desk.office.store.forget_typed(signed.staff.name.as_str(), finess, draft).await?)
}

/// Does with a form what its button says.
async fn act(desk: &StaffState, signed: &Signed, work: Work, typed: Typed) -> Answer {
    match Action::from_code(typed.get(ACTION)).unwrap_or(Action::Preview) {
        Action::Preview => again(desk, signed, &work, typed, Vec::new()).await,
        Action::ThrowAway => throw_away(desk, signed, &work).await,
        Action::StartAgain => {
            forget(desk, signed, work.current.listing.finess, work.draft()).await?;
            Ok(with_state(&here(&work), "").into_response())
        }
        Action::Save => settle(desk, signed, work, typed, DraftState::Writing, false).await,
        Action::Submit => settle(desk, signed, work, typed, DraftState::Submitted, false).await,
        Action::Publish => settle(desk, signed, work, typed, DraftState::Submitted, true).await,
    }
}

/// The page of the form.
fn here(work: &Work) -> StaffPage {
    work.read
        .as_ref()
        .map_or(StaffPage::Edit(work.current.listing.finess), |draft| StaffPage::Draft(draft.number))
}

async fn throw_away(desk: &StaffState, signed: &Signed, work: &Work) -> Answer {
    let Some(read) = &work.read else { return Ok(with_state(&StaffPage::Drafts, "").into_response()) };
    let thrown = desk.office.store.remove_draft(read.number, read.edition).await?;
    if !thrown {
        return Ok(with_state(&StaffPage::Draft(read.number), done::MOVED_ON).into_response());
    }
    forget(desk, signed, read.finess(), read.number).await?;
    Ok(with_state(&StaffPage::Drafts, done::THROWN_AWAY).into_response())
}

/// The form as it was typed, with everything that is wrong in it.
async fn again(desk: &StaffState, signed: &Signed, work: &Work, typed: Typed, mut errors: Vec<FieldError>) -> Answer {
    let parsed = work.parse(&typed);
    let parsed = match parsed {
        Ok(listing) => Some(listing),
        Err(wrong) => {
            errors.splice(0..0, wrong);
            None
        }
    };
    errors.extend(parse_note(&typed).err());
    let editing = Editing { parsed, errors, ..work.editing(typed) };
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
        return again(desk, signed, &work, typed, Vec::new()).await;
    };
    if listing == work.published {
        let same = FieldError::new(PREVIEW, say::NO_CHANGE_ERROR);
        return again(desk, signed, &work, typed, vec![same]).await;
    }
    let (finess, draft) = (listing.finess, work.draft());
    if publishes && signed.staff.role.admits(Role::Publisher) && !work.is_behind() {
        let save = Save::new(Some(&work.current), listing.clone());
        let authorship = desk.authorship(signed, source_of(&save.changes));
        match desk.office.store.publish_draft(save, &authorship, work.read.as_ref()).await {
            Ok(()) => {
                forget(desk, signed, finess, draft).await?;
                desk.publish().await;
                return Ok(with_state(&StaffPage::Listing(finess), done::PUBLISHED).into_response());
            }
            // Someone published it in this very moment: what was typed becomes a draft, below, to be brought together.
            Err(StoreError::Conflict(..)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let content = DraftContent { based_on: work.version, state, listing, note };
    let answer = keep(desk, signed, work.read, content).await?;
    forget(desk, signed, finess, draft).await?;
    Ok(answer)
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
    let finess = typed.get(FINESS).parse().map_err(|_| Refusal::Failed)?;
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
