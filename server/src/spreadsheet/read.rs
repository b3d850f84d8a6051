//! From a file to changes and remarks: the kind of file, its sheets, then row by row.

use std::collections::HashMap;

use domain::Territory;
use domain::values::search::fold;
use jiff::civil::Date;

use super::grid::Row;
use super::header::{Header, letter, recognise};
use super::rows::RowReader;
use super::text::{self, HEADER_WITHIN};
use super::words::READ_ME;
use super::{CellError, CellRemark, ColumnPlace, REMARKS, Read, ReadError, workbook};

/// Reads an XLSX or ODS workbook, or a CSV in any usual encoding and with any usual separator, recognised by their
/// content. `today` is the last day on which a fact can have been observed.
pub fn read(bytes: &[u8], territory: &Territory, today: Date) -> Result<Read, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut reading = Reading {
        reader: RowReader { territory, today, table: 0, seen: HashMap::new(), conflict: None },
        titles: Vec::new(),
        read: Read::default(),
        recognised: false,
    };
    if workbook::is_workbook(bytes) {
        let tables = workbook::tables(bytes)?;
        if tables.iter().all(|table| table.rows.is_empty()) {
            return Err(ReadError::Empty);
        }
        for table in tables {
            if table.is_hidden {
                reading.remark(&table.title, None, None, CellError::HiddenSheet);
                continue;
            }
            reading.table(Some(&table.title), &table.rows)?;
        }
    } else {
        let text = text::decode(bytes)?;
        reading.table(None, &text::rows(&text)?)?;
    }
    if reading.recognised { Ok(reading.read) } else { Err(ReadError::NothingRecognised) }
}

struct Reading<'a> {
    reader: RowReader<'a>,
    read: Read,
    /// For the sheets read so far.
    titles: Vec<String>,
    /// Whether a sheet has been recognised.
    recognised: bool,
}

impl Reading<'_> {
    /// One sheet of a workbook, or the only table of a CSV, which has no title.
    fn table(&mut self, title: Option<&str>, rows: &[Row]) -> Result<(), ReadError> {
        let likely = rows.iter().take(HEADER_WITHIN).enumerate().filter_map(|(at, row)| {
            let (sheet, columns) = recognise(&row.texts())?;
            Some((columns, at, sheet))
        });
        // Of equals, the first.
        let Some((_, at, sheet)) = likely.reduce(|best, other| if other.0 > best.0 { other } else { best }) else {
            let known = title.is_none_or(|title| fold(title) == fold(READ_ME));
            if !known && !rows.is_empty() {
                self.remark(title.unwrap_or_default(), None, None, CellError::UnknownSheet);
            }
            return Ok(());
        };
        self.recognised = true;
        let title = title.unwrap_or(sheet.title());
        self.reader.table = self.titles.len();
        self.titles.push(title.to_owned());
        let header = Header::new(sheet, &rows[at].texts())?;
        let place = |at: usize| ColumnPlace { letter: letter(at), header: header.texts[at].clone() };
        for (position, column) in header.columns.iter().enumerate() {
            if column.is_none() && !header.texts[position].is_empty() {
                self.remark(title, Some(rows[at].line), Some(place(position)), CellError::UnknownColumn);
            }
        }
        for row in &rows[at + 1..] {
            let (changes, remarks) = self.reader.read(&header, row);
            if let Some((first, finess)) = self.reader.conflict {
                let first = self.titles[first].clone();
                return Err(ReadError::SheetsTwice { first, second: title.to_owned(), finess });
            }
            self.read.rows.extend(changes);
            for (column, reason) in remarks {
                let column = column.and_then(|column| header.position(column)).map(place);
                self.remark(title, Some(row.line), column, reason);
            }
        }
        Ok(())
    }

    fn remark(&mut self, sheet: &str, line: Option<u32>, column: Option<ColumnPlace>, reason: CellError) {
        if self.read.remarks.len() < REMARKS {
            self.read.remarks.push(CellRemark { sheet: sheet.to_owned(), line, column, reason });
        } else {
            self.read.more_remarks = self.read.more_remarks.saturating_add(1);
        }
    }
}
