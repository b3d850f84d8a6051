//! Where and when a service goes: its zones as boxes that stand as on a map, its week as spans of hours.

use domain::provider::territory::TerritoryZone;
use domain::time::hours::{DAY, Interval, Weekday};
use domain::values::closed_list::ClosedList;
use domain::{Listing, OpenHours, Territory, Zone};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::PartForm;
use crate::format::clock;
use crate::staff::typed::Typed;
use crate::staff::{french, local};
use crate::text::staff::fill;
use crate::text::{Words, editor as say};
use crate::ui::forms::{field_message, message_id};

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

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        let (territory, typed) = (&editing.publication.territory, &editing.typed);
        let columns = territory.zones.iter().map(|zone| zone.place.0).max().unwrap_or_default() + 1;
        let rows = territory.zones.iter().map(|zone| zone.place.1).max().unwrap_or_default() + 1;
        let at = |column: u8, row: u8| territory.zones.iter().find(|zone| zone.place == (column, row));
        let tile = |zone: &TerritoryZone| {
            let (code, short) = (zone.code.to_string(), zone.short.clone());
            let ticked = typed.has(n::ZONE, zone.code.as_str());
            view! {
                <label class="zone-box">
                    <input type="checkbox" name=n::ZONE value=code checked=ticked/>
                    <span>{short}</span>
                </label>
            }
            .into_any()
        };
        let gap = || view! { <span class="zone-gap"></span> }.into_any();
        let row = |row: u8| {
            let tiles: Vec<AnyView> = (0..columns).map(|column| at(column, row).map_or_else(gap, tile)).collect();
            view! { <div class="zone-row">{tiles}</div> }.into_any()
        };
        let rows: Vec<AnyView> = (0..rows).map(row).collect();
        view! {
            <fieldset class="field" id=n::ZONE tabindex="-1">
                <legend>{local(say::ZONES)}</legend>
                {field_message(&editing.errors, n::ZONE)}
                {filling(&[(Help::EveryZone, local(say::EVERY_ZONE))])}
                <div class="zone-boxes">{rows}</div>
            </fieldset>
        }
        .into_any()
    }

    fn is_wide(&self) -> bool {
        true
    }
}

/// Buttons that fill several fields at once. The server does it, so that they work without a script, and sends the form back.
fn filling(helps: &[(Help, &'static str)]) -> AnyView {
    let buttons: Vec<AnyView> = helps
        .iter()
        .map(|(help, words)| {
            view! {
                <button class="secondary" type="submit" name=HELP value=help.code() formnovalidate=true>{*words}</button>
            }
            .into_any()
        })
        .collect();
    view! { <div class="helps">{buttons}</div> }.into_any()
}

const HOURS_HELPS: [(Help, &str); 4] = [
    (Help::MondayToWeekdays, say::MONDAY_TO_WEEKDAYS),
    (Help::MondayToAll, say::MONDAY_TO_ALL),
    (Help::AlwaysOpen, say::ALWAYS_OPEN),
    (Help::NoHours, say::NO_HOURS),
];

/// Fills the fields that a help is about.
pub fn help(typed: &mut Typed, help: Help, territory: &Territory) {
    // As many spans as were sent of Monday.
    let spans = (1..).take_while(|span| typed.is_sent(&span_names(Weekday::Monday, *span).0)).count();
    let fill_day = |typed: &mut Typed, day: Weekday, of: &dyn Fn(&Typed, usize) -> (String, String)| {
        for span in 1..=spans {
            let ((from, to), (start, end)) = (span_names(day, span), of(typed, span));
            typed.set(from, start);
            typed.set(to, end);
        }
    };
    let monday = |typed: &Typed, span: usize| {
        let (from, to) = span_names(Weekday::Monday, span);
        (typed.get(&from).to_owned(), typed.get(&to).to_owned())
    };
    let always = |_: &Typed, span: usize| match span {
        1 => ("00:00".to_owned(), "00:00".to_owned()),
        _ => Default::default(),
    };
    let never = |_: &Typed, _: usize| Default::default();
    match help {
        Help::MondayToWeekdays => {
            for day in &Weekday::ALL[1..5] {
                fill_day(typed, *day, &monday);
            }
        }
        Help::MondayToAll => {
            for day in &Weekday::ALL[1..] {
                fill_day(typed, *day, &monday);
            }
        }
        Help::AlwaysOpen => {
            for day in Weekday::ALL {
                fill_day(typed, day, &always);
            }
            typed.set(n::HOLIDAYS, "oui");
        }
        Help::NoHours => {
            for day in Weekday::ALL {
                fill_day(typed, day, &never);
            }
            typed.remove(n::HOLIDAYS);
        }
        Help::EveryZone => {
            typed.remove(n::ZONE);
            for zone in &territory.zones {
                typed.put(n::ZONE, zone.code);
            }
        }
    }
}

domain::closed_list! {
    /// Several fields filled at once.
    Help {
        MondayToWeekdays = "lundi-a-vendredi",
        MondayToAll = "lundi-partout",
        AlwaysOpen = "toujours",
        NoHours = "aucune-heure",
        EveryZone = "toutes-zones",
    }
}

/// Name of the buttons that fill several fields.
pub const HELP: &str = "remplir";

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
            if !known && reader.typed.ticked(n::HOLIDAYS) {
                return reader.wrong(n::HOLIDAYS, say::HOLIDAYS_ALONE);
            }
            let hours = known.then(|| OpenHours::new(week, reader.typed.ticked(n::HOLIDAYS)));
            reader.put(&mut listing.hours, hours);
        }
    }

    fn controls(&self, editing: &Editing, _: Teller) -> AnyView {
        let (t, fields) = (french(), editing.form_fields());
        let time = |name: &str, label: String| {
            let wrong = fields.errors.iter().any(|error| error.field == name);
            let described = wrong.then(|| message_id(name));
            let message = wrong.then(|| field_message(fields.errors, name));
            let (id, value) = (name.to_owned(), fields.typed.get(name).to_owned());
            view! {
                <input type="time" id=id.clone() name=id value=value aria-label=label
                    aria-invalid=wrong.then_some("true") aria-describedby=described/>
                {message}
            }
            .into_any()
        };
        let spans = spans(&editing.base);
        let heads: Vec<AnyView> =
            (1..=spans).map(|at| view! { <th scope="col">{fill(say::SPAN, &[&at])}</th> }.into_any()).collect();
        let cell = |day: Weekday, at: usize| {
            let (from, to) = span_names(day, at);
            view! {
                <td>
                    {time(&from, fill(say::SPAN_FROM, &[&t.name(day), &at]))}
                    " – "
                    {time(&to, fill(say::SPAN_TO, &[&t.name(day), &at]))}
                </td>
            }
            .into_any()
        };
        let row = |day: Weekday| {
            let cells: Vec<AnyView> = (1..=spans).map(|at| cell(day, at)).collect();
            view! { <tr><th scope="row">{t.name(day)}</th>{cells}</tr> }.into_any()
        };
        let rows: Vec<AnyView> = Weekday::ALL.iter().copied().map(row).collect();
        view! {
            <p class="hint">{say::WEEK_HINT}</p>
            <table class="week-form">
                <caption>{say::WEEK}</caption>
                <thead><tr><th scope="col">{say::DAY}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {filling(&HOURS_HELPS)}
            {field_message(fields.errors, n::HOLIDAYS)}
            {fields.tick(n::HOLIDAYS, say::HOLIDAYS)}
        }
        .into_any()
    }

    fn is_wide(&self) -> bool {
        true
    }
}
