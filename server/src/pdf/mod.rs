//! The sheet that a person takes home, as a tagged PDF (PDF/UA-1). Typed texts reach the template as values of a JSON
//! file, never as its source, and nothing of a sheet remains: no file, no cache, no error text.

mod makers;
mod words;
mod world;

use app::assist::sheet::model::{Sheet, SheetLink};
use app::ui::qr::{Squares, squares};
use domain::Act;
use domain::values::closed_list::ClosedList;
use serde_json::{Map, Value, json};
use thiserror::Error;
use typst::foundations::{Content, IntoValue, Smart};
use typst::model::{Destination, Url};
use typst::text::TextElem;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use makers::{AT_ONCE, make};
use world::SheetWorld;

/// Most bytes of the sheet as JSON: a sheet of four services has about 8 000.
const LONGEST: usize = 60_000;

/// Contains nothing of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    #[error("the sheet is too long for a PDF")]
    TooLong,
    #[error("the sheet could not be written as a PDF")]
    Unwritable,
    #[error("the system gives no thread to make sheets")]
    NoThread,
}

/// The same sheet gives the same bytes, whatever is made at the same time. It takes tens of milliseconds of processor time:
/// not for a thread that answers requests.
pub fn sheet_pdf(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    let mut fields = serde_json::to_value(sheet).map_err(|_| PdfError::Unwritable)?;
    if fields.to_string().len() > LONGEST {
        return Err(PdfError::TooLong);
    }
    words::make_printable(&mut fields);
    let code = sheet.link.as_ref().and_then(|link| code(&link.url));
    let data = json!({ "sheet": fields, "code": code, "pictograms": pictograms() });
    let link = sheet.link.as_ref().map(link).transpose()?;

    let _forget = Forget;
    let world = SheetWorld::new(data.to_string(), link.into_value());
    let document = typst::compile(&world).output.map_err(|_| PdfError::Unwritable)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| PdfError::Unwritable)?;
    let options = PdfOptions { standards, creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|_| PdfError::Unwritable)
}

/// Empties the caches of typst, which keep the text of documents, even after a panic. Of sheets made at the same time each
/// empties them when it ends, so that they never hold more than what is being made, and nothing after the last: the others
/// have what they are working with, and compute again what they would have found there.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

/// The label as a link. With `link` of the template a screen reader would spell the address.
fn link(link: &SheetLink) -> Result<Content, PdfError> {
    let label = words::printable(&link.label);
    let url = Url::new(link.url.as_str()).map_err(|_| PdfError::Unwritable)?;
    Ok(TextElem::packed(label.as_str()).linked(Destination::Url(url), Some(label.into())))
}

/// The QR code of an address: the number of squares on a side, and its drawing. The margin of the page surrounds it.
fn code(url: &str) -> Option<Value> {
    let Squares { side, path } = squares(url)?;
    let svg =
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>"#);
    Some(json!({ "side": side, "svg": svg }))
}

/// The drawings of the site: a symbol for each act.
const DRAWINGS: &str = include_str!("../../../style/pictograms.svg");

/// What the symbol of an act holds.
fn drawing(act: Act) -> &'static str {
    let symbol = format!("<symbol id=\"{}\"", act.code());
    let after = DRAWINGS.split_once(&symbol).and_then(|(_, rest)| rest.split_once('>'));
    after.and_then(|(_, rest)| rest.split_once("</symbol>")).map_or("", |(drawing, _)| drawing)
}

/// The drawing of each act, as a separate image.
fn pictograms() -> Map<String, Value> {
    let image = |act: Act| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="black" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">{}</svg>"#,
            drawing(act)
        )
    };
    Act::ALL.iter().map(|act| (act.code().to_owned(), image(*act).into())).collect()
}
