//! What the price rules remark, in words.

use domain::findings::{Finding, Rule};

use crate::text::Words;
use crate::text::staff as say;

/// "prestataire, tarif du 1er janvier 2027 : 24,00 € l’heure, sous la valeur que le département retient (…)"
pub fn finding_words(t: Words, found: &Finding) -> String {
    let stated = found.stated.map(|stated| t.euros(stated)).unwrap_or_default();
    let bound = found.bound.map(|bound| t.euros(bound)).unwrap_or_default();
    let value = found.used.first().map(|used| t.value(used)).unwrap_or_default();
    let words = match found.rule {
        Rule::BelowFloor => say::fill(say::BELOW_FLOOR, &[&stated, &value]),
        Rule::FeeInPrestataire => say::FEE.to_owned(),
        Rule::RiseAboveCap => say::fill(say::RISE, &[&stated, &bound]),
        Rule::SurchargeMissing => say::SURCHARGE.to_owned(),
        Rule::UnusualHour => say::fill(say::UNUSUAL_HOUR, &[&stated]),
        Rule::FarStart => say::FAR_START.to_owned(),
    };
    say::fill(say::OF_TARIFF, &[&t.name(found.mode), &t.date(found.tariff_from), &words])
}
