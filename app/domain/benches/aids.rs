//! Speed of the law: exact APA results per second, over resources and plans of every band.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::aids::{ApaRequest, ApaRules, Gir, Household};
use domain::{Cents, Parameters};
use jiff::civil::date;

const REQUESTS: i64 = 10_000;

fn apa(c: &mut Criterion) {
    let Ok(rules) = ApaRules::on(&Parameters::embedded(), date(2026, 11, 1)) else {
        panic!("the values of 2026 are among the parameters")
    };
    let requests: Vec<ApaRequest> = (0..REQUESTS)
        .map(|number| ApaRequest {
            gir: [Gir::One, Gir::Two, Gir::Three, Gir::Four][number as usize % 4],
            resources: Cents(number * 7_919 % 500_000),
            household: if number % 3 == 0 { Household::Couple } else { Household::Single },
            plan: Cents(1 + number * 104_729 % 210_000),
        })
        .collect();
    let mut group = c.benchmark_group("apa");
    group.throughput(Throughput::Elements(REQUESTS as u64));
    group.bench_function("amount", |b| {
        b.iter(|| black_box(&requests).iter().map(|request| rules.paid(request, request.plan).0).sum::<i64>());
    });
    group.bench_function("with its parameters and sources", |b| {
        b.iter(|| black_box(&requests).iter().filter(|request| rules.apa(request, request.plan).is_some()).count());
    });
    group.finish();
}

criterion_group!(benches, apa);
criterion_main!(benches);
