//! What changed since the day a comparison was kept: the method, the law, the listings, and each service.

use domain::provider::listing::{Listing, Provenance};
use domain::ranking::comparison::{Answer, Comparison};
use domain::values::search;
use domain::{Catalogue, Finess, METHOD_VERSION, Need};
use leptos::prelude::*;

use super::form::{Kept, need_mark};
use super::screens::answer_of;
use super::seen::Seen;
use crate::text::{AssistWords as W, Common, Results, Words};

/// What each version of the method brought. A new version adds its line.
const METHODS: [(u16, W); METHOD_VERSION as usize] = [(1, W::Method1), (2, W::Method2)];

/// Everything but the services, in words.
pub(super) fn of_method(kept: &Kept, comparison: &Comparison, t: Words) -> Vec<String> {
    let stamp = &comparison.stamp;
    let mut changes = Vec::new();
    if kept.method > stamp.method {
        changes.push(t.fill(W::MethodNewer, &[&kept.method, &stamp.method]));
    }
    let later = METHODS.iter().filter(|(version, _)| *version > kept.method);
    changes.extend(later.map(|(version, words)| t.fill(W::MethodChanged, &[version, &t.say(*words)])));
    if kept.law != stamp.parameters {
        changes.push(t.fill(W::LawChanged, &[&kept.law, &stamp.parameters]));
    }
    if kept.catalogue != stamp.catalogue {
        changes.push(t.say(W::ListingsChanged).to_owned());
    }
    changes
}

/// What a service says now that it did not say then. One that was chosen is compared with what it said; of another it is
/// only known that a fact was observed later.
pub(super) fn of_service(
    need: &Need,
    kept: &Kept,
    answer: &Answer,
    listing: &Listing,
    comparison: &Comparison,
    t: Words,
) -> Vec<String> {
    if let Some((_, seen)) = kept.seen.iter().find(|(finess, _)| *finess == listing.finess) {
        return seen.changes(&Seen::of(answer, listing, comparison.stamp.seed), kept.need == need_mark(need), t);
    }
    let later = |provenance: Option<&Provenance>| provenance.is_some_and(|known| known.observed > kept.day);
    let facts = [
        (later(listing.tariffs.provenance()), t.say(W::ChangedPrice)),
        (later(listing.hours.provenance()) || later(listing.zones.provenance()), t.say(Results::Hours)),
        (later(listing.availability.provenance()), t.say(W::ChangedAvailability)),
    ];
    facts.into_iter().filter(|(later, _)| *later).map(|(_, what)| what.to_owned()).collect()
}

/// The services chosen, each with what changed, above the list. `catalogue` and `comparison` are of them.
pub(super) fn section(need: &Need, kept: &Kept, catalogue: &Catalogue, comparison: &Comparison, t: Words) -> AnyView {
    let same_need = kept.need == need_mark(need);
    let of = |finess: Finess, seen: &Seen| -> (String, Vec<String>) {
        let Some(listing) = catalogue.find(finess) else {
            return (finess.to_string(), vec![t.say(W::ServiceGone).to_owned()]);
        };
        let name = search::readable(&listing.name.value);
        match answer_of(comparison, finess) {
            Some(answer) => (name, seen.changes(&Seen::of(answer, listing, comparison.stamp.seed), same_need, t)),
            None => (name, vec![t.say(W::ServiceLeftOut).to_owned()]),
        }
    };
    let services: Vec<(String, Vec<String>)> = kept.seen.iter().map(|(finess, seen)| of(*finess, seen)).collect();
    let mut general = of_method(kept, comparison, t);
    if !same_need {
        general.push(t.say(W::NeedChanged).to_owned());
    }
    let mut lines: Vec<AnyView> = general.into_iter().map(|words| view! { <li>{words}</li> }.into_any()).collect();
    for (name, changes) in services.iter().filter(|(_, changes)| !changes.is_empty()) {
        let words = t.fill(Common::Colon, &[name, &changes.join(t.say(Common::Then))]);
        lines.push(view! { <li class="changed">{words}</li> }.into_any());
    }
    let said = match lines.is_empty() {
        true => view! { <p>{t.say(W::NothingChanged)}</p> }.into_any(),
        false => view! { <ul>{lines}</ul> }.into_any(),
    };
    view! {
        <section class="changes" aria-labelledby="titre-changements">
            <h2 id="titre-changements">{t.fill(W::ChangesSince, &[&t.date(kept.day)])}</h2>
            {said}
        </section>
    }
    .into_any()
}
