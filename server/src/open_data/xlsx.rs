//! The tables and their dictionary as one workbook, for who works in a spreadsheet. The same state gives the same bytes.

use std::io::Write;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::schema;
use super::table::{Cell, TableName};
use super::{DataError, DataState};

/// Bytes that a cell of a workbook surely holds.
const LONGEST_CELL: usize = 32_000;

pub fn write(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let mut workbook = Workbook::new();
    // The day of the data, or each making would give other bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&moment(state.day)?));
    let formats = Formats::new();
    for table in TableName::ALL {
        let sheet = workbook.add_worksheet().set_name(table.code())?;
        for (at, column) in (0..).zip(table.columns()) {
            sheet.write_string_with_format(0, at, &*column.name, &formats.bold)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        for (row, line) in (1..).zip(table.lines(state)) {
            for (at, cell) in (0..).zip(&line) {
                write_cell(sheet, row, at, cell, &formats)?;
            }
        }
    }
    let sheet = workbook.add_worksheet().set_name("dictionnaire")?;
    for (row, line) in (0..).zip(schema::dictionary()) {
        for (at, text) in (0..).zip(&line) {
            match row {
                0 => sheet.write_string_with_format(row, at, text, &formats.bold)?,
                _ => sheet.write_string(row, at, text)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}

struct Formats {
    bold: Format,
    day: Format,
    hundredths: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            hundredths: Format::new().set_num_format("0.00"),
        }
    }
}

fn moment(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

fn write_cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Unknown => return Ok(()),
        Cell::Integer(number) => sheet.write_number(row, at, *number as f64)?,
        Cell::Boolean(is) => sheet.write_boolean(row, at, *is)?,
        Cell::Hundredths(number) => {
            sheet.write_number_with_format(row, at, *number as f64 / 100.0, &formats.hundredths)?
        }
        Cell::Millionths(number) => sheet.write_number(row, at, *number as f64 / 1e6)?,
        Cell::Date(day) => sheet.write_datetime_with_format(row, at, moment(*day)?, &formats.day)?,
        // A text is written as a text: no spreadsheet reads it as a formula.
        Cell::Text(_) | Cell::Word(_) | Cell::List(_) => {
            let text = cell.plain();
            let end = text.floor_char_boundary(LONGEST_CELL);
            sheet.write_string(row, at, &text[..end])?
        }
    };
    Ok(())
}
