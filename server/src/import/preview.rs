//! Reads a file of the back office and computes what it would change: a register, the evaluations of the HAS or a
//! spreadsheet. It writes nothing.

use std::collections::BTreeMap;
use std::io::Cursor;

use domain::provider::register::RegisterKind;
use domain::{Finess, Territory};
use jiff::civil::Date;

use super::has;
use super::merge::{self, Plan};
use super::register::{self, DepartmentFilter};
use super::words;
use crate::spreadsheet;
use crate::storage::journal::ImportKind;
use crate::storage::previews::{PreviewContent, PreviewDifference, PreviewLine, PreviewRemark, counted};
use crate::storage::{ImportCounts, LastImports, Save, Versioned};

/// The kind of a file, and its changes.
#[derive(Debug)]
pub struct FileRead {
    pub kind: ImportKind,
    /// The date of a register, or of the last evaluation; for a spreadsheet, today.
    pub date: Date,
    pub content: PreviewContent,
}

/// What the file is compared with.
pub struct Compared<'a> {
    pub stored: Vec<Versioned>,
    pub last: LastImports,
    pub territory: &'a Territory,
    pub today: Date,
    /// Whether a register may close more than a quarter of the services.
    pub allow_closing: bool,
}

/// Recognises a file by its content: a register, packed or not, the evaluations of the HAS, else a spreadsheet.
///
/// # Errors
/// Why the whole file is refused, in French.
pub fn read(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    if register::is_register(bytes) {
        of_register(bytes, with)
    } else if has::is_evaluations(bytes) {
        of_evaluations(bytes, with)
    } else {
        spreadsheet(bytes, with)
    }
}

fn of_register(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let filter = DepartmentFilter::of(with.territory);
    let register =
        register::read(Cursor::new(bytes), &filter, with.territory).map_err(|error| words::refused(&error))?;
    merge::check_day(register.date, with.today).map_err(|error| words::not_applied(&error))?;
    let kind = ImportKind::of_register(register.kind);
    let last = with.last.of(kind).map(|import| import.file_date);
    let before = by_finess(&with.stored);
    let plan = merge::plan(&register, with.stored.clone(), last, &filter, with.allow_closing)
        .map_err(|error| words::not_applied(&error))?;
    let unit = if register.kind == RegisterKind::Etalab { "ligne" } else { "enregistrement" };
    let mut remarks: Vec<PreviewRemark> = register
        .remarks
        .iter()
        .map(|remark| PreviewRemark {
            place: format!("{unit} {}, {}", remark.line, remark.finess),
            reason: words::problem(&remark.reason),
        })
        .collect();
    remarks.extend(
        plan.out_of_operation
            .iter()
            .map(|finess| PreviewRemark { place: finess.to_string(), reason: words::OUT_OF_OPERATION.to_owned() }),
    );
    remarks.extend(
        plan.hints
            .iter()
            .flatten()
            .map(|(finess, hint)| PreviewRemark { place: finess.to_string(), reason: words::hint(*hint).to_owned() }),
    );
    Ok(FileRead { kind, date: register.date, content: content(plan, remarks, &before) })
}

fn of_evaluations(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let read = has::read(bytes).map_err(|error| words::evaluations_refused(&error))?;
    let before = by_finess(&with.stored);
    let plan = merge::plan_evaluations(&read, with.stored).map_err(|error| words::not_applied(&error))?;
    let remarks = read.remarks.iter().map(|remark| PreviewRemark {
        place: format!("ligne {}, {}", remark.line, remark.finess),
        reason: words::evaluation_problem(&remark.reason),
    });
    Ok(FileRead { kind: ImportKind::Evaluations, date: read.date, content: content(plan, remarks.collect(), &before) })
}

fn content(plan: Plan, remarks: Vec<PreviewRemark>, before: &BTreeMap<Finess, Versioned>) -> PreviewContent {
    let differences = plan.differences.into_iter().map(|difference| PreviewDifference {
        field: difference.field,
        stays: *difference.stays,
        file_says: *difference.file_says,
    });
    PreviewContent {
        seen_again: plan.counts.confirmed,
        counts: ImportCounts { confirmed: 0, ..plan.counts },
        replaces_demonstration: plan.replaces_demonstration,
        remarks,
        lines: plan.saves.into_iter().map(|save| line(save, before)).collect(),
        differences: differences.collect(),
        hints: plan.hints,
    }
}

fn by_finess(stored: &[Versioned]) -> BTreeMap<Finess, Versioned> {
    stored.iter().map(|versioned| (versioned.listing.finess, versioned.clone())).collect()
}

fn line(save: Save, stored: &BTreeMap<Finess, Versioned>) -> PreviewLine {
    let before =
        save.based_on.and_then(|_| stored.get(&save.listing.finess)).map(|versioned| versioned.listing.clone());
    PreviewLine { based_on: save.based_on, before, after: save.listing }
}

fn spreadsheet(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let read = spreadsheet::read(bytes, with.territory, with.today).map_err(|error| error.to_string())?;
    let stored = by_finess(&with.stored);
    let mut content = PreviewContent::default();
    let remark = |text: String| {
        let (place, reason) = text.split_once(" : ").map_or(("", text.as_str()), |(place, reason)| (place, reason));
        PreviewRemark { place: place.to_owned(), reason: reason.to_owned() }
    };
    content.remarks.extend(read.remarks.iter().map(|found| remark(found.to_string())));
    let mut rows: BTreeMap<Finess, Vec<&spreadsheet::RowChange>> = BTreeMap::new();
    for row in &read.rows {
        rows.entry(row.finess).or_default().push(row);
    }
    let mut counts = ImportCounts { read: read.rows.len() as u32, ..ImportCounts::default() };
    for (finess, rows) in rows {
        let Some(versioned) = stored.get(&finess) else {
            for row in rows {
                let place = format!("Feuille « {} », ligne {}", row.sheet.title(), row.line);
                content
                    .remarks
                    .push(PreviewRemark { place, reason: format!("aucune fiche n’a le numéro {finess}") });
            }
            continue;
        };
        counts.kept += 1;
        match spreadsheet::apply(&versioned.listing, rows) {
            Ok(listing) if listing == versioned.listing => {}
            Ok(listing) => {
                content.lines.push(line(Save::new(Some(versioned), listing), &stored));
            }
            Err(refusals) => content.remarks.extend(refusals.iter().map(|refusal| remark(refusal.to_string()))),
        }
    }
    counts.rejected = content.remarks.len() as u32 + read.more_remarks;
    content.counts = counted(&content.lines, counts);
    Ok(FileRead { kind: ImportKind::Sheet, date: with.today, content })
}
