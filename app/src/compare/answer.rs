//! All that changes with an answer: the words of the status, the list or the way out of an empty one, the choice of
//! services to put side by side, the stamp. The same from the server and in the browser.

use domain::Territory;
use domain::law::parameters::State;
use domain::ranking::comparison::{Comparison, Part};
use domain::ranking::reasons::Exclusion;
use domain::ranking::selection::Selection;
use maud::{Markup, html};

use super::fields::hidden_need;
use super::results::{Shown, Turn, pagination};
use crate::need::form::{CHOICE_FORM, NeedForm, PAGE_SIZE};
use crate::routes::Page;
use crate::text::{Common, Results as W, Words};

/// Services that stand side by side at most.
pub const MOST_CHOSEN: usize = 4;
/// How many of the excluded a page names.
pub const EXCLUDED_NAMED: usize = 200;

/// The part of the answer that a page shows.
pub fn page_part(page: usize) -> Part {
    let selection = Selection::default();
    Part { selection, first: (page - 1) * PAGE_SIZE, count: PAGE_SIZE, excluded: EXCLUDED_NAMED }
}

/// "12 services conviennent, 5 en partie, 30 à confirmer, 8 écartés."
pub fn status_words(t: Words, comparison: &Comparison) -> String {
    let counts = &comparison.counts;
    let price = match comparison.aids.as_ref().map(|aids| aids.anchors) {
        None => "",
        Some(Some(_)) => t.say(W::StatusToPay),
        Some(None) => t.say(W::StatusCost),
    };
    let suitable = t.count(counts.suitable, W::StatusSuitable, W::StatusSuitableMany);
    let excluded = t.count(counts.excluded, W::StatusExcluded, W::StatusExcludedMany);
    let words = t.fill(W::Status, &[&suitable, &counts.partly_suitable, &counts.to_confirm, &excluded]);
    format!("{words}{price}")
}

/// The answer to `form`, whose situation, if there is one, is in the comparison and nowhere else.
pub fn answer(shown: &Shown<'_>, territory: &Territory, form: &NeedForm, turn: &Turn<'_>, page: usize) -> Markup {
    let Shown { t, comparison, .. } = *shown;
    let counts = &comparison.counts;
    let nobody = counts.ranked() + counts.to_confirm == 0;
    html! {
        (floor_warning(t, comparison))
        @if nobody { (relax(shown, territory, form)) }
        (shown.results())
        (pagination(t, counts, turn, page))
        @if !nobody {
            // The boxes under the services belong to it, wherever the list is rendered.
            form.choice method="get" action=(Page::SideBySide(String::new()).href(t.lang)) id=(CHOICE_FORM) {
                (hidden_need(&form.on_page(1)))
                p.hint { (t.fill(W::ChooseHint, &[&MOST_CHOSEN])) }
                button.secondary type="submit" { (t.say(W::ChooseButton)) }
            }
        }
        p.stamp { (stamp_words(t, comparison)) }
    }
}

/// Where the floor price of the year of the need is not published: which one stands in.
pub fn floor_warning(t: Words, comparison: &Comparison) -> Markup {
    let floor = &comparison.floor;
    html! {
        @if floor.outdated {
            p.warning {
                (t.fill(W::FloorOutdated, &[&comparison.need.start.year(), &floor.from.year(), &t.euros(floor.amount)]))
            }
        } @else if floor.state == State::Computed {
            p.warning { (t.fill(W::FloorComputed, &[&floor.from.year(), &t.euros(floor.amount)])) }
        }
    }
}

/// What gives the same list again.
pub fn stamp_words(t: Words, comparison: &Comparison) -> String {
    let stamp = &comparison.stamp;
    t.fill(W::Stamp, &[&stamp.method, &stamp.catalogue, &stamp.parameters, &t.date(stamp.seed)])
}

/// No service is left: which condition emptied the list, and a link to drop it.
fn relax(shown: &Shown<'_>, territory: &Territory, form: &NeedForm) -> Markup {
    let Shown { t, comparison, .. } = *shown;
    let mut links = Vec::new();
    for by in comparison.excluded_by.iter().filter(|by| by.alone > 0) {
        let back = t.count(by.alone, Common::Service, Common::Services);
        let more = if by.reason == Exclusion::Zone { String::new() } else { t.fill(W::MoreOf, &[&back]) };
        for (label, form) in relaxations(shown, territory, form, by.reason) {
            links.push((label, Page::Compare(form.on_page(1).to_query()).href(t.lang), more.clone()));
        }
    }
    html! {
        section.empty aria-labelledby="titre-vide" {
            h2 id="titre-vide" { (t.say(W::Nobody)) }
            (shown.reasons())
            @if links.is_empty() {
                @let place = format!("lieu={}", comparison.need.zone);
                p { (t.say(W::SeveralReasons)) a href=(Page::Compare(place).href(t.lang)) { (t.say(W::KeepPlace)) } "." }
            } @else {
                p { (t.say(W::YouCan)) }
                ul { @for (label, href, more) in &links { li { a href=(href) { (label) } (more) } } }
            }
        }
    }
}

fn relaxations(
    shown: &Shown<'_>,
    territory: &Territory,
    form: &NeedForm,
    reason: Exclusion,
) -> Vec<(String, NeedForm)> {
    let t = shown.t;
    let zone = shown.comparison.need.zone;
    let mut relaxed = form.clone();
    let label = match reason {
        Exclusion::Zone => {
            let neighbours = territory.find_zone(zone).map_or(&[][..], |zone| &zone.neighbours);
            let zones = neighbours.iter().filter_map(|code| territory.find_zone(*code));
            let near = zones.map(|near| {
                (t.fill(W::RelaxZone, &[&near.short]), NeedForm { zone: near.short.clone(), ..form.clone() })
            });
            return near.collect();
        }
        Exclusion::Mode => {
            relaxed.modes.clear();
            W::RelaxMode
        }
        Exclusion::Habilitation => {
            relaxed.habilitation.clear();
            W::RelaxHabilitation
        }
        Exclusion::RequiredActs => {
            relaxed.wished.append(&mut relaxed.required);
            W::RelaxActs
        }
        Exclusion::Publics => {
            relaxed.publics.clear();
            W::RelaxPublics
        }
        Exclusion::NoCoverage => {
            relaxed.slots.clear();
            W::RelaxHours
        }
        Exclusion::NoWishedAct => {
            relaxed.wished.clear();
            relaxed.required.clear();
            W::RelaxWishes
        }
        Exclusion::NursingOnly => {
            relaxed.wished.push("soins-infirmiers".to_owned());
            W::RelaxNursing
        }
    };
    vec![(t.say(label).to_owned(), relaxed)]
}
