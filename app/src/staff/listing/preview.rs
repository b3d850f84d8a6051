//! What a change of a listing amounts to: its parts before and after, and what the price rules say of it.

use std::collections::BTreeSet;

use domain::provider::acts::HourKind;
use domain::provider::price_rules::{Finding, Rule, findings};
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Mode, Tariff, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{label, sourced};
use crate::ports::Publication;
use crate::staff::findings::finding_words;
use crate::staff::french;
use crate::staff::tables::table_head;
use crate::text::editor as say;
use crate::text::staff::fill;

/// Parts that differ between two states of a listing, with what they were and what they are.
pub fn changed_parts(territory: &Territory, before: &Listing, after: &Listing) -> Vec<(Field, String, String)> {
    let t = french();
    let both = |field: &Field| (sourced(t, territory, before, *field), sourced(t, territory, after, *field));
    Field::ALL
        .iter()
        .map(|field| (*field, both(field)))
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| (field, before, after))
        .collect()
}

/// What differs between two states of a listing, part by part.
pub fn changes(territory: &Territory, before: &Listing, after: &Listing) -> AnyView {
    let changed = changed_parts(territory, before, after);
    if changed.is_empty() { view! { <p>{say::NO_CHANGE}</p> }.into_any() } else { changes_table(&changed) }
}

/// Parts with what they were and what they are.
pub fn changes_table(changed: &[(Field, String, String)]) -> AnyView {
    let rows: Vec<AnyView> = changed
        .iter()
        .map(|(field, before, after)| {
            view! { <tr><th scope="row">{label(*field)}</th><td>{before.clone()}</td><td>{after.clone()}</td></tr> }
                .into_any()
        })
        .collect();
    view! {
        <table class="changes">
            <caption class="visually-hidden">{say::PREVIEW_CHANGES}</caption>
            {table_head(&[say::PART, say::BEFORE, say::AFTER])}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What the price rules say of a listing, and what a remark is of: another amount makes another remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub key: String,
    /// With its article.
    pub words: String,
    /// It asks whether a value is right: it is answered before the form is sent on.
    pub asks: bool,
}

pub fn remarks_of(listing: &Listing, publication: &Publication, today: Date) -> Vec<Remark> {
    let remark = |finding: &Finding| {
        let article = if finding.article.is_empty() { String::new() } else { format!(" ({})", finding.article) };
        let kind = finding.kind.map_or("", HourKind::code);
        let stated = finding.stated.map(|stated| stated.0.to_string()).unwrap_or_default();
        let (rule, mode, from) = (finding.rule.code(), finding.mode.code(), finding.tariff_from);
        Remark {
            key: format!("{rule}/{mode}/{from}/{kind}/{stated}"),
            words: format!("{}{article}", finding_words(french(), finding)),
            asks: matches!(finding.rule, Rule::PriceUnlikely | Rule::DateUnlikely),
        }
    };
    findings(listing, &publication.parameters, today).iter().map(remark).collect()
}

/// That the values of the law of a tariff to come are not known yet, once for each first day.
pub fn values_to_come(listing: &Listing, publication: &Publication, today: Date) -> Vec<String> {
    let tariffs = listing.tariffs.value().into_iter().flatten().map(Tariff::terms);
    let to_come = tariffs.filter(|terms| terms.from > today && terms.mode == Mode::Prestataire);
    let days: BTreeSet<Date> = to_come.map(|terms| terms.from).collect();
    let unknown = days.into_iter().filter(|day| publication.parameters.floor_price(*day).outdated);
    unknown.map(|day| fill(say::VALUES_TO_COME, &[&french().date(day)])).collect()
}

/// The same in words, for the island.
pub fn remark_words(listing: &Listing, publication: &Publication, today: Date) -> Vec<String> {
    let remarks = remarks_of(listing, publication, today).into_iter().map(|remark| remark.words);
    remarks.chain(values_to_come(listing, publication, today)).collect()
}

/// What the price rules say of a listing.
pub fn remarks(listing: &Listing, publication: &Publication, today: Date) -> AnyView {
    let words = remark_words(listing, publication, today);
    if words.is_empty() {
        return view! { <p>{say::NO_FINDING}</p> }.into_any();
    }
    let lines: Vec<AnyView> = words.into_iter().map(|words| view! { <li>{words}</li> }.into_any()).collect();
    view! { <ul>{lines}</ul> }.into_any()
}
