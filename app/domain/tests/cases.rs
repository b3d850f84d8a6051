//! The rules of the method as data: every file of `tests/cases`, natively and on wasm32 under node.
#![allow(clippy::unwrap_used)]

mod support;

use support::{Case, short};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: [(&str, &str); 27] = [
    ("apa_estimated", include_str!("cases/apa_estimated.toml")),
    ("apa_notified", include_str!("cases/apa_notified.toml")),
    ("changes", include_str!("cases/changes.toml")),
    ("changes_from_nobody", include_str!("cases/changes_from_nobody.toml")),
    ("cheapest_mode", include_str!("cases/cheapest_mode.toml")),
    ("closing", include_str!("cases/closing.toml")),
    ("department_tariff", include_str!("cases/department_tariff.toml")),
    ("evening_and_night", include_str!("cases/evening_and_night.toml")),
    ("exclusions", include_str!("cases/exclusions.toml")),
    ("flat_acts", include_str!("cases/flat_acts.toml")),
    ("gir_unknown", include_str!("cases/gir_unknown.toml")),
    ("groups", include_str!("cases/groups.toml")),
    ("minimum_billed", include_str!("cases/minimum_billed.toml")),
    ("nursing", include_str!("cases/nursing.toml")),
    ("nursing_required", include_str!("cases/nursing_required.toml")),
    ("pairs_aids", include_str!("cases/pairs_aids.toml")),
    ("pairs_cheaper", include_str!("cases/pairs_cheaper.toml")),
    ("pairs_nobody_suits", include_str!("cases/pairs_nobody_suits.toml")),
    ("pairs_one_visit", include_str!("cases/pairs_one_visit.toml")),
    ("partial_coverage", include_str!("cases/partial_coverage.toml")),
    ("pch", include_str!("cases/pch.toml")),
    ("quality_and_availability", include_str!("cases/quality_and_availability.toml")),
    ("sundays_and_holidays", include_str!("cases/sundays_and_holidays.toml")),
    ("ties", include_str!("cases/ties.toml")),
    ("unknown_facts", include_str!("cases/unknown_facts.toml")),
    ("unknown_mode", include_str!("cases/unknown_mode.toml")),
    ("without_visits", include_str!("cases/without_visits.toml")),
];

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_case_is_answered_as_written_to_the_byte() {
    for (name, text) in CASES {
        let case = Case::parse(text);
        assert!(!case.source.is_empty() && !case.title.is_empty(), "{name} names its rule and its source");
        assert_eq!(short(&case.answer()), case.expected, "{name}: {}", case.title);
        if let Some(changes) = &case.changes {
            assert_eq!(case.changes(), *changes, "{name}: {}", case.title);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_case_file_is_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files, CASES.map(|(name, _)| name));
}
