//! The small values that the answers are made of: amounts, rates, times, days and codes, each with its schema.

use std::any::type_name;
use std::borrow::Cow;

use domain::values::closed_list::{ClosedList, Set};
use domain::values::money::BasisPoints;
use domain::{Cents, readers};
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{Ref, RefOr};
// What a schema with an argument is made by. The derived ones use it; the crate shows no other way to it.
use utoipa::__dev::ComposeSchema;

use super::labels::Labelled;
use crate::clock::start_of;

/// An amount in euros with two decimals, as a string: "25.56".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Euros(pub Cents);

/// A percentage, exact, as a string: "25" or "5.5".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percent(pub Decimal);

/// A time of the day, "08:00"; the end of a day is "24:00".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time(pub u16);

/// A day, "2026-11-29".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Date);

/// Since when: the beginning of a day in Paris, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since(pub Timestamp);

/// An amount in euros of a month, as a string. It has no `Debug`: it may be someone's income.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MonthlyEuros(pub Cents);

/// A value of a closed list, by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<T>(pub T);

/// A value of a closed list: its code, which stays, and its name in French, which may be put better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded<T>(pub T);

/// The values of a set, in the order of their list.
pub fn all_coded<T: ClosedList>(set: Set<T>) -> Vec<Coded<T>> {
    set.iter().map(Coded).collect()
}

/// The closed lists of the API by name: a schema is derived of a name without arguments alone.
macro_rules! lists {
    (codes: $($of_code:ident = $code:ty),*; coded: $($of_value:ident = $value:ty),* $(,)?) => {
        /// Values by their code.
        pub mod code {
            $(pub type $of_code = super::Code<$code>;)*
        }

        /// Values by their code and their name.
        pub mod coded {
            $(pub type $of_value = super::Coded<$value>;)*
        }
    };
}

lists!(
    codes: Act = domain::Act, Age = domain::aids::Age, Disability = domain::aids::Disability, Field = domain::Field,
        Filter = domain::ranking::selection::Filter, Gir = domain::aids::Gir,
        Habilitation = domain::provider::listing::Habilitation, HourKind = domain::provider::acts::HourKind,
        Household = domain::aids::Household, Kind = domain::provider::listing::Kind,
        LegalForm = domain::provider::listing::LegalForm, Mode = domain::Mode,
        Parameter = domain::law::parameters::Parameter, Public = domain::Public,
        Sort = domain::ranking::selection::Sort, Step = domain::aids::Step, Weekday = domain::time::hours::Weekday;
    coded: Act = domain::Act, Aid = domain::aids::Aid, AidReason = domain::aids::AidReason,
        CertificationName = domain::provider::listing::CertificationName,
        ChangeKind = domain::ranking::changes::ChangeKind, Criterion = domain::need::Criterion,
        DayCover = domain::ranking::week::DayCover, DayPart = domain::cost::DayPart,
        Eligibility = domain::aids::Eligibility, Exclusion = domain::ranking::reasons::Exclusion, Field = domain::Field,
        Filter = domain::ranking::selection::Filter, Gir = domain::aids::Gir,
        Habilitation = domain::provider::listing::Habilitation, HasGrade = domain::provider::listing::HasGrade,
        HourKind = domain::provider::acts::HourKind, Intake = domain::provider::listing::Intake,
        Kind = domain::provider::listing::Kind, Lacking = domain::aids::Lacking,
        LegalForm = domain::provider::listing::LegalForm, Missing = domain::ranking::reasons::Missing,
        Mode = domain::Mode, NoPairs = domain::ranking::pairs::NoPairs, NotTried = domain::ranking::changes::NotTried,
        PairGoal = domain::ranking::pairs::PairGoal, Parameter = domain::law::parameters::Parameter,
        PriceFact = domain::ranking::unstated::PriceFact, Public = domain::Public,
        Reference = domain::aids::Reference, Source = domain::provider::listing::Source,
        State = domain::law::parameters::State, TimePart = domain::cost::TimePart,
);

impl From<BasisPoints> for Percent {
    fn from(rate: BasisPoints) -> Self {
        Self(Decimal::new(rate.0.into(), 2).normalize())
    }
}

impl Serialize for Euros {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.euros())
    }
}

impl<'de> Deserialize<'de> for MonthlyEuros {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Plain figures alone: the readers of forms take "1 234,56 €" too.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let decimals = text.split_once('.').map_or(1..=2, |(_, decimals)| decimals.len()..=decimals.len());
        let is_plain = is_plain && !text.starts_with('.') && (1..=2).contains(decimals.start());
        let amount = Decimal::from_str_exact(&text).ok().filter(|_| is_plain).and_then(Cents::from_euros);
        let amount = amount.filter(|amount| *amount <= Self::MOST);
        amount.map(Self).ok_or_else(|| D::Error::custom("euros a month are a string such as \"1234.56\""))
    }
}

impl MonthlyEuros {
    const MOST: Cents = Cents(10_000_000);
}

impl<'de> Deserialize<'de> for Since {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || D::Error::custom("a day is written 2026-11-01, a time 2026-11-01T08:00:00Z");
        let day = text.get(..10).and_then(Day::read).ok_or_else(wrong)?;
        match &text[10..] {
            "" => Ok(Self(start_of(day.0))),
            rest if rest.len() == 10 && rest.starts_with('T') && rest.ends_with('Z') => {
                text.parse().map(Self).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

/// A whole number of JSON, which may be written 7.0 (as JSON Schema has it).
pub fn whole<'de, N: TryFrom<u64>, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?;
    let whole = number.as_u64().or_else(|| {
        let value = number.as_f64().filter(|value| value.fract() == 0.0 && (0.0..=1e9).contains(value))?;
        Some(value as u64)
    });
    whole.and_then(|number| N::try_from(number).ok()).ok_or_else(|| D::Error::custom("a whole number in its limits"))
}

/// The same, where it may be absent or null.
pub fn whole_or_none<'de, N: TryFrom<u64>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<N>, D::Error> {
    struct Whole<N>(N);
    impl<'de, N: TryFrom<u64>> Deserialize<'de> for Whole<N> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            whole(deserializer).map(Self)
        }
    }
    Ok(Option::<Whole<N>>::deserialize(deserializer)?.map(|whole| whole.0))
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl Time {
    pub fn read(text: &str) -> Option<Self> {
        let whole = text.len() == 5;
        domain::time::hours::parse_time(text).ok().filter(|_| whole).map(Self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| D::Error::custom("a time is written HH:MM, from 00:00 to 24:00"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Day {
    pub fn read(text: &str) -> Option<Self> {
        let is_iso = text.len() == 10 && text.starts_with("20") && text.as_bytes()[4] == b'-';
        readers::dates::read(text).filter(|_| is_iso).map(Self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| D::Error::custom("a day is written like 2026-11-29, from 2000 to 2099"))
    }
}

impl<T: ClosedList> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: ClosedList> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        T::from_code(&text).map(Self).ok_or_else(|| {
            let codes: Vec<&str> = T::ALL.iter().map(|value| value.code()).collect();
            D::Error::custom(format!("one of {}", codes.join(", ")))
        })
    }
}

impl<T: Labelled> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serializer.serialize_struct("Coded", 2)?;
        value.serialize_field("code", self.0.code())?;
        value.serialize_field("label", self.0.label())?;
        value.end()
    }
}

/// A schema of text.
pub fn text(description: &str, pattern: &str, example: &str) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    text.pattern(Some(pattern)).examples([example]).into()
}

macro_rules! text_schema {
    ($type:ident, $description:literal, $pattern:expr, $example:literal) => {
        impl ComposeSchema for $type {
            fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
                text($description, $pattern, $example)
            }
        }
        impl ToSchema for $type {}
    };
}

text_schema!(Euros, "An amount in euros, exact to the cent.", r"^[0-9]{1,10}\.[0-9]{2}$", "25.56");
text_schema!(Percent, "A percentage, exact.", r"^[0-9]{1,3}(\.[0-9]{1,4})?$", "25");
text_schema!(Time, "A time of the day; 24:00 is its end.", "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", "08:00");
/// Every day from 2000 to 2099, and no other.
macro_rules! day_pattern {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "(20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|20[0-9]{2}-(0[13-9]|1[0-2])-(29|30)|",
            "20[0-9]{2}-(0[13578]|1[02])-31|20([02468][048]|[13579][26])-02-29)",
            $after
        )
    };
}

text_schema!(Day, "A day.", day_pattern!("^", "$"), "2026-11-29");
text_schema!(
    Since,
    "A day, or a time of it.",
    day_pattern!("^", "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"),
    "2026-11-01"
);
text_schema!(
    MonthlyEuros,
    "An amount in euros each month, at most 100000.",
    r"^([0-9]{1,5}(\.[0-9]{1,2})?|100000(\.0{1,2})?)$",
    "1500.00"
);

/// The name of a type without its path.
fn short_name<T>() -> &'static str {
    let name = type_name::<T>();
    name.rsplit("::").next().unwrap_or(name)
}

fn codes<T: ClosedList>() -> Schema {
    let codes = T::ALL.iter().map(|value| value.code());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).into()
}

impl<T: ClosedList> ComposeSchema for Code<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        codes::<T>().into()
    }
}

impl<T: ClosedList> ToSchema for Code<T> {
    fn name() -> Cow<'static, str> {
        format!("{}Code", short_name::<T>()).into()
    }
}

impl<T: Labelled> ComposeSchema for Coded<T> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let code = Ref::from_schema_name(Code::<T>::name());
        let label = ObjectBuilder::new().schema_type(Type::String).description(Some("Its name in French."));
        let value = ObjectBuilder::new().property("code", code).property("label", label);
        value.required("code").required("label").into()
    }
}

impl<T: Labelled> ToSchema for Coded<T> {
    fn name() -> Cow<'static, str> {
        short_name::<T>().into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Code::<T>::name().into_owned(), codes::<T>().into()));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::{Act, Cents};
    use rust_decimal::Decimal;
    use serde_json::json;

    use super::{Code, Coded, Day, Euros, MonthlyEuros, Percent, Since, Time};

    #[test]
    fn values_are_written_as_the_document_says() {
        let written = serde_json::to_value((
            Euros(Cents(2_500)),
            Percent(Decimal::new(55, 1)),
            Time(485),
            Time(1440),
            Day(jiff::civil::date(2026, 1, 9)),
            Code(Act::Washing),
            Coded(Act::Washing),
        ));
        let washing = json!({ "code": "toilette", "label": "toilette et habillage" });
        assert_eq!(written.unwrap(), json!(["25.00", "5.5", "08:05", "24:00", "2026-01-09", "toilette", washing]));
    }

    #[test]
    fn values_are_read_strictly() {
        let euros = |text: &str| serde_json::from_value::<MonthlyEuros>(json!(text)).ok().map(|amount| amount.0.0);
        assert_eq!((euros("1234.56"), euros("3"), euros("0.5")), (Some(123_456), Some(300), Some(50)));
        assert_eq!((euros("100000.00"), euros("100000.01")), (Some(10_000_000), None));
        for wrong in ["1,5", "1.234", "1.", ".5", "-1", "1e3", "", "€", "99999999999999999999999999999"] {
            assert_eq!(euros(wrong), None, "{wrong}");
        }
        let time = |text: &str| serde_json::from_value::<Time>(json!(text)).ok().map(|time| time.0);
        assert_eq!((time("08:00"), time("24:00"), time("8:00"), time("24:01")), (Some(480), Some(1440), None, None));
        let day = |text: &str| serde_json::from_value::<Day>(json!(text)).is_ok();
        assert!(day("2026-11-29") && !day("29/11/2026") && !day("2026-02-30") && !day("26-11-29"));
        let since = |text: &str| serde_json::from_value::<Since>(json!(text)).ok().map(|since| since.0.to_string());
        assert_eq!(since("2026-11-01").as_deref(), Some("2026-10-31T23:00:00Z"), "a day begins in Paris");
        assert_eq!(since("2026-11-01T08:00:00Z").as_deref(), Some("2026-11-01T08:00:00Z"));
        assert_eq!((since("yesterday"), since("2026-11-01T08:00Z"), since("1926-11-01")), (None, None, None));
        assert!(serde_json::from_value::<Code<Act>>(json!("voler")).unwrap_err().to_string().contains("toilette"));
    }
}
