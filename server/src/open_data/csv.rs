//! A table as CSV (RFC 4180): commas, CRLF, UTF-8 without a mark. A free text is never a formula.

use std::io::Write;

use super::table::{Cell, TableName};
use super::{DataError, DataState};
use crate::export::plain;

pub fn write(out: impl Write, table: TableName, state: &DataState<'_>) -> Result<(), DataError> {
    let mut writer = writer(out);
    writer.write_record(table.columns().iter().map(|column| &*column.name))?;
    for line in table.lines(state) {
        writer.write_record(line.iter().map(cell))?;
    }
    writer.flush()?;
    Ok(())
}

pub fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => plain(text),
        Cell::List(values) if !values.is_empty() => plain(&values.join("|")),
        Cell::Unknown
        | Cell::Word(_)
        | Cell::Date(_)
        | Cell::Integer(_)
        | Cell::Boolean(_)
        | Cell::Hundredths(_)
        | Cell::Millionths(_)
        | Cell::List(_) => cell.plain(),
    }
}
