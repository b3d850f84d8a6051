//! The island of `/aides`: the same form and the same result as the page that the server answers to a POST, computed in
//! the browser, where it stays.

use domain::Parameters;
use domain::aids::{AidRules, Reckoning, Reference};
use domain::parameters::{Published, Used};
use jiff::civil::Date;
use leptos::prelude::*;
use maud::{Markup, html};

use super::breakdown::{breakdown, exact, verdicts};
use super::fields::{SituationFields, SituationState};
use super::form::{START, SituationForm, day_error};
use crate::compare::island::focus_field;
use crate::error::FieldError;
use crate::format;
use crate::routes::Page;
use crate::text::aids as words;

/// Id of the form.
const FORM: &str = "situation";
/// Id of the result: it is focused when it is new.
const RESULT: &str = "resultat";

/// The aids of a situation on a day.
#[derive(Clone, PartialEq)]
pub struct Simulation {
    pub on: Date,
    pub reckoning: Reckoning,
    /// The tariff that an estimated plan counts with.
    pub reference: (Reference, Used),
    /// Values that stand in for a year without its own.
    pub outdated: Vec<Used>,
}

/// Computes the aids of a form, or names its wrong fields.
pub fn simulate(form: &SituationForm, parameters: &Parameters, today: Date) -> Result<Simulation, Vec<FieldError>> {
    let (situation, minutes, on) = match (form.parse(), form.minutes(), form.start(today)) {
        (Ok(situation), Ok(minutes), Ok(on)) => (situation, minutes, on),
        (situation, minutes, on) => {
            let wrong = situation.err().into_iter().chain(minutes.err()).chain(on.err()).flatten();
            return Err(wrong.collect());
        }
    };
    let rules = AidRules::on(parameters, on, &situation).map_err(|error| vec![day_error(START, error)])?;
    Ok(Simulation { on, reckoning: rules.simulate(minutes), reference: rules.reference(), outdated: rules.outdated() })
}

/// Values of the law that staff added, as the island reads them: postcard in hexadecimal.
pub fn packed(values: &[Published]) -> String {
    // The type has no form that postcard cannot write.
    postcard::to_stdvec(values).unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unpacked(values: &str) -> Vec<Published> {
    let bytes: Option<Vec<u8>> =
        values.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
}

/// `values` are those that staff added to the law of the program, packed; `today` is a date.
#[island]
pub fn Simulator(values: String, today: String) -> impl IntoView {
    let today = domain::calendar::parse_date(&today).unwrap_or_default();
    let state = SituationState::new(Vec::new());
    let parameters = StoredValue::new(Parameters::embedded().with(unpacked(&values)));
    let result = RwSignal::new(String::new());
    in_browser(state, result);
    view! {
        <form method="post" action=Page::Aids.href() autocomplete="off" class="need" id=FORM
            on:submit=move |event| {
                if state.in_browser.get_untracked() {
                    event.prevent_default();
                    let outcome = parameters.with_value(|parameters| simulate(&SituationForm::from_event(&event), parameters, today));
                    match outcome {
                        Ok(simulation) => {
                            state.errors.set(Vec::new());
                            result.set(simulated(&simulation).into_string());
                            focus_field(&[FieldError::new(RESULT, "")]);
                        }
                        Err(errors) => {
                            result.set(String::new());
                            focus_field(&errors);
                            state.errors.set(errors);
                        }
                    }
                }
            }>
            <SituationFields typed=SituationForm::default() state simulator=true/>
            <button type="submit">"Calculer les aides"</button>
        </form>
        <div id=RESULT tabindex="-1" inner_html=move || result.get()></div>
    }
}

/// Once the island runs, the browser computes; what was typed goes with the page.
#[cfg(feature = "hydrate")]
fn in_browser(state: SituationState, result: RwSignal<String>) {
    use wasm_bindgen::JsCast;

    Effect::new(move || state.in_browser.set(true));
    let forget = window_event_listener_untyped("pagehide", move |_| {
        let form = document().get_element_by_id(FORM);
        if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
            form.reset();
        }
        result.set(String::new());
    });
    on_cleanup(move || forget.remove());
}

#[cfg(not(feature = "hydrate"))]
fn in_browser(_: SituationState, _: RwSignal<String>) {}

/// What the law gives, each aid with its reason, and how it was computed.
pub fn simulated(simulation: &Simulation) -> Markup {
    let Simulation { on, reckoning, reference, outdated } = simulation;
    let year = on.year();
    let several = reckoning.cases.len() > 1;
    html! {
        section.simulation aria-labelledby="titre-resultat" {
            h2 id="titre-resultat" { "Vos aides au " (format::date(*on)) }
            p {
                "Tarif de référence : " (words::reference(reference.0)) " (" (words::value(&reference.1)) "). "
                "Un service peut coûter plus cher : la différence reste à payer."
            }
            @for used in outdated { p.warning { (words::parameter(used.parameter)) " : " (words::outdated(used, year)) "." } }
            @if let Some(lacking) = reckoning.lacking {
                p.warning {
                    @if reckoning.cases.is_empty() { "Aucun montant ne peut être calculé : " } @else { "Plusieurs montants sont possibles, " }
                    (words::lacking(lacking)) "."
                }
            }
            @if reckoning.cases.is_empty() && reckoning.lacking.is_none() {
                p { "Sans APA ni PCH, indiquez les heures d’aide envisagées pour savoir ce qui resterait à payer." }
            }
            @for case in &reckoning.cases {
                section.simulated {
                    h3 {
                        @match case.gir {
                            Some(gir) if several => { "Si la personne est en " (words::gir(gir)) }
                            None if several => "Sans APA (GIR 5 ou 6)",
                            Some(_) | None => "Le calcul, mois par mois",
                        }
                    }
                    dl.bill { div { dt { "Coût de l’aide à domicile" } dd { (format::euros(case.cost)) " par mois" } } }
                    (exact(case, "", "Aides déduites", year))
                    details open[!several] { summary { "Le détail du calcul" } (breakdown(case, year)) }
                }
            }
            h3 { "Chaque aide" }
            (verdicts(&reckoning.verdicts, year))
            p.stamp { (words::SIMULATED) }
        }
    }
}
