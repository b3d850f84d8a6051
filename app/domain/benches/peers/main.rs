//! The part of `peers.py` that the ranking plays: it writes the columns of a generated catalogue as the other programs read
//! them, and prints how long the whole method takes over the same providers. Arguments: a folder, and the number of providers.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::cost::Coverages;
use domain::demo::fictitious;
use domain::provider::acts::HourKind;
use domain::provider::listing::Kind;
use domain::ranking::columns::Columns;
use domain::time::calendar::day_number;
use domain::values::closed_list::ClosedList;
use domain::{Act, Listing, Need, Parameters, Public, ReferenceYear, Territory};
use sample::{NEED, TODAY, first_page};

#[path = "../sample/mod.rs"]
mod sample;

/// Each time is the best of as many runs as fit, at least three.
const AT_LEAST: usize = 3;
const SECONDS: u64 = 2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [folder, count] = arguments.as_slice() else {
        println!("peers: is called by app/domain/benches/peers/peers.py");
        return;
    };
    let (Ok(paris), Ok(need), Ok(count)) = (Territory::paris(), serde_json::from_str::<Need>(NEED), count.parse())
    else {
        panic!("the need and the territory of the benchmark are valid, and the count is a number")
    };
    let listings: Vec<Listing> = fictitious(&paris, 1, count, TODAY).collect();
    if let Err(error) = write(Path::new(folder), &listings, &need) {
        panic!("{folder}: {error}")
    }
    let columns = Columns::build(&listings);
    drop(listings);
    let parameters = Parameters::embedded();
    let words = vec![1_u64; columns.size_in_bytes() / 8];
    let read = best(|| black_box(&words).iter().fold(0_u64, |sum, word| sum.wrapping_add(*word)));
    let ranking = best(|| first_page(&columns, black_box(&need), &parameters));
    println!("{{\"read\": {}, \"ranking\": {}}}", read.as_secs_f64(), ranking.as_secs_f64());
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let begin = Instant::now();
    let mut times = Vec::new();
    while times.len() < AT_LEAST || begin.elapsed() < Duration::from_secs(SECONDS) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    times.into_iter().min().unwrap_or_default()
}

/// A file of little-endian numbers for each column. What a need covers of the hours is given to the others as two numbers, and
/// of the tariffs one price of each kind of hour, without surcharges, windows, minimums and fees.
fn write(folder: &Path, listings: &[Listing], need: &Need) -> std::io::Result<()> {
    let terms = need.terms();
    let mut coverages = Coverages::new(terms.visits.clone(), ReferenceYear::from(terms.start));
    let covered = listings.iter().map(|listing| {
        let minutes = listing.hours.value().map(|hours| coverages.find(hours).minutes);
        HourKind::ALL.iter().map(|kind| minutes.map_or(0, |minutes| minutes[*kind])).collect::<Vec<_>>()
    });
    let covered: Vec<_> = covered.collect();
    let price = |listing: &Listing, kind: HourKind| {
        let tariffs = listing.tariffs.value().into_iter().flatten();
        let in_force = tariffs.filter(|tariff| tariff.terms().from <= terms.start);
        in_force.filter_map(|tariff| tariff.hour_price(kind)).map(|cents| cents.0 as u32).min().unwrap_or(0)
    };
    fs::create_dir_all(folder)?;
    let column = |name: &str, of: &dyn Fn(usize) -> u32| {
        let bytes: Vec<u8> = (0..listings.len()).flat_map(|at| of(at).to_le_bytes()).collect();
        fs::write(folder.join(name), bytes)
    };
    column("finess", &|at| 990_000_000 + at as u32)?;
    column("nursing_only", &|at| u32::from(listings[at].kind == Kind::Nursing))?;
    column("zones_known", &|at| u32::from(listings[at].zones.known().is_some()))?;
    column("serves", &|at| u32::from(listings[at].zones.value().is_some_and(|zones| zones.contains(&terms.zone))))?;
    column("hours_known", &|at| u32::from(listings[at].hours.known().is_some()))?;
    column("care_minutes", &|at| covered[at][0])?;
    column("household_minutes", &|at| covered[at][1])?;
    column("acts_known", &|at| u32::from(listings[at].acts.known().is_some()))?;
    column("acts", &|at| bits(Act::ALL, |act| listings[at].acts.value().is_some_and(|acts| acts.contains(act))))?;
    column("publics_known", &|at| u32::from(listings[at].publics.known().is_some()))?;
    column("publics", &|at| {
        bits(Public::ALL, |public| listings[at].publics.value().is_some_and(|publics| publics.contains(public)))
    })?;
    column("closes", &|at| listings[at].standing.closes_on().map_or(i32::MAX as u32, |day| day_number(day) as u32))?;
    column("care_price", &|at| price(&listings[at], HourKind::Care))?;
    column("household_price", &|at| price(&listings[at], HourKind::Household))?;
    let need = format!(
        "{{\"day\": {}, \"wished\": {}, \"required\": {}, \"publics\": {}, \"needed\": {}}}",
        day_number(terms.start),
        bits(Act::ALL, |act| terms.wished.contains(act)),
        bits(Act::ALL, |act| terms.required.contains(act)),
        bits(Public::ALL, |public| terms.publics.contains(public)),
        coverages.needed_minutes()
    );
    fs::write(folder.join("need.json"), need)
}

fn bits<T: Copy>(all: &[T], has: impl Fn(T) -> bool) -> u32 {
    all.iter().enumerate().filter(|(_, item)| has(**item)).map(|(at, _)| 1 << at).sum()
}
