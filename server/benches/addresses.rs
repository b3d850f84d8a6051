//! Speed of the addresses with a file as large as that of Paris: 160 000 fictitious addresses in 6 400 streets. `read`
//! is the parser of the gzip file, `database` also writes a durable SQLite file; then one suggestion, from exact texts
//! to nonsense. If the real file of Paris is beside the project, it is used instead.

use std::hint::black_box;
use std::io::{Cursor, Write};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::Territory;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use server::addresses::Index;
use server::import::addresses::read;
use server::storage::Store;
use server::storage::sqlite::SqliteStore;
use server::storage::{AddressStore, Origin};

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/ban-paris-2024.csv.gz");

fn fictitious() -> std::io::Result<Vec<u8>> {
    let ways = ["Rue", "Avenue", "Boulevard", "Place", "Passage", "Quai", "Rue du Faubourg"];
    let first =
        ["Saint-Michel", "du Général", "de la Fontaine", "des Acacias", "Émile", "d'Alsace", "de l'Abbé", "Fictive"];
    let last = ["Leclerc", "Martin", "de l'Est", "Haute", "Prolongée", "des Champs", "Nationale", "Verte", "Blanche"];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    writeln!(encoder, "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat")?;
    for street in 0..6_400 {
        let zone = 1 + street % 20;
        let (way, name) = (ways[street % ways.len()], first[street / 7 % first.len()]);
        let last = last[street / 56 % last.len()];
        for house in 1..=25 {
            writeln!(
                encoder,
                "{street}_{house};;{house};;{way} {name} {last} {};750{zone:02};751{zone:02};Paris;1.5;2.5;2.3;48.8",
                street / 504
            )?;
        }
    }
    encoder.finish()
}

fn addresses(c: &mut Criterion) {
    let (Ok(territory), Ok(runtime)) = (Territory::paris(), tokio::runtime::Runtime::new()) else {
        panic!("no territory or no run time")
    };
    let zipped = std::fs::read(REAL).or_else(|_| fictitious()).expect("a file of addresses in memory");
    let file = read(Cursor::new(&zipped), &territory).expect("the addresses of the benchmark are readable");
    println!("{} addresses of {} streets", file.counts.kept, file.counts.streets);
    let mut group = c.benchmark_group("addresses");
    group.sample_size(10).throughput(Throughput::Elements(file.counts.read.into()));
    group.bench_function("read", |b| {
        b.iter(|| read(Cursor::new(&zipped), &territory).map(|file| file.streets.len()).ok())
    });
    group.bench_function("database", |b| {
        b.iter(|| {
            runtime
                .block_on(async {
                    let folder = tempfile::tempdir().ok()?;
                    let url = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
                    let store = SqliteStore::open(&url).await.ok()?;
                    let file = read(Cursor::new(&zipped), &territory).ok()?;
                    let origin = Origin { file_name: "bench".to_owned(), recorded_at: Timestamp::UNIX_EPOCH };
                    store.replace_streets(&file.streets, &file.counts, &origin).await.ok()?;
                    store.close().await;
                    Some(())
                })
                .expect("the import of the benchmark succeeds")
        });
    });
    group.bench_function("index", |b| b.iter(|| Index::new(black_box(file.streets.clone()), &territory)));
    group.finish();

    let index = Index::new(file.streets, &territory);
    let mut group = c.benchmark_group("suggest");
    let rubbish = "zq ".repeat(33);
    let letters = "a e i o u a e i o u a e i o u a e i o u".to_owned();
    for (case, typed) in [
        ("best: one street", "12 av gal leclerc"),
        ("typical: beginnings", "boul saint mi"),
        ("number last", "r. de vaugirard 150"),
        ("one letter", "r"),
        ("number and letter", "1 r"),
        ("four letters", "r d l s"),
        ("a slip", "150 rue de vauigrard"),
        ("a slip nowhere", "boulevard qqqqqqqq wwwwwwww"),
        ("letters", letters.as_str()),
        ("rubbish", rubbish.as_str()),
    ] {
        group.bench_function(case, |b| b.iter(|| index.suggest(black_box(typed), 6)));
    }
    group.bench_function("zone_of: one letter", |b| b.iter(|| index.zone_of(black_box("r"))));
    group.finish();
}

criterion_group!(benches, addresses);
criterion_main!(benches);
