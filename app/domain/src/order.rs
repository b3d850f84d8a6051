//! The order of a group, and the part of it that a page shows, without sorting the whole.

use jiff::civil::Date;

use crate::catalogue::Columns;
use crate::fnv::Fnv;
use crate::ranking::Scored;

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

/// Moves the entries of places `window` to the front part of the order, sorted, and returns them. `key` is larger for
/// better entries; ties follow the day's seed. Linear in the number of entries, plus the sort of those near the window.
pub fn page<K: Ord + Copy>(
    entries: &[Scored],
    columns: &Columns,
    ties: TieOrder,
    window: std::ops::Range<usize>,
    key: impl Fn(&Scored) -> K,
) -> Vec<Scored> {
    let window = window.start.min(entries.len())..window.end.min(entries.len());
    if window.is_empty() {
        return Vec::new();
    }
    let mut keys: Vec<K> = entries.iter().map(&key).collect();
    let last = keys.select_nth_unstable_by(window.end - 1, |a, b| b.cmp(a)).1;
    let last = *last;
    let mut near: Vec<(std::cmp::Reverse<K>, (u64, u32), Scored)> = entries
        .iter()
        .filter(|entry| key(entry) >= last)
        .map(|entry| (std::cmp::Reverse(key(entry)), ties.key(columns, entry.at), *entry))
        .collect();
    near.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    near[window].iter().map(|(_, _, entry)| *entry).collect()
}
