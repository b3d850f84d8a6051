//! `/comparer`: reads the need from the address, or with a situation from the body of a POST, ranks the services, and
//! shows the list under the notices that the law requires.

use domain::Zone;
use domain::ranking::changes::Changes;
use domain::ranking::comparison::Answer;
use domain::readers::dates;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::list_form::{ListForm, MOST_CHOSEN, SORT};
use super::outcome::{Answered, Published, answer};
use super::page_contract::SITUATION_FORM;
use super::ranking::Comparator;
use super::result_card::CardExtras;
use super::results_section::{
    AIDS, CHANGES, CHIPS, HEAD, LIST, ListView, MAP, NEED_HIDDEN, PRICES, SHARES, STATUS, TRAY, shares, tray,
};
use super::weights::weight_sliders;
use crate::aids::form::SituationForm;
use crate::aids::situation_fields::Situation;
use crate::error::{FieldError, PageError};
use crate::need::fields::NeedFields;
use crate::need::form::{NEED_FORM, NeedForm, PAGE_SIZE};
use crate::need::place_resolution::settle_place;
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::directory::completeness;
use crate::routes::Page;
use crate::text::{Aids, Common, ListWords as W, NeedWords, Pages as P, Words};
use crate::ui::forms::{error_summary, hidden_fields};
use crate::ui::map::{Area, map};
use crate::ui::{ClientScript, NeedStyle, NoSuchPage, PageTitle, Reads, SkipToResults};

#[component]
pub fn ComparePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let submitted = use_context::<Submitted>();
    let query = match &submitted {
        Some(Submitted(body)) => body.to_string(),
        None => use_location().search.get_untracked(),
    };
    let mut form = ListForm::from_query(&query);
    let situation = submitted.map(|Submitted(body)| SituationForm::from_body(&body));
    let place = settle_place(t, &mut form.need, &publication.territory, &*ports.addresses);
    let start = dates::read(&form.need.start).unwrap_or(today);
    form = form.after_switch(&query, start, today);
    let too_many = form.chosen.len() > MOST_CHOSEN;
    form.chosen.truncate(MOST_CHOSEN);
    let asked = Asked { t, ports: &ports, publication: &publication, form, situation };
    if asked.form == ListForm::default() && asked.situation.is_none() {
        return asked.form_alone(&[]);
    }
    // A postal address must not stay in the address bar, in the history or in what is shared, and a short link is one
    // that people copy. When more services were ticked than are allowed, the long address stays, because the short one
    // would not say so.
    if asked.situation.is_none() && (place == Ok(true) || (!too_many && asked.form.is_wordy(&query))) {
        ports.response.send_on(&Page::Compare(asked.form.to_query()).href(t.lang));
        return ().into_any();
    }
    match asked.answered(place.err()) {
        Ok(answered) if answered.page > answered.pages() => {
            view! { <NoSuchPage first=Page::Compare(asked.form.on_page(1).to_query())/> }.into_any()
        }
        Ok(answered) => asked.list(&answered, too_many),
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            asked.form_alone(&errors)
        }
    }
}

/// The request, and the data it is answered from.
struct Asked<'a> {
    t: Words,
    ports: &'a Ports,
    publication: &'a Publication,
    form: ListForm,
    /// The situation as it was sent.
    situation: Option<SituationForm>,
}

impl Asked<'_> {
    fn published(&self) -> Published<'_> {
        let Publication { catalogue, territory, parameters, .. } = self.publication;
        Published { catalogue, territory, parameters, today: self.ports.clock.today() }
    }

    /// `doubt`: why the place could not be resolved to a zone, where the reason is known.
    fn answered(&self, doubt: Option<FieldError>) -> Result<Answered, Vec<FieldError>> {
        let situation = self.situation.as_ref().map(|situation| situation.parse(self.t)).transpose();
        let counted = situation.as_ref().ok().and_then(Option::as_ref);
        let mut answered = answer(self.t, &self.form, counted, self.published(), PAGE_SIZE, true);
        if let (Some(doubt), Err(wrong)) = (doubt, &mut answered) {
            wrong.retain(|error| error.field != doubt.field);
            wrong.insert(0, doubt);
        }
        match (answered, situation) {
            (Ok(mut answered), Ok(situation)) => {
                answered.changes = answered.find_changes(situation.as_ref(), self.published());
                Ok(answered)
            }
            (answered, situation) => Err(answered.err().into_iter().chain(situation.err()).flatten().collect()),
        }
    }

    fn method(&self) -> &'static str {
        if self.situation.is_some() { "post" } else { "get" }
    }

    /// The fields of the need, inside the form of this page.
    fn need_fields<'b>(&'b self, form: &'b NeedForm, errors: &'b [FieldError]) -> NeedFields<'b> {
        let Publication { languages, territory, .. } = self.publication;
        let (t, today, addresses) = (self.t, self.ports.clock.today(), self.ports.addresses.are_known());
        NeedFields { t, form, errors, today, languages, territory, addresses, counts: &[], fill: None }
    }

    /// The form alone: on the first visit, or when it must be corrected.
    fn form_alone(&self, errors: &[FieldError]) -> AnyView {
        let t = self.t;
        let title = if errors.is_empty() {
            t.say(P::CompareTitle).to_owned()
        } else {
            t.fill(Common::ErrorTitle, &[&t.say(P::CompareTitle)])
        };
        let situation = self.situation.as_ref().map(|situation| {
            view! {
                <h2>{t.say(Aids::Situation)}</h2>
                {Situation { t, situation, errors }.fields()}
            }
        });
        let weights = self.form.need.given_weights();
        let wrong_weights = errors.iter().any(|error| error.field.starts_with("poids-"));
        let weights = if wrong_weights {
            weight_sliders(t, &weights, errors)
        } else {
            hidden_fields(self.form.need.weight_pairs())
        };
        view! {
            <PageTitle text=title/>
            <NeedStyle/>
            <h1>{t.say(P::CompareHeading)}</h1>
            {error_summary(t, errors)}
            <form class="need" method=self.method() action=Page::Compare(String::new()).href(t.lang) id=NEED_FORM>
                {self.need_fields(&self.form.need, errors).all()}
                {weights}
                {hidden_fields(self.form.view_pairs())}
                {situation}
                <button type="submit">{t.say(NeedWords::Compare)}</button>
            </form>
            <ClientScript reads=Reads::Words/>
        }
        .into_any()
    }

    /// The list.
    fn list(&self, answered: &Answered, too_many: bool) -> AnyView {
        let t = self.t;
        let view = ListView { t, published: self.published(), answered, extras: CardExtras::default(), aids: AIDS };
        let here: Vec<_> = answered.comparison.answers().map(|Answer { finess, .. }| *finess).collect();
        let page = view! {
            <SkipToResults/>
            <div id=HEAD class="list-head">{view.head()}</div>
            {self.form(answered)}
            <div id=CHIPS>{view.chips()}</div>
            {self.law(answered)}
            <p class="visually-hidden" role="status" id=STATUS>{view.status()}</p>
            <div id=LIST class="list" tabindex="-1">{view.list()}</div>
            <div id=CHANGES>{answered.changes.as_ref().map(|changes| self.changes(&view, changes))}</div>
            {self.importance(answered)}
            {self.beside(&view)}
            <div id=TRAY>{tray(t, &self.form.chosen, &here, too_many)}</div>
        };
        let title = view.title();
        // A situation that was sent by POST is not read by any script.
        if self.situation.is_some() {
            return view! { <PageTitle text=title/><div class="list-page">{page}</div> }.into_any();
        }
        view! {
            <PageTitle text=title/>
            <Comparator>{page}</Comparator>
            <ClientScript reads=Reads::Catalogue/>
        }
        .into_any()
    }

    /// The form that every button of the page belongs to: the need, the filters, and a situation that was sent.
    fn form(&self, answered: &Answered) -> AnyView {
        let need = answered.form.need.without_weights().pairs();
        let view = self.form.view_pairs().into_iter().filter(|(name, _)| name != SORT);
        let situation = self.situation.as_ref().map(|situation| hidden_fields(situation.pairs()));
        view! {
            // Firefox gives the fields of a page that is loaded again what they held, by their place among the others: on a
            // list that changed meanwhile, to other fields than those.
            <form method=self.method() action=Page::Compare(String::new()).href(self.t.lang) autocomplete="off" id=NEED_FORM>
                // The first button of the form is the one that Enter presses.
                <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">{self.t.say(W::Update)}</button>
                <div id=NEED_HIDDEN hidden>{hidden_fields(need)}</div>
                {hidden_fields(view)}
                {situation}
            </form>
        }
        .into_any()
    }

    /// What would change the list. A situation that was sent is sent again with each change.
    fn changes(&self, view: &ListView<'_>, changes: &Changes) -> AnyView {
        let Some(situation) = &self.situation else { return view.changes(changes) };
        view.changes_with(changes, &|form, words| {
            view! {
                <form method="post" action=Page::Compare(String::new()).href(self.t.lang)>
                    {hidden_fields(form.pairs())}
                    {hidden_fields(situation.pairs())}
                    <button class="secondary" type="submit">{words}</button>
                </form>
            }
            .into_any()
        })
    }

    /// The importance of the criteria, as sliders.
    fn importance(&self, answered: &Answered) -> AnyView {
        let t = self.t;
        view! {
            <details id="importance">
                <summary>{t.say(W::Importance)}</summary>
                {weight_sliders(t, &answered.comparison.need.weights, &[])}
                <button class="secondary without-script" type="submit" form=NEED_FORM>{t.say(W::Update)}</button>
            </details>
        }
        .into_any()
    }

    /// The notices that the law requires above every list (Code de la consommation D111-11 and D111-12, read
    /// 2026-11-23).
    fn law(&self, answered: &Answered) -> AnyView {
        let Self { t, publication, .. } = *self;
        let listed = listed(t, publication, self.ports.clock.today());
        let shares = view! { <span id=SHARES>{shares(t, &answered.comparison.need)}</span> };
        view! {
            <aside class="law" aria-label=t.say(W::LawLabel)>
                <p>
                    {t.view(W::Law, vec![shares.into_any(), listed.into_any()])}
                    <a href=Page::Method.href(t.lang)>{t.say(W::LawHow)}</a>
                </p>
            </aside>
        }
        .into_any()
    }

    /// Beside the list: its prices, where its services have their offices, the situation.
    fn beside(&self, view: &ListView<'_>) -> AnyView {
        let t = self.t;
        let form = match &self.situation {
            Some(situation) => {
                let back = Page::Compare(self.form.on_page(1).to_query()).href(t.lang);
                view! {
                    <p class="privacy">{t.say(Aids::Sent)}" "<a href=back>{t.say(Aids::BackWithout)}</a></p>
                    {self.situation_form(situation)}
                }
                .into_any()
            }
            None => self.situation_form(&SituationForm::default()),
        };
        view! {
            <aside class="beside" aria-label=t.say(W::Beside)>
                <details id="prix">
                    <summary>{t.say(W::PricesTitle)}</summary>
                    <div id=PRICES>{view.prices()}</div>
                </details>
                {self.map(view.answered)}
                <details id="aides" open=self.situation.is_some()>
                    <summary>{t.say(W::YourAids)}</summary>
                    <p class="hint">{t.say(W::YourAidsWhy)}</p>
                    {form}
                </details>
            </aside>
        }
        .into_any()
    }

    /// How many services of the page have their office in each zone.
    fn map(&self, answered: &Answered) -> AnyView {
        let Self { t, publication, .. } = *self;
        let catalogue = &publication.catalogue;
        let offices: Vec<Zone> = answered
            .comparison
            .answers()
            .filter_map(|answer| catalogue.find(answer.finess)?.address.value().map(|address| address.zone))
            .collect();
        let areas = publication.territory.zones.iter().map(|zone| {
            let here = offices.iter().filter(|office| **office == zone.code).count() as u32;
            let words = t.count(here, Common::Service, Common::Services);
            Area {
                zone: zone.code,
                href: None,
                value: if here > 0 { here.to_string() } else { String::new() },
                words: t.fill(W::MapZone, &[&zone.short, &words]),
                marked: zone.code == answered.comparison.need.zone,
                office: false,
            }
        });
        let areas: Vec<Area> = areas.collect();
        view! {
            <details id=MAP>
                <summary>{t.say(W::MapTitle)}</summary>
                {map(t, publication, t.say(W::MapLabel), &areas)}
            </details>
        }
        .into_any()
    }

    fn situation_form(&self, situation: &SituationForm) -> AnyView {
        let t = self.t;
        let need = self.form.on_page(1).pairs();
        let fields = Situation { t, situation, errors: &[] };
        let forget = self.situation.is_none();
        let keep = forget.then(|| fields.keep());
        let forget = forget.then(|| {
            view! { <button class="secondary with-script" type="reset">{t.say(Aids::Forget)}</button> }
        });
        view! {
            <form class="need" method="post" action=Page::Compare(String::new()).href(t.lang) autocomplete="off" id=SITUATION_FORM>
                {hidden_fields(need)}
                {fields.fields()}
                {keep}
                <button type="submit">{t.say(Aids::ComputeToPay)}</button>
                {forget}
            </form>
        }
        .into_any()
    }
}

/// How many services are compared, and whether these are all there are: a part of that notice.
pub fn listed(t: Words, publication: &Publication, today: Date) -> String {
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let listed = t.count(open.count() as u32, P::Compared, P::ComparedMany);
    format!("{listed}. {}", completeness(t, publication, today))
}
