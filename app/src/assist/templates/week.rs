//! The week of the need, written twice: a grid whose cells are hours, to touch, and rows of plain fields, exact to the
//! minute, for those who have no script or type. Both are the same visits.

use domain::need::Visit;
use domain::provider::acts::HourKind;
#[cfg(any(test, feature = "hydrate"))]
use domain::time::hours::Interval;
use domain::time::hours::{DAY, Weekday, parse_time};
use domain::values::closed_list::ClosedList;
use maud::{Markup, html};

use crate::error::FieldError;
use crate::format::clock;
use crate::need::form::{MOST_SLOTS, SlotForm, weekday_code};
use crate::text::{Common, NeedWords as W, Words};

/// Id of the grid, of the rows, and of the choice of what a touched hour is for.
pub const GRID: &str = "semaine";
pub const ROWS: &str = "creneaux";
pub const GRID_KIND: &str = "semaine-pour";
/// First hour of the grid: the hours before it stand at its end.
const FIRST_HOUR: u16 = 6;

/// The visits with one hour of a weekday taken, or given back if it is taken already.
#[cfg(any(test, feature = "hydrate"))]
pub fn toggled(visits: &[Visit], day: Weekday, hour: u16, kind: HourKind) -> Vec<Visit> {
    let (start, end) = (hour * 60, hour * 60 + 60);
    let meets = |visit: &Visit| visit.weekday == day && visit.time.start() < end && visit.time.end() > start;
    let (met, mut others): (Vec<Visit>, Vec<Visit>) = visits.iter().copied().partition(meets);
    let mut add = |start: u16, end: u16, kind: HourKind| {
        if let Ok(time) = Interval::new(start, end) {
            others.push(Visit { weekday: day, time, kind });
        }
    };
    if met.is_empty() {
        add(start, end, kind);
    }
    for visit in met {
        // What it has before and after the hour stays.
        if visit.time.start() < start {
            add(visit.time.start(), start, visit.kind);
        }
        if visit.time.end() > end {
            add(end, visit.time.end(), visit.kind);
        }
    }
    joined(others)
}

/// Visits that touch each other made one.
#[cfg(any(test, feature = "hydrate"))]
fn joined(mut visits: Vec<Visit>) -> Vec<Visit> {
    visits.sort_by_key(|visit| (visit.weekday, visit.time.start()));
    let mut joined: Vec<Visit> = Vec::new();
    for visit in visits {
        if let Some(last) = joined.last_mut()
            && (last.weekday, last.kind, last.time.end()) == (visit.weekday, visit.kind, visit.time.start())
            && let Ok(time) = Interval::new(last.time.start(), visit.time.end())
        {
            last.time = time;
            continue;
        }
        joined.push(visit);
    }
    joined
}

/// Rows that say these visits, those of one time on one row.
#[cfg(any(test, feature = "hydrate"))]
pub fn slots_of(visits: &[Visit]) -> Vec<SlotForm> {
    let mut slots: Vec<SlotForm> = Vec::new();
    for visit in visits {
        let (from, to) = (clock(visit.time.start()), clock(visit.time.end() % DAY));
        let day = weekday_code(visit.weekday).to_owned();
        match slots.iter_mut().find(|slot| slot.from == from && slot.to == to && slot.kind == visit.kind.code()) {
            Some(slot) => slot.days.push(day),
            None => slots.push(SlotForm { days: vec![day], from, to, kind: visit.kind.code().to_owned() }),
        }
    }
    slots
}

/// What an hour of the grid holds.
pub fn kind_at(visits: &[Visit], day: Weekday, hour: u16) -> Option<HourKind> {
    let (start, end) = (hour * 60, hour * 60 + 60);
    let here = |visit: &&Visit| visit.weekday == day && visit.time.start() < end && visit.time.end() > start;
    visits.iter().find(here).map(|visit| visit.kind)
}

/// "lundi de 8 h à 9 h : aide"
pub fn cell_label(t: Words, day: Weekday, hour: u16, kind: Option<HourKind>) -> String {
    let when = t.fill(W::GridHour, &[&t.name(day), &t.time(hour * 60), &t.time(hour * 60 + 60)]);
    let what = match kind {
        None => W::GridEmpty,
        Some(HourKind::Care) => W::GridCare,
        Some(HourKind::Household) => W::GridHousehold,
    };
    t.fill(Common::Colon, &[&when, &t.say(what)])
}

/// The letter in a cell: what it is for must not be told by its colour alone.
pub fn cell_letter(t: Words, kind: Option<HourKind>) -> String {
    let word = match kind {
        None => return String::new(),
        Some(HourKind::Care) => t.say(W::GridCare),
        Some(HourKind::Household) => t.say(W::GridHousehold),
    };
    word.chars().take(1).flat_map(char::to_uppercase).collect()
}

/// The grid. It is drawn at once and answers when the script has started: nothing moves on the page.
pub fn grid(t: Words, visits: &[Visit]) -> Markup {
    let short = [
        Common::MondayShort,
        Common::TuesdayShort,
        Common::WednesdayShort,
        Common::ThursdayShort,
        Common::FridayShort,
        Common::SaturdayShort,
        Common::SundayShort,
    ];
    let hours = (0..24).map(|at| (at + FIRST_HOUR) % 24);
    html! {
        div.week {
            p.week-kind {
                label for=(GRID_KIND) { (t.say(W::GridKind)) } " "
                select id=(GRID_KIND) autocomplete="off" {
                    @for kind in HourKind::ALL { option value=(kind.code()) { (t.name(*kind)) } }
                }
                " " button.secondary type="button" data-clears-week { (t.say(W::GridClear)) }
            }
            p.hint.grid-help id="semaine-aide" { (t.say(W::GridHelp)) }
            table.week-grid id=(GRID) aria-describedby="semaine-aide" {
                caption { (t.say(W::GridCaption)) }
                thead {
                    tr {
                        td {}
                        @for (day, short) in Weekday::ALL.iter().zip(short) {
                            th scope="col" { abbr title=(t.name(*day)) { (t.say(short)) } }
                        }
                    }
                }
                tbody {
                    @for (row, hour) in hours.enumerate() {
                        tr {
                            th scope="row" { (t.time(hour * 60)) }
                            @for (column, day) in Weekday::ALL.iter().enumerate() {
                                @let kind = kind_at(visits, *day, hour);
                                td {
                                    button type="button" data-cell={ (column) "-" (hour) } data-kind=[kind.map(HourKind::code)]
                                        aria-pressed=(kind.is_some()) aria-label=(cell_label(t, *day, hour, kind))
                                        tabindex=(if row == 0 && column == 0 { "0" } else { "-1" }) { (cell_letter(t, kind)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many rows there are for so many that are filled: one more, at least two.
pub fn count_of_rows(filled: usize) -> usize {
    (filled + 1).clamp(2, MOST_SLOTS)
}

/// The rows.
pub fn rows(t: Words, slots: &[SlotForm], errors: &[FieldError]) -> Markup {
    let nothing = SlotForm::default();
    html! {
        @for number in 1..=count_of_rows(slots.len()) { (row(t, number, slots.get(number - 1).unwrap_or(&nothing), errors)) }
    }
}

/// A time as its input shows it; what is no time stays as typed.
pub fn shown_time(typed: &str) -> String {
    parse_time(typed).map_or_else(|_| typed.to_owned(), |minute| clock(minute % DAY))
}

/// One row of visits: days, from, to, what for.
pub fn row(t: Words, number: usize, typed: &SlotForm, errors: &[FieldError]) -> Markup {
    let [days, from, to, kind] = ["jour", "de", "a", "pour"].map(|part| format!("{part}-{number}"));
    let wrong = errors.iter().find(|error| [&days, &from, &to, &kind].contains(&&error.field));
    let invalid = |field: &str| wrong.filter(|error| error.field == field).map(|_| "true");
    let message = format!("creneau-{number}-erreur");
    let described = wrong.map(|_| message.as_str());
    html! {
        fieldset.slot id=(days) {
            legend { (t.fill(W::Slot, &[&number])) }
            @if let Some(error) = wrong { p.field-error id=(message) { (error.message) } }
            div.days {
                @for day in Weekday::ALL {
                    @let code = weekday_code(day);
                    label.day {
                        input type="checkbox" name=(days) value=(code) checked[typed.days.iter().any(|own| own == code)] aria-label=(t.name(day));
                        span aria-hidden="true" { (t.name(day).chars().take(3).collect::<String>()) }
                    }
                }
            }
            div.times {
                label { (t.say(W::SlotFrom)) input type="time" id=(from) name=(from) value=(shown_time(&typed.from)) aria-invalid=[invalid(&from)] aria-describedby=[described]; }
                label { (t.say(W::SlotTo)) input type="time" id=(to) name=(to) value=(shown_time(&typed.to)) aria-invalid=[invalid(&to)] aria-describedby=[described]; }
                label {
                    (t.say(W::SlotFor))
                    select id=(kind) name=(kind) {
                        @for choice in HourKind::ALL { option value=(choice.code()) selected[typed.kind == choice.code()] { (t.name(*choice)) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::need::Visit;
    use domain::provider::acts::HourKind;
    use domain::time::hours::{Interval, Weekday};

    use domain::values::closed_list::ClosedList;

    use super::{cell_letter, kind_at, slots_of, toggled};
    use crate::text::{Lang, Words};

    fn visit(weekday: Weekday, start: u16, end: u16) -> Visit {
        Visit { weekday, time: Interval::new(start, end).expect("a time"), kind: HourKind::Care }
    }

    #[test]
    fn hours_touched_one_after_the_other_are_one_visit() {
        let one = toggled(&[], Weekday::Monday, 8, HourKind::Care);
        let two = toggled(&one, Weekday::Monday, 9, HourKind::Care);
        assert_eq!(two, [visit(Weekday::Monday, 480, 600)]);
        let other = toggled(&two, Weekday::Monday, 10, HourKind::Household);
        assert_eq!(other.len(), 2, "another kind is another visit");
    }

    #[test]
    fn an_hour_given_back_leaves_the_minutes_around_it() {
        let exact = [visit(Weekday::Monday, 465, 570), visit(Weekday::Sunday, 480, 540)];
        let less = toggled(&exact, Weekday::Monday, 8, HourKind::Care);
        assert_eq!(
            less,
            [visit(Weekday::Monday, 465, 480), visit(Weekday::Monday, 540, 570), visit(Weekday::Sunday, 480, 540)]
        );
        assert_eq!(kind_at(&less, Weekday::Monday, 9), Some(HourKind::Care));
        assert_eq!(kind_at(&less, Weekday::Monday, 8), None);
    }

    #[test]
    fn the_two_kinds_have_other_letters_in_every_language() {
        for t in Lang::ALL.map(Words::of) {
            let letters = HourKind::ALL.iter().map(|kind| cell_letter(t, Some(*kind))).collect::<Vec<_>>();
            assert_ne!(letters[0], letters[1], "{:?}", t.lang);
        }
    }

    #[test]
    fn days_of_one_time_stand_on_one_row_and_midnight_ends_a_day() {
        let visits =
            [visit(Weekday::Monday, 480, 540), visit(Weekday::Sunday, 480, 540), visit(Weekday::Sunday, 1320, 1440)];
        let slots = slots_of(&visits);
        assert_eq!(slots.len(), 2);
        assert_eq!(slots[0].days, ["lun", "dim"]);
        assert_eq!((slots[1].from.as_str(), slots[1].to.as_str()), ("22:00", "00:00"));
    }
}
