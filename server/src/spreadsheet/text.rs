//! A delimited text in any of the encodings and with any of the separators that spreadsheets use.

use domain::values::search::fold;
use encoding_rs::{Encoding, WINDOWS_1252};

use super::grid::{COLUMNS, Cell, Row};
use super::header::recognise;
use super::{CellError, ROWS, ReadError};

/// Number of rows in which a header is searched.
pub(super) const HEADER_WITHIN: usize = 20;

/// A byte order mark decides; else strict UTF-8; else windows-1252, as Excel saves a CSV in France.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1252.decode(bytes).0,
        },
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.contains('\0') {
        return Err(ReadError::NotASpreadsheet);
    }
    // One kind of line end for all, so that lines are counted alike.
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() })
}

/// The rows that are not blank.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ReadError> {
    let separator = separator(text).ok_or(ReadError::NothingRecognised)?;
    let mut rows = Vec::new();
    let mut swallowed = 0;
    for record in records(text, separator) {
        // No error is possible: the text is UTF-8, and any number of fields is accepted.
        let Ok(record) = record else { return Err(ReadError::Damaged) };
        let cells = record.iter().take(COLUMNS).map(|field| cell(field, char::from(separator))).collect();
        let row = Row { line: (line_of(text, &record) - swallowed).try_into().unwrap_or(u32::MAX), cells };
        // A line break inside a cell starts a new line of the file, but not a new row of the spreadsheet.
        swallowed += record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
        if row.is_blank() {
            continue;
        }
        if rows.len() > ROWS as usize {
            return Err(ReadError::TooManyRows(ROWS));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Line of the file on which a record starts: its position does not count the blank lines before it.
fn line_of(text: &str, record: &csv::StringRecord) -> usize {
    let (line, byte) = record.position().map_or((1, 0), |at| (at.line() as usize, at.byte() as usize));
    line + text.as_bytes().iter().skip(byte).take_while(|byte| **byte == b'\n').count()
}

/// A cell with both a line break and a separator has swallowed rows, because a quote before them was not closed.
fn cell(field: &str, separator: char) -> Cell {
    let swallows = field.contains('\n') && field.contains(separator);
    if swallows { Cell::Wrong(CellError::LineBreak) } else { Cell::text(field) }
}

/// The separator with which most columns of a sheet are recognised.
fn separator(text: &str) -> Option<u8> {
    let columns = |separator: u8| {
        let first = records(text, separator).take(HEADER_WITHIN).filter_map(Result::ok);
        let known = first.filter_map(|record| {
            // A header contains FINESS: most rows are skipped at once.
            record.iter().any(|field| fold(field) == "finess").then_some(())?;
            recognise(&record.iter().collect::<Vec<_>>()).map(|(_, columns)| columns)
        });
        known.max()
    };
    let known = [b';', b',', b'\t'].into_iter().filter_map(|separator| Some((columns(separator)?, separator)));
    known.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, separator)| separator)
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = csv::Result<csv::StringRecord>> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true);
    builder.from_reader(text.as_bytes()).into_records()
}
