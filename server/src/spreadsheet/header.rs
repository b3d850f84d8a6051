//! The header row of a sheet: how it is recognised, and the positions of its columns.

use domain::values::closed_list::ClosedList;
use domain::values::search::fold;

use super::columns::{COMMON, Column, Part};
use super::{ReadError, Sheet};

/// The recognised header row of a sheet, with the positions of its columns.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) sheet: Sheet,
    /// By position in the file.
    pub(super) columns: Vec<Option<Column>>,
    /// With the names in the file.
    pub(super) texts: Vec<String>,
    /// The parts whose columns are in the file.
    pub(super) parts: Vec<Part>,
}

/// How many columns of a sheet a row contains, without those that all sheets have. None without a FINESS column.
fn likeness(sheet: Sheet, folded: &[String]) -> Option<usize> {
    let stands = |column: &Column| column.names().iter().any(|name| folded.contains(name));
    let found =
        sheet.columns().iter().filter(|column| !COMMON.contains(column)).filter(|column| stands(column)).count();
    (found > 0 && stands(&Column::Finess)).then_some(found)
}

/// The sheet for which the row is most likely the header, and how many columns of its parts it has.
pub(super) fn recognise(cells: &[&str]) -> Option<(Sheet, usize)> {
    let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
    let likely = Sheet::ALL.iter().filter_map(|sheet| Some((*sheet, likeness(*sheet, &folded)?)));
    // Of equals, the first.
    likely.reduce(|best, other| if other.1 > best.1 { other } else { best })
}

impl Header {
    pub(super) fn new(sheet: Sheet, cells: &[&str]) -> Result<Self, ReadError> {
        let known: Vec<(Vec<String>, Column)> =
            sheet.columns().into_iter().map(|column| (column.names(), column)).collect();
        let find = |cell: &&str| {
            let folded = fold(cell);
            known.iter().find(|(names, _)| names.contains(&folded)).map(|(_, column)| *column)
        };
        let columns: Vec<Option<Column>> = cells.iter().map(find).collect();
        for (at, column) in columns.iter().enumerate() {
            if let Some(column) = column.filter(|_| columns[..at].contains(column)) {
                return Err(ReadError::ColumnTwice { sheet, header: column.header().into_owned() });
            }
        }
        let has = |column: &Column| columns.contains(&Some(*column));
        let parts: Vec<Part> = sheet.parts().filter(|part| part.columns().iter().any(has)).collect();
        let required = [Column::Finess, Column::Source, Column::Observed].into_iter();
        let required = required.chain(parts.iter().flat_map(|part| part.columns()));
        let missing: Vec<_> = required.filter(|column| !has(column)).map(Column::header).collect();
        if !missing.is_empty() {
            return Err(ReadError::MissingColumns { sheet, headers: missing.join(", ") });
        }
        Ok(Self { sheet, columns, texts: cells.iter().map(|cell| cell.trim().to_owned()).collect(), parts })
    }

    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(column))
    }
}

/// "A" for 0, "Z" for 25, "AA" for 26.
pub(super) fn letter(mut position: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (position % 26) as u8));
        match (position / 26).checked_sub(1) {
            Some(next) => position = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::values::closed_list::ClosedList;

    use super::{Column, letter, recognise};
    use crate::spreadsheet::Sheet;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn each_sheet_is_recognised_by_its_own_headers_and_none_has_two_alike() {
        for sheet in Sheet::ALL {
            let headers: Vec<_> = sheet.columns().into_iter().map(Column::header).collect();
            let headers: Vec<&str> = headers.iter().map(|header| header.as_ref()).collect();
            assert_eq!(recognise(&headers), Some((*sheet, headers.len() - 4)));
            assert!(super::Header::new(*sheet, &headers).is_ok());
        }
        // Also by its code, which stays the same when the words change.
        assert_eq!(recognise(&["FINESS", "garde-de-nuit"]), Some((Sheet::Services, 1)));
        assert_eq!(recognise(&["FINESS", "Nom"]), None);
        assert_eq!(recognise(&["Mode", "Repas"]), None);
    }
}
