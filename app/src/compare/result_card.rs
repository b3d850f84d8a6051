//! One service in the list.

use domain::ranking::comparison::{Answer, Comparison, Ranked, ToConfirm};
use domain::{Catalogue, Finess};
use leptos::prelude::*;

use super::list_form::CHOSEN;
use crate::routes::Page;
use crate::text::Words;

pub struct Card<'a> {
    pub t: Words,
    pub comparison: &'a Comparison,
    pub catalogue: &'a Catalogue,
    pub language: &'a str,
    pub need_query: String,
    pub chosen: &'a [Finess],
    pub tick_form: &'a str,
}

impl Card<'_> {
    pub fn ranked(&self, entry: &Ranked) -> AnyView {
        self.card(&entry.answer, entry.rank.to_string())
    }

    pub fn to_confirm(&self, entry: &ToConfirm) -> AnyView {
        self.card(&entry.answer, "?".to_owned())
    }

    fn card(&self, answer: &Answer, rank: String) -> AnyView {
        let Some(listing) = self.catalogue.find(answer.finess) else { return ().into_any() };
        let name = domain::values::search::readable(&listing.name.value);
        let chosen = self.chosen.contains(&answer.finess);
        let form = self.tick_form.to_owned();
        let price = answer
            .offers
            .first()
            .and_then(|offer| offer.cost.as_ref()?.as_ref().ok())
            .map(|cost| self.t.euros(cost.monthly));
        view! {
            <li class="card" data-finess=answer.finess.to_string()>
                <h3>{rank}" "<a href=Page::Service(answer.finess).href(self.t.lang)>{name}</a></h3>
                <p>{price}</p>
                <label class="box"><input type="checkbox" name=CHOSEN form=form value=answer.finess.to_string() checked=chosen/>"Comparer"</label>
            </li>
        }
        .into_any()
    }
}
