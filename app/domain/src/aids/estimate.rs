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
use crate::values::money::{Cents, Yearly};

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

    /// Why a bill has no amount at all.
    fn blocked(&self, bill: &Bill) -> Option<Lacking> {
        let with_apa = self.girs().iter().any(Option::is_some);
        let needs_reference = with_apa && bill.habilitation != Some(Habilitation::Held);
        (needs_reference && self.reference_of(bill.mode).is_none()).then_some(Lacking::ReferenceTariff)
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
            match self.settle(&bill) {
                Settled::Exact(amount) => Some(amount),
                Settled::Lacking(_) => None,
            }
        };
        at(self.floor).zip(at(DEAREST_HOUR)).filter(|_| needed_minutes > 0)
    }

    /// The exact out-of-pocket of a bill: its cost minus aids, which are paid in whole cents each month.
    pub fn settle(&self, bill: &Bill) -> Settled {
        if let Some(lacking) = self.blocked(bill) {
            return Settled::Lacking(lacking);
        }
        let [gir] = self.girs() else { return Settled::Lacking(self.several()) };
        let Some(pch) = self.pch(bill) else { return Settled::Lacking(Lacking::PchTariff) };
        let after_aid = |aid: Cents| Yearly(bill.annual.0.saturating_sub(Yearly::of_month(aid).0));
        let Some(gir) = gir else { return Settled::Exact(after_aid(pch)) };
        let apa = |held: Habilitation| {
            let (plan, used) = self.plan_and_use(bill, held);
            self.apa.paid_exact(self.payer(*gir), plan, used)
        };
        match bill.habilitation {
            Some(held) => Settled::Exact(after_aid(apa(held))),
            None => {
                let (held, not_held) = (apa(Habilitation::Held), apa(Habilitation::NotHeld));
                if held == not_held { Settled::Exact(after_aid(held)) } else { Settled::Lacking(Lacking::Habilitation) }
            }
        }
    }

    /// The estimate of a bill with every line.
    pub fn explain(&self, bill: &Bill) -> Reckoning {
        let verdicts = self.others.verdicts(self.situation.terms(), Some(bill));
        if let Some(lacking) = self.blocked(bill) {
            return Reckoning { cases: Vec::new(), lacking: Some(lacking), verdicts };
        }
        let Some(pch) = self.pch(bill) else {
            return Reckoning { cases: Vec::new(), lacking: Some(Lacking::PchTariff), verdicts };
        };
        let habilitations = match bill.habilitation {
            Some(held) => vec![held],
            // If the reference tariff makes no difference, it is reported as for a service that is not habilité.
            None => vec![Habilitation::NotHeld, Habilitation::Held],
        };
        let mut cases: Vec<OutOfPocket> = Vec::new();
        for gir in self.girs() {
            for held in &habilitations {
                let case = self.case(bill, *gir, *held, pch);
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
        let verdicts = self.others.verdicts(terms, None);
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
                (None, Some(minutes)) => (annual, estimate(&self.reference, annual, minutes)),
                (None, None) => (annual, Line::new(Step::PlanLargest, annual.monthly(), Vec::new())),
            };
            let bill = Bill {
                mode: Mode::Prestataire,
                habilitation: Some(Habilitation::NotHeld),
                annual,
                covered: hours.unwrap_or(0),
                at_hour_prices: annual,
            };
            let pch = self.pch(&bill)?;
            let apa = gir.and_then(|gir| self.apa.explain(self.payer(gir), Plan { exact: plan, line }, annual));
            Some(self.out_of_pocket(&bill, *gir, self.reference_kind, apa, pch))
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

    /// Granted and covered hours × tariff of the mode, at most the cost. None if the tariff of the mode is unknown.
    fn pch(&self, bill: &Bill) -> Option<Cents> {
        let Some(granted) = self.situation.terms().pch_minutes else { return Some(Cents(0)) };
        let hour = self.others.pch_hour(bill.mode)?;
        let counted = Yearly::of_hours(bill.covered.min(12 * granted), hour.published.amount());
        Some(counted.min(bill.annual).monthly())
    }

    fn plan_and_use(&self, bill: &Bill, held: Habilitation) -> (Yearly, Yearly) {
        let payable = match held {
            Habilitation::Held => bill.at_hour_prices,
            Habilitation::NotHeld => {
                // If it is unknown `blocked` has returned before, unless there is no APA.
                let hour = self.reference_of(bill.mode).map_or(Cents(0), |reference| reference.published.amount());
                Yearly::of_hours(bill.covered, hour)
            }
        };
        let plan = self.situation.terms().plan.map_or(payable, Yearly::of_month);
        (plan, payable.min(bill.annual))
    }

    fn case(&self, bill: &Bill, gir: Option<Gir>, held: Habilitation, pch: Cents) -> OutOfPocket {
        let (exact, used) = self.plan_and_use(bill, held);
        let uses_own_price = held == Habilitation::Held;
        let line = match self.situation.terms().plan {
            Some(plan) => Line::new(Step::PlanNotified, plan, Vec::new()),
            None if uses_own_price => {
                let line = Line::new(Step::PlanEstimated, exact.monthly(), Vec::new());
                Line { minutes: Some(bill.covered), hour: Some(own_hour(bill)), ..line }
            }
            None => estimate(self.reference_of(bill.mode).unwrap_or(&self.reference), exact, bill.covered),
        };
        let apa = gir.and_then(|gir| self.apa.explain(self.payer(gir), Plan { exact, line }, used));
        let reference = if uses_own_price { Reference::OwnPrice } else { self.reference_kind(bill.mode) };
        self.out_of_pocket(bill, gir, reference, apa, pch)
    }

    fn out_of_pocket(
        &self,
        bill: &Bill,
        gir: Option<Gir>,
        reference: Reference,
        apa: Option<super::Apa>,
        pch: Cents,
    ) -> OutOfPocket {
        let terms = self.situation.terms();
        let cost = bill.annual.monthly();
        let mut lines = vec![Line::new(Step::Cost, cost, Vec::new())];
        let mut aid = pch;
        if let Some(apa) = &apa {
            aid = Cents(aid.0 + apa.paid_amount().0);
            lines.extend(apa.lines.iter().cloned());
        }
        if let Some(granted) = terms.pch_minutes {
            let hour = self.others.pch_hour(bill.mode).map(Used::from);
            let line = Line::new(Step::Pch, pch, hour.into_iter().collect());
            lines.push(Line { minutes: Some(bill.covered.min(12 * granted)), ..line });
        }
        let monthly = Cents(cost.0 - aid.0);
        lines.push(Line::new(Step::ToPay, monthly, Vec::new()));
        let expense = Yearly(bill.annual.0.saturating_sub(Yearly::of_month(aid).0));
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

/// The line of a plan for covered hours at the reference tariff.
fn estimate(reference: &InForce, annual: Yearly, minutes: u32) -> Line {
    let used = vec![Used::from(reference)];
    Line { minutes: Some(minutes), ..Line::new(Step::PlanEstimated, annual.monthly(), used) }
}

/// For display: the hourly price of the tariff, an average if the need has both kinds of hours.
fn own_hour(bill: &Bill) -> Cents {
    let unit = 10_000 * u64::from(bill.covered.max(1));
    Cents(crate::values::money::round_half_up(bill.at_hour_prices.0, unit) as i64)
}
