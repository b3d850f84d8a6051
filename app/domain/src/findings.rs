//! What the price rules say of a listing: findings for staff, each with its article. A truthful value is never refused
//! for one of them; the unlawful fee alone is, by `Tariff` itself.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::acts::{HourKind, Mode};
use crate::calendar::day_number;
use crate::closed_list;
use crate::closed_list::ClosedList;
use crate::hours::Weekday;
use crate::listing::{Habilitation, Listing};
use crate::money::Cents;
use crate::parameters::{DEAREST_HOUR, Parameter, Parameters, Used};
use crate::tariff::{Tariff, TariffTerms};

closed_list! {
    Rule {
        /// CASF L314-2-1: a prestataire hour under the national floor, the least that the département counts with. The
        /// price of a service that is not habilité is free: no breach, but a price to ask about.
        BelowFloor = "sous-le-tarif-plancher",
        /// CASF D311-0-4-1: a fee in prestataire mode, unlawful save for a special request in writing.
        FeeInPrestataire = "frais-en-mode-prestataire",
        /// CASF L347-1: a rise in a year above the cap, where the service is not habilité.
        RiseAboveCap = "hausse-au-dessus-du-plafond",
        /// Code de la consommation L112-1: it works on Sundays or public holidays and states no surcharge for them.
        SurchargeMissing = "majoration-non-indiquee",
        /// An hour at more than twice the dearest that the method tells apart: a slip of the decimal point, perhaps.
        UnusualHour = "prix-inhabituel",
        /// A first day years ahead: a slip of the year, perhaps.
        FarStart = "debut-lointain",
    }
}

/// One remark on one tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub rule: Rule,
    pub mode: Mode,
    /// First day of the tariff.
    pub tariff_from: Date,
    /// The kind of hour it is about; absent for fees and surcharges.
    pub kind: Option<HourKind>,
    /// What the tariff says, where it says an amount.
    pub stated: Option<Cents>,
    /// What the rule would have at least (floor) or at most (rise).
    pub bound: Option<Cents>,
    /// Law text behind the rule.
    pub article: String,
    pub used: Vec<Used>,
}

const FLOOR: &str = "CASF L314-2-1";
const FEES: &str = "CASF D311-0-4-1";
const PRICES: &str = "CASF L347-1";
const INFORMATION: &str = "Code de la consommation L112-1";

/// An hour dearer than this is asked about.
pub const UNUSUAL_HOUR: Cents = Cents(2 * DEAREST_HOUR.0);
/// Days from which a first day is far: two years.
const FAR_DAYS: i32 = 731;

/// What the rules say of a listing on a day: of the tariffs in force, with the values of that day, and of those to come,
/// each with the values of its first day. Nothing is said of what is unknown, nor of a year without its value.
pub fn findings(listing: &Listing, parameters: &Parameters, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut years = vec![on.year()];
    for mode in Mode::ALL.iter().copied() {
        let in_force = listing.tariff_on(mode, on).map(|tariff| (tariff, on));
        for (tariff, day) in in_force.into_iter().chain(coming(listing, mode, on)) {
            let terms = tariff.terms();
            found.extend(of_terms(terms, parameters, day));
            found.extend(surcharges_missing(listing, terms));
            if day_number(terms.from) > day_number(on) + FAR_DAYS {
                found.push(about(terms, Rule::FarStart, ""));
            } else if mode == Mode::Prestataire && !years.contains(&day.year()) {
                years.push(day.year());
            }
        }
    }
    if listing.habilitation.value() == Some(&Habilitation::NotHeld) {
        found.extend(years.into_iter().flat_map(|year| rises(listing, parameters, year)));
    }
    found
}

/// The tariffs of a mode that begin after a day, first ones first, each with its first day.
fn coming(listing: &Listing, mode: Mode, on: Date) -> impl Iterator<Item = (&Tariff, Date)> {
    let tariffs = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
    let mut coming: Vec<&Tariff> =
        tariffs.iter().filter(|tariff| tariff.terms().mode == mode && tariff.terms().from > on).collect();
    coming.sort_by_key(|tariff| tariff.terms().from);
    coming.into_iter().map(|tariff| (tariff, tariff.terms().from))
}

/// A finding about the whole of a tariff.
fn about(terms: &TariffTerms, rule: Rule, article: &str) -> Finding {
    Finding {
        rule,
        mode: terms.mode,
        tariff_from: terms.from,
        kind: None,
        stated: None,
        bound: None,
        article: article.to_owned(),
        used: Vec::new(),
    }
}

/// What the rules say of one tariff alone, on a day when it is in force. Also for terms that `Tariff` refuses.
pub fn of_terms(terms: &TariffTerms, parameters: &Parameters, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let prices = [(HourKind::Care, terms.care_hour), (HourKind::Household, terms.household_hour)];
    for (kind, price) in prices {
        if let Some(stated) = price.filter(|price| *price > UNUSUAL_HOUR) {
            let bound = Some(UNUSUAL_HOUR);
            found.push(Finding {
                kind: Some(kind),
                stated: Some(stated),
                bound,
                ..about(terms, Rule::UnusualHour, "")
            });
        }
    }
    if terms.mode != Mode::Prestataire {
        return found;
    }
    let floor = parameters.floor_price(on);
    let bound = floor.published.amount();
    for (kind, price) in prices {
        if let Some(stated) = price.filter(|price| *price < bound && !floor.outdated) {
            found.push(Finding {
                kind: Some(kind),
                stated: Some(stated),
                bound: Some(bound),
                used: vec![Used::from(&floor)],
                ..about(terms, Rule::BelowFloor, FLOOR)
            });
        }
    }
    let fees = [terms.monthly_fee, terms.opening_fee];
    for fee in fees.into_iter().filter(|fee| fee.0 > 0) {
        found.push(Finding { stated: Some(fee), bound: Some(Cents(0)), ..about(terms, Rule::FeeInPrestataire, FEES) });
    }
    found
}

fn surcharges_missing(listing: &Listing, terms: &TariffTerms) -> Option<Finding> {
    let hours = listing.hours.value()?;
    let sundays = !hours.on(Weekday::Sunday).is_empty() && terms.surcharges.sunday.is_none();
    let holidays = hours.works_on_holidays() && terms.surcharges.holiday.is_none();
    (sundays || holidays).then(|| about(terms, Rule::SurchargeMissing, INFORMATION))
}

/// Each tariff of a year, compared with the one in force when the year began. A price up to the tariff of the département
/// is free.
fn rises(listing: &Listing, parameters: &Parameters, year: i16) -> Vec<Finding> {
    let (first, last) = (date(year, 1, 1), date(year, 12, 31));
    let Some(cap) = parameters.find(Parameter::YearlyRise, first).filter(|cap| !cap.outdated) else {
        return Vec::new();
    };
    let eve = first.yesterday().ok();
    let Some(before) = eve.and_then(|eve| listing.tariff_on(Mode::Prestataire, eve)) else { return Vec::new() };
    let tariffs = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
    let of_the_year =
        |tariff: &&Tariff| tariff.terms().mode == Mode::Prestataire && (first..=last).contains(&tariff.terms().from);
    let mut found = Vec::new();
    for tariff in tariffs.iter().filter(of_the_year) {
        let department = parameters.find(Parameter::DepartmentHour, tariff.terms().from);
        let free = department.as_ref().map_or(Cents(0), |found| found.published.amount());
        for kind in HourKind::ALL.iter().copied() {
            let (Some(old), Some(new)) = (before.hour_price(kind), tariff.hour_price(kind)) else { continue };
            // Exact: no cent above the cap passes.
            let most = old.euros() * (Decimal::ONE_HUNDRED + cap.published.value) / Decimal::ONE_HUNDRED;
            if new > free && new.euros() > most {
                found.push(Finding {
                    rule: Rule::RiseAboveCap,
                    mode: Mode::Prestataire,
                    tariff_from: tariff.terms().from,
                    kind: Some(kind),
                    stated: Some(new),
                    bound: Cents::from_euros(most.trunc_with_scale(2)).map(|most| most.max(free)),
                    article: PRICES.to_owned(),
                    used: [Used::from(&cap)].into_iter().chain(department.as_ref().map(Used::from)).collect(),
                });
            }
        }
    }
    found
}
