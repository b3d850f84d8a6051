//! HTML that a template of these pages wrote, put into the page. No other page of the site writes HTML in the browser.

use leptos::prelude::document;

use crate::ui::browser::by_id;

/// Writes HTML in place of what an element holds.
pub fn set_html(id: &str, html: &str) {
    if let Some(element) = by_id(id) {
        element.set_inner_html(html);
    }
}

/// Writes HTML after what the first element that a selector finds holds.
pub fn append_html(selector: &str, html: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten().filter(|_| !html.is_empty()) {
        // Refused only for a position that does not exist.
        let _ = element.insert_adjacent_html("beforeend", html);
    }
}
