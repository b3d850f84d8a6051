//! What the price rules find in a listing: findings for staff, each with its article of law. A truthful value is never
//! refused because of a finding; only the unlawful fee is refused, by `Tariff` itself.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::closed_list;
use crate::law::parameters::{InForce, Parameter, Parameters, Used};
use crate::provider::acts::{HourKind, Mode};
use crate::provider::listing::{Habilitation, Listing};
use crate::provider::tariff::{Tariff, TariffTerms};
use crate::time::hours::Weekday;
use crate::values::closed_list::ClosedList;
use crate::values::money::Cents;

closed_list! {
    Rule {
        /// CASF L314-2-1: the price of a prestataire hour is below what the département pays for it. Prices are free,
        /// so this is no breach.
        BelowFloor = "sous-la-valeur-du-departement",
        /// CASF D311-0-4-1: a fee in prestataire mode, unlawful unless the person asked for something special in
        /// writing.
        FeeInPrestataire = "frais-en-mode-prestataire",
        /// CASF L347-1: a rise within a year above the cap, if the service is not habilité.
        RiseAboveCap = "hausse-au-dessus-du-plafond",
        /// Code de la consommation L112-1: it works on Sundays or public holidays and states no surcharge for them.
        SurchargeMissing = "majoration-non-indiquee",
        /// An hour over three times the floor, or under a third of it: probably a mistake. Staff are asked, it is never
        /// refused.
        PriceUnlikely = "prix-a-verifier",
        /// A first day years ahead: probably a mistake. Staff are asked, it is never refused.
        DateUnlikely = "date-a-verifier",
    }
}

/// One finding about one tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub rule: Rule,
    pub mode: Mode,
    /// First day of the tariff.
    pub tariff_from: Date,
    /// The kind of hour; absent for fees and surcharges.
    pub kind: Option<HourKind>,
    /// The amount in the tariff, if the finding is about an amount.
    pub stated: Option<Cents>,
    /// The least amount (floor) or the greatest amount (rise) under the rule.
    pub bound: Option<Cents>,
    /// The text of law behind the rule; empty if it only asks whether a value is right.
    pub article: String,
    pub used: Vec<Used>,
}

const FLOOR: &str = "CASF L314-2-1";
const FEES: &str = "CASF D311-0-4-1";
const PRICES: &str = "CASF L347-1";
const INFORMATION: &str = "Code de la consommation L112-1";
/// From this many years ahead, staff are asked whether a first day is right.
const YEARS_AHEAD: i16 = 2;

/// The findings about a listing on a day, for the tariffs in force and the future ones. There are no findings about
/// unknown facts, nor for a year without a value of the law.
pub fn findings(listing: &Listing, parameters: &Parameters, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for mode in Mode::ALL.iter().copied() {
        let in_force = listing.tariff_on(mode, on);
        let to_come = tariffs(listing).iter().filter(|tariff| tariff.terms().mode == mode && tariff.terms().from > on);
        for tariff in in_force.into_iter().chain(to_come) {
            let terms = tariff.terms();
            found.extend(of_terms(terms, parameters, on));
            found.extend(surcharges_missing(listing, terms));
        }
    }
    if listing.habilitation.value() == Some(&Habilitation::NotHeld) {
        found.extend(rises(listing, parameters, on));
    }
    found
}

fn tariffs(listing: &Listing) -> &[Tariff] {
    listing.tariffs.value().map_or(&[][..], Vec::as_slice)
}

/// The findings about one tariff, in force or in the future: with the values of the law of its first day and, once it
/// is in force, of today. Also for terms that `Tariff` refuses.
pub fn of_terms(terms: &TariffTerms, parameters: &Parameters, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let finding = |rule, article: &str| bare(terms, rule, article);
    if terms.from.year() - on.year() > YEARS_AHEAD {
        found.push(finding(Rule::DateUnlikely, ""));
    }
    for (kind, price) in [(HourKind::Care, terms.care_hour), (HourKind::Household, terms.household_hour)] {
        let Some(stated) = price else { continue };
        // Today's values first; a future tariff has only those of its first day.
        let days = [on.max(terms.from), terms.from];
        let floor = parameters.floor_price(days[0]);
        let amount = floor.published.amount();
        let about = |rule, article, bound, used: &InForce| Finding {
            kind: Some(kind),
            stated: Some(stated),
            bound: Some(bound),
            used: vec![Used::from(used)],
            ..finding(rule, article)
        };
        if stated.0 > 3 * amount.0 || 3 * stated.0 < amount.0 {
            found.push(about(Rule::PriceUnlikely, "", amount, &floor));
        } else if terms.mode == Mode::Prestataire {
            let values = days.map(|day| least(parameters, day));
            let under = values.iter().flatten().find(|value| stated < value.published.amount());
            found.extend(under.map(|value| about(Rule::BelowFloor, FLOOR, value.published.amount(), value)));
        }
    }
    if terms.mode == Mode::Prestataire {
        let fees = [terms.monthly_fee, terms.opening_fee];
        for fee in fees.into_iter().filter(|fee| fee.0 > 0) {
            found.push(Finding { stated: Some(fee), bound: Some(Cents(0)), ..finding(Rule::FeeInPrestataire, FEES) });
        }
    }
    found
}

/// What the département pays for an hour of prestataire on a day: its tariff if it was entered, else the floor; none
/// for a year without a value of the law.
fn least(parameters: &Parameters, day: Date) -> Option<InForce> {
    let department = parameters.find(Parameter::DepartmentHour, day).filter(|found| !found.outdated);
    department.or_else(|| Some(parameters.floor_price(day)).filter(|floor| !floor.outdated))
}

fn bare(terms: &TariffTerms, rule: Rule, article: &str) -> Finding {
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

fn surcharges_missing(listing: &Listing, terms: &TariffTerms) -> Option<Finding> {
    let hours = listing.hours.value()?;
    let sundays = !hours.on(Weekday::Sunday).is_empty() && terms.surcharges.sunday.is_none();
    let holidays = hours.works_on_holidays() && terms.surcharges.holiday.is_none();
    (sundays || holidays).then(|| bare(terms, Rule::SurchargeMissing, INFORMATION))
}

/// Compares each tariff of the year of `on`, and each future one, with the tariff in force when its year began. A price
/// up to the tariff of the département is free.
fn rises(listing: &Listing, parameters: &Parameters, on: Date) -> Vec<Finding> {
    let since = date(on.year(), 1, 1);
    let counted = |tariff: &&Tariff| tariff.terms().mode == Mode::Prestataire && tariff.terms().from >= since;
    let mut found = Vec::new();
    for tariff in tariffs(listing).iter().filter(counted) {
        let from = tariff.terms().from;
        let Some(cap) = parameters.find(Parameter::YearlyRise, from).filter(|cap| !cap.outdated) else { continue };
        let eve = date(from.year(), 1, 1).yesterday().ok();
        let Some(before) = eve.and_then(|eve| listing.tariff_on(Mode::Prestataire, eve)) else { continue };
        let department = least(parameters, from);
        let free = department.as_ref().map_or(Cents(0), |found| found.published.amount());
        for kind in HourKind::ALL.iter().copied() {
            let (Some(old), Some(new)) = (before.hour_price(kind), tariff.hour_price(kind)) else { continue };
            // Exact comparison: even one cent above the cap is found.
            let most = old.euros() * (Decimal::ONE_HUNDRED + cap.published.value) / Decimal::ONE_HUNDRED;
            if new > free && new.euros() > most {
                found.push(Finding {
                    kind: Some(kind),
                    stated: Some(new),
                    bound: Cents::from_euros(most.trunc_with_scale(2)).map(|most| most.max(free)),
                    used: [Used::from(&cap)].into_iter().chain(department.as_ref().map(Used::from)).collect(),
                    ..bare(tariff.terms(), Rule::RiseAboveCap, PRICES)
                });
            }
        }
    }
    found
}
