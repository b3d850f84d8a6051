//! A territory from the outlines of its communes, in GeoJSON as geo.api.gouv.fr or the IGN publish them. One feature at a
//! time is held; of the others of the département only their borders. What the file does not tell is left to a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use domain::Zone;
use domain::provider::territory::{Point, Territory, TerritoryError, TerritoryZone};
use domain::values::names::read_line;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use thiserror::Error;

use self::neutral::{neutral_words, to_fill};
use super::borders::Corner;
use super::grid::places;
use super::labels::{is_inside, label_of};
use super::zones::{CODES, one_code};

mod neutral;

/// Metres between the samples of a border, and the side of the cells that they are compared in: outlines that were
/// simplified apart from each other differ by less.
const STEP: i32 = 20;

/// Cells that two communes have in common where they are neighbours. Where they touch in one point there are fewer.
const COMMON: u32 = 8;

/// Properties that hold a name, in lower case, the best first.
const NAMES: [&str; 6] = ["nom", "nom_com", "nom_officiel", "nom_arm", "libelle", "name"];
const POSTCODES: [&str; 4] = ["codespostaux", "codes_postaux", "code_postal", "postal"];

/// Which communes are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// As INSEE codes begin.
    pub department: &'a str,
    pub name: Option<&'a str>,
    /// The commune whose arrondissements the outlines are.
    pub parent: Option<Zone>,
}

/// A valid territory.
#[derive(Debug)]
pub struct Made {
    pub territory: Territory,
    /// What a person must still fill in or check, in words.
    pub to_fill: Vec<String>,
}

/// Why a file gives no territory. Features are counted from 1.
#[derive(Debug, Error)]
pub enum CommunesError {
    #[error("this is not a GeoJSON FeatureCollection ({0}): export the communes as GeoJSON, in WGS 84 (EPSG:4326)")]
    Foreign(serde_json::Error),
    #[error("none of its {read} features is a commune of département {department}: take the file of this département")]
    NoneOf { read: usize, department: String },
    #[error(
        "commune {zone} stands twice, as features {first} and {second}: keep one, with its parts in a MultiPolygon"
    )]
    Twice { zone: Zone, first: usize, second: usize },
    #[error("feature {feature} (commune {zone}): {reason}")]
    Feature { feature: usize, zone: Zone, reason: String },
    #[error("the communes do not fit on one map: {0} km from one end to the other")]
    TooWide(i64),
    #[error("what was made is no territory: {0}")]
    Territory(#[from] TerritoryError),
    #[error(transparent)]
    Json(serde_json::Error),
}

/// A commune as it was read: in millionths of a degree, longitude first.
struct Commune {
    feature: usize,
    name: String,
    postcodes: BTreeSet<String>,
    /// Closed by their first point, which is not repeated.
    rings: Vec<Vec<(i32, i32)>>,
}

/// Reads a whole file and makes a territory of the communes that are wanted.
///
/// # Errors
/// What is wrong with the file, with its feature and commune.
pub fn read(file: impl Read, wanted: &Wanted<'_>) -> Result<Made, CommunesError> {
    let mut gathered = Gathered { wanted, read: 0, found: BTreeMap::new(), failed: None };
    let mut json = serde_json::Deserializer::from_reader(file);
    let outcome = Collection(&mut gathered).deserialize(&mut json).and_then(|()| json.end());
    if let Some(failed) = gathered.failed {
        return Err(failed);
    }
    outcome.map_err(CommunesError::Foreign)?;
    if gathered.found.is_empty() {
        return Err(CommunesError::NoneOf { read: gathered.read, department: wanted.department.to_owned() });
    }
    made(gathered.found, wanted)
}

struct Gathered<'a> {
    wanted: &'a Wanted<'a>,
    read: usize,
    found: BTreeMap<Zone, Commune>,
    failed: Option<CommunesError>,
}

/// A feature; its other members are skipped.
#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Value>,
}

struct Collection<'g, 'a>(&'g mut Gathered<'a>);

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `features`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut has_features = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "features" {
                has_features = true;
                map.next_value_seed(Features(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if has_features { Ok(()) } else { Err(serde::de::Error::missing_field("features")) }
    }
}

struct Features<'g, 'a>(&'g mut Gathered<'a>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(feature) = seq.next_element::<Feature>()? {
            if let Err(failed) = self.0.add(feature) {
                self.0.failed = Some(failed);
                return Err(serde::de::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

impl Gathered<'_> {
    fn add(&mut self, Feature { properties, geometry }: Feature) -> Result<(), CommunesError> {
        self.read += 1;
        let properties = properties.unwrap_or_default();
        let text = |names: &[&str]| {
            let of = |wanted: &&str| properties.iter().find(|(name, _)| name.to_lowercase() == **wanted);
            names.iter().find_map(of).map(|(_, value)| value)
        };
        let codes = CODES.iter().filter_map(|name| one_code(text(&[name])?));
        let is_wanted =
            |zone: &Zone| zone.as_str().starts_with(self.wanted.department) && self.wanted.parent != Some(*zone);
        let Some(zone) = { codes }.find(is_wanted) else { return Ok(()) };
        let feature = self.read;
        let refused = |reason: String| CommunesError::Feature { feature, zone, reason };
        let name = text(&NAMES).and_then(Value::as_str).map(read_line);
        let name = match name {
            Some(Ok(name)) if !name.is_empty() => name.to_owned(),
            Some(Err(error)) => return Err(refused(format!("its name is refused: {error}"))),
            Some(Ok(_)) | None => return Err(refused("it has no name, in a property such as `nom`".to_owned())),
        };
        let rings = rings(geometry).map_err(refused)?;
        let postcodes = text(&POSTCODES).map(postcodes).unwrap_or_default();
        if let Some(first) = self.found.insert(zone, Commune { feature, name, postcodes, rings }) {
            return Err(CommunesError::Twice { zone, first: first.feature, second: feature });
        }
        Ok(())
    }
}

/// ["93000"], "93000", or several in one text.
fn postcodes(value: &Value) -> BTreeSet<String> {
    let of_text = |text: &str| -> Vec<String> {
        let codes = text.split(|c: char| !c.is_ascii_digit()).filter(|code| code.len() == 5);
        codes.map(str::to_owned).collect()
    };
    match value {
        Value::String(text) => of_text(text).into_iter().collect(),
        Value::Number(number) => of_text(&format!("{:05}", number.as_u64().unwrap_or_default())).into_iter().collect(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).flat_map(of_text).collect(),
        Value::Null | Value::Bool(_) | Value::Object(_) => BTreeSet::new(),
    }
}

fn rings(geometry: Option<Value>) -> Result<Vec<Vec<(i32, i32)>>, String> {
    const SHAPE: &str = "the coordinates of its geometry are not those of a Polygon or MultiPolygon";
    let mut geometry = geometry.unwrap_or_default();
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("none").to_owned();
    let coordinates = geometry.get_mut("coordinates").map(Value::take).unwrap_or_default();
    let polygons: Vec<Vec<Vec<Vec<f64>>>> = match kind.as_str() {
        "Polygon" => vec![serde_json::from_value(coordinates).map_err(|_| SHAPE)?],
        "MultiPolygon" => serde_json::from_value(coordinates).map_err(|_| SHAPE)?,
        "Point" => {
            let hint = "its geometry is a point: ask geo.api.gouv.fr for `geometry=contour`";
            return Err(hint.to_owned());
        }
        _ => return Err("its geometry is no Polygon and no MultiPolygon".to_owned()),
    };
    if polygons.iter().flatten().next().is_none() {
        return Err("its outline is empty".to_owned());
    }
    polygons.iter().flatten().map(|ring| one_ring(ring)).collect()
}

fn one_ring(ring: &[Vec<f64>]) -> Result<Vec<(i32, i32)>, String> {
    let open = match ring {
        [first, .., last] if ring.len() > 3 && first == last => &ring[..ring.len() - 1],
        _ => return Err(format!("a ring of {} points is not closed: is the file cut?", ring.len())),
    };
    let mut points = Vec::with_capacity(open.len());
    for position in open {
        let [longitude, latitude, ..] = position[..] else {
            return Err("a position has fewer than two numbers".to_owned());
        };
        if !(longitude.abs() <= 180.0 && latitude.abs() < 85.0) {
            return Err(format!(
                "[{longitude}, {latitude}] is no longitude and latitude: export it in WGS 84 (EPSG:4326)"
            ));
        }
        let point = ((longitude * 1e6).round() as i32, (latitude * 1e6).round() as i32);
        if points.last() != Some(&point) {
            points.push(point);
        }
    }
    if points.len() < 3 || doubled_area(&points) == 0 {
        return Err("a ring has no area".to_owned());
    }
    Ok(points)
}

/// Twice the area, in square millionths of a degree, without sign.
fn doubled_area(ring: &[(i32, i32)]) -> u64 {
    let next = ring.iter().cycle().skip(1);
    let cross =
        |(a, b): (&(i32, i32), &(i32, i32))| i128::from(a.0) * i128::from(b.1) - i128::from(b.0) * i128::from(a.1);
    u64::try_from(ring.iter().zip(next).map(cross).sum::<i128>().unsigned_abs()).unwrap_or(u64::MAX)
}

/// A flat map in metres, from the corner of all outlines.
struct Flat {
    west: i32,
    south: i32,
    metres: (u32, u32),
}

impl Flat {
    fn of(communes: &BTreeMap<Zone, Commune>) -> Result<Self, CommunesError> {
        let points = || communes.values().flat_map(|commune| commune.rings.iter().flatten());
        let (west, east) = (points().map(|p| p.0).min().unwrap_or(0), points().map(|p| p.0).max().unwrap_or(0));
        let (south, north) = (points().map(|p| p.1).min().unwrap_or(0), points().map(|p| p.1).max().unwrap_or(0));
        // Lengths of a degree on the ellipsoid of WGS 84, at the middle of the territory.
        let middle = (f64::from(south) + f64::from(north)).to_radians() / 2e6;
        let north_metres = 111_132.954 - 559.822 * (2.0 * middle).cos() + 1.175 * (4.0 * middle).cos();
        let bent = (1.0 - 0.006_694_379_99 * middle.sin().powi(2)).sqrt();
        let east_metres = 6_378_137.0_f64.to_radians() * middle.cos() / bent;
        let metres = (north_metres.round() as u32, east_metres.round() as u32);
        let flat = Self { west, south, metres };
        let far = flat.place((east, north));
        let kilometres = i64::from(far.0.max(far.1)) / 1000;
        // Farther the map is no longer flat, and the outlines are not those of one département.
        if kilometres > 600 { Err(CommunesError::TooWide(kilometres)) } else { Ok(flat) }
    }

    fn place(&self, (longitude, latitude): (i32, i32)) -> Corner {
        let along = |degrees: i32, from: i32, metres: u32| {
            ((i64::from(degrees) - i64::from(from)) * i64::from(metres) / 1_000_000) as i32
        };
        (along(longitude, self.west, self.metres.1), along(latitude, self.south, self.metres.0))
    }

    fn point(&self, (east, north): Corner) -> Point {
        let back = |metres: i32, from: i32, scale: u32| {
            (i64::from(metres) * 1_000_000 / i64::from(scale) + i64::from(from)) as i32
        };
        Point { latitude: back(north, self.south, self.metres.0), longitude: back(east, self.west, self.metres.1) }
    }
}

fn made(communes: BTreeMap<Zone, Commune>, wanted: &Wanted<'_>) -> Result<Made, CommunesError> {
    let flat = Flat::of(&communes)?;
    let outlines: Vec<Vec<Vec<Corner>>> = communes
        .values()
        .map(|commune| commune.rings.iter().map(|ring| ring.iter().map(|point| flat.place(*point)).collect()).collect())
        .collect();
    let centres: Vec<Corner> = outlines.iter().map(|rings| centre(rings)).collect();
    let neighbours = neighbours(&outlines);
    let area: f64 =
        outlines.iter().flatten().map(|ring| super::borders::doubled_area(ring).unsigned_abs() as f64 / 2.0).sum();
    let spacing = (area / outlines.len() as f64).sqrt();
    let wide: Vec<(i64, i64)> = centres.iter().map(|centre| (centre.0.into(), centre.1.into())).collect();
    let places = places(&wide, spacing);
    let codes: Vec<Zone> = communes.keys().copied().collect();
    let mut zones = Vec::with_capacity(codes.len());
    for (at, (code, commune)) in communes.iter().enumerate() {
        let (name, short) = match wanted.parent {
            None => (commune.name.clone(), commune.name.clone()),
            Some(_) => {
                let number = number_of(&commune.name).ok_or_else(|| CommunesError::Feature {
                    feature: commune.feature,
                    zone: *code,
                    reason: "its name has no number, as arrondissements have".to_owned(),
                })?;
                (format!("{number} arrondissement"), number)
            }
        };
        zones.push(TerritoryZone {
            code: *code,
            name,
            short,
            postcodes: commune.postcodes.iter().cloned().collect(),
            neighbours: neighbours[at].iter().map(|other| codes[*other]).collect(),
            centre: flat.point(centres[at]),
            place: places[at],
        });
    }
    let twins: Vec<usize> = (0..zones.len())
        .filter(|at| zones.iter().enumerate().any(|(other, zone)| other != *at && zone.short == zones[*at].short))
        .collect();
    for at in twins {
        zones[at].short = format!("{} ({})", zones[at].short, zones[at].code);
    }
    let name = wanted.name.map_or_else(|| format!("Département {}", wanted.department), str::to_owned);
    let words = neutral_words(&zones, wanted);
    let territory = Territory {
        department: wanted.department.to_owned(),
        name,
        parent: wanted.parent,
        metres_per_degree: flat.metres,
        zones,
        words,
        law: Vec::new(),
    };
    // It is read as any file is: nothing is written that `serve` would refuse.
    let territory = Territory::from_json(&territory.to_json().map_err(CommunesError::Json)?)?;
    let to_fill = to_fill(&territory, wanted);
    Ok(Made { territory, to_fill })
}

/// "14e" in "Paris 14e Arrondissement".
fn number_of(name: &str) -> Option<String> {
    let number = name.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(number.to_lowercase())
}

/// A point inside, near the middle. It is looked for on a coarser map, where the largest outline is a few hundred units
/// wide.
fn centre(rings: &[Vec<Corner>]) -> Corner {
    let largest = rings.iter().max_by_key(|ring| super::borders::doubled_area(ring).abs());
    let Some(largest) = largest.filter(|ring| !ring.is_empty()) else { return (0, 0) };
    let span = |along: fn(&Corner) -> i32| {
        let (least, most) = (largest.iter().map(along).min(), largest.iter().map(along).max());
        (least.unwrap_or(0), most.unwrap_or(0))
    };
    let (across, down) = (span(|corner| corner.0), span(|corner| corner.1));
    let middle = (across.0.midpoint(across.1), down.0.midpoint(down.1));
    let unit = ((across.1 - across.0).max(down.1 - down.0) / 300).max(1);
    let coarse = |corner: &Corner| ((corner.0 - middle.0) / unit, (corner.1 - middle.1) / unit);
    // Files turn their rings either way; a label is looked for in the largest that turns as areas are counted.
    let turned = |ring: &Vec<Corner>| -> Vec<Corner> {
        let corners = ring.iter().map(coarse);
        if super::borders::doubled_area(ring) < 0 { corners.rev().collect() } else { corners.collect() }
    };
    let drawn: Vec<Vec<Corner>> = rings.iter().map(turned).collect();
    let found = label_of(&drawn, (0, 0));
    let found = (found.0 * unit + middle.0, found.1 * unit + middle.1);
    // What is thinner than a unit has its first corner.
    if is_inside(rings, found) { found } else { largest[0] }
}

/// The other outlines along which each runs, in order.
fn neighbours(outlines: &[Vec<Vec<Corner>>]) -> Vec<Vec<usize>> {
    let mut cells: Vec<(i32, i32, u32)> = Vec::new();
    for (at, rings) in outlines.iter().enumerate() {
        for ring in rings {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let (across, down) = (i64::from(b.0) - i64::from(a.0), i64::from(b.1) - i64::from(a.1));
                let steps = (across.abs().max(down.abs()) / i64::from(STEP)).max(1);
                cells.extend((0..steps).map(|step| {
                    let along =
                        |from: i32, length: i64| ((i64::from(from) + length * step / steps) as i32).div_euclid(STEP);
                    (along(a.0, across), along(a.1, down), at as u32)
                }));
            }
        }
    }
    cells.sort_unstable();
    cells.dedup();
    let mut common: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut near: Vec<u32> = Vec::new();
    for (column, row, at) in &cells {
        near.clear();
        for x in column - 1..=column + 1 {
            let start = cells.partition_point(|cell| (cell.0, cell.1) < (x, row - 1));
            near.extend(cells[start..].iter().take_while(|cell| (cell.0, cell.1) <= (x, row + 1)).map(|cell| cell.2));
        }
        near.sort_unstable();
        near.dedup();
        for other in near.iter().filter(|other| *other != at) {
            *common.entry((*at, *other)).or_default() += 1;
        }
    }
    let are =
        |a: u32, b: u32| [(a, b), (b, a)].iter().all(|pair| common.get(pair).is_some_and(|cells| *cells >= COMMON));
    let count = outlines.len() as u32;
    let mut found = vec![Vec::new(); outlines.len()];
    for (a, b) in common.keys().filter(|(a, b)| *a < count && *b < count && are(*a, *b)) {
        found[*a as usize].push(*b as usize);
    }
    found
}
