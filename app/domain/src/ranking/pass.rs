//! The result of one pass over the columns: its groups, and the order inside each.

use std::cmp::Reverse;
use std::ops::Range;

use crate::need::{ByCriterion, CriterionSet};
use crate::ranking::columns::Columns;
use crate::ranking::order::{TieOrder, page};
use crate::ranking::price::{ExactPrice, Yardstick};
use crate::ranking::reasons::{Exclusion, Missing};
use crate::ranking::selection::GroupCounts;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::money::Yearly;

// Each combination of reasons has a counter.
const _: () = assert!(Exclusion::ALL.len() <= 12);

/// Scores from 0 to 1000. Only the scores of known criteria have a meaning.
pub type Scores = ByCriterion<u16>;

/// A provider of which everything that is weighed is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Position in the columns.
    pub at: u32,
    /// Σ weight × score over the criteria in play.
    pub points: u32,
    // The two fields of an `ExactPrice`: as one field it would make an entry a quarter larger, and there are a million
    // of them in the benchmark.
    pub(crate) amount: Yearly,
    pub(crate) minutes: u32,
    pub scores: Scores,
}

impl Scored {
    /// The price in the method: what remains to pay if that is one amount, else the cost.
    pub(crate) fn price(&self) -> ExactPrice {
        ExactPrice { amount: self.amount, minutes: self.minutes }
    }

    /// The order of the method: greatest total first, then the cheapest.
    pub(crate) fn merit(&self) -> (Reverse<u32>, ExactPrice) {
        (Reverse(self.points), self.price())
    }
}

/// A provider of which something that is weighed or required is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// Position in the columns.
    pub at: u32,
    /// Σ weight × score over known criteria in play.
    pub points: u32,
    pub scores: Scores,
    /// Criteria in play that are known.
    pub known: CriterionSet,
    pub missing: Set<Missing>,
    /// Like `Scored::price`, if it is known.
    pub(crate) price: ExactPrice,
}

impl Unsure {
    /// The order of the method: most known criteria first, then most known points.
    pub(crate) fn merit(&self) -> Reverse<(u32, u32)> {
        Reverse((self.known.len(), self.points))
    }
}

/// The whole result of a pass, not sorted. `order` and `page` sort it.
#[derive(Clone, Debug)]
pub struct Pass {
    /// Criteria that can be measured for this need, and have a weight above 0.
    pub in_play: CriterionSet,
    /// 0 for criteria that are not in play.
    pub weights: ByCriterion<u32>,
    pub needed_minutes: u32,
    pub yardstick: Yardstick,
    /// By position in the columns, the cost of the deciding offer; empty if the method ranks by cost.
    pub(crate) costs: Vec<ExactPrice>,
    /// Everything that is weighed is known, and all wished hours and acts are covered, if they are weighed.
    pub suitable: Vec<Scored>,
    /// Everything that is weighed is known, but some hours or acts are missing.
    pub partly_suitable: Vec<Scored>,
    pub to_confirm: Vec<Unsure>,
    /// Positions in the columns, with the reasons.
    pub excluded: Vec<(u32, Set<Exclusion>)>,
    /// Nursing services listed apart.
    pub nursing: Vec<u32>,
}

impl Pass {
    /// The size of each group.
    pub(crate) fn counts(&self) -> GroupCounts {
        GroupCounts {
            suitable: self.suitable.len() as u32,
            partly_suitable: self.partly_suitable.len() as u32,
            to_confirm: self.to_confirm.len() as u32,
        }
    }

    /// Σ of the weights in play.
    pub fn weight_sum(&self) -> u32 {
        self.weights.values().sum()
    }

    /// The exact cost of the deciding offer of a provider, whose price in the method is `price`.
    pub(crate) fn cost(&self, at: u32, price: ExactPrice) -> ExactPrice {
        self.costs.get(at as usize).copied().unwrap_or(price)
    }

    /// Most known criteria first, then most known points.
    pub fn to_confirm_page(&self, columns: &Columns, ties: TieOrder, window: Range<usize>) -> Vec<Unsure> {
        page(&self.to_confirm, columns, ties, window, Unsure::merit, |entry| entry.at)
    }

    /// Excluded providers with the fewest reasons first, then by the seed of the day.
    pub fn excluded_page(&self, columns: &Columns, ties: TieOrder, limit: usize) -> Vec<(u32, Set<Exclusion>)> {
        page(&self.excluded, columns, ties, 0..limit, |(_, reasons)| reasons.len(), |(at, _)| *at)
    }

    /// How many providers each reason excludes (one provider may count for several reasons), and how many it alone
    /// excludes.
    pub fn exclusion_counts(&self) -> Vec<(Exclusion, u32, u32)> {
        // There are few combinations of reasons and many providers, so each combination is counted first.
        let mut combinations = [0_u32; 1 << Exclusion::ALL.len()];
        for (_, reasons) in &self.excluded {
            combinations[reasons.bits() as usize] += 1;
        }
        let counts = Exclusion::ALL.iter().map(|reason| {
            let alone = Set::EMPTY.with(*reason).bits() as usize;
            let with_it = combinations.iter().enumerate().filter(|(reasons, _)| reasons & alone != 0);
            (*reason, with_it.map(|(_, count)| count).sum(), combinations[alone])
        });
        counts.filter(|(_, count, _)| *count > 0).collect()
    }
}

/// Rank of a total in its group: equal totals share a rank.
pub fn rank_in(group: &[Scored], points: u32) -> u32 {
    1 + group.iter().map(|entry| u32::from(entry.points > points)).sum::<u32>()
}

/// Whether several entries of a group have this total.
pub fn is_tied_in(group: &[Scored], points: u32) -> bool {
    group.iter().filter(|entry| entry.points == points).nth(1).is_some()
}

/// The entries at the places `window` of a ranked group: greatest total first, then the cheapest, then by the seed of
/// the day.
pub fn ranked_page(group: &[Scored], columns: &Columns, ties: TieOrder, window: Range<usize>) -> Vec<Scored> {
    page(group, columns, ties, window, Scored::merit, |entry| entry.at)
}

/// Whether `a` is at least as good as `b` on every criterion in play, and better on one.
pub fn dominates(a: &Scores, b: &Scores, in_play: CriterionSet) -> bool {
    in_play.iter().all(|criterion| a[criterion] >= b[criterion])
        && in_play.iter().any(|criterion| a[criterion] > b[criterion])
}
