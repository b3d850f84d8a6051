//! The result of one comparison: the requested part of the ranking, with every reason as data. The page and the JSON of
//! the command line are two forms of this value.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::aids::{Reckoning, Reference};
use crate::cost::{Cost, NoCost};
use crate::law::parameters::{State, Used};
use crate::need::{Criterion, NeedTerms};
use crate::provider::acts::{ActSet, Mode};
use crate::ranking::pairs::Pairs;
use crate::ranking::reasons::{Exclusion, Missing};
use crate::ranking::robustness::Robustness;
use crate::ranking::selection::{FilterCount, GroupCounts, Selection};
use crate::ranking::spread::{GirAmounts, PriceSpread};
use crate::ranking::unstated::PriceFact;
use crate::ranking::week::WeekCover;
use crate::values::closed_list::Set;
use crate::values::ids::Finess;
use crate::values::money::Cents;

/// Comparisons of the same need with the same four values give the same list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub method: u16,
    pub catalogue: String,
    pub parameters: String,
    /// The day that decides the order of ties.
    pub seed: Date,
}

/// The requested part of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The filters and the order of the list; the part is a part of that list.
    pub selection: Selection,
    /// Place of the first entry in the list, in which the services that suit come first, then those that suit in part,
    /// then those to confirm.
    pub first: usize,
    pub count: usize,
    /// How many of the excluded services are named.
    pub excluded: usize,
    /// Only the reasons of this provider, at its rank among all.
    pub only: Option<Finess>,
    /// Whether the best pairs of two services are found as well.
    pub pairs: bool,
}

impl Part {
    /// Every single service; pairs are asked for apart.
    pub const EVERYTHING: Self = Self {
        selection: Selection::WHOLE,
        first: 0,
        count: usize::MAX,
        excluded: usize::MAX,
        only: None,
        pairs: false,
    };

    /// The part with one provider only, ranked among all.
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

/// The cost of the need with one mode of a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferCost {
    pub mode: Mode,
    pub tariff_from: Date,
    /// The price that stands for the need without visits (`NeedTerms::headline`), where stated.
    pub headline: Option<Cents>,
    pub monthly_fee: Cents,
    /// Paid once.
    pub opening_fee: Cents,
    /// Absent when the need has no visit.
    pub cost: Option<Result<Cost, NoCost>>,
    /// Prices that apply to the need and are not stated in the tariff.
    pub unstated: Set<PriceFact>,
    /// What the person would pay of that cost, if their situation is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoning: Option<Reckoning>,
}

/// The reasons of one provider that is not excluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub finess: Finess,
    pub contributions: Vec<Contribution>,
    /// Needed minutes covered over the year; absent when its hours are unknown.
    pub covered_minutes: Option<u32>,
    /// The cover day by day; absent when the need has no visit.
    pub week: Option<WeekCover>,
    /// Wished acts that it offers; absent when its acts are unknown.
    pub offered: Option<ActSet>,
    /// Wished acts that it is known not to offer.
    pub not_offered: ActSet,
    /// Accepted modes with a tariff in force; the first one decides.
    pub offers: Vec<OfferCost>,
    pub missing: Vec<Missing>,
    /// From the centre point of the need's zone to its office.
    pub metres: Option<u32>,
}

impl Answer {
    /// Its price in `Comparison::prices`: the average cost of a covered hour with the deciding offer; without visits
    /// the headline price. None if it is unknown, or only known as "at least".
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
    /// Other services have the same rank.
    pub tied: bool,
    /// The sum of the points of its contributions.
    pub points: u32,
    #[serde(flatten)]
    pub answer: Answer,
    /// Other services of the page, in its group or the next, that it beats or equals on every criterion in play.
    pub dominates: Vec<Finess>,
    /// Absent when none of price, coverage and services is in play.
    pub robustness: Option<Robustness>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToConfirm {
    /// The points if every unknown score were 0, and if every one were 1000.
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

/// A nursing service, which is listed apart and never ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NursingService {
    pub finess: Finess,
    /// False: it is unknown whether it serves the zone.
    pub zone_known: bool,
    /// From the centre point of the need's zone to its office.
    pub metres: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionCount {
    pub reason: Exclusion,
    /// Providers excluded by this reason, whether or not there are others.
    pub count: u32,
    /// Providers excluded by this reason alone: they come back if it is relaxed.
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
    /// The services that have a rank.
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
    /// True if no value is known for the start date: the last value is used instead.
    pub outdated: bool,
}

/// How the situation of the person was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AidsApplied {
    /// What would remain to pay per covered hour for a score of 1000 and of 0 in the price criterion, rounded half up.
    /// Absent if the criterion is by cost, because the GIR is unknown or no visit is given.
    pub anchors: Option<(Cents, Cents)>,
    /// The tariff by which a plan is computed if the provider is not habilité.
    pub reference: Reference,
    pub reference_value: Used,
    /// Values of an earlier year, used where this year has none yet.
    pub outdated: Vec<Used>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub stamp: Stamp,
    pub need: NeedTerms,
    pub floor: FloorUsed,
    /// Present if the situation was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aids: Option<AidsApplied>,
    /// Needed minutes over the reference year.
    pub needed_minutes: u32,
    /// Sum of the weights in play: the maximum of points is this × 1000.
    pub weight_sum: u32,
    /// Before all filters.
    pub counts: Counts,
    pub excluded_by: Vec<ExclusionCount>,
    pub selection: Selection,
    /// The number of each group that passes the filters: pages divide these.
    pub filtered: GroupCounts,
    /// Each filter of the list, with the number of services that would be listed if it were on as well.
    pub filter_counts: Vec<FilterCount>,
    /// Services that are known to take nobody at the moment, among those that are ranked or to confirm, before all
    /// filters.
    pub taking_nobody: u32,
    /// The prices of all listed services, on any page; absent if no price is known.
    pub prices: Option<PriceSpread>,
    /// What remains to pay by GIR at the services of this page, if the situation is given without its GIR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_gir: Option<Vec<GirAmounts>>,
    /// Place of the first entry of this part in the list.
    pub first: u32,
    /// Every weighted criterion is known, and hours and acts are complete.
    pub suitable: Vec<Ranked>,
    /// Every weighted criterion is known, but some hours or acts are missing; their ranks follow those of the first
    /// group.
    pub partly_suitable: Vec<Ranked>,
    pub to_confirm: Vec<ToConfirm>,
    pub excluded: Vec<Excluded>,
    /// Nursing services (354) that serve the zone, or may serve it, if the need has nursing; in order of FINESS.
    pub nursing: Vec<NursingService>,
    /// Present if they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairs: Option<Pairs>,
}

impl Comparison {
    /// The entries of this part that have a rank, in its order.
    pub fn ranked(&self) -> impl Iterator<Item = &Ranked> {
        self.suitable.iter().chain(&self.partly_suitable)
    }

    /// The answer of each provider of this part that is not excluded, in the order of the list.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.ranked().map(|entry| &entry.answer).chain(self.to_confirm.iter().map(|entry| &entry.answer))
    }
}
