//! The first page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use maud::html;

use crate::compare::fields::Fields;
use crate::live::{ForBrowser, Live};
use crate::markup::raw;
use crate::need::form::{NEED_FORM, NeedForm};
use crate::need::place_resolution::settle_place;
use crate::ports::Ports;
use crate::routes::{Page, words_href};
use crate::text::{Common, NeedWords, Pages as P, Words};
use crate::ui::{ClientScript, PageTitle, Reads};

#[component]
pub fn HomePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let count = t.count(publication.catalogue.open_count() as u32, Common::Service, Common::Services);
    // Filled only by a usual week that was pressed here.
    let mut form = NeedForm::from_query(&use_location().search.get_untracked());
    if settle_place(t, &mut form, &publication.territory, &*ports.addresses) == Ok(true) {
        // The address stays out of the bar, of the history and of what is shared.
        ports.response.send_on(&format!("{}?{}#quand", Page::Home.href(t.lang), form.to_query()));
        return ().into_any();
    }
    let fields = Fields {
        t,
        form: &form,
        errors: &[],
        start: today,
        languages: &publication.languages,
        fill: Some(format!("{}#quand", Page::Home.href(t.lang))),
        live: true,
    };
    let browser = ForBrowser {
        words: words_href(t.lang, &ports.assets.words),
        today: today.to_string(),
        ..ForBrowser::default()
    };
    let page = html! {
        h1 { (t.fill(P::HomeHeading, &[&publication.territory.name])) }
        p.lead { (t.fill(P::HomeLead, &[&count])) }
        (browser.markup())
        form.need method="get" action=(Page::Compare(String::new()).href(t.lang)) id=(NEED_FORM) {
            (fields.need())
            p.hint { (t.say(NeedWords::SituationLater)) }
            button type="submit" { (t.say(NeedWords::Compare)) }
        }
        p { (t.say(P::HomeKnown)) a href=(Page::Services(String::new()).href(t.lang)) { (t.say(P::HomeSearch)) } "." }
    };
    view! {
        <PageTitle text=t.say(P::HomeTitle)/>
        <Live>{raw(page)}</Live>
        <ClientScript reads=Reads::Words/>
    }
    .into_any()
}
