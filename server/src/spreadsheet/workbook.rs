//! Unpacks a workbook with care: its unpacked size is measured before it is read, and nothing in it is trusted.

use std::collections::HashSet;
use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs};
use jiff::civil::Date;
use zip::ZipArchive;

use super::grid::{Allowance, COLUMNS, Cell, Row, Table, decimal};
use super::number_format::NumberFormat;
use super::{CellError, ReadError};

/// Most bytes of a workbook once unpacked. Twelve thousand listings need half of it; reading as much takes at most some
/// 300 MB of memory.
const UNPACKED: u64 = 64 << 20;
/// Most bytes of a part that is neither a sheet nor the texts of the sheets: styles grow most in memory.
const OTHER_PART: u64 = 4 << 20;

/// Whether these bytes are a workbook of any format.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&OLE)
}

/// The container of .xls files and of encrypted workbooks.
const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Table>, ReadError> {
    if bytes.starts_with(&OLE) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if encrypted { ReadError::Encrypted } else { ReadError::OtherFormat });
    }
    // If the parser panics on a foreign file, only this file fails, not the request.
    let read = || match measure(bytes, UNPACKED)? {
        Kind::Excel => sheets(bytes),
        Kind::LibreOffice => libre_office(bytes),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}

pub(super) enum Kind {
    Excel,
    LibreOffice,
}

/// Refuses anything but a workbook, and one that is too large, whatever size it declares.
pub(super) fn measure(bytes: &[u8], unpacked: u64) -> Result<Kind, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let holds = |name: &str| archive.file_names().any(|file| file.is_ok_and(|file| file.eq_ignore_ascii_case(name)));
    let kind = match (holds("xl/workbook.xml"), holds("xl/workbook.bin"), holds("content.xml")) {
        (true, _, _) => Kind::Excel,
        (_, true, _) => return Err(ReadError::OtherFormat),
        (_, _, true) => Kind::LibreOffice,
        (false, false, false) => return Err(ReadError::NotASpreadsheet),
    };
    let mut remaining = unpacked;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| ReadError::Damaged)?;
        let name = file.name().map_err(|_| ReadError::Damaged)?.to_ascii_lowercase();
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let read_whole = last.ends_with(".xml") || last.ends_with(".rels");
        let large = last.starts_with("sheet") || last == "sharedstrings.xml" || last == "content.xml" || !read_whole;
        let most = if large { remaining } else { remaining.min(OTHER_PART) };
        let read = io::copy(&mut file.take(most + 1), &mut io::sink()).map_err(|_| ReadError::Damaged)?;
        if read > most {
            return Err(ReadError::TooLarge);
        }
        remaining -= read;
    }
    Ok(kind)
}

fn libre_office(bytes: &[u8]) -> Result<Vec<Table>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let mut text = |name: &str| {
        let mut text = String::new();
        let file = archive.by_name(name).map_err(|_| ReadError::Damaged)?;
        file.take(UNPACKED).read_to_string(&mut text).map(|_| text).map_err(|_| ReadError::Damaged)
    };
    // Texts and drawings have content too.
    if !text("mimetype").unwrap_or_default().contains("opendocument.spreadsheet") {
        return Err(ReadError::NotASpreadsheet);
    }
    if text("META-INF/manifest.xml").is_ok_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    super::ods::tables(&text("content.xml")?, &mut Allowance::default())
}

pub(super) fn refusal(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}

fn sheets(bytes: &[u8]) -> Result<Vec<Table>, ReadError> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(refusal)?;
    let mut allowance = Allowance::default();
    let mut tables = Vec::new();
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    for (title, visible) in sheets {
        if visible != SheetVisible::Visible {
            tables.push(Table { title, is_hidden: true, rows: Vec::new() });
            continue;
        }
        let rows = match rows(&mut workbook, &title, &mut allowance) {
            Ok(rows) => rows,
            // A sheet with only a chart has no cells.
            Err(Stop::NoCells) => continue,
            Err(Stop::Refused(error)) => return Err(error),
        };
        tables.push(Table { title, is_hidden: false, rows });
    }
    Ok(tables)
}

enum Stop {
    NoCells,
    Refused(ReadError),
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, title: &str, allowance: &mut Allowance) -> Result<Vec<Row>, Stop> {
    let refused = |error| match error {
        XlsxError::NotAWorksheet(_) => Stop::NoCells,
        error => Stop::Refused(refusal(error)),
    };
    let formulas = formulas(workbook, title).map_err(refused)?;
    let mut reader = workbook.worksheet_cells_reader(title).map_err(refused)?;
    let code =
        |style: &calamine::Style| style.number_format.as_ref().map(|format| NumberFormat::of(&format.format_code));
    let formats: Vec<NumberFormat> = reader.styles().iter().map(|style| code(style).unwrap_or_default()).collect();
    let plain = NumberFormat::default();
    let mut rows: Vec<Row> = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| Stop::Refused(refusal(error)))? {
        let (row, column) = cell.get_position();
        let read = match read_cell(cell.get_value(), formats.get(style).unwrap_or(&plain)) {
            Cell::Empty if *cell.get_value() == DataRef::Empty && formulas.contains(&(row, column)) => {
                Cell::Wrong(CellError::NoStoredValue)
            }
            read => read,
        };
        if read == Cell::Empty || column as usize >= COLUMNS {
            continue;
        }
        allowance.take(&read).map_err(Stop::Refused)?;
        let line = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.line != line) {
            allowance.take_row().map_err(Stop::Refused)?;
            rows.push(Row { line, cells: Vec::with_capacity(rows.last().map_or(0, |last| last.cells.len())) });
        }
        if let Some(last) = rows.last_mut() {
            let column = column as usize;
            if last.cells.len() <= column {
                last.cells.resize(column + 1, Cell::Empty);
            }
            last.cells[column] = read;
        }
    }
    Ok(rows)
}

/// Where the formulas of a sheet are: a formula that was never computed has no value, but is not an empty cell.
fn formulas(workbook: &mut Xlsx<Cursor<&[u8]>>, title: &str) -> Result<HashSet<(u32, u32)>, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(title)?;
    let mut formulas = HashSet::new();
    while let Some(cell) = reader.next_formula()? {
        let (row, column) = cell.get_position();
        if !cell.get_value().is_empty() && (column as usize) < COLUMNS {
            formulas.insert((row, column));
        }
    }
    Ok(formulas)
}

/// The value as a person would write it; for a formula, the last computed value.
pub(super) fn read_cell(value: &DataRef<'_>, format: &NumberFormat) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Text(format.written(*number as f64)),
        DataRef::Float(number) => Cell::Text(format.written(*number)),
        DataRef::Bool(true) => Cell::Text("oui".to_owned()),
        DataRef::Bool(false) => Cell::Text("non".to_owned()),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => Cell::text(text.get(..10).unwrap_or(text)),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Wrong(CellError::Formula(error.to_string())),
    }
}

fn moment_text(moment: &ExcelDateTime) -> Cell {
    let days = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&days) {
        let minutes = (days * 1440.0).round().clamp(0.0, 10_000.0) as u16;
        return Cell::Text(super::values::time_text(minutes));
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    match date.and_then(|((year, month), day)| Date::new(year, month, day).ok()) {
        Some(date) => Cell::Text(domain::time::calendar::iso_date(date)),
        None => Cell::Wrong(CellError::Date(decimal(days))),
    }
}
