//! `/aides`: the simulator alone, five questions about the GIR, what each aid is, whom to ask, what to bring.

use domain::aids::{Aid, ApaRules};
use domain::law::parameters::{Parameter, Used};
use jiff::civil::Date;
use leptos::prelude::*;

use super::GIR_QUESTIONS;
use super::estimate_view::{estimate, values};
use super::form::SituationForm;
use super::simulator::{RESULT, Simulator};
use super::situation_fields::Situation;
use crate::compare::page_contract::SITUATION_FORM;
use crate::error::{FieldError, PageError};
use crate::ports::{Ports, Publication, Submitted};
use crate::routes::Page;
use crate::text::{Aids as W, Common, Pages as P, Words, local_text};
use crate::ui::forms::error_summary;
use crate::ui::{ClientScript, PageTitle, Reads};

/// Id of the part about help that can start at once.
const URGENT: &str = "urgence";

#[component]
pub fn AidsPage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let rest = rest(t, &publication, today);
    let Some(Submitted(body)) = use_context::<Submitted>() else {
        let form = form(t, &SituationForm::default(), &[], true);
        return view! {
            <PageTitle text=t.say(P::AidsTitle)/>
            {lead(t)}
            <Simulator>{form}<div id=RESULT></div></Simulator>
            {rest}
            <ClientScript reads=Reads::Law/>
        }
        .into_any();
    };
    let situation = SituationForm::from_body(&body);
    match estimate(t, &situation, &publication.parameters, today) {
        Ok(estimate) => view! {
            <PageTitle text=t.say(P::AidsTitleYours)/>
            {lead(t)}
            <div id=RESULT>{estimate.view(t)}</div>
            {form(t, &situation, &[], false)}
            {rest}
        }
        .into_any(),
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            view! {
                <PageTitle text=t.fill(Common::ErrorTitle, &[&t.say(P::AidsTitle)])/>
                {lead(t)}
                {error_summary(t, &errors)}
                {form(t, &situation, &errors, false)}
                {rest}
            }
            .into_any()
        }
    }
}

fn lead(t: Words) -> AnyView {
    view! {
        <h1>{t.say(P::AidsHeading)}</h1>
        <p class="lead">
            {t.say(P::AidsLead)}<a href=Page::Home.href(t.lang)>{t.say(P::AidsLeadLink)}</a>{t.say(P::AidsLeadEnd)}
        </p>
    }
    .into_any()
}

/// The form. `in_browser`: whether a script of the page may compute the result instead of the server.
fn form(t: Words, situation: &SituationForm, errors: &[FieldError], in_browser: bool) -> AnyView {
    let fields = Situation { t, situation, errors };
    let (keep, forget) = if in_browser {
        let forget = view! { <button class="secondary with-script" type="reset">{t.say(W::Forget)}</button> };
        (Some(fields.keep()), Some(forget))
    } else {
        (None, None)
    };
    view! {
        <form class="need" method="post" action=Page::Aids.href(t.lang) autocomplete="off" id=SITUATION_FORM>
            {fields.fields_of_simulator()}
            {keep}
            <button type="submit">{t.say(W::ComputeAids)}</button>
            {forget}
        </form>
    }
    .into_any()
}

/// The parts under the simulator.
fn rest(t: Words, publication: &Publication, today: Date) -> AnyView {
    let aids = [Aid::Apa, Aid::Pch, Aid::Housekeeping, Aid::PensionFund, Aid::TaxCredit].map(|aid| {
        let explained = t.explained(aid);
        view! {
            <section class="aid">
                <h3>{t.aid(aid)}</h3>
                <p>{explained.what}</p>
                <p><strong>{t.say(P::AidsAsk)}</strong>{explained.ask}</p>
                <p><strong>{t.say(P::AidsBring)}</strong>{explained.bring}</p>
            </section>
        }
        .into_any()
    });
    view! {
        {gir_questions(t)}
        {urgent(t, publication, today)}
        <h2>{t.say(P::AidsWhat)}</h2>
        {aids.into_iter().collect::<Vec<_>>()}
    }
    .into_any()
}

/// Five plain questions, with the GIR that each answer suggests. Only a professional fills in the grille AGGIR (CASF
/// R232-3): nothing here is a decision.
fn gir_questions(t: Words) -> AnyView {
    let questions = [
        (P::GirMind, P::GirMindMeans),
        (P::GirBed, P::GirBedMeans),
        (P::GirWash, P::GirWashMeans),
        (P::GirMeals, P::GirMealsMeans),
        (P::GirOnce, P::GirOnceMeans),
    ]
    .map(|(asked, means)| view! { <li><strong>{t.say(asked)}</strong><br/>{t.say(means)}</li> }.into_any());
    view! {
        <details class="gir-questions">
            <summary><h2>{t.say(P::HelpGir)}</h2></summary>
            <div id=GIR_QUESTIONS>
                <p>{t.say(P::GirHow)}</p>
                <ol>{questions.into_iter().collect::<Vec<_>>()}</ol>
                <p>{t.say(P::GirNone)}</p>
                <p class="note">{t.say(P::GirNoDecision)}</p>
            </div>
        </details>
    }
    .into_any()
}

/// Help that can start at once, or on leaving hospital, with the values of the law on that day.
fn urgent(t: Words, publication: &Publication, today: Date) -> AnyView {
    let Publication { parameters, territory, .. } = publication;
    let share = parameters.find(Parameter::EmergencyShare, today);
    let ceiling = parameters.find(Parameter::ApaCeilingGir1, today);
    let most = parameters.find(Parameter::HospitalReturn, today);
    let emergency = ApaRules::on(parameters, today).ok().and_then(|rules| rules.emergency(parameters, today));
    let behind: Vec<Used> = [share, ceiling].into_iter().flatten().map(|found| Used::from(&found)).collect();
    let emergency = emergency.map(|amount| {
        view! { <p>{t.fill(P::UrgentApaAmount, &[&t.euros(amount), &today.year()])}</p> }
    });
    let local: Vec<_> = territory
        .words
        .local_aids
        .iter()
        .map(|aid| {
            let (name, what) = (local_text(&aid.name, t.lang), local_text(&aid.what, t.lang));
            view! { <section class="urgent"><h3>{name}</h3><p>{what}</p></section> }
        })
        .collect();
    let most = most.map(|most| values(t, &[Used::from(&most)], today.year()));
    view! {
        <h2 id=URGENT>{t.say(P::UrgentTitle)}</h2>
        <section class="urgent">
            <h3>{t.say(P::UrgentApa)}</h3>
            <p>{t.say(P::UrgentApaWhat)}</p>
            {emergency}
            {values(t, &behind, today.year())}
        </section>
        <section class="urgent">
            <h3>{t.say(P::HospitalTitle)}</h3>
            <p>{t.say(P::HospitalWhat)}</p>
            {most}
        </section>
        {local}
    }
    .into_any()
}
