//! One function for each parser of foreign bytes: whatever it is given, it answers, without a panic and in little memory.
//! Nothing is written, and no clock is asked.

use std::io::{Cursor, Write};
use std::sync::{Once, OnceLock};

use app::aids::form::SituationForm;
use app::assist::form::AssistForm;
use app::assist::share_link;
use app::compare::page_contract::CatalogueFile;
use app::need::form::NeedForm;
use app::text::{Lang, Words};
use domain::ranking::comparison::Part;
use domain::{Catalogue, Parameters, Territory, compare};
use jiff::civil::{Date, date};
use server::{import, spreadsheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TODAY: Date = date(2026, 11, 23);

/// Read once: an input takes less time than the territory.
fn paris() -> Option<&'static Territory> {
    static PARIS: OnceLock<Option<Territory>> = OnceLock::new();
    PARIS.get_or_init(|| Territory::paris().ok()).as_ref()
}

fn words() -> Words {
    Words::of(Lang::French)
}

/// The register.
pub fn finess(bytes: &[u8]) {
    let Some(paris) = paris() else { return };
    let _ = import::register::read(Cursor::new(bytes), &import::register::DepartmentFilter::All, paris);
}

/// A document of FINESS+: as it comes, and as the records of one legal entity, since chance closes few brackets.
pub fn finess_plus(bytes: &[u8]) {
    finess(bytes);
    let text = String::from_utf8_lossy(bytes);
    finess(format!(r#"{{"generatedAt":"2026-11-20T00:00:00Z","pmej":[{{"ege":[{text}]}}]}}"#).as_bytes());
    finess(
        format!(
            r#"{{"generatedAt":"2026-11-20T00:00:00Z","pmej":[{{"activitesAutorisees":[{text}],"ege":[{text}]}}]}}"#
        )
        .as_bytes(),
    );
}

/// The addresses, packed or not.
pub fn addresses(bytes: &[u8]) {
    let Some(paris) = paris() else { return };
    let _ = import::addresses::read(Cursor::new(bytes), paris);
}

/// The outlines of the zones: as they come, and drawn for a territory of one zone, since no chance makes twenty.
pub fn zones(bytes: &[u8]) {
    let Some(paris) = paris() else { return };
    let _ = import::zones::read(bytes, paris);
    let first = paris.zones.iter().take(1).cloned().collect();
    let _ = import::zones::read(bytes, &Territory { zones: first, ..paris.clone() });
}

/// A delimited text.
pub fn csv(bytes: &[u8]) {
    let Some(paris) = paris() else { return };
    let _ = spreadsheet::read(bytes, paris, TODAY);
}

/// A workbook of LibreOffice: the bytes are its archive, or the content of one.
pub fn ods(bytes: &[u8]) {
    workbook(bytes, &[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)]);
}

/// A workbook of Excel: the bytes are its archive, or the only sheet of one.
pub fn xlsx(bytes: &[u8]) {
    const TYPES: &[u8] =
        br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tarifs" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const PARTS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    workbook(
        bytes,
        &[
            ("[Content_Types].xml", TYPES),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", PARTS),
            ("xl/worksheets/sheet1.xml", bytes),
        ],
    );
}

fn workbook(bytes: &[u8], parts: &[(&str, &[u8])]) {
    // A panic of a library is caught where the workbook is read, and refuses the file. The fuzzer would end at the first: only
    // one that nobody catches counts.
    static QUIET: Once = Once::new();
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let Some(paris) = paris() else { return };
    let _ = spreadsheet::read(bytes, paris, TODAY);
    if let Some(archive) = archive(parts) {
        let _ = spreadsheet::read(&archive, paris, TODAY);
    }
}

fn archive(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).ok()?;
        writer.write_all(bytes).ok()?;
    }
    writer.finish().ok().map(Cursor::into_inner)
}

/// What an address carries after its `#`: as it comes, behind the right checksum, and as a text that is kept.
pub fn fragment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = share_link::read(&text);
    if let Ok(inner) = share_link::read(&share_link::sealed(bytes)) {
        interview(&inner);
    }
    let written = share_link::write(&text);
    if written.len() <= share_link::LONGEST_FRAGMENT && text.len() <= share_link::LONGEST_TEXT {
        assert_eq!(share_link::read(&written).as_deref(), Ok(&*text), "what is kept is read again");
    }
}

fn interview(text: &str) {
    let Some(paris) = paris() else { return };
    let form = AssistForm::from_text(text);
    let _ = AssistForm::from_text(&form.to_text(true));
    let _ = form.parse(words(), paris, &Parameters::embedded(), TODAY);
    let _ = form.note_errors(words());
}

/// The query of an address, and the body of a form.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(paris) = paris() else { return };
    let form = NeedForm::from_query(&text);
    let _ = NeedForm::from_query(&form.to_query());
    let _ = form.parse(words(), paris, TODAY);
    let _ = form.unfinished();
    let _ = SituationForm::from_body(&text).parse(words());
    interview(&text);
}

/// The file of the catalogue, as the browser reads it.
pub fn catalogue(bytes: &[u8]) {
    let Ok(file) = postcard::from_bytes::<CatalogueFile>(bytes) else { return };
    let Some(paris) = paris() else { return };
    let need = NeedForm::from_query("lieu=14e&acte=toilette&jour-1=lun&de-1=08:00&a-1=09:00");
    let Ok(need) = need.parse(words(), paris, TODAY) else { return };
    let parameters = Parameters::embedded().with(file.values);
    let catalogue = Catalogue::with_version(file.listings, file.version);
    let _ = compare(&catalogue, &file.territory, &need, None, &parameters, TODAY, Part::EVERYTHING);
}
