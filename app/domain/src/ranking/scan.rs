//! One pass over the columns: filters, criteria and groups. It cannot fail, and reports what is unknown.

use enum_map::EnumMap;
use jiff::civil::Date;

use crate::aids::{AidRules, Bill, Lacking, Settled};
use crate::cost::{Coverage, Coverages};
use crate::law::parameters::{DEAREST_HOUR, Parameters};
use crate::need::{ByCriterion, Criterion, CriterionSet, Headline, MEALS_A_MONTH, Need};
use crate::provider::acts::{Act, ActSet, HourKind, Mode, ModeSet, PublicSet};
use crate::provider::listing::{Habilitation, Intake, Kind};
use crate::ranking::columns::{Columns, Facts, Offer};
use crate::ranking::coverage::{Covered, Covers};
use crate::ranking::pass::{Pass, Scored, Scores, Unsure};
use crate::ranking::price::{ExactPrice, Yardstick};
use crate::ranking::reasons::{Exclusion, Missing};
use crate::time::calendar::day_number;
use crate::values::closed_list::{ClosedList, Set};
use crate::values::ids::Zone;
use crate::values::money::{Cents, Yearly};

/// The flat prices with scores 1000 and 0: cents of a meal, and of a month of remote alarm.
const CHEAPEST_FLAT: [u64; 2] = [600, 1_000];
const DEAREST_FLAT: [u64; 2] = [2_000, 4_500];

/// Values that depend only on the need, the same for all providers.
pub(super) struct Prepared<'a> {
    columns: &'a Columns,
    zone: Zone,
    day: i32,
    today: i32,
    pub(super) modes: ModeSet,
    pub(super) wished: ActSet,
    pub(super) required: ActSet,
    publics: PublicSet,
    habilitation_required: bool,
    has_visits: bool,
    pub(super) needed_minutes: u32,
    headline: Headline,
    pub(super) yardstick: Yardstick,
    /// The rules of law for the person's situation, if the price is what remains to pay.
    pub(super) aids: Option<&'a AidRules>,
    pub(super) weights: ByCriterion<u32>,
    pub(super) in_play: CriterionSet,
}

/// What the conditions of the need give for one provider.
#[derive(Clone, Copy)]
pub(super) struct Findings {
    pub(super) excluded: Set<Exclusion>,
    pub(super) missing: Set<Missing>,
}

/// Positions in the columns of the providers that nothing excludes, with what is unknown of them, and of the others, with their
/// reasons.
struct Divided {
    candidates: Vec<(u32, Set<Missing>)>,
    excluded: Vec<(u32, Set<Exclusion>)>,
}

/// The price of one provider in the pass.
#[derive(Clone, Copy)]
enum Price {
    Exact(Yearly),
    /// A fact on which the price depends is unknown.
    Lacking(Missing),
}

impl Findings {
    const NONE: Self = Self { excluded: Set::EMPTY, missing: Set::EMPTY };

    #[inline]
    fn exclude_if(&mut self, fails: bool, reason: Exclusion) {
        self.excluded = self.excluded.with_if(fails, reason);
    }

    #[inline]
    fn lack_if(&mut self, unknown: bool, fact: Missing) {
        self.missing = self.missing.with_if(unknown, fact);
    }

    /// These together with others, if the condition holds.
    #[inline]
    fn and_if(self, condition: bool, others: Self) -> Self {
        Self {
            excluded: if condition { self.excluded.union(others.excluded) } else { self.excluded },
            missing: if condition { self.missing.union(others.missing) } else { self.missing },
        }
    }
}

impl Price {
    /// The better known of two prices; of two known prices, the cheaper. No tariff at all is the least known.
    fn or_cheaper(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => Self::Exact(a.min(b)),
            (Self::Exact(a), Self::Lacking(_)) | (Self::Lacking(_), Self::Exact(a)) => Self::Exact(a),
            (Self::Lacking(Missing::Tariff), other) => other,
            (Self::Lacking(first), Self::Lacking(_)) => Self::Lacking(first),
        }
    }
}

/// The deciding offer for a person whose aids are known, the same that comes first in `Answer::offers`: the one with
/// the least to pay, else the cheapest; of equal ones the first mode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct CountingCost {
    is_unsettled: bool,
    compared: Yearly,
    mode: Mode,
    annual: Yearly,
}

impl CountingCost {
    fn of(price: Price, mode: Mode, annual: Yearly) -> Self {
        match price {
            Price::Exact(compared) => Self { is_unsettled: false, compared, mode, annual },
            Price::Lacking(_) => Self { is_unsettled: true, compared: annual, mode, annual },
        }
    }
}

/// Ranks every provider of the columns for a need: by cost, or by what remains to pay if the situation gives one
/// amount. `today` decides which availabilities are still valid.
pub fn scan(columns: &Columns, need: &Need, aids: Option<&AidRules>, parameters: &Parameters, today: Date) -> Pass {
    let covers = Covers::new(columns, need);
    let prepared = Prepared::new(columns, need, covers.needed_minutes(), aids, parameters, today);
    let count = columns.len();
    let Divided { candidates, excluded } = prepared.divide(&covers);
    let mut pass = Pass {
        in_play: prepared.in_play,
        weights: prepared.weights,
        needed_minutes: prepared.needed_minutes,
        yardstick: prepared.yardstick,
        costs: if prepared.aids.is_some() { vec![ExactPrice::UNKNOWN; count] } else { Vec::new() },
        suitable: Vec::with_capacity(candidates.len()),
        partly_suitable: Vec::with_capacity(candidates.len()),
        to_confirm: Vec::with_capacity(candidates.len()),
        excluded,
        nursing: Vec::new(),
    };
    for (at, missing) in candidates {
        prepared.place(&covers, at as usize, missing, &mut pass);
    }
    pass
}

impl<'a> Prepared<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        need: &Need,
        needed: u32,
        aids: Option<&'a AidRules>,
        parameters: &Parameters,
        today: Date,
    ) -> Self {
        let terms = need.terms();
        let has_visits = !terms.visits.is_empty();
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
        let in_play = terms.criteria();
        let weight = |criterion| if in_play.contains(criterion) { terms.weights.of(criterion).into() } else { 0 };
        Self {
            columns,
            zone: terms.zone,
            day: day_number(terms.start),
            today: day_number(today),
            modes: terms.modes,
            wished: terms.wished,
            required: terms.required,
            publics: terms.publics,
            habilitation_required: terms.habilitation_required,
            has_visits,
            needed_minutes: needed,
            headline,
            yardstick,
            aids: aids.filter(|_| anchors.is_some()),
            weights: EnumMap::from_fn(weight),
            in_play,
        }
    }

    /// Applies the conditions of the need. Most of them are met by about half of all providers: there is no branch that could be
    /// guessed wrong.
    fn divide(&self, covers: &Covers) -> Divided {
        let columns = self.columns;
        let zone = columns.zones.iter().position(|zone| *zone == self.zone);
        let served = zone.map(|zone| &columns.served[zone]);
        let (mut candidates, mut taken) = (vec![(0, Set::EMPTY); columns.len()], 0);
        let mut excluded = vec![(0, Set::EMPTY); columns.len()];
        for at in 0..columns.len() {
            let serves = served.is_some_and(|served| served.contains(at));
            let Findings { excluded: reasons, missing } = self.findings(covers, at, serves);
            candidates[taken] = (at as u32, missing);
            excluded[at - taken] = (at as u32, reasons);
            taken += usize::from(reasons.is_empty());
        }
        candidates.truncate(taken);
        excluded.truncate(columns.len() - taken);
        Divided { candidates, excluded }
    }

    /// Adds one provider that nothing excludes to its group.
    #[inline]
    fn place(&self, covers: &Covers, at: usize, missing: Set<Missing>, pass: &mut Pass) {
        let columns = self.columns;
        let facts = columns.facts[at];
        if facts.kind == Kind::Nursing {
            pass.nursing.push(at as u32);
            return;
        }
        let covered = covers.find(columns.hours_of[at]);
        let mut counting = None;
        let price = self.accepted(at).fold(Price::Lacking(Missing::Tariff), |best, offer| {
            best.or_cheaper(self.price(&covers.coverages, covered, offer, facts.habilitation, &mut counting))
        });
        if let (Some(cost), Some(counting)) = (pass.costs.get_mut(at), counting) {
            *cost = ExactPrice { amount: counting.annual, minutes: covered.minutes };
        }
        self.score(at, covered, price, missing, pass);
    }

    /// The offers of a provider in an accepted mode on the day on which the help begins.
    #[inline]
    pub(super) fn accepted(&self, at: usize) -> impl Iterator<Item = &'a Offer> + use<'a> {
        let Self { columns, day, modes, .. } = *self;
        let is_accepted = move |offer: &&Offer| (offer.from <= day) & (day < offer.until) & modes.contains(offer.mode);
        columns.offers_of(at).iter().filter(is_accepted)
    }

    /// Whether it has a tariff of this mode on the day on which the help begins.
    #[inline]
    pub(super) fn has_tariff(&self, at: usize, mode: Mode) -> bool {
        self.columns.mode_begins[at][mode] <= self.day
    }

    /// Whether it takes new people, as far as that is known today.
    #[inline]
    pub(super) fn intake(&self, at: usize) -> Option<Intake> {
        self.columns.facts[at].intake.filter(|_| self.today < self.columns.available_until[at])
    }

    /// The conditions for any provider (its zone, and whom it takes), and further ones for all but nursing services.
    #[inline]
    pub(super) fn findings(&self, covers: &Covers, at: usize, serves: bool) -> Findings {
        let columns = self.columns;
        let facts = columns.facts[at];
        let mut findings = Findings::NONE;
        findings.exclude_if(self.day >= columns.closes[at], Exclusion::Closing);
        findings.exclude_if(facts.zones_known & !serves, Exclusion::Zone);
        findings.lack_if(!facts.zones_known, Missing::Zone);
        let (taken, unknown) = (columns.publics[at], columns.unknown_publics[at]);
        findings.exclude_if(!self.publics.minus(taken.union(unknown)).is_empty(), Exclusion::Publics);
        findings.lack_if(!self.publics.intersection(unknown).is_empty(), Missing::Publics);
        let is_nursing = facts.kind == Kind::Nursing;
        findings.exclude_if(is_nursing & !self.wished.contains(Act::Nursing), Exclusion::NursingOnly);
        let of_home_help = self.of_home_help(at, covers.find(columns.hours_of[at]).minutes);
        findings.and_if(!is_nursing, of_home_help)
    }

    /// The further conditions for all services except nursing services. `covered`: minutes of the year.
    #[inline]
    fn of_home_help(&self, at: usize, covered: u32) -> Findings {
        let mut findings = Findings::NONE;
        let facts = self.columns.facts[at];
        let unknown_habilitation = facts.habilitation.is_none();
        let not_held = facts.habilitation == Some(Habilitation::NotHeld);
        findings.exclude_if(self.habilitation_required & not_held, Exclusion::Habilitation);
        findings.lack_if(self.habilitation_required & unknown_habilitation, Missing::Habilitation);
        let possible = possible_acts(facts, self.columns.acts[at]);
        findings.exclude_if(!self.required.minus(possible).is_empty(), Exclusion::RequiredActs);
        findings.lack_if(!facts.acts_known & !self.required.is_empty(), Missing::Acts);
        let does_none = !self.wished.is_empty() & self.wished.intersection(possible).is_empty();
        findings.exclude_if(does_none, Exclusion::NoWishedAct);
        findings.exclude_if(self.has_visits & facts.hours_known & (covered == 0), Exclusion::NoCoverage);
        let mut modes = ModeSet::EMPTY;
        for mode in Mode::ALL.iter().copied() {
            modes = modes.with_if(self.has_tariff(at, mode), mode);
        }
        let other_mode = !modes.is_empty() & self.modes.intersection(modes).is_empty();
        findings.exclude_if(other_mode, Exclusion::Mode);
        findings.lack_if(modes.is_empty() & (self.modes != ModeSet::all()), Missing::Mode);
        findings
    }

    /// Scores one provider that is not excluded.
    #[inline]
    fn score(&self, at: usize, covered: &Covered, price: Price, mut missing: Set<Missing>, pass: &mut Pass) {
        let facts = self.columns.facts[at];
        let minutes = if self.has_visits { covered.minutes } else { 60 };
        let (price_score, exact_price) = match price {
            Price::Exact(amount) if minutes > 0 => {
                (Ok(self.yardstick.score(amount, minutes)), ExactPrice { amount, minutes })
            }
            Price::Exact(_) => (Err(Missing::Tariff), ExactPrice::UNKNOWN),
            Price::Lacking(fact) => (Err(fact), ExactPrice::UNKNOWN),
        };
        let wished = self.wished.len();
        let offered = self.columns.acts[at].intersection(self.wished).len();
        let measured = |criterion| match criterion {
            Criterion::Price => price_score,
            Criterion::Coverage => facts.hours_known.then_some(covered.score).ok_or(Missing::Hours),
            Criterion::Services => facts.acts_known.then_some(services_score(offered, wished)).ok_or(Missing::Acts),
            Criterion::Quality => facts.quality_score().ok_or(Missing::Grade),
            Criterion::Availability => self.intake(at).map(intake_score).ok_or(Missing::Availability),
        };
        let (mut scores, mut known, mut points) = (Scores::default(), CriterionSet::EMPTY, 0);
        for criterion in self.in_play.iter() {
            match measured(criterion) {
                Ok(score) => {
                    scores[criterion] = score;
                    known = known.with(criterion);
                    points += self.weights[criterion] * u32::from(score);
                }
                Err(fact) => missing = missing.with(fact),
            }
        }
        let at = at as u32;
        if !missing.is_empty() {
            pass.to_confirm.push(Unsure { at, points, scores, known, missing, price: exact_price });
            return;
        }
        // Scores are rounded: 1000 does not yet mean that everything is covered.
        let full = (!self.in_play.contains(Criterion::Coverage) || covered.minutes == self.needed_minutes)
            && (!self.in_play.contains(Criterion::Services) || offered == wished);
        let ExactPrice { amount, minutes } = exact_price;
        let group = if full { &mut pass.suitable } else { &mut pass.partly_suitable };
        group.push(Scored { at, points, amount, minutes, scores });
    }

    /// The exact annual amount of one offer, aids deducted; without visits that of the headline price. If aids are
    /// deducted, `counting` is replaced by this offer if this one comes before it.
    #[inline]
    fn price(
        &self,
        coverages: &Coverages,
        covered: &Covered,
        offer: &Offer,
        habilitation: Option<Habilitation>,
        counting: &mut Option<CountingCost>,
    ) -> Price {
        if !self.has_visits {
            let headline = self.headline_price(offer);
            return headline.map_or(Price::Lacking(Missing::Tariff), |price| {
                Price::Exact(Yearly::of_hours(60, Cents(i64::from(price))))
            });
        }
        match (self.cost(coverages, &covered.coverage, offer), self.aids) {
            (Price::Exact(annual), Some(aids)) if covered.minutes > 0 => {
                let at_hour_prices = covered.coverage.at_hour_prices(&offer.hour_price);
                let bill = Bill { mode: offer.mode, habilitation, annual, covered: covered.minutes, at_hour_prices };
                let price = to_pay(aids, &[bill]);
                let cost = CountingCost::of(price, offer.mode, annual);
                *counting = Some(counting.map_or(cost, |before| before.min(cost)));
                price
            }
            (price, _) => price,
        }
    }

    /// The exact annual cost of one offer.
    #[inline]
    fn cost(&self, coverages: &Coverages, coverage: &Coverage, offer: &Offer) -> Price {
        let unstated = |kind: &HourKind| coverage.minutes[*kind] > 0 && offer.hour_price[*kind] == 0;
        if HourKind::ALL.iter().any(unstated) {
            return Price::Lacking(Missing::Tariff);
        }
        let rates = &self.columns.rates[offer.rates as usize];
        let mut annual = Yearly::of_month(Cents(i64::from(offer.monthly_fee)));
        let mut stated = true;
        coverages.bill(coverage, &self.columns.billings[offer.billing as usize], |billed| {
            annual.0 += u64::from(offer.hour_price[billed.kind]) * billed.rated(rates);
            stated &= rates.states(billed.days, billed.time);
        });
        if stated { Price::Exact(annual) } else { Price::Lacking(Missing::Surcharge) }
    }

    /// Cents of one hour on a weekday, or of a month of the flat acts; none if the tariff does not state all parts of
    /// it.
    fn headline_price(&self, offer: &Offer) -> Option<u32> {
        let stated = |price: u32| (price > 0).then_some(price);
        match self.headline {
            Headline::Hour(kind) => stated(offer.hour_price[kind]),
            Headline::Flat { meals, remote_alarm } => {
                let meals = if meals { stated(offer.meal)? * MEALS_A_MONTH } else { 0 };
                Some(meals + if remote_alarm { stated(offer.remote_alarm_month)? } else { 0 })
            }
        }
    }
}

/// The score of the availability criterion.
pub(super) fn intake_score(intake: Intake) -> u16 {
    match intake {
        Intake::Open => 1000,
        Intake::WaitingList => 400,
        Intake::Closed => 0,
    }
}

/// The score of the services criterion for so many of the wished acts.
pub(super) fn services_score(offered: u32, wished: u32) -> u16 {
    if wished == 0 { 0 } else { ((2000 * offered + wished) / (2 * wished)) as u16 }
}

/// The acts that a provider may do, as far as is known: if its acts are unknown, all that its kind allows.
fn possible_acts(facts: Facts, acts: ActSet) -> ActSet {
    match facts.kind {
        _ if facts.acts_known => acts,
        Kind::HomeHelp => ActSet::all().minus(ActSet::EMPTY.with(Act::Nursing)),
        Kind::HelpAndNursing | Kind::Nursing => ActSet::all(),
    }
}

/// What remains to pay of bills, aids deducted.
fn to_pay(aids: &AidRules, bills: &[Bill]) -> Price {
    match aids.settle(bills) {
        Settled::Exact(amount) => Price::Exact(amount),
        Settled::Lacking(Lacking::Habilitation) => Price::Lacking(Missing::Habilitation),
        // With an unknown GIR there are no anchors, and the price is by cost.
        Settled::Lacking(Lacking::PchTariff | Lacking::ReferenceTariff | Lacking::Gir | Lacking::Mtp) => {
            Price::Lacking(Missing::AidTariff)
        }
    }
}
