//! Named columns of a workbook from elsewhere, row by row: only the current row of a sheet is held.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, Xlsx, open_workbook_from_rs};

use super::ReadError;
use super::grid::Cell;
use super::number_format::NumberFormat;
use super::workbook::{Kind, is_workbook, measure, read_cell, refusal};

/// Most bytes of such a workbook once unpacked: a sheet of twenty thousand rows and a hundred columns needs a fifth of
/// it.
const UNPACKED: u64 = 512 << 20;

/// Number of rows in which the names of the columns are searched.
const HEADER_WITHIN: u32 = 20;

/// Reads the columns with these names, in any order, in the first sheet that has them all. `row` receives the number of
/// each row and its cells in the order of the names, and returns whether to continue. False if no sheet has the
/// columns.
///
/// # Errors
/// Not an Excel workbook, or a damaged, encrypted or too large one.
pub fn columns_of_workbook(
    bytes: &[u8],
    names: &[&str],
    mut row: impl FnMut(u32, &[&str]) -> bool,
) -> Result<bool, ReadError> {
    if !is_workbook(bytes) {
        return Err(ReadError::NotASpreadsheet);
    }
    // If the parser panics on a foreign file, only this file fails, not the request.
    let read = || match measure(bytes, UNPACKED)? {
        Kind::Excel => sheets(bytes, names, &mut row),
        Kind::LibreOffice => Err(ReadError::OtherFormat),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}

fn sheets(bytes: &[u8], names: &[&str], row: &mut impl FnMut(u32, &[&str]) -> bool) -> Result<bool, ReadError> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(refusal)?;
    for title in workbook.sheet_names() {
        let mut table = Table { names, places: None, line: 0, cells: Vec::new() };
        // A sheet with only a chart has no cells.
        let Ok(mut reader) = workbook.worksheet_cells_reader(&title) else { continue };
        let mut goes_on = true;
        while let Some((cell, _)) = reader.next_cell_with_style_id().map_err(refusal)? {
            let (at, column) = cell.get_position();
            if at + 1 != table.line {
                goes_on = table.end_row(row);
                table.line = at + 1;
            }
            if !goes_on || (table.places.is_none() && table.line > HEADER_WITHIN) {
                break;
            }
            if let Cell::Text(text) = read_cell(cell.get_value(), &NumberFormat::default()) {
                table.cells.push((column, text));
            }
        }
        if goes_on {
            table.end_row(row);
        }
        if table.places.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

struct Table<'a> {
    names: &'a [&'a str],
    /// The positions of the columns, once they were found.
    places: Option<Vec<u32>>,
    line: u32,
    cells: Vec<(u32, String)>,
}

impl Table<'_> {
    /// True if the next row should be read.
    fn end_row(&mut self, row: &mut impl FnMut(u32, &[&str]) -> bool) -> bool {
        let cells = std::mem::take(&mut self.cells);
        let Some(places) = &self.places else {
            let place = |name: &&str| cells.iter().find(|(_, text)| text.to_lowercase() == **name).map(|(at, _)| *at);
            self.places = self.names.iter().map(place).collect();
            return true;
        };
        if cells.is_empty() {
            return true;
        }
        let text = |place: &u32| cells.iter().find(|(at, _)| at == place).map_or("", |(_, text)| text.as_str());
        row(self.line, &places.iter().map(text).collect::<Vec<_>>())
    }
}
