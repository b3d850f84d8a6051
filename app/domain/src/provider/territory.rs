//! The territory served: its zones with names, postcodes, neighbours and places on the map, its words and its values of
//! the law. Data, Paris the default.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::place::WrittenPlace;
use self::words::TerritoryWords;
use crate::law::parameters::{Parameter, Published};
use crate::values::ids::Zone;

mod checks;
mod place;
pub mod words;

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

/// What the zones of a territory are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneKind {
    /// The parts of one commune: Paris.
    Arrondissement,
    Commune,
}

/// Why a file is no territory, and what to change in it.
#[derive(Debug, Error)]
pub enum TerritoryError {
    #[error("it is not readable: {0}")]
    Json(#[from] serde_json::Error),
    #[error("`zones` is empty: it needs one at least")]
    Empty,
    #[error("`department`: {0:?} is no number of a département: write it as in INSEE codes, 93, 2A or 971")]
    Department(String),
    #[error("`{field}` is empty, or has a character that no name has")]
    Text { field: &'static str },
    #[error("`metres_per_degree`: a degree of latitude has about 111200 m, one of longitude less")]
    Metres,
    #[error("zone {0} stands twice in `zones`: keep one")]
    Twice(Zone),
    #[error("zone {0} is not in département {1}: give it its INSEE code, or leave it out")]
    Foreign(Zone, String),
    #[error("zone {zone}: `{field}` {what}")]
    Zone { zone: Zone, field: &'static str, what: &'static str },
    #[error("zones {0} and {1} have the same `{2}`: change one")]
    Same(Zone, Zone, &'static str),
    #[error("zone {0} names the neighbour {1}, which does not name it back or does not exist")]
    Neighbour(Zone, Zone),
    #[error("`law`: {} is no tariff of a département; those are {}", .0, DEPARTMENT_CODES)]
    Law(&'static str),
    #[error("`law`: the value of {} that starts on {from}: {reason}", .parameter)]
    Value { parameter: &'static str, from: jiff::civil::Date, reason: crate::law::parameters::ParameterError },
}

/// The values of the law that a département fixes, as a message names them.
const DEPARTMENT_CODES: &str = "tarif-apa-departement-heure, tarif-apa-departement-mandataire-heure and tarif-apa-departement-mise-a-disposition-heure";

/// The parameters whose values a territory file may state.
const OF_DEPARTMENT: [Parameter; 3] =
    [Parameter::DepartmentHour, Parameter::DepartmentMandataireHour, Parameter::DepartmentPlacementHour];

/// The territory a site serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// As INSEE codes begin: "75", "2A", "971".
    pub department: String,
    pub name: String,
    /// The commune whose parts are the zones, if there is one: published files use its code for all of them.
    #[serde(default)]
    pub parent: Option<Zone>,
    /// Length of one degree of latitude and of longitude here, in metres.
    pub metres_per_degree: (u32, u32),
    pub zones: Vec<TerritoryZone>,
    /// No browser needs it: the words of a page come from the server.
    #[serde(skip)]
    pub words: TerritoryWords,
    /// The tariffs that its département has fixed, dated and with their sources.
    #[serde(skip)]
    pub law: Vec<Published>,
}

/// What a file has beside what browsers are given. It names every field, so that none that is misspelt is ignored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    #[serde(rename = "department")]
    _department: IgnoredAny,
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(rename = "parent", default)]
    _parent: Option<IgnoredAny>,
    #[serde(rename = "metres_per_degree")]
    _metres_per_degree: IgnoredAny,
    #[serde(rename = "zones")]
    _zones: IgnoredAny,
    #[serde(default)]
    words: TerritoryWords,
    #[serde(default)]
    law: Vec<Published>,
}

/// A whole file, as it is written.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    territory: &'a Territory,
    words: &'a TerritoryWords,
    law: &'a [Published],
}

impl Territory {
    /// Paris and its twenty arrondissements.
    pub fn paris() -> Result<Self, TerritoryError> {
        Self::from_json(include_str!("../../territories/75-paris.json"))
    }

    /// Reads a file and checks all of it.
    ///
    /// # Errors
    /// The first thing that is wrong, with its zone and field, or its line and column.
    pub fn from_json(text: &str) -> Result<Self, TerritoryError> {
        let mut territory: Self = serde_json::from_str(text)?;
        let Beside { words, law, .. } = serde_json::from_str(text)?;
        territory.zones.sort_by_key(|zone| zone.code);
        let territory = Self { words, law, ..territory };
        territory.check()?;
        Ok(territory)
    }

    /// The file of it.
    ///
    /// # Errors
    /// None that these types know.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&Whole { territory: self, words: &self.words, law: &self.law })
    }

    /// What its zones are.
    pub fn zone_kind(&self) -> ZoneKind {
        if self.parent.is_some() { ZoneKind::Arrondissement } else { ZoneKind::Commune }
    }

    /// The town of an address in a zone: "Paris", or the commune.
    pub fn town_of<'a>(&'a self, zone: &'a TerritoryZone) -> &'a str {
        match self.zone_kind() {
            ZoneKind::Arrondissement => &self.name,
            ZoneKind::Commune => &zone.name,
        }
    }

    /// What postcodes here begin with, those of firms too: "75", "20" in Corsica, "971".
    pub fn postcode_prefix(&self) -> &str {
        if self.department.starts_with("2A") || self.department.starts_with("2B") { "20" } else { &self.department }
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

    /// The zone of a postcode that no other has.
    pub fn find_by_postcode(&self, postcode: &str) -> Option<&TerritoryZone> {
        match self.with_code(postcode).as_slice() {
            [zone] => Some(zone),
            _ => None,
        }
    }

    /// The zones of a postcode, which communes may share, and that of an INSEE code, which may be the postcode of others.
    pub fn with_code(&self, code: &str) -> Vec<&TerritoryZone> {
        let is_of =
            |zone: &&TerritoryZone| zone.code.as_str() == code || zone.postcodes.iter().any(|known| known == code);
        self.zones.iter().filter(is_of).collect()
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

    /// The zone of an address that ends or begins with its postcode and its town: "12 rue Daguerre, 75014 Paris". None
    /// if it contains two.
    pub fn find_in_address(&self, text: &str) -> Option<&TerritoryZone> {
        let words = place::words_of(text);
        let is_at = |town: &[String], at: usize| words.get(at..).is_some_and(|rest| rest.starts_with(town));
        let mut codes = (0..words.len()).filter(|at| words[*at].len() == 5 && !self.with_code(&words[*at]).is_empty());
        let at = codes.next().filter(|_| codes.next().is_none())?;
        let named = self.with_code(&words[at]).into_iter().filter_map(|zone| {
            let town = place::words_of(self.town_of(zone));
            // In "rue de Paris, 75014 Lyon" the town is part of the street.
            let before = at.checked_sub(town.len()).filter(|start| is_at(&town, *start));
            let is_named = before.is_some_and(|start| start == 0 || words[start - 1] != "de") || is_at(&town, at + 1);
            is_named.then_some((town.len(), zone))
        });
        // "Saint-Denis-le-Haut" is not Saint-Denis of the same postcode. No two communes have the same name.
        named.max_by_key(|(length, _)| *length).map(|(_, zone)| zone)
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
