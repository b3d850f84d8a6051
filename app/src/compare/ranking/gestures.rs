//! What someone does on the page of a list: its forms, its ticks, its buttons and links.

use domain::Finess;
use domain::ranking::selection::{Filter, Sort};
use domain::readers::dates;
use domain::values::closed_list::ClosedList;
use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, SubmitEvent};

use crate::aids::form::{AGE, GIR, NAMES, SituationForm};
use crate::aids::kept;
use crate::compare::list_form::{CHOSEN, ListForm, MOST_CHOSEN, SORT, SWITCH, SWITCH_CHOSEN};
use crate::compare::page_contract::SITUATION_FORM;
use crate::compare::results_section::{CHANGES, LIST, NEED_HIDDEN};
use crate::error::FieldError;
use crate::need::form::{NEED_FORM, NeedForm};
use crate::routes::Page;
use crate::ui::browser::{all, around, by_id, focus, form_by_id, query_of, set_value, show_errors, target, value_of};
use crate::ui::forms::hidden_fields;

use super::list::{LIST_OF_PAGE, List, focus_again, focused, keep};

/// Handles an event of the page.
pub(super) fn handle(event: &Event) {
    let Some(list) = LIST_OF_PAGE.get() else { return };
    let focused = focused();
    match event.type_().as_str() {
        "input" => list.input(event),
        "change" => list.changed(event),
        "click" => list.clicked(event),
        "submit" => list.submitted(event),
        "reset" => list.reset(event),
        _ => {}
    }
    focus_again(focused);
}

impl List {
    /// The need as its form holds it now, with the weights.
    pub(super) fn read_need(self) {
        let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
        let form = NeedForm::from_query(&query);
        let same = self.need.with_untracked(|before| {
            let (before, now) = (self.reads(before), self.reads(&form));
            before.is_some() && before == now
        });
        if !same {
            batch(move || {
                self.page.set(1);
                self.need.set(form);
            });
        }
    }

    /// The boxes that are ticked on this page, and the services ticked on other pages.
    pub(super) fn read_chosen(self) {
        for ticked in all(&format!("input[type=checkbox][name={CHOSEN}]:checked")) {
            let finess = ticked.get_attribute("value").and_then(|value| value.parse::<Finess>().ok());
            let is_new = |finess: &Finess| self.chosen.with_untracked(|chosen| !chosen.contains(finess));
            if let Some(finess) = finess.filter(is_new) {
                self.chosen.update(|chosen| chosen.push(finess));
            }
        }
    }

    fn input(self, event: &Event) {
        let Some(slider) = around(event, "input[type=range]") else { return };
        if let (Some(value), Some(words)) = (value_of(&slider), slider.next_element_sibling()) {
            words.set_text_content(Some(&value));
        }
        self.read_need();
    }

    fn changed(self, event: &Event) {
        let Some(field) = target(event) else { return };
        let is_in = |selector: &str| field.closest(selector).ok().flatten().is_some();
        match field.get_attribute("name").as_deref() {
            Some(CHOSEN) => self.tick(&field),
            Some(SORT) => {
                let sort = Sort::from_code(&value_of(&field).unwrap_or_default()).unwrap_or_default();
                batch(move || {
                    self.page.set(1);
                    self.view.update(|view| view.sort = sort);
                });
            }
            _ if is_in(&format!("#{SITUATION_FORM}")) => self.use_changed_situation(),
            _ if is_in(&format!("#{NEED_FORM}")) => self.read_need(),
            _ => {}
        }
    }

    /// Ticks or unticks a service; a fifth one is refused with a message.
    fn tick(self, field: &Element) {
        let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return };
        let Ok(finess) = field.value().parse::<Finess>() else { return };
        let is_full = field.checked() && self.chosen.with_untracked(Vec::len) >= MOST_CHOSEN;
        self.full.set(is_full);
        if is_full {
            field.set_checked(false);
        } else {
            self.chosen.update(|chosen| {
                chosen.retain(|other| *other != finess);
                if field.checked() {
                    chosen.push(finess);
                }
            });
        }
    }

    fn clicked(self, event: &Event) {
        // A situation that was typed would be lost with the page.
        if let Some(link) =
            around(event, &format!("#{CHANGES} a")).filter(|_| self.situation.with_untracked(Option::is_some))
        {
            event.prevent_default();
            self.apply(&link.get_attribute("href").unwrap_or_default());
            return;
        }
        let Some(button) = around(event, "button") else { return };
        // Not the `reset` event: leaving the page resets the form too, and must neither forget what is kept nor unfold
        // its part.
        if button.get_attribute("type").as_deref() == Some("reset") {
            kept::forget();
            focus(AGE);
        }
        let value = button.get_attribute("value").unwrap_or_default();
        match (button.get_attribute("name").as_deref(), button.id().as_str()) {
            (Some(SWITCH), _) => {
                event.prevent_default();
                self.switch(&value);
            }
            (Some("page"), _) => {
                event.prevent_default();
                if let Ok(page) = value.parse() {
                    self.page.set(page);
                    to_the_list();
                }
            }
            (Some(GIR), _) => {
                event.prevent_default();
                if let Some(field) = by_id(GIR) {
                    set_value(&field, &value);
                }
                self.use_situation(true);
            }
            (name, "comparer-choisis" | "imprimer-choisis") => {
                event.prevent_default();
                let print = if name.is_some() { "&imprimer=oui" } else { "" };
                let href = Page::SideBySide(format!("{}{print}", self.query())).href(self.t().lang);
                // Fails only for a text that is not an address.
                let _ = window().location().assign(&href);
            }
            _ => {}
        }
    }

    /// Applies a change of the need: the list of an address takes the place of this one.
    fn apply(self, href: &str) {
        let ListForm { need, view, .. } = ListForm::from_query(href.split_once('?').map_or("", |(_, query)| query));
        let fields = need.without_weights().pairs();
        keep(NEED_HIDDEN, move || hidden_fields(fields.clone()));
        batch(move || {
            self.page.set(1);
            self.need.set(need);
            self.view.set(view);
        });
        to_the_list();
    }

    fn switch(self, code: &str) {
        if code == SWITCH_CHOSEN {
            for ticked in all(&format!("input[type=checkbox][name={CHOSEN}]")) {
                if let Some(ticked) = ticked.dyn_ref::<HtmlInputElement>() {
                    ticked.set_checked(false);
                }
            }
            self.full.set(false);
            self.chosen.set(Vec::new());
        } else if let Some(filter) = Filter::from_code(code) {
            let today = self.data.today;
            let start = self.need.with_untracked(|need| dates::read(&need.start)).unwrap_or(today);
            batch(move || {
                self.page.set(1);
                self.view.update(|view| *view = view.switched(filter, start, today));
            });
        }
    }

    fn submitted(self, event: &Event) {
        let Some(form) = around(event, "form") else { return };
        match form.id().as_str() {
            NEED_FORM => {
                let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
                if submitter.is_some_and(|button| button.has_attribute("formaction")) {
                    return;
                }
                event.prevent_default();
                self.read_need();
                match self.outcome.get_untracked() {
                    Ok(_) => to_the_list(),
                    Err(errors) => focus_first(&errors),
                }
            }
            SITUATION_FORM => {
                event.prevent_default();
                self.use_situation(true);
            }
            _ => {}
        }
    }

    fn reset(self, event: &Event) {
        if around(event, "form").is_some_and(|form| form.id() == SITUATION_FORM) {
            show_errors(NAMES, &[]);
            self.situation.set(None);
        }
    }

    /// Uses the stored situation, if there is one and none is used yet.
    pub(super) fn take_kept(self) {
        if self.situation.with_untracked(Option::is_none) && kept::fill(self.t()) {
            self.use_situation(false);
        }
    }

    /// While a situation is used, every valid change of its fields is applied.
    fn use_changed_situation(self) {
        if self.situation.with_untracked(Option::is_some) {
            self.use_situation(false);
        }
    }

    /// Uses the situation from now on, or shows its wrong fields and uses nothing of it. `asked`: by its button,
    /// else while a field is being changed.
    fn use_situation(self, asked: bool) {
        let Some(form) = form_by_id(SITUATION_FORM) else { return };
        let form = SituationForm::from_element(&form);
        match form.parse(self.t()) {
            Ok(situation) => {
                show_errors(NAMES, &[]);
                kept::follow(&form);
                batch(move || {
                    // What is left to pay does not move the services that the server ranked.
                    if self.listings.are_here {
                        self.page.set(1);
                    }
                    self.failed.set(false);
                    self.situation.set(Some(situation));
                });
                // If the law has no values for the day of the need, the status says so.
                if asked && self.outcome.with_untracked(Result::is_ok) {
                    to_the_list();
                }
            }
            Err(errors) if asked => {
                show_errors(NAMES, &errors);
                focus_first(&errors);
                self.situation.set(None);
            }
            Err(_) => {}
        }
    }
}

/// Puts the focus on the first field that is wrong.
fn focus_first(errors: &[FieldError]) {
    if let Some(error) = errors.first() {
        focus(&error.field);
    }
}

/// Scrolls to the start of the new list, once it is in the page.
fn to_the_list() {
    let _ = request_animation_frame(|| {
        if let Some(list) = by_id(LIST) {
            list.scroll_into_view();
            let _ = list.unchecked_ref::<HtmlElement>().focus();
        }
    });
}
