//! The need in words, above its results, each part with the way to change it.

use domain::closed_list::ClosedList;
use domain::hours::Weekday;
use domain::need::{NeedTerms, Visit};
use domain::{Mode, Territory};
use maud::{Markup, html};

use super::form::{PLACE, START};
use crate::text::{Common, NeedWords as W, Words};

/// Visits of one time and kind, with their days, in words: "lundi, mardi : de 8 h à 9 h 30, aide à la personne".
fn slots(t: Words, visits: &[Visit]) -> Vec<String> {
    let mut groups: Vec<(Visit, Vec<Weekday>)> = Vec::new();
    for visit in visits {
        match groups.iter_mut().find(|(first, _)| first.time == visit.time && first.kind == visit.kind) {
            Some((_, days)) => days.push(visit.weekday),
            None => groups.push((*visit, vec![visit.weekday])),
        }
    }
    let words = |(visit, days): (Visit, Vec<Weekday>)| {
        let days = match days.len() {
            7 => t.say(Common::EveryDay).to_owned(),
            _ => t.list(days.into_iter()),
        };
        let (from, to) = (t.time(visit.time.start()), t.time(visit.time.end()));
        t.fill(W::SlotWords, &[&days, &from, &to, &t.name(visit.kind)])
    };
    groups.into_iter().map(words).collect()
}

/// `language`: the one asked for, or nothing. `editable`: each part links to its fields on the same page.
pub fn need_summary(t: Words, need: &NeedTerms, territory: &Territory, language: &str, editable: bool) -> Markup {
    let zone = territory.find_zone(need.zone).map_or_else(|| need.zone.to_string(), |zone| zone.name.clone());
    let mut when = slots(t, &need.visits);
    if when.is_empty() {
        when.push(t.say(W::HoursNotSaid).to_owned());
    }
    let wished = if need.wished.is_empty() { t.say(W::TasksNotSaid).to_owned() } else { t.acts(need.wished) };
    let mut conditions = Vec::new();
    if need.modes.len() < Mode::ALL.len() as u32 {
        let modes = need.modes.iter().map(|mode| t.name(mode)).collect::<Vec<_>>().join(t.say(Common::Or));
        conditions.push(t.fill(W::SummaryModes, &[&modes]));
    }
    if need.habilitation_required {
        conditions.push(t.say(Common::Habilitated).to_owned());
    }
    conditions.extend(need.publics.iter().map(|public| t.name(public).to_owned()));
    if !language.is_empty() {
        conditions.push(language.to_owned());
    }
    let part = |label: W, field: &str, value: Markup| {
        html! {
            div {
                dt { (t.say(label)) }
                dd {
                    (value)
                    @if editable {
                        " " a.change href={ "#" (field) } data-opens { (t.say(W::Change)) span.visually-hidden { (t.fill(crate::text::Results::BoxOf, &[&t.say(label)])) } }
                    }
                }
            }
        }
    };
    html! {
        dl.need-summary {
            (part(W::SummaryWhere, PLACE, html! { (territory.name) ", " (zone) }))
            (part(W::SummaryWhat, "acte", html! { (wished) }))
            @if !need.required.is_empty() { (part(W::SummaryRequired, "indispensable", html! { (t.acts(need.required)) })) }
            (part(W::SummaryWhen, "quand", html! { @for slot in &when { span.slot-words { (slot) } } }))
            (part(W::SummaryStart, START, html! { (t.date(need.start)) }))
            @let conditions = if conditions.is_empty() { t.say(W::NoCondition).to_owned() } else { conditions.join(", ") };
            (part(W::SummaryConditions, "conditions", html! { (conditions) }))
        }
    }
}
