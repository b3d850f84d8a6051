//! From the place that was typed to a zone: an address becomes its arrondissement, and goes no further.

use domain::{Territory, Zone};

use super::form::{NeedForm, PLACE};
use crate::error::FieldError;
use crate::ports::Addresses;
use crate::text::{NeedWords as W, Words};

/// How many suggestions are checked for an ambiguous place.
const DOUBTS: usize = 12;

/// Replaces the place of a form by its arrondissement. True if it was an address, which must then leave the address
/// bar, the history and what is shared.
///
/// # Errors
/// The address exists in several arrondissements: the message names them.
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
    if territory.find_by_text(&form.zone).is_some() || territory.is_elsewhere(&form.zone) {
        return Ok(false);
    }
    if let Some(zone) = addresses.zone_of(&form.zone).and_then(short) {
        form.zone = zone;
        return Ok(true);
    }
    let suggested = addresses.suggest(&form.zone, DOUBTS);
    // A street that is not in the address file: use its postcode.
    if suggested.is_empty()
        && let Some(zone) = territory.find_in_address(&form.zone)
    {
        form.zone = zone.short.clone();
        return Ok(true);
    }
    // Only for a text of several words: the street of an address, or a kind of street with a name.
    let mut zones: Vec<Zone> = suggested.into_iter().map(|found| found.zone).collect();
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
