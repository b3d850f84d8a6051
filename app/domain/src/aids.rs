//! What the law pays of a cost. Exact: every quotient is kept as a fraction of whole numbers until the one rounding to
//! the cent. A result names each value it used, with its year; a value that is missing gives no amount.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
use crate::money::{Cents, round_half_up};
use crate::parameters::{InForce, Parameter, Parameters, Used};

closed_list! {
    /// Groupe iso-ressources: 1 the least autonomous, 6 autonomous (CASF R232-3). APA goes to 1–4.
    Gir {
        One = "1",
        Two = "2",
        Three = "3",
        Four = "4",
        Five = "5",
        Six = "6",
    }
}

closed_list! {
    Household {
        Single = "seul",
        /// Resources of both; the law divides them by 1.7 (CASF R232-11).
        Couple = "couple",
    }
}

impl Gir {
    /// The parameter that caps the plan; none where there is no APA.
    pub fn ceiling(self) -> Option<Parameter> {
        match self {
            Self::One => Some(Parameter::ApaCeilingGir1),
            Self::Two => Some(Parameter::ApaCeilingGir2),
            Self::Three => Some(Parameter::ApaCeilingGir3),
            Self::Four => Some(Parameter::ApaCeilingGir4),
            Self::Five | Self::Six => None,
        }
    }
}

/// What decides the APA of a person of 60 or over, at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApaRequest {
    pub gir: Gir,
    /// Of the household, a month.
    pub resources: Cents,
    pub household: Household,
    /// The plan notified or estimated, a month; more than the ceiling is capped, and said.
    pub plan: Cents,
}

/// Why there is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AidError {
    #[error("resources lie between 0 and 100 000 euros a month")]
    Resources,
    #[error("a plan lies between 0 and 100 000 euros a month")]
    Plan,
    #[error("no value of `{0}` is known for this date or before")]
    NoValue(&'static str),
}

/// The APA of one month, with what it is made of. `participation + amount = used`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apa {
    pub ceiling: Cents,
    /// The plan that counts: at most the ceiling.
    pub plan: Cents,
    pub capped: bool,
    /// The part of the plan that is used.
    pub used: Cents,
    /// Left to the person, of the part used.
    pub participation: Cents,
    /// What the law gives, before the threshold of payment.
    pub amount: Cents,
    /// Nothing is paid up to this amount (CASF R232-31: three times the gross hourly SMIC).
    pub threshold: Cents,
    pub paid: bool,
    pub parameters: Vec<Used>,
}

impl Apa {
    /// What is really paid a month.
    pub fn paid_amount(&self) -> Cents {
        if self.paid { self.amount } else { Cents(0) }
    }
}

/// A month's greatest amount that is taken for a figure and not for a slip.
const MOST: Cents = Cents(10_000_000);

/// Values of the law for APA on one day, looked up once for any number of requests.
#[derive(Clone, Debug)]
pub struct ApaRules {
    mtp: InForce,
    ceilings: [InForce; 4],
    smic: InForce,
}

impl ApaRules {
    pub fn on(parameters: &Parameters, day: Date) -> Result<Self, AidError> {
        use crate::closed_list::ClosedList;
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

    fn ceiling_of(&self, gir: Gir) -> Option<&InForce> {
        self.ceilings.get(gir as usize)
    }

    /// Ceiling of a plan, rounded half up to the cent as it is published.
    pub fn ceiling(&self, gir: Gir) -> Option<Cents> {
        let ratio = self.ceiling_of(gir)?.published.thousandths;
        Some(Cents(round_half_up(self.mtp_cents() * ratio, 1000) as i64))
    }

    fn mtp_cents(&self) -> u64 {
        self.mtp.published.amount().0 as u64
    }

    /// Participation on a plan of `plan` cents as an exact fraction of cents (CASF R232-11, read 2026-11-23).
    ///
    /// With S = MTP and R = resources (÷ 1.7 for a couple): nothing up to 0.725 S, 0.9 A above 2.67 S, and between them
    /// 0.9 t [A1 + A2 (0.6 R + 0.343 S)/(1.945 S) + A3 (0.8 R − 0.191 S)/(1.945 S)], t = (R − 0.725 S)/(1.945 S), the
    /// plan A being cut at 0.317 S and 0.498 S. Everything is scaled to whole numbers: R by 17, thousandths by 1000.
    fn participation(&self, resources: Cents, household: Household, plan: Cents) -> Fraction {
        let s = 17 * i128::from(self.mtp_cents());
        let r = i128::from(resources.0) * if household == Household::Couple { 10 } else { 17 };
        let plan = i128::from(plan.0);
        let above = 1000 * r - 725 * s;
        if above <= 0 {
            return Fraction { numerator: 0, denominator: 1 };
        }
        if 1000 * r > 2670 * s {
            return Fraction { numerator: 9 * plan, denominator: 10 };
        }
        // Bands of the plan in thousandths of a cent.
        let mtp = i128::from(self.mtp_cents());
        let (first_cut, second_cut) = (317 * mtp, 498 * mtp);
        let whole = 1000 * plan;
        let first = whole.min(first_cut);
        let second = (whole.min(second_cut) - first_cut).max(0);
        let third = (whole - second_cut).max(0);
        let unit = 1945 * s;
        let bands = first * unit + second * (600 * r + 343 * s) + third * (800 * r - 191 * s);
        Fraction { numerator: 9 * above * bands, denominator: 10 * 1000 * unit * unit }
    }

    /// The APA of a request of which `used` is the part of the plan really used. GIR 5 and 6 have none.
    pub fn apa(&self, request: &ApaRequest, used: Cents) -> Result<Option<Apa>, AidError> {
        if !(Cents(0)..=MOST).contains(&request.resources) {
            return Err(AidError::Resources);
        }
        if !(Cents(0)..=MOST).contains(&request.plan) || used.0 < 0 {
            return Err(AidError::Plan);
        }
        let (Some(ceiling), Some(ratio)) = (self.ceiling(request.gir), self.ceiling_of(request.gir)) else {
            return Ok(None);
        };
        let plan = request.plan.min(ceiling);
        let used = used.min(plan);
        let amount = self.amount(request, plan, used);
        let threshold = Cents(3 * self.smic.published.amount().0);
        Ok(Some(Apa {
            ceiling,
            plan,
            capped: request.plan > ceiling,
            used,
            participation: Cents(used.0 - amount.0),
            amount,
            threshold,
            paid: amount > threshold,
            parameters: [&self.mtp, ratio, &self.smic].into_iter().map(Used::from).collect(),
        }))
    }

    /// What is paid a month, without the breakdown: 0 where there is no APA or it is under the threshold.
    pub fn paid(&self, request: &ApaRequest, used: Cents) -> Cents {
        let Some(ceiling) = self.ceiling(request.gir) else { return Cents(0) };
        let plan = request.plan.min(ceiling);
        let amount = self.amount(request, plan, used.min(plan));
        if amount.0 > 3 * self.smic.published.amount().0 { amount } else { Cents(0) }
    }

    /// U (1 − P / A), rounded half up to the cent, once.
    fn amount(&self, request: &ApaRequest, plan: Cents, used: Cents) -> Cents {
        if plan.0 == 0 {
            return Cents(0);
        }
        let Fraction { numerator, denominator } = self.participation(request.resources, request.household, plan);
        let whole = i128::from(plan.0) * denominator;
        let exact = i128::from(used.0) * (whole - numerator);
        Cents(((2 * exact + whole) / (2 * whole)) as i64)
    }
}

struct Fraction {
    numerator: i128,
    denominator: i128,
}

/// What decides the tax credit of a year (CGI 199 sexdecies, read 2026-11-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxCreditRequest {
    /// Paid in the year, before any aid.
    pub cost: Cents,
    /// APA, PCH and other aids of the year: they are no expense of the person.
    pub aids: Cents,
    /// Members of the household over 65.
    pub members_over_65: u8,
    pub invalidity: bool,
}

/// The tax credit of a year, with the ceiling it met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxCredit {
    pub expense: Cents,
    pub ceiling: Cents,
    pub amount: Cents,
    pub parameters: Vec<Used>,
}

/// Half of what the person really paid, up to the ceiling of the household.
pub fn tax_credit(parameters: &Parameters, on: Date, request: &TaxCreditRequest) -> Result<TaxCredit, AidError> {
    use crate::closed_list::ClosedList;
    let find = |parameter: Parameter| parameters.find(parameter, on).ok_or(AidError::NoValue(parameter.code()));
    let rate = find(Parameter::TaxCreditRate)?;
    let (base, member, most) =
        (find(Parameter::TaxCreditBase)?, find(Parameter::TaxCreditMember)?, find(Parameter::TaxCreditMost)?);
    let invalidity = find(Parameter::TaxCreditInvalidity)?;
    let raised = base.published.amount().0 + i64::from(request.members_over_65) * member.published.amount().0;
    let (ceiling, used) = if request.invalidity {
        (invalidity.published.amount(), vec![&rate, &invalidity])
    } else {
        (Cents(raised.min(most.published.amount().0)), vec![&rate, &base, &member, &most])
    };
    let expense = Cents((request.cost.0 - request.aids.0).max(0));
    let counted = expense.min(ceiling);
    let amount = round_half_up(counted.0 as u64 * rate.published.thousandths, 100_000);
    let parameters = used.into_iter().map(Used::from).collect();
    Ok(TaxCredit { expense, ceiling, amount: Cents(amount as i64), parameters })
}
