//! Speed of the import with a register as large as that of the whole country: 95 000 establishments, 10 701 of them
//! home care, fictitious. `read` is the parser, `database` also writes a durable SQLite file; `csv` is a plain reader,
//! for comparison.

use std::hint::black_box;
use std::io::Cursor;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::Territory;
use domain::provider::listing::Source;
use jiff::Timestamp;
use mimalloc::MiMalloc;
use server::import::merge;
use server::import::register::{DepartmentFilter, read};
use server::storage::Store;
use server::storage::journal::ImportKind;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ImportRecord, ListingStore};

#[path = "../examples/finess_plus.rs"]
#[allow(dead_code)]
mod finess_plus;

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ESTABLISHMENTS: u32 = 95_000;
const HOME_CARE: u32 = 10_701;

fn register() -> String {
    let mut text = String::from("finess;etalab;111;2026-05-12\n");
    let finess = |number: u32| format!("{:02}{:07}", 1 + number % 95, number);
    for number in 0..ESTABLISHMENTS {
        let home = number * HOME_CARE / ESTABLISHMENTS != (number + 1) * HOME_CARE / ESTABLISHMENTS;
        let (category, kind) = if home {
            ("460", "Service d'Aide et d'Accompagnement à Domicile (S.A.A.D.)")
        } else {
            ("698", "Autre Etablissement Loi Hospitalière")
        };
        let department = 1 + number % 95;
        text += &format!(
            "structureet;{};{:09};SERVICE FICTIF NUMERO {number};SERVICE FICTIF DE LA COMMUNE NUMERO {number};;;{};R;DE LA REPUBLIQUE;;BP {};{:03};{department:02};DEPARTEMENT;{department:02}{:03} COMMUNE FICTIVE CEDEX;01{number:08};01{number:08};{category};{kind};4605;Etablissements et services multi-clientèles;;8810A;08;Président du Conseil Départemental;;;2003-04-25;2003-04-25;2019-03-25;\n",
            finess(number),
            number,
            1 + number % 120,
            number % 9000,
            1 + number % 600,
            number % 1000
        );
    }
    for number in 0..ESTABLISHMENTS {
        text += &format!(
            "geolocalisation;{};{}.5;{}.5;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93;2026-05-12\n",
            finess(number),
            300_000 + number * 7,
            6_300_000 + number * 5
        );
    }
    text
}

fn import(c: &mut Criterion) {
    let text = register();
    println!("a register of {} MB", text.len() / 1_000_000);
    let paris = Territory::paris().expect("the embedded territory is valid");
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => panic!("no run time: {error}"),
    };
    let mut group = c.benchmark_group("import");
    group.sample_size(10).throughput(Throughput::Elements(ESTABLISHMENTS.into()));
    group.bench_function("csv", |b| {
        b.iter(|| {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let mut record = csv::ByteRecord::new();
            let mut fields = 0;
            while matches!(reader.read_byte_record(&mut record), Ok(true)) {
                fields += record.len();
            }
            black_box(fields)
        });
    });
    group.bench_function("read", |b| {
        b.iter(|| read(Cursor::new(&text), &DepartmentFilter::All, &paris).map(|register| register.kept.len()).ok())
    });
    group.bench_function("database", |b| {
        b.iter(|| {
            runtime
                .block_on(async {
                    let folder = tempfile::tempdir().ok()?;
                    let store = SqliteStore::open(&format!("sqlite:{}", folder.path().join("bench.sqlite").display()))
                        .await
                        .ok()?;
                    let register = read(Cursor::new(&text), &DepartmentFilter::All, &paris).ok()?;
                    let plan = merge::plan(&register, Vec::new(), None, &DepartmentFilter::All, false).ok()?;
                    let authorship = Authorship {
                        author: "bench".into(),
                        source: Source::Finess,
                        recorded_at: Timestamp::UNIX_EPOCH,
                    };
                    let record = ImportRecord {
                        kind: ImportKind::Register,
                        file_name: "bench".into(),
                        file_date: register.date,
                        counts: plan.counts,
                    };
                    assert_eq!(plan.saves.len() as u32, HOME_CARE);
                    store.save(plan.saves, &authorship, Some(&record)).await.ok()?;
                    store.close().await;
                    Some(())
                })
                .expect("the import of the benchmark succeeds")
        });
    });
    group.finish();
}

/// The structures of FINESS+ as a stream: `plus` reads a document of 50 MB and keeps one département.
fn import_plus(c: &mut Criterion) {
    let mut document = Vec::new();
    finess_plus::write(&mut document, 50).expect("writing to memory succeeds");
    let paris = Territory::paris().expect("the embedded territory is valid");
    let filter = DepartmentFilter::Department("75".to_owned());
    let mut group = c.benchmark_group("import");
    group.sample_size(10).throughput(Throughput::Bytes(document.len() as u64));
    group.bench_function("plus", |b| {
        b.iter(|| read(Cursor::new(&document), &filter, &paris).map(|register| register.kept.len()).ok())
    });
    group.finish();
}

criterion_group!(benches, import, import_plus);
criterion_main!(benches);
