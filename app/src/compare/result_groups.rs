//! The groups of a list, in their order: services that suit, that suit in part, that must be asked by telephone, the
//! nursing services, and as bars by reason the services that do not suit. The server and the browser write the same.

use domain::ranking::comparison::NursingService;
use leptos::prelude::*;

use super::list_form::ListForm;
use super::results_section::ListView;
use crate::format;
use crate::need::form::NEED_FORM;
use crate::routes::Page;
use crate::text::{Common, ListWords as W, Results, Words};

/// Full width of a bar, in units of the drawing.
const BAR: u32 = 100;

impl ListView<'_> {
    /// Every group that has services on this page.
    pub fn groups(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let comparison = &answered.comparison;
        let need_query = answered.form.need.on_page(1).to_query();
        let (listed, card) = (comparison.filtered, self.card(&need_query));
        let suitable: Vec<AnyView> = comparison.suitable.iter().map(|entry| card.ranked(entry)).collect();
        let partly: Vec<AnyView> = comparison.partly_suitable.iter().map(|entry| card.ranked(entry)).collect();
        let to_confirm: Vec<AnyView> = comparison.to_confirm.iter().map(|entry| card.to_confirm(entry)).collect();
        let groups = [
            group(t, "conviennent", (W::Suitable, None), listed.suitable, suitable),
            self.pairs(&card),
            group(t, "en-partie", (W::PartlySuitable, Some(W::PartlySuitableWhy)), listed.partly_suitable, partly),
            group(t, "a-verifier", (W::ToConfirm, Some(W::ToConfirmWhy)), listed.to_confirm, to_confirm),
        ];
        let nursing = (comparison.counts.nursing > 0 && answered.page == 1).then(|| self.nursing());
        let excluded = (comparison.counts.excluded > 0).then(|| self.excluded());
        (groups.into_iter().collect::<Vec<_>>(), self.pagination(), nursing, excluded).into_any()
    }

    /// The nursing services, which have no price to compare.
    fn nursing(&self) -> AnyView {
        let t = self.t;
        let services: Vec<AnyView> =
            self.answered.comparison.nursing.iter().map(|service| self.nursing_service(service)).collect();
        view! {
            <section class="group" aria-labelledby="titre-soins">
                <h2 id="titre-soins">{t.say(W::NursingTitle)}</h2>
                <p>{t.say(Results::NursingWhat)}</p>
                <ul class="nursing">{services}</ul>
            </section>
        }
        .into_any()
    }

    fn nursing_service(&self, service: &NursingService) -> AnyView {
        let t = self.t;
        let listing = self.published.catalogue.find(service.finess);
        let name = listing.map_or_else(String::new, |listing| domain::values::search::readable(&listing.name.value));
        let phone = listing.and_then(|listing| listing.phone.value()).map(|phone| {
            view! { ", " <a href=format!("tel:{phone}")>{format::phone(phone.as_str())}</a> }
        });
        let away = service.metres.map(|metres| t.fill(Results::NursingAway, &[&t.distance(metres)]));
        let ask = (!service.zone_known).then(|| t.say(Results::NursingAskZone));
        view! { <li><a href=Page::Service(service.finess).href(t.lang)>{name}</a>{phone}{away}{ask}</li> }.into_any()
    }

    /// The services that do not suit, folded: how many for each reason.
    fn excluded(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let count = answered.comparison.counts.excluded;
        view! {
            <details class="group excluded">
                <summary><h2 id="titre-ecartes">{t.fill(W::GroupCount, &[&t.say(W::Excluded), &t.points(count)])}</h2></summary>
                {self.reasons()}
            </details>
        }
        .into_any()
    }

    /// How many services each reason excludes, as bars with their words.
    pub fn reasons(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let all = answered.comparison.counts.excluded.max(1);
        let reasons: Vec<AnyView> = answered
            .comparison
            .excluded_by
            .iter()
            .map(|by| {
                let width = (by.count * BAR).div_ceil(all);
                let words = t.fill(W::Excludes, &[&t.name(by.reason), &t.points(by.count), &t.points(all)]);
                view! {
                    <li>
                        <span>{words}</span>
                        <svg class="bar" viewBox=format!("0 0 {BAR} 6") preserveAspectRatio="none" aria-hidden="true">
                            <rect class="rest" width=BAR height="6"></rect>
                            <rect class="part" width=width height="6"></rect>
                        </svg>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <p class="hint">{t.say(W::ExcludedWhy)}</p>
            <ul class="reasons">{reasons}</ul>
        }
        .into_any()
    }

    /// Links to the other pages of the list: buttons of the form, which carries the ticked services.
    fn pagination(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let (page, pages) = (answered.page, answered.pages());
        if pages < 2 {
            return ().into_any();
        }
        let way = |to: usize, label: Results, id: &'static str| {
            view! {
                <li><button class="secondary" type="submit" id=id form=NEED_FORM name="page" value=to>{t.say(label)}</button></li>
            }
            .into_any()
        };
        let previous = (page > 1).then(|| way(page - 1, Results::Previous, "page-precedente"));
        let next = (page < pages).then(|| way(page + 1, Results::Next, "page-suivante"));
        view! {
            <nav class="pagination" aria-label=t.say(Results::Pages)>
                <ul>
                    {previous}
                    <li aria-current="page">{t.fill(Results::PageOf, &[&page, &pages])}</li>
                    {next}
                </ul>
            </nav>
        }
        .into_any()
    }

    /// The address of the first page of a list for another form.
    pub fn query_of(&self, form: &ListForm) -> String {
        Page::Compare(form.on_page(1).to_query()).href(self.t.lang)
    }
}

/// One group, if it has services, with those of its cards that are on this page.
fn group(t: Words, id: &'static str, (title, why): (W, Option<W>), count: u32, cards: Vec<AnyView>) -> AnyView {
    if cards.is_empty() {
        return ().into_any();
    }
    let title_id = format!("titre-{id}");
    let labelled = title_id.clone();
    let services = t.count(count, Common::Service, Common::Services);
    let why = why.map(|why| view! { <p class="group-why">{t.say(why)}</p> });
    view! {
        <section class="group" id=id aria-labelledby=labelled>
            <h2 id=title_id>{t.fill(W::GroupCount, &[&t.say(title), &services])}</h2>
            {why}
            <ol class="cards">{cards}</ol>
        </section>
    }
    .into_any()
}
