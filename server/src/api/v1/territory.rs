//! `GET /api/v1/territory`: the territory that the site serves, and its zones.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::provider::territory::TerritoryZone;
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::Problem;
use super::provider::Position;
use super::providers::NoParameters;
use super::versions::Versions;
use super::{Api, answer, reading};

/// The territory that this site serves.
#[derive(Serialize, ToSchema)]
pub struct TerritoryAnswer {
    versions: Versions,
    name: String,
    /// "75", or "2A".
    department: String,
    /// In order of their codes.
    zones: Vec<ZoneEntry>,
}

/// A commune, or a part of one.
#[derive(Serialize, ToSchema)]
struct ZoneEntry {
    /// INSEE code.
    code: String,
    name: String,
    short_name: String,
    postcodes: Vec<String>,
    /// Codes of the zones beside it.
    neighbours: Vec<String>,
    /// A point near its middle, from which distances are measured.
    centre: Position,
    /// Column and row on the schematic map.
    map_column: u8,
    map_row: u8,
}

impl From<&TerritoryZone> for ZoneEntry {
    fn from(zone: &TerritoryZone) -> Self {
        Self {
            code: zone.code.to_string(),
            name: zone.name.clone(),
            short_name: zone.short.clone(),
            postcodes: zone.postcodes.clone(),
            neighbours: zone.neighbours.iter().map(ToString::to_string).collect(),
            centre: zone.centre.into(),
            map_column: zone.place.0,
            map_row: zone.place.1,
        }
    }
}

/// The territory
///
/// Its zones, by whose INSEE codes a need says where.
#[utoipa::path(
    get,
    path = "/api/v1/territory",
    operation_id = "get_territory",
    tag = "territory",
    responses((status = 200, description = "The territory.", body = TerritoryAnswer))
)]
pub async fn show(State(api): State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    reading::parameters::<NoParameters>(&uri)?;
    let publication = api.publication();
    let territory = &publication.territory;
    let answer = TerritoryAnswer {
        versions: Versions::of(&publication, api.today()),
        name: territory.name.clone(),
        department: territory.department.clone(),
        zones: territory.zones.iter().map(ZoneEntry::from).collect(),
    };
    answer::json(&answer, &publication.territory, &headers, api.changed_today())
}
