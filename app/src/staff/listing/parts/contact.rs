//! How a service is reached: its office, its telephone, its addresses, the languages spoken there.

use crate::staff::local;
use domain::provider::listing::Address;
use domain::provider::territory::Point;
use domain::readers::{emails, telephones};
use domain::values::website::is_website;
use domain::{Listing, Territory, Zone};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::PartForm;
use crate::format::phone;
use crate::staff::typed::Typed;
use crate::text::{Words, editor as say};

/// "48,856600 ; 2,352200"
pub(super) fn degrees(point: &Point) -> String {
    let degrees = |millionths: i32| {
        let sign = if millionths < 0 { "−" } else { "" };
        format!("{sign}{},{:06}", millionths.abs() / 1_000_000, millionths.abs() % 1_000_000)
    };
    format!("{} ; {}", degrees(point.latitude), degrees(point.longitude))
}

pub(super) struct OfficeAddress;

impl PartForm for OfficeAddress {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        let address = listing.address.value()?;
        Some(format!("{}, {} {} ({})", address.street, address.postcode, address.city, address.zone))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        if let Some(address) = listing.address.value() {
            typed.put(n::STREET, &address.street);
            typed.put(n::POSTCODE, &address.postcode);
            typed.put(n::CITY, &address.city);
            typed.put(n::ADDRESS_ZONE, address.zone);
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let street = reader.short(n::STREET, say::STREET);
        let postcode = reader.short(n::POSTCODE, say::POSTCODE);
        let city = reader.short(n::CITY, say::CITY);
        let zone = reader.typed.get(n::ADDRESS_ZONE).parse::<Zone>().ok();
        let digits = |text: &String| text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        match (street, postcode, city, zone) {
            (None, None, None, None) => reader.put(&mut listing.address, None),
            (_, Some(postcode), _, _) if !digits(&postcode) => reader.wrong(n::POSTCODE, say::POSTCODE_WRONG),
            (Some(street), Some(postcode), Some(city), Some(zone)) => {
                reader.put(&mut listing.address, Some(Address { street, postcode, city, zone }));
            }
            _ => reader.wrong(n::STREET, local(say::ADDRESS_MISSING)),
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        let fields = editing.form_fields();
        let territory = &editing.publication.territory;
        let mut zones: Vec<(String, String)> =
            territory.zones.iter().map(|zone| (zone.code.to_string(), zone.name.clone())).collect();
        // An office may stand outside the territory.
        let outside = editing.base.address.value().filter(|address| territory.find_zone(address.zone).is_none());
        zones.extend(outside.map(|address| (address.zone.to_string(), address.zone.to_string())));
        view! {
            {fields.text(n::STREET, say::STREET)}
            {fields.text(n::POSTCODE, say::POSTCODE)}
            {fields.text(n::CITY, say::CITY)}
            {fields.select(n::ADDRESS_ZONE, local(say::ADDRESS_ZONE), say::UNKNOWN, &zones)}
        }
        .into_any()
    }
}

pub(super) struct Telephone;

impl PartForm for Telephone {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.phone.value().map(|number| phone(number.as_str()))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::PHONE, listing.phone.value().map(|number| phone(number.as_str())).unwrap_or_default());
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let typed = reader.typed.get(n::PHONE);
        match telephones::read(typed) {
            _ if typed.is_empty() => reader.put(&mut listing.phone, None),
            Ok(read) if !read.has_more => reader.put(&mut listing.phone, Some(read.first)),
            Ok(_) => reader.wrong(n::PHONE, say::PHONES_SEVERAL),
            Err(_) => reader.wrong(n::PHONE, say::PHONE_WRONG),
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().text(n::PHONE, say::PHONE)
    }
}

pub(super) struct Email;

impl PartForm for Email {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.email.value().cloned()
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::EMAIL, listing.email.value().map_or("", String::as_str));
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let email = reader.short(n::EMAIL, say::EMAIL);
        match email.map(|text| emails::read(&text).map(str::to_owned)).transpose() {
            Ok(email) => reader.put(&mut listing.email, email),
            Err(_) => reader.wrong(n::EMAIL, say::EMAIL_WRONG),
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().text(n::EMAIL, say::EMAIL)
    }
}

pub(super) struct Website;

impl PartForm for Website {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.website.value().cloned()
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::WEBSITE, listing.website.value().map_or("", String::as_str));
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let website = reader.short(n::WEBSITE, say::WEBSITE);
        if website.as_ref().is_some_and(|site| !is_website(site)) {
            reader.wrong(n::WEBSITE, say::WEBSITE_WRONG);
        } else {
            reader.put(&mut listing.website, website);
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().input(n::WEBSITE, say::WEBSITE, say::WEBSITE_HINT, "text")
    }
}

/// Names of languages between commas.
pub(super) struct Languages;

impl PartForm for Languages {
    fn words(&self, _: Words, _: &Territory, listing: &Listing) -> Option<String> {
        listing.languages.value().map(|languages| languages.join(", "))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        typed.put(n::LANGUAGES, listing.languages.value().map(|languages| languages.join(", ")).unwrap_or_default());
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let languages = reader.short(n::LANGUAGES, say::LANGUAGES).map(|text| {
            let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            names.map(str::to_lowercase).collect::<Vec<_>>()
        });
        reader.put(&mut listing.languages, languages.filter(|languages| !languages.is_empty()));
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        editing.form_fields().input(n::LANGUAGES, say::LANGUAGES, say::LANGUAGES_HINT, "text")
    }
}
