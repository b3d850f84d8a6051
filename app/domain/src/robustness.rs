//! How a rank holds when the weights change: over every weighting in steps of 5 % of price, coverage and services.

use serde::{Deserialize, Serialize};

use crate::ranking::{Pass, Scored};

/// The ranks of one provider among the classés over every weighting.
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
/// Above this many distinct scores, counting totals once for each weighting costs less than comparing pairs.
const PAIRWISE_LIMIT: usize = 6_000;

/// Distinct scores of the classés on the three criteria, as columns, and how many share each.
struct Distinct {
    scores: [Vec<i16>; 3],
    counts: Vec<i32>,
}

impl Distinct {
    fn of(ranked: &[Scored]) -> Self {
        let key = |entry: &Scored| entry.scores[..3].iter().fold(0_u64, |key, score| key << 16 | u64::from(*score));
        let mut keys: Vec<u64> = ranked.iter().map(key).collect();
        keys.sort_unstable();
        let mut distinct = Self { scores: Default::default(), counts: Vec::new() };
        for same in keys.chunk_by(|a, b| a == b) {
            for (at, column) in distinct.scores.iter_mut().enumerate() {
                column.push((same[0] >> (32 - 16 * at)) as i16);
            }
            distinct.counts.push(same.len() as i32);
        }
        distinct
    }
}

/// Robustness of the `shown` entries among all classés of the pass. Criteria not in play keep weight 0.
pub fn robustness(pass: &Pass, shown: &[Scored]) -> Vec<Robustness> {
    let in_play: [bool; 3] = std::array::from_fn(|at| pass.in_play >> at & 1 == 1);
    let weightings = weightings(in_play);
    let start = Robustness { weightings: weightings.len() as u16, in_first_three: 0, best_rank: u32::MAX, worst_rank: 1 };
    let mut all = vec![start; shown.len()];
    if shown.is_empty() {
        return all;
    }
    let distinct = Distinct::of(&pass.ranked);
    let single = distinct.counts.iter().all(|count| *count == 1);
    let mut totals = vec![0_i16; distinct.counts.len()];
    // Totals are at most 20 × 1000, so they fit 16 bits.
    let mut above = Vec::new();
    for weights in weightings {
        let [price, coverage, services] = &distinct.scores;
        for (((total, p), c), s) in totals.iter_mut().zip(price).zip(coverage).zip(services) {
            *total = weights[0] * p + weights[1] * c + weights[2] * s;
        }
        let pairwise = totals.len() <= PAIRWISE_LIMIT;
        if !pairwise {
            count_above(&totals, &distinct.counts, &mut above);
        }
        for (entry, robustness) in shown.iter().zip(&mut all) {
            let own: i16 = (0..3).map(|at| weights[at] * entry.scores[at] as i16).sum();
            let better = if !pairwise {
                above[own as usize]
            } else if single {
                totals.iter().map(|total| u16::from(*total > own)).sum::<u16>().into()
            } else {
                let counted = totals.iter().zip(&distinct.counts);
                counted.map(|(total, count)| if *total > own { *count as u32 } else { 0 }).sum()
            };
            let rank = 1 + better;
            robustness.in_first_three += u16::from(rank <= 3);
            robustness.best_rank = robustness.best_rank.min(rank);
            robustness.worst_rank = robustness.worst_rank.max(rank);
        }
    }
    all
}

/// `above[t]`: how many have a total greater than t.
fn count_above(totals: &[i16], counts: &[i32], above: &mut Vec<u32>) {
    above.clear();
    above.resize(usize::from(STEPS) * 1000 + 1, 0);
    for (total, count) in totals.iter().zip(counts) {
        above[*total as usize] += *count as u32;
    }
    let mut running = 0;
    for bucket in above.iter_mut().rev() {
        let own = *bucket;
        *bucket = running;
        running += own;
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
