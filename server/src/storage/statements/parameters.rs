//! Values of the law that staff entered.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::law::parameters::{Parameter, Published, State};
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sqlx::Row;

use super::{DbConnection, DbRow, SqlStore, announce, number_key, unavailable};
use crate::storage::{EnteredValue, Listed, ParameterStore, StoreError};

/// A value is stored for a parameter that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("a value is stored for the unknown parameter `{0}`")]
struct UnknownParameter(String);

pub(super) async fn load_values(reader: &mut DbConnection) -> Result<Listed<EnteredValue>, StoreError> {
    let rows = sqlx::query(
        "select parameter, value, valid_from, valid_until, article, url, read_on, withdrawn, author, recorded_at, number,
             thousandths
         from parameter_values
         order by number",
    )
    .fetch_all(reader)
    .await?;
    Ok(Listed::read(&rows, RowKind::Value, number_key(10), value))
}

fn value(row: &DbRow) -> Result<EnteredValue, StoreError> {
    let code: &str = row.try_get(0)?;
    let until: Option<&str> = row.try_get(3)?;
    let published = Published {
        parameter: Parameter::from_code(code).ok_or_else(|| unavailable(UnknownParameter(code.to_owned())))?,
        value: match row.try_get::<Option<&str>, _>(1)? {
            Some(text) => number(text).map_err(unavailable)?,
            // Written by the program before, after the column was filled.
            None => Decimal::new(row.try_get(11)?, 3),
        },
        state: State::Entered,
        from: row.try_get::<&str, _>(2)?.parse().map_err(unavailable)?,
        until: until.map(|until| until.parse().map_err(unavailable)).transpose()?,
        article: row.try_get::<String, _>(4)?.into(),
        url: row.try_get::<String, _>(5)?.into(),
        read: row.try_get::<&str, _>(6)?.parse().map_err(unavailable)?,
    };
    Ok(EnteredValue {
        published,
        withdrawn: row.try_get(7)?,
        author: row.try_get(8)?,
        recorded_at: row.try_get::<&str, _>(9)?.parse().map_err(unavailable)?,
    })
}

#[async_trait]
impl ParameterStore for SqlStore {
    async fn list_values(&self) -> Result<Listed<EnteredValue>, StoreError> {
        let mut reader = self.readers().acquire().await?;
        load_values(&mut reader).await
    }

    async fn add_value(&self, value: EnteredValue) -> Result<(), StoreError> {
        let published = &value.published;
        let mut transaction = self.begin().await?;
        sqlx::query(
            "insert into parameter_values
                 (parameter, value, valid_from, valid_until, article, url, read_on, withdrawn, author, recorded_at,
                  thousandths)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(published.parameter.code())
        .bind(published.value.to_string())
        .bind(published.from.to_string())
        .bind(published.until.map(|until| until.to_string()))
        .bind(published.article.as_ref())
        .bind(published.url.as_ref())
        .bind(published.read.to_string())
        .bind(value.withdrawn)
        .bind(&value.author)
        .bind(value.recorded_at.to_string())
        // The program before reads this column: never 0, which it refuses.
        .bind((published.value * Decimal::from(1000)).round().to_i64().unwrap_or(i64::MAX).max(1))
        .execute(&mut *transaction)
        .await?;
        announce(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}
