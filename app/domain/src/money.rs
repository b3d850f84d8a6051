//! Money in integer cents, exact, and the one rounding the method allows.

use serde::{Deserialize, Serialize};

/// An amount in euro cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// A proportion in hundredths of a percent: 2500 is 25 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub u16);

/// `numerator / denominator` rounded half up. The denominator is positive; neither may exceed 2^62.
pub fn round_half_up(numerator: u64, denominator: u64) -> u64 {
    (2 * numerator + denominator) / (2 * denominator)
}

/// Shares `total` between parts in proportion, so that the shares add up exactly to it (largest remainders first,
/// then first parts first). All parts zero gives all shares zero.
pub fn allocate(total: u64, parts: &[u64]) -> Vec<u64> {
    let sum: u128 = parts.iter().map(|part| u128::from(*part)).sum();
    if sum == 0 {
        return vec![0; parts.len()];
    }
    let exact = |part: u64| u128::from(total) * u128::from(part);
    let mut shares: Vec<u64> = parts.iter().map(|part| (exact(*part) / sum) as u64).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(exact(parts[*at]) % sum), *at));
    let missing = total - shares.iter().sum::<u64>();
    for at in order.into_iter().take(missing as usize) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{allocate, round_half_up};

    #[test]
    fn half_a_cent_goes_up() {
        assert_eq!(round_half_up(5, 2), 3);
        assert_eq!(round_half_up(7, 3), 2);
        assert_eq!(round_half_up(8, 3), 3);
    }

    #[test]
    fn shares_add_up_to_the_total() {
        assert_eq!(allocate(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(allocate(0, &[3, 4]), [0, 0]);
        assert_eq!(allocate(7, &[0, 0]), [0, 0]);
    }
}
