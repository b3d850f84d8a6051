//! A table as Parquet, for who analyses: one column each, with its type; unknown is null. A list is one text, its values
//! separated by `|`, as in CSV.

use std::io::Write;
use std::sync::Arc;

use app::text::open_data::{Column, ColumnKind};
use jiff::civil::{Date, date};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::json::degrees;
use super::table::{Cell, TableName};
use super::{DataError, DataState};

/// Digits of an amount, in all.
const PRECISION: i32 = 18;

pub fn write(out: impl Write + Send, table: TableName, state: &DataState<'_>) -> Result<(), DataError> {
    let columns = table.columns();
    let fields = columns.iter().map(|column| field(column)).collect::<Result<Vec<_>, _>>()?;
    let schema: TypePtr = Arc::new(Type::group_type_builder(table.code()).with_fields(fields).build()?);
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(WriterProperties::default()))?;
    let lines: Vec<Vec<Cell>> = table.lines(state).collect();
    let mut group = file.next_row_group()?;
    for (at, column) in columns.iter().enumerate() {
        let cells = lines.iter().map(|line| &line[at]);
        match column.kind {
            ColumnKind::Date => write_column::<Int32Type>(&mut group, cells, days)?,
            ColumnKind::Integer => write_column::<Int64Type>(&mut group, cells, whole)?,
            ColumnKind::Decimal => write_column::<Int64Type>(&mut group, cells, whole)?,
            ColumnKind::Degrees => write_column::<DoubleType>(&mut group, cells, |cell| whole(cell).map(degrees))?,
            ColumnKind::Boolean => write_column::<BoolType>(&mut group, cells, truth)?,
            ColumnKind::Text
            | ColumnKind::Digits
            | ColumnKind::Link
            | ColumnKind::Code(_)
            | ColumnKind::Codes(_)
            | ColumnKind::Texts => write_column::<ByteArrayType>(&mut group, cells, text)?,
        }
    }
    group.close()?;
    file.close()?;
    Ok(())
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        ColumnKind::Date => (Physical::INT32, Some(LogicalType::Date)),
        ColumnKind::Integer => (Physical::INT64, None),
        ColumnKind::Decimal => (Physical::INT64, Some(LogicalType::decimal(2, PRECISION))),
        ColumnKind::Degrees => (Physical::DOUBLE, None),
        ColumnKind::Boolean => (Physical::BOOLEAN, None),
        ColumnKind::Text
        | ColumnKind::Digits
        | ColumnKind::Link
        | ColumnKind::Code(_)
        | ColumnKind::Codes(_)
        | ColumnKind::Texts => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let builder = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    let is_decimal = matches!(column.kind, ColumnKind::Decimal);
    let builder = if is_decimal { builder.with_precision(PRECISION).with_scale(2) } else { builder };
    Ok(Arc::new(builder.build()?))
}

fn write_column<'a, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    cells: impl Iterator<Item = &'a Cell>,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("there are fewer columns than their schema says".to_owned()));
    };
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) | Cell::Hundredths(number) | Cell::Millionths(number) => Some(*number),
        Cell::Unknown | Cell::Text(_) | Cell::Word(_) | Cell::Date(_) | Cell::Boolean(_) | Cell::List(_) => None,
    }
}

fn truth(cell: &Cell) -> Option<bool> {
    let Cell::Boolean(is) = cell else { return None };
    Some(*is)
}

/// Days since 1970.
fn days(cell: &Cell) -> Option<i32> {
    const FIRST: Date = date(1970, 1, 1);
    let Cell::Date(day) = cell else { return None };
    day.since(FIRST).ok().map(|since| since.get_days())
}

fn text(cell: &Cell) -> Option<ByteArray> {
    (*cell != Cell::Unknown).then(|| cell.plain().into_bytes().into())
}
