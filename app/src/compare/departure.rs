//! On which day a service can begin.

use domain::comparison::Comparison;
use domain::listing::{Intake, Listing};

use crate::text::{Pages as P, Words};

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
