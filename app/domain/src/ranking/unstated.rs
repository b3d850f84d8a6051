//! Which prices and surcharges a need meets that a tariff does not state: what to ask a service for.

use crate::closed_list;
use crate::cost::{BilledMinutes, DayPart, TimePart, cell};
use crate::need::Headline;
use crate::provider::acts::HourKind;
use crate::provider::tariff::{Surcharges, TariffTerms};
use crate::values::closed_list::{ClosedList, Set};

closed_list! {
    /// A price or a surcharge of a tariff.
    PriceFact {
        CareHour = "heure-aide",
        HouseholdHour = "heure-menage",
        Saturday = "samedi",
        Sunday = "dimanche",
        /// Of public holidays, and of 1 May where nothing is stated of it.
        Holiday = "jours-feries",
        Evening = "soir",
        Night = "nuit",
        Meal = "repas",
        RemoteAlarm = "teleassistance",
    }
}

/// Of the billed minutes of a need.
pub(crate) fn unstated_of_visits(terms: &TariffTerms, minutes: &BilledMinutes) -> Set<PriceFact> {
    let mut unstated = Set::EMPTY;
    for kind in HourKind::ALL.iter().copied() {
        for day in DayPart::ALL.iter().copied() {
            for time in TimePart::ALL.iter().copied() {
                if minutes.cells[kind as usize][cell(day, time)] > 0 {
                    let facts = [hour(terms, kind), of_day(&terms.surcharges, day), of_time(&terms.surcharges, time)];
                    unstated = facts.into_iter().flatten().fold(unstated, Set::with);
                }
            }
        }
    }
    unstated
}

/// Of the price that stands for a need without visits.
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

fn of_day(surcharges: &Surcharges, day: DayPart) -> Option<PriceFact> {
    let (stated, fact) = match day {
        DayPart::Weekday => return None,
        DayPart::Saturday => (surcharges.saturday, PriceFact::Saturday),
        DayPart::Sunday => (surcharges.sunday, PriceFact::Sunday),
        DayPart::Holiday => (surcharges.holiday, PriceFact::Holiday),
        DayPart::MayDay => (surcharges.may_day.or(surcharges.holiday), PriceFact::Holiday),
    };
    stated.is_none().then_some(fact)
}

fn of_time(surcharges: &Surcharges, time: TimePart) -> Option<PriceFact> {
    let (stated, fact) = match time {
        TimePart::Day => return None,
        TimePart::Evening => (surcharges.evening, PriceFact::Evening),
        TimePart::Night => (surcharges.night, PriceFact::Night),
    };
    stated.is_none().then_some(fact)
}
