//! Outlines and streets: each file replaces what the one before it gave, in one transaction.

use app::ports::{MapPlace, Outline, Outlines};
use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::provider::territory::Point;
use sqlx::{QueryBuilder, Row};

use super::{Db, DbConnection, DbRow, ROWS_A_STATEMENT, SqlStore, announce, text_key, unavailable};
use crate::addresses::Street;
use crate::import::addresses::AddressCounts;
use crate::storage::{AddressStore, Listed, Origin, OutlineStore, StoreError, StoredOutlines};

pub(super) async fn load_outlines(reader: &mut DbConnection) -> Result<StoredOutlines, StoreError> {
    let rows = sqlx::query(
        "select zone, path, label_x, label_y, view_width, view_height, file_name, recorded_at, west, north, width_decimetres
         from outlines
         order by zone",
    )
    .fetch_all(reader)
    .await?;
    let Listed { rows, unreadable } = Listed::read(&rows, RowKind::Outline, text_key(0), |row| {
        Ok((outline(row)?, (whole(row, 4)?, whole(row, 5)?, map_place(row)?), origin(row, 6)?))
    });
    let Some((_, (width, height, place), origin)) = rows.first().cloned() else {
        return Ok(StoredOutlines { outlines: None, unreadable });
    };
    let zones = rows.into_iter().map(|row| row.0).collect();
    Ok(StoredOutlines { outlines: Some((Outlines { width, height, zones, place }, origin)), unreadable })
}

/// An outline is stored in a form that this program does not draw.
#[derive(Debug, thiserror::Error)]
#[error("an outline is no path")]
struct NoPath;

fn outline(row: &DbRow) -> Result<Outline, StoreError> {
    let path: String = row.try_get(1)?;
    if !path.starts_with('M') || !path.ends_with('z') {
        return Err(unavailable(NoPath));
    }
    Ok(Outline {
        zone: row.try_get::<&str, _>(0)?.parse().map_err(unavailable)?,
        path,
        label: (whole(row, 2)?, whole(row, 3)?),
    })
}

/// Where the map lies: none in rows that were written before it was kept.
fn map_place(row: &DbRow) -> Result<Option<MapPlace>, StoreError> {
    if row.try_get::<Option<i64>, _>(8)?.is_none() {
        return Ok(None);
    }
    let north_west = Point { longitude: whole(row, 8)?, latitude: whole(row, 9)? };
    Ok(Some(MapPlace { north_west, decimetres: whole(row, 10)? }))
}

/// A length or a place on the map.
fn whole<T: TryFrom<i64>>(row: &DbRow, column: usize) -> Result<T, StoreError> {
    row.try_get::<i64, _>(column)?.try_into().map_err(|_| unavailable(NoPath))
}

/// The name of the file in one column, and the time in the next.
fn origin(row: &DbRow, at: usize) -> Result<Origin, StoreError> {
    let recorded_at = row.try_get::<&str, _>(at + 1)?.parse().map_err(unavailable)?;
    Ok(Origin { file_name: row.try_get(at)?, recorded_at })
}

/// "Rue de Vaugirard 75106"
fn street_key(row: &DbRow) -> String {
    format!("{} {}", text_key(0)(row), text_key(1)(row))
}

/// A street from name, zone, postcode and houses.
fn street(row: &DbRow) -> Result<Street, StoreError> {
    Ok(Street {
        name: row.try_get(0)?,
        zone: row.try_get::<&str, _>(1)?.parse().map_err(unavailable)?,
        postcode: row.try_get(2)?,
        houses: Street::houses_of(row.try_get(3)?).map_err(unavailable)?,
    })
}

#[async_trait]
impl OutlineStore for SqlStore {
    async fn load_outlines(&self) -> Result<StoredOutlines, StoreError> {
        let mut reader = self.readers().acquire().await?;
        load_outlines(&mut reader).await
    }

    async fn replace_outlines(&self, outlines: &Outlines, origin: &Origin) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("delete from outlines").execute(&mut *transaction).await?;
        for rows in outlines.zones.chunks(ROWS_A_STATEMENT) {
            let mut insert = QueryBuilder::<Db>::new(
                "insert into outlines
                     (zone, path, label_x, label_y, view_width, view_height, file_name, recorded_at, west, north,
                      width_decimetres) ",
            );
            insert.push_values(rows, |mut row, own| {
                row.push_bind(own.zone.to_string())
                    .push_bind(&own.path)
                    .push_bind(i64::from(own.label.0))
                    .push_bind(i64::from(own.label.1))
                    .push_bind(i64::from(outlines.width))
                    .push_bind(i64::from(outlines.height))
                    .push_bind(&origin.file_name)
                    .push_bind(origin.recorded_at.to_string())
                    .push_bind(outlines.place.map(|place| i64::from(place.north_west.longitude)))
                    .push_bind(outlines.place.map(|place| i64::from(place.north_west.latitude)))
                    .push_bind(outlines.place.map(|place| i64::from(place.decimetres)));
            });
            insert.build().execute(&mut *transaction).await?;
        }
        announce(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

#[async_trait]
impl AddressStore for SqlStore {
    async fn list_streets(&self) -> Result<Listed<Street>, StoreError> {
        let rows = sqlx::query("select name, zone, postcode, houses from streets order by name, zone")
            .fetch_all(&self.readers())
            .await?;
        Ok(Listed::read(&rows, RowKind::Street, street_key, street))
    }

    async fn replace_streets(
        &self,
        streets: &[Street],
        counts: &AddressCounts,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("delete from streets").execute(&mut *transaction).await?;
        for rows in streets.chunks(ROWS_A_STATEMENT) {
            let mut insert = QueryBuilder::<Db>::new("insert into streets (name, zone, postcode, houses) ");
            insert.push_values(rows, |mut row, street| {
                row.push_bind(&street.name)
                    .push_bind(street.zone.to_string())
                    .push_bind(&street.postcode)
                    .push_bind(street.houses_text());
            });
            insert.build().execute(&mut *transaction).await?;
        }
        sqlx::query("insert into address_imports (file_name, recorded_at, counts) values ($1, $2, $3)")
            .bind(&origin.file_name)
            .bind(origin.recorded_at.to_string())
            .bind(serde_json::to_string(counts).map_err(unavailable)?)
            .execute(&mut *transaction)
            .await?;
        announce(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn address_generation(&self) -> Result<u64, StoreError> {
        let number: i64 = sqlx::query_scalar("select coalesce(max(number), 0) from address_imports")
            .fetch_one(&self.readers())
            .await?;
        Ok(number as u64)
    }

    async fn last_address_import(&self) -> Result<Option<(AddressCounts, Origin)>, StoreError> {
        let row =
            sqlx::query("select counts, file_name, recorded_at from address_imports order by number desc limit 1")
                .fetch_optional(&self.readers())
                .await?;
        row.map(|row| Ok((serde_json::from_str(row.try_get(0)?).map_err(unavailable)?, origin(&row, 1)?))).transpose()
    }
}
