//! The evaluations of the HAS: columns are found by their names, the latest evaluation of each service is used, and it
//! takes precedence over stated grades.

use domain::Listing;
use domain::provider::listing::{Fact, HasGrade, Provenance, Quality, Source};
use jiff::civil::date;
use rust_xlsxwriter::Workbook;
use server::import::has::{self, FileError};
use server::import::merge::{self, PlanError};
use server::storage::Versioned;

use crate::support::demonstration;

/// A workbook in the published layout; FINESS numbers stored as numbers have lost their zeros.
pub(crate) fn workbook(header: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in header.iter().enumerate() {
        sheet.write_string(0, column as u16, *name).unwrap();
    }
    for (line, row) in rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            let (line, column) = (line as u32 + 1, column as u16);
            match text.parse::<f64>() {
                Ok(number) => drop(sheet.write_number(line, column, number).unwrap()),
                Err(_) => drop(sheet.write_string(line, column, *text).unwrap()),
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

pub(crate) const HEADER: [&str; 6] =
    ["oe_nom", "raison_sociale", "eval_date_fin", "finess_geo", "INDICE_QUALITE", "eval_code"];

fn listing(finess: &str) -> Versioned {
    let mut listing = demonstration().remove(0);
    listing.finess = finess.parse().unwrap();
    listing.quality = Fact::Unknown;
    Versioned { version: 1, listing }
}

fn stated(grade: HasGrade) -> Fact<Quality> {
    let provenance = Provenance { source: Source::Provider, observed: date(2026, 11, 1), verified: None };
    Fact::new(Quality { grade, graded_on: None, certifications: Vec::new() }, provenance)
}

#[test]
fn the_latest_evaluation_of_each_is_kept_with_its_date_and_evaluator() {
    let file = workbook(
        &HEADER,
        &[
            &["QUALI UN", "X", "2023-12-21", "10000011", "D", "E1"],
            &["QUALI DEUX", "X", "2025-03-04", "10000011", "B", "E2"],
            &["QUALI UN", "X", "2024-01-01", "10000011", "C", "E3"],
            &["", "X", "21/12/2023", "750000011", "A", "E4"],
            &["", "X", "2023-12-21", "75", "E", "E5"],
            &["", "X", "soon", "750000022", "A", "E6"],
        ],
    );
    let read = has::read(&file).unwrap();
    assert_eq!((read.read, read.latest.len(), read.date), (6, 2, date(2025, 3, 4)));
    let first = &read.latest[&"010000011".parse().unwrap()];
    assert_eq!((first.grade, first.on, first.evaluator.as_str()), (HasGrade::B, date(2025, 3, 4), "QUALI DEUX"));
    let reasons: Vec<String> =
        read.remarks.iter().map(|remark| format!("{}: {}", remark.line, remark.reason)).collect();
    assert_eq!(reasons, ["6: `E` is not a grade from A to D", "7: `soon` is not a date"]);
}

#[test]
fn a_grade_that_is_stated_never_replaces_the_one_of_the_has() {
    let file = workbook(&HEADER, &[&["QUALI", "X", "2025-03-04", "750000011", "C", "E"]]);
    let read = has::read(&file).unwrap();
    let mut versioned = listing("750000011");
    versioned.listing.quality = stated(HasGrade::A);
    let plan = merge::plan_evaluations(&read, vec![versioned.clone(), listing("750000022")]).unwrap();
    assert_eq!((plan.counts.kept, plan.counts.changed, plan.saves.len()), (1, 1, 1));
    let graded = &plan.saves[0].listing;
    assert_eq!(graded.grade(), Some(HasGrade::C));
    assert_eq!(graded.quality, versioned.listing.quality, "what was stated stays, with its own source");
    let provenance = graded.evaluation.provenance().unwrap();
    assert_eq!((provenance.source, provenance.observed), (Source::Has, date(2025, 3, 4)));
    let again = merge::plan_evaluations(&read, vec![Versioned { version: 2, listing: graded.clone() }]).unwrap();
    assert_eq!((again.counts.confirmed, again.saves.len()), (1, 0));
}

#[test]
fn an_older_evaluation_replaces_no_later_one() {
    let of = |day, grade| has::read(&workbook(&HEADER, &[&["Q", "X", day, "750000011", grade, "E"]])).unwrap();
    let plan = merge::plan_evaluations(&of("2025-03-04", "B"), vec![listing("750000011")]).unwrap();
    let later = Versioned { version: 2, listing: plan.saves[0].listing.clone() };
    assert!(merge::plan_evaluations(&of("2024-03-04", "A"), vec![later.clone()]).unwrap().saves.is_empty());
    let newest = merge::plan_evaluations(&of("2026-03-04", "A"), vec![later]).unwrap();
    assert_eq!(newest.saves[0].listing.grade(), Some(HasGrade::A));
}

#[test]
fn a_foreign_file_is_refused_with_what_to_take() {
    assert!(matches!(has::read(b"PAR1...."), Err(FileError::Parquet)));
    assert!(matches!(has::read(b"finess_geo;x"), Err(FileError::Workbook(_))));
    assert!(matches!(has::read(&workbook(&HEADER[1..], &[])), Err(FileError::Foreign)));
    assert!(matches!(has::read(&workbook(&HEADER, &[])), Err(FileError::Empty)));
    assert!(has::is_evaluations(&workbook(&HEADER, &[])) && !has::is_evaluations(&workbook(&["finess"], &[])));
    let read = has::read(&workbook(&HEADER, &[&["Q", "X", "2025-03-04", "750000011", "A", "E"]])).unwrap();
    assert!(matches!(merge::plan_evaluations(&read, vec![listing("750000099")]), Err(PlanError::NothingMet)));
}

#[test]
fn a_listing_stored_before_the_evaluations_is_read_as_it_was() {
    let listing = listing("750000011").listing;
    let listing = Listing { quality: stated(HasGrade::B), ..listing };
    let mut document = serde_json::to_value(&listing).unwrap();
    document.as_object_mut().unwrap().remove("evaluation");
    let read: Listing = serde_json::from_value(document).unwrap();
    assert_eq!((read.grade(), &read), (Some(HasGrade::B), &listing));
}
