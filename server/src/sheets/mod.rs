//! Spreadsheets by which the staff of the City fix listings in bulk: filled templates go out, changes come back in.
//! Pure: bytes in, values out. Nothing is read from a disk, nothing is saved, no clock is asked.

mod apply;
mod columns;
mod extract;
mod grid;
mod header;
mod number_format;
mod ods;
mod read;
mod rows;
mod text;
mod values;
pub mod words;
mod workbook;
mod write;

use std::fmt;

use domain::Finess;
use domain::closed_list;
use domain::provider::listing::Source;
use jiff::civil::Date;

pub use apply::{Refusal, apply};
pub use columns::PartChange;
pub use extract::columns_of_workbook;
pub use read::read;
pub use words::{ApplyError, CellError, ReadError, WriteError};
pub(crate) use write::neutral;
pub use write::{template_csv, template_xlsx};

closed_list! {
    /// One table of the workbook, or one CSV file.
    Sheet {
        Services = "prestations",
        Coverage = "couverture",
        Tariffs = "tarifs",
        Availability = "disponibilite",
    }
}

impl Sheet {
    /// The name of the sheet in a workbook.
    pub fn title(self) -> &'static str {
        match self {
            Self::Services => "Prestations",
            Self::Coverage => "Couverture",
            Self::Tariffs => "Tarifs",
            Self::Availability => "Disponibilité",
        }
    }
}

/// What a file asks to change, and what of it could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// In the order of the file.
    pub rows: Vec<RowChange>,
    /// In the order of the file, the first `REMARKS` of them.
    pub remarks: Vec<CellRemark>,
    /// How many more remarks there were.
    pub more_remarks: u32,
}

/// Remarks kept of one file; nobody reads more.
pub const REMARKS: usize = 2_000;

/// Rows read of one file, all its sheets together.
pub const ROWS: u32 = 100_000;

/// One part of one listing, as one row states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    pub finess: Finess,
    pub sheet: Sheet,
    /// From 1, as the spreadsheet shows it.
    pub line: u32,
    pub what: PartChange,
    pub source: Source,
    pub observed: Date,
}

/// Why something of the file was left aside, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRemark {
    /// Title of the sheet in the file; of a CSV, that of the table it was recognised as.
    pub sheet: String,
    /// From 1, as the spreadsheet shows it. None: the whole sheet.
    pub line: Option<u32>,
    /// None: the whole row.
    pub column: Option<ColumnPlace>,
    pub reason: CellError,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPlace {
    /// "A", "AB".
    pub letter: String,
    /// As the file has it.
    pub header: String,
}

impl fmt::Display for CellRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Feuille « {} »", self.sheet)?;
        if let Some(line) = self.line {
            write!(f, ", ligne {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", colonne {} « {} »", column.letter, column.header)?;
        }
        write!(f, " : {}", self.reason)
    }
}
