//! What a person really pays of a bill: aids deducted, tax credit apart. The ranking asks only for the exact amount,
//! the page for every line; both follow the same rules.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::apa::{Payer, Plan};
use super::bill::Bill;
use super::eligibility::{OtherRules, Verdict};
use super::situation::{Age, Disability, Gir, Situation};
use super::{AidError, ApaRules, CreditRules, Line, Step};
use crate::closed_list;
use crate::law::parameters::{DEAREST_HOUR, InForce, Parameter, Parameters, Used};
use crate::provider::acts::Mode;
use crate::provider::listing::Habilitation;
use crate::provider::tariff::HOUR_PRICES;
use crate::values::money::{Cents, Yearly, allocate};

closed_list! {
    /// The hourly price by which an APA plan is computed.
    Reference {
        /// Habilité: the hourly price of its tariff, fixed by the département.
        OwnPrice = "tarif-du-service",
        Department = "tarif-apa-departement",
        /// The national floor, while the tariff of the département is unknown.
        Floor = "tarif-plancher",
    }
}

closed_list! {
    /// Why an estimate is not one amount.
    Lacking {
        Gir = "gir",
        Habilitation = "habilitation",
        /// No tariff of the PCH in force for the mode.
        PchTariff = "tarif-pch",
        /// The département's APA tariff of a mode that has no floor in law.
        ReferenceTariff = "tarif-apa-du-mode",
        /// Whoever draws the MTP can keep it or have APA, not both.
        Mtp = "mtp",
    }
}

/// What remains to pay each month, and after the tax credit, with every line. `cost = apa + pch + monthly`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfPocket {
    /// The GIR of this case; absent if it has no APA.
    pub gir: Option<Gir>,
    /// Of the first bill, if there are several.
    pub reference: Reference,
    /// The plan was above the ceiling of the GIR, and was reduced to it.
    pub capped: bool,
    pub cost: Cents,
    pub apa: Cents,
    pub pch: Cents,
    /// To pay each month.
    pub monthly: Cents,
    /// Tax credit of the twelve months.
    pub credit_year: Cents,
    /// The monthly amount after the tax credit of the year, spread over twelve months.
    pub after_credit: Cents,
    pub lines: Vec<Line>,
}

/// What a person pays of a bill: one amount, or several if something is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// The least autonomous first, the case without APA last.
    pub cases: Vec<OutOfPocket>,
    /// Why there are several amounts, or none.
    pub lacking: Option<Lacking>,
    pub verdicts: Vec<Verdict>,
}

impl Reckoning {
    /// The case, if nothing is lacking.
    pub fn exact(&self) -> Option<&OutOfPocket> {
        self.cases.first().filter(|_| self.lacking.is_none())
    }

    /// The least and the most that remain to pay each month.
    pub fn range(&self) -> Option<(Cents, Cents)> {
        let amounts = || self.cases.iter().map(|case| case.monthly);
        amounts().min().zip(amounts().max())
    }
}

/// The exact yearly out-of-pocket of a bill, for the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    Exact(Yearly),
    Lacking(Lacking),
}

/// The rules of law on one day, applied to one situation.
#[derive(Clone, Debug)]
pub struct AidRules {
    situation: Situation,
    apa: ApaRules,
    /// The reference tariff in prestataire of a provider that is not habilité.
    reference: InForce,
    reference_kind: Reference,
    /// The reference tariff in mandataire and in mise à disposition: the law has no floor that could be used instead.
    other_modes: [Option<InForce>; 2],
    floor: Cents,
    credit: CreditRules,
    others: OtherRules,
}

impl AidRules {
    /// # Errors
    /// A value needed for APA or the tax credit was not yet known on that day.
    pub fn on(parameters: &Parameters, day: Date, situation: &Situation) -> Result<Self, AidError> {
        let floor = parameters.floor_price(day);
        let department = parameters.find(Parameter::DepartmentHour, day);
        let reference_kind = if department.is_some() { Reference::Department } else { Reference::Floor };
        Ok(Self {
            situation: situation.clone(),
            apa: ApaRules::on(parameters, day)?,
            floor: floor.published.amount(),
            reference: department.unwrap_or(floor),
            reference_kind,
            other_modes: [Mode::Mandataire, Mode::Placement]
                .map(|mode| parameters.find(Parameter::department_hour(mode), day)),
            credit: CreditRules::on(parameters, day)?,
            others: OtherRules::on(parameters, day),
        })
    }

    pub fn situation(&self) -> &Situation {
        &self.situation
    }

    /// The tariff by which a plan is computed if the provider is not habilité.
    pub fn reference(&self) -> (Reference, Used) {
        (self.reference_kind, Used::from(&self.reference))
    }

    /// Values for which there is no legal text on that day: those of an earlier year, and computed ones.
    pub fn outdated(&self) -> Vec<Used> {
        let concerned = |parameter| self.girs().iter().flatten().any(|gir| gir.ceiling() == Some(parameter));
        let ceilings = self.apa.ceilings().filter(|value| concerned(value.published.parameter));
        let values = self.apa.values().chain(ceilings).chain(self.credit.values()).chain([&self.reference]);
        values.map(Used::from).filter(Used::is_provisional).collect()
    }

    /// The reference tariff of a mode, if it is known.
    fn reference_of(&self, mode: Mode) -> Option<&InForce> {
        match mode {
            Mode::Prestataire => Some(&self.reference),
            Mode::Mandataire => self.other_modes[0].as_ref(),
            Mode::Placement => self.other_modes[1].as_ref(),
        }
    }

    fn reference_kind(&self, mode: Mode) -> Reference {
        match mode {
            Mode::Prestataire => self.reference_kind,
            Mode::Mandataire | Mode::Placement => Reference::Department,
        }
    }

    /// Why bills have no amount at all.
    fn blocked(&self, bills: &[Bill]) -> Option<Lacking> {
        let with_apa = self.girs().iter().any(Option::is_some);
        let lacks_reference =
            |bill: &Bill| bill.habilitation != Some(Habilitation::Held) && self.reference_of(bill.mode).is_none();
        (with_apa && bills.iter().any(lacks_reference)).then_some(Lacking::ReferenceTariff)
    }

    /// Why there are several possible GIR, or none.
    fn several(&self) -> Lacking {
        if self.situation.terms().gir.is_none() { Lacking::Gir } else { Lacking::Mtp }
    }

    /// The possible GIR: one, or several. None means a case without APA.
    fn girs(&self) -> &'static [Option<Gir>] {
        let terms = self.situation.terms();
        if terms.age == Age::Under60 || terms.pch_minutes.is_some() {
            return &[None];
        }
        match terms.gir {
            Some(Gir::One) if terms.draws_mtp => &[Some(Gir::One), None],
            Some(Gir::Two) if terms.draws_mtp => &[Some(Gir::Two), None],
            Some(Gir::Three) if terms.draws_mtp => &[Some(Gir::Three), None],
            Some(Gir::Four) if terms.draws_mtp => &[Some(Gir::Four), None],
            Some(Gir::One) => &[Some(Gir::One)],
            Some(Gir::Two) => &[Some(Gir::Two)],
            Some(Gir::Three) => &[Some(Gir::Three)],
            Some(Gir::Four) => &[Some(Gir::Four)],
            Some(Gir::Five | Gir::Six) => &[None],
            None => &[Some(Gir::One), Some(Gir::Two), Some(Gir::Three), Some(Gir::Four), None],
        }
    }

    /// Out-of-pocket of the reference providers of the price criterion, at the floor and at the dearest hour, neither
    /// habilité: (best, worst). None if the situation does not give one amount.
    pub fn anchors(&self, needed_minutes: u32) -> Option<(Yearly, Yearly)> {
        let at = |hour: Cents| {
            let bill = Bill {
                mode: Mode::Prestataire,
                habilitation: Some(Habilitation::NotHeld),
                annual: Yearly::of_hours(needed_minutes, hour),
                covered: needed_minutes,
                at_hour_prices: Yearly::of_hours(needed_minutes, hour),
            };
            match self.settle(&[bill]) {
                Settled::Exact(amount) => Some(amount),
                Settled::Lacking(_) => None,
            }
        };
        at(self.floor).zip(at(DEAREST_HOUR)).filter(|_| needed_minutes > 0)
    }

    /// The exact out-of-pocket of the bills of one need, one for each service that gives a part of the help: their cost
    /// minus aids, which are paid in whole cents each month.
    pub fn settle(&self, bills: &[Bill]) -> Settled {
        if let Some(lacking) = self.blocked(bills) {
            return Settled::Lacking(lacking);
        }
        let [gir] = self.girs() else { return Settled::Lacking(self.several()) };
        let Some(pch) = self.pch(bills) else { return Settled::Lacking(Lacking::PchTariff) };
        let after_aid = |aid: Cents| Yearly(annual(bills).0.saturating_sub(Yearly::of_month(aid).0));
        let Some(gir) = gir else { return Settled::Exact(after_aid(pch)) };
        let apa = |held: Held| {
            let (plan, used) = self.plan_and_use(bills, held);
            self.apa.paid_exact(self.payer(*gir), plan, used)
        };
        let mut amounts = Held::possible(bills).map(apa);
        match amounts.next() {
            Some(first) if amounts.all(|amount| amount == first) => Settled::Exact(after_aid(first)),
            Some(_) | None => Settled::Lacking(Lacking::Habilitation),
        }
    }

    /// Whether what remains to pay depends on the habilitation of a service: where APA is counted.
    pub(crate) fn asks_habilitation(&self) -> bool {
        self.girs().iter().any(Option::is_some)
    }

    /// Whether the tariffs that a bill is counted by are known, whatever its amounts.
    pub(crate) fn has_tariffs(&self, bill: &Bill) -> bool {
        let has_pch = self.situation.terms().pch_minutes.is_none() || self.others.pch_hour(bill.mode).is_some();
        has_pch && self.blocked(&[*bill]).is_none()
    }

    /// An hourly price that the plan counts at most for a service: its reference tariff, or any price if its own counts.
    pub(crate) fn highest_reference(&self, mode: Mode, habilitation: Option<Habilitation>) -> Cents {
        match (habilitation, self.reference_of(mode)) {
            (Some(Habilitation::NotHeld), Some(reference)) => reference.published.amount(),
            (Some(Habilitation::NotHeld), None) => Cents(0),
            (Some(Habilitation::Held) | None, _) => *HOUR_PRICES.end(),
        }
    }

    /// The least that can remain to pay of any bills that cost at least `annual` and cover `minutes`, and whose hours at
    /// their reference tariffs come to `payable` at most. A bound for searches, not an amount to show: it may be lower than
    /// any real one.
    pub(crate) fn least_to_pay(&self, annual: Yearly, minutes: u32, payable: Yearly) -> Yearly {
        let [gir] = self.girs() else { return Yearly(0) };
        let aid = match (gir, self.situation.terms().pch_minutes) {
            (Some(gir), _) => self.apa.most(self.payer(*gir), self.situation.terms().plan, annual.min(payable)),
            (None, Some(granted)) => Yearly::of_hours(minutes.min(12 * granted), self.others.highest_pch()).min(annual),
            (None, None) => Yearly(0),
        };
        Yearly(annual.0.saturating_sub(aid.0))
    }

    /// The estimate of the bills of one need, with every line.
    pub fn explain(&self, bills: &[Bill]) -> Reckoning {
        let verdicts = self.others.verdicts(self.situation.terms(), bills);
        if let Some(lacking) = self.blocked(bills) {
            return Reckoning { cases: Vec::new(), lacking: Some(lacking), verdicts };
        }
        let Some(pch) = self.pch(bills) else {
            return Reckoning { cases: Vec::new(), lacking: Some(Lacking::PchTariff), verdicts };
        };
        let mut cases: Vec<OutOfPocket> = Vec::new();
        for gir in self.girs() {
            // If the reference tariff makes no difference, it is reported as for a service that is not habilité.
            for held in Held::possible(bills) {
                let case = self.case(bills, *gir, held, pch);
                // If the habilitation makes no difference, there is only one case.
                let known = cases.iter().any(|other| other.gir == case.gir && other.monthly == case.monthly);
                if !known {
                    cases.push(case);
                }
            }
        }
        let lacking = match cases.len() {
            1 => None,
            _ if self.girs().len() > 1 => Some(self.several()),
            _ => Some(Lacking::Habilitation),
        };
        Reckoning { cases, lacking, verdicts }
    }

    /// The aids of a person without a provider: for the notified plan, for hours a month at the reference tariff, or
    /// for the largest plan of each GIR.
    pub fn simulate(&self, minutes_a_month: Option<u32>) -> Reckoning {
        let terms = self.situation.terms();
        let verdicts = self.others.verdicts(terms, &[]);
        let hour = self.reference.published.amount();
        let hours = minutes_a_month.or(terms.pch_minutes).map(|minutes| 12 * minutes);
        let cases = self.girs().iter().filter_map(|gir| {
            let estimated = hours.map(|minutes| Yearly::of_hours(minutes, hour));
            let ceiling = gir.and_then(|gir| self.apa.ceiling(gir));
            // Without hours, the help is that of the plan: no more than its ceiling.
            let annual = estimated.or_else(|| {
                let plan = terms.plan.unwrap_or(ceiling?);
                Some(Yearly::of_month(ceiling.map_or(plan, |ceiling| plan.min(ceiling))))
            })?;
            let (plan, line) = match (terms.plan, hours) {
                (Some(plan), _) => (Yearly::of_month(plan), Line::new(Step::PlanNotified, plan, Vec::new())),
                (None, Some(minutes)) => (annual, estimate(&self.reference, annual.monthly(), minutes)),
                (None, None) => (annual, Line::new(Step::PlanLargest, annual.monthly(), Vec::new())),
            };
            let bill = Bill {
                mode: Mode::Prestataire,
                habilitation: Some(Habilitation::NotHeld),
                annual,
                covered: hours.unwrap_or(0),
                at_hour_prices: annual,
            };
            let pch = self.pch(&[bill])?;
            let plan = Plan { exact: plan, lines: vec![line] };
            let apa = gir.and_then(|gir| self.apa.explain(self.payer(gir), plan, annual));
            Some(self.out_of_pocket(&[bill], *gir, self.reference_kind, apa, pch))
        });
        let cases: Vec<OutOfPocket> = cases.collect();
        let lacking = match (cases.len(), self.girs().len()) {
            (_, 2..) => Some(self.several()),
            (0, _) if terms.pch_minutes.is_some() => Some(Lacking::PchTariff),
            _ => None,
        };
        Reckoning { cases, lacking, verdicts }
    }

    fn payer(&self, gir: Gir) -> Payer {
        let terms = self.situation.terms();
        Payer { gir, resources: terms.resources, household: terms.household }
    }

    /// Granted and covered hours × tariff of the mode, at most the cost. None if the tariff of a mode is unknown, or if
    /// fewer hours are granted than two services cover and it matters at which of them: no text says.
    fn pch(&self, bills: &[Bill]) -> Option<Cents> {
        let Some(granted) = self.situation.terms().pch_minutes.map(|minutes| 12 * minutes) else {
            return Some(Cents(0));
        };
        let hour = |bill: &Bill| Some(self.others.pch_hour(bill.mode)?.published.amount());
        let counted = |bill: &Bill| Some(Yearly::of_hours(bill.covered.min(granted), hour(bill)?).min(bill.annual));
        match bills {
            [bill] => counted(bill),
            _ if covered(bills) <= granted => bills.iter().map(counted).sum(),
            [first, others @ ..] => {
                let tariff = hour(first)?;
                let is_alike = |bill: &Bill| bill.annual >= Yearly::of_hours(bill.covered, tariff);
                let all_alike =
                    is_alike(first) && others.iter().all(|bill| hour(bill) == Some(tariff) && is_alike(bill));
                all_alike.then(|| Yearly::of_hours(granted, tariff))
            }
            [] => None,
        }
        .map(Yearly::monthly)
    }

    /// What the plan can pay of a bill: its hours at the reference tariff.
    fn payable(&self, bill: &Bill, is_held: bool) -> Yearly {
        if is_held {
            return bill.at_hour_prices;
        }
        // If it is unknown `blocked` has returned before, unless there is no APA.
        let hour = self.reference_of(bill.mode).map_or(Cents(0), |reference| reference.published.amount());
        Yearly::of_hours(bill.covered, hour)
    }

    fn plan_and_use(&self, bills: &[Bill], held: Held) -> (Yearly, Yearly) {
        let payable = held.of(bills).map(|(bill, is_held)| self.payable(bill, is_held));
        let used = held.of(bills).map(|(bill, is_held)| self.payable(bill, is_held).min(bill.annual));
        let plan = self.situation.terms().plan.map_or_else(|| payable.sum(), Yearly::of_month);
        (plan, used.sum())
    }

    fn case(&self, bills: &[Bill], gir: Option<Gir>, held: Held, pch: Cents) -> OutOfPocket {
        let (exact, used) = self.plan_and_use(bills, held);
        let lines = match self.situation.terms().plan {
            Some(plan) => vec![Line::new(Step::PlanNotified, plan, Vec::new())],
            None => {
                let payable: Vec<u64> = held.of(bills).map(|(bill, is_held)| self.payable(bill, is_held).0).collect();
                let shares = allocate(exact.monthly().0 as u64, &payable).into_iter().map(|share| Cents(share as i64));
                let line = |((bill, is_held), share): ((&Bill, bool), Cents)| {
                    if is_held {
                        let line = Line::new(Step::PlanEstimated, share, Vec::new());
                        Line { minutes: Some(bill.covered), hour: Some(own_hour(bill)), ..line }
                    } else {
                        estimate(self.reference_of(bill.mode).unwrap_or(&self.reference), share, bill.covered)
                    }
                };
                held.of(bills).zip(shares).map(line).collect()
            }
        };
        let apa = gir.and_then(|gir| self.apa.explain(self.payer(gir), Plan { exact, lines }, used));
        let reference = held.of(bills).next().map_or(self.reference_kind, |(bill, is_held)| {
            if is_held { Reference::OwnPrice } else { self.reference_kind(bill.mode) }
        });
        self.out_of_pocket(bills, gir, reference, apa, pch)
    }

    fn out_of_pocket(
        &self,
        bills: &[Bill],
        gir: Option<Gir>,
        reference: Reference,
        apa: Option<super::Apa>,
        pch: Cents,
    ) -> OutOfPocket {
        let terms = self.situation.terms();
        let annual = annual(bills);
        let cost = annual.monthly();
        let mut lines = vec![Line::new(Step::Cost, cost, Vec::new())];
        let mut aid = pch;
        if let Some(apa) = &apa {
            aid = Cents(aid.0 + apa.paid_amount().0);
            lines.extend(apa.lines.iter().cloned());
        }
        if let Some(granted) = terms.pch_minutes {
            let line = Line::new(Step::Pch, pch, self.others.pch_used(bills));
            lines.push(Line { minutes: Some(covered(bills).min(12 * granted)), ..line });
        }
        let monthly = Cents(cost.0 - aid.0);
        lines.push(Line::new(Step::ToPay, monthly, Vec::new()));
        let expense = Yearly(annual.0.saturating_sub(Yearly::of_month(aid).0));
        // Whoever draws the MTP has a pension of the third category.
        let invalidity = terms.disability == Disability::Invalidity || terms.draws_mtp;
        let credit = self.credit.of(expense, terms.members_over_65, invalidity);
        lines.extend(credit.lines);
        let after_credit = Cents(monthly.0 - credit.monthly.0);
        lines.push(Line::new(Step::AfterCredit, after_credit, Vec::new()));
        OutOfPocket {
            gir,
            reference,
            capped: apa.as_ref().is_some_and(|apa| apa.capped),
            cost,
            apa: apa.map_or(Cents(0), |apa| apa.paid_amount()),
            pch,
            monthly,
            credit_year: credit.amount,
            after_credit,
            lines,
        }
    }
}

/// For each of some bills, whether its service is habilité, as bits: one of the answers that are possible.
#[derive(Clone, Copy)]
struct Held(u32);

impl Held {
    /// One where each habilitation is known; else first the one in which what is unknown is not held.
    fn possible(bills: &[Bill]) -> impl Iterator<Item = Self> + '_ {
        let agrees = |held: &Self| {
            held.of(bills).all(|(bill, is_held)| match bill.habilitation {
                Some(Habilitation::Held) => is_held,
                Some(Habilitation::NotHeld) => !is_held,
                None => true,
            })
        };
        (0..1 << bills.len()).map(Self).filter(agrees)
    }

    fn of(self, bills: &[Bill]) -> impl Iterator<Item = (&Bill, bool)> {
        bills.iter().enumerate().map(move |(at, bill)| (bill, self.0 >> at & 1 == 1))
    }
}

fn annual(bills: &[Bill]) -> Yearly {
    bills.iter().map(|bill| bill.annual).sum()
}

fn covered(bills: &[Bill]) -> u32 {
    bills.iter().map(|bill| bill.covered).sum()
}

/// The line of a plan for covered hours at the reference tariff.
fn estimate(reference: &InForce, monthly: Cents, minutes: u32) -> Line {
    let used = vec![Used::from(reference)];
    Line { minutes: Some(minutes), ..Line::new(Step::PlanEstimated, monthly, used) }
}

/// For display: the hourly price of the tariff, an average if the need has both kinds of hours.
fn own_hour(bill: &Bill) -> Cents {
    let unit = 10_000 * u64::from(bill.covered.max(1));
    Cents(crate::values::money::round_half_up(bill.at_hour_prices.0, unit) as i64)
}
