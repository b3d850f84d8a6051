//! `/aides`: the simulator alone, and what each aid is, whom to ask in Paris, what to bring.

use leptos::prelude::*;
use leptos_meta::Title;

use super::fields::{SituationFields, SituationState};
use super::form::SituationForm;
use super::island::{Simulator, packed, simulate, simulated};
use crate::error::PageError;
use crate::ports::{Ports, Submitted};
use crate::routes::Page;
use crate::text::aids as words;
use crate::ui::{ClientScript, ErrorSummary};

#[component]
pub fn AidsPage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let place = publication.territory.name.clone();
    let simulator = match use_context::<Submitted>() {
        None => view! {
            <Title text="Les aides pour payer l’aide à domicile"/>
            <Simulator values=packed(publication.parameters.added()) today=today.to_string()/>
            <ClientScript/>
        }
        .into_any(),
        Some(Submitted(body)) => {
            let form = SituationForm::from_body(&body);
            let (result, errors) = match simulate(&form, &publication.parameters, today) {
                Ok(simulation) => {
                    let result = simulated(&simulation).into_string();
                    (Some(view! { <div inner_html=result></div> }), Vec::new())
                }
                Err(errors) => {
                    ports.response.set_status(PageError::Invalid.status());
                    (None, errors)
                }
            };
            let state = SituationState::new(errors.clone());
            let wrong = !errors.is_empty();
            view! {
                <Title text=if wrong { "Erreur – Les aides pour payer l’aide à domicile" } else { "Vos aides pour payer l’aide à domicile" }/>
                <ErrorSummary errors/>
                {result}
                <form method="post" action=Page::Aids.href() autocomplete="off" class="need">
                    <SituationFields typed=form state simulator=true/>
                    <button type="submit">"Calculer les aides"</button>
                </form>
            }
            .into_any()
        }
    };
    let explained = words::EXPLAINED.iter().map(|aid| {
        view! {
            <section class="aid">
                <h3>{words::aid(aid.aid)}</h3>
                <p>{aid.what}</p>
                <p><strong>"À qui la demander : "</strong>{aid.ask}</p>
                <p><strong>"À apporter : "</strong>{aid.bring}</p>
            </section>
        }
    });
    let explained = explained.collect_view();
    view! {
        <h1>{format!("Les aides pour payer l’aide à domicile à {place}")}</h1>
        <p class="lead">
            "Estimez l’APA, ce qui resterait à payer chaque mois, et les autres aides à demander. Pour savoir ce que chaque service vous "
            "coûterait, "<a href=Page::Home.href()>"comparez les services"</a>", puis ouvrez « Calculer ce qui resterait à payer »."
        </p>
        {simulator}
        <h2>"Ce que sont ces aides, et à qui les demander"</h2>
        {explained}
    }
}
