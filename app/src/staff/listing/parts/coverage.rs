//! Where and when a service goes: its zones as boxes that stand as on a map, its week as spans of hours.

use domain::time::hours::{DAY, Interval, Weekday};
use domain::{Listing, OpenHours, Territory, Zone};
use jiff::civil::Date;
use maud::{Markup, html};

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::PartForm;
use crate::format::clock;
use crate::markup::field_message;
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

pub(super) struct Zones;

impl PartForm for Zones {
    fn words(&self, _: Words, territory: &Territory, listing: &Listing) -> Option<String> {
        let short =
            |zone: &Zone| territory.find_zone(*zone).map_or_else(|| zone.to_string(), |found| found.short.clone());
        listing.zones.value().map(|zones| zones.iter().map(short).collect::<Vec<_>>().join(", "))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        for zone in listing.zones.value().into_iter().flatten() {
            typed.put(n::ZONE, zone);
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        // Zones of elsewhere, which the map of the form does not show, stay.
        let elsewhere = |zone: &Zone| reader.territory.find_zone(*zone).is_none();
        let mut before = listing.zones.value().cloned().unwrap_or_default();
        let ticked = reader.typed.all(n::ZONE).filter_map(|code| code.parse::<Zone>().ok());
        let mut zones: Vec<Zone> = ticked.filter(|zone| !elsewhere(zone)).collect();
        zones.extend(before.iter().copied().filter(elsewhere));
        zones.sort();
        zones.dedup();
        before.sort();
        if zones != before {
            reader.put(&mut listing.zones, Some(zones).filter(|zones| !zones.is_empty()));
        }
    }

    fn controls(&self, editing: &Editing<'_>, _: Teller) -> Markup {
        let (territory, typed) = (&editing.publication.territory, editing.typed);
        let columns = territory.zones.iter().map(|zone| zone.place.0).max().unwrap_or_default() + 1;
        let rows = territory.zones.iter().map(|zone| zone.place.1).max().unwrap_or_default() + 1;
        let at = |column: u8, row: u8| territory.zones.iter().find(|zone| zone.place == (column, row));
        html! {
            fieldset.field id=(n::ZONE) tabindex="-1" {
                legend { (say::ZONES) }
                div.zone-boxes {
                    @for row in 0..rows {
                        div.zone-row {
                            @for column in 0..columns {
                                @match at(column, row) {
                                    Some(zone) => label.zone-box {
                                        input type="checkbox" name=(n::ZONE) value=(zone.code) checked[typed.has(n::ZONE, zone.code.as_str())];
                                        span { (zone.short) }
                                    },
                                    None => span.zone-gap {},
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn is_wide(&self) -> bool {
        true
    }
}

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// "de-lundi-1", "a-lundi-1"
fn span_names(day: Weekday, span: usize) -> (String, String) {
    let day = DAYS[day.position()];
    (format!("de-{day}-{span}"), format!("a-{day}-{span}"))
}

/// Spans of hours that a day of the form has: as many as the fullest day, three at least.
fn spans(listing: &Listing) -> usize {
    let hours = listing.hours.value();
    let fullest = hours.map_or(0, |hours| Weekday::ALL.iter().map(|day| hours.on(*day).len()).max().unwrap_or(0));
    fullest.max(3)
}

fn read_span(reader: &mut Reader<'_>, from: &str, to: &str) -> Result<Option<Interval>, ()> {
    if reader.typed.get(from).is_empty() && reader.typed.get(to).is_empty() {
        return Ok(None);
    }
    let start = reader.time(from, say::SPAN_WRONG);
    let end = reader.time(to, say::SPAN_WRONG).map(|end| if end == 0 { DAY } else { end });
    let open = start.zip(end).and_then(|(start, end)| Interval::new(start, end).ok());
    if open.is_none() {
        reader.wrong(from, say::SPAN_WRONG);
    }
    open.map(Some).ok_or(())
}

pub(super) struct Hours;

impl Hours {
    /// The fields of the week that have a value, in one order.
    fn of_week(typed: &Typed) -> Vec<(&str, &str)> {
        let is_of_week = |name: &str| name == n::HOLIDAYS || name.starts_with("de-") || name.starts_with("a-");
        let mut pairs: Vec<_> = typed.pairs().filter(|(name, value)| is_of_week(name) && !value.is_empty()).collect();
        pairs.sort_unstable();
        pairs
    }
}

impl PartForm for Hours {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        let hours = listing.hours.value()?;
        let days =
            Weekday::ALL.iter().filter_map(|day| t.opening(hours, *day).map(|open| format!("{} {open}", t.name(*day))));
        let holidays = if hours.works_on_holidays() { say::HOLIDAYS_TOO } else { say::NOT_HOLIDAYS };
        Some(days.chain([holidays.to_owned()]).collect::<Vec<_>>().join(" ; "))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        let Some(hours) = listing.hours.value() else { return };
        for day in Weekday::ALL {
            for (at, open) in hours.on(day).iter().enumerate() {
                let (from, to) = span_names(day, at + 1);
                typed.put(from, clock(open.start()));
                // A field of time has no 24:00: midnight at the end of a span is 00:00.
                typed.put(to, clock(open.end() % DAY));
            }
        }
        if hours.works_on_holidays() {
            typed.put(n::HOLIDAYS, "oui");
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let mut week: [Vec<Interval>; 7] = Default::default();
        let mut right = true;
        for day in Weekday::ALL {
            for span in 1..=spans(reader.base) {
                let (from, to) = span_names(day, span);
                match read_span(reader, &from, &to) {
                    Ok(Some(open)) => week[day.position()].push(open),
                    Ok(None) => {}
                    Err(()) => right = false,
                }
            }
        }
        // As it was offered: also what the form cannot say, a week known to be empty.
        let mut offered = Typed::default();
        self.fill(&mut offered, reader.base, reader.today);
        if right && Self::of_week(reader.typed) != Self::of_week(&offered) {
            let known = week.iter().any(|day| !day.is_empty());
            let hours = known.then(|| OpenHours::new(week, reader.typed.ticked(n::HOLIDAYS)));
            reader.put(&mut listing.hours, hours);
        }
    }

    fn controls(&self, editing: &Editing<'_>, _: Teller) -> Markup {
        let (t, controls) = (french(), editing.controls());
        let time = |name: &str, label: &str| {
            let wrong = controls.errors.iter().any(|error| error.field == name);
            html! {
                input type="time" id=(name) name=(name) value=(controls.typed.get(name)) aria-label=(label) aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[wrong.then(|| format!("{name}-erreur"))];
                @if wrong { (field_message(controls.errors, name)) }
            }
        };
        let spans = spans(editing.base);
        html! {
            p.hint { (say::WEEK_HINT) }
            table.week-form {
                caption { (say::WEEK) }
                thead { tr { th scope="col" { (say::DAY) } @for at in 1..=spans { th scope="col" { (fill(say::SPAN, &[&at])) } } } }
                tbody {
                    @for day in Weekday::ALL {
                        tr {
                            th scope="row" { (t.name(day)) }
                            @for at in 1..=spans {
                                @let (from, to) = span_names(day, at);
                                td {
                                    (time(&from, &fill(say::SPAN_FROM, &[&t.name(day), &at])))
                                    " – "
                                    (time(&to, &fill(say::SPAN_TO, &[&t.name(day), &at])))
                                }
                            }
                        }
                    }
                }
            }
            (controls.tick(n::HOLIDAYS, say::HOLIDAYS))
        }
    }

    fn is_wide(&self) -> bool {
        true
    }
}
