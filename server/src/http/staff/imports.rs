//! Imports: a file is received and read, what it would change waits, is accepted whole or in part, and can be undone.

use std::time::Duration;

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::confirm::{CONFIRMED, Confirmation};
use app::staff::field::STATE;
use app::staff::imports::{
    ALLOW_CLOSING, FILE, ImportLine, ImportList, ImportScreen, PAGE, PAGE_SIZE, WaitingLine, WrittenLine,
    list as list_screen, no_import,
};
use app::staff::listing::words::label;
use app::staff::paging::Paging;
use app::staff::unreadable::UnreadableRow;
use app::staff::unreadable_page;
use app::text::Lang;
use app::text::office as say;
use app::text::staff::fill;
use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect};
use domain::Listing;
use domain::provider::listing::{Source, Standing};
use domain::values::closed_list::ClosedList;
use domain::values::names::visible;
use domain::values::search;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::super::load::{bounded, is_too_large};
use super::history::in_words;
use super::previews::turned;
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::{paris, paris_day};
use crate::history::without;
use crate::http::request_log::Cause;
use crate::import::preview::{Compared, read};
use crate::spreadsheet::{Sheet, template_csv, template_xlsx};
use crate::storage::journal::Import;
use crate::storage::previews::{NewPreview, Turn};
use crate::storage::{Save, StoreError};

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
pub(super) const THROWN: &str = "laisse";

/// The CSV of a sheet: "tarifs.csv".
fn csv_name(sheet: Sheet) -> String {
    format!("{}.csv", sheet.code())
}

pub(super) async fn listed(
    desk: &StaffState,
    signed: &Signed,
    errors: Vec<FieldError>,
    done: Option<String>,
) -> Answer {
    let (store, mut unreadable) = (&desk.office.store, Vec::new());
    let waiting = store.list_previews().await?.naming(&mut unreadable).into_iter().map(|waiting| WaitingLine {
        number: waiting.number,
        file_name: waiting.file_name,
        author: waiting.author,
        read: paris(waiting.read_at),
        counts: [
            waiting.counts.added,
            waiting.counts.changed,
            waiting.counts.closed,
            u32::try_from(waiting.remarks).unwrap_or(u32::MAX),
        ],
    });
    let imports = store.list_imports().await?.naming(&mut unreadable).into_iter().map(|import: Import| ImportLine {
        number: import.number,
        accepted: paris_day(import.recorded_at),
        written: import.counts.added + import.counts.changed + import.counts.confirmed + import.counts.closed,
        undone: import.undone.map(|(who, at)| (who, paris_day(at))),
        file_name: import.file_name,
        author: import.author,
    });
    let (waiting, imports) = (waiting.collect(), imports.collect());
    let templates = Sheet::ALL.iter().map(|sheet| (csv_name(*sheet), sheet.title().to_owned())).collect();
    let shown = ImportList { waiting, imports, templates, errors, done };
    Ok(desk.show(list_screen(&signed.staff, shown).naming(&unreadable)).await)
}

pub(super) async fn list(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let done = (asked(&uri, STATE) == THROWN).then(|| say::THROWN.to_owned());
    listed(&desk, &signed, Vec::new(), done).await
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
        let mut answer = listed(&desk, &signed, wrong(say::FILE_CROWDED), None).await?;
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        return Ok(Cause::text("four files are being received").of_answer(answer));
    };
    let request = request.map(|body| bounded(body, FILE_LIMIT + FORM_AROUND));
    let received = match timeout(UPLOAD_TIME, received(request)).await {
        Ok(Ok(Some(received))) if !received.bytes.is_empty() => received,
        Ok(Ok(None)) => return listed(&desk, &signed, wrong(say::FILE_TOO_LARGE), None).await,
        Ok(Err(error)) if is_too_large(&error) => {
            return listed(&desk, &signed, wrong(say::FILE_TOO_LARGE), None).await;
        }
        Ok(Ok(Some(_)) | Err(_)) | Err(_) => return listed(&desk, &signed, wrong(say::FILE_MISSING), None).await,
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
        Ok(Err(refused)) => return listed(&desk, &signed, wrong(&refused), None).await,
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

pub(super) async fn import_screen(
    desk: &StaffState,
    signed: &Signed,
    number: u32,
    page: usize,
    done: Vec<String>,
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
        WrittenLine {
            finess: revision.finess,
            service: name.unwrap_or_else(|| revision.finess.to_string()),
            is_new: revision.version == 1,
            changes: in_words(&publication.territory, revision.finess, &revision.changes),
        }
    });
    let screen = ImportScreen {
        number,
        file_name: import.file_name.clone(),
        author: import.author.clone(),
        accepted: paris(import.recorded_at),
        file_date: import.file_date,
        left_out: import.counts.left_out,
        undone: import.undone.as_ref().map(|(who, at)| (who.clone(), paris_day(*at))),
        lines: lines.collect(),
        total: revisions.len(),
        paging,
        done,
        wrong: wrong.map(str::to_owned),
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
    import_screen(&desk, &signed, number.parse().unwrap_or_default(), page, Vec::new(), None).await
}

/// What undoing an import writes.
#[derive(Default)]
struct Undoing {
    saves: Vec<Save>,
    /// What it closes or reopens, of the listings as they would be.
    turns: Vec<(Turn, Listing)>,
    /// Listings that the import brought.
    brought: usize,
    /// What someone changed since, by name: it stays.
    later: Vec<String>,
    /// Rows of the import that cannot be read: to undo the rest alone would leave it half undone.
    unreadable: Option<UnreadableRow>,
}

/// Each listing gets back what the import changed of it, where nobody changed it since. A listing that the import brought
/// is closed: nothing is ever taken out of the record.
async fn undoing(desk: &StaffState, number: u32) -> Result<Undoing, OfficeError> {
    let (store, mut undoing) = (&desk.office.store, Undoing::default());
    let revisions = store.revisions_of_import(number).await?;
    if let Some(row) = revisions.unreadable.first() {
        return Ok(Undoing { unreadable: Some(row.clone()), ..undoing });
    }
    for revision in revisions {
        let Some(current) = store.find(revision.finess).await? else { continue };
        let name = search::readable(&current.listing.name.value);
        let listing = if revision.version == 1 {
            if current.version > 1 || !current.listing.standing.is_open() {
                undoing.later.push(name);
                continue;
            }
            undoing.brought += 1;
            Listing { standing: Standing::ClosedSince(desk.today()), ..current.listing.clone() }
        } else {
            let (listing, changed) = without(&current.listing, &revision.changes)
                .map_err(|cause| StoreError::unreadable_listing(revision.finess, cause))?;
            let named = changed.into_iter().map(|field| format!("{name} ({})", label(field)));
            undoing.later.extend(named);
            listing
        };
        match (current.listing.standing.is_open(), listing.standing.is_open()) {
            (true, false) => undoing.turns.push((Turn::Closes, listing.clone())),
            (false, true) => undoing.turns.push((Turn::Reopens, listing.clone())),
            (true, true) | (false, false) => {}
        }
        let save = Save::new(Some(&current), listing);
        if !save.changes.is_empty() {
            undoing.saves.push(save);
        }
    }
    Ok(undoing)
}

/// What undoing does is said before it is done: families see it at once.
fn asked_first(number: u32, undoing: &Undoing, restored: usize) -> Confirmation {
    let turns: Vec<(Turn, &Listing)> = undoing.turns.iter().map(|(turn, listing)| (*turn, listing)).collect();
    let restores = match restored {
        0 => None,
        1 => Some(say::RESTORES_ONE.to_owned()),
        count => Some(fill(say::RESTORES, &[&count])),
    };
    let here = StaffPage::Import(number).href();
    Confirmation {
        title: fill(say::CONFIRM_UNDO, &[&number]),
        effects: turned(&turns).into_iter().chain(restores.map(|words| (words, Vec::new()))).collect(),
        action: here.clone(),
        fields: Vec::new(),
        confirm: say::CONFIRM_UNDO_BUTTON.to_owned(),
        back: here,
    }
}

pub(super) async fn undo(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let number = number.parse().unwrap_or_default();
    let undoing = undoing(&desk, number).await?;
    if let Some(row) = undoing.unreadable {
        return Ok(desk.show(unreadable_page(Some(&signed.staff), row)).await);
    }
    let count = undoing.saves.len() - undoing.brought;
    if !undoing.saves.is_empty() && !form.typed().ticked(CONFIRMED) {
        return Ok(desk.show(asked_first(number, &undoing, count).screen(&signed.staff)).await);
    }
    let Undoing { saves, brought, later, .. } = undoing;
    if !desk.office.store.undo_import(number, saves, &desk.authorship(&signed, Source::City)).await? {
        return import_screen(&desk, &signed, number, 1, Vec::new(), Some(say::UNDO_LATE)).await;
    }
    desk.publish().await;
    let mut done = vec![fill(say::UNDONE_NOW, &[&count, &brought])];
    if !later.is_empty() {
        done.push(fill(say::UNDONE_LATER, &[&later.join(", ")]));
    }
    import_screen(&desk, &signed, number, 1, done, None).await
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
