//! The history of a listing, versions restored, drafts brought together with what was published since, and the journal
//! as a file.

use app::routes::StaffPage;
use app::staff::listing::edit::{EDITION, VERSION};
use app::staff::listing::history::{ActLine, CURRENT, HistoryLine, VersionLine, screen};
use app::staff::listing::merge::{Meeting, parse};
use app::staff::listing::queue;
use app::staff::listing::sheet::missing_listing;
use app::staff::listing::words::sourced;
use app::staff::typed::Typed;
use app::text::editor as say;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Territory};
use futures_util::{StreamExt, stream};

use app::staff::french;

use super::editor::begun_from;
use super::listings::{done, stored, with_state};
use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, too_large};
use crate::clock::paris;
use crate::export::{BOM, JOURNAL_HEADER, journal_lines};
use crate::history::{alone, at_version, merge, with_fields};
use crate::office_tables::act_words;
use crate::storage::drafts::{Draft, DraftContent};
use crate::storage::{Change, Save, Versioned};

/// What a revision changed, in words.
pub(super) fn in_words(territory: &Territory, finess: Finess, changes: &[Change]) -> Vec<(Field, String, String)> {
    let t = french();
    let words = |field: Field, value: &serde_json::Value| {
        if value.is_null() {
            return say::UNKNOWN.to_owned();
        }
        alone(finess, field, value).map_or_else(|| value.to_string(), |own| sourced(t, territory, &own, field))
    };
    let line = |change: &Change| {
        let field = Field::from_code(&change.field)?;
        Some((field, words(field, &change.before), words(field, &change.after)))
    };
    changes.iter().filter_map(line).collect()
}

/// Acts of a listing that its history shows.
const MOST_ACTS: u32 = 500;

async fn history(desk: &StaffState, signed: &Signed, own: &Versioned, wrong: Option<&'static str>) -> Answer {
    let publication = desk.site.published.catalogue();
    let finess = own.listing.finess;
    let store = &desk.office.store;
    let mut unreadable = Vec::new();
    let revisions = store.list_revisions(finess).await?.naming(&mut unreadable);
    let origins = store.list_origins(Some(finess)).await?.naming(&mut unreadable);
    let acts = store.list_acts(Some(finess), MOST_ACTS).await?.naming(&mut unreadable);
    let imports = store.list_imports().await?.rows;
    let file = |number: u32| {
        let import = imports.iter().find(|import| import.number == number);
        import.map(|import| import.file_name.clone()).unwrap_or_default()
    };
    let drafted = |version: u32| {
        let origin = origins.iter().find(|origin| origin.version == version);
        origin.map(|origin| (origin.drafted_by.clone(), origin.note.clone()))
    };
    let acts = acts.into_iter().map(|act| ActLine {
        author: act.author,
        recorded: paris(act.recorded_at),
        act: act_words(act.kind),
        subject: act.subject,
        reason: act.reason,
    });
    let versions = revisions.into_iter().map(|revision| VersionLine {
        version: revision.version,
        source: revision.source,
        recorded: paris(revision.recorded_at),
        import: revision.import_number.map(|number| (number, file(number))),
        drafted: drafted(revision.version),
        changes: in_words(&publication.territory, finess, &revision.changes),
        author: revision.author,
    });
    let name = search::readable(&own.listing.name.value);
    let lines = versions.map(HistoryLine::Version).chain(acts.map(HistoryLine::Act)).collect();
    let screen = screen(&signed.staff, finess, &name, lines, wrong);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
) -> Answer {
    match stored(&desk, &finess).await? {
        Some(own) => history(&desk, &signed, &own, None).await,
        None => Ok(desk.show(missing_listing(&signed.staff)).await),
    }
}

/// A version as it was becomes the next one, if the history is still the one that was read.
pub(super) async fn restore(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let Some(own) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let version: u32 = typed.get(VERSION).parse().unwrap_or_default();
    if typed.get(CURRENT).parse() != Ok(own.version) || !(1..own.version).contains(&version) {
        return history(&desk, &signed, &own, Some(say::HISTORY_GONE)).await;
    }
    let revisions = desk.office.store.list_revisions(own.listing.finess).await?;
    let restored = revisions.whole().and_then(|revisions| at_version(&revisions, version).ok());
    let Some(listing) = restored.filter(|listing| listing.check().is_ok()) else {
        return history(&desk, &signed, &own, Some(say::NOT_IN_JOURNAL)).await;
    };
    let finess = listing.finess;
    let save = Save::new(Some(&own), listing);
    if !save.changes.is_empty() {
        desk.save(vec![save], &desk.authorship(&signed, Source::City)).await?;
    }
    Ok(with_state(&StaffPage::Listing(finess), done::RESTORED).into_response())
}

/// Where the draft of an address and the published listing meet.
async fn meeting(
    desk: &StaffState,
    signed: &Signed,
    draft: &Draft,
    current: &Versioned,
    typed: &Typed,
    chosen: bool,
) -> Answer {
    let content = &draft.draft.content;
    let base = begun_from(desk, current, content.based_on).await?;
    let merged = merge(base.as_ref(), &content.listing, &current.listing);
    let taken = match parse(typed, &merged.disputed) {
        Ok(taken) => taken,
        Err(errors) => {
            let publication = desk.site.published.catalogue();
            let meeting = Meeting {
                publication,
                number: draft.number,
                edition: draft.edition,
                base: (base.unwrap_or_else(|| current.listing.clone()), content.based_on),
                draft: content.listing.clone(),
                published: (current.listing.clone(), current.version),
                disputed: merged.disputed,
                typed: typed.clone(),
                errors: if chosen { errors } else { Vec::new() },
            };
            return Ok(desk.show(meeting.screen(&signed.staff)).await);
        }
    };
    let listing = with_fields(&merged.listing, &content.listing, &taken);
    let content = DraftContent { based_on: current.version, state: content.state, listing, note: content.note.clone() };
    let saved = desk.office.store.save_draft(draft, &content, desk.now()).await?;
    let state = if saved { done::SAVED } else { done::MOVED_ON };
    Ok(with_state(&StaffPage::Draft(draft.number), state).into_response())
}

async fn drafted(desk: &StaffState, number: &str) -> Result<Option<(Draft, Versioned)>, super::OfficeError> {
    let Some(draft) = desk.office.store.find_draft(number.parse().unwrap_or_default()).await? else { return Ok(None) };
    let current = desk.office.store.find(draft.finess()).await?;
    Ok(current.map(|current| (draft, current)))
}

pub(super) async fn meet(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    match drafted(&desk, &number).await? {
        // Nothing has been published since.
        Some((draft, current)) if draft.draft.content.based_on == current.version => {
            Ok(with_state(&StaffPage::Draft(draft.number), "").into_response())
        }
        Some((draft, current)) => meeting(&desk, &signed, &draft, &current, &Typed::default(), false).await,
        None => Ok(desk.show(queue::missing(&signed.staff)).await),
    }
}

pub(super) async fn bring_together(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let Some((draft, current)) = drafted(&desk, &number).await? else {
        return Ok(desk.show(queue::missing(&signed.staff)).await);
    };
    // Either moved on while someone chose: the choices are asked again.
    let same = typed.get(EDITION).parse() == Ok(draft.edition) && typed.get(VERSION).parse() == Ok(current.version);
    let typed = if same { typed } else { Typed::default() };
    meeting(&desk, &signed, &draft, &current, &typed, same).await
}

/// Rows of the journal read at a time.
const ROWS: u32 = 2_000;

/// The whole journal as a file, sent while it is read.
pub(super) async fn journal(State(desk): Shared) -> Response {
    let start = Bytes::from([BOM, JOURNAL_HEADER].concat());
    let rows = stream::unfold(Some((desk, 0_u64)), |state| async move {
        let (desk, last) = state?;
        match desk.office.store.list_entries(last, ROWS).await {
            Ok(entries) => {
                let end = entries.last()?.number;
                Some((journal_lines(&entries).map(Bytes::from).map_err(std::io::Error::other), Some((desk, end))))
            }
            Err(error) => {
                tracing::error!(?error, "the journal cannot be read");
                // A file that is cut is told from a whole one by the transfer, which fails.
                Some((Err(std::io::Error::other("the journal cannot be read")), None))
            }
        }
    });
    // Compression asks once more after the end, which `unfold` answers by a panic.
    let all = stream::once(async move { Ok(start) }).chain(rows).fuse();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"journal.csv\"")),
    ];
    (headers, Body::from_stream(all)).into_response()
}
