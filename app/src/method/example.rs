//! The part of the method page about the changes of a need, with an example that is computed when the page is written.

use domain::demo::fictitious;
use domain::need::{NeedTerms, Visit, Weights};
use domain::provider::acts::{ActSet, HourKind, ModeSet, PublicSet};
use domain::ranking::changes::{LEAST_LESS, MOST_STEPS, find_changes};
use domain::time::hours::{Interval, Weekday};
use domain::values::closed_list::Set;
use domain::{Act, Catalogue, Need, Parameters, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use crate::compare::changes::{change_words, gain_words};
use crate::need::summary::need_line;
use crate::text::{Common, MethodWords as W, Words};

/// Invented services, of one seed: the example changes with the law and the program, and with the day.
const SERVICES: u32 = 80;
const SEED: u64 = 1;

pub fn need_changes(t: Words, parameters: &Parameters, territory: &Territory, today: Date) -> AnyView {
    view! {
        <p>{t.say(W::Changes)}</p>
        <p>{t.fill(W::ChangesNamed, &[&t.whole_euros(LEAST_LESS)])}</p>
        <p>{t.fill(W::ChangesNobody, &[&t.points(MOST_STEPS as u32)])}</p>
        {example(t, parameters, territory, today)}
    }
    .into_any()
}

/// Every morning from eight to nine, at a zone in the middle of the list.
fn example_need(territory: &Territory, today: Date) -> Option<Need> {
    let time = Interval::new(8 * 60, 9 * 60).ok()?;
    let visit = |weekday| Visit { weekday, time, kind: HourKind::Care };
    let terms = NeedTerms {
        zone: territory.zones.get(territory.zones.len() / 2)?.code,
        start: today,
        visits: Weekday::ALL.map(visit).to_vec(),
        wished: [Act::Washing, Act::Meals].into_iter().collect(),
        required: ActSet::EMPTY.with(Act::Washing),
        modes: ModeSet::all(),
        habilitation_required: false,
        publics: PublicSet::EMPTY,
        weights: Weights::default(),
    };
    Need::try_from(terms).ok()
}

/// None where the example has nobody who suits, or no change that helps.
fn example(t: Words, parameters: &Parameters, territory: &Territory, today: Date) -> Option<AnyView> {
    let need = example_need(territory, today)?;
    let catalogue = Catalogue::new(fictitious(territory, SEED, SERVICES, today).collect());
    let changes = find_changes(&catalogue, territory, &need, None, parameters, today, Set::EMPTY);
    let lines: Vec<AnyView> = changes
        .found
        .iter()
        .filter_map(|found| {
            let words = change_words(t, territory, found.change, &found.change.applied(&need)?);
            let gain = gain_words(t, changes.from_nobody(), found);
            Some(view! { <li>{t.fill(Common::Colon, &[&words, &gain])}</li> }.into_any())
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let terms = need.terms();
    let place = territory.find_zone(terms.zone).map_or("", |zone| zone.short.as_str());
    let asked = format!("{place}, {}", need_line(t, terms.wished, &terms.visits));
    let (suit, cheapest) = (t.points(changes.now.counts.suitable), t.euros(changes.now.cheapest?));
    Some(
        view! {
            <p>{t.fill(W::ChangesExample, &[&SERVICES, &asked, &suit, &cheapest])}</p>
            <ul>{lines}</ul>
        }
        .into_any(),
    )
}
