//! Errors of a form: a summary at its top that links to each field, and the message beside the field.

use leptos::prelude::*;

use crate::error::FieldError;

#[component]
pub fn ErrorSummary(errors: Vec<FieldError>) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let links = errors.into_iter().map(|error| {
            view! { <li><a href=format!("#{}", error.field)>{error.message}</a></li> }
        });
        view! {
            <div class="error-summary" role="alert" aria-labelledby="erreurs">
                <h2 id="erreurs">"Il y a un problème dans la demande"</h2>
                <ul>{links.collect_view()}</ul>
                <p>"Rien n’est perdu : corrigez ci-dessous et relancez le calcul."</p>
            </div>
        }
    })
}

#[component]
pub fn FieldMessage(field: &'static str, message: Option<String>) -> impl IntoView {
    message.map(|message| view! { <p class="field-error" id=format!("{field}-erreur")>{message}</p> })
}
