//! The order of a group, and the part of it on a page, without sorting the whole group.

use std::ops::Range;

use jiff::civil::Date;

use crate::ranking::columns::Columns;
use crate::values::fingerprint::Fnv;

/// The order of ties: FNV-1a 64 of "YYYY-MM-DD|FINESS".
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

/// The entries at the places `window`, best first: by smaller `key`, then by the seed of the day. `at` gives the
/// position of an entry in the columns.
pub fn page<T: Copy, K: Ord>(
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
    // The hash of the day is computed only for entries that may be on the page: the best, and those that tie with the
    // last of them.
    let mut keys: Vec<K> = entries.iter().map(&key).collect();
    let (_, last, _) = keys.select_nth_unstable(end - 1);
    let mut best: Vec<(K, (u64, u32), T)> = entries
        .iter()
        .map(|entry| (key(entry), entry))
        .filter(|(key, _)| key <= last)
        .map(|(key, entry)| (key, ties.key(columns, at(entry)), *entry))
        .collect();
    let order = |a: &(K, (u64, u32), T), b: &(K, (u64, u32), T)| (&a.0, a.1).cmp(&(&b.0, b.1));
    if end < best.len() {
        best.select_nth_unstable_by(end, order);
        best.truncate(end);
    }
    best.sort_unstable_by(order);
    best.into_iter().skip(window.start).map(|(_, _, entry)| entry).collect()
}
