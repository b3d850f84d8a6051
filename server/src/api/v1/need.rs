//! The need of one person, as it is asked and as an answer repeats it.

use domain::need::{self, Criterion, NeedError, NeedTerms};
use domain::provider::acts::HourKind;
use domain::time::hours::Interval;
use domain::values::closed_list::{ClosedList, Set};
use domain::{Mode, Territory, Zone};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::FieldProblem;
use super::values::{Code, Day, Time, code, whole};

/// What one person needs: where, from when, which visits and acts, under which conditions, and what matters most. Nothing about
/// who they are or their income.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// INSEE code of the zone: one of those in `/territory`.
    #[schema(pattern = "^([0-9]{2}|2[AB])[0-9]{3}$", examples("75114"))]
    pub zone: String,
    /// The day from which twelve months are counted, from 2022 to 2099; the day of the request where it is absent.
    #[serde(default)]
    pub start: Option<Day>,
    /// What is needed each week. Those of one weekday do not overlap.
    #[serde(default)]
    #[schema(max_items = 42)]
    pub visits: Vec<Visit>,
    /// Acts that are wished.
    #[serde(default)]
    pub wished: Vec<code::Act>,
    /// Acts that one cannot do without; they count as wished too.
    #[serde(default)]
    pub required: Vec<code::Act>,
    /// Modes that are accepted; every one where it is absent.
    #[serde(default = "every_mode")]
    #[schema(min_items = 1)]
    pub modes: Vec<code::Mode>,
    #[serde(default)]
    pub habilitation_required: bool,
    /// The people for whom the service must be organised.
    #[serde(default)]
    pub publics: Vec<code::Public>,
    #[serde(default)]
    pub weights: Weights,
}

/// A visit of each week. One past midnight is two, one of each weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    pub weekday: code::Weekday,
    pub start: Time,
    /// After `start`.
    pub end: Time,
    #[serde(default = "care")]
    pub kind: code::HourKind,
}

/// How much each criterion matters, from 0 to 10. At least one that can be measured is above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 10)]
    pub price: u8,
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 10)]
    pub coverage: u8,
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 10)]
    pub services: u8,
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 10)]
    pub quality: u8,
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 10)]
    pub availability: u8,
}

fn every_mode() -> Vec<code::Mode> {
    Mode::ALL.iter().copied().map(Code).collect()
}

fn care() -> code::HourKind {
    Code(HourKind::Care)
}

impl From<&need::Weights> for Weights {
    fn from(weights: &need::Weights) -> Self {
        Self {
            price: weights.of(Criterion::Price),
            coverage: weights.of(Criterion::Coverage),
            services: weights.of(Criterion::Services),
            quality: weights.of(Criterion::Quality),
            availability: weights.of(Criterion::Availability),
        }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self::from(&need::Weights::default())
    }
}

impl From<Weights> for need::Weights {
    fn from(weights: Weights) -> Self {
        Self::default()
            .with(Criterion::Price, weights.price)
            .with(Criterion::Coverage, weights.coverage)
            .with(Criterion::Services, weights.services)
            .with(Criterion::Quality, weights.quality)
            .with(Criterion::Availability, weights.availability)
    }
}

fn set<T: ClosedList>(codes: &[Code<T>]) -> Set<T> {
    codes.iter().map(|code| code.0).collect()
}

fn codes<T: ClosedList>(set: Set<T>) -> Vec<Code<T>> {
    set.iter().map(Code).collect()
}

impl Need {
    /// The need, checked, of a territory, asked on a day.
    ///
    /// # Errors
    /// What is wrong with it, by field.
    pub fn checked(&self, territory: &Territory, today: Date) -> Result<domain::Need, Vec<FieldProblem>> {
        let zone = self.zone.parse::<Zone>().ok().filter(|zone| territory.find_zone(*zone).is_some());
        let Some(zone) = zone else {
            let what = format!("it is no zone of {}: /api/v1/territory lists them", territory.name);
            return Err(vec![FieldProblem::at("/zone", what)]);
        };
        let mut visits = Vec::new();
        let mut wrong = Vec::new();
        for (at, visit) in self.visits.iter().enumerate() {
            match Interval::new(visit.start.0, visit.end.0) {
                Ok(time) => visits.push(need::Visit { weekday: visit.weekday.0, time, kind: visit.kind.0 }),
                Err(error) => wrong.push(FieldProblem::at(&format!("/visits/{at}"), error.to_string())),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let terms = NeedTerms {
            zone,
            start: self.start.map_or(today, |day| day.0),
            visits,
            wished: set(&self.wished),
            required: set(&self.required),
            modes: set(&self.modes),
            habilitation_required: self.habilitation_required,
            publics: set(&self.publics),
            weights: self.weights.into(),
        };
        domain::Need::try_from(terms).map_err(|error| {
            let field = match error {
                NeedError::Start => "/start",
                NeedError::TooManyVisits | NeedError::VisitsOverlap => "/visits",
                NeedError::NoMode => "/modes",
                NeedError::Weight | NeedError::NoWeight => "/weights",
            };
            vec![FieldProblem::at(field, error.to_string())]
        })
    }
}

impl From<&need::Visit> for Visit {
    fn from(visit: &need::Visit) -> Self {
        Self {
            weekday: Code(visit.weekday),
            start: Time(visit.time.start()),
            end: Time(visit.time.end()),
            kind: Code(visit.kind),
        }
    }
}

impl From<&NeedTerms> for Need {
    fn from(terms: &NeedTerms) -> Self {
        let visits = terms.visits.iter().map(Visit::from);
        Self {
            zone: terms.zone.to_string(),
            start: Some(Day(terms.start)),
            visits: visits.collect(),
            wished: codes(terms.wished),
            required: codes(terms.required),
            modes: codes(terms.modes),
            habilitation_required: terms.habilitation_required,
            publics: codes(terms.publics),
            weights: (&terms.weights).into(),
        }
    }
}
