//! On which day a service can begin.

use domain::provider::listing::{Intake, Listing};
use domain::ranking::comparison::Comparison;

use crate::text::{Common, Pages as P, Words};

/// The day on which its help can begin if it is asked today; said where that is later than the need begins. "–" for a
/// service that takes nobody now, nothing where it is not known.
pub fn possible_start(t: Words, listing: &Listing, comparison: &Comparison) -> Option<String> {
    let today = comparison.stamp.seed;
    if listing.availability_on(today)?.value.intake != Intake::Open {
        return Some("–".to_owned());
    }
    let start = listing.possible_start(today)?;
    let day = t.date(start);
    Some(if start > comparison.need.start { t.fill(P::SideStartLate, &[&day]) } else { day })
}

/// The same in a sentence of its own: of a service that takes nobody, how it takes people; unknown where it is not known.
pub fn start_words(t: Words, listing: &Listing, comparison: &Comparison) -> String {
    let intake = listing.availability_on(comparison.stamp.seed).map(|known| known.value.intake);
    match intake.filter(|intake| *intake != Intake::Open) {
        Some(intake) => t.name(intake).to_owned(),
        None => possible_start(t, listing, comparison).unwrap_or_else(|| t.say(Common::Unknown).to_owned()),
    }
}
