//! The island of `/aides`: the same form and the same result as the page that the server answers to a POST, computed in
//! the browser, where it stays.

use domain::Parameters;
use domain::aids::{AidRules, Reckoning};
use domain::parameters::Published;
use jiff::civil::Date;
use leptos::prelude::*;

use super::breakdown::{Breakdown, Verdicts, capped};
use super::fields::{SituationFields, SituationState};
use super::form::{START, SituationForm, day_error};
use crate::compare::island::focus_field;
use crate::error::FieldError;
use crate::routes::Page;
use crate::text::aids as words;
use crate::{format, text};

/// Id of the result: it is focused when it is new.
const RESULT: &str = "resultat";

/// The aids of a situation on a day.
#[derive(Clone, PartialEq)]
pub struct Simulation {
    pub on: Date,
    pub reckoning: Reckoning,
    pub reference: String,
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
    let (reference, value) = rules.reference();
    let reference = format!("Tarif de référence : {} ({}).", words::reference(reference), words::value(&value));
    Ok(Simulation { on, reckoning: rules.simulate(minutes), reference })
}

/// `values` are those that staff added to the law of the program.
#[island]
pub fn Simulator(values: Vec<Published>, today: Date) -> impl IntoView {
    let state = SituationState::new(SituationForm::default(), Vec::new());
    let parameters = StoredValue::new(Parameters::embedded().with(values));
    let result = RwSignal::new(None::<Simulation>);
    in_browser(state);
    view! {
        <form method="post" action=Page::Aids.href() autocomplete="off" class="need"
            on:submit=move |event| {
                if state.in_browser.get_untracked() {
                    event.prevent_default();
                    let simulated = parameters.with_value(|parameters| simulate(&state.form.get_untracked(), parameters, today));
                    match simulated {
                        Ok(simulation) => {
                            state.errors.set(Vec::new());
                            result.set(Some(simulation));
                            focus_field(&[FieldError::new(RESULT, "")]);
                        }
                        Err(errors) => {
                            focus_field(&errors);
                            state.errors.set(errors);
                        }
                    }
                }
            }>
            <SituationFields state simulator=true/>
            <button type="submit">"Calculer les aides"</button>
        </form>
        <div id=RESULT tabindex="-1" aria-live="polite">
            {move || result.with(|result| result.as_ref().map(|simulation| view! { <SimulationResult simulation/> }.into_any()))}
        </div>
    }
}

/// Once the island runs, the browser computes.
#[cfg(feature = "hydrate")]
fn in_browser(state: SituationState) {
    Effect::new(move || state.in_browser.set(true));
}

#[cfg(not(feature = "hydrate"))]
fn in_browser(_: SituationState) {}

/// What the law gives, each aid with its reason, and how it was computed.
#[component]
pub fn SimulationResult<'a>(simulation: &'a Simulation) -> impl IntoView + use<> {
    let Simulation { on, reckoning, reference } = simulation;
    let year = on.year();
    let cases = reckoning.cases.iter().map(|case| {
        let title = match case.gir {
            Some(gir) if reckoning.cases.len() > 1 => format!("Si la personne est en {}", words::gir(gir)),
            None if reckoning.cases.len() > 1 => "Sans APA (GIR 5 ou 6)".to_owned(),
            Some(_) | None => "Le calcul, mois par mois".to_owned(),
        };
        let granted: Vec<String> = [("APA", case.apa), ("PCH", case.pch)]
            .into_iter()
            .filter(|(_, amount)| amount.0 > 0)
            .map(|(name, amount)| format!("{name} {}", format::euros(amount)))
            .collect();
        let granted = if granted.is_empty() { "aucune chaque mois".to_owned() } else { granted.join(", ") };
        view! {
            <section class="simulated">
                <h3>{title}</h3>
                {capped(case)}
                <dl class="bill">
                    <div><dt>"Coût de l’aide à domicile"</dt><dd>{format!("{} par mois", format::euros(case.cost))}</dd></div>
                    <div><dt>"Aides déduites"</dt><dd>{granted}</dd></div>
                    <div class="to-pay"><dt>"À payer chaque mois"</dt><dd><strong>{format::euros(case.monthly)}</strong></dd></div>
                </dl>
                <p class="after-credit">
                    {format!("Après crédit d’impôt : {} par mois. Le crédit, {} pour douze mois, n’est rendu que plus tard.",
                        format::euros(case.after_credit), format::euros(case.credit_year))}
                </p>
                <details open=reckoning.cases.len() == 1>
                    <summary>"Le détail du calcul"</summary>
                    <Breakdown case year/>
                </details>
            </section>
        }
    });
    let cases = cases.collect_view();
    let lacking = reckoning.lacking.map(|lacking| {
        let words = words::lacking(lacking);
        view! { <p class="warning">{format!("Plusieurs montants sont possibles, {words}.")}</p> }
    });
    let lacking = if reckoning.cases.is_empty() { None } else { lacking };
    view! {
        <section class="simulation" aria-labelledby="titre-resultat">
            <h2 id="titre-resultat">{format!("Vos aides au {}", format::date(*on))}</h2>
            <p>{reference.clone()}" Un service peut coûter plus cher : la différence reste à payer."</p>
            {lacking}
            {cases}
            <h3>"Chaque aide"</h3>
            <Verdicts verdicts=&reckoning.verdicts year/>
            <p class="stamp">{text::aids::SIMULATED}</p>
        </section>
    }
}
