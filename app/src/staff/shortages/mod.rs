//! "Manques": where, when and for what services refuse, as social workers counted it. It is handed only numbers that may be
//! shown, and shows no sum of them.

pub mod shown;

use domain::feedback::refusal::{DaySlot, MONTHS_KEPT, Month};
use domain::provider::listing::{Intake, Standing};
use domain::provider::territory::TerritoryZone;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Act, Finess, Zone};
use jiff::civil::Date;
use maud::{Markup, html};

use self::shown::{COLUMNS, Place, Row, Shortages, Shown};
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
pub fn page(staff: &Staff, publication: &Publication, shortages: &Shortages, today: Date) -> Screen {
    let t = french();
    let last = Month::of(today);
    let lead = fill(say::LEAD, &[&t.month(last.back(MONTHS - 1)), &t.month(last)]);
    let body = html! {
        h1 { (say::TITLE) }
        p.lead { (lead) }
        p { (say::ORIGIN) " " (say::RULE) }
        @if shortages.is_empty() { p { (say::EMPTY) } } @else { (tables(publication, shortages, today)) }
    };
    Screen::new(Some(staff), say::SHORTAGES, body)
}

fn tables(publication: &Publication, shortages: &Shortages, today: Date) -> Markup {
    let services: Vec<&(Finess, Shown)> =
        shortages.services.iter().filter(|own| says_it_takes_people(publication, own.0, today)).collect();
    html! {
        h2 { (say::BY_ZONE) }
        (by_slot(say::BY_ZONE_CAPTION, say::ZONE, &shortages.zones, |own| zone(publication, own).map_or_else(|| own.to_string(), |zone| zone.short.clone())))
        h2 { (say::BY_ACT) }
        (by_slot(say::BY_ACT_CAPTION, say::ACT, &shortages.acts, |own| act(own).to_owned()))
        details {
            summary { (say::SLOT_HOURS) }
            dl { @for slot in DaySlot::ALL { dt { (french().day_slot(*slot)) } dd { (french().day_slot_hours(*slot)) } } }
        }
        h2 { (say::BY_PLACE) }
        @let (first, others) = shortages.places.split_at(FIRST_PLACES.min(shortages.places.len()));
        @if first.is_empty() { p { (say::NOTHING_SHOWN) } } @else { (places(publication, first)) }
        @if !others.is_empty() {
            details {
                summary { (fill(say::MORE_PLACES, &[&others.len()])) }
                (places(publication, others))
            }
        }
        h2 { (say::BY_REASON) }
        table {
            caption { (say::BY_REASON_CAPTION) }
            thead { tr { th scope="col" { (say::REASON) } th scope="col" { (say::REFUSALS) } } }
            tbody {
                @for (reason, count) in &shortages.reasons {
                    tr { th scope="row" { (french().refusal_reason(*reason)) } (cell(*count)) }
                }
            }
        }
        h2 { (say::TO_CHECK) }
        p { (say::TO_CHECK_WHY) }
        @if services.is_empty() { p { (say::NOTHING_TO_CHECK) } } @else {
            table {
                caption.visually-hidden { (say::TO_CHECK) }
                thead { tr { th scope="col" { (say::SERVICE) } th scope="col" { (say::REFUSALS) } } }
                tbody {
                    @for (finess, count) in services {
                        tr {
                            th scope="row" { a href=(StaffPage::Listing(*finess).href()) { (name(publication, *finess)) } }
                            td { (number(*count)) }
                        }
                    }
                }
            }
        }
    }
}

/// Places in the order that is given, each on a line.
fn places(publication: &Publication, places: &[Place]) -> Markup {
    html! {
        table.lines {
            caption { (say::BY_PLACE_CAPTION) }
            thead { tr { @for column in [say::ZONE, say::WHEN, say::ACT, say::REFUSALS] { th scope="col" { (column) } } } }
            tbody {
                @for own in places {
                    tr {
                        th scope="row" { @match zone(publication, own.zone) { Some(zone) => (zone.name), None => (own.zone) } }
                        td { (own.slot.map_or(say::UNSAID_SLOT, |slot| french().day_slot(slot))) }
                        td { (own.act.map_or(say::UNSAID_ACT, |act| french().name(act))) }
                        td { (number(own.count)) }
                    }
                }
            }
        }
    }
}

/// One row for each zone or act, one column for each part of the week.
fn by_slot<T: Copy>(caption: &str, of: &str, rows: &[Row<T>], label: impl Fn(T) -> String) -> Markup {
    html! {
        @if rows.is_empty() { p { (say::NOTHING_SHOWN) } } @else {
            table.by-slot {
                caption { (caption) ". " (say::LEGEND) }
                thead { tr { th scope="col" { (of) } @for own in COLUMNS { th scope="col" { (slot(own)) } } } }
                tbody {
                    @for row in rows {
                        tr { th scope="row" { (label(row.of)) } @for count in row.counts { (cell(count)) } }
                    }
                }
            }
        }
    }
}

/// A number, or what stands where there are few or none.
fn cell(count: Option<Shown>) -> Markup {
    html! {
        @match count {
            Some(count) => td { (number(count)) },
            None => td.few { span aria-hidden="true" { (say::FEW_MARK) } span.visually-hidden { (say::FEW) } },
        }
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
    let listing = publication.catalogue.find(finess).filter(|own| own.standing == Standing::Open);
    let said = listing.and_then(|own| own.availability_on(today));
    said.is_some_and(|said| said.value.intake == Intake::Open)
}

fn name(publication: &Publication, finess: Finess) -> String {
    let listing = publication.catalogue.find(finess);
    listing.map_or_else(|| finess.to_string(), |own| search::readable(&own.name.value).to_string())
}
