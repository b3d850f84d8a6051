//! What the price rules remark, in words.

use domain::provider::price_rules::{Finding, Rule};

use crate::text::Words;
use crate::text::staff as say;

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
