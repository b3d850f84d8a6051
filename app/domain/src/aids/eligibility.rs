//! PCH, aide-ménagère, help from the pension fund, APA and the tax credit: whether each is open, to be asked for, not
//! open, or to be checked, with its reason. An amount is given only by a parameter in force.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::bill::Bill;
use super::situation::{Age, Gir, SituationTerms};
use crate::closed_list;
use crate::law::parameters::{InForce, Parameter, Parameters, Used};
use crate::provider::acts::{Mode, ModeSet};
use crate::provider::listing::Habilitation;
use crate::values::money::Cents;

closed_list! {
    Aid {
        Apa = "apa",
        Pch = "pch",
        /// Aide sociale: aide-ménagère (CASF L231-1).
        Housekeeping = "aide-menagere",
        PensionFund = "caisse-de-retraite",
        TaxCredit = "credit-d-impot",
    }
}

closed_list! {
    Eligibility {
        Eligible = "ouverte",
        /// An assessment decides: it is never a right.
        ToRequest = "a-demander",
        ToCheck = "a-verifier",
        NotEligible = "non-ouverte",
    }
}

closed_list! {
    /// Why an aid is open, closed or to be checked. Articles read 2026-11-23.
    AidReason {
        /// CASF L232-1 and L232-2: 60 or over, GIR 1 to 4.
        Gir1To4 = "gir-1-a-4",
        /// CASF L232-2.
        Gir5Or6 = "gir-5-ou-6",
        /// CASF L232-1.
        Under60 = "moins-de-60-ans",
        /// The GIR is evaluated by a team of the département (CASF L232-6).
        GirUnknown = "gir-inconnu",
        /// CASF L232-23: APA and PCH exclude each other.
        HasPch = "a-deja-la-pch",
        PchGranted = "pch-accordee",
        /// The MDPH decides (CASF L245-2).
        MdphDecides = "decision-de-la-mdph",
        /// From 60: only for a disability that met the conditions before (CASF L245-1, D245-3).
        DisabilityBefore60 = "handicap-avant-60-ans",
        /// After 60 too, for those who still work (CASF L245-1).
        StillWorks = "travaille-encore",
        /// CASF L232-23: APA and the MTP exclude each other.
        DrawsMtp = "percoit-la-mtp",
        /// CASF L232-23: with APA open, no aide-ménagère.
        HasApa = "apa-ouverte",
        /// Under 60: for a disability of 80 % or more (CASF L241-1).
        Disability80 = "handicap-de-80-pour-cent",
        UnfitFrom60 = "inapte-des-60-ans",
        /// CASF L231-2: resources at most the ceiling of ASPA.
        ResourcesAboveAspa = "ressources-au-dessus-de-l-aspa",
        /// The ceiling of this year is unknown.
        AspaNotPublished = "plafond-aspa-non-publie",
        /// CASF R231-2: then at most 30 hours a month, 48 for a couple, with an habilité service; recovered from the
        /// estate.
        ResourcesUnderAspa = "ressources-sous-l-aspa",
        /// The provider is not habilité à l'aide sociale.
        NotHabilitated = "service-non-habilite",
        HabilitationUnknown = "habilitation-inconnue",
        /// GIR 5 or 6, retired: the fund evaluates.
        FundEvaluates = "evaluation-de-la-caisse",
        /// The funds do not pay what the PCH already does.
        FundWithPch = "caisse-et-pch",
        FundIfRetired = "si-retraite",
        /// People in GIR 1 to 4 have APA instead.
        FundGir1To4 = "caisse-gir-1-a-4",
        PrestataireOnly = "prestataire-seulement",
        /// CGI 199 sexdecies: paid back even to those who pay no income tax.
        CreditForAll = "credit-pour-tous",
        /// The finance law of that year is not voted.
        CreditNotSettled = "credit-non-fixe",
    }
}

/// Whether an aid is open, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub aid: Aid,
    pub eligibility: Eligibility,
    pub reason: AidReason,
    /// Values of the law behind it.
    pub used: Vec<Used>,
}

/// Values of the law for these aids on one day. Only values in force are used.
#[derive(Clone, Debug)]
pub(super) struct OtherRules {
    pch: [Option<InForce>; 2],
    aspa: [Option<InForce>; 2],
    pension_fund: Option<InForce>,
    recovery: Option<InForce>,
    credit_settled: bool,
}

impl OtherRules {
    pub(super) fn on(parameters: &Parameters, day: Date) -> Self {
        let in_force = |parameter| parameters.find(parameter, day).filter(|found| !found.outdated);
        Self {
            pch: [Parameter::PchPrestataireHour, Parameter::PchMandataireHour].map(in_force),
            aspa: [Parameter::AspaSingle, Parameter::AspaCouple].map(in_force),
            pension_fund: in_force(Parameter::PensionFundHour),
            recovery: in_force(Parameter::RecoveryThreshold),
            credit_settled: in_force(Parameter::TaxCreditRate).is_some(),
        }
    }

    /// Tariff of the PCH for a mode, where one is in force.
    pub(super) fn pch_hour(&self, mode: Mode) -> Option<&InForce> {
        match mode {
            Mode::Prestataire => self.pch[0].as_ref(),
            Mode::Mandataire => self.pch[1].as_ref(),
            Mode::Placement => None,
        }
    }

    /// The highest tariff of the PCH in force.
    pub(super) fn highest_pch(&self) -> Cents {
        self.pch.iter().flatten().map(|hour| hour.published.amount()).max().unwrap_or_default()
    }

    /// The tariffs of the PCH for the modes of some bills, each once.
    pub(super) fn pch_used(&self, bills: &[Bill]) -> Vec<Used> {
        let modes: ModeSet = bills.iter().map(|bill| bill.mode).collect();
        modes.iter().filter_map(|mode| self.pch_hour(mode)).map(Used::from).collect()
    }

    /// Every aid for a person, and for the bills of their help if there are any.
    pub(super) fn verdicts(&self, terms: &SituationTerms, bills: &[Bill]) -> Vec<Verdict> {
        let credit = if self.credit_settled {
            (Eligibility::Eligible, AidReason::CreditForAll, Vec::new())
        } else {
            (Eligibility::ToCheck, AidReason::CreditNotSettled, Vec::new())
        };
        let all = [
            (Aid::Apa, apa(terms)),
            (Aid::Pch, self.pch(terms, bills)),
            (Aid::Housekeeping, self.housekeeping(terms, bills)),
            (Aid::PensionFund, self.pension_fund(terms, bills)),
            (Aid::TaxCredit, credit),
        ];
        let verdict = |(aid, (eligibility, reason, used)): (Aid, Found)| Verdict { aid, eligibility, reason, used };
        all.into_iter().map(verdict).collect()
    }

    fn pch(&self, terms: &SituationTerms, bills: &[Bill]) -> Found {
        let used = match bills {
            [] => self.pch_hour(Mode::Prestataire).into_iter().map(Used::from).collect(),
            _ => self.pch_used(bills),
        };
        if terms.pch_minutes.is_some() {
            return (Eligibility::Eligible, AidReason::PchGranted, used);
        }
        // A disability need not be recognised in advance: the MDPH decides together with the request.
        let reason = match terms.age {
            Age::Under60 => AidReason::MdphDecides,
            Age::From60To64 | Age::From65 if terms.works => AidReason::StillWorks,
            Age::From60To64 | Age::From65 => AidReason::DisabilityBefore60,
        };
        (Eligibility::ToCheck, reason, used)
    }

    fn housekeeping(&self, terms: &SituationTerms, bills: &[Bill]) -> Found {
        if has_apa(terms) == Some(true) {
            return no(AidReason::HasApa);
        }
        // Each of the services must be habilité.
        let not_held = bills.iter().any(|bill| bill.habilitation == Some(Habilitation::NotHeld));
        let Some(ceiling) = &self.aspa[terms.household as usize] else {
            let used = self.recovery.iter().map(Used::from).collect();
            return match not_held {
                true => (Eligibility::NotEligible, AidReason::NotHabilitated, used),
                false => (Eligibility::ToCheck, AidReason::AspaNotPublished, used),
            };
        };
        let used: Vec<Used> = [ceiling].into_iter().chain(&self.recovery).map(Used::from).collect();
        if terms.resources > ceiling.published.amount() {
            return (Eligibility::NotEligible, AidReason::ResourcesAboveAspa, used);
        }
        if not_held {
            return (Eligibility::NotEligible, AidReason::NotHabilitated, used);
        }
        if bills.iter().any(|bill| bill.habilitation.is_none()) {
            return (Eligibility::ToCheck, AidReason::HabilitationUnknown, used);
        }
        match (terms.age, has_apa(terms)) {
            (Age::Under60, _) => (Eligibility::ToCheck, AidReason::Disability80, used),
            (Age::From60To64, _) if !terms.unfit_for_work => (Eligibility::ToCheck, AidReason::UnfitFrom60, used),
            (Age::From60To64 | Age::From65, None) => (Eligibility::ToCheck, unsettled(terms), used),
            (Age::From60To64 | Age::From65, Some(_)) => (Eligibility::ToRequest, AidReason::ResourcesUnderAspa, used),
        }
    }

    fn pension_fund(&self, terms: &SituationTerms, bills: &[Bill]) -> Found {
        if terms.pch_minutes.is_some() {
            return (Eligibility::ToCheck, AidReason::FundWithPch, Vec::new());
        }
        let employing = bills.iter().filter(|bill| bill.mode == Mode::Prestataire).count();
        if employing == 0 && !bills.is_empty() {
            return no(AidReason::PrestataireOnly);
        }
        // Whether the fund pays the part of one service alone, no text says.
        if employing < bills.len() {
            return (Eligibility::ToCheck, AidReason::PrestataireOnly, Vec::new());
        }
        let used: Vec<Used> = self.pension_fund.iter().map(Used::from).collect();
        match terms.gir {
            Some(Gir::One | Gir::Two | Gir::Three | Gir::Four) => no(AidReason::FundGir1To4),
            None => (Eligibility::ToCheck, AidReason::GirUnknown, used),
            Some(Gir::Five | Gir::Six) => match terms.age {
                Age::From65 => (Eligibility::ToRequest, AidReason::FundEvaluates, used),
                Age::From60To64 | Age::Under60 => (Eligibility::ToCheck, AidReason::FundIfRetired, used),
            },
        }
    }
}

type Found = (Eligibility, AidReason, Vec<Used>);

fn no(reason: AidReason) -> Found {
    (Eligibility::NotEligible, reason, Vec::new())
}

fn apa(terms: &SituationTerms) -> Found {
    if terms.age == Age::Under60 {
        return no(AidReason::Under60);
    }
    if terms.pch_minutes.is_some() {
        return no(AidReason::HasPch);
    }
    match terms.gir {
        Some(Gir::One | Gir::Two | Gir::Three | Gir::Four) if terms.draws_mtp => {
            (Eligibility::ToCheck, AidReason::DrawsMtp, Vec::new())
        }
        Some(Gir::One | Gir::Two | Gir::Three | Gir::Four) => (Eligibility::Eligible, AidReason::Gir1To4, Vec::new()),
        Some(Gir::Five | Gir::Six) => no(AidReason::Gir5Or6),
        None => (Eligibility::ToCheck, AidReason::GirUnknown, Vec::new()),
    }
}

/// Why it is unknown whether APA is open.
fn unsettled(terms: &SituationTerms) -> AidReason {
    if terms.gir.is_none() { AidReason::GirUnknown } else { AidReason::DrawsMtp }
}

/// Whether APA is open; unknown if the GIR is unknown, or if the person draws the MTP.
fn has_apa(terms: &SituationTerms) -> Option<bool> {
    match apa(terms).0 {
        Eligibility::Eligible => Some(true),
        Eligibility::NotEligible => Some(false),
        Eligibility::ToCheck | Eligibility::ToRequest => None,
    }
}
