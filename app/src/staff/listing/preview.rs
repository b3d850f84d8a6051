//! What a change of a listing amounts to: its parts before and after, and what the price rules say of it.

use domain::provider::price_rules::findings;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{label, sourced};
use crate::ports::Publication;
use crate::staff::findings::finding_words;
use crate::staff::french;
use crate::text::editor as say;

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
    let heads = [say::PART, say::BEFORE, say::AFTER].map(|column| view! { <th scope="col">{column}</th> });
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
            <thead><tr>{heads.to_vec()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What the price rules say of a listing, each with its article.
pub fn remark_words(listing: &Listing, publication: &Publication, today: Date) -> Vec<String> {
    findings(listing, &publication.parameters, today)
        .iter()
        .map(|finding| {
            let article = if finding.article.is_empty() { String::new() } else { format!(" ({})", finding.article) };
            format!("{}{article}", finding_words(french(), finding))
        })
        .collect()
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
