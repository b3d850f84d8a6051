//! What one small change of a need would bring: an hour moved, a day exchanged, a wish dropped. Every figure is that of
//! the same engine for the changed need; an indispensable act is never dropped.

mod choice;
mod possible;
mod search;

use serde::{Deserialize, Serialize};

use crate::closed_list;
use crate::need::WeeklyTime;
use crate::provider::acts::{Act, HourKind, Mode, Public};
use crate::ranking::selection::GroupCounts;
use crate::time::hours::Weekday;
use crate::values::ids::Zone;
use crate::values::money::Cents;

pub use choice::LEAST_LESS;
pub use search::{MOST_STEPS, find_changes};

/// Most changes that a search names.
pub const MOST_CHANGES: usize = 3;

closed_list! {
    /// What a change changes, from the smallest to the largest. Those from `WithoutPublic` on are tried only where
    /// nobody is listed.
    ChangeKind {
        Time = "heure",
        Day = "jour",
        Start = "debut",
        Mode = "mode",
        WithoutAct = "sans-prestation",
        WithoutDay = "sans-jour",
        WithoutPublic = "sans-public",
        WithoutHabilitation = "sans-habilitation",
        WithoutActs = "sans-prestations",
        WithoutHours = "sans-horaires",
        Zone = "zone",
    }
}

/// One change of a need. A visit across midnight belongs to the day of its evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// All visits at one time and of one kind begin and end later, or earlier where `later` is below 0, on the same days.
    Time {
        from: u16,
        to: u16,
        kind: HourKind,
        later: i16,
    },
    /// The visits of one day are on another day instead.
    Day {
        from: Weekday,
        to: Weekday,
    },
    /// The help begins so many days later.
    Start {
        days: u16,
    },
    /// One more mode is accepted.
    Mode(Mode),
    /// A wished act that is not indispensable is no longer wished.
    WithoutAct(Act),
    /// A day has no visit any more.
    WithoutDay(Weekday),
    WithoutPublic(Public),
    WithoutHabilitation,
    /// No act is wished; none was indispensable.
    WithoutActs,
    /// No visit is given.
    WithoutHours,
    /// The services of a neighbouring zone.
    Zone(Zone),
}

impl Change {
    pub fn kind(self) -> ChangeKind {
        match self {
            Self::Time { .. } => ChangeKind::Time,
            Self::Day { .. } => ChangeKind::Day,
            Self::Start { .. } => ChangeKind::Start,
            Self::Mode(_) => ChangeKind::Mode,
            Self::WithoutAct(_) => ChangeKind::WithoutAct,
            Self::WithoutDay(_) => ChangeKind::WithoutDay,
            Self::WithoutPublic(_) => ChangeKind::WithoutPublic,
            Self::WithoutHabilitation => ChangeKind::WithoutHabilitation,
            Self::WithoutActs => ChangeKind::WithoutActs,
            Self::WithoutHours => ChangeKind::WithoutHours,
            Self::Zone(_) => ChangeKind::Zone,
        }
    }

    /// Whether it changes the visits, so that the changed week must have room in a form.
    fn changes_the_week(self) -> bool {
        matches!(self.kind(), ChangeKind::Time | ChangeKind::Day | ChangeKind::WithoutDay)
    }

    /// The time of the day before and after, where that is what changes.
    pub fn times(self) -> Option<[(u16, u16); 2]> {
        let Self::Time { from, to, kind, later } = self else { return None };
        let time = WeeklyTime { from, to, kind, days: Vec::new() };
        possible::moved(&time, later).map(|moved| [(from, to), moved])
    }
}

/// A list in figures, after its filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub counts: GroupCounts,
    /// What the cheapest of those that suit and cover every needed minute costs a month, as the ranking compares it: what
    /// remains to pay if the situation gives one amount, else the cost. None without visits, or where no price is known.
    pub cheapest: Option<Cents>,
}

/// A change that helps, with what it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub change: Change,
    /// The list of the changed need.
    pub then: Measured,
    /// How many more services suit; where nobody was listed, how many are in the first group that has any. 0 if these
    /// are too few to name.
    pub more: u32,
    /// How much less the cheapest service costs a month, where that is enough to name.
    pub less: Option<Cents>,
}

closed_list! {
    /// Why a kind of change was not tried.
    NotTried {
        /// Every service, tried with every change of the kind, is more work than one search may do.
        TooMuch = "trop-de-calcul",
        /// The week has more different times than a form has rows for.
        TooManyTimes = "trop-d-horaires",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untried {
    pub kind: ChangeKind,
    pub reason: NotTried,
}

/// The changes that help most, at most `MOST_CHANGES`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The list of the need itself.
    pub now: Measured,
    pub found: Vec<Found>,
    /// Kinds of change of which this need has some, and that were not tried.
    pub untried: Vec<Untried>,
}

impl Changes {
    /// Nobody is listed: the changes are those by which anybody would be.
    pub fn from_nobody(&self) -> bool {
        self.now.counts.all() == 0
    }
}
