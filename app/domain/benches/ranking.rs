//! Speed of one comparison over generated providers. `ranking/…` is the whole method up to a page of 20 with its
//! robustness, by cost; `what remains to pay` computes aids for one situation; `answer/…` adds the reasons of each
//! provider on the page, as the page and the JSON have them. `changes/…` is the search for the small changes of the need
//! that help most.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use domain::aids::AidRules;
use domain::demo::fictitious;
use domain::need::NeedTerms;
use domain::provider::acts::HourKind;
use domain::ranking::changes::find_changes;
use domain::ranking::columns::Columns;
use domain::ranking::comparison::Part;
use domain::ranking::scan::scan;
use domain::ranking::selection::Filter;
use domain::values::closed_list::Set;
use domain::{Catalogue, Interval, Need, Parameters, Territory, Visit, Weekday, compare};
use sample::{NEED, PAGE, TODAY, aids, first_page};
use std::hint::black_box;

mod sample;

fn ranking(c: &mut Criterion) {
    let (Ok(paris), Ok(need)) = (Territory::paris(), serde_json::from_str::<Need>(NEED)) else {
        panic!("the need and the territory of the benchmark are valid")
    };
    let parameters = Parameters::embedded();
    let aids = aids(&parameters);
    let mut group = c.benchmark_group("ranking");
    for count in [154_u32, 10_000, 100_000, 1_000_000] {
        let columns = Columns::build(fictitious(&paris, 1, count, TODAY));
        println!("{count} providers: {} bytes each in the scanned part", columns.size_in_bytes() / count as usize);
        group.throughput(Throughput::Elements(u64::from(count)));
        group.sample_size(if count < 100_000 { 100 } else { 20 });
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| first_page(&columns, black_box(&need), &parameters));
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

    let most = most_visits(&need);
    let mut group = c.benchmark_group("changes");
    for count in [154_u32, 200, 12_000] {
        let catalogue = Catalogue::new(fictitious(&paris, 1, count, TODAY).collect());
        let changes = |need: &Need, aids: Option<&AidRules>, filters| {
            find_changes(&catalogue, &paris, need, aids, &parameters, TODAY, filters)
        };
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| changes(black_box(&need), None, Set::EMPTY));
        });
        group.bench_function(BenchmarkId::new("what remains to pay", count), |b| {
            b.iter(|| changes(black_box(&need), Some(&aids), Set::EMPTY));
        });
        group.bench_function(BenchmarkId::new("not full", count), |b| {
            b.iter(|| changes(black_box(&need), None, Set::EMPTY.with(Filter::NotFull)));
        });
        group.bench_function(BenchmarkId::new("42 visits", count), |b| {
            b.iter(|| changes(black_box(&most), None, Set::EMPTY));
        });
    }
    group.finish();
}

/// The same need with as many visits as there may be: six times on each day.
fn most_visits(need: &Need) -> Need {
    let mut terms = NeedTerms::from(need.clone());
    let starts = (0..6).map(|place| 390 + 150 * place);
    let all = Weekday::ALL.into_iter().flat_map(|weekday| starts.clone().map(move |start| (weekday, start)));
    let visit = |(weekday, start): (Weekday, u16)| {
        let time = Interval::new(start, start + 60).ok()?;
        Some(Visit { weekday, time, kind: HourKind::Care })
    };
    terms.visits = all.filter_map(visit).collect();
    let Ok(need) = Need::try_from(terms) else { panic!("the visits of the benchmark do not overlap") };
    need
}

criterion_group!(benches, ranking);
criterion_main!(benches);
