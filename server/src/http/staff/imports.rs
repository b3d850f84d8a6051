//! Imports: a file is received and read, what it would change waits, is accepted whole or in part, and can be undone.

use std::time::Duration;

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::french;
use app::staff::imports::{
    ALLOW_CLOSING, ChangedLine, Decision, FILE, ImportLine, ImportScreen, PAGE, PAGE_SIZE, PreviewScreen, TAKEN,
    WaitingLine, list as list_screen, no_import, preview_gone,
};
use app::staff::listing::edit::ACTION;
use app::staff::listing::words::{label, words};
use app::staff::paging::Paging;
use app::staff::unreadable_page;
use app::text::Lang;
use app::text::editor::UNKNOWN;
use app::text::office as say;
use app::text::staff::fill;
use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect};
use domain::Listing;
use domain::provider::listing::{Source, Standing};
use domain::provider::register::{EXTRACTS_FROZEN_ON, Freshness, RegisterSeen};
use domain::values::closed_list::ClosedList;
use domain::values::names::visible;
use domain::values::search;
use jiff::civil::Date;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::super::load::{bounded, is_too_large};
use super::history::in_words;
use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, asked, too_large};
use crate::clock::{paris, paris_day};
use crate::history::without;
use crate::http::request_log::Cause;
use crate::import::preview::{Compared, read};
use crate::spreadsheet::{Sheet, template_csv, template_xlsx};
use crate::storage::figures::ActKind;
use crate::storage::journal::{Import, ImportKind};
use crate::storage::previews::{NewPreview, Preview, PreviewLine, Taken};
use crate::storage::{Save, StoreError, changes_between};

/// Bytes of the largest file.
const FILE_LIMIT: usize = 64 * 1024 * 1024;

/// Bytes of the form around the file.
const FORM_AROUND: usize = 16 * 1024;

/// How long a file may take to arrive.
const UPLOAD_TIME: Duration = Duration::from_secs(300);

/// Files received at a time, and files read at a time: a workbook unpacked takes hundreds of megabytes.
static RECEIVED: Semaphore = Semaphore::const_new(4);
static READ: Semaphore = Semaphore::const_new(1);

/// What was done, in the address after a redirect.
const THROWN: &str = "laisse";

/// The CSV of a sheet: "tarifs.csv".
fn csv_name(sheet: Sheet) -> String {
    format!("{}.csv", sheet.code())
}

async fn listed(desk: &StaffState, signed: &Signed, errors: &[FieldError], done: Option<&str>) -> Answer {
    let (store, mut unreadable) = (&desk.office.store, Vec::new());
    let waiting = store.list_previews().await?.naming(&mut unreadable).into_iter().map(|own| WaitingLine {
        number: own.number,
        file_name: own.file_name,
        author: own.author,
        read: paris(own.read_at),
    });
    let imports = store.list_imports().await?.naming(&mut unreadable).into_iter().map(|own: Import| ImportLine {
        number: own.number,
        accepted: paris_day(own.recorded_at),
        written: own.counts.added + own.counts.changed + own.counts.confirmed + own.counts.closed,
        undone: own.undone.map(|(who, at)| (who, paris_day(at))),
        file_name: own.file_name,
        author: own.author,
    });
    let templates: Vec<(String, String)> =
        Sheet::ALL.iter().map(|sheet| (csv_name(*sheet), sheet.title().to_owned())).collect();
    let (waiting, imports): (Vec<_>, Vec<_>) = (waiting.collect(), imports.collect());
    let screen = list_screen(&signed.staff, &waiting, &imports, &templates, errors, done);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn list(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let done = (asked(&uri, STATE) == THROWN).then_some(say::THROWN);
    listed(&desk, &signed, &[], done).await
}

/// A file as it was sent.
struct Received {
    name: String,
    bytes: Vec<u8>,
    allow_closing: bool,
}

/// The parts of the form. None: it is larger than the limit.
async fn received(request: Request) -> Result<Option<Received>, MultipartError> {
    let mut received = Received { name: String::new(), bytes: Vec::new(), allow_closing: false };
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(Some(received)) };
    while let Some(mut part) = parts.next_field().await? {
        match part.name() {
            Some(FILE) => {
                // Some browsers send a folder with it; only its last part names the file.
                let name = part.file_name().unwrap_or_default();
                let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
                received.name = visible(last).chars().take(120).collect();
                while let Some(chunk) = part.chunk().await? {
                    if received.bytes.len() + chunk.len() > FILE_LIMIT {
                        return Ok(None);
                    }
                    received.bytes.extend_from_slice(&chunk);
                }
            }
            Some(ALLOW_CLOSING) => received.allow_closing = true,
            Some(_) | None => {}
        }
    }
    Ok(Some(received))
}

pub(super) async fn receive(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let wrong = |message: &str| vec![FieldError::new(FILE, message)];
    // Held until the file is read: what waits to be read is in memory too.
    let Ok(place) = RECEIVED.try_acquire() else {
        let mut answer = listed(&desk, &signed, &wrong(say::FILE_CROWDED), None).await?;
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        return Ok(Cause::text("four files are being received").of_answer(answer));
    };
    let request = request.map(|body| bounded(body, FILE_LIMIT + FORM_AROUND));
    let received = match timeout(UPLOAD_TIME, received(request)).await {
        Ok(Ok(Some(received))) if !received.bytes.is_empty() => received,
        Ok(Ok(None)) => return listed(&desk, &signed, &wrong(say::FILE_TOO_LARGE), None).await,
        Ok(Err(error)) if is_too_large(&error) => {
            return listed(&desk, &signed, &wrong(say::FILE_TOO_LARGE), None).await;
        }
        Ok(Ok(Some(_)) | Err(_)) | Err(_) => return listed(&desk, &signed, &wrong(say::FILE_MISSING), None).await,
    };
    let store = &desk.office.store;
    let stored = store.load_all().await?.rows;
    let last = store.last_imports().await?;
    let publication = desk.site.published.catalogue();
    let (today, now) = (desk.today(), desk.now());
    let Received { name, bytes, allow_closing } = received;
    let turn = READ.acquire().await;
    let reading = move || {
        // Given back when the file is read, whether someone still waits for it or not.
        let _held = (place, turn);
        let territory = &publication.territory;
        read(&bytes, Compared { stored, last, territory, today, allow_closing })
    };
    // A file of fifty megabytes is read off the threads that answer.
    let file = match tokio::task::spawn_blocking(reading).await {
        Ok(Ok(file)) => file,
        Ok(Err(refused)) => return listed(&desk, &signed, &wrong(&refused), None).await,
        Err(_) => return Ok(Cause::text("the reading of a file panicked").of_answer(super::broken(Lang::French))),
    };
    let preview = NewPreview {
        kind: file.kind,
        file_name: name,
        file_date: file.date,
        author: signed.staff.name.to_string(),
        read_at: now,
        content: file.content,
    };
    let number = store.add_preview(preview).await?;
    Ok(Redirect::to(&StaffPage::Preview(number, 1).href()).into_response())
}

/// A listing as a file would have it, in words.
fn changed_line(desk: &StaffState, line: &PreviewLine) -> ChangedLine {
    let publication = desk.site.published.catalogue();
    let finess = line.after.finess;
    let changes = changes_between(line.before.as_ref(), &line.after);
    ChangedLine {
        finess,
        service: search::readable(&line.after.name.value),
        is_new: line.based_on.is_none(),
        changes: in_words(&publication.territory, finess, &changes),
    }
}

/// What is to be said of the age of a register.
fn warnings(found: &Preview, today: Date) -> Vec<String> {
    let Some(kind) = found.preview.kind.register() else { return Vec::new() };
    let (seen, t) = (RegisterSeen { kind, on: found.preview.file_date }, french());
    let frozen = seen.is_frozen().then(|| fill(say::REGISTER_FROZEN, &[&t.date(EXTRACTS_FROZEN_ON)]));
    let age = match seen.freshness(today) {
        Freshness::Fresh => None,
        Freshness::Old => Some(fill(say::REGISTER_OLD, &[&t.date(seen.on)])),
        Freshness::Stale => Some(fill(say::REGISTER_STALE, &[&t.date(seen.on)])),
    };
    frozen.into_iter().chain(age).collect()
}

async fn preview_screen(
    desk: &StaffState,
    signed: &Signed,
    found: &Preview,
    page: usize,
    wrong: Option<&str>,
) -> Answer {
    let content = &found.preview.content;
    let paging = Paging::new(content.lines.len(), PAGE_SIZE, page);
    let lines: Vec<ChangedLine> = content.lines[paging.range()].iter().map(|line| changed_line(desk, line)).collect();
    let counts = &content.counts;
    let territory = &desk.site.published.catalogue().territory;
    let part =
        |listing: &Listing, field| words(french(), territory, listing, field).unwrap_or_else(|| UNKNOWN.to_owned());
    let differences: Vec<_> = content
        .differences
        .iter()
        .map(|own| {
            let service = search::readable(&own.stays.name.value);
            let (stays, file_says) = (part(&own.stays, own.field), part(&own.file_says, own.field));
            (own.stays.finess, service, label(own.field), stays, file_says)
        })
        .collect();
    let warnings = warnings(found, desk.today());
    let remarks: Vec<(String, String)> =
        content.remarks.iter().map(|own| (own.place.clone(), own.reason.clone())).collect();
    let screen = PreviewScreen {
        number: found.number,
        file_name: &found.preview.file_name,
        counts: [
            counts.read,
            counts.added,
            counts.changed,
            counts.confirmed + content.seen_again,
            counts.closed,
            remarks.len() as u32,
        ],
        replaces_demonstration: content.replaces_demonstration,
        total: content.lines.len(),
        paging: &paging,
        lines: &lines,
        remarks: &remarks,
        warnings: &warnings,
        is_dated: found.preview.kind != ImportKind::Sheet,
        differences: &differences,
        wrong,
    };
    Ok(desk.show(screen.screen(&signed.staff)).await)
}

pub(super) async fn show_preview(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    uri: Uri,
) -> Answer {
    match desk.office.store.find_preview(number.parse().unwrap_or_default()).await? {
        Some(found) => preview_screen(&desk, &signed, &found, asked(&uri, PAGE).parse().unwrap_or(1), None).await,
        None => Ok(desk.show(preview_gone(&signed.staff)).await),
    }
}

pub(super) async fn decide(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (typed, store) = (form.typed(), &desk.office.store);
    let number: u32 = number.parse().unwrap_or_default();
    let decision = Decision::from_code(typed.get(ACTION));
    if decision == Some(Decision::Nothing) {
        let waiting = store.list_previews().await?.rows;
        let file = waiting.into_iter().find(|waiting| waiting.number == number).map(|waiting| waiting.file_name);
        let act = desk.act(&signed.staff, ActKind::FileRefused, file.unwrap_or_else(|| number.to_string()));
        store.refuse_preview(number, &act).await?;
        let there = format!("{}?{STATE}={THROWN}", StaffPage::Imports.href());
        return Ok(Redirect::to(&there).into_response());
    }
    let Some(found) = store.find_preview(number).await? else {
        return Ok(desk.show(preview_gone(&signed.staff)).await);
    };
    let taken = match decision {
        Some(Decision::All) => Taken::All,
        Some(_) | None => Taken::Lines(typed.all(TAKEN).filter_map(|text| text.parse().ok()).collect()),
    };
    let is_dated = taken == Taken::All && found.preview.kind != ImportKind::Sheet;
    if !is_dated && !found.preview.content.lines.iter().any(|line| found.preview.takes(&taken, line)) {
        let page = asked(&parts.uri, PAGE).parse().unwrap_or(1);
        return preview_screen(&desk, &signed, &found, page, Some(say::NOTHING_TICKED)).await;
    }
    let author = signed.staff.name.as_str();
    let Some(accepted) = store.accept_preview(number, &taken, author, desk.now()).await? else {
        return Ok(desk.show(preview_gone(&signed.staff)).await);
    };
    if let Some(later) = accepted.later {
        let wrong = fill(say::LATER_ACCEPTED, &[&french().date(later)]);
        return preview_screen(&desk, &signed, &found, 1, Some(&wrong)).await;
    }
    desk.publish().await;
    let stale: Vec<String> = accepted.stale.iter().map(|listing| search::readable(&listing.name.value)).collect();
    let mut done = Vec::new();
    if !stale.is_empty() {
        done.push(fill(say::STALE, &[&stale.join(", ")]));
    }
    match accepted.import {
        Some((number, written)) => {
            done.insert(0, fill(say::ACCEPTED_NOW, &[&number, &written]));
            import_screen(&desk, &signed, number, 1, &done, None).await
        }
        None => listed(&desk, &signed, &[], done.first().map(String::as_str)).await,
    }
}

async fn import_screen(
    desk: &StaffState,
    signed: &Signed,
    number: u32,
    page: usize,
    done: &[String],
    wrong: Option<&str>,
) -> Answer {
    let (store, mut unreadable) = (&desk.office.store, Vec::new());
    let imports = store.list_imports().await?.naming(&mut unreadable);
    let Some(import) = imports.iter().find(|own| own.number == number) else {
        return Ok(desk.show(no_import(&signed.staff)).await);
    };
    let publication = desk.site.published.catalogue();
    let revisions = store.revisions_of_import(number).await?.naming(&mut unreadable);
    let paging = Paging::new(revisions.len(), PAGE_SIZE, page);
    let lines = revisions[paging.range()].iter().map(|revision| {
        let listing = publication.catalogue.find(revision.finess);
        let name = listing.map(|listing| search::readable(&listing.name.value));
        ChangedLine {
            finess: revision.finess,
            service: name.unwrap_or_else(|| revision.finess.to_string()),
            is_new: revision.version == 1,
            changes: in_words(&publication.territory, revision.finess, &revision.changes),
        }
    });
    let undone = import.undone.as_ref().map(|(who, at)| (who.clone(), paris_day(*at)));
    let screen = ImportScreen {
        number,
        file_name: &import.file_name,
        author: &import.author,
        accepted: paris(import.recorded_at),
        file_date: import.file_date,
        undone: undone.as_ref(),
        paging: &paging,
        total: revisions.len(),
        lines: &lines.collect::<Vec<_>>(),
        done,
        wrong,
    };
    Ok(desk.show(screen.screen(&signed.staff).naming(&unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    uri: Uri,
) -> Answer {
    let page = asked(&uri, PAGE).parse().unwrap_or(1);
    import_screen(&desk, &signed, number.parse().unwrap_or_default(), page, &[], None).await
}

/// Each listing gets back what the import changed of it, where nobody changed it since. A listing that the import brought
/// is closed: nothing is ever taken out of the record.
pub(super) async fn undo(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    let store = &desk.office.store;
    let number = number.parse().unwrap_or_default();
    let (mut saves, mut later, mut closed) = (Vec::new(), Vec::new(), 0);
    let revisions = store.revisions_of_import(number).await?;
    if let Some(row) = revisions.unreadable.first() {
        // To undo the rest alone would leave the import half undone.
        return Ok(desk.show(unreadable_page(Some(&signed.staff), row.clone())).await);
    }
    for revision in revisions {
        let Some(own) = store.find(revision.finess).await? else { continue };
        let name = search::readable(&own.listing.name.value);
        let listing = if revision.version == 1 {
            if own.version > 1 || own.listing.standing != Standing::Open {
                later.push(name);
                continue;
            }
            closed += 1;
            Listing { standing: Standing::ClosedSince(desk.today()), ..own.listing.clone() }
        } else {
            let (listing, changed) = without(&own.listing, &revision.changes)
                .map_err(|cause| StoreError::unreadable_listing(revision.finess, cause))?;
            later.extend(
                changed.into_iter().map(|field| format!("{name} ({})", app::staff::listing::words::label(field))),
            );
            listing
        };
        let save = Save::new(Some(&own), listing);
        if !save.changes.is_empty() {
            saves.push(save);
        }
    }
    let count = saves.len() - closed;
    if !store.undo_import(number, saves, &desk.authorship(&signed, Source::City)).await? {
        return import_screen(&desk, &signed, number, 1, &[], Some(say::UNDO_LATE)).await;
    }
    desk.publish().await;
    let mut done = vec![fill(say::UNDONE_NOW, &[&count, &closed])];
    if !later.is_empty() {
        done.push(fill(say::UNDONE_LATER, &[&later.join(", ")]));
    }
    import_screen(&desk, &signed, number, 1, &done, None).await
}

/// A spreadsheet filled with the listings of today.
pub(super) async fn template(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(name): Path<String>,
) -> Answer {
    let publication = desk.site.published.catalogue();
    let file = name.clone();
    let writing = move || {
        let listings = publication.catalogue.listings();
        match Sheet::ALL.iter().find(|sheet| csv_name(**sheet) == file) {
            Some(sheet) => Some(template_csv(*sheet, listings, &publication.territory)),
            None => (file == "fiches.xlsx").then(|| template_xlsx(listings, &publication.territory)),
        }
    };
    let bytes = match tokio::task::spawn_blocking(writing).await {
        Ok(Some(Ok(bytes))) => bytes,
        Ok(None) => return Ok(desk.show(no_import(&signed.staff)).await),
        Ok(Some(Err(error))) => {
            return Ok(Cause::of(&error).of_answer(super::broken(Lang::French)));
        }
        Err(_) => return Ok(Cause::text("a spreadsheet panicked").of_answer(super::broken(Lang::French))),
    };
    let kind = if name.ends_with(".csv") {
        "text/csv; charset=utf-8"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    };
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let attached = attached.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, attached)], bytes)
        .into_response())
}
