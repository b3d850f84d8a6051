//! What the measurements of the ranking have in common; none of them uses all of it.
#![allow(dead_code)]

use domain::aids::{Age, AidRules, Disability, Gir, Household, Situation, SituationTerms};
use domain::ranking::columns::Columns;
use domain::ranking::order::TieOrder;
use domain::ranking::pass::{Scored, ranked_page};
use domain::ranking::robustness::robustness;
use domain::ranking::scan::scan;
use domain::{Cents, Need, Parameters};
use jiff::civil::{Date, date};

pub const TODAY: Date = date(2026, 11, 23);
pub const PAGE: usize = 20;

/// A mother in the 14e: washing and breakfast every morning, an hour and a half, and cleaning on two afternoons.
pub const NEED: &str = r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas", "menage", "courses"],
  "required": ["toilette"], "visits": [
    {"weekday": "lundi", "time": [480, 570], "kind": "aide"}, {"weekday": "mardi", "time": [480, 570], "kind": "aide"},
    {"weekday": "mercredi", "time": [480, 570], "kind": "aide"}, {"weekday": "jeudi", "time": [480, 570], "kind": "aide"},
    {"weekday": "vendredi", "time": [480, 570], "kind": "aide"}, {"weekday": "samedi", "time": [480, 570], "kind": "aide"},
    {"weekday": "dimanche", "time": [480, 570], "kind": "aide"},
    {"weekday": "mardi", "time": [840, 960], "kind": "menage"}, {"weekday": "vendredi", "time": [840, 960], "kind": "menage"}]}"#;

/// The whole method up to a page, by cost: its services, the robustness of their ranks, and what is counted beside them.
pub fn first_page(columns: &Columns, need: &Need, parameters: &Parameters) -> impl Sized {
    let pass = scan(columns, need, None, parameters, TODAY);
    let ties = TieOrder::of(TODAY);
    let suitable = ranked_page(&pass.suitable, columns, ties, 0..PAGE);
    let partly = ranked_page(&pass.partly_suitable, columns, ties, 0..PAGE - suitable.len());
    let to_confirm = pass.to_confirm_page(columns, ties, 0..PAGE - suitable.len() - partly.len());
    let robust = |group: &[Scored], entries: &[Scored]| robustness(pass.in_play, group, entries);
    let robust = [robust(&pass.suitable, &suitable), robust(&pass.partly_suitable, &partly)];
    (pass.exclusion_counts(), [suitable, partly], robust, to_confirm)
}

/// The rules of the aids on the day of the need for someone of GIR 3 who lives alone on 1 500 € a month.
pub fn aids(parameters: &Parameters) -> AidRules {
    let terms = SituationTerms {
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
    let Ok(situation) = Situation::try_from(terms) else { panic!("the situation of the benchmark is possible") };
    let Ok(rules) = AidRules::on(parameters, date(2026, 12, 1), &situation) else {
        panic!("the values of 2026 are among the parameters")
    };
    rules
}
