//! The parts of a listing in words: the same on the sheet of a listing, in its history and where two versions meet.

use domain::{Field, Listing, Territory};

use super::parts::part;
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

/// The name of a part.
pub fn label(field: Field) -> &'static str {
    part(field).label
}

/// A part in words; none where it is unknown.
pub fn words(t: Words, territory: &Territory, listing: &Listing, field: Field) -> Option<String> {
    part(field).form.words(t, territory, listing)
}

/// A part with where it comes from: what a history compares.
pub fn sourced(t: Words, territory: &Territory, listing: &Listing, field: Field) -> String {
    let words = words(t, territory, listing, field).unwrap_or_else(|| say::UNKNOWN.to_owned());
    match listing.provenance(field) {
        Some(provenance) => fill(say::SOURCE_ONLY, &[&words, &t.provenance(provenance)]),
        None => words,
    }
}
