//! The head of a provider's page: the way back to the list, its name, whether it takes people, and how to reach it.

use domain::provider::listing::{Availability, Intake, Known, Listing, Standing};
use domain::readers::{emails, office_hours};
use domain::time::holidays::{DayKind, day_kind};
use domain::time::hours::Weekday;
use domain::values::search::readable;
use domain::values::website::is_website;
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use super::facts::Block;
use super::print_button::{PRINT, PrintButton};
use crate::format;
use crate::text::{ProviderWords as W, Words};

/// The line under its name: its kind, and the published name if the heading differs from it.
pub fn kind_line(t: Words, listing: &Listing) -> AnyView {
    let name = &listing.name.value;
    let published = (readable(name) != *name).then(|| t.fill(W::Published, &[name]));
    view! { <p class="lead">{t.name(listing.kind)}{published}</p> }.into_any()
}

/// Whether it takes people, whether it has closed or will.
pub fn state(t: Words, listing: &Listing, today: Date) -> AnyView {
    let closed = |words: W, day: Date| view! { <p class="warning">{t.fill(words, &[&t.date(day)])}</p> }.into_any();
    match listing.standing {
        Standing::ClosedSince(day) => closed(W::ClosedSince, day),
        Standing::ClosedByCity(day) => closed(W::ClosedByCity, day),
        Standing::Open => badge(t, listing, today),
        Standing::ClosesOn(day) => view! { {closed(W::ClosesOn, day)}{badge(t, listing, today)} }.into_any(),
    }
}

fn badge(t: Words, listing: &Listing, today: Date) -> AnyView {
    let (class, words) = match listing.availability_on(today) {
        Some(known) => {
            let class = match known.value.intake {
                Intake::Open => "badge good open",
                Intake::WaitingList => "badge notice waiting",
                Intake::Closed => "badge notice full",
            };
            (class, badge_words(t, known))
        }
        None => {
            let before = listing.availability.known();
            let before = before.map(|known| t.fill(W::PlacesBefore, &[&badge_words(t, known)])).unwrap_or_default();
            ("badge", format!("{}{before}", t.say(W::PlacesUnknown)))
        }
    };
    view! { <p class=class>{words}</p> }.into_any()
}

/// "Ne prend personne en ce moment (22 novembre 2026)"
fn badge_words(t: Words, known: &Known<Availability>) -> String {
    let intake = t.say(match known.value.intake {
        Intake::Open => W::TakesPeople,
        Intake::WaitingList => W::TakesOnList,
        Intake::Closed => W::TakesNobody,
    });
    let words = match known.value.days_to_start {
        Some(1) => t.fill(W::StartsTomorrow, &[&intake]),
        Some(days) => t.fill(W::StartsWithin, &[&intake, &days]),
        None => intake.to_owned(),
    };
    t.fill(W::AsOf, &[&words, &t.date(known.provenance.observed)])
}

/// The ways to reach it, as buttons. `now`: the day and the time in Paris; `select`: the link that adds it to the
/// selection.
pub fn contact(t: Words, listing: &Listing, now: Option<DateTime>, select: Option<String>) -> AnyView {
    let phone = listing.phone.value().map(|phone| {
        let words = t.fill(W::Call, &[&format::phone(phone.as_str())]);
        let open = now.and_then(|now| open_now(t, listing, now));
        view! { <li><a class="button" href=format!("tel:{phone}")>{words}</a> {open}</li> }
    });
    let email = listing.email.value().map(|email| {
        view! { <li><a class="button secondary" href=emails::link(email)>{t.say(W::Write)}</a></li> }
    });
    let website = listing.website.value().filter(|site| is_website(site)).map(|site| {
        view! { <li><a class="button secondary" href=site.clone() rel="external">{t.say(W::SeeWebsite)}</a></li> }
    });
    let select = select.map(|href| view! { <li><a class="button secondary" href=href>{t.say(W::Select)}</a></li> });
    // No button on the preview of a draft: the back office prints that page itself.
    let print = now.map(|_| {
        view! {
            <li><PrintButton><button class="secondary with-script awaits-script" type="button" id=PRINT>{t.say(W::Print)}</button></PrintButton></li>
        }
    });
    view! {
        <ul class="reach">{phone}{email}{website}{select}{print}</ul>
        <details>
            <summary>{t.say(W::AddressAndHours)}</summary>
            {details(t, listing)}
        </details>
    }
    .into_any()
}

fn details(t: Words, listing: &Listing) -> AnyView {
    // If the text is not the address of a website, it is shown without a link.
    Block::new(t)
        .words(W::Address, &listing.address, |address| {
            format!("{}, {} {}", address.street, address.postcode, address.city)
        })
        .words(W::PhoneNumber, &listing.phone, |phone| format::phone(phone.as_str()))
        .words(W::Email, &listing.email, Clone::clone)
        .add(W::Website, &listing.website, |site| is_website(site).then(|| site.clone().into_any()))
        .add(W::OfficeHours, &listing.office_hours, |hours| Some(french(hours.clone())))
        .add(W::Languages, &listing.languages, |languages| Some(french(languages.join(", "))))
        .view()
}

/// A text in French on a page in any language, because it was entered in French.
fn french(text: String) -> AnyView {
    view! { <span lang="fr">{text}</span> }.into_any()
}

/// Whether the office is open now. Shown only if its hours can be read with certainty, and not on a public holiday, for
/// which its hours are not known.
fn open_now(t: Words, listing: &Listing, now: DateTime) -> Option<AnyView> {
    let hours = office_hours::read(listing.office_hours.value()?)?;
    if day_kind(now.date()) != DayKind::Ordinary {
        return None;
    }
    let minute = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).ok()?;
    let open = hours.on(Weekday::of(now.date())).iter().any(|span| (span.start()..span.end()).contains(&minute));
    let (class, words) = if open { ("now open", W::OpenNow) } else { ("now", W::ClosedNow) };
    Some(view! { <span class=class>{t.say(words)}</span> }.into_any())
}
