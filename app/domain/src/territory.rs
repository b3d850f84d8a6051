//! The territory served: its zones with names, postcodes, neighbours and places on the map. Data, Paris the default.

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::place::WrittenPlace;
use crate::identity::Zone;

mod place;

/// A place in millionths of a degree (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    pub latitude: i32,
    pub longitude: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerritoryZone {
    pub code: Zone,
    /// "14e arrondissement".
    pub name: String,
    /// "14e".
    pub short: String,
    pub postcodes: Vec<String>,
    pub neighbours: Vec<Zone>,
    /// A point near its middle, from which distances are measured.
    pub centre: Point,
    /// Column and row on the schematic map.
    pub place: (u8, u8),
}

#[derive(Debug, Error)]
pub enum TerritoryError {
    #[error("the territory file is not readable: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the territory has no zone")]
    Empty,
    #[error("zone {0} stands twice")]
    Twice(Zone),
    #[error("zone {0} names the neighbour {1}, which does not name it back or does not exist")]
    Neighbour(Zone, Zone),
}

/// The territory a site serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// "75".
    pub department: String,
    pub name: String,
    /// The commune of which its zones are parts, where they are: published files give its code for all of them.
    #[serde(default)]
    pub parent: Option<Zone>,
    /// Length of one degree of latitude and of longitude here, in metres.
    pub metres_per_degree: (u32, u32),
    pub zones: Vec<TerritoryZone>,
}

impl Territory {
    /// Paris and its twenty arrondissements.
    pub fn paris() -> Result<Self, TerritoryError> {
        Self::from_json(include_str!("../territories/75-paris.json"))
    }

    pub fn from_json(text: &str) -> Result<Self, TerritoryError> {
        let mut territory: Self = serde_json::from_str(text)?;
        territory.zones.sort_by_key(|zone| zone.code);
        if territory.zones.is_empty() {
            return Err(TerritoryError::Empty);
        }
        for pair in territory.zones.windows(2) {
            if pair[0].code == pair[1].code {
                return Err(TerritoryError::Twice(pair[0].code));
            }
        }
        for zone in &territory.zones {
            for neighbour in &zone.neighbours {
                let back = territory.find_zone(*neighbour).is_some_and(|other| other.neighbours.contains(&zone.code));
                if !back {
                    return Err(TerritoryError::Neighbour(zone.code, *neighbour));
                }
            }
        }
        Ok(territory)
    }

    pub fn find_zone(&self, code: Zone) -> Option<&TerritoryZone> {
        self.position(code).map(|at| &self.zones[at])
    }

    /// Index of a zone in `zones`.
    pub fn position(&self, code: Zone) -> Option<usize> {
        self.zones.binary_search_by_key(&code, |zone| zone.code).ok()
    }

    /// The zones that a published code stands for: all of them for their parent commune, else the code alone, which may be
    /// outside the territory.
    pub fn zones_of(&self, code: Zone) -> Vec<Zone> {
        if self.parent == Some(code) { self.zones.iter().map(|zone| zone.code).collect() } else { vec![code] }
    }

    pub fn find_by_postcode(&self, postcode: &str) -> Option<&TerritoryZone> {
        self.zones.iter().find(|zone| zone.postcodes.iter().any(|own| own == postcode))
    }

    /// The zone that a person typed, where there is no doubt about it.
    pub fn find_by_text(&self, text: &str) -> Option<&TerritoryZone> {
        match self.read_place(text) {
            WrittenPlace::Zone(zone) => Some(zone),
            WrittenPlace::Several(_) | WrittenPlace::Whole | WrittenPlace::Elsewhere | WrittenPlace::Other => None,
        }
    }

    /// What a person types for a place: an INSEE code, a postcode, "14", "14e", "Paris 14ème arr.", "75014 Paris".
    pub fn read_place(&self, text: &str) -> WrittenPlace<'_> {
        place::read(text, self)
    }

    /// Distance between two near points in metres, on a flat map, rounded down.
    pub fn metres_between(&self, from: Point, to: Point) -> u32 {
        let leg = |a: i32, b: i32, scale: u32| (i64::from(a) - i64::from(b)) * i64::from(scale) / 1_000_000;
        let north = leg(from.latitude, to.latitude, self.metres_per_degree.0);
        let east = leg(from.longitude, to.longitude, self.metres_per_degree.1);
        ((north * north + east * east) as u64).isqrt() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Territory;

    #[test]
    fn the_parent_commune_stands_for_every_zone_and_another_code_for_itself() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let zones = |code: &str| code.parse().map(|code| paris.zones_of(code).len());
        assert_eq!((zones("75056"), zones("75114"), zones("13055")), (Ok(20), Ok(1), Ok(1)));
    }

    #[test]
    fn distances_are_near_those_of_a_map() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let (first, last) = (&paris.zones[0], &paris.zones[19]);
        let metres = paris.metres_between(first.centre, last.centre);
        assert!((4500..5500).contains(&metres), "{metres}");
    }
}
