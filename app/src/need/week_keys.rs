//! The week of the need in the browser: what its fields do for each other. Whoever wraps them hands it their events.

use std::any::Any;
use std::cell::RefCell;

use domain::need::Visit;
use domain::provider::acts::HourKind;
use domain::values::closed_list::ClosedList;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::need::form::{CELL, CELL_KIND, MOST_SLOTS, NEED_FORM, NO_WEEK, NeedForm, SlotForm, USUAL_WEEK, UsualWeek};
use crate::need::week::{Cell, Moment, meet, slots_of_cells};
use crate::need::week_fields::{GRID, ROWS, WEEK_ERROR, WEEK_STATUS, slot_row, slot_rows};
use crate::text::{NeedWords as W, Words};
use crate::ui::browser::{
    all, all_in, announce_change, around, by_id, form_by_id, query_of, set_property, set_text, target,
};

thread_local! {
    /// The rows in the page; dropping them removes them.
    static WRITTEN: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// The grid is a single stop of the Tab key.
pub fn start() {
    let cells = cells();
    if let Some(first) = cells.iter().find(|cell| cell.checked()).or(cells.first()) {
        only_stop(&cells, first);
    }
}

pub fn changed(event: &Event) {
    let t = Words::from_context();
    if let Some(cell) = input(event).filter(|input| input.name() == CELL) {
        ticked(t, &cell);
    } else if around(event, ".slot").is_some() {
        let slots = slots_of_rows();
        let visits = visits_of(&slots);
        paint(&visits);
        one_more_row(t, slots.len());
    }
}

pub fn clicked(event: &Event) {
    let t = Words::from_context();
    if around(event, ".exact-times > summary").is_some() {
        // The click comes before the browser opens or closes the part.
        let opens = by_hand().is_some_and(|details| !details.has_attribute("open"));
        write_rows(t, &form().slots, opens);
        return;
    }
    let Some(button) = around(event, "button").filter(|button| has_name(button, USUAL_WEEK)) else { return };
    let code = button.get_attribute("value").unwrap_or_default();
    let (slots, words) = match UsualWeek::from_code(&code) {
        Some(week) => (week.slots(), t.fill(W::WeekFilled, &[&t.name(week)])),
        None if code == NO_WEEK => (Vec::new(), t.say(W::WeekEmptied).to_owned()),
        None => return,
    };
    event.prevent_default();
    show(t, &slots);
    set_text(WEEK_ERROR, "");
    set_text(WEEK_STATUS, &words);
    if let Some(grid) = by_id(GRID) {
        announce_change(&grid);
    }
}

/// Arrow keys move from cell to cell.
pub fn pressed(event: &KeyboardEvent) {
    let cells = cells();
    let Some(cell) = input(event) else { return };
    let Some(at) = cells.iter().position(|other| *other == cell) else { return };
    let columns = Moment::ALL.len();
    let to = match event.key().as_str() {
        "ArrowRight" => at + 1,
        "ArrowLeft" => at.wrapping_sub(1),
        "ArrowDown" => at + columns,
        "ArrowUp" => at.wrapping_sub(columns),
        "Home" => at - at % columns,
        "End" => at - at % columns + columns - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = cells.get(to) {
        only_stop(&cells, next);
        // Fails only for an element that cannot take the focus.
        let _ = next.focus();
    }
}

/// A ticked cell gets the chosen kind; the visits of an unticked cell are removed from the rows.
fn ticked(t: Words, input: &HtmlInputElement) {
    only_stop(&cells(), input);
    let Some(cell) = Cell::read(&input.value(), chosen_kind()) else { return };
    if input.checked() {
        input.set_value(&Cell::value(cell.day, cell.moment, Some(chosen_kind())));
        write_rows(t, &form().slots, is_open());
    } else {
        input.set_value(&Cell::value(cell.day, cell.moment, None));
        let emptied = visits_of(&slots_of_cells([cell]));
        let mut slots = form().slots;
        for slot in &mut slots {
            let alone = |day: &String| SlotForm { days: vec![day.clone()], ..slot.clone() };
            let meets = |day: &String| alone(day).visits().is_ok_and(|visits| meet(&visits, &emptied));
            let days = slot.days.iter().filter(|day| !meets(day)).cloned().collect();
            slot.days = days;
        }
        slots.retain(|slot| !slot.days.is_empty());
        write_rows(t, &slots, is_open());
    }
}

fn form() -> NeedForm {
    let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
    NeedForm::from_query(&query)
}

/// The slots of the rows, without the cells.
fn slots_of_rows() -> Vec<SlotForm> {
    let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
    let rows = crate::query::pairs(&query).filter(|(name, _)| name != CELL);
    let rows = form_urlencoded::Serializer::new(String::new()).extend_pairs(rows).finish();
    NeedForm::from_query(&rows).slots
}

fn visits_of(slots: &[SlotForm]) -> Vec<Visit> {
    slots.iter().filter_map(|slot| slot.visits().ok()).flatten().collect()
}

/// Shows a week in the cells and rows.
pub fn show(t: Words, slots: &[SlotForm]) {
    paint(&visits_of(slots));
    write_rows(t, slots, is_open());
}

/// Ticks the cells that overlap a visit.
fn paint(visits: &[Visit]) {
    for input in cells() {
        let Some(cell) = Cell::read(&input.value(), HourKind::Care) else { continue };
        let here = visits_of(&slots_of_cells([cell]));
        let kind = visits.iter().find(|visit| meet(&[**visit], &here)).map(|visit| visit.kind);
        set_property(&input, "checked", &kind.is_some().into());
        input.set_value(&Cell::value(cell.day, cell.moment, kind));
    }
}

/// Open, the rows show the whole week; folded, only the slots that the cells cannot show.
fn write_rows(t: Words, slots: &[SlotForm], open: bool) {
    let Some(rows) = by_id(ROWS) else { return };
    let whole = open && slots.len() <= MOST_SLOTS;
    let slots: Vec<SlotForm> = slots.iter().filter(|slot| whole || slot.cells().is_none()).cloned().collect();
    WRITTEN.with_borrow_mut(Vec::clear);
    rows.set_text_content(None);
    let written = mount_to(rows, move || slot_rows(t, &slots, &[]));
    WRITTEN.with_borrow_mut(|rows| rows.push(Box::new(written)));
}

/// Adds an empty row when all rows are filled.
fn one_more_row(t: Words, filled: usize) {
    if filled == all("#creneaux .slot").len()
        && filled < MOST_SLOTS
        && let Some(rows) = by_id(ROWS)
    {
        let row = mount_to(rows, move || slot_row(t, filled + 1, &SlotForm::default(), &[]));
        WRITTEN.with_borrow_mut(|rows| rows.push(Box::new(row)));
    }
}

fn by_hand() -> Option<Element> {
    by_id(ROWS)?.closest("details").ok()?
}

fn is_open() -> bool {
    by_hand().is_some_and(|details| details.has_attribute("open"))
}

fn has_name(element: &Element, name: &str) -> bool {
    element.get_attribute("name").as_deref() == Some(name)
}

fn input(event: &Event) -> Option<HtmlInputElement> {
    target(event)?.dyn_into().ok()
}

/// The kind of help for a cell that is ticked now.
fn chosen_kind() -> HourKind {
    let kinds = by_id(GRID).and_then(|grid| grid.closest(".need-week").ok()?);
    let kinds = kinds.map(|week| all_in(&week, &format!("[name={CELL_KIND}]:checked"))).unwrap_or_default();
    let code = kinds.first().and_then(|kind| kind.get_attribute("value")).unwrap_or_default();
    HourKind::from_code(&code).unwrap_or(HourKind::Care)
}

fn cells() -> Vec<HtmlInputElement> {
    let grid = by_id(GRID).map(|grid| all_in(&grid, "input")).unwrap_or_default();
    grid.into_iter().filter_map(|cell| cell.dyn_into().ok()).collect()
}

fn only_stop(cells: &[HtmlInputElement], stop: &HtmlInputElement) {
    for cell in cells {
        cell.set_tab_index(if cell == stop { 0 } else { -1 });
    }
}
