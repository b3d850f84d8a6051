//! The files of the dossiers of services: received, kept, given back to the staff as attachments, removed.

use std::path::Path as FilePath;
use std::time::Duration;

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::dossier::{DossierAction, FILE, PART, SURE, file_gone};
use app::staff::listing::sheet::missing_listing;
use app::staff::typed::Typed;
use app::text::dossier as say;
use axum::Extension;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use domain::Finess;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::values::names::visible;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::super::load::{bounded, is_too_large};
use super::dossiers::{Sent, back, screen, signature};
use super::listings::stored;
use super::session::Signed;
use super::{Answer, OfficeError, Shared, StaffState};
use crate::http::request_log::Cause;
use crate::secrets::Token;
use crate::storage::StoreError;
use crate::storage::dossiers::{FileContent, FilePlace, MEDIA_TYPES, MediaType, NewFile};

/// Bytes of the largest file.
const FILE_LIMIT: usize = 10 * 1024 * 1024;
/// Bytes of the form around the file.
const FORM_AROUND: usize = 16 * 1024;
/// How long a file may take to arrive.
const UPLOAD_TIME: Duration = Duration::from_secs(120);
/// Files received at a time.
static RECEIVED: Semaphore = Semaphore::const_new(4);
/// Files of one service.
const FILES_MOST: u32 = 100;
/// Characters of the name of a file.
const NAME_MOST: usize = 120;

/// A file as it was sent, with the part of the listing that it proves.
#[derive(Default)]
struct Received {
    name: String,
    part: String,
    bytes: Vec<u8>,
}

/// The parts of the form. None: the file is larger than the limit.
async fn received(request: Request) -> Result<Option<Received>, MultipartError> {
    let mut received = Received::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(Some(received)) };
    while let Some(mut part) = parts.next_field().await? {
        match part.name() {
            Some(FILE) => {
                // Some browsers send a folder with it; only its last part names the file.
                let last = part.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
                received.name = visible(last).chars().take(NAME_MOST).collect();
                while let Some(chunk) = part.chunk().await? {
                    if received.bytes.len() + chunk.len() > FILE_LIMIT {
                        return Ok(None);
                    }
                    received.bytes.extend_from_slice(&chunk);
                }
            }
            Some(PART) => received.part = part.text().await?,
            Some(_) | None => {}
        }
    }
    Ok(Some(received))
}

/// What bytes are, by what they begin with: neither a name nor a browser is believed.
fn media_type(bytes: &[u8]) -> Option<MediaType> {
    let found = infer::get(bytes)?.mime_type();
    MEDIA_TYPES.into_iter().find(|known| known.0 == found)
}

pub(super) async fn receive(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    request: Request,
) -> Answer {
    let Some(listing) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let finess = listing.listing.finess;
    let wrong = |typed: Typed, field: &'static str, message: &'static str| {
        screen(&desk, &signed, finess.as_str(), Sent::wrong(typed, vec![FieldError::new(field, message)]))
    };
    let Ok(_place) = RECEIVED.try_acquire() else {
        let mut answer = wrong(Typed::default(), FILE, say::FILE_CROWDED).await?;
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        return Ok(Cause::text("four files are being received").of_answer(answer));
    };
    let request = request.map(|body| bounded(body, FILE_LIMIT + FORM_AROUND));
    let Received { name, part, bytes } = match timeout(UPLOAD_TIME, received(request)).await {
        Ok(Ok(Some(received))) => received,
        Ok(Ok(None)) => return wrong(Typed::default(), FILE, say::FILE_TOO_LARGE).await,
        Ok(Err(error)) if is_too_large(&error) => return wrong(Typed::default(), FILE, say::FILE_TOO_LARGE).await,
        Ok(Err(_)) | Err(_) => return wrong(Typed::default(), FILE, say::FILE_MISSING).await,
    };
    let mut typed = Typed::default();
    typed.put(PART, &part);
    let Some(part) = ListingPart::from_code(part.trim()) else { return wrong(typed, PART, say::FILE_PART_WRONG).await };
    if bytes.is_empty() {
        return wrong(typed, FILE, say::FILE_MISSING).await;
    }
    let Some(media_type) = media_type(&bytes) else { return wrong(typed, FILE, say::FILE_KIND_WRONG).await };
    let (length, content) = (bytes.len() as u64, keep(&desk.office.files, bytes).await?);
    let name_in_folder = content.name_in_folder().map(str::to_owned);
    let name = if name.trim().is_empty() { say::FILE.to_owned() } else { name };
    let by = signature(&desk, &signed);
    let file = NewFile { finess, part, name, media_type, bytes: length, content, by };
    match desk.office.store.add_file(&file, FILES_MOST).await? {
        Some(_) => Ok(back(finess, DossierAction::AddFile)),
        None => {
            erase(&desk.office.files, name_in_folder).await;
            wrong(typed, FILE, say::FILE_ALL).await
        }
    }
}

/// Keeps bytes where the settings say: a folder has them before the database names them.
async fn keep(place: &FilePlace, bytes: Vec<u8>) -> Result<FileContent, OfficeError> {
    let FilePlace::Folder(folder) = place else { return Ok(FileContent::Bytes(bytes)) };
    let name = Token::random()?.as_str().to_owned();
    let (path, begun) = (folder.join(&name), folder.join(format!("{name}.part")));
    let writing = move || {
        std::fs::write(&begun, bytes)?;
        std::fs::File::open(&begun)?.sync_all()?;
        std::fs::rename(&begun, &path)
    };
    in_folder(writing).await?;
    Ok(FileContent::KeptAs(name))
}

/// Takes what no row names any more out of the folder.
async fn erase(place: &FilePlace, name: Option<String>) {
    let (FilePlace::Folder(folder), Some(name)) = (place, name) else { return };
    let path = folder.join(name);
    // What cannot be erased is found by nobody: it has no row.
    if let Err(error) = in_folder(move || std::fs::remove_file(path)).await {
        tracing::error!(?error, "a file that no dossier names stays in its folder");
    }
}

/// Waits for the disk on a thread of its own.
async fn in_folder<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    done.map_err(|error| StoreError::Unavailable(Box::new(error)))
}

async fn read(folder: &FilePath, name: &str) -> Result<Vec<u8>, StoreError> {
    let path = folder.join(name);
    in_folder(move || std::fs::read(path)).await
}

/// The name of a file in a header (RFC 6266): in plain letters, and as it is.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// A file of a dossier, to keep: never a page of this site.
pub(super) async fn file(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    let found = desk.office.store.find_file(number.parse().unwrap_or_default()).await?;
    let Some((file, content)) = found else { return Ok(desk.show(file_gone(&signed.staff)).await) };
    let bytes = match (content, &desk.office.files) {
        (FileContent::Bytes(bytes), _) => bytes,
        (FileContent::KeptAs(name), FilePlace::Folder(folder)) => read(folder, &name).await?,
        // The settings do not name the folder any more.
        (FileContent::KeptAs(_), FilePlace::Database) => {
            return Ok(Cause::text("a file is in a folder that --files-folder does not name")
                .of_answer(StatusCode::SERVICE_UNAVAILABLE.into_response()));
        }
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.0));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let named = HeaderValue::from_str(&disposition(&file.name));
    headers.insert(header::CONTENT_DISPOSITION, named.unwrap_or(HeaderValue::from_static("attachment")));
    Ok(response)
}

/// Files are sent there; asked for, the address leads to the dossier.
pub(super) async fn to_dossier(Path(finess): Path<String>) -> Redirect {
    let there = finess.parse().map(|finess| StaffPage::Dossier(finess).href());
    Redirect::to(&there.unwrap_or_else(|_| StaffPage::Listings(String::new()).href()))
}

pub(super) async fn remove_file(
    desk: &StaffState,
    signed: &Signed,
    finess: Finess,
    number: u32,
    typed: Typed,
) -> Answer {
    if !typed.ticked(SURE) {
        let errors = vec![FieldError::new(format!("{SURE}-{number}"), say::FILE_UNSURE)];
        return screen(desk, signed, finess.as_str(), Sent::wrong(Typed::default(), errors)).await;
    }
    let was = desk.office.store.remove_file(finess, number, &signature(desk, signed)).await?;
    let name = was.as_ref().and_then(FileContent::name_in_folder).map(str::to_owned);
    erase(&desk.office.files, name).await;
    Ok(back(finess, DossierAction::RemoveFile))
}

#[cfg(test)]
mod tests {
    use super::{disposition, media_type};

    #[test]
    fn a_file_is_known_by_its_content_alone() {
        let known = |bytes: &[u8]| media_type(bytes).map(|known| known.0);
        assert_eq!(known(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(known(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(known(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        for other in [&b"<html><script>"[..], b"<svg xmlns=", b"GIF89a", b"PK\x03\x04", b"MZ", b""] {
            assert_eq!(known(other), None);
        }
    }

    #[test]
    fn no_name_of_a_file_ends_its_header() {
        assert_eq!(
            disposition("prix \"2027\"; é.pdf"),
            "attachment; filename=\"prix _2027__ _.pdf\"; filename*=UTF-8''prix%20%222027%22%3B%20%C3%A9.pdf"
        );
    }
}
