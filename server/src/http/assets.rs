//! The built assets, part of the program: immutable under hashed names, sent compressed as they were packed.
//!
//! tower-http serves the folder: which compressed form a browser wants, types, HEAD and ranges are its affair. Here it is
//! only told how to read a folder that is in memory. Of the alternatives, `memory-serve` compresses again at each start,
//! and `rust-embed` leaves the choice of the form to its caller.

use std::future::{Ready, ready};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use app::ports::Assets;
use app::routes::{all_words_href, words_href};
use app::text::{Lang, Words};
use axum::http::{HeaderValue, Response as HttpResponse, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get_service};
use domain::values::fingerprint::Fnv;
use include_dir::{Dir, include_dir};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower::ServiceBuilder;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, File, Metadata};
use tower_http::set_header::SetResponseHeaderLayer;

/// What `make site` packed: the folder `assets`, and `names`.
static SITE: Dir<'static> = include_dir!("$PACKED_SITE");

/// A year, and never asked again: another content has another name.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Changes with any sentence.
fn words_version(words: &[Words; 3]) -> String {
    let files: Vec<u8> = words.iter().flat_map(|words| words.whole_file()).collect();
    format!("{:016x}", Fnv::default().chain(&files).finish())
}

/// `GET /mots/{lang}/{version}`: the words of a language, those of the islands or every one.
pub fn words(uri: &Uri, version: &str, words: impl Fn(Lang) -> Words) -> Response {
    let is_asked = |address: String| uri.path() == address;
    let file = Lang::ALL.into_iter().find_map(|lang| {
        let islands = is_asked(words_href(lang, version)).then(|| words(lang).file());
        islands.or_else(|| is_asked(all_words_href(lang, version)).then(|| words(lang).whole_file()))
    });
    match file {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
                (header::CACHE_CONTROL, IMMUTABLE),
            ];
            (headers, file).into_response()
        }
        None => (StatusCode::NOT_FOUND, "no such words: reload the page").into_response(),
    }
}

/// Addresses of the assets that pages link to.
pub fn addresses(words: &[Words; 3]) -> Assets {
    Assets {
        style: address("style.css"),
        need_style: address("need.css"),
        services_style: address("services.css"),
        details_style: address("details.css"),
        office_style: address("office.css"),
        widget_style: address("widget.css"),
        start: address("start.js"),
        assist: address("assist-start.js"),
        office: address("office-start.js"),
        pictograms: address("pictograms.svg"),
        icon: address("icon.svg"),
        touch_icon: address("touch-icon.png"),
        social_card: address("social-card.png"),
        words: words_version(words),
    }
}

/// Where a file is served, by the name that it had before it was packed: `style.css`.
pub fn address(name: &str) -> Option<String> {
    let names = SITE.get_file("names")?.contents_utf8()?;
    let mut pairs = names.lines().filter_map(|line| line.split_once(' '));
    pairs.find(|(plain, _)| *plain == name).map(|(_, hashed)| format!("/assets/{hashed}"))
}

/// `GET /assets/{name}`: the file, in the compressed form that the browser prefers among those it accepts.
pub fn serve<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    let files = ServeDir::with_backend("", Embedded).append_index_html_on_directories(false);
    let is_kept = |status: StatusCode| status.is_success() || status == StatusCode::NOT_MODIFIED;
    let immutable = move |response: &HttpResponse<_>| is_kept(response.status()).then_some(IMMUTABLE);
    let served = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, immutable))
        .service(files.precompressed_br().precompressed_gzip());
    get_service(served)
}

/// The packed site, read as a file system.
#[derive(Clone)]
struct Embedded;

impl Embedded {
    fn find(path: &Path) -> io::Result<EmbeddedFile> {
        let file = path.strip_prefix(".").ok().and_then(|path| SITE.get_file(path));
        file.map(|file| EmbeddedFile(Cursor::new(file.contents()))).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Backend for Embedded {
    type File = EmbeddedFile;
    type Metadata = Size;
    type OpenFuture = Ready<io::Result<EmbeddedFile>>;
    type MetadataFuture = Ready<io::Result<Size>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(Self::find(&path))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(Self::find(&path).map(|file| file.size()))
    }
}

struct EmbeddedFile(Cursor<&'static [u8]>);

impl EmbeddedFile {
    fn size(&self) -> Size {
        Size(self.0.get_ref().len() as u64)
    }
}

impl File for EmbeddedFile {
    type Metadata = Size;
    type MetadataFuture<'a> = Ready<io::Result<Size>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.size()))
    }
}

impl AsyncRead for EmbeddedFile {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl AsyncSeek for EmbeddedFile {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.0).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.0).poll_complete(context)
    }
}

/// Bytes of a file.
struct Size(u64);

impl Metadata for Size {
    fn is_dir(&self) -> bool {
        false
    }

    /// The oldest time there is: what stands under a hashed name never changes.
    fn modified(&self) -> io::Result<SystemTime> {
        Ok(SystemTime::UNIX_EPOCH)
    }

    fn len(&self) -> u64 {
        self.0
    }
}
