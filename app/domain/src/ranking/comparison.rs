//! What one comparison answers: the shown part of the ranking, with every reason as data. The page and the JSON of the
//! command line are two forms of this value.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::aids::{Reckoning, Reference};
use crate::cost::{Cost, NoCost};
use crate::law::parameters::{State, Used};
use crate::need::{Criterion, NeedTerms};
use crate::provider::acts::{ActSet, Mode};
use crate::ranking::reasons::{Exclusion, Missing};
use crate::ranking::robustness::Robustness;
use crate::ranking::selection::{FilterCount, GroupCounts, Selection};
use crate::ranking::spread::{GirAmounts, PriceSpread};
use crate::ranking::unstated::PriceFact;
use crate::ranking::week::WeekCover;
use crate::values::closed_list::Set;
use crate::values::ids::Finess;
use crate::values::money::Cents;

/// The same four values give the same list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub method: u16,
    pub catalogue: String,
    pub parameters: String,
    /// The day whose date orders the ties.
    pub seed: Date,
}

/// Which part of the answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is listed of the groups, and in which order: the part is one of that list.
    pub selection: Selection,
    /// Place of the first entry in the list: those that suit, those that suit in part, those to confirm.
    pub first: usize,
    pub count: usize,
    /// How many of the excluded to name.
    pub excluded: usize,
    /// The reasons of this provider alone, at its rank among all.
    pub only: Option<Finess>,
}

impl Part {
    pub const EVERYTHING: Self =
        Self { selection: Selection::WHOLE, first: 0, count: usize::MAX, excluded: usize::MAX, only: None };

    /// One provider among all.
    pub fn of(finess: Finess) -> Self {
        Self { only: Some(finess), ..Self::EVERYTHING }
    }
}

/// One criterion of one provider: `points` is weight × score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub criterion: Criterion,
    pub weight: u8,
    /// 0 to 1000; absent when unknown.
    pub score: Option<u16>,
    pub points: Option<u32>,
}

/// What the need costs with one mode of a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferCost {
    pub mode: Mode,
    pub tariff_from: Date,
    /// The price that stands for the need without visits (`NeedTerms::headline`), where stated.
    pub headline: Option<Cents>,
    pub monthly_fee: Cents,
    /// Due once.
    pub opening_fee: Cents,
    /// Absent when the need has no visit.
    pub cost: Option<Result<Cost, NoCost>>,
    /// What the need meets and the tariff does not state.
    pub unstated: Set<PriceFact>,
    /// What the person would pay of that cost, where their situation is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoning: Option<Reckoning>,
}

/// What is said of a provider that was not excluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub finess: Finess,
    pub contributions: Vec<Contribution>,
    /// Needed minutes covered over the year; absent when its hours are unknown.
    pub covered_minutes: Option<u32>,
    /// The same day by day; absent when the need has no visit.
    pub week: Option<WeekCover>,
    /// Acts offered among the wished; absent when its acts are unknown.
    pub offered: Option<ActSet>,
    /// Wished acts it is known not to offer.
    pub not_offered: ActSet,
    /// Accepted modes with a tariff in force, the one that counts first.
    pub offers: Vec<OfferCost>,
    pub missing: Vec<Missing>,
    /// From the middle of the need's zone to its office.
    pub metres: Option<u32>,
}

impl Answer {
    /// Its price in `Comparison::prices`: what a covered hour costs on average with the offer that counts; without visits
    /// the headline price. None where it is not known, or known as "at least".
    pub fn price(&self) -> Option<Cents> {
        let offer = self.offers.first()?;
        match &offer.cost {
            Some(cost) => cost.as_ref().ok().filter(|cost| !cost.at_least).map(|cost| cost.average_hour),
            None => offer.headline,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    pub rank: u32,
    /// Others share this rank.
    pub tied: bool,
    /// Sum of the points of the contributions.
    pub points: u32,
    #[serde(flatten)]
    pub answer: Answer,
    /// Others of the page, of its group or of the next, that it beats or equals on every criterion in play.
    pub dominates: Vec<Finess>,
    /// Absent when none of price, coverage and services is in play.
    pub robustness: Option<Robustness>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToConfirm {
    /// Points if all that is unknown scored 0, and 1000.
    pub at_least: u32,
    pub at_most: u32,
    #[serde(flatten)]
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    pub finess: Finess,
    pub reasons: Set<Exclusion>,
}

/// A nursing service, listed apart and never ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NursingService {
    pub finess: Finess,
    /// False: whether it serves the zone is unknown.
    pub zone_known: bool,
    /// From the middle of the need's zone to its office.
    pub metres: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionCount {
    pub reason: Exclusion,
    /// Providers with this reason, perhaps among others.
    pub count: u32,
    /// Providers with this reason alone: those that come back if it is relaxed.
    pub alone: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub listed: u32,
    pub suitable: u32,
    pub partly_suitable: u32,
    pub to_confirm: u32,
    pub excluded: u32,
    pub nursing: u32,
}

impl Counts {
    /// Those that have a rank.
    pub fn ranked(&self) -> u32 {
        self.suitable + self.partly_suitable
    }
}

/// The floor price used by the price criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorUsed {
    pub amount: Cents,
    pub from: Date,
    pub state: State,
    /// True when no value is known for the start date: the last one stands in.
    pub outdated: bool,
}

/// How the person's situation was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AidsApplied {
    /// What is left to pay per covered hour at 1000 and at 0 of the price criterion, half up; absent where the criterion
    /// stays in cost: the GIR is not known, or no visit is given.
    pub anchors: Option<(Cents, Cents)>,
    /// The tariff that a plan counts with where the provider is not habilité.
    pub reference: Reference,
    pub reference_value: Used,
    /// Values that stand in for a year without its own.
    pub outdated: Vec<Used>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub stamp: Stamp,
    pub need: NeedTerms,
    pub floor: FloorUsed,
    /// Present where the situation was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aids: Option<AidsApplied>,
    /// Needed minutes over the reference year.
    pub needed_minutes: u32,
    /// Sum of the weights in play: points are out of this × 1000.
    pub weight_sum: u32,
    /// Before any filter.
    pub counts: Counts,
    pub excluded_by: Vec<ExclusionCount>,
    pub selection: Selection,
    /// What the filters leave of each group: pages run over these.
    pub filtered: GroupCounts,
    /// Each filter of the list, with what would be listed if it were on too.
    pub filter_counts: Vec<FilterCount>,
    /// Of the ranked and those to confirm, before any filter, those known to take nobody at the moment.
    pub taking_nobody: u32,
    /// The prices of all that is listed, on this page or another; absent where none is known.
    pub prices: Option<PriceSpread>,
    /// What is left to pay by GIR over the services of this page, where the situation is given without its GIR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_gir: Option<Vec<GirAmounts>>,
    /// Place of the first shown entry in what is listed.
    pub first: u32,
    /// Every weighted criterion is known, hours and acts in full.
    pub suitable: Vec<Ranked>,
    /// Every weighted criterion is known, some hours or acts are lacking; their ranks follow those of the first group.
    pub partly_suitable: Vec<Ranked>,
    pub to_confirm: Vec<ToConfirm>,
    pub excluded: Vec<Excluded>,
    /// Nursing services (354) that serve the zone or may, when the need has nursing, in order of FINESS.
    pub nursing: Vec<NursingService>,
}

impl Comparison {
    /// The shown entries that have a rank, in its order.
    pub fn ranked(&self) -> impl Iterator<Item = &Ranked> {
        self.suitable.iter().chain(&self.partly_suitable)
    }

    /// What is said of each shown provider that is not excluded, in the order of the list.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.ranked().map(|entry| &entry.answer).chain(self.to_confirm.iter().map(|entry| &entry.answer))
    }
}
