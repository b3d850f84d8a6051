//! The criteria of the method and how much each matters to one person.

use std::fmt;

use enum_map::{Enum, EnumMap, enum_map};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::closed_list;
use crate::values::closed_list::{ClosedList, Set};

closed_list! {
    /// A criterion of the method.
    #[derive(Enum)]
    Criterion {
        Price = "prix",
        Coverage = "horaires",
        Services = "prestations",
        Quality = "qualite",
        Availability = "disponibilite",
    }
}

/// One value for each criterion.
pub type ByCriterion<V> = EnumMap<Criterion, V>;

pub type CriterionSet = Set<Criterion>;

impl Criterion {
    /// The name of its weight in the JSON of a need.
    fn weight_name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Coverage => "coverage",
            Self::Services => "services",
            Self::Quality => "quality",
            Self::Availability => "availability",
        }
    }

    /// Whether the criterion can be measured for a need.
    pub(super) fn measures(self, has_visits: bool, has_wishes: bool) -> bool {
        match self {
            Self::Price | Self::Quality | Self::Availability => true,
            Self::Coverage => has_visits,
            Self::Services => has_wishes,
        }
    }

    fn default_weight(self) -> u8 {
        match self {
            Self::Price => 4,
            Self::Coverage | Self::Services => 3,
            Self::Quality | Self::Availability => 0,
        }
    }
}

/// The weight of each criterion, from 0 (no effect) to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights(ByCriterion<u8>);

impl Weights {
    pub const HIGHEST: u8 = 10;

    pub fn of(&self, criterion: Criterion) -> u8 {
        self.0[criterion]
    }

    #[must_use]
    pub fn with(mut self, criterion: Criterion, weight: u8) -> Self {
        self.0[criterion] = weight;
        self
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self(EnumMap::from_fn(Criterion::default_weight))
    }
}

impl From<ByCriterion<u8>> for Weights {
    fn from(weights: ByCriterion<u8>) -> Self {
        Self(weights)
    }
}

impl Serialize for Weights {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(criterion, weight)| (criterion.weight_name(), weight)))
    }
}

impl<'de> Deserialize<'de> for Weights {
    /// A criterion whose default weight is 0 may be absent: a need that was written before it existed keeps its
    /// meaning.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Named;
        impl<'de> Visitor<'de> for Named {
            type Value = Weights;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a weight for each criterion")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Weights, A::Error> {
                let mut stated: ByCriterion<Option<u8>> = enum_map! { _ => None };
                while let Some((name, weight)) = map.next_entry::<String, u8>()? {
                    let criterion = Criterion::ALL.iter().copied().find(|criterion| criterion.weight_name() == name);
                    let criterion = criterion.ok_or_else(|| A::Error::custom("a weight of no criterion"))?;
                    if stated[criterion].replace(weight).is_some() {
                        return Err(A::Error::duplicate_field(criterion.weight_name()));
                    }
                }
                let weight = |criterion: Criterion| {
                    let absent = (criterion.default_weight() == 0).then_some(0);
                    let weight = stated[criterion].or(absent);
                    weight.ok_or_else(|| A::Error::missing_field(criterion.weight_name()))
                };
                EnumMap::try_from_fn(weight).map(Weights)
            }
        }
        deserializer.deserialize_map(Named)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Criterion, Weights};

    #[test]
    fn weights_are_written_by_the_names_that_stored_needs_have() {
        let weights = Weights::default().with(Criterion::Availability, 2);
        let json = r#"{"price":4,"coverage":3,"services":3,"quality":0,"availability":2}"#;
        assert_eq!(serde_json::to_string(&weights).unwrap(), json);
        assert_eq!(serde_json::from_str::<Weights>(json).unwrap(), weights);
    }

    #[test]
    fn a_criterion_that_weighs_nothing_by_default_may_be_absent_and_no_other() {
        let read = |json: &str| serde_json::from_str::<Weights>(json).map_err(|error| error.to_string());
        assert_eq!(read(r#"{"price": 4, "coverage": 3, "services": 3}"#), Ok(Weights::default()));
        assert!(read(r#"{"price": 4, "coverage": 3}"#).unwrap_err().contains("services"));
        assert!(read(r#"{"price": 4, "price": 5, "coverage": 3, "services": 3}"#).unwrap_err().contains("price"));
        assert!(read(r#"{"price": 4, "coverage": 3, "services": 3, "distance": 1}"#).is_err());
    }
}
