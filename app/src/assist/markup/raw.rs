//! Templates inside views.

use leptos::prelude::*;
use maud::Markup;

/// A template as a view, in a block of its own.
pub fn raw(markup: Markup) -> impl IntoView {
    view! { <div inner_html=markup.into_string()></div> }
}
