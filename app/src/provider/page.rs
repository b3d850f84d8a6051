//! `/services/{finess}`: everything published about one provider; first, what it offers for the need in the address.

use domain::Finess;
use domain::provider::acts::Act;
use domain::provider::listing::{HasGrade, Kind, Known, Listing, Quality};
use domain::provider::questions::questions;
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use super::facts::{Block, provenance, unknown};
use super::for_need::{AskedNeed, for_need};
use super::head::{contact, kind_line, state};
use super::price_chart::{distribution, history};
use super::report::{ReportState, report_section};
use super::structured_data::structured_data;
use super::tariffs::tariffs;
use crate::aids::form::NAMES;
use crate::error::FieldError;
use crate::need::form::{CHOSEN, NeedForm, PLACE};
use crate::ports::{Ports, Publication, Submitted};
use crate::query;
use crate::routes::Page;
use crate::text::{Common, Pages as P, ProviderWords as W, Words};
use crate::ui::forms::error_summary;
use crate::ui::map::{Area, map_beside_words};
use crate::ui::pictogram::pictogram;
use crate::ui::week_strip::week_grid;
use crate::ui::{ClientScript, NotFound, PageTitle, Reads};

/// In the query: the report was received.
const REPORTED: &str = "signale";

#[component]
pub fn ServicePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let finess = use_params_map().get_untracked().get("finess");
    let finess = finess.and_then(|text| text.parse::<Finess>().ok());
    let Some(listing) = finess.and_then(|finess| publication.catalogue.find(finess)) else {
        return view! { <NotFound/> }.into_any();
    };
    let name = readable(&listing.name.value);
    // The request that sent a refused report is in context with its body, and has no query.
    let submitted: Option<Submitted> = use_context();
    let query = use_location().search.get_untracked();
    let kept = query::pairs(&query).any(|(name, value)| name == REPORTED && value == "oui");
    // The page that answers a report is for one person.
    let data = submitted.is_none().then(|| structured_data(t, &publication, listing, &ports.site, ports.clock.today()));
    let report = ReportState { rejection: use_context(), submitted, kept };
    let errors = report.errors(t);
    let title = if errors.is_empty() { name.clone() } else { t.fill(Common::ErrorTitle, &[&name]) };
    let now = ports.clock.paris_time();
    let asked = asked_need(t, &publication, &query, now.date());
    let page = ServiceView { t, publication: &publication, listing, today: now.date(), asked: asked.as_ref() };
    let body = page.view(name, &errors, now);
    let report = report_section(t, listing.finess, asked.as_ref().map(|asked| asked.query.as_str()), &report);
    // What remains to pay is computed in the browser, where a situation is kept.
    let reads = if asked.is_some() { Reads::Catalogue } else { Reads::Words };
    view! { <PageTitle text=title/>{body}{report}{data}<ClientScript reads=reads/> }.into_any()
}

/// The need in an address, if it is complete and valid.
pub fn asked_need(t: Words, publication: &Publication, query: &str, today: Date) -> Option<AskedNeed> {
    let form = NeedForm::from_query(query);
    if form.zone.is_empty() {
        return None;
    }
    let need = form.parse(t, &publication.territory, today).ok()?;
    let zone = publication.territory.find_zone(need.terms().zone)?;
    // Everything in the address of the list except a place that is someone's postal address. A situation is never in an
    // address.
    let pairs = query::pairs(query).filter(|(name, _)| {
        let name = name.as_ref();
        !(name == PLACE || name == REPORTED || NAMES.contains(&name))
    });
    let mut back = form_urlencoded::Serializer::new(String::new());
    back.append_pair(PLACE, &zone.short).extend_pairs(pairs);
    Some(AskedNeed { place: zone.short.clone(), query: back.finish(), need })
}

/// The page of a listing that is not published yet, without its title.
pub fn preview(t: Words, publication: &Publication, listing: &Listing, today: Date) -> AnyView {
    let page = ServiceView { t, publication, listing, today, asked: None };
    view! {
        {kind_line(t, listing)}
        {state(t, listing, today)}
        {contact(t, listing, None, None)}
        {page.sections()}
    }
    .into_any()
}

struct ServiceView<'a> {
    t: Words,
    publication: &'a Publication,
    listing: &'a Listing,
    today: Date,
    asked: Option<&'a AskedNeed>,
}

impl ServiceView<'_> {
    /// `errors`: what is wrong in a report, shown under the title.
    fn view(&self, name: String, errors: &[FieldError], now: DateTime) -> AnyView {
        let Self { t, listing, asked, .. } = *self;
        let back = asked.map(|asked| {
            let href = Page::Compare(asked.query.clone()).href(t.lang);
            let words = t.fill(W::BackToList, &[&asked.short_words(t)]);
            view! { <p class="back"><a href=href><span aria-hidden="true">"← "</span>{words}</a></p> }
        });
        view! {
            <div class="service">
                <div class="service-head">
                    {back}
                    <h1>{name}</h1>
                    {error_summary(t, errors)}
                    {kind_line(t, listing)}
                    {state(t, listing, self.today)}
                </div>
                <aside class="contact" aria-labelledby="titre-joindre">
                    <h2 id="titre-joindre">{t.say(W::Reach)}</h2>
                    {contact(t, listing, Some(now), self.select())}
                </aside>
                <div class="service-body">{self.sections()}</div>
            </div>
        }
        .into_any()
    }

    /// The address of the list with this service ticked.
    fn select(&self) -> Option<String> {
        let asked = self.asked.filter(|_| self.listing.standing.is_open())?;
        let finess = self.listing.finess.to_string();
        let ticked = query::pairs(&asked.query).any(|(name, value)| name == CHOSEN && value == finess);
        let mut list = form_urlencoded::Serializer::new(asked.query.clone());
        if !ticked {
            list.append_pair(CHOSEN, &finess);
        }
        Some(Page::Compare(list.finish()).href(self.t.lang))
    }

    /// All the parts under the head.
    fn sections(&self) -> AnyView {
        let Self { t, listing, .. } = *self;
        let asked = self.asked.filter(|_| listing.standing.is_open());
        let for_need = asked.map(|asked| for_need(t, self.publication, listing, asked, self.today));
        let (for_need, has_week) = match for_need {
            Some(need_box) => (Some(need_box.view), need_box.has_week),
            None => (None, false),
        };
        let compare = asked.is_none().then(|| {
            let href = Page::Compare(String::new()).href(t.lang);
            view! { <p><a href=href>{t.say(W::CompareForNeed)}</a></p> }
        });
        let hours = (!has_week).then(|| self.section("service-horaires", W::Hours, self.hours()));
        let prices = (listing.kind != Kind::Nursing).then(|| {
            let chart = distribution(t, &self.publication.catalogue, listing, self.today);
            view! { {history(t, listing, self.today)} <h3>{t.say(W::Distribution)}</h3>{chart} }
        });
        let tariffs = view! { {tariffs(t, listing, self.today)} {prices} }.into_any();
        view! {
            {for_need}
            {self.section("service-tarifs", W::Tariffs, tariffs)}
            {hours}
            {self.section("service-taches", W::WhatItDoes, self.does())}
            {self.section("service-zones", W::Zones, self.zones())}
            {self.section("service-qualite", W::Quality, self.quality())}
            {self.questions()}
            {self.section("service-identite", W::Identity, self.identity())}
            {compare}
        }
        .into_any()
    }

    fn section(&self, id: &'static str, title: W, body: AnyView) -> AnyView {
        view! { <section id=id><h2>{self.t.say(title)}</h2>{body}</section> }.into_any()
    }

    fn hours(&self) -> AnyView {
        let t = self.t;
        match self.listing.hours.known() {
            Some(Known { value, provenance: source }) => {
                view! { {week_grid(t, value, &[])} {provenance(t, source)} }.into_any()
            }
            None => view! { <p>{unknown(t)}</p> }.into_any(),
        }
    }

    /// Every task that it does, with its drawing, and the kinds of people it helps.
    fn does(&self) -> AnyView {
        let Self { t, listing, .. } = *self;
        let task = |act: Act| view! { <li>{pictogram(act)} <span>{t.name(act)}</span></li> }.into_any();
        let tasks = listing.acts.value().map(|acts| {
            let tasks: Vec<AnyView> = acts.iter().map(task).collect();
            view! { <ul class="tasks all">{tasks}</ul> }
        });
        let tasks = match (tasks, listing.acts.provenance()) {
            (Some(tasks), Some(source)) => view! { {tasks} {provenance(t, source)} }.into_any(),
            _ => view! { <p>{unknown(t)}</p> }.into_any(),
        };
        let publics = Block::new(t).words(W::Publics, &listing.publics, |publics| t.list(publics.iter()));
        view! { {tasks} {publics.view()} }.into_any()
    }

    fn zones(&self) -> AnyView {
        let Self { t, publication, listing, .. } = *self;
        let Some(Known { value: served, provenance: source }) = listing.zones.known() else {
            return view! { <p>{unknown(t)}</p> }.into_any();
        };
        let office = listing.address.value().map(|address| address.zone);
        let zones = &publication.territory.zones;
        let areas = zones.iter().map(|zone| {
            let marked = served.contains(&zone.code);
            let words = t.say(if marked { P::MapServed } else { P::MapNotServed });
            let office = office == Some(zone.code);
            Area {
                zone: zone.code,
                href: None,
                // An office is drawn as a house, which takes the place of the tick.
                value: if marked && !office { "✓".to_owned() } else { String::new() },
                words: t.fill(P::MapZone, &[&zone.short, &words]),
                marked,
                office,
            }
        });
        let areas: Vec<Area> = areas.collect();
        let names: Vec<&str> =
            zones.iter().filter(|zone| served.contains(&zone.code)).map(|zone| zone.short.as_str()).collect();
        let names = if names.len() == zones.len() { t.say(W::EveryZone).to_owned() } else { names.join(", ") };
        let office = office.and_then(|office| publication.territory.find_zone(office));
        let office = office.map(|zone| view! { <p class="hint">{t.fill(W::OfficeIn, &[&zone.short])}</p> });
        view! {
            <p>{names}</p>
            {map_beside_words(t, publication, &areas)}
            {office}
            {provenance(t, source)}
        }
        .into_any()
    }

    /// The grade as one of four steps, the certifications, the approval.
    fn quality(&self) -> AnyView {
        let Self { t, listing, .. } = *self;
        let steps = listing.grade().filter(|grade| *grade != HasGrade::NotYet).map(|grade| {
            let letters = HasGrade::ALL.iter().filter(|step| **step != HasGrade::NotYet).map(|step| {
                let class = (*step == grade).then_some("here");
                view! { <li class=class>{step.code()}</li> }.into_any()
            });
            view! { <ol class="grades" aria-hidden="true">{letters.collect::<Vec<_>>()}</ol> }
        });
        let stated = |quality: &Quality| match quality.graded_on {
            Some(date) => t.fill(W::GradeOn, &[&t.name(quality.grade), &t.date(date)]),
            None => t.name(quality.grade).to_owned(),
        };
        let block = Block::new(t);
        // If the HAS publishes a grade it is shown alone: a grade stated by the service itself is not official.
        let block = match listing.evaluation.known() {
            Some(_) => block.words(W::Grade, &listing.evaluation, |evaluation| t.evaluation(evaluation)),
            None => block.words(W::Grade, &listing.quality, stated),
        };
        let block = block.words(W::Certifications, &listing.quality, |quality| self.certifications(quality)).words(
            W::Habilitation,
            &listing.habilitation,
            |held| t.name(*held).to_owned(),
        );
        view! { {steps} {block.view()} }.into_any()
    }

    fn certifications(&self, quality: &Quality) -> String {
        let t = self.t;
        let words = quality.certifications.iter().map(|held| {
            let sentence = if held.expires < self.today { W::CertificationExpired } else { W::Certified };
            t.fill(sentence, &[&t.name(held.name), &held.number, &t.date(held.expires)])
        });
        let words = words.collect::<Vec<_>>().join(t.say(Common::Then));
        if words.is_empty() { t.say(W::NoCertification).to_owned() } else { words }
    }

    /// What to ask the service: everything that is unknown here, then questions that no page can answer.
    fn questions(&self) -> AnyView {
        let t = self.t;
        let questions = questions(self.listing, self.today);
        if questions.is_empty() {
            return ().into_any();
        }
        let lines: Vec<AnyView> =
            questions.into_iter().map(|question| view! { <li>{t.question(question)}</li> }.into_any()).collect();
        view! {
            <section>
                <h2 id="questions">{t.say(W::Questions)}</h2>
                <p class="hint">{t.say(W::QuestionsWhy)}</p>
                <ul class="questions">{lines}</ul>
            </section>
        }
        .into_any()
    }

    fn identity(&self) -> AnyView {
        let Self { t, listing, .. } = *self;
        Block::new(t)
            .words(W::LegalForm, &listing.legal_form, |form| t.name(*form).to_owned())
            .given(W::Type, t.name(listing.kind).to_owned())
            .words(W::Siret, &listing.siret, ToString::to_string)
            .given(W::Finess, listing.finess.to_string())
            .view()
    }
}
