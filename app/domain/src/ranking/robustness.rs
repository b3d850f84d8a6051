//! How stable a rank is when the weights change: over every weighting of price, coverage and services in steps of 5 %.

use serde::{Deserialize, Serialize};

use crate::need::{Criterion, CriterionSet};
use crate::ranking::pass::Scored;

/// The ranks of one provider inside its group over every weighting, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robustness {
    /// Number of weightings: 231 with three criteria in play, 21 with two, 1 with one.
    pub weightings: u16,
    /// The number of weightings in which the rank is 3 or better.
    pub in_first_three: u16,
    pub best_rank: u32,
    pub worst_rank: u32,
}

/// The criteria whose weights vary.
const WEIGHTED: [Criterion; 3] = [Criterion::Price, Criterion::Coverage, Criterion::Services];
/// Number of steps of 5 %.
const STEPS: i16 = 20;
/// Up to this group size, comparing every pair (eight at a time) costs less than building look-up tables.
const PAIRWISE_LIMIT: usize = 2_048;
// Totals and counts of a small group fit in 16 bits.
const _: () = assert!(STEPS as i32 * 1000 <= i16::MAX as i32 && PAIRWISE_LIMIT <= u16::MAX as usize);

/// Robustness of some `entries` of their `group`. Criteria that are not in play keep the weight 0.
pub fn robustness(in_play: CriterionSet, group: &[Scored], entries: &[Scored]) -> Vec<Robustness> {
    let weightings = weightings(in_play);
    let start =
        Robustness { weightings: weightings.len() as u16, in_first_three: 0, best_rank: u32::MAX, worst_rank: 1 };
    let mut all = vec![start; entries.len()];
    if entries.is_empty() {
        return all;
    }
    let mut better = vec![0_u32; entries.len()];
    let mut rivals = Rivals::of(group);
    for weights in weightings {
        rivals.count_better(weights, entries, &mut better);
        for (better, robustness) in better.iter().zip(&mut all) {
            let rank = 1 + better;
            robustness.in_first_three += u16::from(rank <= 3);
            robustness.best_rank = robustness.best_rank.min(rank);
            robustness.worst_rank = robustness.worst_rank.max(rank);
        }
    }
    all
}

/// A group, laid out for counting the entries above a total. Totals are at most 20 × 1000, so they fit in 16 bits.
enum Rivals {
    /// Scores by criterion, and space for their totals.
    Few { scores: [Vec<i16>; 3], totals: Vec<i16> },
    /// For each pair of coverage and services scores in the group, how many entries have a price score above 0, 1, …
    /// 1000.
    Many(Vec<Alike>),
}

/// Providers with the same coverage score and services score.
struct Alike {
    coverage: i32,
    services: i32,
    count: u32,
    above: Vec<u32>,
}

impl Rivals {
    fn of(group: &[Scored]) -> Self {
        if group.len() <= PAIRWISE_LIMIT {
            let column = |criterion| group.iter().map(|entry| entry.scores[criterion] as i16).collect();
            return Self::Few { scores: WEIGHTED.map(column), totals: vec![0; group.len()] };
        }
        let mut places = vec![0_u32; 1001 * 1001];
        let mut groups: Vec<Alike> = Vec::new();
        for entry in group {
            let [price, coverage, services] = WEIGHTED.map(|criterion| entry.scores[criterion]);
            let place = &mut places[usize::from(services) * 1001 + usize::from(coverage)];
            if *place == 0 {
                let (coverage, services) = (i32::from(coverage), i32::from(services));
                groups.push(Alike { coverage, services, count: 0, above: vec![0; 1001] });
                *place = groups.len() as u32;
            }
            let alike = &mut groups[*place as usize - 1];
            alike.above[usize::from(price)] += 1;
            alike.count += 1;
        }
        for alike in &mut groups {
            let mut higher = 0;
            for above in alike.above.iter_mut().rev() {
                higher += std::mem::replace(above, higher);
            }
        }
        Self::Many(groups)
    }

    /// For each entry, how many of the group have a greater total with these weights.
    fn count_better(&mut self, weights: [i16; 3], entries: &[Scored], better: &mut [u32]) {
        let total = |scores: [i16; 3]| weights[0] * scores[0] + weights[1] * scores[1] + weights[2] * scores[2];
        let total_of = |entry: &Scored| total(WEIGHTED.map(|criterion| entry.scores[criterion] as i16));
        match self {
            Self::Few { scores: [price, coverage, services], totals } => {
                for (((sum, price), coverage), services) in totals.iter_mut().zip(price).zip(coverage).zip(services) {
                    *sum = total([*price, *coverage, *services]);
                }
                for (entry, better) in entries.iter().zip(better) {
                    let beaten = total_of(entry);
                    *better = totals.iter().map(|total| u16::from(*total > beaten)).sum::<u16>().into();
                }
            }
            Self::Many(groups) => {
                let [price, coverage, services] = weights.map(i32::from);
                for (entry, better) in entries.iter().zip(better) {
                    let beaten = i32::from(total_of(entry));
                    *better = groups
                        .iter()
                        .map(|group| match beaten - coverage * group.coverage - services * group.services {
                            // A rival has a greater total if weight × price score is above the rest of the total.
                            remainder if remainder < 0 => group.count,
                            _ if price == 0 => 0,
                            remainder => group.above.get((remainder / price) as usize).copied().unwrap_or(0),
                        })
                        .sum();
                }
            }
        }
    }
}

/// Weights in twentieths that sum to 1 over the criteria in play.
fn weightings(in_play: CriterionSet) -> Vec<[i16; 3]> {
    let mut all = Vec::with_capacity(231);
    for price in 0..=STEPS {
        for coverage in 0..=STEPS - price {
            let weights = [price, coverage, STEPS - price - coverage];
            let mut of_criteria = WEIGHTED.into_iter().zip(weights);
            if of_criteria.all(|(criterion, weight)| weight == 0 || in_play.contains(criterion)) {
                all.push(weights);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::weightings;
    use crate::need::{Criterion, CriterionSet};

    #[test]
    fn there_are_231_weightings_of_three_criteria() {
        assert_eq!(weightings(CriterionSet::all()).len(), 231);
        let two = CriterionSet::EMPTY.with(Criterion::Price).with(Criterion::Services);
        assert_eq!(weightings(two).len(), 21);
        assert_eq!(weightings(CriterionSet::EMPTY.with(Criterion::Price)), [[20, 0, 0]]);
        assert!(weightings(CriterionSet::EMPTY.with(Criterion::Quality)).is_empty());
    }
}
