//! What the back office exports, as tables in French: listings, shortages, the journal and the acts, each as a CSV that a
//! French spreadsheet opens or as a workbook. Nothing of accounts, sessions or links is in any.

use app::ports::Publication;
use app::staff::exports::FileFormat;
use app::staff::french;
use app::staff::listing::history::author_words;
use app::staff::listing::words::{label, words};
use app::staff::shortages::shown::Shortages;
use app::staff::working_list::selection::care_hour;
use app::staff::working_list::state_words;
use app::text::figures as say;
use app::text::{shortages as shortage_words, working_list as list_words};
use domain::provider::listing::Standing;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Listing};
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::export::{BOM, write_csv};
use crate::storage::figures::{ActKind, StaffAct};

/// Characters that a cell of a workbook holds.
const LONGEST_CELL: usize = 32_000;

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("a line cannot be written")]
    Csv(#[from] csv::Error),
    #[error("the workbook cannot be written")]
    Xlsx(#[from] XlsxError),
}

pub enum Cell {
    Text(String),
    Number(f64),
}

impl Cell {
    fn of(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn optional(text: Option<String>) -> Self {
        Self::Text(text.unwrap_or_default())
    }
}

pub struct Table {
    pub title: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// # Errors
    /// None but those of memory, and of a table larger than a workbook holds.
    pub fn file(&self, format: FileFormat) -> Result<Vec<u8>, TableError> {
        match format {
            FileFormat::Csv => self.csv(),
            FileFormat::Xlsx => self.xlsx(),
        }
    }

    fn csv(&self) -> Result<Vec<u8>, TableError> {
        let mut bytes = BOM.as_bytes().to_vec();
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string().replace('.', ","),
        };
        let rows = self.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>());
        write_csv(&mut bytes, [self.header.clone()].into_iter().chain(rows))?;
        Ok(bytes)
    }

    fn xlsx(&self) -> Result<Vec<u8>, TableError> {
        let mut workbook = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = workbook.add_worksheet().set_name(self.title)?;
        for (at, heading) in (0..).zip(&self.header) {
            sheet.write_string_with_format(0, at, heading, &bold)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        for (line, row) in (1..).zip(&self.rows) {
            for (at, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) if text.is_empty() => continue,
                    Cell::Text(text) if text.len() > LONGEST_CELL => {
                        sheet.write_string(line, at, text.chars().take(LONGEST_CELL / 4).collect::<String>())?
                    }
                    Cell::Text(text) => sheet.write_string(line, at, text)?,
                    Cell::Number(number) => sheet.write_number(line, at, *number)?,
                };
            }
        }
        Ok(workbook.save_to_buffer()?)
    }
}

/// One line a listing: every part in words, and the date of each.
pub fn listings<'a>(publication: &Publication, listings: impl IntoIterator<Item = &'a Listing>, today: Date) -> Table {
    let t = french();
    let fixed = ["FINESS", say::STANDING, list_words::PRICE].map(str::to_owned);
    let fields = Field::ALL.iter().copied().filter(|field| *field != Field::Standing);
    let dates = ListingPart::ALL.iter().map(|part| format!("{} : {}", list_words::part(*part), say::STATE));
    let header = fixed.into_iter().chain(fields.clone().map(|field| label(field).to_owned())).chain(dates);
    let row = |listing: &Listing| {
        let standing = match listing.standing {
            Standing::Open => say::OPEN.to_owned(),
            Standing::ClosesOn(day) => app::text::staff::fill(say::CLOSES_ON, &[&t.date(day)]),
            Standing::ClosedSince(day) | Standing::ClosedByCity(day) => {
                app::text::staff::fill(say::CLOSED_SINCE, &[&t.date(day)])
            }
        };
        let price = care_hour(listing, today);
        let price = price.map_or(Cell::Text(String::new()), |price| Cell::Number(price.0 as f64 / 100.0));
        let fields = fields.clone().map(|field| Cell::optional(words(t, &publication.territory, listing, field)));
        let dates = ListingPart::ALL.iter().map(|part| Cell::of(state_words(listing.part_state(*part, today))));
        [Cell::of(listing.finess.to_string()), Cell::of(standing), price]
            .into_iter()
            .chain(fields)
            .chain(dates)
            .collect()
    };
    Table { title: say::LISTINGS, header: header.collect(), rows: listings.into_iter().map(row).collect() }
}

/// The refusals as the screen shows them, rounded.
pub fn shortages(publication: &Publication, shortages: &Shortages) -> Table {
    let t = french();
    let header = [shortage_words::ZONE, shortage_words::WHEN, shortage_words::ACT, shortage_words::REFUSALS];
    let row = |place: &app::staff::shortages::shown::Place| {
        let zone = publication.territory.find_zone(place.zone);
        vec![
            Cell::of(zone.map_or_else(|| place.zone.to_string(), |zone| zone.name.clone())),
            Cell::of(place.slot.map_or(shortage_words::UNSAID_SLOT, |slot| t.day_slot(slot))),
            Cell::of(place.act.map_or(shortage_words::UNSAID_ACT, |act| t.name(act))),
            Cell::Number(f64::from(place.count.number())),
        ]
    };
    let header = header.map(str::to_owned).to_vec();
    Table { title: say::SHORTAGES, header, rows: shortages.places.iter().map(row).collect() }
}

/// One change of one part of one listing.
pub struct JournalLine {
    /// In Paris.
    pub moment: String,
    pub finess: String,
    pub service: String,
    pub version: u32,
    pub author: String,
    /// Who wrote it before, and what they told whoever published it.
    pub drafted: Option<(String, String)>,
    /// The import that it came with.
    pub import: Option<u32>,
    pub part: String,
    pub before: String,
    pub after: String,
}

pub fn journal(lines: Vec<JournalLine>) -> Table {
    let header = [
        say::MOMENT,
        "FINESS",
        say::SERVICE,
        say::VERSION,
        say::PUBLISHED_BY,
        say::WRITTEN_BY,
        say::NOTE,
        say::IMPORT,
        say::PART,
        say::BEFORE,
        say::AFTER,
    ];
    let row = |line: JournalLine| {
        let (written_by, note) = line.drafted.unwrap_or_default();
        vec![
            Cell::Text(line.moment),
            Cell::Text(line.finess),
            Cell::Text(line.service),
            Cell::Number(f64::from(line.version)),
            Cell::Text(line.author),
            Cell::of(author_words(&written_by)),
            Cell::Text(note),
            line.import.map_or(Cell::Text(String::new()), |number| Cell::Number(f64::from(number))),
            Cell::Text(line.part),
            Cell::Text(line.before),
            Cell::Text(line.after),
        ]
    };
    let header = header.map(str::to_owned).to_vec();
    Table { title: say::JOURNAL, header, rows: lines.into_iter().map(row).collect() }
}

/// What was done, in French.
pub fn act_words(kind: ActKind) -> &'static str {
    match kind {
        ActKind::DraftThrownAway => say::DRAFT_THROWN_AWAY,
        ActKind::DraftSentBack => say::DRAFT_SENT_BACK,
        ActKind::FindingDismissed => say::FINDING_DISMISSED,
        ActKind::FileRefused => say::FILE_REFUSED,
        ActKind::Export => say::EXPORTED,
    }
}

/// `moment`: an instant in Paris, in words.
pub fn acts(acts: Vec<StaffAct>, moment: impl Fn(jiff::Timestamp) -> String) -> Table {
    let header =
        [say::MOMENT, say::ACT, say::NUMBER_OF_SERVICE, say::SUBJECT, say::REASON, say::BY].map(str::to_owned).to_vec();
    let row = |act: StaffAct| {
        vec![
            Cell::Text(moment(act.recorded_at)),
            Cell::of(act_words(act.kind)),
            Cell::Text(act.finess.map(|finess| finess.to_string()).unwrap_or_default()),
            Cell::Text(act.subject),
            Cell::Text(act.reason),
            Cell::Text(act.author),
        ]
    };
    Table { title: say::ACTS, header, rows: acts.into_iter().map(row).collect() }
}

/// A name as people read it.
pub fn service_name(publication: &Publication, finess: &str) -> String {
    let listing = finess.parse().ok().and_then(|finess| publication.catalogue.find(finess));
    listing.map(|listing| search::readable(&listing.name.value)).unwrap_or_default()
}
