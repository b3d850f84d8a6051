//! A listing for other programs: a separate format, which does not change when the stored form changes.

use domain::provider::listing::{
    Address, Availability, Certification, Evaluation, Known, Provenance, Quality, Standing,
};
use domain::provider::tariff::{Surcharges, TimeSurcharge, Vat};
use domain::provider::territory::Point;
use domain::time::hours::{OpenHours, Weekday};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Cents, Fact, Listing, Tariff, Zone};
use serde::Serialize;

/// Codes of the closed lists, dates like 2026-11-23, amounts in cents, rates in hundredths of a percent, times in minutes.
#[derive(Serialize)]
pub struct ExportedListing<'a> {
    finess: &'a str,
    legal_entity: Option<String>,
    kind: &'static str,
    standing: ExportedStanding,
    name: ExportedKnown<&'a str>,
    siret: ExportedFact<String>,
    legal_form: ExportedFact<&'static str>,
    habilitation: ExportedFact<&'static str>,
    address: ExportedFact<ExportedAddress<'a>>,
    point: ExportedFact<ExportedPoint>,
    phone: ExportedFact<&'a str>,
    email: ExportedFact<&'a str>,
    website: ExportedFact<&'a str>,
    office_hours: ExportedFact<&'a str>,
    languages: ExportedFact<&'a [String]>,
    acts: ExportedFact<Vec<&'static str>>,
    publics: ExportedFact<Vec<&'static str>>,
    zones: ExportedFact<Vec<String>>,
    hours: ExportedFact<ExportedHours>,
    tariffs: ExportedFact<Vec<ExportedTariff>>,
    evaluation: ExportedFact<ExportedEvaluation<'a>>,
    quality: ExportedFact<ExportedQuality<'a>>,
    availability: ExportedFact<ExportedAvailability>,
}

impl<'a> From<&'a Listing> for ExportedListing<'a> {
    fn from(listing: &'a Listing) -> Self {
        Self {
            finess: listing.finess.as_str(),
            legal_entity: listing.legal_entity.map(|finess| finess.to_string()),
            kind: listing.kind.code(),
            standing: listing.standing.into(),
            name: known(&listing.name, String::as_str),
            siret: fact(&listing.siret, ToString::to_string),
            legal_form: fact(&listing.legal_form, |form| form.code()),
            habilitation: fact(&listing.habilitation, |habilitation| habilitation.code()),
            address: fact(&listing.address, ExportedAddress::from),
            point: fact(&listing.point, |point| ExportedPoint::from(*point)),
            phone: fact(&listing.phone, |phone| phone.as_str()),
            email: fact(&listing.email, String::as_str),
            website: fact(&listing.website, String::as_str),
            office_hours: fact(&listing.office_hours, String::as_str),
            languages: fact(&listing.languages, Vec::as_slice),
            acts: fact(&listing.acts, |acts| codes(*acts)),
            publics: fact(&listing.publics, |publics| codes(*publics)),
            zones: fact(&listing.zones, |zones| zones.iter().map(Zone::to_string).collect()),
            hours: fact(&listing.hours, ExportedHours::from),
            tariffs: fact(&listing.tariffs, |tariffs| tariffs.iter().map(ExportedTariff::from).collect()),
            evaluation: fact(&listing.evaluation, ExportedEvaluation::from),
            quality: fact(&listing.quality, ExportedQuality::from),
            availability: fact(&listing.availability, |availability| ExportedAvailability::from(*availability)),
        }
    }
}

#[derive(Serialize)]
enum ExportedFact<T> {
    #[serde(rename = "unknown")]
    Unknown,
    #[serde(rename = "known")]
    Known(ExportedKnown<T>),
}

#[derive(Serialize)]
struct ExportedKnown<T> {
    value: T,
    provenance: ExportedProvenance,
}

fn known<'a, T, E>(known: &'a Known<T>, exported: impl FnOnce(&'a T) -> E) -> ExportedKnown<E> {
    ExportedKnown { value: exported(&known.value), provenance: (&known.provenance).into() }
}

fn fact<'a, T, E>(fact: &'a Fact<T>, exported: impl FnOnce(&'a T) -> E) -> ExportedFact<E> {
    fact.known().map_or(ExportedFact::Unknown, |value| ExportedFact::Known(known(value, exported)))
}

fn codes<T: ClosedList>(values: Set<T>) -> Vec<&'static str> {
    values.iter().map(ClosedList::code).collect()
}

#[derive(Serialize)]
struct ExportedProvenance {
    source: &'static str,
    observed: String,
    verified: Option<ExportedVerification>,
}

#[derive(Serialize)]
struct ExportedVerification {
    by: String,
    on: String,
}

impl From<&Provenance> for ExportedProvenance {
    fn from(provenance: &Provenance) -> Self {
        Self {
            source: provenance.source.code(),
            observed: provenance.observed.to_string(),
            verified: provenance
                .verified
                .as_ref()
                .map(|verified| ExportedVerification { by: verified.by.clone(), on: verified.on.to_string() }),
        }
    }
}

#[derive(Serialize)]
enum ExportedStanding {
    #[serde(rename = "open")]
    Open,
    #[serde(rename = "closes-on")]
    ClosesOn(String),
    #[serde(rename = "closed-since")]
    ClosedSince(String),
    #[serde(rename = "closed-by-city-since")]
    ClosedByCity(String),
}

impl From<Standing> for ExportedStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Open => Self::Open,
            Standing::ClosesOn(day) => Self::ClosesOn(day.to_string()),
            Standing::ClosedSince(day) => Self::ClosedSince(day.to_string()),
            Standing::ClosedByCity(day) => Self::ClosedByCity(day.to_string()),
        }
    }
}

#[derive(Serialize)]
struct ExportedAddress<'a> {
    street: &'a str,
    postcode: &'a str,
    city: &'a str,
    zone: String,
}

impl<'a> From<&'a Address> for ExportedAddress<'a> {
    fn from(address: &'a Address) -> Self {
        let Address { street, postcode, city, zone } = address;
        Self { street, postcode, city, zone: zone.to_string() }
    }
}

/// Millionths of a degree (WGS 84).
#[derive(Serialize)]
struct ExportedPoint {
    latitude: i32,
    longitude: i32,
}

impl From<Point> for ExportedPoint {
    fn from(point: Point) -> Self {
        Self { latitude: point.latitude, longitude: point.longitude }
    }
}

#[derive(Serialize)]
struct ExportedHours {
    /// Monday first; for each day the spans in minutes.
    week: Vec<Vec<(u16, u16)>>,
    holidays: bool,
}

impl From<&OpenHours> for ExportedHours {
    fn from(hours: &OpenHours) -> Self {
        let day = |day: Weekday| hours.on(day).iter().map(|open| (open.start(), open.end())).collect();
        Self { week: Weekday::ALL.into_iter().map(day).collect(), holidays: hours.works_on_holidays() }
    }
}

#[derive(Serialize)]
struct ExportedTariff {
    from: String,
    mode: &'static str,
    care_hour: Option<i64>,
    household_hour: Option<i64>,
    care_vat: Option<&'static str>,
    household_vat: Option<&'static str>,
    surcharges: ExportedSurcharges,
    minimum_minutes: u16,
    monthly_fee: i64,
    opening_fee: i64,
    meal: Option<i64>,
    remote_alarm_month: Option<i64>,
}

impl From<&Tariff> for ExportedTariff {
    fn from(tariff: &Tariff) -> Self {
        let terms = tariff.terms();
        let cents = |amount: Option<Cents>| amount.map(|amount| amount.0);
        Self {
            from: terms.from.to_string(),
            mode: terms.mode.code(),
            care_hour: cents(terms.care_hour),
            household_hour: cents(terms.household_hour),
            care_vat: terms.care_vat.map(percent),
            household_vat: terms.household_vat.map(percent),
            surcharges: terms.surcharges.into(),
            minimum_minutes: terms.minimum_minutes,
            monthly_fee: terms.monthly_fee.0,
            opening_fee: terms.opening_fee.0,
            meal: cents(terms.meal),
            remote_alarm_month: cents(terms.remote_alarm_month),
        }
    }
}

fn percent(vat: Vat) -> &'static str {
    match vat {
        Vat::DependentCare => "5.5",
        Vat::Household => "10",
        Vat::Standard => "20",
        Vat::Exempt => "0",
    }
}

#[derive(Serialize)]
struct ExportedSurcharges {
    saturday: Option<u16>,
    sunday: Option<u16>,
    holiday: Option<u16>,
    may_day: Option<u16>,
    evening: Option<ExportedTimeSurcharge>,
    night: Option<ExportedTimeSurcharge>,
    cumulate: bool,
}

#[derive(Serialize)]
struct ExportedTimeSurcharge {
    window: ExportedWindow,
    rate: u16,
}

#[derive(Serialize)]
struct ExportedWindow {
    start: u16,
    end: u16,
}

impl From<Surcharges> for ExportedSurcharges {
    fn from(stated: Surcharges) -> Self {
        let time = |time: TimeSurcharge| ExportedTimeSurcharge {
            window: ExportedWindow { start: time.window.start, end: time.window.end },
            rate: time.rate.0,
        };
        Self {
            saturday: stated.saturday.map(|rate| rate.0),
            sunday: stated.sunday.map(|rate| rate.0),
            holiday: stated.holiday.map(|rate| rate.0),
            may_day: stated.may_day.map(|rate| rate.0),
            evening: stated.evening.map(time),
            night: stated.night.map(time),
            cumulate: stated.cumulate,
        }
    }
}

#[derive(Serialize)]
struct ExportedEvaluation<'a> {
    grade: &'static str,
    on: String,
    evaluator: &'a str,
}

impl<'a> From<&'a Evaluation> for ExportedEvaluation<'a> {
    fn from(evaluation: &'a Evaluation) -> Self {
        Self { grade: evaluation.grade.code(), on: evaluation.on.to_string(), evaluator: &evaluation.evaluator }
    }
}

#[derive(Serialize)]
struct ExportedQuality<'a> {
    grade: &'static str,
    graded_on: Option<String>,
    certifications: Vec<ExportedCertification<'a>>,
}

#[derive(Serialize)]
struct ExportedCertification<'a> {
    name: &'static str,
    number: &'a str,
    expires: String,
}

impl<'a> From<&'a Quality> for ExportedQuality<'a> {
    fn from(quality: &'a Quality) -> Self {
        let exported = |certification: &'a Certification| ExportedCertification {
            name: certification.name.code(),
            number: &certification.number,
            expires: certification.expires.to_string(),
        };
        Self {
            grade: quality.grade.code(),
            graded_on: quality.graded_on.map(|day| day.to_string()),
            certifications: quality.certifications.iter().map(exported).collect(),
        }
    }
}

#[derive(Serialize)]
struct ExportedAvailability {
    intake: &'static str,
    days_to_start: Option<u16>,
}

impl From<Availability> for ExportedAvailability {
    fn from(availability: Availability) -> Self {
        Self { intake: availability.intake.code(), days_to_start: availability.days_to_start }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::Listing;
    use domain::values::closed_list::ClosedList;
    use serde_json::Value;

    use super::ExportedListing;

    /// The export of November 2026: other programs read it, so no field may ever be removed or renamed.
    const EXPORTED: &str = include_str!("../../../app/domain/tests/documents/2026-11.json");

    #[test]
    fn what_other_programs_read_of_a_listing_does_not_change() {
        let before: Value = serde_json::from_str(EXPORTED).unwrap();
        let listing: Listing = serde_json::from_str(EXPORTED).unwrap();
        let now = serde_json::to_value(ExportedListing::from(&listing)).unwrap();
        for (name, value) in before.as_object().unwrap() {
            assert_eq!(&now[name], value, "{name}");
        }
    }

    #[test]
    fn every_part_of_a_listing_is_exported() {
        let listing: Listing = serde_json::from_str(EXPORTED).unwrap();
        let exported = serde_json::to_value(ExportedListing::from(&listing)).unwrap();
        for field in domain::Field::ALL {
            assert!(exported.get(field.code()).is_some(), "{}", field.code());
        }
    }
}
