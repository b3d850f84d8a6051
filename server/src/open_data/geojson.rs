//! Points as GeoJSON (RFC 7946): the services, with every column as a property, and the zones. A service whose place is
//! unknown has no geometry.

use std::io::Write;

use domain::Zone;
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

/// The zones with how many services say that they go there: by their outlines, simplified as on the map, or where none were
/// imported by a point near their middle.
pub fn write_zones(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let features = state.territory.zones.iter().map(|zone| {
        let serves =
            |listing: &&&domain::Listing| listing.zones.value().is_some_and(|zones| zones.contains(&zone.code));
        json!({
            "type": "Feature",
            "id": zone.code.to_string(),
            "geometry": outline_of(zone.code, state).unwrap_or_else(|| geometry(zone.centre)),
            "properties": {
                "code_insee": zone.code.to_string(),
                "nom": zone.name,
                "nom_court": zone.short,
                "codes_postaux": zone.postcodes,
                "zones_voisines": zone.neighbours.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "services_declares": state.listings.iter().filter(serves).count(),
                "centre": [degrees(zone.centre.longitude.into()), degrees(zone.centre.latitude.into())],
            },
        })
    });
    let mut collection = json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() });
    let source = state.territory.words.outlines.as_ref();
    if let Some(source) = source.filter(|_| state.outlines.is_some_and(|outlines| outlines.place.is_some())) {
        // Members of ours (RFC 7946, 6.1): where the outlines come from.
        collection["attribution"] = json!(source.credit);
        collection["source"] = json!(source.url);
        collection["licence"] = json!(source.licence_url);
    }
    serde_json::to_writer(&mut out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn geometry(point: Point) -> serde_json::Value {
    json!({ "type": "Point", "coordinates": [degrees(point.longitude.into()), degrees(point.latitude.into())] })
}

/// A corner of the drawn map.
type Corner = (i64, i64);

/// The outline of a zone in degrees.
fn outline_of(zone: Zone, state: &DataState<'_>) -> Option<serde_json::Value> {
    let outlines = state.outlines?;
    let place = outlines.place?;
    let outline = outlines.zones.iter().find(|outline| outline.zone == zone)?;
    let (north, east) = state.territory.metres_per_degree;
    // Units of the map to millionths of a degree; a decimetre is a hundred thousandth of the metres of a degree.
    let millionths = |units: i64, metres: u32| {
        let decimetres = units * i64::from(place.decimetres) / i64::from(outlines.width.max(1));
        decimetres * 100_000 / i64::from(metres.max(1))
    };
    let position = |(x, y): Corner| {
        let longitude = i64::from(place.north_west.longitude) + millionths(x, east);
        let latitude = i64::from(place.north_west.latitude) - millionths(y, north);
        json!([degrees(longitude), degrees(latitude)])
    };
    // Outer rings turn to the right on a map whose y goes down: in degrees to the right too, and RFC 7946 wants the left.
    let written = |ring: &Vec<Corner>| {
        let mut positions: Vec<serde_json::Value> = ring.iter().rev().map(|corner| position(*corner)).collect();
        positions.extend(positions.first().cloned());
        positions
    };
    let rings = rings(&outline.path)?;
    let (outer, holes): (Vec<_>, Vec<_>) = rings.iter().partition(|ring| doubled_area(ring) > 0);
    let polygons = outer.iter().map(|outer| {
        let inside = holes.iter().filter(|hole| hole.first().is_some_and(|corner| is_inside(outer, *corner)));
        std::iter::once(written(outer)).chain(inside.map(|hole| written(hole))).collect::<Vec<_>>()
    });
    Some(json!({ "type": "MultiPolygon", "coordinates": polygons.collect::<Vec<_>>() }))
}

/// The rings of the data of a path, "M10 20l3-4 5 6z": a corner, then steps to the next ones. None where it is no such path.
fn rings(path: &str) -> Option<Vec<Vec<Corner>>> {
    let ring = |written: &str| {
        let spaced = written.replace('-', " -").replace('l', " ");
        let numbers: Vec<i64> = spaced.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let mut at = (0, 0);
        let steps = numbers.chunks(2).map(|step| {
            let [x, y] = step else { return None };
            at = (at.0 + x, at.1 + y);
            Some(at)
        });
        steps.collect::<Option<Vec<Corner>>>().filter(|ring| ring.len() > 2)
    };
    path.trim_end_matches('z').split('z').map(|written| ring(written.strip_prefix('M')?)).collect()
}

fn doubled_area(ring: &[Corner]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// Whether a corner lies inside a ring: a line from it to the west crosses the ring an odd number of times.
fn is_inside(ring: &[Corner], (x, y): Corner) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossed = ring.iter().zip(next).filter(|(a, b)| (a.1 > y) != (b.1 > y)).filter(|(a, b)| {
        let rise = b.1 - a.1;
        let at = (x - a.0) * rise - (b.0 - a.0) * (y - a.1);
        (at > 0) == (rise > 0)
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{doubled_area, is_inside, rings};

    #[test]
    fn the_rings_of_a_drawn_path_are_read_with_their_holes() {
        let found = rings("M0 0l10 0 0 10-10 0zM2 2l0 3 3 0 0-3z").expect("a path");
        assert_eq!(found[0], [(0, 0), (10, 0), (10, 10), (0, 10)]);
        assert_eq!(found[1], [(2, 2), (2, 5), (5, 5), (5, 2)]);
        assert!(doubled_area(&found[0]) > 0 && doubled_area(&found[1]) < 0, "a hole turns the other way");
        assert!(is_inside(&found[0], found[1][0]) && !is_inside(&found[1], (9, 9)));
        for wrong in ["", "M0 0l1z", "10 20l3 4z", "M0 0l1 1 a b 2 2z"] {
            assert_eq!(rings(wrong), None, "{wrong}");
        }
    }
}
