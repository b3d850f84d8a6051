//! Speed of the PDF of a sheet: four services, and the one that is easy to read. The first sheet of the process also parses
//! the fonts and the template. Both are written to target/sheets, to look at.

use std::path::Path;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use server::pdf::sheet_pdf;

#[path = "../tests/suite/pdf/sample.rs"]
mod sample;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/sheets");

fn sheet(c: &mut Criterion) {
    let sheets =
        [("four-services", sample::four_services()), ("with-annex", sample::with_annex()), ("plain", sample::plain())];
    std::fs::create_dir_all(FOLDER).expect("a folder for the sheets");
    for (name, sheet) in &sheets {
        let start = Instant::now();
        let pdf = sheet_pdf(sheet).expect("the sheet of the benchmark is a PDF");
        println!("{name}: {} bytes, first one in {} ms", pdf.len(), start.elapsed().as_millis());
        std::fs::write(Path::new(FOLDER).join(name).with_extension("pdf"), pdf).expect("a file to look at");
    }
    let mut group = c.benchmark_group("sheet");
    for (name, sheet) in &sheets {
        group.bench_function(*name, |b| b.iter(|| sheet_pdf(sheet)));
    }
    group.finish();
}

criterion_group!(benches, sheet);
criterion_main!(benches);
