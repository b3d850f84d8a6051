//! On which day a service can begin.

use domain::provider::listing::{Intake, Listing};
use domain::ranking::comparison::Comparison;

use crate::text::{Common, Pages as P, Words};

/// The day on which help can begin if it is asked for today, with a note where that is later than the start of the
/// need. "–" for a service that takes nobody at the moment; `None` where it is not known.
pub fn possible_start(t: Words, listing: &Listing, comparison: &Comparison) -> Option<String> {
    let today = comparison.stamp.seed;
    if listing.availability_on(today)?.value.intake != Intake::Open {
        return Some("–".to_owned());
    }
    let start = listing.possible_start(today)?;
    let day = t.date(start);
    Some(if start > comparison.need.start { t.fill(P::SideStartLate, &[&day]) } else { day })
}

/// The same as one cell of text: for a service that takes nobody, its intake status; "unknown" where it is not known.
pub fn start_words(t: Words, listing: &Listing, comparison: &Comparison) -> String {
    let intake = listing.availability_on(comparison.stamp.seed).map(|known| known.value.intake);
    match intake.filter(|intake| *intake != Intake::Open) {
        Some(intake) => t.name(intake).to_owned(),
        None => possible_start(t, listing, comparison).unwrap_or_else(|| t.say(Common::Unknown).to_owned()),
    }
}
