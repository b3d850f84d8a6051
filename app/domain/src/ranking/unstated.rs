//! Which prices and surcharges the need depends on and a tariff does not state: what to ask a service for.

use crate::closed_list;
use crate::cost::{Billing, BillingTable, Coverage, Coverages, DayPart, Rates, TimePart};
use crate::need::Headline;
use crate::provider::acts::HourKind;
use crate::provider::tariff::TariffTerms;
use crate::values::closed_list::Set;

closed_list! {
    /// A price or a surcharge of a tariff.
    PriceFact {
        CareHour = "heure-aide",
        HouseholdHour = "heure-menage",
        Saturday = "samedi",
        Sunday = "dimanche",
        /// For public holidays, and for 1 May if its surcharge is not stated.
        Holiday = "jours-feries",
        Evening = "soir",
        Night = "nuit",
        Meal = "repas",
        RemoteAlarm = "teleassistance",
    }
}

/// The facts that the billed minutes of a need depend on.
pub(crate) fn unstated_of_visits(terms: &TariffTerms, coverages: &Coverages, coverage: &Coverage) -> Set<PriceFact> {
    let rates = Rates::of(&terms.surcharges);
    let mut unstated = Set::EMPTY;
    coverages.bill(coverage, &BillingTable::from(Billing::of(terms)), |billed| {
        let days = rates.unstated_days.intersection(billed.days).iter().filter_map(of_day);
        let time = of_time(billed.time).filter(|_| rates.unstated_times.contains(billed.time));
        unstated = days.chain(time).chain(hour(terms, billed.kind)).fold(unstated, Set::with);
    });
    unstated
}

/// The facts that the headline price of a need without visits depends on.
pub(crate) fn unstated_of_headline(terms: &TariffTerms, headline: Headline) -> Set<PriceFact> {
    let missing = |fact: PriceFact, stated: bool| (!stated).then_some(fact);
    match headline {
        Headline::Hour(kind) => hour(terms, kind).into_iter().collect(),
        Headline::Flat { meals, remote_alarm } => {
            let meal = missing(PriceFact::Meal, !meals || terms.meal.is_some());
            let alarm = missing(PriceFact::RemoteAlarm, !remote_alarm || terms.remote_alarm_month.is_some());
            meal.into_iter().chain(alarm).collect()
        }
    }
}

fn hour(terms: &TariffTerms, kind: HourKind) -> Option<PriceFact> {
    match kind {
        HourKind::Care => terms.care_hour.is_none().then_some(PriceFact::CareHour),
        HourKind::Household => terms.household_hour.is_none().then_some(PriceFact::HouseholdHour),
    }
}

fn of_day(day: DayPart) -> Option<PriceFact> {
    match day {
        DayPart::Weekday => None,
        DayPart::Saturday => Some(PriceFact::Saturday),
        DayPart::Sunday => Some(PriceFact::Sunday),
        DayPart::Holiday | DayPart::MayDay => Some(PriceFact::Holiday),
    }
}

fn of_time(time: TimePart) -> Option<PriceFact> {
    match time {
        TimePart::Day => None,
        TimePart::Evening => Some(PriceFact::Evening),
        TimePart::Night => Some(PriceFact::Night),
    }
}
