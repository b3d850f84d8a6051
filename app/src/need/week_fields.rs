//! The week of the need on a page: usual weeks, a grid whose cells are usual moments, and rows of exact times. All are
//! fields of the form. The server and the browser write the same rows.

use domain::provider::acts::HourKind;
use domain::time::hours::{DAY, Weekday, parse_time};
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::form::{CELL, CELL_KIND, MOST_SLOTS, NO_WEEK, NeedForm, SlotForm, USUAL_WEEK, UsualWeek, weekday_code};
use super::week::{Cell, Moment};
#[cfg(feature = "islands")]
use super::week_grid::WeekGrid;
use crate::error::FieldError;
use crate::format::clock;
use crate::text::{Common, NeedWords as W, Words};

/// Ids of the grid, of the rows, of the error message, and of the note after a usual week was chosen.
pub const GRID: &str = "grille";
pub const ROWS: &str = "creneaux";
pub const WEEK_ERROR: &str = "semaine-erreur";
pub const WEEK_STATUS: &str = "semaine-dite";

/// `fill`: the page to which a usual week sends the form without a script, if it is not the page of the form.
#[cfg(feature = "islands")]
pub fn week(t: Words, form: &NeedForm, errors: &[FieldError], fill: Option<&str>) -> AnyView {
    let fields = fields(t, form, errors, fill);
    view! {
        <fieldset class="field" id="quand">
            <legend>{t.say(W::When)}</legend>
            <WeekGrid>{fields}</WeekGrid>
        </fieldset>
    }
    .into_any()
}

/// The same for a page whose island wraps the whole form.
pub fn week_inside(t: Words, form: &NeedForm, errors: &[FieldError]) -> AnyView {
    let fields = fields(t, form, errors, None);
    view! {
        <fieldset class="field" id="quand">
            <legend>{t.say(W::When)}</legend>
            <div class="need-week">{fields}</div>
        </fieldset>
    }
    .into_any()
}

fn fields(t: Words, form: &NeedForm, errors: &[FieldError], fill: Option<&str>) -> AnyView {
    let by_hand = form.rows().next().is_some();
    let rows: Vec<SlotForm> = form.rows().cloned().collect();
    view! {
        <p class="hint">{t.say(W::WhenHint)}</p>
        <div class="usual-weeks" role="group" aria-label=t.say(W::UsualWeeks)>{usual_weeks(t, fill)}</div>
        {kinds(t)}
        {grid(t, &form.cells())}
        <p class="hint">{t.say(W::NightIs)}</p>
        <p class="field-error" id=WEEK_ERROR aria-live="polite"></p>
        <p class="visually-hidden" id=WEEK_STATUS aria-live="polite"></p>
        <details class="exact-times" open=by_hand>
            <summary>{t.say(W::WhenByHand)}</summary>
            <p class="hint">{t.say(W::WhenByHandHint)}</p>
            <div id=ROWS>{slot_rows(t, &rows, errors)}</div>
        </details>
    }
    .into_any()
}

fn usual_weeks(t: Words, fill: Option<&str>) -> AnyView {
    let weeks = UsualWeek::ALL.iter().map(|week| (week.code(), t.name(*week)));
    let button = |(code, words): (&'static str, &'static str)| {
        let action = fill.map(ToOwned::to_owned);
        view! {
            <button class="secondary" type="submit" name=USUAL_WEEK value=code formnovalidate formaction=action>
                {words}
            </button>
        }
        .into_any()
    };
    weeks.chain([(NO_WEEK, t.say(W::GridClear))]).map(button).collect::<Vec<_>>().into_any()
}

/// The kind of help for the cells that are ticked next.
fn kinds(t: Words) -> AnyView {
    let kinds: Vec<AnyView> = HourKind::ALL
        .iter()
        .map(|kind| {
            let checked = *kind == HourKind::Care;
            view! {
                <label class="box">
                    <input type="radio" name=CELL_KIND value=kind.code() checked=checked/>
                    <span>{t.name(*kind)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <fieldset class="hour-kind"><legend>{t.say(W::GridKind)}</legend>{kinds}</fieldset> }.into_any()
}

/// "matin"
pub fn moment_words(moment: Moment) -> W {
    match moment {
        Moment::Morning => W::MomentMorning,
        Moment::Midday => W::MomentMidday,
        Moment::Afternoon => W::MomentAfternoon,
        Moment::Evening => W::MomentEvening,
        Moment::Night => W::MomentNight,
    }
}

fn grid(t: Words, cells: &[Cell]) -> AnyView {
    let heads: Vec<AnyView> = Moment::ALL
        .iter()
        .map(|moment| {
            let (from, to) = moment.times();
            let times = t.fill(W::MomentTimes, &[&t.time(from), &t.time(to)]);
            view! { <th scope="col">{t.say(moment_words(*moment))}" "<small>{times}</small></th> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = Weekday::ALL.into_iter().map(|day| grid_row(t, day, cells)).collect();
    view! {
        <table class="moments" id=GRID>
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn grid_row(t: Words, day: Weekday, cells: &[Cell]) -> AnyView {
    let boxes: Vec<AnyView> = Moment::ALL
        .iter()
        .map(|moment| {
            let kind = cells.iter().find(|cell| (cell.day, cell.moment) == (day, *moment)).map(|cell| cell.kind);
            let label = format!("{} {}", t.name(day), t.say(moment_words(*moment)));
            let (value, checked) = (Cell::value(day, *moment, kind), kind.is_some());
            view! { <td><input type="checkbox" name=CELL value=value checked=checked aria-label=label/></td> }
                .into_any()
        })
        .collect();
    let short = t.say(match day {
        Weekday::Monday => Common::MondayShort,
        Weekday::Tuesday => Common::TuesdayShort,
        Weekday::Wednesday => Common::WednesdayShort,
        Weekday::Thursday => Common::ThursdayShort,
        Weekday::Friday => Common::FridayShort,
        Weekday::Saturday => Common::SaturdayShort,
        Weekday::Sunday => Common::SundayShort,
    });
    view! { <tr><th scope="row">{short}</th>{boxes}</tr> }.into_any()
}

/// Number of rows for a number of filled ones: one more.
pub fn count_of_rows(filled: usize) -> usize {
    (filled + 1).min(MOST_SLOTS)
}

/// The rows, one of them empty.
pub fn slot_rows(t: Words, slots: &[SlotForm], errors: &[FieldError]) -> AnyView {
    let nothing = SlotForm::default();
    let rows = (1..=count_of_rows(slots.len())).map(|number| {
        let slot = slots.get(number - 1).unwrap_or(&nothing);
        slot_row(t, number, slot, errors)
    });
    rows.collect::<Vec<_>>().into_any()
}

/// A time in the format of its input; a text that is no time stays as it was typed.
fn input_time(text: &str) -> String {
    parse_time(text).map_or_else(|_| text.to_owned(), |minute| clock(minute % DAY))
}

/// One row of visits: days, from, to, kind of help.
pub fn slot_row(t: Words, number: usize, slot: &SlotForm, errors: &[FieldError]) -> AnyView {
    let [days, from, to, kind] = ["jour", "de", "a", "pour"].map(|part| format!("{part}-{number}"));
    let wrong = errors.iter().find(|error| [&days, &from, &to, &kind].contains(&&error.field));
    let invalid = |field: &str| wrong.filter(|error| error.field == field).map(|_| "true");
    let message = format!("creneau-{number}-erreur");
    let described = wrong.map(|_| message.clone());
    let message = wrong.map(|error| {
        let words = error.message.clone();
        view! { <p class="field-error" id=message>{words}</p> }
    });
    let boxes: Vec<AnyView> = Weekday::ALL
        .into_iter()
        .map(|day| {
            let code = weekday_code(day);
            let checked = slot.days.iter().any(|other| other == code);
            let (name, short) = (days.clone(), t.name(day).chars().take(3).collect::<String>());
            view! {
                <label class="day">
                    <input type="checkbox" name=name value=code checked=checked aria-label=t.name(day)/>
                    <span aria-hidden="true">{short}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let time = |name: String, label: W, value: &str| {
        let (invalid, value) = (invalid(&name), input_time(value));
        view! {
            <label>
                {t.say(label)}
                <input type="time" id=name.clone() name=name value=value aria-invalid=invalid
                    aria-describedby=described.clone()/>
            </label>
        }
        .into_any()
    };
    let options: Vec<AnyView> = HourKind::ALL
        .iter()
        .map(|choice| {
            let selected = slot.kind == choice.code();
            view! { <option value=choice.code() selected=selected>{t.name(*choice)}</option> }.into_any()
        })
        .collect();
    view! {
        <fieldset class="slot" id=days.clone()>
            <legend>{t.fill(W::Slot, &[&number])}</legend>
            {message}
            <div class="days">{boxes}</div>
            <div class="times">
                {time(from, W::SlotFrom, &slot.from)}
                {time(to, W::SlotTo, &slot.to)}
                <label>{t.say(W::SlotFor)}<select id=kind.clone() name=kind>{options}</select></label>
            </div>
        </fieldset>
    }
    .into_any()
}
