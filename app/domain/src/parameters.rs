//! Numbers of the law with their validity and their source. A value is never used past its year without saying so.

mod table;

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::closed_list;
use crate::closed_list::ClosedList;
use crate::fnv::Fnv;
use crate::money::{Cents, round_half_up};

closed_list! {
    /// A number of the law. Its unit is in its name or in its documentation.
    Parameter {
        /// Euros an hour: the least that a département pays for an hour of home help.
        FloorHour = "tarif-plancher-heure",
        /// Euros an hour: the APA tariff of the département, once the City has entered it.
        DepartmentHour = "tarif-apa-departement-heure",
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
        /// Euros an hour of help from the pension fund.
        PensionFundHour = "cnav-heure",
        /// Euros an hour of human help in the PCH, by mode.
        PchPrestataireHour = "pch-prestataire-heure",
        PchMandataireHour = "pch-mandataire-heure",
        /// The person employs without a service.
        PchDirectHour = "pch-emploi-direct-heure",
        /// Percent: the largest rise in a year of the prices of a running contract, where the service is not habilité.
        YearlyRise = "hausse-annuelle-plafond",
    }
}

/// What a value of a parameter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    EurosAnHour,
    EurosAMonth,
    EurosAYear,
    /// A multiple of the MTP.
    Multiple,
    Percent,
}

impl Unit {
    /// The greatest value, in thousandths, that is taken for a value of the law and not for a slip.
    fn most(self) -> u64 {
        match self {
            Self::EurosAnHour => 500_000,
            Self::EurosAMonth => 5_000_000,
            Self::EurosAYear => 200_000_000,
            Self::Multiple => 10_000,
            Self::Percent => 100_000,
        }
    }
}

impl Parameter {
    pub fn unit(self) -> Unit {
        match self {
            Self::FloorHour
            | Self::DepartmentHour
            | Self::SmicHour
            | Self::PensionFundHour
            | Self::PchPrestataireHour
            | Self::PchMandataireHour
            | Self::PchDirectHour => Unit::EurosAnHour,
            Self::Mtp | Self::AspaSingle | Self::AspaCouple => Unit::EurosAMonth,
            Self::ApaCeilingGir1 | Self::ApaCeilingGir2 | Self::ApaCeilingGir3 | Self::ApaCeilingGir4 => Unit::Multiple,
            Self::TaxCreditRate | Self::YearlyRise => Unit::Percent,
            Self::TaxCreditBase | Self::TaxCreditMember | Self::TaxCreditMost | Self::TaxCreditInvalidity => {
                Unit::EurosAYear
            }
        }
    }
}

/// One value of a parameter, with what it takes to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub parameter: Parameter,
    /// The value in thousandths of its unit: 25.00 € is 25 000, a multiple of 1.615 is 1 615.
    pub thousandths: u64,
    #[serde(with = "crate::calendar::iso")]
    pub from: Date,
    /// First day on which it no longer holds; absent when it holds until another is published.
    #[serde(with = "crate::calendar::iso::option")]
    pub until: Option<Date>,
    pub article: Cow<'static, str>,
    pub url: Cow<'static, str>,
    #[serde(with = "crate::calendar::iso")]
    pub read: Date,
}

/// Why a value cannot be added. Each names one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParameterError {
    #[error("the value is 0, too large for its unit, or finer than a cent")]
    Value,
    #[error("the last day of validity lies before the first")]
    Until,
    #[error("the article or the text that fixes the value is missing")]
    Article,
    #[error("the source is an address that starts with https://")]
    Url,
}

impl Published {
    /// Checks a value that staff enter. Nothing says that it is true: it carries its article and its source.
    pub fn check(&self) -> Result<(), ParameterError> {
        let unit = self.parameter.unit();
        let in_cents = match unit {
            Unit::EurosAnHour | Unit::EurosAMonth | Unit::EurosAYear => self.thousandths.is_multiple_of(10),
            Unit::Multiple | Unit::Percent => true,
        };
        if !(1..=unit.most()).contains(&self.thousandths) || !in_cents {
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
        Cents(round_half_up(self.thousandths, 10) as i64)
    }
}

/// A value looked up for a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    pub published: Published,
    /// True when the day lies after the value's validity: the latest known stands in, and the page says so.
    pub outdated: bool,
}

/// The price at which the price criterion reaches 0. Fixed by the method, not by the law.
pub const DEAREST_HOUR: Cents = Cents(4500);

/// The parameters used by a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Those of the program, then those added by staff in the order they came.
    values: Vec<Published>,
}

impl Parameters {
    /// Those shipped with the program.
    pub fn embedded() -> Self {
        Self { values: table::values() }
    }

    /// The same with values added by staff, oldest first: where two start on one day, the one added last wins.
    #[must_use]
    pub fn with(mut self, added: impl IntoIterator<Item = Published>) -> Self {
        self.values.extend(added);
        self
    }

    /// The value of a parameter on a day: of those that hold, the last that started; where none holds, the last that
    /// did, said to be outdated. None before the first one, or where none was ever published.
    pub fn find(&self, parameter: Parameter, on: Date) -> Option<InForce> {
        let started = self.values.iter().filter(|value| value.parameter == parameter && value.from <= on);
        let published = started.max_by_key(|value| (value.holds_on(on), value.from))?.clone();
        Some(InForce { outdated: !published.holds_on(on), published })
    }

    /// The national floor price of an hour on a day; before 2022, that of 2022.
    pub fn floor_price(&self, on: Date) -> InForce {
        let on = on.max(crate::need::FIRST_START);
        let found = self.find(Parameter::FloorHour, on);
        found.unwrap_or_else(|| InForce { published: table::first_floor(), outdated: false })
    }

    pub fn values(&self) -> &[Published] {
        &self.values
    }

    /// Those that staff added, in the order they came.
    pub fn added(&self) -> &[Published] {
        let embedded = table::values().len();
        self.values.get(embedded..).unwrap_or_default()
    }

    /// Changes with any value: FNV-1a 64 of all of them, in hexadecimal.
    pub fn version(&self) -> String {
        let mut hash = Fnv::default();
        for value in &self.values {
            let until = value.until.map(|until| until.to_string()).unwrap_or_default();
            let text = format!("{}|{}|{until}|{}\n", value.parameter.code(), value.from, value.thousandths);
            hash = hash.chain(text.as_bytes());
        }
        format!("{:016x}", hash.finish())
    }
}

/// What a result says of a value it used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    pub parameter: Parameter,
    /// In thousandths of its unit.
    pub thousandths: u64,
    pub from: Date,
    /// First day on which it no longer holds; absent when it holds until another is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub outdated: bool,
    pub article: Cow<'static, str>,
    pub url: Cow<'static, str>,
    pub read: Date,
}

impl From<&InForce> for Used {
    fn from(in_force: &InForce) -> Self {
        let published = &in_force.published;
        Self {
            parameter: published.parameter,
            thousandths: published.thousandths,
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
mod tests {
    use jiff::civil::date;

    use super::{Parameter, ParameterError, Parameters, Published};
    use crate::money::Cents;

    #[test]
    fn a_year_without_a_value_is_said_to_use_the_last_one() {
        let parameters = Parameters::embedded();
        assert_eq!(parameters.floor_price(date(2025, 12, 31)).published.amount(), Cents(2458));
        let later = parameters.floor_price(date(2027, 1, 1));
        assert_eq!((later.published.amount(), later.outdated), (Cents(2500), true));
    }

    #[test]
    fn a_parameter_never_published_is_absent() {
        let parameters = Parameters::embedded();
        assert_eq!(parameters.find(Parameter::DepartmentHour, date(2026, 11, 23)), None);
        assert_eq!(parameters.find(Parameter::Mtp, date(2023, 12, 31)), None);
    }

    /// A value that staff would add.
    fn added(parameter: Parameter, thousandths: u64, from: jiff::civil::Date) -> Published {
        let (article, url) = ("Arrêté du 10 mars".into(), "https://www.paris.fr/tarifs".into());
        Published { parameter, thousandths, from, until: None, article, url, read: date(2026, 11, 23) }
    }

    #[test]
    fn a_value_added_by_staff_wins_from_its_first_day() {
        let amount = |parameters: &Parameters, parameter, day| {
            parameters.find(parameter, day).map(|found| (found.published.thousandths, found.outdated))
        };
        let january = date(2027, 1, 1);
        let before = Parameters::embedded();
        let after = before.clone().with([
            added(Parameter::Mtp, 1_300_000, january),
            added(Parameter::DepartmentHour, 26_100, date(2026, 3, 1)),
            added(Parameter::FloorHour, 25_010, date(2026, 1, 1)),
            added(Parameter::FloorHour, 25_020, date(2026, 1, 1)),
        ]);
        assert_eq!(amount(&after, Parameter::Mtp, date(2026, 12, 31)), Some((1_288_130, false)));
        assert_eq!(amount(&before, Parameter::Mtp, january), Some((1_288_130, true)));
        assert_eq!(amount(&after, Parameter::Mtp, january), Some((1_300_000, false)));
        assert_eq!(amount(&after, Parameter::DepartmentHour, date(2026, 2, 28)), None);
        assert_eq!(amount(&after, Parameter::DepartmentHour, date(2026, 3, 1)), Some((26_100, false)));
        assert_eq!(amount(&after, Parameter::FloorHour, date(2026, 6, 1)), Some((25_020, false)), "the last one said");
        assert_ne!(before.version(), after.version());
        // A value that ended gives way to one that holds, even if that one is older.
        let ended = Published { until: Some(january), ..added(Parameter::TaxCreditRate, 40_000, date(2026, 6, 1)) };
        let ended = before.with([ended]);
        assert_eq!(amount(&ended, Parameter::TaxCreditRate, date(2026, 7, 1)), Some((40_000, false)));
        assert_eq!(amount(&ended, Parameter::TaxCreditRate, january), Some((50_000, false)));
    }

    #[test]
    fn a_value_without_its_source_or_beyond_reason_is_refused() {
        let good = added(Parameter::DepartmentHour, 26_100, date(2026, 3, 1));
        assert_eq!(good.check(), Ok(()));
        assert_eq!(Published { thousandths: 0, ..good.clone() }.check(), Err(ParameterError::Value));
        assert_eq!(Published { thousandths: 2_610_000, ..good.clone() }.check(), Err(ParameterError::Value));
        assert_eq!(Published { thousandths: 26_105, ..good.clone() }.check(), Err(ParameterError::Value));
        let mtp = Published { parameter: Parameter::Mtp, thousandths: 12_881_300, ..good.clone() };
        assert_eq!(mtp.check(), Err(ParameterError::Value), "a slip of the decimal point");
        assert_eq!(Published { until: Some(good.from), ..good.clone() }.check(), Err(ParameterError::Until));
        assert_eq!(Published { article: " ".into(), ..good.clone() }.check(), Err(ParameterError::Article));
        assert_eq!(Published { url: "paris.fr".into(), ..good }.check(), Err(ParameterError::Url));
    }

    #[test]
    fn values_of_one_parameter_follow_each_other_without_overlap() {
        let parameters = Parameters::embedded();
        for value in parameters.values() {
            assert_eq!(value.check(), Ok(()), "{value:?}");
            let next = parameters
                .values()
                .iter()
                .filter(|other| other.parameter == value.parameter && other.from > value.from);
            assert!(next.map(|other| other.from).min().is_none_or(|from| value.until == Some(from)), "{value:?}");
        }
    }
}
