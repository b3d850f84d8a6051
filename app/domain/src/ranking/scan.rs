//! One pass over the columns: filters, criteria, groups and order. Total: it never fails, and names what is unknown.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use jiff::civil::Date;

use crate::aids::{AidRules, Bill, Lacking, Settled};
use crate::closed_list;
use crate::cost::{SCALE, needed_minutes};
use crate::law::parameters::{DEAREST_HOUR, Parameters};
use crate::need::{Criterion, Headline, MEALS_A_MONTH, Need};
use crate::provider::acts::{Act, ActSet, Mode, ModeSet};
use crate::provider::listing::Habilitation;
use crate::ranking::catalogue::{Columns, Flags, Offer};
use crate::ranking::coverage::{DAY_PARTS, Run, Schedule, TIME_PARTS};
use crate::ranking::order::{TieOrder, page};
use crate::time::calendar::{ReferenceYear, day_number};
use crate::values::closed_list::{ClosedList, Set};
use crate::values::money::{Cents, Yearly, round_half_up};

closed_list! {
    /// A fact known to fail the need.
    Exclusion {
        Zone = "zone-non-desservie",
        Mode = "mode-non-propose",
        Habilitation = "non-habilite",
        RequiredActs = "prestation-indispensable-absente",
        Publics = "public-non-accueilli",
        NoCoverage = "aucun-horaire-couvert",
        /// A 354 gives nursing on prescription; the need has no nursing act.
        NursingOnly = "soins-sur-prescription",
        /// It does none of the acts wished.
        NoWishedAct = "aucune-prestation-demandee",
    }
}

closed_list! {
    /// A fact that the need asks for and that is not known.
    Missing {
        Zone = "zone",
        Mode = "mode",
        Tariff = "tarif",
        Surcharge = "majoration",
        Hours = "horaires",
        Acts = "prestations",
        Publics = "publics",
        Habilitation = "habilitation",
        Grade = "evaluation",
        Availability = "disponibilite",
        /// The tariff of the PCH for its mode is not published: what is left to pay is not known.
        AidTariff = "tarif-pch",
    }
}

/// Scores, 0 to 1000, by criterion. Meaningful where the mask of known criteria has its bit.
pub type Scores = [u16; 5];

// The reasons of one provider are kept as bits of a byte.
const _: () = assert!(Exclusion::ALL.len() <= u8::BITS as usize);

/// The exact price of a minute that counts, for ties: an amount over some minutes.
#[derive(Clone, Copy, Debug)]
pub struct ExactPrice {
    amount: Yearly,
    /// 0 where the price is not known, which is then the dearest.
    minutes: u32,
}

impl ExactPrice {
    pub(crate) const UNKNOWN: Self = Self { amount: Yearly(1), minutes: 0 };

    pub(crate) fn is_known(self) -> bool {
        self.minutes > 0
    }

    /// Of one hour, rounded half up to the cent.
    pub(crate) fn hour(self) -> Option<Cents> {
        let per_cent = 10_000 * u64::from(self.minutes);
        self.is_known().then(|| Cents(round_half_up(self.amount.0, per_cent) as i64))
    }
}

impl Ord for ExactPrice {
    fn cmp(&self, other: &Self) -> Ordering {
        let crossed = |price: &Self, other: &Self| u128::from(price.amount.0) * u128::from(other.minutes);
        crossed(self, other).cmp(&crossed(other, self))
    }
}

impl PartialOrd for ExactPrice {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ExactPrice {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for ExactPrice {}

/// A provider of which all that is weighed is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Position in the columns.
    pub at: u32,
    /// Σ weight × score over the criteria in play.
    pub points: u32,
    // An `ExactPrice`, whose own layout would make an entry a quarter larger: there are a million of them in the benchmark.
    amount: Yearly,
    minutes: u32,
    pub scores: Scores,
}

impl Scored {
    /// The price that the method ranks on: what is left to pay where that is one amount, else what it costs.
    pub(crate) fn price(&self) -> ExactPrice {
        ExactPrice { amount: self.amount, minutes: self.minutes }
    }

    /// The order of the method: greatest total first, then the cheapest.
    pub(crate) fn merit(&self) -> (Reverse<u32>, ExactPrice) {
        (Reverse(self.points), self.price())
    }
}

/// A provider of which something that is weighed or asked for is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// Position in the columns.
    pub at: u32,
    /// Σ weight × score over known criteria in play.
    pub points: u32,
    pub scores: Scores,
    /// Criteria in play that are known, as bits.
    pub known: u8,
    /// Bits of `Missing`.
    pub missing: u16,
    /// As `Scored::price`, where it is known.
    pub(crate) price: ExactPrice,
}

impl Unsure {
    /// The order of the method: most known criteria first, then most known points.
    pub(crate) fn merit(&self) -> Reverse<u32> {
        // Points are at most 5 criteria × weight 10 × score 1000.
        Reverse(self.known.count_ones() << 16 | self.points)
    }
}

/// The whole outcome of a pass, unordered. `order` and `page` give it an order.
#[derive(Clone, Debug)]
pub struct Pass {
    /// Criteria that can be measured for this need, with a weight above 0, as bits.
    pub in_play: u8,
    pub weights: [u32; 5],
    pub needed_minutes: u32,
    pub yardstick: Yardstick,
    /// By position in the columns, the cost of the offer that counts; empty where cost is what the method ranks on.
    pub(crate) costs: Vec<ExactPrice>,
    /// All that is weighed is known, and all the hours and acts asked for are covered, where they are weighed.
    pub suitable: Vec<Scored>,
    /// All that is weighed is known; some of the hours or acts are lacking.
    pub partly_suitable: Vec<Scored>,
    pub to_confirm: Vec<Unsure>,
    /// Positions, with the reasons as bits of `Exclusion`.
    pub excluded: Vec<(u32, u8)>,
    /// Nursing services listed apart.
    pub nursing: Vec<u32>,
}

/// Where the price criterion gives 1000 and 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    /// In cost: cents of an hour, or of a month where only flat acts are wished.
    Hour { best: u64, worst: u64 },
    /// In out-of-pocket: what the needed minutes of the year would leave to pay.
    OutOfPocket { best: Yearly, worst: Yearly, needed: u32 },
}

impl Yardstick {
    pub fn is_out_of_pocket(self) -> bool {
        matches!(self, Self::OutOfPocket { .. })
    }

    /// Score of an exact amount over some covered minutes, per covered hour.
    fn score(self, amount: Yearly, covered: u32) -> u16 {
        match self {
            Self::Hour { best, worst } => {
                let per_cent = u64::from(covered) * 10_000;
                let (amount, best, worst) = (amount.0, best * per_cent, worst * per_cent);
                if amount <= best {
                    1000
                } else if amount >= worst {
                    0
                } else {
                    round_half_up(1000 * (worst - amount), worst - best) as u16
                }
            }
            Self::OutOfPocket { best, worst, needed } => {
                let amount = u128::from(amount.0) * u128::from(needed);
                let [best, worst] = [best, worst].map(|anchor| u128::from(anchor.0) * u128::from(covered));
                if amount <= best {
                    1000
                } else if amount >= worst {
                    0
                } else {
                    let (part, whole) = (1000 * (worst - amount), worst - best);
                    ((2 * part + whole) / (2 * whole)) as u16
                }
            }
        }
    }
}

/// Where the price of flat acts gives 1000 and 0: cents of a meal, and of a month of remote alarm.
const CHEAPEST_FLAT: [u64; 2] = [600, 1_000];
const DEAREST_FLAT: [u64; 2] = [2_000, 4_500];

/// What the need fixes once for all providers.
struct Prepared<'a> {
    columns: &'a Columns,
    day: i32,
    today: i32,
    modes: u32,
    wished: u32,
    required: u32,
    publics: u8,
    habilitation: bool,
    nursing: bool,
    has_visits: bool,
    needed_minutes: u32,
    headline: Headline,
    yardstick: Yardstick,
    /// The law for the person's situation, where the price is what is left to pay.
    aids: Option<&'a AidRules>,
    weights: [u32; 5],
    in_play: u8,
}

/// The position of a price in the pass.
#[derive(Clone, Copy)]
enum Price {
    Exact(Yearly),
    /// Some fact that the price depends on is not known.
    Lacking(Missing),
}

impl Price {
    /// The better known of two prices, the cheaper of two known. No tariff at all is the least known.
    fn or_cheaper(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => Self::Exact(a.min(b)),
            (Self::Exact(a), Self::Lacking(_)) | (Self::Lacking(_), Self::Exact(a)) => Self::Exact(a),
            (Self::Lacking(Missing::Tariff), other) => other,
            (Self::Lacking(first), Self::Lacking(_)) => Self::Lacking(first),
        }
    }
}

/// The offer that counts for a person whose aids are known, as `Answer::offers` has it first: the one that leaves least to
/// pay, else the cheapest; of equal ones the first mode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct CountingCost {
    is_unsettled: bool,
    compared: Yearly,
    mode: u32,
    annual: Yearly,
}

impl CountingCost {
    const NONE: Self =
        Self { is_unsettled: true, compared: Yearly(u64::MAX), mode: u32::MAX, annual: Yearly(u64::MAX) };

    fn of(price: Price, mode: u32, annual: Yearly) -> Self {
        match price {
            Price::Exact(compared) => Self { is_unsettled: false, compared, mode, annual },
            Price::Lacking(_) => Self { is_unsettled: true, compared: annual, mode, annual },
        }
    }

    fn exact(self, minutes: u32) -> ExactPrice {
        if self == Self::NONE { ExactPrice::UNKNOWN } else { ExactPrice { amount: self.annual, minutes } }
    }
}

/// Ranks every provider of the columns for a need, on what it costs, or on what is left to pay where a situation gives
/// one amount. `today` decides which availabilities still hold.
pub fn scan(columns: &Columns, need: &Need, aids: Option<&AidRules>, parameters: &Parameters, today: Date) -> Pass {
    let prepared = Prepared::new(columns, need, aids, parameters, today);
    let mut schedule = Schedule::new(columns, need);
    let count = columns.len();
    let mut pass = Pass {
        in_play: prepared.in_play,
        weights: prepared.weights,
        needed_minutes: prepared.needed_minutes,
        yardstick: prepared.yardstick,
        costs: if prepared.aids.is_some() { vec![ExactPrice::UNKNOWN; count] } else { Vec::new() },
        suitable: Vec::with_capacity(count),
        partly_suitable: Vec::with_capacity(count),
        to_confirm: Vec::with_capacity(count),
        excluded: Vec::with_capacity(count),
        nursing: Vec::new(),
    };
    let nowhere = vec![0; count.div_ceil(64)];
    let zone = columns.zones.iter().position(|zone| *zone == need.terms().zone);
    let served = zone.map_or(&nowhere, |zone| &columns.served[zone]);
    for at in 0..count {
        let serves = served[at / 64] >> (at % 64) & 1 == 1;
        prepared.place(&mut schedule, at, serves, &mut pass);
    }
    pass
}

impl<'a> Prepared<'a> {
    fn new(
        columns: &'a Columns,
        need: &Need,
        aids: Option<&'a AidRules>,
        parameters: &Parameters,
        today: Date,
    ) -> Self {
        let terms = need.terms();
        let has_visits = !terms.visits.is_empty();
        let needed = needed_minutes(&terms.visits, &ReferenceYear::from(terms.start));
        let anchors = aids.and_then(|aids| aids.anchors(needed));
        let headline = terms.headline();
        let yardstick = match (anchors, headline) {
            (Some((best, worst)), _) => Yardstick::OutOfPocket { best, worst, needed },
            (None, Headline::Flat { meals, remote_alarm }) if !has_visits => {
                let of_a_month = |[meal, month]: [u64; 2]| {
                    let meals = if meals { u64::from(MEALS_A_MONTH) * meal } else { 0 };
                    meals + if remote_alarm { month } else { 0 }
                };
                Yardstick::Hour { best: of_a_month(CHEAPEST_FLAT), worst: of_a_month(DEAREST_FLAT) }
            }
            (None, _) => Yardstick::Hour {
                best: parameters.floor_price(terms.start).published.amount().0 as u64,
                worst: DEAREST_HOUR.0 as u64,
            },
        };
        let weights = Criterion::ALL_WEIGHTED
            .map(|criterion| if terms.weighs(criterion) { u32::from(terms.weights.of(criterion)) } else { 0 });
        Self {
            columns,
            day: day_number(terms.start),
            today: day_number(today),
            modes: terms.modes.bits(),
            wished: terms.wished.bits(),
            required: terms.required.bits(),
            publics: terms.publics.bits() as u8,
            habilitation: terms.habilitation_required,
            nursing: terms.wished.contains(Act::Nursing),
            has_visits,
            needed_minutes: needed,
            headline,
            yardstick,
            aids: aids.filter(|_| anchors.is_some()),
            weights,
            in_play: (0..5).filter(|at| weights[*at] > 0).fold(0, |bits, at| bits | 1 << at),
        }
    }

    /// Puts one provider into its group.
    #[inline]
    fn place(&self, schedule: &mut Schedule<'_>, at: usize, serves: bool, pass: &mut Pass) {
        let columns = self.columns;
        let flags = columns.flags[at];
        let acts = columns.acts[at];
        let mut excluded = 0_u8;
        let mut missing = 0_u16;
        let mut fails = |condition: bool, reason: Exclusion| excluded |= u8::from(condition) << reason as u32;
        let mut lacks = |condition: bool, fact: Missing| missing |= u16::from(condition) << fact as u32;

        fails(flags.has(Flags::ZONES_KNOWN) && !serves, Exclusion::Zone);
        lacks(!flags.has(Flags::ZONES_KNOWN), Missing::Zone);
        let unknown = columns.unknown_publics[at];
        fails(self.publics & !(columns.publics[at] | unknown) != 0, Exclusion::Publics);
        lacks(self.publics & unknown != 0, Missing::Publics);
        if flags.has(Flags::NURSING_ONLY) {
            fails(!self.nursing, Exclusion::NursingOnly);
            if excluded == 0 {
                pass.nursing.push(at as u32);
            } else {
                pass.excluded.push((at as u32, excluded));
            }
            return;
        }
        if self.habilitation {
            fails(flags.has(Flags::HABILITATION_KNOWN) && !flags.has(Flags::HABILITATED), Exclusion::Habilitation);
            lacks(!flags.has(Flags::HABILITATION_KNOWN), Missing::Habilitation);
        }
        // What it may do, as far as is known: of acts that are not known, all that its kind allows.
        let possible = match (flags.has(Flags::ACTS_KNOWN), flags.has(Flags::NO_NURSING)) {
            (true, _) => acts,
            (false, true) => !ActSet::EMPTY.with(Act::Nursing).bits(),
            (false, false) => !0,
        };
        fails(self.required & !possible != 0, Exclusion::RequiredActs);
        lacks(!flags.has(Flags::ACTS_KNOWN) && self.required != 0, Missing::Acts);
        fails(self.wished != 0 && self.wished & possible == 0, Exclusion::NoWishedAct);
        let hours_known = flags.has(Flags::HOURS_KNOWN);
        let worked = schedule.worked(columns.hours_of[at]);
        fails(self.has_visits && hours_known && worked.covered == 0, Exclusion::NoCoverage);
        let offers = &columns.offers[columns.first_offer[at] as usize..columns.first_offer[at + 1] as usize];
        let offers = offers.iter().filter(|offer| offer.from <= self.day && self.day < offer.until);
        let in_force = offers.clone().fold(0, |modes, offer| modes | offer.mode);
        fails(in_force != 0 && in_force & self.modes == 0, Exclusion::Mode);
        lacks(in_force == 0 && self.modes != ModeSet::all().bits(), Missing::Mode);
        if excluded != 0 {
            pass.excluded.push((at as u32, excluded));
            return;
        }
        let accepted = offers.filter(|offer| offer.mode & self.modes != 0);
        let runs = schedule.runs(worked);
        let mut counting = CountingCost::NONE;
        let mut priced = |offer: &Offer| match (self.price(schedule, runs, offer), self.aids) {
            (Price::Exact(annual), Some(aids)) if worked.covered > 0 => {
                let own =
                    runs.iter().map(|run| u64::from(offer.hour_price[run.kind as usize]) * run.minutes() * 10_000);
                let price = left(aids, offer, flags, annual, worked.covered, Yearly(own.sum()));
                counting = counting.min(CountingCost::of(price, offer.mode, annual));
                price
            }
            (price, _) => price,
        };
        let price = accepted.fold(Price::Lacking(Missing::Tariff), |best, offer| best.or_cheaper(priced(offer)));

        if let Some(cost) = pass.costs.get_mut(at) {
            *cost = counting.exact(worked.covered);
        }

        let mut scores: Scores = [0; 5];
        let mut known = 0_u8;
        let mut score = |criterion: Criterion, value: Option<u16>| {
            let weighed = self.in_play >> criterion as u32 & 1 == 1;
            if let Some(value) = value.filter(|_| weighed) {
                scores[criterion as usize] = value;
                known |= 1 << criterion as u32;
            }
            weighed && value.is_none()
        };
        let measured = if self.has_visits { worked.covered } else { 60 };
        let unknown = ExactPrice::UNKNOWN;
        let (price_score, lacking, exact_price) = match price {
            Price::Exact(amount) if measured > 0 => {
                let exact = ExactPrice { amount, minutes: measured };
                (Some(self.yardstick.score(amount, measured)), Missing::Tariff, exact)
            }
            Price::Exact(_) => (None, Missing::Tariff, unknown),
            Price::Lacking(fact) => (None, fact, unknown),
        };
        lacks(score(Criterion::Price, price_score), lacking);
        lacks(score(Criterion::Coverage, hours_known.then_some(worked.score)), Missing::Hours);
        let wished = self.wished.count_ones();
        let offered = (acts & self.wished).count_ones();
        let services = if wished == 0 { 0 } else { (2000 * offered + wished) / (2 * wished) };
        let services = flags.has(Flags::ACTS_KNOWN).then_some(services as u16);
        lacks(score(Criterion::Services, services), Missing::Acts);
        lacks(score(Criterion::Quality, flags.quality_score()), Missing::Grade);
        let intake = flags.intake_score().filter(|_| self.today < columns.available_until[at]);
        lacks(score(Criterion::Availability, intake), Missing::Availability);

        let points = (0..5).map(|at| self.weights[at] * u32::from(scores[at])).sum();
        let at = at as u32;
        if missing != 0 {
            pass.to_confirm.push(Unsure { at, points, scores, known, missing, price: exact_price });
            return;
        }
        // The scores are rounded: a thousand is not yet all of it.
        let weighed = |criterion: Criterion| self.in_play >> criterion as u32 & 1 == 1;
        let full = (!weighed(Criterion::Coverage) || worked.covered == self.needed_minutes)
            && (!weighed(Criterion::Services) || offered == wished);
        let ExactPrice { amount, minutes } = exact_price;
        let group = if full { &mut pass.suitable } else { &mut pass.partly_suitable };
        group.push(Scored { at, points, amount, minutes, scores });
    }

    /// Exact annual amount of one offer, as `cents × minutes × basis points`; of the headline without visits.
    #[inline]
    fn price(&self, schedule: &Schedule<'_>, runs: &[Run], offer: &Offer) -> Price {
        if !self.has_visits {
            return self
                .headline_price(offer)
                .map_or(Price::Lacking(Missing::Tariff), |price| Price::Exact(Yearly(price * SCALE)));
        }
        let billing = &self.columns.billings[offer.billing as usize];
        let rates = &self.columns.rates[offer.rates as usize];
        let mut amount = u64::from(offer.monthly_fee) * 12 * SCALE;
        let mut met = 0_u16;
        for run in runs {
            let price = u64::from(offer.hour_price[run.kind as usize]);
            if price == 0 {
                return Price::Lacking(Missing::Tariff);
            }
            let (mut evening, mut night) = billing.late_minutes(run.first.0, run.first.1);
            for (start, end) in &schedule.pieces[run.others.0 as usize..run.others.1 as usize] {
                let late = billing.late_minutes(*start, *end);
                evening += late.0;
                night += late.1;
            }
            let worked = u32::from(run.worked);
            let mut parts = [worked - evening - night, evening, night];
            if worked < billing.minimum_minutes {
                let late = billing.late_minutes(run.first.0, run.first.0 + 1);
                parts[(late.0 + 2 * late.1) as usize] += billing.minimum_minutes - worked;
            }
            let mut weighted = 0;
            for (time, minutes) in parts.into_iter().enumerate().filter(|(_, minutes)| *minutes > 0) {
                met |= run.days_met << time;
                let rated: u32 = (0..DAY_PARTS)
                    .map(|day| {
                        u32::from(run.days[day]) * (10_000 + u32::from(rates.surcharge[day * TIME_PARTS + time]))
                    })
                    .sum();
                weighted += u64::from(minutes) * u64::from(rated);
            }
            amount += price * weighted;
        }
        if met & rates.not_stated != 0 { Price::Lacking(Missing::Surcharge) } else { Price::Exact(Yearly(amount)) }
    }
}

impl Prepared<'_> {
    /// Cents of one weekday hour, or of a month of the flat acts; none where the tariff does not state all of it.
    fn headline_price(&self, offer: &Offer) -> Option<u64> {
        let stated = |price: u32| (price > 0).then_some(u64::from(price));
        let [meal, month] = offer.flat_price;
        match self.headline {
            Headline::Hour(kind) => stated(offer.hour_price[kind as usize]),
            Headline::Flat { meals, remote_alarm } => {
                let meals = if meals { stated(meal)? * u64::from(MEALS_A_MONTH) } else { 0 };
                Some(meals + if remote_alarm { stated(month)? } else { 0 })
            }
        }
    }
}

/// What an offer leaves to pay, aids deducted.
fn left(aids: &AidRules, offer: &Offer, flags: Flags, annual: Yearly, covered: u32, own: Yearly) -> Price {
    let habilitation = match (flags.has(Flags::HABILITATION_KNOWN), flags.has(Flags::HABILITATED)) {
        (false, _) => None,
        (true, true) => Some(Habilitation::Held),
        (true, false) => Some(Habilitation::NotHeld),
    };
    let mode = Mode::ALL.iter().copied().find(|mode| 1 << mode.position() == offer.mode).unwrap_or(Mode::Prestataire);
    match aids.settle(&Bill { mode, habilitation, annual, covered, own }) {
        Settled::Exact(amount) => Price::Exact(amount),
        Settled::Lacking(Lacking::Habilitation) => Price::Lacking(Missing::Habilitation),
        // With the GIR unknown there are no anchors, and the price stays in cost.
        Settled::Lacking(Lacking::PchTariff | Lacking::ReferenceTariff | Lacking::Gir | Lacking::Mtp) => {
            Price::Lacking(Missing::AidTariff)
        }
    }
}

impl Pass {
    /// Σ of the weights in play.
    pub fn weight_sum(&self) -> u32 {
        self.weights.iter().sum()
    }

    /// The exact cost of the offer that counts of a provider whose price, as the method ranks on it, is `price`.
    pub(crate) fn cost(&self, at: u32, price: ExactPrice) -> ExactPrice {
        self.costs.get(at as usize).copied().unwrap_or(price)
    }

    /// Most known criteria first, then most known points.
    pub fn to_confirm_page(&self, columns: &Columns, ties: TieOrder, window: Range<usize>) -> Vec<Unsure> {
        page(&self.to_confirm, columns, ties, window, Unsure::merit, |entry| entry.at)
    }

    /// The excluded nearest to fit first (fewest reasons), then by the day's seed.
    pub fn excluded_page(&self, columns: &Columns, ties: TieOrder, limit: usize) -> Vec<(u32, Set<Exclusion>)> {
        let nearest = page(&self.excluded, columns, ties, 0..limit, |entry| entry.1.count_ones(), |entry| entry.0);
        nearest.into_iter().map(|(at, reasons)| (at, exclusions(reasons))).collect()
    }

    /// How many were excluded for each reason (one provider may count for several), and how many for it alone.
    pub fn exclusion_counts(&self) -> Vec<(Exclusion, u32, u32)> {
        let mut by_reasons = [0_u32; 256];
        for (_, reasons) in &self.excluded {
            by_reasons[usize::from(*reasons)] += 1;
        }
        let count = |bit: usize| (0..256).filter(|reasons| reasons & bit != 0).map(|reasons| by_reasons[reasons]).sum();
        let all = Exclusion::ALL.iter().map(|reason| {
            let bit = 1 << *reason as usize;
            (*reason, count(bit), by_reasons[bit])
        });
        all.filter(|(_, count, _)| *count > 0).collect()
    }
}

/// Rank of a total in its group: equal totals share a rank.
pub fn rank_in(group: &[Scored], points: u32) -> u32 {
    1 + group.iter().map(|entry| u32::from(entry.points > points)).sum::<u32>()
}

/// Whether several of a group have this total.
pub fn is_tied_in(group: &[Scored], points: u32) -> bool {
    group.iter().filter(|entry| entry.points == points).nth(1).is_some()
}

/// Places `window` of a ranked group: greatest total first, then the cheapest, then by the day's seed.
pub fn ranked_page(group: &[Scored], columns: &Columns, ties: TieOrder, window: Range<usize>) -> Vec<Scored> {
    page(group, columns, ties, window, Scored::merit, |entry| entry.at)
}

fn exclusions(bits: u8) -> Set<Exclusion> {
    Exclusion::ALL.iter().copied().filter(|reason| bits >> *reason as u32 & 1 == 1).collect()
}

/// Whether `a` is at least as good as `b` on every criterion in play, and better on one.
pub fn dominates(a: &Scores, b: &Scores, in_play: u8) -> bool {
    let mut better = false;
    for at in (0..5).filter(|at| in_play >> at & 1 == 1) {
        if a[at] < b[at] {
            return false;
        }
        better |= a[at] > b[at];
    }
    better
}
