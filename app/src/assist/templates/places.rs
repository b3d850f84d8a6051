//! Suggested places as one types, asked of our own server, which keeps nothing of what is typed. A chosen one becomes its
//! arrondissement: the address itself stays out of the form. Arrow keys, Enter and Escape work as in any combo box.

use std::cell::Cell;

use leptos::prelude::set_timeout;
use leptos::task::spawn_local;
use maud::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::assist::browser_markup::set_html;
use crate::need::api::suggest_places;
use crate::need::form::PLACE;
use crate::text::{NeedWords as W, Words};
use crate::ui::browser::{all, announce_change, around, by_id, listen, set_text};

const LIST: &str = "lieu-propositions";
const STATUS: &str = "lieu-nombre";
/// Letters from which places are suggested.
const FEWEST: usize = 3;
/// How long typing must rest before the server is asked.
const REST: std::time::Duration = std::time::Duration::from_millis(120);

thread_local! {
    /// Grows with every letter and every choice: an answer to an earlier one is late.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// A new turn: whatever was asked before is late.
fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// Follows the field of the place, where it is typed.
pub fn start(t: Words) {
    let Some(input) = input() else { return };
    for (name, value) in
        [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-expanded", "false"), ("aria-controls", LIST)]
    {
        // The names are such as attributes may have.
        let _ = input.set_attribute(name, value);
    }
    if let Some(list) = by_id(LIST) {
        let _ = list.set_attribute("role", "listbox");
        let _ = list.set_attribute("aria-label", t.say(W::Suggestions));
    }
    listen("input", move |event| {
        if around(&event, "#lieu").is_some() {
            let turn = next_turn();
            let rested = move || {
                if TURN.get() == turn {
                    spawn_local(suggest(t, turn));
                }
            };
            // Without a timer nothing is suggested, and the field works as it is.
            let _ = set_timeout(rested, REST);
        }
    });
    listen("click", |event| match around(&event, "#lieu-propositions [role=option]") {
        Some(option) => choose(&option),
        None => close(),
    });
    // The field keeps the focus while a suggestion is pressed: nothing moves under the pointer.
    listen("mousedown", |event| {
        if around(&event, "#lieu-propositions").is_some() {
            event.prevent_default();
        }
    });
    listen("focusout", |event| {
        if around(&event, "#lieu").is_some() {
            close();
        }
    });
    listen("keydown", |event| pressed(&event));
}

fn input() -> Option<HtmlInputElement> {
    by_id(PLACE)?.dyn_into().ok()
}

/// Asks for places and shows them, unless something else was typed meanwhile.
async fn suggest(t: Words, turn: u32) {
    let typed = input().map(|input| input.value()).unwrap_or_default();
    if typed.trim().chars().count() < FEWEST {
        return close();
    }
    let places = places_like(&typed).await;
    if TURN.get() != turn {
        return;
    }
    if places.is_empty() {
        return close();
    }
    let options = html! {
        @for (at, (zone, label)) in places.iter().enumerate() {
            li role="option" id={ "proposition-" (at) } data-zone=(zone) aria-selected="false" { (label) }
        }
    };
    set_html(LIST, &options.into_string());
    open(true);
    set_text(STATUS, &t.count(places.len() as u32, W::SuggestionFound, W::SuggestionsFound));
}

/// Arrondissement and label of the places that our server knows for what is typed.
pub async fn places_like(typed: &str) -> Vec<(String, String)> {
    let places = suggest_places(typed.to_owned()).await.unwrap_or_default();
    places.into_iter().map(|place| (place.short, place.label)).collect()
}

fn open(open: bool) {
    // The names are such as attributes may have.
    if let Some(list) = by_id(LIST) {
        let _ = if open { list.remove_attribute("hidden") } else { list.set_attribute("hidden", "") };
    }
    if let Some(input) = input() {
        let _ = input.set_attribute("aria-expanded", if open { "true" } else { "false" });
        let _ = input.remove_attribute("aria-activedescendant");
    }
}

fn close() {
    next_turn();
    if by_id(LIST).is_some_and(|list| !list.has_attribute("hidden")) {
        open(false);
        set_html(LIST, "");
        set_text(STATUS, "");
    }
}

/// The place becomes its arrondissement, which is all that the comparison needs.
fn choose(option: &Element) {
    if let (Some(input), Some(zone)) = (input(), option.get_attribute("data-zone")) {
        input.set_value(&zone);
        close();
        announce_change(&input);
    }
}

fn pressed(event: &Event) {
    if around(event, "#lieu").is_none() {
        return;
    }
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
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
        // The names are such as attributes may have.
        let _ = option.set_attribute("aria-selected", if at == to { "true" } else { "false" });
    }
    if let Some(input) = input() {
        let _ = input.set_attribute("aria-activedescendant", &options[to].id());
    }
}
