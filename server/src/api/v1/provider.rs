//! One service: what is known of it, each fact with its source and its day, or that it is not known.

use domain::Cents;
use domain::provider::listing::{self, Listing, Standing as DomainStanding};
use domain::provider::tariff::{self, TimeSurcharge, Vat};
use domain::time::hours::{Interval, OpenHours, Weekday};
use domain::values::website::is_website;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use app::text::api as words;

use super::values::{Code, Coded, Day, Euros, Percent, Time, all_coded, code, coded};

/// All that is published of one service. In a list that was asked for some `fields`, the others are absent.
#[derive(Serialize, ToSchema)]
pub struct Provider {
    /// Its number in the register of establishments (FINESS), which is its identity.
    pub finess: String,
    /// Path of its page on this site.
    page_path: String,
    /// The number of the legal entity that runs it; null where no register gave it.
    legal_entity_finess: Option<String>,
    /// Its category in the register.
    kind: coded::Kind,
    standing: Standing,
    name: Fact<String>,
    siret: Fact<String>,
    legal_form: Fact<coded::LegalForm>,
    /// Habilitation à l'aide sociale.
    habilitation: Fact<coded::Habilitation>,
    address: Fact<Address>,
    position: Fact<Position>,
    /// Ten digits.
    telephone: Fact<String>,
    email: Fact<String>,
    website: Fact<String>,
    /// When its office answers, in words.
    office_hours: Fact<String>,
    /// Names of languages in French.
    languages: Fact<Vec<String>>,
    acts: Fact<Vec<coded::Act>>,
    publics: Fact<Vec<coded::Public>>,
    /// INSEE codes of the zones that it serves.
    zones: Fact<Vec<String>>,
    hours: Fact<Hours>,
    /// Every tariff ever stated, the oldest first: of each mode, the last that began is in force.
    tariffs: Fact<Vec<Tariff>>,
    /// The last evaluation that the Haute Autorité de santé published.
    evaluation: Fact<Evaluation>,
    /// Labels that the service or the collectivity stated.
    quality: Fact<Quality>,
    /// Unknown again from the thirty-first day after it was observed.
    availability: Fact<Availability>,
}

/// A fact: known, with its source and its day, or unknown. Unknown is never zero.
#[derive(Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Fact<T> {
    Known {
        value: T,
        source: coded::Source,
        observed_on: Day,
        /// Null where nobody verified it since.
        verified: Option<Verification>,
    },
    Unknown,
}

#[derive(Serialize, ToSchema)]
pub struct Verification {
    by: String,
    on: Day,
}

/// Open; open until a day; closed since a day, by the register or by the collectivity.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    code: StandingCode,
    label: &'static str,
    /// The first day on which it is closed; null where it stays open.
    closed_on: Option<Day>,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StandingCode {
    Open,
    ClosesOn,
    ClosedSince,
    ClosedByCitySince,
}

#[derive(Serialize, ToSchema)]
pub struct Address {
    street: String,
    postcode: String,
    city: String,
    /// INSEE code of the zone.
    zone: String,
}

/// Degrees (WGS 84), six decimals.
#[derive(Serialize, ToSchema)]
pub struct Position {
    #[schema(minimum = -90, maximum = 90)]
    latitude: f64,
    #[schema(minimum = -180, maximum = 180)]
    longitude: f64,
}

/// When it sends helpers.
#[derive(Serialize, ToSchema)]
pub struct Hours {
    /// Monday first; a day without spans is one on which nobody comes.
    #[schema(min_items = 7, max_items = 7)]
    week: Vec<DayHours>,
    works_on_public_holidays: bool,
}

#[derive(Serialize, ToSchema)]
pub struct DayHours {
    weekday: code::Weekday,
    spans: Vec<Span>,
}

/// From a time of the day to another.
#[derive(Serialize, ToSchema)]
pub struct Span {
    start: Time,
    end: Time,
}

/// A price list, with all taxes, from its first day until the next of the same mode.
#[derive(Serialize, ToSchema)]
pub struct Tariff {
    valid_from: Day,
    mode: coded::Mode,
    /// Null: not stated. So are the prices below.
    care_hour_euros: Option<Euros>,
    household_hour_euros: Option<Euros>,
    care_vat_percent: Option<Percent>,
    household_vat_percent: Option<Percent>,
    surcharges: Surcharges,
    /// Fewest minutes billed for a visit.
    minimum_billed_minutes: u16,
    monthly_fee_euros: Euros,
    /// Paid once.
    opening_fee_euros: Euros,
    meal_euros: Option<Euros>,
    remote_alarm_month_euros: Option<Euros>,
}

/// What is added to the price of an hour. Null: not stated; "0" is the statement that there is none.
#[derive(Serialize, ToSchema)]
pub struct Surcharges {
    saturday_percent: Option<Percent>,
    sunday_percent: Option<Percent>,
    public_holiday_percent: Option<Percent>,
    /// Null: that of the other public holidays applies.
    may_day_percent: Option<Percent>,
    evening: Option<TimedSurcharge>,
    night: Option<TimedSurcharge>,
    /// Whether those of the day and of the time add up; else the larger applies.
    cumulate: bool,
}

#[derive(Serialize, ToSchema)]
pub struct TimedSurcharge {
    start: Time,
    /// Before `start` where it passes midnight.
    end: Time,
    percent: Percent,
}

#[derive(Serialize, ToSchema)]
pub struct Evaluation {
    grade: coded::HasGrade,
    /// The day on which the visit ended.
    visited_on: Day,
    /// The organisation that visited; may be empty.
    evaluator: String,
}

#[derive(Serialize, ToSchema)]
pub struct Quality {
    grade: coded::HasGrade,
    graded_on: Option<Day>,
    certifications: Vec<Certification>,
}

#[derive(Serialize, ToSchema)]
pub struct Certification {
    name: coded::CertificationName,
    number: String,
    expires_on: Day,
}

#[derive(Serialize, ToSchema)]
pub struct Availability {
    intake: coded::Intake,
    /// From the request to the first visit; null where not stated.
    days_to_start: Option<u16>,
}

impl Provider {
    /// As it is known on a day: an availability that was stated too long ago is not known any more.
    pub fn on(listing: &Listing, today: Date) -> Self {
        let website = listing.website.known().filter(|website| is_website(&website.value));
        Self {
            finess: listing.finess.to_string(),
            page_path: app::routes::Page::Service(listing.finess).href(app::text::Lang::French),
            legal_entity_finess: listing.legal_entity.map(|finess| finess.to_string()),
            kind: Coded(listing.kind),
            standing: listing.standing.into(),
            name: known(&listing.name, Clone::clone),
            siret: fact(&listing.siret, ToString::to_string),
            legal_form: fact(&listing.legal_form, |form| Coded(*form)),
            habilitation: fact(&listing.habilitation, |habilitation| Coded(*habilitation)),
            address: fact(&listing.address, Address::from),
            position: fact(&listing.point, |point| Position::from(*point)),
            telephone: fact(&listing.phone, |phone| phone.as_str().to_owned()),
            email: fact(&listing.email, Clone::clone),
            website: website.map_or(Fact::Unknown, |website| known(website, Clone::clone)),
            office_hours: fact(&listing.office_hours, Clone::clone),
            languages: fact(&listing.languages, Clone::clone),
            acts: fact(&listing.acts, |acts| all_coded(*acts)),
            publics: fact(&listing.publics, |publics| all_coded(*publics)),
            zones: fact(&listing.zones, |zones| zones.iter().map(ToString::to_string).collect()),
            hours: fact(&listing.hours, Hours::from),
            tariffs: fact(&listing.tariffs, |tariffs| by_day(tariffs)),
            evaluation: fact(&listing.evaluation, Evaluation::from),
            quality: fact(&listing.quality, Quality::from),
            availability: listing
                .availability_on(today)
                .map_or(Fact::Unknown, |found| known(found, |availability| Availability::from(*availability))),
        }
    }
}

/// The oldest first; of one day, in the order of the modes.
fn by_day(tariffs: &[domain::Tariff]) -> Vec<Tariff> {
    let mut sorted: Vec<&domain::Tariff> = tariffs.iter().collect();
    sorted.sort_by_key(|tariff| (tariff.terms().from, tariff.terms().mode));
    sorted.into_iter().map(Tariff::from).collect()
}

fn known<'a, T, E>(known: &'a listing::Known<T>, value: impl FnOnce(&'a T) -> E) -> Fact<E> {
    let provenance = &known.provenance;
    let verified = provenance.verified.as_ref();
    Fact::Known {
        value: value(&known.value),
        source: Coded(provenance.source),
        observed_on: Day(provenance.observed),
        verified: verified.map(|verified| Verification { by: verified.by.clone(), on: Day(verified.on) }),
    }
}

fn fact<'a, T, E>(fact: &'a domain::Fact<T>, value: impl FnOnce(&'a T) -> E) -> Fact<E> {
    fact.known().map_or(Fact::Unknown, |found| known(found, value))
}

impl From<DomainStanding> for Standing {
    fn from(standing: DomainStanding) -> Self {
        let (code, label, closed_on) = match standing {
            DomainStanding::Open => (StandingCode::Open, words::OPEN, None),
            DomainStanding::ClosesOn(day) => (StandingCode::ClosesOn, words::CLOSES, Some(day)),
            DomainStanding::ClosedSince(day) => (StandingCode::ClosedSince, words::CLOSED, Some(day)),
            DomainStanding::ClosedByCity(day) => (StandingCode::ClosedByCitySince, words::CLOSED_BY_CITY, Some(day)),
        };
        Self { code, label, closed_on: closed_on.map(Day) }
    }
}

impl From<&listing::Address> for Address {
    fn from(address: &listing::Address) -> Self {
        Self {
            street: address.street.clone(),
            postcode: address.postcode.clone(),
            city: address.city.clone(),
            zone: address.zone.to_string(),
        }
    }
}

impl From<domain::provider::territory::Point> for Position {
    fn from(point: domain::provider::territory::Point) -> Self {
        let degrees = |millionths: i32| f64::from(millionths) / 1_000_000.0;
        Self { latitude: degrees(point.latitude), longitude: degrees(point.longitude) }
    }
}

impl From<&OpenHours> for Hours {
    fn from(hours: &OpenHours) -> Self {
        let week = Weekday::ALL.into_iter().map(|weekday| DayHours {
            weekday: Code(weekday),
            spans: hours.on(weekday).iter().map(|open| Span::from(*open)).collect(),
        });
        Self { week: week.collect(), works_on_public_holidays: hours.works_on_holidays() }
    }
}

impl From<Interval> for Span {
    fn from(interval: Interval) -> Self {
        Self { start: Time(interval.start()), end: Time(interval.end()) }
    }
}

impl From<&domain::Tariff> for Tariff {
    fn from(tariff: &domain::Tariff) -> Self {
        let terms = tariff.terms();
        let euros = |amount: Option<Cents>| amount.map(Euros);
        Self {
            valid_from: Day(terms.from),
            mode: Coded(terms.mode),
            care_hour_euros: euros(terms.care_hour),
            household_hour_euros: euros(terms.household_hour),
            care_vat_percent: terms.care_vat.map(vat),
            household_vat_percent: terms.household_vat.map(vat),
            surcharges: terms.surcharges.into(),
            minimum_billed_minutes: terms.minimum_minutes,
            monthly_fee_euros: Euros(terms.monthly_fee),
            opening_fee_euros: Euros(terms.opening_fee),
            meal_euros: euros(terms.meal),
            remote_alarm_month_euros: euros(terms.remote_alarm_month),
        }
    }
}

fn vat(vat: Vat) -> Percent {
    Percent(match vat {
        Vat::DependentCare => Decimal::new(55, 1),
        Vat::Household => Decimal::TEN,
        Vat::Standard => Decimal::from(20),
        Vat::Exempt => Decimal::ZERO,
    })
}

impl From<tariff::Surcharges> for Surcharges {
    fn from(stated: tariff::Surcharges) -> Self {
        let timed = |time: TimeSurcharge| TimedSurcharge {
            start: Time(time.window.start),
            end: Time(time.window.end),
            percent: time.rate.into(),
        };
        Self {
            saturday_percent: stated.saturday.map(Percent::from),
            sunday_percent: stated.sunday.map(Percent::from),
            public_holiday_percent: stated.holiday.map(Percent::from),
            may_day_percent: stated.may_day.map(Percent::from),
            evening: stated.evening.map(timed),
            night: stated.night.map(timed),
            cumulate: stated.cumulate,
        }
    }
}

impl From<&listing::Evaluation> for Evaluation {
    fn from(evaluation: &listing::Evaluation) -> Self {
        Self { grade: Coded(evaluation.grade), visited_on: Day(evaluation.on), evaluator: evaluation.evaluator.clone() }
    }
}

impl From<&listing::Quality> for Quality {
    fn from(quality: &listing::Quality) -> Self {
        let certification = |stated: &listing::Certification| Certification {
            name: Coded(stated.name),
            number: stated.number.clone(),
            expires_on: Day(stated.expires),
        };
        Self {
            grade: Coded(quality.grade),
            graded_on: quality.graded_on.map(Day),
            certifications: quality.certifications.iter().map(certification).collect(),
        }
    }
}

impl From<listing::Availability> for Availability {
    fn from(availability: listing::Availability) -> Self {
        Self { intake: Coded(availability.intake), days_to_start: availability.days_to_start }
    }
}
