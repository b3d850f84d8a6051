//! Points as GeoJSON (RFC 7946): the services, with every column as a property, and the zones. A service whose place is
//! unknown has no geometry.

use std::io::Write;

use domain::provider::territory::Point;
use serde_json::json;

use super::json::{degrees, write_line};
use super::table::{TableName, service_line};
use super::{DataError, DataState};

pub fn write_services(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let columns = TableName::Services.columns();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (at, listing) in state.listings.iter().enumerate() {
        let id = listing.finess;
        let geometry = listing.point.value().map_or(json!(null), |point| geometry(*point));
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}\n{{\"type\":\"Feature\",\"id\":\"{id}\",\"geometry\":{geometry},\"properties\":")?;
        write_line(&mut out, &columns, &service_line(listing, state))?;
        out.write_all(b"}")?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// The zones by a point near their middle, with how many services say that they go there.
pub fn write_zones(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let features = state.territory.zones.iter().map(|zone| {
        let serves =
            |listing: &&&domain::Listing| listing.zones.value().is_some_and(|zones| zones.contains(&zone.code));
        json!({
            "type": "Feature",
            "id": zone.code.to_string(),
            "geometry": geometry(zone.centre),
            "properties": {
                "code_insee": zone.code.to_string(),
                "nom": zone.name,
                "nom_court": zone.short,
                "codes_postaux": zone.postcodes,
                "zones_voisines": zone.neighbours.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "services_declares": state.listings.iter().filter(serves).count(),
            },
        })
    });
    let collection = json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() });
    serde_json::to_writer(&mut out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn geometry(point: Point) -> serde_json::Value {
    json!({ "type": "Point", "coordinates": [degrees(point.longitude.into()), degrees(point.latitude.into())] })
}
