//! The fields of the forms of the back office: each with its label, its hint, its message and what was typed.

use domain::values::closed_list::ClosedList;
use maud::{Markup, html};

use super::typed::Typed;
use crate::error::FieldError;
use crate::markup::{field_message, invalid};

/// A form as it was typed, with what is wrong in it.
pub struct Controls<'a> {
    pub typed: &'a Typed,
    pub errors: &'a [FieldError],
}

impl Controls<'_> {
    fn described(&self, name: &str, hint: bool) -> String {
        if hint { format!("{name}-aide {name}-erreur") } else { format!("{name}-erreur") }
    }

    fn labelled(&self, name: &str, label: &str, hint: &str, field: &Markup) -> Markup {
        html! {
            div.field {
                label for=(name) { (label) }
                @if !hint.is_empty() { p.hint id={ (name) "-aide" } { (hint) } }
                (field_message(self.errors, name))
                (field)
            }
        }
    }

    /// A line of text, or a date or a time by `kind`. No hint is an empty one.
    pub fn input(&self, name: &str, label: &str, hint: &str, kind: &str) -> Markup {
        let field = html! {
            input type=(kind) id=(name) name=(name) value=(self.typed.get(name)) autocomplete="off"
                aria-invalid=[invalid(self.errors, name)] aria-describedby=(self.described(name, !hint.is_empty()));
        };
        self.labelled(name, label, hint, &field)
    }

    pub fn text(&self, name: &str, label: &str) -> Markup {
        self.input(name, label, "", "text")
    }

    pub fn area(&self, name: &str, label: &str, hint: &str, most: usize) -> Markup {
        let field = html! {
            textarea id=(name) name=(name) rows="3" maxlength=(most) aria-invalid=[invalid(self.errors, name)]
                aria-describedby=(self.described(name, !hint.is_empty())) { (self.typed.get(name)) }
        };
        self.labelled(name, label, hint, &field)
    }

    /// One of some values with their words; `none` stands for an empty one.
    pub fn select(&self, name: &str, label: &str, none: &str, values: &[(String, String)]) -> Markup {
        let chosen = self.typed.get(name);
        let field = html! {
            select id=(name) name=(name) aria-invalid=[invalid(self.errors, name)] aria-describedby=(self.described(name, false)) {
                option value="" { (none) }
                @for (value, words) in values { option value=(value) selected[value == chosen] { (words) } }
            }
        };
        self.labelled(name, label, "", &field)
    }

    /// A box that says yes.
    pub fn tick(&self, name: &str, label: &str) -> Markup {
        html! { label.box { input type="checkbox" id=(name) name=(name) value="oui" checked[self.typed.ticked(name)]; span { (label) } } }
    }

    /// Several boxes of one name. Its message is that of the first.
    pub fn boxes(&self, name: &str, label: &str, values: &[(String, String)]) -> Markup {
        html! {
            fieldset.field id=(name) tabindex="-1" aria-describedby={ (name) "-erreur" } {
                legend { (label) }
                (field_message(self.errors, name))
                div.boxes {
                    @for (value, words) in values {
                        label.box { input type="checkbox" name=(name) value=(value) checked[self.typed.has(name, value)]; span { (words) } }
                    }
                }
            }
        }
    }
}

/// Codes of a closed list with their words.
pub fn choices<T: ClosedList>(words: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    T::ALL.iter().map(|own| (own.code().to_owned(), words(*own).to_owned())).collect()
}
