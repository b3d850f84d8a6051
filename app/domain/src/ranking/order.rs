//! The order of a group, and the part of it that a page shows, without sorting the whole.

use std::collections::BinaryHeap;
use std::ops::Range;

use jiff::civil::Date;

use crate::ranking::catalogue::Columns;
use crate::values::fingerprint::Fnv;

/// The order inside ties: FNV-1a 64 of "YYYY-MM-DD|FINESS".
#[derive(Clone, Copy)]
pub struct TieOrder(Fnv);

impl TieOrder {
    pub fn of(seed: Date) -> Self {
        Self(Fnv::default().chain(format!("{seed}|").as_bytes()))
    }

    pub(crate) fn key(self, columns: &Columns, at: u32) -> (u64, u32) {
        (self.0.chain(columns.finess[at as usize].as_bytes()).finish(), at)
    }
}

/// The entries of places `window`, best first: smaller `key`, then the day's seed. `at` is an entry's position in the
/// columns. One pass with a heap of the best so far: linear for a page near the start, and the same code for every group,
/// where a selection and a sort for each would weigh 7 kB in the browser client.
pub fn page<T: Copy, K: Ord + Copy>(
    entries: &[T],
    columns: &Columns,
    ties: TieOrder,
    window: Range<usize>,
    key: impl Fn(&T) -> K,
    at: impl Fn(&T) -> u32,
) -> Vec<T> {
    let end = window.end.min(entries.len());
    if window.start >= end {
        return Vec::new();
    }
    let mut best: BinaryHeap<(K, (u64, u32), u32)> = BinaryHeap::with_capacity(end);
    for (place, entry) in entries.iter().enumerate() {
        let key = key(entry);
        let full = best.len() == end;
        if full && best.peek().is_none_or(|worst| key > worst.0) {
            continue;
        }
        let entry = (key, ties.key(columns, at(entry)), place as u32);
        if !full {
            best.push(entry);
        } else if let Some(mut worst) = best.peek_mut().filter(|worst| entry < **worst) {
            *worst = entry;
        }
    }
    let best = best.into_sorted_vec();
    best.iter().skip(window.start).map(|(_, _, place)| entries[*place as usize]).collect()
}

/// Sorts a few values, or values that are in order but for a few; equal ones keep theirs. Each use of a sort of the
/// standard library would weigh 4 kB in the browser client, and be no faster there.
pub fn insertion_sort<T, K: Ord>(values: &mut [T], key: impl Fn(&T) -> K) {
    for sorted in 1..values.len() {
        let mut at = sorted;
        while at > 0 && key(&values[at - 1]) > key(&values[at]) {
            values.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::insertion_sort;

    #[test]
    fn a_few_values_are_sorted_and_equal_ones_keep_their_order() {
        let mut values = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        insertion_sort(&mut values, |value| value.0);
        assert_eq!(values, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        insertion_sort(&mut [] as &mut [u8], |value| *value);
    }
}
