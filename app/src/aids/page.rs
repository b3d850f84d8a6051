//! `/aides`: the simulator alone, and what each aid is, whom to ask in Paris, what to bring.

use domain::aids::Aid;
use leptos::prelude::*;
use maud::{Markup, html};

use super::fields::SituationFields;
use super::form::SituationForm;
use super::simulation::{RESULT, packed, simulate, simulated};
use crate::compare::list::SITUATION_FORM;
use crate::error::PageError;
use crate::live::{ForBrowser, Live};
use crate::ports::{Ports, Submitted};
use crate::routes::{Page, words_href};
use crate::text::{Aids as W, Common, Pages as P, Words};
use crate::ui::{ClientScript, PageTitle, error_summary, raw};

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
        let page = page(t, place, &simulator);
        return view! {
            <PageTitle text=t.say(P::AidsTitle)/>
            <Live>{raw(page)}</Live>
            <ClientScript/>
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
    view! { <PageTitle text=title/>{raw(page(t, place, &simulator))} }.into_any()
}

fn form(t: Words, typed: &SituationForm, errors: &[crate::error::FieldError]) -> Markup {
    html! {
        form.need method="post" action=(Page::Aids.href(t.lang)) autocomplete="off" id=(SITUATION_FORM) {
            (SituationFields { t, typed, errors }.markup(true))
            button type="submit" { (t.say(W::ComputeAids)) }
        }
    }
}

fn page(t: Words, place: &str, simulator: &Markup) -> Markup {
    html! {
        h1 { (t.fill(P::AidsHeading, &[&place])) }
        p.lead { (t.say(P::AidsLead)) a href=(Page::Home.href(t.lang)) { (t.say(P::AidsLeadLink)) } (t.say(P::AidsLeadEnd)) }
        (simulator)
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
