//! What the law gives for a situation, with every line of the calculation. Nothing of it is kept: its types have no `Debug`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use app::ports::Publication;
use domain::Cents;
use domain::aids::{self, Age, Disability, Household, Situation, SituationError, SituationTerms};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::labels;
use super::law_values::{LawReference, LawValue, Referred};
use super::problem::FieldProblem;
use super::values::{Code, Coded, Day, Euros, MonthlyEuros, code, coded, whole_or_none};
use super::versions::Versions;

/// The situation of one person. Only the answer is made of it: it is neither kept nor written to a log.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SituationRequest {
    /// The day whose values of the law count; the day of the request where it is absent.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default = "from_65")]
    age: code::Age,
    /// Absent: not known, and every amount that is possible is given.
    #[serde(default)]
    gir: Option<code::Gir>,
    #[serde(default = "single")]
    household: code::Household,
    /// Of the household, each month, at most 100000.
    resources_month_euros: MonthlyEuros,
    /// Members of the tax household over 65; the person, from 65, where it is absent.
    #[serde(default, deserialize_with = "whole_or_none")]
    #[schema(maximum = 9)]
    members_over_65: Option<u8>,
    #[serde(default = "no_disability")]
    disability: code::Disability,
    /// A notified APA plan, each month. It goes with a GIR from 1 to 4, and not with the PCH.
    #[serde(default)]
    apa_plan_month_euros: Option<MonthlyEuros>,
    /// Hours of help a month, from which a plan is estimated; the largest plan where it is absent.
    #[serde(default, deserialize_with = "whole_or_none")]
    #[schema(maximum = 744)]
    hours_month: Option<u16>,
    /// Notified hours of PCH human help, each month.
    #[serde(default, deserialize_with = "whole_or_none")]
    #[schema(minimum = 1, maximum = 744)]
    pch_hours_month: Option<u16>,
    /// Draws the majoration pour tierce personne.
    #[serde(default)]
    draws_mtp: bool,
    #[serde(default)]
    unfit_for_work: bool,
    #[serde(default)]
    works: bool,
}

fn from_65() -> code::Age {
    Code(Age::From65)
}

fn single() -> code::Household {
    Code(Household::Single)
}

fn no_disability() -> code::Disability {
    Code(Disability::None)
}

/// The most hours of a month.
const MOST_HOURS: u16 = 744;

impl SituationRequest {
    /// The names of what it is made of.
    pub fn members() -> Vec<String> {
        match Self::schema() {
            RefOr::T(Schema::Object(request)) => request.properties.into_keys().collect(),
            RefOr::T(_) | RefOr::Ref(_) => Vec::new(),
        }
    }

    /// The day whose values of the law count.
    pub fn day(&self, today: Date) -> Date {
        self.day.map_or(today, |day| day.0)
    }

    /// Minutes of help a month.
    ///
    /// # Errors
    /// More hours than a month has.
    pub fn minutes(&self) -> Result<Option<u32>, FieldProblem> {
        match self.hours_month {
            Some(hours) if hours > MOST_HOURS => {
                Err(FieldProblem::at("/hours_month", "a month has at most 744 hours".to_owned()))
            }
            hours => Ok(hours.map(|hours| u32::from(hours) * 60)),
        }
    }

    /// The situation, checked.
    ///
    /// # Errors
    /// The field that is wrong, without what was written in it.
    pub fn checked(&self) -> Result<Situation, FieldProblem> {
        let terms = SituationTerms {
            age: self.age.0,
            gir: self.gir.map(|gir| gir.0),
            household: self.household.0,
            resources: self.resources_month_euros.0,
            members_over_65: self.members_over_65.unwrap_or(u8::from(self.age.0 == Age::From65)),
            disability: self.disability.0,
            plan: self.apa_plan_month_euros.map(|plan| plan.0),
            pch_minutes: self.pch_hours_month.map(|hours| u32::from(hours) * 60),
            draws_mtp: self.draws_mtp,
            unfit_for_work: self.unfit_for_work,
            works: self.works,
        };
        Situation::try_from(terms).map_err(|error| {
            let field = match error {
                SituationError::Resources => "/resources_month_euros",
                SituationError::Plan
                | SituationError::PlanWithoutGir
                | SituationError::PlanUnder60
                | SituationError::PlanAndPch => "/apa_plan_month_euros",
                SituationError::PchHours => "/pch_hours_month",
                SituationError::MembersOver65 => "/members_over_65",
            };
            FieldProblem::at(field, error.to_string())
        })
    }
}

/// What the law gives on one day: an estimate, for each body decides.
#[derive(Serialize, ToSchema)]
pub struct Estimate {
    versions: Versions,
    /// One amount, or several where something is not known: the least autonomous GIR first, without APA last.
    cases: Vec<Case>,
    /// What keeps it from being one amount; null where it is.
    lacking: Option<coded::Lacking>,
    verdicts: Vec<Verdict>,
    /// The values of the law that this answer used.
    law_values: BTreeMap<String, LawValue>,
}

#[derive(Serialize, ToSchema)]
struct Case {
    /// Null: without APA.
    gir: Option<coded::Gir>,
    reference: coded::Reference,
    /// The plan was above the ceiling of the GIR, and was reduced to it.
    capped: bool,
    cost_month_euros: Euros,
    apa_month_euros: Euros,
    pch_month_euros: Euros,
    to_pay_month_euros: Euros,
    tax_credit_year_euros: Euros,
    /// With the tax credit of the year spread over it.
    after_credit_month_euros: Euros,
    lines: Vec<Line>,
}

#[derive(Serialize, ToSchema)]
struct Line {
    step: StepName,
    amount_euros: Euros,
    /// Of twelve months, where the line is about hours.
    minutes: Option<u32>,
    /// The price of an hour, where it is no value of the law.
    hour_euros: Option<Euros>,
    law_values: Vec<LawReference>,
}

#[derive(Serialize, ToSchema)]
struct StepName {
    code: code::Step,
    label: Cow<'static, str>,
}

#[derive(Serialize, ToSchema)]
struct Verdict {
    aid: coded::Aid,
    eligibility: coded::Eligibility,
    reason: coded::AidReason,
    law_values: Vec<LawReference>,
}

impl Estimate {
    pub fn of(reckoning: &aids::Reckoning, publication: &Publication, day: Date) -> Self {
        let aids::Reckoning { cases, lacking, verdicts } = reckoning;
        let mut referred = Referred::default();
        let cases = cases.iter().map(|case| Case::of(case, &mut referred)).collect();
        let verdicts = verdicts.iter().map(|verdict| Verdict::of(verdict, &mut referred)).collect();
        Self {
            versions: Versions::of(publication, day),
            cases,
            lacking: lacking.map(Coded),
            verdicts,
            law_values: referred.table(),
        }
    }
}

impl Case {
    fn of(case: &aids::OutOfPocket, referred: &mut Referred) -> Self {
        let euros = |amount: Cents| Euros(amount);
        Self {
            gir: case.gir.map(Coded),
            reference: Coded(case.reference),
            capped: case.capped,
            cost_month_euros: euros(case.cost),
            apa_month_euros: euros(case.apa),
            pch_month_euros: euros(case.pch),
            to_pay_month_euros: euros(case.monthly),
            tax_credit_year_euros: euros(case.credit_year),
            after_credit_month_euros: euros(case.after_credit),
            lines: case.lines.iter().map(|line| Line::of(line, referred)).collect(),
        }
    }
}

impl Line {
    fn of(line: &aids::Line, referred: &mut Referred) -> Self {
        Self {
            step: StepName { code: Code(line.step), label: labels::french().step(line).into() },
            amount_euros: Euros(line.amount),
            minutes: line.minutes,
            hour_euros: line.hour.map(Euros),
            law_values: line.used.iter().map(|used| referred.to_used(used)).collect(),
        }
    }
}

impl Verdict {
    fn of(verdict: &aids::Verdict, referred: &mut Referred) -> Self {
        Self {
            aid: Coded(verdict.aid),
            eligibility: Coded(verdict.eligibility),
            reason: Coded(verdict.reason),
            law_values: verdict.used.iter().map(|used| referred.to_used(used)).collect(),
        }
    }
}
