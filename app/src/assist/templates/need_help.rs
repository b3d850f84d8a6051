//! The form of the need in the browser: the grid of the week answers to touch and keyboard, a usual week fills it
//! without leaving the page, and places are suggested as one types (`places`).

use domain::need::Visit;
use domain::provider::acts::HourKind;
use domain::time::hours::Weekday;
use domain::values::closed_list::ClosedList;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlSelectElement, KeyboardEvent};

use super::places;
use super::week::{
    GRID, GRID_KIND, ROWS, cell_label, cell_letter, count_of_rows, kind_at, row, rows, shown_time, slots_of, toggled,
};
use crate::assist::browser_markup::{append_html, set_html};
use crate::compare::page_contract::WEEK_ERROR;
use crate::need::form::{MOST_SLOTS, NEED_FORM, NeedForm, SlotForm, USUAL_WEEK, UsualWeek};
use crate::text::{NeedWords as W, Words};
use crate::ui::browser::{
    all, all_in, announce_change, around, by_id, form_by_id, listen, query_of, set_property, set_text, set_value,
};

/// Id of the words that say what a usual week has filled.
const SAID: &str = "semaine-dite";

/// Follows the form of the need, where the page has one.
pub fn start(t: Words) {
    if form_by_id(NEED_FORM).is_none() {
        return;
    }
    listen("click", move |event| clicked(t, &event));
    listen("keydown", |event| moved(&event));
    listen("change", move |event| {
        if around(&event, ".slot").is_some() {
            paint(t, &visits(t));
            one_more_row(t);
        }
    });
    places::start(t);
}

fn form() -> NeedForm {
    let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
    NeedForm::from_query(&query)
}

/// The visits that the rows say; a row that is not finished says none.
fn visits(t: Words) -> Vec<Visit> {
    form().visits(t, &mut Vec::new())
}

fn clicked(t: Words, event: &Event) {
    if let Some(cell) = around(event, "[data-cell]") {
        if let Some((day, hour)) = place_of(&cell) {
            write(t, toggled(&visits(t), Weekday::ALL[day], hour, painted_kind()));
            only_stop(&cell);
        }
    } else if around(event, "[data-clears-week]").is_some() {
        write(t, Vec::new());
    } else if let Some(button) = around(event, "button").filter(|button| named(button, USUAL_WEEK)) {
        let code = button.get_attribute("value").unwrap_or_default();
        if let Some(week) = UsualWeek::from_code(&code) {
            event.prevent_default();
            let usual = NeedForm { slots: week.slots(), ..NeedForm::default() };
            write(t, usual.visits(t, &mut Vec::new()));
            set_text(SAID, &t.fill(W::WeekFilled, &[&t.name(week)]));
        }
    }
}

fn named(element: &HtmlElement, name: &str) -> bool {
    element.get_attribute("name").as_deref() == Some(name)
}

/// What a touched hour is for.
fn painted_kind() -> HourKind {
    let select = by_id(GRID_KIND).and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
    select.and_then(|select| HourKind::from_code(&select.value())).unwrap_or(HourKind::Care)
}

/// Column and hour of a cell.
fn place_of(cell: &HtmlElement) -> Option<(usize, u16)> {
    let place = cell.get_attribute("data-cell")?;
    let (day, hour) = place.split_once('-')?;
    Some((day.parse().ok().filter(|day| *day < 7)?, hour.parse().ok()?))
}

/// Writes the visits into the rows and the grid, and says that the form has changed.
fn write(t: Words, visits: Vec<Visit>) {
    let mut slots = slots_of(&visits);
    // What is being typed by hand is not lost.
    slots.extend(form().unfinished());
    if slots.len() > MOST_SLOTS {
        set_text(WEEK_ERROR, &t.fill(W::GridFull, &[&MOST_SLOTS]));
        return;
    }
    set_text(WEEK_ERROR, "");
    write_rows(t, &slots);
    paint(t, &visits);
    if let Some(rows) = by_id(ROWS) {
        announce_change(&rows);
    }
}

/// Makes the rows say these slots. Those that are there stay: fields are what a browser takes longest to make.
fn write_rows(t: Words, slots: &[SlotForm]) {
    let shown = all("#creneaux .slot");
    // A message of the server stands beside its row.
    if !all("#creneaux .slot .field-error").is_empty() {
        set_html(ROWS, &rows(t, slots, &[]).into_string());
        return;
    }
    let count = count_of_rows(slots.len());
    for surplus in shown.iter().skip(count) {
        surplus.remove();
    }
    let nothing = SlotForm::default();
    for at in 0..count {
        let slot = slots.get(at).unwrap_or(&nothing);
        let Some(shown) = shown.get(at) else {
            append_html("#creneaux", &row(t, at + 1, slot, &[]).into_string());
            continue;
        };
        for field in all_in(shown, "input, select") {
            let name = field.get_attribute("name").unwrap_or_default();
            match name.split_once('-').map_or("", |(part, _)| part) {
                "jour" => {
                    let day = field.get_attribute("value").unwrap_or_default();
                    set_property(&field, "checked", &slot.days.contains(&day).into());
                }
                "de" => set_value(&field, &shown_time(&slot.from)),
                "a" => set_value(&field, &shown_time(&slot.to)),
                _ if slot.kind.is_empty() => set_value(&field, HourKind::Care.code()),
                _ => set_value(&field, &slot.kind),
            }
        }
    }
}

/// Adds an empty row under rows that are all filled.
fn one_more_row(t: Words) {
    let filled = form().slots.len();
    let shown = all("#creneaux .slot").len();
    if filled == shown
        && filled < MOST_SLOTS
        && let Some(rows) = by_id(ROWS)
    {
        let next = row(t, filled + 1, &SlotForm::default(), &[]);
        // Refused only for a position that does not exist.
        let _ = rows.insert_adjacent_html("beforeend", &next.into_string());
    }
}

/// Shows the visits in the grid. Cells stay where they are: the focus too.
fn paint(t: Words, visits: &[Visit]) {
    for cell in all("[data-cell]") {
        let Ok(cell) = cell.dyn_into::<HtmlElement>() else { continue };
        let Some((day, hour)) = place_of(&cell) else { continue };
        let kind = kind_at(visits, Weekday::ALL[day], hour);
        let code = kind.map(HourKind::code);
        if cell.get_attribute("data-kind").as_deref() == code {
            continue;
        }
        // The names are such as attributes may have.
        let _ = match code {
            Some(code) => cell.set_attribute("data-kind", code),
            None => cell.remove_attribute("data-kind"),
        };
        let _ = cell.set_attribute("aria-pressed", if kind.is_some() { "true" } else { "false" });
        let _ = cell.set_attribute("aria-label", &cell_label(t, Weekday::ALL[day], hour, kind));
        cell.set_text_content(Some(&cell_letter(t, kind)));
    }
}

/// Arrow keys go from hour to hour; the grid is one stop of the Tab key.
fn moved(event: &Event) {
    let Some(cell) = around(event, "[data-cell]") else { return };
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
    let cells = all(&format!("#{GRID} [data-cell]"));
    let Some(at) = cells.iter().position(|other| other.is_same_node(Some(&cell))) else { return };
    let to = match key.as_str() {
        "ArrowRight" => at + 1,
        "ArrowLeft" => at.wrapping_sub(1),
        "ArrowDown" => at + 7,
        "ArrowUp" => at.wrapping_sub(7),
        "Home" => at - at % 7,
        "End" => at - at % 7 + 6,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = cells.get(to).and_then(|next| next.dyn_ref::<HtmlElement>()) {
        only_stop(next);
        // Refused only for an element that takes no focus.
        let _ = next.focus();
    }
}

/// Makes a cell the one that the Tab key reaches.
fn only_stop(cell: &HtmlElement) {
    for other in all(&format!("#{GRID} [tabindex='0']")) {
        // The name is one that attributes may have.
        let _ = other.set_attribute("tabindex", "-1");
    }
    cell.set_tab_index(0);
}
