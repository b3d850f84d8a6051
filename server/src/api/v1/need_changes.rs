//! What one small change of a need would bring: the changes that help most, each with the need after it.

use domain::Need as Checked;
use domain::ranking::changes::{self, Measured};
use serde::Serialize;
use utoipa::ToSchema;

use super::need::Need;
use super::values::{Coded, Euros, coded};

/// The small changes of the need that help most: an hour moved, a day exchanged, a wish dropped. None drops an
/// indispensable act.
#[derive(Serialize, ToSchema)]
pub struct NeedChanges {
    /// The list of the need itself.
    now: ListFigures,
    /// Three at most.
    found: Vec<NeedChange>,
    /// Kinds of change of which this need has some, and that were not tried.
    untried: Vec<Untried>,
}

#[derive(Serialize, ToSchema)]
struct NeedChange {
    kind: coded::ChangeKind,
    /// The need after this change: sent as it is, it gives the list of `then`.
    need: Need,
    then: ListFigures,
    /// How many more services suit; where nobody is listed, how many are in the first group that would have any. 0 where
    /// these are too few to name.
    more: u32,
    /// How much less the cheapest service costs; null where that is too little to name.
    less_month_euros: Option<Euros>,
}

/// A list in figures, after its filters.
#[derive(Serialize, ToSchema)]
struct ListFigures {
    suitable: u32,
    partly_suitable: u32,
    to_confirm: u32,
    /// The cheapest of those that suit and cover every needed minute; null without visits, or where no price is known.
    cheapest_month_euros: Option<Euros>,
}

#[derive(Serialize, ToSchema)]
struct Untried {
    kind: coded::ChangeKind,
    reason: coded::NotTried,
}

impl NeedChanges {
    /// `need`: the one that the changes are of.
    pub fn of(changes: &changes::Changes, need: &Checked) -> Self {
        let found = changes.found.iter().filter_map(|found| {
            Some(NeedChange {
                kind: Coded(found.change.kind()),
                need: Need::from(found.change.applied(need)?.terms()),
                then: ListFigures::from(found.then),
                more: found.more,
                less_month_euros: found.less.map(Euros),
            })
        });
        let untried = changes.untried.iter();
        Self {
            now: ListFigures::from(changes.now),
            found: found.collect(),
            untried: untried
                .map(|untried| Untried { kind: Coded(untried.kind), reason: Coded(untried.reason) })
                .collect(),
        }
    }
}

impl From<Measured> for ListFigures {
    fn from(Measured { counts, cheapest }: Measured) -> Self {
        Self {
            suitable: counts.suitable,
            partly_suitable: counts.partly_suitable,
            to_confirm: counts.to_confirm,
            cheapest_month_euros: cheapest.map(Euros),
        }
    }
}
