//! A table as JSON: an object whose member of the table's name is an array of its lines, each with every column, in their
//! order. Unknown is null; amounts are texts.

use std::io::Write;

use app::text::open_data::{Column, LICENCE};
use serde_json::{Value, json};

use super::table::{Cell, TableName};
use super::{DataError, DataState};

pub fn write(mut out: impl Write, table: TableName, state: &DataState<'_>) -> Result<(), DataError> {
    let columns = table.columns();
    write!(out, "{{\"jour\":\"{}\",\"licence\":{},", state.day, Value::from(LICENCE))?;
    let page = format!("{}{}", state.site, app::routes::Page::OpenData.href(app::text::Lang::French));
    write!(out, "\"page\":{},\"{}\":[", Value::from(page), table.code())?;
    for (at, line) in table.lines(state).enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        write_line(&mut out, &columns, &line)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// One line as an object.
pub fn write_line(out: &mut impl Write, columns: &[&Column], line: &[Cell]) -> Result<(), DataError> {
    for (at, (column, cell)) in columns.iter().zip(line).enumerate() {
        write!(out, "{}\"{}\":", if at == 0 { '{' } else { ',' }, column.name)?;
        serde_json::to_writer(&mut *out, &value(cell))?;
    }
    out.write_all(b"}")?;
    Ok(())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Unknown => Value::Null,
        Cell::Integer(number) => json!(number),
        Cell::Boolean(is) => json!(is),
        Cell::Millionths(number) => json!(degrees(*number)),
        Cell::List(values) => json!(values),
        Cell::Text(_) | Cell::Word(_) | Cell::Date(_) | Cell::Hundredths(_) => Value::from(cell.plain()),
    }
}

/// The nearest number, which is written with six decimals at most.
pub fn degrees(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}
