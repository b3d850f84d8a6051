//! Values of the law, each under a name by which answers refer to it.

use std::collections::BTreeMap;

use domain::law::parameters::{self, Parameter, Published, State, Used};
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{Coded, Day, coded};

/// The values of the law that an answer used, by their `id`.
pub type LawValues = BTreeMap<String, LawValue>;

/// A value of the law, exact, in its unit, with the text that states it.
#[derive(Clone, Serialize, ToSchema)]
pub struct LawValue {
    pub id: String,
    parameter: coded::Parameter,
    /// Exact: "1288.13", or "0.01941" for a multiple.
    #[schema(pattern = r"^[0-9]+(\.[0-9]+)?$")]
    value: String,
    unit: LawUnit,
    state: coded::State,
    valid_from: Day,
    /// First day on which it no longer applies; null: until another is published.
    valid_before: Option<Day>,
    /// The article or the text that states it.
    article: String,
    source_url: String,
    /// The day on which that text was read.
    read_on: Day,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LawUnit {
    EurosPerHour,
    EurosPerMonth,
    EurosPerYear,
    Euros,
    /// A multiple of the MTP.
    MultipleOfMtp,
    Percent,
}

impl From<parameters::Unit> for LawUnit {
    fn from(unit: parameters::Unit) -> Self {
        match unit {
            parameters::Unit::EurosAnHour => Self::EurosPerHour,
            parameters::Unit::EurosAMonth => Self::EurosPerMonth,
            parameters::Unit::EurosAYear => Self::EurosPerYear,
            parameters::Unit::Euros => Self::Euros,
            parameters::Unit::Multiple => Self::MultipleOfMtp,
            parameters::Unit::Percent => Self::Percent,
        }
    }
}

/// Its name among the values: what staff entered stands beside what a text published for the same day.
fn id(parameter: Parameter, from: Date, state: State) -> String {
    let entered = if state == State::Entered { "-saisi" } else { "" };
    format!("{}-{from}{entered}", parameter.code())
}

/// In its unit. Amounts have the two decimals of money.
fn exact(parameter: Parameter, value: Decimal) -> String {
    let mut value = value.normalize();
    let is_amount = !matches!(parameter.unit(), parameters::Unit::Multiple | parameters::Unit::Percent);
    if is_amount && value.scale() < 2 {
        value.rescale(2);
    }
    value.to_string()
}

impl From<&Published> for LawValue {
    fn from(published: &Published) -> Self {
        let parameter = published.parameter;
        Self {
            id: id(parameter, published.from, published.state),
            parameter: Coded(parameter),
            value: exact(parameter, published.value),
            unit: parameter.unit().into(),
            state: Coded(published.state),
            valid_from: Day(published.from),
            valid_before: published.until.map(Day),
            article: published.article.to_string(),
            source_url: published.url.to_string(),
            read_on: Day(published.read),
        }
    }
}

/// A reference to a value of the law.
#[derive(Serialize, ToSchema)]
pub struct LawReference {
    /// A name in `law_values`.
    id: String,
    /// Whether the day lies beyond the validity of the value: it is the last known, used until the next is published.
    outdated: bool,
}

/// Collects the values that an answer refers to.
#[derive(Default)]
pub struct Referred(LawValues);

impl Referred {
    pub fn to(&mut self, published: &Published, outdated: bool) -> LawReference {
        let value = LawValue::from(published);
        let id = value.id.clone();
        self.0.insert(id.clone(), value);
        LawReference { id, outdated }
    }

    pub fn to_used(&mut self, used: &Used) -> LawReference {
        let published = Published {
            parameter: used.parameter,
            value: used.value,
            state: used.state,
            from: used.from,
            until: used.until,
            article: used.article.clone(),
            url: used.url.clone(),
            read: used.read,
        };
        self.to(&published, used.outdated)
    }

    pub fn table(self) -> LawValues {
        self.0
    }
}
