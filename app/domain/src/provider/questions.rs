//! What to ask a service before signing: the facts that are missing in its listing on a day, then what no listing
//! contains. A known fact, good or bad, gives no question.

use jiff::civil::Date;

use crate::closed_list;
use crate::provider::acts::{Act, HourKind, Mode, PriceKind};
use crate::provider::listing::{Intake, Kind, Listing};
use crate::provider::tariff::{Surcharges, TariffTerms, USUAL_EVENING, USUAL_NIGHT};
use crate::time::hours::{DAY, OpenHours, Weekday, Window};
use crate::values::closed_list::ClosedList;

closed_list! {
    /// In the order of a conversation: can you come, to do what, for how much; then the questions that always apply.
    Question {
        /// Whether it takes new people: unknown, or stated more than 30 days ago.
        Availability = "disponibilite",
        /// It takes people, or has a waiting list, and does not state how soon it would start.
        StartDelay = "delai",
        Zones = "secteur",
        Hours = "horaires",
        /// Whether it works on public holidays: part of the hours, so unknown with them.
        HolidayWork = "travail-jours-feries",
        Acts = "prestations",
        Publics = "publics",
        Price = "prix-heure-aide",
        HouseholdPrice = "prix-heure-menage",
        MealPrice = "prix-repas",
        RemoteAlarmPrice = "prix-teleassistance",
        SaturdaySurcharge = "majoration-samedi",
        SundaySurcharge = "majoration-dimanche",
        /// For public holidays, and for 1 May, which has the same rate unless it is stated apart.
        HolidaySurcharge = "majoration-jours-feries",
        EveningSurcharge = "majoration-soir",
        NightSurcharge = "majoration-nuit",
        /// The shortest billed time of a visit: part of any tariff, so unknown without one.
        MinimumBilled = "duree-minimale",
        /// Monthly and opening fees: part of any tariff.
        Fees = "frais",
        Habilitation = "habilitation",
        Grade = "evaluation",
        Languages = "langues",
        LegalForm = "statut",
        OfficeHours = "horaires-du-bureau",
        /// Always: who comes when the usual helper cannot.
        Replacement = "remplacement",
        /// Always: whether the same person comes.
        SameHelper = "meme-personne",
        /// Always, except for nursing: a written estimate.
        WrittenEstimate = "devis",
        /// Always: how to end the contract, and at what notice.
        Termination = "resiliation",
    }
}

/// Questions about a listing on a day, each once, in the order of the list. None for a service that has closed.
///
/// A nursing service (354) is paid by health insurance: there are no questions about prices, habilitation or estimates.
pub fn questions(listing: &Listing, today: Date) -> Vec<Question> {
    if !listing.standing.is_open() {
        return Vec::new();
    }
    Question::ALL.iter().copied().filter(|question| is_open(*question, listing, today)).collect()
}

/// Whether the answer is missing.
///
/// Some unknown facts give no question: SIRET and point on the map serve only to identify and to draw; address,
/// telephone, e-mail and web site are known to whoever is asking. Nor does the VAT rate, because prices include it.
fn is_open(question: Question, listing: &Listing, today: Date) -> bool {
    let priced = listing.kind != Kind::Nursing;
    let surcharge = |met: &dyn Fn(&OpenHours) -> bool, stated: &dyn Fn(&Surcharges) -> bool| {
        priced && listing.hours.value().is_none_or(met) && !all_say(listing, today, |terms| stated(&terms.surcharges))
    };
    match question {
        Question::Availability => listing.availability_on(today).is_none(),
        Question::StartDelay => listing.availability_on(today).is_some_and(|known| match known.value.intake {
            Intake::Open | Intake::WaitingList => known.value.days_to_start.is_none(),
            Intake::Closed => false,
        }),
        Question::Zones => listing.zones.known().is_none(),
        Question::Hours | Question::HolidayWork => listing.hours.known().is_none(),
        Question::Acts => listing.acts.known().is_none(),
        Question::Publics => listing.publics.known().is_none(),
        Question::Price => priced && hour_price_missing(listing, HourKind::Care, PriceKind::Care, today),
        Question::HouseholdPrice => {
            priced && hour_price_missing(listing, HourKind::Household, PriceKind::Household, today)
        }
        Question::MealPrice => {
            priced && flat_price_missing(listing, Act::MealDelivery, today, |terms| terms.meal.is_some())
        }
        Question::RemoteAlarmPrice => {
            priced && flat_price_missing(listing, Act::RemoteAlarm, today, |terms| terms.remote_alarm_month.is_some())
        }
        Question::SaturdaySurcharge => {
            surcharge(&|hours| !hours.on(Weekday::Saturday).is_empty(), &|terms| terms.saturday.is_some())
        }
        Question::SundaySurcharge => {
            surcharge(&|hours| !hours.on(Weekday::Sunday).is_empty(), &|terms| terms.sunday.is_some())
        }
        Question::HolidaySurcharge => surcharge(&OpenHours::works_on_holidays, &|terms| terms.holiday.is_some()),
        Question::EveningSurcharge => {
            surcharge(&|hours| works_in(hours, USUAL_EVENING), &|terms| terms.evening.is_some())
        }
        Question::NightSurcharge => surcharge(&|hours| works_in(hours, USUAL_NIGHT), &|terms| terms.night.is_some()),
        Question::MinimumBilled | Question::Fees => priced && in_force(listing, today).next().is_none(),
        Question::Habilitation => priced && listing.habilitation.known().is_none(),
        Question::Grade => listing.grade().is_none(),
        Question::Languages => listing.languages.known().is_none(),
        Question::LegalForm => listing.legal_form.known().is_none(),
        Question::OfficeHours => listing.office_hours.known().is_none(),
        Question::WrittenEstimate => priced,
        Question::Replacement | Question::SameHelper | Question::Termination => true,
    }
}

/// Terms of each mode on a day.
fn in_force(listing: &Listing, today: Date) -> impl Iterator<Item = &TariffTerms> {
    Mode::ALL.iter().filter_map(move |mode| listing.tariff_on(*mode, today)).map(|tariff| tariff.terms())
}

/// Whether there is a tariff, and every mode that has one states it.
fn all_say(listing: &Listing, today: Date, says: impl Fn(&TariffTerms) -> bool) -> bool {
    in_force(listing, today).next().is_some() && in_force(listing, today).all(says)
}

/// The price of an hour is missing if some mode does not state it, unless the known acts include none of that kind.
fn hour_price_missing(listing: &Listing, hour: HourKind, kind: PriceKind, today: Date) -> bool {
    let sold = listing.acts.value().is_none_or(|acts| acts.iter().any(|act| act.price_kind() == kind));
    let states = |terms: &TariffTerms| match hour {
        HourKind::Care => terms.care_hour.is_some(),
        HourKind::Household => terms.household_hour.is_some(),
    };
    sold && !all_say(listing, today, states)
}

/// A flat price is missing if the act is known to be offered and no tariff states its price.
fn flat_price_missing(listing: &Listing, act: Act, today: Date, says: impl Fn(&TariffTerms) -> bool) -> bool {
    listing.acts.value().is_some_and(|acts| acts.contains(act)) && !in_force(listing, today).any(says)
}

/// Whether it works on some day during a minute of a window, which may pass midnight.
fn works_in(hours: &OpenHours, window: Window) -> bool {
    let parts = if window.start <= window.end {
        [(window.start, window.end), (0, 0)]
    } else {
        [(window.start, DAY), (0, window.end)]
    };
    let worked = Weekday::ALL.iter().flat_map(|weekday| hours.on(*weekday));
    worked.copied().any(|interval| parts.iter().any(|(start, end)| interval.start() < *end && *start < interval.end()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Question, questions};
    use crate::provider::acts::{Act, ActSet, Mode, PublicSet};
    use crate::provider::listing::{
        Availability, Fact, Habilitation, HasGrade, Intake, Kind, Known, LegalForm, Listing, Provenance, Quality,
        Source, Standing,
    };
    use crate::provider::tariff::{Surcharges, TariffTerms, TimeSurcharge, USUAL_EVENING, USUAL_NIGHT};
    use crate::time::hours::{DAY, Interval, OpenHours};
    use crate::values::closed_list::ClosedList;
    use crate::values::money::{BasisPoints, Cents};

    const DAY_ASKED: Date = date(2026, 11, 23);
    const ALWAYS: [Question; 4] =
        [Question::Replacement, Question::SameHelper, Question::WrittenEstimate, Question::Termination];

    fn fact<T>(value: T) -> Fact<T> {
        Fact::new(value, Provenance { source: Source::City, observed: DAY_ASKED, verified: None })
    }

    fn bare() -> Listing {
        let provenance = Provenance { source: Source::City, observed: DAY_ASKED, verified: None };
        let name = Known { value: "SERVICE".to_owned(), provenance };
        Listing::bare("750000001".parse().unwrap(), Kind::HomeHelp, name)
    }

    fn terms(from: Date) -> TariffTerms {
        let none = Some(BasisPoints(0));
        let time = |window| Some(TimeSurcharge { window, rate: BasisPoints(0) });
        TariffTerms {
            from,
            mode: Mode::Prestataire,
            care_hour: Some(Cents(2800)),
            household_hour: Some(Cents(2600)),
            care_vat: None,
            household_vat: None,
            surcharges: Surcharges {
                saturday: none,
                sunday: none,
                holiday: none,
                may_day: None,
                evening: time(USUAL_EVENING),
                night: time(USUAL_NIGHT),
                cumulate: false,
            },
            minimum_minutes: 0,
            monthly_fee: Cents(0),
            opening_fee: Cents(0),
            meal: None,
            remote_alarm_month: None,
        }
    }

    /// A listing in which everything that can be asked is known.
    fn complete() -> Listing {
        Listing {
            legal_form: fact(LegalForm::Association),
            habilitation: fact(Habilitation::NotHeld),
            office_hours: fact("9 h – 17 h".to_owned()),
            languages: fact(Vec::new()),
            acts: fact([Act::Washing, Act::Cleaning].into_iter().collect::<ActSet>()),
            publics: fact(PublicSet::EMPTY),
            zones: fact(vec!["75114".parse().unwrap()]),
            hours: fact(OpenHours::always()),
            tariffs: fact(vec![terms(date(2026, 1, 1)).try_into().unwrap()]),
            quality: fact(Quality { grade: HasGrade::NotYet, graded_on: None, certifications: Vec::new() }),
            availability: fact(Availability { intake: Intake::Open, days_to_start: Some(3) }),
            ..bare()
        }
    }

    /// The questions before those that always apply.
    fn asked(listing: &Listing) -> Vec<Question> {
        let mut found = questions(listing, DAY_ASKED);
        found.retain(|question| !ALWAYS.contains(question));
        found
    }

    fn with_terms(terms: Vec<TariffTerms>) -> Listing {
        let tariffs = terms.into_iter().map(|terms| terms.try_into().unwrap()).collect();
        Listing { tariffs: fact(tariffs), ..complete() }
    }

    #[test]
    fn a_complete_listing_leaves_what_no_listing_can_say() {
        assert_eq!(questions(&complete(), DAY_ASKED), ALWAYS);
    }

    #[test]
    fn a_bare_listing_asks_everything_in_order_but_what_needs_a_known_fact() {
        let expected: Vec<Question> = Question::ALL
            .iter()
            .copied()
            .filter(|question| {
                !matches!(question, Question::StartDelay | Question::MealPrice | Question::RemoteAlarmPrice)
            })
            .collect();
        assert_eq!(questions(&bare(), DAY_ASKED), expected);
    }

    #[test]
    fn without_a_tariff_in_force_prices_surcharges_minimum_and_fees_are_asked() {
        let all = [
            Question::Price,
            Question::HouseholdPrice,
            Question::SaturdaySurcharge,
            Question::SundaySurcharge,
            Question::HolidaySurcharge,
            Question::EveningSurcharge,
            Question::NightSurcharge,
            Question::MinimumBilled,
            Question::Fees,
        ];
        assert_eq!(asked(&with_terms(vec![])), all);
        assert_eq!(asked(&with_terms(vec![terms(date(2026, 11, 24))])), all, "it starts tomorrow");
        assert_eq!(asked(&with_terms(vec![terms(DAY_ASKED)])), [], "it starts today");
    }

    #[test]
    fn a_surcharge_is_asked_only_of_times_that_may_be_worked() {
        let mut unstated = terms(date(2026, 1, 1));
        unstated.surcharges = Surcharges::default();
        let worked = |end: u16| {
            let mut week: [Vec<Interval>; 7] = Default::default();
            week[0] = vec![Interval::new(480, end).unwrap()];
            Listing { hours: fact(OpenHours::new(week, false)), ..with_terms(vec![unstated.clone()]) }
        };
        assert_eq!(asked(&worked(1200)), [], "until 20:00 on Mondays");
        assert_eq!(asked(&worked(1201)), [Question::EveningSurcharge]);
        assert_eq!(asked(&worked(DAY)), [Question::EveningSurcharge, Question::NightSurcharge]);
        let mut unknown = with_terms(vec![unstated]);
        unknown.hours = Fact::Unknown;
        let questions = asked(&unknown);
        assert!(questions.starts_with(&[Question::Hours, Question::HolidayWork]));
        assert_eq!(questions.len(), 2 + 5, "hours unknown: every surcharge may be met");
    }

    #[test]
    fn a_mode_that_does_not_say_is_asked_though_another_says() {
        let mut second = TariffTerms { mode: Mode::Mandataire, household_hour: None, ..terms(date(2026, 1, 1)) };
        second.surcharges.sunday = None;
        let listing = with_terms(vec![terms(date(2026, 1, 1)), second]);
        assert_eq!(asked(&listing), [Question::HouseholdPrice, Question::SundaySurcharge]);
    }

    #[test]
    fn a_price_is_asked_of_acts_that_may_be_offered() {
        let mut unstated = terms(date(2026, 1, 1));
        unstated.household_hour = None;
        let with = |acts: Fact<ActSet>| asked(&Listing { acts, ..with_terms(vec![unstated.clone()]) });
        let set = |acts: &[Act]| fact(acts.iter().copied().collect::<ActSet>());
        assert_eq!(with(set(&[Act::Washing])), []);
        assert_eq!(with(set(&[Act::Washing, Act::Laundry])), [Question::HouseholdPrice]);
        assert_eq!(with(Fact::Unknown), [Question::Acts, Question::HouseholdPrice]);
        let flat = [Question::MealPrice, Question::RemoteAlarmPrice];
        assert_eq!(with(set(&[Act::Washing, Act::MealDelivery, Act::RemoteAlarm])), flat);
        (unstated.meal, unstated.remote_alarm_month) = (Some(Cents(900)), Some(Cents(2500)));
        let priced =
            Listing { acts: set(&[Act::MealDelivery, Act::RemoteAlarm]), ..with_terms(vec![unstated.clone()]) };
        assert_eq!(asked(&priced), []);
    }

    #[test]
    fn an_availability_is_asked_again_after_thirty_days() {
        let observed = |day| {
            let provenance = Provenance { source: Source::Provider, observed: day, verified: None };
            let value = Availability { intake: Intake::Closed, days_to_start: None };
            asked(&Listing { availability: Fact::new(value, provenance), ..complete() })
        };
        assert_eq!(observed(date(2026, 10, 24)), [], "thirty days ago");
        assert_eq!(observed(date(2026, 10, 23)), [Question::Availability]);
        let open = Availability { intake: Intake::Open, days_to_start: None };
        assert_eq!(asked(&Listing { availability: fact(open), ..complete() }), [Question::StartDelay]);
    }

    #[test]
    fn a_nursing_service_is_asked_nothing_of_money_and_a_service_that_is_gone_nothing() {
        let nursing = questions(&Listing { kind: Kind::Nursing, ..bare() }, DAY_ASKED);
        let expected = [
            Question::Availability,
            Question::Zones,
            Question::Hours,
            Question::HolidayWork,
            Question::Acts,
            Question::Publics,
            Question::Grade,
            Question::Languages,
            Question::LegalForm,
            Question::OfficeHours,
            Question::Replacement,
            Question::SameHelper,
            Question::Termination,
        ];
        assert_eq!(nursing, expected);
        let gone = Listing { standing: Standing::ClosedSince(date(2026, 1, 8)), ..bare() };
        assert_eq!(questions(&gone, DAY_ASKED), []);
    }
}
