//! What a service asks and when it can begin: its tariffs, its availability.

use std::cmp::Reverse;

use domain::provider::listing::{self, Intake};
use domain::readers::durations;
use domain::readers::durations::LONGEST_DELAY;
use domain::{Listing, Tariff, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::super::{tariff_fields, tariff_form};
use super::PartForm;
use crate::provider::tariffs::tariff_words;
use crate::staff::form_fields::choices;
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

pub(super) struct Tariffs;

impl PartForm for Tariffs {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        let mut sorted: Vec<&Tariff> = listing.tariffs.value()?.iter().collect();
        sorted.sort_by_key(|tariff| (tariff.terms().mode, Reverse(tariff.terms().from)));
        Some(sorted.into_iter().map(|tariff| tariff_words(t, tariff.terms())).collect::<Vec<_>>().join("\n"))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, today: Date) {
        tariff_form::fill(typed, listing, today);
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let Some(tariffs) = tariff_form::read(reader) else { return };
        let known = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
        let same = tariffs.len() == known.len() && tariffs.iter().all(|tariff| known.contains(tariff));
        if !same {
            reader.put(&mut listing.tariffs, Some(tariffs).filter(|tariffs| !tariffs.is_empty()));
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        tariff_fields::section(&editing.form_fields(), &editing.base, editing.today)
    }

    fn is_wide(&self) -> bool {
        true
    }
}

pub(super) struct Availability;

impl PartForm for Availability {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.availability.value().map(|availability| match availability.days_to_start {
            Some(days) => fill(say::AVAILABLE_WITHIN, &[&t.name(availability.intake), &days]),
            None => t.name(availability.intake).to_owned(),
        })
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        use domain::values::closed_list::ClosedList;
        if let Some(availability) = listing.availability.value() {
            typed.put(n::INTAKE, availability.intake.code());
            typed.put(n::DELAY, availability.days_to_start.map(|days| days.to_string()).unwrap_or_default());
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let intake = reader.choice::<Intake>(n::INTAKE);
        let days_to_start = match reader.typed.get(n::DELAY) {
            "" => None,
            text => match durations::days(text) {
                Ok(days) => Some(days),
                Err(_) => return reader.wrong(n::DELAY, fill(say::DELAY_WRONG, &[&LONGEST_DELAY])),
            },
        };
        if intake.is_none() && days_to_start.is_some() {
            return reader.wrong(n::INTAKE, say::DELAY_ALONE);
        }
        let availability = intake.map(|intake| listing::Availability { intake, days_to_start });
        reader.put(&mut listing.availability, availability);
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        let (t, fields) = (french(), editing.form_fields());
        view! {
            <p class="hint">{say::AVAILABILITY_HINT}</p>
            <div class="field-columns">
                {fields.select(n::INTAKE, say::INTAKE, say::UNKNOWN, &choices::<Intake>(|intake| t.name(intake)))}
                {fields.text(n::DELAY, say::DELAY)}
            </div>
        }
        .into_any()
    }

    fn is_wide(&self) -> bool {
        true
    }
}
