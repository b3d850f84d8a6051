//! What is known of a value: the value, who stated it, when, and who verified it since; or nothing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::closed_list;

closed_list! {
    /// Who stated a fact.
    Source {
        Finess = "finess",
        /// The Haute Autorité de santé, which publishes the evaluations.
        Has = "has",
        Provider = "service",
        City = "ville",
        /// A fictitious fact of the demonstration catalogue.
        Demonstration = "demonstration",
    }
}

/// Where a fact comes from and how fresh it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    pub source: Source,
    #[serde(with = "crate::time::calendar::iso")]
    pub observed: Date,
    pub verified: Option<Verification>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub by: String,
    #[serde(with = "crate::time::calendar::iso")]
    pub on: Date,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    pub value: T,
    pub provenance: Provenance,
}

/// A part of a listing. Unknown is never zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact<T> {
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
    #[serde(rename = "known")]
    Known(Known<T>),
}

impl<T> Fact<T> {
    pub fn new(value: T, provenance: Provenance) -> Self {
        Self::Known(Known { value, provenance })
    }

    pub fn value(&self) -> Option<&T> {
        self.known().map(|known| &known.value)
    }

    pub fn provenance(&self) -> Option<&Provenance> {
        self.known().map(|known| &known.provenance)
    }

    pub fn provenance_mut(&mut self) -> Option<&mut Provenance> {
        match self {
            Self::Known(known) => Some(&mut known.provenance),
            Self::Unknown => None,
        }
    }

    pub fn known(&self) -> Option<&Known<T>> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown => None,
        }
    }
}
