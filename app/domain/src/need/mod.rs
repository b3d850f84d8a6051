//! The need of one person: where, from when, which visits and acts, under which conditions, and the weights.

mod criteria;
mod weekly;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::provider::acts::{Act, ActSet, HourKind, ModeSet, PriceKind, PublicSet};
use crate::time::hours::{Interval, Weekday};
use crate::values::closed_list::ClosedList;
use crate::values::ids::Zone;

pub use criteria::{ByCriterion, Criterion, CriterionSet, Weights};
pub use weekly::{WeeklyTime, visits_of, weekly_times};

/// One weekly slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Visit {
    pub weekday: Weekday,
    pub time: Interval,
    pub kind: HourKind,
}

/// A need as stated, before it is checked. Also its JSON form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedTerms {
    pub zone: Zone,
    #[serde(with = "crate::time::calendar::iso")]
    pub start: Date,
    #[serde(default)]
    pub visits: Vec<Visit>,
    #[serde(default)]
    pub wished: ActSet,
    /// Acts that a provider must offer; they also count among the wished acts.
    #[serde(default)]
    pub required: ActSet,
    #[serde(default = "ModeSet::all")]
    pub modes: ModeSet,
    #[serde(default)]
    pub habilitation_required: bool,
    #[serde(default)]
    pub publics: PublicSet,
    #[serde(default)]
    pub weights: Weights,
}

/// The part of the need that is wrong. Each variant names one field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NeedError {
    #[error("the start date lies between 2022-01-01 and 2099-12-31")]
    Start,
    #[error("at most 42 visits a week")]
    TooManyVisits,
    #[error("two visits of one weekday overlap")]
    VisitsOverlap,
    #[error("at least one mode is accepted")]
    NoMode,
    #[error("a weight lies between 0 and 10")]
    Weight,
    #[error("at least one weight is above 0 on something to measure: visits need times, acts need a wish")]
    NoWeight,
}

impl NeedTerms {
    /// Whether a criterion is in play: it has a weight above 0, and it can be measured for the need.
    pub fn weighs(&self, criterion: Criterion) -> bool {
        let measured = criterion.measures(!self.visits.is_empty(), !self.wished.is_empty());
        measured && self.weights.of(criterion) > 0
    }

    /// The criteria in play.
    pub fn criteria(&self) -> CriterionSet {
        Criterion::ALL.iter().copied().filter(|criterion| self.weighs(*criterion)).collect()
    }

    /// The price that stands for the need when it has no visit: the flat price if only flat acts are wished, the price
    /// of a household hour if no act of care is wished, else that of an hour of care.
    pub fn headline(&self) -> Headline {
        let wishes = |kind| self.wished.iter().any(|act: Act| act.price_kind() == kind);
        match (wishes(PriceKind::Care), wishes(PriceKind::Household)) {
            (false, false) if !self.wished.is_empty() => Headline::Flat {
                meals: self.wished.contains(Act::MealDelivery),
                remote_alarm: self.wished.contains(Act::RemoteAlarm),
            },
            (false, true) => Headline::Hour(HourKind::Household),
            (true, _) | (false, false) => Headline::Hour(HourKind::Care),
        }
    }
}

/// The price that stands for a need without visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// One hour on a weekday.
    Hour(HourKind),
    /// A month of flat acts: thirty meals, a remote alarm, or both.
    Flat { meals: bool, remote_alarm: bool },
}

/// Meals in the flat price of a month.
pub const MEALS_A_MONTH: u32 = 30;

/// A need that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "NeedTerms", into = "NeedTerms")]
pub struct Need(NeedTerms);

/// The first day on which a need may start: that of the first value of the law in the program.
pub const FIRST_START: Date = date(2022, 1, 1);
pub const LAST_START: Date = date(2099, 12, 31);
pub const MOST_VISITS: usize = 42;
/// Most different times of the week that a form has rows for. A need in JSON may have more.
pub const MOST_WEEKLY_TIMES: usize = 12;

impl Need {
    pub fn terms(&self) -> &NeedTerms {
        &self.0
    }
}

impl TryFrom<NeedTerms> for Need {
    type Error = NeedError;

    fn try_from(mut terms: NeedTerms) -> Result<Self, NeedError> {
        if !(FIRST_START..=LAST_START).contains(&terms.start) {
            return Err(NeedError::Start);
        }
        if terms.visits.len() > MOST_VISITS {
            return Err(NeedError::TooManyVisits);
        }
        terms.visits.sort_unstable();
        let overlap = |pair: &[Visit]| pair[0].weekday == pair[1].weekday && pair[1].time.start() < pair[0].time.end();
        if terms.visits.windows(2).any(overlap) {
            return Err(NeedError::VisitsOverlap);
        }
        if terms.modes.is_empty() {
            return Err(NeedError::NoMode);
        }
        terms.wished = terms.wished.union(terms.required);
        if Criterion::ALL.iter().any(|criterion| terms.weights.of(*criterion) > Weights::HIGHEST) {
            return Err(NeedError::Weight);
        }
        if terms.criteria().is_empty() {
            return Err(NeedError::NoWeight);
        }
        Ok(Self(terms))
    }
}

impl From<Need> for NeedTerms {
    fn from(need: Need) -> Self {
        need.0
    }
}
