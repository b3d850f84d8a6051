//! Where the name of a zone is written: inside it, near its centre, with free space around if possible. Found on a
//! grid.

use super::borders::{Corner, doubled_area};

/// Number of points tried along the longer side of the zone, and then again around the best one.
const TRIES: i32 = 48;

/// Distance to the border that a short name needs; a greater distance is no better.
const ROOM: f64 = 20.0;

/// A point inside the rings of a zone: among those with enough space the nearest to its centre, else the one with the
/// most space.
pub(super) fn label_of(rings: &[Vec<Corner>], centre: Corner) -> Corner {
    let Some(largest) = rings.iter().max_by_key(|ring| doubled_area(ring)) else { return (0, 0) };
    let span = |along: fn(&Corner) -> i32| {
        let (least, most) = (largest.iter().map(along).min(), largest.iter().map(along).max());
        (least.unwrap_or(0), most.unwrap_or(0))
    };
    let (across, down) = (span(|corner| corner.0), span(|corner| corner.1));
    let step = ((across.1 - across.0).max(down.1 - down.0) / TRIES).max(1);
    let coarse = best(rings, centre, across, down, step).unwrap_or(largest[0]);
    let near = |middle: i32| (middle - step, middle + step);
    best(rings, centre, near(coarse.0), near(coarse.1), 1).unwrap_or(coarse)
}

fn best(rings: &[Vec<Corner>], centre: Corner, across: (i32, i32), down: (i32, i32), step: i32) -> Option<Corner> {
    let along = |(from, to): (i32, i32)| (from..=to).step_by(step as usize);
    let points = along(down).flat_map(|y| along(across).map(move |x| (x, y)));
    let inside = points.filter(|point| is_inside(rings, *point)).map(|point| {
        let away = i64::from(point.0 - centre.0).pow(2) + i64::from(point.1 - centre.1).pow(2);
        (clearance(rings, point).min(ROOM), away, point)
    });
    // Of equal points the first: the highest, then the leftmost.
    let better = |best: &(f64, i64, Corner), other: &(f64, i64, Corner)| {
        other.0 > best.0 || (other.0 >= best.0 && other.1 < best.1)
    };
    inside.reduce(|best, other| if better(&best, &other) { other } else { best }).map(|(_, _, point)| point)
}

/// The sides of all rings.
pub(super) fn sides(rings: &[Vec<Corner>]) -> impl Iterator<Item = (Corner, Corner)> {
    rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
}

/// Whether a ray from the point to the right crosses the border an odd number of times.
pub(super) fn is_inside(rings: &[Vec<Corner>], (x, y): Corner) -> bool {
    let crossed = sides(rings).filter(|(a, b)| (a.1 > y) != (b.1 > y)).filter(|(a, b)| {
        let rise = i64::from(b.1 - a.1);
        let at = i64::from(x - a.0) * rise - i64::from(b.0 - a.0) * i64::from(y - a.1);
        (at < 0) == (rise > 0)
    });
    crossed.count() % 2 == 1
}

/// Distance to the border.
pub(super) fn clearance(rings: &[Vec<Corner>], (x, y): Corner) -> f64 {
    let distance = |(a, b): (Corner, Corner)| {
        let along = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
        let away = (f64::from(x - a.0), f64::from(y - a.1));
        let length = along.0 * along.0 + along.1 * along.1;
        let share = ((along.0 * away.0 + along.1 * away.1) / length.max(1.0)).clamp(0.0, 1.0);
        (away.0 - share * along.0).hypot(away.1 - share * along.1)
    };
    sides(rings).map(distance).fold(f64::MAX, f64::min)
}
