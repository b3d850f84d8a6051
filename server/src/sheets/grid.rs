//! What both kinds of files are read into: rows of cells, each a text or a reason why it has none.

use super::CellError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    /// Trimmed. A number, a date or a time of a workbook is written as a person would.
    Text(String),
    Wrong(CellError),
}

/// Columns read of a sheet: more than any template has.
pub(super) const COLUMNS: usize = 64;

/// Bytes of a cell that is not read further.
const LONGEST: usize = 500;

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        let text = text.trim();
        // What `write` put before a formula, or before its own apostrophe, is taken off.
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
