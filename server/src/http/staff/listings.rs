//! Listings: found, read whole, and changed through drafts until someone publishes them.

use app::access::Role;
use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::french;
use app::staff::listing::edit::{ACTION, Action, EDITION, Editing, FINESS, PREVIEW, VERSION};
use app::staff::listing::form::{Teller, filled, names, parse, parse_note};
use app::staff::listing::sheet::{DraftLine, Sheet, missing_listing};
use app::staff::listing::{directory, queue};
use app::staff::typed::Typed;
use app::text::staff::fill;
use app::text::{editor as say, office};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Finess, Listing};

use super::links::mailed_to;
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris_day;
use crate::history::{at_version, put_back, source_of};
use crate::import::register::HabilitationHint;
use crate::mail::EmailAddress;
use crate::storage::drafts::{Draft, DraftContent, DraftState, NewDraft};
use crate::storage::{Listed, Save, StoreError, Versioned};

/// What was done, in the address after a redirect.
pub(super) mod done {
    pub const SAVED: &str = "enregistre";
    pub const SUBMITTED: &str = "soumis";
    pub const PUBLISHED: &str = "publie";
    pub const THROWN_AWAY: &str = "jete";
    pub const KEPT_APART: &str = "a-part";
    pub const RESTORED: &str = "retablie";
    /// Someone saved it in between.
    pub const MOVED_ON: &str = "depasse";
}

fn said(state: &str) -> Option<&'static str> {
    match state {
        done::SAVED => Some(say::SAVED),
        done::SUBMITTED => Some(say::WAS_SUBMITTED),
        done::PUBLISHED => Some(say::PUBLISHED),
        done::THROWN_AWAY => Some(say::THROWN_AWAY),
        done::KEPT_APART => Some(say::KEPT_APART),
        done::RESTORED => Some(say::RESTORED),
        done::MOVED_ON => Some(say::MOVED_ON),
        _ => None,
    }
}

pub(super) fn with_state(page: &StaffPage, state: &str) -> Redirect {
    Redirect::to(&format!("{}?{STATE}={state}", page.href()))
}

/// The drafts as lines of a list, newest first.
pub(super) async fn draft_lines(desk: &StaffState, of: Option<Finess>) -> Result<Listed<DraftLine>, OfficeError> {
    let Listed { rows: drafts, unreadable } = desk.office.store.list_drafts().await?;
    let line = |own: Draft| DraftLine {
        number: own.number,
        listing: own.finess(),
        service: search::readable(&own.draft.content.listing.name.value),
        submitted: own.draft.content.state == DraftState::Submitted,
        from_provider: own.draft.source == Source::Provider,
        author: own.draft.author,
        saved: paris_day(own.draft.saved_at),
        note: own.draft.content.note,
    };
    let drafts = drafts.into_iter().filter(|own| of.is_none_or(|finess| own.finess() == finess));
    Ok(Listed { rows: drafts.map(line).collect(), unreadable })
}

pub(super) async fn directory(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let query: String = asked(&uri, directory::QUERY).chars().take(100).collect();
    let page = asked(&uri, directory::PAGE).parse().unwrap_or(1);
    let publication = desk.site.published.catalogue();
    Ok(desk.show(directory::screen(&signed.staff, &publication, &query, page, desk.today())).await)
}

pub(super) async fn queue(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let lines = draft_lines(&desk, None).await?;
    let screen = queue::screen(&signed.staff, &lines.rows, said(&asked(&uri, STATE)));
    Ok(desk.show(screen.naming(&lines.unreadable)).await)
}

/// A listing by the number in an address.
pub(super) async fn stored(desk: &StaffState, finess: &str) -> Result<Option<Versioned>, OfficeError> {
    let Ok(finess) = finess.parse() else { return Ok(None) };
    Ok(desk.office.store.find(finess).await?)
}

/// The sheet of a listing. `link`: one that was just made for its provider.
pub(super) async fn sheet(
    desk: &StaffState,
    signed: &Signed,
    own: &Versioned,
    done: Option<&str>,
    link: Option<&str>,
) -> Answer {
    let publication = desk.site.published.catalogue();
    let drafts = draft_lines(desk, Some(own.listing.finess)).await?;
    let address = mailed_to(desk, &own.listing);
    let hint = desk.office.store.find_hint(own.listing.finess).await?.map(|(hint, register)| {
        let sentence = match hint {
            HabilitationHint::DepartmentSetsPrices => office::HINT_PRICES,
            HabilitationHint::Convention => office::HINT_CONVENTION,
        };
        fill(sentence, &[&french().date(register)])
    });
    let sheet = Sheet {
        publication: &publication,
        listing: &own.listing,
        version: own.version,
        drafts: &drafts.rows,
        done,
        link,
        mailed_to: address.as_ref().map(EmailAddress::as_str),
        today: desk.today(),
        hint: hint.as_deref(),
    };
    Ok(desk.show(sheet.screen(&signed.staff).naming(&drafts.unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    uri: Uri,
) -> Answer {
    match stored(&desk, &finess).await? {
        Some(own) => sheet(&desk, &signed, &own, said(&asked(&uri, STATE)), None).await,
        None => Ok(desk.show(missing_listing(&signed.staff)).await),
    }
}

pub(super) async fn edit(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
) -> Answer {
    let Some(own) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let publication = desk.site.published.catalogue();
    let typed = filled(&own.listing, desk.today());
    let editing = Editing::untouched(&publication, &own.listing, own.version, typed, desk.today());
    Ok(desk.show(editing.screen(&signed.staff)).await)
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
    let content = &found.draft.content;
    let published = begun_from(&desk, &current, content.based_on).await?.unwrap_or_else(|| current.listing.clone());
    let publication = desk.site.published.catalogue();
    let mut typed = filled(&content.listing, desk.today());
    typed.put(names::NOTE, &content.note);
    let editing = Editing {
        publication,
        base: content.listing.clone(),
        published,
        version: content.based_on,
        draft: Some((found.number, found.edition)),
        behind: content.based_on != current.version,
        typed,
        errors: Vec::new(),
        parsed: Some(content.listing.clone()),
        done: said(&asked(&uri, STATE)),
        today: desk.today(),
    };
    Ok(desk.show(editing.screen(&signed.staff)).await)
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
    act(&desk, &signed, current, None, &form.typed()).await
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
    let Some(read) = store.find_edition(number, edition).await? else {
        // Published or thrown away meanwhile: what was typed goes on as a change of the listing.
        return match stored(&desk, typed.get(FINESS)).await? {
            Some(current) => act(&desk, &signed, current, None, &typed).await,
            None => Ok(desk.show(queue::missing(&signed.staff)).await),
        };
    };
    if Action::from_code(typed.get(ACTION)) == Some(Action::ThrowAway) {
        let thrown = store.remove_draft(read.number, read.edition).await?;
        let there = if thrown { StaffPage::Drafts } else { StaffPage::Draft(read.number) };
        let state = if thrown { done::THROWN_AWAY } else { done::MOVED_ON };
        return Ok(with_state(&there, state).into_response());
    }
    let Some(current) = store.find(read.finess()).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    act(&desk, &signed, current, Some(read), &typed).await
}

/// The version that a form was filled from; one that is not there yet is the present one.
pub(super) fn version_of(typed: &Typed, current: u32) -> u32 {
    typed.get(VERSION).parse().ok().filter(|version| (1..=current).contains(version)).unwrap_or(current)
}

/// Does with a form what its button says. `read`: the edition of the draft that the form was filled from.
async fn act(desk: &StaffState, signed: &Signed, current: Versioned, read: Option<Draft>, typed: &Typed) -> Answer {
    let (publication, today) = (desk.site.published.catalogue(), desk.today());
    let version = read.as_ref().map_or_else(|| version_of(typed, current.version), |own| own.draft.content.based_on);
    let published = begun_from(desk, &current, version).await?.unwrap_or_else(|| current.listing.clone());
    let base = read.as_ref().map_or(&published, |own| &own.draft.content.listing);
    let action = Action::from_code(typed.get(ACTION)).unwrap_or(Action::Preview);
    let mut errors = Vec::new();
    let parsed = parse(typed, base, &publication.territory, Teller::City, today);
    let note = parse_note(typed);
    let listing = match parsed {
        Ok(listing) => Some(put_back(&listing, base, &published)),
        Err(wrong) => {
            errors.extend(wrong);
            None
        }
    };
    errors.extend(note.as_ref().err().cloned());
    let same = listing.as_ref() == Some(&published);
    if same && action != Action::Preview && errors.is_empty() {
        errors.push(FieldError::new(PREVIEW, say::NO_CHANGE_ERROR));
    }
    let behind = version != current.version;
    let (Some(listing), Ok(note), true, false) = (&listing, note, errors.is_empty(), action == Action::Preview) else {
        let editing = Editing {
            publication,
            base: base.clone(),
            published: published.clone(),
            version,
            draft: read.as_ref().map(|own| (own.number, own.edition)),
            behind,
            typed: typed.clone(),
            errors,
            parsed: listing.clone(),
            done: None,
            today,
        };
        return Ok(desk.show(editing.screen(&signed.staff)).await);
    };
    let publishes = action == Action::Publish && signed.staff.role.admits(Role::Publisher);
    if publishes && !behind {
        let save = Save::new(Some(&current), listing.clone());
        let source = source_of(&save.changes);
        let authorship = desk.authorship(signed, source);
        match desk.office.store.publish_draft(save, &authorship, read.as_ref()).await {
            Ok(()) => {
                desk.publish().await;
                return Ok(with_state(&StaffPage::Listing(listing.finess), done::PUBLISHED).into_response());
            }
            // Someone published it in this very moment: what was typed becomes a draft, below, to be brought together.
            Err(StoreError::Conflict(..)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let state = if action == Action::Save { DraftState::Writing } else { DraftState::Submitted };
    let content = DraftContent { based_on: version, state, listing: listing.clone(), note };
    keep(desk, signed, read, content).await
}

/// Saves what was typed as a draft: the one that it was read from, or one of its own where someone saved that since.
async fn keep(desk: &StaffState, signed: &Signed, read: Option<Draft>, content: DraftContent) -> Answer {
    let told = if content.state == DraftState::Submitted { done::SUBMITTED } else { done::SAVED };
    let typed = NewDraft {
        author: signed.staff.name.to_string(),
        source: read.as_ref().map_or(Source::City, |own| own.draft.source),
        saved_at: desk.now(),
        content,
    };
    let kept = desk.office.store.keep_draft(read.as_ref(), typed).await?;
    let told = if kept.apart { done::KEPT_APART } else { told };
    Ok(with_state(&StaffPage::Draft(kept.number), told).into_response())
}
