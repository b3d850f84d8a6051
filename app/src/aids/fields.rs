//! The fields of the situation: plain inputs with names for a form sent by POST, followed by signals in the browser.

use domain::aids::{Age, Disability, Gir, Household};
use domain::closed_list::ClosedList;
use leptos::prelude::*;

use super::form::{
    AGE, DISABILITY, GIR, HOURS, HOUSEHOLD, MEMBERS, PCH, PLAN, RESOURCES, START, SituationForm, UNKNOWN_GIR,
};
use crate::error::FieldError;
use crate::text::aids as words;
use crate::ui::FieldMessage;

/// What is wrong with the fields, and who computes. What is typed stays in the inputs until the form is sent.
#[derive(Clone, Copy)]
pub struct SituationState {
    pub errors: RwSignal<Vec<FieldError>>,
    /// True once the browser computes by itself: then nothing is sent.
    pub in_browser: RwSignal<bool>,
}

impl SituationState {
    pub fn new(errors: Vec<FieldError>) -> Self {
        Self { errors: RwSignal::new(errors), in_browser: RwSignal::new(false) }
    }

    fn message(self, field: &'static str) -> Option<String> {
        self.errors.with(|errors| FieldError::message(errors, field))
    }
}

/// Every field of the situation. `simulator` adds the hours and the day, which a comparison has of its own.
#[component]
pub fn SituationFields(typed: SituationForm, state: SituationState, simulator: bool) -> impl IntoView {
    let rest = [DISABILITY, PCH, MEMBERS];
    let wrong = state.errors.with_untracked(|errors| errors.iter().any(|error| rest.contains(&error.field.as_str())));
    let said = !["", Disability::None.code()].contains(&typed.disability.as_str())
        || !typed.pch.is_empty()
        || !typed.members_over_65.is_empty();
    let ages = Age::ALL.iter().map(|age| (age.code(), words::age(*age)));
    let girs =
        [(UNKNOWN_GIR, "je ne sais pas")].into_iter().chain(Gir::ALL.iter().map(|gir| (gir.code(), words::gir(*gir))));
    let households = Household::ALL.iter().map(|household| (household.code(), words::household(*household)));
    let disabilities = Disability::ALL.iter().map(|disability| (disability.code(), words::disability(*disability)));
    view! {
        <p class="privacy" role="note">
            {move || if state.in_browser.get() { words::IN_BROWSER } else { words::BY_SERVER }}
        </p>
        {choice(state, AGE, "Âge de la personne", &typed.age, ages)}
        {choice(state, GIR, "GIR (degré d’autonomie)", &typed.gir, girs)}
        <details class="explained">
            <summary>"Qu’est-ce que le GIR, et comment l’obtenir ?"</summary>
            <p>{words::GIR_EXPLAINED}</p>
            <p>{words::GIR_OBTAINED}</p>
        </details>
        {choice(state, HOUSEHOLD, "La personne vit", &typed.household, households)}
        {line(state, RESOURCES, "Ressources du foyer, en euros par mois", Some(words::RESOURCES_HINT), &typed.resources, "decimal")}
        {line(state, PLAN, "Plan d’aide APA déjà notifié, en euros par mois", Some(words::PLAN_HINT), &typed.plan, "decimal")}
        {simulator.then(|| line(state, HOURS, "Heures d’aide envisagées par mois", Some(words::HOURS_HINT), &typed.hours, "decimal"))}
        <details class="explained" open=wrong || said>
            <summary>"Handicap, PCH, impôts (facultatif)"</summary>
            {choice(state, DISABILITY, "Handicap", &typed.disability, disabilities)}
            {line(state, PCH, "Heures d’aide humaine accordées par la PCH, par mois", Some("Laissez vide sans PCH."), &typed.pch, "decimal")}
            {line(state, MEMBERS, "Personnes de plus de 65 ans dans le foyer fiscal", Some(words::MEMBERS_HINT), &typed.members_over_65, "numeric")}
        </details>
        {simulator.then(|| view! {
            <div class="field">
                <label for=START>"À partir de quand ?"</label>
                <p class="hint" id=format!("{START}-aide")>"Vide : aujourd’hui. Les montants de la loi sont ceux de ce jour-là."</p>
                {move || view! { <FieldMessage field=START message=state.message(START)/> }}
                <input type="date" id=START name=START value=typed.start autocomplete="off"
                    aria-invalid=move || state.message(START).map(|_| "true")
                    aria-describedby=format!("{START}-aide {START}-erreur")/>
            </div>
        })}
    }
}

fn line(
    state: SituationState,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    value: &str,
    mode: &'static str,
) -> AnyView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-aide")>{hint}</p> })}
            {move || view! { <FieldMessage field=name message=state.message(name)/> }}
            <input type="text" inputmode=mode id=name name=name value=value.to_owned() autocomplete="off" class="amount"
                aria-invalid=move || state.message(name).map(|_| "true")
                aria-describedby=format!("{name}-aide {name}-erreur")/>
        </div>
    }
    .into_any()
}

fn choice(
    state: SituationState,
    name: &'static str,
    label: &'static str,
    chosen: &str,
    choices: impl Iterator<Item = (&'static str, &'static str)>,
) -> AnyView {
    let options = choices.map(|(code, label)| {
        let selected = chosen == code;
        view! { <option value=code selected=selected>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {move || view! { <FieldMessage field=name message=state.message(name)/> }}
            <select id=name name=name autocomplete="off" aria-invalid=move || state.message(name).map(|_| "true")
                aria-describedby=format!("{name}-erreur")>
                {options}
            </select>
        </div>
    }
    .into_any()
}
