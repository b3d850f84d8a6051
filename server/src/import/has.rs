//! The evaluations of the HAS (`open_data_par_essms`, xlsx): the latest one of each establishment. It reads, and writes
//! nothing.

use std::collections::BTreeMap;

use domain::Finess;
use domain::provider::listing::{Evaluation, HasGrade};
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use jiff::civil::Date;
use thiserror::Error;

use super::lines::excerpt;
use crate::spreadsheet::{ReadError, columns_of_workbook};

/// The columns that are read; they are found by name, in any position.
const COLUMNS: [&str; 4] = ["finess_geo", "eval_date_fin", "indice_qualite", "oe_nom"];

/// Number of remarks at which reading stops, because it is the wrong file.
const MANY: u32 = 50_000;

/// A rejected row, or a row that is kept without its evaluator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Number of the row in its sheet.
    pub line: u32,
    pub finess: String,
    pub reason: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("`{0}` is not a FINESS number")]
    NotFiness(String),
    #[error("`{0}` is not a date")]
    NotADate(String),
    #[error("`{0}` is not a grade from A to D")]
    NotAGrade(String),
}

/// A file that was read to its end.
#[derive(Debug)]
pub struct Evaluations {
    /// The date of its last evaluation: the file itself has no date.
    pub date: Date,
    /// Number of rows.
    pub read: u32,
    pub latest: BTreeMap<Finess, Evaluation>,
    pub remarks: Vec<Remark>,
}

#[derive(Debug, Error)]
pub enum FileError {
    #[error("this is a parquet file, which is not read: take the XLSX of the same name, which says the same")]
    Parquet,
    #[error("the workbook cannot be read: {0}")]
    Workbook(ReadError),
    #[error("this is not the file of the HAS: no sheet has the columns {}", COLUMNS.join(", "))]
    Foreign,
    #[error("the file has no evaluation that can be read")]
    Empty,
    #[error("{0} of {1} rows are unreadable: this is not the file of the HAS")]
    MostlyUnreadable(u32, u32),
}

/// Whether a workbook is a file of the HAS.
pub fn is_evaluations(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || matches!(columns_of_workbook(bytes, &COLUMNS, |_, _| false), Ok(true))
}

/// Reads a whole workbook.
pub fn read(bytes: &[u8]) -> Result<Evaluations, FileError> {
    if bytes.starts_with(b"PAR1") {
        return Err(FileError::Parquet);
    }
    let mut read = Evaluations { date: Date::default(), read: 0, latest: BTreeMap::new(), remarks: Vec::new() };
    let found = columns_of_workbook(bytes, &COLUMNS, |line, cells| {
        read.row(line, cells);
        read.remarks.len() < MANY as usize
    });
    if !found.map_err(FileError::Workbook)? {
        return Err(FileError::Foreign);
    }
    let wrong = read.remarks.len() as u32;
    if wrong > 20 && wrong > read.read / 2 {
        return Err(FileError::MostlyUnreadable(wrong, read.read));
    }
    read.date = read.latest.values().map(|evaluation| evaluation.on).max().ok_or(FileError::Empty)?;
    Ok(read)
}

impl Evaluations {
    fn row(&mut self, line: u32, cells: &[&str]) {
        let [number, on, grade, evaluator] = cells[..] else { return };
        if number.is_empty() {
            return;
        }
        self.read += 1;
        let mut remark = |reason| self.remarks.push(Remark { line, finess: excerpt(number), reason });
        // A spreadsheet may read it as a number, and drop its zeros.
        let Ok(finess) = format!("{number:0>9}").parse::<Finess>() else {
            return remark(Problem::NotFiness(excerpt(number)));
        };
        if grade.is_empty() {
            // Evaluated, but not graded yet.
            return;
        }
        let Some(grade) = HasGrade::from_code(grade).filter(|grade| *grade != HasGrade::NotYet) else {
            return remark(Problem::NotAGrade(excerpt(grade)));
        };
        let Some(on) = date(on) else { return remark(Problem::NotADate(excerpt(on))) };
        let evaluator = read_line(evaluator).unwrap_or_default().to_owned();
        let evaluation = Evaluation { grade, on, evaluator };
        let known = self.latest.entry(finess).or_insert_with(|| evaluation.clone());
        if known.on < evaluation.on {
            *known = evaluation;
        }
    }
}

/// "2023-12-21", with or without a time, or "21/12/2023".
fn date(text: &str) -> Option<Date> {
    if let Some(date) = text.get(..10).and_then(|day| day.parse().ok()) {
        return Some(date);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.get(..4)?.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
