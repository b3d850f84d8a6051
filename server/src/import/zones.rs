//! Outlines of the zones from a GeoJSON file: checked completely, projected on a flat map, simplified and written as
//! SVG path data. It reads, and writes nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use app::ports::{MapPlace, Outline, Outlines};
use domain::Zone;
use domain::provider::territory::{Point, Territory, TerritoryZone};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use super::borders::{Borders, Corner, Place, Polygons, doubled_area};
use super::labels::{clearance, is_inside, label_of, sides};
use super::lines::excerpt;

/// Width of the view box.
const WIDTH: u32 = 1000;

/// How far a border may move, in decimetres; if borders would cross, the next value is tried.
const TOLERANCES: [f64; 5] = [250.0, 120.0, 60.0, 30.0, 0.0];

/// Farthest distance of an outline from the centre of its zone, in metres: beyond, the numbers are not degrees of WGS
/// 84.
const NEAR: f64 = 50_000.0;

/// Properties that hold an INSEE code in published files, in lower case, the most reliable first.
pub(super) const CODES: [&str; 14] = [
    "c_arinsee",
    "code_insee",
    "codeinsee",
    "insee",
    "insee_arm",
    "insee_com",
    "ref:insee",
    "code_commune",
    "com_arm_code",
    "com_code",
    "commune",
    "codgeo",
    "code",
    "id",
];

/// A file with an outline for every zone.
#[derive(Debug)]
pub struct ZonesFile {
    pub outlines: Outlines,
    /// Features outside the territory: their code, or their position in the file.
    pub foreign: Vec<String>,
    pub points_read: u32,
    pub points_kept: u32,
}

/// Why a whole file is refused. Features are counted from 1.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("this is not a GeoJSON FeatureCollection ({0}): export the zones as GeoJSON, in WGS 84 (EPSG:4326)")]
    Foreign(serde_json::Error),
    #[error("feature {feature} (zone {zone}): {reason}")]
    Feature { feature: usize, zone: Zone, reason: String },
    #[error(
        "zone {zone} stands twice, as features {first} and {second}: keep one, with all its parts in a MultiPolygon"
    )]
    Twice { zone: Zone, first: usize, second: usize },
    #[error(
        "no outline for {}: every zone needs a feature with its INSEE code in a property such as `code_insee`",
        .0.join(", ")
    )]
    Missing(Vec<String>),
    #[error("the outlines of {0} and {1} overlap: take the file of the publisher, or mend them in a GIS")]
    Overlap(Zone, Zone),
    #[error("the borders cross each other, near zone {0}: take the file of the publisher, or mend them in a GIS")]
    Crossing(Zone),
    #[error("zone {0} is too small to be drawn on this map")]
    TooSmall(Zone),
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Value>,
}

/// Reads a whole file and draws every zone of the territory.
pub fn read(text: &[u8], territory: &Territory) -> Result<ZonesFile, FileError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let collection: Collection = serde_json::from_slice(text).map_err(FileError::Foreign)?;
    let mut foreign = Vec::new();
    let mut found: BTreeMap<Zone, (usize, Polygons)> = BTreeMap::new();
    for (feature, at) in collection.features.into_iter().zip(1..) {
        let code = code_of(feature.properties.as_ref(), territory);
        let Some(zone) = code.and_then(|code| territory.find_zone(code)) else {
            foreign.push(code.map_or_else(|| format!("feature {at} without a code"), |code| code.to_string()));
            continue;
        };
        let refused = |reason| FileError::Feature { feature: at, zone: zone.code, reason };
        let polygons = polygons_of(feature.geometry, zone, territory).map_err(refused)?;
        if let Some((first, _)) = found.insert(zone.code, (at, polygons)) {
            return Err(FileError::Twice { zone: zone.code, first, second: at });
        }
    }
    let missing = territory.zones.iter().filter(|zone| !found.contains_key(&zone.code));
    let missing: Vec<String> = missing.map(|zone| format!("{} ({})", zone.code, zone.short)).collect();
    if !missing.is_empty() {
        return Err(FileError::Missing(missing));
    }
    let (codes, zones): (Vec<Zone>, Vec<_>) = found.into_iter().map(|(code, (_, polygons))| (code, polygons)).unzip();
    let points_read = zones.iter().flatten().flatten().map(Vec::len).sum::<usize>() as u32;
    let centres: Vec<Place> = territory.zones.iter().map(|zone| flat(degrees(zone), territory)).collect();
    let (outlines, points_kept) = draw(&codes, &centres, &zones, territory)?;
    Ok(ZonesFile { outlines, foreign, points_read, points_kept })
}

/// The INSEE code among the properties: if there are several, the one in the territory. IGN gives an arrondissement its
/// code and also that of its commune.
fn code_of(properties: Option<&serde_json::Map<String, Value>>, territory: &Territory) -> Option<Zone> {
    let properties = properties?;
    let codes = CODES.iter().filter_map(|wanted| {
        let (_, value) = properties.iter().find(|(name, _)| name.to_lowercase() == *wanted)?;
        one_code(value)
    });
    let codes: Vec<Zone> = codes.collect();
    codes.iter().find(|code| territory.find_zone(**code).is_some()).or(codes.first()).copied()
}

/// A code in any of these forms: "75101", 75101, 75101.0, ["75101"], or one of these as a text.
pub(super) fn one_code(value: &Value) -> Option<Zone> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            let plain = text.strip_suffix(".0").unwrap_or(text);
            plain.parse().ok().or_else(|| match serde_json::from_str(text) {
                Ok(list @ Value::Array(_)) => one_code(&list),
                Ok(_) | Err(_) => None,
            })
        }
        Value::Number(number) => {
            let whole =
                number.as_u64().or_else(|| number.as_f64().filter(|code| code.fract() == 0.0).map(|code| code as u64));
            format!("{:05}", whole?).parse().ok()
        }
        Value::Array(list) => match list.as_slice() {
            [single] if !single.is_array() => one_code(single),
            _ => None,
        },
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

/// The rings on the flat map, not closed, or what is wrong with the geometry.
fn polygons_of(geometry: Option<Value>, zone: &TerritoryZone, territory: &Territory) -> Result<Polygons, String> {
    const SHAPE: &str = "the coordinates of its geometry are not those of a Polygon or MultiPolygon";
    let geometry = geometry.unwrap_or_default();
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("none").to_owned();
    let coordinates = geometry.get("coordinates").cloned().unwrap_or_default();
    let polygons: Vec<Vec<Vec<Vec<f64>>>> = match kind.as_str() {
        "Polygon" => vec![serde_json::from_value(coordinates).map_err(|_| SHAPE)?],
        "MultiPolygon" => serde_json::from_value(coordinates).map_err(|_| SHAPE)?,
        _ => return Err(format!("its geometry is `{}`; an outline is a Polygon or a MultiPolygon", excerpt(&kind))),
    };
    if polygons.iter().flatten().next().is_none() {
        return Err("its outline is empty".to_owned());
    }
    let mut around = Around::default();
    let rings_of = |polygon: Vec<Vec<Vec<f64>>>| -> Result<Vec<Vec<Place>>, String> {
        polygon.iter().map(|ring| ring_of(ring, zone, territory, &mut around)).collect()
    };
    let found = polygons.into_iter().map(rings_of).collect::<Result<Vec<_>, _>>()?;
    if !around.has(zone) {
        return Err(format!("its outline is not around the centre of {}: is its code right?", zone.short));
    }
    Ok(found)
}

/// Limits of an outline in degrees: west, east, south, north.
struct Around([f64; 4]);

impl Default for Around {
    fn default() -> Self {
        Self([f64::MAX, f64::MIN, f64::MAX, f64::MIN])
    }
}

impl Around {
    fn add(&mut self, longitude: f64, latitude: f64) {
        let [west, east, south, north] = self.0;
        self.0 = [west.min(longitude), east.max(longitude), south.min(latitude), north.max(latitude)];
    }

    fn has(&self, zone: &TerritoryZone) -> bool {
        let [west, east, south, north] = self.0;
        let (longitude, latitude) = degrees(zone);
        (west..=east).contains(&longitude) && (south..=north).contains(&latitude)
    }
}

fn degrees(zone: &TerritoryZone) -> (f64, f64) {
    (f64::from(zone.centre.longitude) / 1e6, f64::from(zone.centre.latitude) / 1e6)
}

fn ring_of(
    ring: &[Vec<f64>],
    zone: &TerritoryZone,
    territory: &Territory,
    around: &mut Around,
) -> Result<Vec<Place>, String> {
    let (centre, metres) = (degrees(zone), territory.metres_per_degree);
    let (east, north) = (f64::from(metres.1), f64::from(metres.0));
    let open = match ring {
        [first, .., last] if ring.len() > 3 && first == last => &ring[..ring.len() - 1],
        _ => return Err(format!("a ring of {} points is not closed: is the file cut?", ring.len())),
    };
    open.iter()
        .map(|position| {
            let [longitude, latitude, ..] = position[..] else {
                return Err("a position has fewer than two numbers".to_owned());
            };
            let away = ((longitude - centre.0) * east).hypot((latitude - centre.1) * north);
            if !away.is_finite() || away > NEAR {
                return Err(format!(
                    "[{longitude}, {latitude}] is no longitude and latitude near {}: export it in WGS 84 (EPSG:4326)",
                    territory.name
                ));
            }
            around.add(longitude, latitude);
            Ok(flat((longitude, latitude), territory))
        })
        .collect()
}

/// Converts degrees east and north to the flat map.
fn flat((longitude, latitude): (f64, f64), territory: &Territory) -> Place {
    let decimetres = |degrees: f64, metres: u32| (degrees * f64::from(metres) * 10.0).round() as i64;
    (decimetres(longitude, territory.metres_per_degree.1), -decimetres(latitude, territory.metres_per_degree.0))
}

/// Converts the flat map to millionths of a degree.
fn earth((x, y): Place, territory: &Territory) -> Point {
    let (north, east) = territory.metres_per_degree;
    let millionths = |decimetres: i64, metres: u32| (decimetres * 100_000 / i64::from(metres)) as i32;
    Point { latitude: millionths(-y, north), longitude: millionths(x, east) }
}

/// The drawing and the number of its corners. `codes`, `centres` and `zones` have the same order, that of the zones.
fn draw(
    codes: &[Zone],
    centres: &[Place],
    zones: &[Polygons],
    territory: &Territory,
) -> Result<(Outlines, u32), FileError> {
    let borders = Borders::new(zones);
    if let Some((first, second)) = borders.find_overlap() {
        return Err(FileError::Overlap(codes[first], codes[second]));
    }
    let (least, most) = borders.bounds();
    let extent = (most.0 - least.0).max(1);
    let unit = |length: i64| ((2 * length * i64::from(WIDTH) + extent) / (2 * extent)) as i32;
    let place = |(x, y): Place| -> Corner { (unit(x - least.0), unit(y - least.1)) };
    let height = unit(most.1 - least.1).max(1) as u32;
    let mut refusal = FileError::TooSmall(codes[0]);
    for tolerance in TOLERANCES {
        let drawn = borders.simplified(tolerance, place);
        let small = |rings: &Vec<Vec<Corner>>| rings.iter().map(|ring| doubled_area(ring)).sum::<i64>() <= 0;
        if let Some(at) = drawn.iter().position(small) {
            refusal = FileError::TooSmall(codes[at]);
        } else if let Some(at) = find_crossing(&drawn) {
            refusal = FileError::Crossing(codes[at]);
        } else if let Some((zone, other)) = find_intrusion(&drawn) {
            refusal = FileError::Overlap(codes[zone.min(other)], codes[zone.max(other)]);
        } else {
            let kept = drawn.iter().flatten().map(Vec::len).sum::<usize>() as u32;
            let outline = |((zone, centre), rings): ((&Zone, &Place), &Vec<Vec<Corner>>)| Outline {
                zone: *zone,
                path: path(rings),
                label: label_of(rings, place(*centre)),
            };
            let zones = codes.iter().zip(centres).zip(&drawn).map(outline).collect();
            let place = MapPlace { north_west: earth(least, territory), decimetres: extent as u32 };
            return Ok((Outlines { width: WIDTH, height, zones, place: Some(place) }, kept));
        }
    }
    Err(refusal)
}

/// A zone whose border crosses another border, inside both.
fn find_crossing(drawn: &[Vec<Vec<Corner>>]) -> Option<usize> {
    let mut sides: Vec<(usize, Corner, Corner)> = Vec::new();
    for (zone, ring) in drawn.iter().enumerate().flat_map(|(zone, rings)| rings.iter().map(move |ring| (zone, ring))) {
        let next = ring.iter().cycle().skip(1);
        sides.extend(ring.iter().zip(next).map(|(a, b)| (zone, *a.min(b), *a.max(b))));
    }
    // From west to east: only sides that begin before this one ends can cross it.
    sides.sort_unstable_by_key(|(zone, from, to)| (*from, *to, *zone));
    let turn = |a: Corner, b: Corner, c: Corner| {
        let leg = |from: i32, to: i32| i64::from(to) - i64::from(from);
        (leg(a.0, b.0) * leg(a.1, c.1) - leg(a.1, b.1) * leg(a.0, c.0)).signum()
    };
    sides.iter().enumerate().find_map(|(at, (zone, a, b))| {
        let others = sides[at + 1..].iter().take_while(|(_, from, _)| from.0 <= b.0);
        let crosses = |(_, c, d): &(usize, Corner, Corner)| {
            turn(*a, *b, *c) * turn(*a, *b, *d) < 0 && turn(*c, *d, *a) * turn(*c, *d, *b) < 0
        };
        others.into_iter().any(crosses).then_some(*zone)
    })
}

/// A zone with a side whose midpoint is inside another zone, by more than a unit.
fn find_intrusion(drawn: &[Vec<Vec<Corner>>]) -> Option<(usize, usize)> {
    // At twice the size, the midpoint of a side has whole coordinates too.
    let double = |ring: &Vec<Corner>| ring.iter().map(|(x, y)| (2 * x, 2 * y)).collect();
    let doubled: Vec<Vec<Vec<Corner>>> = drawn.iter().map(|rings| rings.iter().map(double).collect()).collect();
    drawn.iter().enumerate().find_map(|(zone, rings)| {
        let mut middles = sides(rings).map(|(a, b)| (a.0 + b.0, a.1 + b.1));
        middles.find_map(|middle| {
            let holds =
                |other: &usize| is_inside(&doubled[*other], middle) && clearance(&doubled[*other], middle) > 2.0;
            (0..drawn.len()).filter(|other| *other != zone).find(holds).map(|other| (zone, other))
        })
    })
}

/// Path data: each ring from its first corner by relative steps to the next ones. "M10 20l3-4 5 6z".
fn path(rings: &[Vec<Corner>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut from = (0, 0);
        for (at, corner) in ring.iter().enumerate() {
            match at {
                0 => path.push('M'),
                1 => path.push('l'),
                _ => {}
            }
            for step in [corner.0 - from.0, corner.1 - from.1] {
                if step >= 0 && path.ends_with(|c: char| c.is_ascii_digit()) {
                    path.push(' ');
                }
                let _ = write!(path, "{step}");
            }
            from = *corner;
        }
        path.push('z');
    }
    path
}
