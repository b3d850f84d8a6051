//! The fields of the forms of the back office: each with its label, its hint, its message and what was typed.

use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::typed::Typed;
use crate::error::FieldError;
use crate::text::editor as say;
use crate::ui::forms::{Field, checkbox, field_message, invalid, message_id};

/// A form as it was typed, with what is wrong in it.
pub struct FormFields<'a> {
    pub typed: &'a Typed,
    pub errors: &'a [FieldError],
}

impl FormFields<'_> {
    fn field<'b>(&'b self, name: &'b str, label: &str, hint: &str) -> Field<'b> {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        Field { name, label: label.to_owned(), hint, errors: self.errors }
    }

    /// A line of text, or a date or a time by `kind`. No hint is an empty one.
    pub fn input(&self, name: &str, label: &str, hint: &str, kind: &'static str) -> AnyView {
        let field = self.field(name, label, hint);
        let described = field.described_by();
        let (id, value) = (name.to_owned(), self.typed.get(name).to_owned());
        let input = view! {
            <input type=kind id=id.clone() name=id value=value autocomplete="off" aria-invalid=invalid(self.errors, name)
                aria-describedby=described/>
        };
        field.around(input.into_any())
    }

    pub fn text(&self, name: &str, label: &str) -> AnyView {
        self.input(name, label, "", "text")
    }

    /// A day, as people write one: "24/11/2026", "1er janvier 2027".
    pub fn date(&self, name: &str, label: &str, hint: &str) -> AnyView {
        let field = self.field(name, label, hint);
        let described = field.described_by();
        let (id, value) = (name.to_owned(), self.typed.get(name).to_owned());
        let input = view! {
            <input type="text" id=id.clone() name=id value=value placeholder=say::DAY_AS autocomplete="off"
                aria-invalid=invalid(self.errors, name) aria-describedby=described/>
        };
        field.around(input.into_any())
    }

    /// A text of several lines, of so many characters at most.
    pub fn area(&self, name: &str, label: &str, hint: &str, most: usize) -> AnyView {
        let field = self.field(name, label, hint);
        let described = field.described_by();
        let (id, value) = (name.to_owned(), self.typed.get(name).to_owned());
        let input = view! {
            <textarea id=id.clone() name=id rows="3" maxlength=most aria-invalid=invalid(self.errors, name)
                aria-describedby=described>{value}</textarea>
        };
        field.around(input.into_any())
    }

    /// One of some values with their words; `none` stands for an empty one.
    pub fn select(&self, name: &str, label: &str, none: &str, values: &[(String, String)]) -> AnyView {
        let mut options = vec![(String::new(), none.to_owned())];
        options.extend_from_slice(values);
        self.field(name, label, "").select(self.typed.get(name), options)
    }

    /// A box that says yes.
    pub fn tick(&self, name: &str, label: &str) -> AnyView {
        let (id, ticked, label) = (name.to_owned(), self.typed.ticked(name), label.to_owned());
        view! {
            <label class="box"><input type="checkbox" id=id.clone() name=id value="oui" checked=ticked/><span>{label}</span></label>
        }
        .into_any()
    }

    /// Several boxes of one name, under a legend that is theirs and their message's.
    pub fn boxes(&self, name: &str, label: &str, values: &[(String, String)]) -> AnyView {
        let boxes: Vec<AnyView> = values
            .iter()
            .map(|(value, words)| checkbox(name, value, self.typed.has(name, value), words.clone().into_any()))
            .collect();
        view! {
            <fieldset class="field" id=name.to_owned() tabindex="-1" aria-describedby=message_id(name)>
                <legend>{label.to_owned()}</legend>
                {field_message(self.errors, name)}
                <div class="boxes">{boxes}</div>
            </fieldset>
        }
        .into_any()
    }
}

/// Codes of a closed list with their words.
pub fn choices<T: ClosedList>(words: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    T::ALL.iter().map(|value| (value.code().to_owned(), words(*value).to_owned())).collect()
}
