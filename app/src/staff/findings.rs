//! What the price rules remark, in words.

use domain::provider::price_rules::{Finding, Rule, findings};
use domain::{Listing, Parameters};
use jiff::civil::Date;
use leptos::prelude::*;

use super::french;
use crate::text::staff as say;
use crate::text::{Words, editor};

/// "prestataire, tarif du 1er janvier 2027 : 24,00 € l’heure, sous la valeur que le département retient : …"
pub fn finding_words(t: Words, found: &Finding) -> String {
    let stated = found.stated.map(|stated| t.euros(stated)).unwrap_or_default();
    let words = match found.rule {
        Rule::BelowFloor => {
            let values: Vec<String> = found.used.iter().map(|used| t.value(used)).collect();
            say::fill(say::BELOW_FLOOR, &[&stated, &values.join(", ")])
        }
        Rule::FeeInPrestataire => say::FEE.to_owned(),
        Rule::RiseAboveCap => {
            let most = found.bound.map(|most| t.euros(most)).unwrap_or_default();
            say::fill(say::RISE, &[&stated, &most])
        }
        Rule::SurchargeMissing => say::SURCHARGE.to_owned(),
        Rule::PriceUnlikely => say::fill(say::PRICE_UNLIKELY, &[&stated]),
        Rule::DateUnlikely => say::DATE_UNLIKELY.to_owned(),
    };
    say::fill(say::OF_TARIFF, &[&t.name(found.mode), &t.date(found.tariff_from), &words])
}

/// What the price rules remark of a listing on a day, each with its article.
pub fn remarks_list(listing: &Listing, parameters: &Parameters, today: Date) -> AnyView {
    let found = findings(listing, parameters, today);
    if found.is_empty() {
        return view! { <p>{editor::NO_FINDING}</p> }.into_any();
    }
    let lines = found.iter().map(|finding| {
        let article = (!finding.article.is_empty()).then(|| format!(" ({})", finding.article));
        view! { <li>{finding_words(french(), finding)}{article}</li> }.into_any()
    });
    view! { <ul>{lines.collect::<Vec<_>>()}</ul> }.into_any()
}
