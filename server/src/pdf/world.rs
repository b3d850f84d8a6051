//! Everything that the template can use: itself, the sheet as JSON, the link, two fonts. No file system, network,
//! package or clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

pub struct SheetWorld {
    library: LazyHash<Library>,
    data: Bytes,
}

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files: [&[u8]; 2] = [include_bytes!("fonts/Inter-Regular.otf"), include_bytes!("fonts/Inter-Bold.otf")];
    let fonts: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(file("sheet.typ"), include_str!("sheet.typ").to_owned()));

static DATA: LazyLock<FileId> = LazyLock::new(|| file("sheet.json"));

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the name of a file of the template is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Whether both fonts have a glyph for it.
pub fn has_glyph(letter: char) -> bool {
    FONTS.fonts.iter().all(|font| font.info().coverage.contains(letter.into()))
}

impl SheetWorld {
    pub fn new(data: String, link: Value) -> Self {
        let inputs = Dict::from_iter([(Str::from("link"), link)]);
        // For header cells of rows, whose name may still change in typst.
        let features = Features::from_iter([Feature::A11yExtras]);
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { library: LazyHash::new(library), data: Bytes::from_string(data) }
    }
}

impl World for SheetWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
