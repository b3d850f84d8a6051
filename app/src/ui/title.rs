//! The titles of pages. `leptos_meta` writes a title as it is given: here alone it is called, and what it is given is escaped.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::SITE;

/// What every title ends with. Once, around all pages.
#[component]
pub fn SiteTitle() -> impl IntoView {
    view! { <Title formatter=|title: String| format!("{title} – {SITE}")/> }
}

/// The title of a page: a text, in which a name may be of anyone.
#[component]
pub fn PageTitle(#[prop(into)] text: String) -> impl IntoView {
    view! { <Title text=escaped(&text)/> }
}

/// A text inside an element of HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_ends_a_title() {
        assert_eq!(escaped("</title><meta x=\"1\">"), "&lt;/title&gt;&lt;meta x=\"1\"&gt;");
        assert_eq!(escaped("Aide &amp; Cie"), "Aide &amp;amp; Cie");
    }
}
