//! Files made of what is kept, for a spreadsheet. Each export is an act of the journal.

use std::collections::{BTreeSet, HashMap, VecDeque};

use app::staff::exports::{ExportedTable, FILE, FileFormat, page, parse_file};
use app::staff::listing::words::label;
use app::staff::shortages::MONTHS;
use app::staff::shortages::shown::Shortages;
use app::staff::working_list::field::SERVICE;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::Finess;
use domain::feedback::refusal::Month;
use jiff::Timestamp;

use super::history::in_words;
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, too_large};
use crate::clock::paris;
use crate::office_tables::{self, JournalLine, Table};
use crate::storage::Change;
use crate::storage::figures::ActKind;
use crate::storage::journal::Entry;

/// Rows of the journal read at a time.
const ROWS: u32 = 2_000;
/// Lines of the journal that a file has, the last ones: more than a spreadsheet shows with ease.
const MOST_LINES: usize = 100_000;
/// Acts that a file has, the last ones.
const MOST_ACTS: u32 = 100_000;

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    Ok(desk.show(page(&signed.staff, false)).await)
}

pub(super) async fn make(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let Some((exported, format)) = parse_file(typed.get(FILE)) else {
        return Ok(desk.show(page(&signed.staff, true)).await);
    };
    let chosen: BTreeSet<Finess> = typed.all(SERVICE).filter_map(|number| number.parse().ok()).collect();
    let table = table(&desk, exported, &chosen).await?;
    let bytes = table.file(format)?;
    let subject = format!("{} ({})", typed.get(FILE), table.rows.len());
    desk.office.store.record_act(&desk.act(&signed.staff, ActKind::Export, subject)).await?;
    Ok(file(typed.get(FILE), format, bytes))
}

async fn table(desk: &StaffState, exported: ExportedTable, chosen: &BTreeSet<Finess>) -> Result<Table, OfficeError> {
    let (publication, store, today) = (desk.site.published.catalogue(), &desk.office.store, desk.today());
    Ok(match exported {
        ExportedTable::Listings => {
            let all = publication.catalogue.listings().iter();
            let wanted = all.filter(|listing| chosen.is_empty() || chosen.contains(&listing.finess));
            office_tables::listings(&publication, wanted, today)
        }
        ExportedTable::Shortages => {
            let first = Month::of(today).back(MONTHS - 1);
            let counted = store.refusals_since(first).await?;
            let days = store.refusal_days_since(first).await?;
            office_tables::shortages(&publication, &Shortages::of(&counted.rows, &days.rows))
        }
        ExportedTable::Journal => office_tables::journal(journal_lines(desk).await?),
        ExportedTable::Acts => office_tables::acts(store.list_acts(None, MOST_ACTS).await?.rows, moment),
    })
}

/// "23/11/2026 12:00", in Paris.
fn moment(at: Timestamp) -> String {
    paris(at).strftime("%d/%m/%Y %H:%M").to_string()
}

/// The last changes, oldest first.
async fn journal_lines(desk: &StaffState) -> Result<Vec<JournalLine>, OfficeError> {
    let store = &desk.office.store;
    let origins: HashMap<(String, u32), (String, String)> = store
        .list_origins(None)
        .await?
        .into_iter()
        .map(|origin| ((origin.finess.to_string(), origin.version), (origin.drafted_by, origin.note)))
        .collect();
    let mut lines = VecDeque::new();
    let mut last = 0;
    loop {
        let entries = store.list_entries(last, ROWS).await?;
        let Some(end) = entries.last() else { break };
        last = end.number;
        for entry in &entries {
            let drafted = origins.get(&(entry.finess.clone(), entry.version));
            lines.extend(lines_of(desk, entry, drafted));
        }
        lines.drain(..lines.len().saturating_sub(MOST_LINES));
    }
    Ok(lines.into())
}

/// One line for each change of an entry; one with the entry as it is stored, where it cannot be read.
fn lines_of(desk: &StaffState, entry: &Entry, drafted: Option<&(String, String)>) -> Vec<JournalLine> {
    let publication = desk.site.published.catalogue();
    let line = |part: String, before: String, after: String| JournalLine {
        moment: entry.recorded_at.parse().map(moment).unwrap_or_else(|_| entry.recorded_at.clone()),
        finess: entry.finess.clone(),
        service: office_tables::service_name(&publication, &entry.finess),
        version: entry.version,
        author: entry.author.clone(),
        drafted: drafted.cloned(),
        import: entry.import_number,
        part,
        before,
        after,
    };
    let changes = serde_json::from_str::<Vec<Change>>(&entry.changes).ok().zip(entry.finess.parse().ok());
    match changes {
        Some((changes, finess)) => in_words(&publication.territory, finess, &changes)
            .into_iter()
            .map(|(field, before, after)| line(label(field).to_owned(), before, after))
            .collect(),
        None => vec![line(String::new(), String::new(), entry.changes.clone())],
    }
}

fn file(name: &str, format: FileFormat, bytes: Vec<u8>) -> Response {
    let kind = match format {
        FileFormat::Csv => "text/csv; charset=utf-8",
        FileFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // A name of the two lists of codes: it is always a header.
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
