//! The fields of a form and what is wrong with them: a summary at the top that links to each field, and the message
//! beside the field. Plain HTML: names, values, labels. The element of a message is there, empty, while nothing is
//! wrong, so that the browser can fill it.

use leptos::prelude::*;

use crate::error::FieldError;
use crate::text::{Common, Words};

/// Id of the message of a field.
pub fn message_id(field: &str) -> String {
    format!("{field}-erreur")
}

/// Id of the hint of a field.
pub fn hint_id(field: &str) -> String {
    format!("{field}-aide")
}

/// What is wrong, at the top of the page, with a link to each field. Nothing if nothing is wrong.
pub fn error_summary(t: Words, errors: &[FieldError]) -> AnyView {
    error_summary_of(t.say(Common::FormWrong), Some(t.say(Common::FormKept)), errors)
}

/// The same under a title that names what was refused, and without the promise that nothing is lost where something is.
pub fn error_summary_of(title: &'static str, kept: Option<&'static str>, errors: &[FieldError]) -> AnyView {
    if errors.is_empty() {
        return ().into_any();
    }
    let links: Vec<AnyView> = errors
        .iter()
        .map(|error| view! { <li><a href=format!("#{}", error.field)>{error.message.clone()}</a></li> }.into_any())
        .collect();
    let kept = kept.map(|kept| view! { <p>{kept}</p> }.into_any());
    let focus = takes_focus();
    view! {
        <div class="error-summary" role="alert" aria-labelledby="erreurs" tabindex=focus.then_some("-1") autofocus=focus>
            <h2 id="erreurs">{title}</h2>
            <ul>{links}</ul>
            {kept}
        </div>
    }
    .into_any()
}

/// In the back office, whose pages are loaded anew, the reader goes on from what is wrong.
#[cfg(feature = "ssr")]
fn takes_focus() -> bool {
    use_context::<crate::staff::Screen>().is_some()
}

#[cfg(not(feature = "ssr"))]
fn takes_focus() -> bool {
    false
}

/// The message beside a field.
pub fn field_message(errors: &[FieldError], field: &str) -> AnyView {
    let message = FieldError::message(errors, field);
    view! { <p class="field-error" id=message_id(field)>{message}</p> }.into_any()
}

/// The value of `aria-invalid`.
pub fn invalid(errors: &[FieldError], field: &str) -> Option<&'static str> {
    errors.iter().any(|error| error.field == field).then_some("true")
}

/// Label, hint and message around an input of one line.
pub struct Field<'a> {
    /// Id and name of the input.
    pub name: &'a str,
    pub label: String,
    pub hint: Option<String>,
    pub errors: &'a [FieldError],
}

impl Field<'_> {
    /// `input` must have the id `name`, `aria-invalid`, and `aria-describedby` with the value of `described_by`.
    pub fn around(self, input: AnyView) -> AnyView {
        let Self { name, label, hint, errors } = self;
        let hint = hint.map(|hint| view! { <p class="hint" id=hint_id(name)>{hint}</p> });
        view! {
            <div class="field">
                <label for=name.to_owned()>{label}</label>
                {hint}
                {field_message(errors, name)}
                {input}
            </div>
        }
        .into_any()
    }

    /// An input of text.
    pub fn text(self, value: String, numeric: bool) -> AnyView {
        let (name, described) = (self.name.to_owned(), self.described_by());
        let invalid = invalid(self.errors, self.name);
        let mode = numeric.then_some("decimal");
        let input = view! {
            <input type="text" id=name.clone() name=name value=value inputmode=mode autocomplete="off" aria-invalid=invalid
                aria-describedby=described/>
        };
        self.around(input.into_any())
    }

    /// A choice of one among several: code and words of each option.
    pub fn select(self, value: &str, options: Vec<(String, String)>) -> AnyView {
        let (name, described) = (self.name.to_owned(), self.described_by());
        let invalid = invalid(self.errors, self.name);
        let options: Vec<AnyView> = options
            .into_iter()
            .map(|(code, words)| {
                let selected = code == value;
                view! { <option value=code selected=selected>{words}</option> }.into_any()
            })
            .collect();
        let input = view! {
            <select id=name.clone() name=name aria-invalid=invalid aria-describedby=described>{options}</select>
        };
        self.around(input.into_any())
    }

    /// The value of `aria-describedby`.
    pub fn described_by(&self) -> String {
        match self.hint {
            Some(_) => format!("{} {}", hint_id(self.name), message_id(self.name)),
            None => message_id(self.name),
        }
    }
}

/// A box with its label.
pub fn checkbox(name: &str, value: &str, ticked: bool, label: AnyView) -> AnyView {
    view! {
        <label class="box">
            <input type="checkbox" name=name.to_owned() value=value.to_owned() checked=ticked/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Names and values as hidden fields of a form.
pub fn hidden_fields<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> AnyView {
    let fields = pairs.into_iter().map(|(name, value)| {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        view! { <input type="hidden" name=name value=value/> }.into_any()
    });
    fields.collect::<Vec<_>>().into_any()
}
