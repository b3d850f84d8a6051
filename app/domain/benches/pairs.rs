//! Speed of finding the best pairs of two services over generated providers: `cheaper` finds pairs under the cheapest single
//! one, `nobody suits` asks for so many tasks that each has some of them, `42 visits` is the largest need. `single` is the
//! same comparison without pairs.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::demo::fictitious;
use domain::ranking::comparison::Part;
use domain::{Catalogue, Need, Parameters, Territory, compare};
use sample::{TODAY, aids};

mod sample;

/// Tasks that most services do, and so many that hardly one does them all.
const USUAL: &str = r#""toilette", "repas", "menage", "courses""#;
const MANY: &str =
    r#""toilette", "repas", "garde-de-nuit", "conduite", "menage", "bricolage", "informatique", "administratif""#;

/// A need with these times of each weekday, in minutes, for care; the last of them for household help.
fn need(times: &[(u16, u16)], wished: &str) -> Option<Need> {
    let days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let visits = days.iter().flat_map(|day| {
        times.iter().enumerate().map(move |(at, (start, end))| {
            let kind = if at + 1 == times.len() { "menage" } else { "aide" };
            format!(r#"{{"weekday": "{day}", "time": [{start}, {end}], "kind": "{kind}"}}"#)
        })
    });
    let visits = visits.collect::<Vec<_>>().join(", ");
    let need = format!(
        r#"{{"zone": "75114", "start": "2026-12-01", "wished": [{wished}], "required": ["toilette"],
            "visits": [{visits}]}}"#
    );
    serde_json::from_str(&need).ok()
}

fn pairs(c: &mut Criterion) {
    let needs = [
        ("cheaper", need(&[(480, 570), (840, 900)], USUAL)),
        ("nobody suits", need(&[(480, 570), (840, 900), (1380, 1440), (0, 60)], MANY)),
        ("42 visits", need(&[(420, 450), (480, 570), (690, 750), (840, 960), (1140, 1200), (1320, 1380)], USUAL)),
    ];
    let Ok(paris) = Territory::paris() else { panic!("the embedded territory is valid") };
    let parameters = Parameters::embedded();
    let aids = aids(&parameters);
    let part = Part { count: 20, excluded: 0, pairs: true, ..Part::EVERYTHING };
    let single = Part { pairs: false, ..part };
    let mut group = c.benchmark_group("pairs");
    group.sample_size(20);
    for count in [154_u32, 200, 12_000] {
        let catalogue = Catalogue::new(fictitious(&paris, 1, count, TODAY).collect());
        for (name, need) in &needs {
            let Some(need) = need else { panic!("the needs of the benchmark are valid") };
            for (basis, aids) in [("cost", None), ("to pay", Some(&aids))] {
                let run = |part| compare(&catalogue, &paris, black_box(need), aids, &parameters, TODAY, part);
                let found = run(part).pairs;
                let words = found.map(|pairs| (pairs.goal, pairs.best.len(), pairs.none));
                println!("{count} services, {name}, by {basis}: {words:?}");
                group.bench_function(BenchmarkId::new(format!("{name}, by {basis}"), count), |b| {
                    b.iter(|| run(part));
                });
            }
            group.bench_function(BenchmarkId::new(format!("{name}, single"), count), |b| {
                b.iter(|| compare(&catalogue, &paris, black_box(need), None, &parameters, TODAY, single));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, pairs);
criterion_main!(benches);
