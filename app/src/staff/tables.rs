//! What the tables and the lists of the back office have in common: the line of headings, and what was just done.

use leptos::prelude::*;

/// The first row of a table, which names its columns.
pub fn table_head(columns: &[&str]) -> AnyView {
    let cells = columns.iter().map(|column| view! { <th scope="col">{(*column).to_owned()}</th> }.into_any());
    view! { <thead><tr>{cells.collect::<Vec<_>>()}</tr></thead> }.into_any()
}

/// What was just done, announced; nothing where nothing was.
pub fn notice(done: Option<impl ToString>) -> AnyView {
    done.map(|done| view! { <p class="thanks" role="status">{done.to_string()}</p> }).into_any()
}

/// What went wrong with a whole list, announced.
pub fn alert(wrong: Option<impl ToString>) -> AnyView {
    wrong.map(|wrong| view! { <p class="field-error" role="alert">{wrong.to_string()}</p> }).into_any()
}
