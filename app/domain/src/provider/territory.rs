//! The territory served: its zones with names, postcodes, neighbours and places on the map. Data, Paris the default.

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::place::WrittenPlace;
use crate::values::ids::Zone;

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

/// In lower case, the sign of an ordinal as a letter.
fn plain(text: &str) -> String {
    text.replace(['°', 'º'], "e").to_lowercase()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The territory a site serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// "75".
    pub department: String,
    pub name: String,
    /// The commune whose parts are the zones, if there is one: published files use its code for all of them.
    #[serde(default)]
    pub parent: Option<Zone>,
    /// Length of one degree of latitude and of longitude here, in metres.
    pub metres_per_degree: (u32, u32),
    pub zones: Vec<TerritoryZone>,
}

impl Territory {
    /// Paris and its twenty arrondissements.
    pub fn paris() -> Result<Self, TerritoryError> {
        Self::from_json(include_str!("../../territories/75-paris.json"))
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

    /// The zones of a published code: all of them for their parent commune, else the code alone, which may be outside
    /// the territory.
    pub fn zones_of(&self, code: Zone) -> Vec<Zone> {
        if self.parent == Some(code) { self.zones.iter().map(|zone| zone.code).collect() } else { vec![code] }
    }

    pub fn find_by_postcode(&self, postcode: &str) -> Option<&TerritoryZone> {
        self.zones.iter().find(|zone| zone.postcodes.iter().any(|code| code == postcode))
    }

    /// The zone that a person typed, if there is no doubt about it.
    pub fn find_by_text(&self, text: &str) -> Option<&TerritoryZone> {
        match self.read_place(text) {
            WrittenPlace::Zone(zone) => Some(zone),
            WrittenPlace::Several(_) | WrittenPlace::Whole | WrittenPlace::Elsewhere | WrittenPlace::Other => None,
        }
    }

    /// Reads what a person types for a place: an INSEE code, a postcode, "14", "14 ème", "XIVe", "Paris (75014)".
    pub fn read_place(&self, text: &str) -> WrittenPlace<'_> {
        place::read(text, self)
    }

    /// Whether a text names a place outside the territory, and is not an address: "75014 Lyon".
    pub fn is_elsewhere(&self, text: &str) -> bool {
        self.read_place(text) == WrittenPlace::Elsewhere
            && !place::has_way(text)
            && !text.trim_start().starts_with(|c: char| c.is_ascii_digit() && text.trim().split(' ').count() > 2)
    }

    /// The zone of an address that ends or begins with its postcode and its city: "12 rue Daguerre, 75014 Paris". None
    /// if it contains two.
    pub fn find_in_address(&self, text: &str) -> Option<&TerritoryZone> {
        let (text, city) = (plain(text), plain(&self.name));
        let words: Vec<&str> = words(&text).collect();
        let is_city = |at: usize| words.get(at).is_some_and(|word| *word == city);
        // In "rue de Paris, 75014 Lyon" the city is part of the street.
        let city_before = |at: usize| at > 0 && is_city(at - 1) && (at == 1 || words[at - 2] != "de");
        let mut codes = (0..words.len()).filter(|at| words[*at].len() == 5 && self.find_by_code(words[*at]).is_some());
        let at = codes.next()?;
        let right = codes.next().is_none() && (city_before(at) || is_city(at + 1));
        if right { self.find_by_code(words[at]) } else { None }
    }

    fn find_by_code(&self, code: &str) -> Option<&TerritoryZone> {
        code.parse().ok().and_then(|code| self.find_zone(code)).or_else(|| self.find_by_postcode(code))
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
    fn a_place_is_found_as_people_write_it() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        for (text, code) in [
            ("14", "75114"),
            ("14e", "75114"),
            ("75014", "75114"),
            ("75116", "75116"),
            ("Paris 1er", "75101"),
            ("paris 20ème", "75120"),
            ("75108", "75108"),
            ("Paris 75014", "75114"),
            ("Paris (75014)", "75114"),
            ("75014 Paris, France", "75114"),
            ("75014 PARIS CEDEX 14", "75114"),
            ("75680 Paris Cedex 14", "75114"),
            ("14 ème", "75114"),
            ("14 eme", "75114"),
            ("14 e arr.", "75114"),
            ("14ÈME arrondissement", "75114"),
            ("14°", "75114"),
            ("XIVe", "75114"),
            ("Paris XIV", "75114"),
            ("Ier", "75101"),
            ("Paris-14e", "75114"),
            ("Paris14", "75114"),
            ("75014 - 75014", "75114"),
        ] {
            assert_eq!(paris.find_by_text(text).map(|zone| zone.code.to_string()).as_deref(), Some(code), "{text}");
        }
        for text in [
            "21e",
            "75099",
            "750141",
            "14 15",
            "14.5",
            "75101.75102",
            "75014-75015",
            "75101-75105",
            "75014 Lyon",
            "69003 Lyon",
            "75680 Paris",
            "0",
            "",
            "Lyon",
            "Paris",
            "Neuilly",
            "v",
            "14 rue de Rouen",
            "75014 Paris, 12 rue Daguerre",
            "IIII",
        ] {
            assert!(paris.find_by_text(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_address_names_its_zone_by_its_postcode_beside_its_city() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let found = |text| paris.find_in_address(text).map(|zone| zone.code.to_string());
        for text in ["12 rue Daguerre, 75014 Paris", "75014 PARIS, 12 rue Daguerre", "Paris 75014 rue Daguerre"] {
            assert_eq!(found(text).as_deref(), Some("75114"), "{text}");
        }
        for text in ["10 rue de Paris, 75014 Lyon", "75014 ou 75015 Paris", "12 rue Daguerre, 75014", "92200 Paris"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn distances_are_near_those_of_a_map() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let (first, last) = (&paris.zones[0], &paris.zones[19]);
        let metres = paris.metres_between(first.centre, last.centre);
        assert!((4500..5500).contains(&metres), "{metres}");
    }
}
