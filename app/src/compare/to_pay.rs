//! What remains to pay at one service, in few words. The server writes it for a situation that was sent; in the browser
//! an island computes it for a situation that the person keeps in the tab. The situation itself is written nowhere.

use domain::Cents;
use domain::ranking::comparison::Answer;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::text::{Aids, Results as W, Words};
use crate::ui::money_bar::money_bar;

/// Attribute of the elements that the island fills; its value is the FINESS number of the service.
pub const OF_SERVICE: &str = "data-a-payer";
/// Id of the row that becomes visible once it is filled.
pub const ROW: &str = "ligne-a-payer";
/// Id of the sentence that says that a situation is kept, with the button that forgets it.
pub const KEPT: &str = "situation-gardee";
/// Id of that button.
pub const FORGET: &str = "oublier";

/// The amount, who pays what, and apart what the tax credit gives back. None where the need has no cost at this
/// service.
pub fn to_pay(t: Words, answer: &Answer) -> Option<AnyView> {
    let offer = answer.offers.first()?;
    let cost = offer.cost.as_ref()?.as_ref().ok()?;
    let reckoning = offer.reckoning.as_ref()?;
    let from = if cost.at_least { t.say(W::From) } else { "" };
    let euros = |amount: Cents| t.whole_euros(Cents(amount.0 + 50));
    let why = reckoning.lacking.map_or("", |lacking| t.lacking(lacking));
    let words = match (reckoning.exact(), reckoning.range()) {
        (Some(case), _) => {
            let aids = Cents(case.apa.0 + case.pch.0);
            let amount = view! { <strong>{format!("{from}{}", euros(case.monthly))}</strong> }.into_any();
            let after = t.fill(W::CardAfterCredit, &[&euros(case.after_credit)]);
            let small = match aids.0 {
                0 => after,
                _ => format!("{} · {after}", t.fill(W::CardAids, &[&euros(aids)])),
            };
            view! {
                <p class="price">{t.view(W::CardToPay, vec![amount])}</p>
                {money_bar(aids, case.monthly)}
                <small>{small}</small>
            }
            .into_any()
        }
        (None, Some((least, most))) => {
            let between = t.fill(Aids::Between, &[&euros(least), &euros(most)]);
            view! { <p>{format!("{between}, {why}")}</p> }.into_any()
        }
        (None, None) => view! { <p>{t.fill(Aids::UnknownToPay, &[&why])}</p> }.into_any(),
    };
    Some(words)
}

/// The sentence that a situation is kept, and the button that forgets it. Hidden until the island has found a
/// situation.
pub fn kept_note(t: Words) -> AnyView {
    view! {
        <p class="kept" id=KEPT hidden>
            {t.say(Aids::KeptHere)}
            <button class="secondary" type="button" id=FORGET>{t.say(Aids::ForgetKept)}</button>
        </p>
    }
    .into_any()
}

/// Wraps a part of the page about one or more services. If a situation is kept in this tab, the island writes what
/// remains to pay into every element that names a service.
#[island]
pub fn KeptToPay(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    view! { <div on:click=|event| hear(&event)>{children()}</div> }
}

#[cfg(feature = "hydrate")]
fn hear(event: &MouseEvent) {
    in_browser::hear(event);
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn hear(_: &MouseEvent) {}

#[cfg(feature = "hydrate")]
mod in_browser {
    use domain::aids::AidRules;
    use domain::compare;
    use domain::ranking::comparison::{Answer, Part};
    use domain::{Catalogue, Finess, Listing};
    use leptos::ev::MouseEvent;
    use leptos::mount::mount_to;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    use super::{FORGET, KEPT, OF_SERVICE, ROW, to_pay};
    use crate::aids::kept;
    use crate::browser::page_data;
    use crate::compare::list_form::ListForm;
    use crate::ui::browser::{address_query, all, around, by_id};

    /// Fills the page if a situation is kept and the address holds a need.
    pub fn start() {
        if fill().is_some() {
            show(ROW, true);
            show(KEPT, true);
        }
    }

    pub fn hear(event: &MouseEvent) {
        if around(event.as_ref(), "button").is_none_or(|button| button.id() != FORGET) {
            return;
        }
        kept::forget();
        for place in all(&format!("[{OF_SERVICE}]")) {
            place.replace_children_with_node_0();
        }
        show(ROW, false);
        show(KEPT, false);
    }

    /// None where there is nothing to fill, or no data to compute with.
    fn fill() -> Option<()> {
        let data = page_data()?;
        let (t, published) = (data.t, data.listings.filter(|listings| listings.are_here)?);
        let situation = kept::load(t)?.parse(t).ok()?;
        let form = ListForm::from_query(&address_query());
        let need = form.need.parse(t, &published.territory, data.today).ok()?;
        let aids = AidRules::on(&data.parameters, need.terms().start, &situation).ok()?;
        let places: Vec<(HtmlElement, Finess)> = all(&format!("[{OF_SERVICE}]"))
            .into_iter()
            .filter_map(|place| {
                let finess = place.get_attribute(OF_SERVICE)?.parse().ok()?;
                Some((place.dyn_into().ok()?, finess))
            })
            .collect();
        let named: Vec<Listing> =
            places.iter().filter_map(|(_, finess)| published.catalogue.find(*finess).cloned()).collect();
        let catalogue = Catalogue::with_version(named, published.catalogue.version().to_owned());
        let comparison = compare(
            &catalogue,
            &published.territory,
            &need,
            Some(&aids),
            &data.parameters,
            data.today,
            Part::EVERYTHING,
        );
        let mut filled = None;
        for (place, finess) in places {
            let answer: Option<Answer> = comparison.answers().find(|answer| answer.finess == finess).cloned();
            if let Some(answer) = answer.filter(|answer| answer.offers.iter().any(|offer| offer.reckoning.is_some())) {
                mount_to(place, move || to_pay(t, &answer)).forget();
                filled = Some(());
            }
        }
        filled
    }

    fn show(id: &str, is_visible: bool) {
        if let Some(element) = by_id(id) {
            element.set_hidden(!is_visible);
        }
    }
}
