//! From one row to its changes. A wrong cell affects only its part of the row.

use std::collections::HashMap;

use domain::provider::listing::Availability;
use domain::provider::tariff::{Surcharges, TariffError, TariffTerms, Term, TimeSurcharge, USUAL_EVENING, USUAL_NIGHT};
use domain::time::hours::{OpenHours, Weekday, Window};
use domain::values::closed_list::{ClosedList, Set};
use domain::{ActSet, Finess, Mode, PublicSet, Tariff, Territory, Zone};
use jiff::civil::Date;

use super::columns::{Column, Content, Part};
use super::grid::{Cell, Row};
use super::header::Header;
use super::{CellError, PartChange, RowChange, values};

/// Remembers the parts in each row, to find two rows with the same part.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Key(Finess, Part, Option<(Mode, Date)>);

pub(super) struct RowReader<'a> {
    pub(super) territory: &'a Territory,
    pub(super) today: Date,
    /// The sheet that is read, counted from 0.
    pub(super) table: usize,
    /// The sheet and the line that first had each part.
    pub(super) seen: HashMap<Key, (usize, u32)>,
    /// A service with the same part in two sheets, and the first of these sheets.
    pub(super) conflict: Option<(usize, Finess)>,
}

/// A row under its header, and the remarks about it so far. None means the whole row.
pub(super) struct Cells<'a> {
    header: &'a Header,
    row: &'a Row,
    remarks: Vec<(Option<Column>, CellError)>,
}

impl Cells<'_> {
    fn cell(&self, column: Column) -> &Cell {
        self.header.position(column).and_then(|at| self.row.cells.get(at)).unwrap_or(&Cell::Empty)
    }

    fn is_empty(&self, column: Column) -> bool {
        *self.cell(column) == Cell::Empty
    }

    /// The value of a cell. None if there is no value, with a remark unless the cell is empty.
    pub(super) fn value<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, CellError>) -> Option<T> {
        let value = match self.cell(column) {
            Cell::Empty => return None,
            Cell::Text(text) => read(text),
            Cell::Wrong(error) => Err(error.clone()),
        };
        value.map_err(|error| self.remark(column, error)).ok()
    }

    /// The value of a cell that may not be empty.
    fn required<T>(
        &mut self,
        column: Column,
        empty: CellError,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        if self.is_empty(column) {
            self.remark(column, empty);
            return None;
        }
        self.value(column, read)
    }

    fn remark(&mut self, column: Column, error: CellError) {
        self.remarks.push((Some(column), error));
    }
}

impl RowReader<'_> {
    /// The changes of a row, and the remarks on its cells.
    pub(super) fn read(&mut self, header: &Header, row: &Row) -> (Vec<RowChange>, Vec<(Option<Column>, CellError)>) {
        let mut cells = Cells { header, row, remarks: Vec::new() };
        let changes = self.changes(&mut cells).unwrap_or_default();
        (changes, cells.remarks)
    }

    fn changes(&mut self, cells: &mut Cells<'_>) -> Option<Vec<RowChange>> {
        let header = cells.header;
        let stated = |column: &Column| !matches!(column, Column::Finess | Column::Service);
        if cells.is_empty(Column::Finess) {
            // A line of comment under the table is not a row of it.
            let any = header.columns.iter().flatten().any(|column| stated(column) && !cells.is_empty(*column));
            if any {
                cells.remark(Column::Finess, CellError::NoFiness);
            }
            return None;
        }
        // The cells after swallowed rows may belong to another service.
        let swallowed = |column: &&Column| *cells.cell(**column) == Cell::Wrong(CellError::LineBreak);
        if let Some(column) = header.columns.iter().flatten().find(swallowed) {
            cells.remark(*column, CellError::LineBreak);
            return None;
        }
        let finess = cells.value(Column::Finess, values::finess)?;
        let parts: Vec<(Part, PartChange)> =
            header.parts.iter().filter_map(|part| Some((*part, self.part(*part, cells)?))).collect();
        if parts.is_empty() && cells.remarks.is_empty() {
            return None;
        }
        let source = cells.required(Column::Source, CellError::NoSource, values::source);
        let today = self.today;
        let observed = cells.required(Column::Observed, CellError::NoObserved, |text| {
            let day = values::date(text)?;
            if day > today { Err(CellError::Future(values::date_text(day))) } else { Ok(day) }
        });
        let (source, observed) = (source?, observed?);
        let (sheet, line) = (header.sheet, cells.row.line);
        let mut changes = Vec::with_capacity(parts.len());
        for (part, what) in parts {
            let tariff = if let PartChange::Tariff(tariff) = &what { Some(tariff.terms()) } else { None };
            let tariff = tariff.map(|terms| (terms.mode, terms.from));
            let (table, first) = *self.seen.entry(Key(finess, part, tariff)).or_insert((self.table, line));
            if table != self.table {
                self.conflict = Some((table, finess));
            } else if first == line {
                changes.push(RowChange { finess, sheet, line, what, source, observed });
            } else {
                cells.remarks.push((None, CellError::Twice(first)));
            }
        }
        Some(changes)
    }

    /// None if the part does not change, or has a remark.
    fn part(&self, part: Part, cells: &mut Cells<'_>) -> Option<PartChange> {
        let before = cells.remarks.len();
        let change = part.read(cells, self.territory);
        change.filter(|_| cells.remarks.len() == before)
    }
}

pub(super) fn acts(cells: &mut Cells<'_>, _: &Territory) -> Option<ActSet> {
    ticked(cells, Column::Act)
}

pub(super) fn publics(cells: &mut Cells<'_>, _: &Territory) -> Option<PublicSet> {
    ticked(cells, Column::Public)
}

pub(super) fn zones(cells: &mut Cells<'_>, territory: &Territory) -> Option<Vec<Zone>> {
    cells.value(Column::Zones, |text| values::zones(text, territory))
}

/// The values whose column says yes; none if no column does.
fn ticked<T: ClosedList>(cells: &mut Cells<'_>, column: fn(T) -> Column) -> Option<Set<T>> {
    let yes = |text: &str| values::yes(text).ok_or_else(|| CellError::YesOrEmpty(text.to_owned()));
    let set: Set<T> = T::ALL.iter().copied().filter(|value| cells.value(column(*value), yes) == Some(true)).collect();
    (!set.is_empty()).then_some(set)
}

/// Seven days and the holidays, or nothing.
pub(super) fn hours(cells: &mut Cells<'_>, _: &Territory) -> Option<OpenHours> {
    if Part::Hours.columns().into_iter().all(|column| cells.is_empty(column)) {
        return None;
    }
    let day = |day| cells.required(Column::Day(day), CellError::DayEmpty, values::spans);
    let week = Weekday::ALL.map(day);
    let holidays = cells.required(Column::Holidays, CellError::YesOrNo, yes_or_no);
    let week = week.into_iter().collect::<Option<Vec<_>>>()?;
    Some(OpenHours::new(week.try_into().ok()?, holidays?))
}

fn yes_or_no(text: &str) -> Result<bool, CellError> {
    values::yes(text).ok_or(CellError::YesOrNo)
}

pub(super) fn availability(cells: &mut Cells<'_>, _: &Territory) -> Option<Availability> {
    let days_to_start = cells.value(Column::Delay, values::days);
    if cells.is_empty(Column::Intake) && !cells.is_empty(Column::Delay) {
        cells.remark(Column::Intake, CellError::NoIntake);
    }
    let intake = cells.value(Column::Intake, values::intake)?;
    Some(Availability { intake, days_to_start })
}

pub(super) fn tariff(cells: &mut Cells<'_>, _: &Territory) -> Option<Tariff> {
    if Part::Tariff.columns().into_iter().all(|column| cells.is_empty(column)) {
        return None;
    }
    let before = cells.remarks.len();
    let mode = cells.required(Column::Mode, CellError::NoMode, values::mode);
    let from = cells.required(Column::From, CellError::NoFrom, values::date);
    let euros = |cells: &mut Cells<'_>, column: Column| {
        let Content::Euros(per) = column.content() else { return None };
        cells.value(column, |text| values::euros(text, per))
    };
    let percent = |cells: &mut Cells<'_>, column| cells.value(column, values::percent);
    let evening = [Column::Evening, Column::EveningFrom, Column::EveningTo];
    let night = [Column::Night, Column::NightFrom, Column::NightTo];
    let surcharges = Surcharges {
        saturday: percent(cells, Column::Saturday),
        sunday: percent(cells, Column::Sunday),
        holiday: percent(cells, Column::Holiday),
        may_day: percent(cells, Column::MayDay),
        evening: time_surcharge(cells, evening, USUAL_EVENING),
        night: time_surcharge(cells, night, USUAL_NIGHT),
        cumulate: cells.value(Column::Cumulate, yes_or_no).unwrap_or(false),
    };
    let (care_hour, care_vat) = (euros(cells, Column::CareHour), cells.value(Column::CareVat, values::vat));
    let household_hour = euros(cells, Column::HouseholdHour);
    let household_vat = cells.value(Column::HouseholdVat, values::vat);
    let minimum_minutes = cells.value(Column::Minimum, values::minutes).unwrap_or(0);
    let monthly_fee = euros(cells, Column::MonthlyFee).unwrap_or_default();
    let opening_fee = euros(cells, Column::OpeningFee).unwrap_or_default();
    let (meal, remote_alarm_month) = (euros(cells, Column::Meal), euros(cells, Column::RemoteAlarm));
    if cells.remarks.len() > before {
        return None;
    }
    let terms = TariffTerms {
        from: from?,
        mode: mode?,
        care_hour,
        household_hour,
        care_vat,
        household_vat,
        surcharges,
        minimum_minutes,
        monthly_fee,
        opening_fee,
        meal,
        remote_alarm_month,
    };
    let remark = |error: TariffError| cells.remark(column_of(error.term()), CellError::Tariff(error));
    Tariff::try_from(terms).map_err(remark).ok()
}

fn time_surcharge(cells: &mut Cells<'_>, [rate, from, to]: [Column; 3], usual: Window) -> Option<TimeSurcharge> {
    let (start, end) = (cells.value(from, values::time), cells.value(to, values::time));
    if cells.is_empty(rate) {
        if !cells.is_empty(from) || !cells.is_empty(to) {
            cells.remark(rate, CellError::WindowAlone);
        }
        return None;
    }
    let rate = cells.value(rate, values::percent);
    match (cells.is_empty(from), cells.is_empty(to)) {
        (true, true) => Some(TimeSurcharge { window: usual, rate: rate? }),
        (false, false) => Some(TimeSurcharge { window: Window { start: start?, end: end? }, rate: rate? }),
        (true, false) | (false, true) => {
            cells.remark(if cells.is_empty(from) { from } else { to }, CellError::HalfWindow);
            None
        }
    }
}

/// The column of a term.
fn column_of(term: Term) -> Column {
    match term {
        Term::CareHour => Column::CareHour,
        Term::HouseholdHour => Column::HouseholdHour,
        Term::MonthlyFee => Column::MonthlyFee,
        Term::OpeningFee => Column::OpeningFee,
        Term::Meal => Column::Meal,
        Term::RemoteAlarm => Column::RemoteAlarm,
        Term::Saturday => Column::Saturday,
        Term::Sunday => Column::Sunday,
        Term::Holiday => Column::Holiday,
        Term::MayDay => Column::MayDay,
        Term::Evening => Column::Evening,
        Term::Night => Column::Night,
        Term::Minimum => Column::Minimum,
    }
}
