//! How a rank holds when the weights change: over every weighting in steps of 5 % of price, coverage and services.

use serde::{Deserialize, Serialize};

use crate::ranking::scan::Scored;

/// The ranks of one provider inside its group over every weighting, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robustness {
    /// Weightings tried: 231 with three criteria in play, 21 with two, 1 with one.
    pub weightings: u16,
    /// In how many of them the rank is 3 or better.
    pub in_first_three: u16,
    pub best_rank: u32,
    pub worst_rank: u32,
}

const STEPS: u16 = 20;
/// Up to this many providers, comparing every pair (eight at a time) costs less than building look-up tables.
const PAIRWISE_LIMIT: usize = 2_048;

/// Robustness of the `shown` entries inside their `group`. Criteria not in play, as bits, keep weight 0.
pub fn robustness(in_play: u8, group: &[Scored], shown: &[Scored]) -> Vec<Robustness> {
    let in_play: [bool; 3] = std::array::from_fn(|at| in_play >> at & 1 == 1);
    let weightings = weightings(in_play);
    let start =
        Robustness { weightings: weightings.len() as u16, in_first_three: 0, best_rank: u32::MAX, worst_rank: 1 };
    let mut all = vec![start; shown.len()];
    if shown.is_empty() {
        return all;
    }
    let mut better = vec![0_u32; shown.len()];
    let mut rivals = Rivals::of(group);
    for weights in weightings {
        rivals.count_better(weights, shown, &mut better);
        for (better, robustness) in better.iter().zip(&mut all) {
            let rank = 1 + better;
            robustness.in_first_three += u16::from(rank <= 3);
            robustness.best_rank = robustness.best_rank.min(rank);
            robustness.worst_rank = robustness.worst_rank.max(rank);
        }
    }
    all
}

/// A group, laid out to count those above a total. Totals are at most 20 × 1000, so they fit 16 bits.
enum Rivals {
    /// Scores by criterion, and room for their totals.
    Few { scores: [Vec<i16>; 3], totals: Vec<i16> },
    /// For each coverage and services that some have, how many of them have a price score above 0, 1, … 1000.
    Many(Vec<Alike>),
}

/// Providers of one coverage and services score.
struct Alike {
    coverage: i32,
    services: i32,
    count: u32,
    above: Vec<u32>,
}

impl Rivals {
    fn of(group: &[Scored]) -> Self {
        if group.len() <= PAIRWISE_LIMIT {
            let column = |at: usize| group.iter().map(|entry| entry.scores[at] as i16).collect();
            return Self::Few { scores: [column(0), column(1), column(2)], totals: vec![0; group.len()] };
        }
        let mut places = vec![0_u32; 1001 * 1001];
        let mut groups: Vec<Alike> = Vec::new();
        for entry in group {
            let [price, coverage, services] = [entry.scores[0], entry.scores[1], entry.scores[2]];
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

    /// For each shown entry, how many of the group have a greater total under these weights.
    fn count_better(&mut self, weights: [i16; 3], shown: &[Scored], better: &mut [u32]) {
        let total = |scores: [i16; 3]| weights[0] * scores[0] + weights[1] * scores[1] + weights[2] * scores[2];
        let own = |entry: &Scored| total([0, 1, 2].map(|at: usize| entry.scores[at] as i16));
        match self {
            Self::Few { scores: [price, coverage, services], totals } => {
                for (((sum, price), coverage), services) in totals.iter_mut().zip(price).zip(coverage).zip(services) {
                    *sum = total([*price, *coverage, *services]);
                }
                for (entry, better) in shown.iter().zip(better) {
                    let own = own(entry);
                    *better = totals.iter().map(|total| u16::from(*total > own)).sum::<u16>().into();
                }
            }
            Self::Many(groups) => {
                let [price, coverage, services] = weights.map(i32::from);
                // Exact for dividends up to 20 000 and divisors up to 20: multiplication instead of division.
                let inverse = if price == 0 { 0 } else { (1_u64 << 20) / price as u64 + 1 };
                for (entry, better) in shown.iter().zip(better) {
                    let own = i32::from(own(entry));
                    *better = groups
                        .iter()
                        .map(|group| match own - coverage * group.coverage - services * group.services {
                            // A rival is better when weight × price score exceeds what remains to be exceeded.
                            remainder if remainder < 0 => group.count,
                            _ if price == 0 => 0,
                            remainder => {
                                let needed = (remainder as u64 * inverse) >> 20;
                                group.above.get(needed as usize).copied().unwrap_or(0)
                            }
                        })
                        .sum();
                }
            }
        }
    }
}

/// Weights in twentieths that sum to 1 over the criteria in play.
fn weightings(in_play: [bool; 3]) -> Vec<[i16; 3]> {
    let steps = STEPS as i16;
    let mut all = Vec::with_capacity(231);
    for price in 0..=steps {
        for coverage in 0..=steps - price {
            let weights = [price, coverage, steps - price - coverage];
            if (0..3).all(|at| in_play[at] || weights[at] == 0) {
                all.push(weights);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::weightings;

    #[test]
    fn there_are_231_weightings_of_three_criteria() {
        assert_eq!(weightings([true; 3]).len(), 231);
        assert_eq!(weightings([true, false, true]).len(), 21);
        assert_eq!(weightings([true, false, false]), [[20, 0, 0]]);
        assert!(weightings([false; 3]).is_empty());
    }
}
