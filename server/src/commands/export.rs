//! `export`: what is published, its journal and the values of the law as a file, JSON or CSV by its name. Whole or not
//! there: it gets its name when it is written.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::{Parameters, Territory};

use crate::export::{
    Array, BOM, ExportError, JOURNAL_HEADER, ParameterLine, journal_lines, journal_value, listing_header, listing_line,
    listing_value, write_csv,
};
use crate::storage::Store;
use crate::storage::sqlite::beside;

/// Entries of the journal read at a time.
const ENTRIES: u32 = 2_000;

#[derive(Args)]
pub(super) struct Export {
    what: What,
    /// Where it is written, over a file of that name: FILE.json has everything, FILE.csv is for a spreadsheet.
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Every listing, with all that is known of it.
    Listings,
    /// Every change of every listing, with its seal.
    Journal,
    /// The values of the law: those of the program, then those that staff added.
    Parameters,
}

#[derive(Clone, Copy)]
enum Form {
    Json,
    Csv,
}

impl Form {
    fn of(file: &Path) -> anyhow::Result<Self> {
        match file.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some(_) | None => anyhow::bail!("{} ends neither with .json nor with .csv", file.display()),
        }
    }
}

impl Export {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let form = Form::of(&self.file)?;
        let partial = beside(&self.file, ".partial");
        let written = self.write(store, territory, form, &partial).await;
        let put = written.and_then(|count| {
            std::fs::rename(&partial, &self.file)?;
            Ok(count)
        });
        if put.is_err() {
            let _ = std::fs::remove_file(&partial);
        }
        let count = put.with_context(|| format!("cannot write {}", self.file.display()))?;
        println!("{} {count}", self.file.display());
        Ok(ExitCode::SUCCESS)
    }

    async fn write(
        &self,
        store: &dyn Store,
        territory: &Territory,
        form: Form,
        partial: &Path,
    ) -> Result<usize, ExportError> {
        let file = File::create(partial)?;
        let mut out = BufWriter::new(&file);
        if let Form::Csv = form {
            out.write_all(BOM.as_bytes())?;
        }
        let count = match self.what {
            What::Listings => listings(store, form, &mut out).await?,
            What::Journal => journal(store, form, &mut out).await?,
            What::Parameters => parameters(store, territory, form, &mut out).await?,
        };
        out.flush()?;
        drop(out);
        file.sync_all()?;
        Ok(count)
    }
}

async fn listings(store: &dyn Store, form: Form, out: &mut impl Write) -> Result<usize, ExportError> {
    let rows = store.rows().await?;
    match form {
        Form::Csv => write_csv(out, std::iter::once(listing_header()).chain(rows.iter().map(listing_line)))?,
        Form::Json => {
            let mut array = Array::new(out);
            rows.iter().try_for_each(|row| array.push(&listing_value(row)))?;
            array.end()?;
        }
    }
    Ok(rows.len())
}

async fn journal(store: &dyn Store, form: Form, out: &mut impl Write) -> Result<usize, ExportError> {
    let mut sink = match form {
        Form::Json => Sink::Json(Array::new(out)),
        Form::Csv => {
            out.write_all(JOURNAL_HEADER.as_bytes())?;
            Sink::Csv(out)
        }
    };
    let (mut last, mut count) = (0, 0);
    loop {
        let entries = store.list_entries(last, ENTRIES).await?;
        let Some(end) = entries.last() else { break };
        last = end.number;
        count += entries.len();
        match &mut sink {
            Sink::Json(array) => entries.iter().try_for_each(|entry| array.push(&journal_value(entry)))?,
            Sink::Csv(out) => out.write_all(&journal_lines(&entries)?)?,
        }
    }
    if let Sink::Json(array) = sink {
        array.end()?;
    }
    Ok(count)
}

/// A file that the journal is written into part by part.
enum Sink<W> {
    Json(Array<W>),
    Csv(W),
}

async fn parameters(
    store: &dyn Store,
    territory: &Territory,
    form: Form,
    out: &mut impl Write,
) -> Result<usize, ExportError> {
    let law = Parameters::of(territory);
    let added = super::readable(store.list_values().await?);
    let lines: Vec<ParameterLine> =
        law.values().iter().map(ParameterLine::of_program).chain(added.iter().map(ParameterLine::of_staff)).collect();
    let count = lines.len();
    match form {
        Form::Csv => {
            write_csv(
                out,
                std::iter::once(ParameterLine::header()).chain(lines.into_iter().map(ParameterLine::cells)),
            )?;
        }
        Form::Json => {
            let mut array = Array::new(out);
            lines.iter().try_for_each(|line| array.push(line))?;
            array.end()?;
        }
    }
    Ok(count)
}
