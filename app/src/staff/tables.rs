//! What the tables and the lists of the back office have in common: the line of headings, and what was just done.

use leptos::prelude::*;

/// The headings of the columns.
#[component]
pub fn TableHead(#[prop(into)] columns: Vec<&'static str>) -> impl IntoView {
    let headings: Vec<AnyView> =
        columns.into_iter().map(|column| view! { <th scope="col">{column}</th> }.into_any()).collect();
    view! { <thead><tr>{headings}</tr></thead> }.into_any()
}

/// What was just done, announced; nothing where nothing was.
pub fn notice(done: Option<impl ToString>) -> AnyView {
    done.map(|done| view! { <p class="thanks" role="status">{done.to_string()}</p> }).into_any()
}

/// What went wrong with a whole list, announced.
pub fn alert(wrong: Option<impl ToString>) -> AnyView {
    wrong.map(|wrong| view! { <p class="field-error" role="alert">{wrong.to_string()}</p> }).into_any()
}
