//! How many instructions a comparison takes, over generated providers: the same on a machine that is busy with other things,
//! so that a regression shows. What is counted is compared with the run before. Needs valgrind.

use std::hint::black_box;

use domain::aids::AidRules;
use domain::demo::fictitious;
use domain::ranking::changes::find_changes;
use domain::ranking::columns::Columns;
use domain::ranking::comparison::Part;
use domain::ranking::scan::scan;
use domain::values::closed_list::Set;
use domain::{Catalogue, Need, Parameters, Territory, compare};
use gungraun::{library_benchmark, library_benchmark_group, main};
use sample::{NEED, PAGE, TODAY, aids, first_page};

mod sample;

/// What is compared, made before anything is counted.
struct Question {
    catalogue: Catalogue,
    columns: Columns,
    territory: Territory,
    need: Need,
    parameters: Parameters,
    aids: AidRules,
}

fn question(services: u32) -> Question {
    let (Ok(territory), Ok(need)) = (Territory::paris(), serde_json::from_str(NEED)) else {
        panic!("the need and the territory of the benchmark are valid")
    };
    let parameters = Parameters::embedded();
    let aids = aids(&parameters);
    let columns = Columns::build(fictitious(&territory, 1, services, TODAY));
    let catalogue = Catalogue::new(fictitious(&territory, 1, services, TODAY).collect());
    Question { catalogue, columns, territory, need, parameters, aids }
}

// What is asked is given back, so that its end is not counted.

// The whole method up to a page, by cost.
#[library_benchmark(setup = question)]
#[benches::of(154, 10_000)]
fn ranking(asked: Question) -> Question {
    black_box(first_page(&asked.columns, &asked.need, &asked.parameters));
    asked
}

// One pass over all services with what each would leave to pay.
#[library_benchmark(setup = question)]
#[benches::of(154, 10_000)]
fn to_pay(asked: Question) -> Question {
    black_box(scan(&asked.columns, &asked.need, Some(&asked.aids), &asked.parameters, TODAY));
    asked
}

// A page with its reasons, and the best pairs of two services.
#[library_benchmark(setup = question)]
#[benches::of(154)]
fn pairs(asked: Question) -> Question {
    let part = Part { count: PAGE, excluded: PAGE, pairs: true, ..Part::EVERYTHING };
    let Question { catalogue, territory, need, parameters, .. } = &asked;
    black_box(compare(catalogue, territory, need, None, parameters, TODAY, part));
    asked
}

// Which small changes of the need help most.
#[library_benchmark(setup = question)]
#[benches::of(154)]
fn changes(asked: Question) -> Question {
    let Question { catalogue, territory, need, parameters, .. } = &asked;
    black_box(find_changes(catalogue, territory, need, None, parameters, TODAY, Set::EMPTY));
    asked
}

library_benchmark_group!(name = comparison, benchmarks = [ranking, to_pay, pairs, changes]);
main!(library_benchmark_groups = comparison);
