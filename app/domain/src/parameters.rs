//! Numbers of the law with their validity and their source. A value is never used past its year without saying so.

mod table;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
        /// Euros an hour of human help in the PCH.
        PchPrestataireHour = "pch-prestataire-heure",
    }
}

/// One value of a parameter, with what it takes to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    pub parameter: Parameter,
    /// The value in thousandths of its unit: 25.00 € is 25 000, a multiple of 1.615 is 1 615.
    pub thousandths: u64,
    pub from: Date,
    /// First day on which it no longer holds; absent when it holds until another is published.
    pub until: Option<Date>,
    pub article: &'static str,
    pub url: &'static str,
    pub read: Date,
}

impl Published {
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
#[derive(Clone, Debug)]
pub struct Parameters {
    values: Vec<Published>,
}

impl Parameters {
    /// Those shipped with the program.
    pub fn embedded() -> Self {
        Self { values: table::values() }
    }

    /// The value of a parameter on a day: the last that started by then, and whether it still holds. None before the
    /// first one, or where none was ever published.
    pub fn find(&self, parameter: Parameter, on: Date) -> Option<InForce> {
        let started = self.values.iter().filter(|value| value.parameter == parameter && value.from <= on);
        let published = started.max_by_key(|value| value.from)?.clone();
        Some(InForce { outdated: published.until.is_some_and(|until| on >= until), published })
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
    pub outdated: bool,
    pub article: String,
    pub url: String,
    pub read: Date,
}

impl From<&InForce> for Used {
    fn from(in_force: &InForce) -> Self {
        let published = &in_force.published;
        Self {
            parameter: published.parameter,
            thousandths: published.thousandths,
            from: published.from,
            outdated: in_force.outdated,
            article: published.article.to_owned(),
            url: published.url.to_owned(),
            read: published.read,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Parameter, Parameters};
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

    #[test]
    fn values_of_one_parameter_follow_each_other_without_overlap() {
        let parameters = Parameters::embedded();
        for value in parameters.values() {
            assert!(value.until.is_none_or(|until| until > value.from));
            let next = parameters
                .values()
                .iter()
                .filter(|other| other.parameter == value.parameter && other.from > value.from);
            assert!(next.map(|other| other.from).min().is_none_or(|from| value.until == Some(from)), "{value:?}");
            assert!(value.article.len() > 4 && value.url.starts_with("https://"));
        }
    }
}
