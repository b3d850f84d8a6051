//! Numbers of the law with their validity and their source. A value used beyond its year is always marked.

mod table;

use std::borrow::Cow;

use jiff::civil::{Date, date};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
use crate::provider::acts::Mode;
use crate::provider::territory::Territory;
use crate::values::closed_list::ClosedList;
use crate::values::fingerprint::Fnv;
use crate::values::money::Cents;

closed_list! {
    /// A number of the law. Its unit is in its name or in its documentation.
    Parameter {
        /// Euros an hour: the least that a département pays for an hour of home help.
        FloorHour = "tarif-plancher-heure",
        /// The floor as a multiple of the MTP of 1 January, since 2024.
        FloorCoefficient = "tarif-plancher-part-de-mtp",
        /// Euros an hour: the APA tariff of the département by mode, once the City has entered it. This one is for
        /// prestataire.
        DepartmentHour = "tarif-apa-departement-heure",
        DepartmentMandataireHour = "tarif-apa-departement-mandataire-heure",
        DepartmentPlacementHour = "tarif-apa-departement-mise-a-disposition-heure",
        /// Euros a month: majoration pour tierce personne.
        Mtp = "mtp-mois",
        /// Ceiling of an APA plan, as a multiple of the MTP.
        ApaCeilingGir1 = "plafond-apa-gir1",
        ApaCeilingGir2 = "plafond-apa-gir2",
        ApaCeilingGir3 = "plafond-apa-gir3",
        ApaCeilingGir4 = "plafond-apa-gir4",
        /// Euros: gross minimum wage of an hour.
        SmicHour = "smic-brut-heure",
        /// Euros a month of resources.
        AspaSingle = "plafond-aspa-seul",
        AspaCouple = "plafond-aspa-couple",
        /// Percent of the net cost of a year.
        TaxCreditRate = "credit-impot-taux",
        /// Euros a year.
        TaxCreditBase = "credit-impot-plafond",
        TaxCreditMember = "credit-impot-par-membre-65-ans",
        TaxCreditMost = "credit-impot-plafond-majore",
        TaxCreditInvalidity = "credit-impot-plafond-invalidite",
        /// Euros in the first year in which the person is an employer, as in mandataire mode: base, and with members
        /// over 65.
        TaxCreditFirstYear = "credit-impot-plafond-premiere-annee",
        TaxCreditFirstYearMost = "credit-impot-plafond-majore-premiere-annee",
        /// Euros an hour of help from the pension fund.
        PensionFundHour = "cnav-heure",
        /// Euros an hour of human help in the PCH, by mode.
        PchPrestataireHour = "pch-prestataire-heure",
        PchMandataireHour = "pch-mandataire-heure",
        /// The person employs without a service.
        PchDirectHour = "pch-emploi-direct-heure",
        /// Percent: the largest rise in a year of the prices of a running contract, where the service is not habilité.
        YearlyRise = "hausse-annuelle-plafond",
        /// Percent of the GIR 1 ceiling: APA granted at once in an emergency.
        EmergencyShare = "apa-urgence-part",
        /// Euros for a whole stay at home after hospital (ARDH).
        HospitalReturn = "ardh-plafond",
        /// Euros: the part of an estate above which aide-ménagère is recovered.
        RecoveryThreshold = "seuil-recuperation-succession",
    }
}

/// The unit of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    EurosAnHour,
    EurosAMonth,
    EurosAYear,
    /// An amount that is paid once.
    Euros,
    /// A multiple of the MTP.
    Multiple,
    Percent,
}

impl Unit {
    /// The greatest value that is accepted: a greater one is a mistake in typing.
    fn most(self) -> Decimal {
        Decimal::from(match self {
            Self::EurosAnHour => 500,
            Self::EurosAMonth => 5_000,
            Self::EurosAYear | Self::Euros => 200_000,
            Self::Multiple => 10,
            Self::Percent => 100,
        })
    }

    /// The most decimals that a value may have: cents, or as in the texts.
    fn decimals(self) -> u32 {
        match self {
            Self::EurosAnHour | Self::EurosAMonth | Self::EurosAYear | Self::Euros => 2,
            Self::Multiple => 5,
            Self::Percent => 3,
        }
    }
}

impl Parameter {
    pub fn unit(self) -> Unit {
        match self {
            Self::FloorHour
            | Self::DepartmentHour
            | Self::DepartmentMandataireHour
            | Self::DepartmentPlacementHour
            | Self::SmicHour
            | Self::PensionFundHour
            | Self::PchPrestataireHour
            | Self::PchMandataireHour
            | Self::PchDirectHour => Unit::EurosAnHour,
            Self::Mtp | Self::AspaSingle | Self::AspaCouple => Unit::EurosAMonth,
            Self::FloorCoefficient
            | Self::ApaCeilingGir1
            | Self::ApaCeilingGir2
            | Self::ApaCeilingGir3
            | Self::ApaCeilingGir4 => Unit::Multiple,
            Self::TaxCreditRate | Self::YearlyRise | Self::EmergencyShare => Unit::Percent,
            Self::HospitalReturn | Self::RecoveryThreshold => Unit::Euros,
            Self::TaxCreditBase
            | Self::TaxCreditMember
            | Self::TaxCreditMost
            | Self::TaxCreditInvalidity
            | Self::TaxCreditFirstYear
            | Self::TaxCreditFirstYearMost => Unit::EurosAYear,
        }
    }

    /// The APA tariff of the département for a mode.
    pub fn department_hour(mode: Mode) -> Self {
        match mode {
            Mode::Prestataire => Self::DepartmentHour,
            Mode::Mandataire => Self::DepartmentMandataireHour,
            Mode::Placement => Self::DepartmentPlacementHour,
        }
    }
}

closed_list! {
    /// Where a value comes from.
    State {
        /// A legal text states the amount.
        Published = "publie",
        /// Computed by the formula of a legal text, while no text states the amount yet. Every place that shows it says
        /// so.
        Computed = "calcule",
        /// Entered by staff, with the text that they read.
        Entered = "saisi",
    }
}

/// One value of a parameter, with all that is needed to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub parameter: Parameter,
    /// In its unit, exact: 25 for 25.00 €, 0.01941 for a multiple, 3.84 for 3.84 %.
    pub value: Decimal,
    pub state: State,
    #[serde(with = "crate::time::calendar::iso")]
    pub from: Date,
    /// First day on which it no longer applies; absent if it applies until another is published.
    #[serde(default, with = "crate::time::calendar::iso::option")]
    pub until: Option<Date>,
    pub article: Cow<'static, str>,
    pub url: Cow<'static, str>,
    #[serde(with = "crate::time::calendar::iso")]
    pub read: Date,
}

/// Why a value cannot be added. Each variant names one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParameterError {
    #[error("the value is 0, too large for its unit, or has more decimals than it")]
    Value,
    #[error("the last day of validity lies before the first")]
    Until,
    #[error("the article or the text that fixes the value is missing")]
    Article,
    #[error("the source is an address that starts with https://")]
    Url,
}

impl Published {
    /// Checks a value that staff enter. Whether it is true cannot be checked: it comes with its article and its source.
    pub fn check(&self) -> Result<(), ParameterError> {
        let unit = self.parameter.unit();
        let positive = self.value > Decimal::ZERO && self.value <= unit.most();
        if !positive || self.value.normalize().scale() > unit.decimals() {
            return Err(ParameterError::Value);
        }
        if self.until.is_some_and(|until| until <= self.from) {
            return Err(ParameterError::Until);
        }
        if self.article.trim().chars().count() < 5 {
            return Err(ParameterError::Article);
        }
        if !self.url.starts_with("https://") || self.url.contains(char::is_whitespace) {
            return Err(ParameterError::Url);
        }
        Ok(())
    }

    fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// An amount of money, rounded half up to the cent.
    pub fn amount(&self) -> Cents {
        to_the_cent(self.value)
    }

    /// The value as a fraction of whole numbers: (numerator, denominator).
    pub fn fraction(&self) -> (u128, u128) {
        let value = self.value.normalize();
        (value.mantissa().unsigned_abs(), 10_u128.pow(value.scale()))
    }
}

/// Euros rounded half up to the cent, as amounts of the law are published.
pub fn to_the_cent(euros: Decimal) -> Cents {
    let cents = euros * Decimal::ONE_HUNDRED;
    // `check` keeps every value far below the limit of a count of cents.
    Cents(cents.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or(i64::MAX))
}

/// A value looked up for a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    pub published: Published,
    /// True if the day is after the validity of the value: the latest known value is used instead, and the page says
    /// so.
    pub outdated: bool,
}

/// The price at which the price criterion reaches 0. Fixed by the method, not by the law.
pub const DEAREST_HOUR: Cents = Cents(4500);

/// The parameters used by a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// The values of the program, those that the département has fixed, then those added by staff in the order in which
    /// they were added.
    values: Vec<Published>,
}

impl Parameters {
    /// Those shipped with the program.
    pub fn embedded() -> Self {
        Self { values: table::values() }
    }

    /// Those of the program with those that the département of a territory has fixed.
    pub fn of(territory: &Territory) -> Self {
        Self::embedded().with(territory.law.iter().cloned())
    }

    /// These values with those added by staff, oldest first: of two that start on the same day, the one added last
    /// wins.
    #[must_use]
    pub fn with(mut self, added: impl IntoIterator<Item = Published>) -> Self {
        self.values.extend(added);
        self
    }

    /// The value of a parameter on a day: of those that apply, the one with the latest start; if none applies, the
    /// result of the formula of a decree; without a formula, the last value that applied, marked as outdated. None
    /// before the first value, or if none was ever published.
    pub fn find(&self, parameter: Parameter, on: Date) -> Option<InForce> {
        let published = self.last(parameter, on);
        if published.as_ref().is_some_and(|found| !found.outdated) {
            return published;
        }
        self.computed(parameter, on).map(|published| InForce { published, outdated: false }).or(published)
    }

    /// The value with the latest start; one that is in force comes before those that are not.
    fn last(&self, parameter: Parameter, on: Date) -> Option<InForce> {
        let started = self.values.iter().filter(|value| value.parameter == parameter && value.from <= on);
        let published = started.max_by_key(|value| (value.holds_on(on), value.from))?.clone();
        Some(InForce { outdated: !published.holds_on(on), published })
    }

    /// The result of a formula for the year of a day, from the values in force on 1 January.
    fn computed(&self, parameter: Parameter, on: Date) -> Option<Published> {
        let january = date(on.year(), 1, 1);
        let in_force = |parameter| self.last(parameter, january).filter(|found| !found.outdated);
        let coefficient = in_force(Parameter::FloorCoefficient)?.published;
        // Décret 2024-2 of 2 January 2024 (CASF L314-2-1, read 2026-11-28).
        if parameter == Parameter::FloorHour {
            let value = to_the_cent(coefficient.value * in_force(Parameter::Mtp)?.published.value).euros();
            let until = Date::new(on.year() + 1, 1, 1).ok();
            return Some(Published { parameter, value, state: State::Computed, from: january, until, ..coefficient });
        }
        // Arrêté of 28 December 2005: the PCH pays an hour of prestataire at the floor.
        if parameter == Parameter::PchPrestataireHour {
            let floor = self.find(Parameter::FloorHour, on).filter(|floor| !floor.outdated)?.published;
            let (article, url) = (table::PCH.into(), table::CASF.into());
            return Some(Published { parameter, state: State::Computed, article, url, ..floor });
        }
        None
    }

    /// The national floor price of an hour on a day; before 2022, the price of 2022.
    pub fn floor_price(&self, on: Date) -> InForce {
        let on = on.max(crate::need::FIRST_START);
        let found = self.find(Parameter::FloorHour, on);
        found.unwrap_or_else(|| InForce { published: table::first_floor(), outdated: false })
    }

    /// The value that another would follow, where it is over a quarter away from it: a slip, most likely. What the same day
    /// was given before is no measure: it may be the slip that is being corrected. An hourly price that never had a value is
    /// measured by the floor, of which it may be three times as much, or a third.
    pub fn leap(&self, value: &Published) -> Option<Published> {
        let eve = value.from.yesterday().unwrap_or(value.from);
        let Some(before) = self.find(value.parameter, eve) else {
            let hourly = value.parameter.unit() == Unit::EurosAnHour;
            let floor = hourly.then(|| self.floor_price(value.from).published)?;
            let three = Decimal::from(3);
            let leaps = value.value > three * floor.value || three * value.value < floor.value;
            return leaps.then_some(floor);
        };
        let before = before.published;
        let distance = (value.value - before.value).abs();
        (Decimal::from(4) * distance > before.value).then_some(before)
    }

    pub fn values(&self) -> &[Published] {
        &self.values
    }

    /// The values beside those of the program: of the département, then those that staff added, in the order in which they
    /// were added.
    pub fn added(&self) -> &[Published] {
        let embedded = table::values().len();
        self.values.get(embedded..).unwrap_or_default()
    }

    /// Changes whenever a value changes: FNV-1a 64 of all of them, in hexadecimal.
    pub fn version(&self) -> String {
        let mut hash = Fnv::default();
        for value in &self.values {
            let until = value.until.map(|until| until.to_string()).unwrap_or_default();
            let (parameter, number) = (value.parameter.code(), value.value.normalize());
            let text = format!("{parameter}|{}|{until}|{number}|{}\n", value.from, value.state.code());
            hash = hash.chain(text.as_bytes());
        }
        format!("{:016x}", hash.finish())
    }
}

/// A value of the law that a result used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    pub parameter: Parameter,
    /// In its unit, exact.
    pub value: Decimal,
    pub state: State,
    #[serde(with = "crate::time::calendar::iso")]
    pub from: Date,
    /// First day on which it no longer applies; absent if it applies until another is published.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::calendar::iso::option")]
    pub until: Option<Date>,
    pub outdated: bool,
    pub article: Cow<'static, str>,
    pub url: Cow<'static, str>,
    #[serde(with = "crate::time::calendar::iso")]
    pub read: Date,
}

impl Used {
    /// Whether a page that shows it must say that no legal text states it for that day.
    pub fn is_provisional(&self) -> bool {
        self.outdated || self.state == State::Computed
    }
}

impl From<&InForce> for Used {
    fn from(in_force: &InForce) -> Self {
        let published = &in_force.published;
        Self {
            parameter: published.parameter,
            value: published.value,
            state: published.state,
            from: published.from,
            until: published.until,
            outdated: in_force.outdated,
            article: published.article.clone(),
            url: published.url.clone(),
            read: published.read,
        }
    }
}

#[cfg(test)]
mod tests;
