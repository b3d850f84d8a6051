//! The situation of a person: health and money. It is never stored or logged: no serde, and `Debug` hides it.

use std::fmt;

use thiserror::Error;

use crate::closed_list;
use crate::law::parameters::Parameter;
use crate::values::money::Cents;

closed_list! {
    /// Groupe iso-ressources: 1 is the least autonomous, 6 autonomous (CASF R232-3). APA is for 1 to 4.
    Gir {
        One = "1",
        Two = "2",
        Three = "3",
        Four = "4",
        Five = "5",
        Six = "6",
    }
}

impl Gir {
    /// The parameter of the ceiling of the plan; none for a GIR without APA.
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

closed_list! {
    Household {
        Single = "seul",
        /// Resources of both; the law divides them by 1.7 (CASF R232-11).
        Couple = "couple",
    }
}

closed_list! {
    /// Ages at which rights change (CASF L232-1: APA from 60; L113-1: aide-ménagère from 65).
    Age {
        From65 = "65-et-plus",
        From60To64 = "60-a-64",
        Under60 = "moins-de-60",
    }
}

closed_list! {
    Disability {
        None = "non",
        Recognised = "reconnu",
        /// Mobility inclusion card "invalidité", or third-category pension: it raises the ceiling of the tax credit.
        Invalidity = "invalidite",
    }
}

/// The situation that a person states.
#[derive(Clone, PartialEq, Eq)]
pub struct SituationTerms {
    pub age: Age,
    /// None: "je ne sais pas".
    pub gir: Option<Gir>,
    pub household: Household,
    /// Of the household, each month.
    pub resources: Cents,
    /// Members of the tax household over 65.
    pub members_over_65: u8,
    pub disability: Disability,
    /// The notified APA plan, each month.
    pub plan: Option<Cents>,
    /// Notified hours of PCH human help, in minutes each month.
    pub pch_minutes: Option<u32>,
    /// Receives the majoration pour tierce personne: not together with APA (CASF L232-23).
    pub draws_mtp: bool,
    /// Recognised as unfit for work: aide-ménagère from 60 (CASF L113-1).
    pub unfit_for_work: bool,
    /// Still works after 60: the PCH may be asked for (CASF L245-1).
    pub works: bool,
}

/// The part of the situation that is wrong. Each variant names one field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SituationError {
    #[error("resources lie between 0 and 100 000 euros a month")]
    Resources,
    #[error("a plan lies between 1 cent and 100 000 euros a month")]
    Plan,
    #[error("a notified plan names its GIR, from 1 to 4")]
    PlanWithoutGir,
    #[error("a person under 60 has no APA plan")]
    PlanUnder60,
    #[error("APA and PCH do not go together: one plan is notified, not both")]
    PlanAndPch,
    #[error("hours of PCH lie between 1 minute and 744 hours a month")]
    PchHours,
    #[error("at most 9 members over 65")]
    MembersOver65,
}

/// A greater monthly amount is a mistake in typing.
const MOST: Cents = Cents(10_000_000);
const MOST_PCH_MINUTES: u32 = 744 * 60;
const MOST_MEMBERS: u8 = 9;

/// A situation that was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Situation(SituationTerms);

impl Situation {
    pub fn terms(&self) -> &SituationTerms {
        &self.0
    }
}

impl TryFrom<SituationTerms> for Situation {
    type Error = SituationError;

    fn try_from(terms: SituationTerms) -> Result<Self, SituationError> {
        if !(Cents(0)..=MOST).contains(&terms.resources) {
            return Err(SituationError::Resources);
        }
        if terms.plan.is_some_and(|plan| !(Cents(1)..=MOST).contains(&plan)) {
            return Err(SituationError::Plan);
        }
        if terms.plan.is_some() && terms.age == Age::Under60 {
            return Err(SituationError::PlanUnder60);
        }
        if terms.plan.is_some() && terms.gir.and_then(Gir::ceiling).is_none() {
            return Err(SituationError::PlanWithoutGir);
        }
        if terms.pch_minutes.is_some_and(|minutes| !(1..=MOST_PCH_MINUTES).contains(&minutes)) {
            return Err(SituationError::PchHours);
        }
        if terms.plan.is_some() && terms.pch_minutes.is_some() {
            return Err(SituationError::PlanAndPch);
        }
        if terms.members_over_65 > MOST_MEMBERS {
            return Err(SituationError::MembersOver65);
        }
        Ok(Self(terms))
    }
}

impl fmt::Debug for SituationTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SituationTerms(private)")
    }
}

impl fmt::Debug for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Situation(private)")
    }
}
