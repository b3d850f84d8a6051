//! Outlines are imported, and neighbours still touch on the resulting map; a file with any error changes nothing.

use std::collections::BTreeMap;

use app::ports::{Outline, Outlines, Publications};
use domain::Territory;
use jiff::Timestamp;
use server::catalogue::{Current, PublishedCatalogue};
use server::import::zones::{FileError, ZonesFile, read};
use server::storage::{ListingStore, Origin, OutlineStore};

use crate::support::{paris, real_data, store};

type Corner = (i64, i64);

/// Three zones: two side by side, the third under both, an enclave of the first inside it.
fn territory() -> Territory {
    let zone = |code: &str, latitude: i32, longitude: i32| {
        format!(
            r#"{{"code": "{code}", "name": "{code}", "short": "{code}", "postcodes": [], "neighbours": [],
                 "centre": {{"latitude": {latitude}, "longitude": {longitude}}}, "place": [{}, 0]}}"#,
            code[4..].to_owned()
        )
    };
    let zones = [
        zone("13001", 43_320_000, 5_310_000),
        zone("13002", 43_320_000, 5_330_000),
        zone("13003", 43_300_000, 5_320_000),
    ];
    Territory::from_json(&format!(
        r#"{{"department": "13", "name": "Essai", "metres_per_degree": [111100, 81000], "zones": [{}]}}"#,
        zones.join(",")
    ))
    .unwrap()
}

/// A winding border along a line from west to east or from south to north, in ten-thousandths of a degree.
fn wavering(from: (i32, i32), to: (i32, i32)) -> Vec<(i32, i32)> {
    let sway = |at: i32| if at % 40 == 0 { 0 } else { (at * 7919) % 7 - 3 };
    (0..=40)
        .map(|at| {
            let along = |a: i32, b: i32| a + (b - a) * at / 40 + if a == b { sway(at) } else { 0 };
            (along(from.0, to.0), along(from.1, to.1))
        })
        .collect()
}

fn ring(points: &[(i32, i32)]) -> String {
    let degrees = |value: i32| f64::from(value) / 10_000.0;
    let points: Vec<String> =
        points.iter().chain(points.first()).map(|(x, y)| format!("[{}, {}]", degrees(*x), degrees(*y))).collect();
    format!("[{}]", points.join(","))
}

fn feature(property: &str, code: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type": "Feature", "properties": {{"{property}": {code}}},
             "geometry": {{"type": "{kind}", "coordinates": {coordinates}}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, features.join(","))
}

/// Outlines of the three zones. If `detailed` is false, the third zone has only the end points of its borders with the
/// others.
fn features(detailed: bool) -> Vec<String> {
    let back = |points: &[(i32, i32)]| points.iter().rev().copied().collect::<Vec<_>>();
    // The first zone is west, the second east of x = 53200; both lie north of y = 433100.
    let middle = wavering((53_200, 433_100), (53_200, 433_300));
    let (west, east) = if detailed {
        (wavering((53_000, 433_100), (53_200, 433_100)), wavering((53_200, 433_100), (53_400, 433_100)))
    } else {
        (vec![(53_000, 433_100), (53_100, 433_100), (53_200, 433_100)], vec![(53_200, 433_100), (53_400, 433_100)])
    };
    let enclave = wavering((53_150, 432_950), (53_250, 432_950));
    let enclave = [enclave, vec![(53_250, 433_000), (53_150, 433_000)]].concat();
    let first = [west.clone(), middle.clone(), vec![(53_000, 433_300)]].concat();
    let second = [east.clone(), vec![(53_400, 433_300)], back(&middle)].concat();
    let bottom =
        if detailed { [back(&east), back(&west)].concat() } else { vec![(53_400, 433_100), (53_000, 433_100)] };
    let third = [bottom, vec![(53_000, 432_900), (53_400, 432_900)]].concat();
    vec![
        feature("code_insee", "\"13001\"", "MultiPolygon", &format!("[[{}], [{}]]", ring(&first), ring(&enclave))),
        feature("INSEE", "13002", "Polygon", &format!("[{}]", ring(&second))),
        feature("code", "\"13003\"", "Polygon", &format!("[{}, {}]", ring(&third), ring(&enclave))),
    ]
}

/// The rings of path data with `M`, relative `l` and `z`.
fn rings(path: &str) -> Vec<Vec<Corner>> {
    let mut found = Vec::new();
    for ring in path.split_terminator('z') {
        let spaced = ring.replace('-', " -").replace(['M', 'l'], " ");
        let numbers: Vec<i64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let mut at = (0, 0);
        found.push(
            numbers
                .chunks(2)
                .map(|step| {
                    at = (at.0 + step[0], at.1 + step[1]);
                    at
                })
                .collect(),
        );
    }
    found
}

fn sides(ring: &[Corner]) -> impl Iterator<Item = (Corner, Corner)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn doubled_area(ring: &[Corner]) -> i64 {
    sides(ring).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn is_inside(outline: &Outline, (x, y): Corner) -> bool {
    let all = rings(&outline.path);
    let crossed = all.iter().flat_map(|ring| sides(ring)).filter(|(a, b)| (a.1 > y) != (b.1 > y)).filter(|(a, b)| {
        let at = a.0 as f64 + (b.0 - a.0) as f64 * (y - a.1) as f64 / (b.1 - a.1) as f64;
        at > x as f64
    });
    crossed.count() % 2 == 1
}

/// Zones cover the map exactly once: each side occurs once in each direction, except for one outer ring around all
/// zones, whose area is the sum of theirs.
fn assert_no_gap_and_no_overlap(outlines: &Outlines) {
    let all: Vec<Vec<Corner>> = outlines.zones.iter().flat_map(|outline| rings(&outline.path)).collect();
    let mut walked: BTreeMap<(Corner, Corner), u32> = BTreeMap::new();
    for side in all.iter().flat_map(|ring| sides(ring)) {
        *walked.entry(side).or_default() += 1;
    }
    assert!(walked.values().all(|count| *count == 1), "a side is walked twice the same way");
    let outer: BTreeMap<Corner, Corner> =
        walked.keys().filter(|(a, b)| !walked.contains_key(&(*b, *a))).copied().collect();
    let start = *outer.keys().next().unwrap();
    let mut around = vec![start];
    while outer[around.last().unwrap()] != start {
        around.push(outer[around.last().unwrap()]);
    }
    assert_eq!(around.len(), outer.len(), "the border around the territory is one ring");
    assert_eq!(doubled_area(&around), all.iter().map(|ring| doubled_area(ring)).sum::<i64>());
    for outline in &outlines.zones {
        let (x, y) = outline.label;
        assert!(is_inside(outline, (x.into(), y.into())), "the label of {} is outside", outline.zone);
        for (x, y) in rings(&outline.path).concat() {
            assert!((0..=i64::from(outlines.width)).contains(&x) && (0..=i64::from(outlines.height)).contains(&y));
        }
    }
}

fn refusal(features: &[String]) -> String {
    read(collection(features).as_bytes(), &territory()).unwrap_err().to_string()
}

#[test]
fn borders_are_simplified_once_for_the_zones_on_both_sides() {
    let ZonesFile { outlines, foreign, points_read, points_kept } =
        read(collection(&features(true)).as_bytes(), &territory()).unwrap();
    assert_no_gap_and_no_overlap(&outlines);
    assert!(points_kept < points_read / 2, "{points_kept} of {points_read}");
    assert_eq!((foreign.len(), outlines.width), (0, 1000));
    assert_eq!(
        outlines.zones.iter().map(|outline| outline.zone.as_str()).collect::<Vec<_>>(),
        ["13001", "13002", "13003"]
    );
    assert_eq!(rings(&outlines.zones[0].path).len(), 2, "the enclave is a part of the first");
    assert_eq!(rings(&outlines.zones[2].path).len(), 2, "and a hole of the third");
}

#[test]
fn a_border_drawn_with_fewer_points_on_one_side_still_closes() {
    let file = read(collection(&features(false)).as_bytes(), &territory()).unwrap();
    assert_no_gap_and_no_overlap(&file.outlines);
}

#[test]
fn features_outside_the_territory_are_ignored_and_named() {
    let square = ring(&[(20_000, 450_000), (20_100, 450_000), (20_100, 450_100)]);
    let mut all = features(true);
    all.insert(0, feature("code_insee", "\"93008\"", "Polygon", &format!("[{square}]")));
    all.push(feature("nom", "\"un parc\"", "Polygon", &format!("[{square}]")));
    let file = read(collection(&all).as_bytes(), &territory()).unwrap();
    assert_eq!(file.foreign, ["93008", "feature 5 without a code"]);
    assert_eq!(file.outlines.zones.len(), 3);
}

#[test]
fn of_several_codes_the_one_of_the_territory_counts_however_a_program_wrote_it() {
    for (at, before, after) in [
        (0, r#""code_insee": "13001""#, r#""INSEE_COM": "13055", "INSEE_ARM": "13001""#),
        (0, r#""code_insee": "13001""#, r#""insee": "13055", "code_insee": null, "com_code": ["13001"]"#),
        (0, r#""code_insee": "13001""#, r#""ref:INSEE": "13001""#),
        (0, r#""code_insee": "13001""#, r#""com_code": "[\"13001\"]""#),
        (0, r#""code_insee": "13001""#, r#""com_arm_code": ["13001"], "com_code": ["13055"]"#),
        (1, r#""INSEE": 13002"#, r#""INSEE": 13002.0"#),
        (1, r#""INSEE": 13002"#, r#""INSEE": "13002.0""#),
    ] {
        let mut all = features(true);
        assert!(all[at].contains(before));
        all[at] = all[at].replace(before, after);
        let file = read(collection(&all).as_bytes(), &territory()).map(|file| file.outlines.zones.len());
        assert_eq!(file.ok(), Some(3), "{after}");
    }
}

#[test]
fn a_wrong_file_is_refused_whole_with_the_feature_and_what_to_do() {
    let good = features(true);
    let with = |at: usize, feature: String| {
        let mut all = good.clone();
        all[at] = feature;
        refusal(&all)
    };
    assert!(matches!(read(b"a;b\n", &territory()), Err(FileError::Foreign(_))));
    assert!(matches!(read(b"{\"type\": \"Topology\"}", &territory()), Err(FileError::Foreign(_))));
    let text = collection(&good);
    assert!(matches!(read(&text.as_bytes()[..text.len() / 2], &territory()), Err(FileError::Foreign(_))));
    let missing = refusal(&good[..2]);
    assert!(missing.contains("no outline for 13003") && missing.contains("code_insee"), "{missing}");
    let twice = refusal(&[good.clone(), vec![good[1].clone()]].concat());
    assert!(twice.contains("13002 stands twice, as features 2 and 4"), "{twice}");
    let point = with(1, feature("insee", "13002", "Point", "[5.33, 43.32]"));
    assert!(point.contains("feature 2 (zone 13002)") && point.contains("`Point`"), "{point}");
    let metres = with(1, good[1].replace("[5.", "[8935.").replace("43.", "6294043."));
    assert!(metres.contains("feature 2") && metres.contains("EPSG:4326"), "{metres}");
    let swapped = ring(&[(433_100, 53_200), (433_300, 53_200), (433_300, 53_400)]);
    let swapped = with(1, feature("insee", "13002", "Polygon", &format!("[{swapped}]")));
    assert!(swapped.contains("no longitude and latitude near Essai"), "{swapped}");
    let elsewhere = ring(&[(53_600, 433_100), (53_700, 433_100), (53_700, 433_300)]);
    let elsewhere = with(1, feature("insee", "13002", "Polygon", &format!("[{elsewhere}]")));
    assert!(elsewhere.contains("not around the centre of 13002"), "{elsewhere}");
    let open =
        with(1, feature("insee", "13002", "Polygon", "[[[5.32, 43.31], [5.34, 43.31], [5.34, 43.33], [5.32, 43.33]]]"));
    assert!(open.contains("a ring of 4 points is not closed"), "{open}");
}

#[test]
fn outlines_that_overlap_are_refused() {
    let good = features(true);
    let second = |points: &[(i32, i32)]| {
        let outline = feature("insee", "13002", "Polygon", &format!("[{}]", ring(points)));
        refusal(&[good[0].clone(), outline, good[2].clone()])
    };
    let west = wavering((53_000, 433_100), (53_200, 433_100));
    let along = second(&[west, vec![(53_400, 433_100), (53_400, 433_300), (53_000, 433_300)]].concat());
    assert!(along.contains("13001 and 13002 overlap"), "it walks the border of the first the same way: {along}");
    let across = second(&[(53_100, 433_150), (53_400, 433_150), (53_400, 433_250), (53_100, 433_250)]);
    assert!(across.contains("cross") || across.contains("overlap"), "{across}");
    let around = [(52_900, 432_800), (53_900, 432_800), (53_900, 433_400), (52_900, 433_400)];
    let around = feature("insee", "13003", "Polygon", &format!("[{}]", ring(&around)));
    let inside = refusal(&[good[0].clone(), good[1].clone(), around]);
    assert!(inside.contains("13001 and 13003 overlap"), "the third has no hole for the others: {inside}");
}

#[tokio::test]
async fn a_running_site_publishes_the_outlines_that_were_imported() {
    let store = store().await;
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    let seen = store.generation().await.unwrap();
    assert_eq!(published.current().outlines, None);
    let outlines = read(collection(&features(true)).as_bytes(), &territory()).unwrap().outlines;
    let origin = Origin { file_name: "zones.geojson".to_owned(), recorded_at: Timestamp::UNIX_EPOCH };
    store.replace_outlines(&outlines, &origin).await.unwrap();
    published.refresh(&store, seen).await.unwrap();
    assert_eq!(published.current().outlines.as_ref(), Some(&outlines));
}

#[test]
fn the_real_outlines_of_paris_are_light_and_without_gaps() {
    let Some(path) = real_data("paris-arrondissements.geojson") else { return };
    let file = read(&std::fs::read(path).unwrap(), &paris()).unwrap();
    assert_no_gap_and_no_overlap(&file.outlines);
    let bytes: usize = file.outlines.zones.iter().map(|outline| outline.path.len()).sum();
    assert!(bytes < 12_000, "{bytes} bytes of paths");
    assert_eq!((file.outlines.zones.len(), file.foreign.len(), file.points_read), (20, 0, 4988));
    assert!(file.points_kept > 200, "{}", file.points_kept);
}
