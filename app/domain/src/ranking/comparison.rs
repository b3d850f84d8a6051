//! What one comparison answers: the shown part of the ranking, with every reason as data. The page and the JSON of the
//! command line are two forms of this value.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::aids::{AidRules, Bill, Reckoning, Reference};
use crate::cost::{BilledMinutes, Billing, Cost, NoCost};
use crate::law::parameters::{Parameters, State, Used};
use crate::need::{Criterion, Need, NeedTerms};
use crate::provider::acts::{ActSet, HourKind, Mode};
use crate::provider::listing::Listing;
use crate::provider::territory::Territory;
use crate::ranking::catalogue::Catalogue;
use crate::ranking::order::{TieOrder, insertion_sort};
use crate::ranking::robustness::{Robustness, robustness};
use crate::ranking::scan::{
    Exclusion, Missing, Pass, Scored, Scores, Unsure, Yardstick, dominates, is_tied_in, rank_in, scan,
};
use crate::ranking::selection::{
    FilterCount, GroupCounts, Listed, Selection, SortFacts, Sorter, filter_counts, taking_nobody,
};
use crate::ranking::spread::{GirAmounts, PriceSpread, by_gir};
use crate::ranking::unstated::{PriceFact, unstated_of_headline, unstated_of_visits};
use crate::ranking::week::WeekCover;
use crate::time::calendar::ReferenceYear;
use crate::time::hours::OpenHours;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::ids::Finess;
use crate::values::money::{Cents, Yearly, round_half_up};

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
}

impl Part {
    pub const EVERYTHING: Self =
        Self { selection: Selection::WHOLE, first: 0, count: usize::MAX, excluded: usize::MAX };
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

/// Compares every open listing for a need. `aids` are the law of the need's start date for the person's situation,
/// where it is given. `today` seeds the ties and dates availability.
pub fn compare(
    catalogue: &Catalogue,
    territory: &Territory,
    need: &Need,
    aids: Option<&AidRules>,
    parameters: &Parameters,
    today: Date,
    part: Part,
) -> Comparison {
    let columns = catalogue.columns();
    let ties = TieOrder::of(today);
    let pass = scan(columns, need, aids, parameters, today);
    let explain =
        Explain { catalogue, territory, need, aids, pass: &pass, year: ReferenceYear::from(need.terms().start) };
    let Selection { sort, filters } = part.selection;
    let listed = Listed::of(&pass, columns, need, &explain.year, today, filters);
    let [suitable, partly_suitable, to_confirm] = windows(part, listed.sizes());
    let sorter = Sorter { sort, pass: &pass, columns, ties, today, facts: &explain };
    let suitable_page = sorter.page(&listed.suitable, suitable.clone());
    let partly_page = sorter.page(&listed.partly_suitable, partly_suitable.clone());
    let to_confirm_page = sorter.page(&listed.to_confirm, to_confirm);
    let place = |window: Range<usize>| (part.selection == Selection::WHOLE).then_some(window.start as u32);
    let partly_places = RankedPage {
        group: &pass.partly_suitable,
        before: pass.suitable.len() as u32,
        first: place(partly_suitable),
        entries: &partly_page,
        next: &[],
    };
    let suitable_places = RankedPage {
        group: &pass.suitable,
        before: 0,
        first: place(suitable),
        entries: &suitable_page,
        next: &partly_page,
    };
    let floor = parameters.floor_price(need.terms().start);
    let nursing = pass.nursing.iter().map(|at| explain.nursing(*at)).collect();
    let mut comparison = Comparison {
        stamp: Stamp {
            method: crate::METHOD_VERSION,
            catalogue: catalogue.version().to_owned(),
            parameters: parameters.version(),
            seed: today,
        },
        need: need.terms().clone(),
        floor: FloorUsed {
            amount: floor.published.amount(),
            from: floor.published.from,
            state: floor.published.state,
            outdated: floor.outdated,
        },
        aids: aids.map(|aids| applied(aids, &pass)),
        needed_minutes: pass.needed_minutes,
        weight_sum: pass.weight_sum(),
        counts: Counts {
            listed: columns.len() as u32,
            suitable: pass.suitable.len() as u32,
            partly_suitable: pass.partly_suitable.len() as u32,
            to_confirm: pass.to_confirm.len() as u32,
            excluded: pass.excluded.len() as u32,
            nursing: pass.nursing.len() as u32,
        },
        excluded_by: exclusion_counts(&pass),
        selection: part.selection,
        filtered: listed.counts(),
        filter_counts: filter_counts(&listed.tallies, filters),
        taking_nobody: taking_nobody(&listed.tallies),
        prices: PriceSpread::of(&listed.prices(&pass)),
        by_gir: None,
        first: part.first as u32,
        suitable: explain.ranked(&suitable_places),
        partly_suitable: explain.ranked(&partly_places),
        to_confirm: to_confirm_page.iter().map(|entry| explain.to_confirm(entry)).collect(),
        excluded: pass
            .excluded_page(columns, ties, part.excluded)
            .into_iter()
            .map(|(at, reasons)| Excluded { finess: columns.finess[at as usize], reasons })
            .collect(),
        nursing,
    };
    comparison.by_gir = by_gir(comparison.answers());
    comparison
}

fn applied(aids: &AidRules, pass: &Pass) -> AidsApplied {
    let (reference, reference_value) = aids.reference();
    let anchors = match pass.yardstick {
        Yardstick::Hour { .. } => None,
        Yardstick::OutOfPocket { best, worst, needed } => {
            let an_hour = |left: Yearly| Cents(round_half_up(left.0, 10_000 * u64::from(needed)) as i64);
            Some((an_hour(best), an_hour(worst)))
        }
    };
    AidsApplied { anchors, reference, reference_value, outdated: aids.outdated() }
}

/// The wanted part of the three groups that follow each other, of which the first two have these sizes.
fn windows(part: Part, [first, second]: [usize; 2]) -> [Range<usize>; 3] {
    let end = part.first.saturating_add(part.count);
    let from = |before: usize| part.first.saturating_sub(before)..end.saturating_sub(before);
    let within = |window: Range<usize>, size: usize| window.start.min(size)..window.end.min(size);
    [within(from(0), first), within(from(first), second), from(first + second)]
}

/// The part of a ranked group that a page shows.
struct RankedPage<'a> {
    group: &'a [Scored],
    /// Ranks of the group before it.
    before: u32,
    /// Place of the first entry in the group, where the page has its entries in the order of their ranks, without gap.
    first: Option<u32>,
    entries: &'a [Scored],
    /// What the page shows of the next group.
    next: &'a [Scored],
}

fn exclusion_counts(pass: &Pass) -> Vec<ExclusionCount> {
    let counts = pass.exclusion_counts().into_iter();
    counts.map(|(reason, count, alone)| ExclusionCount { reason, count, alone }).collect()
}

/// Builds the reasons of the shown entries.
struct Explain<'a> {
    catalogue: &'a Catalogue,
    territory: &'a Territory,
    need: &'a Need,
    aids: Option<&'a AidRules>,
    pass: &'a Pass,
    year: ReferenceYear,
}

impl SortFacts for Explain<'_> {
    fn listing(&self, at: u32) -> &Listing {
        self.catalogue.listing_at(at as usize)
    }

    fn covered_minutes(&self, listing: &Listing) -> Option<u32> {
        listing.hours.value().map(|hours| self.count(hours, None).covered)
    }

    fn metres(&self, listing: &Listing) -> Option<u32> {
        let centre = self.territory.find_zone(self.need.terms().zone).map(|zone| zone.centre);
        centre.zip(listing.point.value()).map(|(from, to)| self.territory.metres_between(from, *to))
    }
}

impl Explain<'_> {
    fn ranked(&self, page: &RankedPage<'_>) -> Vec<Ranked> {
        let RankedPage { group, before, first, entries, next } = *page;
        let robust = robustness(self.pass.in_play, group, entries);
        let several = self.pass.in_play.count_ones() > 1;
        let mut ranked: Vec<Ranked> = Vec::with_capacity(entries.len());
        for (place, (entry, robustness)) in entries.iter().zip(robust).enumerate() {
            // The first entry of the page may tie with one before it; after that, places tell.
            let rank = match ranked.last() {
                Some(last) if last.points == entry.points => last.rank,
                Some(_) if let Some(first) = first => before + first + place as u32 + 1,
                Some(_) | None => before + rank_in(group, entry.points),
            };
            let beaten = |other: &&Scored| several && dominates(&entry.scores, &other.scores, self.pass.in_play);
            ranked.push(Ranked {
                rank,
                tied: is_tied_in(group, entry.points),
                points: entry.points,
                answer: self.answer(entry.at, &entry.scores, self.pass.in_play, 0),
                dominates: entries
                    .iter()
                    .chain(next)
                    .filter(beaten)
                    .map(|other| self.listing(other.at).finess)
                    .collect(),
                robustness: (robustness.weightings > 0).then_some(robustness),
            });
        }
        ranked
    }

    fn to_confirm(&self, entry: &Unsure) -> ToConfirm {
        let unknown = self.pass.in_play & !entry.known;
        let open: u32 = (0..5).filter(|at| unknown >> at & 1 == 1).map(|at| 1000 * self.pass.weights[at]).sum();
        ToConfirm {
            at_least: entry.points,
            at_most: entry.points + open,
            answer: self.answer(entry.at, &entry.scores, entry.known, entry.missing),
        }
    }

    fn nursing(&self, at: u32) -> NursingService {
        let listing = self.catalogue.listing_at(at as usize);
        NursingService {
            finess: listing.finess,
            zone_known: listing.zones.known().is_some(),
            metres: self.metres(listing),
        }
    }

    /// `known` and `missing` are bits of `Criterion` and of `Missing`.
    fn answer(&self, at: u32, scores: &Scores, known: u8, missing: u16) -> Answer {
        let listing = self.listing(at);
        let terms = self.need.terms();
        let in_play = |criterion: &Criterion| self.pass.in_play >> *criterion as u32 & 1 == 1;
        let contribution = |criterion: Criterion| {
            let at = criterion as usize;
            let known = known >> at & 1 == 1;
            Contribution {
                criterion,
                weight: self.pass.weights[at] as u8,
                score: known.then_some(scores[at]),
                points: known.then(|| self.pass.weights[at] * u32::from(scores[at])),
            }
        };
        let covered = self.covered_minutes(listing);
        let acts = listing.acts.value();
        let week = || WeekCover::of(&terms.visits, &self.year, listing.hours.value());
        Answer {
            finess: listing.finess,
            contributions: Criterion::ALL.iter().copied().filter(in_play).map(contribution).collect(),
            covered_minutes: covered.filter(|_| !terms.visits.is_empty()),
            week: (!terms.visits.is_empty()).then(week),
            offered: acts.map(|acts| acts.intersection(terms.wished)),
            not_offered: acts.map_or(ActSet::EMPTY, |acts| terms.wished.minus(*acts)),
            offers: self.offers(listing),
            missing: Missing::ALL.iter().copied().filter(|fact| missing >> *fact as u32 & 1 == 1).collect(),
            metres: self.metres(listing),
        }
    }

    fn count(&self, hours: &OpenHours, billing: Option<Billing>) -> BilledMinutes {
        let usual = Billing {
            evening: crate::provider::tariff::USUAL_EVENING,
            night: crate::provider::tariff::USUAL_NIGHT,
            minimum_minutes: 0,
        };
        BilledMinutes::count(&self.need.terms().visits, &self.year, hours, &billing.unwrap_or(usual))
    }

    /// Accepted modes with a tariff in force: exact costs first, cheapest first (for the person, where one amount is
    /// left to pay); then "at least"; then none.
    fn offers(&self, listing: &Listing) -> Vec<OfferCost> {
        let terms = self.need.terms();
        let always = OpenHours::always();
        let hours = listing.hours.value().unwrap_or(&always);
        let mut offers: Vec<OfferCost> = terms
            .modes
            .iter()
            .filter_map(|mode| listing.tariff_on(mode, terms.start))
            .map(|tariff| {
                let stated = tariff.terms();
                let minutes = || self.count(hours, Some(Billing::of(stated)));
                let billed = (!terms.visits.is_empty()).then(minutes);
                let cost = billed.as_ref().map(|billed| Cost::of(stated, billed));
                let reckoning = self.aids.zip(billed.as_ref().zip(cost.as_ref())).and_then(|(aids, (billed, cost))| {
                    let own = HourKind::ALL.iter().map(|kind| {
                        let price = tariff.hour_price(*kind).unwrap_or_default();
                        Yearly::of_hours(billed.covered_of[*kind as usize], price).0
                    });
                    Some(aids.explain(&Bill {
                        mode: stated.mode,
                        habilitation: listing.habilitation.value().copied(),
                        annual: cost.as_ref().ok()?.annual(),
                        covered: billed.covered,
                        own: Yearly(own.sum()),
                    }))
                });
                OfferCost {
                    mode: stated.mode,
                    tariff_from: stated.from,
                    monthly_fee: stated.monthly_fee,
                    opening_fee: stated.opening_fee,
                    headline: tariff.headline(terms.headline()),
                    unstated: match &billed {
                        Some(billed) => unstated_of_visits(stated, billed),
                        None => unstated_of_headline(stated, terms.headline()),
                    },
                    cost,
                    reckoning,
                }
            })
            .collect();
        let settled = self.pass.yardstick.is_out_of_pocket();
        insertion_sort(&mut offers, |offer| match &offer.cost {
            Some(Ok(cost)) => {
                // What the person pays counts, and is known only where the reckoning is.
                let left = offer.reckoning.as_ref().and_then(Reckoning::exact).filter(|_| settled);
                let aids = left.map_or(Yearly(0), |left| Yearly::of_month(Cents(left.apa.0 + left.pch.0)));
                let to_pay = cost.annual().0.saturating_sub(aids.0);
                (2 * u8::from(cost.at_least) + u8::from(settled && left.is_none()), to_pay)
            }
            Some(Err(_)) => (4, 0),
            None => (u8::from(offer.headline.is_none()), offer.headline.unwrap_or_default().0 as u64),
        });
        offers
    }
}
