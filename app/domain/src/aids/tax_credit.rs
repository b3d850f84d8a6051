//! Tax credit for home help (CGI 199 sexdecies, read 2026-11-23). It is paid back a year later, so it is never deducted
//! from what is paid each month.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AidError, Line, Step};
use crate::law::parameters::{InForce, Parameter, Parameters, Used};
use crate::values::closed_list::ClosedList;
use crate::values::money::{Cents, Yearly, round_half_up};

/// The tax credit of a year, with the ceiling that applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxCredit {
    pub expense: Cents,
    pub ceiling: Cents,
    pub amount: Cents,
    /// A twelfth of the exact amount, rounded half up.
    pub monthly: Cents,
    pub lines: Vec<Line>,
}

/// Values of the law for the tax credit on one day.
#[derive(Clone, Debug)]
pub struct CreditRules {
    rate: InForce,
    base: InForce,
    member: InForce,
    most: InForce,
    invalidity: InForce,
}

impl CreditRules {
    pub fn on(parameters: &Parameters, day: Date) -> Result<Self, AidError> {
        let find = |parameter: Parameter| parameters.find(parameter, day).ok_or(AidError::NoValue(parameter.code()));
        Ok(Self {
            rate: find(Parameter::TaxCreditRate)?,
            base: find(Parameter::TaxCreditBase)?,
            member: find(Parameter::TaxCreditMember)?,
            most: find(Parameter::TaxCreditMost)?,
            invalidity: find(Parameter::TaxCreditInvalidity)?,
        })
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &InForce> {
        [&self.rate, &self.base, &self.member, &self.most, &self.invalidity].into_iter()
    }

    /// Half of an exact yearly expense, up to the ceiling of the household.
    pub fn of(&self, expense: Yearly, members_over_65: u8, invalidity: bool) -> TaxCredit {
        let amount = |in_force: &InForce| in_force.published.amount().0;
        let raised = amount(&self.base) + i64::from(members_over_65) * amount(&self.member);
        let (ceiling, used) = if invalidity {
            (Cents(amount(&self.invalidity)), vec![&self.invalidity])
        } else if members_over_65 == 0 {
            (Cents(amount(&self.base)), vec![&self.base])
        } else {
            (Cents(raised.min(amount(&self.most))), vec![&self.base, &self.member, &self.most])
        };
        // A cent a year is a twelfth of `A_CENT_A_MONTH`; the rate is in percent.
        let (rate, of) = self.rate.published.fraction();
        let cent = Yearly::A_CENT_A_MONTH / 12;
        let counted = expense.0.min(ceiling.0 as u64 * cent);
        let share = |divisor: u64| {
            let exact = u128::from(counted) * rate;
            let unit = u128::from(divisor) * 100 * of;
            Cents(((2 * exact + unit) / (2 * unit)) as i64)
        };
        let year = Cents(round_half_up(expense.0, cent) as i64);
        let (amount, monthly) = (share(cent), share(Yearly::A_CENT_A_MONTH));
        let used = used.into_iter().map(Used::from).collect();
        let lines = vec![
            Line::new(Step::CreditExpense, year, Vec::new()),
            Line::new(Step::CreditCeiling, ceiling, used),
            Line::new(Step::Credit, amount, vec![Used::from(&self.rate)]),
        ];
        TaxCredit { expense: year, ceiling, amount, monthly, lines }
    }
}
