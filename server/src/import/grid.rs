//! The places of zones on a schematic map: one cell for each, near where it is. The same centres give the same places.

use std::collections::BTreeSet;

/// Cells of a side at most: places are bytes.
const WIDEST: i32 = 250;

/// Columns and rows, from the north-west, in the order of the centres. `centres`: metres east and north of anywhere;
/// `spacing`: metres between two zones on the average.
pub(super) fn places(centres: &[(i64, i64)], spacing: f64) -> Vec<(u8, u8)> {
    let Some(west) = centres.iter().map(|centre| centre.0).min() else { return Vec::new() };
    let north = centres.iter().map(|centre| centre.1).max().unwrap_or_default();
    let widest = centres.iter().map(|centre| (centre.0 - west).max(north - centre.1)).max().unwrap_or_default();
    let spacing = spacing.max(widest as f64 / f64::from(WIDEST / 2)).max(1.0);
    let ideal: Vec<(f64, f64)> = centres
        .iter()
        .map(|centre| ((centre.0 - west) as f64 / spacing, (north - centre.1) as f64 / spacing))
        .collect();
    let middle = ideal.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
    let middle = (middle.0 / ideal.len() as f64, middle.1 / ideal.len() as f64);
    // From the middle outwards: what is crowded keeps its place, and pushes what is around it out.
    let mut order: Vec<usize> = (0..ideal.len()).collect();
    order.sort_by(|a, b| away(ideal[*a], middle).total_cmp(&away(ideal[*b], middle)).then(a.cmp(b)));
    let mut taken: BTreeSet<(i32, i32)> = BTreeSet::new();
    let mut cells = vec![(0, 0); ideal.len()];
    for at in order {
        cells[at] = nearest_free(ideal[at], &taken);
        taken.insert(cells[at]);
    }
    let columns: Vec<i32> = cells.iter().map(|cell| cell.0).collect();
    let rows: Vec<i32> = cells.iter().map(|cell| cell.1).collect();
    let (columns, rows) = (without_gaps(&columns), without_gaps(&rows));
    columns.into_iter().zip(rows).collect()
}

fn away(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)
}

/// Of the free cells the nearest: those of a square around it, and of larger squares while one could still be nearer.
fn nearest_free(ideal: (f64, f64), taken: &BTreeSet<(i32, i32)>) -> (i32, i32) {
    let (column, row) = (ideal.0.round() as i32, ideal.1.round() as i32);
    let mut best: Option<(f64, (i32, i32))> = None;
    for reach in 0..=2 * WIDEST {
        if best.is_some_and(|(found, _)| found <= (f64::from(reach) - 0.5).max(0.0).powi(2)) {
            break;
        }
        for y in -reach..=reach {
            let step = if y.abs() == reach { 1 } else { (2 * reach).max(1) };
            for x in (-reach..=reach).step_by(step as usize) {
                let cell = (column + x, row + y);
                let distance = away(ideal, (f64::from(cell.0), f64::from(cell.1)));
                if !taken.contains(&cell) && best.is_none_or(|(found, _)| distance < found) {
                    best = Some((distance, cell));
                }
            }
        }
    }
    best.map_or((column, row), |(_, cell)| cell)
}

/// From 0, without the numbers that nothing has.
fn without_gaps(numbers: &[i32]) -> Vec<u8> {
    let used: BTreeSet<i32> = numbers.iter().copied().collect();
    numbers.iter().map(|number| used.range(..number).count() as u8).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::places;

    #[test]
    fn no_two_zones_share_a_cell_and_a_regular_layout_keeps_its_shape() {
        let centres: Vec<(i64, i64)> = (0..12).map(|at| (1000 * (at % 4), -1000 * (at / 4))).collect();
        let found = places(&centres, 1000.0);
        let expected: Vec<(u8, u8)> = (0..12).map(|at| (at % 4, at / 4)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn zones_in_one_point_or_far_apart_have_cells_of_their_own() {
        let heap = vec![(0, 0); 900];
        assert_eq!(places(&heap, 1.0).into_iter().collect::<BTreeSet<_>>().len(), 900);
        let line = [(0, 0), (10_000_000, 0), (10, 0)];
        let found = places(&line, 10.0);
        assert!(found[0] != found[2] && found[1].0 > found[0].0.max(found[2].0), "{found:?}");
        assert_eq!(places(&[], 1.0), []);
    }
}
