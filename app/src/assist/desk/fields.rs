//! The controls of the interview: read into the text of a person, filled from it, and marked where something is wrong.

use domain::need::{Criterion, Weights};
use domain::readers::dates;
use domain::time::calendar::iso_date;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::room::Room;
use crate::assist::form::{AssistForm, ONE_QUESTION, VIEW, VIEW_ONE};
use crate::assist::sheet::page::SHEET_FORM;
use crate::compare::list_form::{CHOSEN, SORT};
use crate::compare::page_contract::LIST;
use crate::error::FieldError;
use crate::need::form::{CELL, CELL_KIND, NEED_FORM, PLACE, START, weight_field};
use crate::need::week_fields::WEEK_ERROR;
use crate::need::week_keys;
use crate::ui::browser::{all, all_in, around, by_id, focus, form_by_id, open_around, query_of, set_text, set_value};

impl Room {
    /// Takes over what the interview holds now.
    pub fn read_answers(self) {
        let text = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
        let asked = AssistForm::from_text(&text);
        self.form.update(|form| form.take_answers(asked));
    }

    /// Shows the answers of a person in the interview.
    pub fn fill(self, form: &AssistForm) {
        let pairs = form.controls();
        let value_of = |name: &str| pairs.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str());
        let Some(element) = form_by_id(NEED_FORM) else { return };
        let controls = element.elements();
        for control in (0..controls.length()).filter_map(|at| controls.item(at)) {
            let Some(name) = control.get_attribute("name").filter(|name| !is_elsewhere(name)) else { continue };
            let own = control.get_attribute("value").unwrap_or_default();
            if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
                let value = value_of(&name).unwrap_or_default();
                let zone = self.listings.territory.find_by_text(value).filter(|_| name == PLACE);
                let first =
                    || select.options().item(0).and_then(|option| option.get_attribute("value")).unwrap_or_default();
                let value = match zone {
                    Some(zone) => zone.short.clone(),
                    None if value.is_empty() => first(),
                    None => value.to_owned(),
                };
                set_value(select, &value);
            } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "radio" if name == VIEW => input.set_checked((own == ONE_QUESTION) == form.one_question),
                    "checkbox" | "radio" => {
                        input.set_checked(pairs.iter().any(|(of, value)| *of == name && *value == own));
                    }
                    "range" => {
                        let value = value_of(&name).map_or_else(|| usual_weight(&name), ToOwned::to_owned);
                        set_value(input, &value);
                        if let Some(words) = input.next_element_sibling() {
                            words.set_text_content(Some(&value));
                        }
                    }
                    "date" if name == START => {
                        let day = value_of(&name).and_then(dates::read).unwrap_or(self.today());
                        set_value(input, &iso_date(day));
                    }
                    _ => set_value(input, value_of(&name).unwrap_or_default()),
                }
            }
        }
        week_keys::show(self.words(), &form.need.slots);
    }

    /// Writes what is wrong beside its field, and nothing beside the others.
    pub fn show_field_errors(self, errors: &[FieldError]) {
        let Some(form) = form_by_id(NEED_FORM) else { return };
        for message in all_in(&form, ".field-error") {
            let id = message.id();
            let Some(field) = id.strip_suffix("-erreur").filter(|_| id != WEEK_ERROR) else { continue };
            let words = FieldError::message(errors, field);
            set_text(&id, words.as_deref().unwrap_or_default());
            if let Some(element) = by_id(field) {
                // The name is one that attributes may have.
                let _ = match words {
                    Some(_) => element.set_attribute("aria-invalid", "true"),
                    None => element.remove_attribute("aria-invalid"),
                };
            }
        }
        let of_the_week = |error: &&FieldError| {
            ["jour-", "de-", "a-", "pour-", "creneau", "quand"].iter().any(|part| error.field.starts_with(part))
        };
        let words: Vec<&str> = errors.iter().filter(of_the_week).map(|error| error.message.as_str()).collect();
        set_text(WEEK_ERROR, &words.join(" "));
    }

    /// Services that were unticked on the sheet are no longer chosen.
    pub fn take_from_sheet(self) {
        let boxes = all(&format!("#{SHEET_FORM} input[name={CHOSEN}]"));
        let boxes = boxes.into_iter().filter_map(|input| input.dyn_into::<HtmlInputElement>().ok());
        let gone: Vec<String> = boxes.filter(|input| !input.checked()).map(|input| input.value()).collect();
        if !gone.is_empty() {
            self.form.update(|form| form.chosen.retain(|finess| !gone.contains(&finess.to_string())));
        }
    }

    pub fn untick_all(self) {
        for input in all(&format!("input[type=checkbox][name={CHOSEN}]")) {
            if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
                input.set_checked(false);
            }
        }
    }

    /// Shows a question, and puts the focus in its first field.
    pub fn to_question(self, href: &str) {
        let Some(question) = all(href).into_iter().next() else { return };
        open_around(&question);
        // The style shows what the address names. Refused only for what is no address.
        let _ = window().location().set_hash(href);
        let field = question.query_selector("input, select").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            // Refused only for an element that takes no focus.
            let _ = field.focus();
        }
    }

    /// Enter goes on to the next question where one is shown at a time.
    pub fn next_question(self, event: &Event) {
        let one = by_id(VIEW_ONE).and_then(|one| one.dyn_into::<HtmlInputElement>().ok());
        let of_view = around(event, ".view input").is_some();
        let is_field = of_view || around(event, ".question input, .question select").is_some();
        if !is_field || !one.is_some_and(|one| one.checked()) {
            return;
        }
        let questions = all(".question").into_iter().filter_map(|part| part.dyn_into::<HtmlElement>().ok());
        let Some(here) = questions.into_iter().find(|part| part.offset_height() > 0) else { return };
        // From the switch one goes to the question that it shows.
        let next = if of_view { Some(Element::from(here)) } else { here.next_element_sibling() };
        if let Some(next) = next.filter(|next| next.class_list().contains("question")) {
            event.prevent_default();
            self.to_question(&format!("#{}", next.id()));
        }
    }

    /// The title of the screen has the focus, or what is wrong on it.
    pub fn to_the_beginning(self, wrong: bool) {
        let selector = if wrong { "#bureau .error-summary a" } else { "#bureau h1" };
        if let Some(first) = all(selector).into_iter().next().and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            // Refused only for an element that takes no focus.
            let _ = first.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// The beginning of the list, once it is made.
    pub fn to_the_list(self) {
        let _ = request_animation_frame(|| {
            if let Some(list) = by_id(LIST) {
                list.scroll_into_view();
                focus(LIST);
            }
        });
    }
}

/// Whether a control belongs to the week or to the list, not to the questions.
fn is_elsewhere(name: &str) -> bool {
    let of_a_row = ["jour-", "de-", "a-", "pour-"].iter().any(|part| name.starts_with(part));
    of_a_row || [CELL, CELL_KIND, CHOSEN, SORT].contains(&name)
}

/// What a criterion weighs by itself.
fn usual_weight(name: &str) -> String {
    let criterion = Criterion::ALL.iter().find(|criterion| weight_field(**criterion) == name);
    criterion.map_or_else(String::new, |criterion| Weights::default().of(*criterion).to_string())
}
