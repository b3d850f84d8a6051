//! Errors of a form: a summary at its top that links to each field, and the message beside the field.

use maud::{Markup, html};

use crate::error::FieldError;
use crate::text::{Common, Words};

/// What is wrong, first thing in the page, with a link to each field.
pub fn error_summary(t: Words, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.error-summary role="alert" aria-labelledby="erreurs" {
                h2 id="erreurs" { (t.say(Common::FormWrong)) }
                ul { @for error in errors { li { a href={ "#" (error.field) } { (error.message) } } } }
                p { (t.say(Common::FormKept)) }
            }
        }
    }
}

/// The message beside a field: always there, empty while nothing is wrong, so that the browser can fill it.
pub fn field_message(errors: &[FieldError], field: &str) -> Markup {
    let message = FieldError::message(errors, field).unwrap_or_default();
    html! { p.field-error id={ (field) "-erreur" } { (message) } }
}

/// For `aria-invalid`.
pub fn invalid(errors: &[FieldError], field: &str) -> Option<&'static str> {
    errors.iter().any(|error| error.field == field).then_some("true")
}
