//! The few calls to the browser that the islands make. Each does nothing if its element is absent.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

use crate::error::FieldError;

pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

pub fn form_by_id(id: &str) -> Option<HtmlFormElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Every element that a selector matches.
pub fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Every element inside another that a selector matches.
pub fn all_in(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// A new element, not yet in the page.
pub fn element(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}

/// Calls `heard` on every such event of the page, for as long as the page exists.
pub fn listen(event: &str, heard: impl Fn(Event) + 'static) {
    // The handle would only serve to stop listening.
    let _ = window_event_listener_untyped(event, heard);
}

/// The element that an event comes from.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element, itself or an ancestor, that a selector matches.
pub fn around(event: &Event, selector: &str) -> Option<HtmlElement> {
    target(event)?.closest(selector).ok()??.dyn_into().ok()
}

/// Writes a text, unless it is already there: a text that is written again is read aloud again.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id).filter(|element| element.text_content().as_deref() != Some(text)) {
        element.set_text_content(Some(text));
    }
}

/// The value of an input.
pub fn value_of(input: &Element) -> Option<String> {
    js_sys::Reflect::get(input, &"value".into()).ok()?.as_string()
}

/// Sets a property of an element, beside its attributes.
pub fn set_property(element: &Element, name: &str, value: &wasm_bindgen::JsValue) {
    // Fails only for a property that cannot be changed.
    let _ = js_sys::Reflect::set(element, &name.into(), value);
}

/// Sets the value of an input, unless it has it already.
pub fn set_value(input: &Element, value: &str) {
    if value_of(input).as_deref() != Some(value) {
        set_property(input, "value", &value.into());
    }
}

/// Announces to listeners that an element has changed.
pub fn announce_change(element: &Element) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(changed) = Event::new_with_event_init_dict("change", &bubbles) {
        // False only if a listener cancelled the event.
        let _ = element.dispatch_event(&changed);
    }
}

/// The query string of the page's address.
pub fn address_query() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts the focus on an element, and opens the folded parts around it.
pub fn focus(id: &str) {
    let Some(element) = by_id(id) else { return };
    open_around(&element);
    // Fails only for an element that cannot take the focus.
    let _ = element.focus();
}

/// Opens an element and the folded parts around it.
pub fn open_around(element: &Element) {
    let mut folded = element.closest("details").ok().flatten();
    while let Some(details) = folded {
        // The name is a valid attribute name.
        let _ = details.set_attribute("open", "");
        folded = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// Writes each message beside its field, and clears the other messages.
pub fn show_errors<'a>(fields: impl IntoIterator<Item = &'a str>, errors: &[FieldError]) {
    for field in fields {
        let message = FieldError::message(errors, field);
        set_text(&format!("{field}-erreur"), message.as_deref().unwrap_or_default());
        if let Some(element) = by_id(field) {
            // The name is a valid attribute name.
            let _ = match message {
                Some(_) => element.set_attribute("aria-invalid", "true"),
                None => element.remove_attribute("aria-invalid"),
            };
        }
    }
}

/// Empties a part of the page and builds it here: whenever a signal that `make` reads changes, the part is made of new
/// nodes, whatever happened to the previous ones (a translation by the browser wraps their texts in others). Dropping what
/// this returns takes the part away.
pub fn build_anew(id: &str, make: impl Fn() -> AnyView + 'static) -> Option<Box<dyn Any>> {
    build_anew_with(id, make, Vec::new)
}

/// The same for a part that holds others, which `inside` builds once it is there.
pub fn build_anew_with(
    id: &str,
    make: impl Fn() -> AnyView + 'static,
    inside: impl Fn() -> Vec<Box<dyn Any>> + 'static,
) -> Option<Box<dyn Any>> {
    Some(built_anew(by_id(id)?, Box::new(make), Box::new(inside)))
}

fn built_anew(
    part: HtmlElement,
    make: Box<dyn Fn() -> AnyView>,
    inside: Box<dyn Fn() -> Vec<Box<dyn Any>>>,
) -> Box<dyn Any> {
    part.replace_children_with_node_0();
    // Of its own: what builds it may run again, which must not stop it. A new root takes the place of the current owner.
    let before = Owner::current();
    let owner = Owner::new_root(Owner::current_shared_context());
    if let Some(before) = before {
        before.set();
    }
    let built: Rc<RefCell<Vec<Box<dyn Any>>>> = Rc::default();
    let place = Rc::clone(&built);
    owner.with(|| {
        Effect::new(move |_| {
            let view = make();
            // The nodes of before are gone when the new ones come.
            place.take();
            let mut built: Vec<Box<dyn Any>> = vec![Box::new(mount_to(part.clone(), move || view))];
            built.extend(untrack(&inside));
            place.replace(built);
        });
    });
    Box::new((owner, built))
}

/// The contents of a form, as a query string.
pub fn query_of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(query.to_string().into())
}

pub fn replace_address(href: &str) {
    if let Ok(history) = window().history() {
        // Fails only for another origin; the page is right all the same.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(href));
    }
}

/// The bytes of a file of this site, if it exists.
pub async fn fetch(href: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(window().fetch_with_str(href)).await.ok()?;
    let response = response.dyn_into::<web_sys::Response>().ok().filter(web_sys::Response::ok)?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Empties a form when its page is left: on a shared computer, "back" must not show it again.
pub fn forget_on_leaving(form: &'static str) {
    listen("pagehide", move |_| {
        if let Some(form) = form_by_id(form) {
            form.reset();
        }
    });
}
