//! What is stored as a file that other programs read: listings, journal and values of the law, as CSV for a spreadsheet or
//! as JSON. Nothing of accounts, sessions or links is ever in it.

mod listing;

use std::io::{self, Write};

use domain::law::parameters::Published;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing};
use serde::Serialize;
use serde_json::{Map, Value};

use self::listing::ExportedListing;
use crate::storage::inspection::StoredRow;
use crate::storage::journal::Entry;
use crate::storage::{EnteredValue, StoreError};

/// Marks a CSV as UTF-8, for spreadsheets.
pub const BOM: &str = "\u{feff}";

/// First line of the journal, after the mark.
pub const JOURNAL_HEADER: &str = "numero;finess;version;auteur;source;date;import;changements;sceau\r\n";

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("the file cannot be written")]
    File(#[from] io::Error),
    #[error("a line cannot be written")]
    Csv(#[from] csv::Error),
    #[error("a value cannot be written")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A text that no spreadsheet takes for a formula.
pub fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// Writes lines of cells, separated by semicolons, none of which is a formula.
///
/// # Errors
/// Those of `out`.
pub fn write_csv<L, C>(out: impl Write, lines: impl IntoIterator<Item = L>) -> Result<(), csv::Error>
where
    L: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(out);
    for line in lines {
        writer.write_record(line.into_iter().map(|cell| plain(cell.as_ref())))?;
    }
    writer.flush().map_err(csv::Error::from)
}

/// Lines of the journal, without its header.
///
/// # Errors
/// None but those of memory.
pub fn journal_lines(entries: &[Entry]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = Vec::new();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    write_csv(
        &mut bytes,
        entries.iter().map(|entry| {
            [
                entry.number.to_string(),
                entry.finess.clone(),
                entry.version.to_string(),
                entry.author.clone(),
                entry.source.clone(),
                entry.recorded_at.clone(),
                number(entry.import_number),
                entry.changes.clone(),
                entry.seal.clone(),
            ]
        }),
    )?;
    Ok(bytes)
}

/// Writes a JSON array a value at a time.
pub struct Array<W> {
    out: W,
    is_empty: bool,
}

impl<W: Write> Array<W> {
    pub fn new(out: W) -> Self {
        Self { out, is_empty: true }
    }

    /// # Errors
    /// Those of the file.
    pub fn push(&mut self, value: &impl Serialize) -> Result<(), ExportError> {
        self.out.write_all(if self.is_empty { b"[\n" } else { b",\n" })?;
        self.is_empty = false;
        serde_json::to_writer(&mut self.out, value)?;
        Ok(())
    }

    /// # Errors
    /// Those of the file.
    pub fn end(mut self) -> Result<(), ExportError> {
        self.out.write_all(if self.is_empty { b"[]\n" } else { b"\n]\n" })?;
        Ok(self.out.flush()?)
    }
}

/// An entry of the journal, with its changes as JSON; as text where they cannot be read.
pub fn journal_value(entry: &Entry) -> Value {
    let changes = serde_json::from_str(&entry.changes).unwrap_or_else(|_| Value::from(entry.changes.as_str()));
    let mut value = Map::new();
    value.insert("number".to_owned(), entry.number.into());
    value.insert("finess".to_owned(), entry.finess.as_str().into());
    value.insert("version".to_owned(), entry.version.into());
    value.insert("author".to_owned(), entry.author.as_str().into());
    value.insert("source".to_owned(), entry.source.as_str().into());
    value.insert("recorded_at".to_owned(), entry.recorded_at.as_str().into());
    value.insert("import_number".to_owned(), entry.import_number.into());
    value.insert("changes".to_owned(), changes);
    value.insert("seal".to_owned(), entry.seal.as_str().into());
    Value::Object(value)
}

/// A listing in the form of exports; as it is stored where this program cannot read it.
pub fn listing_value(row: &StoredRow) -> Value {
    let listing = serde_json::from_str::<Listing>(&row.document);
    let exported = listing.ok().and_then(|listing| serde_json::to_value(ExportedListing::from(&listing)).ok());
    exported.unwrap_or_else(|| as_stored(row))
}

fn as_stored(row: &StoredRow) -> Value {
    serde_json::from_str(&row.document).unwrap_or_else(|_| Value::from(row.document.as_str()))
}

/// The columns of listings: the keys by which they are stored, then every field.
pub fn listing_header() -> Vec<String> {
    let keys = ["finess", "key_kind", "key_standing", "key_zone"].map(str::to_owned);
    keys.into_iter().chain(Field::ALL.iter().map(|field| field.code().to_owned())).collect()
}

/// A listing in those columns: values without their sources, empty where unknown.
pub fn listing_line(row: &StoredRow) -> Vec<String> {
    let (kind, standing, zone) = &row.keys;
    let keys = [row.finess.clone(), kind.clone(), standing.clone(), zone.clone().unwrap_or_default()];
    let document = listing_value(row);
    keys.into_iter().chain(Field::ALL.iter().map(|field| cell(document.get(field.code())))).collect()
}

/// A fact's value as a cell: a text as it is, anything larger as JSON.
fn cell(fact: Option<&Value>) -> String {
    let sourced = |fact: &Value| fact.get("provenance").is_some().then(|| fact.get("value").cloned()).flatten();
    let Some(fact) = fact else { return String::new() };
    let known = fact.get("known").and_then(sourced).or_else(|| sourced(fact));
    match known.as_ref().unwrap_or(fact) {
        Value::Null => String::new(),
        Value::String(text) if known.is_none() && text == "unknown" => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A value of the law: who added it is empty for those of the program.
#[derive(Serialize)]
pub struct ParameterLine {
    parameter: &'static str,
    /// In its unit, exact.
    value: String,
    state: &'static str,
    from: String,
    until: Option<String>,
    article: String,
    url: String,
    read: String,
    /// True for a row that withdraws what was entered for the same parameter and first day.
    withdrawn: bool,
    author: Option<String>,
    recorded_at: Option<String>,
}

impl ParameterLine {
    pub fn of_program(value: &Published) -> Self {
        Self {
            parameter: value.parameter.code(),
            value: value.value.to_string(),
            state: value.state.code(),
            from: value.from.to_string(),
            until: value.until.map(|until| until.to_string()),
            article: value.article.to_string(),
            url: value.url.to_string(),
            read: value.read.to_string(),
            withdrawn: false,
            author: None,
            recorded_at: None,
        }
    }

    pub fn of_staff(entered: &EnteredValue) -> Self {
        Self {
            withdrawn: entered.withdrawn,
            author: Some(entered.author.clone()),
            recorded_at: Some(entered.recorded_at.to_string()),
            ..Self::of_program(&entered.published)
        }
    }

    pub fn header() -> Vec<String> {
        ["parameter", "value", "state", "from", "until", "article", "url", "read", "withdrawn", "author", "recorded_at"]
            .map(str::to_owned)
            .to_vec()
    }

    pub fn cells(self) -> Vec<String> {
        let rest = [self.until, self.author, self.recorded_at].map(Option::unwrap_or_default);
        let [until, author, recorded_at] = rest;
        let (parameter, withdrawn) = (self.parameter.to_owned(), self.withdrawn.to_string());
        vec![
            parameter,
            self.value,
            self.state.to_owned(),
            self.from,
            until,
            self.article,
            self.url,
            self.read,
            withdrawn,
            author,
            recorded_at,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, cell, plain, write_csv};

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+33", "-1", "@x", "\tx", "\rx", "\nx"] {
            assert_eq!(plain(text), format!("'{text}"));
        }
        let mut bytes = Vec::new();
        assert!(write_csv(&mut bytes, [["=1;2", "a\"b"]]).is_ok());
        assert_eq!(String::from_utf8_lossy(&bytes), "\"'=1;2\";\"a\"\"b\"\r\n");
    }

    #[test]
    fn a_cell_is_the_value_of_a_fact_and_empty_where_nothing_is_known() {
        let fact = |text: &str| cell(serde_json::from_str(text).ok().as_ref());
        assert_eq!(fact(r#""unknown""#), "");
        assert_eq!(fact("null"), "");
        assert_eq!(fact(r#"{"known":{"value":"a@b.fr","provenance":{"source":"ville"}}}"#), "a@b.fr");
        assert_eq!(fact(r#"{"value":"NOM","provenance":{"source":"finess"}}"#), "NOM");
        assert_eq!(fact(r#"{"known":{"value":["repas"],"provenance":{}}}"#), r#"["repas"]"#);
        assert_eq!(fact(r#""460""#), "460");
        assert_eq!(cell(None), "");
    }

    #[test]
    fn an_array_of_nothing_is_json_too() {
        for (values, text) in [(0, "[]\n"), (1, "[\n0\n]\n"), (2, "[\n0,\n1\n]\n")] {
            let mut bytes = Vec::new();
            let mut array = Array::new(&mut bytes);
            assert!((0..values).all(|value| array.push(&value).is_ok()) && array.end().is_ok());
            assert_eq!(String::from_utf8_lossy(&bytes), text);
        }
    }
}
