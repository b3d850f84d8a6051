//! What the page of social workers hands to its listeners in the browser: attributes of one element. Nothing that a person
//! typed is among them.

#[cfg(feature = "ssr")]
use maud::{Markup, html};

/// Id of the element that carries what the browser needs.
const DATA: &str = "pour-le-navigateur";

/// What a page hands to the browser: addresses, numbers and a date.
#[cfg(feature = "ssr")]
#[derive(Default)]
pub struct ForBrowser {
    /// Address of the words.
    pub words: String,
    /// Address of the catalogue, on a page with a list.
    pub catalogue: Option<String>,
    /// Values of the law that staff added, packed, on the page of the simulator.
    pub values: Option<String>,
    /// Today, as the server knows it.
    pub today: String,
    /// Page of the list.
    pub page: usize,
}

#[cfg(feature = "ssr")]
impl ForBrowser {
    pub fn markup(&self) -> Markup {
        html! {
            div id=(DATA) hidden data-words=(self.words) data-catalogue=[&self.catalogue] data-values=[&self.values]
                data-today=(self.today) data-page=(self.page) {}
        }
    }
}

#[cfg(feature = "hydrate")]
pub use in_browser::{data, say_started};

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::document;
    use web_sys::HtmlElement;

    use super::DATA;
    use crate::ui::browser::by_id;

    /// The element that carries what the page hands over.
    pub fn data() -> Option<HtmlElement> {
        by_id(DATA)
    }

    /// Whoever drives the page from outside may begin.
    pub fn say_started() {
        // The name is one that attributes may have.
        let _ = document().document_element().map(|page| page.set_attribute("data-islands", "started"));
    }
}
