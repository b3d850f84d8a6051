//! The importance of the criteria: one slider for each criterion, plain inputs of the form of the need.

use domain::need::{Criterion, Weights};
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::results_section::share_name;
use crate::error::FieldError;
use crate::need::form::{NEED_FORM, weight_field};
use crate::text::{ListWords as W, Words};
use crate::ui::forms::{field_message, hint_id, invalid, message_id};

/// The sliders, wherever they stand on the page.
pub fn weight_sliders(t: Words, weights: &Weights, errors: &[FieldError]) -> AnyView {
    let sliders: Vec<AnyView> =
        Criterion::ALL.iter().map(|criterion| slider(t, *criterion, weights.of(*criterion), errors)).collect();
    view! {
        <fieldset class="weights">
            <legend>{t.say(W::Importance)}</legend>
            <p class="hint" id=hint_id("poids")>{t.say(W::ImportanceHint)}</p>
            {sliders}
        </fieldset>
    }
    .into_any()
}

fn slider(t: Words, criterion: Criterion, weight: u8, errors: &[FieldError]) -> AnyView {
    let id = weight_field(criterion);
    let wrong = invalid(errors, &id);
    let message = wrong.map(|_| field_message(errors, &id));
    let described = match wrong {
        Some(_) => format!("{} {}", hint_id("poids"), message_id(&id)),
        None => hint_id("poids"),
    };
    view! {
        <div class="weight">
            <label for=id.clone()>{share_name(t, criterion)}</label>
            {message}
            <input type="range" id=id.clone() name=id.clone() form=NEED_FORM min="0" max=Weights::HIGHEST step="1"
                value=weight aria-describedby=described aria-invalid=wrong/>
            <output class="weight-value" for=id>{weight}</output>
        </div>
    }
    .into_any()
}
