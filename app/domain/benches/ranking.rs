//! Speed of one comparison over generated providers. `ranking/…` is the whole method up to a page of 20 with its
//! robustness, by cost; `what remains to pay` computes aids for one situation; `answer/…` adds the reasons of each
//! provider on the page, as the page and the JSON have them.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use domain::aids::{Age, AidRules, Disability, Gir, Household, Situation, SituationTerms};
use domain::demo::fictitious;
use domain::ranking::columns::Columns;
use domain::ranking::comparison::Part;
use domain::ranking::order::TieOrder;
use domain::ranking::pass::{Scored, ranked_page};
use domain::ranking::robustness::robustness;
use domain::ranking::scan::scan;
use domain::{Catalogue, Cents, Need, Parameters, Territory, compare};
use jiff::civil::{Date, date};
use std::hint::black_box;

const TODAY: Date = date(2026, 11, 23);
const PAGE: usize = 20;

/// A mother in the 14e: washing and breakfast every morning, an hour and a half, and cleaning on two afternoons.
const NEED: &str = r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas", "menage", "courses"],
  "required": ["toilette"], "visits": [
    {"weekday": "lundi", "time": [480, 570], "kind": "aide"}, {"weekday": "mardi", "time": [480, 570], "kind": "aide"},
    {"weekday": "mercredi", "time": [480, 570], "kind": "aide"}, {"weekday": "jeudi", "time": [480, 570], "kind": "aide"},
    {"weekday": "vendredi", "time": [480, 570], "kind": "aide"}, {"weekday": "samedi", "time": [480, 570], "kind": "aide"},
    {"weekday": "dimanche", "time": [480, 570], "kind": "aide"},
    {"weekday": "mardi", "time": [840, 960], "kind": "menage"}, {"weekday": "vendredi", "time": [840, 960], "kind": "menage"}]}"#;

fn ranking(c: &mut Criterion) {
    let (Ok(paris), Ok(need)) = (Territory::paris(), serde_json::from_str::<Need>(NEED)) else {
        panic!("the need and the territory of the benchmark are valid")
    };
    let parameters = Parameters::embedded();
    let situation = SituationTerms {
        age: Age::From65,
        gir: Some(Gir::Three),
        household: Household::Single,
        resources: Cents(150_000),
        members_over_65: 1,
        disability: Disability::None,
        plan: None,
        pch_minutes: None,
        draws_mtp: false,
        unfit_for_work: false,
        works: false,
    };
    let Ok(situation) = Situation::try_from(situation) else { panic!("the situation of the benchmark is possible") };
    let Ok(aids) = AidRules::on(&parameters, need.terms().start, &situation) else {
        panic!("the values of 2026 are among the parameters")
    };
    let mut group = c.benchmark_group("ranking");
    for count in [154_u32, 10_000, 100_000, 1_000_000] {
        let columns = Columns::build(fictitious(&paris, 1, count, TODAY));
        println!("{count} providers: {} bytes each in the scanned part", columns.size_in_bytes() / count as usize);
        group.throughput(Throughput::Elements(u64::from(count)));
        group.sample_size(if count < 100_000 { 100 } else { 20 });
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| {
                let pass = scan(&columns, black_box(&need), None, &parameters, TODAY);
                let ties = TieOrder::of(TODAY);
                let suitable = ranked_page(&pass.suitable, &columns, ties, 0..PAGE);
                let partly = ranked_page(&pass.partly_suitable, &columns, ties, 0..PAGE - suitable.len());
                let later = PAGE - suitable.len() - partly.len();
                let to_confirm = pass.to_confirm_page(&columns, ties, 0..later);
                let robust = |group, entries: &[Scored]| robustness(pass.in_play, group, entries);
                let robust = [robust(&pass.suitable, &suitable), robust(&pass.partly_suitable, &partly)];
                (robust, pass.exclusion_counts(), suitable, partly, to_confirm)
            });
        });
        group.bench_function(BenchmarkId::new("scan, what remains to pay", count), |b| {
            b.iter(|| scan(&columns, black_box(&need), Some(&aids), &parameters, TODAY));
        });
        group.bench_function(BenchmarkId::new("scan", count), |b| {
            b.iter(|| scan(&columns, black_box(&need), None, &parameters, TODAY));
        });
    }
    group.finish();

    let mut group = c.benchmark_group("answer");
    for count in [154_u32, 10_000] {
        let catalogue = Catalogue::new(fictitious(&paris, 1, count, TODAY).collect());
        let part = Part { count: PAGE, excluded: PAGE, ..Part::EVERYTHING };
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| compare(&catalogue, &paris, black_box(&need), None, &parameters, TODAY, part));
        });
        group.bench_function(BenchmarkId::new("what remains to pay", count), |b| {
            b.iter(|| compare(&catalogue, &paris, black_box(&need), Some(&aids), &parameters, TODAY, part));
        });
    }
    group.finish();
}

criterion_group!(benches, ranking);
criterion_main!(benches);
