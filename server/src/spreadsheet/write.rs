//! Templates: the current listings, one row each, ready to be corrected in a spreadsheet and read again unchanged.

use std::borrow::Cow;

use domain::provider::listing::{Kind, Provenance};
use domain::provider::tariff::{TimeSurcharge, Vat};
use domain::time::hours::DAY;
use domain::{BasisPoints, Cents, Listing, Tariff, Territory};
use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use domain::values::closed_list::ClosedList;

use super::columns::{Column, Content};
use super::words::{INSTRUCTIONS, READ_ME};
use super::{Sheet, WriteError, values};

/// The source of a row of a template.
pub(super) struct Written<'a> {
    pub listing: &'a Listing,
    /// Only in the sheet of tariffs.
    pub tariff: Option<&'a Tariff>,
    pub territory: &'a Territory,
}

/// The contents of a cell of a template.
pub(super) enum Cell {
    Empty,
    Text(Cow<'static, str>),
    Date(Date),
    Euros(Cents),
    Percent(BasisPoints),
    Vat(Vat),
    Whole(u16),
}

impl From<&'static str> for Cell {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A workbook with all the sheets, filled with the open listings, after a sheet with instructions.
pub fn template_xlsx<'a>(
    listings: impl IntoIterator<Item = &'a Listing, IntoIter: Clone>,
    territory: &Territory,
) -> Result<Vec<u8>, WriteError> {
    let listings = listings.into_iter();
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let read_me = workbook.add_worksheet().set_name(READ_ME)?.set_column_width(0, 120)?;
    for (line, text) in (0..).zip(INSTRUCTIONS) {
        if line == 0 {
            read_me.write_string_with_format(line, 0, text, &bold)?;
        } else {
            read_me.write_string(line, 0, text)?;
        }
    }
    for sheet in Sheet::ALL {
        let worksheet = workbook.add_worksheet().set_name(sheet.title())?;
        fill(worksheet, *sheet, listings.clone(), territory)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// One sheet as a CSV for a French Excel: UTF-8 with its mark, semicolons, and no cell that Excel would compute.
pub fn template_csv<'a>(
    sheet: Sheet,
    listings: impl IntoIterator<Item = &'a Listing>,
    territory: &Territory,
) -> Result<Vec<u8>, WriteError> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let columns = sheet.columns();
    writer.write_record(columns.iter().map(|column| column.header().into_owned()))?;
    for listing in open(listings) {
        for tariff in rows_of(sheet, listing) {
            let written = Written { listing, tariff, territory };
            let texts = columns.iter().map(|column| neutral(text(cell(*column, sheet, &written))));
            writer.write_record(texts.map(|text| text.into_owned()))?;
        }
    }
    writer.flush().map_err(csv::Error::from)?;
    drop(writer);
    Ok(bytes)
}

fn open<'a>(listings: impl IntoIterator<Item = &'a Listing>) -> impl Iterator<Item = &'a Listing> {
    listings.into_iter().filter(|listing| listing.standing.is_open())
}

/// Adds an apostrophe before a text that a spreadsheet would compute, and before an apostrophe, because reading removes
/// one.
pub(crate) fn neutral(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) { format!("'{text}").into() } else { text }
}

/// The rows of a listing in a sheet: one, or one for each of its tariffs. A nursing service has no prices to fill in.
fn rows_of(sheet: Sheet, listing: &Listing) -> Vec<Option<&Tariff>> {
    match (sheet, listing.tariffs.value()) {
        (Sheet::Tariffs, Some(tariffs)) if !tariffs.is_empty() => tariffs.iter().map(Some).collect(),
        (Sheet::Tariffs, _) if listing.kind == Kind::Nursing => Vec::new(),
        (Sheet::Tariffs | Sheet::Services | Sheet::Coverage | Sheet::Availability, _) => vec![None],
    }
}

/// The provenance of a row: the oldest of its parts, so that no part looks more recent than it is.
fn provenance(sheet: Sheet, listing: &Listing) -> Option<&Provenance> {
    sheet.parts().filter_map(|part| part.provenance(listing)).min_by_key(|provenance| provenance.observed)
}

fn cell(column: Column, sheet: Sheet, written: &Written<'_>) -> Cell {
    let listing = written.listing;
    let known = match column {
        Column::Finess => Some(listing.finess.to_string().into()),
        Column::Service => Some(domain::values::search::readable(&listing.name.value).into()),
        Column::Source => provenance(sheet, listing).map(|provenance| provenance.source.code().into()),
        Column::Observed => provenance(sheet, listing).map(|provenance| Cell::Date(provenance.observed)),
        column => sheet.parts().find_map(|part| part.cell(column, written)),
    };
    known.unwrap_or(Cell::Empty)
}

pub(super) fn act(column: Column, written: &Written<'_>) -> Option<Cell> {
    let Column::Act(act) = column else { return None };
    written.listing.acts.value().filter(|acts| acts.contains(act)).map(|_| "oui".into())
}

pub(super) fn public(column: Column, written: &Written<'_>) -> Option<Cell> {
    let Column::Public(public) = column else { return None };
    written.listing.publics.value().filter(|publics| publics.contains(public)).map(|_| "oui".into())
}

pub(super) fn zones(column: Column, written: &Written<'_>) -> Option<Cell> {
    let zones = written.listing.zones.value().filter(|_| column == Column::Zones)?;
    Some(values::zones_text(zones, written.territory).into())
}

pub(super) fn hours(column: Column, written: &Written<'_>) -> Option<Cell> {
    let hours = written.listing.hours.value()?;
    match column {
        Column::Day(day) => Some(values::spans_text(hours.on(day)).into()),
        Column::Holidays => Some(yes_or_no(hours.works_on_holidays())),
        _ => None,
    }
}

pub(super) fn availability(column: Column, written: &Written<'_>) -> Option<Cell> {
    let availability = written.listing.availability.value()?;
    match column {
        Column::Intake => Some(values::intake_text(availability.intake).into()),
        Column::Delay => availability.days_to_start.map(Cell::Whole),
        _ => None,
    }
}

fn yes_or_no(yes: bool) -> Cell {
    if yes { "oui".into() } else { "non".into() }
}

/// None if the tariff does not state it, or for a column of another part.
pub(super) fn tariff(column: Column, written: &Written<'_>) -> Option<Cell> {
    let terms = written.tariff?.terms();
    let stated = &terms.surcharges;
    let rate = |time: Option<TimeSurcharge>| time.map(|time| Cell::Percent(time.rate));
    let from = |time: Option<TimeSurcharge>| time.map(|time| values::time_text(time.window.start).into());
    let to = |time: Option<TimeSurcharge>| time.map(|time| values::time_text(time.window.end.min(DAY)).into());
    match column {
        Column::Mode => Some(values::mode_text(terms.mode).into()),
        Column::From => Some(Cell::Date(terms.from)),
        Column::CareHour => terms.care_hour.map(Cell::Euros),
        Column::CareVat => terms.care_vat.map(Cell::Vat),
        Column::HouseholdHour => terms.household_hour.map(Cell::Euros),
        Column::HouseholdVat => terms.household_vat.map(Cell::Vat),
        Column::Saturday => stated.saturday.map(Cell::Percent),
        Column::Sunday => stated.sunday.map(Cell::Percent),
        Column::Holiday => stated.holiday.map(Cell::Percent),
        Column::MayDay => stated.may_day.map(Cell::Percent),
        Column::Evening => rate(stated.evening),
        Column::EveningFrom => from(stated.evening),
        Column::EveningTo => to(stated.evening),
        Column::Night => rate(stated.night),
        Column::NightFrom => from(stated.night),
        Column::NightTo => to(stated.night),
        Column::Cumulate => Some(yes_or_no(stated.cumulate)),
        Column::Minimum => Some(Cell::Whole(terms.minimum_minutes)),
        Column::MonthlyFee => Some(Cell::Euros(terms.monthly_fee)),
        Column::OpeningFee => Some(Cell::Euros(terms.opening_fee)),
        Column::Meal => terms.meal.map(Cell::Euros),
        Column::RemoteAlarm => terms.remote_alarm_month.map(Cell::Euros),
        _ => None,
    }
}

fn text(cell: Cell) -> Cow<'static, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => text,
        Cell::Date(day) => values::date_text(day).into(),
        // Prices are never negative.
        Cell::Euros(amount) => format!("{},{:02}", amount.0 / 100, amount.0 % 100).into(),
        Cell::Percent(rate) => domain::readers::rates::percent_text(rate).into(),
        Cell::Vat(vat) => values::vat_text(vat).into(),
        Cell::Whole(number) => number.to_string().into(),
    }
}

/// The format of a column, and the choices in its cells.
fn dress(worksheet: &mut Worksheet, at: u16, column: Column, last: u32) -> Result<Format, WriteError> {
    let (width, format) = match column.content() {
        Content::Text(width) => (width, "@"),
        Content::Choice(choices) => {
            let longest = choices.iter().map(|choice| choice.chars().count() as u16).max().unwrap_or_default();
            (longest.clamp(12, 18), "@")
        }
        Content::Date => (12, "dd/mm/yyyy"),
        Content::Euros(_) => (12, "0.00"),
        Content::Number => (10, "General"),
    };
    let format = Format::new().set_num_format(format);
    worksheet.set_column_width(at, width)?.set_column_format(at, &format)?;
    if let Content::Choice(choices) = column.content() {
        let validation = DataValidation::new().allow_list_strings(&choices)?;
        worksheet.add_data_validation(1, at, last, at, &validation)?;
    }
    Ok(format)
}

/// Rows below the last one with the same choices, for new entries.
const SPARE: u32 = 500;

fn fill<'a>(
    worksheet: &mut Worksheet,
    sheet: Sheet,
    listings: impl Iterator<Item = &'a Listing> + Clone,
    territory: &Territory,
) -> Result<(), WriteError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let rows = open(listings.clone()).map(|listing| rows_of(sheet, listing).len() as u32).sum::<u32>();
    let mut columns = Vec::new();
    for (at, column) in (0..).zip(sheet.columns()) {
        columns.push((at, column, dress(worksheet, at, column, rows + SPARE)?));
        worksheet.write_string_with_format(0, at, column.header(), &heading)?;
    }
    worksheet.set_freeze_panes(1, 2)?;
    let listed =
        open(listings).flat_map(|listing| rows_of(sheet, listing).into_iter().map(move |tariff| (listing, tariff)));
    for (line, (listing, tariff)) in (1..).zip(listed) {
        let written = Written { listing, tariff, territory };
        for (at, column, format) in &columns {
            let (line, at) = (line, *at);
            match cell(*column, sheet, &written) {
                Cell::Empty => continue,
                Cell::Text(text) => worksheet.write_string_with_format(line, at, text, format)?,
                Cell::Date(day) => write_date(worksheet, line, at, day, format)?,
                Cell::Euros(amount) => worksheet.write_number_with_format(line, at, amount.0 as f64 / 100.0, format)?,
                // Without a percent sign it may be a coefficient, so it stays a text.
                Cell::Percent(rate) if (1..=300).contains(&rate.0) => {
                    worksheet.write_string_with_format(line, at, domain::readers::rates::percent_text(rate), format)?
                }
                Cell::Percent(rate) => {
                    worksheet.write_number_with_format(line, at, f64::from(rate.0) / 100.0, format)?
                }
                Cell::Vat(vat) => worksheet.write_number_with_format(line, at, vat_number(vat), format)?,
                Cell::Whole(number) => worksheet.write_number_with_format(line, at, number, format)?,
            };
        }
    }
    Ok(())
}

fn vat_number(vat: Vat) -> f64 {
    match vat {
        Vat::DependentCare => 5.5,
        Vat::Household => 10.0,
        Vat::Standard => 20.0,
        Vat::Exempt => 0.0,
    }
}

/// A date of the spreadsheet; a text before 1900, because spreadsheets have no earlier dates.
fn write_date<'w>(
    worksheet: &'w mut Worksheet,
    line: u32,
    at: u16,
    day: Date,
    format: &Format,
) -> Result<&'w mut Worksheet, WriteError> {
    let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    if let (Ok(year @ 1901..), Ok(month), Ok(number)) = parts {
        let date = ExcelDateTime::from_ymd(year, month, number)?;
        return Ok(worksheet.write_datetime_with_format(line, at, date, format)?);
    }
    Ok(worksheet.write_string_with_format(line, at, values::date_text(day), format)?)
}
