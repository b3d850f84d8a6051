//! What the price rules remark, in words.

use domain::findings::{Finding, Rule};

use crate::text::Words;
use crate::text::staff as say;

pub fn finding_words(t: Words, found: &Finding) -> String {
    match (found.rule, found.stated) {
        (Rule::BelowFloor, Some(stated)) => say::fill(say::BELOW_FLOOR, &[&t.euros(stated)]),
        (Rule::BelowFloor, None) => say::fill(say::BELOW_FLOOR, &[&""]),
        (Rule::FeeInPrestataire, _) => say::FEE.to_owned(),
        (Rule::RiseAboveCap, _) => say::RISE.to_owned(),
        (Rule::SurchargeMissing, _) => say::SURCHARGE.to_owned(),
    }
}
