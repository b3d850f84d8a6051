//! The place that was typed, before it is a zone: an address becomes its arrondissement, and goes no further.

use domain::territory::WrittenPlace;
use domain::{Territory, Zone};

use super::form::{NeedForm, PLACE};
use crate::error::FieldError;
use crate::ports::Addresses;
use crate::text::{NeedWords as W, Words};

/// Suggestions among which a doubt is looked for.
const DOUBTS: usize = 12;

/// Writes the place of a form as its arrondissement. True if that took an address away, which must then leave the bar,
/// the history and what is shared.
///
/// # Errors
/// An address that several arrondissements have, named with them.
pub fn settle_place(
    t: Words,
    form: &mut NeedForm,
    territory: &Territory,
    addresses: &dyn Addresses,
) -> Result<bool, FieldError> {
    if form.zone.is_empty() {
        return Ok(false);
    }
    let short = |zone: Zone| territory.find_zone(zone).map(|zone| zone.short.clone());
    match territory.read_place(&form.zone) {
        WrittenPlace::Zone(zone) => {
            // "75014 Paris, 12 rue Daguerre" is a zone too.
            let more = form.zone.split_whitespace().count() > 2;
            if more {
                form.zone = zone.short.clone();
            }
            return Ok(more);
        }
        WrittenPlace::Several(_) | WrittenPlace::Whole => return Ok(false),
        // An address in its street, or another place: "75014 rue Daguerre".
        WrittenPlace::Elsewhere | WrittenPlace::Other => {}
    }
    if let Some(zone) = addresses.zone_of(&form.zone).and_then(short) {
        form.zone = zone;
        return Ok(true);
    }
    // Only what was written as an address: the street of a number, or a kind of way.
    let mut zones: Vec<Zone> = addresses.suggest(&form.zone, DOUBTS).into_iter().map(|found| found.zone).collect();
    zones.sort_unstable();
    zones.dedup();
    let names: Vec<String> = zones.into_iter().filter_map(short).collect();
    let address = form.zone.split_whitespace().count() > 1;
    match names.as_slice() {
        several if address && several.len() > 1 => {
            Err(FieldError::new(PLACE, t.fill(W::PlaceSeveral, &[&form.zone, &several.join(", ")])))
        }
        _ => Ok(false),
    }
}
