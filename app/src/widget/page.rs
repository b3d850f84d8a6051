//! `/widget`: the document of the frame. Complete without a script, and without the header and the footer of the site.

use domain::ranking::comparison::Answer;
use domain::values::search::readable;
use leptos::prelude::*;

use crate::compare::list_form::ListForm;
use crate::compare::outcome::{Answered, Published, answer};
use crate::compare::page::listed;
use crate::compare::result_card::CardExtras;
use crate::compare::results_section::{AIDS, ListView, shares};
use crate::error::{FieldError, PageError};
use crate::need::form::{NeedForm, PLACE};
use crate::need::place_resolution::settle_place;
use crate::ports::{Ports, Publication};
use crate::query;
use crate::routes::Page;
use crate::text::{ListWords, NeedWords, Pages, Results, SITE, WidgetWords as W, Words};
use crate::ui::forms::{field_message, hint_id, invalid, message_id};

/// The services that it lists.
const FIRST: usize = 5;

/// Longest text that is read as a place, in characters.
const LONGEST_PLACE: usize = 100;

/// The whole document for the query of an address, of which only the place is read. Needs `Ports` in context, and `Words` if
/// the language is not French.
pub fn document(query: &str) -> impl IntoView + use<> {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let asked = asked_place(query);
    let widget = Widget { t, ports: &ports, publication: &publication };
    let main = match widget.answered(&asked) {
        None => widget.around(&asked, &[], None),
        Some(Ok(answered)) => widget.around(answered.place(&publication.territory), &[], Some(&answered)),
        Some(Err(errors)) => {
            ports.response.set_status(PageError::Invalid.status());
            widget.around(&asked, &errors, None)
        }
    };
    let style = ports.assets.widget_style.clone().map(|href| view! { <link rel="stylesheet" href=href/> });
    let icon = ports.assets.icon.clone().unwrap_or_else(|| "data:,".to_owned());
    view! {
        <!DOCTYPE html>
        <html lang=t.lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                // A part of other pages: the pages of the site are those to find.
                <meta name="robots" content="noindex"/>
                <title>{format!("{} – {SITE}", t.say(W::FrameTitle))}</title>
                <link rel="icon" href=icon/>
                {style}
            </head>
            <body>{main}</body>
        </html>
    }
}

/// The place of a query. Whatever else stands there, a situation say, is not read.
fn asked_place(query: &str) -> String {
    let place = query::pairs(query).find(|(name, _)| name == PLACE).map(|(_, value)| value.trim().to_owned());
    place.unwrap_or_default().chars().take(LONGEST_PLACE).collect()
}

struct Widget<'a> {
    t: Words,
    ports: &'a Ports,
    publication: &'a Publication,
}

impl Widget<'_> {
    fn published(&self) -> Published<'_> {
        let Publication { catalogue, territory, parameters, .. } = self.publication;
        Published { catalogue, territory, parameters, today: self.ports.clock.today() }
    }

    /// The list for a place, or what is wrong with it. None where no place is given, or the browser is sent on.
    fn answered(&self, place: &str) -> Option<Result<Answered, Vec<FieldError>>> {
        let Self { t, ports, publication } = *self;
        let mut need = NeedForm { zone: place.to_owned(), ..NeedForm::default() };
        if place.is_empty() {
            return None;
        }
        match settle_place(t, &mut need, &publication.territory, &*ports.addresses) {
            // A postal address must not stay in the address of the frame.
            Ok(true) => {
                ports.response.send_on(&Page::Widget(need.to_query()).href(t.lang));
                None
            }
            Ok(false) => {
                let form = ListForm { need, ..ListForm::default() };
                Some(answer(t, &form, None, self.published(), FIRST, false))
            }
            Err(doubt) => Some(Err(vec![doubt])),
        }
    }

    /// Everything inside the body.
    fn around(&self, place: &str, errors: &[FieldError], answered: Option<&Answered>) -> AnyView {
        let t = self.t;
        let heading = match answered {
            Some(answered) => self.list_view(answered).heading(),
            None => t.say(W::FrameTitle).to_owned(),
        };
        let demonstration = self.publication.demonstration.then(|| {
            view! { <p class="demonstration">{t.say(Pages::Demonstration)}</p> }
        });
        let ask = (answered.is_none() && errors.is_empty()).then(|| view! { <p>{t.say(W::Ask)}</p> });
        view! {
            <main>
                <h1>{heading}</h1>
                {demonstration}
                {self.search(place, errors)}
                {ask}
                {answered.map(|answered| self.list(answered))}
                <p class="from">{self.link(&Page::Home, SITE.to_owned())} " · " {t.say(W::NoCookie)}</p>
            </main>
        }
        .into_any()
    }

    fn search(&self, place: &str, errors: &[FieldError]) -> AnyView {
        let t = self.t;
        let addresses = self.ports.addresses.are_known();
        let hint = t.say(if addresses { NeedWords::WhereHint } else { NeedWords::WhereHintZones });
        let described = format!("{} {}", hint_id(PLACE), message_id(PLACE));
        view! {
            <form method="get" action=Page::Widget(String::new()).href(t.lang)>
                <label for=PLACE>{t.say(NeedWords::Where)}</label>
                <p class="hint" id=hint_id(PLACE)>{hint}</p>
                {field_message(errors, PLACE)}
                <div class="ask">
                    <input type="search" id=PLACE name=PLACE value=place.to_owned() autocomplete="off"
                        aria-invalid=invalid(errors, PLACE) aria-describedby=described/>
                    <button type="submit">{t.say(W::See)}</button>
                </div>
            </form>
        }
        .into_any()
    }

    fn list_view<'b>(&'b self, answered: &'b Answered) -> ListView<'b> {
        ListView { t: self.t, published: self.published(), answered, extras: CardExtras::default(), aids: AIDS }
    }

    /// The notices that the law requires above every list, as on the page of the list, then the first services.
    fn list(&self, answered: &Answered) -> AnyView {
        let Self { t, publication, .. } = *self;
        let today = self.ports.clock.today();
        let comparison = &answered.comparison;
        let notice = vec![shares(t, &comparison.need).into_any(), listed(t, publication, today).into_any()];
        let near = answered.leaves_out_full(today).then(|| {
            let (left, all) = (t.points(answered.listed()), t.points(answered.possible()));
            view! { <p class="law">{t.fill(ListWords::Soon, &[&left, &all])}</p> }
        });
        let ranked = comparison.ranked().map(|entry| self.service(&entry.answer, Some(entry.rank), answered));
        let unsure = comparison.to_confirm.iter().map(|entry| self.service(&entry.answer, None, answered));
        let services: Vec<AnyView> = ranked.chain(unsure).collect();
        let heading = (!services.is_empty()).then(|| {
            view! { <h2>{t.fill(W::FirstOnes, &[&services.len()])}</h2> }
        });
        let list = (!services.is_empty()).then(|| view! { <ul class="services">{services}</ul> });
        let need = answered.form.need.without_weights().on_page(1);
        let whole = Page::Compare(ListForm { need, ..answered.form.clone() }.to_query());
        view! {
            <p class="law">
                {t.view(ListWords::Law, notice)}
                {self.link(&Page::Method, t.say(ListWords::LawHow).to_owned())}
            </p>
            {near}
            {heading}
            {list}
            <p>{self.link(&whole, t.say(W::WholeList).to_owned())}</p>
        }
        .into_any()
    }

    /// Rank, name and price of a service.
    fn service(&self, answer: &Answer, rank: Option<u32>, answered: &Answered) -> AnyView {
        let t = self.t;
        let Some(listing) = self.publication.catalogue.find(answer.finess) else { return ().into_any() };
        let href = format!("{}?{}", Page::Service(answer.finess).href(t.lang), need_query(answered));
        let rank = match rank {
            Some(rank) => view! { <b>{format!("{rank} ")}</b> }.into_any(),
            None => ().into_any(),
        };
        let unsure = answered.comparison.to_confirm.iter().any(|entry| entry.answer.finess == answer.finess);
        let unsure = unsure.then(|| format!(" · {}", t.say(W::ToCheck)));
        let price = match answer.price() {
            Some(price) => t.view(Results::CardWeekday, vec![view! { <strong>{t.euros(price)}</strong> }.into_any()]),
            None => t.say(Results::PriceUnknown).into_any(),
        };
        view! {
            <li>
                {rank}
                {self.leading_out(href, readable(&listing.name.value))}
                <span class="price">{price}{unsure}</span>
            </li>
        }
        .into_any()
    }

    fn link(&self, page: &Page, words: String) -> AnyView {
        self.leading_out(page.href(self.t.lang), words)
    }

    /// A frame is too small for a page: every link opens one beside that of the other site.
    fn leading_out(&self, href: String, words: String) -> AnyView {
        let says = self.t.say(W::NewWindow);
        view! {
            <a href=href target="_blank" rel="noopener">{words}<span class="visually-hidden">{says}</span></a>
        }
        .into_any()
    }
}

/// "lieu=14e"
fn need_query(answered: &Answered) -> String {
    answered.form.need.without_weights().on_page(1).to_query()
}
