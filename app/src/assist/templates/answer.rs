//! Words around an answer: its status, the floor price that it counted with, what gives it again.

use domain::law::parameters::State;
use domain::ranking::comparison::{Comparison, Part};
use domain::ranking::selection::Selection;
use maud::{Markup, html};

use crate::need::form::PAGE_SIZE;
use crate::text::{Results as W, Words};

/// Services that stand side by side at most.
pub const MOST_CHOSEN: usize = 4;
/// How many of the excluded a page names.
pub const EXCLUDED_NAMED: usize = 200;

/// The part of the answer that a page shows.
pub fn page_part(page: usize) -> Part {
    let selection = Selection::default();
    Part { selection, first: (page - 1) * PAGE_SIZE, count: PAGE_SIZE, excluded: EXCLUDED_NAMED, ..Part::EVERYTHING }
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
