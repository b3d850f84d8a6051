//! The common form of all files: tables with rows of cells, each a text or the reason why there is none; and the limits
//! of what is read.

use super::{CellError, ROWS, ReadError};

/// Most bytes of text kept of a workbook: one long text may be used by a million cells.
const TEXTS: usize = 32 << 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    /// Trimmed. A number, a date or a time of a workbook is written as a person would write it.
    Text(String),
    Wrong(CellError),
}

/// Most columns of a sheet that are read: more than any template has.
pub(super) const COLUMNS: usize = 64;

/// Most bytes of a cell that are read.
const LONGEST: usize = 500;

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        let text = text.trim();
        // The apostrophe that `write` put before a formula, or before another apostrophe, is removed.
        let rest =
            text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\'', '\t', '\r', '\n']));
        let text = rest.unwrap_or(text);
        if text.is_empty() {
            Self::Empty
        } else if text.len() > LONGEST {
            Self::Wrong(CellError::TooLong)
        } else {
            Self::Text(text.to_owned())
        }
    }
}

/// A row that is not blank.
#[derive(Debug)]
pub(super) struct Row {
    /// From 1, as the spreadsheet shows it.
    pub(super) line: u32,
    pub(super) cells: Vec<Cell>,
}

impl Row {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Empty)
    }

    pub(super) fn texts(&self) -> Vec<&str> {
        fn text(cell: &Cell) -> &str {
            match cell {
                Cell::Text(text) => text,
                Cell::Empty | Cell::Wrong(_) => "",
            }
        }
        self.cells.iter().map(text).collect()
    }
}

/// One sheet: its name and its rows, without the blank ones.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) title: String,
    /// Whether it is hidden in the spreadsheet: then it is not read.
    pub(super) is_hidden: bool,
    pub(super) rows: Vec<Row>,
}

/// How much more of a workbook may be read.
pub(super) struct Allowance {
    rows: u32,
    texts: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { rows: ROWS + 1, texts: TEXTS }
    }
}

impl Allowance {
    pub(super) fn take_row(&mut self) -> Result<(), ReadError> {
        self.rows = self.rows.checked_sub(1).ok_or(ReadError::TooManyRows(ROWS))?;
        Ok(())
    }

    pub(super) fn take(&mut self, cell: &Cell) -> Result<(), ReadError> {
        if let Cell::Text(text) = cell {
            self.texts = self.texts.checked_sub(text.len()).ok_or(ReadError::TooLarge)?;
        }
        Ok(())
    }
}

/// Rounded to millionths: further digits are errors of binary numbers.
pub(super) fn decimal(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
