//! A file of the back office, read into what it would change: the FINESS register or a spreadsheet. Writes nothing.

use std::collections::BTreeMap;
use std::io::Cursor;

use domain::{Finess, Territory};
use jiff::civil::Date;

use super::finess;
use super::merge;
use super::words;
use crate::sheets;
use crate::storage::journal::ImportKind;
use crate::storage::previews::{PreviewContent, PreviewLine, PreviewRemark, counted};
use crate::storage::{ImportCounts, Save, Versioned};

/// What a file is, and what it would change.
#[derive(Debug)]
pub struct FileRead {
    pub kind: ImportKind,
    /// The day of a register; that of the reading for a spreadsheet.
    pub date: Date,
    pub content: PreviewContent,
}

/// What the file is compared with.
pub struct Compared<'a> {
    pub stored: Vec<Versioned>,
    /// Day of the last register.
    pub last_register: Option<Date>,
    pub territory: &'a Territory,
    pub today: Date,
    /// A register may close more than a quarter of the services.
    pub allow_closing: bool,
}

/// Reads a register by its first line, anything else as a spreadsheet.
///
/// # Errors
/// Why the whole file is refused, in French.
pub fn read(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if start.starts_with(b"finess;") { register(bytes, with) } else { spreadsheet(bytes, with) }
}

fn register(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let territory = finess::Territory::Department(with.territory.department.clone());
    let register = finess::read(Cursor::new(bytes), &territory, |_| {}).map_err(|error| words::refused(&error))?;
    let before = by_finess(&with.stored);
    let plan = merge::plan(&register, with.stored.clone(), with.last_register, &territory, with.allow_closing)
        .map_err(|error| words::not_applied(&error))?;
    let remark = |own: &finess::Remark| PreviewRemark {
        place: format!("ligne {}, {}", own.line, own.finess),
        reason: words::problem(&own.reason),
    };
    let content = PreviewContent {
        counts: plan.counts,
        replaces_demonstration: plan.replaces_demonstration,
        remarks: register.remarks.iter().map(remark).collect(),
        lines: plan.saves.into_iter().map(|save| line(save, &before)).collect(),
    };
    Ok(FileRead { kind: ImportKind::Register, date: register.date, content })
}

fn by_finess(stored: &[Versioned]) -> BTreeMap<Finess, Versioned> {
    stored.iter().map(|own| (own.listing.finess, own.clone())).collect()
}

fn line(save: Save, stored: &BTreeMap<Finess, Versioned>) -> PreviewLine {
    let before = save.based_on.and_then(|_| stored.get(&save.listing.finess)).map(|own| own.listing.clone());
    PreviewLine { based_on: save.based_on, before, after: save.listing }
}

fn spreadsheet(bytes: &[u8], with: Compared<'_>) -> Result<FileRead, String> {
    let read = sheets::read(bytes, with.territory, with.today).map_err(|error| error.to_string())?;
    let stored = by_finess(&with.stored);
    let mut content = PreviewContent::default();
    let remark = |text: String| {
        let (place, reason) = text.split_once(" : ").map_or(("", text.as_str()), |(place, reason)| (place, reason));
        PreviewRemark { place: place.to_owned(), reason: reason.to_owned() }
    };
    content.remarks.extend(read.remarks.iter().map(|own| remark(own.to_string())));
    let mut rows: BTreeMap<Finess, Vec<&sheets::RowChange>> = BTreeMap::new();
    for row in &read.rows {
        rows.entry(row.finess).or_default().push(row);
    }
    let mut counts = ImportCounts { read: read.rows.len() as u32, ..ImportCounts::default() };
    for (finess, rows) in rows {
        let Some(own) = stored.get(&finess) else {
            for row in rows {
                let place = format!("Feuille « {} », ligne {}", row.sheet.title(), row.line);
                content
                    .remarks
                    .push(PreviewRemark { place, reason: format!("aucune fiche n’a le numéro {finess}") });
            }
            continue;
        };
        counts.kept += 1;
        match sheets::apply(&own.listing, rows) {
            Ok(listing) if listing == own.listing => {}
            Ok(listing) => {
                content.lines.push(line(Save::new(Some(own), listing), &stored));
            }
            Err(refusals) => content.remarks.extend(refusals.iter().map(|own| remark(own.to_string()))),
        }
    }
    counts.rejected = content.remarks.len() as u32 + read.more_remarks;
    content.counts = counted(&content.lines, counts);
    Ok(FileRead { kind: ImportKind::Sheet, date: with.today, content })
}
