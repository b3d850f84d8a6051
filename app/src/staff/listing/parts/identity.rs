//! Who a service is: its name, its SIRET, whether it is closed.

use crate::staff::local;
use domain::provider::listing;
use domain::{Listing, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::PartForm;
use crate::staff::typed::{Typed, day_text};
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

pub(super) struct Name;

impl PartForm for Name {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        Some(listing.name.value.clone())
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::NAME, &listing.name.value);
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        match reader.short(n::NAME, say::NAME) {
            None => reader.wrong(n::NAME, say::NAME_MISSING),
            Some(name) if name != listing.name.value => {
                if let Some(provenance) = reader.provenance() {
                    listing.name.value = name;
                    listing.name.provenance = provenance;
                }
            }
            Some(_) => {}
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().text(n::NAME, say::NAME)
    }

    fn is_wide(&self) -> bool {
        true
    }
}

pub(super) struct SiretNumber;

impl PartForm for SiretNumber {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.siret.value().map(ToString::to_string)
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::SIRET, listing.siret.value().map(ToString::to_string).unwrap_or_default());
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let typed: String = reader.typed.get(n::SIRET).chars().filter(|c| !c.is_whitespace()).collect();
        let siret = typed.parse().ok();
        if siret.is_none() && !typed.is_empty() {
            reader.wrong(n::SIRET, say::SIRET_WRONG);
        } else {
            reader.put(&mut listing.siret, siret);
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().text(n::SIRET, say::SIRET)
    }
}

/// Years after this one in which a closing may be planned: a day further on is a slip.
const YEARS_AHEAD: i16 = 2;

/// Open, closed on a day, or about to be.
pub(super) struct Standing;

impl PartForm for Standing {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        Some(match listing.standing {
            listing::Standing::Open => say::OPEN.to_owned(),
            listing::Standing::ClosesOn(day) => fill(say::CLOSES_ON, &[&t.date(day)]),
            listing::Standing::ClosedSince(day) => fill(say::CLOSED_SINCE, &[&t.date(day)]),
            listing::Standing::ClosedByCity(day) => fill(local(say::CLOSED_BY_CITY), &[&t.date(day)]),
        })
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        if let Some(day) = listing.standing.closed_on().or(listing.standing.closes_on()) {
            typed.put(n::CLOSED, day_text(day));
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let closed = reader.date(n::CLOSED);
        if closed == listing.standing.closed_on().or(listing.standing.closes_on()) {
            return;
        }
        listing.standing = match closed {
            None => listing::Standing::Open,
            Some(day) if day.year() > reader.today.year() + YEARS_AHEAD => {
                return reader.wrong(n::CLOSED, say::CLOSING_TOO_FAR);
            }
            Some(day) if day > reader.today => listing::Standing::ClosesOn(day),
            Some(day) => listing::Standing::ClosedByCity(day),
        };
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().date(n::CLOSED, say::CLOSED_ON, say::CLOSED_HINT)
    }
}
