//! What search engines read on the page of a service: the known facts that it shows, in the words of schema.org (JSON-LD).
//! What is not known is absent; a fictitious service and a closed one have nothing to be found by.
//!
//! The type is `LocalBusiness`, the one that is both an organisation and a place: only it may have a point on the map beside
//! what it offers, and it says of associations and public services too "a branch of an organization". schema.org has no type
//! for home care: the words of the category say what kind of service it is. Hours of the office are a free text here, which
//! `openingHours` would not take; the hours in which the service comes are those of the service that is offered.

use domain::provider::acts::Mode;
use domain::provider::listing::{Known, Listing};
use domain::provider::tariff::TariffTerms;
use domain::time::hours::{DAY, OpenHours, Weekday};
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;
use domain::values::website::is_website;
use domain::{Cents, Tariff};
use jiff::civil::Date;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::ports::Publication;
use crate::routes::Page;
use crate::text::{Lang, ProviderWords as W, Words};

/// A block of data: a browser does not run it, and the content policy is not asked.
pub fn structured_data(
    t: Words,
    publication: &Publication,
    listing: &Listing,
    site: &str,
    today: Date,
) -> Option<AnyView> {
    if publication.demonstration || !listing.standing.is_open() {
        return None;
    }
    let data = in_script(&facts(t, publication, listing, site, today).to_string());
    Some(view! { <script type="application/ld+json">{data}</script> }.into_any())
}

/// JSON that no text can end or open as HTML: these characters stand only inside its strings.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn facts(t: Words, publication: &Publication, listing: &Listing, site: &str, today: Date) -> Value {
    let page = format!("{site}{}", Page::Service(listing.finess).href(t.lang));
    // The same in each language.
    let id = format!("{site}{}#service", Page::Service(listing.finess).href(Lang::French));
    let mut facts = Map::new();
    let mut add = |name: &str, value: Value| {
        facts.insert(name.to_owned(), value);
    };
    add("@context", "https://schema.org".into());
    add("@type", "LocalBusiness".into());
    add("@id", id.into());
    add("mainEntityOfPage", page.into());
    add("name", readable(&listing.name.value).into());
    add("description", t.name(listing.kind).into());
    let mut numbers = vec![number("FINESS", &listing.finess.to_string())];
    numbers.extend(listing.siret.value().map(|siret| number("SIRET", &siret.to_string())));
    add("identifier", numbers.into());
    if let Some(address) = listing.address.value() {
        let place = json!({
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "postalCode": address.postcode,
            "addressLocality": address.city,
            "addressCountry": "FR",
        });
        add("address", place);
    }
    if let Some(point) = listing.point.value() {
        let (latitude, longitude) = (degrees(point.latitude), degrees(point.longitude));
        add("geo", json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude }));
    }
    if let Some(phone) = listing.phone.value() {
        add("telephone", format!("+33{}", phone.as_str().trim_start_matches('0')).into());
    }
    if let Some(email) = listing.email.value() {
        add("email", email.as_str().into());
    }
    if let Some(website) = listing.website.value().filter(|site| is_website(site)) {
        add("url", website.as_str().into());
    }
    if let Some(languages) = listing.languages.value() {
        add("knowsLanguage", languages.clone().into());
    }
    if let Some(zones) = listing.zones.value() {
        let served = publication.territory.zones.iter().filter(|zone| zones.contains(&zone.code));
        let whole = json!({ "@type": "AdministrativeArea", "name": publication.territory.name });
        let area =
            |name: &str| json!({ "@type": "AdministrativeArea", "name": name, "containedInPlace": whole.clone() });
        let areas: Vec<Value> = served.map(|zone| area(&zone.name)).collect();
        add("areaServed", areas.into());
    }
    let mut offers: Vec<Value> = listing.hours.value().map(|hours| comes(t, listing, hours)).into_iter().collect();
    offers.extend(prices(t, listing, today));
    if !offers.is_empty() {
        add("makesOffer", offers.into());
    }
    Value::Object(facts)
}

fn number(register: &str, number: &str) -> Value {
    json!({ "@type": "PropertyValue", "propertyID": register, "value": number })
}

/// "48.856613", of millionths of a degree.
fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

/// The service without a price: on which days and at what times it comes.
fn comes(t: Words, listing: &Listing, hours: &OpenHours) -> Value {
    let days = Weekday::ALL.into_iter().flat_map(|day| hours.on(day).iter().map(move |interval| (day, interval)));
    let hours: Vec<Value> = days
        .map(|(day, interval)| {
            json!({
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": format!("https://schema.org/{}", day_name(day)),
                "opens": time(interval.start()),
                "closes": time(interval.end()),
            })
        })
        .collect();
    let service = json!({ "@type": "Service", "name": t.name(listing.kind), "hoursAvailable": hours });
    json!({ "@type": "Offer", "itemOffered": service })
}

/// "08:30". The end of the day is the minute before it: there is no 24:00.
fn time(minute: u16) -> String {
    let minute = minute.min(DAY - 1);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Each price in force, with its first day and its source. Units are those of the UN/CEFACT: an hour, a month, one.
fn prices(t: Words, listing: &Listing, today: Date) -> Vec<Value> {
    let Some(Known { provenance, .. }) = listing.tariffs.known() else { return Vec::new() };
    let source = t.provenance(provenance);
    let in_force = Mode::ALL.iter().filter_map(|mode| listing.tariff_on(*mode, today)).map(Tariff::terms);
    let offer = |terms: &TariffTerms, what: W, price: Cents, unit: &str| {
        json!({
            "@type": "Offer",
            "itemOffered": { "@type": "Service", "name": t.say(what), "serviceType": t.name(terms.mode) },
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": format!("{}.{:02}", price.0 / 100, price.0 % 100),
                "priceCurrency": "EUR",
                "unitCode": unit,
                "valueAddedTaxIncluded": true,
                "validFrom": terms.from.to_string(),
                "description": source,
            },
        })
    };
    in_force
        .flat_map(|terms| {
            [
                (W::CareHour, terms.care_hour, "HUR"),
                (W::HouseholdHour, terms.household_hour, "HUR"),
                (W::MealPrice, terms.meal, "C62"),
                (W::AlarmPrice, terms.remote_alarm_month, "MON"),
            ]
            .into_iter()
            .filter_map(|(what, price, unit)| Some(offer(terms, what, price?, unit)))
            .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{degrees, in_script, time};

    #[test]
    fn no_text_ends_the_block_and_its_value_stays() {
        let written = in_script(&serde_json::json!({ "name": "</script><!--&" }).to_string());
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).unwrap_or_default();
        assert_eq!(read["name"], "</script><!--&");
    }

    #[test]
    fn places_and_times_are_written_for_programs() {
        assert_eq!(degrees(48_856_613), "48.856613");
        assert_eq!(degrees(-61_070), "-0.061070");
        assert_eq!((time(0), time(510), time(1440)), ("00:00".to_owned(), "08:30".to_owned(), "23:59".to_owned()));
    }
}
