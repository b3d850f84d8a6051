//! Everything that is stored, read and written without knowing what it is.

use std::collections::BTreeMap;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use sqlx::query_builder::Separated;
use sqlx::{AssertSqlSafe, QueryBuilder, Row, TypeInfo, ValueRef};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::sync::oneshot;

use super::{Db, DbRow, SqlStore, announce};
use crate::storage::StoreError;
use crate::storage::transfer::{
    BYTES, ColumnKind, FIRST, Moved, Parcel, ROWS, Table, TransferError, TransferStore, Value,
};

/// A value, as the database says that it is.
fn value(row: &DbRow, at: usize, table: &Table) -> Result<Value, StoreError> {
    let raw = row.try_get_raw(at)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let kind = raw.type_info().name().to_owned();
    match kind.as_str() {
        "INT8" | "INTEGER" => Ok(Value::Whole(row.try_get(at)?)),
        "BOOL" | "BOOLEAN" => Ok(Value::Truth(row.try_get(at)?)),
        "TEXT" => Ok(Value::Text(row.try_get(at)?)),
        "BYTEA" | "BLOB" => Ok(Value::Bytes(row.try_get(at)?)),
        _ => Err(TransferError::Unreadable(format!("{}.{}", table.name, table.columns[at].0)).into()),
    }
}

/// Binds a value for a column. None: the column takes no such value.
fn bind(row: &mut Separated<'_, Db, &'static str>, value: Value, kind: ColumnKind) -> Option<()> {
    match (kind, value) {
        (ColumnKind::Whole, Value::Whole(number)) => drop(row.push_bind(number)),
        (ColumnKind::Whole, Value::Truth(truth)) => drop(row.push_bind(i64::from(truth))),
        (ColumnKind::Whole, Value::Null) => drop(row.push_bind(None::<i64>)),
        (ColumnKind::Truth, Value::Truth(truth)) => drop(row.push_bind(truth)),
        (ColumnKind::Truth, Value::Whole(number @ (0 | 1))) => drop(row.push_bind(number == 1)),
        (ColumnKind::Truth, Value::Null) => drop(row.push_bind(None::<bool>)),
        (ColumnKind::Text, Value::Text(text)) => drop(row.push_bind(text)),
        (ColumnKind::Text, Value::Null) => drop(row.push_bind(None::<String>)),
        (ColumnKind::Bytes, Value::Bytes(bytes)) => drop(row.push_bind(bytes)),
        (ColumnKind::Bytes, Value::Null) => drop(row.push_bind(None::<Vec<u8>>)),
        _ => return None,
    }
    Some(())
}

/// The names of columns between commas; `row` is a word of SQL.
fn quoted<'a>(columns: impl IntoIterator<Item = &'a String>) -> String {
    columns.into_iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

fn in_order(mut tables: Vec<Table>) -> Vec<Table> {
    let rank = |table: &Table| FIRST.iter().position(|first| *first == table.name).unwrap_or(FIRST.len());
    tables.sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
    tables
}

#[async_trait]
impl TransferStore for SqlStore {
    async fn send_all(&self, to: Sender<Parcel>) -> Result<(), StoreError> {
        let mut transaction = self.begin_reading().await?;
        Self::take_time(&mut transaction).await?;
        for table in in_order(Self::tables(&mut transaction).await?) {
            let columns: Vec<String> = table.columns.iter().map(|(name, _)| name.clone()).collect();
            let select = format!("select {} from {}", quoted(&columns), table.name);
            let (mut rows, mut bytes): (Vec<Vec<Value>>, usize) = (Vec::new(), 0);
            {
                let mut found = sqlx::query(AssertSqlSafe(select)).fetch(&mut *transaction);
                while let Some(row) = found.try_next().await? {
                    let values: Vec<Value> =
                        (0..columns.len()).map(|at| value(&row, at, &table)).collect::<Result<_, _>>()?;
                    bytes += values.iter().map(Value::bytes).sum::<usize>();
                    rows.push(values);
                    if rows.len() == ROWS || bytes >= BYTES {
                        bytes = 0;
                        let rows = std::mem::take(&mut rows);
                        let parcel = Parcel::Rows { table: table.name.clone(), columns: columns.clone(), rows };
                        if to.send(parcel).await.is_err() {
                            return Ok(());
                        }
                    }
                }
            }
            if to.send(Parcel::Rows { table: table.name, columns, rows }).await.is_err() {
                return Ok(());
            }
        }
        for (table, number) in Self::last_numbers(&mut transaction).await? {
            if to.send(Parcel::LastNumber { table, number }).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn receive_all(&self, mut from: Receiver<Parcel>, whole: oneshot::Receiver<()>) -> Result<Moved, StoreError> {
        let mut transaction = self.begin().await?;
        Self::take_time(&mut transaction).await?;
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        for table in Self::tables(&mut transaction).await? {
            let exists = format!("select exists (select 1 from {})", table.name);
            if sqlx::query_scalar(AssertSqlSafe(exists)).fetch_one(&mut *transaction).await? {
                return Err(TransferError::NotEmpty(table.name).into());
            }
            tables.insert(table.name.clone(), table);
        }
        let mut moved: Moved = tables.keys().map(|name| (name.clone(), 0)).collect();
        let mut numbers = Vec::new();
        while let Some(parcel) = from.recv().await {
            let (name, columns, rows) = match parcel {
                Parcel::Rows { table, columns, rows } => (table, columns, rows),
                Parcel::LastNumber { table, number } => {
                    numbers.push((table, number));
                    continue;
                }
            };
            let different = || TransferError::Different(name.clone());
            let table = tables.get(&name).ok_or_else(different)?;
            if !table.columns.iter().map(|(column, _)| column).eq(&columns) {
                return Err(different().into());
            }
            if rows.is_empty() {
                continue;
            }
            *moved.entry(name.clone()).or_default() += rows.len() as u64;
            let start = format!("insert into {name} ({}) {} ", quoted(&columns), Self::KEEPING_NUMBERS);
            let mut insert = QueryBuilder::<Db>::new(start);
            let mut fits = true;
            insert.push_values(rows, |mut row, values| {
                for (value, (_, kind)) in values.into_iter().zip(&table.columns) {
                    fits &= bind(&mut row, value, *kind).is_some();
                }
            });
            if !fits {
                return Err(different().into());
            }
            insert.build().execute(&mut *transaction).await?;
        }
        // Nobody sends any more: it was all, or the other end failed and says why.
        if whole.await.is_err() {
            return Err(TransferError::Unreadable("the other database".to_owned()).into());
        }
        Self::give_numbers_after(&mut transaction, &numbers).await?;
        announce(&mut transaction).await?;
        transaction.commit().await?;
        Ok(moved)
    }
}
