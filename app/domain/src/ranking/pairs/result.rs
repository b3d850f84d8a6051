//! The pairs of a list as data, with their reasons. Sentences are made of them in `app`.

use serde::{Deserialize, Serialize};

use crate::aids::Reckoning;
use crate::closed_list;
use crate::need::Visit;
use crate::provider::acts::{ActSet, Mode};
use crate::ranking::comparison::Contribution;
use crate::values::ids::Finess;
use crate::values::money::Cents;

closed_list! {
    /// What a pair must do better than every single service of the list.
    PairGoal {
        /// No single service suits: a greater total.
        Completes = "personne-ne-convient",
        /// Some suit: suit as well, for less each month.
        Cheaper = "moins-cher",
    }
}

closed_list! {
    /// Why no pair is given.
    NoPairs {
        /// A pair shares at least two visits.
        OneVisit = "moins-de-deux-visites",
        /// No pair does better than one service alone.
        NothingBetter = "rien-de-mieux",
        /// Finding the best would take more than the allowed work: none is given rather than some of them.
        TooMany = "trop-de-possibilites",
    }
}

/// The best pairs of services for a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    pub goal: PairGoal,
    /// The first single service of the list, in the order of the method; absent if none is ranked.
    pub single: Option<Single>,
    /// Best first.
    pub best: Vec<Pair>,
    /// Present if `best` is empty.
    pub none: Option<NoPairs>,
}

/// One service alone, to which pairs are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Single {
    pub finess: Finess,
    pub name: String,
    pub points: u32,
    /// To pay each month if aids give one amount, else the cost; absent if it is unknown.
    pub monthly: Option<Cents>,
    /// Needed minutes that it covers over the reference year; absent if its hours are unknown.
    pub covered_minutes: Option<u32>,
}

/// Two services that share the visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The sum of the points of its contributions.
    pub points: u32,
    pub contributions: Vec<Contribution>,
    /// First who covers more minutes, then by FINESS.
    pub shares: [Share; 2],
    /// Needed minutes that the two cover over the reference year.
    pub covered_minutes: u32,
    /// Visits that neither takes.
    pub nobody: Vec<Visit>,
    /// Wished acts that the two do.
    pub offered: ActSet,
    pub not_offered: ActSet,
    /// Cost each month, fees included; a twelfth of the exact amount, rounded half up once.
    pub cost: Cents,
    /// To pay each month if aids give one amount, else the cost.
    pub monthly: Cents,
    /// What the person would pay of the cost of both, if their situation is given.
    pub reckoning: Option<Reckoning>,
    /// `monthly` less that of the single service, in cents: negative if the pair is cheaper. Absent if that is unknown.
    pub difference: Option<i64>,
}

/// What one of the two does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub finess: Finess,
    pub name: String,
    pub mode: Mode,
    /// The visits that it takes, in the order of the week.
    pub visits: Vec<Visit>,
    pub covered_minutes: u32,
    /// Its part of the cost of each month: those of the two add up to it.
    pub monthly: Cents,
    /// Part of `monthly`.
    pub monthly_fee: Cents,
    /// Due once, not part of `monthly`.
    pub opening_fee: Cents,
}
