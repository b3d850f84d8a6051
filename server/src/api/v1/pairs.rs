//! Two services together: the best pairs for a need, who takes which visits, and at what price.

use domain::ranking::pairs;
use domain::values::search::readable;
use serde::Serialize;
use utoipa::ToSchema;

use super::comparison::Contribution;
use super::need::Visit;
use super::values::{Coded, Euros, all_coded, coded};

/// The best pairs of services, at most five: each visit goes to one of the two.
#[derive(Serialize, ToSchema)]
pub struct Pairs {
    /// What a pair must do better than every single service of the list.
    goal: coded::PairGoal,
    /// The first single service of the list, in the order of the method; null where none is ranked.
    single: Option<PairSingle>,
    /// Best first.
    best: Vec<Pair>,
    /// Why `best` is empty; null where it is not.
    none: Option<coded::NoPairs>,
}

/// One service alone, to compare pairs with.
#[derive(Serialize, ToSchema)]
struct PairSingle {
    finess: String,
    name: String,
    points: u32,
    /// Null where it is unknown.
    month_euros: Option<Euros>,
    /// Needed minutes that it covers over the twelve months; null where its hours are unknown.
    covered_minutes: Option<u32>,
}

/// Two services that share the visits of the need.
#[derive(Serialize, ToSchema)]
struct Pair {
    /// The sum of the points of its contributions.
    points: u32,
    contributions: Vec<Contribution>,
    #[schema(min_items = 2, max_items = 2)]
    shares: Vec<PairShare>,
    /// Needed minutes that the two cover over the twelve months.
    covered_minutes: u32,
    /// Visits that neither takes.
    nobody: Vec<Visit>,
    /// Wished acts that the two do.
    offered: Vec<coded::Act>,
    /// Wished acts that they do not do at every visit where they are needed.
    not_offered: Vec<coded::Act>,
    /// What the two cost together, fees included.
    month_euros: Euros,
}

/// What one of the two does.
#[derive(Serialize, ToSchema)]
struct PairShare {
    finess: String,
    name: String,
    mode: coded::Mode,
    visits: Vec<Visit>,
    covered_minutes: u32,
    /// Its part of the cost: those of the two add up.
    month_euros: Euros,
    /// Part of `month_euros`.
    monthly_fee_euros: Euros,
    /// Paid once, not part of `month_euros`.
    opening_fee_euros: Euros,
}

impl From<&pairs::Pairs> for Pairs {
    fn from(found: &pairs::Pairs) -> Self {
        Self {
            goal: Coded(found.goal),
            single: found.single.as_ref().map(PairSingle::from),
            best: found.best.iter().map(Pair::from).collect(),
            none: found.none.map(Coded),
        }
    }
}

impl From<&pairs::Single> for PairSingle {
    fn from(single: &pairs::Single) -> Self {
        Self {
            finess: single.finess.to_string(),
            name: readable(&single.name),
            points: single.points,
            month_euros: single.monthly.map(Euros),
            covered_minutes: single.covered_minutes,
        }
    }
}

impl From<&pairs::Pair> for Pair {
    fn from(pair: &pairs::Pair) -> Self {
        Self {
            points: pair.points,
            contributions: pair.contributions.iter().map(Contribution::from).collect(),
            shares: pair.shares.iter().map(PairShare::from).collect(),
            covered_minutes: pair.covered_minutes,
            nobody: pair.nobody.iter().map(Visit::from).collect(),
            offered: all_coded(pair.offered),
            not_offered: all_coded(pair.not_offered),
            month_euros: Euros(pair.cost),
        }
    }
}

impl From<&pairs::Share> for PairShare {
    fn from(share: &pairs::Share) -> Self {
        Self {
            finess: share.finess.to_string(),
            name: readable(&share.name),
            mode: Coded(share.mode),
            visits: share.visits.iter().map(Visit::from).collect(),
            covered_minutes: share.covered_minutes,
            month_euros: Euros(share.monthly),
            monthly_fee_euros: Euros(share.monthly_fee),
            opening_fee_euros: Euros(share.opening_fee),
        }
    }
}
