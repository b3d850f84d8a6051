//! What the law pays of a cost, and what remains. Exact: quotients are kept as fractions of whole numbers until the
//! only rounding to the cent. A result names each value that it used, with its year; if a value is missing there is no
//! amount.

mod apa;
mod bill;
mod eligibility;
mod estimate;
mod situation;
mod tax_credit;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
use crate::law::parameters::Used;
use crate::values::money::Cents;

pub use apa::{Apa, ApaRequest, ApaRules};
pub use bill::Bill;
pub use eligibility::{Aid, AidReason, Eligibility, Verdict};
pub use estimate::{AidRules, Lacking, OutOfPocket, Reckoning, Reference, Settled};
pub use situation::{Age, Disability, Gir, Household, Situation, SituationError, SituationTerms};
pub use tax_credit::{CreditRules, TaxCredit};

closed_list! {
    /// One step of an estimate: how its amount is computed. The page has the sentence for it.
    Step {
        Cost = "cout",
        PlanNotified = "plan-notifie",
        /// Covered hours × reference tariff.
        PlanEstimated = "plan-estime",
        /// No plan and no hours: the largest plan that the law allows.
        PlanLargest = "plan-au-plafond",
        /// MTP × the multiple of the GIR.
        Ceiling = "plafond-du-plan",
        /// The smaller of the plan and its ceiling.
        PlanCounted = "plan-retenu",
        /// Parts of the plan up to 0.317 MTP, up to 0.498 MTP, and beyond.
        FirstBand = "premiere-tranche",
        SecondBand = "deuxieme-tranche",
        ThirdBand = "troisieme-tranche",
        /// The part of the plan that the bill uses.
        PartUsed = "part-utilisee",
        /// Resources up to 0.725 MTP: none.
        ParticipationNone = "participation-nulle",
        ParticipationScale = "participation-bareme",
        /// Resources above 2.67 MTP: 90 %.
        ParticipationFull = "participation-entiere",
        Apa = "apa",
        /// At or under the threshold of payment: nothing is paid. Its amount is the threshold.
        ApaNotPaid = "apa-non-versee",
        /// Hours granted and covered × tariff of the mode, at most the cost.
        Pch = "pch",
        ToPay = "a-payer",
        /// The sum paid in twelve months.
        CreditExpense = "depense-de-l-annee",
        CreditCeiling = "plafond-credit-impot",
        /// For twelve months.
        Credit = "credit-impot",
        AfterCredit = "apres-credit-impot",
    }
}

/// One line of a breakdown, each month unless its step is for a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub step: Step,
    pub amount: Cents,
    /// Minutes of the reference year, if the line is about hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The price of an hour in this line, if it is not a value of the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<Cents>,
    /// Values of the law that were used in the line.
    pub used: Vec<Used>,
}

impl Line {
    fn new(step: Step, amount: Cents, used: Vec<Used>) -> Self {
        Self { step, amount, minutes: None, hour: None, used }
    }
}

/// Why there is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AidError {
    #[error("no value of `{0}` is known for this date or before")]
    NoValue(&'static str),
}
