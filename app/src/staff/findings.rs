//! What the price rules remark, in words.

use domain::findings::{Finding, Rule};

use crate::text::Words;
use crate::text::staff as say;

pub fn finding_words(t: Words, found: &Finding) -> String {
    match (found.rule, found.stated) {
        (Rule::BelowFloor, stated) => {
            let stated = stated.map(|stated| t.euros(stated)).unwrap_or_default();
            let values: Vec<String> = found.used.iter().map(|used| t.value(used)).collect();
            say::fill(say::BELOW_FLOOR, &[&stated, &values.join(", ")])
        }
        (Rule::FeeInPrestataire, _) => say::FEE.to_owned(),
        (Rule::RiseAboveCap, _) => say::RISE.to_owned(),
        (Rule::SurchargeMissing, _) => say::SURCHARGE.to_owned(),
        (Rule::PriceUnlikely, stated) => {
            say::fill(say::PRICE_UNLIKELY, &[&stated.map(|stated| t.euros(stated)).unwrap_or_default()])
        }
        (Rule::DateUnlikely, _) => say::fill(say::DATE_UNLIKELY, &[&t.date(found.tariff_from)]),
    }
}
