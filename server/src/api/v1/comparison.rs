//! The answer to a need: who suits, at what price, by which points, and why. Each number stands with what it is made of.

use std::collections::BTreeMap;

use app::ports::Publication;
use app::text::api as words;
use domain::Finess;
use domain::cost::{self, NoCost};
use domain::ranking::comparison;
use domain::ranking::robustness::Robustness;
use domain::ranking::selection::{self};
use domain::ranking::spread::PriceSpread;
use domain::ranking::week::WeekCover;
use domain::values::search::readable;
use serde::Serialize;
use utoipa::ToSchema;

use super::law_values::{LawReference, LawValue, Referred};
use super::need::Need;
use super::need_changes::NeedChanges;
use super::paging::ListPage;
use super::pairs::Pairs;
use super::values::{Coded, Day, Euros, Percent, all_coded, coded};
use super::versions::Versions;

/// The services that answer a need, in the groups and the order of the method, with every reason.
#[derive(Serialize, ToSchema)]
pub struct Comparison {
    versions: Versions,
    /// The need as it was understood, with what was left out filled in.
    need: Need,
    /// The national floor price, from which the price criterion counts.
    floor: Floor,
    /// Minutes that are needed over the twelve months.
    needed_minutes: u32,
    /// Sum of the weights in play: the most points are a thousand times as many.
    weight_sum: u32,
    counts: Counts,
    excluded_by: Vec<ExclusionCount>,
    filter_counts: Vec<FilterCount>,
    /// Of those that are ranked or to confirm, how many take nobody at the moment.
    taking_nobody: u32,
    /// Null where no price is known.
    prices: Option<Prices>,
    page: ListPage,
    /// All that is weighed is known, hours and acts in full.
    suitable: Vec<Ranked>,
    /// All that is weighed is known, hours or acts in part; their ranks follow those of `suitable`.
    partly_suitable: Vec<Ranked>,
    /// Something that is weighed is not known.
    to_confirm: Vec<ToConfirm>,
    /// Left out by a known fact.
    excluded: Vec<Excluded>,
    /// Nursing services, where the need has nursing: on prescription, never ranked.
    nursing: Vec<Nursing>,
    /// Two services together; null where it was not asked for.
    pairs: Option<Pairs>,
    /// What one small change of the need would bring; null unless it is asked for.
    need_changes: Option<NeedChanges>,
    /// The values of the law that this answer used.
    law_values: BTreeMap<String, LawValue>,
}

#[derive(Serialize, ToSchema)]
struct Floor {
    hour_euros: Euros,
    law_value: LawReference,
}

/// Before all filters.
#[derive(Serialize, ToSchema)]
struct Counts {
    listed: u32,
    suitable: u32,
    partly_suitable: u32,
    to_confirm: u32,
    excluded: u32,
    nursing: u32,
}

#[derive(Serialize, ToSchema)]
struct ExclusionCount {
    reason: coded::Exclusion,
    /// Services that it leaves out, whether or not anything else does.
    count: u32,
    /// Services that it alone leaves out.
    alone: u32,
}

#[derive(Serialize, ToSchema)]
struct FilterCount {
    filter: coded::Filter,
    /// How many would be listed if it were on as well.
    count: u32,
}

/// Of all listed services: a covered hour, or without visits the price that stands for the need.
#[derive(Serialize, ToSchema)]
struct Prices {
    count: u32,
    lowest_euros: Euros,
    highest_euros: Euros,
    /// Where the scale of `bins` ends.
    scale_end_euros: Euros,
    /// How many prices lie in each twelfth of the scale.
    bins: Vec<u32>,
}

#[derive(Serialize, ToSchema)]
struct Ranked {
    rank: u32,
    /// Others have the same rank.
    tied: bool,
    /// The sum of the points of its contributions.
    points: u32,
    #[serde(flatten)]
    answer: Answer,
    /// FINESS numbers of services of this page that it beats or equals on all that is weighed.
    dominates: Vec<String>,
    /// Null where none of price, coverage and services is weighed.
    robustness: Option<Held>,
}

#[derive(Serialize, ToSchema)]
struct ToConfirm {
    /// Its points if all that is unknown were worth nothing.
    least_points: u32,
    /// Its points if all that is unknown were worth the most.
    most_points: u32,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize, ToSchema)]
struct Answer {
    finess: String,
    name: String,
    contributions: Vec<Contribution>,
    /// Needed minutes that it covers over the twelve months; null where its hours are unknown.
    covered_minutes: Option<u32>,
    /// Null where the need has no visit.
    week: Option<Week>,
    /// Wished acts that it does; null where its acts are unknown.
    offered: Option<Vec<coded::Act>>,
    /// Wished acts that it is known not to do.
    not_offered: Vec<coded::Act>,
    /// Accepted modes with a tariff in force; the first decides.
    offers: Vec<Offer>,
    missing: Vec<coded::Missing>,
    /// From the centre of the zone to its office; null where one is unknown.
    distance_metres: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub struct Contribution {
    criterion: coded::Criterion,
    weight: u8,
    /// 0 to 1000; null: unknown.
    score: Option<u16>,
    /// Weight × score.
    points: Option<u32>,
}

/// How much of each day is covered, Monday first.
#[derive(Serialize, ToSchema)]
struct Week {
    #[schema(min_items = 7, max_items = 7)]
    days: Vec<coded::DayCover>,
    public_holidays: coded::DayCover,
}

/// What the need costs in one mode.
#[derive(Serialize, ToSchema)]
struct Offer {
    mode: coded::Mode,
    tariff_from: Day,
    /// The price that stands for a need without visits; null where it is not stated.
    headline_euros: Option<Euros>,
    monthly_fee_euros: Euros,
    opening_fee_euros: Euros,
    /// Null where the need has no visit, or for the reason in `no_cost`.
    cost: Option<Cost>,
    no_cost: Option<NoCostReason>,
    /// Prices that the need meets and the tariff does not state.
    unstated: Vec<coded::PriceFact>,
}

#[derive(Serialize, ToSchema)]
struct NoCostReason {
    code: &'static str,
    label: &'static str,
}

#[derive(Serialize, ToSchema)]
struct Cost {
    month_euros: Euros,
    /// The yearly cost for each covered hour.
    average_hour_euros: Euros,
    covered_minutes: u32,
    billed_minutes: u32,
    /// They add up, with the monthly fee, to `month_euros`.
    lines: Vec<CostLine>,
    monthly_fee_euros: Euros,
    /// Paid once, not part of `month_euros`.
    opening_fee_euros: Euros,
    /// A surcharge is not stated: it costs at least this.
    at_least: bool,
}

#[derive(Serialize, ToSchema)]
struct CostLine {
    kind: coded::HourKind,
    day: coded::DayPart,
    time: coded::TimePart,
    /// Billed over the twelve months.
    minutes: u32,
    hour_euros: Euros,
    surcharge_percent: Percent,
    /// Whether the tariff states the surcharge.
    stated: bool,
    month_euros: Euros,
}

/// Its rank inside its group over every weighting of price, coverage and services in steps of 5 %.
#[derive(Serialize, ToSchema)]
struct Held {
    weightings: u16,
    in_first_three: u16,
    best_rank: u32,
    worst_rank: u32,
}

#[derive(Serialize, ToSchema)]
struct Excluded {
    finess: String,
    name: String,
    reasons: Vec<coded::Exclusion>,
}

#[derive(Serialize, ToSchema)]
struct Nursing {
    finess: String,
    name: String,
    /// False: it is unknown whether it serves the zone.
    zone_known: bool,
    distance_metres: Option<u32>,
}

/// Gives the names of services.
struct Names<'a>(&'a Publication);

impl Names<'_> {
    fn of(&self, finess: Finess) -> String {
        self.0.catalogue.find(finess).map(|listing| readable(&listing.name.value)).unwrap_or_default()
    }
}

fn texts(numbers: &[Finess]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

impl Comparison {
    /// `page`: which part of the list it is.
    pub fn of(comparison: &comparison::Comparison, publication: &Publication, page: ListPage) -> Self {
        let names = Names(publication);
        let mut referred = Referred::default();
        let floor = publication.parameters.floor_price(comparison.need.start);
        let counts = comparison.counts;
        Self {
            versions: Versions::of(publication, comparison.stamp.seed),
            need: Need::from(&comparison.need),
            floor: Floor {
                hour_euros: Euros(comparison.floor.amount),
                law_value: referred.to(&floor.published, comparison.floor.outdated),
            },
            needed_minutes: comparison.needed_minutes,
            weight_sum: comparison.weight_sum,
            counts: Counts {
                listed: counts.listed,
                suitable: counts.suitable,
                partly_suitable: counts.partly_suitable,
                to_confirm: counts.to_confirm,
                excluded: counts.excluded,
                nursing: counts.nursing,
            },
            excluded_by: comparison.excluded_by.iter().map(ExclusionCount::from).collect(),
            filter_counts: comparison.filter_counts.iter().map(FilterCount::from).collect(),
            taking_nobody: comparison.taking_nobody,
            prices: comparison.prices.as_ref().map(Prices::from),
            page,
            suitable: comparison.suitable.iter().map(|entry| Ranked::of(entry, &names)).collect(),
            partly_suitable: comparison.partly_suitable.iter().map(|entry| Ranked::of(entry, &names)).collect(),
            to_confirm: comparison.to_confirm.iter().map(|entry| ToConfirm::of(entry, &names)).collect(),
            excluded: comparison.excluded.iter().map(|entry| Excluded::of(entry, &names)).collect(),
            nursing: comparison.nursing.iter().map(|service| Nursing::of(service, &names)).collect(),
            pairs: comparison.pairs.as_ref().map(Pairs::from),
            need_changes: None,
            law_values: referred.table(),
        }
    }

    /// The same with what small changes of the need would bring.
    #[must_use]
    pub fn with_changes(self, changes: Option<NeedChanges>) -> Self {
        Self { need_changes: changes, ..self }
    }
}

impl From<&comparison::ExclusionCount> for ExclusionCount {
    fn from(count: &comparison::ExclusionCount) -> Self {
        Self { reason: Coded(count.reason), count: count.count, alone: count.alone }
    }
}

impl From<&selection::FilterCount> for FilterCount {
    fn from(count: &selection::FilterCount) -> Self {
        Self { filter: Coded(count.filter), count: count.count }
    }
}

impl From<&PriceSpread> for Prices {
    fn from(spread: &PriceSpread) -> Self {
        let PriceSpread { count, lowest, highest, scale_end, bins } = *spread;
        let [lowest_euros, highest_euros, scale_end_euros] = [lowest, highest, scale_end].map(Euros);
        Self { count, lowest_euros, highest_euros, scale_end_euros, bins: bins.to_vec() }
    }
}

impl Ranked {
    fn of(entry: &comparison::Ranked, names: &Names<'_>) -> Self {
        Self {
            rank: entry.rank,
            tied: entry.tied,
            points: entry.points,
            answer: Answer::of(&entry.answer, names),
            dominates: texts(&entry.dominates),
            robustness: entry.robustness.map(Held::from),
        }
    }
}

impl From<Robustness> for Held {
    fn from(robustness: Robustness) -> Self {
        let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
        Self { weightings, in_first_three, best_rank, worst_rank }
    }
}

impl ToConfirm {
    fn of(entry: &comparison::ToConfirm, names: &Names<'_>) -> Self {
        Self { least_points: entry.at_least, most_points: entry.at_most, answer: Answer::of(&entry.answer, names) }
    }
}

impl Answer {
    fn of(answer: &comparison::Answer, names: &Names<'_>) -> Self {
        Self {
            finess: answer.finess.to_string(),
            name: names.of(answer.finess),
            contributions: answer.contributions.iter().map(Contribution::from).collect(),
            covered_minutes: answer.covered_minutes,
            week: answer.week.as_ref().map(Week::from),
            offered: answer.offered.map(all_coded),
            not_offered: all_coded(answer.not_offered),
            offers: answer.offers.iter().map(Offer::from).collect(),
            missing: answer.missing.iter().copied().map(Coded).collect(),
            distance_metres: answer.metres,
        }
    }
}

impl From<&comparison::Contribution> for Contribution {
    fn from(line: &comparison::Contribution) -> Self {
        Self { criterion: Coded(line.criterion), weight: line.weight, score: line.score, points: line.points }
    }
}

impl From<&WeekCover> for Week {
    fn from(week: &WeekCover) -> Self {
        Self { days: week.days.iter().copied().map(Coded).collect(), public_holidays: Coded(week.holidays) }
    }
}

impl From<&comparison::OfferCost> for Offer {
    fn from(offer: &comparison::OfferCost) -> Self {
        let (cost, no_cost) = match &offer.cost {
            Some(Ok(cost)) => (Some(Cost::from(cost)), None),
            Some(Err(reason)) => (None, Some(NoCostReason::from(*reason))),
            None => (None, None),
        };
        Self {
            mode: Coded(offer.mode),
            tariff_from: Day(offer.tariff_from),
            headline_euros: offer.headline.map(Euros),
            monthly_fee_euros: Euros(offer.monthly_fee),
            opening_fee_euros: Euros(offer.opening_fee),
            cost,
            no_cost,
            unstated: all_coded(offer.unstated),
        }
    }
}

impl From<NoCost> for NoCostReason {
    fn from(reason: NoCost) -> Self {
        let (code, label) = match reason {
            NoCost::HourPriceNotStated => ("prix-horaire-non-communique", words::HOUR_PRICE_NOT_STATED),
            NoCost::NothingCovered => ("aucune-heure-couverte", words::NOTHING_COVERED),
        };
        Self { code, label }
    }
}

impl From<&cost::Cost> for Cost {
    fn from(cost: &cost::Cost) -> Self {
        Self {
            month_euros: Euros(cost.monthly),
            average_hour_euros: Euros(cost.average_hour),
            covered_minutes: cost.covered_minutes,
            billed_minutes: cost.billed_minutes,
            lines: cost.lines.iter().map(CostLine::from).collect(),
            monthly_fee_euros: Euros(cost.monthly_fee),
            opening_fee_euros: Euros(cost.opening_fee),
            at_least: cost.at_least,
        }
    }
}

impl From<&cost::CostLine> for CostLine {
    fn from(line: &cost::CostLine) -> Self {
        Self {
            kind: Coded(line.kind),
            day: Coded(line.day),
            time: Coded(line.time),
            minutes: line.minutes,
            hour_euros: Euros(line.hour_price),
            surcharge_percent: line.surcharge.into(),
            stated: line.stated,
            month_euros: Euros(line.monthly),
        }
    }
}

impl Excluded {
    fn of(entry: &comparison::Excluded, names: &Names<'_>) -> Self {
        Self { finess: entry.finess.to_string(), name: names.of(entry.finess), reasons: all_coded(entry.reasons) }
    }
}

impl Nursing {
    fn of(service: &comparison::NursingService, names: &Names<'_>) -> Self {
        Self {
            finess: service.finess.to_string(),
            name: names.of(service.finess),
            zone_known: service.zone_known,
            distance_metres: service.metres,
        }
    }
}
