//! What `aids --json` prints: types of the command line, made from the reckoning. Amounts are euros with two decimals, as
//! strings; values of the law are exact strings in their unit.

use domain::aids;
use domain::law::parameters;
use domain::values::closed_list::ClosedList;
use serde::Serialize;

use crate::commands::euros;

#[derive(Serialize)]
pub struct Reckoning {
    cases: Vec<Case>,
    /// What keeps it from being one amount.
    lacking: Option<&'static str>,
    verdicts: Vec<Verdict>,
}

#[derive(Serialize)]
struct Case {
    gir: Option<&'static str>,
    reference: &'static str,
    capped: bool,
    cost: String,
    apa: String,
    pch: String,
    monthly: String,
    credit_year: String,
    after_credit: String,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    step: &'static str,
    amount: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<String>,
    used: Vec<Used>,
}

#[derive(Serialize)]
struct Verdict {
    aid: &'static str,
    eligibility: &'static str,
    reason: &'static str,
    used: Vec<Used>,
}

#[derive(Serialize)]
struct Used {
    parameter: &'static str,
    value: String,
    state: &'static str,
    from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    outdated: bool,
    article: String,
    url: String,
    read: String,
}

impl From<&aids::Reckoning> for Reckoning {
    fn from(reckoning: &aids::Reckoning) -> Self {
        let aids::Reckoning { cases, lacking, verdicts } = reckoning;
        Self {
            cases: cases.iter().map(Case::from).collect(),
            lacking: lacking.map(ClosedList::code),
            verdicts: verdicts.iter().map(Verdict::from).collect(),
        }
    }
}

impl From<&aids::OutOfPocket> for Case {
    fn from(case: &aids::OutOfPocket) -> Self {
        Self {
            gir: case.gir.map(ClosedList::code),
            reference: case.reference.code(),
            capped: case.capped,
            cost: euros(case.cost),
            apa: euros(case.apa),
            pch: euros(case.pch),
            monthly: euros(case.monthly),
            credit_year: euros(case.credit_year),
            after_credit: euros(case.after_credit),
            lines: case.lines.iter().map(Line::from).collect(),
        }
    }
}

impl From<&aids::Line> for Line {
    fn from(line: &aids::Line) -> Self {
        Self {
            step: line.step.code(),
            amount: euros(line.amount),
            minutes: line.minutes,
            hour: line.hour.map(euros),
            used: line.used.iter().map(Used::from).collect(),
        }
    }
}

impl From<&aids::Verdict> for Verdict {
    fn from(verdict: &aids::Verdict) -> Self {
        Self {
            aid: verdict.aid.code(),
            eligibility: verdict.eligibility.code(),
            reason: verdict.reason.code(),
            used: verdict.used.iter().map(Used::from).collect(),
        }
    }
}

impl From<&parameters::Used> for Used {
    fn from(used: &parameters::Used) -> Self {
        Self {
            parameter: used.parameter.code(),
            value: used.value.to_string(),
            state: used.state.code(),
            from: used.from.to_string(),
            until: used.until.map(|day| day.to_string()),
            outdated: used.outdated,
            article: used.article.to_string(),
            url: used.url.to_string(),
            read: used.read.to_string(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::Cents;
    use domain::aids::{self, Aid, AidReason, Eligibility, Gir, OutOfPocket, Reference, Step};
    use serde_json::json;

    use super::Reckoning;

    #[test]
    fn what_programs_read_of_a_reckoning_stays_as_it_is() {
        let line = aids::Line {
            step: Step::PlanEstimated,
            amount: Cents(51_500),
            minutes: Some(14_400),
            hour: Some(Cents(2_575)),
            used: Vec::new(),
        };
        let reckoning = aids::Reckoning {
            cases: vec![OutOfPocket {
                gir: Some(Gir::Three),
                reference: Reference::Floor,
                capped: false,
                cost: Cents(80_000),
                apa: Cents(67_929),
                pch: Cents(0),
                monthly: Cents(12_071),
                credit_year: Cents(72_426),
                after_credit: Cents(6_035),
                lines: vec![line],
            }],
            lacking: None,
            verdicts: vec![aids::Verdict {
                aid: Aid::Apa,
                eligibility: Eligibility::Eligible,
                reason: AidReason::Gir1To4,
                used: Vec::new(),
            }],
        };
        assert_eq!(
            serde_json::to_value(Reckoning::from(&reckoning)).unwrap(),
            json!({
                "cases": [{
                    "gir": "3",
                    "reference": "tarif-plancher",
                    "capped": false,
                    "cost": "800.00",
                    "apa": "679.29",
                    "pch": "0.00",
                    "monthly": "120.71",
                    "credit_year": "724.26",
                    "after_credit": "60.35",
                    "lines": [{
                        "step": "plan-estime", "amount": "515.00", "minutes": 14_400, "hour": "25.75", "used": []
                    }]
                }],
                "lacking": null,
                "verdicts": [{ "aid": "apa", "eligibility": "ouverte", "reason": "gir-1-a-4", "used": [] }]
            })
        );
    }
}
