//! The need in words, above its results, each part with the way to change it.

use domain::need::{NeedTerms, Visit};
use domain::time::hours::Weekday;
use domain::values::closed_list::ClosedList;
use domain::{Mode, Territory};
use maud::{Markup, html};

use crate::text::{Common, NeedWords as W, Words};

/// Visits of one time and kind, with their days.
pub fn slots(visits: &[Visit]) -> Vec<(Visit, Vec<Weekday>)> {
    let mut groups: Vec<(Visit, Vec<Weekday>)> = Vec::new();
    for visit in visits {
        match groups.iter_mut().find(|(first, _)| first.time == visit.time && first.kind == visit.kind) {
            Some((_, days)) => days.push(visit.weekday),
            None => groups.push((*visit, vec![visit.weekday])),
        }
    }
    groups
}

/// "lundi, mardi : de 8 h à 9 h 30, aide à la personne"
pub fn slot_words(t: Words, visit: &Visit, days: &[Weekday]) -> String {
    let days = match days.len() {
        7 => t.say(Common::EveryDay).to_owned(),
        _ => t.list(days.iter().copied()),
    };
    let (from, to) = (t.time(visit.time.start()), t.time(visit.time.end()));
    t.fill(W::SlotWords, &[&days, &from, &to, &t.name(visit.kind)])
}

/// One part of the need.
pub struct NeedPart {
    pub label: W,
    /// In words, one line each.
    pub words: Vec<String>,
}

/// `language`: the one asked for, or nothing.
fn parts(t: Words, need: &NeedTerms, place: String, language: &str) -> Vec<NeedPart> {
    let mut when: Vec<String> = slots(&need.visits).iter().map(|(visit, days)| slot_words(t, visit, days)).collect();
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
    let conditions = if conditions.is_empty() { t.say(W::NoCondition).to_owned() } else { conditions.join(", ") };
    let part = |label: W, words: String| NeedPart { label, words: vec![words] };
    let mut parts = vec![part(W::SummaryWhere, place), part(W::SummaryWhat, wished)];
    if !need.required.is_empty() {
        parts.push(part(W::SummaryRequired, t.acts(need.required)));
    }
    parts.push(NeedPart { label: W::SummaryWhen, words: when });
    parts.push(part(W::SummaryStart, t.date(need.start)));
    parts.push(part(W::SummaryConditions, conditions));
    parts
}

/// The parts of the need, the zone with its whole name.
pub fn need_parts(t: Words, need: &NeedTerms, territory: &Territory, language: &str) -> Vec<NeedPart> {
    let zone = territory.find_zone(need.zone).map_or_else(|| need.zone.to_string(), |zone| zone.name.clone());
    parts(t, need, format!("{}, {zone}", territory.name), language)
}

/// The whole need in words.
pub fn need_summary(t: Words, need: &NeedTerms, territory: &Territory, language: &str) -> Markup {
    html! {
        dl.need-summary {
            @for part in need_parts(t, need, territory, language) {
                div {
                    dt { (t.say(part.label)) }
                    dd { @for words in &part.words { span.line { (words) } } }
                }
            }
        }
    }
}
