//! The need in words, above its results.

use domain::closed_list::ClosedList;
use domain::hours::Weekday;
use domain::need::{NeedTerms, Visit};
use domain::{Mode, Territory};
use leptos::prelude::*;

use crate::{format, text};

/// Visits of one time and kind, with their days, in words: "lundi, mardi : 8 h – 9 h 30, aide à la personne".
fn slots(visits: &[Visit]) -> Vec<String> {
    let mut groups: Vec<(Visit, Vec<Weekday>)> = Vec::new();
    for visit in visits {
        match groups.iter_mut().find(|(first, _)| first.time == visit.time && first.kind == visit.kind) {
            Some((_, days)) => days.push(visit.weekday),
            None => groups.push((*visit, vec![visit.weekday])),
        }
    }
    let words = |(visit, days): (Visit, Vec<Weekday>)| {
        let days = match days.len() {
            7 => "tous les jours".to_owned(),
            _ => days.into_iter().map(text::weekday).collect::<Vec<_>>().join(", "),
        };
        let (from, to) = (format::time(visit.time.start()), format::time(visit.time.end()));
        format!("{days}\u{a0}: de {from} à {to}, {}", text::hour_kind(visit.kind))
    };
    groups.into_iter().map(words).collect()
}

#[component]
pub fn NeedSummary<'a>(need: &'a NeedTerms, territory: &'a Territory) -> impl IntoView + use<> {
    let zone = territory.find_zone(need.zone).map_or_else(|| need.zone.to_string(), |zone| zone.name.clone());
    let slots = slots(&need.visits);
    let when = if slots.is_empty() { vec!["horaires non précisés".to_owned()] } else { slots };
    let required = text::acts(need.required);
    let wished = text::acts(need.wished);
    let mut conditions = Vec::new();
    if need.modes.len() < Mode::ALL.len() as u32 {
        conditions.push(format!("mode {}", need.modes.iter().map(text::mode).collect::<Vec<_>>().join(" ou ")));
    }
    if need.habilitation_required {
        conditions.push("habilité à l’aide sociale".to_owned());
    }
    conditions.extend(need.publics.iter().map(|public| text::public(public).to_owned()));
    view! {
        <dl class="need-summary">
            <div><dt>"Où"</dt><dd>{format!("{}, {zone}", territory.name)}</dd></div>
            <div><dt>"Quoi"</dt><dd>{if wished.is_empty() { "prestations non précisées".to_owned() } else { wished }}</dd></div>
            {(!required.is_empty()).then(|| view! { <div><dt>"Indispensable"</dt><dd>{required}</dd></div> })}
            <div><dt>"Quand"</dt><dd>{when.into_iter().map(|slot| view! { <span class="slot-words">{slot}</span> }).collect_view()}</dd></div>
            <div><dt>"À partir du"</dt><dd>{format::date(need.start)}</dd></div>
            {(!conditions.is_empty()).then(|| view! { <div><dt>"Conditions"</dt><dd>{conditions.join(", ")}</dd></div> })}
        </dl>
    }
}
