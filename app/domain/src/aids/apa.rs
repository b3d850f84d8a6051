//! Allocation personnalisée d'autonomie at home (CASF L232-1 to L232-7, R232-7 to R232-11, read 2026-11-23).

use ethnum::U256;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{AidError, Gir, Household, Line, Step};
use crate::law::parameters::{InForce, Parameter, Parameters, Used, to_the_cent};
use crate::values::closed_list::ClosedList;
use crate::values::money::{Cents, Yearly, round_half_up};

/// The facts that decide the APA of a person of 60 or over who lives at home. No `Debug`: they are private.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ApaRequest {
    pub gir: Gir,
    /// Of the household, each month.
    pub resources: Cents,
    pub household: Household,
    /// The plan notified or estimated, each month; an amount above the ceiling is capped, and this is reported.
    pub plan: Cents,
}

/// The APA of one month, with its parts. `participation + amount = used`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apa {
    pub ceiling: Cents,
    /// The plan that is used: at most the ceiling.
    pub plan: Cents,
    pub capped: bool,
    /// The part of the plan that is used.
    pub used: Cents,
    /// The part of `used` that the person pays.
    pub participation: Cents,
    /// The amount in law, before the threshold of payment.
    pub amount: Cents,
    /// Nothing is paid up to this amount (CASF D232-31: three times the gross hourly SMIC).
    pub threshold: Cents,
    pub paid: bool,
    pub lines: Vec<Line>,
}

impl Apa {
    /// The amount that is really paid each month.
    pub fn paid_amount(&self) -> Cents {
        if self.paid { self.amount } else { Cents(0) }
    }
}

/// Values of the law for APA on one day, looked up once for any number of requests.
#[derive(Clone, Debug)]
pub struct ApaRules {
    mtp: InForce,
    ceilings: [InForce; 4],
    smic: InForce,
}

/// A known plan: its exact amount, and the lines that tell where it comes from.
pub(super) struct Plan {
    pub(super) exact: Yearly,
    pub(super) lines: Vec<Line>,
}

/// Whose resources decide the participation.
#[derive(Clone, Copy)]
pub(super) struct Payer {
    pub(super) gir: Gir,
    pub(super) resources: Cents,
    pub(super) household: Household,
}

struct Fraction {
    numerator: u128,
    denominator: u128,
}

impl ApaRules {
    pub fn on(parameters: &Parameters, day: Date) -> Result<Self, AidError> {
        let find = |parameter: Parameter| parameters.find(parameter, day).ok_or(AidError::NoValue(parameter.code()));
        Ok(Self {
            mtp: find(Parameter::Mtp)?,
            ceilings: [
                find(Parameter::ApaCeilingGir1)?,
                find(Parameter::ApaCeilingGir2)?,
                find(Parameter::ApaCeilingGir3)?,
                find(Parameter::ApaCeilingGir4)?,
            ],
            smic: find(Parameter::SmicHour)?,
        })
    }

    /// The values of the law that apply to every GIR.
    pub(super) fn values(&self) -> impl Iterator<Item = &InForce> {
        [&self.mtp, &self.smic].into_iter()
    }

    pub(super) fn ceilings(&self) -> impl Iterator<Item = &InForce> {
        self.ceilings.iter()
    }

    /// Ceiling of a plan, rounded half up to the cent, as it is published.
    pub fn ceiling(&self, gir: Gir) -> Option<Cents> {
        let ratio = self.ceilings.get(gir as usize)?.published.value;
        Some(to_the_cent(self.mtp.published.value * ratio))
    }

    /// The monthly amount paid in an emergency, before the GIR is known (CASF R232-29): a part of the ceiling of GIR 1.
    pub fn emergency(&self, parameters: &Parameters, day: Date) -> Option<Cents> {
        let share = parameters.find(Parameter::EmergencyShare, day)?.published.value;
        Some(to_the_cent(self.ceiling(Gir::One)?.euros() * share / Decimal::ONE_HUNDRED))
    }

    fn mtp_cents(&self) -> u64 {
        self.mtp.published.amount().0 as u64
    }

    fn threshold(&self) -> Cents {
        Cents(3 * self.smic.published.amount().0)
    }

    /// The APA of a request whose plan is really used up to `used`. GIR 5 and 6 have none.
    pub fn apa(&self, request: &ApaRequest, used: Cents) -> Option<Apa> {
        let line = Line::new(Step::PlanNotified, request.plan, Vec::new());
        let plan = Plan { exact: Yearly::of_month(request.plan), lines: vec![line] };
        let payer = Payer { gir: request.gir, resources: request.resources, household: request.household };
        self.explain(payer, plan, Yearly::of_month(used))
    }

    /// The amount paid each month, without the breakdown: 0 if there is no APA or it is under the threshold.
    pub fn paid(&self, request: &ApaRequest, used: Cents) -> Cents {
        let payer = Payer { gir: request.gir, resources: request.resources, household: request.household };
        self.paid_exact(payer, Yearly::of_month(request.plan), Yearly::of_month(used))
    }

    pub(super) fn paid_exact(&self, payer: Payer, plan: Yearly, used: Yearly) -> Cents {
        let Some(ceiling) = self.ceiling(payer.gir) else { return Cents(0) };
        let plan = plan.min(Yearly::of_month(ceiling));
        let amount = self.amount(payer, plan, used.min(plan));
        if amount > self.threshold() { amount } else { Cents(0) }
    }

    /// An amount that the APA of a bill of which at most `used` counts never passes: the rate of participation falls as the
    /// plan grows, so it is that of the largest plan. A cent more than rounded, whether or not so little is paid.
    pub(super) fn most(&self, payer: Payer, notified: Option<Cents>, used: Yearly) -> Yearly {
        let Some(ceiling) = self.ceiling(payer.gir) else { return Yearly(0) };
        let plan = Yearly::of_month(notified.map_or(ceiling, |plan| plan.min(ceiling)));
        Yearly::of_month(Cents(self.amount(payer, plan, used.min(plan)).0 + 1))
    }

    /// The APA with its lines. None for GIR 5 and 6.
    pub(super) fn explain(&self, payer: Payer, plan: Plan, used: Yearly) -> Option<Apa> {
        let ceiling = self.ceiling(payer.gir)?;
        let counted = plan.exact.min(Yearly::of_month(ceiling));
        let used = used.min(counted);
        let amount = self.amount(payer, counted, used);
        let threshold = self.threshold();
        let paid = amount > threshold;
        let (counted_cents, used_cents) = (counted.monthly(), used.monthly());
        let participation = Cents(used_cents.0 - amount.0);
        let mtp = || vec![Used::from(&self.mtp)];
        let mut lines = plan.lines;
        let ratio = &self.ceilings[payer.gir as usize];
        lines.push(Line::new(Step::Ceiling, ceiling, vec![Used::from(&self.mtp), Used::from(ratio)]));
        lines.push(Line::new(Step::PlanCounted, counted_cents, Vec::new()));
        let step = self.participation_step(payer);
        if step == Step::ParticipationScale {
            let cut = |thousandths: u64| Cents(round_half_up(self.mtp_cents() * thousandths, 1000) as i64);
            let first = counted_cents.min(cut(FIRST_CUT));
            let second = Cents((counted_cents.min(cut(SECOND_CUT)).0 - first.0).max(0));
            let third = Cents(counted_cents.0 - first.0 - second.0);
            for (step, part) in [(Step::FirstBand, first), (Step::SecondBand, second), (Step::ThirdBand, third)] {
                if part.0 > 0 {
                    lines.push(Line::new(step, part, mtp()));
                }
            }
        }
        lines.push(Line::new(Step::PartUsed, used_cents, Vec::new()));
        lines.push(Line::new(step, participation, mtp()));
        lines.push(Line::new(Step::Apa, amount, Vec::new()));
        if !paid {
            lines.push(Line::new(Step::ApaNotPaid, threshold, vec![Used::from(&self.smic)]));
        }
        Some(Apa {
            ceiling,
            plan: counted_cents,
            capped: plan.exact > Yearly::of_month(ceiling),
            used: used_cents,
            participation,
            amount,
            threshold,
            paid,
            lines,
        })
    }

    /// Resources above 0.725 MTP and the threshold 2.67 MTP, both in thousandths of a cent; a couple's are divided by
    /// 1.7, so that everything is scaled by 17.
    fn scaled(&self, payer: Payer) -> (i128, i128) {
        let mtp = 17 * i128::from(self.mtp_cents());
        (i128::from(payer.resources.0) * if payer.household == Household::Couple { 10 } else { 17 }, mtp)
    }

    fn participation_step(&self, payer: Payer) -> Step {
        let (r, s) = self.scaled(payer);
        if 1000 * r <= 725 * s {
            Step::ParticipationNone
        } else if 1000 * r > 2670 * s {
            Step::ParticipationFull
        } else {
            Step::ParticipationScale
        }
    }

    /// Participation on a plan A over that plan, as an exact fraction (CASF R232-11, read 2026-11-23).
    ///
    /// With S = MTP and R = resources (÷ 1.7 for a couple): nothing up to 0.725 S, 0.9 A above 2.67 S, and between them
    /// 0.9 t [A1 + A2 (0.6 R + 0.343 S)/(1.945 S) + A3 (0.8 R − 0.191 S)/(1.945 S)], t = (R − 0.725 S)/(1.945 S), the
    /// plan A being cut at 0.317 S and 0.498 S. Every factor is brought to whole numbers.
    fn participation(&self, payer: Payer, plan: Yearly) -> Fraction {
        let (r, s) = self.scaled(payer);
        if 1000 * r <= 725 * s {
            return Fraction { numerator: 0, denominator: 1 };
        }
        if 1000 * r > 2670 * s {
            return Fraction { numerator: 9, denominator: 10 };
        }
        // Bands of the plan in thousandths of its unit.
        let unit_mtp = i128::from(Yearly::of_month(self.mtp.published.amount()).0);
        let (first_cut, second_cut) = (i128::from(FIRST_CUT) * unit_mtp, i128::from(SECOND_CUT) * unit_mtp);
        let whole = 1000 * i128::from(plan.0);
        let first = whole.min(first_cut);
        let second = (whole.min(second_cut) - first_cut).max(0);
        let third = (whole - second_cut).max(0);
        let unit = 1945 * s;
        let bands = first * unit + second * (600 * r + 343 * s) + third * (800 * r - 191 * s);
        let above = 1000 * r - 725 * s;
        // Both fit: with the largest accepted MTP, 5 000 euros, the greater is under 8 × 10^37.
        Fraction { numerator: (9 * above * bands) as u128, denominator: (10 * unit * unit * whole) as u128 }
    }

    /// U (1 − P / A), rounded half up to the cent, once.
    fn amount(&self, payer: Payer, plan: Yearly, used: Yearly) -> Cents {
        if plan.0 == 0 {
            return Cents(0);
        }
        let Fraction { numerator, denominator } = self.participation(payer, plan);
        let exact = U256::from(used.0) * U256::from(denominator - numerator);
        let cent = U256::from(denominator) * U256::from(Yearly::A_CENT_A_MONTH);
        let two = U256::from(2_u8);
        Cents(((two * exact + cent) / (two * cent)).as_i64())
    }
}

/// Limits of the bands of the plan, in thousandths of the MTP.
const FIRST_CUT: u64 = 317;
const SECOND_CUT: u64 = 498;
