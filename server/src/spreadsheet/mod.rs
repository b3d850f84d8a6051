//! Spreadsheets with which the staff of the City correct listings in bulk: filled templates go out, changes come back.
//! Pure: bytes in, values out. No disk, nothing is saved, no clock.

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

/// The changes in a file, and the remarks about what could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// In the order of the file.
    pub rows: Vec<RowChange>,
    /// In the order of the file, the first `REMARKS` of them.
    pub remarks: Vec<CellRemark>,
    /// How many more remarks there were.
    pub more_remarks: u32,
}

/// Most remarks kept for one file; nobody reads more.
pub const REMARKS: usize = 2_000;

/// Most rows read in one file, for all its sheets together.
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

/// Why a part of the file was not used, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRemark {
    /// Title of the sheet in the file; for a CSV, that of the recognised table.
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
    /// As it is in the file.
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
