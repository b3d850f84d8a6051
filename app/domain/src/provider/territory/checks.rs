//! What a territory file must satisfy before anything uses it.

use super::{OF_DEPARTMENT, Territory, TerritoryError, TerritoryZone};
use crate::values::closed_list::ClosedList;
use crate::values::names::read_line;

/// Whether a text has what no name or sentence of a file has: a brace would be taken for a value of a sentence.
fn is_odd(text: &str) -> bool {
    text.trim().is_empty() || text.contains(['{', '}']) || read_line(text).is_err()
}

fn is_department(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    match text.len() {
        2 => matches!(text, "2A" | "2B") || (digits(text) && text != "00"),
        3 => digits(text) && (text.starts_with("97") || text.starts_with("98")),
        _ => false,
    }
}

impl Territory {
    pub(super) fn check(&self) -> Result<(), TerritoryError> {
        if !is_department(&self.department) {
            return Err(TerritoryError::Department(self.department.clone()));
        }
        if is_odd(&self.name) {
            return Err(TerritoryError::Text { field: "name" });
        }
        if let Some((field, _)) = self.words.texts().into_iter().find(|(_, text)| is_odd(text)) {
            return Err(TerritoryError::Text { field });
        }
        let (north, east) = self.metres_per_degree;
        if !(110_000..=112_500).contains(&north) || !(1_000..=112_500).contains(&east) {
            return Err(TerritoryError::Metres);
        }
        if self.zones.is_empty() {
            return Err(TerritoryError::Empty);
        }
        self.check_zones()?;
        self.check_law()
    }

    /// The zones are in order of their codes.
    fn check_zones(&self) -> Result<(), TerritoryError> {
        for pair in self.zones.windows(2) {
            if pair[0].code == pair[1].code {
                return Err(TerritoryError::Twice(pair[0].code));
            }
        }
        self.zones.iter().try_for_each(|zone| self.check_zone(zone))?;
        for (at, zone) in self.zones.iter().enumerate() {
            for other in &self.zones[..at] {
                if other.place == zone.place {
                    return Err(TerritoryError::Same(other.code, zone.code, "place"));
                }
                if other.short == zone.short {
                    return Err(TerritoryError::Same(other.code, zone.code, "short"));
                }
            }
            for neighbour in &zone.neighbours {
                let back = self.find_zone(*neighbour).is_some_and(|other| other.neighbours.contains(&zone.code));
                if !back {
                    return Err(TerritoryError::Neighbour(zone.code, *neighbour));
                }
            }
        }
        Ok(())
    }

    fn check_zone(&self, zone: &TerritoryZone) -> Result<(), TerritoryError> {
        let wrong = |field, what| Err(TerritoryError::Zone { zone: zone.code, field, what });
        if !zone.code.as_str().starts_with(&self.department) {
            return Err(TerritoryError::Foreign(zone.code, self.department.clone()));
        }
        if is_odd(&zone.name) {
            return wrong("name", "is empty, or has a character that no name has");
        }
        if is_odd(&zone.short) {
            return wrong("short", "is empty, or has a character that no name has");
        }
        if zone.postcodes.iter().any(|code| code.len() != 5 || !code.bytes().all(|c| c.is_ascii_digit())) {
            return wrong("postcodes", "are five digits each");
        }
        let (latitude, longitude) = (zone.centre.latitude, zone.centre.longitude);
        if latitude.unsigned_abs() > 90_000_000 || longitude.unsigned_abs() > 180_000_000 {
            return wrong("centre", "is in millionths of a degree");
        }
        Ok(())
    }

    fn check_law(&self) -> Result<(), TerritoryError> {
        for value in &self.law {
            let parameter = value.parameter.code();
            if !OF_DEPARTMENT.contains(&value.parameter) {
                return Err(TerritoryError::Law(parameter));
            }
            value.check().map_err(|reason| TerritoryError::Value { parameter, from: value.from, reason })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::Territory;

    const WHOLE: &str = r#"{"department": "2A", "name": "Ouest", "metres_per_degree": [111200, 82000], "zones": [
        {"code": "2A001", "name": "Alba", "short": "Alba", "postcodes": ["20100"], "neighbours": ["2A002"],
         "centre": {"latitude": 41900000, "longitude": 8700000}, "place": [0, 0]},
        {"code": "2A002", "name": "Borgo", "short": "Borgo", "postcodes": ["20100"], "neighbours": ["2A001"],
         "centre": {"latitude": 41950000, "longitude": 8700000}, "place": [0, 1]}], "law": [
        {"parameter": "tarif-apa-departement-heure", "value": "25.5", "state": "publie", "from": "2026-01-01",
         "until": null, "article": "Arrêté fictif", "url": "https://example.org/", "read": "2026-11-28"}]}"#;

    #[test]
    fn a_file_is_read_written_and_read_again_the_same() {
        for text in [WHOLE, include_str!("../../../territories/75-paris.json")] {
            let territory = Territory::from_json(text).expect("a territory");
            let again = Territory::from_json(&territory.to_json().expect("a text")).expect("the same");
            assert_eq!(again, territory);
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_zone_and_field() {
        for (from, to, expected) in [
            ("\"2A\"", "\"1234\"", "`department`: \"1234\""),
            ("\"Ouest\"", "\"\"", "`name` is empty"),
            ("\"2A002\", \"name\"", "\"2B002\", \"name\"", "zone 2B002 is not in département 2A"),
            ("[0, 1]", "[0, 0]", "zones 2A001 and 2A002 have the same `place`"),
            ("\"short\": \"Borgo\"", "\"short\": \"Alba\"", "zones 2A001 and 2A002 have the same `short`"),
            ("[\"2A001\"]", "[]", "zone 2A001 names the neighbour 2A002"),
            ("[\"20100\"]", "[\"2010\"]", "zone 2A001: `postcodes`"),
            ("82000", "820", "`metres_per_degree`"),
            ("\"law\"", "\"laws\"", "unknown field `laws`"),
            ("tarif-apa-departement-heure", "mtp-mois", "`law`: mtp-mois is no tariff of a département"),
            ("25.5", "2500", "`law`: the value of tarif-apa-departement-heure that starts on 2026-01-01"),
            ("\"place\": [0, 1]", "\"place\": [0]", "line 5 column"),
            ("\"law\"", "\"words\": {\"off\": null}, \"law\"", "unknown field `off`"),
            ("\"law\"", "\"words\": {\"of\": {\"fr\": \"{0}\", \"en\": \"x\"}}, \"law\"", "`of` is empty"),
        ] {
            let error = Territory::from_json(&WHOLE.replacen(from, to, 1)).expect_err(to).to_string();
            assert!(error.contains(expected), "{to}: {error}");
        }
    }
}
