//! What the law pays of a cost, and what is left. Exact: quotients are kept as fractions of whole numbers until the one
//! rounding to the cent. A result names each value it used, with its year; a value that is missing gives no amount.

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
    /// One step of a reckoning: how its amount is found. The sentence is the page's.
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
        /// What is paid in twelve months.
        CreditExpense = "depense-de-l-annee",
        CreditCeiling = "plafond-credit-impot",
        /// Of twelve months.
        Credit = "credit-impot",
        AfterCredit = "apres-credit-impot",
    }
}

/// One line of a breakdown, a month unless its step says a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub step: Step,
    pub amount: Cents,
    /// Minutes of the reference year that the line counts, where it counts hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Price of an hour that the line counts with, where it is no value of the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<Cents>,
    /// Values of the law that the line used.
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
