//! The one island: it wraps a page whose HTML is complete, and in the browser listens to its forms. What the listeners
//! need stands in the attributes of one element; nothing that a person typed does.

use leptos::prelude::*;
use maud::{Markup, html};

/// Id of the element that carries what the browser needs.
const DATA: &str = "pour-le-navigateur";

/// What a page hands to the browser: addresses, numbers and a date.
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

impl ForBrowser {
    pub fn markup(&self) -> Markup {
        html! {
            div id=(DATA) hidden data-words=(self.words) data-catalogue=[&self.catalogue] data-values=[&self.values]
                data-today=(self.today) data-page=(self.page) {}
        }
    }
}

/// Brings a page to life. Its children are the page as the server wrote it.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(in_browser::start());
    children()
}

#[cfg(feature = "hydrate")]
pub use in_browser::{data, say_started};

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::document;
    use web_sys::HtmlElement;

    use super::DATA;
    use crate::text::words_of;
    use crate::ui::browser::{by_id, fetch};
    use crate::{aids, compare};

    /// The element that carries what the page hands over.
    pub fn data() -> Option<HtmlElement> {
        by_id(DATA)
    }

    /// Whoever drives the page from outside may begin.
    pub fn say_started() {
        // The name is one that attributes may have.
        let _ = document().document_element().map(|page| page.set_attribute("data-islands", "started"));
    }

    /// Without the words the forms still submit to the server.
    pub async fn start() {
        let Some(data) = data() else { return };
        let said = |name: &str| data.get_attribute(name);
        let Some(words) = fetch(&said("data-words").unwrap_or_default()).await.and_then(words_of) else { return };
        let Some(today) = said("data-today").and_then(|today| domain::time::calendar::parse_date(&today)) else {
            return;
        };
        compare::need_help::start(words);
        if let Some(values) = said("data-values") {
            aids::simulator::start(words, &values, today);
        }
        say_started();
    }
}
