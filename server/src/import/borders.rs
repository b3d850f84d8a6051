//! Rings that share their borders: their points are matched, rings are cut into arcs where borders meet, and each arc
//! is simplified once, so that neighbours still touch afterwards. Pure geometry in decimetres on a flat map.

use std::collections::{BTreeMap, HashMap};

/// A point on the flat map, in decimetres, y downward.
pub(super) type Place = (i64, i64);

/// A corner of the drawing, in units of the view box.
pub(super) type Corner = (i32, i32);

/// Polygons of one zone, each an outer ring followed by its holes, unclosed.
pub(super) type Polygons = Vec<Vec<Vec<Place>>>;

/// Points closer than this are the same point, published twice.
const SNAP: i64 = 5;

/// Rings of distinct corners, each closed from its last to its first; outer rings turn one way, holes the other.
pub(super) struct Borders {
    places: Vec<Place>,
    /// For each zone its rings, as indices into `places`.
    zones: Vec<Vec<Vec<u32>>>,
}

impl Borders {
    pub(super) fn new(zones: &[Polygons]) -> Self {
        let mut points = Points::default();
        let mut found: Vec<Vec<Vec<u32>>> = Vec::with_capacity(zones.len());
        for polygons in zones {
            let mut rings = Vec::new();
            for (order, ring) in polygons.iter().flat_map(|polygon| polygon.iter().enumerate()) {
                let mut ring = ring.clone();
                if (doubled_area(&ring) > 0) == (order > 0) {
                    ring.reverse();
                }
                rings.push(ring.into_iter().map(|place| points.index(place)).collect());
            }
            found.push(rings);
        }
        let mut borders = Self { places: points.places, zones: found };
        borders.meet();
        for ring in borders.zones.iter_mut().flatten() {
            drop_spikes(ring);
        }
        borders
    }

    /// If a corner of one zone lies on the border of another zone that has no corner there, it becomes a corner of
    /// both.
    fn meet(&mut self) {
        let mut by_x: Vec<u32> = (0..self.places.len() as u32).collect();
        by_x.sort_unstable_by_key(|at| self.places[*at as usize]);
        for zone in &mut self.zones {
            let corners: std::collections::HashSet<u32> = zone.iter().flatten().copied().collect();
            for ring in zone {
                let mut met = Vec::with_capacity(ring.len());
                for (at, from) in ring.iter().copied().enumerate() {
                    let to = ring[(at + 1) % ring.len()];
                    let (a, b) = (self.places[from as usize], self.places[to as usize]);
                    let start = by_x.partition_point(|at| self.places[*at as usize].0 < a.0.min(b.0) - SNAP);
                    let mut between: Vec<u32> = by_x[start..]
                        .iter()
                        .copied()
                        .take_while(|at| self.places[*at as usize].0 <= a.0.max(b.0) + SNAP)
                        .filter(|at| {
                            let y = self.places[*at as usize].1;
                            (a.1.min(b.1) - SNAP..=a.1.max(b.1) + SNAP).contains(&y) && !corners.contains(at)
                        })
                        .filter(|at| distance(self.places[*at as usize], a, b) <= SNAP as f64)
                        .collect();
                    between.sort_unstable_by_key(|at| squared(self.places[*at as usize], a));
                    met.push(from);
                    met.extend(between);
                }
                *ring = met;
            }
        }
    }

    /// Two overlapping zones, found by a border that both follow in the same direction.
    pub(super) fn find_overlap(&self) -> Option<(usize, usize)> {
        let mut walked: HashMap<(u32, u32), usize> = HashMap::new();
        for (zone, ring) in self.rings() {
            for (at, from) in ring.iter().copied().enumerate() {
                if let Some(other) = walked.insert((from, ring[(at + 1) % ring.len()]), zone) {
                    return Some((other, zone));
                }
            }
        }
        None
    }

    fn rings(&self) -> impl Iterator<Item = (usize, &Vec<u32>)> {
        self.zones.iter().enumerate().flat_map(|(zone, rings)| rings.iter().map(move |ring| (zone, ring)))
    }

    /// The smallest and the largest coordinates.
    pub(super) fn bounds(&self) -> (Place, Place) {
        let (mut least, mut most) = ((i64::MAX, i64::MAX), (i64::MIN, i64::MIN));
        for (x, y) in &self.places {
            least = (least.0.min(*x), least.1.min(*y));
            most = (most.0.max(*x), most.1.max(*y));
        }
        (least, most)
    }

    /// The rings of each zone in the drawing, at most `tolerance` away from their real position. `draw` converts a
    /// point.
    pub(super) fn simplified(&self, tolerance: f64, draw: impl Fn(Place) -> Corner) -> Vec<Vec<Vec<Corner>>> {
        let ends = self.junctions();
        let mut arcs: HashMap<Vec<u32>, Vec<Corner>> = HashMap::new();
        let mut drawn = vec![Vec::new(); self.zones.len()];
        for (zone, ring) in self.rings() {
            let mut corners: Vec<Corner> = Vec::new();
            for arc in arcs_of(ring, &ends) {
                let back: Vec<u32> = arc.iter().rev().copied().collect();
                let reversed = back < arc;
                let key = if reversed { back } else { arc };
                let kept = arcs.entry(key).or_insert_with_key(|arc| {
                    let places: Vec<Place> = arc.iter().map(|at| self.places[*at as usize]).collect();
                    kept_of(&places, tolerance).into_iter().map(&draw).collect()
                });
                if reversed {
                    corners.extend(kept.iter().rev());
                } else {
                    corners.extend(kept.iter());
                }
            }
            drop_spikes(&mut corners);
            if corners.len() > 2 {
                drawn[zone].push(corners);
            }
        }
        drawn
    }

    /// Points in which different borders meet.
    fn junctions(&self) -> Vec<bool> {
        let mut ends = vec![false; self.places.len()];
        let mut sides: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for (_, ring) in self.rings() {
            for (at, place) in ring.iter().copied().enumerate() {
                let (before, after) = (ring[(at + ring.len() - 1) % ring.len()], ring[(at + 1) % ring.len()]);
                let pair = (before.min(after), before.max(after));
                ends[place as usize] |= *sides.entry(place).or_insert(pair) != pair;
            }
        }
        ends
    }
}

/// Distinct points, each within the snap distance of all the points that it stands for.
#[derive(Default)]
struct Points {
    places: Vec<Place>,
    cells: HashMap<(i64, i64), Vec<u32>>,
}

impl Points {
    fn index(&mut self, place: Place) -> u32 {
        let cell = (place.0.div_euclid(SNAP), place.1.div_euclid(SNAP));
        let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (cell.0 + x, cell.1 + y)));
        let near = around.filter_map(|cell| self.cells.get(&cell)).flatten().copied();
        let near = near.map(|at| (squared(self.places[at as usize], place), at)).min();
        if let Some((_, at)) = near.filter(|(square, _)| *square <= SNAP * SNAP) {
            return at;
        }
        let at = self.places.len() as u32;
        self.places.push(place);
        self.cells.entry(cell).or_default().push(at);
        at
    }
}

/// The arcs of a ring, each with both its ends. A ring without a junction is one arc from its smallest point to itself.
fn arcs_of(ring: &[u32], ends: &[bool]) -> Vec<Vec<u32>> {
    if ring.is_empty() {
        return Vec::new();
    }
    let first = ring.iter().position(|at| ends[*at as usize]);
    let start = first.or_else(|| (0..ring.len()).min_by_key(|at| ring[*at])).unwrap_or(0);
    let mut arcs = Vec::new();
    let mut arc = vec![ring[start]];
    for step in 1..=ring.len() {
        let at = ring[(start + step) % ring.len()];
        arc.push(at);
        if ends[at as usize] || step == ring.len() {
            arcs.push(std::mem::replace(&mut arc, vec![at]));
        }
    }
    arcs
}

/// Douglas and Peucker: the ends of an arc, and the points without which it would move by more than the tolerance. A
/// closed arc also keeps the point farthest from its first.
fn kept_of(arc: &[Place], tolerance: f64) -> Vec<Place> {
    let last = arc.len() - 1;
    let mut kept = vec![false; arc.len()];
    (kept[0], kept[last]) = (true, true);
    let mut spans = vec![(0, last)];
    while let Some((from, to)) = spans.pop() {
        let inside = (from + 1..to).map(|at| (distance(arc[at], arc[from], arc[to]), at));
        let Some((far, at)) = inside.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        if far > tolerance || (arc[from] == arc[to] && from == 0 && to == last) {
            kept[at] = true;
            spans.extend([(from, at), (at, to)]);
        }
    }
    arc.iter().zip(kept).filter_map(|(place, kept)| kept.then_some(*place)).collect()
}

/// Removes repeated points, and paths that go to a point and straight back.
fn drop_spikes<T: PartialEq + Copy>(ring: &mut Vec<T>) {
    loop {
        ring.dedup();
        let length = ring.len();
        if length > 1 && ring[0] == ring[length - 1] {
            ring.pop();
            continue;
        }
        let spike = (0..length).find(|at| length > 2 && ring[*at] == ring[(*at + 2) % length]);
        let Some(at) = spike else { return };
        ring.remove((at + 1) % length);
    }
}

fn squared(a: Place, b: Place) -> i64 {
    (a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)
}

/// Distance from a point to a segment.
fn distance(point: Place, from: Place, to: Place) -> f64 {
    let along = ((to.0 - from.0) as f64, (to.1 - from.1) as f64);
    let away = ((point.0 - from.0) as f64, (point.1 - from.1) as f64);
    let length = along.0 * along.0 + along.1 * along.1;
    let share = if length > 0.0 { ((along.0 * away.0 + along.1 * away.1) / length).clamp(0.0, 1.0) } else { 0.0 };
    (away.0 - share * along.0).hypot(away.1 - share * along.1)
}

/// Twice the area inside a ring, positive if it turns clockwise on the screen (y downward).
pub(super) fn doubled_area<T: Copy + Into<i64>>(ring: &[(T, T)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0.into() * b.1.into() - b.0.into() * a.1.into()).sum()
}
