//! "Manques": where, when and for what services refuse, as social workers counted it. It is handed only numbers that may be
//! shown, and shows no sum of them.

pub mod shown;

use crate::staff::local;
use std::sync::Arc;

use domain::feedback::refusal::{DaySlot, MONTHS_KEPT, Month};
use domain::provider::listing::Intake;
use domain::provider::territory::TerritoryZone;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Act, Finess, Zone};
use jiff::civil::Date;
use leptos::prelude::*;

use self::shown::{COLUMNS, Place, Row, Shortages, Shown};
use super::tables::table_head;
use super::{Screen, french};
use crate::access::Staff;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::text::shortages as say;
use crate::text::staff::fill;

/// Months that are counted together, this one included.
pub const MONTHS: u8 = MONTHS_KEPT;
/// Places shown before the others, which are folded.
const FIRST_PLACES: usize = 20;

/// What refusals tell on a day, of the months up to its own.
pub fn page(staff: &Staff, publication: Arc<Publication>, shortages: Shortages, today: Date) -> Screen {
    let body = move || {
        let t = french();
        let last = Month::of(today);
        let lead = fill(say::LEAD, &[&t.month(last.back(MONTHS - 1)), &t.month(last)]);
        let shown = if shortages.is_empty() {
            view! { <p>{say::EMPTY}</p> }.into_any()
        } else {
            tables(&publication, &shortages, today)
        };
        view! {
            <h1>{say::TITLE}</h1>
            <p class="lead">{lead}</p>
            <p>{say::ORIGIN}" "{say::RULE}</p>
            {shown}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::SHORTAGES, body)
}

fn tables(publication: &Publication, shortages: &Shortages, today: Date) -> AnyView {
    let zone_label = |code: Zone| zone(publication, code).map_or_else(|| code.to_string(), |zone| zone.short.clone());
    view! {
        <h2>{local(say::BY_ZONE)}</h2>
        {by_slot(local(say::BY_ZONE_CAPTION), local(say::ZONE), &shortages.zones, zone_label)}
        <h2>{say::BY_ACT}</h2>
        {by_slot(say::BY_ACT_CAPTION, say::ACT, &shortages.acts, |code| act(code).to_owned())}
        {slot_hours()}
        <h2>{say::BY_PLACE}</h2>
        {by_place(publication, &shortages.places)}
        <h2>{say::BY_REASON}</h2>
        {by_reason(shortages)}
        <h2>{say::TO_CHECK}</h2>
        <p>{say::TO_CHECK_WHY}</p>
        {to_check(publication, shortages, today)}
    }
    .into_any()
}

fn slot_hours() -> AnyView {
    let t = french();
    let slots = DaySlot::ALL.iter().map(|slot| {
        let (name, hours) = (t.day_slot(*slot), t.day_slot_hours(*slot));
        view! { <dt>{name}</dt><dd>{hours}</dd> }.into_any()
    });
    view! { <details><summary>{say::SLOT_HOURS}</summary><dl>{slots.collect::<Vec<_>>()}</dl></details> }.into_any()
}

fn by_place(publication: &Publication, all: &[Place]) -> AnyView {
    let (first, others) = all.split_at(FIRST_PLACES.min(all.len()));
    if first.is_empty() {
        return view! { <p>{say::NOTHING_SHOWN}</p> }.into_any();
    }
    let more = (!others.is_empty()).then(|| {
        let summary = fill(say::MORE_PLACES, &[&others.len()]);
        view! { <details><summary>{summary}</summary>{places(publication, others)}</details> }
    });
    view! { {places(publication, first)}{more} }.into_any()
}

fn by_reason(shortages: &Shortages) -> AnyView {
    let rows = shortages.reasons.iter().map(|(reason, count)| {
        view! { <tr><th scope="row">{french().refusal_reason(*reason)}</th>{cell(*count)}</tr> }.into_any()
    });
    view! {
        <table>
            <caption>{say::BY_REASON_CAPTION}</caption>
            {table_head(&[say::REASON, say::REFUSALS])}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// The services that refuse although their listing says that they take people.
fn to_check(publication: &Publication, shortages: &Shortages, today: Date) -> AnyView {
    let contradicted = |service: &&(Finess, Shown)| says_it_takes_people(publication, service.0, today);
    let rows: Vec<AnyView> = shortages
        .services
        .iter()
        .filter(contradicted)
        .map(|(finess, count)| {
            let link = view! { <a href=StaffPage::Listing(*finess).href()>{name(publication, *finess)}</a> };
            view! { <tr><th scope="row">{link}</th><td>{number(*count)}</td></tr> }.into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{say::NOTHING_TO_CHECK}</p> }.into_any();
    }
    view! {
        <table>
            <caption class="visually-hidden">{say::TO_CHECK}</caption>
            {table_head(&[say::SERVICE, say::REFUSALS])}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Places in the order that is given, each on a line.
fn places(publication: &Publication, places: &[Place]) -> AnyView {
    let rows = places.iter().map(|place| {
        let name = zone(publication, place.zone).map_or_else(|| place.zone.to_string(), |zone| zone.name.clone());
        let slot = place.slot.map_or(say::UNSAID_SLOT, |slot| french().day_slot(slot));
        let act = place.act.map_or(say::UNSAID_ACT, |act| french().name(act));
        view! { <tr><th scope="row">{name}</th><td>{slot}</td><td>{act}</td><td>{number(place.count)}</td></tr> }
            .into_any()
    });
    view! {
        <table class="lines">
            <caption>{say::BY_PLACE_CAPTION}</caption>
            {table_head(&[local(say::ZONE), say::WHEN, say::ACT, say::REFUSALS])}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// One row for each zone or act, one column for each part of the week.
fn by_slot<T: Copy>(caption: &'static str, of: &'static str, rows: &[Row<T>], label: impl Fn(T) -> String) -> AnyView {
    if rows.is_empty() {
        return view! { <p>{say::NOTHING_SHOWN}</p> }.into_any();
    }
    let columns: Vec<&'static str> = [of].into_iter().chain(COLUMNS.map(slot)).collect();
    let rows = rows.iter().map(|row| {
        let cells: Vec<AnyView> = row.counts.into_iter().map(cell).collect();
        view! { <tr><th scope="row">{label(row.of)}</th>{cells}</tr> }.into_any()
    });
    view! {
        <table class="by-slot">
            <caption>{caption}". "{say::LEGEND}</caption>
            {table_head(&columns)}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// A number, or what stands where there are few or none.
fn cell(count: Option<Shown>) -> AnyView {
    match count {
        Some(count) => view! { <td>{number(count)}</td> }.into_any(),
        None => view! {
            <td class="few">
                <span aria-hidden="true">{say::FEW_MARK}</span>
                <span class="visually-hidden">{say::FEW}</span>
            </td>
        }
        .into_any(),
    }
}

fn number(count: Shown) -> String {
    french().points(count.number())
}

fn zone(publication: &Publication, zone: Zone) -> Option<&TerritoryZone> {
    publication.territory.find_zone(zone)
}

fn slot(slot: Option<DaySlot>) -> &'static str {
    slot.map_or(say::UNSAID, |slot| french().day_slot(slot))
}

fn act(act: Option<Act>) -> &'static str {
    act.map_or(say::UNSAID, |act| french().name(act))
}

/// Whether a listing says, and not too long ago, that it takes new people.
fn says_it_takes_people(publication: &Publication, finess: Finess, today: Date) -> bool {
    let listing = publication.catalogue.find(finess).filter(|listing| listing.standing.is_open());
    let known = listing.and_then(|listing| listing.availability_on(today));
    known.is_some_and(|known| known.value.intake == Intake::Open)
}

fn name(publication: &Publication, finess: Finess) -> String {
    let listing = publication.catalogue.find(finess);
    listing.map_or_else(|| finess.to_string(), |listing| search::readable(&listing.name.value).to_string())
}
