//! `/aides`: the simulator alone, and what each aid is, whom to ask in Paris, what to bring.

use domain::Parameters;
use domain::aids::{Aid, ApaRules};
use domain::law::parameters::{Parameter, Used};
use jiff::civil::Date;
use leptos::prelude::*;
use maud::{Markup, html};

use super::breakdown::values;
use super::fields::SituationFields;
use super::form::SituationForm;
use super::simulation::{RESULT, packed, simulate, simulated};
use crate::compare::list::SITUATION_FORM;
use crate::error::PageError;
use crate::live::{ForBrowser, Live};
use crate::markup::{error_summary, raw};
use crate::ports::{Ports, Submitted};
use crate::routes::{Page, words_href};
use crate::text::{Aids as W, Common, Pages as P, Words};
use crate::ui::{ClientScript, PageTitle, Reads};

/// Id of what can be had at once.
const URGENT: &str = "urgence";

#[component]
pub fn AidsPage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let place = publication.territory.name.as_str();
    let Some(Submitted(body)) = use_context::<Submitted>() else {
        let browser = ForBrowser {
            words: words_href(t.lang, &ports.assets.words),
            values: Some(packed(publication.parameters.added())),
            today: today.to_string(),
            ..ForBrowser::default()
        };
        let form = form(t, &SituationForm::default(), &[]);
        let simulator = html! { (browser.markup()) (form) div id=(RESULT) tabindex="-1" {} };
        let page = page(t, place, &simulator, &urgent(t, &publication.parameters, today));
        return view! {
            <PageTitle text=t.say(P::AidsTitle)/>
            <Live>{raw(page)}</Live>
            <ClientScript reads=Reads::Law/>
        }
        .into_any();
    };
    let typed = SituationForm::from_body(&body);
    let (title, simulator) = match simulate(t, &typed, &publication.parameters, today) {
        Ok(simulation) => {
            (t.say(P::AidsTitleYours).to_owned(), html! { (simulated(t, &simulation)) (form(t, &typed, &[])) })
        }
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            let title = t.fill(Common::ErrorTitle, &[&t.say(P::AidsTitle)]);
            (title, html! { (error_summary(t, &errors)) (form(t, &typed, &errors)) })
        }
    };
    view! { <PageTitle text=title/>{raw(page(t, place, &simulator, &urgent(t, &publication.parameters, today)))} }
        .into_any()
}

fn form(t: Words, typed: &SituationForm, errors: &[crate::error::FieldError]) -> Markup {
    html! {
        form.need method="post" action=(Page::Aids.href(t.lang)) autocomplete="off" id=(SITUATION_FORM) {
            (SituationFields { t, typed, errors }.markup(true))
            button type="submit" { (t.say(W::ComputeAids)) }
        }
    }
}

/// What can be had at once, or on leaving hospital, with the values of the day.
fn urgent(t: Words, parameters: &Parameters, today: Date) -> Markup {
    let share = parameters.find(Parameter::EmergencyShare, today);
    let ceiling = parameters.find(Parameter::ApaCeilingGir1, today);
    let most = parameters.find(Parameter::HospitalReturn, today);
    let emergency = ApaRules::on(parameters, today).ok().and_then(|rules| rules.emergency(parameters, today));
    let behind = [share, ceiling].into_iter().flatten().map(|found| Used::from(&found));
    html! {
        h2 id=(URGENT) { (t.say(P::UrgentTitle)) }
        section.urgent {
            h3 { (t.say(P::UrgentApa)) }
            p { (t.say(P::UrgentApaWhat)) }
            @if let Some(amount) = emergency { p { (t.fill(P::UrgentApaAmount, &[&t.euros(amount), &today.year()])) } }
            (values(t, &behind.collect::<Vec<_>>(), today.year()))
        }
        section.urgent {
            h3 { (t.say(P::HospitalTitle)) }
            p { (t.say(P::HospitalWhat)) }
            @if let Some(most) = most { (values(t, &[Used::from(&most)], today.year())) }
        }
        section.urgent {
            h3 { (t.say(P::ParisSolidarity)) }
            p { (t.say(P::ParisSolidarityWhat)) }
        }
    }
}

fn page(t: Words, place: &str, simulator: &Markup, urgent: &Markup) -> Markup {
    html! {
        h1 { (t.fill(P::AidsHeading, &[&place])) }
        p.lead { (t.say(P::AidsLead)) a href=(Page::Home.href(t.lang)) { (t.say(P::AidsLeadLink)) } (t.say(P::AidsLeadEnd)) }
        (simulator)
        (urgent)
        h2 { (t.say(P::AidsWhat)) }
        @for aid in [Aid::Apa, Aid::Pch, Aid::Housekeeping, Aid::PensionFund, Aid::TaxCredit] {
            @let explained = t.explained(aid);
            section.aid {
                h3 { (t.aid(aid)) }
                p { (explained.what) }
                p { strong { (t.say(P::AidsAsk)) } (explained.ask) }
                p { strong { (t.say(P::AidsBring)) } (explained.bring) }
            }
        }
    }
}
