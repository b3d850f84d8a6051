//! Leaving hospital: who can be there by then, the first night first, and what may pay for it. The amounts of the law have
//! their year; PRADO has none.

use domain::Finess;
use domain::aids::ApaRules;
use domain::law::parameters::{Parameter, Used};
use domain::need::{Need, Visit};
use domain::provider::listing::Listing;
use domain::ranking::comparison::Comparison;
use domain::time::holidays::{DayKind, day_kind};
use domain::time::hours::{DAY, Interval, OpenHours, Weekday};
use domain::values::search::readable;
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::AssistForm;
use super::screens::Screens;
use crate::aids::estimate_view::values;
use crate::compare::result_card::call;
use crate::need::week::Moment;
use crate::routes::Page;
use crate::text::{AssistWords as W, Pages as P};

/// Services that are named.
const MOST_NAMED: usize = 8;

/// `ready`: services that take people, those that can begin soonest first. `tick`: the box of one, by its name.
pub(super) fn section(
    screens: &Screens<'_>,
    form: &AssistForm,
    need: &Need,
    ready: &Comparison,
    tick: impl Fn(Finess, &str) -> AnyView,
) -> AnyView {
    let t = screens.t;
    let terms = need.terms();
    let day = t.date(terms.start);
    let leaving = match form.leaves_at() {
        Some(minute) => t.fill(W::LeavingAt, &[&day, &t.time(minute)]),
        None => t.fill(W::LeavingOn, &[&day]),
    };
    let first = first_visit(&terms.visits, terms.start, form.leaves_at().unwrap_or(0));
    let first = first.map(|(day, minute)| {
        let words = t.fill(W::FirstVisit, &[&t.name(Weekday::of(day)), &t.date(day), &t.time(minute)]);
        view! { <p>{words}</p> }
    });
    let services: Vec<AnyView> = named(screens, ready, terms.start)
        .into_iter()
        .map(|(listing, night)| {
            let name = readable(&listing.name.value);
            let (class, words) = match night {
                Night::Covered => ("yes", W::NightCovered),
                Night::NotCovered => ("no", W::NightNotCovered),
                Night::Unknown => ("ask", W::NightUnknown),
            };
            view! {
                <li>
                    <a href=Page::Service(listing.finess).href(t.lang)>{name.clone()}</a>
                    <span class=class>{t.say(words)}</span>
                    {call(t, listing)}
                    {tick(listing.finess, &name)}
                </li>
            }
            .into_any()
        })
        .collect();
    let services = match services.is_empty() {
        true => view! { <p class="warning">{t.say(W::NobodyReady)}</p> }.into_any(),
        false => view! { <ol class="ready">{services}</ol> }.into_any(),
    };
    view! {
        <section class="discharge" aria-labelledby="titre-sortie">
            <h2 id="titre-sortie">{leaving}</h2>
            {first}
            <h3>{t.say(W::ReadyTitle)}</h3>
            {services}
            {aids(screens, terms.start)}
        </section>
    }
    .into_any()
}

/// What may pay for the first weeks, to ask for before leaving.
fn aids(screens: &Screens<'_>, day: Date) -> AnyView {
    let (t, parameters) = (screens.t, screens.parameters());
    let behind = |parameter: Parameter| parameters.find(parameter, day).map(|found| Used::from(&found));
    let year = day.year();
    let emergency = ApaRules::on(parameters, day).ok().and_then(|rules| rules.emergency(parameters, day));
    let emergency = emergency.map(|amount| {
        let used: Vec<Used> =
            [Parameter::EmergencyShare, Parameter::ApaCeilingGir1].into_iter().filter_map(behind).collect();
        view! { <p>{t.fill(P::UrgentApaAmount, &[&t.euros(amount), &year])}</p> {values(t, &used, year)} }
    });
    let most = behind(Parameter::HospitalReturn).map(|most| values(t, &[most], year));
    view! {
        <details class="discharge-aids">
            <summary>{t.say(W::DischargeAids)}</summary>
            <h3>{t.say(P::HospitalTitle)}</h3>
            <p>{t.say(P::HospitalWhat)}</p>
            {most}
            <h3>{t.say(P::UrgentApa)}</h3>
            <p>{t.say(P::UrgentApaWhat)}</p>
            {emergency}
            <h3>{t.say(W::Prado)}</h3>
            <p>{t.say(W::PradoWhat)}</p>
        </details>
    }
    .into_any()
}

/// Whether a service works the whole first night at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Night {
    Covered,
    Unknown,
    NotCovered,
}

/// The first of those that can begin by a day: who covers the first night first, and of these who can begin soonest.
pub(super) fn named<'a>(screens: &Screens<'a>, ready: &Comparison, day: Date) -> Vec<(&'a Listing, Night)> {
    let listings = ready.answers().filter_map(|answer| screens.catalogue().find(answer.finess));
    let mut services: Vec<(Date, &Listing, Night)> = listings
        .filter_map(|listing| {
            let start = listing.possible_start(screens.today()).filter(|start| *start <= day)?;
            Some((start, listing, first_night(listing.hours.value(), day)))
        })
        .collect();
    services.sort_by_key(|(start, _, night)| (*night, *start));
    services.into_iter().take(MOST_NAMED).map(|(_, listing, night)| (listing, night)).collect()
}

/// The night between a day and the next.
fn first_night(hours: Option<&OpenHours>, day: Date) -> Night {
    let Some(hours) = hours else { return Night::Unknown };
    let (from, to) = Moment::Night.times();
    let works = |day: Date, start: u16, end: u16| {
        let Ok(time) = Interval::new(start, end) else { return false };
        let closed = day_kind(day) != DayKind::Ordinary && !hours.works_on_holidays();
        !closed && hours.on(Weekday::of(day)).iter().any(|open| open.intersection(time) == Some(time))
    };
    match day.tomorrow() {
        Ok(next) if works(day, from, DAY) && works(next, 0, to) => Night::Covered,
        Ok(_) | Err(_) => Night::NotCovered,
    }
}

/// The first visit of the week that begins after a minute of a day.
fn first_visit(visits: &[Visit], day: Date, minute: u16) -> Option<(Date, u16)> {
    let mut on = day;
    for ahead in 0..8 {
        let after = if ahead == 0 { minute } else { 0 };
        let of_day = visits.iter().filter(|visit| visit.weekday == Weekday::of(on)).map(|visit| visit.time.start());
        if let Some(start) = of_day.filter(|start| *start >= after).min() {
            return Some((on, start));
        }
        on = on.tomorrow().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use domain::need::Visit;
    use domain::provider::acts::HourKind;
    use domain::time::hours::{Interval, OpenHours, Weekday};
    use jiff::civil::{Date, date};

    use super::{Night, first_night, first_visit};

    /// A Tuesday.
    const LEAVING: Date = date(2026, 12, 1);

    fn time(start: u16, end: u16) -> Interval {
        Interval::new(start, end).expect("a time of a day")
    }

    #[test]
    fn the_first_night_is_covered_from_its_evening_to_the_next_morning() {
        let whole = || vec![time(0, 1440)];
        let all = OpenHours::new(std::array::from_fn(|_| whole()), false);
        assert_eq!(first_night(Some(&all), LEAVING), Night::Covered);
        assert_eq!(first_night(None, LEAVING), Night::Unknown);
        let mut week: [Vec<Interval>; 7] = std::array::from_fn(|_| whole());
        week[Weekday::Wednesday.position()] = vec![time(480, 1200)];
        assert_eq!(first_night(Some(&OpenHours::new(week, true)), LEAVING), Night::NotCovered);
        // 25 December is a holiday, on which this one does not work.
        assert_eq!(first_night(Some(&all), date(2026, 12, 24)), Night::NotCovered);
    }

    #[test]
    fn the_first_visit_is_the_next_one_after_leaving() {
        let visit = |weekday, start, end| Visit { weekday, time: time(start, end), kind: HourKind::Care };
        let visits = [visit(Weekday::Tuesday, 480, 540), visit(Weekday::Tuesday, 1140, 1200)];
        assert_eq!(first_visit(&visits, LEAVING, 840), Some((LEAVING, 1140)));
        assert_eq!(first_visit(&visits, LEAVING, 1200), Some((date(2026, 12, 8), 480)));
        assert_eq!(first_visit(&[], LEAVING, 0), None);
    }
}
