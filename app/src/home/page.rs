//! The first page: where, which help, when. One question a screen in plain French.

use domain::Zone;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::live_summary::{LiveSummary, SO_FAR};
use super::so_far;
use crate::need::fields::NeedFields;
use crate::need::form::{NEED_FORM, NeedForm};
use crate::need::place_resolution::settle_place;
use crate::ports::{Ports, Publication};
use crate::routes::Page;
use crate::text::{Common, Lang, NeedWords, Pages as P, Words};
use crate::ui::forms::hidden_fields;
use crate::ui::{ClientScript, PageTitle, Reads};

#[component]
pub fn HomePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let count = t.count(publication.catalogue.open_count() as u32, Common::Service, Common::Services);
    // Without a script, a usual week that is pressed here reloads this page with the form filled.
    let mut form = NeedForm::from_query(&use_location().search.get_untracked());
    if settle_place(t, &mut form, &publication.territory, &*ports.addresses) == Ok(true) {
        // A postal address must not stay in the address bar, in the history or in what is shared.
        ports.response.send_on(&format!("{}?{}#quand", Page::Home.href(t.lang), form.to_query()));
        return ().into_any();
    }
    let counts = counts(&publication);
    let fields = NeedFields {
        t,
        form: &form,
        errors: &[],
        today: ports.clock.today(),
        languages: &publication.languages,
        territory: &publication.territory,
        addresses: ports.addresses.are_known(),
        counts: &counts,
        fill: Some(format!("{}#quand", Page::Home.href(t.lang))),
    };
    let zone = publication.territory.zones.iter().find(|zone| zone.short == form.zone).map(|zone| zone.code);
    let count_there = counts.iter().find(|(code, _)| Some(*code) == zone).map(|(_, count)| *count);
    let lead = match t.help_line() {
        Some(number) => {
            let call = view! { <a href=format!("tel:{number}")>{number}</a> }.into_any();
            t.view(P::HomeLead, vec![count.into_any(), call])
        }
        None => t.view(P::HomeLeadAlone, vec![count.into_any()]),
    };
    let search = view! { <a href=Page::Services(String::new()).href(t.lang)>{t.say(P::HomeSearch)}</a> };
    let page = view! {
        <h1>{t.say(P::HomeHeading)}</h1>
        <p class="lead">{lead}</p>
        <form class=if t.lang == Lang::Plain { "home-steps screens" } else { "home-steps" } method="get"
            action=Page::Compare(String::new()).href(t.lang) id=NEED_FORM>
            {fields.first_button()}
            {hidden_fields(form.weight_pairs())}
            {steps(t, &fields)}
            <aside class="so-far" aria-labelledby="titre-jusqu-ici">
                <h2 id="titre-jusqu-ici">{t.say(NeedWords::SoFar)}</h2>
                <p id=SO_FAR aria-live="polite">{so_far(t, &form, count_there)}</p>
                <button type="submit">{t.say(NeedWords::Compare)}</button>
            </aside>
        </form>
        <p class="hint">{t.say(NeedWords::SituationLater)}</p>
        <p>{t.say(P::HomeKnown)}{search}"."</p>
    };
    view! {
        <PageTitle text=t.say(P::HomeTitle)/>
        <LiveSummary>{page.into_any()}</LiveSummary>
        <ClientScript reads=Reads::Words/>
    }
    .into_any()
}

/// The three steps; in plain French each question is a screen with a link to the next.
fn steps(t: Words, fields: &NeedFields<'_>) -> AnyView {
    let (week, start, conditions) = (fields.week(), fields.start(), fields.conditions());
    let when = if t.lang == Lang::Plain {
        vec![week, start, conditions]
    } else {
        vec![view! { {week} {start} {conditions} }.into_any()]
    };
    let steps: Vec<AnyView> = [fields.place(), fields.acts()].into_iter().chain(when).collect();
    let count = steps.len();
    let step = |(at, fields): (usize, AnyView)| {
        let number = at + 1;
        let link = |to: usize, words: P| {
            view! { <a class="step-link" href=format!("#etape-{to}")>{t.say(words)}</a> }.into_any()
        };
        let links = (t.lang == Lang::Plain).then(|| {
            let back = (number > 1).then(|| link(number - 1, P::HomeBack));
            let next = (number < count).then(|| link(number + 1, P::HomeNext));
            view! { <p class="step-links">{back}{next}</p> }
        });
        view! {
            <section class="step" id=format!("etape-{number}")>
                <p class="step-number">{t.fill(P::HomeStep, &[&number, &count])}</p>
                {fields}
                {links}
            </section>
        }
        .into_any()
    };
    let steps = steps.into_iter().enumerate().map(step).collect::<Vec<_>>();
    view! { <div class="step-list">{steps}</div> }.into_any()
}

/// How many open services are known to come to each zone.
fn counts(publication: &Publication) -> Vec<(Zone, u32)> {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let zones: Vec<&Vec<Zone>> = open.filter_map(|listing| listing.zones.value()).collect();
    let count = |zone: Zone| zones.iter().filter(|zones| zones.contains(&zone)).count() as u32;
    publication.territory.zones.iter().map(|zone| (zone.code, count(zone.code))).collect()
}
