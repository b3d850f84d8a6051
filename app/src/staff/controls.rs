//! The fields of the forms of the back office: each with its label, its hint, its message and what was typed.

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

    pub fn area(&self, name: &str, label: &str, hint: &str, most: usize) -> Markup {
        let field = html! {
            textarea id=(name) name=(name) rows="3" maxlength=(most) aria-invalid=[invalid(self.errors, name)]
                aria-describedby=(self.described(name, !hint.is_empty())) { (self.typed.get(name)) }
        };
        self.labelled(name, label, hint, &field)
    }
}
