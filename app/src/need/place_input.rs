//! The island around the field of the place: it suggests addresses while a person types, from our own server, which
//! keeps nothing of what is typed. A chosen address becomes its arrondissement: the address itself stays out of the
//! form. The field and the tiles of the map follow each other. Arrow keys, Enter and Escape work as in any combo box.

use leptos::ev;
use leptos::prelude::*;

/// Ids of the list of suggestions, and of the sentence that says how many there are.
pub const OPTIONS: &str = "lieu-propositions";
pub const STATUS: &str = "lieu-nombre";

/// Its children are the field and the map as the server wrote them.
#[island]
pub fn PlaceInput(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    let typed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        in_browser::typed(&_event);
    };
    let changed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        in_browser::changed(&_event);
    };
    let clicked = move |_event: ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::clicked(&_event);
    };
    // Keeps the focus in the field while a suggestion is pressed, so that the list does not close before the click.
    let held = move |_event: ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::held(&_event);
    };
    let focus_left = move |_event: ev::FocusEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::close();
    };
    let pressed = move |_event: ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        in_browser::pressed(&_event);
    };
    view! {
        <div class="place-input" on:input=typed on:change=changed on:click=clicked on:mousedown=held on:focusout=focus_left
            on:keydown=pressed>
            {children()}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use std::any::Any;
    use std::cell::{Cell, RefCell};

    use leptos::mount::mount_to;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

    use super::{OPTIONS, STATUS};
    use crate::need::api::{Place, suggest_places};
    use crate::need::form::{PLACE, ZONE};
    use crate::text::{NeedWords as W, Words};
    use crate::ui::browser::{all, announce_change, around, by_id, set_text, target};

    /// Fewest letters for which places are suggested.
    const FEWEST: usize = 3;
    /// How long typing must pause before the server is asked.
    const REST: std::time::Duration = std::time::Duration::from_millis(120);

    thread_local! {
        /// Grows with every letter and every choice, so that the answer to an earlier request can be ignored.
        static TURN: Cell<u32> = const { Cell::new(0) };
        /// The suggestions in the page; dropping them removes them.
        static WRITTEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
    }

    /// Starts a new turn: answers to all earlier requests are ignored.
    fn next_turn() -> u32 {
        TURN.set(TURN.get().wrapping_add(1));
        TURN.get()
    }

    pub fn start() {
        let Some(field) = field() else { return };
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("aria-controls", OPTIONS),
        ] {
            // The names are valid attribute names.
            let _ = field.set_attribute(name, value);
        }
        if let Some(list) = by_id(OPTIONS) {
            let _ = list.set_attribute("role", "listbox");
            let _ = list.set_attribute("aria-label", Words::from_context().say(W::Suggestions));
        }
        if field.value().is_empty()
            && let Some(tile) = tiles().into_iter().find(HtmlInputElement::checked)
        {
            field.set_value(&tile.value());
        }
    }

    fn field() -> Option<HtmlInputElement> {
        by_id(PLACE)?.dyn_into().ok()
    }

    fn tiles() -> Vec<HtmlInputElement> {
        all(&format!("[name={ZONE}]")).into_iter().filter_map(|tile| tile.dyn_into().ok()).collect()
    }

    fn is_field(event: &Event) -> bool {
        target(event).is_some_and(|element| element.id() == PLACE)
    }

    pub fn typed(event: &Event) {
        if !is_field(event) {
            return;
        }
        follow();
        let turn = next_turn();
        let rested = move || {
            if TURN.get() == turn {
                spawn_local(suggest(turn));
            }
        };
        // Without a timer nothing is suggested, and the field works as usual.
        let _ = set_timeout(rested, REST);
    }

    /// Writes the zone of a tile into the field.
    pub fn changed(event: &Event) {
        let tile = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        if let (Some(tile), Some(field)) = (tile.filter(|tile| tile.name() == ZONE), field()) {
            field.set_value(&tile.value());
            close();
        }
    }

    /// Ticks the tile of the zone in the field.
    fn follow() {
        let text = field().map(|field| field.value()).unwrap_or_default();
        for tile in tiles() {
            tile.set_checked(tile.value().eq_ignore_ascii_case(text.trim()));
        }
    }

    pub fn clicked(event: &Event) {
        if let Some(option) = around(event, "[role=option]") {
            choose(&option);
        }
    }

    pub fn held(event: &Event) {
        if around(event, "[role=option]").is_some() {
            event.prevent_default();
        }
    }

    /// Asks for places and shows them, unless the field has changed in the meantime.
    async fn suggest(turn: u32) {
        let t = Words::from_context();
        let text = field().map(|field| field.value()).unwrap_or_default();
        if text.trim().chars().count() < FEWEST {
            return close();
        }
        let places = suggest_places(text).await.unwrap_or_default();
        if TURN.get() != turn {
            return;
        }
        let Some(list) = by_id(OPTIONS).filter(|_| !places.is_empty()) else { return close() };
        let count = places.len() as u32;
        WRITTEN.set(None);
        let written = mount_to(list, move || options(&places));
        WRITTEN.set(Some(Box::new(written)));
        open(true);
        set_text(STATUS, &t.count(count, W::SuggestionFound, W::SuggestionsFound));
    }

    fn options(places: &[Place]) -> AnyView {
        let option = |(at, place): (usize, &Place)| {
            let (id, zone) = (format!("proposition-{at}"), place.short.clone());
            view! { <li role="option" id=id data-zone=zone aria-selected="false">{place.label.clone()}</li> }.into_any()
        };
        places.iter().enumerate().map(option).collect::<Vec<_>>().into_any()
    }

    fn open(open: bool) {
        // The names are valid attribute names.
        if let Some(list) = by_id(OPTIONS) {
            let _ = if open { list.remove_attribute("hidden") } else { list.set_attribute("hidden", "") };
        }
        if let Some(field) = field() {
            let _ = field.set_attribute("aria-expanded", if open { "true" } else { "false" });
            let _ = field.remove_attribute("aria-activedescendant");
        }
    }

    pub fn close() {
        next_turn();
        if by_id(OPTIONS).is_some_and(|list| !list.has_attribute("hidden")) {
            open(false);
            WRITTEN.set(None);
            set_text(STATUS, "");
        }
    }

    /// Replaces the address by its arrondissement, which is all that the comparison needs.
    fn choose(option: &Element) {
        if let (Some(field), Some(zone)) = (field(), option.get_attribute("data-zone")) {
            field.set_value(&zone);
            close();
            follow();
            announce_change(&field);
        }
    }

    pub fn pressed(event: &KeyboardEvent) {
        if !is_field(event) {
            return;
        }
        let key = event.key();
        if matches!(key.as_str(), "Escape" | "Tab") {
            return close();
        }
        let options = all("#lieu-propositions [role=option]");
        if options.is_empty() {
            return;
        }
        let chosen = options.iter().position(|option| option.get_attribute("aria-selected").as_deref() == Some("true"));
        let to = match (key.as_str(), chosen) {
            ("ArrowDown", None) => 0,
            ("ArrowDown", Some(at)) => (at + 1) % options.len(),
            ("ArrowUp", Some(at)) if at > 0 => at - 1,
            ("ArrowUp", _) => options.len() - 1,
            ("Enter", Some(at)) => {
                event.prevent_default();
                return choose(&options[at]);
            }
            _ => return,
        };
        event.prevent_default();
        for (at, option) in options.iter().enumerate() {
            // The names are valid attribute names.
            let _ = option.set_attribute("aria-selected", if at == to { "true" } else { "false" });
        }
        if let Some(field) = field() {
            let _ = field.set_attribute("aria-activedescendant", &options[to].id());
        }
    }
}
