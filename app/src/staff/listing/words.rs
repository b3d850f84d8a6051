//! The parts of a listing in words: the same on the sheet of a listing, in its history and where two versions meet.

use domain::provider::listing::{Quality, Standing};
use domain::time::hours::Weekday;
use domain::{Field, Listing, Tariff, Territory};

use crate::format;
use crate::provider::tariffs::tariff_words;
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

/// The name of a part.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Name => say::NAME,
        Field::Kind => say::KIND,
        Field::Standing => say::STANDING,
        Field::LegalEntity => say::LEGAL_ENTITY,
        Field::Siret => say::SIRET,
        Field::LegalForm => say::LEGAL_FORM,
        Field::Habilitation => say::HABILITATION,
        Field::Address => say::ADDRESS,
        Field::Point => say::POINT,
        Field::Phone => say::PHONE,
        Field::Email => say::EMAIL,
        Field::Website => say::WEBSITE,
        Field::OfficeHours => say::OFFICE_HOURS,
        Field::Languages => say::LANGUAGES,
        Field::Acts => say::ACTS_ALONE,
        Field::Publics => say::PUBLICS_ALONE,
        Field::Zones => say::ZONES_ALONE,
        Field::Hours => say::HOURS_ALONE,
        Field::Tariffs => say::TARIFFS,
        Field::Evaluation => say::EVALUATION,
        Field::Quality => say::QUALITY,
        Field::Availability => say::AVAILABILITY,
    }
}

/// A part in words; none where it is unknown.
pub fn words(t: Words, territory: &Territory, listing: &Listing, field: Field) -> Option<String> {
    match field {
        Field::Name => Some(listing.name.value.clone()),
        Field::Kind => Some(t.name(listing.kind).to_owned()),
        Field::Standing => Some(match listing.standing {
            Standing::Open => say::OPEN.to_owned(),
            Standing::ClosedSince(day) => fill(say::CLOSED_SINCE, &[&t.date(day)]),
            Standing::ClosedByCity(day) => fill(say::CLOSED_BY_CITY, &[&t.date(day)]),
        }),
        Field::LegalEntity => listing.legal_entity.map(|finess| finess.to_string()),
        Field::Siret => listing.siret.value().map(ToString::to_string),
        Field::LegalForm => listing.legal_form.value().map(|form| t.name(*form).to_owned()),
        Field::Habilitation => listing.habilitation.value().map(|held| t.name(*held).to_owned()),
        Field::Address => {
            listing.address.value().map(|own| format!("{}, {} {} ({})", own.street, own.postcode, own.city, own.zone))
        }
        Field::Point => listing.point.value().map(|own| {
            let degrees = |millionths: i32| {
                let sign = if millionths < 0 { "−" } else { "" };
                format!("{sign}{},{:06}", millionths.abs() / 1_000_000, millionths.abs() % 1_000_000)
            };
            format!("{} ; {}", degrees(own.latitude), degrees(own.longitude))
        }),
        Field::Phone => listing.phone.value().map(|phone| format::phone(phone.as_str())),
        Field::Email => listing.email.value().cloned(),
        Field::Website => listing.website.value().cloned(),
        Field::OfficeHours => listing.office_hours.value().cloned(),
        Field::Languages => listing.languages.value().map(|own| own.join(", ")),
        Field::Acts => listing.acts.value().map(|acts| t.acts(*acts)),
        Field::Publics => listing.publics.value().map(|publics| t.list(publics.iter())),
        Field::Zones => listing.zones.value().map(|zones| {
            let short = |zone| territory.find_zone(zone).map_or_else(|| zone.to_string(), |own| own.short.clone());
            zones.iter().map(|zone| short(*zone)).collect::<Vec<_>>().join(", ")
        }),
        Field::Hours => listing.hours.value().map(|hours| {
            let days = Weekday::ALL
                .iter()
                .filter_map(|day| t.opening(hours, *day).map(|open| format!("{} {open}", t.name(*day))));
            let holidays = if hours.works_on_holidays() { say::HOLIDAYS_TOO } else { say::NOT_HOLIDAYS };
            days.chain([holidays.to_owned()]).collect::<Vec<_>>().join(" ; ")
        }),
        Field::Tariffs => listing.tariffs.value().map(|tariffs| {
            let mut sorted: Vec<&Tariff> = tariffs.iter().collect();
            sorted.sort_by_key(|tariff| (tariff.terms().mode, std::cmp::Reverse(tariff.terms().from)));
            sorted.into_iter().map(|tariff| tariff_words(t, tariff.terms())).collect::<Vec<_>>().join("\n")
        }),
        Field::Evaluation => listing.evaluation.value().map(|own| t.evaluation(own)),
        Field::Quality => listing.quality.value().map(|quality| quality_words(t, quality)),
        Field::Availability => listing.availability.value().map(|own| match own.days_to_start {
            Some(days) => fill(say::AVAILABLE_WITHIN, &[&t.name(own.intake), &days]),
            None => t.name(own.intake).to_owned(),
        }),
    }
}

/// A part with where it comes from: what a history compares.
pub fn sourced(t: Words, territory: &Territory, listing: &Listing, field: Field) -> String {
    let words = words(t, territory, listing, field).unwrap_or_else(|| say::UNKNOWN.to_owned());
    match listing.provenance(field) {
        Some(provenance) => fill(say::SOURCE_ONLY, &[&words, &t.provenance(provenance)]),
        None => words,
    }
}

fn quality_words(t: Words, quality: &Quality) -> String {
    let grade = match quality.graded_on {
        Some(day) => fill(say::GRADED, &[&t.name(quality.grade), &t.date(day)]),
        None => t.name(quality.grade).to_owned(),
    };
    let certified = quality.certifications.iter();
    let certified = certified.map(|own| fill(say::CERTIFIED, &[&t.name(own.name), &own.number, &t.date(own.expires)]));
    [grade].into_iter().chain(certified).collect::<Vec<_>>().join(" ; ")
}
